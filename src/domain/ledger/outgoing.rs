//! A draft e-mail that was written to be sent, and what a person's own mail program made of it.

use super::field::record;
use crate::domain::instant::Moment;

record! {
    /// A form written out to be sent: it has left once somebody says that it has.
    Outgoing by OutgoingField {
        /// The form's id in the pack.
        form: String = Form "form",
        /// The draft's file.
        file: String = File "file",
        /// The folder that the file stands in.
        folder: String = Folder "folder",
        /// The roles that it is written to.
        roles: Vec<String> = Roles "roles",
        /// Why it leaves late, where that was said as it was written.
        reason: String = Reason "reason",
        /// When the mail program sent it.
        sent_at: Option<Moment> = SentAt "sent_at",
        /// Why it could not be sent.
        not_sent: String = NotSent "not_sent",
    }
}

impl Outgoing {
    /// Returns where the draft's file stands.
    #[must_use]
    pub fn place(&self) -> String {
        match self.folder.trim_end_matches('/') {
            "" => self.file.clone(),
            folder => format!("{folder}/{}", self.file),
        }
    }
}
