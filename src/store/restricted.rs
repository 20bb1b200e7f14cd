//! Restricted records: who reads them, marked and let go, and opened by somebody who does not, because.
//!
//! Every reading of an incident goes through here, whatever page or command asks. Lists hold no word of a
//! restricted record for anybody (`rules::summary`), so that there is nothing in them to keep back.

use rusqlite::Connection;

use super::error::StoreError;
use super::followed::Followed;
use super::opened::Store;
use super::users::with_roles_now;
use super::writing::Writing;
use super::{incidents, views};
use crate::domain::change::path::Path;
use crate::domain::command::Command;
use crate::domain::draft::OtherDraft;
use crate::domain::id::{IncidentId, Reference};
use crate::domain::incident::Incident;
use crate::domain::restriction::{Restriction, reason};
use crate::domain::text::clean_line;
use crate::domain::user::Who;
use crate::rules::rights::reads;

/// Says whether an incident is kept from whoever is at the desk, whatever they opened in this sitting.
pub(super) fn is_kept_from(
    rows: &Connection,
    followed: Option<&Followed>,
    who: &Who,
    incident: &Incident,
) -> Result<bool, StoreError> {
    if !incident.is_restricted() {
        return Ok(false);
    }
    let rules = match followed.map(|followed| followed.of(rows, incident)) {
        None | Some(Err(StoreError::NoEdition { .. })) => None,
        Some(rules) => Some(rules?),
    };
    let pack = rules.as_ref().map(|rules| &rules.pack);
    Ok(!reads(pack, incident, &with_roles_now(rows, who)?))
}

/// Marks an incident restricted, or lets it go, with the reason.
pub(super) fn restrict(
    writing: &mut Writing<'_>,
    id: IncidentId,
    stands: bool,
    because: &str,
) -> Result<(), StoreError> {
    let because = clean_line(because);
    if because.is_empty() {
        return Err(StoreError::Invalid(
            "a record is restricted, and lifted, with a reason",
        ));
    }
    let incident = incidents::one(writing.rows, id)?.ok_or(StoreError::NotThere("incident"))?;
    if incident.is_restricted() == stands {
        return Err(StoreError::Invalid(if stands {
            "it is restricted already"
        } else {
            "it is not restricted"
        }));
    }
    writing
        .rows
        .prepare_cached(
            "UPDATE incident SET restriction = ?2, restricted_by = ?3, restricted_because = ?4
             WHERE id = ?1",
        )?
        .execute((id.0, Restriction::word(stands), writing.user, &because))?;
    let word = |stands| Some(Restriction::word(stands).to_owned());
    let before = incident.restriction;
    let stood = before.as_ref().and_then(|said| word(said.stands));
    writing.changed(&Path::Restriction, stood, word(stands));
    let said = before.map(|said| said.because);
    writing.changed(&Path::RestrictionBecause, said, Some(because));
    Ok(())
}

/// Journals that somebody opens a restricted record that is not theirs to read; the same as any other
/// view where it is.
pub(super) fn break_glass(
    writing: &mut Writing<'_>,
    who: &Who,
    id: IncidentId,
    because: &str,
) -> Result<bool, StoreError> {
    let because = reason(because).map_err(StoreError::Invalid)?;
    let incident = incidents::one(writing.rows, id)?.ok_or(StoreError::NotThere("incident"))?;
    if !is_kept_from(writing.rows, writing.followed, who, &incident)? {
        return Ok(false);
    }
    writing.changed(&Path::Glass, None, Some(because));
    writing.journalled(views::GLASS, views::record(id), 0)?;
    Ok(true)
}

impl Store {
    /// Says whether an incident is kept from whoever is at the desk now.
    pub(super) fn is_kept(&self, incident: &Incident) -> Result<bool, StoreError> {
        if !incident.is_restricted() || self.glass.contains(&incident.id) {
            return Ok(false);
        }
        let who = &self.settings.who;
        is_kept_from(&self.connection, self.followed.as_ref(), who, incident)
    }

    /// Says the same of an incident by its row; of one that is not there, that it is not.
    pub(super) fn is_kept_id(&self, id: IncidentId) -> Result<bool, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM incident WHERE id = ?1 AND restriction = ?2)",
        )?;
        let is_restricted: bool =
            query.query_row((id.0, Restriction::word(true)), |row| row.get(0))?;
        if !is_restricted {
            return Ok(false);
        }
        match incidents::one(&self.connection, id)? {
            Some(incident) => self.is_kept(&incident),
            None => Ok(false),
        }
    }

    /// Returns an incident that is whoever is at the desk's to read.
    ///
    /// # Errors
    /// [`StoreError::Restricted`] where it is kept from them.
    pub(super) fn not_kept(&self, incident: Incident) -> Result<Incident, StoreError> {
        if self.is_kept(&incident)? {
            return Err(restricted(incident.reference));
        }
        Ok(incident)
    }
}

/// Refuses to take up what somebody else typed about a record that is kept from whoever asks.
pub(super) fn check_draft(store: &Store, command: &Command) -> Result<(), StoreError> {
    let Command::TakeUpDraft(id) = command else {
        return Ok(());
    };
    let others = store.every_other_draft()?;
    let about = others.iter().find(|draft| draft.id == *id);
    let about = about.and_then(|draft| draft.key.incident());
    match about {
        Some(about) if store.is_kept_id(about)? => {
            Err(restricted(incidents::reference(&store.connection, about)?))
        }
        _ => Ok(()),
    }
}

/// Leaves others' drafts out that are about records kept from whoever is at the desk.
pub(super) fn without_kept(store: &Store, drafts: &mut Vec<OtherDraft>) -> Result<(), StoreError> {
    let mut out = Vec::new();
    for draft in drafts.drain(..) {
        let is_kept = match draft.key.incident() {
            // Whoever typed it knows it.
            Some(id) if draft.by != store.settings.who.name => store.is_kept_id(id)?,
            _ => false,
        };
        if !is_kept {
            out.push(draft);
        }
    }
    *drafts = out;
    Ok(())
}

/// Returns that a record is kept from whoever asks.
pub(super) fn restricted(reference: Reference) -> StoreError {
    StoreError::Restricted(reference)
}

#[cfg(test)]
mod tests;
