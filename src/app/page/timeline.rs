//! What happened on an incident, newest first: recording it, writing a note, correcting an entry.

pub mod correct;
pub mod note;
pub mod record;

use self::correct::Correct;
use super::Next;
use crate::app::desk::Row;
use crate::domain::timeline::TimelineEvent;

/// Returns the timeline as it is shown, newest first; what was corrected stays in its place.
#[must_use]
pub fn timeline(row: &Row) -> Vec<&TimelineEvent> {
    let mut out: Vec<&TimelineEvent> = row.incident.timeline.iter().collect();
    out.sort_by_key(|entry| {
        let at = entry.at.as_start().unwrap_or(entry.recorded_at);
        std::cmp::Reverse((at, entry.id))
    });
    out
}

/// Opens the correction of the chosen entry.
pub(super) fn open_correct(row: &Row, at: usize) -> Next {
    let Some(entry) = timeline(row).get(at).copied() else {
        return Next::say("The timeline is empty; x records what happened.");
    };
    if !entry.is_current() {
        return Next::say("This entry was corrected or taken back already.");
    }
    Next::form(Correct {
        id: row.incident.id,
        entry: entry.id,
    })
}
