//! The id of something and its title, in one piece of memory.

/// The id that the file gives something, with the title that is shown for it. A timeline can have
/// hundreds of thousands of these, so they are small, and a title that is the same as the id takes no room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The id, followed by the title if that is another text.
    both: Box<str>,
    /// Where the id ends.
    end: usize,
}

impl Label {
    /// Joins an id and a title.
    pub fn new(id: &str, title: &str) -> Self {
        let both = if title == id {
            id.into()
        } else {
            [id, title].concat().into()
        };
        Self {
            both,
            end: id.len(),
        }
    }

    /// Returns the id.
    pub fn id(&self) -> &str {
        self.both.get(..self.end).unwrap_or_default()
    }

    /// Returns the title. A title without a character is the id.
    pub fn title(&self) -> &str {
        match self.both.get(self.end..) {
            Some(title) if !title.is_empty() => title,
            _ => self.id(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_and_title_come_back() {
        for (id, title) in [
            ("kim", "Kim"),
            ("kim", "kim"),
            ("é", "中"),
            ("", "Kim"),
            ("", ""),
        ] {
            let label = Label::new(id, title);
            assert_eq!((label.id(), label.title()), (id, title));
        }
    }
}
