//! `RowBinary`: rows of values one after the other, without names.

use std::sync::Arc;

use crate::timeline::{Answer, StoreError};

/// Reads rows.
pub struct Rows<'b> {
    rest: &'b [u8],
}

/// What an answer is that ends in the middle of a row.
fn cut() -> StoreError {
    StoreError::Failed(Arc::from("the answer of the server is incomplete"))
}

impl<'b> Rows<'b> {
    /// Reads an answer.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Returns whether there is another row.
    pub fn has_more(&self) -> bool {
        !self.rest.is_empty()
    }

    fn take(&mut self, len: usize) -> Answer<&'b [u8]> {
        let (found, rest) = self.rest.split_at_checked(len).ok_or_else(cut)?;
        self.rest = rest;
        Ok(found)
    }

    fn array<const N: usize>(&mut self) -> Answer<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| cut())
    }

    /// Reads an `Int64`.
    pub fn signed(&mut self) -> Answer<i64> {
        self.array().map(i64::from_le_bytes)
    }

    /// Reads a `UInt64`.
    pub fn number(&mut self) -> Answer<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Reads a `UInt64` that counts something.
    pub fn count(&mut self) -> Answer<usize> {
        usize::try_from(self.number()?).map_err(|_| cut())
    }

    /// Reads a `UInt32`.
    pub fn short(&mut self) -> Answer<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Reads a `UInt8`.
    pub fn byte(&mut self) -> Answer<u8> {
        self.array().map(|[byte]| byte)
    }

    /// Reads a `String`. Bytes that are not text become `\u{fffd}`.
    pub fn text(&mut self) -> Answer<String> {
        let len = self.len()?;
        Ok(String::from_utf8_lossy(self.take(len)?).into_owned())
    }

    /// Reads an `Array(UInt32)`.
    pub fn shorts(&mut self) -> Answer<Vec<u32>> {
        let len = self.len()?;
        let bytes = self.take(len.checked_mul(4).ok_or_else(cut)?)?;
        let chunks = bytes.as_chunks().0.iter();
        Ok(chunks.map(|chunk| u32::from_le_bytes(*chunk)).collect())
    }

    /// Reads a length: seven bits a byte, the lowest first.
    fn len(&mut self) -> Answer<usize> {
        let (mut len, mut shift) = (0_usize, 0_u32);
        loop {
            let byte = self.byte()?;
            let bits = usize::from(byte & 0x7f)
                .checked_shl(shift)
                .ok_or_else(cut)?;
            len |= bits;
            if byte < 0x80 {
                return Ok(len);
            }
            shift += 7;
        }
    }
}

/// Writes a length.
pub fn put_len(mut len: usize, out: &mut Vec<u8>) {
    while len >= 0x80 {
        out.push((len & 0x7f) as u8 | 0x80);
        len >>= 7;
    }
    out.push(len as u8);
}

/// Writes a `String`.
pub fn put_text(text: &str, out: &mut Vec<u8>) {
    put_len(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// Writes an `Array(UInt32)`.
pub fn put_shorts(values: &[u32], out: &mut Vec<u8>) {
    put_len(values.len(), out);
    for value in values {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "\\PC{0,300}", values in prop::collection::vec(any::<u32>(), 0..200)) {
            let mut bytes = Vec::new();
            put_text(&text, &mut bytes);
            put_shorts(&values, &mut bytes);
            let mut rows = Rows::new(&bytes);
            prop_assert_eq!(rows.text(), Ok(text));
            prop_assert_eq!(rows.shorts(), Ok(values));
            prop_assert!(!rows.has_more());
        }

        #[test]
        fn a_cut_or_random_answer_is_an_error(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let mut rows = Rows::new(&bytes);
            while rows.has_more() {
                let read = rows.text().and_then(|_| rows.shorts()).and_then(|_| rows.number());
                if read.is_err() {
                    break;
                }
            }
        }
    }

    #[test]
    fn an_answer_that_ends_in_a_row_is_incomplete() {
        for bytes in [&[5, b'a'][..], &[0x80], &[1, 0, 0], &[0xff; 20]] {
            assert!(Rows::new(bytes).text().is_err() || Rows::new(bytes).shorts().is_err());
        }
        assert!(Rows::new(&[1, 2, 3]).number().is_err());
    }
}
