//! The words and the media of a slide, whatever the version.

use crate::date::Date;
use crate::import::address;
use crate::import::html::plain;
use crate::import::importer::Importer;
use crate::import::json::Object;
use crate::import::record::Record;
use crate::import::texts::{beginning, cite, line, remark};

/// Reads the headline and the text of a slide. Their links become citations.
pub fn words(record: &mut Record<'_>, headline: &str, text: &str, importer: &mut Importer<'_>) {
    let (title, links) = plain(headline, importer);
    let (summary, more) = plain(text, importer);
    record.title = line(&title).into();
    if record.title.is_empty() && !summary.is_empty() {
        importer.read_as("the beginning of the text is the title, as there is no headline");
        record.title = beginning(&summary).into();
    }
    if summary != *record.title {
        record.summary = summary.into();
    }
    for link in links.into_iter().chain(more) {
        cite(record, link);
    }
}

/// Reads the media of a slide: an address is a citation, other text a remark.
pub fn media(
    record: &mut Record<'_>,
    media: &Object<'_>,
    addresses: &[&str],
    importer: &mut Importer<'_>,
) {
    let mut labels = Vec::new();
    for key in addresses {
        let text = media.text(key);
        match address::of(&text) {
            Some(address) => cite(record, address),
            None => labels.push(label(record, &text, importer)),
        }
    }
    labels.extend(["caption", "credit"].map(|key| label(record, &media.text(key), importer)));
    labels.retain(|label| !label.is_empty());
    if !labels.is_empty() {
        remark(record, &format!("Media: {}", labels.join("; ")));
    }
}

/// Returns HTML as one line, whose links become citations.
fn label(record: &mut Record<'_>, html: &str, importer: &mut Importer<'_>) -> String {
    let (text, links) = plain(html, importer);
    for link in links {
        cite(record, link);
    }
    line(&text)
}

/// Keeps the text that is displayed for a date, if it says something else.
pub fn display(record: &mut Record<'_>, text: &str, importer: &mut Importer<'_>) {
    let shown = label(record, text, importer);
    let meant = Date::understand(&shown);
    let is_same = |date: Date| date.as_str() == record.date;
    if !shown.is_empty() && !meant.is_ok_and(is_same) {
        remark(record, &format!("Displayed date: {shown}"));
    }
}
