//! What the program itself must recognise, whatever the council calls it.
//!
//! A pack says it of its rows with `means = "..."`, each once; no row's id stands in the program.
//! So a council may name its events as it likes, and a pack that lacks one is refused with its
//! place instead of a desk that never sees an alert as sent.

use serde::Deserialize;

/// Declares the meanings that rows of one kind may have, with the words that packs write.
macro_rules! meanings {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $meaning:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        pub enum $name {
            $($(#[$one])* #[serde(rename = $word)] $meaning,)*
        }

        impl $name {
            /// Every meaning, in this order.
            pub const ALL: &[Self] = &[$(Self::$meaning),*];

            /// Returns the word that packs write.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$meaning => $word,)*
                }
            }
        }
    };
}

meanings! {
    /// What an event means to the program.
    Means {
        /// When the incident happened.
        Occurred = "occurred",
        /// When the authority was first told (A42).
        BecameAware = "became_aware",
        /// A person decided to raise an alert.
        AlertRaised = "alert_raised",
        /// A person decided not to raise one, with the reason.
        AlertNotRaised = "alert_not_raised",
        /// The alert has left.
        AlertSent = "alert_sent",
        /// The notification was submitted.
        Notified = "notified",
        /// The notification was taken back.
        Withdrawn = "withdrawn",
        /// Agency checks were requested.
        ChecksRequested = "checks_requested",
        /// The last agency check came back.
        ChecksReturned = "checks_returned",
        /// The incident was merged into another as a duplicate.
        Merged = "merged",
        /// The case was closed.
        Closed = "closed",
        /// A case that was closed or merged is open again.
        Reopened = "reopened",
        /// What was learned was shared with those who are to learn it. Last: a pack of before the
        /// register was asked for it declares none.
        LearningShared = "learning_went_out",
    }
}

impl Means {
    /// Says whether every pack must declare it.
    #[must_use]
    pub fn is_needed(self) -> bool {
        self != Self::LearningShared
    }
}

meanings! {
    /// What a start made of several events means to the program.
    StartMeans {
        /// The authority's awareness: receipt falls back to it, and it bounds what cannot be later.
        Awareness = "awareness",
    }
}

meanings! {
    /// What a fact means to the program.
    FactMeans {
        /// It happened in the authority's area: asked as the call is logged.
        HappenedInArea = "happened_in_area",
        /// The child is looked after: the register is asked for it.
        LookedAfter = "is_looked_after",
    }
}

impl FactMeans {
    /// Says whether every pack must declare it.
    #[must_use]
    pub fn is_needed(self) -> bool {
        self != Self::LookedAfter
    }
}
