//! Which styles hide text.

use std::collections::HashMap;

/// How many styles may be based on each other.
const MAX_BASES: usize = 50;

/// The styles of a document, by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    base: Option<String>,
    /// Whether it hides text, if it says so.
    hides: Option<bool>,
}

impl Styles {
    /// Bases a style on another one.
    pub fn base(&mut self, name: &str, base: Option<String>) {
        self.styles.entry(name.to_owned()).or_default().base = base;
    }

    /// Says whether a style hides text.
    pub fn hide(&mut self, name: &str, hides: bool) {
        self.styles.entry(name.to_owned()).or_default().hides = Some(hides);
    }

    /// Returns whether a style hides text, by itself or by what it is based on.
    pub fn hides(&self, name: &str) -> bool {
        let first = self.styles.get(name);
        let based = |style: &&Style| self.styles.get(style.base.as_deref()?);
        let mut chain = std::iter::successors(first, based).take(MAX_BASES);
        chain.find_map(|style| style.hides).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_hide_text_by_themselves_or_by_their_base() {
        let mut styles = Styles::default();
        styles.hide("a", true);
        for (name, base) in [("b", "a"), ("c", "a"), ("d", "e"), ("e", "d"), ("f", "x")] {
            styles.base(name, Some(base.to_owned()));
        }
        styles.hide("c", false);
        let hides = ["a", "b", "c", "d", "f", "x"].map(|name| styles.hides(name));
        assert_eq!(hides, [true, true, false, false, false, false]);
    }
}
