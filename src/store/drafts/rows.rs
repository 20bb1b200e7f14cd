//! The rows of drafts.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::draft::{DraftBody, DraftChange, DraftField, DraftKey, Group, OtherDraft};
use crate::domain::id::{DraftId, SittingId};
use crate::domain::instant::Instant;
use crate::store::column;
use crate::store::error::StoreError;
use crate::vault::random_word;

/// Keeps what changed in a form of a sitting; the first change begins the draft.
pub(super) fn save(
    rows: &Connection,
    sitting: &SittingId,
    key: &DraftKey,
    change: &DraftChange,
    now: Instant,
) -> Result<(), StoreError> {
    let id = match id_of(rows, sitting, key)? {
        Some(id) => id,
        None => begin(rows, sitting, key, now)?,
    };
    rows.prepare_cached(
        "UPDATE draft SET version = ?2, hour = ?3, focus = ?4, saved_at = ?5 WHERE id = ?1",
    )?
    .execute((
        &id.0,
        change.version,
        change.begun.map(Instant::to_rfc3339),
        &change.focus,
        now.to_rfc3339(),
    ))?;
    if let Some(groups) = &change.groups {
        put_groups(rows, &id, groups)?;
    }
    change
        .fields
        .iter()
        .try_for_each(|field| put_field(rows, &id, field))
}

fn begin(
    rows: &Connection,
    sitting: &SittingId,
    key: &DraftKey,
    now: Instant,
) -> Result<DraftId, StoreError> {
    let id = DraftId(random_word().map_err(|e| StoreError::of_keys(e, Path::new("drafts.db")))?);
    rows.prepare_cached(
        "INSERT INTO draft (id, sitting, key, version, focus, begun_at, saved_at)
         VALUES (?1, ?2, ?3, 0, '', ?4, ?4)",
    )?
    .execute((&id.0, &sitting.0, key.to_string(), now.to_rfc3339()))?;
    Ok(id)
}

/// Writes one field; the same letters once more are the same row.
pub(super) fn put_field(
    rows: &Connection,
    id: &DraftId,
    field: &DraftField,
) -> Result<(), StoreError> {
    rows.prepare_cached(
        "INSERT INTO draft_field (draft, field, before, value, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (draft, field)
         DO UPDATE SET before = excluded.before, value = excluded.value, at = excluded.at",
    )?
    .execute((
        &id.0,
        &field.id,
        &field.before,
        &field.value,
        field.at.to_rfc3339(),
    ))?;
    Ok(())
}

/// Writes which people stand in the form.
pub(super) fn put_groups(
    rows: &Connection,
    id: &DraftId,
    groups: &[Group],
) -> Result<(), StoreError> {
    rows.prepare_cached("DELETE FROM draft_group WHERE draft = ?1")?
        .execute([&id.0])?;
    let mut insert = rows.prepare_cached("INSERT INTO draft_group VALUES (?1, ?2, ?3, ?4)")?;
    for (place, (section, name)) in groups.iter().enumerate() {
        insert.execute((&id.0, place, section, name))?;
    }
    Ok(())
}

/// Returns a sitting's draft of a form, if it has one.
pub(super) fn id_of(
    rows: &Connection,
    sitting: &SittingId,
    key: &DraftKey,
) -> Result<Option<DraftId>, StoreError> {
    let mut query = rows.prepare_cached(
        "SELECT id FROM draft WHERE sitting = ?1 AND key = ?2 ORDER BY saved_at DESC LIMIT 1",
    )?;
    let id = query.query_row((&sitting.0, key.to_string()), |row| row.get(0));
    Ok(id.optional()?.map(DraftId))
}

/// Returns whose a draft is; nothing once it is gone.
pub(super) fn sitting_of(rows: &Connection, id: &DraftId) -> Result<Option<SittingId>, StoreError> {
    let mut query = rows.prepare_cached("SELECT sitting FROM draft WHERE id = ?1")?;
    let sitting = query.query_row([&id.0], |row| row.get(0)).optional()?;
    Ok(sitting.map(SittingId))
}

/// Drops a draft, if it is there, and forgets its sitting if it has no other.
pub(super) fn drop_draft(rows: &Connection, id: &DraftId) -> Result<(), StoreError> {
    if let Some(sitting) = sitting_of(rows, id)? {
        rows.prepare_cached("DELETE FROM draft WHERE id = ?1")?
            .execute([&id.0])?;
        forget_empty(rows, &sitting)?;
    }
    Ok(())
}

/// Forgets a sitting that has no draft left.
fn forget_empty(rows: &Connection, sitting: &SittingId) -> Result<(), StoreError> {
    rows.prepare_cached(
        "DELETE FROM sitting
         WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM draft WHERE sitting = ?1)",
    )?
    .execute([&sitting.0])?;
    Ok(())
}

/// Makes a draft that was left behind a sitting's own, and returns its key there: one more call is
/// given another number than the calls that are half logged in that sitting.
///
/// # Errors
/// When it is gone, cannot be read, or the sitting has a draft of the same form.
pub(super) fn take_up(
    rows: &Connection,
    own: &SittingId,
    id: &DraftId,
) -> Result<DraftKey, StoreError> {
    let mut query = rows.prepare_cached("SELECT sitting, key, unread FROM draft WHERE id = ?1")?;
    let found = query.query_row([&id.0], |row| {
        let unread: Option<String> = row.get(2)?;
        Ok((SittingId(row.get(0)?), key_in(row, 1)?, unread))
    });
    let (from, key, unread) = found.optional()?.ok_or(StoreError::TakenUp)?;
    if unread.is_some() {
        return Err(StoreError::Invalid(
            "it cannot be read: it stays where it is",
        ));
    }
    let taken: Vec<DraftKey> = keys(rows, own)?;
    let key = match key {
        key if !taken.contains(&key) => key,
        DraftKey::New(_) => DraftKey::New(DraftKey::next_call(&taken)),
        _ => {
            return Err(StoreError::Invalid(
                "the same form is half filled in here: save or discard that first",
            ));
        }
    };
    rows.execute(
        "UPDATE draft SET sitting = ?2, key = ?3, put_away = NULL WHERE id = ?1",
        (&id.0, &own.0, key.to_string()),
    )?;
    forget_empty(rows, &from)?;
    Ok(key)
}

fn keys(rows: &Connection, sitting: &SittingId) -> Result<Vec<DraftKey>, StoreError> {
    let mut query = rows.prepare_cached("SELECT key FROM draft WHERE sitting = ?1")?;
    let keys = query.query_map([&sitting.0], |row| key_in(row, 0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Puts a draft away: it stays in the file and is no longer offered.
pub(super) fn put_away(rows: &Connection, id: &DraftId, now: Instant) -> Result<(), StoreError> {
    rows.execute(
        "UPDATE draft SET put_away = ?2 WHERE id = ?1",
        (&id.0, now.to_rfc3339()),
    )?;
    Ok(())
}

/// Returns the drafts of a form that somebody may go on with.
pub(super) fn begun(rows: &Connection, key: &DraftKey) -> Result<Vec<DraftId>, StoreError> {
    let mut query =
        rows.prepare_cached("SELECT id FROM draft WHERE key = ?1 AND put_away IS NULL")?;
    let ids = query.query_map([key.to_string()], |row| Ok(DraftId(row.get(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Returns every draft, whosever it is.
pub(super) fn all(rows: &Connection) -> Result<Vec<(DraftId, DraftKey)>, StoreError> {
    let mut query = rows.prepare_cached("SELECT id, key FROM draft")?;
    let found = query.query_map([], |row| Ok((DraftId(row.get(0)?), key_in(row, 1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Returns the drafts of a sitting, the last kept first.
pub(super) fn own(
    rows: &Connection,
    sitting: &SittingId,
) -> Result<Vec<(DraftId, DraftKey, Instant)>, StoreError> {
    let mut query = rows.prepare_cached(
        "SELECT id, key, saved_at FROM draft WHERE sitting = ?1 ORDER BY saved_at DESC, key",
    )?;
    let found = query.query_map([&sitting.0], |row| {
        Ok((
            DraftId(row.get(0)?),
            key_in(row, 1)?,
            column::instant(row, 2)?,
        ))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Returns the drafts of every other sitting, the first begun first, without what is typed in them.
pub(super) fn others(
    rows: &Connection,
    own: Option<&SittingId>,
) -> Result<Vec<OtherDraft>, StoreError> {
    let mut query = rows.prepare_cached(
        "SELECT d.id, d.sitting, d.key, s.user, s.host, d.begun_at, d.saved_at, d.put_away
         FROM draft d JOIN sitting s ON s.id = d.sitting
         WHERE d.sitting IS NOT ?1 ORDER BY d.begun_at, d.sitting, d.key",
    )?;
    let found = query.query_map([own.map(|own| &own.0)], |row| {
        Ok(OtherDraft {
            id: DraftId(row.get(0)?),
            sitting: SittingId(row.get(1)?),
            key: key_in(row, 2)?,
            by: row.get(3)?,
            host: row.get(4)?,
            begun_at: column::instant(row, 5)?,
            saved_at: column::instant(row, 6)?,
            left: None,
            put_away: column::optional_instant(row, 7)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Returns what is typed in a draft.
///
/// # Errors
/// [`StoreError::Damaged`] where it is there and cannot be read.
pub(super) fn body(rows: &Connection, id: &DraftId) -> Result<DraftBody, StoreError> {
    let mut query =
        rows.prepare_cached("SELECT version, hour, focus, unread FROM draft WHERE id = ?1")?;
    let (mut body, unread) = query.query_row([&id.0], |row| {
        let unread: Option<String> = row.get(3)?;
        let body = DraftBody {
            version: row.get(0)?,
            begun: column::optional_instant(row, 1)?,
            focus: row.get(2)?,
            ..DraftBody::default()
        };
        Ok((body, unread))
    })?;
    if unread.is_some() {
        return Err(StoreError::damaged(
            Path::new("drafts.db"),
            "an earlier release kept it in a form that is not read",
        ));
    }
    let mut query = rows.prepare_cached(
        "SELECT field, before, value, at FROM draft_field WHERE draft = ?1 ORDER BY rowid",
    )?;
    let fields = query.query_map([&id.0], |row| {
        Ok(DraftField {
            id: row.get(0)?,
            before: row.get(1)?,
            value: row.get(2)?,
            at: column::instant(row, 3)?,
        })
    })?;
    body.fields = fields.collect::<Result<_, _>>()?;
    let mut query = rows
        .prepare_cached("SELECT section, name FROM draft_group WHERE draft = ?1 ORDER BY place")?;
    let groups = query.query_map([&id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    body.groups = groups.collect::<Result<_, _>>()?;
    Ok(body)
}

/// Reads a column that holds a draft's key.
fn key_in(row: &rusqlite::Row<'_>, column: usize) -> Result<DraftKey, rusqlite::Error> {
    let text: String = row.get(column)?;
    let Ok(key) = text.parse();
    Ok(key)
}
