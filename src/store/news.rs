//! What other processes wrote since the journal was last looked at: the records that it names, and
//! nothing else.

use rusqlite::Connection;

use super::{Change, Store, StoreError, contacts, handovers, incidents, journal};
use crate::domain::contact::Contact;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;

/// What changed by other hands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The incidents that were logged or changed, as they are now.
    pub incidents: Vec<Incident>,
    /// The desk's own contacts, where one was saved.
    pub contacts: Option<Vec<Contact>>,
    /// The handovers, where one was offered or accepted.
    pub handovers: Option<Vec<Handover>>,
    /// What was changed on incidents, oldest first.
    pub recent: Vec<(IncidentId, Change)>,
    /// The drafts of other sittings, where one was begun, ended or left behind.
    pub drafts: Option<Vec<OtherDraft>>,
}

impl News {
    /// Says whether there is none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Store {
    /// Returns the number of the journal's last entry.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_entry(&self) -> Result<i64, StoreError> {
        journal::last(&self.connection)
    }

    /// Returns what the journal names after an entry, and the number of its last one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn news_since(&self, entry: i64) -> Result<(News, i64), StoreError> {
        let last = journal::last(&self.connection)?;
        let mut news = News::default();
        if last <= entry {
            return Ok((news, last));
        }
        for record in records_since(&self.connection, entry)? {
            match record.split_once(':') {
                Some(("incident", id)) => {
                    let id = id.parse().map(IncidentId).ok();
                    let id = id.ok_or(StoreError::Invalid("a record has no such number"))?;
                    news.incidents
                        .extend(incidents::load(&self.connection, Some(id))?);
                }
                Some(("contact", _)) if news.contacts.is_none() => {
                    news.contacts = Some(contacts::load(&self.connection)?);
                }
                Some(("handover", _)) if news.handovers.is_none() => {
                    news.handovers = Some(handovers::load(&self.connection)?);
                }
                _ => {}
            }
        }
        news.recent = journal::changes_after(&self.connection, entry)?;
        Ok((news, last))
    }
}

fn records_since(connection: &Connection, entry: i64) -> Result<Vec<String>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT DISTINCT record FROM journal WHERE seq > ?1")?;
    let rows = query.query_map([entry], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
