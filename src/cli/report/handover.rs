//! `dutydesk report handover`: what one shift hands to the next.

use crate::cli::desk_file::{self, Unlock};
use crate::cli::io::print;
use crate::config::Places;
use crate::domain::draft::DraftKey;
use crate::error::{Exit, Failure};
use crate::report::handover::text::{Written, text};
use crate::report::handover::{Given, ShiftReport, shift};

pub(super) fn run(unlock: &Unlock, places: &Places) -> Result<Exit, Failure> {
    let file = desk_file::open(places, unlock)?;
    let user = &file.store.settings().who.name;
    let since = shift::since(&file.store.handovers()?, user, file.now);
    let with = file.current.counting();
    let until = shift::until(with.holidays, with.close, file.now);
    let [_, end] = until;
    let shift = file.store.shift(since, end)?;
    let mut in_draft = Vec::new();
    for listed in shift.open.iter().chain(&shift.unread) {
        if file.store.is_begun(&DraftKey::Alert(listed.id))? {
            in_draft.push(listed.id);
        }
    }
    let report = ShiftReport::of(&Given {
        shift: &shift,
        since,
        until,
        open: file.store.tally()?.open,
        in_draft: &in_draft,
        now: file.now,
    });
    print(&text(
        &report,
        &Written {
            council: &file.current.pack.pack.council,
            by: user,
            at: file.now,
            note: "",
            notes: &[],
        },
    ))?;
    Ok(Exit::Done)
}
