//! Labels at the beginning of what is said, by their form alone.

/// The largest number of characters of a label.
const MAX_LEN: usize = 40;

/// Small words within names.
const PARTICLES: [&str; 20] = [
    "von", "van", "der", "den", "de", "du", "des", "la", "le", "del", "della", "di", "da", "dos",
    "el", "al", "bin", "zu", "und", "of",
];

/// A label such as `Ruth Lind:`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub name: &'a str,
    pub form: Form,
    /// What follows the label.
    pub rest: &'a str,
}

/// The form of a label: how likely it is that it names a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `[Ruth Lind]`.
    Brackets,
    /// `RUTH LIND:`.
    Capitals,
    /// `Ruth Lind:`, two or more capitalized words.
    Names,
    /// `Ruth:`, which may be any word.
    Word,
}

impl<'a> Label<'a> {
    /// Returns the label at the beginning of a text.
    pub fn at_start(text: &'a str) -> Option<Self> {
        let text = text.trim_start_matches('>').trim_start();
        if let Some(inner) = text.strip_prefix('[') {
            let end = position(inner, |c| c == ']')?;
            let (name, rest) = inner.split_at(end);
            let rest = rest.get(1..)?.trim_start_matches(':').trim_start();
            let is_name = form(name.trim()) == Some(Form::Names)
                || form(name.trim()) == Some(Form::Capitals) && name.trim().contains(' ');
            return (is_name && !rest.is_empty()).then_some(Self {
                name: name.trim(),
                form: Form::Brackets,
                rest,
            });
        }
        let end = position(text, |c| c == ':' || c == '：')?;
        let (name, after) = text.split_at(end);
        let rest = after.trim_start_matches([':', '：']);
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        if !spaced && !after.starts_with('：') {
            return None;
        }
        let name = name.trim();
        Some(Self {
            name,
            form: form(name)?,
            rest: rest.trim_start(),
        })
    }
}

/// Returns the offset of a character among those that a label may have.
fn position(text: &str, is: fn(char) -> bool) -> Option<usize> {
    let mut all = text.char_indices().take(MAX_LEN + 2);
    all.find(|(_, c)| is(*c)).map(|(at, _)| at)
}

fn form(name: &str) -> Option<Form> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let starts = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    if !starts || words.len() > 5 || !words.iter().all(|word| is_word(word)) {
        return None;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let (small, large) = (
        letters.clone().filter(|c| c.is_lowercase()).count(),
        letters.clone().filter(|c| c.is_uppercase()).count(),
    );
    let capitalized = |word: &&&str| word.starts_with(|c: char| c.is_uppercase());
    let names = words.iter().filter(capitalized).count();
    let others = words.iter().filter(|word| !capitalized(word));
    let allowed = |word: &&str| PARTICLES.contains(word) || word.starts_with(is_sign_of_number);
    Some(match () {
        () if large > 0 && small * 4 <= large => Form::Capitals,
        () if names >= 2 && others.clone().all(allowed) => Form::Names,
        () if words.len() <= 2 && others.clone().all(|word| large == 0 || allowed(word)) => {
            Form::Word
        }
        () => return None,
    })
}

fn is_sign_of_number(c: char) -> bool {
    c.is_ascii_digit() || c == '#'
}

/// Returns whether a word may be part of a name: `O’Brien`, `Okonjo-Lind`, `Dr.`, `1`, `(off)`.
fn is_word(word: &str) -> bool {
    let bare = word.trim_matches(['(', ')']);
    let short = bare.chars().count() <= 5;
    let bare = bare.strip_suffix('.').filter(|_| short).unwrap_or(bare);
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '&' | '#');
    // In `M.-A.` there are full stops inside.
    let part = |c: char| part(c) || c == '.' && short;
    !bare.is_empty() && bare.chars().all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_a_form() {
        for (text, name, form, rest) in [
            (
                "INGA SAARELA: Reflecting",
                "INGA SAARELA",
                Form::Capitals,
                "Reflecting",
            ),
            (
                "FRAU MÜLLER-LÜDENSCHEIDT: Ja",
                "FRAU MÜLLER-LÜDENSCHEIDT",
                Form::Capitals,
                "Ja",
            ),
            ("McDONALD: Yes", "McDONALD", Form::Capitals, "Yes"),
            ("Q: Why", "Q", Form::Capitals, "Why"),
            (
                "Ruth Okonjo-Lind: The",
                "Ruth Okonjo-Lind",
                Form::Names,
                "The",
            ),
            ("Dr. Hoffmann: The", "Dr. Hoffmann", Form::Names, "The"),
            ("Mme Lefèvre : Oui", "Mme Lefèvre", Form::Names, "Oui"),
            ("Mme Lefèvre\u{a0}: Oui", "Mme Lefèvre", Form::Names, "Oui"),
            (
                "Ursula von der Leyen: So",
                "Ursula von der Leyen",
                Form::Names,
                "So",
            ),
            ("Speaker 1: So", "Speaker 1", Form::Word, "So"),
            ("Ruth: So", "Ruth", Form::Word, "So"),
            ("王先生：好", "王先生", Form::Word, "好"),
            (">> Ruth Lind: So", "Ruth Lind", Form::Names, "So"),
            ("[Ruth Lind] So", "Ruth Lind", Form::Brackets, "So"),
            ("[RUTH LIND]: So", "RUTH LIND", Form::Brackets, "So"),
            ("INGA SAARELA:", "INGA SAARELA", Form::Capitals, ""),
        ] {
            assert_eq!(
                Label::at_start(text),
                Some(Label { name, form, rest }),
                "{text}"
            );
        }
    }

    #[test]
    fn other_beginnings_are_no_labels() {
        for text in [
            "",
            ":",
            "At 10:30 it began",
            "https://a.example",
            "he said: no",
            "What he said was this: no",
            "Yes, Ruth: no",
            "No. Ruth was there: yes",
            "[applause] Thank you",
            "[Applause] Thank you",
            "[Ruth Lind]",
            "[Door opens] Thank you",
            "[",
            "A very long line that names nobody at all and has a colon: here",
        ] {
            assert_eq!(Label::at_start(text), None, "{text}");
        }
    }
}
