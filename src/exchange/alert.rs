//! An alert about to leave: its files, and what is recorded once they are there.
//!
//! One way for the screen and for the command line, so that both record the same.

use super::email::{Addressed, EmailRefused, Recipient, Unconfirmed, alert_email, recipients};
use super::form_text::form_text;
use crate::domain::command::{Edit, NewFiling};
use crate::domain::contact::Contact;
use crate::domain::incident::{Channel, Incident};
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::NewEvent;
use crate::pack::{Form, Means, Pack};
use crate::rules::told;

/// A file of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertFile {
    /// Its name: the reference and the time, never a person's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An alert that can leave.
#[derive(Clone, Debug)]
pub struct Alert {
    /// The draft e-mail and the text.
    pub files: Vec<AlertFile>,
    /// What is recorded once the files are there: the filing, and that it was sent.
    pub edits: Vec<Edit>,
    /// To whom it goes.
    pub recipients: Vec<Recipient>,
    /// Who would receive it too and has no confirmed mailbox.
    pub left_out: Vec<Unconfirmed>,
}

/// Why an alert cannot leave yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Mailboxes that nobody has confirmed.
    #[error("{}", lines(.0))]
    Recipients(Vec<Unconfirmed>),
    /// The draft could not be made.
    #[error(transparent)]
    Email(#[from] EmailRefused),
}

fn lines(refused: &[Unconfirmed]) -> String {
    let lines: Vec<String> = refused.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// A form of an incident about to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The protocol.
    pub pack: &'a Pack,
    /// Which form of it, the alert or another.
    pub form: &'a Form,
    /// The incident.
    pub incident: &'a Incident,
    /// The desk's contact list.
    pub contacts: &'a [Contact],
    /// When it is sent.
    pub now: Instant,
    /// Who sends it.
    pub by: &'a str,
    /// Why it is late, empty when it is not.
    pub reason: &'a str,
}

/// Returns a form ready to be written out and recorded. The same input gives the same bytes.
///
/// # Errors
/// When a mailbox that it must go to is not confirmed, or a field is empty that the form is not
/// sent without; nothing is written either way.
pub fn prepare(sending: Sending<'_>) -> Result<Alert, Refused> {
    let Sending {
        pack,
        form,
        incident,
        contacts,
        now,
        by,
        reason,
    } = sending;
    let Addressed { to, left_out } =
        recipients(pack, form, incident, contacts, now).map_err(Refused::Recipients)?;
    let email = alert_email(pack, form, incident, &to, now, by, None)?;
    let text = form_text(pack, form, incident, now, by);
    let stem = file_stem(incident, &form.id, now);
    let files = vec![
        AlertFile {
            name: format!("{stem}.eml"),
            bytes: email.bytes,
        },
        AlertFile {
            name: format!("{stem}.txt"),
            bytes: text.into_bytes(),
        },
    ];
    // A form without an event of its own is the alert.
    let event = match &form.event {
        Some(event) => event,
        None => pack.event_meaning(Means::AlertSent),
    };
    let at = Moment::exact(now);
    let mut sent = NewEvent::new(event, at);
    reason.clone_into(&mut sent.reason);
    let mut edits = vec![
        Edit::File(NewFiling {
            form: form.id.clone(),
            to: email.to,
            channel: Channel::Eml,
            subject: email.subject,
            body: email.body,
        }),
        Edit::Event(sent),
    ];
    // Whoever the alert is sent to is told of the incident by it; another form tells of its matter.
    let roles = to.iter().flat_map(|recipient| &recipient.roles);
    for role in roles.filter(|_| form.event.is_none()) {
        let told = told::by_form(pack, role, incident, at).into_iter();
        edits.extend(told.map(Edit::Event));
    }
    Ok(Alert {
        files,
        edits,
        recipients: to,
        left_out,
    })
}

/// Returns the name of an alert's files: `TH-2026-0001-alert-20261224T221500Z`.
#[must_use]
pub fn file_stem(incident: &Incident, form: &str, now: Instant) -> String {
    let reference: String = incident
        .reference
        .0
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let form = form.replace('_', "-");
    format!("{reference}-{form}-{}", now.utc().format("%Y%m%dT%H%M%SZ"))
}

#[cfg(test)]
mod tests;
