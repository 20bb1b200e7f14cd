//! What a handover is made of, as the desk has it: the shift's report, and its text.

use crate::app::page::See;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::report::handover::text::{Written, text};
use crate::report::handover::{Given, ShiftReport, shift};
use crate::rules::clocks::default_close;

/// Returns when the shift began, and up to when a handover says what is due.
#[must_use]
pub fn span(see: &See<'_>) -> (Instant, Instant) {
    let [_, until] = until(see);
    (since(see), until)
}

pub(super) fn since(see: &See<'_>) -> Instant {
    shift::since(&see.desk.handovers, see.user, see.now)
}

fn until(see: &See<'_>) -> [Instant; 2] {
    shift::until(&see.desk.holidays, default_close(), see.now)
}

/// Returns what this shift hands to the next.
pub(super) fn report(see: &See<'_>) -> ShiftReport {
    let shift = &see.desk.shift;
    let listed = shift.open.iter().chain(&shift.unread).map(|one| one.id);
    let in_draft = listed.filter(|id| see.desk.drafts.is_begun(&DraftKey::Alert(*id)));
    let in_draft: Vec<IncidentId> = in_draft.collect();
    let given = Given {
        shift,
        since: since(see),
        until: until(see),
        open: see.desk.sight.tally.open,
        in_draft: &in_draft,
        now: see.now,
    };
    ShiftReport::of(&given)
}

/// Returns the handover as plain text, with what the person adds to all of it and to each case by
/// its reference.
#[must_use]
pub fn written(see: &See<'_>, note: &str, notes: &[(String, String)]) -> String {
    let written = Written {
        council: &see.current().pack.council,
        by: see.user,
        at: see.now,
        note,
        notes,
    };
    text(&report(see), &written)
}
