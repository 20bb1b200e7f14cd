//! Plain text in whatever it was saved as, read as UTF-8 a piece at a time.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::refusal::Refusal;

/// Returns what plain text was saved as: what its mark says, else UTF-16 where every other byte is none,
/// else UTF-8 where all of it is that, else what Excel saves in this country.
pub(super) fn encoding_of<R: Read + Seek>(file: &mut R) -> Result<&'static Encoding, Refusal> {
    let mut head = vec![0; 4096];
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let read = full(file, &mut head).map_err(Refusal::io)?;
    head.truncate(read);
    let found = match Encoding::for_bom(&head) {
        Some((encoding, _)) => encoding,
        None => match wide(&head) {
            Some(encoding) => encoding,
            None if is_utf8(file)? => UTF_8,
            None => WINDOWS_1252,
        },
    };
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    Ok(found)
}

/// Reads until a buffer is full or there is no more.
fn full<R: Read>(file: &mut R, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

/// Returns the order of bytes of text in which every other byte is mostly nothing.
fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let nothing = |from: usize| {
        let all = head.iter().skip(from).step_by(2);
        all.filter(|byte| **byte == 0).count() * 10
    };
    let enough = head.len() / 2 * 6;
    match (nothing(0), nothing(1)) {
        (first, second) if second > enough && first < second => Some(UTF_16LE),
        (first, second) if first > enough && second < first => Some(UTF_16BE),
        _ => None,
    }
}

fn is_utf8<R: Read + Seek>(file: &mut R) -> Result<bool, Refusal> {
    file.seek(SeekFrom::Start(0)).map_err(Refusal::io)?;
    let mut bytes = Vec::new();
    let mut some = vec![0; 64 * 1024];
    loop {
        let read = full(file, &mut some).map_err(Refusal::io)?;
        bytes.extend(some.iter().take(read));
        match std::str::from_utf8(&bytes) {
            Ok(_) => bytes.clear(),
            // The rest of a character may still be to come.
            Err(error) if error.error_len().is_none() && read > 0 => {
                bytes.drain(..error.valid_up_to());
            }
            Err(_) => return Ok(false),
        }
        if read == 0 {
            return Ok(bytes.is_empty());
        }
    }
}

/// Text read as UTF-8, whatever it was saved as.
pub(super) struct Decoded<R> {
    file: R,
    decoder: Decoder,
    /// Bytes that were read and are not decoded yet.
    bytes: Vec<u8>,
    is_ended: bool,
    is_done: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(file: R, encoding: &'static Encoding) -> Self {
        Self {
            file,
            decoder: encoding.new_decoder_with_bom_removal(),
            bytes: Vec::new(),
            is_ended: false,
            is_done: false,
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // A character takes up to four bytes: what has no room for one is not filled.
        if out.len() < 4 {
            return Err(io::Error::other("too little room for a character"));
        }
        while !self.is_done {
            if self.bytes.is_empty() && !self.is_ended {
                let mut some = vec![0; 32 * 1024];
                let read = self.file.read(&mut some)?;
                some.truncate(read);
                self.is_ended = read == 0;
                self.bytes = some;
            }
            let (result, read, written, is_wrong) =
                self.decoder.decode_to_utf8(&self.bytes, out, self.is_ended);
            self.bytes.drain(..read);
            if is_wrong {
                return Err(io::Error::other(
                    "it holds bytes that are no text: it was damaged, or is no plain text",
                ));
            }
            self.is_done = self.is_ended && result == CoderResult::InputEmpty;
            let written_bytes = out.get(..written).unwrap_or_default();
            if written_bytes.contains(&0) {
                return Err(io::Error::other(
                    "it is no text: bytes of nothing stand in it",
                ));
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
