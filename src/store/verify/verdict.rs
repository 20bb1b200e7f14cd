//! What a check of a desk found.

use crate::domain::disposal::Disposed;
use crate::store::error::StoreError;
use crate::store::journal::Chain;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where: a file, a page, a table of a record, an entry.
    pub place: String,
    /// What is wrong there.
    pub words: String,
    /// The file itself does not hold, so that part of it cannot be read.
    pub is_of_file: bool,
}

/// What was found of a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries the journal has.
    pub entries: i64,
    /// The last entry's hash, in hexadecimal; empty where the chain does not hold.
    pub head: String,
    /// Everything that is not as it was written; empty where all of it is.
    pub damage: Vec<Damage>,
    /// What opening the desk mends: a copy of the key file that is missing, old or damaged.
    pub to_mend: Vec<Damage>,
    /// It was written by an earlier release: its rows are sealed when it is opened, and cannot be
    /// checked before.
    pub is_of_earlier_release: bool,
    /// Losses that were found and journalled before: what is left is as it was written.
    pub known_losses: Vec<String>,
    /// The chain of entries and its end alone were looked at.
    pub is_quick: bool,
    /// Cases that were disposed of, by two people: that they are not here is no loss.
    pub disposed: Vec<Disposed>,
    /// Lists were not set against the record: the rules of this council could not be read.
    pub lists_unchecked: Option<String>,
}

impl Verdict {
    /// Says whether everything is as it was written.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.damage.is_empty() && self.to_mend.is_empty()
    }

    /// Takes what the walk along the chain found.
    pub(super) fn take_chain(&mut self, chain: Chain) {
        match chain {
            Chain::Intact { rows, head } => {
                self.entries = rows;
                self.head = head;
            }
            Chain::Broken { seq } => self.add(
                format!("entry {seq} of the journal"),
                "is the first that does not follow from the one before",
            ),
        }
    }

    pub(super) fn add(&mut self, place: impl Into<String>, words: impl Into<String>) {
        self.damage.push(Damage {
            place: place.into(),
            words: words.into(),
            is_of_file: false,
        });
    }

    pub(super) fn add_of_file(&mut self, words: impl Into<String>) {
        self.damage.push(Damage {
            place: "desk.db".to_owned(),
            words: words.into(),
            is_of_file: true,
        });
    }

    /// Adds that the file could not be read for a check; what is no damage, such as a file that is
    /// busy, stays an error.
    pub(super) fn note(&mut self, checked: Result<(), StoreError>) -> Result<(), StoreError> {
        match checked {
            Err(error)
                if error.is_damage()
                    || matches!(error, StoreError::Io { .. } | StoreError::Sql(_)) =>
            {
                self.add_of_file(format!("could not be read: {}", error.failure().why));
                Ok(())
            }
            other => other,
        }
    }
}
