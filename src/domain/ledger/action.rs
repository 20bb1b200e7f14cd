//! An action for an agency, with evidence and impact.

use super::field::record;
use super::task::ToDo;
use crate::domain::instant::Moment;

record! {
    /// An action for an agency; one that came of a meeting belongs to it.
    Action by ActionField {
        /// What is to be done.
        what: String = What "what",
        /// Whose recommendations it answers: the id of the pack's row.
        origin: String = Origin "origin",
        /// Whose it is, an agency or a person.
        owner: String = Owner "owner",
        /// By when.
        due: Option<Moment> = Due "due",
        /// When it was done.
        done_at: Option<Moment> = DoneAt "done_at",
        /// The steps taken.
        evidence: String = Evidence "evidence",
        /// The impact they had.
        impact: String = Impact "impact",
    }
}

impl Action {
    /// Returns it as what is to be done.
    #[must_use]
    pub fn to_do(&self) -> ToDo<'_> {
        ToDo {
            what: &self.what,
            owner: &self.owner,
            due: self.due,
            done_at: self.done_at,
        }
    }
}
