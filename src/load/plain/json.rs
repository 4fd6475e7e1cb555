//! Plain records in JSON Lines.

use memchr::memchr2;

use super::{Plain, Value};

/// Scans a line. None if it is not plain.
pub fn scan<'a>(line: &'a str, plain: &mut Plain<'a>) -> Option<()> {
    plain.start(line)?;
    let mut cursor = Cursor { text: line, at: 0 };
    cursor.take(b'{')?;
    loop {
        let key = cursor.string()?;
        cursor.take(b':')?;
        if cursor.peek()? == b'[' {
            cursor.list(key, plain)?;
        } else {
            let value = cursor.value()?;
            // A source without a name is a mistake.
            if key == "source" && matches!(value, Value::Text("")) {
                return None;
            }
            plain.set(key, value)?;
        }
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    cursor.skip_spaces();
    if cursor.at < line.len() {
        return None;
    }
    plain.finish()
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn skip_spaces(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> Option<u8> {
        self.skip_spaces();
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.next()? == wanted).then_some(())
    }

    /// Reads a text without escapes.
    fn string(&mut self) -> Option<&'a str> {
        self.take(b'"')?;
        let rest = self.text.get(self.at..)?;
        let len = memchr2(b'"', b'\\', rest.as_bytes())?;
        if rest.as_bytes().get(len) == Some(&b'\\') {
            return None;
        }
        self.at += len + 1;
        rest.get(..len)
    }

    fn value(&mut self) -> Option<Value<'a>> {
        if self.peek()? == b'"' {
            return self.string().map(Value::Text);
        }
        let rest = self.text.get(self.at..)?;
        let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n');
        let len = rest.bytes().position(|byte| ends(&byte))?;
        let word = rest.get(..len)?;
        self.at += len;
        match word {
            "null" => Some(Value::Null),
            "true" | "false" => Some(Value::Other),
            // Neither a sign nor a leading zero.
            _ if is_decimal(word) && !word.contains('.') => Some(Value::Integer(word)),
            _ => is_decimal(word.strip_prefix('-').unwrap_or(word)).then_some(Value::Other),
        }
    }

    /// Reads a list of texts.
    fn list(&mut self, key: &'a str, plain: &mut Plain<'a>) -> Option<()> {
        let number = match key {
            "actors" => 7,
            "tags" => 8,
            _ => return None,
        };
        plain.see(number)?;
        self.take(b'[')?;
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            let text = self.string()?;
            plain.item(key, text)?;
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }
}

/// Whether digits with a point between them are a number in JSON.
fn is_decimal(word: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = word.split_once('.').unwrap_or((word, "0"));
    let whole_fits = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    whole_fits && digits(part)
}
