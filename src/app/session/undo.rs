//! Undo: what takes the last thing back that was done at this desk, and never anything older. What
//! cannot be taken back, such as what was sent, stands in the way of all before it.

pub(crate) mod inverse;

use self::inverse::{Undo, Undoing, Way, same_entry};
use super::waiting::Waiting;
use crate::app::page::{Next, See};
use crate::domain::command::{Command, Edit};
use crate::domain::contact::Contact;
use crate::domain::id::IncidentId;

/// What was done at this desk, the last thing last.
#[derive(Debug, Default)]
pub(crate) struct Done(Vec<Undo>);

impl Done {
    /// Remembers what was done.
    pub(crate) fn push(&mut self, undo: Undo) {
        self.0.push(undo);
    }

    /// Forgets the last thing: it was taken back.
    pub(crate) fn pop(&mut self) {
        self.0.pop();
    }

    /// Takes the last thing done here back; asks first where it is on another incident than the one
    /// in view.
    pub(crate) fn undo(&self, see: &See<'_>, in_view: Option<IncidentId>) -> Next {
        match self.0.last() {
            Some(Undo {
                way: Way::Incident { id, .. },
                words,
            }) if in_view != Some(*id) => Next::ask(
                match see.row(*id) {
                    Some(row) => format!("Undo {words} on {}?", row.incident.reference),
                    None => format!("Undo {words} on another incident?"),
                },
                Next::Undo,
            ),
            _ => self.undo_now(see),
        }
    }

    /// Takes the last thing done here back.
    pub(crate) fn undo_now(&self, see: &See<'_>) -> Next {
        let Some(last) = self.0.last() else {
            return Next::say("There is nothing to undo.");
        };
        match (command_that_undoes(last, see), &last.way) {
            (Some((command, words)), _) => Next::write(command, Waiting::Undone(words)),
            (None, Way::None) => {
                Next::refuse(format!("The last thing ({}) cannot be undone.", last.words))
            }
            (None, _) => Next::refuse(format!(
                "The last thing ({}) cannot be undone: it was changed or taken back since.",
                last.words
            )),
        }
    }
}

/// Returns the write that takes something back, and what is said of it.
fn command_that_undoes(last: &Undo, see: &See<'_>) -> Option<(Command, String)> {
    match &last.way {
        Way::Incident { id, steps, before } => {
            let incident = &see.row(*id)?.incident;
            let mut undoing = Undoing {
                incident,
                user: see.user,
                before: *before,
                entries: Vec::new(),
                people: Vec::new(),
            };
            let edits: Option<Vec<Edit>> = steps.iter().map(|step| undoing.edit(step)).collect();
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
            let now = see.desk.contact(&saved.role)?;
            let restored = Contact {
                id: now.id,
                version: now.version,
                ..(**before).clone()
            };
            let role = see.current().role_title(&saved.role);
            let words = format!("Undone: {} of {role}.", last.words);
            let command = Command::SaveContact(Box::new(restored), None);
            same_entry(now, saved).then_some((command, words))
        }
        Way::None => None,
    }
}
