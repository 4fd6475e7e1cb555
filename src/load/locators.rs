//! `page`, `time` and `message` of a citation.

use super::fields::{Fields, Spanned};
use super::node::Value;
use super::report::Report;
use crate::diagnostic::{Code, quoted};
use crate::document::{Locator, read_clock};
use crate::text::sanitize;

/// The keys of a citation that name a place in an original.
pub const KEYS: [&str; 3] = ["page", "time", "message"];

/// Reads the page, the time or the message that a citation gives. If it gives several, the first counts and the others
/// are reported.
pub fn read(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Spanned<Locator>> {
    let page = page(fields, report);
    let time = time(fields, report);
    let message = fields.count("message", report).map(|count| Spanned {
        value: Locator::Message(u32::try_from(count.value).unwrap_or(u32::MAX)),
        span: count.span,
    });
    let mut all = [page, time, message].into_iter().flatten();
    let first = all.next()?;
    for other in all {
        let (kept, key) = (first.value.key(), other.value.key());
        let message = format!("a citation has `{kept}` or `{key}`, not both");
        report
            .error(Code::ExtraLocator, &other.span, message)
            .set_help(format!("remove one of them; `{kept}` is used"));
    }
    Some(first)
}

/// Reads the number of a page as viewers count, or as it is printed. In a table, where all values are text, digits are
/// the former.
fn page(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Spanned<Locator>> {
    let node = fields.get("page")?;
    let number = |number: Option<u32>| number.filter(|number| *number > 0).map(Locator::Page);
    let page = match &node.value {
        Value::Integer(integer) => number(u32::try_from(*integer).ok()),
        Value::Text(text) => {
            let label = sanitize::line(text);
            let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
            match label.as_str() {
                "" => return None,
                digits if report.is_table() && is_number => number(digits.parse().ok()),
                label => Some(Locator::Label(label.into())),
            }
        }
        _ => None,
    };
    let span = node.span.clone();
    if page.is_none() {
        let message =
            "`page` takes a whole number from 1, or what is printed on the page in quotes";
        report
            .error(Code::WrongType, &span, message.to_owned())
            .set_help("write `page = 12`, or `page = \"ii\"`");
    }
    page.map(|value| Spanned { value, span })
}

/// Reads a time from the beginning of a recording.
fn time(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Spanned<Locator>> {
    let node = fields.get("time")?;
    let (seconds, written) = match &node.value {
        Value::Text(text) if text.trim().is_empty() => return None,
        Value::Text(text) => (read_clock(text), sanitize::line(text)),
        Value::Moment(text) => (read_clock(text), text.clone()),
        other => {
            let message = format!("`time` takes text, not {}", other.kind());
            report
                .error(Code::WrongType, &node.span, message)
                .set_help("write hours, minutes and seconds: `time = \"00:12:31\"`");
            return None;
        }
    };
    let span = node.span.clone();
    let Some(seconds) = seconds else {
        let message = format!("invalid value {} for `time`", quoted(&written));
        report
            .error(Code::WrongType, &span, message)
            .set_help("write hours, minutes and seconds: `time = \"00:12:31\"`");
        return None;
    };
    Some(Spanned {
        value: Locator::Time(seconds),
        span,
    })
}
