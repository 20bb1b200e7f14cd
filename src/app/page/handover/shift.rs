//! The shift that a handover is about: when it began, what is due before the next ones end.

use chrono::{Duration, NaiveTime, Timelike};

use crate::app::labels;
use crate::app::page::See;
use crate::domain::instant::{Instant, next_day, on_the_hour};
use crate::domain::text::fold;
use crate::rules::clocks::default_close;
use crate::rules::sight::Due;
use crate::rules::summary::Listed;

/// How far back a first shift is taken to reach.
const SHIFT_HOURS: i64 = 12;
/// When the day takes over from the emergency duty team.
const MORNING: NaiveTime = on_the_hour(9);

/// Returns when the shift began: when the last handover was taken over, from this person or by
/// them, else twelve hours ago. One that is only offered ends no shift.
pub(super) fn since(see: &See<'_>) -> Instant {
    let own = see.desk.handovers.iter().filter(|handover| {
        let by = [&handover.offered_by, &handover.accepted_by];
        by.into_iter().any(|by| fold(by) == fold(see.user))
    });
    let accepted = own.filter_map(|handover| handover.accepted_at).max();
    let earliest = Instant::from_utc(see.now.utc() - Duration::hours(SHIFT_HOURS));
    accepted.unwrap_or(earliest)
}

/// Returns the ends of the next shifts: 09:00, when the day takes over from the emergency duty
/// team, and the office's close of the next working day after it.
pub(super) fn until(see: &See<'_>) -> [Instant; 2] {
    let now = see.now;
    let hour = now.london().hour();
    let at = |date, time| Instant::from_london(date, time).unwrap_or(now);
    let today = now.london_date();
    let morning = if hour < MORNING.hour() {
        today
    } else {
        next_day(today)
    };
    let mut day = morning;
    for _ in 0..14 {
        if see.desk.holidays.is_working_day(day) {
            break;
        }
        day = next_day(day);
    }
    [at(morning, MORNING), at(day, default_close())]
}

/// Returns when the shift began, and up to when a handover says what is due.
#[must_use]
pub fn span(see: &See<'_>) -> (Instant, Instant) {
    let [_, until] = until(see);
    (since(see), until)
}

pub(super) fn case_words(see: &See<'_>, listed: &Listed) -> String {
    let next = listed.next.as_ref().map(labels::next_step_words);
    let next = next.map_or_else(String::new, |next| format!(" Next: {next}."));
    let state = see.desk.listed_stage_words(listed);
    format!("{}  {state}. {}.{next}", listed.reference, listed.summary)
}

/// Returns what is due up to a moment, most urgent first, in words.
pub(super) fn due_until<'a>(
    see: &See<'a>,
    from: Option<Instant>,
    to: Instant,
) -> Vec<(&'a Due, String)> {
    let wanted = |due: &&Due| {
        let at = due.line.due;
        at.is_some_and(|at| at <= to && from.is_none_or(|from| at > from))
    };
    let words = |due: &Due| {
        format!(
            "{}  {}: {}, {} ({})",
            due.reference,
            due.line.title,
            labels::line_left(&due.line, see.now),
            due.line.due.map_or_else(String::new, Instant::long),
            due.line.owner
        )
    };
    let lines = see.desk.shift.due.iter().filter(wanted);
    lines.map(|due| (due, words(due))).collect()
}
