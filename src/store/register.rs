//! The register and what is due: derived from an incident, in the write that changes it.
//!
//! Lists are read from these rows alone. They hold nothing that was told: what a row says follows
//! from the incident's own rows by the [`Rules`](crate::rules::Rules) of the edition that it was
//! logged under, and is made again from them at will.

pub(super) mod alike;
pub(super) mod check;
pub(super) mod counts;
pub(super) mod due;
pub(super) mod found;
pub(super) mod known;
mod leading;
pub(super) mod list;
mod matched;
mod question;
pub(super) mod stale;
pub(super) mod table;
mod text;

use rusqlite::types::FromSql;
use rusqlite::{Connection, named_params};

use self::leading::leading_text;
use super::error::StoreError;
use super::followed::Followed;
use super::incidents;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::rules::retention::{Keeping, Review};
use crate::rules::summary::Summary;
use text::Text;

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
    put(rows, derivation, &rules.summary(&incident, now))?;
    put_review(rows, followed, &incident)
}

/// Puts until when a case is kept, by the schedule of today.
fn put_review(
    rows: &Connection,
    followed: &Followed,
    incident: &Incident,
) -> Result<(), StoreError> {
    let schedule = followed.current();
    let review = match Keeping::of(&schedule.pack, incident).review {
        Review::On(day) => Some(day.to_string()),
        Review::NotKnown(_) => None,
    };
    let sql = "UPDATE register SET review_on = ?2 WHERE id = ?1 AND review_on IS NOT ?2";
    rows.prepare_cached(sql)?.execute((incident.id.0, review))?;
    Ok(())
}

/// Returns how many closed cases are past their review date.
pub(super) fn past_review(rows: &Connection, now: Instant) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM register
        WHERE NOT is_open AND review_on IS NOT NULL AND review_on <= ?1";
    let today = now.london().date_naive().to_string();
    Ok(rows
        .prepare_cached(sql)?
        .query_row([today], |row| row.get(0))?)
}

/// Puts what was derived of an incident in the place of what stood there.
fn put(rows: &Connection, derivation: i64, summary: &Summary) -> Result<(), StoreError> {
    let listed = &summary.listed;
    let id = listed.id.0;
    let newest = listed.order();
    let stood = Text::standing(rows, id)?;
    let text = Text::of(summary);
    put_row(rows, derivation, newest, summary)?;
    put_people(rows, id, &summary.people)?;
    put_links(rows, id, &summary.links)?;
    let is_anew = stood.as_ref().is_none_or(Text::is_unknown);
    due::put(rows, listed, &summary.due, is_anew)?;
    // Last: an index of words puts what it gathered on the disk whenever another table is written.
    text::put(rows, stood.as_ref(), &text, summary)
}

fn put_row(
    rows: &Connection,
    derivation: i64,
    newest: i64,
    summary: &Summary,
) -> Result<(), StoreError> {
    let listed = &summary.listed;
    let (occurred, place) = &summary.day_and_place;
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
            ":day_and_place": found::day_and_place(*occurred, place),
            ":is_restricted": listed.is_restricted,
        })?;
    table::put(rows, listed.id.0, &summary.registered)
}

fn put_people(rows: &Connection, id: i64, keys: &[String]) -> Result<(), StoreError> {
    let select = "SELECT key FROM register_person WHERE incident = ?1 ORDER BY key";
    if standing::<String>(rows, select, id)? == keys {
        return Ok(());
    }
    rows.prepare_cached("DELETE FROM register_person WHERE incident = ?1")?
        .execute([id])?;
    for key in keys {
        rows.prepare_cached("INSERT INTO register_person VALUES (?1, ?2)")?
            .execute((key, id))?;
    }
    Ok(())
}

fn put_links(
    rows: &Connection,
    id: i64,
    links: &[(EntryId, IncidentId)],
) -> Result<(), StoreError> {
    let entries = "SELECT entry FROM register_link WHERE incident = ?1 ORDER BY entry";
    let targets = "SELECT target FROM register_link WHERE incident = ?1 ORDER BY entry";
    let entries = standing::<i64>(rows, entries, id)?;
    let targets = standing::<i64>(rows, targets, id)?;
    let stands = entries.into_iter().zip(targets);
    if stands.eq(links.iter().map(|(entry, target)| (entry.0, target.0))) {
        return Ok(());
    }
    rows.prepare_cached("DELETE FROM register_link WHERE incident = ?1")?
        .execute([id])?;
    for (entry, target) in links {
        rows.prepare_cached("INSERT INTO register_link VALUES (?1, ?2, ?3)")?
            .execute((entry.0, id, target.0))?;
    }
    Ok(())
}

/// Reads one column of what stands on an incident.
fn standing<T: FromSql>(rows: &Connection, select: &str, id: i64) -> Result<Vec<T>, StoreError> {
    let mut query = rows.prepare_cached(select)?;
    let found = query.query_map([id], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

#[cfg(test)]
pub(in crate::store) mod tests;
