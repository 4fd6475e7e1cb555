//! CSV to nodes: a header of our keys, one event a line. A row that repeats the event
//! above it adds one more citation to it, which is how `list --format csv` writes an
//! event that has several.

use csv::{ReaderBuilder, StringRecord};

use super::node::{Key, Node, Span, Value};
use super::report::Report;
use crate::diagnostic::Code;
use crate::text::cell;

/// The keys of the one citation that a row can carry.
const CITATION: [&str; 4] = ["source", "paragraph", "quote", "stance"];

/// None if the file is no CSV; the report says why.
pub fn read(text: &str, delimiter: u8, report: &mut Report<'_>) -> Option<Node> {
    if text.trim().is_empty() {
        return Some(tree(Vec::new(), text));
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            report.error(Code::Syntax, &(0..0), format!("not CSV: {error}"));
            return None;
        }
    };
    if !header.iter().any(|name| name.trim() == "title") {
        report
            .error(
                Code::Syntax,
                &(0..0),
                "the first line names no `title` column".to_owned(),
            )
            .set_help("the first line names the columns: id,date,title,actors,…");
        return None;
    }
    let mut events: Vec<Node> = Vec::new();
    let mut record = StringRecord::new();
    let mut end = reader.position().byte() as usize;
    loop {
        let start = end;
        match reader.read_record(&mut record) {
            Ok(true) => end = reader.position().byte() as usize,
            Ok(false) => break,
            Err(error) => {
                report.error(
                    Code::Syntax,
                    &(start..start + 1),
                    format!("not CSV: {error}"),
                );
                return None;
            }
        }
        // The line break before the row is not the row.
        let lead = text.get(start..end).map_or(0, |row| {
            row.len() - row.trim_start_matches(['\n', '\r']).len()
        });
        let span = start + lead..end;
        if record.len() > header.len() {
            let message = format!("{} cells under {} columns", record.len(), header.len());
            report
                .warning(Code::ExtraCells, &span, message)
                .set_help("a cell that holds a comma needs quotes around it");
        }
        add_row(&header, &record, &span, &mut events);
    }
    Some(tree(events, text))
}

fn tree(events: Vec<Node>, text: &str) -> Node {
    let list = Node {
        value: Value::List(events),
        span: 0..text.len(),
    };
    Node {
        value: Value::Table(vec![(key("event", &(0..0)), list)]),
        span: 0..text.len(),
    }
}

fn add_row(header: &StringRecord, record: &StringRecord, span: &Span, events: &mut Vec<Node>) {
    let cells = header.iter().zip(record).map(|(name, cell)| {
        let node = Node {
            value: Value::Text(cell::unescape_formula(cell).to_owned()),
            span: span.clone(),
        };
        (key(name.trim(), span), node)
    });
    let (citation, event): (Vec<_>, Vec<_>) =
        cells.partition(|(key, _)| CITATION.contains(&key.name.as_str()));
    let cited = citation.iter().any(|(_, node)| filled(node));
    let citation = cited.then(|| Node {
        value: Value::Table(citation),
        span: span.clone(),
    });
    if let Some(citation) = &citation
        && let Some(Node {
            value: Value::Table(last),
            ..
        }) = events.last_mut()
        && same(last, &event)
        && let Some((
            _,
            Node {
                value: Value::List(citations),
                ..
            },
        )) = last.last_mut()
    {
        citations.push(citation.clone());
        return;
    }
    let citations = Node {
        value: Value::List(citation.into_iter().collect()),
        span: span.clone(),
    };
    let mut entries = event;
    entries.push((key("citation", span), citations));
    events.push(Node {
        value: Value::Table(entries),
        span: span.clone(),
    });
}

/// Whether a row says of its event what the event above already says, id included.
fn same(above: &[(Key, Node)], row: &[(Key, Node)]) -> bool {
    let text = |node: &Node| match &node.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    above.len() == row.len() + 1
        && row
            .iter()
            .any(|(key, node)| key.name == "id" && filled(node))
        && above.iter().zip(row).all(|(a, b)| text(&a.1) == text(&b.1))
}

fn filled(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if !text.trim().is_empty())
}

fn key(name: &str, span: &Span) -> Key {
    Key {
        name: name.to_owned(),
        span: span.clone(),
    }
}
