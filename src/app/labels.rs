//! Words for time left and where a clock stands. A state is a word, never a colour alone.

use chrono::Duration;

use crate::domain::instant::Instant;
use crate::pack::Pack;
use crate::rules::case::{Case, How};
use crate::rules::clocks::{ClockFace, ClockState};
use crate::rules::summary::{DueLine, DueOf, NextStep, Waits};

/// Returns a span in its two largest units: `41 min`, `21 h`, `2 d 3 h`.
#[must_use]
pub fn span(span: Duration) -> String {
    let minutes = span.num_minutes().abs();
    let (days, hours) = (minutes / 1440, minutes / 60 % 24);
    match (days, minutes / 60) {
        (0, 0) => format!("{minutes} min"),
        (0, hours) if hours < 6 && minutes % 60 > 0 => format!("{hours} h {} min", minutes % 60),
        (0, hours) => format!("{hours} h"),
        _ if hours == 0 => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}

/// Returns how long is left, or by how much it is past: `41 min`, `OVERDUE 2 d 3 h`,
/// `at the latest in 22 h` where the true start is not known; of a clock that is not running, its
/// state.
#[must_use]
pub fn left(face: &ClockFace, now: Instant) -> String {
    waits_left(Waits::of(face, now), now)
}

/// Returns the same of what a list counts down.
#[must_use]
pub fn waits_left(waits: Waits, now: Instant) -> String {
    let Some(due) = waits.due.filter(|_| waits.state.is_open()) else {
        return waits.state.word().to_owned();
    };
    let span = span(due.since(now));
    match waits.state {
        ClockState::Overdue => format!("OVERDUE {span}"),
        ClockState::OverdueAtReceipt => format!("overdue at receipt {span}"),
        ClockState::Provisional => format!("provisional {span}"),
        _ if waits.bounded => format!("at the latest in {span}"),
        _ => span,
    }
}

/// Returns how long a line of what is due leaves; a task without a day is only a task.
#[must_use]
pub fn line_left(line: &DueLine, now: Instant) -> String {
    if matches!(line.of, DueOf::Task(_)) && line.state.is_open() && line.due.is_none() {
        return "task".to_owned();
    }
    let waits = Waits {
        state: line.state,
        due: line.due,
        bounded: line.bounded,
    };
    waits_left(waits, now)
}

/// Returns the next step in words, with the key that does it; nothing when nothing waits.
#[must_use]
pub fn next_words(pack: &Pack, case: &Case) -> Option<String> {
    let next = case.next.as_ref()?;
    Some(step_words(
        &next.title,
        &next.owner,
        How::of(pack, case, next),
    ))
}

/// Returns the next step of a listed incident in words, with the key that does it.
#[must_use]
pub fn next_step_words(next: &NextStep) -> String {
    step_words(&next.title, &next.owner, next.how)
}

fn step_words(title: &str, owner: &str, how: How) -> String {
    let key = match how {
        How::SendForm => "e fills it in, s sends it",
        How::Answer => "x answers it",
        How::Call => "c records the call",
        How::Record => "x records it",
    };
    format!("{title} ({owner}): {key}")
}

/// Returns how long ago something was: `2 h ago`.
#[must_use]
pub fn ago(at: Instant, now: Instant) -> String {
    if at > now {
        return format!("in {}", span(at.since(now)));
    }
    format!("{} ago", span(now.since(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_running_clock_has_time_left() {
        use crate::pack::{ReadingName, Unit};
        use crate::rules::clocks::{ReadingState, Timed};
        let now = Instant::parse_rfc3339("2026-11-20T21:15:00Z").unwrap();
        let mut face = ClockFace {
            id: "panel".to_owned(),
            title: "Panel notification".to_owned(),
            owner: String::new(),
            started_by: None,
            started_at: None,
            state: ClockState::Running,
            stopped_at: None,
            bounded: false,
            readings: vec![Timed {
                name: ReadingName::Target,
                amount: 5,
                unit: Unit::WorkingDays,
                counted: None,
                started_by: None,
                started_at: None,
                due: Some(now.plus(Duration::hours(51))),
                soon: None,
                state: ReadingState::Running,
                bounded: false,
                horizon: None,
            }],
            explain: Vec::new(),
            cite: None,
        };
        for (state, words) in [
            (ClockState::Running, "2 d 3 h"),
            (ClockState::DueSoon, "2 d 3 h"),
            (ClockState::Overdue, "OVERDUE 2 d 3 h"),
            (ClockState::Provisional, "provisional 2 d 3 h"),
            (ClockState::Met, "met"),
            (ClockState::MetLate, "met late"),
            (ClockState::StoodDown, "stood down"),
        ] {
            face.state = state;
            assert_eq!(left(&face, now), words);
        }
        face.readings[0].bounded = true;
        for (state, words) in [
            (ClockState::DueSoon, "at the latest in 2 d 3 h"),
            (ClockState::Overdue, "OVERDUE 2 d 3 h"),
            (ClockState::Met, "met"),
        ] {
            face.state = state;
            assert_eq!(left(&face, now), words);
        }
    }

    #[test]
    fn spans_read_as_people_say_them() {
        let cases = [
            (Duration::minutes(0), "0 min"),
            (Duration::minutes(41), "41 min"),
            (Duration::minutes(95), "1 h 35 min"),
            (Duration::hours(2), "2 h"),
            (Duration::minutes(21 * 60 + 20), "21 h"),
            (Duration::hours(48), "2 d"),
            (Duration::hours(51), "2 d 3 h"),
            (Duration::hours(-51), "2 d 3 h"),
        ];
        for (duration, words) in cases {
            assert_eq!(span(duration), words);
        }
    }
}
