//! Roles to styles, and the glyphs. Colours are the terminal's own sixteen, so that the
//! user's theme holds; the table without colours loses no information, and neither
//! does the one without Unicode.

use ratatui::style::{Color, Modifier, Style};

use crate::anchor::State;
use crate::date::Shape;
use crate::timeline::{ActorId, Density, Status, When};

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Body text.
    Text,
    /// The title of an event, of the timeline.
    Title,
    /// Labels, rules, what can wait.
    Dim,
    /// A heading of the timeline.
    Heading,
    /// The selected row, in the pane that has the keys and in others.
    Selected,
    /// The mark of what is current.
    Accent,
    /// A quote inside its paragraph.
    Quote,
    /// What comes nearest to a quote that is not there.
    Near,
    /// A hit of a search.
    Hit,
    /// The words of a date near which no event stands.
    Uncovered,
    /// All is well.
    Good,
    /// Something deserves a look.
    Doubt,
    /// Something is wrong.
    Bad,
}

/// How the screen is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colours: bool,
    /// The signs to draw with.
    pub glyphs: &'static Glyphs,
}

/// Hues in the order in which actors take them.
const HUES: [Color; 6] = [
    Color::Cyan,
    Color::Magenta,
    Color::Green,
    Color::Blue,
    Color::Yellow,
    Color::Red,
];

impl Theme {
    /// A theme with or without colours, with or without Unicode.
    pub fn new(colours: bool, ascii: bool) -> Self {
        Self {
            colours,
            glyphs: if ascii { &ASCII } else { &UNICODE },
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let plain = Style::new();
        let coloured = |style: Style, mono: Style| if self.colours { style } else { mono };
        match role {
            Role::Text => plain,
            Role::Title | Role::Selected => plain.bold(),
            Role::Dim => plain.add_modifier(Modifier::DIM),
            Role::Heading => coloured(plain.cyan(), plain.underlined()),
            Role::Accent => coloured(plain.cyan().bold(), plain.bold()),
            Role::Quote => coloured(plain.black().on_yellow(), plain.reversed()),
            Role::Near => coloured(plain.yellow().underlined(), plain.bold().underlined()),
            Role::Hit => coloured(plain.black().on_cyan(), plain.reversed().underlined()),
            Role::Uncovered => plain.underlined(),
            Role::Good => coloured(plain.green(), plain),
            Role::Doubt => coloured(plain.yellow().bold(), plain.bold()),
            Role::Bad => coloured(plain.red().bold(), plain.bold()),
        }
    }

    /// The hue of an actor; the same everywhere.
    pub fn actor(&self, actor: ActorId) -> Style {
        let hue = HUES
            .get(actor.index() % HUES.len())
            .copied()
            .unwrap_or_default();
        if self.colours {
            Style::new().fg(hue)
        } else {
            Style::new()
        }
    }

    /// The sign of a quote's state, and what that is.
    pub fn state(&self, state: State) -> (&'static str, Role) {
        match state {
            State::Exact | State::Normalized => (self.glyphs.verified, Role::Good),
            State::Fuzzy | State::Reworded => (self.glyphs.near, Role::Doubt),
            State::Unquoted | State::NoSource => (self.glyphs.unknown, Role::Bad),
            State::Altered | State::Ambiguous | State::Missing => {
                (self.glyphs.unverified, Role::Bad)
            }
        }
    }

    /// The sign before an event: how sharp its date is, or that it is still to come.
    pub fn date_glyph(&self, when: &When, status: Status) -> &'static str {
        let glyphs = self.glyphs;
        match when {
            _ if status == Status::Planned => glyphs.planned,
            When::Undated { .. } => glyphs.undated,
            When::Dated(date) => match date.shape() {
                Shape::Day => glyphs.day,
                Shape::Month => glyphs.month,
                Shape::Year => glyphs.year,
                Shape::Doubtful | Shape::Within => glyphs.doubtful,
                Shape::Range => glyphs.range,
            },
        }
    }
}

/// The signs to draw with, each one cell wide, named after what they stand for.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Glyphs {
    pub day: &'static str,
    pub month: &'static str,
    pub year: &'static str,
    pub doubtful: &'static str,
    pub range: &'static str,
    pub planned: &'static str,
    pub undated: &'static str,
    /// Before the selected row.
    pub bar: &'static str,
    /// Beside the paragraph that is cited now, beside those cited otherwise, and beside
    /// those that nobody cites though they name a date near which no event stands.
    pub cited_here: &'static str,
    pub cited: &'static str,
    pub uncovered: &'static str,
    pub actor: &'static str,
    pub verified: &'static str,
    pub unverified: &'static str,
    pub near: &'static str,
    pub unknown: &'static str,
    pub conflict: &'static str,
    /// In the lanes: not sure, once within, began earlier, goes on, several events,
    /// where a tick is.
    pub light: &'static str,
    pub thin: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub many: &'static str,
    pub grid: &'static str,
    /// Two to nine events and more, where such cells stand side by side: digits would
    /// read as one number.
    pub heaps: [&'static str; 8],
    pub with: &'static str,
    pub without: &'static str,
    pub horizontal: &'static str,
    pub vertical: &'static str,
    pub tee_down: &'static str,
    pub tee_up: &'static str,
    pub tee_right: &'static str,
    pub tee_left: &'static str,
    pub corners: [&'static str; 4],
    pub ellipsis: &'static str,
    pub paragraph: &'static str,
    pub separator: &'static str,
    pub dash: &'static str,
    /// Of a density, from little to much.
    pub bars: [&'static str; Density::LEVELS as usize],
    /// Where what a name on the axis says begins, and where the axis is cut.
    pub tick: &'static str,
    pub cut: &'static str,
    /// Under the first column of the selected event, and under the others.
    pub pointer: &'static str,
    pub extent: &'static str,
    pub plain: bool,
}

static UNICODE: Glyphs = Glyphs {
    day: "●",
    month: "◐",
    year: "○",
    doubtful: "◌",
    range: "━",
    planned: "◇",
    undated: "?",
    bar: "▌",
    cited_here: "┃",
    cited: "·",
    uncovered: "?",
    actor: "●",
    verified: "✓",
    unverified: "✗",
    near: "≈",
    unknown: "?",
    conflict: "≠",
    light: "╌",
    thin: "─",
    earlier: "←",
    later: "→",
    many: "+",
    grid: "┊",
    heaps: ["▂", "▃", "▄", "▅", "▆", "▇", "█", "█"],
    with: "✓",
    without: "−",
    horizontal: "─",
    vertical: "│",
    tee_down: "┬",
    tee_up: "┴",
    tee_right: "├",
    tee_left: "┤",
    corners: ["┌", "┐", "└", "┘"],
    ellipsis: "…",
    paragraph: "¶",
    separator: "·",
    dash: "–",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    tick: "╷",
    cut: "⋯",
    pointer: "▲",
    extent: "━",
    plain: false,
};

static ASCII: Glyphs = Glyphs {
    day: "*",
    month: "+",
    year: "o",
    doubtful: "~",
    range: "=",
    planned: "^",
    undated: "?",
    bar: ">",
    cited_here: "|",
    cited: ".",
    uncovered: "?",
    actor: "*",
    verified: "+",
    unverified: "x",
    near: "~",
    unknown: "?",
    conflict: "%",
    light: ".",
    thin: "-",
    earlier: "<",
    later: ">",
    many: "#",
    grid: ":",
    heaps: ["2", "3", "4", "5", "6", "7", "8", "9"],
    with: "+",
    without: "-",
    horizontal: "-",
    vertical: "|",
    tee_down: "+",
    tee_up: "+",
    tee_right: "+",
    tee_left: "+",
    corners: ["+", "+", "+", "+"],
    ellipsis: "~",
    paragraph: "#",
    separator: "-",
    dash: "-",
    bars: [".", ":", "-", "=", "+", "*", "#", "@"],
    tick: "|",
    cut: "~",
    pointer: "^",
    extent: "=",
    plain: true,
};

impl Glyphs {
    /// The program's own words, such as a date's, in the characters at hand.
    pub fn say(&self, text: String) -> String {
        if !self.plain {
            return text;
        }
        let plain = |c| match c {
            '–' | '—' | '−' | '·' => '-',
            '≤' => '<',
            '≥' => '>',
            '…' => '~',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '¶' => '#',
            c => c,
        };
        text.chars().map(plain).collect()
    }

    /// The name of a key in the characters at hand.
    pub fn key(&self, key: &'static str) -> &'static str {
        match key {
            _ if !self.plain => key,
            "⏎" => "Enter",
            "⌫" => "Backspace",
            "↑" => "Up",
            "↓" => "Down",
            "←" => "Left",
            "→" => "Right",
            key => key,
        }
    }
}
