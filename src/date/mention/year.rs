//! Reads the year of a date.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "positions of tokens, or a few more than their number"
)]

use super::named::a_year;
use super::names::Names;
use super::read::{Form, Text};
use super::tokens::parts;

impl Text<'_> {
    /// Returns the year after a month or a day, and the token after it.
    pub(super) fn year(&self, at: usize, names: &Names, form: Form) -> Option<(i64, usize)> {
        self.year_after(self.tokens.gap(at), at, names, form)
    }

    /// Returns the year that begins with a token, or with words before it. `gap` is the text before that.
    pub(super) fn year_after(
        &self,
        gap: &str,
        at: usize,
        names: &Names,
        form: Form,
    ) -> Option<(i64, usize)> {
        let tokens = &self.tokens;
        let comma = gap.trim_end() == ",";
        if !comma && !parts(gap, form == Form::Short) {
            return None;
        }
        let start = tokens.after_entry(at, names.before_year).unwrap_or(at);
        let is_joined = start > at;
        if is_joined && !parts(tokens.gap(start), false) {
            return None;
        }
        if let Some(year) = self.year_of_era(start, names) {
            return Some(year);
        }
        let year = a_year(tokens.number(start, &[4])?)?;
        let next = start + 1;
        if matches!(tokens.gap(next), "" | " " | "\u{a0}") && tokens.is_one_of(next, names.year) {
            return Some((year, next + 1));
        }
        // `9 мая в 2000 км` names no year.
        let needs_word = is_joined && !names.year.is_empty();
        // Where no comma is common before a year, a count may follow it: `9 mayo, 2000 personas`. Most counts
        // are round.
        let is_usual = (1900..2100).contains(&year) && year % 10 != 0;
        let is_count =
            comma && !names.month_first && !is_usual && tokens.is_followed_by_word(start);
        (tokens.ends(start) && !needs_word && !is_count).then_some((year, next))
    }

    /// Returns the year of a number before `BC` or `AD`, and the token after that.
    pub(super) fn year_of_era(&self, at: usize, names: &Names) -> Option<(i64, usize)> {
        let tokens = &self.tokens;
        let number = i64::from(tokens.number(at, &[1, 2, 3, 4])?);
        let eras = [(names.bce, true), (names.ce, false)];
        let (next, is_bce) = eras
            .into_iter()
            .find_map(|(entries, is_bce)| Some((tokens.after_entry(at + 1, entries)?, is_bce)))?;
        // One word in small letters may be another one.
        let is_era = next > at + 2 || tokens.is_capital(at + 1);
        let year = if is_bce { 1 - number } else { number };
        // The era may be that of a year after it: `9 AD 33`.
        (is_era && number > 0 && !tokens.is_number(next)).then_some((year, next))
    }
}
