//! What was learned is shared: an event on each case of the days that has none of it yet.

use super::sight::reports::{Gathered, Learned};
use crate::domain::command::{Command, Edit};
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::NewEvent;

/// Returns the cases that are not marked as shared, and can be.
#[must_use]
pub fn not_shared(gathered: &Gathered) -> Vec<&Learned> {
    let all = gathered.learned.iter();
    all.filter(|case| case.shared_at.is_none() && case.event.is_some())
        .collect()
}

/// Returns what marks each of them as shared now with some audiences; with why, where it is late.
#[must_use]
pub fn share(gathered: &Gathered, audiences: &[&str], because: &str, now: Instant) -> Vec<Command> {
    let note = format!(
        "Learning of {}, shared with: {}",
        gathered.wanted.days,
        audiences.join("; ")
    );
    let command = |case: &Learned| {
        let kind = case.event.as_deref()?;
        let event = NewEvent {
            note: note.clone(),
            reason: because.to_owned(),
            ..NewEvent::new(kind, Moment::exact(now))
        };
        Some(Command::Revise {
            id: case.incident,
            version: case.version,
            edits: vec![Edit::Event(event)],
            draft: None,
        })
    };
    not_shared(gathered)
        .into_iter()
        .filter_map(command)
        .collect()
}
