//! Asking the store to write, and what to do once it has.

pub(super) mod waiting;

use self::waiting::{Leaving, Waiting};
use super::App;
use super::message::{Effect, OutFile, Outcome, Ticket};
use super::page::Revision;
use super::undo::inverse::inverse;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;

impl App {
    pub(super) fn ticket(&mut self, waiting: Waiting) -> Ticket {
        self.last_ticket += 1;
        self.waiting.insert(self.last_ticket, waiting);
        self.last_ticket
    }

    /// Asks for a command and remembers what follows its commit; the form in front that asks for it
    /// waits until then.
    pub(super) fn run(&mut self, command: Command, waiting: Waiting) -> Outcome {
        let of_form = matches!(waiting, Waiting::Form(_));
        let ticket = self.ticket(waiting);
        if of_form {
            self.mark_saving(ticket);
        }
        Outcome {
            effects: vec![Effect::Run(ticket, command)],
            redraw: true,
        }
    }

    /// Changes an incident at the version that is read, and says back what was recorded, once it is.
    pub(super) fn revise(&mut self, revision: Revision) -> Outcome {
        let Revision {
            id,
            words,
            edits,
            said,
        } = revision;
        let Some(row) = self.desk.row(id) else {
            return self.refuse("The incident is no longer here.");
        };
        if edits.is_empty() {
            return self.say("Nothing was changed.");
        }
        let undo = inverse(&row.incident, &words, &edits);
        let command = Command::Revise {
            id,
            version: row.incident.version,
            edits,
            draft: None,
        };
        self.run(command, Waiting::Answer(undo, said))
    }

    /// Asks for files to be written, then for the record that they were sent.
    pub(super) fn write_files(&mut self, files: Vec<OutFile>, leaving: Box<Leaving>) -> Outcome {
        let ticket = self.ticket(Waiting::Files(leaving));
        Outcome {
            effects: vec![Effect::Write(ticket, files)],
            redraw: true,
        }
    }

    /// Asks for files that only leave: nothing is recorded of them.
    pub(super) fn write_out(&mut self, files: Vec<OutFile>, what: &str) -> Outcome {
        let ticket = self.ticket(Waiting::Out(what.to_owned()));
        Outcome {
            effects: vec![Effect::Write(ticket, files)],
            redraw: true,
        }
    }

    /// Remembers that an incident was read as it is now.
    pub(super) fn see_incident(&mut self, id: IncidentId) -> Option<Effect> {
        let row = self.desk.row(id)?;
        let version = row.incident.version;
        if !row.is_unread() {
            return None;
        }
        self.desk.see(id);
        let ticket = self.ticket(Waiting::Seen);
        Some(Effect::Run(ticket, Command::Seen { id, version }))
    }

    pub(super) fn drop_draft(&mut self, key: DraftKey) -> Outcome {
        self.desk.drafts.retain(|draft| draft.key != key);
        self.run(Command::DropDraft(key), Waiting::Dropped)
    }
}
