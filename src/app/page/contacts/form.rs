//! Changing who holds a role and how to reach them.

use crate::app::action::Action;
use crate::app::form::handle::{Handle, OneLine};
use crate::app::form::{Fault, Field, Form};
use crate::app::message::Saved;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::app::session::undo::inverse::inverse_of_contact;
use crate::domain::command::Command;
use crate::domain::contact::{Contact, ContactField, mailbox_fault};
use crate::domain::draft::DraftKey;

/// Who holds the role.
const NAME: Handle<OneLine> = Handle::new(ContactField::Name.word());
/// Number in office hours.
const PHONE_DAY: Handle<OneLine> = Handle::new(ContactField::PhoneDay.word());
/// Number out of hours.
const PHONE_NIGHT: Handle<OneLine> = Handle::new(ContactField::PhoneNight.word());
/// The role's mailbox.
const MAILBOX: Handle<OneLine> = Handle::new(ContactField::Mailbox.word());
/// Who deputises.
const DEPUTY: Handle<OneLine> = Handle::new(ContactField::Deputy.word());
/// The deputy's number.
const DEPUTY_PHONE: Handle<OneLine> = Handle::new(ContactField::DeputyPhone.word());

/// The form of the entry of a role.
#[derive(Clone, Debug)]
pub(crate) struct ContactForm {
    pub(crate) role: String,
}

impl ContactForm {
    /// Returns the entry as it stands; an empty one where there is none yet.
    fn entry(&self, see: &See<'_>) -> Contact {
        let known = see.desk.contact(&self.role).cloned();
        known.unwrap_or_else(|| Contact {
            role: self.role.clone(),
            ..Contact::default()
        })
    }
}

impl Sheet for ContactForm {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        Ok(form(see.current().role_title(&self.role), &self.entry(see)))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let before = self.entry(see);
        let contact = read(form, &before)?;
        let undo = inverse_of_contact("the change", &before, &contact);
        let command = Command::SaveContact(Box::new(contact), form.draft_key.clone());
        Ok(Filled::Write(Box::new(command), undo))
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::Contact(self.role.clone()))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::SayKeys(
            "Saved.".to_owned(),
            &[(Action::Confirm, "confirms that it was checked")],
        )
    }
}

/// Returns the form of a contact.
fn form(title: &str, contact: &Contact) -> Form {
    let line = |field: Handle<OneLine>, label: &str, value: &str| -> Field {
        field.field(label).with(value)
    };
    Form::new(
        &format!("CONTACT  {title}"),
        "save",
        vec![
            line(NAME, "Who holds the role now", &contact.name)
                .help("The desk's own entry; packs hold no names."),
            line(PHONE_DAY, "Phone, office hours", &contact.phone_day),
            line(PHONE_NIGHT, "Phone, out of hours", &contact.phone_night),
            line(MAILBOX, "Role mailbox", &contact.mailbox)
                .help("A mailbox of the role, not of a person, where there is one."),
            line(DEPUTY, "Deputy", &contact.deputy),
            line(DEPUTY_PHONE, "Deputy's phone", &contact.deputy_phone),
        ],
    )
}

/// Returns the contact as typed; not confirmed by typing it alone.
///
/// # Errors
/// When the mailbox cannot be one.
fn read(form: &Form, before: &Contact) -> Result<Contact, Fault> {
    let mailbox = MAILBOX.text(form)?;
    if !mailbox.is_empty()
        && let Some(fault) = mailbox_fault(&mailbox)
    {
        return Err(MAILBOX.fault(format!("The mailbox {fault}")));
    }
    let mut out = before.clone();
    out.name = NAME.text(form)?;
    out.phone_day = PHONE_DAY.text(form)?;
    out.phone_night = PHONE_NIGHT.text(form)?;
    out.mailbox = mailbox;
    out.deputy = DEPUTY.text(form)?;
    out.deputy_phone = DEPUTY_PHONE.text(form)?;
    let changed = out.mailbox != before.mailbox
        || out.phone_day != before.phone_day
        || out.phone_night != before.phone_night
        || out.name != before.name;
    if changed {
        out.confirmed_at = None;
        out.confirmed_by = String::new();
        out.confirmed_how = String::new();
    }
    Ok(out)
}
