//! A case that was disposed of: what is known of it after, and what stands in the way before.

use std::fmt;

use chrono::NaiveDate;

use super::id::{IncidentId, Reference};
use super::instant::Instant;

/// What is left of a case that was disposed of. No word of it is personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposed {
    /// The number that the incident had.
    pub id: IncidentId,
    /// What people called it.
    pub reference: Reference,
    /// Its retention class, as the protocol calls it.
    pub class: String,
    /// Up to when it was kept.
    pub review_on: NaiveDate,
    /// When it was proposed.
    pub proposed_at: Instant,
    /// By whom.
    pub proposed_by: String,
    /// When somebody else agreed, and it was gone.
    pub agreed_at: Instant,
    /// Who that was.
    pub agreed_by: String,
}

/// Why a case is not disposed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Something is still to be done on it.
    Open,
    /// It is under a legal hold.
    Held,
    /// Nobody chose its retention class.
    NoClass,
    /// Its review date cannot be said: what is missing.
    NoReview(&'static str),
    /// It is kept up to a day that has not come.
    BeforeReview(NaiveDate),
    /// Nobody proposed it.
    NotProposed,
    /// Whoever would agree proposed it.
    OwnProposal,
    /// Somebody is typing on it.
    BeingTyped(String),
    /// A handover that tells of it waits to be taken over.
    HandoverWaits,
    /// Its rows are not as they were written.
    Altered,
}

impl fmt::Display for Hindrance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("it is open: close it first"),
            Self::Held => f.write_str("it is under a legal hold"),
            Self::NoClass => f.write_str("nobody has chosen its retention class"),
            Self::NoReview(what) => write!(f, "its review date is not known: {what}"),
            Self::BeforeReview(day) => {
                write!(
                    f,
                    "it is kept up to its review date, {}",
                    day.format("%-d %b %Y")
                )
            }
            Self::NotProposed => f.write_str("nobody has proposed to dispose of it"),
            Self::OwnProposal => {
                f.write_str("whoever proposed it cannot agree to it: disposal takes two people")
            }
            Self::BeingTyped(by) => write!(f, "{by} is typing on it"),
            Self::HandoverWaits => {
                f.write_str("a handover that tells of it waits to be taken over")
            }
            Self::Altered => {
                f.write_str("its rows are not as they were written: `dutydesk verify` says which")
            }
        }
    }
}
