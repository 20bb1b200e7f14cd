//! Asking every agency that is called for at once: a draft e-mail to each is written, after a
//! question, and only then are they recorded as requested.

use super::check::check;
use crate::app::desk::Row;
use crate::app::message::OutFile;
use crate::app::page::{Later, Next, See};
use crate::app::session::waiting::Leaving;
use crate::domain::command::{Edit, NewFiling};
use crate::domain::contact::{Standing, mailbox_fault};
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::incident::Channel;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Check, NewEntry};
use crate::domain::timeline::NewEvent;
use crate::exchange::alert::file_stem;
use crate::exchange::check_request::{Asking, check_request};
use crate::pack::Means;
use crate::pack::process::Agency;
use crate::rules::outgoing::CHECK;

/// Returns the agencies that are called for, or may be, and were not asked.
fn waiting<'a>(see: &See<'_>, row: &'a Row) -> Vec<&'a Agency> {
    let agencies = row.pack().agencies.iter();
    let is_waiting = |agency: &&Agency| {
        check(row, &agency.id).is_none()
            && see.desk.asks(row, agency.when.as_ref(), see.now) != Answer::No
    };
    agencies.filter(is_waiting).collect()
}

/// Returns the mailbox of an agency's own entry in Contacts, once it is confirmed.
fn mailbox(see: &See<'_>, agency: &Agency) -> Option<String> {
    let contact = see.desk.contact(&agency.id)?;
    let is_usable = contact.standing_at(see.now) != Standing::Unconfirmed
        && !contact.mailbox.is_empty()
        && mailbox_fault(&contact.mailbox).is_none();
    is_usable.then(|| contact.mailbox.clone())
}

/// Asks whether to write the requests, saying how many and to whom.
pub(super) fn ask_to_request(see: &See<'_>, row: &Row) -> Next {
    let agencies = waiting(see, row);
    if agencies.is_empty() {
        return Next::say("Every agency that is called for was asked.");
    }
    let (mut to, mut without) = (Vec::new(), Vec::new());
    for agency in &agencies {
        match mailbox(see, agency) {
            Some(mailbox) => to.push(format!("{} <{mailbox}>", agency.title)),
            None => without.push(agency.title.as_str()),
        }
    }
    let mut parts = Vec::new();
    if !to.is_empty() {
        parts.push(format!("To {}.", to.join(", ")));
    }
    if !without.is_empty() {
        let without = without.join(", ");
        parts.push(format!(
            "With no confirmed mailbox, for you to address: {without}."
        ));
    }
    let count = match agencies.len() {
        1 => "1 request as a draft e-mail".to_owned(),
        count => format!("{count} requests as draft e-mails"),
    };
    let id = row.incident.id;
    Next::ask(
        format!(
            "Write {count}, and record them as requested? {}",
            parts.join(" ")
        ),
        Next::Later(Box::new(RequestNow { id })),
    )
}

/// Writes the requests, then records them.
#[derive(Debug)]
struct RequestNow {
    id: IncidentId,
}

impl Later for RequestNow {
    fn next(&self, see: &See<'_>) -> Next {
        let Some(row) = see.row(self.id) else {
            return Next::refuse("The incident is no longer here.");
        };
        let (incident, at) = (&row.incident, Moment::exact(see.now));
        let stem = file_stem(incident, "check", see.now);
        let (mut files, mut edits) = (Vec::new(), Vec::new());
        for agency in waiting(see, row) {
            let mailbox = mailbox(see, agency);
            let asking = Asking {
                agency: &agency.id,
                title: &agency.title,
                mailbox: mailbox.as_deref(),
                council: &row.pack().pack.short,
                by: see.user,
                now: see.now,
            };
            let request = check_request(incident, &row.case.facts, asking);
            files.push(OutFile {
                name: format!("{stem}-{}.eml", agency.id.replace('_', "-")),
                bytes: request.bytes,
            });
            edits.push(Edit::AddEntry(NewEntry::new(Check {
                agency: agency.id.clone(),
                requested_at: Some(at),
                ..Check::default()
            })));
            edits.push(Edit::File(NewFiling {
                form: format!("{CHECK}{}", agency.id),
                to: mailbox.into_iter().collect(),
                channel: Channel::Eml,
                subject: request.subject,
                body: request.body,
            }));
        }
        let requested = row.pack().event_meaning(Means::ChecksRequested);
        if !incident.has(requested) {
            edits.push(Edit::Event(NewEvent::new(requested, at)));
        }
        let words = format!(
            "{} drafts are in {{place}}: open each and press send.",
            files.len()
        );
        let leaving = Leaving {
            id: self.id,
            version: incident.version,
            edits,
            words,
            asks: None,
            draft: None,
        };
        Next::Files(files, Box::new(leaving))
    }
}
