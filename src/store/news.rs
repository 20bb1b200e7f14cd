//! What other processes wrote since the journal was last looked at: the records that it names, and
//! nothing else.

use std::path::Path;

use rusqlite::Connection;

use super::error::StoreError;
use super::opened::Store;
use super::{contacts, handovers, journal, saved_views, users};
use crate::domain::contact::Contact;
use crate::domain::draft::OtherDraft;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::saved_view::SavedView;
use crate::domain::user::Own;

/// What changed by other hands, or by time alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The incidents that were logged or changed.
    pub incidents: Vec<IncidentId>,
    /// The incidents that were disposed of.
    pub disposed: Vec<IncidentId>,
    /// Rows of the lists are other ones: of incidents that were changed, or that time has changed.
    pub lists: bool,
    /// The newest time of what was written.
    pub newest_at: Option<Instant>,
    /// The desk's own contacts, where one was saved.
    pub contacts: Option<Vec<Contact>>,
    /// The views of the register, where one may have been saved or dropped.
    pub views: Option<Vec<SavedView>>,
    /// The handovers, where one was offered or accepted.
    pub handovers: Option<Vec<Handover>>,
    /// The drafts of other sittings, where one was begun, ended or left behind.
    pub drafts: Option<Vec<OtherDraft>>,
    /// What was changed of whoever is at the desk here.
    pub own: Option<Own>,
}

impl News {
    /// Says whether there is none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// How far what others wrote was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The number of the journal's last entry.
    entry: i64,
    /// How often rows had been derived with nothing written.
    turn: i64,
}

impl Store {
    /// Returns how far what others wrote can be read now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read_up_to(&self) -> Result<Read, StoreError> {
        Ok(Read {
            entry: journal::last(&self.connection)?,
            turn: self.turn()?,
        })
    }

    /// Returns what the journal names since, and how far that is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn news_since(&self, read: Read) -> Result<(News, Read), StoreError> {
        let now = self.read_up_to()?;
        let mut news = News {
            lists: now.turn != read.turn,
            ..News::default()
        };
        if now.entry <= read.entry {
            return Ok((news, now));
        }
        news.newest_at = journal::newest(&self.connection)?;
        for record in records_since(&self.connection, read.entry)? {
            match record.split_once(':') {
                Some(("incident", id)) => {
                    let Ok(id) = id.parse() else {
                        return Err(damaged_journal("an incident of it has no number"));
                    };
                    news.incidents.push(IncidentId(id));
                    news.lists = true;
                }
                Some(("contact", _)) if news.contacts.is_none() => {
                    news.contacts = Some(contacts::load(&self.connection)?);
                }
                Some(("handover", _)) if news.handovers.is_none() => {
                    news.handovers = Some(handovers::load(&self.connection)?);
                }
                Some(("user", id)) => {
                    let Ok(id) = id.parse() else {
                        return Err(damaged_journal("a user of it has no number"));
                    };
                    news.own = self.changed_of_own(id)?.or(news.own);
                }
                // An edition is looked up by the first incident that was logged under it, and who
                // opened an incident by whoever asks.
                Some(("disposal", id)) => {
                    let Ok(id) = id.parse() else {
                        return Err(damaged_journal("a disposal of it has no number"));
                    };
                    news.disposed.push(IncidentId(id));
                    news.lists = true;
                }
                // Its incidents come onto the lists after it, and each few of them says so.
                Some(("import", _)) => news.lists = true,
                Some(("contact" | "handover" | "edition" | "view", _)) => {}
                // Opening a desk and its like change nothing else that is shown.
                None if record == "desk" => {
                    if news.views.is_none() {
                        // Also of somebody who was just disabled: what says so is told with it.
                        news.views =
                            Some(saved_views::of(&self.connection, &self.settings.who.name)?);
                    }
                }
                _ => return Err(damaged_journal("it names a record of no known kind")),
            }
        }
        Ok((news, now))
    }
}

impl Store {
    /// Returns what was changed of whoever is at the desk here, where the row is theirs.
    fn changed_of_own(&self, id: i64) -> Result<Option<Own>, StoreError> {
        let who = &self.settings.who;
        let found = users::of_id(&self.connection, id)?;
        let Some(found) = found.filter(|found| found.user.name == who.name) else {
            return Ok(None);
        };
        Ok(match found.user.disabled {
            Some((at, by)) => Some(Own::Ended(at, by)),
            None if found.user.roles == who.roles => None,
            None => Some(Own::Roles(found.user.roles)),
        })
    }
}

fn damaged_journal(why: &str) -> StoreError {
    StoreError::damaged(Path::new("desk.db"), format!("its journal: {why}"))
}

fn records_since(connection: &Connection, entry: i64) -> Result<Vec<String>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT DISTINCT record FROM journal WHERE seq > ?1")?;
    let rows = query.query_map([entry], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
