//! One decider's answer to a decision, with reasons, and the moment stamped on it.

use super::field::record;
use crate::domain::instant::Moment;

record! {
    /// One decider's answer to a decision.
    ///
    /// The question and the answer stand in words too, and so do the pack, the advice and the facts
    /// of that moment, so that it reads the same in five years.
    Position by PositionField {
        /// The decision's id in the pack.
        decision: String = Decision "decision",
        /// Whose place it was given in: a role's id, or the one of who decides despite them.
        slot: String = Slot "slot",
        /// The id of what was answered.
        value: String = Value "value",
        /// What was asked, in the pack's words.
        question: String = Question "question",
        /// What was answered, in the pack's words.
        answer: String = Answer "answer",
        /// The place, in the pack's words.
        place: String = Place "place",
        /// Why.
        reasons: String = Reasons "reasons",
        /// Who answered, by name.
        name: String = Name "name",
        /// In whose place somebody else answered, and by what authority.
        acting: String = Acting "acting",
        /// When it was answered.
        at: Option<Moment> = At "at",
        /// The pack and its edition.
        pack: String = Pack "pack",
        /// The advice as it stood, one line each.
        advice: String = Advice "advice",
        /// The facts as they stood, one line each.
        facts: String = Facts "facts",
    }
}
