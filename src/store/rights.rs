//! The table of rights as the store obeys it: every write and every reading of cases is measured by
//! the roles that stand in the file at that moment, for somebody else may just have changed them.

use rusqlite::Connection;

use super::error::StoreError;
use super::followed::Followed;
use super::opened::Store;
use super::{incidents, users};
use crate::domain::command::Command;
use crate::domain::right::{Refusal, Right, may, needed};
use crate::domain::user::{HOST, Roles, User, Who};
use crate::rules::rights::OnFile;

/// Refuses what whoever is at the desk may not do.
///
/// # Errors
/// [`StoreError::NotAllowed`] with who may; [`StoreError::Ended`] where they may be at the desk no
/// more.
pub(super) fn check(rows: &Connection, who: &Who, right: Right) -> Result<(), StoreError> {
    if may(&roles_now(rows, who)?, right) {
        return Ok(());
    }
    Err(StoreError::NotAllowed(refusal(rows, right)?))
}

/// Returns the roles that somebody has now.
fn roles_now(rows: &Connection, who: &Who) -> Result<Roles, StoreError> {
    match users::of_name(rows, &who.name)? {
        Some(found) if !found.user.is_active() => Err(StoreError::Ended),
        Some(found) => Ok(found.user.roles),
        // A key of the desk itself is no user's: it has the roles that it was opened with.
        None => Ok(who.roles.clone()),
    }
}

fn refusal(rows: &Connection, right: Right) -> Result<Refusal, StoreError> {
    let users = users::load(rows)?.into_iter();
    let has = |user: &User| user.is_active() && may(&user.roles, right);
    let who = users.filter(has).map(|user| user.name).collect();
    Ok(Refusal { right, who })
}

/// Refuses a command that takes a right which whoever is at the desk has not.
///
/// # Errors
/// As [`check`].
pub(super) fn check_command(
    rows: &Connection,
    followed: Option<&Followed>,
    who: &Who,
    command: &Command,
) -> Result<(), StoreError> {
    let roles = roles_now(rows, who)?;
    let incident = match command {
        Command::Revise { id, .. } => incidents::one(rows, *id)?,
        _ => None,
    };
    let rules = match (followed, &incident) {
        (Some(followed), Some(incident)) => Some(followed.of(rows, incident)?),
        (Some(followed), None) => Some(followed.current()),
        (None, _) => None,
    };
    let on_file = OnFile {
        incident: incident.as_ref(),
        pack: rules.as_ref().map(|rules| &rules.pack),
    };
    let mut needed = needed(command, &on_file).into_iter();
    match needed.find(|right| !may(&roles, *right)) {
        Some(right) => Err(StoreError::NotAllowed(refusal(rows, right)?)),
        None => Ok(()),
    }
}

impl Store {
    /// Refuses what whoever is at the desk may not do, by the roles that they have now.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`] with who may; [`StoreError::Ended`] where they may be at the desk
    /// no more.
    pub fn require(&self, right: Right) -> Result<(), StoreError> {
        check(&self.connection, &self.settings.who, right)
    }

    /// Refuses the list of what is due to whoever sees no cases; the machine's own key may read it,
    /// for it names nobody.
    pub(super) fn require_due(&self) -> Result<(), StoreError> {
        if self.settings.who.name == HOST {
            return Ok(());
        }
        self.require(Right::See)
    }
}

#[cfg(test)]
mod tests;
