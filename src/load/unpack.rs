//! Compressed event files.

use std::fmt::Display;
use std::io::{self, BufReader, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

/// The endings of compressed files.
pub const ENDINGS: [&str; 3] = ["gz", "zst", "zstd"];

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Reads a text, compressed or not, from its beginning. Returns whether it is compressed.
///
/// # Errors
/// It cannot be read, or its beginning is damaged.
pub fn unpacked<'r>(reader: impl Read + 'r) -> io::Result<(Box<dyn Read + 'r>, bool)> {
    let mut source = Source::new(reader);
    let beginning = source.peek()?;
    Ok(if beginning.starts_with(GZIP) {
        (Box::new(MultiGzDecoder::new(source)), true)
    } else if beginning.starts_with(ZSTANDARD) {
        (Box::new(Frames::new(source)?), true)
    } else {
        (Box::new(source), false)
    })
}

/// A reader whose next bytes can be looked at.
struct Source<R> {
    /// What was looked at and is not read yet.
    next: Vec<u8>,
    reader: BufReader<R>,
}

impl<R: Read> Source<R> {
    fn new(reader: R) -> Self {
        Self {
            next: Vec::new(),
            reader: BufReader::new(reader),
        }
    }

    /// Returns the next four bytes, or what is left.
    fn peek(&mut self) -> io::Result<&[u8]> {
        let missing = 4_usize.saturating_sub(self.next.len());
        let more = self.reader.by_ref().take(missing as u64);
        more.take(missing as u64).read_to_end(&mut self.next)?;
        Ok(&self.next)
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.next.is_empty() {
            return self.reader.read(buffer);
        }
        let read = self.next.as_slice().read(buffer)?;
        self.next.drain(..read);
        Ok(read)
    }
}

/// The frames of a Zstandard file, one after the other. None once all are read.
struct Frames<R: Read>(Option<StreamingDecoder<Source<R>, FrameDecoder>>);

impl<R: Read> Frames<R> {
    fn new(source: Source<R>) -> io::Result<Self> {
        let decoder = StreamingDecoder::new(source).map_err(damaged)?;
        Ok(Self(Some(decoder)))
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.0 {
            let read = decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let expected = decoder.decoder.get_checksum_from_data();
            let found = decoder.decoder.get_calculated_checksum();
            if expected.is_some() && expected != found {
                return Err(damaged("the checksum is not right"));
            }
            let Some((mut source, decoder)) = self.0.take().map(StreamingDecoder::into_parts)
            else {
                break;
            };
            skip(&mut source)?;
            if !source.peek()?.is_empty() {
                let next = StreamingDecoder::new_with_decoder(source, decoder);
                self.0 = Some(next.map_err(damaged)?);
            }
        }
        Ok(0)
    }
}

/// Leaves out frames that hold no text.
fn skip(source: &mut Source<impl Read>) -> io::Result<()> {
    while let [0x50..=0x5f, 0x2a, 0x4d, 0x18] = source.peek()? {
        let mut head = [0; 8];
        source.read_exact(&mut head)?;
        let [.., a, b, c, d] = head;
        let len = u32::from_le_bytes([a, b, c, d]);
        io::copy(&mut source.take(u64::from(len)), &mut io::sink())?;
    }
    Ok(())
}

fn damaged(why: impl Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn read(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        unpacked(bytes)?.0.read_to_string(&mut text)?;
        Ok(text)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).expect("it is written");
        encoder.finish().expect("it is written")
    }

    #[test]
    fn pieces_are_read_one_after_the_other() {
        let zstandard = |text: &str| compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
        let skipped: &[u8] = &[0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        let (one, two) = ("one\n".repeat(1000), "two\n".repeat(1000));
        for bytes in [
            [gzip(&one), gzip(&two)].concat(),
            [zstandard(&one), zstandard(&two)].concat(),
            [zstandard(&one), skipped.to_vec(), zstandard(&two)].concat(),
            format!("{one}{two}").into_bytes(),
        ] {
            assert_eq!(read(&bytes).expect("a text"), format!("{one}{two}"));
        }
        for short in ["", "a", "abcd"] {
            assert_eq!(read(short.as_bytes()).expect("a text"), short);
        }
    }

    #[test]
    fn a_damaged_file_is_an_error() {
        let text = "a text that is long enough to be cut";
        for whole in [
            gzip(text),
            compress_to_vec(text.as_bytes(), CompressionLevel::Fastest),
        ] {
            assert!(read(&whole[..whole.len() - 6]).is_err());
            let mut changed = whole.clone();
            let at = changed.len() - 2;
            changed[at] ^= 0xff;
            assert!(read(&changed).is_err());
        }
    }
}
