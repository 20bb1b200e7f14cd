//! Undo: what takes the last answer or entry back. What was sent cannot be taken back.

use super::App;
use super::message::Outcome;
use super::writes::Waiting;
use crate::domain::command::{Command, Edit};
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::ledger::EntryKind;

/// A write that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Whose.
    pub(super) id: IncidentId,
    /// What it was, for the notice.
    pub(super) words: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Edit(Edit),
    /// Takes the newest current entry of the kind back; it stays visible.
    Withdraw(String),
    /// Takes the newest entry of a ledger back; it stays visible.
    Strike(EntryKind),
}

/// Returns what takes these edits back; nothing when one of them cannot be.
pub(super) fn inverse(incident: &Incident, words: &str, edits: &[Edit]) -> Option<Undo> {
    let steps: Option<Vec<Step>> = edits.iter().map(|edit| step(incident, edit)).collect();
    let mut steps = steps?;
    steps.reverse();
    Some(Undo {
        id: incident.id,
        words: words.to_owned(),
        steps,
    })
}

fn step(incident: &Incident, edit: &Edit) -> Option<Step> {
    let person = |id| incident.people.iter().find(|person| person.id == id);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some(Step::Edit(match edit {
        Edit::Fact(None, fact, _) => {
            Edit::Fact(None, fact.clone(), incident.facts.get(fact).cloned())
        }
        Edit::Fact(Some(id), fact, _) => {
            let before = person(*id)?.facts.get(fact).cloned();
            Edit::Fact(Some(*id), fact.clone(), before)
        }
        Edit::Person(id, field, _) => {
            let person = person(*id)?;
            let before = match field.as_str() {
                "name" => some(&person.name),
                "mosaic_id" => some(&person.mosaic_id),
                "date_of_birth" => person.date_of_birth.map(|day| day.to_string()),
                "age" => person.age.map(|age| age.to_string()),
                "unborn" => person.unborn.then(|| "yes".to_owned()),
                "role" => Some(person.role.id().to_owned()),
                detail => person.details.get(detail).cloned(),
            };
            Edit::Person(*id, field.clone(), before)
        }
        Edit::Event(event) if event.supersedes.is_none() => {
            return Some(Step::Withdraw(event.kind.clone()));
        }
        Edit::AddEntry(entry) => return Some(Step::Strike(entry.kind)),
        Edit::Entry(id, field, _) => {
            let before = incident.entry(*id)?.fields.get(field).cloned();
            Edit::Entry(*id, field.clone(), before)
        }
        Edit::Form(field, _) => Edit::Form(field.clone(), incident.form.get(field).cloned()),
        Edit::Detail(..)
        | Edit::AddPerson(_)
        | Edit::Event(_)
        | Edit::Withdraw(..)
        | Edit::File(_)
        | Edit::Strike(..) => return None,
    }))
}

impl App {
    /// Takes the last answer or entry back.
    pub(super) fn undo_last(&mut self) -> Outcome {
        let Some(undo) = self.undo.pop() else {
            return self.say("There is nothing to undo.");
        };
        let Some(row) = self.desk.row(undo.id) else {
            return self.refuse("The incident is no longer here.");
        };
        let incident = &row.incident;
        let edits = undo.steps.iter().filter_map(|step| match step {
            Step::Edit(edit) => Some(edit.clone()),
            Step::Withdraw(kind) => incident
                .current(kind)
                .last()
                .map(|entry| Edit::Withdraw(entry.id, "undone".to_owned())),
            Step::Strike(kind) => incident
                .ledger(*kind)
                .last()
                .map(|entry| Edit::Strike(entry.id, "undone".to_owned())),
        });
        let command = Command::Revise {
            id: undo.id,
            version: incident.version,
            edits: edits.collect(),
            draft: None,
        };
        let words = format!("Undone: {}", undo.words);
        let (_ticket, outcome) = self.run(command, Waiting::Sent(words));
        outcome
    }
}
