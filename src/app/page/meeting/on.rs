//! What a line of a meeting's page stands for.

use crate::domain::id::EntryId;

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// Somebody asked to it.
    Invitee(EntryId),
    /// Asking somebody more.
    AddInvitee,
    /// Changing when, where, or what is discussed.
    Change,
    /// Writing the invitations.
    Invite,
    /// Saying whether the invitations were sent.
    Sent(String),
    /// Recording it as held.
    Hold,
    /// Cancelling it.
    Cancel,
    /// An action that came of it.
    Entry(EntryId),
    /// Adding an action.
    AddAction,
}
