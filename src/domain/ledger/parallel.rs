//! Another agency's process on the same incident.

use super::field::{record, words};
use crate::domain::instant::Moment;

words! {
    /// Where another agency's process is.
    ProcessState, "a state of a process" {
        /// It goes on.
        Running "running" "running",
        /// It is over.
        Ended "ended" "ended",
        /// It was considered and is not needed.
        NotNeeded "not_needed" "considered, not needed",
    }
}

record! {
    /// Another agency's process, which has its own lead and its own record.
    Parallel by ParallelField {
        /// The process's id in the pack.
        process: String = Process "process",
        /// Where it is.
        state: Option<ProcessState> = State "state",
        /// Who leads it.
        lead: String = Lead "lead",
        /// Their reference.
        reference: String = Reference "reference",
        /// Since when.
        started_at: Option<Moment> = StartedAt "started_at",
        /// What else there is to say.
        note: String = Note "note",
    }
}
