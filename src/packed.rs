//! Columns of numbers and texts as bytes, to be kept in a file. Whatever is unpacked may have been changed by
//! anybody, so that reading it never fails in another way than with None.

use std::hash::Hasher;
use std::io::{self, Read, Write};

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
    pub fn numbers(&mut self, numbers: &[u32]) -> io::Result<()> {
        self.items(numbers.iter().map(|number| number.to_le_bytes()))
    }

    /// Writes a column of items of one size.
    pub fn items<const N: usize>(
        &mut self,
        items: impl ExactSizeIterator<Item = [u8; N]>,
    ) -> io::Result<()> {
        self.number(items.len() as u64)?;
        let mut buffer = Vec::with_capacity(BUFFER);
        for item in items {
            buffer.extend_from_slice(&item);
            if buffer.len() + N > BUFFER {
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

/// Bytes that are written or read at once.
const BUFFER: usize = 1 << 16;

/// Reads values in the order in which they were written.
pub struct Unpacker<R> {
    reader: R,
    hasher: XxHash64,
    /// The bytes that are not read yet: no value is longer.
    left: usize,
}

impl<R: Read> Unpacker<R> {
    /// Starts to read so many bytes.
    pub fn new(reader: R, len: usize) -> Self {
        Self {
            reader,
            hasher: XxHash64::default(),
            left: len,
        }
    }

    fn raw(&mut self, bytes: &mut [u8]) -> Option<()> {
        self.reader.read_exact(bytes).ok()?;
        self.hasher.write(bytes);
        self.left = self.left.checked_sub(bytes.len())?;
        Some(())
    }

    /// Reads a number.
    pub fn number(&mut self) -> Option<u64> {
        let mut bytes = [0; 8];
        self.raw(&mut bytes)?;
        Some(u64::from_le_bytes(bytes))
    }

    /// Reads the number of items of a size, which all have to be there.
    fn len(&mut self, size: usize) -> Option<usize> {
        let len = usize::try_from(self.number()?).ok()?;
        let bytes = len.checked_mul(size)?;
        (bytes <= self.left).then_some(len)
    }

    /// Reads bytes.
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        let mut bytes = vec![0; self.len(1)?];
        self.raw(&mut bytes)?;
        Some(bytes)
    }

    /// Reads a text.
    pub fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?).ok()
    }

    /// Reads a column of numbers, each less than a bound.
    pub fn numbers(&mut self, bound: usize) -> Option<Vec<u32>> {
        let numbers = self.items(|bytes: &[u8; 4]| u32::from_le_bytes(*bytes))?;
        let most = numbers.iter().copied().max();
        most.is_none_or(|most| (most as usize) < bound)
            .then_some(numbers)
    }

    /// Reads a column of items of one size.
    pub fn items<const N: usize, T>(&mut self, item: impl Fn(&[u8; N]) -> T) -> Option<Vec<T>> {
        let len = self.len(N)?;
        let mut items = Vec::with_capacity(len);
        let mut buffer = vec![0; BUFFER / N * N];
        while items.len() < len {
            let bytes = ((len - items.len()) * N).min(buffer.len());
            let bytes = buffer.get_mut(..bytes)?;
            self.raw(bytes)?;
            items.extend(bytes.as_chunks::<N>().0.iter().map(&item));
        }
        Some(items)
    }

    /// Ends reading. Returns whether all is read, and the checksum is right.
    pub fn finish(mut self) -> bool {
        let mut sum = [0; 8];
        let expected = self.hasher.finish();
        self.left == sum.len()
            && self.reader.read_exact(&mut sum).is_ok()
            && u64::from_le_bytes(sum) == expected
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
        packer.numbers(&[3, 1, 2]).expect("it is written");
        packer.finish().expect("it is written")
    }

    /// Everything that was packed. None if it is not sound.
    fn unpacked(bytes: &[u8]) -> Option<(u64, String, Vec<u32>)> {
        let mut unpacker = Unpacker::new(bytes, bytes.len());
        let found = (unpacker.number()?, unpacker.text()?, unpacker.numbers(9)?);
        unpacker.finish().then_some(found)
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        assert_eq!(
            unpacked(&packed()),
            Some((7, "é".to_owned(), vec![3, 1, 2]))
        );
        let many: Vec<u32> = (0..100_000).collect();
        let mut packer = Packer::new(Vec::new());
        packer.numbers(&many).expect("it is written");
        let bytes = packer.finish().expect("it is written");
        let mut unpacker = Unpacker::new(&bytes[..], bytes.len());
        assert_eq!(unpacker.numbers(100_000), Some(many));
        assert!(unpacker.finish());
        let mut unpacker = Unpacker::new(&bytes[..], bytes.len());
        assert_eq!(unpacker.numbers(99_999), None);
    }

    #[test]
    fn what_is_damaged_is_not_unpacked() {
        let bytes = packed();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(unpacked(&changed), None, "{at}");
            assert_eq!(unpacked(&bytes[..at]), None, "{at}");
        }
        assert_eq!(unpacked(&[&bytes[..], b"x"].concat()), None);
        let long = u64::MAX.to_le_bytes();
        assert_eq!(Unpacker::new(&long[..], 8).bytes(), None);
    }
}
