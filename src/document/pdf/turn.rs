//! Turns pages upright.

use super::glyph::Glyph;
use super::measure::median;
use super::script::{self, is_ideographic};

/// A skew below it is none, in radians.
const LEVEL: f64 = 0.001;

/// The largest skew, in radians.
const SKEWED: f64 = 0.35;

/// Divides glyphs by the quarter turn that they are written in, and turns each part upright. The part with most
/// glyphs comes first.
pub(super) fn upright(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    turn_columns(&mut glyphs);
    let mut parts: [Vec<Glyph>; 4] = Default::default();
    for glyph in glyphs {
        let quarter = quarter(glyph.toward);
        if let Some(part) = parts.get_mut(quarter) {
            part.push(turned(glyph, quarter));
        }
    }
    let mut parts: Vec<Vec<Glyph>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    for part in &mut parts {
        level(part);
    }
    parts
}

/// Turns ideographs that are written in columns from top to bottom, each of them upright, so that they run downwards.
fn turn_columns(glyphs: &mut [Glyph]) {
    let is_upright = |it: &Glyph| is_ideographic(it.c) && it.toward.0 > 0.9;
    let pairs = glyphs.iter().zip(glyphs.iter().skip(1));
    let pairs = pairs.filter(|(a, b)| is_upright(a) && is_upright(b));
    let (mut down, mut across) = (0_usize, 0_usize);
    for (a, b) in pairs {
        let (dx, dy) = ((b.x - a.x) / a.size, (a.y - b.y) / a.size);
        down += usize::from(dx.abs() < 0.2 && (0.7..1.6).contains(&dy));
        across += usize::from(dy.abs() < 0.2 && (0.7..1.6).contains(&dx));
    }
    if down <= across {
        return;
    }
    for glyph in glyphs
        .iter_mut()
        .filter(|it| it.toward.0 > 0.9 && script::is_wide(it.c))
    {
        glyph.toward = (0.0, -1.0);
        // It begins at its top, and not at its baseline.
        glyph.y += 0.88 * glyph.size;
        glyph.width = glyph.size;
    }
}

/// Returns the quarter turn, counted to the left, that is nearest to a direction.
fn quarter((dx, dy): (f64, f64)) -> usize {
    match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

fn turned(glyph: Glyph, quarter: usize) -> Glyph {
    let turn = |(x, y): (f64, f64)| match quarter {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    let (x, y) = turn((glyph.x, glyph.y));
    Glyph {
        x,
        y,
        toward: turn(glyph.toward),
        ..glyph
    }
}

/// Makes lines level that are a little skewed, as on a scanned page.
fn level(glyphs: &mut [Glyph]) {
    let written = median(glyphs.iter().map(|it| it.toward.1.atan2(it.toward.0)));
    let mut skew = written.unwrap_or_default();
    if skew.abs() < LEVEL {
        // Text that was recognized on a scan is often written level, word by word on a rising line.
        let pairs = glyphs.iter().zip(glyphs.iter().skip(1));
        let slopes: Vec<f64> = pairs.filter_map(|(a, b)| slope(a, b)).collect();
        if slopes.len() > 20 {
            skew = median(slopes).unwrap_or_default().atan();
        }
    }
    if skew.abs() < LEVEL || skew.abs() > SKEWED {
        return;
    }
    let (sin, cos) = skew.sin_cos();
    for glyph in glyphs {
        let (x, y) = (glyph.x, glyph.y);
        glyph.x = x * cos + y * sin;
        glyph.y = y * cos - x * sin;
    }
}

/// Returns the slope from a glyph to the next one of its line.
fn slope(a: &Glyph, b: &Glyph) -> Option<f64> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let is_near = dx > 0.2 * a.size && dx < 12.0 * a.size && dy.abs() < 0.6 * a.size;
    is_near.then_some(dy / dx)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(x: f64, y: f64, toward: (f64, f64)) -> Glyph {
        Glyph {
            c: 'a',
            x,
            y,
            width: 5.0,
            size: 10.0,
            toward,
            is_furniture: false,
        }
    }

    #[test]
    fn text_is_turned_upright() {
        for toward in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            let (dx, dy) = toward;
            let line =
                (0..3).map(|it| glyph(f64::from(it) * 5.0 * dx, f64::from(it) * 5.0 * dy, toward));
            let [part] = &upright(line.collect())[..] else {
                panic!("one part");
            };
            let places: Vec<(f64, f64)> = part.iter().map(|it| (it.x, it.y.abs())).collect();
            assert_eq!(places, [(0.0, 0.0), (5.0, 0.0), (10.0, 0.0)], "{toward:?}");
        }
    }

    #[test]
    fn text_in_another_direction_is_a_part_of_its_own() {
        let mut glyphs = vec![glyph(0.0, 0.0, (0.0, 1.0))];
        glyphs.extend([glyph(10.0, 0.0, (1.0, 0.0)); 2]);
        let counts: Vec<usize> = upright(glyphs).iter().map(Vec::len).collect();
        assert_eq!(counts, [2, 1]);
    }

    #[test]
    fn skewed_lines_become_level() {
        let toward = (0.02_f64.cos(), 0.02_f64.sin());
        for toward in [toward, (1.0, 0.0)] {
            let line = (0..30).map(|it| glyph(f64::from(it) * 5.0, f64::from(it) * 0.1, toward));
            let part = upright(line.collect()).remove(0);
            assert!(part.iter().all(|it| it.y.abs() < 0.1), "{toward:?}");
        }
    }
}
