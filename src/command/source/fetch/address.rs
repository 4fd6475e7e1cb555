//! Addresses: what is fetched, and where redirects lead.

use anyhow::{Result, bail, ensure};

use crate::text::web;

/// Returns an address as it is asked for: without its fragment, and with everything but ASCII escaped.
///
/// # Errors
/// It is not an address on the web, has a password, or names its host in other letters than ASCII.
pub fn absolute(address: &str) -> Result<String> {
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    if !web::is_address(address) {
        bail!("cannot fetch {address}: only http:// and https:// addresses are fetched");
    }
    let (origin, rest) = split(address);
    ensure!(
        !origin.contains('@'),
        "cannot fetch an address with a user name or a password: sources are for others to read"
    );
    // The names of hosts have an ASCII form of their own, which browsers show when an address is copied.
    ensure!(
        origin.is_ascii(),
        "cannot fetch {address}: copy the address from the browser, where its host is in ASCII (xn--…)"
    );
    let path = if rest.starts_with('/') { "" } else { "/" };
    Ok(format!("{origin}{path}{}", escaped(rest.as_bytes())))
}

/// Returns where a redirect leads that was found at an address.
///
/// # Errors
/// It leads to anything but the web, or from an encrypted page to one that is not.
pub fn resolve(base: &str, target: &[u8]) -> Result<String> {
    let target = escaped(target.trim_ascii());
    let (target, _) = target.split_once('#').unwrap_or((&target, ""));
    let (origin, rest) = split(base);
    let (path, _) = rest.split_once('?').unwrap_or((rest, ""));
    let whole = match scheme(target) {
        Some("http" | "https") => target.to_owned(),
        Some(other) => bail!("it leads to a `{other}:` address, which is not on the web"),
        None if target.starts_with("//") => {
            let (scheme, _) = origin.split_once("//").unwrap_or_default();
            format!("{scheme}{target}")
        }
        None if target.is_empty() => base.to_owned(),
        None if target.starts_with('/') => format!("{origin}{}", without_dots(target)),
        None if target.starts_with('?') => format!("{origin}{path}{target}"),
        None => {
            let folder = path.rfind('/').and_then(|end| path.get(..end));
            let joined = format!("{}/{target}", folder.unwrap_or_default());
            format!("{origin}{}", without_dots(&joined))
        }
    };
    ensure!(
        scheme(base) != Some("https") || scheme(&whole) == Some("https"),
        "it leads to {whole}, which is not encrypted; if that is right, add that address"
    );
    absolute(&whole)
}

/// Splits an address after its host.
fn split(address: &str) -> (&str, &str) {
    let host = address.find("://").map_or(0, |at| at.saturating_add(3));
    let rest = address.get(host..).unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    address
        .split_at_checked(host.saturating_add(end))
        .unwrap_or((address, ""))
}

/// Returns the scheme of a reference, if it has one.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let mut letters = scheme.chars();
    let is_one = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // Schemes are the same in small and capital letters.
    let known = ["http", "https"].into_iter();
    let known = known.map(|known| known.eq_ignore_ascii_case(scheme).then_some(known));
    is_one.then(|| known.flatten().next().unwrap_or(scheme))
}

/// Returns a path without `.` and `..`, with what follows it.
fn without_dots(target: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut parts: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for part in path.split('/').skip(1) {
        ends_in_folder = matches!(part, "" | "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            // Only the last one can be empty without being lost.
            _ => parts.push(part),
        }
    }
    if ends_in_folder && parts.last() != Some(&"") {
        parts.push("");
    }
    let mut whole = format!("/{}", parts.join("/"));
    if target.contains('?') {
        whole.push('?');
        whole.push_str(query);
    }
    whole
}

/// Returns bytes as an address has them: what is not printable ASCII becomes `%` and two digits.
fn escaped(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_graphic()
            && !matches!(
                byte,
                b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
            )
        {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_asked_for_in_ascii() {
        for (address, wanted) in [
            ("https://e.org", Ok("https://e.org/")),
            ("https://e.org?q=1", Ok("https://e.org/?q=1")),
            ("https://e.org/a#part", Ok("https://e.org/a")),
            ("HTTP://e.org/Brücke", Ok("HTTP://e.org/Br%C3%BCcke")),
            ("http://e.org/a%20b", Ok("http://e.org/a%20b")),
            ("http://[::1]:8080/x", Ok("http://[::1]:8080/x")),
            ("http://me:secret@e.org/", Err(())),
            ("http://bücher.example/", Err(())),
            ("file:///etc/passwd", Err(())),
            ("e.org", Err(())),
            ("", Err(())),
        ] {
            let made = absolute(address).map_err(|_| ());
            assert_eq!(made.as_deref(), wanted.as_deref(), "{address}");
        }
    }

    #[test]
    fn redirects_lead_where_a_browser_would_go() {
        let base = "http://e.org/a/b?c=d";
        for (target, wanted) in [
            ("https://f.org/x", "https://f.org/x"),
            ("HTTPS://f.org", "HTTPS://f.org/"),
            ("//f.org/x", "http://f.org/x"),
            ("/x", "http://e.org/x"),
            ("x", "http://e.org/a/x"),
            ("./x/", "http://e.org/a/x/"),
            ("../x", "http://e.org/x"),
            ("../../../x?y=../z", "http://e.org/x?y=../z"),
            ("/a/./b/..", "http://e.org/a/"),
            ("?e", "http://e.org/a/b?e"),
            ("", base),
            ("#f", base),
            (" /Brücke ", "http://e.org/Br%C3%BCcke"),
            ("x:1/y/../z", "x:"),
            ("file:///etc/passwd", "file:"),
            ("javascript:alert(1)", "javascript:"),
            ("data:text/html,x", "data:"),
            ("/x:1", "http://e.org/x:1"),
            ("//me@f.org/", "password"),
        ] {
            match resolve(base, target.as_bytes()) {
                Ok(found) => assert_eq!(found, wanted, "{target}"),
                Err(why) => assert!(why.to_string().contains(wanted), "{target}: {why}"),
            }
        }
        assert_eq!(
            resolve("http://e.org", b"x").expect("an address"),
            "http://e.org/x"
        );
        resolve("https://e.org/", b"http://e.org/").expect_err("it is not encrypted any more");
        resolve("https://e.org/", b"//f.org/").expect("it is still encrypted");
        resolve("http://e.org/", b"https://e.org/").expect("it is encrypted now");
    }
}
