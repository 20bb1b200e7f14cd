//! What reports are made of, read from the register: the rows of the days that are asked for, and no
//! others.

mod clocks;
mod names;

use rusqlite::Connection;

use super::counts::Counted;
use super::error::StoreError;
use super::incidents;
use super::lists::BATCH;
use super::opened::Store;
use super::people;
use super::register::table::RegisterTable;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::Learning;
use crate::domain::months::Days;
use crate::domain::query::{Asked, Field, Query};
use crate::domain::right::Right;
use crate::rules::Rules;
use crate::rules::case::Case;
use crate::rules::sight::reports::{
    Examined, Gathered, Learned, Point, ReportOf, ReportWanted, RestrictedRecords,
};
use crate::rules::sight::table::{Entry, MOST_MATCHING, Order, Sort, SortBy};
use crate::rules::summary::concluded;

impl Store {
    /// Returns what a report is made of.
    ///
    /// # Errors
    /// When they may not see cases, or the file cannot be read.
    pub fn gather(&self, wanted: ReportWanted, now: Instant) -> Result<Gathered, StoreError> {
        self.require(Right::See)?;
        self.count(Counted::Looked("report"));
        let reading = self.connection.unchecked_transaction()?;
        let during = match wanted.of {
            ReportOf::Learning => Field::Concluded,
            ReportOf::Activity | ReportOf::Timeliness | ReportOf::Inspection => Field::Received,
        };
        let mut gathered = Gathered {
            wanted,
            entries: entries(&reading, during, wanted.days)?,
            clocks: Vec::new(),
            learned: Vec::new(),
            examined: Vec::new(),
            names: Vec::new(),
            restricted: restricted(&reading)?,
        };
        match wanted.of {
            ReportOf::Activity => {}
            ReportOf::Timeliness => gathered.clocks = clocks::of(&reading, wanted.days)?,
            ReportOf::Learning => {
                for entry in &gathered.entries {
                    let found = self.examined(&reading, entry.listed.id)?;
                    let learned = found.map(|found| learned(&reading, entry, &found, now));
                    gathered.learned.extend(learned.transpose()?);
                }
            }
            ReportOf::Inspection => {
                for entry in &gathered.entries {
                    let found = self.examined(&reading, entry.listed.id)?;
                    gathered.examined.extend(found);
                }
            }
        }
        if matches!(wanted.of, ReportOf::Learning | ReportOf::Inspection) {
            let ids = gathered.entries.iter().map(|entry| entry.listed.id);
            gathered.names = people::names(&reading, ids)?;
        }
        Ok(gathered)
    }

    fn examined(
        &self,
        reading: &Connection,
        id: IncidentId,
    ) -> Result<Option<Examined>, StoreError> {
        let Some(incident) = incidents::one(reading, id)? else {
            return Ok(None);
        };
        let rules = self.rules_of(&incident)?;
        Ok(Some(Examined { incident, rules }))
    }
}

/// Reads the incidents with a moment in the days, the first told first.
fn entries(reading: &Connection, during: Field, days: Days) -> Result<Vec<Entry>, StoreError> {
    let (from, over) = days.edges();
    let query = Query::Is(Asked::During(during, Some(from), Some(over)));
    let order = Order::by(Sort {
        by: SortBy::Told,
        descending: false,
    });
    let table = RegisterTable::new(reading, &query, &order);
    let mut out: Vec<Entry> = Vec::new();
    loop {
        let last = out.last().map(|entry| entry.listed.id);
        let rows = table.after(last, BATCH)?;
        if rows.is_empty() {
            return Ok(out);
        }
        out.extend(rows);
    }
}

fn restricted(reading: &Connection) -> Result<RestrictedRecords, StoreError> {
    let yes = |field| Query::Is(Asked::Is(field, "yes"));
    let count = |also: Option<Field>| {
        let all = [Some(Field::Restricted), also].into_iter().flatten();
        let query = Query::All(all.map(yes).collect());
        let counted = RegisterTable::new(reading, &query, &Order::TOLD).matching(MOST_MATCHING)?;
        Ok::<usize, StoreError>(counted.map_or(0, |count| count.at_least))
    };
    Ok(RestrictedRecords {
        all: count(None)?,
        late: count(Some(Field::Late))?,
        unmet: count(Some(Field::Unmet))?,
    })
}

/// Returns what was learned of a case, with the words of it that may be names.
fn learned(
    reading: &Connection,
    entry: &Entry,
    found: &Examined,
    now: Instant,
) -> Result<Learned, StoreError> {
    let (incident, rules): (&Incident, &Rules) = (&found.incident, &found.rules);
    let mut points = Vec::new();
    for kept in incident.ledger::<Learning>() {
        points.push(Point {
            text: kept.text.clone(),
            names: names::of(reading, incident, &kept.text)?,
        });
    }
    let first = concluded(&rules.pack, incident).into_iter().min();
    let event = rules.pack.learning_shared();
    let shared = event.into_iter().flat_map(|event| incident.current(event));
    let shared = shared.filter_map(|entry| entry.at.as_start());
    let case = Case::of(rules.counting(), incident, now);
    let is_late = |event| case.is_late_for(&rules.pack, event, Moment::exact(now));
    Ok(Learned {
        incident: incident.id,
        version: incident.version,
        reference: incident.reference.clone(),
        kinds: entry.registered.kinds.clone(),
        points,
        shared_at: shared.filter(|at| Some(*at) >= first).max(),
        event: event.map(str::to_owned),
        is_late: event.is_some_and(is_late),
    })
}

#[cfg(test)]
mod tests;
