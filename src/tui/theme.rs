//! Styles and glyphs. Colours are the sixteen of the terminal, so that the user's colour scheme
//! applies. No information is lost without colours or without Unicode.

use ratatui::style::{Color, Modifier, Style};

use crate::date::Shape;
use crate::timeline::{ActorId, Density, Status, Verdict, When};

/// The role of an element of the screen, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Body text.
    Text,
    /// The title of an event or of the timeline.
    Title,
    /// Labels, rules and other secondary text.
    Dim,
    /// A heading in the timeline.
    Heading,
    /// The selected row, with or without focus.
    Selected,
    /// The marker of the current item.
    Accent,
    /// A quote in its paragraph.
    Quote,
    /// The nearest passage to a missing quote.
    Near,
    /// Words around a quote that turn it.
    Cue,
    /// The search hit at the cursor.
    Hit,
    /// Another search hit.
    OtherHit,
    /// A heading of a source.
    Section,
    /// A date without an event nearby.
    Uncovered,
    /// Success.
    Good,
    /// A warning.
    Doubt,
    /// An error.
    Bad,
}

/// The colours and glyphs of the screen.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colours: bool,
    /// The glyphs.
    pub glyphs: &'static Glyphs,
}

/// The colours of actors, assigned in this order.
const HUES: [Color; 6] = [
    Color::Cyan,
    Color::Magenta,
    Color::Green,
    Color::Blue,
    Color::Yellow,
    Color::Red,
];

impl Theme {
    /// Creates a theme with or without colours, in ASCII or Unicode.
    pub fn new(colours: bool, ascii: bool) -> Self {
        Self {
            colours,
            glyphs: if ascii { &ASCII } else { &UNICODE },
        }
    }

    /// Returns the style of a role.
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
            Role::Cue => coloured(plain.yellow().underlined(), plain.underlined()),
            Role::Near => coloured(plain.yellow().underlined(), plain.bold().underlined()),
            Role::Hit => coloured(plain.black().on_cyan(), plain.reversed().underlined()),
            Role::OtherHit => coloured(plain.cyan().underlined(), plain.bold().underlined()),
            Role::Section => plain.bold().underlined(),
            Role::Uncovered => plain.underlined(),
            Role::Good => coloured(plain.green(), plain),
            Role::Doubt => coloured(plain.yellow().bold(), plain.bold()),
            Role::Bad => coloured(plain.red().bold(), plain.bold()),
        }
    }

    /// Returns the colour of an actor, which is the same everywhere.
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

    /// Returns the sign and the role of a verdict, or of none while it is not known.
    pub fn verdict(&self, verdict: Option<Verdict>) -> (&'static str, Role) {
        let glyphs = self.glyphs;
        match verdict {
            None => (glyphs.unchecked, Role::Dim),
            Some(Verdict::Verified) => (glyphs.verified, Role::Good),
            Some(Verdict::Unproven) => (glyphs.unproven, Role::Dim),
            Some(Verdict::Differs) => (glyphs.differs, Role::Doubt),
            Some(Verdict::Cut) => (glyphs.turned, Role::Doubt),
            Some(Verdict::Conflict) => (glyphs.conflict, Role::Bad),
            Some(Verdict::Broken) => (glyphs.broken, Role::Bad),
        }
    }

    /// Returns the sign before an event, which shows the precision of its date, or that it is
    /// planned or a draft.
    pub fn date_glyph(&self, when: &When, status: Status) -> &'static str {
        let glyphs = self.glyphs;
        match when {
            _ if status == Status::Planned => glyphs.planned,
            _ if status == Status::Draft => glyphs.draft,
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

/// The glyphs, each one cell wide, named after their meaning.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names are self-explanatory")]
pub struct Glyphs {
    pub day: &'static str,
    pub month: &'static str,
    pub year: &'static str,
    pub doubtful: &'static str,
    pub range: &'static str,
    pub planned: &'static str,
    pub draft: &'static str,
    pub undated: &'static str,
    /// The marker of the selected row.
    pub bar: &'static str,
    /// In the gutter of a source: beside the paragraph of the shown citation, beside other cited
    /// paragraphs, and beside uncited ones that mention a date without an event nearby.
    pub cited_here: &'static str,
    pub cited: &'static str,
    pub uncovered: &'static str,
    pub actor: &'static str,
    /// The verdicts.
    pub verified: &'static str,
    pub unproven: &'static str,
    pub differs: &'static str,
    pub turned: &'static str,
    pub conflict: &'static str,
    pub broken: &'static str,
    pub unchecked: &'static str,
    /// In the lanes: an uncertain part of a bar, a span within which an event happened, an open
    /// beginning, an open end, several events, and a tick.
    pub light: &'static str,
    pub thin: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub many: &'static str,
    pub grid: &'static str,
    /// Two to nine or more events in adjacent cells, where digits would read as a single number.
    pub heaps: [&'static str; 8],
    /// The marks around a quote.
    pub quotes: [&'static str; 2],
    /// Removes a chip.
    pub close: &'static str,
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
    /// Densities, from low to high.
    pub bars: [&'static str; Density::LEVELS as usize],
    /// On the axis: the beginning of a labelled time, and a cut.
    pub tick: &'static str,
    pub cut: &'static str,
    /// Under the first column of the selected event, and under the other columns.
    pub pointer: &'static str,
    pub extent: &'static str,
    pub ascii: bool,
}

static UNICODE: Glyphs = Glyphs {
    day: "●",
    month: "◐",
    year: "○",
    doubtful: "◌",
    range: "━",
    planned: "◇",
    draft: "□",
    undated: "?",
    bar: "▌",
    cited_here: "┃",
    cited: "·",
    uncovered: "?",
    actor: "●",
    verified: Verdict::Verified.sign(),
    unproven: Verdict::Unproven.sign(),
    differs: Verdict::Differs.sign(),
    turned: Verdict::Cut.sign(),
    conflict: Verdict::Conflict.sign(),
    broken: Verdict::Broken.sign(),
    unchecked: "·",
    light: "╌",
    thin: "─",
    earlier: "←",
    later: "→",
    many: "+",
    grid: "┊",
    heaps: ["▂", "▃", "▄", "▅", "▆", "▇", "█", "█"],
    quotes: ["“", "”"],
    close: "×",
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
    ascii: false,
};

static ASCII: Glyphs = Glyphs {
    day: "*",
    month: "+",
    year: "o",
    doubtful: "~",
    range: "=",
    planned: "^",
    draft: "_",
    undated: "?",
    bar: ">",
    cited_here: "|",
    cited: ".",
    uncovered: "?",
    actor: "*",
    verified: ".",
    unproven: "?",
    differs: "~",
    turned: "+",
    conflict: "=",
    broken: "x",
    unchecked: " ",
    light: ".",
    thin: "-",
    earlier: "<",
    later: ">",
    many: "#",
    grid: ":",
    heaps: ["2", "3", "4", "5", "6", "7", "8", "9"],
    quotes: ["\"", "\""],
    close: "x",
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
    ascii: true,
};

impl Glyphs {
    /// Returns a text of the program, such as a date, in the available characters.
    pub fn text(&self, text: String) -> String {
        if !self.ascii {
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

    /// Returns the name of a key in the available characters.
    pub fn key(&self, key: &'static str) -> &'static str {
        match key {
            _ if !self.ascii => key,
            "⏎" => "Enter",
            "⌫" => "Backspace",
            "↑" => "Up",
            "↓" => "Down",
            "←" => "Left",
            "→" => "Right",
            "⇧Tab" => "Shift+Tab",
            key => key,
        }
    }
}
