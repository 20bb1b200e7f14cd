//! The table of rights as the store obeys it: every write and every reading of cases is measured by
//! the roles that stand in the file at that moment, for somebody else may just have changed them.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::counts::Counted;
use super::error::StoreError;
use super::followed::Followed;
use super::opened::Store;
use super::restricted::{is_kept_from, restricted};
use super::users::roles_now;
use super::{incidents, users};
use crate::domain::command::{Command, Edit};
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::ledger::{NewEntry, Record};
use crate::domain::right::{Refusal, Right, may, needed};
use crate::domain::user::{HOST, User, Who};
use crate::pack::Pack;
use crate::rules::by_hand::refused_by_hand;
use crate::rules::rights::{OnFile, authority_missing};

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
    (who, glass): (&Who, &BTreeSet<IncidentId>),
    (command, now): (&Command, Instant),
) -> Result<(), StoreError> {
    let roles = roles_now(rows, who)?;
    let incident = match command {
        Command::Revise { id, .. } => incidents::one(rows, *id)?,
        _ => None,
    };
    let read_by = match (followed, &incident) {
        (Some(followed), Some(incident)) => Some(followed.of(rows, incident)?),
        (Some(followed), None) => Some(followed.current()),
        (None, _) => None,
    };
    let on_file = OnFile {
        incident: incident.as_ref(),
        pack: read_by.as_ref().map(|rules| &rules.pack),
        name: &who.name,
        now: Some(now),
    };
    let mut needed = needed(command, &on_file).into_iter();
    if let Some(right) = needed.find(|right| !may(&roles, *right)) {
        return Err(StoreError::NotAllowed(refusal(rows, right)?));
    }
    check_kept(rows, followed, (who, glass), command)?;
    let Some(read_by) = read_by else {
        return Ok(());
    };
    let who = Who {
        name: who.name.clone(),
        roles,
    };
    let refused = match (command, &incident) {
        (Command::Revise { edits, .. }, Some(incident)) => {
            check_authority((&read_by.pack, incident), edits, &who)?;
            refused_by_hand((&read_by.pack, Some(incident)), edits, &who, now)
        }
        (Command::Log(logged, _), None) => {
            let events = logged.events.iter().cloned().map(Edit::Event);
            let events: Vec<Edit> = events.collect();
            refused_by_hand((&read_by.pack, None), &events, &who, now)
        }
        _ => None,
    };
    match refused {
        Some(refused) => Err(StoreError::DecidedByHand(refused)),
        None => Ok(()),
    }
}

/// Refuses a command about a restricted record that is kept from whoever gives it.
fn check_kept(
    rows: &Connection,
    followed: Option<&Followed>,
    (who, glass): (&Who, &BTreeSet<IncidentId>),
    command: &Command,
) -> Result<(), StoreError> {
    // What is typed in a form that was open already is kept: it is nobody else's.
    let (Command::Revise { id, .. } | Command::Seen { id, .. }) = command else {
        return Ok(());
    };
    if glass.contains(id) {
        return Ok(());
    }
    match incidents::one(rows, *id)? {
        Some(incident) if is_kept_from(rows, followed, who, &incident)? => {
            Err(restricted(incident.reference))
        }
        _ => Ok(()),
    }
}

/// Adds what an entry and those that belong to it say.
fn new_answers(entry: &NewEntry, out: &mut Vec<Record>) {
    out.push(entry.record.clone());
    entry.parts.iter().for_each(|part| new_answers(part, out));
}

/// Refuses an answer to a decision that takes a recorded authority and has none, also where it is
/// no new one but a field of one that stands is changed.
fn check_authority(
    (pack, incident): (&Pack, &Incident),
    edits: &[Edit],
    who: &Who,
) -> Result<(), StoreError> {
    let gone: Vec<EntryId> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Strike(entry, _) => Some(*entry),
            _ => None,
        })
        .collect();
    let mut given = Vec::new();
    for edit in edits {
        match edit {
            Edit::AddEntry(entry) => new_answers(entry, &mut given),
            Edit::Entry(id, field, value) => {
                let Some(entry) = incident.entry(*id) else {
                    continue;
                };
                let mut changed = entry.record.clone();
                let text = value.as_deref().unwrap_or_default();
                // What the field does not hold is refused where the write is made.
                if changed.set(*field, text).is_ok() {
                    given.push(changed);
                }
            }
            _ => {}
        }
    }
    let missing = |record: &Record| match record {
        Record::Position(position) => authority_missing((pack, incident), position, &gone, who),
        _ => None,
    };
    match given.iter().find_map(missing) {
        Some(why) => Err(StoreError::NeedsAuthority(why)),
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
        let checked = check(&self.connection, &self.settings.who, right);
        if matches!(checked, Err(StoreError::NotAllowed(_))) {
            self.count(Counted::Refused(right));
        }
        checked
    }

    /// Says whether whoever is at the desk may do it, by the roles that they have now.
    ///
    /// # Errors
    /// As [`Self::require`], but for that they may not.
    pub(super) fn may(&self, right: Right) -> Result<bool, StoreError> {
        Ok(may(
            &roles_now(&self.connection, &self.settings.who)?,
            right,
        ))
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
