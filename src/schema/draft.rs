//! The schema of a draft: events that another program, such as a language model, proposes with their quotes.
//!
//! It has only what strict modes of structured output allow: every key is required, and what may be missing is null.

use serde_json::{Value, json};

use super::parts::{DIALECT, list, table, text, word};
use crate::timeline::{Stance, Status};

/// Returns the schema of a draft.
pub fn draft() -> Value {
    let citation = table(
        "A passage of a source.",
        &["source", "quote", "paragraph", "stance"],
        &json!({
            "source": text("The id of the source."),
            "quote": text("The words of the source that say so, copied letter for letter, without changes or ellipses."),
            "paragraph": nullable("integer", "The number of the paragraph, from 1, if paragraphs are numbered."),
            "stance": word("Whether the passage supports the event, or says that it did not happen so.", Stance::NAMES),
        }),
    );
    // Whether it is a draft is not for the program to say that proposes it.
    let statuses = Status::NAMES.iter().copied();
    let statuses: Vec<_> = statuses
        .filter(|(status, _)| *status != Status::Draft)
        .collect();
    let event = table(
        "One event that a source reports.",
        &[
            "title",
            "date",
            "actors",
            "place",
            "tags",
            "summary",
            "status",
            "citations",
        ],
        &json!({
            "title": text("What happened, in one line."),
            "date": nullable(
                "string",
                "When it happened, in EDTF, no more precise than the source: 2025-03-03, 2025-03, 2025, 2025~ \
                 (approximate), 2025? (uncertain), 2024/2025 (from, to), [2024..2025] (some day in this range). Null if \
                 the source gives no date.",
            ),
            "actors": list("The names of those who took part.", &json!({ "type": "string" })),
            "place": nullable("string", "Where it happened."),
            "tags": list("A few tags to filter by.", &json!({ "type": "string" })),
            "summary": nullable("string", "What happened, in two or three sentences."),
            "status": word("Whether it happened.", &statuses),
            "citations": list("The passages that say so, at least one.", &citation),
        }),
    );
    let mut whole = table(
        "Events that sources report, each with the passages that say so.",
        &["events"],
        &json!({ "events": list("The events.", &event) }),
    );
    if let Value::Object(keys) = &mut whole {
        keys.insert("$schema".to_owned(), DIALECT.into());
        keys.insert("title".to_owned(), "Draft of events for annals".into());
    }
    whole
}

fn nullable(kind: &str, description: &str) -> Value {
    json!({ "description": description, "type": [kind, "null"] })
}
