//! When time alone changes what is said of an incident.
//!
//! Between two writes a case changes only where the clock on the wall passes something: the
//! beginning of what was recorded for a later moment, a line's due, the moment from which it is due
//! soon. Nothing here has to be exact the other way round: a moment at which nothing changes after
//! all costs one derivation.

use chrono::Duration;

use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::ledger::Meeting;
use crate::rules::case::Case;

/// Returns the first moment after `now` at which anything may be another; none when nothing may.
pub(super) fn next(incident: &Incident, case: &Case, now: Instant) -> Option<Instant> {
    let second = Duration::seconds(1);
    let current = incident.timeline.iter().filter(|entry| entry.is_current());
    let begins = current.filter_map(|entry| entry.at.as_start());
    let clocks = case.clocks.iter().filter(|face| face.state.is_open());
    let readings = clocks.flat_map(|face| &face.readings).flat_map(|reading| {
        // At the due itself nothing is past yet: an instant holds whole seconds.
        [reading.soon, reading.due.map(|due| due.plus(second))]
    });
    let tasks = case.tasks.iter().filter(|task| task.state.is_open());
    let tasks = tasks.filter_map(|task| task.due).flat_map(|due| {
        let day = due.plus(-Duration::hours(24));
        [day.plus(second), due.plus(second)]
    });
    let meetings = incident.ledger::<Meeting>();
    let meetings = meetings.filter_map(|meeting| Some(meeting.at?.as_stop()?.plus(second)));
    let moments = begins.chain(readings.flatten()).chain(tasks);
    let moments = moments.chain(meetings);
    moments.filter(|at| *at > now).min()
}
