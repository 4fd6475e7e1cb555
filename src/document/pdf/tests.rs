//! Tests of the stages, on glyphs that are made by hand.

use super::DECODER;
use super::furniture;
use super::glyph::Glyph;
use super::lines::{Line, PageLines, lines};
use super::paragraphs::paragraphs;
use super::rows::rows;
use super::write::write;

/// Returns the glyphs of a line; each is half as wide as its size.
fn text(x: f64, y: f64, size: f64, text: &str) -> Vec<Glyph> {
    let width = size / 2.0;
    let glyph = |(index, c)| Glyph {
        c,
        x: x + index as f64 * width,
        y,
        width,
        size,
        toward: (1.0, 0.0),
        is_furniture: false,
    };
    text.chars().enumerate().map(glyph).collect()
}

/// Returns a page of lines from top to bottom, each `(x, size, text)`, 12 points apart.
fn page(lines: &[(f64, f64, &str)]) -> Vec<Glyph> {
    let line = |(index, (x, size, words)): (usize, &(f64, f64, &str))| {
        text(*x, 700.0 - 12.0 * index as f64, *size, words)
    };
    lines.iter().enumerate().flat_map(line).collect()
}

fn read(pages: Vec<Vec<Glyph>>) -> String {
    let mut numbers = None;
    let mut pages: Vec<PageLines> = pages
        .into_iter()
        .map(|glyphs| lines(glyphs, &mut numbers))
        .collect();
    let furniture = furniture::remove(&mut pages);
    let labels = vec![None; pages.len()];
    write(paragraphs(pages), &labels, &furniture)
}

fn texts(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn words_are_parted_by_spaces_or_gaps() {
    let mut spread = text(0.0, 0.0, 10.0, "one");
    spread.extend(text(18.0, 0.0, 10.0, "two"));
    spread.extend(text(33.5, 0.0, 10.0, "three"));
    // Some words of a line are parted by spaces, others by gaps as wide as a narrow space.
    let mut mixed = text(0.0, 0.0, 10.0, "on a day in");
    mixed.extend(text(57.8, 0.0, 10.0, "9"));
    mixed.extend(text(65.6, 0.0, 10.0, "July"));
    for (glyphs, wanted) in [
        (text(0.0, 0.0, 10.0, "one two"), vec!["one", "two"]),
        (mixed, vec!["on", "a", "day", "in", "9", "July"]),
        (spread, vec!["one", "twothree"]),
        // A glyph that is drawn twice to look bold.
        (
            [text(0.0, 0.0, 10.0, "bold"), text(0.2, 0.0, 10.0, "bold")].concat(),
            vec!["bold"],
        ),
        (Vec::new(), Vec::new()),
    ] {
        let rows = rows(&glyphs);
        let words = rows.iter().flat_map(|row| &row.words);
        assert_eq!(
            words.map(|word| word.text.as_str()).collect::<Vec<_>>(),
            wanted
        );
    }
}

#[test]
fn letters_that_are_set_apart_are_one_word() {
    let letters = "chapter".chars().enumerate();
    let glyphs = letters.flat_map(|(index, c)| text(8.0 * index as f64, 0.0, 10.0, &c.to_string()));
    let rows = rows(&glyphs.collect::<Vec<_>>());
    assert_eq!(rows[0].words.len(), 1);
}

#[test]
fn raised_numbers_belong_to_their_row() {
    let glyphs = [
        text(0.0, 100.0, 10.0, "He said so."),
        text(55.0, 104.0, 6.0, "12"),
        text(70.0, 100.0, 10.0, "More"),
        text(0.0, 88.0, 10.0, "The 1"),
        text(25.0, 91.0, 6.0, "st"),
    ];
    let page = lines(glyphs.concat(), &mut None);
    assert_eq!(texts(&page.body), ["He said so.[12] More", "The 1st"]);
}

#[test]
fn soft_hyphens_that_are_drawn_within_a_line_are_hyphens() {
    let glyphs = page(&[(0.0, 10.0, "1990\u{ad}1995 exam\u{ad}")]);
    assert_eq!(
        texts(&lines(glyphs, &mut None).body),
        ["1990-1995 exam\u{ad}"]
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut glyphs = text(
        0.0,
        700.0,
        10.0,
        "A heading that stands over both columns of the page",
    );
    for index in 0..8 {
        let y = 680.0 - 12.0 * f64::from(index);
        glyphs.extend(text(
            0.0,
            y,
            10.0,
            &format!("left column has line no {index}"),
        ));
        glyphs.extend(text(
            160.0,
            y,
            10.0,
            &format!("right column has line no {index}"),
        ));
    }
    let page = lines(glyphs, &mut None);
    let read = texts(&page.body);
    assert_eq!(read.len(), 17);
    assert!(read[0].starts_with("A heading"));
    assert!(read[1..9].iter().all(|line| line.starts_with("left")));
    assert!(read[9..].iter().all(|line| line.starts_with("right")));
}

#[test]
fn tables_are_read_row_by_row() {
    let mut glyphs = Vec::new();
    for index in 0..8 {
        let y = 680.0 - 12.0 * f64::from(index);
        glyphs.extend(text(0.0, y, 10.0, &format!("lot {index}")));
        glyphs.extend(text(100.0, y, 10.0, "1,250"));
        glyphs.extend(text(200.0, y, 10.0, "May 1994"));
    }
    let page = lines(glyphs, &mut None);
    assert_eq!(page.body.len(), 8);
    assert_eq!(page.body[0].text, "lot 0 1,250 May 1994");
}

#[test]
fn numbers_of_lines_are_no_text() {
    let mut glyphs = Vec::new();
    for index in 0..12 {
        let y = 680.0 - 24.0 * f64::from(index);
        glyphs.extend(text(0.0, y, 10.0, &format!("{:>2}", index + 1)));
        glyphs.extend(text(40.0, y, 10.0, "the witness said that it was so"));
    }
    let page = lines(glyphs, &mut None);
    assert!(
        page.body
            .iter()
            .all(|line| line.text == "the witness said that it was so")
    );
    assert_eq!(page.body.len(), 12);
}

#[test]
fn text_in_another_direction_stands_apart() {
    let mut glyphs = page(&[(0.0, 10.0, "The text of the page")]);
    let mut aside = text(0.0, 0.0, 10.0, "Aside");
    for glyph in &mut aside {
        (glyph.x, glyph.y, glyph.toward) = (300.0, 400.0 + glyph.x, (0.0, 1.0));
    }
    glyphs.extend(aside);
    let page = lines(glyphs, &mut None);
    assert_eq!(texts(&page.body), ["The text of the page"]);
    assert_eq!(texts(&page.aside), ["Aside"]);
}

#[test]
fn paragraphs_go_on_over_pages_without_their_furniture() {
    let page = |number: usize, lines: [&str; 4]| {
        let mut glyphs = text(100.0, 760.0, 8.0, "The Report");
        for (index, line) in (0..).zip(lines) {
            glyphs.extend(text(0.0, 700.0 - 12.0 * f64::from(index), 10.0, line));
        }
        glyphs.extend(text(100.0, 40.0, 8.0, &number.to_string()));
        glyphs
    };
    let body = read(vec![
        page(
            1,
            [
                "It was said then.",
                "Then the clerk came in and told us",
                "about the whole of the matter, and",
                "that the committee had been exam-",
            ],
        ),
        page(
            2,
            [
                "ined on 7 May 2017 in the same town",
                "and nobody knew.",
                "Then the clerk came in and told us",
                "about the whole of the matter, and",
            ],
        ),
    ]);
    assert_eq!(
        body,
        "[p. 1] The Report · 1\n\nIt was said then.\n\nThen the clerk came in and told us\n\
         about the whole of the matter, and\nthat the committee had been examined\n[p. 2] The Report · 2\n\
         on 7 May 2017 in the same town\nand nobody knew.\n\nThen the clerk came in and told us\n\
         about the whole of the matter, and\n"
    );
}

#[test]
fn notes_come_before_the_paragraph_that_goes_on() {
    let note = |y| {
        let mut glyphs = text(0.0, y + 3.0, 5.0, "1");
        glyphs.extend(text(4.0, y, 8.0, "See the minutes."));
        glyphs
    };
    let mut first = page(&[
        (0.0, 10.0, "The clerk said that it was known to"),
        (0.0, 10.0, "the whole committee and also to the"),
    ]);
    first.extend(note(100.0));
    let second = page(&[
        (0.0, 10.0, "mayor, who had come to the meeting,"),
        (0.0, 10.0, "as he said."),
    ]);
    assert_eq!(
        read(vec![first, second]),
        "[p. 1]\n\n[1] See the minutes.\n\nThe clerk said that it was known to\nthe whole committee and also to the\n\
         [p. 2]\nmayor, who had come to the meeting,\nas he said.\n"
    );
}

#[test]
fn lines_of_a_list_hang_from_the_first_one() {
    let body = read(vec![page(&[
        (0.0, 10.0, "1. The first item has a line that is"),
        (15.0, 10.0, "so long that it goes on below."),
        (0.0, 10.0, "2. The second one does so as well, it"),
        (15.0, 10.0, "ends here."),
    ])]);
    assert_eq!(body.matches("\n\n").count(), 2, "{body}");
}

#[test]
fn paragraphs_go_on_below_a_figure() {
    let mut glyphs = page(&[
        (0.0, 10.0, "The clerk said that it was known to"),
        (0.0, 10.0, "the whole committee and also to the"),
    ]);
    glyphs.extend(text(0.0, 640.0, 10.0, "Figure 1: The quay."));
    glyphs.extend(text(0.0, 600.0, 10.0, "Mayor of the town."));
    assert_eq!(
        read(vec![glyphs]),
        "[p. 1]\n\nFigure 1: The quay.\n\nThe clerk said that it was known to\n\
         the whole committee and also to the\nMayor of the town.\n"
    );
}

#[test]
fn the_decoder_is_the_one_that_is_built_in() {
    let manifest = include_str!("../../../Cargo.toml");
    let (name, version) = DECODER.split_once(' ').expect("a name and a version");
    for part in ["interpret", "syntax"] {
        let line = format!("\n{name}-{part} = {{ version = \"={version}\"");
        assert!(manifest.contains(&line), "{line}");
    }
}
