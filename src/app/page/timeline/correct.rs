//! Correcting an entry of the timeline, or taking it back.

use crate::app::form::handle::{Handle, OneLine, Past};
use crate::app::form::typed::typed_time;
use crate::app::form::{Fault, Form};
use crate::app::page::entry::NOT_HERE;
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::{EventId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::pack::Pack;

/// When it was; empty takes the entry back.
const AT: Handle<Past> = Handle::new("at");
/// Why it is corrected.
const REASON: Handle<OneLine> = Handle::new("reason");

/// The form that corrects an entry of the timeline.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Correct {
    pub(in crate::app::page) id: IncidentId,
    pub(in crate::app::page) entry: EventId,
}

impl Sheet for Correct {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let form = correct_form(row.pack(), &row.incident, self.entry);
        form.ok_or_else(|| "The entry is no longer there.".to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(AT.fault(NOT_HERE));
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
            AT.field("When")
                .with(&typed_time(entry.at))
                .help("Leave it empty to take the entry back. The old entry stays visible."),
            REASON.field("Because").help("Kept with the correction."),
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
    let reason = REASON.said(form, "Say why it is corrected")?;
    let Some(at) = AT.read(form, now)? else {
        return Ok(Edit::Withdraw(id, reason));
    };
    let Some(entry) = incident.timeline.iter().find(|entry| entry.id == id) else {
        return Err(AT.fault("The entry is no longer there: go back and look again"));
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
