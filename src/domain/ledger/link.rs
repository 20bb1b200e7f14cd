//! Another incident that this one belongs with.

use super::field::{record, words};
use crate::domain::id::IncidentId;

words! {
    /// Why two incidents belong together.
    LinkReason, "a reason for a link" {
        /// The same event.
        Event "event" "event, the same",
        /// The same child.
        Child "child" "child, the same",
        /// A brother or sister of the child.
        Sibling "sibling" "sibling of the child",
        /// The same address.
        Address "address" "address, the same",
        /// The same person alleged to have done it.
        Suspect "suspect" "suspect (alleged), the same",
        /// This incident is merged into the other.
        Duplicate "duplicate" "duplicate: this one is merged into it",
    }
}

record! {
    /// A link to another incident.
    Link by LinkField {
        /// The other incident.
        to: Option<IncidentId> = To "to",
        /// Why.
        why: Option<LinkReason> = Why "why",
        /// What else there is to say.
        note: String = Note "note",
    }
}
