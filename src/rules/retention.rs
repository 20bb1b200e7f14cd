//! How long a case is kept, and whether it may be disposed of: its class, its review date, its holds.
//!
//! Nothing is ever deleted by a rule. Past its review date a case is shown to people; two of them
//! dispose of it, or choose another class. The schedule is the council's of today, whatever edition of
//! the protocol a case was logged under.

use chrono::{Months, NaiveDate};

use super::advice::holds;
use super::facts::facts;
use super::history::NoHistory;
use crate::domain::disposal::Hindrance;
use crate::domain::facts::{Answer, FactValue, Role};
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::ledger::{Disposal, EntryKind, Hold, Kept, Retention};
use crate::pack::{KeepFrom, Means, Pack, RetentionRow};

/// Until when a case is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// It is looked at again on this day.
    On(NaiveDate),
    /// That cannot be said: what is missing.
    NotKnown(&'static str),
}

/// How a case is kept.
#[derive(Clone, Debug)]
pub struct Keeping<'a> {
    /// The class that a person chose; none while nobody did.
    pub chosen: Option<Kept<'a, Retention>>,
    /// The class that counts: the chosen one, or the one that the schedule proposes; none where the
    /// schedule has neither.
    pub class: Option<&'a RetentionRow>,
    /// Until when it is kept.
    pub review: Review,
    /// The hold that it is under.
    pub hold: Option<Kept<'a, Hold>>,
    /// The proposal to dispose of it.
    pub proposal: Option<Kept<'a, Disposal>>,
}

impl<'a> Keeping<'a> {
    /// Returns how a case is kept by a schedule.
    #[must_use]
    pub fn of(schedule: &'a Pack, incident: &'a Incident) -> Self {
        let chosen = incident.ledger::<Retention>().last();
        let class = match &chosen {
            Some(chosen) => schedule.retention(&chosen.class),
            None => proposed(schedule, incident),
        };
        let review = match class {
            None => Review::NotKnown("the schedule has no such class"),
            Some(class) => {
                let from = chosen.and_then(|chosen| chosen.from?.as_start());
                review(class, schedule, incident, from.map(day))
            }
        };
        Self {
            chosen,
            class,
            review,
            hold: incident
                .ledger::<Hold>()
                .find(|hold| hold.lifted.trim().is_empty()),
            proposal: incident.ledger::<Disposal>().last(),
        }
    }

    /// Says whether its review date is past: people look at it again.
    #[must_use]
    pub fn is_past(&self, now: Instant) -> bool {
        matches!(self.review, Review::On(review) if review <= day(now))
    }

    /// Returns what keeps it from being disposed of by whoever agrees; nothing where nothing does.
    #[must_use]
    pub fn hindrance(&self, is_open: bool, agrees: &str, now: Instant) -> Option<Hindrance> {
        if let Some(why) = self.hinders_any(is_open, now) {
            return Some(why);
        }
        match &self.proposal {
            None => Some(Hindrance::NotProposed),
            Some(own) if own.entry.created_by == agrees => Some(Hindrance::OwnProposal),
            Some(_) => None,
        }
    }

    /// Returns what keeps it from being disposed of by anybody, and from being proposed for it.
    #[must_use]
    pub fn hinders_any(&self, is_open: bool, now: Instant) -> Option<Hindrance> {
        if is_open {
            return Some(Hindrance::Open);
        }
        if self.hold.is_some() {
            return Some(Hindrance::Held);
        }
        if self.chosen.is_none() {
            return Some(Hindrance::NoClass);
        }
        match self.review {
            Review::NotKnown(what) => Some(Hindrance::NoReview(what)),
            Review::On(review) if review > day(now) => Some(Hindrance::BeforeReview(review)),
            Review::On(_) => None,
        }
    }
}

/// Returns the class that a schedule proposes: the first that is not known to be another's. What is
/// not known keeps a case longer, never shorter.
#[must_use]
pub fn proposed<'a>(schedule: &'a Pack, incident: &Incident) -> Option<&'a RetentionRow> {
    let facts = facts(schedule, incident);
    let mut rows = schedule.retentions.iter().filter(|row| !row.by_hand);
    rows.find(|row| match &row.when {
        None => true,
        Some(when) => holds(schedule, &facts, &NoHistory, when) != Answer::No,
    })
}

/// Returns until when a class keeps a case; `from` is the day that a person gave, of a death.
#[must_use]
pub fn review(
    class: &RetentionRow,
    pack: &Pack,
    incident: &Incident,
    from: Option<NaiveDate>,
) -> Review {
    let counted = match class.from {
        KeepFrom::Birth => return of_children(class, incident, from),
        KeepFrom::Death => from.ok_or("the day of the death"),
        KeepFrom::Closure => from
            .or_else(|| closed_on(pack, incident))
            .ok_or("when it was closed"),
        KeepFrom::LastContact => Ok(from.map_or(last_contact(incident), |from| {
            from.max(last_contact(incident))
        })),
    };
    match counted {
        Ok(from) => after(from, class.years),
        Err(what) => Review::NotKnown(what),
    }
}

/// Counts a class from the birth, or the early death, of each child of a case: the last day counts.
fn of_children(class: &RetentionRow, incident: &Incident, death: Option<NaiveDate>) -> Review {
    let is_child = |person: &&Person| matches!(person.role, Role::Victim | Role::Subject);
    let mut last = None;
    for child in incident.standing().filter(is_child) {
        let died = class.died_under_18.as_ref();
        let died = died.filter(|died| has_died(child, &died.fact));
        let own = match (child.date_of_birth, died, death) {
            (_, Some(_), None) => return Review::NotKnown("the day of the death"),
            (Some(birth), Some(died), Some(death)) if is_under_18(birth, death) => {
                after(death, died.years)
            }
            (Some(birth), _, _) => after(birth, class.years),
            (None, _, _) => return Review::NotKnown("a child's date of birth"),
        };
        match (own, last) {
            (Review::On(day), Some(known)) if day <= known => {}
            (Review::On(day), _) => last = Some(day),
            (unknown @ Review::NotKnown(_), _) => return unknown,
        }
    }
    match last {
        Some(day) => Review::On(day),
        None => Review::NotKnown("no child is on it"),
    }
}

fn has_died(child: &Person, fact: &str) -> bool {
    child.facts.get(fact) == Some(&FactValue::YesNo(true))
}

fn is_under_18(birth: NaiveDate, on: NaiveDate) -> bool {
    matches!(after(birth, 18), Review::On(day) if on < day)
}

/// Returns the anniversary; of 29 February in a common year 28 February.
fn after(from: NaiveDate, years: u32) -> Review {
    let months = years.saturating_mul(12);
    match from.checked_add_months(Months::new(months)) {
        Some(day) => Review::On(day),
        None => Review::NotKnown("the day is past every calendar"),
    }
}

fn closed_on(pack: &Pack, incident: &Incident) -> Option<NaiveDate> {
    let ends = [Means::Closed, Means::Merged].map(|means| pack.event_meaning(means));
    let closed = incident.timeline.iter().filter(|entry| entry.is_current());
    let closed = closed.filter(|entry| ends.contains(&entry.kind.as_str()));
    closed.map(|entry| day(entry.recorded_at)).max()
}

/// Returns the day of the last thing that was recorded on a case; what is done to keep or dispose of
/// it is no contact.
fn last_contact(incident: &Incident) -> NaiveDate {
    let is_contact = |kind| {
        !matches!(
            kind,
            EntryKind::Retention | EntryKind::Hold | EntryKind::Disposal
        )
    };
    let events = incident.timeline.iter().map(|entry| entry.recorded_at);
    let entries = incident.entries.iter();
    let entries = entries
        .filter(|entry| is_contact(entry.kind()))
        .map(|entry| entry.created_at);
    let filings = incident.filings.iter().map(|filing| filing.at);
    let all = events.chain(entries).chain(filings);
    day(all.fold(incident.created_at, Instant::max))
}

fn day(at: Instant) -> NaiveDate {
    at.london().date_naive()
}

#[cfg(test)]
mod tests;
