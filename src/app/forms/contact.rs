//! Changing who holds a role and how to reach them.

use crate::app::form::{Field, Form, Kind};
use crate::app::forms::quick_log::Fault;
use crate::domain::contact::{Contact, mailbox_fault};
use crate::domain::draft::DraftKey;

/// Returns the form of a contact.
#[must_use]
pub fn form(title: &str, contact: &Contact) -> Form {
    let line = |id: &str, label: &str, value: &str| Field::new(id, label, Kind::Line).with(value);
    let mut form = Form::new(
        &format!("CONTACT  {title}"),
        "save",
        vec![
            line("name", "Who holds the role now", &contact.name)
                .help("The desk's own entry; packs hold no names."),
            line("phone_day", "Phone, office hours", &contact.phone_day),
            line("phone_night", "Phone, out of hours", &contact.phone_night),
            line("mailbox", "Role mailbox", &contact.mailbox)
                .help("A mailbox of the role, not of a person, where there is one."),
            line("deputy", "Deputy", &contact.deputy),
            line("deputy_phone", "Deputy's phone", &contact.deputy_phone),
        ],
    );
    form.draft_key = Some(DraftKey::Contact(contact.role.clone()));
    form
}

/// Returns the contact as typed; not confirmed by typing it alone.
///
/// # Errors
/// When the mailbox cannot be one.
pub fn read(form: &Form, before: &Contact) -> Result<Contact, Fault> {
    let mailbox = form.value("mailbox");
    if !mailbox.is_empty()
        && let Some(fault) = mailbox_fault(&mailbox)
    {
        return Err(("mailbox".to_owned(), format!("The mailbox {fault}")));
    }
    let mut out = before.clone();
    out.name = form.value("name");
    out.phone_day = form.value("phone_day");
    out.phone_night = form.value("phone_night");
    out.mailbox = mailbox;
    out.deputy = form.value("deputy");
    out.deputy_phone = form.value("deputy_phone");
    let changed = out.mailbox != before.mailbox
        || out.phone_day != before.phone_day
        || out.phone_night != before.phone_night
        || out.name != before.name;
    if changed {
        out.confirmed_at = None;
        out.confirmed_by = String::new();
    }
    Ok(out)
}
