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
    /// How it was checked, in words that go on from who: `by telephone`; empty where nobody said.
    pub confirmed_how: String,
    /// Counts writes.
    pub version: i64,
}

/// The number to ring, by whose and when it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring<'a> {
    /// In office hours.
    OfficeHours(&'a str),
    /// Out of hours.
    OutOfHours(&'a str),
    /// The deputy's.
    Deputy(&'a str),
}

impl Contact {
    /// Returns the number to ring now: by the hour, the deputy's where nobody answered; another that
    /// there is where that one is not.
    #[must_use]
    pub fn ring(&self, is_office_open: bool, was_no_answer: bool) -> Option<Ring<'_>> {
        let day = Ring::OfficeHours(&self.phone_day);
        let night = Ring::OutOfHours(&self.phone_night);
        let deputy = Ring::Deputy(&self.deputy_phone);
        let [first, second] = if is_office_open {
            [day, night]
        } else {
            [night, day]
        };
        let order = if was_no_answer {
            [deputy, first, second]
        } else {
            [first, second, deputy]
        };
        order.into_iter().find(|ring| !ring.number().is_empty())
    }
}

impl<'a> Ring<'a> {
    /// Returns the number alone.
    #[must_use]
    pub fn number(self) -> &'a str {
        match self {
            Self::OfficeHours(number) | Self::OutOfHours(number) | Self::Deputy(number) => number,
        }
    }
}

/// A field of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactField {
    /// The role's id in the pack.
    Role,
    /// Who holds it.
    Name,
    /// Number in office hours.
    PhoneDay,
    /// Number out of hours.
    PhoneNight,
    /// The role's mailbox.
    Mailbox,
    /// Who deputises.
    Deputy,
    /// The deputy's number.
    DeputyPhone,
    /// When someone last checked the entry.
    ConfirmedAt,
    /// Who checked it.
    ConfirmedBy,
    /// How it was checked.
    ConfirmedHow,
}

impl ContactField {
    /// Every field.
    pub const ALL: [Self; 10] = [
        Self::Role,
        Self::Name,
        Self::PhoneDay,
        Self::PhoneNight,
        Self::Mailbox,
        Self::Deputy,
        Self::DeputyPhone,
        Self::ConfirmedAt,
        Self::ConfirmedBy,
        Self::ConfirmedHow,
    ];

    /// Returns the word that the history and the form have for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Name => "name",
            Self::PhoneDay => "phone_day",
            Self::PhoneNight => "phone_night",
            Self::Mailbox => "mailbox",
            Self::Deputy => "deputy",
            Self::DeputyPhone => "deputy_phone",
            Self::ConfirmedAt => "confirmed_at",
            Self::ConfirmedBy => "confirmed_by",
            Self::ConfirmedHow => "confirmed_how",
        }
    }

    /// Returns the field of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_to_ring_goes_by_the_hour_and_by_who_did_not_answer() {
        let contact = Contact {
            phone_day: "020 7946 0101".to_owned(),
            phone_night: "020 7946 0501".to_owned(),
            deputy_phone: "020 7946 0102".to_owned(),
            ..Contact::default()
        };
        let (day, night) = ("020 7946 0101", "020 7946 0501");
        assert_eq!(contact.ring(true, false), Some(Ring::OfficeHours(day)));
        assert_eq!(contact.ring(false, false), Some(Ring::OutOfHours(night)));
        let deputy = Some(Ring::Deputy("020 7946 0102"));
        assert_eq!(contact.ring(true, true), deputy);
        assert_eq!(contact.ring(false, true), deputy);
        // What there is, where the one that is wanted is not.
        let day_alone = Contact {
            phone_day: day.to_owned(),
            ..Contact::default()
        };
        assert_eq!(day_alone.ring(false, true), Some(Ring::OfficeHours(day)));
        assert_eq!(Contact::default().ring(false, false), None);
    }
}
