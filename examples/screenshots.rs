//! Draws the pictures of the documentation from the real screen:
//! `cargo run --example screenshots`. A test fails when they are stale.

#[path = "../tests/screen/mod.rs"]
mod screen;

/// A picture: its name, its event file unless it is the example, its size, and the keys that
/// lead to it from the start.
#[derive(Clone, Copy)]
pub struct Shot {
    /// The name of the file in `docs/`, without its extension.
    pub name: &'static str,
    file: Option<&'static str>,
    /// The path and text of its source.
    source: &'static [(&'static str, &'static str)],
    size: (u16, u16),
    keys: &'static str,
}

const fn shot(name: &'static str, size: (u16, u16), keys: &'static str) -> Shot {
    Shot {
        name,
        file: None,
        source: &[],
        size,
        keys,
    }
}

const DRIFTED: &[(&str, &str)] = &[("drifted.txt", include_str!("../tests/data/drifted.txt"))];

/// Every picture.
pub const SHOTS: [Shot; 11] = [
    shot("timeline", (120, 36), "jj"),
    shot("source", (120, 36), "jj<enter>"),
    shot("actors", (120, 36), "akim<space>"),
    shot("lanes", (120, 36), "GkkkkL"),
    shot("narrow", (80, 24), "jj<enter>"),
    shot("months", (80, 24), "+jj"),
    shot("dates", (80, 24), "fwithin:2025 -is:approximate"),
    Shot {
        file: Some(include_str!("../tests/data/conflict.toml")),
        ..shot("conflict", (100, 28), "jj")
    },
    Shot {
        file: Some(include_str!("../tests/data/ages.toml")),
        ..shot("ages", (80, 24), "jjj")
    },
    Shot {
        file: Some(include_str!("../tests/data/drifted.toml")),
        source: DRIFTED,
        ..shot("altered", (100, 22), "G")
    },
    Shot {
        file: Some(include_str!("../tests/data/drifted.toml")),
        source: DRIFTED,
        ..shot("problems", (100, 22), "!j")
    },
];

/// Renders a shot.
pub fn picture(shot: Shot) -> String {
    let (width, height) = shot.size;
    let mut app = match shot.file {
        None => screen::example(width, height),
        Some(text) => screen::with_sources(text, shot.source, width, height),
    };
    screen::drive(&mut app, shot.keys);
    screen::svg::draw(&screen::buffer(&app))
}

fn main() -> std::io::Result<()> {
    for shot in SHOTS {
        let path = format!("docs/{}.svg", shot.name);
        std::fs::write(&path, picture(shot))?;
        println!("{path}");
    }
    Ok(())
}
