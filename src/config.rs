//! Where things are: the desk's file, its logs, imported calendars. `DUTYDESK_HOME` moves them all.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::domain::calendar::BankHolidays;
use crate::error::Failure;
use crate::pack::{self, Pack};

/// The folders of one desk.
#[derive(Clone, Debug)]
pub struct Places {
    /// Holds the desk's file, its key file and imported calendars.
    pub data: PathBuf,
    /// Holds the logs.
    pub state: PathBuf,
}

impl Places {
    /// Returns the folders: `home` when given, else the user's own.
    ///
    /// # Errors
    /// When the user has no home folder.
    pub fn find(home: Option<&Path>) -> Result<Self, Failure> {
        if let Some(home) = home {
            return Ok(Self {
                data: home.to_owned(),
                state: home.join("state"),
            });
        }
        let Some(folders) = directories::ProjectDirs::from("", "", "dutydesk") else {
            return Err(Failure::new(
                "The desk's folder was not found",
                "this user has no home folder",
                "Set DUTYDESK_HOME to a folder that is yours alone.",
            ));
        };
        let data = folders.data_dir().to_owned();
        // Not every system has a folder for it.
        let state = match folders.state_dir() {
            Some(state) => state.to_owned(),
            None => data.join("state"),
        };
        Ok(Self { data, state })
    }

    /// Returns the desk's file.
    #[must_use]
    pub fn desk(&self) -> PathBuf {
        self.data.join("desk.db")
    }

    /// Returns the file of what is typed and not recorded, beside it.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.data.join("drafts.db")
    }

    /// Returns the key file beside both.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.data.join("desk.keys")
    }

    /// Returns the second copy of the key file: the loss of one file alone loses no desk.
    #[must_use]
    pub fn keys_copy(&self) -> PathBuf {
        self.data.join("desk.keys-copy")
    }

    /// Returns the file that says when the desk was last copied, and where to.
    #[must_use]
    pub fn last_backup(&self) -> PathBuf {
        self.data.join("desk.backup")
    }

    /// Returns the file of wrong passphrases, which belongs to no desk's record.
    #[must_use]
    pub fn tries(&self) -> PathBuf {
        self.data.join("desk.tries")
    }

    /// Returns the file that says who opened the desk last from this account of the system.
    #[must_use]
    pub fn last_user(&self) -> PathBuf {
        self.state.join("last-user")
    }

    /// Returns the file that names the last entry committed.
    #[must_use]
    pub fn head(&self) -> PathBuf {
        self.data.join("desk.head")
    }

    /// Returns the folder of locks that say which programs are at the desk.
    #[must_use]
    pub fn sittings(&self) -> PathBuf {
        self.data.join("sittings")
    }

    /// Returns the folder of files that a person opens and sends.
    #[must_use]
    pub fn outbox(&self) -> PathBuf {
        self.data.join("outbox")
    }

    /// Returns the imported bank holidays.
    #[must_use]
    pub fn calendar(&self) -> PathBuf {
        self.data.join("bank-holidays.json")
    }

    /// Returns the bank holidays: the built-in table, with an imported file over it.
    ///
    /// # Errors
    /// When the imported file is there and cannot be read: counting without it could be wrong.
    pub fn holidays(&self) -> Result<BankHolidays, Failure> {
        let built_in = BankHolidays::built_in();
        Ok(match self.imported_holidays()? {
            Some(newer) => built_in.updated_with(&newer),
            None => built_in,
        })
    }

    /// Returns the imported bank holidays alone, where there are any.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn imported_holidays(&self) -> Result<Option<BankHolidays>, Failure> {
        let path = self.calendar();
        if !path.exists() {
            return Ok(None);
        }
        let bad = |why: String| {
            Failure::new(
                format!(
                    "The imported bank holidays in {} were not read",
                    path.display()
                ),
                why,
                "Import a fresh file with `dutydesk calendar import FILE`, or remove this one.",
            )
        };
        let text = std::fs::read_to_string(&path).map_err(|e| bad(e.to_string()))?;
        let newer = BankHolidays::from_govuk_json(&text).map_err(|e| bad(e.to_string()))?;
        Ok(Some(newer))
    }
}

/// The longest pack, in bytes; an endless file is refused before it fills the memory.
const MOST_PACK: u64 = 16 * 1024 * 1024;

/// Reads a pack by id or by file, with the pack that it extends.
///
/// # Errors
/// When there is no such pack, or it is not a sound pack.
pub fn pack(id_or_file: &str) -> Result<Pack, Failure> {
    if let Some(pack) = Pack::built_in(id_or_file) {
        return Ok(pack);
    }
    let path = Path::new(id_or_file);
    let known: Vec<&str> = pack::BUILT_IN.iter().map(|(id, _)| *id).collect();
    if !path.exists() {
        let hint = match crate::domain::text::nearest(id_or_file, known.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Known packs: {}; or give a file.", known.join(", ")),
        };
        return Err(Failure::new(
            "There is no such pack",
            format!(
                "`{}` is neither a pack's id nor a file",
                crate::domain::text::visible(id_or_file)
            ),
            hint,
        ));
    }
    let bad =
        |why: String| Failure::new(format!("The pack {} was not read", path.display()), why, "");
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MOST_PACK + 1).read_to_string(&mut text))
        .map_err(|e| bad(e.to_string()))?;
    if text.len() as u64 > MOST_PACK {
        return Err(bad("it is longer than 16 MiB".to_owned()));
    }
    read_pack(&text, &path.display().to_string())
}

/// Reads a pack's text, with the built-in pack that it extends.
///
/// # Errors
/// When it is not a sound pack; the message shows the first fault with its place.
pub fn read_pack(text: &str, name: &str) -> Result<Pack, Failure> {
    let faults = crate::pack::check::check(text);
    if let Some(first) = faults.first() {
        return Err(Failure::new(
            format!("The pack {name} is not sound"),
            first.to_string(),
            match faults.len() {
                1 => "It is the only fault.".to_owned(),
                many => format!("`dutydesk pack check {name}` lists all {many} faults."),
            },
        ));
    }
    let bad = |why: String| Failure::new(format!("The pack {name} was not read"), why, "");
    Pack::read(text).map_err(|e| bad(e.to_string()))
}
