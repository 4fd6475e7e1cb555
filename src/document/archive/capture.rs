//! Capture: an address that was saved at some time.

use super::http::Response;
use super::record::Record;
use crate::document::kind::Kind;
use crate::document::original::Member;

/// An answer in an archive, without its content.
#[derive(Debug, Clone)]
pub(super) struct Capture {
    /// The number of its record.
    pub number: usize,
    pub url: String,
    /// When it was saved, as the archive writes it.
    pub date: String,
    pub status: u16,
    pub media_type: String,
    /// What its content is, if it can be read.
    pub kind: Option<Kind>,
    /// Its bytes, unpacked.
    pub bytes: u64,
    /// Where it leads, if it is a redirect.
    pub location: Option<String>,
    /// The digest of its content.
    pub digest: Option<String>,
    /// Of a visit at which nothing had changed: the address and time of the earlier one.
    pub earlier: Option<(Option<String>, Option<String>)>,
}

impl Capture {
    /// Returns the answer in a record, or `None` if it is no answer.
    pub fn of(number: usize, record: &Record) -> Option<Self> {
        let header = |name: &str| record.headers.get(name).map(str::to_owned);
        let url = header("warc-target-uri")?;
        let url = url.trim_matches(['<', '>']).to_owned();
        let is_visit = match record.kind() {
            "response" | "resource" => false,
            "revisit" => true,
            _ => return None,
        };
        let response = Response::of(record);
        let kind = Kind::of_media_type(response.media_type());
        let is_listed = kind.is_some() && response.status == 200 && !is_visit;
        let body = is_listed.then(|| response.body().ok()).flatten();
        let bytes = body.map_or(record.body.len(), |body| body.len());
        Some(Self {
            number,
            url,
            date: header("warc-date").unwrap_or_default(),
            status: response.status,
            media_type: response.media_type().to_owned(),
            kind,
            bytes: u64::try_from(bytes).unwrap_or(u64::MAX),
            location: response.location,
            digest: header("warc-payload-digest"),
            earlier: is_visit.then(|| {
                (
                    header("warc-refers-to-target-uri"),
                    header("warc-refers-to-date"),
                )
            }),
        })
    }

    /// Returns whether it is a page that can be read.
    pub fn is_page(&self) -> bool {
        self.kind.is_some() && self.status == 200 && self.earlier.is_none()
    }

    pub fn member(&self) -> Member {
        Member {
            url: self.url.clone(),
            date: self.date.clone(),
            media_type: self.media_type.clone(),
            bytes: self.bytes,
        }
    }
}
