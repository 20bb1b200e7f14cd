//! The file that comes in: its name, what its bytes add up to, its rows.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::text::{clean_line, visible};
use crate::error::Failure;
use crate::exchange::sheet::{self, Format, Refusal, Row};

/// A file that comes in.
pub(super) struct Source {
    /// Its name, without the folder.
    pub(super) name: String,
    /// The sum of its bytes.
    pub(super) sum: [u8; 32],
    file: File,
    delimiter: Option<u8>,
}

impl Source {
    /// Opens a file, and adds its bytes up.
    ///
    /// # Errors
    /// When it is not there, is no file, cannot be read, or is of none of the formats.
    pub(super) fn open(path: &Path, delimiter: Option<&str>) -> Result<Self, Failure> {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let name = clean_line(&visible(&name.unwrap_or_default()));
        let failed = |e: std::io::Error| {
            let why = format!("{}: {}", path.display(), e.kind());
            Failure::new(
                "Nothing was read",
                why,
                "Check the file's name and its rights.",
            )
        };
        let mut file = File::open(path).map_err(failed)?;
        if !file.metadata().map_err(failed)?.is_file() {
            let why = format!("{} is no file", path.display());
            return Err(Failure::new("Nothing was read", why, "Name a spreadsheet."));
        }
        // Before the sum: what is too long is not read to its end.
        sheet::format_of(&mut file).map_err(|refusal| refused(&name, &refusal))?;
        let sum = sum(&mut file).map_err(failed)?;
        Ok(Self {
            name,
            sum,
            file,
            delimiter: delimiter_of(delimiter)?,
        })
    }

    /// Reads its rows.
    ///
    /// # Errors
    /// As it is refused, or by what takes the rows.
    pub(super) fn rows(
        &mut self,
        take: &mut dyn FnMut(Row) -> Result<(), Failure>,
    ) -> Result<Format, Failure> {
        let mut stopped = None;
        let read = sheet::read(&mut self.file, self.delimiter, &mut |row| {
            take(row).map_err(|failure| {
                stopped = Some(failure);
                Refusal::new("", "")
            })
        });
        match (read, stopped) {
            (Ok(format), None) => Ok(format),
            (_, Some(failure)) => Err(failure),
            (Err(refusal), None) => Err(refused(&self.name, &refusal)),
        }
    }

    /// Says whether it is still what it was when it was opened.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub(super) fn is_same(&mut self) -> Result<bool, Failure> {
        let sum = sum(&mut self.file);
        let sum = sum.map_err(|e| {
            Failure::new(
                "The import was taken back",
                e.kind().to_string(),
                "Try again.",
            )
        })?;
        Ok(sum == self.sum)
    }
}

fn sum(file: &mut File) -> Result<[u8; 32], std::io::Error> {
    file.seek(SeekFrom::Start(0))?;
    let mut sum = Sha256::new();
    let mut some = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut some)?;
        if read == 0 {
            return Ok(sum.finalize().into());
        }
        sum.update(some.get(..read).unwrap_or_default());
    }
}

fn refused(name: &str, refusal: &Refusal) -> Failure {
    let what = format!("{name} was not read");
    Failure::new(what, refusal.why.clone(), refusal.todo.clone())
}

fn delimiter_of(said: Option<&str>) -> Result<Option<u8>, Failure> {
    match said.map(str::as_bytes) {
        None => Ok(None),
        Some(b"\\t" | b"tab") => Ok(Some(b'\t')),
        Some([one]) if !one.is_ascii_alphanumeric() && *one != b'"' => Ok(Some(*one)),
        Some(_) => Err(Failure::new(
            "Nothing was read",
            "--delimiter is one sign: , ; | : or tab",
            "Leave it out: it is mostly found by itself.",
        )),
    }
}
