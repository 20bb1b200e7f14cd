//! Correcting an entry of the timeline, or taking it back.

use crate::app::form::reading::{Fault, past, typed_time};
use crate::app::form::{Field, Form, Kind};
use crate::app::page::entry::NOT_HERE;
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::{EventId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::domain::when::Lean;
use crate::pack::Pack;

/// The form that corrects an entry of the timeline.
#[derive(Clone, Debug)]
pub(super) struct Correct {
    pub(super) id: IncidentId,
    pub(super) entry: EventId,
}

impl Sheet for Correct {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let form = correct_form(see.pack, &row.incident, self.entry);
        form.ok_or_else(|| "The entry is no longer there.".to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(("at".to_owned(), NOT_HERE.to_owned()));
        };
        let edit = correct_edit(&row.incident, self.entry, form, see.now)?;
        Ok(Filled::edits(vec![edit], "the correction"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::Correct(self.id, self.entry))
    }
}

/// Returns the form that corrects an entry's time, or takes it back.
fn correct_form(pack: &Pack, incident: &Incident, id: EventId) -> Option<Form> {
    let entry = incident.timeline.iter().find(|entry| entry.id == id)?;
    let mut form = Form::new(
        &format!("CORRECT  {}", pack.event_title(&entry.kind)),
        "correct it",
        vec![
            Field::new("at", "When", Kind::When(Lean::Past))
                .with(&typed_time(entry.at))
                .help("Leave it empty to take the entry back. The old entry stays visible."),
            Field::new("reason", "Because", Kind::Line).help("Kept with the correction."),
        ],
    );
    form.intro = format!("on file: {}", entry.at.words());
    Some(form)
}

/// Returns the edit that corrects an entry or takes it back.
///
/// # Errors
/// When no reason is given or the time cannot be.
fn correct_edit(
    incident: &Incident,
    id: EventId,
    form: &Form,
    now: Instant,
) -> Result<Edit, Fault> {
    let reason = form.value("reason");
    if reason.is_empty() {
        return Err(("reason".to_owned(), "Say why it is corrected".to_owned()));
    }
    let Some(at) = past("at", &form.value("at"), now)? else {
        return Ok(Edit::Withdraw(id, reason));
    };
    let Some(entry) = incident.timeline.iter().find(|entry| entry.id == id) else {
        return Err((
            "at".to_owned(),
            "The entry is no longer there: go back and look again".to_owned(),
        ));
    };
    Ok(Edit::Event(NewEvent {
        kind: entry.kind.clone(),
        value: entry.value.clone(),
        at,
        note: entry.note.clone(),
        reason,
        role: entry.role.clone(),
        supersedes: Some(id),
    }))
}
