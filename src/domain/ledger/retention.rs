//! How long a case is kept, what keeps it longer, and that somebody proposes to dispose of it.

use super::field::record;
use crate::domain::instant::Moment;

record! {
    /// The retention class that a person chose for a case; of several that stand the last counts.
    Retention by RetentionField {
        /// The id of the class in the pack.
        class: String = Class "class",
        /// From which day its years are counted, where the case itself does not say it: a death.
        from: Option<Moment> = From "from",
        /// Why this class.
        reason: String = Reason "reason",
    }
}

record! {
    /// A legal hold: a case under it is not disposed of, whatever its class says.
    Hold by HoldField {
        /// Why: an inquiry, a claim, a court's order.
        reason: String = Reason "reason",
        /// Why it was lifted; empty while it stands.
        lifted: String = Lifted "lifted",
    }
}

record! {
    /// A proposal to dispose of a case, which somebody else agrees to.
    Disposal by DisposalField {
        /// Why.
        reason: String = Reason "reason",
    }
}
