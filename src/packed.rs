//! Columns of numbers and texts as bytes, to be kept in a file. Whatever is unpacked may have been changed by
//! anybody, so that reading it never fails in another way than with None.

use std::hash::Hasher;
use std::io::{self, Write};

use twox_hash::XxHash64;

/// Writes values one after the other, and their checksum at the end.
pub struct Packer<W> {
    out: W,
    hasher: XxHash64,
}

impl<W: Write> Packer<W> {
    /// Starts to write.
    pub fn new(out: W) -> Self {
        Self {
            out,
            hasher: XxHash64::default(),
        }
    }

    fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.write(bytes);
        self.out.write_all(bytes)
    }

    /// Writes a number.
    pub fn number(&mut self, number: u64) -> io::Result<()> {
        self.raw(&number.to_le_bytes())
    }

    /// Writes bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.number(bytes.len() as u64)?;
        self.raw(bytes)
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.bytes(text.as_bytes())
    }

    /// Writes a column of numbers.
    pub fn numbers(&mut self, numbers: impl ExactSizeIterator<Item = u32>) -> io::Result<()> {
        self.number(numbers.len() as u64)?;
        let mut buffer = Vec::with_capacity(BUFFER);
        for number in numbers {
            buffer.extend_from_slice(&number.to_le_bytes());
            if buffer.len() >= BUFFER {
                self.raw(&buffer)?;
                buffer.clear();
            }
        }
        self.raw(&buffer)
    }

    /// Writes the checksum and returns what was written to.
    pub fn finish(mut self) -> io::Result<W> {
        let sum = self.hasher.finish();
        self.out.write_all(&sum.to_le_bytes())?;
        Ok(self.out)
    }
}

/// Bytes that are written at once.
const BUFFER: usize = 1 << 16;

/// Reads values in the order in which they were written.
pub struct Unpacker<'a>(&'a [u8]);

impl<'a> Unpacker<'a> {
    /// Starts to read. None if the checksum is not right.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (values, sum) = bytes.split_last_chunk::<8>()?;
        let is_right = hash(values) == u64::from_le_bytes(*sum);
        is_right.then_some(Self(values))
    }

    /// Reads a number.
    pub fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    fn raw(&mut self, len: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Reads bytes.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = usize::try_from(self.number()?).ok()?;
        self.raw(len)
    }

    /// Reads a text.
    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    /// Reads a column of numbers, each less than a bound.
    pub fn numbers(&mut self, bound: usize) -> Option<Vec<u32>> {
        let len = usize::try_from(self.number()?).ok()?;
        let bytes = self.raw(len.checked_mul(4)?)?;
        let (numbers, _) = bytes.as_chunks::<4>();
        let numbers: Vec<u32> = numbers.iter().map(|it| u32::from_le_bytes(*it)).collect();
        let most = numbers.iter().copied().max();
        most.is_none_or(|most| (most as usize) < bound)
            .then_some(numbers)
    }

    /// Returns whether all is read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Returns a number for bytes that is another one if they are changed by accident.
pub fn hash(bytes: &[u8]) -> u64 {
    XxHash64::oneshot(0, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> Vec<u8> {
        let mut packer = Packer::new(Vec::new());
        packer.number(7).expect("it is written");
        packer.text("é").expect("it is written");
        packer
            .numbers([3, 1, 2].into_iter())
            .expect("it is written");
        packer.finish().expect("it is written")
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let bytes = packed();
        let mut unpacker = Unpacker::new(&bytes).expect("a checksum");
        assert_eq!(unpacker.number(), Some(7));
        assert_eq!(unpacker.text(), Some("é"));
        assert_eq!(unpacker.numbers(4), Some(vec![3, 1, 2]));
        assert!(unpacker.is_empty());
        assert_eq!(unpacker.number(), None);
    }

    #[test]
    fn what_is_damaged_is_not_unpacked() {
        let bytes = packed();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Unpacker::new(&changed).is_none(), "{at}");
            assert!(Unpacker::new(&bytes[..at]).is_none(), "{at}");
        }
        let mut unpacker = Unpacker(&bytes);
        assert_eq!(unpacker.number(), Some(7));
        assert_eq!(unpacker.text(), Some("é"));
        assert_eq!(unpacker.numbers(3), None);
        let long = u64::MAX.to_le_bytes();
        assert_eq!(Unpacker(&long).bytes(), None);
    }
}
