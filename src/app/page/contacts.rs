//! The desk's contacts: changing the entry of a role, and saying that it was checked.

pub(in crate::app) mod checked;
pub mod form;

use self::checked::{HowChecked, checked_of};
use self::form::ContactForm;
use super::{Next, See};

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

/// Asks how the entry of the chosen role was checked, where there is anything to check.
pub(crate) fn confirm(see: &See<'_>, role: Option<&str>) -> Next {
    let Some(role) = role else {
        return Next::say(NONE);
    };
    let Some(contact) = see.desk.contact(role) else {
        return Next::say("There is nothing to confirm: e adds the entry first.");
    };
    if checked_of(contact).is_empty() {
        return Next::say("The entry has no number and no mailbox: e adds them first.");
    }
    Next::form(HowChecked {
        role: role.to_owned(),
    })
}
