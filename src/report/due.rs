//! What is due, a row each: a clock, a task, a meeting.

use crate::domain::id::{IncidentId, Reference};
use crate::domain::instant::Instant;
use crate::pack::ReadingName;
use crate::rules::clocks::ClockState;
use crate::rules::sight::Due;
use crate::rules::summary::DueOf;
use crate::words::{clock, person};

/// One row of what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRow {
    /// The incident.
    pub incident: IncidentId,
    /// What people call it.
    pub reference: Reference,
    /// Whom it is about: `victim 16`.
    pub who: String,
    /// Where it stands.
    pub state: ClockState,
    /// It is due only if something not known is so.
    pub only_if: bool,
    /// What it leaves: `41 min`, `OVERDUE 2 d 3 h`.
    pub left: String,
    /// What is due.
    pub title: String,
    /// Which line of a clock it is: `target`, `limit`; of a task only that it is due.
    pub line: &'static str,
    /// By when; a task may have no day.
    pub due: Option<Instant>,
    /// The same in words; empty where no day is set.
    pub at: String,
    /// Whose it is.
    pub owner: String,
    /// Why it was set aside; empty where it was not.
    pub because: String,
}

impl DueRow {
    /// Returns a line of what is due, in words.
    #[must_use]
    pub fn of(due: &Due, now: Instant) -> Self {
        let line = &due.line;
        Self {
            incident: due.incident,
            reference: due.reference.clone(),
            who: person::listed(&due.leading),
            state: line.state,
            only_if: line.only_if,
            left: clock::line_left(line, now),
            title: line.title.clone(),
            line: match line.line {
                Some(line) => ReadingName::word(line),
                None if matches!(line.of, DueOf::Meeting(_)) => "meets",
                None => "due",
            },
            due: line.due,
            at: match line.due {
                Some(due) => due.in_a_list(now),
                None => String::new(),
            },
            owner: line.owner.clone(),
            because: line.because.clone(),
        }
    }

    /// Returns the same for a wall board: of a task or a meeting only that there is one, for its
    /// words may name somebody.
    #[must_use]
    pub fn for_all_to_see(due: &Due, now: Instant) -> Self {
        let row = Self::of(due, now);
        match due.line.of {
            _ if due.line.is_restricted => row,
            DueOf::Task(_) => Self {
                title: "a task".to_owned(),
                owner: String::new(),
                ..row
            },
            DueOf::Meeting(_) => Self {
                title: "a meeting".to_owned(),
                owner: String::new(),
                ..row
            },
            DueOf::Clock(_) => row,
        }
    }

    /// Says whether its time has passed with nothing done, and it is known to be due.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.state.is_overdue() && !self.only_if
    }

    /// Returns the line and by when: `target Fri 20 Nov 21:22`; empty where no day is set.
    #[must_use]
    pub fn by_when(&self) -> String {
        if self.at.is_empty() {
            String::new()
        } else {
            format!("{} {}", self.line, self.at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::EntryId;
    use crate::rules::form::tests::at;
    use crate::rules::sight::DueOrder;
    use crate::rules::summary::{DueLine, Standing};

    fn due(of: DueOf, title: &str, state: ClockState) -> Due {
        Due {
            incident: IncidentId(42),
            reference: Reference::new("TH", 2026, 42),
            leading: Vec::new(),
            line: DueLine {
                of,
                place: 0,
                title: title.to_owned(),
                owner: "Head of SQA".to_owned(),
                state,
                standing: Standing::Open,
                line: Some(ReadingName::Target),
                due: Some(at("2026-11-20T21:22:00Z")),
                bounded: false,
                only_if: false,
                started_at: None,
                stopped_at: None,
                because: String::new(),
                is_unmet: false,
                is_restricted: false,
            },
            order: DueOrder {
                urgency: 0,
                pressing: 0,
                later: 0,
                place: 0,
            },
        }
    }

    #[test]
    fn a_row_is_late_because_its_clock_is_and_for_no_word() {
        let now = at("2026-11-20T20:22:00Z");
        let clock = DueOf::Clock("alert_to_sqa".to_owned());
        let named = due(clock.clone(), "OVERDUE books returned", ClockState::Running);
        let row = DueRow::of(&named, now);
        assert!(!row.is_late());
        assert_eq!(
            (row.left.as_str(), row.at.as_str()),
            ("1 h", "Fri 20 Nov 21:22")
        );
        assert_eq!(row.by_when(), "target Fri 20 Nov 21:22");
        for state in [ClockState::Overdue, ClockState::OverdueAtReceipt] {
            assert!(DueRow::of(&due(clock.clone(), "Alert", state), now).is_late());
        }
    }

    #[test]
    fn a_wall_board_names_no_task() {
        let now = at("2026-11-20T20:22:00Z");
        let task = due(
            DueOf::Task(EntryId(1)),
            "ring A. Child-Example",
            ClockState::Running,
        );
        let row = DueRow::for_all_to_see(&task, now);
        assert_eq!((row.title.as_str(), row.owner.as_str()), ("a task", ""));
        let clock = due(
            DueOf::Clock("c".to_owned()),
            "Alert to Head of SQA",
            ClockState::Running,
        );
        assert_eq!(DueRow::for_all_to_see(&clock, now), DueRow::of(&clock, now));
    }
}
