//! Draws the pictures of the README from the real screen:
//! `cargo run --example screenshots`. A test fails when they are stale.

#[path = "../tests/screen/mod.rs"]
mod screen;

/// Name, size, and the keys that lead there from the start.
pub const SHOTS: [(&str, (u16, u16), &str); 5] = [
    ("timeline", (120, 36), "jj"),
    ("source", (120, 36), "jj<enter>"),
    ("actors", (120, 36), "akim<space>"),
    ("lanes", (120, 36), "GkkkkL"),
    ("narrow", (80, 24), "jj<enter>"),
];

/// The picture of a shot.
pub fn picture((_, (width, height), keys): (&str, (u16, u16), &str)) -> String {
    let mut app = screen::example(width, height);
    screen::drive(&mut app, keys);
    screen::svg::draw(&screen::buffer(&app))
}

fn main() -> std::io::Result<()> {
    for shot in SHOTS {
        let path = format!("docs/{}.svg", shot.0);
        std::fs::write(&path, picture(shot))?;
        println!("{path}");
    }
    Ok(())
}
