//! The help: the keys and the filter language.

use tui_input::Input;

use crate::filter::{Field, Is};
use crate::text::fold::fold;
use crate::tui::keymap::{BINDINGS, Binding, Context};
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;

/// The keys and the filter language, narrowed by the input.
#[derive(Debug)]
pub struct HelpList {
    /// The text that narrows the list to matching lines.
    pub input: Input,
    rows: Vec<HelpRow>,
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
}

impl Default for HelpList {
    fn default() -> Self {
        Self {
            input: Input::default(),
            rows: rows(""),
            list: ListState::scrolling(),
        }
    }
}

impl HelpList {
    /// Returns the matching lines, under their headings. Headings without matching lines are left
    /// out.
    pub fn rows(&self) -> &[HelpRow] {
        &self.rows
    }

    /// Narrows the list to the lines that match the input and scrolls to the top.
    pub fn narrow(&mut self) {
        self.rows = rows(&fold(self.input.value().trim()));
        self.list.rewind();
    }

    /// Returns the frame of the list. Its height does not depend on the input.
    pub fn panel(&self) -> Panel {
        Panel {
            title: "Keys".to_owned(),
            hint: "type to search  Esc close".to_owned(),
            width: 76,
            has_input: true,
            rows: self.rows.len(),
            height: 200,
            details: 0,
        }
    }
}

fn rows(part: &str) -> Vec<HelpRow> {
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
    section("Browsing", bound(Context::Browse));
    section("Actors", bound(Context::Actors));
    section("Lanes", bound(Context::Lanes));
    section("Problems", bound(Context::Problems));
    section("Typing a filter or a search", bound(Context::Prompt));
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
