//! What a text probably means.

use edtf_core::Edtf;

use crate::date::edtf::is_reversed;

/// The dates that a text probably means.
#[derive(Default)]
pub(in crate::date) struct Meant {
    /// In EDTF, most likely first.
    pub dates: Vec<String>,
    /// What EDTF cannot say of it.
    pub loss: Option<String>,
    /// Why the text is not a date, if it is a mistake and not only written differently.
    pub mistake: Option<&'static str>,
}

impl Meant {
    /// Returns the meaning of a text that is a date, only written differently.
    pub fn date(date: String) -> Self {
        Self::any_of([date])
    }

    /// Keeps the dates that exist, each once.
    pub fn any_of(dates: impl IntoIterator<Item = String>) -> Self {
        let mut meant = Self::default();
        for date in dates {
            if is_date(&date) && !meant.dates.contains(&date) {
                meant.dates.push(date);
            }
        }
        meant
    }

    /// Returns what was probably meant instead of a mistake.
    pub fn corrected(date: String, mistake: &'static str) -> Self {
        Self {
            mistake: Some(mistake),
            ..Self::date(date)
        }
    }
}

/// Returns whether `text` is a valid EDTF date.
pub(in crate::date) fn is_date(text: &str) -> bool {
    Edtf::parse(text).is_ok_and(|edtf| !is_reversed(&edtf))
}
