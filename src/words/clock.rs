//! Where a clock stands and what it leaves. A state is a word, never a colour alone.

use super::time::span;
use crate::domain::instant::Instant;
use crate::rules::clocks::{ClockFace, ClockState, Timed};
use crate::rules::summary::{DueLine, DueOf, Waits};

/// Returns how long is left, or by how much it is past: `41 min`, `OVERDUE 2 d 3 h`,
/// `at latest 22 h` where the true start is not known, `only if: 22 h` where it is not known
/// whether it is due at all; of a clock that is not running, its state.
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
        state if waits.only_if && state.is_overdue() => format!("only if: OVERDUE {span}"),
        _ if waits.only_if => format!("only if: {span}"),
        ClockState::Overdue => format!("OVERDUE {span}"),
        ClockState::OverdueAtReceipt => format!("overdue at receipt {span}"),
        ClockState::Provisional => format!("provisional {span}"),
        _ if waits.bounded => format!("at latest {span}"),
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
        only_if: line.only_if,
    };
    waits_left(waits, now)
}

/// Returns where a clock stands and what it leaves: `running, 2 d 3 h left`, `OVERDUE 2 d 3 h`.
#[must_use]
pub fn in_full(face: &ClockFace, now: Instant) -> String {
    let waits = Waits::of(face, now);
    let left = waits_left(waits, now);
    match waits.state {
        ClockState::Running | ClockState::DueSoon => {
            let word = waits.state.word();
            match (waits.due, waits.bounded) {
                (None, _) => left,
                (Some(_), true) => format!("{word}, {left}"),
                (Some(_), false) => format!("{word}, {left} left"),
            }
        }
        // The others say their state themselves.
        _ => left,
    }
}

/// Returns the words of a reading's line: `target Fri 20 Nov 21:22`.
#[must_use]
pub fn reading(reading: &Timed, now: Instant) -> String {
    let name = reading.name.word();
    match reading.due {
        Some(due) => format!("{name} {}{}", reading.at_the_latest(), due.short(now)),
        None => format!("{name} {}", ClockState::NotStarted.word()),
    }
}

/// Returns when a reading is due in full: `at the latest Fri 20 Nov 2026 21:22 GMT`.
#[must_use]
pub fn due(reading: &Timed) -> String {
    match reading.due {
        Some(due) => format!("{}{}", reading.at_the_latest(), due.long()),
        None => ClockState::NotStarted.word().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::pack::{ReadingName, Unit};
    use crate::rules::clocks::ReadingState;

    #[test]
    fn only_a_running_clock_has_time_left() {
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
            only_if: Vec::new(),
            is_only_if: false,
            from: None,
            stopped: None,
            set_aside: Vec::new(),
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
                from: None,
                horizon: None,
            }],
            explain: Vec::new(),
            cite: None,
        };
        let same = |words: &'static str| (words, words);
        for (state, (short, full)) in [
            (ClockState::Running, ("2 d 3 h", "running, 2 d 3 h left")),
            (ClockState::DueSoon, ("2 d 3 h", "due soon, 2 d 3 h left")),
            (ClockState::Overdue, same("OVERDUE 2 d 3 h")),
            (
                ClockState::OverdueAtReceipt,
                same("overdue at receipt 2 d 3 h"),
            ),
            (ClockState::Provisional, same("provisional 2 d 3 h")),
            (ClockState::Met, same("met")),
            (ClockState::MetLate, same("met late")),
            (ClockState::StoodDown, same("stood down")),
        ] {
            face.state = state;
            assert_eq!(left(&face, now), short);
            assert_eq!(in_full(&face, now), full);
        }
        face.is_only_if = true;
        for (state, words) in [
            (ClockState::Provisional, "only if: 2 d 3 h"),
            (ClockState::Overdue, "only if: OVERDUE 2 d 3 h"),
            (ClockState::OverdueAtReceipt, "only if: OVERDUE 2 d 3 h"),
            (ClockState::Met, "met"),
        ] {
            face.state = state;
            assert_eq!(left(&face, now), words);
        }
        face.is_only_if = false;
        face.readings[0].bounded = true;
        for (state, (short, full)) in [
            (
                ClockState::DueSoon,
                ("at latest 2 d 3 h", "due soon, at latest 2 d 3 h"),
            ),
            (ClockState::Overdue, same("OVERDUE 2 d 3 h")),
            (ClockState::Met, same("met")),
        ] {
            face.state = state;
            assert_eq!(left(&face, now), short);
            assert_eq!(in_full(&face, now), full);
        }
    }
}
