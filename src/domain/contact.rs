//! The desk's own contact list: names and numbers behind the pack's roles.

use super::id::ContactId;
use super::instant::Instant;

/// How long a confirmation is trusted before the entry is called stale.
pub const STALE_AFTER_DAYS: i64 = 90;

/// Whoever holds a role now, and how to reach them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The row; absent for one that only the pack knows.
    pub id: Option<ContactId>,
    /// The role's id in the pack.
    pub role: String,
    /// Who holds it.
    pub name: String,
    /// Number in office hours.
    pub phone_day: String,
    /// Number out of hours.
    pub phone_night: String,
    /// The role's mailbox.
    pub mailbox: String,
    /// Who deputises.
    pub deputy: String,
    /// The deputy's number.
    pub deputy_phone: String,
    /// When someone last checked the entry.
    pub confirmed_at: Option<Instant>,
    /// Who checked it.
    pub confirmed_by: String,
    /// Counts writes.
    pub version: i64,
}

/// How far an entry can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Checked by the desk within [`STALE_AFTER_DAYS`].
    Confirmed,
    /// Checked, but long ago.
    Stale,
    /// Never checked by the desk.
    Unconfirmed,
}

impl Contact {
    /// Returns how far the entry can be relied on.
    #[must_use]
    pub fn standing_at(&self, now: Instant) -> Standing {
        match self.confirmed_at {
            None => Standing::Unconfirmed,
            Some(at) if now.since(at).num_days() > STALE_AFTER_DAYS => Standing::Stale,
            Some(_) => Standing::Confirmed,
        }
    }
}

/// Says why a mailbox cannot be used as typed, if it cannot.
///
/// Plain ASCII only: a typographic apostrophe pasted from a document looks right and is not an
/// address (domain 7.2).
#[must_use]
pub fn mailbox_fault(mailbox: &str) -> Option<&'static str> {
    if !mailbox.is_ascii() {
        return Some("has a character that no mailbox has (often a curly apostrophe): retype it");
    }
    let Some((local, domain)) = mailbox.split_once('@') else {
        return Some("has no @");
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "._%+-'&".contains(c);
    if local.is_empty() || !local.chars().all(plain) {
        return Some("has an odd character before the @");
    }
    let host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    if !domain.contains('.') || domain.split('.').any(str::is_empty) || !domain.chars().all(host) {
        return Some("has no full domain after the @");
    }
    None
}
