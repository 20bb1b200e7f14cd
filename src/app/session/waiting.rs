//! What is remembered of a write until it is committed.

use super::undo::inverse::Undo;
use crate::domain::command::Edit;
use crate::domain::draft::{DraftKey, OtherDraft};
use crate::domain::id::{DraftId, IncidentId};

/// What a committed write is followed by.
#[derive(Clone, Debug)]
pub enum Waiting {
    /// The form that asked closes; what was done is remembered for undo.
    Form(Undo),
    /// Nothing closes; what was done is remembered for undo, and these words are said of it.
    Answer(Undo, String),
    /// The same as for another, and then it is asked when the authority learned of what was said.
    Asks(Box<Waiting>, IncidentId, String),
    /// What changed in a draft is kept.
    Draft(DraftKey),
    /// A draft is dropped.
    Dropped,
    /// A draft that another sitting left behind is taken up: its form opens.
    TakenUp(Box<OtherDraft>),
    /// A draft that another sitting left behind is put away.
    PutAway(DraftId),
    /// Drafts that are old are dropped for good.
    Forgotten,
    /// The files are written: record that they are.
    Files(Box<Leaving>),
    /// What was written is on record: it is said, and of a form it is asked whether it was sent.
    Written(String, Option<(IncidentId, String)>),
    /// A case is disposed of: it is nowhere here any more.
    Disposed,
    /// Something was undone.
    Undone(String),
    /// Files are written that nothing is recorded of; holds what they are.
    Out(String),
    /// It is remembered how far an incident was read.
    Seen,
}

/// Something on its way out.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Which incident's.
    pub id: IncidentId,
    /// The version it was made from.
    pub version: i64,
    /// What is recorded once the files are there.
    pub edits: Vec<Edit>,
    /// What is said then, with `{place}` where the folder stands.
    pub words: String,
    /// The form of the pack of which it is asked then whether the mail program sent it.
    pub asks: Option<String>,
    /// The draft that the record takes the place of.
    pub draft: Option<DraftKey>,
}
