//! The invitation to a meeting: a calendar file (RFC 5545) and, for each invitee, an e-mail draft
//! that carries it. Nothing is sent from here.
//!
//! Times are written in UTC, which every calendar shows in its own user's time: no time zone needs
//! to be described. The writer is our own, because the libraries' let a display name add lines.

mod invite;

use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::MimePart;
use sha2::{Digest, Sha256};

use super::email::draft::{Head, ID_HOST, boundary, message, multipart, plain, text_part};
use super::email::{Email, EmailRefused};
use crate::domain::contact::mailbox_fault;
use crate::domain::instant::Instant;
use crate::words::MARKING;

pub use invite::{Attendee, Invite, Method};
use invite::{FILE, shown};

/// The longest line of a calendar file, in octets without its end (RFC 5545, 3.1).
const LINE: usize = 75;
/// The program that wrote the file; without its version, so that the same words stay the same
/// bytes.
const PRODUCT: &str = "-//Dutydesk//Dutydesk//EN";
/// Returns the meeting as a calendar file, with everyone who is asked.
///
/// A request or a cancellation has to say who asks (RFC 5546). Without an organizer, or with nobody
/// to ask, the file is therefore a `PUBLISH`: calendar programs still take it in, and a cancelled
/// one still says so by its status, but nobody is asked for an answer and no attendee is listed.
/// RFC 5546 wants an organizer there too; an invented mailbox would be worse than none.
///
/// The same invitation gives the same bytes. A mailbox that is not one cannot add anything, but is
/// written as it is; [`invite_email`] refuses it.
#[must_use]
pub fn calendar(invite: &Invite) -> Vec<u8> {
    write(invite).into_bytes()
}

fn write(invite: &Invite) -> String {
    let cancelled = invite.method != Method::Request;
    let word = invite.word();
    let mut out = String::new();
    let mut line = |content: String| fold(&mut out, &content);
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line(format!("PRODID:{PRODUCT}"));
    line(format!("METHOD:{word}"));
    line("BEGIN:VEVENT".to_owned());
    line(format!("UID:{}@{ID_HOST}", plain(&invite.uid)));
    line(format!("SEQUENCE:{}", invite.sequence));
    line(format!("DTSTAMP:{}", utc(invite.stamp)));
    line(format!("DTSTART:{}", utc(invite.starts)));
    line(format!("DTEND:{}", utc(invite.ends())));
    line(format!("SUMMARY:{}", escaped(&invite.title())));
    let place = shown(&invite.place);
    if !place.is_empty() {
        line(format!("LOCATION:{}", escaped(&place)));
    }
    line(format!("DESCRIPTION:{}", escaped(&invite.description())));
    if let Some(organizer) = &invite.organizer {
        line(format!("ORGANIZER:{}", mailto(organizer)));
    }
    if word != "PUBLISH" {
        for attendee in &invite.attendees {
            line(attendee_line(attendee, !cancelled));
        }
    }
    line("CLASS:CONFIDENTIAL".to_owned());
    // RFC 5546 3.2.5: a cancellation for some attendees only has no status.
    if invite.method != Method::Uninvite || word == "PUBLISH" {
        let status = if cancelled { "CANCELLED" } else { "CONFIRMED" };
        line(format!("STATUS:{status}"));
    }
    line("END:VEVENT".to_owned());
    line("END:VCALENDAR".to_owned());
    out
}

/// Returns the line of one invitee; a cancellation asks for no answer.
fn attendee_line(attendee: &Attendee, answer: bool) -> String {
    let role = match (attendee.chair, attendee.optional) {
        (true, _) => "CHAIR",
        (false, true) => "OPT-PARTICIPANT",
        (false, false) => "REQ-PARTICIPANT",
    };
    let name = match shown(&attendee.role) {
        name if name.is_empty() => String::new(),
        name => format!(";CN={}", quoted(&name)),
    };
    let answer = if answer {
        ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    } else {
        ""
    };
    let mailbox = mailto(&attendee.mailbox);
    format!("ATTENDEE{name};ROLE={role}{answer}:{mailbox}")
}

/// Builds the draft that asks one invitee.
///
/// There is one draft for each, and its calendar lists that invitee alone: nobody learns from it
/// who else is asked. The calendar stands beside the text, where mail programs look for it, and
/// once more as an attached file for those that do not. Opened, the draft is unsent (`X-Unsent: 1`);
/// without an organizer it has no From, and the mail program puts in its own user.
///
/// # Errors
/// When the invitee's mailbox or the organizer's is not one.
pub fn invite_email(invite: &Invite, to: &Attendee) -> Result<Email, EmailRefused> {
    let from = invite.organizer.as_deref();
    let mailboxes = [(to.role.as_str(), to.mailbox.as_str())];
    for (role, mailbox) in mailboxes.into_iter().chain(from.map(|from| ("From", from))) {
        if let Some(fault) = mailbox_fault(mailbox) {
            let role = shown(role);
            return Err(EmailRefused::Mailbox { role, fault });
        }
    }
    let alone = Invite {
        attendees: vec![to.clone()],
        ..invite.clone()
    };
    let title = invite.title();
    let subject = match alone.change() {
        Some((word, _)) => format!("{MARKING}: {word}: {title}"),
        None => format!("{MARKING}: {title}"),
    };
    let body = alone.body(to);
    let ics = write(&alone);
    // Mail's own line ends.
    let wire = body.replace('\n', "\r\n");
    let at = invite.stamp.utc().format("%Y%m%dT%H%M%SZ").to_string();
    let written = format!("{body}{ics}");
    // Neither boundary begins with the other: a reader may compare beginnings alone (RFC 2046).
    let inner = boundary(&format!("text-{at}"), &written);
    let outer = boundary(&format!("file-{at}"), &written);
    let kind = ContentType::new("text/calendar")
        .attribute("method", alone.word())
        .attribute("charset", "utf-8");
    let texts = vec![text_part(&wire), MimePart::new(kind, ics.as_str())];
    let parts = vec![
        multipart("alternative", inner, texts),
        // Not text/calendar: a second request in one message would be taken for a second meeting.
        MimePart::new(ContentType::new("application/ics"), ics.as_bytes()).attachment(FILE),
    ];
    let head = Head {
        to: vec![&to.mailbox],
        from,
        subject: &subject,
        at: invite.stamp,
        id: format!(
            "{}.{}.{at}.{}@{ID_HOST}",
            plain(&invite.uid),
            invite.sequence,
            tag(to)
        ),
    };
    let bytes = message(head, multipart("mixed", outer, parts));
    Ok(Email {
        subject,
        to: vec![to.mailbox.clone()],
        body,
        bytes,
    })
}

/// Returns what tells the drafts of one meeting apart: servers drop a second message of one id,
/// also where two roles share a mailbox.
fn tag(to: &Attendee) -> String {
    let digest = Sha256::digest(format!("{}\n{}", to.role, to.mailbox));
    let mut out = String::new();
    for byte in digest.iter().take(8) {
        let code = format!("{byte:02x}");
        out.push_str(&code);
    }
    out
}

/// Returns `20261125T100000Z`.
fn utc(at: Instant) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// Returns text as a property's value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Returns one line of text as a parameter's value, always in quotes (RFC 6868).
///
/// Quotes alone cannot hold a quote, so a mark stands for it; between them nothing else ends the
/// parameter.
fn quoted(line: &str) -> String {
    format!("\"{}\"", line.replace('^', "^^").replace('"', "^'"))
}

/// Returns a mailbox as an address; what the form of an address reserves is percent-encoded (RFC
/// 6068), and with it anything that no mailbox has.
fn mailto(mailbox: &str) -> String {
    let mut out = "mailto:".to_owned();
    for byte in mailbox.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "._+-'@".contains(c) {
            out.push(c);
        } else {
            let code = format!("%{byte:02X}");
            out.push_str(&code);
        }
    }
    out
}

/// Writes a line, folded so that no part is too long and no character is parted.
fn fold(out: &mut String, content: &str) {
    let mut used = 0;
    for c in content.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests;
