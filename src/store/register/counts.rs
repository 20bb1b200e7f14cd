//! Counts of the register by a column: one question to the file, however many there are.

use std::collections::BTreeMap;

use chrono::Datelike;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::super::error::StoreError;
use super::question::question;
use crate::domain::instant::Instant;
use crate::rules::sight::counted::{Common, CountBy, CountOf, Counts, CountsWanted};

/// Between the reasons of one incident.
const SEVERAL: char = ';';

/// Returns what is counted by, of the table as `g`; of a time its hour, for no month ends within one.
fn key(by: CountBy) -> &'static str {
    match by {
        CountBy::Told => "substr(ifnull(g.aware_at, g.created_at), 1, 13)",
        CountBy::Happened => "substr(g.occurred_at, 1, 13)",
        CountBy::Notified => "substr(g.notified_at, 1, 13)",
        CountBy::Panel => "substr(g.panel_at, 1, 13)",
        CountBy::Final => "substr(g.ended_at, 1, 13)",
        CountBy::Learning => "substr(g.learning_at, 1, 13)",
        CountBy::Reason => "g.reasons",
        CountBy::Kind => "g.kinds",
        CountBy::State => "g.state_title",
        CountBy::Outcome => "ifnull(g.decided, 'undecided')",
        CountBy::Team => "g.team",
        CountBy::Agency => "g.agency",
        CountBy::Source => "g.source",
    }
}

/// Counts the incidents of a query by a column.
pub(in crate::store) fn counts(
    connection: &Connection,
    wanted: &CountsWanted,
) -> Result<Counts, StoreError> {
    let question = question(&wanted.query);
    let from = match question {
        None => "register g",
        Some(_) => {
            "register_text t CROSS JOIN register g ON g.newest = t.rowid WHERE t.register_text MATCH ?1"
        }
    };
    let sql = format!(
        "SELECT CASE WHEN g.is_restricted THEN NULL ELSE {} END AS common, g.is_restricted, count(*),
             sum(g.clocks_overdue > 0) FROM {from} GROUP BY 1, 2",
        key(wanted.by)
    );
    let mut query = connection.prepare_cached(&sql)?;
    let mut rows = match &question {
        None => query.query([])?,
        Some(question) => query.query([question])?,
    };
    let mut found: BTreeMap<Common, (usize, usize)> = BTreeMap::new();
    let mut all = 0;
    while let Some(row) = rows.next()? {
        let (count, overdue): (usize, usize) = (row.get(2)?, row.get(3)?);
        all += count;
        let commons = if row.get(1)? {
            vec![Common::Restricted]
        } else {
            commons(wanted.by, row.get(0)?)?
        };
        for common in commons {
            let known = found.entry(common).or_default();
            *known = (known.0 + count, known.1 + overdue);
        }
    }
    let found = found.into_iter().map(|(common, (count, overdue))| CountOf {
        common,
        count,
        overdue,
    });
    Ok(Counts::of(wanted.by, found.collect(), all))
}

/// Returns what incidents with a value have in common.
fn commons(by: CountBy, value: Value) -> Result<Vec<Common>, StoreError> {
    Ok(match value {
        Value::Null => vec![Common::Nothing],
        Value::Text(text) if text.trim().is_empty() => vec![Common::Nothing],
        Value::Text(text) if by.is_time() => vec![month(&text)?],
        Value::Text(text) if by.is_several() => {
            let each = text.split(SEVERAL).map(|one| one.trim().to_owned());
            each.map(Common::Said).collect()
        }
        Value::Text(text) => vec![Common::Said(text)],
        Value::Integer(_) | Value::Real(_) | Value::Blob(_) => {
            return Err(StoreError::Invalid(
                "a column of the register is of another kind",
            ));
        }
    })
}

/// Returns the month, in London, of an hour: `2026-11-20T20`.
fn month(hour: &str) -> Result<Common, StoreError> {
    let at = Instant::parse_rfc3339(&format!("{hour}:00:00Z"))
        .map_err(|_unread| StoreError::Invalid("a time of the register cannot be read"))?;
    let day = at.london_date();
    Ok(Common::Month(day.year(), day.month()))
}

#[cfg(test)]
mod tests;
