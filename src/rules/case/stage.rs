//! How far the alert of an incident has come.

use crate::domain::facts::Answer;
use crate::pack::{Advice, Means, Pack};
use crate::rules::advice::Advised;
use crate::rules::clocks::Event;
use crate::rules::history::History;
use crate::rules::outgoing::{UNSENT, Unsent};

/// How far the alert of an incident has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Logged; whether to alert has not been settled.
    New,
    /// The protocol suggests an alert, or a person decided on one; it has not left.
    AlertDue,
    /// The alert is written out, and nobody has confirmed that it was sent.
    Written,
    /// The alert has left.
    Sent,
    /// A person decided not to alert, with a reason.
    NotRaised,
}

impl Stage {
    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::AlertDue => "alert due",
            Self::Written => UNSENT,
            Self::Sent => "alert sent",
            Self::NotRaised => "not raised",
        }
    }

    /// Every stage, in the order of the way.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::AlertDue,
        Self::Written,
        Self::Sent,
        Self::NotRaised,
    ];

    /// Returns the stable word.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::AlertDue => "alert_due",
            Self::Written => "written",
            Self::Sent => "sent",
            Self::NotRaised => "no_alert",
        }
    }

    /// Returns the stage of a stable word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }

    /// Says whether the incident still waits for its alert.
    #[must_use]
    pub fn is_incoming(self) -> bool {
        matches!(self, Self::New | Self::AlertDue | Self::Written)
    }
}

/// Returns how far the alert has come: what a person decided counts before what is advised, and of
/// the advice only that which the pack says raises an alert; a referral is none.
pub(super) fn stage(
    pack: &Pack,
    advice: &[Advised],
    happened: &dyn History,
    events: &[Event],
    unsent: &[Unsent],
) -> Stage {
    let sent = pack.event_meaning(Means::AlertSent);
    if happened.recorded(sent) {
        return Stage::Sent;
    }
    let is_written = unsent.iter().any(|unsent| unsent.is_of(sent));
    let raised = pack.event_meaning(Means::AlertRaised);
    let not_raised = pack.event_meaning(Means::AlertNotRaised);
    let decided = events.iter().rev().find_map(|event| {
        if event.event == raised {
            Some(Stage::AlertDue)
        } else {
            (event.event == not_raised).then_some(Stage::NotRaised)
        }
    });
    if is_written && decided != Some(Stage::NotRaised) {
        return Stage::Written;
    }
    if let Some(stage) = decided {
        return stage;
    }
    let calls = |(row, advised): (&Advice, &Advised)| row.raises && advised.answer == Answer::Yes;
    if pack.advice.iter().zip(advice).any(calls) {
        Stage::AlertDue
    } else {
        Stage::New
    }
}
