//! Mail to editions: single messages, mailboxes, and web pages that were saved as mail.
//!
//! The lines of the header that say who wrote what to whom come first, then the text. Attachments are only named.

mod mailbox;
mod message;
mod parts;
mod saved;
mod text;

use super::original::{Extract, Refusal};
use message::Messages;
pub(super) use saved::page;

/// Reads one message.
pub(super) fn message(bytes: &[u8]) -> Result<Extract, Refusal> {
    let mut messages = Messages::default();
    messages.read(bytes)?;
    messages.finish()
}

/// Reads a mailbox. `progress` is told how many of how many messages are done.
pub(super) fn mailbox(
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Extract, Refusal> {
    let all = mailbox::messages(bytes);
    if all.is_empty() {
        return Err("it has no message that begins with `From `".into());
    }
    let mut messages = Messages::default();
    let count = all.len();
    for (done, bytes) in all.into_iter().enumerate() {
        progress(done, count);
        messages.read_numbered(done + 1, &mailbox::unquoted(bytes));
    }
    messages.finish()
}

#[cfg(test)]
mod tests;
