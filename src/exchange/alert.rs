//! An alert about to leave: its files, and what is recorded once they are there.
//!
//! One way for the screen and for the command line, so that both record the same.

use super::email::{EmailRefused, Recipient, Unconfirmed, alert_email, recipients};
use super::form_text::form_text;
use crate::domain::command::{Edit, NewFiling};
use crate::domain::contact::Contact;
use crate::domain::incident::{Channel, Incident};
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::NewEvent;
use crate::pack::{Form, Means, Pack};

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

/// Returns a form of an incident, the alert or another, ready to be written out and recorded.
///
/// `reason` is why it is late, empty when it is not. The same input gives the same bytes.
///
/// # Errors
/// When a mailbox is not confirmed, or a field is empty that the form is not sent without;
/// nothing is written either way.
pub fn prepare(
    pack: &Pack,
    form: &Form,
    incident: &Incident,
    contacts: &[Contact],
    now: Instant,
    by: &str,
    reason: &str,
) -> Result<Alert, Refused> {
    let to = recipients(pack, form, contacts, now).map_err(Refused::Recipients)?;
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
    let mut sent = NewEvent::new(event, Moment::exact(now));
    reason.clone_into(&mut sent.reason);
    let edits = vec![
        Edit::File(NewFiling {
            form: form.id.clone(),
            to: email.to,
            channel: Channel::Eml,
            subject: email.subject,
            body: email.body,
        }),
        Edit::Event(sent),
    ];
    Ok(Alert {
        files,
        edits,
        recipients: to,
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
