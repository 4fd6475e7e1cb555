//! The names of files for originals.

use std::path::Path;

use crate::document::Kind;
use crate::text::kebab::kebab_case;
use crate::text::sanitize;
use crate::text::web;

/// The longest name that is made of an address, in characters without the extension.
const LONGEST: usize = 60;

/// Returns a file name for a page of the web: the last part of its path, else its host, with the extension of its
/// kind.
pub fn of_address(address: &str, kind: Kind) -> String {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let mut parts = rest.split('/');
    let host = parts.next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let last = parts.rfind(|part| !part.is_empty());
    let is_same = |name: &&str| Kind::of_name(name) == Some(kind);
    let (stem, extension) = match last.filter(is_same).and_then(|name| name.rsplit_once('.')) {
        Some((stem, extension)) => (Some(stem), extension),
        None => (last, kind.name()),
    };
    let stem = stem.map(plain).filter(|stem| !stem.is_empty());
    let stem = stem.unwrap_or_else(|| plain(host));
    let stem = if stem.is_empty() {
        "page".to_owned()
    } else {
        stem
    };
    format!("{stem}.{}", extension.to_ascii_lowercase())
}

/// Returns a part of an address as a name: letters, digits and hyphens, and dots between them.
fn plain(part: &str) -> String {
    let words = part
        .split('.')
        .map(|piece| kebab_case(&web::percent_decoded(piece).replace('\u{fffd}', "")));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let name: String = words.join(".").chars().take(LONGEST).collect();
    name.trim_end_matches(['-', '.']).to_owned()
}

/// Returns the name of a later version of a file: `report.pdf` becomes `report.2026-11-27.pdf`. A date that the name
/// has already is replaced.
pub fn dated(name: &str, day: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let is_packed = name.to_ascii_lowercase().ends_with(".gz");
    let rest = if is_packed {
        name.len().saturating_sub(3)
    } else {
        name.len()
    };
    let (stem, _) = name.split_at_checked(rest).unwrap_or((name, ""));
    let dot = stem.rfind('.').filter(|at| *at > 0).unwrap_or(stem.len());
    let (stem, extension) = name.split_at_checked(dot).unwrap_or((name, ""));
    let stem = undated(stem);
    let first = format!("{stem}.{day}{extension}");
    let later = (2..u32::MAX).map(|number| format!("{stem}.{day}.{number}{extension}"));
    let mut names = std::iter::once(first).chain(later);
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// Returns a name without the day at its end, or the day and a counter.
fn undated(stem: &str) -> &str {
    let without = |stem: &str| -> Option<usize> {
        let (before, last) = stem.rsplit_once('.')?;
        is_day(last).then_some(before.len())
    };
    let counted = stem
        .rsplit_once('.')
        .filter(|(_, last)| !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()));
    let end = without(stem).or_else(|| without(counted?.0));
    end.and_then(|end| stem.get(..end))
        .filter(|it| !it.is_empty())
        .unwrap_or(stem)
}

fn is_day(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    shape == "0000-00-00"
}

/// Returns the name of a file without what an event file cannot have: spaces other than single ones between words, and
/// characters that change how those around them are shown.
pub fn cleaned(name: &str) -> String {
    let is_fit = |c: &char| c.is_whitespace() || sanitize::mark(*c).is_none();
    sanitize::line(&name.chars().filter(is_fit).collect::<String>())
}

/// Returns the name of a file without its folders and its extension, for a title or an id.
pub fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let whole = name.strip_suffix(".gz").unwrap_or(&name);
    let stem = whole.rsplit_once('.').map_or(whole, |(stem, _)| stem);
    if stem.is_empty() {
        whole.to_owned()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_after_its_address() {
        for (address, kind, name) in [
            (
                "https://e.org/2025/bridge-opened.html",
                Kind::Html,
                "bridge-opened.html",
            ),
            (
                "https://e.org/2025/Bridge%20Opened.HTM?x=1",
                Kind::Html,
                "bridge-opened.htm",
            ),
            ("https://e.org/2025/bridge/", Kind::Html, "bridge.html"),
            ("https://www.e.org:8080/", Kind::Html, "www.e.org.html"),
            ("https://e.org", Kind::Text, "e.org.txt"),
            ("https://e.org/report.php", Kind::Pdf, "report.php.pdf"),
            ("https://e.org/v1.2.pdf", Kind::Pdf, "v1.2.pdf"),
            (
                "https://e.org/..%2f..%2fetc%2fpasswd",
                Kind::Text,
                "etc-passwd.txt",
            ),
            ("https://e.org/Br%C3%BCcke", Kind::Html, "brücke.html"),
            ("https://e.org/%FF%", Kind::Html, "e.org.html"),
            ("https://[::1]/", Kind::Html, "page.html"),
            ("https://e.org/.html", Kind::Html, "e.org.html"),
        ] {
            assert_eq!(of_address(address, kind), name, "{address}");
        }
        let long = format!("https://e.org/{}.html", "a".repeat(300));
        assert_eq!(of_address(&long, Kind::Html).len(), LONGEST + 5);
    }

    #[test]
    fn a_later_version_has_its_day_in_its_name() {
        let day = "2026-11-27";
        for (name, wanted) in [
            ("x.html", "x.2026-11-27.html"),
            ("a.b.pdf", "a.b.2026-11-27.pdf"),
            ("x.2025-09-03.html", "x.2026-11-27.html"),
            ("x.2025-09-03.12.html", "x.2026-11-27.html"),
            ("crawl.warc.gz", "crawl.2026-11-27.warc.gz"),
            ("v1.2.pdf", "v1.2.2026-11-27.pdf"),
            ("README", "README.2026-11-27"),
            (".gz", ".2026-11-27.gz"),
        ] {
            assert_eq!(dated(name, day, |_| false), wanted, "{name}");
        }
        let taken = ["x.2026-11-27.html", "x.2026-11-27.2.html"];
        let next = dated("x.html", day, |name| taken.contains(&name));
        assert_eq!(next, "x.2026-11-27.3.html");
    }

    #[test]
    fn a_copy_has_a_name_that_an_event_file_can_have() {
        for (name, wanted) in [
            ("report.pdf", "report.pdf"),
            ("Rapport\u{a0}2025.pdf", "Rapport 2025.pdf"),
            ("1\u{202f}000 ponts.pdf", "1 000 ponts.pdf"),
            ("a  b .pdf ", "a b .pdf"),
            ("x\u{202e}fdp.\u{2066}txt", "xfdp.txt"),
            ("Zoë.pdf", "Zoë.pdf"),
            ("\u{202e}", ""),
        ] {
            assert_eq!(cleaned(name), wanted, "{name:?}");
            assert!(sanitize::is_line(&cleaned(name)), "{name:?}");
        }
    }

    #[test]
    fn a_stem_has_no_extension() {
        for (path, wanted) in [
            ("a/b.c.pdf", "b.c"),
            ("crawl.warc.gz", "crawl"),
            (".x", ".x"),
            ("", ""),
        ] {
            assert_eq!(stem(Path::new(path)), wanted, "{path}");
        }
    }
}
