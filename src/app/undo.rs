//! Undo: what takes the last thing back that was done at this desk, and never anything older. What
//! cannot be taken back, such as what was sent, stands in the way of all before it.

pub(super) mod inverse;

use self::inverse::{Undo, Undoing, Way, same_entry};
use super::App;
use super::message::Outcome;
use super::page::Next;
use super::writes::waiting::Waiting;
use crate::domain::command::{Command, Edit};
use crate::domain::contact::Contact;

impl App {
    /// Takes the last thing done here back; asks first where it is on another incident than the one
    /// in view.
    pub(super) fn undo_last(&mut self) -> Outcome {
        let Some(last) = self.undo.last() else {
            return self.say("There is nothing to undo.");
        };
        let id = match &last.way {
            Way::Incident { id, .. } => *id,
            Way::Contact { .. } | Way::None => return self.undo_now(),
        };
        if self.in_view() == Some(id) {
            return self.undo_now();
        }
        let row = self.desk.row(id);
        let reference = row.map(|row| row.incident.reference.to_string());
        let question = format!("Undo {} on {}?", last.words, reference.unwrap_or_default());
        self.apply(Next::ask(question, Next::Undo))
    }

    pub(super) fn undo_now(&mut self) -> Outcome {
        let Some(last) = self.undo.last() else {
            return self.say("There is nothing to undo.");
        };
        let Some((command, words)) = self.command_that_undoes(last) else {
            let words = match last.way {
                Way::None => format!("The last thing ({}) cannot be undone.", last.words),
                _ => format!(
                    "The last thing ({}) cannot be undone: it was changed or taken back since.",
                    last.words
                ),
            };
            return self.refuse(words);
        };
        self.run(command, Waiting::Undone(words))
    }

    /// Returns the write that takes something back, and what is said of it.
    fn command_that_undoes(&self, last: &Undo) -> Option<(Command, String)> {
        match &last.way {
            Way::Incident { id, steps, before } => {
                let incident = &self.desk.row(*id)?.incident;
                let mut undoing = Undoing {
                    incident,
                    user: &self.user,
                    before: *before,
                    entries: Vec::new(),
                    people: Vec::new(),
                };
                let edits: Option<Vec<Edit>> =
                    steps.iter().map(|step| undoing.edit(step)).collect();
                let command = Command::Revise {
                    id: *id,
                    version: incident.version,
                    edits: edits?,
                    draft: None,
                };
                let words = format!("Undone on {}: {}", incident.reference, last.words);
                Some((command, words))
            }
            Way::Contact { before, saved } => {
                let now = self.desk.contact(&saved.role)?;
                let restored = Contact {
                    id: now.id,
                    version: now.version,
                    ..(**before).clone()
                };
                let role = self.desk.pack.role_title(&saved.role);
                let words = format!("Undone: {} of {role}.", last.words);
                let command = Command::SaveContact(Box::new(restored), None);
                same_entry(now, saved).then_some((command, words))
            }
            Way::None => None,
        }
    }
}
