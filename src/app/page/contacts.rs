//! The desk's contacts: changing the entry of a role, and saying that it was checked.

pub mod form;

use self::form::ContactForm;
use super::{Next, See};
use crate::app::session::notice::UNDOES;
use crate::app::session::undo::inverse::inverse_of_contact;
use crate::app::session::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::contact::Contact;

/// What is said where no role is chosen.
const NONE: &str = "No contact is chosen.";

/// Opens the entry of the chosen role.
pub(crate) fn open(role: Option<&str>) -> Next {
    match role {
        Some(role) => Next::form(ContactForm {
            role: role.to_owned(),
        }),
        None => Next::say(NONE),
    }
}

/// Records that the entry of the chosen role was checked and is right.
pub(crate) fn confirm(see: &See<'_>, role: Option<&str>) -> Next {
    let Some(role) = role else {
        return Next::say(NONE);
    };
    let Some(contact) = see.desk.contact(role) else {
        return Next::say("There is nothing to confirm: e adds the entry first.");
    };
    if contact.mailbox.is_empty() && contact.phone_day.is_empty() && contact.phone_night.is_empty()
    {
        return Next::say("The entry has no number and no mailbox: e adds them first.");
    }
    let mut confirmed = contact.clone();
    confirmed.confirmed_at = Some(see.now);
    see.user.clone_into(&mut confirmed.confirmed_by);
    let words = format!(
        "{} is confirmed by {}, {}: {}.{UNDOES}",
        see.current().role_title(role),
        confirmed.confirmed_by,
        see.now.short(see.now),
        checked(&confirmed)
    );
    let undo = inverse_of_contact("the confirmation", contact, &confirmed);
    let command = Command::SaveContact(Box::new(confirmed), None);
    Next::write(command, Waiting::Answer(undo, words))
}

/// Returns what was checked of an entry: the mailbox that is written to, and the numbers.
fn checked(contact: &Contact) -> String {
    let parts = [&contact.mailbox, &contact.phone_day, &contact.phone_night];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    format!("checked by hand {}", parts.join(", "))
}
