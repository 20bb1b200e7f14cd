//! The views of the register that people saved, as one setting of the desk.
//!
//! History says that a view was saved or dropped and by whom, never what it asks: that may be a child's
//! name, and has to be gone when the child's case is disposed of.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::done::Done;
use super::error::StoreError;
use super::journal::actions;
use super::opened::Store;
use super::writing::Writing;
use crate::domain::change::path::Path;
use crate::domain::incident::Incident;
use crate::domain::right::{Right, may};
use crate::domain::saved_view::{MOST_VIEWS, SavedView};
use crate::domain::text::fold;
use crate::domain::user::Who;

/// The setting that holds them.
const SETTING: &str = "register_views";

impl Store {
    /// Returns the views that whoever is at the desk can choose, by their names.
    ///
    /// # Errors
    /// When the file cannot be read, or they are not as the program writes them.
    pub fn saved_views(&self) -> Result<Vec<SavedView>, StoreError> {
        self.require(Right::See)?;
        of(&self.connection, &self.settings.who.name)
    }
}

/// Reads the views that somebody can choose.
pub(super) fn of(connection: &Connection, user: &str) -> Result<Vec<SavedView>, StoreError> {
    let mut views = load(connection)?;
    views.retain(|view| view.is_for(user));
    Ok(views)
}

fn load(connection: &Connection) -> Result<Vec<SavedView>, StoreError> {
    let select = "SELECT value FROM setting WHERE key = ?1";
    let read = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
    let text = connection.query_row(select, [SETTING], read).optional()?;
    let Some(text) = text else {
        return Ok(Vec::new());
    };
    // What cannot be read is not quoted: it may hold a name.
    serde_json::from_str(&text)
        .map_err(|_unquoted| StoreError::Invalid("the saved views cannot be read"))
}

fn put(rows: &Transaction<'_>, views: &[SavedView]) -> Result<(), StoreError> {
    let text = serde_json::to_string(views)
        .map_err(|_unquoted| StoreError::Invalid("the saved views cannot be written"))?;
    let sql = "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    rows.prepare_cached(sql)?.execute((SETTING, text))?;
    Ok(())
}

/// Refuses to replace or drop what somebody else saved for the desk, unless whoever keeps the register
/// does: what it asked is in no history, and could not be had back.
fn check_own(known: &[SavedView], view: &SavedView, who: &Who) -> Result<(), StoreError> {
    let is_others = |one: &&SavedView| one.is_same(view) && one.by != who.name;
    match known.iter().find(is_others) {
        Some(other) if !may(&who.roles, Right::Agree) => Err(StoreError::OthersView {
            by: other.by.clone(),
        }),
        _ => Ok(()),
    }
}

/// Saves a view in the place of one of the same name.
pub(super) fn save(
    writing: &mut Writing<'_>,
    who: &Who,
    view: &SavedView,
) -> Result<Done, StoreError> {
    let view = SavedView {
        by: writing.user.to_owned(),
        // Nobody saves for somebody else.
        owner: view.owner.as_ref().map(|_| writing.user.to_owned()),
        ..view.clone()
    };
    let mut views = load(writing.rows)?;
    let before = views.len();
    check_own(&views, &view, who)?;
    views.retain(|known| !known.is_same(&view));
    if views.len() >= MOST_VIEWS {
        return Err(StoreError::Invalid(
            "the desk has as many views as it can keep",
        ));
    }
    let words = if views.len() < before {
        "saved again"
    } else {
        "saved"
    };
    views.push(view);
    views.sort_by_cached_key(|view| (view.owner.clone(), fold(&view.name)));
    written(writing, &views, words)
}

/// Drops a view; one that is not there any more is dropped already.
pub(super) fn drop(
    writing: &mut Writing<'_>,
    who: &Who,
    view: &SavedView,
) -> Result<Done, StoreError> {
    let mut views = load(writing.rows)?;
    if view.owner.is_none() {
        check_own(&views, view, who)?;
    }
    let before = views.len();
    views.retain(|known| !(known.is_same(view) && known.is_for(writing.user)));
    if views.len() == before {
        return Ok(Done::ViewsChanged);
    }
    written(writing, &views, "dropped")
}

/// The fewest letters of a name that a view is dropped for: with fewer any word would do.
const SHORTEST: usize = 3;

/// Drops the views that ask for somebody who is on an incident, or for the incident.
pub(super) fn dispose(writing: &mut Writing<'_>, incident: &Incident) -> Result<(), StoreError> {
    let names = incident.people.iter().map(|person| fold(&person.name));
    let words: Vec<String> = names
        .flat_map(|name| name.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word.chars().count() >= SHORTEST)
        .collect();
    let mut views = load(writing.rows)?;
    let before = views.len();
    views.retain(|view| {
        let said = fold(&format!("{} {}", view.name, view.query));
        let is_named = |word: &str| words.iter().any(|name| word.starts_with(name.as_str()));
        let asks = said.split(' ').any(is_named);
        !asks && !said.contains(&fold(&incident.reference.0))
    });
    if views.len() < before {
        written(writing, &views, "dropped with a case that was disposed of")?;
    }
    Ok(())
}

fn written(
    writing: &mut Writing<'_>,
    views: &[SavedView],
    words: &str,
) -> Result<Done, StoreError> {
    put(writing.rows, views)?;
    writing.changed(&Path::RegisterView, None, Some(words.to_owned()));
    writing.journalled(actions::VIEWS, "desk".to_owned(), 0)?;
    Ok(Done::ViewsChanged)
}

#[cfg(test)]
mod tests;
