//! The drafts, as mail programs read them.

use std::io::Write as _;
use std::process::{Command, Stdio};

use icalendar::parser::unfold;
use mail_parser::{Message, MessageParser, MimeHeaders};

use super::*;
use crate::exchange::email::tests::assert_wire;

const BODY: &str = "OFFICIAL-SENSITIVE

Rapid Review Panel TH-2026-0042

When: Wed 25 Nov 2026 10:00 GMT to 11:30 (London time)
Where: Town Hall, Room 1; or C:\\online
You are asked as: Head of SQA, to take the chair

Agenda
1. What is known
2. Decisions: who does what, by when

To answer: accept or decline in your calendar, or reply to this e-mail.

No child is named here. Name none in your answer.
";

const BODY_CANCELLED: &str = "OFFICIAL-SENSITIVE

CANCELLED: this meeting will not take place.

Rapid Review Panel TH-2026-0042

When: Wed 30 Jun 2027 10:00 BST to 11:30 (London time)
Where: Town Hall, Room 1; or C:\\online
You were asked as: Education, if you can come

Agenda
1. What is known
2. Decisions: who does what, by when

No answer is needed.

No child is named here. Name none in your answer.
";

pub(super) fn drafts(invite: &Invite) -> Vec<Email> {
    let draft = |to| invite_email(invite, to).expect("a draft");
    invite.attendees.iter().map(draft).collect()
}

/// The calendar that one invitee is to get.
pub(super) fn alone(invite: &Invite, to: &Attendee) -> Vec<u8> {
    calendar(&Invite {
        attendees: vec![to.clone()],
        ..invite.clone()
    })
}

#[test]
fn the_text_says_what_when_where_as_whom_and_how_to_answer() {
    assert_eq!(drafts(&panel())[0].body, BODY);
    assert_eq!(drafts(&cancelled())[2].body, BODY_CANCELLED);
    let plain = Invite {
        title: String::new(),
        place: " ".to_owned(),
        agenda: vec!["\t".to_owned()],
        attendees: vec![invited("\n", "sqa@towerhamlets.example")],
        ..updated()
    };
    let email = drafts(&plain).remove(0);
    assert_eq!(email.subject, "OFFICIAL-SENSITIVE: UPDATED: Meeting");
    let body = email.body;
    let head = "OFFICIAL-SENSITIVE\n\nUPDATED: this takes the place of the earlier invitation.\n\n";
    assert!(body.starts_with(head), "{body}");
    assert!(body.contains("\nWhere: to be told\n"), "{body}");
    assert!(
        body.contains("You are asked as: guest\n\nTo answer: "),
        "{body}"
    );
    let body = drafts(&told())[0].body.clone();
    let answer = "\nTo answer: reply to this e-mail. The attached invite.ics puts the meeting into \
                  your calendar.\n";
    assert!(body.contains(answer), "{body}");
}

/// Reads a draft's calendar parts: the one beside the text with its method, and the attached file.
pub(super) fn read_calendars(read: &Message<'_>) -> (String, Vec<u8>, Vec<u8>) {
    let kinds: Vec<String> = read
        .parts
        .iter()
        .filter_map(|part| part.content_type())
        .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
        .collect();
    assert_eq!(
        kinds,
        [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/calendar",
            "application/ics"
        ]
    );
    let kind = read.parts[3].content_type().expect("a type");
    assert_eq!(kind.attribute("charset"), Some("utf-8"));
    let method = kind.attribute("method").expect("a method").to_owned();
    assert_eq!(read.parts[4].attachment_name(), Some("invite.ics"));
    let part = |number: usize| read.parts[number].contents().to_vec();
    (method, part(3), part(4))
}

#[test]
fn each_draft_reads_back_whole() {
    for (invite, subject, method) in [
        (panel(), "", "REQUEST"),
        (updated(), "UPDATED: ", "REQUEST"),
        (cancelled(), "CANCELLED: ", "CANCEL"),
        (told(), "", "PUBLISH"),
    ] {
        for (email, to) in drafts(&invite).iter().zip(&invite.attendees) {
            assert_wire(&email.bytes);
            assert_eq!(*email, invite_email(&invite, to).expect("the same"));
            let read = MessageParser::default()
                .parse(&email.bytes)
                .expect("a message");
            let subject = format!("OFFICIAL-SENSITIVE: {subject}Rapid Review Panel TH-2026-0042");
            assert_eq!(read.subject(), Some(subject.as_str()));
            assert_eq!(email.subject, subject);
            let receivers = read.to().expect("To").iter();
            let receivers: Vec<_> = receivers.filter_map(|a| a.address()).collect();
            assert_eq!(receivers, [to.mailbox.as_str()]);
            assert_eq!(email.to, [to.mailbox.as_str()]);
            let from = read.from().and_then(|list| list.first());
            assert_eq!(from.and_then(|a| a.address()), invite.organizer.as_deref());
            assert_eq!(read.header_raw("X-Unsent").map(str::trim), Some("1"));
            assert_eq!(
                read.date().map(mail_parser::DateTime::to_timestamp),
                Some(invite.stamp.utc().timestamp())
            );
            let body = read.body_text(0).expect("a body").replace("\r\n", "\n");
            assert_eq!(body, email.body);
            let (found, beside, attached) = read_calendars(&read);
            assert_eq!(found, method);
            assert_eq!(beside, alone(&invite, to));
            assert_eq!(attached, beside);
        }
    }
}

#[test]
fn nobody_learns_who_else_is_asked() {
    let invite = panel();
    for (email, to) in drafts(&invite).iter().zip(&invite.attendees) {
        let read = MessageParser::default()
            .parse(&email.bytes)
            .expect("a message");
        let (_, ics, _) = read_calendars(&read);
        let ics = unfold(&String::from_utf8(ics).expect("text"));
        let seen = format!(
            "{}{}{ics}",
            String::from_utf8_lossy(&email.bytes),
            email.body
        );
        for other in invite.attendees.iter().filter(|other| *other != to) {
            assert!(!seen.contains(&other.mailbox), "{}", other.mailbox);
            assert!(!seen.contains(&mailto(&other.mailbox)), "{}", other.mailbox);
            assert!(!seen.contains(&other.role), "{}", other.role);
        }
    }
}

#[test]
fn drafts_of_one_meeting_are_told_apart() {
    let mut invite = panel();
    let shared = "sqa@towerhamlets.example";
    invite.attendees.push(invited("Business Unit", shared));
    let ids: Vec<String> = [drafts(&invite), drafts(&updated()), drafts(&cancelled())]
        .concat()
        .iter()
        .map(|email| {
            let read = MessageParser::default()
                .parse(&email.bytes)
                .expect("a message");
            read.message_id().expect("an id").to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 10);
    let different: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(different.len(), ids.len(), "{ids:?}");
    let first = "TH-2026-0042-m7.0.20261120T221000Z.";
    assert!(ids[0].starts_with(first), "{}", ids[0]);
    assert!(ids[0].ends_with("@dutydesk.invalid"), "{}", ids[0]);
}

#[test]
fn a_mailbox_that_is_not_one_is_refused() {
    let to = invited("Police\u{202e}", "a@b.example>\r\nBcc: c@d.example");
    let refused = invite_email(&panel(), &to)
        .expect_err("refused")
        .to_string();
    assert!(
        refused.starts_with("Police<U+202E>: the mailbox "),
        "{refused}"
    );
    let mut invite = panel();
    invite.organizer = Some("duty".to_owned());
    let refused = invite_email(&invite, &panel().attendees[0]).expect_err("refused");
    assert_eq!(
        refused.to_string(),
        "From: the mailbox has no @. Correct it in Contacts."
    );
}

/// Reads a draft with Python's strict policy, on machines that have Python: the subject and the
/// text, then each calendar part in hexadecimal.
fn strict_reader(bytes: &[u8]) -> Option<Vec<String>> {
    let script = "import sys, email, email.policy as p\n\
        m = email.message_from_bytes(sys.stdin.buffer.read(), policy=p.strict)\n\
        assert not m.defects and not any(x.defects for x in m.walk())\n\
        assert not any(x.defects for part in m.walk() for x in part.values())\n\
        body = m.get_body(preferencelist=('plain',)).get_content().encode()\n\
        parts = [x for x in m.walk() if x.get_content_subtype() in ('calendar', 'ics')]\n\
        assert [x.get_filename() for x in parts] == [None, 'invite.ics']\n\
        texts = [m['to'].encode(), m['subject'].encode(), body]\n\
        texts.append(str(parts[0].get_param('method')).encode())\n\
        for text in texts + [x.get_payload(decode=True) for x in parts]:\n    print(text.hex())";
    let mut python = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = python.stdin.take().expect("stdin");
    input.write_all(bytes).expect("written");
    drop(input);
    let output = python.wait_with_output().expect("it ran");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words}");
    let text = String::from_utf8(output.stdout).expect("hexadecimal");
    let decoded = |line: &str| {
        let pairs = line.as_bytes().chunks(2);
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
        String::from_utf8(pairs.map(|pair| byte(pair).unwrap()).collect()).expect("text")
    };
    Some(text.lines().map(decoded).collect())
}

#[test]
fn the_drafts_are_read_by_a_strict_mail_reader() {
    let nasty = Invite {
        title: "R\u{e9}view, \"x\"; \u{738b} ".repeat(20),
        place: "\u{202e}\r\nBcc: a@b.example".to_owned(),
        ..panel()
    };
    for (invite, method) in [
        (panel(), "REQUEST"),
        (cancelled(), "CANCEL"),
        (told(), "PUBLISH"),
        (nasty, "REQUEST"),
    ] {
        let to = &invite.attendees[1];
        let email = invite_email(&invite, to).expect("a draft");
        let Some(read) = strict_reader(&email.bytes) else {
            return;
        };
        let ics = String::from_utf8(alone(&invite, to)).expect("text");
        let body = email.body.clone();
        let body = body.replace('\n', if read[2].contains('\r') { "\r\n" } else { "\n" });
        let expected = [&to.mailbox, &email.subject, &body, method, &ics, &ics];
        assert_eq!(read, expected);
    }
}
