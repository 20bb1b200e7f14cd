//! Which lines of what is due match words: those of an incident that has every word, and those
//! whose own title has them.

use rusqlite::{Connection, Row};

use super::super::column::InOrder;
use super::super::error::StoreError;
use super::due::standing_and_order;
use super::found::Words;
use crate::rules::sight::DueOrder;
use crate::rules::summary::Standing;

/// What matches, over what is due alone: incidents on which nothing is, however many, are not looked at.
pub(super) struct Matched {
    /// Incidents by what lists are sorted by: it is the number of the index of words and stands in
    /// each line, so that no row of the register is read to tell one from the other. In order, as
    /// the index gives them: twenty thousand are found in faster than they are hashed.
    incidents: Vec<i64>,
    /// Lines by their row, in order.
    lines: Vec<i64>,
}

/// The most incidents and lines that are taken out and sorted: of more the list is walked, for then
/// a page of it is soon full.
#[cfg(not(test))]
const FEW: usize = 150;
/// So few that the tests go both ways.
#[cfg(test)]
const FEW: usize = 1;

/// A line that matches: whether it is to be done, where it stands, its row.
pub(super) type Line = (Standing, DueOrder, i64);

impl Matched {
    /// Returns the lines that match, and are of one owner where one is named, in no order and some
    /// twice, where they are few.
    pub(super) fn few(
        &self,
        connection: &Connection,
        whose: Option<&str>,
    ) -> Result<Option<Vec<Line>>, StoreError> {
        if self.incidents.len() > FEW || self.lines.len() > FEW {
            return Ok(None);
        }
        let mut out = Vec::new();
        let incident = "d.incident = (SELECT id FROM register WHERE newest = ?1)";
        for (which, numbers) in [(incident, &self.incidents), ("d.rowid = ?1", &self.lines)] {
            let mut query = connection.prepare_cached(&format!(
                "SELECT d.standing, d.urgency, d.pressing, d.later, d.place, d.rowid FROM due d
                 WHERE {which} AND d.is_searched
                 AND (?2 IS NULL OR d.owner = ?2)"
            ))?;
            for number in numbers {
                for line in query.query_map((number, whose), line)? {
                    out.push(line?);
                }
            }
        }
        Ok(Some(out))
    }

    pub(super) fn find(connection: &Connection, words: &Words) -> Result<Self, StoreError> {
        let of = |sql: &str, wanted: String| -> Result<Vec<i64>, StoreError> {
            let mut query = connection.prepare_cached(sql)?;
            let rows = query.query_map([wanted], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        Ok(Self {
            incidents: of(
                "SELECT rowid FROM open_text WHERE open_text MATCH ?1 ORDER BY rowid",
                format!("flags : isdue AND {}", words.as_match("words")),
            )?,
            lines: of(
                "SELECT rowid FROM due_text WHERE due_text MATCH ?1 ORDER BY rowid",
                words.as_match("words"),
            )?,
        })
    }

    /// Says whether a line matches, by its order and its row.
    pub(super) fn has(&self, later: i64, line: i64) -> bool {
        self.incidents.binary_search(&-later).is_ok() || self.lines.binary_search(&line).is_ok()
    }
}

fn line(row: &Row<'_>) -> Result<Line, rusqlite::Error> {
    let mut row = InOrder::new(row);
    let (standing, order) = standing_and_order(&mut row)?;
    Ok((standing, order, row.next()?))
}
