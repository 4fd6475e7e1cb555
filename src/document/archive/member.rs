//! Goes through the records of WARC files, over damage.

use std::io::{self, BufReader, Read};

use flate2::bufread::GzDecoder;
use memchr::memmem;

use super::record::Record;

/// What a packed member begins with.
const PACKED: &[u8] = &[0x1f, 0x8b, 8];

/// The largest number of bytes that a packed member may have, unpacked, for its records to wait for its checksum.
const MAX_WAITING: usize = 64 << 20;

/// The largest number of bytes of one member, unpacked.
const MAX_UNPACKED: u64 = 8 << 30;

/// The number of damaged records after which nothing is tried any more.
const MAX_DAMAGED: usize = 1000;

/// The largest number of notes about damage.
const MAX_NOTES: usize = 10;

/// Some WARC files.
pub(super) struct Archive<'a> {
    files: Vec<&'a [u8]>,
}

/// What is told of each record, with its number from 0. It returns whether to go on.
type Visit<'a> = dyn FnMut(usize, &Record) -> bool + 'a;

impl<'a> Archive<'a> {
    pub fn new(files: Vec<&'a [u8]>) -> Self {
        Self { files }
    }

    /// Visits all records in order, and returns what is damaged. The numbers are the same every time.
    pub fn visit(&self, visit: &mut Visit<'_>) -> Vec<String> {
        let mut walk = Walk {
            visit,
            number: 0,
            ended: false,
            notes: Vec::new(),
            damaged: 0,
        };
        for file in &self.files {
            walk.file(file);
        }
        if walk.damaged > MAX_NOTES {
            let more = walk.damaged - MAX_NOTES;
            walk.notes
                .push(format!("{more} more damaged records were skipped"));
        }
        walk.notes
    }
}

struct Walk<'v, 'f> {
    visit: &'v mut Visit<'f>,
    number: usize,
    ended: bool,
    notes: Vec<String>,
    damaged: usize,
}

impl Walk<'_, '_> {
    fn file(&mut self, file: &[u8]) {
        let mut rest = file;
        while !self.ended {
            let start = rest
                .iter()
                .position(|byte| !matches!(byte, b'\r' | b'\n' | 0));
            let Some(start) = start.and_then(|start| rest.get(start..)) else {
                break;
            };
            rest = start;
            let (result, next) = if rest.starts_with(PACKED) {
                (self.packed(&mut rest), PACKED)
            } else {
                (self.plain(&mut rest), b"\nWARC/".as_slice())
            };
            if let Err(error) = result {
                let at = file.len() - start.len();
                self.note(format!(
                    "the record at byte {at} is damaged and was skipped: {error}"
                ));
                if self.damaged > MAX_DAMAGED {
                    break;
                }
                // Another one begins where the sign of a beginning is next.
                let after = start.get(1..).unwrap_or_default();
                let found = memmem::find(after, next);
                rest = found.and_then(|at| after.get(at..)).unwrap_or_default();
            }
        }
    }

    /// Reads one record.
    fn plain(&mut self, rest: &mut &[u8]) -> io::Result<()> {
        if let Some(record) = Record::read(rest)? {
            self.tell(&record);
        }
        Ok(())
    }

    /// Reads one packed member, with one or more records. They count only if its checksum is right.
    fn packed(&mut self, rest: &mut &[u8]) -> io::Result<()> {
        let unpacked = GzDecoder::new(*rest).take(MAX_UNPACKED);
        let mut reader = BufReader::new(unpacked);
        let mut waiting = Vec::new();
        let mut bytes = 0usize;
        loop {
            match Record::read(&mut reader) {
                Ok(Some(record)) => {
                    bytes = bytes.saturating_add(record.body.len());
                    waiting.push(record);
                    if bytes > MAX_WAITING {
                        self.tell_all(&mut waiting);
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    // A file that was cut off is right up to its end.
                    if error.kind() == io::ErrorKind::UnexpectedEof {
                        self.tell_all(&mut waiting);
                    }
                    return Err(error);
                }
            }
        }
        self.tell_all(&mut waiting);
        *rest = reader.into_inner().into_inner().into_inner();
        Ok(())
    }

    fn tell_all(&mut self, records: &mut Vec<Record>) {
        for record in records.drain(..) {
            self.tell(&record);
        }
    }

    fn tell(&mut self, record: &Record) {
        if !self.ended {
            self.ended = !(self.visit)(self.number, record);
            self.number += 1;
        }
    }

    fn note(&mut self, note: String) {
        self.damaged += 1;
        if self.notes.len() < MAX_NOTES {
            self.notes.push(note);
        }
    }
}
