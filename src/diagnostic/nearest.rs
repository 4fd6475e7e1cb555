//! "Did you mean …?": the candidate that was probably meant.

/// A longer word is not compared: comparing takes time quadratic in the length, and what is that
/// long is not a misspelt name.
const LONGEST: usize = 100;

/// How many comparisons the suggestions for one file may take. A file with more wrong names than
/// that lacks a table rather than spelling.
const COMPARISONS: usize = 200_000;

/// Suggestions that take a limited time together.
#[derive(Debug)]
pub struct Suggestions {
    left: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: COMPARISONS }
    }
}

impl Suggestions {
    /// Returns what [`did_you_mean`] does; nothing once too many candidates were looked at.
    pub fn did_you_mean<'a>(
        &mut self,
        word: &str,
        candidates: impl ExactSizeIterator<Item = &'a str>,
    ) -> Option<String> {
        self.left = self.left.checked_sub(candidates.len())?;
        did_you_mean(word, candidates)
    }
}

/// Returns the candidate nearest to `word` in spelling, ignoring case, if one is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| {
            let other = candidate.to_lowercase();
            let whole = strsim::jaro_winkler(&word, &other);
            // A name typed in part is as common as a name typed wrong; a little less
            // for a part, so that among equals the whole name is meant.
            let pieces = other
                .split('-')
                .filter(|piece| piece.len() > 2 && word.len() > 2);
            let parts = pieces.map(|piece| 0.97 * strsim::jaro_winkler(&word, piece));
            (parts.fold(whole, f64::max), candidate)
        })
        .filter(|(alike, _)| *alike >= 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Returns "did you mean `x`?", if something near exists.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_near_names_only() {
        let known = ["kim-jong-un", "vladimir-putin", "china"];
        assert_eq!(nearest("kim-jon-un", known), Some("kim-jong-un"));
        assert_eq!(nearest("putin", known), Some("vladimir-putin"));
        assert_eq!(nearest("kimm", known), Some("kim-jong-un"));
        assert_eq!(nearest("brazil", known), None);
    }

    #[test]
    fn stops_after_too_many_comparisons() {
        let known = vec!["china"; COMPARISONS / 2];
        let known = || known.iter().copied();
        let mut suggestions = Suggestions::default();
        for expected in [true, true, false] {
            let found = suggestions.did_you_mean("chima", known());
            assert_eq!(found.is_some(), expected);
        }
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(nearest(&long, [long.as_str()]), None);
    }
}
