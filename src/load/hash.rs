//! The SHA-256 of sources, in hexadecimal.

use std::fmt::Write;
use std::io::{self, BufRead};

use sha2::{Digest, Sha256};

/// Returns the SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Returns the SHA-256 of what a file holds, which is not kept in memory.
///
/// # Errors
/// It cannot be read.
pub fn sha256_of(mut file: impl BufRead) -> io::Result<String> {
    let mut hash = Sha256::new();
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(hexadecimal(&hash.finalize()));
        }
        hash.update(bytes);
        let len = bytes.len();
        file.consume(len);
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn files_have_the_hash_of_their_bytes() {
        let bytes = vec![7; 100_000];
        let file = BufReader::new(&bytes[..]);
        assert_eq!(sha256_of(file).expect("a hash"), sha256(&bytes));
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
    }
}
