//! How a case is kept, in words: its class, its review date, its holds.

use std::fmt::Write as _;

use crate::domain::disposal::Disposed;
use crate::domain::instant::Instant;
use crate::pack::RetentionRow;
use crate::rules::retention::{Keeping, Review};

/// Returns a class of the schedule: `Child protection: 35 years from last contact`.
#[must_use]
pub fn row(row: &RetentionRow) -> String {
    let mut out = format!(
        "{}: {} years from {}",
        row.title,
        row.years,
        row.from.title()
    );
    if let Some(died) = &row.died_under_18 {
        let years = died.years;
        let _infallible = write!(out, "; {years} from death where the child died under 18");
    }
    out
}

/// Returns the class that a case is kept by, and who chose it or that nobody did.
#[must_use]
pub fn class(kept: &Keeping<'_>) -> String {
    match (kept.class, &kept.chosen) {
        (Some(class), Some(chosen)) => {
            format!("{}, chosen by {}", row(class), chosen.entry.created_by)
        }
        (Some(class), None) => format!("{}, proposed: nobody has chosen it", row(class)),
        (None, Some(chosen)) => format!("`{}`, which the schedule has not", chosen.class),
        (None, None) => "the schedule has none for it".to_owned(),
    }
}

/// Returns until when a case is kept.
#[must_use]
pub fn review(kept: &Keeping<'_>, now: Instant) -> String {
    match kept.review {
        Review::NotKnown(what) => format!("not known: {what}"),
        Review::On(day) if kept.is_past(now) => {
            format!("PAST REVIEW since {}", day.format("%-d %b %Y"))
        }
        Review::On(day) => day.format("%-d %b %Y").to_string(),
    }
}

/// Returns what is known of a case that was disposed of.
#[must_use]
pub fn disposed(gone: &Disposed) -> String {
    format!(
        "{}: disposed of {}, proposed by {} and agreed by {} ({})",
        gone.reference,
        gone.agreed_at.long(),
        gone.proposed_by,
        gone.agreed_by,
        gone.class
    )
}

/// Returns what stands on a case: a hold, a proposal; nothing where neither does.
#[must_use]
pub fn standing(kept: &Keeping<'_>) -> String {
    let hold = kept.hold.as_ref().map(|hold| {
        let (by, at) = (&hold.entry.created_by, hold.entry.created_at.long());
        format!("LEGAL HOLD by {by}, {at}: {}", hold.reason)
    });
    let proposal = kept.proposal.as_ref().map(|proposal| {
        let (by, at) = (&proposal.entry.created_by, proposal.entry.created_at.long());
        format!("DISPOSAL PROPOSED by {by}, {at}: {}", proposal.reason)
    });
    let both: Vec<String> = hold.into_iter().chain(proposal).collect();
    both.join("; ")
}
