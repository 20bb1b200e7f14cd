//! The rules that an open desk derives its lists by: those of each edition that it has.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::editions;
use super::error::StoreError;
use crate::domain::edition::Edition;
use crate::domain::incident::Incident;
use crate::error::Cause;
use crate::pack::Pack;
use crate::rules::Rules;
use crate::rules::packs::Packs;

/// The rules of each edition, and the numbers under which the file knows them.
///
/// An edition is read from the file when the first incident of it is: another program may have
/// logged one under an edition that came after this desk was opened.
#[derive(Debug)]
pub(super) struct Followed {
    packs: RefCell<Packs>,
    /// Those that are not here or cannot be read, and why they cannot.
    absent: RefCell<BTreeMap<Edition, Option<Cause>>>,
    derivations: RefCell<BTreeMap<Edition, i64>>,
    /// The row of the current edition, which new incidents are logged under.
    pub(super) edition: i64,
}

impl Followed {
    /// Returns the rules of a desk that logs under these, kept in that row.
    pub(super) fn new(current: Arc<Rules>, edition: i64) -> Self {
        Self {
            packs: RefCell::new(Packs::new(current)),
            absent: RefCell::default(),
            derivations: RefCell::default(),
            edition,
        }
    }

    /// Returns the rules that a new incident is logged under.
    pub(super) fn current(&self) -> Arc<Rules> {
        Arc::clone(self.packs.borrow().current())
    }

    /// Returns the rules of the edition that an incident was logged under.
    ///
    /// # Errors
    /// When the desk has it not: no other edition is taken in its place.
    pub(super) fn of(
        &self,
        connection: &Connection,
        incident: &Incident,
    ) -> Result<Arc<Rules>, StoreError> {
        let edition = &incident.edition;
        self.rules(connection, edition)?
            .ok_or_else(|| StoreError::NoEdition {
                reference: incident.reference.clone(),
                edition: edition.clone(),
                cause: self.absent.borrow().get(edition).cloned().flatten(),
            })
    }

    /// Returns the rules of an edition; nothing where the desk has it not.
    pub(super) fn rules(
        &self,
        connection: &Connection,
        edition: &Edition,
    ) -> Result<Option<Arc<Rules>>, StoreError> {
        if let Some(known) = self.packs.borrow().of(edition) {
            return Ok(Some(Arc::clone(known)));
        }
        if self.absent.borrow().contains_key(edition) {
            return Ok(None);
        }
        let text = editions::text(connection, edition)?;
        let cause = match text.map(Pack::read_kept) {
            Some(Ok(pack)) if pack.edition() == *edition => {
                let holidays = self.packs.borrow().current().holidays.clone();
                let rules = Arc::new(Rules { pack, holidays });
                self.packs.borrow_mut().add(Arc::clone(&rules));
                return Ok(Some(rules));
            }
            Some(Ok(_)) => Some(Cause::new("its text is of another edition")),
            Some(Err(error)) => Some(Cause::of(&error)),
            None => None,
        };
        self.absent.borrow_mut().insert(edition.clone(), cause);
        Ok(None)
    }

    /// Returns the number under which the file knows the rules of an edition, where the desk has
    /// them not that of their absence; gives it where it is new.
    pub(super) fn derivation(
        &self,
        connection: &Connection,
        edition: &Edition,
    ) -> Result<i64, StoreError> {
        if let Some(known) = self.derivations.borrow().get(edition) {
            return Ok(*known);
        }
        let digest = match self.rules(connection, edition)? {
            Some(rules) => rules.digest(),
            None => format!("without {edition}"),
        };
        let number = given_number(connection, &digest)?;
        self.derivations
            .borrow_mut()
            .insert(edition.clone(), number);
        Ok(number)
    }

    /// Returns the number of the current edition's rules: for a line that no rules made.
    pub(super) fn any_derivation(&self, connection: &Connection) -> Result<i64, StoreError> {
        self.derivation(connection, &self.current().edition())
    }

    /// Learns the number of every edition that incidents of the desk may be of.
    pub(super) fn learn(&self, connection: &Connection) -> Result<(), StoreError> {
        for edition in editions::all(connection)? {
            self.derivation(connection, &edition)?;
        }
        Ok(())
    }

    /// Learns the numbers as the file has them, writing nothing; returns the editions that are not
    /// here.
    pub(super) fn look(&self, connection: &Connection) -> Result<Vec<Edition>, StoreError> {
        let mut absent = Vec::new();
        for edition in editions::all(connection)? {
            let Some(rules) = self.rules(connection, &edition)? else {
                absent.push(edition);
                continue;
            };
            if let Some(number) = known_number(connection, &rules.digest())? {
                self.derivations.borrow_mut().insert(edition, number);
            }
        }
        Ok(absent)
    }

    /// Returns the numbers of the rules that are followed.
    pub(super) fn derivations(&self) -> Vec<i64> {
        self.derivations.borrow().values().copied().collect()
    }
}

/// Returns the number under which the file knows a digest; a new one is given where it is new.
fn given_number(connection: &Connection, digest: &str) -> Result<i64, StoreError> {
    if let Some(id) = known_number(connection, digest)? {
        return Ok(id);
    }
    connection.execute(
        "INSERT INTO derivation (digest) VALUES (?1) ON CONFLICT DO NOTHING",
        [digest],
    )?;
    known_number(connection, digest)?.ok_or(StoreError::NoRules)
}

/// Returns the number under which the file knows a digest.
fn known_number(connection: &Connection, digest: &str) -> Result<Option<i64>, StoreError> {
    let select = "SELECT id FROM derivation WHERE digest = ?1";
    let found = connection.query_row(select, [digest], |row| row.get(0));
    Ok(found.optional()?)
}
