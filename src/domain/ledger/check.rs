//! What one agency was asked for, and what came back.

use super::field::record;
use crate::domain::instant::Moment;

record! {
    /// What one agency was asked for.
    Check by CheckField {
        /// The agency's id in the pack.
        agency: String = Agency "agency",
        /// When it was asked.
        requested_at: Option<Moment> = RequestedAt "requested_at",
        /// When it was asked again, the first time first.
        chased: Vec<Moment> = Chased "chased",
        /// When it answered.
        returned_at: Option<Moment> = ReturnedAt "returned_at",
        /// What came back.
        note: String = Note "note",
    }
}
