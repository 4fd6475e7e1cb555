//! Values that belong to a query. They travel beside its text, in tables of their own, and never become part of it.
//!
//! Servers before 2019 have no query parameters. Tables that come with a query are known to all servers, and to the
//! other servers of a cluster that a query is passed on to.

use std::fmt::Write;

use memchr::memmem;

use super::binary;

/// A query with the values that it names.
#[derive(Clone, Debug, Default)]
pub struct Bound {
    /// The text of the query.
    pub sql: String,
    values: Vec<Vec<u8>>,
    /// The type and the values of each list.
    lists: Vec<(&'static str, Vec<u8>)>,
}

impl Bound {
    /// Returns a query without values.
    pub fn new(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            ..Self::default()
        }
    }

    /// Adds a value, and returns the expression that stands for it.
    pub fn text(&mut self, value: &str) -> String {
        let mut bytes = Vec::new();
        binary::put_text(value, &mut bytes);
        let number = self.values.iter().position(|known| *known == bytes);
        let number = number.unwrap_or_else(|| {
            self.values.push(bytes);
            self.values.len() - 1
        });
        format!("(SELECT v{number} FROM bound)")
    }

    /// Adds a list of texts, and returns the expression that stands for it, to come after `GLOBAL IN`.
    pub fn texts<'v>(&mut self, values: impl Iterator<Item = &'v str>) -> String {
        let mut bytes = Vec::new();
        for value in values {
            binary::put_text(value, &mut bytes);
        }
        self.list("String", bytes)
    }

    /// Adds a list of numbers, and returns the expression that stands for it, to come after `GLOBAL IN`.
    pub fn numbers(&mut self, values: impl Iterator<Item = u32>) -> String {
        self.list("UInt32", values.flat_map(u32::to_le_bytes).collect())
    }

    fn list(&mut self, kind: &'static str, bytes: Vec<u8>) -> String {
        self.lists.push((kind, bytes));
        format!("(SELECT v FROM list{})", self.lists.len() - 1)
    }

    /// Returns the content type of the request, and its body.
    pub fn request(&self) -> (String, Vec<u8>) {
        if self.values.is_empty() && self.lists.is_empty() {
            return (
                "text/plain; charset=utf-8".to_owned(),
                self.sql.clone().into_bytes(),
            );
        }
        let boundary = self.boundary();
        let mut body = Vec::new();
        let mut part = |name: &str, is_file: bool, content: &[u8]| {
            let file = if is_file { "; filename=\"t\"" } else { "" };
            let head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        };
        part("query", false, self.sql.as_bytes());
        if !self.values.is_empty() {
            let mut columns = String::new();
            for number in 0..self.values.len() {
                let comma = if number > 0 { ", " } else { "" };
                let _ = write!(columns, "{comma}v{number} String");
            }
            part("bound_structure", false, columns.as_bytes());
            part("bound_format", false, b"RowBinary");
            part("bound", true, &self.values.concat());
        }
        for (number, (kind, values)) in self.lists.iter().enumerate() {
            let name = format!("list{number}");
            let columns = format!("v {kind}");
            part(&format!("{name}_structure"), false, columns.as_bytes());
            part(&format!("{name}_format"), false, b"RowBinary");
            part(&name, true, values);
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body)
    }

    /// Returns what separates the parts of a request: a text that is in none of them.
    fn boundary(&self) -> String {
        let is_in = |boundary: &str| {
            let lists = self.lists.iter().map(|(_, values)| values);
            let values = self.values.iter().chain(lists);
            let mut values = values.map(Vec::as_slice).chain([self.sql.as_bytes()]);
            values.any(|value| memmem::find(value, boundary.as_bytes()).is_some())
        };
        let mut boundaries = (0_u32..).map(|number| format!("annals{number}end"));
        boundaries.find(|it| !is_in(it)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_beside_the_query() {
        let mut bound = Bound::default();
        let evil = "x'\\\0; DROP TABLE ev --";
        let (a, b) = (bound.text(evil), bound.text("other"));
        assert_eq!(
            (a.as_str(), b.as_str()),
            ("(SELECT v0 FROM bound)", "(SELECT v1 FROM bound)")
        );
        assert_eq!(bound.text(evil), a);
        bound.sql = format!("SELECT {a}");
        let (kind, body) = bound.request();
        assert!(kind.starts_with("multipart/form-data; boundary="));
        let body = String::from_utf8(body).expect("text");
        let (query, rest) = body.split_once("bound_structure").expect("a structure");
        assert!(query.contains("\r\n\r\nSELECT (SELECT v0 FROM bound)\r\n"));
        assert!(!query.contains("DROP"));
        assert!(rest.contains("v0 String, v1 String") && rest.contains(evil));
        // No value ends its part.
        let mut bound = Bound::new("SELECT 1");
        bound
            .text("\r\n--annals0end\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\nDROP");
        assert_eq!(
            bound.request().0,
            "multipart/form-data; boundary=annals1end"
        );
        let (kind, body) = Bound::new("SELECT 1").request();
        assert!(kind.starts_with("text/plain") && body == b"SELECT 1");
    }
}
