//! Another agency's process: who leads it and where it stands.

use crate::app::desk::Row;
use crate::app::form::handle::{Handle, OneLine, OneOf, Past, Prose};
use crate::app::form::typed::{choice, typed};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{GONE, NOT_HERE, draft_key, keep};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::ledger::{Kept, NewEntry, Parallel, ParallelField, ProcessState};

/// Where it stands.
const STATE: Handle<OneOf<ProcessState>> = Handle::new(ParallelField::State.word());
/// Who leads it.
const LEAD: Handle<OneLine> = Handle::new(ParallelField::Lead.word());
/// Its reference there.
const REFERENCE: Handle<OneLine> = Handle::new(ParallelField::Reference.word());
/// Since when.
const STARTED_AT: Handle<Past> = Handle::new(ParallelField::StartedAt.word());
/// A note.
const NOTE: Handle<Prose> = Handle::new(ParallelField::Note.word());

/// The form of another agency's process.
#[derive(Clone, Debug)]
pub(super) struct Process {
    pub(super) id: IncidentId,
    pub(super) process: String,
}

impl Sheet for Process {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        form(row, &self.process).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(STATE.fault(NOT_HERE));
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

fn form(row: &Row, process: &str) -> Option<Form> {
    let known = row
        .pack()
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
            STATE
                .field("Where it stands", states)
                .with(&stands.text(ParallelField::State)),
            LEAD.field("Who leads it")
                .with(&stands.lead)
                .help(&known.lead),
            REFERENCE.field("Their reference").with(&stands.reference),
            STARTED_AT.field("Since").with(&typed(stands.started_at)),
            NOTE.field("Note").with(&stands.note),
        ],
    );
    "It has its own lead and its own record: only where it stands is kept here. It does not take the \
     alert's place."
        .clone_into(&mut form.intro);
    Some(form)
}

fn edits(row: &Row, process: &str, form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let after = Parallel {
        process: process.to_owned(),
        state: Some(STATE.said(form, "Say where it stands")?),
        lead: LEAD.text(form)?,
        reference: REFERENCE.text(form)?,
        started_at: STARTED_AT.read(form, now)?,
        note: NOTE.text(form)?,
    };
    let entry = parallel(row, process).map(|known| known.entry);
    Ok(keep(entry, NewEntry::new(after)))
}
