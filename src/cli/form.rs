//! `dutydesk form`: the alert form of an incident as files or on standard output, and the record
//! that it is written, then sent.

mod sent;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::desk_file::{self, DeskFile, Found, Unlock};
use super::io::{print, print_message, say};
use super::plain::line;
use crate::app::message::OutFile;
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::domain::incident::Incident;
use crate::domain::right::Right;
use crate::error::{Exit, Failure};
use crate::exchange::alert::{self, Alert, Sending};
use crate::exchange::email::{Recipient, Unconfirmed, filed_email};
use crate::exchange::form_text::form_text;
use crate::rules::outgoing::filing_of;
use crate::tui::outbox;
use crate::words::outgoing::with_file;

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
    /// What to write: text, eml, or both; eml alone goes to standard output
    ///
    /// An e-mail is recorded as written; the clock runs on until `--sent` says that it left. What is
    /// written already and not confirmed is given out again as it is.
    #[arg(
        long = "as",
        value_enum,
        value_delimiter = ',',
        required_unless_present = "sent",
        value_name = "KIND"
    )]
    kinds: Vec<Kind>,
    /// The folder to write to; the desk's own outbox when absent
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Record that your mail program sent it: now, or 22:40
    #[arg(long, value_name = "WHEN", conflicts_with_all = ["kinds", "to"])]
    sent: Option<String>,
    /// Why the alert is late; - reads it from standard input
    ///
    /// Others on this machine can see a command's words: name nobody here.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Why you must open it, where it is restricted and kept from you
    ///
    /// Others on this machine can see a command's words: name nobody here.
    #[arg(long, value_name = "WORDS")]
    open_because: Option<String>,
    #[command(flatten)]
    unlock: Unlock,
}

pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let reason = desk_file::because(arguments.reason.as_deref())?;
    let mut desk = desk_file::open(places, &arguments.unlock)?;
    let because = arguments.open_because.as_deref().unwrap_or_default();
    let found = desk.opened(&arguments.reference, because)?;
    if arguments.sent.is_some() || arguments.kinds.contains(&Kind::Eml) {
        // Before anything is written out.
        desk.store.require(Right::Send)?;
    }
    if let Some(at) = &arguments.sent {
        return sent::record(&mut desk, &found, at, &reason);
    }
    let folder = arguments.to.clone().unwrap_or_else(|| places.outbox());
    if arguments.kinds == [Kind::Eml] && arguments.to.is_none() {
        return give_out(&mut desk, &found, &reason, &folder);
    }
    let words = if arguments.kinds.contains(&Kind::Eml) {
        let alert = prepare(&desk, &found, &reason)?;
        write_out(&mut desk, &found.incident, alert, &arguments.kinds, &folder)?
    } else {
        let file = text_file(&desk, &found)?;
        let name = file.name.clone();
        outbox::write(&folder, &[file])?;
        format!("Written: {}\n", folder.join(name).display())
    };
    print(&words)?;
    Ok(Exit::Done)
}

/// Gives the message out on standard output, and nothing else: what is written already and nobody
/// has confirmed as sent, as it is; else it is written first.
fn give_out(
    desk: &mut DeskFile,
    found: &Found,
    reason: &str,
    folder: &Path,
) -> Result<Exit, Failure> {
    let incident = &found.incident;
    let alert = found.rules.pack.pack.alert_form.as_deref();
    let mut unsent = found.case.unsent.iter();
    let unsent = unsent.rfind(|unsent| Some(unsent.form.as_str()) == alert);
    let filed = unsent.and_then(|unsent| filing_of(incident, unsent));
    if let Some((unsent, filing)) = unsent.zip(filed) {
        say(&format!(
            "Not written again: {}",
            with_file(unsent, desk.now)
        ));
        print_message(&filed_email(incident, filing))?;
        return Ok(Exit::Done);
    }
    let alert = prepare(desk, found, reason)?;
    let mut drafts = alert.files.iter();
    let draft = drafts.find(|file| is_email(&file.name));
    let message = draft.map_or_else(Vec::new, |file| file.bytes.clone());
    let said = write_out(desk, incident, alert, &[Kind::Eml], folder)?;
    say(said.trim_end());
    print_message(&message)?;
    Ok(Exit::Done)
}

fn is_email(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "eml")
}

/// Writes the alert's files, then records that it is written; says what was done.
fn write_out(
    desk: &mut DeskFile,
    incident: &Incident,
    mut alert: Alert,
    kinds: &[Kind],
    folder: &Path,
) -> Result<String, Failure> {
    let draft = has_draft(desk, incident)?;
    let wanted = |name: &str| is_email(name) || kinds.contains(&Kind::Text);
    let files = alert.files.into_iter().filter(|file| wanted(&file.name));
    let files: Vec<OutFile> = files
        .map(|file| OutFile {
            name: file.name,
            bytes: file.bytes,
        })
        .collect();
    outbox::write(folder, &files)?;
    let whole = std::path::absolute(folder);
    let whole = whole.unwrap_or_else(|_no_working_folder| folder.to_owned());
    alert::stands_in(&mut alert.edits, &whole.display().to_string());
    let written = Command::Revise {
        id: incident.id,
        version: incident.version,
        edits: alert.edits,
        draft: None,
    };
    if let Err(refused) = desk.store.run(&written, desk.now) {
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
    out.push(format!(
        "Recorded: {reference} alert written {at}, not confirmed sent"
    ));
    let number = reference.short();
    out.push(format!(
        "Send it from your mail program; then `dutydesk form {number} --sent now` stops its clock.\n"
    ));
    out.join("\n")
}

/// Says who would have received it too, one a line.
fn not_to(left_out: &[Unconfirmed]) -> String {
    let lines = left_out.iter().map(|left| format!("Not to: {left}\n"));
    lines.collect()
}

fn text_file(desk: &DeskFile, found: &Found) -> Result<OutFile, Failure> {
    let (pack, incident) = (&found.rules.pack, &found.incident);
    let form = pack.alert_form();
    let form = form.ok_or_else(no_form)?;
    let user = &desk.store.settings().who.name;
    let text = form_text(pack, form, incident, desk.now, user);
    Ok(OutFile {
        name: format!("{}.txt", alert::file_stem(incident, &form.id, desk.now)),
        bytes: text.into_bytes(),
    })
}

fn prepare(desk: &DeskFile, found: &Found, reason: &str) -> Result<Alert, Failure> {
    let Found {
        incident,
        rules,
        case,
    } = found;
    let pack = &rules.pack;
    // Whom it is sent to now, by the protocol that holds now; a role that the incident's own edition
    // alone has is found there.
    let current = &desk.current.pack;
    let contacts = pack.contacts_with(current.contacts_with(desk.store.contacts()?));
    let user = &desk.store.settings().who.name;
    let form = pack.alert_form().ok_or_else(no_form)?;
    let alert = alert::prepare(Sending {
        pack,
        form,
        incident,
        contacts: &contacts,
        now: desk.now,
        by: user,
        reason,
    })
    .map_err(|why| refused(&why))?;
    if reason.is_empty() && case.alert_is_late(pack) {
        return Err(Failure::new(
            "The alert was not written",
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
        "The alert was not written",
        why.to_string(),
        "Nothing was written or recorded.",
    )
}
