//! Puts the characters of a line in the order in which they are read.
//!
//! Glyphs are known by their places, from left to right. In scripts that are written to the left, the order of reading
//! is the other way round, except in numbers and in words of other scripts.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::script::is_right_to_left;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter of a script that is written to the left.
    Leftward,
    /// A letter of another script.
    Rightward,
    Digit,
    /// Stands between the digits of a number: `1.5`, `2/3`.
    Separator,
    /// Stands beside the digits of a number: `5%`, `€5`.
    Unit,
    Neutral,
}

/// A character with the marks on it.
type Unit<'a> = (Class, &'a str);

/// How the lines of a page are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Writing {
    /// Whether most of the text is written to the left.
    pub(super) is_leftward: bool,
    /// Whether brackets in text to the left are known by their shapes, and not as they were typed.
    is_mirrored: bool,
}

impl Writing {
    /// Finds out how lines, with their characters from left to right, are written.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>, is_leftward: bool) -> Self {
        let (mut shapes, mut typed) = (0_usize, 0_usize);
        for line in lines.filter(|line| line.chars().any(is_right_to_left)) {
            let opens = line.find(['(', '[', '«']);
            let closes = line.find([')', ']', '»']);
            if let (Some(opens), Some(closes)) = (opens, closes) {
                shapes += usize::from(opens < closes);
                typed += usize::from(opens > closes);
            }
        }
        Self {
            is_leftward,
            is_mirrored: shapes >= typed,
        }
    }
}

/// Returns a line, with its characters from left to right, in the order of reading.
pub(super) fn logical(line: &str, writing: Writing) -> String {
    // The end of a sentence stands to the left of foreign words at the end of a paragraph.
    let ends_left = line.starts_with(['.', ',', ':', ';', '!', '?', ')']);
    let has_leftward = line.chars().any(is_right_to_left);
    if !(has_leftward || writing.is_leftward && ends_left) {
        return line.to_owned();
    }
    let units = units(line);
    let mut text = String::with_capacity(line.len());
    if writing.is_leftward {
        push_leftward(&mut text, &units, writing.is_mirrored);
        return text;
    }
    let mut at = 0;
    for run in runs(&units, Class::Leftward, |_| false) {
        push(&mut text, units.get(at..run.start));
        let leftward = units.get(run.clone()).unwrap_or_default();
        push_leftward(&mut text, leftward, writing.is_mirrored);
        at = run.end;
    }
    push(&mut text, units.get(at..));
    text
}

fn units(line: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        while chars
            .next_if(|(_, next)| is_combining_mark(*next))
            .is_some()
        {}
        let end = chars.peek().map_or(line.len(), |(next, _)| *next);
        units.push((class(c), line.get(start..end).unwrap_or_default()));
    }
    units
}

fn class(c: char) -> Class {
    match c {
        _ if c.is_numeric() => Class::Digit,
        _ if is_right_to_left(c) => Class::Leftward,
        _ if c.is_alphabetic() => Class::Rightward,
        '.' | ',' | '/' | ':' | '٫' | '٬' => Class::Separator,
        '%' | '‰' | '°' | '#' | '$' | '£' | '€' | '₪' => Class::Unit,
        _ => Class::Neutral,
    }
}

fn push(text: &mut String, units: Option<&[Unit<'_>]>) {
    for (_, unit) in units.unwrap_or_default() {
        text.push_str(unit);
    }
}

/// Adds units from right to left, with numbers and words of other scripts from left to right.
fn push_leftward(text: &mut String, units: &[Unit<'_>], is_mirrored: bool) {
    let is_digit = |class| class == Class::Digit;
    let mut kept = runs(units, Class::Rightward, is_digit);
    kept.extend(numbers(units));
    kept.sort_by_key(|run| (run.start, usize::MAX - run.end));
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for run in kept {
        if run.start >= at {
            pieces.extend((at..run.start).map(|index| index..index + 1));
            at = run.end;
            pieces.push(run);
        }
    }
    pieces.extend((at..units.len()).map(|index| index..index + 1));
    let pieces: Vec<&[Unit<'_>]> = pieces
        .into_iter()
        .rev()
        .filter_map(|it| units.get(it))
        .collect();
    for piece in pieces {
        match piece {
            [(_, unit)] => match mirrored(unit).filter(|_| is_mirrored) {
                Some(bracket) => text.push(bracket),
                None => text.push_str(unit),
            },
            _ => push(text, Some(piece)),
        }
    }
}

/// Returns the longest runs that begin with units of a class and end with them, or with one that `may_end` accepts,
/// with nothing in between that runs the other way.
fn runs(units: &[Unit<'_>], wanted: Class, may_end: impl Fn(Class) -> bool) -> Vec<Range<usize>> {
    let other = match wanted {
        Class::Leftward => Class::Rightward,
        _ => Class::Leftward,
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for (index, (class, _)) in units.iter().enumerate() {
        let open = runs.last_mut().filter(|_| is_open);
        if *class == other {
            is_open = false;
        } else if let Some(run) = open {
            if *class == wanted || may_end(*class) {
                run.end = index + 1;
            }
        } else if *class == wanted {
            runs.push(index..index + 1);
            is_open = true;
        }
    }
    runs
}

/// Returns the numbers, with what separates their digits and, except in Arabic, with signs for units beside them.
fn numbers(units: &[Unit<'_>]) -> Vec<Range<usize>> {
    let has_units = !units.iter().any(|(_, unit)| unit.starts_with(is_arabic));
    let is_unit = |index: usize| {
        units
            .get(index)
            .is_some_and(|(class, _)| *class == Class::Unit)
    };
    let mut numbers: Vec<Range<usize>> = Vec::new();
    let mut separated = false;
    for (index, (class, _)) in units.iter().enumerate() {
        let end = index + 1;
        match class {
            Class::Digit => match numbers.last_mut() {
                Some(last) if last.end == index || separated && last.end + 1 == index => {
                    last.end = end;
                }
                _ => numbers.push(index..end),
            },
            _ => separated = *class == Class::Separator,
        }
    }
    for number in numbers.iter_mut().filter(|_| has_units) {
        if number.start.checked_sub(1).is_some_and(is_unit) {
            number.start -= 1;
        }
        if is_unit(number.end) {
            number.end += 1;
        }
    }
    numbers
}

fn is_arabic(c: char) -> bool {
    is_right_to_left(c) && !matches!(c, '\u{590}'..='\u{5ff}')
}

fn mirrored(unit: &str) -> Option<char> {
    Some(match unit {
        "(" => ')',
        ")" => '(',
        "[" => ']',
        "]" => '[',
        "{" => '}',
        "}" => '{',
        "«" => '»',
        "»" => '«',
        "‹" => '›',
        "›" => '‹',
        "<" => '>',
        ">" => '<',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_in_their_direction() {
        for (line, leftward, wanted) in [
            ("plain 12.5", false, "plain 12.5"),
            ("plain 12.5", true, "plain 12.5"),
            (".ג 12.5 אב", true, "בא 12.5 ג."),
            ("ג 2004/8/24 אב", true, "בא 2004/8/24 ג"),
            ("ג Article 5, New York אב", true, "בא Article 5, New York ג"),
            ("ד 5 ג York אב", true, "בא York ג 5 ד"),
            ("see אב 12 גד now", false, "see דג 12 בא now"),
            ("see אב 12", false, "see בא 12"),
            (")ב( א", true, "א (ב)"),
            ("(ב) א", true, "א (ב)"),
            (".New York", true, "New York."),
            ("New York.", true, "New York."),
            ("ב\u{5b8}א", true, "אב\u{5b8}"),
            ("ב ١٢ א", true, "א ١٢ ב"),
            ("ב 12% א", true, "א 12% ב"),
            ("ر %12 ع", true, "ع 12% ر"),
        ] {
            let writing = Writing::of([line].into_iter(), leftward);
            assert_eq!(logical(line, writing), wanted, "{line}");
        }
    }
}
