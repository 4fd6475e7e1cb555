//! The labels of boxes that are no part of an article: lists of other articles, of topics and of
//! comments, and buttons to share it.

use super::hints::{NO_SCRIPT, is_block};
use super::label_words::{Kind, begins, find, simplified};
use super::left_out::LeftOut;
use super::tree::{Column, Id, ROOT, Tree};
use super::walk::Step;
use super::weight::ENOUGH;

/// The most bytes of a label.
const MOST: usize = 80;

/// The fewest letters of prose outside links, for example of a note.
const NOTE: u32 = 40;

/// The most letters of an invitation to subscribe.
const CALL: u32 = 200;

/// The fewest letters of the title of another article, after its label.
const TITLE: u32 = 12;

/// What is known of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    #[default]
    None,
    /// The element starts with the label of buttons, topics or an advertisement.
    Aside,
    /// The element starts with the label of a list.
    List,
    /// The element is nothing but a label, or the label of one link with the link.
    Whole,
    /// The element is nothing but the label of a list.
    Heading,
}

/// The labels of a page.
pub(super) struct Labels {
    starts: Column<Label>,
    notes: Column<bool>,
    late: Column<bool>,
}

impl Labels {
    /// Returns whether an element starts with a label.
    pub fn of(&self, id: Id) -> Label {
        self.starts.get(id)
    }

    /// Returns whether an element comes after enough prose for an article.
    pub fn is_late(&self, id: Id) -> bool {
        self.late.get(id)
    }

    /// Returns whether there is a note of the editors in an element, such as a correction.
    pub fn has_note(&self, id: Id) -> bool {
        self.notes.get(id)
    }
}

/// Returns the labels of a page.
pub(super) fn labels(page: &Tree, left_out: &LeftOut) -> Labels {
    let mut finder = Finder {
        page,
        labels: Labels {
            starts: Column::new(page),
            notes: Column::new(page),
            late: Column::new(page),
        },
        prose: 0,
        open: Vec::new(),
        links: 0,
        fresh: 0,
        run: Run::default(),
    };
    let is_link = |id| page.name(id) == "a";
    let mut steps = page.walk(ROOT);
    while let Some(step) = steps.next() {
        match step {
            Step::Enter(id) if left_out.has(id) || page.name(id) == NO_SCRIPT => {
                steps.skip_contents();
            }
            Step::Enter(id) => {
                if is_block(page.name(id)) {
                    finder.end(None);
                }
                finder.labels.late.set(id, finder.prose >= ENOUGH);
                finder.links = finder.links.saturating_add(u32::from(is_link(id)));
                finder.open.push(id);
            }
            Step::Leave(id) => {
                if is_block(page.name(id)) {
                    finder.end(Some(id));
                } else if finder.run.starting.contains(&id) {
                    finder.run.closed = Some((id, finder.run.letters));
                }
                if is_link(id) {
                    finder.links = finder.links.saturating_sub(1);
                    finder.run.end_link();
                }
                finder.open.pop();
                finder.fresh = finder.fresh.min(finder.open.len());
            }
            Step::Text(text, _) => finder.text(text),
        }
    }
    finder.labels
}

struct Finder<'a> {
    page: &'a Tree,
    labels: Labels,
    /// The letters of prose so far.
    prose: u32,
    /// The open elements. Those from `fresh` on have no text yet.
    open: Vec<Id>,
    fresh: usize,
    /// The number of open links.
    links: u32,
    run: Run,
}

/// The text since the last start or end of a block.
#[derive(Default)]
struct Run {
    /// The start of the text, with single spaces.
    text: String,
    letters: u32,
    /// The letters outside links.
    plain: u32,
    /// The number of links with letters, and the letters until the end of the last one.
    links: u32,
    linked: u32,
    /// Whether it reserves rights below the article.
    closes: bool,
    /// The elements that start with it.
    starting: Vec<Id>,
    /// The last of them that has ended, if it is inline, and the letters until there.
    closed: Option<(Id, u32)>,
}

impl Run {
    fn end_link(&mut self) {
        if self.letters > self.linked {
            self.links = self.links.saturating_add(1);
            self.linked = self.letters;
        }
    }
}

impl Finder<'_> {
    fn text(&mut self, text: &str) {
        let run = &mut self.run;
        if text.trim().is_empty() && run.text.is_empty() {
            return;
        }
        if run.text.is_empty() {
            let fresh = self.open.get(self.fresh..).unwrap_or_default();
            run.starting.extend(fresh);
        }
        self.fresh = self.open.len();
        let letters = letters(text);
        run.letters = run.letters.saturating_add(letters);
        if self.links == 0 {
            run.plain = run.plain.saturating_add(letters);
        }
        for c in text.chars() {
            // More could not be a label.
            if run.text.len() > MOST {
                break;
            }
            match c {
                c if !c.is_whitespace() => run.text.push(c),
                _ if run.text.is_empty() || run.text.ends_with(' ') => {}
                _ => run.text.push(' '),
            }
        }
    }

    fn in_figure(&self) -> bool {
        let is_figure = |id: &Id| matches!(self.page.name(*id), "figure" | "figcaption");
        self.open.iter().any(is_figure)
    }

    /// Ends the run, which is the end of a block if that is given.
    fn end(&mut self, block: Option<Id>) {
        let mut run = std::mem::take(&mut self.run);
        if run.text.is_empty() {
            return;
        }
        let short = simplified(&run.text);
        run.closes = self.prose >= ENOUGH && begins(&short, Kind::Rights) && !self.in_figure();
        if run.plain >= NOTE {
            self.prose = self.prose.saturating_add(run.plain);
        }
        if run.plain >= NOTE && begins(&short, Kind::Note) {
            for id in &self.open {
                self.labels.notes.set(*id, true);
            }
        }
        if run.starting.is_empty() {
            return;
        }
        let inline = run.closed.filter(|(_, until)| *until == run.letters);
        let all = block.or(inline.map(|(id, _)| id));
        let label = label(&short, &run);
        let lone = is_lone(&short, &run);
        let heads = find(&short).any(|found| found.kind == Kind::List && found.is_whole());
        // A row of links between the blocks of a page.
        let row = run.links >= 3 && run.plain == 0 && run.text.contains('|');
        let is_row = |id| {
            row && self
                .page
                .parent(id)
                .is_some_and(|up| is_bare(self.page.name(up)))
        };
        for id in &run.starting {
            let inner = inline.is_some_and(|(own, _)| own == *id);
            let whole = lone && all == Some(*id) || inner && (lone || is_row(*id));
            let label = if !whole {
                label
            } else if heads {
                Label::Heading
            } else {
                Label::Whole
            };
            self.labels.starts.set(*id, label);
        }
    }
}

/// Returns what the start of a run says about boxes that start with it.
fn label(text: &str, run: &Run) -> Label {
    if run.text.len() > MOST {
        Label::None
    } else if begins(text, Kind::List) {
        Label::List
    } else if begins(text, Kind::Aside) {
        Label::Aside
    } else {
        Label::None
    }
}

/// Returns whether text in an element is not in a paragraph, an item or a heading.
fn is_bare(name: &str) -> bool {
    matches!(name, "body" | "center" | "div" | "td")
}

/// Returns whether a run is nothing but a label, or a label with the link that it announces.
fn is_lone(text: &str, run: &Run) -> bool {
    let short = run.text.len() <= MOST;
    find(text).any(|found| match found.kind {
        Kind::List => short && found.is_whole(),
        Kind::Aside => short && found.is_whole() || announces(letters(found.name), run),
        Kind::Notice => short && (found.is_whole() || found.rest.starts_with([':', '?', '('])),
        Kind::Control => {
            let several = found.name.contains(' ');
            short && run.plain == 0 && (found.is_whole() || several)
        }
        Kind::Lead => {
            let name = letters(found.name);
            let rest = found.rest.trim_start();
            let parted = rest.starts_with([':', '：', '>', '»']) || found.name.ends_with(':');
            let title = run.letters >= name.saturating_add(TITLE);
            title && (announces(name, run) || parted && run.plain <= name)
        }
        Kind::Call => run.plain < run.letters && run.letters < CALL,
        Kind::Rights => run.letters < CALL && run.closes,
        Kind::Note => false,
    })
}

/// Returns whether all that follows a label of some letters is linked.
fn announces(label: u32, run: &Run) -> bool {
    let most = label.saturating_add(2);
    run.plain < run.letters && (label..=most).contains(&run.plain)
}

fn letters(text: &str) -> u32 {
    let count = text.chars().filter(|c| c.is_alphanumeric()).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the label of a text in which only what is between `[` and `]` is linked.
    fn found(text: &str) -> (Label, bool) {
        let parts: Vec<&str> = text.split(['[', ']']).collect();
        let whole = parts.concat();
        let words: Vec<&str> = whole.split_whitespace().collect();
        let run = Run {
            text: words.join(" "),
            letters: letters(text),
            plain: parts.iter().step_by(2).map(|part| letters(part)).sum(),
            ..Run::default()
        };
        let short = simplified(&run.text);
        (label(&short, &run), is_lone(&short, &run))
    }

    #[test]
    fn labels_are_recognised() {
        for (text, label, whole) in [
            ("Related", Label::List, true),
            (" MORE  in: ", Label::List, true),
            ("71 Comments (12)", Label::List, true),
            ("More from the Paper", Label::List, false),
            ("Das könnte Sie auch interessieren:", Label::List, true),
            ("相关阅读：", Label::List, true),
            ("Tags: a, b", Label::Aside, false),
            ("Relatedness", Label::None, false),
            ("The related events", Label::None, false),
            ("", Label::None, false),
            ("12", Label::None, false),
            (&"Related ".repeat(20), Label::None, false),
        ] {
            assert_eq!(found(text), (label, whole), "{text}");
        }
    }

    #[test]
    fn lines_that_only_lead_elsewhere_are_recognised() {
        for (text, lone) in [
            ("Read more: [The bridge is open]", true),
            ("[Read more: The bridge is open]", true),
            ("Lea también [El puente está abierto]", true),
            ("Read more about it [there] and elsewhere.", false),
            ("[Related parties of the bank]", false),
            ("[Print]", true),
            ("Print", false),
            ("[Back pain in the morning]", false),
            ("[Print this page] | [Close window]", true),
            ("Was this page helpful?", true),
        ] {
            assert_eq!(found(text).1, lone, "{text}");
        }
    }
}
