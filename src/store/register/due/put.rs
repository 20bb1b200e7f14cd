//! What is due on an incident, put in the place of what stood there: only the lines that are other
//! ones now are written, for most writes change one of them or none. What a search finds a line by
//! follows from its columns, and so need not be compared.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, ToSql, params_from_iter};

use super::super::known;
use super::super::leading::leading_text;
use crate::domain::instant::Instant;
use crate::domain::text::fold;
use crate::rules::sight::DueOrder;
use crate::rules::sight::asked::row_words;
use crate::rules::summary::{DueLine, DueOf, Listed};
use crate::store::error::StoreError;

const COLUMNS: &str = "incident, kind, key, reference, place, leading, title, owner, state, \
    standing, is_overdue, line, due_at, is_bounded, is_only_if, started_at, stopped_at, because, \
    is_restricted, urgency, pressing, later, is_searched, is_unmet";

/// A line as its row holds it: the values of [`COLUMNS`], in their order.
type Columns = Vec<Value>;

/// A line to be written, with the words that a search finds it by where the list shows it.
struct New {
    columns: Columns,
    words: Option<String>,
}

/// Puts what is due on an incident in the place of what stood there; the lines that stayed the same
/// too where all is to be made again.
pub(in crate::store::register) fn put(
    rows: &Connection,
    listed: &Listed,
    lines: &[DueLine],
    is_anew: bool,
) -> Result<(), StoreError> {
    let mut new: Vec<New> = lines.iter().map(|line| New::of(line, listed)).collect();
    let mut gone = Vec::new();
    for (number, columns) in standing(rows, listed)? {
        let same = new.iter().position(|line| line.columns == columns);
        match same.filter(|_| !is_anew) {
            Some(at) => drop(new.swap_remove(at)),
            None => gone.push(number),
        }
    }
    for number in gone {
        rows.prepare_cached("DELETE FROM due_text WHERE rowid = ?1")?
            .execute([number])?;
        rows.prepare_cached("DELETE FROM due WHERE rowid = ?1")?
            .execute([number])?;
    }
    let mut found_by = Vec::new();
    for line in &new {
        line.insert(rows)?;
        let words = line.words.as_ref();
        found_by.extend(words.map(|words| (rows.last_insert_rowid(), words)));
    }
    for (_, words) in &found_by {
        known::learn(rows, words)?;
    }
    // All words after all lines: the index puts what it gathered on the disk whenever another
    // table is written.
    for (number, words) in found_by {
        rows.prepare_cached("INSERT INTO due_text (rowid, words) VALUES (?1, ?2)")?
            .execute((number, words))?;
    }
    Ok(())
}

/// Reads the lines that stand on an incident, each with its number.
fn standing(rows: &Connection, listed: &Listed) -> Result<Vec<(i64, Columns)>, StoreError> {
    let mut query = rows.prepare_cached(&format!(
        "SELECT rowid, {COLUMNS} FROM due WHERE incident = ?1"
    ))?;
    let read = |row: &Row<'_>| {
        let columns = 1..row.as_ref().column_count();
        let values = columns.map(|column| row.get(column));
        Ok((row.get(0)?, values.collect::<Result<_, _>>()?))
    };
    let found = query.query_map([listed.id.0], read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

impl New {
    fn of(line: &DueLine, listed: &Listed) -> Self {
        let (kind, key) = stored(&line.of);
        let order = DueOrder::of(line, listed);
        let is_searched = line.is_searched(listed.is_open());
        let text = |words: &str| Value::from(words.to_owned());
        let time = |at: Option<Instant>| Value::from(at.map(Instant::to_rfc3339));
        Self {
            columns: vec![
                listed.id.0.into(),
                text(kind),
                key.into(),
                text(&listed.reference.0),
                order.place.into(),
                leading_text(&listed.leading).into(),
                text(&line.title),
                text(&line.owner),
                text(line.state.id()),
                text(line.standing.id()),
                line.is_overdue().into(),
                line.line.map_or(Value::Null, |name| text(name.word())),
                time(line.due),
                line.bounded.into(),
                line.only_if.into(),
                time(line.started_at),
                time(line.stopped_at),
                text(&line.because),
                line.is_restricted.into(),
                order.urgency.into(),
                order.pressing.into(),
                order.later.into(),
                is_searched.into(),
                line.is_unmet.into(),
            ],
            words: is_searched.then(|| fold(&row_words(line, listed))),
        }
    }

    fn insert(&self, rows: &Connection) -> Result<(), StoreError> {
        let places = vec!["?"; self.columns.len()].join(", ");
        let sql = format!("INSERT INTO due ({COLUMNS}) VALUES ({places})");
        let values = self.columns.iter().map(|value| value as &dyn ToSql);
        rows.prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }
}

/// Returns the kind of what is due and its key, as its row holds them.
pub(super) fn stored(of: &DueOf) -> (&'static str, String) {
    match of {
        DueOf::Clock(id) => ("clock", id.clone()),
        DueOf::Task(entry) => ("task", entry.to_string()),
        DueOf::Meeting(entry) => ("meeting", entry.to_string()),
    }
}
