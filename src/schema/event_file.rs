//! The schema of the event file.

use serde_json::{Value, json};

use super::parts::{DATES, DIALECT, list, table, text, word};
use crate::anchor::Caution;
use crate::document::{Encoding, Extent, Rule};
use crate::timeline::{Kind, Stance, Status};

/// Returns the schema of the event file.
pub fn event_file() -> Value {
    let tables = |description: &str, name: &str| {
        json!({
            "description": description,
            "type": "object",
            "additionalProperties": { "$ref": format!("#/$defs/{name}") },
        })
    };
    json!({
        "$schema": DIALECT,
        "title": "Event file of annals",
        "description": "A timeline of events, each with the passages of its sources that say so.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "timeline": { "$ref": "#/$defs/timeline" },
            "actors": tables("Who can take part in events, by id.", "actor"),
            "sources": tables("The texts that events are taken from, by id.", "source"),
            "event": list("The events.", &json!({ "$ref": "#/$defs/event" })),
        },
        "$defs": {
            "date": date(),
            "timeline": timeline(),
            "actor": actor(),
            "source": source(),
            "edition": edition(),
            "event": event(),
            "citation": citation(),
        },
    })
}

fn date() -> Value {
    json!({
        "description": "A date in EDTF: 2025-03-03, 2025-03, 2025, 2025~ (approximate), 2025? (uncertain), 2024/2025 \
                        (from, to), 2024/.. (open), [2024..2025] (some day in this range), -0043 (44 BCE).",
        "anyOf": [
            { "type": "string" },
            { "type": "integer", "minimum": -9999, "maximum": 9999 },
        ],
        "examples": DATES,
    })
}

fn dated(description: &str) -> Value {
    json!({ "description": description, "$ref": "#/$defs/date" })
}

fn texts(description: &str) -> Value {
    list(description, &json!({ "type": "string" }))
}

fn filled(description: &str) -> Value {
    json!({ "description": description, "type": "string", "minLength": 1 })
}

fn address(description: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^ ]*$" })
}

fn timeline() -> Value {
    table(
        "What the timeline is about.",
        &[],
        &json!({
            "title": text("The title of the timeline."),
            "summary": text("What it is about, in a few sentences."),
            "language": text("The language of the events, a BCP 47 tag such as \"en\"."),
        }),
    )
}

fn actor() -> Value {
    table(
        "Someone or something that takes part in events.",
        &["name"],
        &json!({
            "name": filled("The name to show."),
            "kind": word("The kind of actor; \"other\" if it is not given.", Kind::NAMES),
            "aliases": texts("Other names that it can be found by."),
            "member_of": texts("The ids of the groups that it belongs to. A filter for a group finds its members."),
        }),
    )
}

fn source() -> Value {
    let encoding = json!({
        "description": "The encoding of the text, if it is not UTF-8 and does not declare it.",
        "type": "string",
        "examples": Encoding::NAMES.as_slice(),
    });
    let editions = json!({ "$ref": "#/$defs/edition" });
    table(
        "A text that events are taken from.",
        &["title"],
        &json!({
            "title": filled("The title to show."),
            "author": text("Who wrote it."),
            "publisher": text("Who published it."),
            "published": dated("When it was published."),
            "url": address("Its page on the web."),
            "archive_url": address("The page of an archived copy."),
            "retrieved": dated("When it was retrieved."),
            "language": text("Its language, a BCP 47 tag such as \"en\"."),
            "file": text("Its text: a .txt, .md or .html file in the folder of the event file or below it."),
            "sha256": sha256(),
            "paragraphs": word("How plain text is split into paragraphs: at blank lines, or at every line.", Rule::NAMES),
            "content": word("How much of a web page is read: the main part, or all.", Extent::NAMES),
            "encoding": encoding,
            "edition": list("The text as it was earlier.", &editions),
        }),
    )
}

fn sha256() -> Value {
    json!({
        "description": "The SHA-256 of the file as it was retrieved, in hexadecimal.",
        "type": "string",
        "pattern": "^[0-9A-Fa-f]{64}$",
    })
}

fn edition() -> Value {
    table(
        "The text of a source as it was earlier. It is read as the current text is.",
        &["retrieved", "file"],
        &json!({
            "retrieved": dated("When it was retrieved. Each edition of a source has another date."),
            "file": text("Its text: a .txt, .md or .html file in the folder of the event file or below it."),
            "sha256": sha256(),
        }),
    )
}

fn event() -> Value {
    let id = json!({
        "description": "The id, unique and in kebab-case. It should not depend on the date.",
        "type": "string",
        // No more than what is surely wrong: letters of all scripts are right.
        "pattern": "^[^\\sA-Z!-,./:-@\\[-`{-~]+$",
    });
    let participant = table(
        "An actor with its role.",
        &["id"],
        &json!({
            "id": filled("The id of the actor."),
            "role": text("Its role in the event, such as \"signatory\"."),
        }),
    );
    let participant = json!({ "anyOf": [filled("The id of an actor."), participant] });
    let rank = json!({
        "description": "The place among events of the same date and time: lower numbers first.",
        "type": "integer",
        "minimum": i32::MIN,
        "maximum": i32::MAX,
    });
    table(
        "One event.",
        &["id", "date", "title"],
        &json!({
            "id": id,
            "date": dated("When it happened."),
            "title": filled("What happened, in one line."),
            "summary": text("What happened, in full."),
            "actors": list("Who took part.", &participant),
            "place": text("Where it happened."),
            "tags": texts("Tags to filter by."),
            "status": word("Whether it happened; \"happened\" if it is not given.", Status::NAMES),
            "note": text("Your own remark, shown apart from the summary."),
            "rank": rank,
            "citation": list("The passages that say so.", &json!({ "$ref": "#/$defs/citation" })),
        }),
    )
}

fn citation() -> Value {
    let paragraph = json!({
        "description": "The paragraph, from 1. A hint: the quote identifies the passage.",
        "type": "integer",
        "minimum": 1,
    });
    let page = json!({
        "description": "The page, as viewers count from 1, or as it is printed. A hint, as the paragraph is.",
        "oneOf": [{ "type": "integer", "minimum": 1 }, { "type": "string", "minLength": 1 }],
    });
    let time = json!({
        "description": "The time in a recording: hours, minutes and seconds. A hint, as the paragraph is.",
        "type": "string",
        "pattern": "^([0-9]+:)?[0-9]+:[0-5][0-9]([.,][0-9]+)?$",
    });
    let message = json!({
        "description": "The message of a mailbox, from 1. A hint, as the paragraph is.",
        "type": "integer",
        "minimum": 1,
    });
    let acknowledged = word("A caution.", Caution::NAMES);
    table(
        "A passage of a source.",
        &["source"],
        &json!({
            "source": filled("The id of the source."),
            "edition": dated("When the text was retrieved that is cited, if it is an earlier one."),
            "paragraph": paragraph,
            "page": page,
            "time": time,
            "message": message,
            "quote": text("What the source says, letter for letter. […] joins two passages."),
            "date": dated("The date that this source gives the event."),
            "stance": word("Whether the source supports the event; \"supports\" if it is not given.", Stance::NAMES),
            "acknowledged": list("The cautions about the quote that you have answered.", &acknowledged),
        }),
    )
}
