//! Writing a form out to be sent, once somebody said Yes.

use super::page::send_page;
use crate::app::message::OutFile;
use crate::app::page::{Later, Next, See};
use crate::app::session::waiting::Leaving;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::exchange::alert::{self, Alert, Refused, Sending};

/// Returns what is asked before a form leaves.
pub(super) fn question(see: &See<'_>, id: IncidentId, form: &str) -> String {
    let page = send_page(see, id, form);
    let sent = page.as_ref().is_some_and(|page| page.sent_before > 0);
    let written = page.as_ref().is_some_and(|page| page.unsent.is_some());
    let again = if sent || written { "again " } else { "" };
    let before = if written {
        " The draft written before no longer counts: do not send it."
    } else {
        ""
    };
    let what = match &page {
        Some(page) if !page.is_alert => format!("«{}»", page.title),
        _ => "the alert".to_owned(),
    };
    let count = page.map_or(0, |page| page.recipients.map_or(0, |all| all.to.len()));
    let mailboxes = if count == 1 { "mailbox" } else { "mailboxes" };
    format!("Write {what} {again}as a draft to {count} {mailboxes}, for your mail program?{before}")
}

/// Writes the draft e-mail and its text, then records both.
#[derive(Debug)]
pub(super) struct SendNow {
    pub(super) id: IncidentId,
    /// Which form of the pack.
    pub(super) form: String,
    /// Why it leaves late, and the draft of the form that said so, which closes.
    pub(super) reason: Option<(String, Option<DraftKey>)>,
}

impl Later for SendNow {
    fn next(&self, see: &See<'_>) -> Next {
        let row = see.row(self.id);
        let Some((row, form)) = row.and_then(|row| Some((row, row.pack().form(&self.form)?)))
        else {
            return Next::refuse("The incident is no longer here.");
        };
        let prepared = alert::prepare(Sending {
            pack: row.pack(),
            form,
            incident: &row.incident,
            contacts: &see.desk.contacts_of(row),
            now: see.now,
            by: see.user,
            reason: self
                .reason
                .as_ref()
                .map_or("", |(reason, _)| reason.as_str()),
        });
        let Alert { files, edits, .. } = match prepared {
            Ok(alert) => alert,
            Err(refused) => return Next::refuse(refused_words(&refused)),
        };
        let draft = files.first().map_or("", |file| file.name.as_str());
        let words = format!(
            "WRITTEN, not sent yet: {{place}}/{draft}. Open it and press send; then say here when."
        );
        let files = files
            .into_iter()
            .map(|file| OutFile {
                name: file.name,
                bytes: file.bytes,
            })
            .collect();
        let leaving = Leaving {
            id: self.id,
            version: row.incident.version,
            edits,
            words,
            asks: Some(self.form.clone()),
            draft: self.reason.as_ref().and_then(|(_, draft)| draft.clone()),
        };
        let leaves = Next::Files(files, Box::new(leaving));
        match self.reason {
            Some(_) => Next::Back.then(leaves),
            None => leaves,
        }
    }
}

fn refused_words(refused: &Refused) -> String {
    format!("Not sent. {}", refused.to_string().replace('\n', " "))
}
