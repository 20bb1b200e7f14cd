//! Words for time left and where a clock stands. A state is a word, never a colour alone.

use chrono::Duration;

use crate::domain::instant::Instant;
use crate::protocol::case::Case;
use crate::protocol::clocks::{ClockFace, ClockState};
use crate::protocol::pack::process::DecisionRule;
use crate::protocol::pack::{Means, Pack};
use crate::protocol::tasks::TaskFace;

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
    if !face.state.is_open() {
        return face.state.word().to_owned();
    }
    let reading = face.next_reading(now);
    let Some((reading, due)) = reading.and_then(|reading| Some((reading, reading.due?))) else {
        return face.state.word().to_owned();
    };
    let span = span(due.since(now));
    match face.state {
        ClockState::Overdue => format!("OVERDUE {span}"),
        ClockState::OverdueAtReceipt => format!("overdue at receipt {span}"),
        ClockState::Provisional => format!("provisional {span}"),
        _ if reading.bounded => format!("{}in {span}", reading.at_the_latest()),
        _ => span,
    }
}

/// Returns how long is left of a task, or by how much it is past.
#[must_use]
pub fn task_left(task: &TaskFace, now: Instant) -> String {
    let Some(due) = task.due.filter(|_| task.state.is_open()) else {
        return if task.state.is_open() {
            "task"
        } else {
            task.state.word()
        }
        .to_owned();
    };
    let span = span(due.since(now));
    if task.state.is_overdue() {
        format!("OVERDUE {span}")
    } else {
        span
    }
}

/// Returns the next step in words, with the key that does it; nothing when nothing waits.
#[must_use]
pub fn next_words(pack: &Pack, case: &Case) -> Option<String> {
    let next = case.next.as_ref()?;
    let step = case.steps.iter().find(|step| step.id == next.step)?;
    let done = |event: &str| step.done.iter().any(|known| known == event);
    let told = pack.told.iter().filter_map(|row| row.event.as_deref());
    let key = if done(pack.event_meaning(Means::AlertSent)) {
        "e fills it in, s sends it"
    } else if pack.decisions.iter().any(|row| {
        let several = row.rule != DecisionRule::One;
        let by_all = several && step.done.iter().any(|event| row.is_recorded_by(event));
        by_all || row.event.as_deref().is_some_and(done)
    }) {
        "x answers it"
    } else if told.into_iter().any(done) {
        "c records the call"
    } else {
        "x records it"
    };
    Some(format!("{} ({}): {key}", next.title, next.owner))
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
        use crate::protocol::clocks::{ReadingState, Timed};
        use crate::protocol::pack::{ReadingName, Unit};
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
