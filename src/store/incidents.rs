//! Incidents read whole: a fixed number of queries, joined here by the incident's row.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Params, Row, Statement};

use super::column::{instant, malformed};
use super::{StoreError, timeline};
use crate::domain::facts::{FactMap, FactValue, Role};
use crate::domain::id::{EntryId, FilingId, IncidentId, PersonId, Reference};
use crate::domain::incident::{Filing, Incident, Person};
use crate::domain::ledger::{Entry, EntryKind, Record};

/// Returns one incident or all of them, the last logged first, as of one moment.
pub(super) fn load(
    connection: &Connection,
    only: Option<IncidentId>,
) -> Result<Vec<Incident>, StoreError> {
    let snapshot = connection.unchecked_transaction()?;
    let reading = Reading {
        snapshot: &snapshot,
        only,
    };
    let mut incidents = reading.incidents()?;
    reading.people(&mut incidents)?;
    reading.facts(&mut incidents)?;
    reading.timeline(&mut incidents)?;
    reading.forms(&mut incidents)?;
    reading.filings(&mut incidents)?;
    reading.entries(&mut incidents)?;
    Ok(incidents.into_values().rev().collect())
}

/// Returns the incidents that a person may mean by `42`, `0042` or `TH-2026-0042`, the last logged
/// first; one number is given once a year.
pub(super) fn named(connection: &Connection, typed: &str) -> Result<Vec<IncidentId>, StoreError> {
    let typed = typed.trim();
    let number: Option<i64> = typed.parse().ok().filter(|number| *number > 0);
    let mut query = connection.prepare_cached(
        "SELECT id, reference FROM incident WHERE reference = ?1 OR number = ?2 ORDER BY id DESC",
    )?;
    let rows = query.query_map((typed.to_uppercase(), number), |row| {
        Ok((IncidentId(row.get(0)?), Reference(row.get(1)?)))
    })?;
    let found = rows.collect::<Result<Vec<_>, _>>()?;
    let meant = found
        .into_iter()
        .filter(|(_, reference)| reference.matches(typed));
    Ok(meant.map(|(id, _)| id).collect())
}

/// Incidents by their row: rows are handed out in the order of logging.
type ById = BTreeMap<i64, Incident>;

struct Reading<'a> {
    snapshot: &'a Connection,
    only: Option<IncidentId>,
}

impl Reading<'_> {
    /// Prepares a query for one incident or for all; `key` is the column that names the incident.
    fn query(&self, select: &str, key: &str, order: &str) -> Result<Statement<'_>, StoreError> {
        let which = match self.only {
            Some(_) => format!("WHERE {key} = ?1"),
            None => String::new(),
        };
        Ok(self
            .snapshot
            .prepare(&format!("{select} {which} ORDER BY {order}"))?)
    }

    fn parameters(&self) -> impl Params {
        rusqlite::params_from_iter(self.only.map(|id| id.0))
    }

    fn incidents(&self) -> Result<ById, StoreError> {
        let mut query = self.query(
            "SELECT id, reference, version, created_at, created_by, told_by, source, place,
             narrative FROM incident",
            "id",
            "id",
        )?;
        let rows = query.query_map(self.parameters(), |row| {
            let id: i64 = row.get(0)?;
            Ok((
                id,
                Incident {
                    id: IncidentId(id),
                    reference: Reference(row.get(1)?),
                    version: row.get(2)?,
                    created_at: instant(row, 3)?,
                    created_by: row.get(4)?,
                    told_by: row.get(5)?,
                    source: row.get(6)?,
                    place: row.get(7)?,
                    narrative: row.get(8)?,
                    facts: FactMap::new(),
                    people: Vec::new(),
                    timeline: Vec::new(),
                    form: BTreeMap::new(),
                    filings: Vec::new(),
                    entries: Vec::new(),
                },
            ))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn people(&self, incidents: &mut ById) -> Result<(), StoreError> {
        let mut details: BTreeMap<i64, BTreeMap<String, String>> = BTreeMap::new();
        let mut query = self.query(
            "SELECT d.person, d.word, d.value FROM person_detail d JOIN person p ON p.id = d.person",
            "p.incident",
            "d.person",
        )?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            details
                .entry(row.get(0)?)
                .or_default()
                .insert(row.get(1)?, row.get(2)?);
        }
        let mut query = self.query(
            "SELECT incident, id, role, name, date_of_birth, age, unborn, mosaic_id, struck
             FROM person",
            "incident",
            "incident, position",
        )?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            if let Some(incident) = incidents.get_mut(&row.get(0)?) {
                let mut person = person(row)?;
                person.details = details.remove(&person.id.0).unwrap_or_default();
                incident.people.push(person);
            }
        }
        Ok(())
    }

    fn facts(&self, incidents: &mut ById) -> Result<(), StoreError> {
        let mut query = self.query(
            "SELECT incident, person, fact, value FROM fact",
            "incident",
            "incident",
        )?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            let Some(incident) = incidents.get_mut(&row.get(0)?) else {
                continue;
            };
            let whose: i64 = row.get(1)?;
            let facts = match incident.people.iter_mut().find(|p| p.id.0 == whose) {
                Some(person) => &mut person.facts,
                None => &mut incident.facts,
            };
            let value: String = row.get(3)?;
            facts.insert(row.get(2)?, FactValue::from_text(&value));
        }
        Ok(())
    }

    fn timeline(&self, incidents: &mut ById) -> Result<(), StoreError> {
        let mut query = self.query(timeline::SELECT, "e.incident", "e.id")?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            if let Some(incident) = incidents.get_mut(&row.get(0)?) {
                incident.timeline.push(timeline::event(row)?);
            }
        }
        Ok(())
    }

    fn forms(&self, incidents: &mut ById) -> Result<(), StoreError> {
        let mut query = self.query(
            "SELECT incident, field, value FROM form_value",
            "incident",
            "incident",
        )?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            if let Some(incident) = incidents.get_mut(&row.get(0)?) {
                incident.form.insert(row.get(1)?, row.get(2)?);
            }
        }
        Ok(())
    }

    fn entries(&self, incidents: &mut ById) -> Result<(), StoreError> {
        let mut fields: BTreeMap<i64, BTreeMap<String, String>> = BTreeMap::new();
        let mut query = self.query(
            "SELECT f.entry, f.field, f.value FROM entry_field f JOIN entry e ON e.id = f.entry",
            "e.incident",
            "f.entry",
        )?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            fields
                .entry(row.get(0)?)
                .or_default()
                .insert(row.get(1)?, row.get(2)?);
        }
        let mut query = self.query(
            "SELECT incident, id, kind, part_of, created_at, created_by, struck FROM entry",
            "incident",
            "id",
        )?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            let Some(incident) = incidents.get_mut(&row.get(0)?) else {
                continue;
            };
            let id = EntryId(row.get(1)?);
            let kind: String = row.get(2)?;
            // A kind of a later program: that file is refused before it is read.
            let Some(kind) = EntryKind::from_id(&kind) else {
                continue;
            };
            let fields = fields.remove(&id.0).unwrap_or_default();
            let record = Record::read(id, kind, &fields)?;
            incident.entries.push(entry(row, id, record)?);
        }
        Ok(())
    }

    fn filings(&self, incidents: &mut ById) -> Result<(), StoreError> {
        let mut query = self.query(
            "SELECT incident, id, form, at, by, recipients, channel, subject, body FROM filing",
            "incident",
            "id",
        )?;
        let mut rows = query.query(self.parameters())?;
        while let Some(row) = rows.next()? {
            let Some(incident) = incidents.get_mut(&row.get(0)?) else {
                continue;
            };
            let recipients: String = row.get(5)?;
            incident.filings.push(Filing {
                id: FilingId(row.get(1)?),
                form: row.get(2)?,
                at: instant(row, 3)?,
                by: row.get(4)?,
                to: recipients.lines().map(str::to_owned).collect(),
                channel: row.get(6)?,
                subject: row.get(7)?,
                body: row.get(8)?,
            });
        }
        Ok(())
    }
}

fn entry(row: &Row<'_>, id: EntryId, record: Record) -> Result<Entry, rusqlite::Error> {
    Ok(Entry {
        id,
        of: row.get::<_, Option<i64>>(3)?.map(EntryId),
        created_at: instant(row, 4)?,
        created_by: row.get(5)?,
        record,
        struck: row.get(6)?,
    })
}

fn person(row: &Row<'_>) -> Result<Person, rusqlite::Error> {
    let role: String = row.get(2)?;
    let born: Option<String> = row.get(4)?;
    Ok(Person {
        id: PersonId(row.get(1)?),
        role: Role::from_id(&role).ok_or_else(|| malformed(2))?,
        name: row.get(3)?,
        date_of_birth: born
            .map(|date| {
                NaiveDate::parse_from_str(&date, "%Y-%m-%d")
                    .ok()
                    .ok_or_else(|| malformed(4))
            })
            .transpose()?,
        age: row.get(5)?,
        unborn: row.get(6)?,
        mosaic_id: row.get(7)?,
        details: BTreeMap::new(),
        facts: FactMap::new(),
        struck: row.get(8)?,
    })
}
