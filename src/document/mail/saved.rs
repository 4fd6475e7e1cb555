//! Web pages that browsers saved as mail: MHTML.

use mailparse::{ParsedMail, parse_mail};

use super::parts;
use crate::document::html_page::Page;

/// How deep parts may be nested.
const MAX_DEPTH: usize = 10;

/// Returns the page in a file, without the pictures and frames that belong to it.
pub(in crate::document) fn page(bytes: &[u8]) -> Result<Page, String> {
    let mail = parse_mail(bytes).map_err(|error| format!("it is damaged: {error}"))?;
    let root = root(&mail).ok_or("there is no page in it")?;
    let url = parts::header(&mail, "Snapshot-Content-Location")
        .or_else(|| parts::header(root, "Content-Location"))
        .filter(|url| url.starts_with("http"));
    Ok(Page {
        bytes: parts::bytes(root).ok_or("the page in it could not be decoded")?,
        charset: parts::encoding(root).map(str::to_owned),
        url,
        date: parts::header(&mail, "Date"),
    })
}

/// Returns the part that the file names as its beginning, or else the first page.
fn root<'a, 'b>(mail: &'a ParsedMail<'b>) -> Option<&'a ParsedMail<'b>> {
    let start = mail.ctype.params.get("start").map(|id| id.trim());
    let named = start.and_then(|start| {
        let is_start = |part: &&ParsedMail<'_>| {
            parts::header(part, "Content-ID").is_some_and(|id| id == start)
        };
        mail.subparts.iter().find(is_start)
    });
    named
        .and_then(|part| first_page(part, 0))
        .or_else(|| first_page(mail, 0))
}

fn first_page<'a, 'b>(part: &'a ParsedMail<'b>, depth: usize) -> Option<&'a ParsedMail<'b>> {
    if depth > MAX_DEPTH {
        return None;
    }
    let kind = part.ctype.mimetype.as_str();
    if kind == "text/html" || kind == "application/xhtml+xml" {
        return Some(part);
    }
    let mut inner = part.subparts.iter();
    inner.find_map(|part| first_page(part, depth + 1))
}
