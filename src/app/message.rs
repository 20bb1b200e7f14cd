//! What reaches the desk and what it asks for in return. No effect is carried out here.

mod beside;
mod kept_draft;
mod out_file;
mod saved;
mod ticket;

use std::sync::Arc;
use std::time::Duration;

use super::key::{Key, Pace};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::domain::secret::Secret;
use crate::domain::similar::Probe;
use crate::domain::user::Who;
use crate::error::Failure;
use crate::pack::Pack;
use crate::rules::sight::counted::{Counts, CountsWanted};
use crate::rules::sight::queues::{QueueWanted, Queues};
use crate::rules::sight::reports::{Gathered, ReportWanted};
use crate::rules::sight::table::{Table, TableWanted};
use crate::rules::sight::{FoundAlike, FoundPeople, ReadIncident, Related, Shift, Sight, Wanted};
use crate::vault::{Cipher, RecoveryKey};

pub use beside::{Elsewhere, Rest};
pub use kept_draft::KeptDraft;
pub use out_file::OutFile;
pub use saved::Saved;
pub use ticket::Ticket;

/// Something that happened to the desk.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key, Pace),
    /// Plain characters waited together, `\n` where Enter was pressed.
    Text(String, Pace),
    /// Text was pasted.
    Paste {
        /// What.
        text: String,
        /// It was longer than a paste may be, and the rest is left out.
        cut: bool,
    },
    /// The terminal has this many columns and rows.
    Size(u16, u16),
    /// Time went on.
    Tick,
    /// Nobody has pressed a key for so long, a machine's sleep counted.
    Idle(Duration),
    /// A write has waited long for the disk, or no longer does.
    Waiting(bool),
    /// The store or the folder answered.
    Reply(Reply),
}

impl Message {
    /// Says whether a hand pressed it.
    pub(crate) fn is_pressed(&self) -> bool {
        matches!(self, Self::Key(..) | Self::Text(..) | Self::Paste { .. })
    }

    /// Says whether it waits for the write or the reading that is under way: somebody's hand does,
    /// leaving never.
    pub(super) fn is_by_hand(&self) -> bool {
        self.is_pressed() && !matches!(self, Self::Key(Key::Ctrl('c'), _))
    }
}

/// Why a write was refused; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Somebody else changed it since it was read.
    Stale(Vec<Change>),
    /// Anything else, in words.
    Failed(Failure),
}

/// An answer from the store or the folder.
#[derive(Debug)]
pub enum Reply {
    /// The desk is open.
    Opened {
        /// Who is at it.
        who: Who,
        /// How its files are kept.
        cipher: Cipher,
        /// The council's protocol.
        pack: Box<Pack>,
        /// What is in it beside the incidents.
        rest: Box<Rest>,
        /// What was found on opening it, in words.
        findings: Vec<String>,
        /// The newest time in its record.
        newest_at: Instant,
    },
    /// A recovery key was drawn.
    Recovery(Arc<RecoveryKey>),
    /// The desk is closed: who may open it.
    Locked(Vec<String>),
    /// The desk was not opened or not made; with until when it takes no passphrase, where it takes
    /// none for a while.
    NotOpened(Failure, Option<Instant>),
    /// What the desk shows beside its lists was read again.
    Rest(Box<Rest>),
    /// What is in sight of the lists was read.
    Sight(Box<Sight>),
    /// What of the register is in sight was read.
    Table(Box<Table>),
    /// The register was counted.
    Counts(Box<Counts>),
    /// The queues were read.
    Queues(Box<Queues>),
    /// What a report is made of was read.
    Report(Box<Gathered>),
    /// One incident was read.
    Incident(Box<ReadIncident>),
    /// The incidents that may belong with one were read.
    Related(IncidentId, Box<Related>),
    /// The incidents that a reference or a number names.
    Found(Vec<ReadIncident>),
    /// The incident is restricted, and kept from whoever is at the desk.
    Kept(IncidentId),
    /// What is like what is being logged.
    Alike(Box<FoundAlike>),
    /// Who may be a child that is looked for.
    People(Box<FoundPeople>),
    /// The incidents of a chronology, whole.
    Whole(Box<Related>),
    /// What a handover is made of was read.
    Shift(Box<Shift>),
    /// A write was committed or refused.
    Ran(Ticket, Result<Saved, Refused>),
    /// Files were written: where, or why not.
    Wrote(Ticket, Result<String, Failure>),
    /// Somebody else wrote to the file.
    Elsewhere(Box<Elsewhere>),
    /// Something could not be read.
    Failed(Failure),
}

impl Reply {
    /// Says whether it answers a reading: keys waited for it.
    pub(super) fn ends_reading(&self) -> bool {
        match self {
            Self::Rest(_)
            | Self::Sight(_)
            | Self::Table(_)
            | Self::Queues(_)
            | Self::Counts(_)
            | Self::Report(_)
            | Self::Incident(_)
            | Self::Related(..)
            | Self::Found(_)
            | Self::Kept(_)
            | Self::Alike(_)
            | Self::People(_)
            | Self::Whole(_)
            | Self::Shift(_)
            | Self::Failed(_) => true,
            Self::Opened { .. }
            | Self::Recovery(_)
            | Self::Locked(_)
            | Self::NotOpened(..)
            | Self::Ran(..)
            | Self::Wrote(..)
            | Self::Elsewhere(_) => false,
        }
    }
}

/// Something the desk asks for.
#[derive(Debug)]
pub enum Effect {
    /// Make the desk's file.
    Create {
        /// The council's pack.
        council: String,
        /// Who is at the desk.
        user: String,
        /// Their passphrase.
        passphrase: Secret,
        /// The key that was noted and typed back.
        recovery: Arc<RecoveryKey>,
    },
    /// Draw a recovery key for the desk that is about to be made.
    DrawRecovery,
    /// Open the desk's file.
    Open {
        /// Who says they are there; none where only one person has a passphrase.
        name: Option<String>,
        /// The passphrase typed.
        passphrase: Secret,
    },
    /// Close the desk's file, and forget its key.
    Lock,
    /// Give whoever is at the desk another passphrase.
    ChangePassphrase {
        /// The ticket that is answered.
        ticket: Ticket,
        /// The one of now.
        old: Secret,
        /// The new one.
        new: Secret,
    },
    /// Journal that whoever is at the desk was refused what takes a right.
    Refused(Right),
    /// Write.
    Run(Ticket, Command),
    /// Read again what the desk shows beside its lists.
    LoadRest,
    /// Read what is in sight of the lists.
    Look(Box<Wanted>),
    /// Read what of the register is in sight.
    Table(Box<TableWanted>),
    /// Count the register.
    Counts(Box<CountsWanted>),
    /// Read what waits for whoever keeps the register.
    Queues(Vec<QueueWanted>),
    /// Read what a report is made of.
    Report(ReportWanted),
    /// Read one incident.
    Load(IncidentId),
    /// Read the incidents that may belong with one.
    LoadRelated(IncidentId),
    /// Read the incidents that a reference or a number names.
    Find(String),
    /// Read what is like what is being logged.
    Alike(Box<Probe>),
    /// Read who may be a child that is looked for.
    FindChild(Box<Probe>),
    /// Read the incidents of a chronology, whole.
    Whole(Vec<IncidentId>),
    /// Read what a handover is made of.
    Shift {
        /// When the shift began.
        since: Instant,
        /// Up to when what is due is asked for.
        until: Instant,
    },
    /// Write files to the desk's own folder of things to send.
    Write(Ticket, Vec<OutFile>),
    /// Leave.
    Quit,
}

#[cfg(test)]
impl Effect {
    /// Says whether it only reads.
    pub(crate) fn is_reading(&self) -> bool {
        match self {
            Self::LoadRest
            | Self::Look(_)
            | Self::Table(_)
            | Self::Queues(_)
            | Self::Counts(_)
            | Self::Report(_)
            | Self::Load(_)
            | Self::LoadRelated(_)
            | Self::Find(_)
            | Self::Alike(..)
            | Self::FindChild(..)
            | Self::Whole(..)
            | Self::Shift { .. } => true,
            Self::Create { .. }
            | Self::DrawRecovery
            | Self::Open { .. }
            | Self::Lock
            | Self::Run(..)
            | Self::ChangePassphrase { .. }
            | Self::Refused(_)
            | Self::Write(..)
            | Self::Quit => false,
        }
    }
}

/// What an update asks for. One that is thrown away is a write that never happens: it does not compile.
#[must_use]
#[derive(Debug, Default)]
pub struct Outcome {
    /// To be carried out, in order.
    pub effects: Vec<Effect>,
    /// Something that is shown changed.
    pub redraw: bool,
}

impl Outcome {
    /// Returns what both ask for, this one first.
    pub fn then(mut self, more: Self) -> Self {
        self.effects.extend(more.effects);
        self.redraw |= more.redraw;
        self
    }

    /// Returns an outcome that asks for one thing, and shows that it does.
    pub fn asking(effect: Effect) -> Self {
        Self {
            effects: vec![effect],
            redraw: true,
        }
    }

    /// Returns an outcome that only redraws.
    pub fn redraw() -> Self {
        Self {
            effects: Vec::new(),
            redraw: true,
        }
    }
}
