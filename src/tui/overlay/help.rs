//! The help: the keys and the filter language.

use tui_input::Input;

use crate::filter::{Field, Is};
use crate::text::fold::fold;
use crate::text::wrap::{visible, wrap};
use crate::tui::keymap::{BINDINGS, Binding, Context};
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;
use crate::tui::theme::Glyphs;

/// The width of a column, in cells.
const COLUMN: usize = 76;
/// The cells before the words of a line, in addition to the keys.
const BESIDE: usize = 4;
/// The minimum width of the screen for two columns.
const TWO_COLUMNS: u16 = 120;

/// The keys and the filter language, narrowed by the input.
#[derive(Debug)]
pub struct HelpList {
    /// The text that narrows the list to matching lines.
    pub input: Input,
    /// The context whose keys are listed first.
    context: Context,
    rows: Vec<HelpRow>,
    /// The rows in one or two columns, wrapped for their width.
    lines: Vec<[Option<HelpRow>; 2]>,
    /// The width of a column, in cells.
    pub column: usize,
    has_two: bool,
    /// The scroll position.
    pub list: ListState,
}

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A heading.
    Heading(&'static str),
    /// The keys to press or the words to type, and their effect.
    Line(Vec<&'static str>, String),
    /// The rest of an effect.
    More(String),
}

impl Default for HelpList {
    fn default() -> Self {
        Self::new(Context::Browse)
    }
}

impl HelpList {
    /// Lists all keys, those of a context first.
    pub fn new(context: Context) -> Self {
        Self {
            input: Input::default(),
            context,
            rows: rows(context, ""),
            lines: Vec::new(),
            column: COLUMN,
            has_two: false,
            list: ListState::scrolling(),
        }
    }

    /// Returns the matching lines, under their headings. Headings without matching lines are left
    /// out.
    pub fn rows(&self) -> &[HelpRow] {
        &self.rows
    }

    /// Returns the lines in their columns.
    pub fn lines(&self) -> &[[Option<HelpRow>; 2]] {
        &self.lines
    }

    /// Narrows the list to the lines that match the input and scrolls to the top.
    pub fn narrow(&mut self) {
        self.rows = rows(self.context, &fold(self.input.value().trim()));
        self.list.rewind();
    }

    /// Arranges the lines in one or two columns.
    pub fn lay_out(&mut self, cells: u16, glyphs: &Glyphs) {
        self.has_two = cells >= TWO_COLUMNS;
        let columns = 1 + usize::from(self.has_two);
        let inner = usize::from(cells).saturating_sub(2) / columns;
        self.column = inner.min(COLUMN + 2);
        let room = self.column.saturating_sub(key_width(glyphs) + BESIDE);
        // The second column begins with the heading nearest to the middle.
        let middle = self.rows.len() / 2;
        let headings = self.rows.iter().enumerate();
        let headings = headings.filter(|(_, row)| matches!(row, HelpRow::Heading(_)));
        let nearest = headings
            .map(|(index, _)| index)
            .min_by_key(|at| at.abs_diff(middle));
        let cut = nearest
            .filter(|at| self.has_two && *at > 0)
            .unwrap_or(self.rows.len());
        let (left, right) = self.rows.split_at(cut.min(self.rows.len()));
        let [mut left, mut right] = [left, right].map(|rows| {
            let rows = rows.iter().flat_map(|row| wrapped(row, room));
            rows.collect::<Vec<_>>().into_iter()
        });
        self.lines = std::iter::from_fn(|| {
            let line = [left.next(), right.next()];
            line.iter().any(Option::is_some).then_some(line)
        })
        .collect();
    }

    /// Returns the frame of the list. Its height does not depend on the input.
    pub fn panel(&self) -> Panel {
        Panel {
            title: "Keys".to_owned(),
            hint: "type to search  Esc close".to_owned(),
            width: COLUMN * (1 + usize::from(self.has_two)),
            has_input: true,
            rows: self.lines.len(),
            height: 200,
            details: 0,
        }
    }
}

/// Returns the width of the keys, in cells. Their names in ASCII are longer than their symbols.
pub fn key_width(glyphs: &Glyphs) -> usize {
    if glyphs.ascii { 21 } else { 16 }
}

fn wrapped(row: &HelpRow, room: usize) -> Vec<HelpRow> {
    let HelpRow::Line(keys, words) = row else {
        return vec![row.clone()];
    };
    let rows = wrap(words, room);
    let rows = rows.iter().map(|row| visible(words, row).to_owned());
    let rows = rows.enumerate().map(|(index, words)| match index {
        0 => HelpRow::Line(keys.clone(), words),
        _ => HelpRow::More(words),
    });
    rows.collect()
}

fn rows(first: Context, part: &str) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    let mut section = |heading, lines: Vec<(Vec<&'static str>, String)>| {
        let lines = lines.into_iter().filter(|(keys, words)| {
            fold(words).contains(part) || keys.iter().any(|key| fold(key).contains(part))
        });
        let lines: Vec<HelpRow> = lines
            .map(|(keys, words)| HelpRow::Line(keys, words))
            .collect();
        if !lines.is_empty() {
            rows.push(HelpRow::Heading(heading));
            rows.extend(lines);
        }
    };
    let mut contexts = [
        ("Browsing", Context::Browse),
        ("Actors", Context::Actors),
        ("Lanes", Context::Lanes),
        ("Problems", Context::Problems),
        ("Menus", Context::Choice),
        ("Typing a filter or a search", Context::Prompt),
    ];
    contexts.sort_by_key(|(_, context)| *context != first);
    for (heading, context) in contexts {
        section(heading, bound(context));
    }
    let fields = Field::ALL.iter();
    let fields = fields.map(|field| (vec![field.name()], field.words().to_owned()));
    section("Filter fields, as in actor:kim", fields.collect());
    let properties = Is::ALL.iter();
    let properties = properties.map(|known| (vec![known.name()], known.words().to_owned()));
    section("Properties, as in is:planned", properties.collect());
    rows
}

fn bound(context: Context) -> Vec<(Vec<&'static str>, String)> {
    let bindings = BINDINGS.iter().filter(|binding| binding.context == context);
    let line = |binding: &Binding| (binding.keys.to_vec(), binding.action.words().to_owned());
    bindings.map(line).collect()
}
