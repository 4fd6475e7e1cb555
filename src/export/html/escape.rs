//! Text in HTML, and names of places on the page.

use std::fmt::{self, Display, Formatter, Write};

use crate::anchor::Place;
pub use crate::text::markup::Escaped as Text;

/// The language of what the program itself says.
pub const OWN_LANGUAGE: &str = "en";

/// A `lang` attribute with the space before it. It is left out without a language, and for the page's own.
#[derive(Clone, Copy)]
pub struct Lang<'a>(Option<&'a str>);

impl<'a> Lang<'a> {
    /// Makes the attribute for a text in some language.
    pub fn new(language: Option<&'a str>) -> Self {
        Self(language.filter(|language| *language != OWN_LANGUAGE))
    }
}

impl Display for Lang<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(language) => write!(f, " lang=\"{}\"", Text(language)),
            None => Ok(()),
        }
    }
}

/// A place on the page, written as the `id` of its element. Links to it put `#` in front. It depends only on the
/// ids in the event file and on the text of the source, so that a link stays good when the page is made anew.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    /// An event.
    Event(&'a str),
    /// A source.
    Source(&'a str),
    /// A paragraph of a source.
    Paragraph(&'a str, usize),
    /// A passage of a source.
    Passage(&'a str, Place),
}

impl Display for Target<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(slug) => write!(f, "e.{}", Plain(slug)),
            Self::Source(slug) => write!(f, "s.{}", Plain(slug)),
            Self::Paragraph(slug, number) => write!(f, "s.{}.{number}", Plain(slug)),
            Self::Passage(slug, place) => {
                let Place {
                    paragraph,
                    start,
                    end,
                } = place;
                write!(f, "s.{}.{paragraph}.{start}-{end}", Plain(slug))
            }
        }
    }
}

/// An id of the event file in letters, digits and `-_~`. No two ids become the same.
struct Plain<'a>(&'a str);

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
                f.write_char(char::from(byte))?;
            } else {
                write!(f, "~{byte:02X}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        let text = Text("a<b>&\"c' é").to_string();
        assert_eq!(text, "a&lt;b&gt;&amp;&quot;c&#39; é");
        assert_eq!(Text("").to_string(), "");
    }

    #[test]
    fn a_language_is_named_unless_it_is_that_of_the_page() {
        let written = |language| Lang::new(language).to_string();
        assert_eq!(written(Some("a\"b")), " lang=\"a&quot;b\"");
        assert_eq!(written(Some("en")), "");
        assert_eq!(written(None), "");
    }

    #[test]
    fn ids_are_plain_and_differ() {
        let ids = [
            Target::Event("a-b_1"),
            Target::Event("a b"),
            Target::Event("a~20b"),
            Target::Event("é"),
            Target::Source("a"),
            Target::Source("a.6"),
            Target::Paragraph("a", 6),
        ];
        let ids = ids.map(|target| target.to_string());
        assert_eq!(
            ids,
            [
                "e.a-b_1",
                "e.a~20b",
                "e.a~7E20b",
                "e.~C3~A9",
                "s.a",
                "s.a~2E6",
                "s.a.6"
            ]
        );
        let place = Place {
            paragraph: 6,
            start: 0,
            end: 41,
        };
        assert_eq!(Target::Passage("a", place).to_string(), "s.a.6.0-41");
    }
}
