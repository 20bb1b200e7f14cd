//! The desk's own contact list.

use rusqlite::{Connection, OptionalExtension, Row};

use super::done::Done;
use super::error::StoreError;
use super::writing::Writing;
use super::{column, journal};
use crate::domain::change::path::Path;
use crate::domain::contact::{Contact, ContactField};
use crate::domain::id::ContactId;
use crate::domain::instant::Instant;
use crate::domain::text;

const COLUMNS: &str = "id, role, name, phone_day, phone_night, mailbox, deputy, deputy_phone,
    confirmed_at, confirmed_by, version, confirmed_how";

pub(super) fn load(connection: &Connection) -> Result<Vec<Contact>, StoreError> {
    let mut query =
        connection.prepare(&format!("SELECT {COLUMNS} FROM contact ORDER BY role, id"))?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let read = contact(row).map_err(StoreError::from);
        out.push(read.map_err(|error| error.in_row("contact", id))?);
    }
    Ok(out)
}

fn contact(row: &Row<'_>) -> Result<Contact, rusqlite::Error> {
    Ok(Contact {
        id: Some(ContactId(row.get(0)?)),
        role: row.get(1)?,
        name: row.get(2)?,
        phone_day: row.get(3)?,
        phone_night: row.get(4)?,
        mailbox: row.get(5)?,
        deputy: row.get(6)?,
        deputy_phone: row.get(7)?,
        confirmed_at: column::optional_instant(row, 8)?,
        confirmed_by: row.get(9)?,
        version: row.get(10)?,
        // Of a check of an earlier release nobody was asked how.
        confirmed_how: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
    })
}

/// Adds a contact of version 0, or changes one that was seen at its version.
pub(super) fn save(writing: &mut Writing<'_>, contact: &Contact) -> Result<Done, StoreError> {
    let before = match contact.id {
        None if contact.version == 0 => Contact::default(),
        None => return Err(StoreError::Invalid("a new contact has no version yet")),
        Some(id) => seen(writing, id, contact.version)?,
    };
    for ((what, old), (_, new)) in fields(&before).into_iter().zip(fields(contact)) {
        if old != new {
            writing.changed(&Path::Contact(what), old, new);
        }
    }
    if let (Some(id), false) = (contact.id, writing.has_changes()) {
        return Ok(Done::ContactSaved(id));
    }
    let version = before.version + 1;
    let id = write(writing, contact, version)?;
    writing.journalled("save_contact", journal::contact_record(id), version)?;
    Ok(Done::ContactSaved(id))
}

/// Returns the stored contact, refusing if it is not at the version seen.
fn seen(writing: &mut Writing<'_>, id: ContactId, version: i64) -> Result<Contact, StoreError> {
    let found = writing
        .rows
        .query_row(
            &format!("SELECT {COLUMNS} FROM contact WHERE id = ?1"),
            [id.0],
            self::contact,
        )
        .optional()?
        .ok_or(StoreError::NotThere("contact"))?;
    let record = journal::contact_record(id);
    writing.check_version(&record, version, found.version)?;
    writing.note_altered(&record, found.version)?;
    Ok(found)
}

/// Returns the fields as they are stored, absent when empty.
fn fields(contact: &Contact) -> [(ContactField, Option<String>); 10] {
    let line = |typed: &str| Some(text::clean_line(typed)).filter(|line| !line.is_empty());
    [
        (ContactField::Role, line(&contact.role)),
        (ContactField::Name, line(&contact.name)),
        (ContactField::PhoneDay, line(&contact.phone_day)),
        (ContactField::PhoneNight, line(&contact.phone_night)),
        (ContactField::Mailbox, line(&contact.mailbox)),
        (ContactField::Deputy, line(&contact.deputy)),
        (ContactField::DeputyPhone, line(&contact.deputy_phone)),
        (
            ContactField::ConfirmedAt,
            contact.confirmed_at.map(Instant::to_rfc3339),
        ),
        (ContactField::ConfirmedBy, line(&contact.confirmed_by)),
        (ContactField::ConfirmedHow, line(&contact.confirmed_how)),
    ]
}

fn write(writing: &Writing<'_>, contact: &Contact, version: i64) -> Result<ContactId, StoreError> {
    let [
        role,
        name,
        day,
        night,
        mailbox,
        deputy,
        deputy_phone,
        at,
        by,
        how,
    ] = fields(contact).map(|(_, value)| value);
    writing
        .rows
        .prepare_cached(
            "INSERT INTO contact VALUES (?1, coalesce(?2, ''), coalesce(?3, ''), coalesce(?4, ''),
                 coalesce(?5, ''), coalesce(?6, ''), coalesce(?7, ''), coalesce(?8, ''), ?9,
                 coalesce(?10, ''), ?11, ?12)
             ON CONFLICT (id) DO UPDATE SET role = excluded.role, name = excluded.name,
                 phone_day = excluded.phone_day, phone_night = excluded.phone_night,
                 mailbox = excluded.mailbox, deputy = excluded.deputy,
                 deputy_phone = excluded.deputy_phone, confirmed_at = excluded.confirmed_at,
                 confirmed_by = excluded.confirmed_by, version = excluded.version,
                 confirmed_how = excluded.confirmed_how",
        )?
        .execute((
            contact.id.map(|id| id.0),
            role,
            name,
            day,
            night,
            mailbox,
            deputy,
            deputy_phone,
            at,
            by,
            version,
            how,
        ))?;
    match contact.id {
        Some(id) => Ok(id),
        None => Ok(ContactId(writing.rows.last_insert_rowid())),
    }
}
