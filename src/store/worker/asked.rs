//! What the worker is asked and what it answers.

use std::sync::Arc;

use crate::domain::command::Command;
use crate::domain::contact::Contact;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::domain::saved_view::SavedView;
use crate::domain::secret::Secret;
use crate::domain::similar::Probe;
use crate::domain::user::User;
use crate::rules::sight::counted::{Counts, CountsWanted};
use crate::rules::sight::queues::{QueueWanted, Queues};
use crate::rules::sight::reports::{Gathered, ReportWanted};
use crate::rules::sight::table::{Table, TableWanted};
use crate::rules::sight::{FoundAlike, FoundPeople, ReadIncident, Related, Shift, Sight, Wanted};
use crate::store::done::Done;
use crate::store::drafts::Draft;
use crate::store::error::StoreError;
use crate::store::finding::Finding;
use crate::store::news::News;
use crate::store::settings::SetUp;
use crate::store::settings::Settings;
use crate::vault::{Cipher, Claim, KdfCost, RecoveryKey};

/// What can be asked of the worker.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Open the desk.
    Open {
        /// Who says they are there, and the passphrase, wiped once used.
        claim: Claim,
    },
    /// Set the desk up, and open it.
    Create {
        /// The council and the user.
        set_up: SetUp,
        /// The passphrase, wiped once used.
        passphrase: Secret,
        /// The key that was printed and typed back.
        recovery: Option<Arc<RecoveryKey>>,
        /// How its files are kept.
        cipher: Cipher,
        /// What a guess shall cost.
        cost: KdfCost,
    },
    /// Close the desk and forget its key; [`Request::Open`] opens it again.
    Lock,
    /// Carry a command out.
    Run(Command),
    /// Give whoever is at the desk another passphrase.
    ChangePassphrase {
        /// The one of now, wiped once used.
        old: Secret,
        /// The new one, wiped once used.
        new: Secret,
        /// What a guess shall cost.
        cost: KdfCost,
    },
    /// Journal that whoever is at the desk was refused what takes a right.
    Refused(Right),
    /// Read what the desk shows beside its lists.
    LoadRest,
    /// Read what is in sight of the lists.
    Look(Wanted),
    /// Read what of the register is in sight.
    Table(TableWanted),
    /// Count the register.
    Counts(CountsWanted),
    /// Read what waits for whoever keeps the register.
    Queues(Vec<QueueWanted>),
    /// Read what a report is made of.
    Report(ReportWanted),
    /// Read one incident.
    LoadIncident(IncidentId),
    /// Read the incidents that may belong with one.
    LoadRelated(IncidentId),
    /// Read the incidents that a reference or a number names.
    Find(String),
    /// Read what is like what is being logged.
    Alike(Probe),
    /// Read who may be a child that is looked for.
    FindChild(Probe),
    /// Read several incidents whole.
    Whole(Vec<IncidentId>),
    /// Read what a handover is made of.
    Shift {
        /// When the shift began.
        since: Instant,
        /// Up to when what is due is asked for.
        until: Instant,
    },
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The request was carried out; a write is on the disk.
    Answered {
        /// The request's ticket.
        ticket: u64,
        /// What came of it.
        answer: Answer,
    },
    /// The request was refused; nothing of it was kept.
    Refused {
        /// The request's ticket.
        ticket: u64,
        /// Why.
        error: StoreError,
    },
    /// Another process wrote to the desk since the last look: what it wrote.
    Elsewhere(Box<News>),
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The desk is open, with what was found on opening it.
    Opened(Settings, Vec<Finding>),
    /// The desk is closed.
    Locked,
    /// It is journalled.
    Noted,
    /// A command is carried out.
    Done(Done),
    /// What the desk shows beside its lists.
    Rest(Box<Rest>),
    /// What is in sight of the lists.
    Sight(Box<Sight>),
    /// What of the register is in sight.
    Table(Box<Table>),
    /// What was counted.
    Counts(Box<Counts>),
    /// The queues as they stand.
    Queues(Box<Queues>),
    /// What a report is made of.
    Report(Box<Gathered>),
    /// The incident, if there is one of that row, and how far it was read.
    Incident(Option<Box<ReadIncident>>),
    /// The incidents that may belong with one.
    Related(IncidentId, Box<Related>),
    /// The incidents that a reference or a number names, each with how far it was read.
    Found(Vec<ReadIncident>),
    /// The incident is restricted, and kept from whoever asks.
    Kept(IncidentId),
    /// What is like what is being logged, and how many restricted records are.
    Alike(Box<FoundAlike>),
    /// Who may be a child that is looked for.
    People(Box<FoundPeople>),
    /// Several incidents whole.
    Whole(Box<Related>),
    /// What a handover is made of.
    Shift(Box<Shift>),
}

/// What the desk shows beside its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// The desk's own contacts.
    pub contacts: Vec<Contact>,
    /// The views of the register that somebody here can choose.
    pub views: Vec<SavedView>,
    /// Unfinished typing of this sitting, the last kept first.
    pub drafts: Vec<Draft>,
    /// Unfinished typing of other sittings, the first begun first.
    pub others: Vec<OtherDraft>,
    /// Handovers, those that wait first.
    pub handovers: Vec<Handover>,
    /// Everybody who may be, or once might be, at the desk.
    pub users: Vec<User>,
}
