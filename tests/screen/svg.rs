//! Renders a screen as SVG text, one element per run of the same style.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 14.0;
const INK: &str = "#d8dee9";
const PAPER: &str = "#1d2129";

/// Draws a screen.
pub fn draw(buffer: &Buffer) -> String {
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (
        columns * CELL.0 + 2.0 * MARGIN,
        rows * CELL.1 + 2.0 * MARGIN,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"'DejaVu Sans Mono','Menlo','Consolas',monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let first = &buffer[(x, y)];
            let mut end = x + 1;
            while end < buffer.area.width && alike(first, &buffer[(end, y)]) {
                end += 1;
            }
            run(&mut svg, buffer, first, (x, end), y);
            x = end;
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

fn run(svg: &mut String, buffer: &Buffer, style: &Cell, (start, end): (u16, u16), y: u16) {
    let (left, top) = (
        MARGIN + f32::from(start) * CELL.0,
        MARGIN + f32::from(y) * CELL.1,
    );
    let mut ink = colour(style.fg).unwrap_or(INK);
    let mut paper = colour(style.bg);
    if style.modifier.contains(Modifier::REVERSED) {
        (ink, paper) = (paper.unwrap_or(PAPER), Some(ink));
    }
    if let Some(paper) = paper {
        let width = f32::from(end - start) * CELL.0;
        let _ = writeln!(
            svg,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.0}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    let text: String = (start..end).map(|x| buffer[(x, y)].symbol()).collect();
    if text.trim().is_empty() {
        return;
    }
    let lead = text.len() - text.trim_start().len();
    let left = left + cells(lead) * CELL.0;
    let text = text.trim();
    let wide = cells(annals::text::width::width(text));
    let mut extra = String::new();
    if style.modifier.contains(Modifier::BOLD) {
        extra.push_str(" font-weight=\"bold\"");
    }
    if style.modifier.contains(Modifier::DIM) {
        extra.push_str(" opacity=\"0.6\"");
    }
    if style.modifier.contains(Modifier::UNDERLINED) {
        extra.push_str(" text-decoration=\"underline\"");
    }
    let _ = writeln!(
        svg,
        "<text x=\"{left:.1}\" y=\"{:.1}\" fill=\"{ink}\" textLength=\"{:.1}\" xml:space=\"preserve\"{extra}>{}</text>",
        top + 13.5,
        wide * CELL.0,
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    );
}

/// A run of cells of one row.
fn cells(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

fn colour(colour: Color) -> Option<&'static str> {
    Some(match colour {
        Color::Black => "#1d2129",
        Color::Red => "#e06c75",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Blue => "#61afef",
        Color::Magenta => "#c678dd",
        Color::Cyan => "#56b6c2",
        _ => return None,
    })
}
