//! An alert about to leave: its files, and what is recorded once they are there.
//!
//! One way for the screen and for the command line, so that both record the same.

use super::email::{Addressed, EmailRefused, Recipient, Unconfirmed, alert_email, recipients};
use super::form_text::form_text;
use crate::domain::command::{Edit, NewFiling};
use crate::domain::contact::Contact;
use crate::domain::incident::{Channel, Incident};
use crate::domain::instant::Instant;
use crate::domain::ledger::{NewEntry, Outgoing, Record};
use crate::pack::{Form, Pack};
use crate::rules::outgoing::unsent;

/// Why a draft no longer stands when the form is written out once more.
pub const AGAIN: &str = "written out again";

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
    /// What is recorded once the files are there: the filing, and that it is written. What was
    /// written before and never sent, it takes the place of.
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
    let roles = to.iter().flat_map(|recipient| recipient.roles.clone());
    let outgoing = Outgoing {
        form: form.id.clone(),
        file: format!("{stem}.eml"),
        roles: roles.collect(),
        reason: reason.to_owned(),
        ..Outgoing::default()
    };
    let before = unsent(pack, incident).into_iter();
    let before = before.filter(|before| before.form == form.id);
    let mut edits: Vec<Edit> = before
        .map(|before| Edit::Strike(before.entry, AGAIN.to_owned()))
        .collect();
    edits.push(Edit::File(NewFiling {
        form: form.id.clone(),
        to: email.to,
        channel: Channel::Eml,
        subject: email.subject,
        body: email.body,
    }));
    edits.push(Edit::AddEntry(NewEntry::new(outgoing)));
    Ok(Alert {
        files,
        edits,
        recipients: to,
        left_out,
    })
}

/// Says in which folder the draft stands that is about to be recorded as written.
pub fn stands_in(edits: &mut [Edit], folder: &str) {
    for edit in edits {
        if let Edit::AddEntry(NewEntry {
            record: Record::Outgoing(outgoing),
            ..
        }) = edit
        {
            folder.clone_into(&mut outgoing.folder);
        }
    }
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
