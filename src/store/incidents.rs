//! An incident read whole: a fixed number of queries, each by an index.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::column::{instant, unread};
use super::error::StoreError;
use super::{imports, timeline};
use crate::domain::age::Age;
use crate::domain::edition::Edition;
use crate::domain::facts::{FactMap, FactValue, Role};
use crate::domain::id::{EntryId, FilingId, IncidentId, PersonId, Reference};
use crate::domain::incident::{Channel, Filing, Incident, Person};
use crate::domain::ledger::{Entry, EntryKind, Record};
use crate::domain::restriction::Restriction;

/// Returns one incident whole, as of one moment.
pub(super) fn load(
    connection: &Connection,
    id: IncidentId,
) -> Result<Option<Incident>, StoreError> {
    let snapshot = connection.unchecked_transaction()?;
    one(&snapshot, id)
}

/// Returns one incident whole, within a transaction that is open already.
pub(super) fn one(snapshot: &Connection, id: IncidentId) -> Result<Option<Incident>, StoreError> {
    let reading = Reading { snapshot, id };
    let Some(mut incident) = reading.incident()? else {
        return Ok(None);
    };
    reading.people(&mut incident)?;
    reading.facts(&mut incident)?;
    reading.timeline(&mut incident)?;
    reading.forms(&mut incident)?;
    reading.filings(&mut incident)?;
    reading.entries(&mut incident)?;
    incident.imported = imports::of(snapshot, id)?;
    Ok(Some(incident))
}

/// Returns the incidents that a person may mean by `42`, `0042` or `TH-2026-0042`, the last logged
/// first; one number is given once a year.
pub(super) fn named(connection: &Connection, typed: &str) -> Result<Vec<IncidentId>, StoreError> {
    let typed = typed.trim();
    let number: Option<i64> = typed.parse().ok().filter(|number| *number > 0);
    let mut query = connection.prepare_cached(
        "SELECT id, reference FROM incident WHERE (reference = ?1 OR number = ?2)
             AND id NOT IN (SELECT m.incident FROM imported m JOIN import f ON f.id = m.import
                 WHERE m.incident = incident.id AND f.finished_at IS NULL)
         ORDER BY id DESC",
    )?;
    let rows = query.query_map((typed.to_uppercase(), number), |row| {
        Ok((IncidentId(row.get(0)?), Reference(row.get(1)?)))
    })?;
    let found = rows.collect::<Result<Vec<_>, _>>()?;
    let meant = found
        .into_iter()
        .filter(|(_, reference)| reference.matches(typed));
    let mut meant: Vec<IncidentId> = meant.map(|(id, _)| id).collect();
    if meant.is_empty() {
        meant = imports::named(connection, typed)?;
    }
    Ok(meant)
}

/// Returns what people call an incident.
pub(super) fn reference(connection: &Connection, id: IncidentId) -> Result<Reference, StoreError> {
    let mut query = connection.prepare_cached("SELECT reference FROM incident WHERE id = ?1")?;
    Ok(Reference(query.query_row([id.0], |row| row.get(0))?))
}

/// Details or fields, by the row that they belong to.
type Parts = BTreeMap<i64, BTreeMap<String, String>>;

struct Reading<'a> {
    snapshot: &'a Connection,
    id: IncidentId,
}

impl Reading<'_> {
    /// Reads the rows of a table that are one incident's; of a row that cannot be read the error
    /// says which incident's and where.
    fn each(
        &self,
        table: &str,
        sql: &str,
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut query = self.snapshot.prepare_cached(sql)?;
        let mut rows = query.query([self.id.0])?;
        while let Some(row) = rows.next()? {
            let of = format_args!("incident {}", self.id);
            take(row).map_err(|error| error.in_row(table, of))?;
        }
        Ok(())
    }

    /// Reads words and values by the row that they belong to.
    fn parts(&self, table: &str, sql: &str) -> Result<Parts, StoreError> {
        let mut parts = Parts::new();
        self.each(table, sql, |row| {
            let of = parts.entry(row.get(0)?).or_default();
            of.insert(row.get(1)?, row.get(2)?);
            Ok(())
        })?;
        Ok(parts)
    }

    fn incident(&self) -> Result<Option<Incident>, StoreError> {
        let mut found = None;
        self.each(
            "incident",
            // Of those that releases before editions were kept logged, the first is meant.
            "SELECT i.reference, i.version, i.created_at, i.created_by, i.told_by, i.source,
                 i.place, i.narrative, e.pack, e.name, i.restriction, i.restricted_by,
                 i.restricted_because
             FROM incident i LEFT JOIN edition e ON e.id = coalesce(i.edition, 1)
             WHERE i.id = ?1 AND i.id NOT IN (SELECT m.incident FROM imported m JOIN import f
                 ON f.id = m.import WHERE m.incident = i.id AND f.finished_at IS NULL)",
            |row| {
                found = Some(Incident {
                    id: self.id,
                    reference: Reference(row.get(0)?),
                    version: row.get(1)?,
                    created_at: instant(row, 2)?,
                    created_by: row.get(3)?,
                    edition: Edition {
                        pack: row.get(8)?,
                        name: row.get(9)?,
                    },
                    told_by: row.get(4)?,
                    source: row.get(5)?,
                    place: row.get(6)?,
                    narrative: row.get(7)?,
                    facts: FactMap::new(),
                    people: Vec::new(),
                    timeline: Vec::new(),
                    form: BTreeMap::new(),
                    filings: Vec::new(),
                    restriction: restriction(row)?,
                    entries: Vec::new(),
                    imported: None,
                });
                Ok(())
            },
        )?;
        Ok(found)
    }

    fn people(&self, incident: &mut Incident) -> Result<(), StoreError> {
        let mut details = self.parts(
            "person_detail",
            "SELECT d.person, d.word, d.value FROM person_detail d JOIN person p ON p.id = d.person
             WHERE p.incident = ?1",
        )?;
        self.each(
            "person",
            "SELECT id, role, name, date_of_birth, age || coalesce(' ' || age_unit, '') AS age, unborn,
                 mosaic_id, struck FROM person
             WHERE incident = ?1 ORDER BY position",
            |row| {
                let mut person = person(row)?;
                // Of most people nothing more is said than their own row holds.
                person.details = details.remove(&person.id.0).unwrap_or_default();
                incident.people.push(person);
                Ok(())
            },
        )
    }

    fn facts(&self, incident: &mut Incident) -> Result<(), StoreError> {
        self.each(
            "fact",
            "SELECT person, fact, value FROM fact WHERE incident = ?1",
            |row| {
                let whose: i64 = row.get(0)?;
                let facts = if whose == 0 {
                    &mut incident.facts
                } else {
                    let mut people = incident.people.iter_mut();
                    let person = people.find(|person| person.id.0 == whose);
                    &mut person.ok_or_else(|| unread(row, 0, "a person"))?.facts
                };
                let value: String = row.get(2)?;
                facts.insert(row.get(1)?, FactValue::from_text(&value));
                Ok(())
            },
        )
    }

    fn timeline(&self, incident: &mut Incident) -> Result<(), StoreError> {
        let sql = format!("{} WHERE e.incident = ?1 ORDER BY e.id", timeline::SELECT);
        self.each("timeline_event", &sql, |row| {
            incident.timeline.push(timeline::event(row)?);
            Ok(())
        })
    }

    fn forms(&self, incident: &mut Incident) -> Result<(), StoreError> {
        let sql = "SELECT field, value FROM form_value WHERE incident = ?1";
        self.each("form_value", sql, |row| {
            incident.form.insert(row.get(0)?, row.get(1)?);
            Ok(())
        })
    }

    fn entries(&self, incident: &mut Incident) -> Result<(), StoreError> {
        let mut fields = self.parts(
            "entry_field",
            "SELECT f.entry, f.field, f.value FROM entry_field f JOIN entry e ON e.id = f.entry
             WHERE e.incident = ?1",
        )?;
        self.each(
            "entry",
            "SELECT id, kind, part_of, created_at, created_by, struck FROM entry
             WHERE incident = ?1 ORDER BY id",
            |row| {
                let id = EntryId(row.get(0)?);
                let kind: String = row.get(1)?;
                let kind =
                    EntryKind::from_id(&kind).ok_or_else(|| unread(row, 1, "a kind of entry"))?;
                let fields = fields.remove(&id.0).unwrap_or_default();
                let record = Record::read(id, kind, &fields)?;
                incident.entries.push(entry(row, id, record)?);
                Ok(())
            },
        )
    }

    fn filings(&self, incident: &mut Incident) -> Result<(), StoreError> {
        self.each(
            "filing",
            "SELECT id, form, at, by, recipients, channel, subject, body FROM filing
             WHERE incident = ?1 ORDER BY id",
            |row| {
                let recipients: String = row.get(4)?;
                let channel: String = row.get(5)?;
                let channel = Channel::of_word(&channel)
                    .ok_or_else(|| unread(row, 5, "how something was sent"))?;
                incident.filings.push(Filing {
                    id: FilingId(row.get(0)?),
                    form: row.get(1)?,
                    at: instant(row, 2)?,
                    by: row.get(3)?,
                    to: recipients.lines().map(str::to_owned).collect(),
                    channel,
                    subject: row.get(6)?,
                    body: row.get(7)?,
                });
                Ok(())
            },
        )
    }
}

/// Reads what was last said of who may read an incident, from columns 10 to 12.
fn restriction(row: &Row<'_>) -> Result<Option<Restriction>, rusqlite::Error> {
    let Some(word) = row.get::<_, Option<String>>(10)? else {
        return Ok(None);
    };
    let stands = Restriction::of_word(&word);
    Ok(Some(Restriction {
        stands: stands.ok_or_else(|| unread(row, 10, "who may read an incident"))?,
        by: row.get(11)?,
        because: row.get(12)?,
    }))
}

fn entry(row: &Row<'_>, id: EntryId, record: Record) -> Result<Entry, rusqlite::Error> {
    Ok(Entry {
        id,
        of: row.get::<_, Option<i64>>(2)?.map(EntryId),
        created_at: instant(row, 3)?,
        created_by: row.get(4)?,
        record,
        struck: row.get(5)?,
    })
}

fn person(row: &Row<'_>) -> Result<Person, rusqlite::Error> {
    let role: String = row.get(1)?;
    let born: Option<String> = row.get(3)?;
    Ok(Person {
        id: PersonId(row.get(0)?),
        role: Role::from_id(&role).ok_or_else(|| unread(row, 1, "a role"))?,
        name: row.get(2)?,
        date_of_birth: born
            .map(|date| NaiveDate::parse_from_str(&date, "%Y-%m-%d"))
            .transpose()
            .map_err(|_unread| unread(row, 3, "a date"))?,
        age: row
            .get::<_, Option<String>>(4)?
            .map(|age| Age::from_text(&age).ok_or_else(|| unread(row, 4, "an age")))
            .transpose()?,
        unborn: row.get(5)?,
        mosaic_id: row.get(6)?,
        details: BTreeMap::new(),
        facts: FactMap::new(),
        struck: row.get(7)?,
    })
}
