//! Standard input: it can be read only once, so that it is kept in a temporary file while it arrives.

use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use memchr::memrchr;

use super::body::Body;
use super::unpack::unpacked;

/// What has arrived on standard input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    /// Bytes.
    pub len: usize,
    /// Bytes up to the last line break.
    pub whole_lines: usize,
    /// Whether that is all.
    pub is_all: bool,
    /// Why no more can be read.
    pub failure: Option<String>,
}

/// A text that arrives.
#[derive(Debug)]
pub struct Spool {
    file: File,
    arrived: Mutex<Arrived>,
    more: Condvar,
}

static STANDARD_INPUT: OnceLock<Arc<Spool>> = OnceLock::new();

/// Returns standard input, which is read by a thread from the first call on.
///
/// # Errors
/// There is no place for a temporary file.
pub fn standard_input() -> io::Result<Arc<Spool>> {
    if let Some(spool) = STANDARD_INPUT.get() {
        return Ok(Arc::clone(spool));
    }
    let spool = Spool::start(io::stdin())?;
    Ok(Arc::clone(STANDARD_INPUT.get_or_init(|| spool)))
}

/// Returns what has arrived on standard input, if it is read at all.
pub fn arrived() -> Option<Arrived> {
    STANDARD_INPUT.get().map(|spool| spool.arrived().clone())
}

impl Spool {
    /// Starts to read a text.
    pub fn start(reader: impl Read + Send + 'static) -> io::Result<Arc<Self>> {
        let spool = Arc::new(Self {
            file: tempfile::tempfile()?,
            arrived: Mutex::default(),
            more: Condvar::new(),
        });
        let file = spool.file.try_clone()?;
        let receiver = Arc::clone(&spool);
        thread::Builder::new().spawn(move || {
            let failure = receiver.receive(reader, file).err();
            let mut arrived = receiver.arrived();
            arrived.is_all = true;
            arrived.failure = failure.map(|why| why.to_string());
            receiver.more.notify_all();
        })?;
        Ok(spool)
    }

    fn receive(&self, reader: impl Read, mut file: File) -> io::Result<()> {
        let (mut reader, _) = unpacked(reader)?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(read) => buffer.get(..read).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            file.write_all(read)?;
            let mut arrived = self.arrived();
            if let Some(last) = memrchr(b'\n', read) {
                arrived.whole_lines = arrived.len + last + 1;
            }
            arrived.len += read.len();
            self.more.notify_all();
        }
    }

    fn arrived(&self) -> MutexGuard<'_, Arrived> {
        // It is whole even if a thread panicked.
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until so many bytes have arrived, or all, or that takes too long.
    pub fn wait(&self, len: usize, timeout: Option<Duration>) -> Arrived {
        let is_awaited = |arrived: &mut Arrived| !arrived.is_all && arrived.len < len;
        let arrived = self.arrived();
        let arrived = if let Some(timeout) = timeout {
            let waited = self.more.wait_timeout_while(arrived, timeout, is_awaited);
            waited.unwrap_or_else(PoisonError::into_inner).0
        } else {
            let waited = self.more.wait_while(arrived, is_awaited);
            waited.unwrap_or_else(PoisonError::into_inner)
        };
        arrived.clone()
    }

    /// Returns the first so many bytes of the text.
    pub fn body(&self, len: usize) -> io::Result<Body> {
        Ok(Body::stored(self.file.try_clone()?, len))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrives_is_kept() {
        let (reader, mut writer) = io::pipe().expect("a pipe");
        let spool = Spool::start(reader).expect("it starts");
        writer.write_all(b"one\ntwo").expect("it is written");
        let arrived = spool.wait(7, None);
        assert_eq!(
            (arrived.len, arrived.whole_lines, arrived.is_all),
            (7, 4, false)
        );
        assert_eq!(spool.wait(8, Some(Duration::from_millis(1))), arrived);
        writer.write_all(b"\n").expect("it is written");
        drop(writer);
        let arrived = spool.wait(usize::MAX, None);
        assert_eq!(
            (arrived.len, arrived.whole_lines, arrived.is_all),
            (8, 8, true)
        );
        assert_eq!(spool.body(8).expect("a text").text(0..8), "one\ntwo\n");
    }
}
