//! New: a source that is to be added.

use crate::command::source::definition::Definition;
use crate::command::source::edition::Text;
use crate::command::source::place::Place;

/// A source that is to be added.
pub struct New {
    /// What the event file is to say of it.
    pub definition: Definition,
    /// Its text.
    pub text: Text,
    /// Where its edition will be, and the edition. None for a text that needs none.
    pub edition: Option<(Place, String)>,
}
