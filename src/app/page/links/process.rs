//! Another agency's process: who leads it and where it stands.

use crate::app::desk::{Desk, Row};
use crate::app::form::reading::{Fault, choice, past, said, typed};
use crate::app::form::{Field, Form, Kind};
use crate::app::page::entry::{GONE, NOT_HERE, draft_key, keep, read};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::ledger::{Kept, NewEntry, Parallel, ParallelField, ProcessState};
use crate::domain::when::Lean;

/// The form of another agency's process.
#[derive(Clone, Debug)]
pub(super) struct Process {
    pub(super) id: IncidentId,
    pub(super) process: String,
}

impl Sheet for Process {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        form(see.desk, row, &self.process).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(("state".to_owned(), NOT_HERE.to_owned()));
        };
        let edits = edits(row, &self.process, form, see.now)?;
        Ok(Filled::edits(edits, "the process"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("parallel/{}", self.process)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// Returns the entry of another agency's process.
pub(super) fn parallel<'a>(row: &'a Row, process: &str) -> Option<Kept<'a, Parallel>> {
    let mut processes = row.incident.ledger::<Parallel>();
    processes.find(|parallel| parallel.process == process)
}

fn form(desk: &Desk, row: &Row, process: &str) -> Option<Form> {
    let known = desk
        .pack
        .parallels
        .iter()
        .find(|known| known.id == process)?;
    let kept = parallel(row, process);
    let stands = kept.map_or_else(Parallel::default, |kept| kept.record.clone());
    let states = ProcessState::ALL.iter();
    let states = states
        .map(|state| choice(state.id(), state.title()))
        .collect();
    let mut form = Form::new(
        &known.title.to_uppercase(),
        "save",
        vec![
            Field::new("state", "Where it stands", Kind::Choice(states))
                .with(&stands.text(ParallelField::State)),
            Field::new("lead", "Who leads it", Kind::Line)
                .with(&stands.lead)
                .help(&known.lead),
            Field::new("reference", "Their reference", Kind::Line).with(&stands.reference),
            Field::new("started_at", "Since", Kind::When(Lean::Past))
                .with(&typed(stands.started_at)),
            Field::new("note", "Note", Kind::Text).with(&stands.note),
        ],
    );
    "It has its own lead and its own record: only where it stands is kept here. It does not take the \
     alert's place."
        .clone_into(&mut form.intro);
    Some(form)
}

fn edits(row: &Row, process: &str, form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    said(form, "state", "Say where it stands")?;
    let after = Parallel {
        process: process.to_owned(),
        state: read(form, ParallelField::State)?,
        lead: form.value("lead"),
        reference: form.value("reference"),
        started_at: past("started_at", &form.value("started_at"), now)?,
        note: form.value("note"),
    };
    let entry = parallel(row, process).map(|known| known.entry);
    Ok(keep(entry, NewEntry::new(after)))
}
