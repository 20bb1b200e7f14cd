//! `dutydesk form REF --sent WHEN`: what was written out has left.

use crate::cli::desk_file::{DeskFile, Found};
use crate::cli::io::print;
use crate::domain::command::Command;
use crate::domain::when::{self, Lean};
use crate::error::{Exit, Failure};

/// Records that the mail program sent the alert that is written out, and when.
///
/// # Errors
/// When nothing waits to be confirmed, the time cannot be, or it is late and nobody said why.
pub(super) fn record(
    desk: &mut DeskFile,
    found: &Found,
    typed: &str,
    reason: &str,
) -> Result<Exit, Failure> {
    let (pack, incident) = (&found.rules.pack, &found.incident);
    let alert = pack.pack.alert_form.as_deref();
    let mut unsent = found.case.unsent.iter();
    let Some(unsent) = unsent.rfind(|unsent| Some(unsent.form.as_str()) == alert) else {
        return Err(refused(
            "no alert of it is written and not confirmed",
            "`dutydesk form REF --as eml` writes it.",
        ));
    };
    let at = when::read(typed, desk.now, Lean::Past);
    let at = at.map_err(|fault| refused(&fault.to_string(), "Give now, or 22:40."))?;
    unsent
        .check(at, desk.now)
        .map_err(|why| refused(&why, "Give now, or the time it was sent."))?;
    let reason = if reason.is_empty() {
        &unsent.reason
    } else {
        reason
    };
    if reason.is_empty() && found.case.is_sent_late(pack, unsent, at) {
        return Err(refused(
            "it left late, and no reason is given",
            "Say why with --reason, naming nobody.",
        ));
    }
    let sent = Command::Revise {
        id: incident.id,
        version: incident.version,
        edits: unsent.sent(pack, incident, at, reason),
        draft: None,
    };
    desk.store.run(&sent, desk.now)?;
    let (reference, at) = (&incident.reference, at.words());
    print(&format!("Recorded: {reference} alert sent {at}\n"))?;
    Ok(Exit::Done)
}

fn refused(why: &str, todo: &str) -> Failure {
    Failure::new("The alert was not recorded as sent", why, todo)
}
