//! The alert as an e-mail draft: a file that the council's own mail program opens, to be looked
//! at and sent by a person. Nothing is sent from here.

pub(super) mod draft;

use std::fmt;

pub use draft::filed_email;

use self::draft::Draft;
use super::addressees::{Why, addressees};
use super::form_text::form_text;
use crate::domain::contact::{Contact, Standing, mailbox_fault};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::text::{clean_line, visible};
use crate::pack::{Form, Pack};
use crate::rules::form::{missing, needed};
use crate::words::{MARKING, ready};

/// A mailbox that the desk has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The ids of the roles that it is of.
    pub roles: Vec<String>,
    /// The titles of the roles.
    pub role: String,
    /// Its mailbox.
    pub mailbox: String,
    /// Confirmed long ago: usable, and said so.
    pub stale: bool,
}

/// A role that the form goes to and whose mailbox cannot be used yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconfirmed {
    /// The role's title.
    pub role: String,
    /// Why not.
    pub why: NoMailbox,
}

/// Why a role's mailbox cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoMailbox {
    /// There is none.
    Missing,
    /// It is known, and nobody at the desk has checked it; holds it.
    Unconfirmed(String),
    /// It is not a mailbox as typed; says what is wrong.
    Faulty(&'static str),
}

impl fmt::Display for Unconfirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = &self.role;
        match &self.why {
            NoMailbox::Missing => {
                write!(
                    f,
                    "{role}: no mailbox. Add it in Contacts and confirm it with v."
                )
            }
            NoMailbox::Unconfirmed(mailbox) => write!(
                f,
                "{role}: {} is not confirmed. Confirm it in Contacts with v.",
                visible(mailbox)
            ),
            NoMailbox::Faulty(fault) => {
                write!(f, "{role}: the mailbox {fault}. Correct it in Contacts.")
            }
        }
    }
}

/// A draft, ready to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// The subject line; never a person's name.
    pub subject: String,
    /// The mailboxes.
    pub to: Vec<String>,
    /// The text form.
    pub body: String,
    /// The whole message, RFC 5322, lines ending in CR LF, 7-bit.
    pub bytes: Vec<u8>,
}

/// Why no draft was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailRefused {
    /// The form goes to nobody.
    #[error("The form has no recipient. Confirm a mailbox in Contacts with v.")]
    NoRecipient,
    /// A mailbox is not one.
    #[error("{role}: the mailbox {fault}. Correct it in Contacts.")]
    Mailbox {
        /// Whose it is.
        role: String,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// Fields that the form is not sent without; says which.
    #[error("The form is not ready: {0}. Fill it in and try again.")]
    Missing(String),
}

/// Where a form goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressed {
    /// The mailboxes, each once.
    pub to: Vec<Recipient>,
    /// Who would receive it too and cannot be written to yet: the form does not wait for them.
    pub left_out: Vec<Unconfirmed>,
}

/// Returns the mailboxes a form goes to, from the desk's own contact list: those of the pack, and
/// those that the desk added to this incident's form.
///
/// # Errors
/// Every role that it must go to and whose mailbox is missing, faulty, or not yet confirmed by the
/// desk: what a pack publishes is not sent to before somebody has checked it.
pub fn recipients(
    pack: &Pack,
    form: &Form,
    incident: &Incident,
    contacts: &[Contact],
    now: Instant,
) -> Result<Addressed, Vec<Unconfirmed>> {
    let mut out = Addressed::default();
    let mut refused = Vec::new();
    for (role, why) in addressees(form, incident) {
        match mailbox_of(pack, role, contacts, now) {
            Ok(found) => add(&mut out.to, found),
            Err(unconfirmed) if why == Why::Copy => out.left_out.push(unconfirmed),
            Err(unconfirmed) => refused.push(unconfirmed),
        }
    }
    if refused.is_empty() {
        Ok(out)
    } else {
        Err(refused)
    }
}

/// Adds a recipient; of a mailbox that is there already, the role.
fn add(to: &mut Vec<Recipient>, found: Recipient) {
    let same = |known: &&mut Recipient| known.mailbox.eq_ignore_ascii_case(&found.mailbox);
    match to.iter_mut().find(same) {
        Some(known) => {
            known.role = format!("{}, {}", known.role, found.role);
            known.roles.extend(found.roles);
        }
        None => to.push(found),
    }
}

/// Returns the mailbox of a role that can be written to.
fn mailbox_of(
    pack: &Pack,
    role: &str,
    contacts: &[Contact],
    now: Instant,
) -> Result<Recipient, Unconfirmed> {
    let entries = contacts.iter().filter(|contact| contact.role == role);
    // The freshest confirmation first; among equals the list's own order.
    let mut entries: Vec<&Contact> = entries.collect();
    entries.sort_by_key(|contact| std::cmp::Reverse(contact.confirmed_at));
    let title = pack.role_title(role).to_owned();
    let tried: Vec<_> = entries.iter().map(|contact| usable(contact, now)).collect();
    if let Some((mailbox, stale)) = tried.iter().find_map(|result| result.as_ref().ok()) {
        return Ok(Recipient {
            roles: vec![role.to_owned()],
            role: title,
            mailbox: mailbox.clone(),
            stale: *stale,
        });
    }
    // What is wrong with an entry says more than that another has no mailbox.
    let mut faults = tried.into_iter().filter_map(Result::err);
    let why = match faults.find(|why| *why != NoMailbox::Missing) {
        Some(why) => why,
        None => NoMailbox::Missing,
    };
    Err(Unconfirmed { role: title, why })
}

fn usable(contact: &Contact, now: Instant) -> Result<(String, bool), NoMailbox> {
    let mailbox = contact.mailbox.trim();
    if mailbox.is_empty() {
        return Err(NoMailbox::Missing);
    }
    if let Some(fault) = mailbox_fault(mailbox) {
        return Err(NoMailbox::Faulty(fault));
    }
    match contact.standing_at(now) {
        Standing::Unconfirmed => Err(NoMailbox::Unconfirmed(mailbox.to_owned())),
        standing => Ok((mailbox.to_owned(), standing == Standing::Stale)),
    }
}

/// Builds the draft of an alert.
///
/// `from` is the notifier's or the desk's own mailbox. RFC 5322 wants one, but an invented address
/// would be worse than none: without it there is no From, and the mail program that opens the draft
/// (`X-Unsent: 1`) puts in its own user. The same incident, instant and words give the same bytes.
///
/// # Errors
/// When nobody is to receive it, a mailbox is not one, or a field is empty that the form is not
/// sent without.
pub fn alert_email(
    pack: &Pack,
    form: &Form,
    incident: &Incident,
    to: &[Recipient],
    at: Instant,
    by: &str,
    from: Option<&str>,
) -> Result<Email, EmailRefused> {
    check(pack, form, incident, to, from)?;
    let reference = clean_line(&incident.reference.0);
    let subject = clean_line(&format!(
        "{MARKING}: {} {} {reference}",
        pack.pack.short,
        if form.event.is_none() {
            "serious incident alert"
        } else {
            form.title.as_str()
        }
    ));
    let body = form_text(pack, form, incident, at, by);
    let to: Vec<String> = to.iter().map(|r| r.mailbox.clone()).collect();
    let draft = Draft {
        reference: &reference,
        to: &to,
        from,
        subject: &subject,
        body: &body,
        at,
    };
    let bytes = draft.bytes();
    Ok(Email {
        subject,
        to,
        body,
        bytes,
    })
}

fn check(
    pack: &Pack,
    form: &Form,
    incident: &Incident,
    to: &[Recipient],
    from: Option<&str>,
) -> Result<(), EmailRefused> {
    if to.is_empty() {
        return Err(EmailRefused::NoRecipient);
    }
    let mailboxes = to.iter().map(|r| (r.role.as_str(), r.mailbox.as_str()));
    for (role, mailbox) in mailboxes.chain(from.map(|mailbox| ("From", mailbox))) {
        if let Some(fault) = mailbox_fault(mailbox) {
            return Err(EmailRefused::Mailbox {
                role: role.to_owned(),
                fault,
            });
        }
    }
    let missing = missing(pack, form, incident);
    if needed(&missing).next().is_none() {
        Ok(())
    } else {
        Err(EmailRefused::Missing(ready::in_full(&missing)))
    }
}

#[cfg(test)]
pub(super) mod tests;
