//! What stands beside the lists, as it was read, and what others wrote of it.

use super::KeptDraft;
use crate::domain::contact::Contact;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::saved_view::SavedView;
use crate::domain::user::{Own, User};

/// What the desk shows beside its lists, as one reading of the file.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// The desk's own contacts.
    pub contacts: Vec<Contact>,
    /// The views of the register that people saved.
    pub views: Vec<SavedView>,
    /// What was being typed in this sitting.
    pub drafts: Vec<KeptDraft>,
    /// What is being typed in other sittings, or was left behind by them.
    pub others: Vec<OtherDraft>,
    /// Handovers, those that wait first.
    pub handovers: Vec<Handover>,
    /// Everybody who may be, or once might be, at the desk.
    pub users: Vec<User>,
}

/// What other people wrote to the file since it was last read, and what time has changed.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// The incidents that were disposed of.
    pub disposed: Vec<IncidentId>,
    /// The incidents that they logged or changed.
    pub incidents: Vec<IncidentId>,
    /// Rows of the lists are other ones.
    pub lists: bool,
    /// The newest time of what they wrote.
    pub newest_at: Option<Instant>,
    /// The desk's own contacts, where they saved one.
    pub contacts: Option<Vec<Contact>>,
    /// The views of the register, where they may have saved one.
    pub views: Option<Vec<SavedView>>,
    /// The handovers, where they offered or accepted one.
    pub handovers: Option<Vec<Handover>>,
    /// The drafts of other sittings, where one was begun, ended or left behind.
    pub others: Option<Vec<OtherDraft>>,
    /// What was changed of whoever is at the desk.
    pub own: Option<Own>,
    /// Who has a passphrase, where whoever is at the desk may be at it no more.
    pub names: Vec<String>,
}
