//! Whether the drafts beside a desk are whole. What is wrong with them is no damage of the record:
//! opening the desk puts them aside.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::file::{database, pages, schema};
use super::verdict::{Damage, Verdict};
use crate::config::Places;
use crate::store::connection::connect;
use crate::store::error::StoreError;
use crate::store::{drafts, making, migrate};
use crate::vault::DataKey;

/// What the file is called where damage is listed.
const NAME: &str = "drafts.db";

/// Checks the drafts that stand beside a desk; where none do, whether some should.
pub(super) fn verify_beside(
    verdict: &mut Verdict,
    desk: &Connection,
    places: &Places,
    key: &DataKey,
) -> Result<(), StoreError> {
    let path = places.drafts();
    if making::is_there(&path)? {
        let mut found = Verdict::default();
        // A connection would begin to write into it.
        let file = std::fs::metadata(&path).map_err(|e| StoreError::of_io(&e, &path))?;
        if file.len() == 0 {
            found.add_of_file("it is empty");
            return add(verdict, found, Ok(()));
        }
        let checked = connect(&path, key).and_then(|drafts| {
            // Nothing is changed by looking: closing folds no log in.
            drafts.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            check(&mut found, &drafts)
        });
        return add(verdict, found, checked);
    }
    // A desk of an earlier release has its drafts in its own file.
    let knows = desk.prepare("SELECT 1 FROM draft_file").is_ok();
    if knows && drafts::is_expected(desk)? {
        verdict.add(NAME, "is not beside the desk: what was typed is not here");
    }
    Ok(())
}

/// Checks a copy of drafts that nobody has open, and folds its log in.
pub(in crate::store) fn verify_drafts(
    verdict: &mut Verdict,
    path: &Path,
    key: &DataKey,
) -> Result<(), StoreError> {
    let mut found = Verdict::default();
    let checked = connect(path, key).and_then(|drafts| {
        check(&mut found, &drafts)?;
        drafts.close().map_err(|(_, error)| error.into())
    });
    add(verdict, found, checked)
}

/// Checks every page, what holds the file together, and that nothing was added to it.
fn check(found: &mut Verdict, drafts: &Connection) -> Result<(), StoreError> {
    pages(found, drafts)?;
    database(found, drafts)?;
    schema(found, drafts, &migrate::DRAFTS)
}

/// Adds what was found; a file that is busy is no damage, and stays an error.
fn add(
    verdict: &mut Verdict,
    mut found: Verdict,
    checked: Result<(), StoreError>,
) -> Result<(), StoreError> {
    match checked {
        Ok(()) => {}
        Err(error @ (StoreError::Busy | StoreError::Full | StoreError::NoMemory)) => {
            return Err(error);
        }
        Err(error) => found.add_of_file(format!("cannot be read: {}", error.failure().why)),
    }
    let of_drafts = found.damage.into_iter().map(|damage| Damage {
        place: if damage.is_of_file {
            NAME.to_owned()
        } else {
            format!("{NAME}, {}", damage.place)
        },
        words: damage.words,
        // The record is whole without it: a copy of the desk is not refused for it.
        is_of_file: false,
    });
    verdict.damage.extend(of_drafts);
    Ok(())
}
