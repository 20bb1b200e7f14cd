//! Which lines of what is due match words: those of an incident that has every word, and those
//! whose own title has them.

use std::collections::HashSet;

use rusqlite::Connection;

use super::super::StoreError;
use super::found::Words;
use crate::domain::id::IncidentId;

/// What matches, over what is due alone: incidents on which nothing is, however many, are not looked at.
pub(super) struct Matched {
    incidents: HashSet<i64>,
    lines: HashSet<i64>,
}

impl Matched {
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
