//! What was asked of the store and of the folder and is not answered yet.

use std::collections::HashMap;

use super::waiting::{Leaving, Waiting};
use crate::app::message::{Effect, OutFile, Outcome, Ticket};
use crate::domain::command::Command;
use crate::domain::id::IncidentId;
use crate::domain::secret::Secret;

/// Requests that are under way, each write with what its commit is followed by.
#[derive(Debug, Default)]
pub struct Pending {
    last: Ticket,
    writes: HashMap<Ticket, Waiting>,
    /// Readings asked for and not yet here.
    readings: usize,
    /// The incidents that were written here and not read again yet: what is in them is no news.
    written: Vec<IncidentId>,
}

impl Pending {
    fn ticket(&mut self, waiting: Waiting) -> Ticket {
        self.last += 1;
        self.writes.insert(self.last, waiting);
        self.last
    }

    /// Asks for a command and remembers what follows its commit.
    pub(crate) fn write(&mut self, command: Command, waiting: Waiting) -> Outcome {
        let (_, outcome) = self.write_under(command, waiting);
        outcome
    }

    /// Asks for a command that somebody waits for by its ticket.
    pub(crate) fn write_under(&mut self, command: Command, waiting: Waiting) -> (Ticket, Outcome) {
        let ticket = self.ticket(waiting);
        (ticket, Outcome::asking(Effect::Run(ticket, command)))
    }

    /// Asks for another passphrase of whoever is at the desk: the one of now and the new one.
    pub(crate) fn change_passphrase(
        &mut self,
        (old, new): (Secret, Secret),
        waiting: Waiting,
    ) -> (Ticket, Outcome) {
        let ticket = self.ticket(waiting);
        let effect = Effect::ChangePassphrase { ticket, old, new };
        (ticket, Outcome::asking(effect))
    }

    /// Asks for files to be written, then for the record that they were sent.
    pub(crate) fn write_files(&mut self, files: Vec<OutFile>, leaving: Box<Leaving>) -> Outcome {
        let ticket = self.ticket(Waiting::Files(leaving));
        Outcome::asking(Effect::Write(ticket, files))
    }

    /// Asks for files that only leave: nothing is recorded of them.
    pub(crate) fn write_out(&mut self, files: Vec<OutFile>, what: &str) -> Outcome {
        let ticket = self.ticket(Waiting::Out(what.to_owned()));
        Outcome::asking(Effect::Write(ticket, files))
    }

    /// Lets go of what writes are followed by: the desk is locked. Readings are still answered.
    pub(crate) fn forget(&mut self) {
        self.writes.clear();
        self.written.clear();
    }

    /// Returns what a write that is answered is followed by.
    pub(crate) fn answered(&mut self, ticket: Ticket) -> Option<Waiting> {
        self.writes.remove(&ticket)
    }

    /// Asks for a reading: keys wait for it.
    pub(crate) fn read(&mut self, effect: Effect) -> Outcome {
        self.readings += 1;
        Outcome::asking(effect)
    }

    /// Asks for an incident as it is now.
    pub(crate) fn read_incident(&mut self, id: IncidentId) -> Outcome {
        self.read(Effect::Load(id))
    }

    /// Counts a reading that is here.
    pub(crate) fn was_read(&mut self) {
        self.readings = self.readings.saturating_sub(1);
    }

    /// Says whether something that was asked for is being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.readings > 0
    }

    /// Says whether a write is under way that keys wait for: what keeps a draft is none.
    pub(crate) fn is_writing(&self) -> bool {
        let mut writes = self.writes.values();
        writes.any(|write| !matches!(write, Waiting::Draft(_) | Waiting::Dropped | Waiting::Seen))
    }

    /// Remembers that an incident was written here.
    pub(crate) fn wrote(&mut self, id: IncidentId) {
        self.written.push(id);
    }

    /// Says whether an incident that was read was written here before, and forgets it.
    pub(crate) fn take_written(&mut self, id: IncidentId) -> bool {
        let at = self.written.iter().position(|known| *known == id);
        at.map(|at| self.written.swap_remove(at)).is_some()
    }
}
