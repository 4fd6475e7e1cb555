//! What originals say about themselves, made safe to print and to write into an event file.

use crate::date::Date;
use crate::document::{Extract, Facts, Member, Refusal};
use crate::text::{language_tag, sanitize, web};

/// No fact and no note is longer, in characters.
const LONGEST: usize = 300;

/// Returns what reading an original gave with texts of one line each. Facts that no event file may have are dropped.
pub fn made_safe(read: Result<Extract, Refusal>) -> Result<Extract, Refusal> {
    match read {
        Ok(extract) => Ok(Extract {
            body: extract.body,
            facts: facts(extract.facts),
            notes: extract.notes.iter().map(|note| line(note)).collect(),
        }),
        Err(Refusal::Unreadable(why)) => Err(Refusal::Unreadable(line(&why))),
        Err(Refusal::Several(members)) => {
            Err(Refusal::Several(members.iter().map(member).collect()))
        }
    }
}

fn facts(facts: Facts) -> Facts {
    let text = |text: Option<String>| text.map(|it| line(&it)).filter(|it| !it.is_empty());
    let day = |day: Option<String>| day.filter(|day| Date::parse(day).is_ok());
    Facts {
        title: text(facts.title),
        author: text(facts.author),
        publisher: text(facts.publisher),
        url: facts
            .url
            .filter(|url| web::is_address(url) && sanitize::is_line(url)),
        published: day(facts.published),
        retrieved: day(facts.retrieved),
        language: facts.language.as_deref().and_then(language_tag::tag),
    }
}

/// The address of a member stays whole, since it is asked for by it.
fn member(member: &Member) -> Member {
    Member {
        url: sanitize::line(&member.url),
        date: line(&member.date),
        media_type: line(&member.media_type),
        bytes: member.bytes,
    }
}

/// Returns a text in one line that is not too long.
fn line(text: &str) -> String {
    let text = sanitize::line(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_what_an_event_file_may_have() {
        let some = |text: &str| Some(text.to_owned());
        let extract = Extract {
            body: "text\n".to_owned(),
            facts: Facts {
                title: Some("x".repeat(1000)),
                author: some("A\u{1b}[31m\n B"),
                publisher: some(" "),
                url: some("javascript:alert(1)"),
                published: some("2025-02-31"),
                retrieved: some("2025-03-03"),
                language: some("e n"),
            },
            notes: vec!["one\u{7}\ntwo".to_owned()],
        };
        let safe = made_safe(Ok(extract)).expect("an extract");
        let title = safe.facts.title.expect("a title");
        assert_eq!(title.chars().count(), LONGEST + 1);
        assert!(title.ends_with("x…"));
        assert_eq!(safe.facts.author.as_deref(), Some("A␛[31m B"));
        assert_eq!(safe.facts.publisher, None);
        assert_eq!(safe.facts.url, None);
        assert_eq!(safe.facts.published, None);
        assert_eq!(safe.facts.retrieved.as_deref(), Some("2025-03-03"));
        assert_eq!(safe.facts.language, None);
        assert_eq!(safe.notes, ["one␇ two"]);
    }
}
