//! Whom the demo's desk knows.

use chrono::Duration;

use super::script::Script;
use crate::domain::contact::{Contact, STALE_AFTER_DAYS};
use crate::domain::instant::Instant;
use crate::pack::Pack;

/// Returns the desk's contacts: invented people, numbers kept for fiction (Ofcom's 020 7946 0xxx)
/// and `.example` mailboxes, so that nothing of the demo can reach anybody. Those the alert goes to
/// are confirmed; of the others some are stale and some were never checked.
pub(super) fn contacts(script: &Script, pack: &Pack, now: Instant) -> Vec<Contact> {
    let form = pack.alert_form();
    let copies = form.into_iter().flat_map(|form| &form.copy);
    let copies = copies.map(|copy| &copy.role);
    let to = form.into_iter().flat_map(|form| &form.to);
    let goes_to: Vec<&String> = to.chain(copies).collect();
    let published = pack.contacts.iter();
    // 999 stays 999.
    let published = published.filter(|row| row.phone.as_deref() != Some("999"));
    let mut roles: Vec<&String> = Vec::new();
    let told = pack.told.iter().map(|row| &row.role);
    let deputies = told.clone().filter_map(|role| pack.deputy(role));
    for role in goes_to
        .iter()
        .copied()
        .chain(told)
        .chain(deputies)
        .chain(published.map(|row| &row.role))
    {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let name = |place: usize| {
        let names = script.names.get(place % script.names.len().max(1));
        names.cloned().unwrap_or_default()
    };
    let phone = |number: usize| format!("020 7946 0{:03}", number % 1000);
    let contact = |(place, role): (usize, &&String)| {
        let days_ago = match place % 5 {
            _ if goes_to.contains(role) => Some(9),
            3 => None,
            4 => Some(STALE_AFTER_DAYS + 30),
            _ => Some(21),
        };
        Contact {
            role: (*role).clone(),
            name: name(place),
            phone_day: phone(110 + place),
            phone_night: phone(510 + place),
            mailbox: format!("{}@{}.example", role.replace('_', "."), pack.pack.id),
            deputy: name(place + 7),
            deputy_phone: phone(710 + place),
            confirmed_at: days_ago.map(|days| now.plus(-Duration::days(days))),
            confirmed_by: days_ago.map(|_| script.user.clone()).unwrap_or_default(),
            confirmed_how: days_ago
                .map(|_| "by telephone".to_owned())
                .unwrap_or_default(),
            ..Contact::default()
        }
    };
    roles.iter().enumerate().map(contact).collect()
}
