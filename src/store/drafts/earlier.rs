//! Drafts of earlier releases: kept in the desk's own file, one text a form. They are moved over
//! when the desk is first opened.
//!
//! The copy is committed in the new file before anything is taken out of the old one. A program that
//! is killed in between leaves both, and the next moves the same drafts under the same names: nothing
//! is lost, and nothing is there twice.

use rusqlite::{Connection, TransactionBehavior};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::rows;
use crate::domain::draft::{DraftBody, DraftField};
use crate::domain::id::DraftId;
use crate::domain::instant::Instant;
use crate::store::error::StoreError;
use crate::vault::hex;

/// A draft's text as earlier releases wrote it: the whole form at each letter.
#[derive(Deserialize)]
struct Text {
    groups: Vec<(String, String)>,
    values: Vec<(String, String)>,
    /// What was recorded when it was typed: a field that still holds it was not touched.
    base: Vec<(String, String)>,
    focus: usize,
    #[serde(default)]
    begun: Option<Instant>,
    at: Instant,
}

/// A draft's row as earlier releases wrote it.
struct Row {
    sitting: String,
    key: String,
    body: String,
    begun_at: String,
    saved_at: String,
    put_away: Option<String>,
}

impl Row {
    /// Returns the name that it has however often it is moved.
    fn id(&self) -> DraftId {
        let words = [&self.sitting, &self.key, &self.saved_at].map(String::as_str);
        DraftId(hex(&Sha256::digest(words.join("\n").as_bytes())))
    }
}

/// Moves the drafts over that stand in the desk's own file.
pub(super) fn move_over(desk: &mut Connection, drafts: &mut Connection) -> Result<(), StoreError> {
    let is_empty: bool = desk.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM draft) AND NOT EXISTS (SELECT 1 FROM sitting)",
        [],
        |row| row.get(0),
    )?;
    if is_empty {
        return Ok(());
    }
    // Held until both are done: another program that opens the desk waits, and finds them moved.
    let from = desk.transaction_with_behavior(TransactionBehavior::Immediate)?;
    copy(&from, drafts)?;
    from.execute_batch("DELETE FROM draft; DELETE FROM sitting;")?;
    Ok(from.commit()?)
}

/// Copies them; on return the copy is on the disk.
pub(super) fn copy(from: &Connection, drafts: &mut Connection) -> Result<(), StoreError> {
    let to = drafts.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut sittings = from.prepare(
        "SELECT id, user, host, process, started_at FROM sitting
         WHERE id IN (SELECT sitting FROM draft)",
    )?;
    let mut found = sittings.query([])?;
    while let Some(row) = found.next()? {
        let (id, user, host): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (process, started): (i64, String) = (row.get(3)?, row.get(4)?);
        to.execute(
            "INSERT OR IGNORE INTO sitting VALUES (?1, ?2, ?3, ?4, ?5)",
            (id, user, host, process, started),
        )?;
    }
    let mut query =
        from.prepare("SELECT sitting, key, body, begun_at, saved_at, put_away FROM draft")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let row = Row {
            sitting: row.get(0)?,
            key: row.get(1)?,
            body: row.get(2)?,
            begun_at: row.get(3)?,
            saved_at: row.get(4)?,
            put_away: row.get(5)?,
        };
        put(&to, &row)?;
    }
    Ok(to.commit()?)
}

fn put(to: &Connection, row: &Row) -> Result<(), StoreError> {
    let id = row.id();
    // What is no text of ours is kept word for word, and said to be so where drafts are shown.
    let read = body(&row.body);
    let unread = read.is_none().then_some(&row.body);
    let body = read.unwrap_or_default();
    let added = to.execute(
        "INSERT OR IGNORE INTO draft VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        (
            &id.0,
            &row.sitting,
            &row.key,
            body.version,
            body.begun.map(Instant::to_rfc3339),
            &body.focus,
            &row.begun_at,
            &row.saved_at,
            &row.put_away,
            unread,
        ),
    )?;
    if added == 0 {
        return Ok(());
    }
    rows::put_groups(to, &id, &body.groups)?;
    let mut fields = body.fields.iter();
    fields.try_for_each(|field| rows::put_field(to, &id, field))
}

/// Reads a draft's text; nothing where it is not what earlier releases wrote.
fn body(text: &str) -> Option<DraftBody> {
    let text: Text = serde_json::from_str(text).ok()?;
    let before = |id: &str| {
        let found = text.base.iter().find(|(known, _)| known == id);
        // A field of a person who was added in the form was not recorded.
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let focus = text.values.get(text.focus).map(|(id, _)| id.clone());
    let fields = text.values.iter().map(|(id, value)| DraftField {
        id: id.clone(),
        before: before(id),
        value: value.clone(),
        at: text.at,
    });
    Some(DraftBody {
        version: 0,
        begun: text.begun,
        fields: fields.filter(DraftField::is_touched).collect(),
        focus: focus.unwrap_or_default(),
        groups: text.groups,
    })
}
