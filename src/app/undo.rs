//! Undo: what takes the last answer or entry back. What was sent cannot be taken back.

use super::App;
use super::message::Outcome;
use super::screen::{Confirm, Screen, Then};
use super::writes::Waiting;
use crate::domain::command::{Command, Edit};
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::ledger::{Entry, NewEntry};
use crate::domain::text::clean;
use crate::domain::timeline::NewEvent;

/// A write that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Whose.
    pub(super) id: IncidentId,
    /// What it was, for the notice.
    pub(super) words: String,
    steps: Vec<Step>,
    /// The newest entry of the timeline and of the ledgers before it: what it made is newer.
    before: (i64, i64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Edit(Edit),
    /// Takes the event that it recorded back; it stays visible.
    Withdraw(Box<NewEvent>),
    /// Takes the entry that it made back; it stays visible.
    Strike(Box<NewEntry>),
    /// Makes every invitation written since one that has changed: its number never goes back.
    NextSequence(EntryId),
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
        before: newest(incident),
    })
}

fn newest(incident: &Incident) -> (i64, i64) {
    let event = incident.timeline.iter().map(|entry| entry.id.0).max();
    let entry = incident.entries.iter().map(|entry| entry.id.0).max();
    (event.unwrap_or(0), entry.unwrap_or(0))
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
            return Some(Step::Withdraw(Box::new(event.clone())));
        }
        Edit::AddEntry(entry) => return Some(Step::Strike(Box::new(entry.clone()))),
        Edit::Entry(id, field, _) if field == "sequence" => return Some(Step::NextSequence(*id)),
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

impl Undo {
    /// Returns what takes it back now; nothing when what it made is no longer as it made it, so
    /// that nobody else's entry is ever taken for it.
    fn edits(&self, incident: &Incident, user: &str) -> Option<Vec<Edit>> {
        let mut gone: Vec<EntryId> = Vec::new();
        let mut out = Vec::new();
        for step in &self.steps {
            out.push(match step {
                Step::Edit(edit) => edit.clone(),
                Step::Withdraw(event) => {
                    let mut made = incident.current(&event.kind).filter(|entry| {
                        entry.id.0 > self.before.0
                            && entry.recorded_by == user
                            && entry.at == event.at
                            && entry.value == event.value
                    });
                    let (Some(entry), None) = (made.next(), made.next()) else {
                        return None;
                    };
                    Edit::Withdraw(entry.id, "undone".to_owned())
                }
                Step::Strike(new) => {
                    let same = |entry: &&Entry| {
                        let said = new.fields.iter().filter(|(_, value)| !value.is_empty());
                        said.clone()
                            .all(|(field, value)| entry.get(field) == clean(value))
                    };
                    let entry = incident.ledger(new.kind).filter(same).find(|entry| {
                        entry.id.0 > self.before.1
                            && entry.created_by == user
                            && !gone.contains(&entry.id)
                    })?;
                    gone.push(entry.id);
                    Edit::Strike(entry.id, "undone".to_owned())
                }
                Step::NextSequence(id) => {
                    let sequence: u32 = incident.entry(*id)?.get("sequence").parse().ok()?;
                    let next = (sequence + 1).to_string();
                    Edit::Entry(*id, "sequence".to_owned(), Some(next))
                }
            });
        }
        Some(out)
    }
}

impl App {
    /// Takes the last answer or entry back; asks first where it is on another incident than the one
    /// in view.
    pub(super) fn undo_last(&mut self) -> Outcome {
        let Some(last) = self.undo.last() else {
            return self.say("There is nothing to undo.");
        };
        if self.in_view() == Some(last.id) {
            return self.undo_now();
        }
        let row = self.desk.row(last.id);
        let reference = row.map(|row| row.incident.reference.to_string());
        let question = format!("Undo {} on {}?", last.words, reference.unwrap_or_default());
        let then = Then::Undo;
        self.push(Screen::Confirm(Confirm { question, then }))
    }

    pub(super) fn undo_now(&mut self) -> Outcome {
        let Some(undo) = self.undo.pop() else {
            return self.say("There is nothing to undo.");
        };
        let Some(row) = self.desk.row(undo.id) else {
            return self.refuse("The incident is no longer here.");
        };
        let incident = &row.incident;
        let Some(edits) = undo.edits(incident, &self.user) else {
            return self.refuse("It cannot be undone: it was changed or taken back since.");
        };
        let words = format!("Undone on {}: {}", incident.reference, undo.words);
        let command = Command::Revise {
            id: undo.id,
            version: incident.version,
            edits,
            draft: None,
        };
        let (_ticket, outcome) = self.run(command, Waiting::Undone(words));
        outcome
    }
}
