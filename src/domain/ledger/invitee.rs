//! Somebody asked to a meeting, and what they answered.

use super::field::{record, words};

words! {
    /// What somebody asked to a meeting answered.
    Attendance, "an answer to an invitation" {
        /// Nothing yet.
        Invited "invited" "no answer yet",
        /// They come.
        Accepted "accepted" "accepted",
        /// They do not come.
        Apologies "apologies" "apologies",
        /// They were there.
        Attended "attended" "attended",
    }
}

record! {
    /// Somebody asked to a meeting; the meeting is what the entry belongs to.
    Invitee by InviteeField {
        /// In which role.
        role: String = Role "role",
        /// By name.
        name: String = Name "name",
        /// Where the invitation is written to.
        mailbox: String = Mailbox "mailbox",
        /// What they answered.
        status: Option<Attendance> = Status "status",
        /// Who comes in their place, and the like.
        note: String = Note "note",
        /// What they were asked and are able to do, by the abilities' ids.
        able: String = Able "able",
        /// The number of the meeting when their invitation was last written.
        sent: Option<u32> = Sent "sent",
    }
}

impl Invitee {
    /// Returns what they answered; somebody of whom nothing is recorded has not answered yet.
    #[must_use]
    pub fn attendance(&self) -> Attendance {
        self.status.unwrap_or(Attendance::Invited)
    }
}
