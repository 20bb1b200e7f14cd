//! Who may be at the desk, as its record says: added, given roles, disabled, each with when and by
//! whom. Nobody is ever taken out.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior};

use super::column;
use super::error::StoreError;
use super::journal;
use super::opened::Store;
use super::writing::Writing;
use crate::domain::change::path::{Path, UserField};
use crate::domain::instant::Instant;
use crate::domain::user::Who;
use crate::domain::user::{Role, Roles, User};

const COLUMNS: &str = "name, roles, added_at, added_by, disabled_at, disabled_by, id, version";

/// A user with the number and the version of their row.
pub(super) struct Found {
    pub(super) user: User,
    pub(super) id: i64,
    pub(super) version: i64,
}

/// Returns everybody, in the order they were added.
pub(super) fn load(connection: &Connection) -> Result<Vec<User>, StoreError> {
    let mut query = connection.prepare(&format!("SELECT {COLUMNS} FROM user ORDER BY id"))?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(6)?;
        let read = found(row).map_err(StoreError::from);
        out.push(read.map_err(|error| error.in_row("user", id))?.user);
    }
    Ok(out)
}

/// Returns whoever has a name, large and small letters alike.
pub(super) fn of_name(connection: &Connection, name: &str) -> Result<Option<Found>, StoreError> {
    let select = format!("SELECT {COLUMNS} FROM user WHERE name = ?1");
    let mut query = connection.prepare_cached(&select)?;
    let read = query.query_row([name], found).optional();
    read.map_err(|error| StoreError::from(error).in_row("user", "by name"))
}

/// Returns whoever has a number.
pub(super) fn of_id(connection: &Connection, id: i64) -> Result<Option<Found>, StoreError> {
    let select = format!("SELECT {COLUMNS} FROM user WHERE id = ?1");
    let read = connection.query_row(&select, [id], found).optional();
    read.map_err(|error| StoreError::from(error).in_row("user", id))
}

fn found(row: &Row<'_>) -> Result<Found, rusqlite::Error> {
    let disabled_at = column::optional_instant(row, 4)?;
    let disabled_by: Option<String> = row.get(5)?;
    Ok(Found {
        user: User {
            name: row.get(0)?,
            roles: column::parsed(row, 1)?,
            added_at: column::instant(row, 2)?,
            added_by: row.get(3)?,
            disabled: disabled_at.zip(disabled_by),
        },
        id: row.get(6)?,
        version: row.get(7)?,
    })
}

/// Says whether nobody was ever added: a desk of an earlier release, which knew one person.
pub(super) fn is_none(connection: &Connection) -> Result<bool, StoreError> {
    let any = "SELECT NOT EXISTS (SELECT 1 FROM user)";
    Ok(connection.query_row(any, [], |row| row.get(0))?)
}

/// Adds somebody, or lets somebody in again who was disabled; returns the name as it is signed.
///
/// # Errors
/// When the name is that of somebody who may open the desk already.
pub(super) fn add(
    writing: &mut Writing<'_>,
    name: &str,
    roles: &Roles,
) -> Result<String, StoreError> {
    let before = of_name(writing.rows, name)?;
    if let Some(found) = before {
        if found.user.is_active() {
            return Err(StoreError::UserIsThere);
        }
        let_in_again(writing, &found, roles)?;
        return Ok(found.user.name);
    }
    writing.rows.execute(
        "INSERT INTO user (name, roles, added_at, added_by, version) VALUES (?1, ?2, ?3, ?4, 1)",
        (
            name,
            roles.to_string(),
            writing.now.to_rfc3339(),
            writing.user,
        ),
    )?;
    let id = writing.rows.last_insert_rowid();
    writing.changed(&Path::User(UserField::Name), None, Some(name.to_owned()));
    writing.changed(&Path::User(UserField::Roles), None, Some(roles.to_string()));
    writing.journalled("add_user", record(id), 1)?;
    Ok(name.to_owned())
}

fn let_in_again(writing: &mut Writing<'_>, found: &Found, roles: &Roles) -> Result<(), StoreError> {
    writing.note_altered(&record(found.id), found.version)?;
    writing.rows.execute(
        "UPDATE user SET roles = ?2, disabled_at = NULL, disabled_by = NULL, version = version + 1
         WHERE id = ?1",
        (found.id, roles.to_string()),
    )?;
    let since = found.user.disabled.as_ref().map(|(at, _)| at.to_rfc3339());
    writing.changed(&Path::User(UserField::Disabled), since, None);
    roles_changed(writing, &found.user.roles, roles);
    writing.journalled("let_user_in_again", record(found.id), found.version + 1)
}

fn roles_changed(writing: &mut Writing<'_>, before: &Roles, after: &Roles) {
    if before != after {
        let words = [before, after].map(|roles| Some(roles.to_string()));
        let [before, after] = words;
        writing.changed(&Path::User(UserField::Roles), before, after);
    }
}

/// Gives somebody other roles.
///
/// # Errors
/// When nobody of the name may open the desk, or nobody would be left to look after it.
pub(super) fn set_roles(
    writing: &mut Writing<'_>,
    name: &str,
    roles: &Roles,
) -> Result<(), StoreError> {
    let found = active(writing.rows, name)?;
    if found.user.roles == *roles {
        return Ok(());
    }
    if !roles.has(Role::Administrator) {
        check_not_last(writing.rows, &found)?;
    }
    writing.note_altered(&record(found.id), found.version)?;
    writing.rows.execute(
        "UPDATE user SET roles = ?2, version = version + 1 WHERE id = ?1",
        (found.id, roles.to_string()),
    )?;
    roles_changed(writing, &found.user.roles, roles);
    writing.journalled("set_roles", record(found.id), found.version + 1)
}

/// Lets somebody in no more; returns their name as it is signed.
///
/// # Errors
/// As [`set_roles`].
pub(super) fn disable(writing: &mut Writing<'_>, name: &str) -> Result<String, StoreError> {
    let found = active(writing.rows, name)?;
    check_not_last(writing.rows, &found)?;
    writing.note_altered(&record(found.id), found.version)?;
    let now = writing.now.to_rfc3339();
    writing.rows.execute(
        "UPDATE user SET disabled_at = ?2, disabled_by = ?3, version = version + 1 WHERE id = ?1",
        (found.id, &now, writing.user),
    )?;
    writing.changed(&Path::User(UserField::Disabled), None, Some(now));
    writing.journalled("disable_user", record(found.id), found.version + 1)?;
    Ok(found.user.name)
}

/// Journals that somebody has another passphrase; what it was and is stands nowhere.
///
/// # Errors
/// When nobody of the name may open the desk.
pub(super) fn passphrase_set(writing: &mut Writing<'_>, name: &str) -> Result<String, StoreError> {
    let found = active(writing.rows, name)?;
    writing.changed(&Path::User(UserField::Passphrase), None, None);
    writing.journalled("set_passphrase", record(found.id), found.version)?;
    Ok(found.user.name)
}

/// Returns somebody who may open the desk.
fn active(rows: &Connection, name: &str) -> Result<Found, StoreError> {
    let found = of_name(rows, name)?;
    found
        .filter(|found| found.user.is_active())
        .ok_or(StoreError::NoSuchUser)
}

/// Refuses where one person is the last who looks after the desk.
fn check_not_last(rows: &Connection, found: &Found) -> Result<(), StoreError> {
    let looks_after = |user: &User| user.is_active() && user.roles.has(Role::Administrator);
    let others = load(rows)?.into_iter();
    let is_other = |user: &User| user.name != found.user.name && looks_after(user);
    if looks_after(&found.user) && !others.into_iter().any(|user| is_other(&user)) {
        return Err(StoreError::LastAdministrator);
    }
    Ok(())
}

/// Returns the journal's word for a user.
fn record(id: i64) -> String {
    format!("user:{id}")
}

/// Returns the roles that somebody has now.
///
/// # Errors
/// [`StoreError::Ended`] where they may be at the desk no more.
pub(super) fn roles_now(rows: &Connection, who: &Who) -> Result<Roles, StoreError> {
    match of_name(rows, &who.name)? {
        Some(found) if !found.user.is_active() => Err(StoreError::Ended),
        Some(found) => Ok(found.user.roles),
        // A key of the desk itself is no user's: it has the roles that it was opened with.
        None => Ok(who.roles.clone()),
    }
}

/// Returns somebody with the roles that they have now.
///
/// # Errors
/// As [`roles_now`].
pub(super) fn with_roles_now(rows: &Connection, who: &Who) -> Result<Who, StoreError> {
    Ok(Who {
        name: who.name.clone(),
        roles: roles_now(rows, who)?,
    })
}

impl Store {
    /// Makes one write about users, keys or the desk itself; nothing is kept where it is refused.
    pub(super) fn administer<T>(
        &mut self,
        now: Instant,
        what: impl FnOnce(&mut Writing<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let rows = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut writing = Writing {
            rows: &rows,
            user: &self.settings.who.name,
            now,
            keys: &self.journal,
            followed: None,
            changes: Vec::new(),
            head: None,
        };
        let done = what(&mut writing)?;
        let head = writing.head.take();
        rows.commit()?;
        if let Some(head) = head {
            self.head.put(&head);
        }
        Ok(done)
    }
}

/// Adds the one person of a desk that knew no users, with every role; another process may just have
/// done it.
pub(super) fn add_the_only_one(
    connection: &mut Connection,
    keys: &journal::Keys,
    name: &str,
    now: Instant,
) -> Result<(), StoreError> {
    if !is_none(connection)? {
        return Ok(());
    }
    let rows = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_none(&rows)? {
        let mut writing = Writing {
            rows: &rows,
            user: name,
            now,
            keys,
            followed: None,
            changes: Vec::new(),
            head: None,
        };
        add(&mut writing, name, &Roles::every())?;
    }
    Ok(rows.commit()?)
}

#[cfg(test)]
mod tests;
