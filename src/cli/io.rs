//! What commands read and write: an input file or standard input; an answer on standard output.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::plain;
use crate::domain::instant::Instant;
use crate::domain::text::visible;
use crate::error::Failure;

/// The longest input, in bytes: a hundred times what any council's pack or day's events take. An
/// endless one is refused before it fills the memory.
const MOST_INPUT: u64 = 16 * 1024 * 1024;

/// Reads an input file, or standard input for `-` and for none.
pub(super) fn read_input(file: Option<&Path>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let file = file.filter(|path| *path != Path::new("-"));
    let name = file.map_or("Standard input".to_owned(), |path| {
        path.display().to_string()
    });
    let read = match file {
        None => std::io::stdin()
            .lock()
            .take(MOST_INPUT + 1)
            .read_to_end(&mut bytes),
        Some(path) => std::fs::File::open(path)
            .and_then(|file| file.take(MOST_INPUT + 1).read_to_end(&mut bytes)),
    };
    let read = read.map_err(|e| Failure::new(format!("{name} was not read"), e.to_string(), ""))?;
    if read as u64 > MOST_INPUT {
        return Err(Failure::new(
            format!("{name} was not read"),
            "it is longer than 16 MiB",
            "Give a smaller one.",
        ));
    }
    String::from_utf8(bytes).map_err(|e| {
        Failure::new(
            format!("{name} was not read"),
            format!("it is not UTF-8 at byte {}", e.utf8_error().valid_up_to()),
            "Save it as UTF-8 and try again.",
        )
    })
}

/// Writes to standard output what is safe on a terminal, whatever was stored: the place where a
/// command prints. A reader that went away is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    write_all(visible(text).as_bytes())
}

fn write_all(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    match written {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::new(
            "The answer was not written",
            e.to_string(),
            "",
        )),
        _ => Ok(()),
    }
}

/// Writes a mail message to standard output, byte for byte: it holds seven-bit text alone.
pub(super) fn print_message(bytes: &[u8]) -> Result<(), Failure> {
    write_all(bytes)
}

/// Says something on standard error, beside an answer that nothing else may stand in.
pub(super) fn say(words: &str) {
    let _gone = writeln!(std::io::stderr(), "{}", visible(words));
}

/// Writes a value as JSON, ending in a line break.
pub(super) fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    print(&format!("{}\n", plain::json(value)))
}

/// Reads an instant given on the command line.
pub(super) fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse_rfc3339(text)
        .map_err(|e| format!("{e}; write it as 2026-11-20T21:15:00Z, with any offset"))
}

/// Writes a file that is its owner's alone, and never over another.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |e: std::io::Error| not_written(path, &e.kind().to_string());
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    let mut file = file.map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.sync_all().map_err(failed)
}

/// Returns the words for a file that was not written.
pub(super) fn not_written(path: &Path, why: &str) -> Failure {
    let why = format!("{}: {why}", path.display());
    Failure::new(
        "Nothing was written",
        why,
        "Name a file that is not there yet.",
    )
}
