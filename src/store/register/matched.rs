//! Which lines of what is due match words: those of an incident that has every word, and those
//! whose own title has them.

use std::collections::HashSet;

use rusqlite::{Connection, Row};

use super::super::StoreError;
use super::found::Words;
use crate::domain::id::IncidentId;
use crate::protocol::sight::DueOrder;

/// What matches, over what is due alone: incidents on which nothing is, however many, are not looked at.
pub(super) struct Matched {
    incidents: HashSet<i64>,
    lines: HashSet<i64>,
}

/// The most incidents and lines that are taken out and sorted: of more the list is walked, for then
/// a page of it is soon full.
#[cfg(not(test))]
const FEW: usize = 400;
/// So few that the tests go both ways.
#[cfg(test)]
const FEW: usize = 1;

/// A line that matches: where it stands, its row, whether it is past its time.
pub(super) type Line = (DueOrder, i64, bool);

impl Matched {
    /// Returns the lines that match, in the order of the list, where they are few.
    pub(super) fn few(&self, connection: &Connection) -> Result<Option<Vec<Line>>, StoreError> {
        if self.incidents.len() > FEW || self.lines.len() > FEW {
            return Ok(None);
        }
        let mut out = Vec::new();
        for (column, numbers) in [("incident", &self.incidents), ("rowid", &self.lines)] {
            let mut query = connection.prepare_cached(&format!(
                "SELECT urgency, pressing, later, place, rowid, is_overdue FROM due
                 WHERE {column} = ?1 AND standing = 'open' AND kind <> 'meeting'"
            ))?;
            for number in numbers {
                for line in query.query_map([number], line)? {
                    out.push(line?);
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        Ok(Some(out))
    }

    pub(super) fn find(connection: &Connection, words: &Words) -> Result<Self, StoreError> {
        let of = |sql: &str, wanted: String| -> Result<HashSet<i64>, StoreError> {
            let mut query = connection.prepare_cached(sql)?;
            let rows = query.query_map([wanted], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        Ok(Self {
            incidents: of(
                "SELECT g.id FROM register_text t CROSS JOIN register g ON g.newest = t.rowid
                 WHERE t.register_text MATCH ?1",
                format!("flags : isdue AND {}", words.as_match("words")),
            )?,
            lines: of(
                "SELECT rowid FROM due_text WHERE due_text MATCH ?1",
                words.as_match("words"),
            )?,
        })
    }

    pub(super) fn has(&self, incident: IncidentId, line: i64) -> bool {
        self.incidents.contains(&incident.0) || self.lines.contains(&line)
    }
}

fn line(row: &Row<'_>) -> Result<Line, rusqlite::Error> {
    let order = DueOrder {
        urgency: row.get(0)?,
        pressing: row.get(1)?,
        later: row.get(2)?,
        place: row.get(3)?,
    };
    Ok((order, row.get(4)?, row.get(5)?))
}
