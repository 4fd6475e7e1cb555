//! Turns bytes from a terminal into keys and other events. The bytes of an event can arrive in
//! pieces, and the last piece may never arrive. Only complete events are parsed, and an incomplete
//! one can be flushed.

use std::mem;
use std::time::Duration;

use ratatui::crossterm::event::Event;
use terminput_crossterm::to_crossterm;

const ESC: u8 = 0x1b;
const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Collects the bytes of an event until it is complete.
#[derive(Default)]
pub struct Parser {
    bytes: Vec<u8>,
}

/// Whether some bytes form a complete event.
enum Completeness {
    /// At least this many bytes are missing.
    Partial(usize),
    /// The bytes are a complete event, or meaningless.
    Complete,
    /// The last byte begins another event.
    Interrupted,
}

impl Parser {
    /// Returns the number of bytes, from 1 to 6, that can be read without reading any of the
    /// following event.
    pub fn wanted(&self) -> usize {
        match completeness(&self.bytes) {
            Completeness::Partial(missing) => missing,
            Completeness::Complete | Completeness::Interrupted => 1,
        }
    }

    /// Takes at most as many bytes as are [`wanted`](Self::wanted). Returns the event that they
    /// complete, if any. Meaningless bytes are dropped.
    pub fn take(&mut self, bytes: &[u8]) -> Option<Event> {
        let mut event = None;
        for &byte in bytes {
            self.bytes.push(byte);
            if let Completeness::Interrupted = completeness(&self.bytes) {
                self.bytes.pop();
                event = event.or(self.flush());
                self.bytes.push(byte);
            }
            if let Completeness::Complete = completeness(&self.bytes) {
                event = event.or(parse(&mem::take(&mut self.bytes)));
            }
        }
        event
    }

    /// Returns how long to wait for the rest of an incomplete event.
    pub fn timeout(&self) -> Option<Duration> {
        let milliseconds = match self.bytes[..] {
            [] => return None,
            // This is the Escape key, unless it begins a sequence.
            [ESC] => 30,
            // A network may stall, and the rest of a paste must not be taken for keys.
            _ if self.bytes.starts_with(PASTE) => 1000,
            _ => 100,
        };
        Some(Duration::from_millis(milliseconds))
    }

    /// Ends an incomplete event. Returns the Escape key or the text pasted so far. Anything else is
    /// dropped.
    pub fn flush(&mut self) -> Option<Event> {
        let mut bytes = mem::take(&mut self.bytes);
        if bytes.starts_with(PASTE) {
            bytes.extend(missing_paste_end(&bytes));
        }
        parse(&bytes)
    }
}

fn parse(bytes: &[u8]) -> Option<Event> {
    let event = terminput::Event::parse_from(bytes).ok()??;
    to_crossterm(event).ok()
}

/// Returns the completeness of some bytes, which must have been partial without the last one.
fn completeness(bytes: &[u8]) -> Completeness {
    match bytes {
        [] | [ESC] | [ESC, b'[' | b'O'] | [ESC, b'[', b'['] => Completeness::Partial(1),
        [ESC, ESC] => Completeness::Interrupted,
        // A function key of the Linux console: `ESC [ [ A`.
        [ESC, b'[', b'[', _] => Completeness::Complete,
        // A mouse report in the old format, with three bytes of any value.
        [ESC, b'[', b'M', place @ ..] => missing(3_usize.saturating_sub(place.len())),
        _ if bytes.starts_with(PASTE) => missing(missing_paste_end(bytes).len()),
        [ESC, b'[' | b'O', .., last] => match last {
            b' '..=b'?' => Completeness::Partial(1),
            b'@'..=b'~' => Completeness::Complete,
            _ => Completeness::Interrupted,
        },
        // A character with Alt.
        [ESC, character @ ..] => completeness(character),
        _ => match std::str::from_utf8(bytes) {
            Ok(_) => Completeness::Complete,
            Err(error) if error.error_len().is_none() => Completeness::Partial(1),
            Err(_) if bytes.len() == 1 => Completeness::Complete,
            Err(_) => Completeness::Interrupted,
        },
    }
}

fn missing(count: usize) -> Completeness {
    match count {
        0 => Completeness::Complete,
        count => Completeness::Partial(count),
    }
}

/// Returns the missing part of the end marker of a paste.
fn missing_paste_end(bytes: &[u8]) -> &'static [u8] {
    let splits = (0..=PASTE_END.len()).rev();
    let mut splits = splits.map(|count| PASTE_END.split_at(count));
    splits
        .find(|(there, _)| bytes.ends_with(there))
        .map_or(PASTE_END, |(_, missing)| missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;
    use ratatui::crossterm::event::{
        KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    };

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const ALT: KeyModifiers = KeyModifiers::ALT;
    const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn char(c: char, modifiers: KeyModifiers) -> Event {
        key(KeyCode::Char(c), modifiers)
    }

    fn mouse(kind: MouseEventKind, column: u16, row: u16) -> Event {
        Event::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: NONE,
        })
    }

    /// Feeds all bytes to the parser, as many at a time as it wants.
    fn parse_all(parser: &mut Parser, mut bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        while !bytes.is_empty() {
            let (taken, rest) = bytes.split_at(parser.wanted().min(bytes.len()));
            events.extend(parser.take(taken));
            bytes = rest;
        }
        events
    }

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut parser = Parser::default();
        let events = parse_all(&mut parser, bytes);
        assert_eq!(parser.timeout(), None, "{bytes:?} is not whole");
        events
    }

    #[test]
    fn keys() {
        use KeyCode::{BackTab, Backspace, Delete, Down, End, Enter, Esc, F, Home, Insert, Left};
        use KeyCode::{PageDown, PageUp, Right, Tab, Up};
        for (bytes, expected) in [
            ("j", char('j', NONE)),
            ("J", char('J', SHIFT)),
            ("é", char('é', NONE)),
            ("Ж", char('Ж', SHIFT)),
            ("中", char('中', NONE)),
            ("🙂", char('🙂', NONE)),
            ("\r", key(Enter, NONE)),
            ("\n", char('j', CONTROL)),
            ("\t", key(Tab, NONE)),
            ("\x7f", key(Backspace, NONE)),
            ("\x08", char('h', CONTROL)),
            ("\x03", char('c', CONTROL)),
            ("\x1a", char('z', CONTROL)),
            ("\x1f", char('7', CONTROL)),
            ("\0", char(' ', CONTROL)),
            ("\x1bj", char('j', ALT)),
            ("\x1bé", char('é', ALT)),
            ("\x1b\r", key(Enter, ALT)),
            ("\x1b\x01", char('a', ALT | CONTROL)),
            ("\x1b[A", key(Up, NONE)),
            ("\x1bOB", key(Down, NONE)),
            ("\x1b[C", key(Right, NONE)),
            ("\x1bOD", key(Left, NONE)),
            ("\x1b[H", key(Home, NONE)),
            ("\x1bOF", key(End, NONE)),
            ("\x1b[1~", key(Home, NONE)),
            ("\x1b[2~", key(Insert, NONE)),
            ("\x1b[3~", key(Delete, NONE)),
            ("\x1b[4~", key(End, NONE)),
            ("\x1b[5~", key(PageUp, NONE)),
            ("\x1b[6~", key(PageDown, NONE)),
            ("\x1b[7~", key(Home, NONE)),
            ("\x1b[8~", key(End, NONE)),
            ("\x1b[Z", key(BackTab, SHIFT)),
            ("\x1bOP", key(F(1), NONE)),
            ("\x1b[[E", key(F(5), NONE)),
            ("\x1b[15~", key(F(5), NONE)),
            ("\x1b[24~", key(F(12), NONE)),
            ("\x1b[1;5C", key(Right, CONTROL)),
            ("\x1b[1;2A", key(Up, SHIFT)),
            ("\x1b[1;3H", key(Home, ALT)),
            ("\x1b[1;6P", key(F(1), SHIFT | CONTROL)),
            ("\x1b[5;5~", key(PageUp, CONTROL)),
            // Sent by kitty, and by xterm with `formatOtherKeys`.
            ("\x1b[27u", key(Esc, NONE)),
            ("\x1b[13u", key(Enter, NONE)),
            ("\x1b[99;5u", char('c', CONTROL)),
            ("\x1b[106;3u", char('j', ALT)),
            ("\x1b[106:74;2u", char('J', NONE)),
            ("\x1b[9;2u", key(BackTab, SHIFT)),
        ] {
            assert_eq!(events(bytes.as_bytes()), [expected], "{bytes:?}");
        }
        let [Event::Key(released)] = events(b"\x1b[106;1:3u")[..] else {
            panic!("a key");
        };
        assert_eq!(released.kind, KeyEventKind::Release);
    }

    #[test]
    fn the_mouse() {
        use MouseEventKind::{Down, Drag, Moved, ScrollDown, ScrollUp, Up};
        let left = MouseButton::Left;
        for (bytes, expected) in [
            (&b"\x1b[<0;5;6M"[..], mouse(Down(left), 4, 5)),
            (b"\x1b[<0;5;6m", mouse(Up(left), 4, 5)),
            (b"\x1b[<32;300;200M", mouse(Drag(left), 299, 199)),
            (b"\x1b[<35;1;1M", mouse(Moved, 0, 0)),
            (b"\x1b[<64;1;1M", mouse(ScrollUp, 0, 0)),
            (b"\x1b[<65;1;1M", mouse(ScrollDown, 0, 0)),
            // Older formats; the first may contain any bytes.
            (b"\x1b[M %&", mouse(Down(left), 4, 5)),
            (b"\x1b[M`\x1b\xff", mouse(ScrollUp, 0, 222)),
            (b"\x1b[32;5;6M", mouse(Down(left), 4, 5)),
        ] {
            assert_eq!(events(bytes), [expected], "{bytes:?}");
        }
        // Valid positions start at 1.
        events(b"\x1b[<0;0;0M");
    }

    #[test]
    fn a_paste_is_a_single_event() {
        let paste = |text: &str| Event::Paste(text.to_owned());
        assert_eq!(events(b"\x1b[200~\x1b[201~"), [paste("")]);
        let keys = "q\x1b[Ae\r\x1b[201\x1b[20".to_owned();
        let bytes = format!("\x1b[200~{keys}\x1b[201~q");
        assert_eq!(events(bytes.as_bytes()), [paste(&keys), char('q', NONE)]);
        // The end of a paste that never began, or was flushed.
        assert_eq!(events(b"\x1b[201~q"), [char('q', NONE)]);
    }

    #[test]
    fn meaningless_bytes_do_not_swallow_keys() {
        for bytes in [
            &b"\xff"[..],
            b"\x80",
            b"\xc3",
            b"\xf0\x9f\x99",
            b"\x1b\xc3",
            b"\x1b[",
            b"\x1b[99~",
            b"\x1b[1;5",
            b"\x1b[27;5;9~",
            b"\x1b[?2026;2$y",
            b"\x1b[?62;4c",
            b"\x1b[>1;2c",
            b"\x1b[<0;5",
            b"\x1b[<0;5x",
            b"\x1b[<99999;1;1M",
            b"\x1bOj",
        ] {
            let mut parser = Parser::default();
            // A control character interrupts an incomplete event.
            let bytes = [bytes, b"\x03"].concat();
            let events = parse_all(&mut parser, &bytes);
            assert_eq!(events, [char('c', CONTROL)], "{bytes:?}");
        }
    }

    #[test]
    fn an_incomplete_event_can_be_flushed() {
        let esc = key(KeyCode::Esc, NONE);
        let paste = |text: &str| Event::Paste(text.to_owned());
        for (bytes, expected) in [
            (&b"\x1b"[..], Some(esc.clone())),
            (b"\x1b[", None),
            (b"\x1bO", None),
            (b"\x1b[[", None),
            (b"\x1b[M !", None),
            (b"\x1b[<0;5", None),
            (b"\xc3", None),
            (b"\xe4\xb8", None),
            (b"\x1b\xc3", None),
            (b"\x1b[200~", Some(paste(""))),
            (b"\x1b[200~abc", Some(paste("abc"))),
            (b"\x1b[200~abc\x1b[20", Some(paste("abc"))),
        ] {
            let mut parser = Parser::default();
            assert_eq!(parse_all(&mut parser, bytes), [], "{bytes:?}");
            assert!(parser.timeout().is_some());
            assert_eq!(parser.flush(), expected, "{bytes:?}");
            assert_eq!(parser.timeout(), None);
            assert_eq!(parser.take(b"q"), Some(char('q', NONE)));
        }
        let mut parser = Parser::default();
        assert_eq!(
            parse_all(&mut parser, b"\x1b\x1b\x1b"),
            [esc.clone(), esc.clone()]
        );
        assert_eq!(parser.flush(), Some(esc.clone()));
        assert_eq!(
            parse_all(&mut parser, b"\x1b\x1b[A"),
            [esc, key(KeyCode::Up, NONE)]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_flushed(bytes in proptest::collection::vec(
            prop_oneof![Just(ESC), Just(b'['), Just(b'<'), Just(b';'), Just(b'M'), b'0'..=b'9', any::<u8>()],
            0..40,
        )) {
            let mut parser = Parser::default();
            let mut at_once = parse_all(&mut parser, &bytes);
            at_once.extend(parser.flush());
            prop_assert_eq!(parser.timeout(), None);
            let mut one_by_one: Vec<_> = bytes.iter().filter_map(|&byte| parser.take(&[byte])).collect();
            one_by_one.extend(parser.flush());
            prop_assert_eq!(at_once, one_by_one);
        }

        #[test]
        fn any_text_is_typed_and_pasted_unchanged(text in "\\PC*") {
            let typed: String = events(text.as_bytes())
                .into_iter()
                .filter_map(|event| event.as_key_event()?.code.as_char())
                .collect();
            prop_assert_eq!(&typed, &text);
            let bytes = format!("\x1b[200~{text}\x1b[201~");
            prop_assert_eq!(events(bytes.as_bytes()), [Event::Paste(text)]);
        }
    }
}
