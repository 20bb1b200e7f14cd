//! What a row becomes: what it says as this desk says it, and whether it is past.

use chrono::NaiveDate;

use super::day::{Day, Range};
use super::values::is_closed;
use crate::domain::command::{NewIncident, NewPerson};
use crate::domain::facts::FactValue;
use crate::domain::incident::Detail;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{NewEntry, Task};
use crate::domain::timeline::NewEvent;
use crate::domain::user::Role;
use crate::pack::{Means, Pack};

/// What stands as the reason for what came in.
const BECAUSE: &str = "as the old register says";

/// Before this day no alert was kept in a register that anybody has.
const FIRST_YEAR: i32 = 1990;

/// What a row says of a decision.
#[derive(Clone, Debug, Default)]
pub(super) struct Decided {
    /// What it came to, as a word of the protocol; empty where that is not said.
    pub(super) value: String,
    pub(super) at: Option<Day>,
    pub(super) by: String,
}

/// How a row stood, and how it comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Closed there, and here.
    Closed,
    /// Nobody wrote there that it was closed, and nothing has happened on it since the day before which
    /// what is open comes in as closed.
    Past,
    /// Open there, and here, with a task to say what is left.
    Open,
}

/// A row while it is read.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) now: Instant,
    pub(super) reference: String,
    pub(super) status: String,
    pub(super) details: Vec<(Detail, String)>,
    pub(super) facts: Vec<(String, FactValue)>,
    pub(super) person: NewPerson,
    pub(super) form: Vec<(String, String)>,
    events: Vec<(String, Day)>,
    decisions: Vec<(String, Decided)>,
}

/// Days as moments.
pub(super) struct Said;

impl Said {
    /// Returns when something was, as well as it is said: to the minute where a time stands there. A time
    /// that the clocks passed over is known to its day.
    pub(super) fn moment((day, time): Day) -> Moment {
        let exact = time.and_then(|time| Instant::from_london(day, time));
        exact.map_or_else(|| Moment::day(day), Moment::exact)
    }
}

impl Case {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            now,
            reference: String::new(),
            status: String::new(),
            details: Vec::new(),
            facts: Vec::new(),
            person: NewPerson::default(),
            form: Vec::new(),
            events: Vec::new(),
            decisions: Vec::new(),
        }
    }

    /// Returns which days what happened can have been on.
    pub(super) fn range(&self) -> Range {
        let last = self.now.london_date();
        Range {
            first: NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or(last),
            last,
        }
    }

    /// Notes when something happened; of what two columns say, what the first does.
    pub(super) fn happened(&mut self, event: &str, day: Day) {
        if self.day_of(event).is_none() {
            self.events.push((event.to_owned(), day));
        }
    }

    /// Returns what is said of a decision.
    pub(super) fn decision(&mut self, id: &str) -> &mut Decided {
        let at = self.decisions.iter().position(|(known, _)| known == id);
        let at = at.unwrap_or_else(|| {
            self.decisions.push((id.to_owned(), Decided::default()));
            self.decisions.len() - 1
        });
        &mut self.decisions[at].1
    }

    fn day_of(&self, event: &str) -> Option<Day> {
        let found = self.events.iter().find(|(known, _)| known == event);
        found.map(|(_, day)| *day)
    }

    /// Returns the newest day on it.
    fn newest(&self) -> Option<NaiveDate> {
        let decided = self.decisions.iter().filter_map(|(_, decided)| decided.at);
        let all = self.events.iter().map(|(_, day)| *day).chain(decided);
        all.map(|(day, _)| day).max()
    }

    /// Says whether it has any day of a case.
    pub(super) fn has_day(&self) -> bool {
        self.newest().is_some()
    }

    /// Returns the incident that it is, its tasks, the day that it is numbered by, and how it comes in;
    /// nothing where it has no day.
    pub(super) fn into_incident(mut self, pack: &Pack, open_since: NaiveDate) -> Option<Made> {
        let newest = self.newest()?;
        let meaning = |means: Means| pack.event_meaning(means).to_owned();
        let aware = meaning(Means::BecameAware);
        // The authority knew of it at the latest when the alert was raised (A42).
        let known = [
            aware.clone(),
            meaning(Means::AlertSent),
            meaning(Means::Occurred),
        ];
        let told = known.iter().find_map(|event| self.day_of(event));
        let told = told.unwrap_or((newest, None));
        self.happened(&aware, told);
        let standing = self.standing(pack, open_since);
        let mut events: Vec<NewEvent> = self
            .events
            .iter()
            .map(|(kind, day)| Self::event(kind, Said::moment(*day)))
            .collect();
        for (id, decided) in &self.decisions {
            events.extend(self.decided(pack, id, decided));
        }
        let closed = meaning(Means::Closed);
        let is_closed_there = self.day_of(&closed).is_some();
        let mut entries = Vec::new();
        match standing {
            Standing::Closed if is_closed_there => {}
            Standing::Closed => events.push(Self::event(&closed, Moment::UNKNOWN)),
            Standing::Past => {
                let mut event = Self::event(&closed, Moment::UNKNOWN);
                event.reason = format!(
                    "The old register does not say that it was closed; its last date is {}.",
                    newest.format("%-d %b %Y")
                );
                events.push(event);
            }
            Standing::Open => entries.push(self.task(pack)),
        }
        let has_person = self.person != NewPerson::default();
        Some(Made {
            reference: self.reference,
            day: told.0,
            standing,
            incident: NewIncident {
                details: self.details,
                facts: self.facts,
                people: Vec::from_iter(has_person.then_some(self.person)),
                events,
            },
            form: self.form,
            entries,
        })
    }

    fn standing(&self, pack: &Pack, open_since: NaiveDate) -> Standing {
        let closed = pack.event_meaning(Means::Closed);
        if self.day_of(closed).is_some() || is_closed(pack, &self.status) {
            return Standing::Closed;
        }
        let is_old = self.newest().is_none_or(|newest| newest < open_since);
        if is_old {
            Standing::Past
        } else {
            Standing::Open
        }
    }

    fn event(kind: &str, at: Moment) -> NewEvent {
        let mut event = NewEvent::new(kind, at);
        BECAUSE.clone_into(&mut event.reason);
        event
    }

    /// Returns what records a decision; of one that only says by whom or when it was, nothing.
    fn decided(&self, pack: &Pack, id: &str, decided: &Decided) -> Option<NewEvent> {
        let event = pack.decision(id)?.event.as_deref()?;
        if decided.value.is_empty() {
            return None;
        }
        // Of a decision that two columns speak of, one may say when and by whom.
        let other = self.decisions.iter().find(|(_, other)| other.at.is_some());
        let at = decided.at.or(other.and_then(|(_, other)| other.at));
        let mut event = Self::event(event, at.map_or(Moment::UNKNOWN, Said::moment));
        event.value = Some(decided.value.clone());
        if !decided.by.is_empty() {
            event.note = format!("by {}", decided.by);
        }
        Some(event)
    }

    /// Returns what is to be done about a row that was open: by no day, for none is known.
    fn task(&self, pack: &Pack) -> NewEntry {
        let status = match self.status.as_str() {
            "" => String::new(),
            status => format!(" («{status}»)"),
        };
        let mut owners = pack.roles.iter();
        let owner = owners.find(|row| pack.desk_role(&row.id) == Some(Role::Sqa));
        NewEntry::new(Task {
            what: format!("Still open in the old register{status}: say what is left, or close it"),
            owner: owner.map_or_else(String::new, |row| row.title.clone()),
            ..Task::default()
        })
    }
}

/// What a row becomes.
pub(super) struct Made {
    pub(super) reference: String,
    pub(super) day: NaiveDate,
    pub(super) standing: Standing,
    pub(super) incident: NewIncident,
    pub(super) form: Vec<(String, String)>,
    pub(super) entries: Vec<NewEntry>,
}
