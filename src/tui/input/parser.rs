//! Turns bytes from a terminal into keys and other events. The bytes of one event can arrive
//! in pieces, and the last piece may never come: only a whole event is parsed, and
//! one that stays unfinished can be given up.

use std::mem;
use std::time::Duration;

use ratatui::crossterm::event::Event;
use terminput_crossterm::to_crossterm;

const ESC: u8 = 0x1b;
const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Collects the bytes of an event until it is whole.
#[derive(Default)]
pub struct Parser {
    bytes: Vec<u8>,
}

/// How far some bytes are an event.
enum Shape {
    /// At least so many bytes are missing.
    Unfinished(usize),
    /// They are one event, or mean nothing.
    Whole,
    /// The last byte begins another event.
    Broken,
}

impl Parser {
    /// Returns how many bytes can be taken without taking any of the following event; at
    /// least 1 and at most 6.
    pub fn wanted(&self) -> usize {
        match shape(&self.bytes) {
            Shape::Unfinished(missing) => missing,
            Shape::Whole | Shape::Broken => 1,
        }
    }

    /// Takes as many bytes as are [`wanted`](Self::wanted), or fewer. Returns the event that
    /// they complete. Bytes that mean nothing are dropped.
    pub fn take(&mut self, bytes: &[u8]) -> Option<Event> {
        let mut event = None;
        for &byte in bytes {
            self.bytes.push(byte);
            if let Shape::Broken = shape(&self.bytes) {
                self.bytes.pop();
                event = event.or(self.give_up());
                self.bytes.push(byte);
            }
            if let Shape::Whole = shape(&self.bytes) {
                event = event.or(parse(&mem::take(&mut self.bytes)));
            }
        }
        event
    }

    /// Returns how long to wait for the rest of an unfinished event.
    pub fn patience(&self) -> Option<Duration> {
        let milliseconds = match self.bytes[..] {
            [] => return None,
            // The Escape key, unless it begins a sequence.
            [ESC] => 30,
            // A network may stall, and the rest of a text should not become keys.
            _ if self.bytes.starts_with(PASTE) => 1000,
            _ => 100,
        };
        Some(Duration::from_millis(milliseconds))
    }

    /// Ends an unfinished event. Returns the Escape key, or what was pasted so far; anything
    /// else is dropped.
    pub fn give_up(&mut self) -> Option<Event> {
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

/// Returns the shape of some bytes that were unfinished without the last one.
fn shape(bytes: &[u8]) -> Shape {
    match bytes {
        [] | [ESC] | [ESC, b'[' | b'O'] | [ESC, b'[', b'['] => Shape::Unfinished(1),
        [ESC, ESC] => Shape::Broken,
        // A function key of the Linux console: `ESC [ [ A`.
        [ESC, b'[', b'[', _] => Shape::Whole,
        // A mouse report in the old form: three bytes of any value.
        [ESC, b'[', b'M', place @ ..] => missing(3_usize.saturating_sub(place.len())),
        _ if bytes.starts_with(PASTE) => missing(missing_paste_end(bytes).len()),
        [ESC, b'[' | b'O', .., last] => match last {
            b' '..=b'?' => Shape::Unfinished(1),
            b'@'..=b'~' => Shape::Whole,
            _ => Shape::Broken,
        },
        // A character with Alt.
        [ESC, character @ ..] => shape(character),
        _ => match std::str::from_utf8(bytes) {
            Ok(_) => Shape::Whole,
            Err(error) if error.error_len().is_none() => Shape::Unfinished(1),
            Err(_) if bytes.len() == 1 => Shape::Whole,
            Err(_) => Shape::Broken,
        },
    }
}

fn missing(count: usize) -> Shape {
    match count {
        0 => Shape::Whole,
        count => Shape::Unfinished(count),
    }
}

/// Returns what of the end mark is missing after a paste.
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

    /// Takes all bytes, as many at once as are wanted.
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
        assert_eq!(parser.patience(), None, "{bytes:?} is not whole");
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
            // As kitty sends them, and xterm with `formatOtherKeys`.
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
            // Older forms; the bytes of the first may be anything.
            (b"\x1b[M %&", mouse(Down(left), 4, 5)),
            (b"\x1b[M`\x1b\xff", mouse(ScrollUp, 0, 222)),
            (b"\x1b[32;5;6M", mouse(Down(left), 4, 5)),
        ] {
            assert_eq!(events(bytes), [expected], "{bytes:?}");
        }
        // Places count from 1.
        events(b"\x1b[<0;0;0M");
    }

    #[test]
    fn what_is_pasted_is_one_text() {
        let paste = |text: &str| Event::Paste(text.to_owned());
        assert_eq!(events(b"\x1b[200~\x1b[201~"), [paste("")]);
        let keys = "q\x1b[Ae\r\x1b[201\x1b[20".to_owned();
        let bytes = format!("\x1b[200~{keys}\x1b[201~q");
        assert_eq!(events(bytes.as_bytes()), [paste(&keys), char('q', NONE)]);
        // The end of a paste that did not begin, or was given up.
        assert_eq!(events(b"\x1b[201~q"), [char('q', NONE)]);
    }

    #[test]
    fn what_means_nothing_takes_no_key_with_it() {
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
            // A control character breaks off what is unfinished.
            let bytes = [bytes, b"\x03"].concat();
            let events = parse_all(&mut parser, &bytes);
            assert_eq!(events, [char('c', CONTROL)], "{bytes:?}");
        }
    }

    #[test]
    fn what_is_unfinished_is_given_up() {
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
            assert!(parser.patience().is_some());
            assert_eq!(parser.give_up(), expected, "{bytes:?}");
            assert_eq!(parser.patience(), None);
            assert_eq!(parser.take(b"q"), Some(char('q', NONE)));
        }
        let mut parser = Parser::default();
        assert_eq!(
            parse_all(&mut parser, b"\x1b\x1b\x1b"),
            [esc.clone(), esc.clone()]
        );
        assert_eq!(parser.give_up(), Some(esc.clone()));
        assert_eq!(
            parse_all(&mut parser, b"\x1b\x1b[A"),
            [esc, key(KeyCode::Up, NONE)]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(
            prop_oneof![Just(ESC), Just(b'['), Just(b'<'), Just(b';'), Just(b'M'), b'0'..=b'9', any::<u8>()],
            0..40,
        )) {
            let mut parser = Parser::default();
            let mut at_once = parse_all(&mut parser, &bytes);
            at_once.extend(parser.give_up());
            prop_assert_eq!(parser.patience(), None);
            let mut one_by_one: Vec<_> = bytes.iter().filter_map(|&byte| parser.take(&[byte])).collect();
            one_by_one.extend(parser.give_up());
            prop_assert_eq!(at_once, one_by_one);
        }

        #[test]
        fn any_text_comes_through(text in "\\PC*") {
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
