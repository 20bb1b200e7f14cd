//! Who is asked to a meeting, and how far their invitations have come.

use super::inviting::not_yet_cancelled_for;
use super::on::On;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::app::page::See;
use crate::domain::ledger::{Attendance, Invitee, Kept, Meeting as Arranged};
use crate::pack;
use crate::rules::outgoing::{UNSENT, invitation_form, invitations};
use crate::words::outgoing::with_file;

/// Returns the lines of invitations that are written and that nobody has confirmed as sent: where
/// they are, and saying that they were sent.
pub(super) fn waiting(see: &See<'_>, row: &Row, meeting: Kept<'_, Arranged>) -> Vec<Line<On>> {
    let form = invitation_form(meeting);
    let mut unsent = row.case.unsent.iter();
    let Some(unsent) = unsent.rfind(|unsent| unsent.form == form) else {
        return Vec::new();
    };
    let words = format!("invitations {}", with_file(unsent, see.now));
    vec![
        Line::read(words, Tone::Late),
        Line::on(
            "  Say when your mail program sent them, or that it could not",
            Tone::Strong,
            On::Sent(form),
        ),
    ]
}

/// Returns how far an invitation has come that asks to the meeting as it is now.
fn written(row: &Row, meeting: Kept<'_, Arranged>) -> String {
    match invitations(&row.incident, meeting) {
        Some(written) if written.sent_at.is_some() => "invitation sent".to_owned(),
        Some(_) => format!("invitation {UNSENT}"),
        // Nobody was asked, when it was written, whether it was sent.
        None => "invitation written".to_owned(),
    }
}

/// Adds who is asked, what they answered and how far their invitation has come.
pub(super) fn invitees(row: &Row, meeting: Kept<'_, Arranged>, out: &mut Vec<Line<On>>) {
    out.push(Line::blank());
    out.push(Line::heading(
        "Asked (y accepted, n apologies, t attended, - no answer)",
    ));
    let written = written(row, meeting);
    for invitee in row.incident.parts::<Invitee>(meeting.entry.id) {
        let role = row.pack().role_title(&invitee.role);
        let status = invitee.attendance().title();
        let sent = match invitee.sent {
            None => "invitation not written",
            sent if sent == meeting.sequence => &written,
            Some(_) => "CHANGED since its invitation",
        };
        let name = match invitee.name.as_str() {
            "" => String::new(),
            name => format!(" ({name})"),
        };
        let note = match invitee.note.as_str() {
            "" => String::new(),
            note => format!(". {note}"),
        };
        let words = format!("  {role}{name}: {status}; {sent}{note}");
        let tone = if invitee.attendance() == Attendance::Attended {
            Tone::Well
        } else {
            Tone::Plain
        };
        out.push(Line::on(words, tone, On::Invitee(invitee.entry.id)));
        if let Some(words) = not_able(row, meeting.record, &invitee) {
            out.push(Line::read(words, Tone::Wrong));
        }
    }
    for invitee in not_yet_cancelled_for(&row.incident, meeting) {
        let role = row.pack().role_title(&invitee.role);
        out.push(Line::read(
            format!("  {role}: TAKEN OFF after being invited; write the invitations to say so"),
            Tone::Wrong,
        ));
    }
    out.push(Line::on("  Ask somebody more", Tone::Plain, On::AddInvitee));
}

/// Returns what somebody who sits there for their organisation has not yet said they are able to do.
fn not_able(row: &Row, meeting: &Arranged, invitee: &Invitee) -> Option<String> {
    let rule = row.pack().meeting(&meeting.meeting)?;
    let sits = |row: &&pack::Invitee| row.represents && row.role == invitee.role;
    rule.invitee.iter().find(sits)?;
    let able: Vec<&str> = invitee.able.split(',').collect();
    let open = rule.ability.iter();
    let open = open.filter(|ability| !able.contains(&ability.id.as_str()));
    let open: Vec<&str> = open.map(|ability| ability.text.as_str()).collect();
    if open.is_empty() {
        return None;
    }
    Some(format!("      ask whether they can: {}", open.join("; ")))
}
