//! Who must be told of an incident: a call to a role is recorded, answered or not.

use super::entry::NOT_HERE;
use super::{Filled, Next, See, Sheet};
use crate::app::desk::Row;
use crate::app::form::handle::{Handle, OneLine, PackId, Past};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::timeline::{CALL_MADE, NewEvent};
use crate::rules::told::{ANSWERED, BY_EMAIL, NO_ANSWER, ToldFace};
use crate::words::told::number;

/// Who was called, by their role.
const ROLE: Handle<PackId> = Handle::new("role");
/// Whether it was answered.
const OUTCOME: Handle<PackId> = Handle::new("outcome");
/// When.
const AT: Handle<Past> = Handle::new("at");
/// What was said.
const NOTE: Handle<OneLine> = Handle::new("note");

/// The form that records a call to a role.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) id: IncidentId,
    pub(super) role: String,
}

/// Opens the record of a call to the marked role, else to the next who must be told.
pub(super) fn open_call(row: &Row, marked: Option<String>) -> Next {
    let next = row.case.told.iter().find(|face| face.is_waiting());
    let next = next.map(|face| face.role.clone());
    Next::form(Call {
        id: row.incident.id,
        role: marked.or(next).unwrap_or_default(),
    })
}

impl Sheet for Call {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        Ok(call_form(see, &row.case.told, &self.role))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(ROLE.fault(NOT_HERE));
        };
        let edits = call_edits(&row.case.told, form, see.now)?;
        Ok(Filled::edits(edits, "the call"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::Call(self.id, self.role.clone()))
    }
}

/// Returns the form that records a call to a role.
///
/// Each role stands with the number to ring now.
fn call_form(see: &See<'_>, told: &[ToldFace], role: &str) -> Form {
    let with_number =
        |title: &str, role: &str, face: Option<&ToldFace>| match see.desk.ring(role, face, see.now)
        {
            Some(ring) => format!("{title}: {}", number(ring)),
            None => title.to_owned(),
        };
    let mut options = Vec::new();
    for face in told {
        let title = with_number(&face.title, &face.role, Some(face));
        options.push(choice(&face.role, &title));
        if let Some(deputy) = &face.deputy {
            let title = format!("{}, for {}", deputy.title, face.title);
            options.push(choice(
                &deputy.role,
                &with_number(&title, &deputy.role, None),
            ));
        }
    }
    let outcome = vec![
        choice(ANSWERED, "answered: told"),
        choice(NO_ANSWER, "no answer"),
        choice("message_left", "message left"),
        choice(BY_EMAIL, "told by e-mail or in person"),
    ];
    let mut form = Form::new(
        "CALL MADE",
        "record it",
        vec![
            ROLE.field("Who", options).with(role),
            OUTCOME.field("Outcome", outcome).with(ANSWERED),
            AT.field("When").offering("now"),
            NOTE.field("Spoke to, and what they said"),
        ],
    );
    OUTCOME.go_to(&mut form);
    form
}

/// Returns the edits that record a call; told, when it was answered and the pack has an event
/// for it.
///
/// # Errors
/// When the role or the time is missing.
fn call_edits(told: &[ToldFace], form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let role = ROLE.text(form)?;
    let own = told.iter().find(|face| face.role == role);
    let is_deputy = |face: &&ToldFace| face.deputy.as_ref().is_some_and(|d| d.role == role);
    let Some(face) = own.or_else(|| told.iter().find(is_deputy)) else {
        return Err(ROLE.fault("Choose who was called"));
    };
    let outcome = OUTCOME.said(form, "Say whether it was answered")?;
    let at = AT.said(form, now, "Say when: now, or 22:40")?;
    let note = NOTE.text(form)?;
    let told = matches!(outcome.as_str(), ANSWERED | BY_EMAIL);
    let mut call = NewEvent::new(CALL_MADE, at);
    call.value = Some(outcome);
    call.note.clone_from(&note);
    call.role = Some(role.clone());
    let mut out = vec![Edit::Event(call)];
    if let (true, Some(event)) = (told, &face.event) {
        let mut event = NewEvent::new(event, at);
        event.role = Some(role);
        event.note = match &face.deputy {
            // Told by way of the deputy: the record says who it was.
            Some(deputy) if own.is_none() => format!("{} in their place. {note}", deputy.title),
            _ => note,
        };
        out.push(Edit::Event(event));
    }
    Ok(out)
}
