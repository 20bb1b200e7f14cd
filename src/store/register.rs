//! The register and what is due: derived from an incident, in the write that changes it.
//!
//! Lists are read from these rows alone. They hold nothing that was told: what a row says follows
//! from the incident's own rows by the [`Rules`](crate::rules::Rules) of the edition that it was
//! logged under, and is made again from them at will.

pub(super) mod check;
pub(super) mod due;
pub(super) mod found;
mod leading;
pub(super) mod list;
mod matched;
pub(super) mod stale;

use rusqlite::{Connection, OptionalExtension, named_params};

use self::leading::leading_text;
use super::error::StoreError;
use super::followed::Followed;
use super::incidents;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::rules::summary::{DueLine, Listed, Summary};

/// Derives an incident's rows again.
///
/// # Errors
/// When there is no such incident, the desk has not the edition that it was logged under, or the file
/// cannot be written.
pub(super) fn derive(
    rows: &Connection,
    followed: &Followed,
    id: IncidentId,
    now: Instant,
) -> Result<(), StoreError> {
    let incident = incidents::one(rows, id)?.ok_or(StoreError::NotThere("incident"))?;
    let rules = followed.of(rows, &incident)?;
    let derivation = followed.derivation(rows, &incident.edition)?;
    put(rows, derivation, &rules.summary(&incident, now))
}

/// Puts what was derived of an incident in the place of what stood there.
fn put(rows: &Connection, derivation: i64, summary: &Summary) -> Result<(), StoreError> {
    let listed = &summary.listed;
    let id = listed.id.0;
    let newest = listed.order();
    let stood: Option<i64> = rows
        .prepare_cached("SELECT newest FROM register WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    put_row(rows, derivation, newest, listed)?;
    put_text(rows, stood, newest, summary)?;
    put_people(rows, id, &summary.people)?;
    rows.prepare_cached("DELETE FROM register_link WHERE incident = ?1")?
        .execute([id])?;
    for (entry, target) in &summary.links {
        rows.prepare_cached("INSERT INTO register_link VALUES (?1, ?2, ?3)")?
            .execute((entry.0, id, target.0))?;
    }
    due::put(rows, listed, &summary.due)
}

fn put_row(
    rows: &Connection,
    derivation: i64,
    newest: i64,
    listed: &Listed,
) -> Result<(), StoreError> {
    let text = |at: Option<Instant>| at.map(Instant::to_rfc3339);
    let (decided, next, waits) = (&listed.decided, &listed.next, &listed.waits);
    rows.prepare_cached(include_str!("register/put.sql"))?
        .execute(named_params! {
            ":id": listed.id.0,
            ":derivation": derivation,
            ":newest": newest,
            ":is_open": listed.is_open(),
            ":is_incoming": listed.is_incoming(),
            ":reference": listed.reference.0,
            ":version": listed.version,
            ":occurred_at": text(listed.occurred_at),
            ":aware_at": text(listed.aware_at),
            ":created_at": listed.created_at.to_rfc3339(),
            ":created_by": listed.created_by,
            ":place": listed.place,
            ":summary": listed.summary,
            ":leading": leading_text(&listed.leading),
            ":people": listed.people,
            ":stage": listed.stage.id(),
            ":state": listed.state.id,
            ":state_title": listed.state.title,
            ":has_moved": listed.state.has_moved,
            ":is_merged": listed.state.merged,
            ":decided": decided.as_ref().map(|decided| &decided.value),
            ":decided_at": decided.as_ref().and_then(|decided| text(decided.at)),
            ":notified_at": text(listed.notified_at),
            ":next_title": next.as_ref().map(|next| &next.title),
            ":next_owner": next.as_ref().map(|next| &next.owner),
            ":next_how": next.as_ref().map(|next| next.how.id()),
            ":waits_state": waits.map(|waits| waits.state.id()),
            ":waits_due": waits.and_then(|waits| text(waits.due)),
            ":waits_bounded": waits.map(|waits| waits.bounded),
            ":waits_only_if": waits.is_some_and(|waits| waits.only_if),
            ":clocks_open": listed.clocks_open,
            ":clocks_overdue": listed.clocks_overdue,
            ":next_change_at": text(listed.next_change_at),
            ":day_and_place": found::day_and_place(listed.occurred_at, &listed.place),
        })?;
    Ok(())
}

/// Puts the words of a search in the place of those that stood there.
fn put_text(
    rows: &Connection,
    stood: Option<i64>,
    newest: i64,
    summary: &Summary,
) -> Result<(), StoreError> {
    if let Some(stood) = stood {
        rows.prepare_cached("DELETE FROM register_text WHERE rowid = ?1")?
            .execute([stood])?;
        rows.prepare_cached("DELETE FROM open_text WHERE rowid = ?1")?
            .execute([stood])?;
    }
    rows.prepare_cached("INSERT INTO register_text (rowid, words) VALUES (?1, ?2)")?
        .execute((newest, &summary.words))?;
    let flags = [
        (summary.listed.is_open(), "isopen"),
        (summary.listed.is_incoming(), "isincoming"),
        (summary.due.iter().any(DueLine::is_listed), "isdue"),
    ];
    let flags: Vec<&str> = flags
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, flag)| *flag)
        .collect();
    if !flags.is_empty() {
        rows.prepare_cached("INSERT INTO open_text (rowid, words, flags) VALUES (?1, ?2, ?3)")?
            .execute((newest, &summary.words, flags.join(" ")))?;
    }
    Ok(())
}

fn put_people(rows: &Connection, id: i64, keys: &[String]) -> Result<(), StoreError> {
    rows.prepare_cached("DELETE FROM register_person WHERE incident = ?1")?
        .execute([id])?;
    for key in keys {
        rows.prepare_cached("INSERT INTO register_person VALUES (?1, ?2)")?
            .execute((key, id))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
