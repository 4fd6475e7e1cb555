//! Terms that no event can satisfy, and what was probably meant by them.

use super::dates;
use super::edit::quoted as quoted_value;
use super::parser::{AS_TEXT, Field};
use crate::diagnostic::{did_you_mean, quoted};
use crate::text::fold::fold;
use crate::timeline::{Actor, Part, Source, Text, Timeline};

/// What is wrong with a term, and what to write instead.
pub struct Mistake {
    pub message: String,
    pub help: Option<String>,
}

/// More tags are not compared for every key.
const MOST_TAGS: usize = 10_000;

/// So many names are listed in a message.
const FEW: usize = 8;

/// Returns what is wrong with the value of `tag:` if surely no tag begins with it.
pub fn unknown_tag(value: &str, timeline: &Timeline) -> Option<Mistake> {
    let tags: Vec<&str> = timeline.tags().take(MOST_TAGS + 1).collect();
    let begins = Text::new(value, Part::Start);
    let is_sure = tags.len() <= MOST_TAGS && !timeline.is_partial();
    if !is_sure || tags.iter().any(|tag| begins.matches(tag)) {
        return None;
    }
    Some(Mistake {
        message: format!("no tag begins with {}", quoted(value)),
        help: meant(Field::Tag, value, tags),
    })
}

/// Returns what is wrong with `date:=2001`.
pub fn exact_date() -> Mistake {
    Mistake {
        message: "`=` has no meaning before a date".to_owned(),
        help: Some("use `within:` for what certainly falls in it".to_owned()),
    }
}

/// Returns what is wrong with the value of `actor:`, which matches none so far, if surely none matches it.
pub fn unknown_actor(value: &str, timeline: &Timeline) -> Option<Mistake> {
    if timeline.is_partial() {
        return None;
    }
    let known = timeline.actors().iter().map(Actor::slug);
    let help = either(Field::Actor, value).or_else(|| did_you_mean(value, known));
    Some(Mistake {
        message: format!("no actor matches {}", quoted(value)),
        help: help.or_else(|| Some("`annals actors` lists all actors".to_owned())),
    })
}

/// Returns what is wrong with a value of a field with keywords that is none of them.
pub fn unknown_keyword(field: Field, value: &str) -> Mistake {
    let what = match field {
        Field::Is => "property",
        field => field.name(),
    };
    let words = field.keywords();
    let help = either(field, value)
        .or_else(|| did_you_mean(&fold(value), words.iter().copied()))
        .unwrap_or_else(|| format!("use one of: {}", words.join(", ")));
    Mistake {
        message: format!("unknown {what} {}", quoted(value)),
        help: Some(help),
    }
}

/// Returns what is wrong with the value of `source:` if surely no id or title of a source has it.
pub fn unknown_source(value: &str, timeline: &Timeline) -> Option<Mistake> {
    let within = Text::new(value, Part::Any);
    let sources = timeline.sources();
    let has_it = |source: &Source| within.matches(source.slug()) || within.matches(source.title());
    if timeline.is_partial() || sources.iter().any(has_it) {
        return None;
    }
    Some(Mistake {
        message: format!("no source has {} in its id or title", quoted(value)),
        help: meant(
            Field::Source,
            value,
            sources.iter().map(Source::slug).collect(),
        ),
    })
}

/// Returns what to write for one of several values, if a value is a list of them.
pub fn either(field: Field, value: &str) -> Option<String> {
    let several = value.split(['|', ',']).map(str::trim);
    let several = several.filter(|value| !value.is_empty());
    let several: Vec<String> = several
        .map(|value| format!("{}:{}", field.name(), quoted_value(value)))
        .collect();
    let terms = several.join(" OR ");
    (several.len() > 1).then(|| format!("for one of several write `({terms})`"))
}

/// Returns what to write instead of a value that is none of some names.
fn meant(field: Field, value: &str, mut known: Vec<&str>) -> Option<String> {
    if let Some(several) = either(field, value) {
        return Some(several);
    }
    // The same of equally near names, in whichever order they are stored.
    known.sort_unstable();
    if let Some(question) = did_you_mean(value, known.iter().copied()) {
        return Some(question);
    }
    match known.len() {
        0 => Some(format!("no event has a {}", field.name())),
        1..=FEW => Some(format!("use one of: {}", known.join(", "))),
        _ => None,
    }
}

/// Returns what is wrong with a bare word that is written as in another language of filters. `after` is the text after
/// it.
pub fn misread(word: &str, after: &str, timeline: &Timeline) -> Option<Mistake> {
    let (message, meant) = match word {
        "|" | "||" => (format!("`{word}` is not an operator"), "write `OR`".into()),
        "&" | "&&" => (
            format!("`{word}` is not an operator"),
            "leave it out, since terms side by side are already combined with AND".into(),
        ),
        "!" => (NEGATION.to_owned(), "write `-`".into()),
        _ => negated(word)
            .or_else(|| compared(word, after))
            .or_else(|| marked(word, timeline))?,
    };
    let help = format!("{meant}; {AS_TEXT}");
    Some(Mistake {
        message,
        help: Some(help),
    })
}

const NEGATION: &str = "`!` does not negate a term";

/// Reads `!tag:x` and `!word`.
fn negated(word: &str) -> Option<(String, String)> {
    let term = word.strip_prefix('!')?;
    let is_term = term.starts_with(char::is_alphanumeric);
    is_term.then(|| (NEGATION.to_owned(), format!("write `-{term}`")))
}

/// Reads `tag=x`, `tag==x`, `actor="x y"`, `date<2023`, `tag!=x` and `tag<>x`.
fn compared(word: &str, after: &str) -> Option<(String, String)> {
    const SIGNS: [char; 4] = ['=', '<', '>', '!'];
    let (written, rest) = word.split_at(word.find(SIGNS)?);
    let field = Field::named(&written.to_lowercase())?;
    let value = rest.trim_start_matches(SIGNS);
    let sign = rest
        .strip_suffix(value)
        .filter(|sign| sign.contains(['=', '<', '>']))?;
    let minus = if sign.contains('!') || sign == "<>" {
        "-"
    } else {
        ""
    };
    let phrase = after
        .strip_prefix('"')
        .and_then(|rest| rest.split('"').next());
    let value = match phrase {
        Some(phrase) if value.is_empty() => phrase,
        _ => value,
    };
    let name = field.name();
    let term = |value: &str| match (field, sign) {
        (Field::Date, "<") => format!("`before:{}`", quoted_value(value)),
        (Field::Date, ">") => format!("`after:{}`", quoted_value(value)),
        (Field::Date, "<=") => format!("`date:{}`", quoted_value(&format!("..{value}"))),
        (Field::Date, ">=") => format!("`date:{}`", quoted_value(&format!("{value}.."))),
        (_, "==") if !field.is_date() => format!("`{name}:={}`", quoted_value(value)),
        _ => format!("`{minus}{name}:{}`", quoted_value(value)),
    };
    let help = if field.is_date() && !dates::is_date(value) {
        format!("write a date, as in {}", term("2023"))
    } else if value.is_empty() {
        format!("write the value after a colon, as in {}", term("…"))
    } else {
        format!("write {}", term(value))
    };
    Some((format!("expected a colon after `{written}`"), help))
}

/// Reads `#tag` and `@actor`, if there is one with this name.
fn marked(word: &str, timeline: &Timeline) -> Option<(String, String)> {
    let is = |name: &str, value: &str| fold(name) == fold(value);
    let term = if let Some(value) = word.strip_prefix('#') {
        let mut tags = timeline.tags().take(MOST_TAGS);
        format!("tag:{}", quoted_value(tags.find(|tag| is(tag, value))?))
    } else {
        let value = word.strip_prefix('@')?;
        let mut actors = timeline.actors().iter();
        let actor = actors.find(|actor| actor.names().any(|name| is(name, value)))?;
        format!("actor:{}", quoted_value(actor.slug()))
    };
    let message = format!("expected a field before {}", quoted(word));
    Some((message, format!("write `{term}`")))
}
