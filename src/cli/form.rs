//! `dutydesk form`: the alert form of an incident as files, and the record that it was sent.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::desk_file::{self, DeskFile, Unlock};
use super::io::{print, read_input};
use super::plain::line;
use crate::app::message::OutFile;
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::domain::incident::Incident;
use crate::error::{Exit, Failure};
use crate::exchange::alert::{self, Alert, Sending};
use crate::exchange::email::{Recipient, Unconfirmed};
use crate::exchange::form_text::form_text;
use crate::rules::case::Case;
use crate::tui::outbox;

/// What the form is written out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The e-mail draft
    Eml,
    /// Plain text
    Text,
}

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The incident: 42, 0042 or TH-2026-0042
    #[arg(value_name = "REF")]
    reference: String,
    /// What to write: text, eml, or both
    #[arg(
        long = "as",
        value_enum,
        value_delimiter = ',',
        required = true,
        value_name = "KIND"
    )]
    kinds: Vec<Kind>,
    /// The folder to write to; the desk's own outbox when absent
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Why the alert is late; - reads it from standard input
    ///
    /// Others on this machine can see a command's words: name nobody here.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let reason = reason(arguments)?;
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    let (incident, case) = desk.find(&arguments.reference)?;
    let folder = arguments.to.clone().unwrap_or_else(|| places.outbox());
    let words = if arguments.kinds.contains(&Kind::Eml) {
        let alert = prepare(&desk, &incident, &case, &reason)?;
        leave(&mut desk, &incident, alert, &arguments.kinds, &folder)?
    } else {
        let file = text_file(&desk, &incident)?;
        let name = file.name.clone();
        outbox::write(&folder, &[file])?;
        format!("Written: {}\n", folder.join(name).display())
    };
    print(&words)?;
    Ok(Exit::Done)
}

/// Writes the alert's files, then records that it was sent; says what was done.
fn leave(
    desk: &mut DeskFile,
    incident: &Incident,
    alert: Alert,
    kinds: &[Kind],
    folder: &Path,
) -> Result<String, Failure> {
    let draft = has_draft(desk, incident)?;
    let wanted = |name: &str| {
        let is_email = Path::new(name).extension().is_some_and(|end| end == "eml");
        is_email || kinds.contains(&Kind::Text)
    };
    let files = alert.files.into_iter().filter(|file| wanted(&file.name));
    let files: Vec<OutFile> = files
        .map(|file| OutFile {
            name: file.name,
            bytes: file.bytes,
        })
        .collect();
    outbox::write(folder, &files)?;
    let sent = Command::Revise {
        id: incident.id,
        version: incident.version,
        edits: alert.edits,
        draft: None,
    };
    if let Err(refused) = desk.store.run(&sent, desk.now) {
        // A draft that nobody has on record must not be lying there to be sent.
        for file in &files {
            let _gone = std::fs::remove_file(folder.join(&file.name));
        }
        return Err(refused.into());
    }
    let mut words = said(desk, incident, folder, &files, &alert.recipients);
    words.push_str(&not_to(&alert.left_out));
    if draft {
        words.push_str("Not in it: a draft of this form that was typed and never saved.\n");
    }
    Ok(words)
}

/// Says whether somebody has typed into the form and not saved it.
fn has_draft(desk: &DeskFile, incident: &Incident) -> Result<bool, Failure> {
    Ok(desk.store.is_begun(&DraftKey::Alert(incident.id))?)
}

/// Says what was done, one fact a line.
fn said(
    desk: &DeskFile,
    incident: &Incident,
    folder: &Path,
    files: &[OutFile],
    recipients: &[Recipient],
) -> String {
    let mut out: Vec<String> = Vec::new();
    for file in files {
        out.push(format!("Written: {}", folder.join(&file.name).display()));
    }
    for to in recipients {
        let stale = if to.stale {
            ", confirmed long ago: check it"
        } else {
            ""
        };
        let (mailbox, role) = (line(&to.mailbox), line(&to.role));
        out.push(format!("To: {mailbox} ({role}){stale}"));
    }
    let (reference, at) = (&incident.reference, desk.now.long());
    out.push(format!("Recorded: {reference} alert sent {at}"));
    out.push("Open the draft in your mail program and send it.\n".to_owned());
    out.join("\n")
}

/// Says who would have received it too, one a line.
fn not_to(left_out: &[Unconfirmed]) -> String {
    let lines = left_out.iter().map(|left| format!("Not to: {left}\n"));
    lines.collect()
}

fn reason(arguments: &Arguments) -> Result<String, Failure> {
    let reason = match arguments.reason.as_deref() {
        Some("-") => read_input(None)?,
        Some(words) => words.to_owned(),
        None => String::new(),
    };
    Ok(reason.trim().to_owned())
}

fn text_file(desk: &DeskFile, incident: &Incident) -> Result<OutFile, Failure> {
    let form = desk.pack.alert_form();
    let form = form.ok_or_else(no_form)?;
    let user = &desk.store.settings().user;
    let text = form_text(&desk.pack, form, incident, desk.now, user);
    Ok(OutFile {
        name: format!("{}.txt", alert::file_stem(incident, &form.id, desk.now)),
        bytes: text.into_bytes(),
    })
}

fn prepare(
    desk: &DeskFile,
    incident: &Incident,
    case: &Case,
    reason: &str,
) -> Result<Alert, Failure> {
    let contacts = desk.pack.contacts_with(desk.store.contacts()?);
    let user = &desk.store.settings().user;
    let form = desk.pack.alert_form().ok_or_else(no_form)?;
    let alert = alert::prepare(Sending {
        pack: &desk.pack,
        form,
        incident,
        contacts: &contacts,
        now: desk.now,
        by: user,
        reason,
    })
    .map_err(|why| refused(&why))?;
    if reason.is_empty() && case.alert_is_late(&desk.pack) {
        return Err(Failure::new(
            "The alert was not sent",
            "it is past its time, and no reason is given",
            "Say why with --reason, naming nobody; it can still be sent, and should be, now.",
        ));
    }
    Ok(alert)
}

fn no_form() -> Failure {
    Failure::new(
        "The alert was not written",
        "this council's protocol has no alert form",
        "Nothing was written or recorded.",
    )
}

fn refused(why: &alert::Refused) -> Failure {
    Failure::new(
        "The alert was not sent",
        why.to_string(),
        "Nothing was written or recorded.",
    )
}
