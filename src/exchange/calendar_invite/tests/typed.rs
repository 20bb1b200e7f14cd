//! Whatever is typed, nothing is added to a file or to a draft.

use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;

use super::mail::{alone, drafts, read_calendars};
use super::readers::{by_ical_vcard, by_icalendar};
use super::*;
use crate::domain::text::{clean_line, visible};
use crate::exchange::email::tests::assert_wire;

#[test]
fn nothing_typed_can_add_a_line_a_parameter_or_a_part() {
    let evil = "x\";ROLE=CHAIR:mailto:a@b.example\r\nATTENDEE:mailto:thief@bad.example\u{85}\
                BEGIN:VALARM\u{2028}END:VEVENT\\n\u{b}\u{202e}^n^'\r\n\r\n\
                --dutydesk-file-20261120T221000Z--\r\nBcc: thief@bad.example\r\n";
    let shown = "x\";ROLE=CHAIR:mailto:a@b.example ATTENDEE:mailto:thief@bad.exampleBEGIN:VALARM \
                 END:VEVENT\\n<U+202E>^n^' --dutydesk-file-20261120T221000Z-- \
                 Bcc: thief@bad.example";
    let mut invite = Invite {
        uid: evil.to_owned(),
        title: evil.to_owned(),
        place: evil.to_owned(),
        agenda: vec![evil.to_owned()],
        attendees: vec![invited(evil, "sqa@towerhamlets.example")],
        ..panel()
    };
    let email = invite_email(&invite, &invite.attendees[0]).expect("a draft");
    assert_wire(&email.bytes);
    let read = MessageParser::default()
        .parse(&email.bytes)
        .expect("a message");
    assert!(read.bcc().is_none());
    assert_eq!(email.subject, format!("OFFICIAL-SENSITIVE: {shown}"));
    assert_eq!(read.subject(), Some(email.subject.as_str()));
    let body = read.body_text(0).expect("a body").replace("\r\n", "\n");
    assert_eq!(body, email.body);
    assert!(!body.contains("dutydesk-file-20261120T221000Z_"));
    let (_, beside, attached) = read_calendars(&read);
    assert_eq!(beside, calendar(&invite));
    assert_eq!(attached, beside);

    invite.organizer = Some(evil.to_owned());
    invite.attendees[0].mailbox = evil.to_owned();
    let bytes = calendar(&invite);
    let (found, names) = by_ical_vcard(&bytes);
    assert_eq!(names, lines(&invite));
    assert_eq!(by_icalendar(&bytes), found);
    assert_eq!(found.summary, shown);
    assert_eq!(found.place.as_deref(), Some(shown));
    assert!(found.description.contains(&format!("\n1. {shown}\n")));
    let [(mailbox, parameters)] = found.attendees.as_slice() else {
        panic!("one attendee: {found:?}");
    };
    assert_eq!(parameters[0], ("CN".to_owned(), shown.to_owned()));
    assert_eq!(
        parameters[1],
        ("ROLE".to_owned(), "REQ-PARTICIPANT".to_owned())
    );
    assert!(mailbox.starts_with("mailto:x%22%3BROLE%3DCHAIR%3Amailto%3Aa@b.example%0D%0AATTENDEE"));
}

#[test]
fn a_line_that_is_a_boundary_parts_nothing() {
    let stamp = "20261120T221000Z";
    for title in [
        format!("--dutydesk-file-{stamp}--"),
        format!("--dutydesk-file-{stamp}"),
        format!("--dutydesk-text-{stamp}--"),
        format!("--dutydesk-text-{stamp}"),
    ] {
        let invite = Invite {
            title: title.clone(),
            ..panel()
        };
        // Plain words, so that the text goes as it is.
        let to = &invite.attendees[0];
        let email = invite_email(&invite, to).expect("a draft");
        let wire = String::from_utf8(email.bytes.clone()).expect("text");
        assert!(wire.contains(&format!("\r\n{title}\r\n")), "{wire}");
        let read = MessageParser::default()
            .parse(&email.bytes)
            .expect("a message");
        let body = read.body_text(0).expect("a body").replace("\r\n", "\n");
        assert_eq!(body, email.body);
        let (_, beside, attached) = read_calendars(&read);
        assert_eq!(beside, alone(&invite, to));
        assert_eq!(attached, beside);
        for part in &read.parts[..2] {
            let kind = part.content_type().expect("a type");
            let boundary = kind.attribute("boundary").expect("a boundary");
            assert!(!email.body.contains(boundary), "{boundary}");
        }
    }
}

/// The lines that an invitation has, by name.
fn lines(invite: &Invite) -> Vec<&'static str> {
    let mut names = vec![
        "BEGIN", "VERSION", "PRODID", "METHOD", "BEGIN", "UID", "SEQUENCE", "DTSTAMP", "DTSTART",
        "DTEND", "SUMMARY",
    ];
    if !shown(&invite.place).is_empty() {
        names.push("LOCATION");
    }
    names.push("DESCRIPTION");
    if invite.organizer.is_some() {
        names.push("ORGANIZER");
        names.extend(invite.attendees.iter().map(|_| "ATTENDEE"));
    }
    names.extend(["CLASS", "STATUS", "END", "END"]);
    names
}

/// Anything at all, and what calendars and mail give a meaning to, often.
fn nasty() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "\r\n",
        "\n",
        "\r",
        "\t",
        " ",
        "\\",
        "\\n",
        ";",
        ",",
        ":",
        "\"",
        "^",
        "^n",
        "^'",
        "=",
        "%",
        "\u{0}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\u{301}",
        "\u{1f469}\u{200d}\u{1f467}",
        "\u{1f1ec}\u{1f1e7}",
        "\u{738b}",
        "\u{15e}",
        "END:VEVENT",
        "BEGIN:VALARM",
        "--dutydesk-text-20261120T221000Z",
        "aaaaaaaaaaaaaaaaaaaa",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(marks, 0..60).prop_map(|marks| marks.concat()),
    ]
}

fn some_invite() -> impl Strategy<Value = Invite> {
    let texts = (
        nasty(),
        nasty(),
        nasty(),
        prop::collection::vec(nasty(), 0..4),
    );
    let people = prop::collection::vec((nasty(), nasty(), any::<(bool, bool)>()), 1..3);
    let rest = (prop::option::of(nasty()), any::<(bool, u32, i64)>());
    (texts, people, rest).prop_map(|((uid, title, place, agenda), people, rest)| {
        let (organizer, (cancel, sequence, minutes)) = rest;
        let attendee = |(role, mailbox, (chair, optional))| Attendee {
            role,
            mailbox,
            chair,
            optional,
        };
        Invite {
            uid,
            sequence,
            method: if cancel {
                Method::Cancel
            } else {
                Method::Request
            },
            title,
            minutes,
            place,
            agenda,
            organizer,
            attendees: people.into_iter().map(attendee).collect(),
            ..panel()
        }
    })
}

proptest! {
    #[test]
    fn a_folded_line_unfolds_to_itself(words in "\\PC{0,400}") {
        let mut out = String::new();
        fold(&mut out, &words);
        let bytes = out.as_bytes();
        let Some(body) = bytes.strip_suffix(b"\r\n") else {
            return Err(TestCaseError::fail("no end"));
        };
        // Octets, not characters: a reader may cut before it decodes.
        let parts: Vec<&[u8]> = split(body);
        for (number, part) in parts.iter().enumerate() {
            prop_assert!(part.len() <= 75);
            prop_assert!(std::str::from_utf8(part).is_ok());
            prop_assert!(number == 0 || part.starts_with(b" "));
        }
        prop_assert_eq!(out.replace("\r\n ", ""), format!("{words}\r\n"));
    }

    #[test]
    fn whatever_is_typed_the_file_is_whole(invite in some_invite()) {
        let bytes = calendar(&invite);
        for part in split(&bytes) {
            prop_assert!(part.len() <= 75);
            let part = std::str::from_utf8(part).expect("whole characters");
            prop_assert!(!part.contains(char::is_control), "{part:?}");
            let hidden = ['\u{2028}', '\u{202e}', '\u{2066}', '\u{200b}'];
            prop_assert!(!part.contains(hidden), "{part:?}");
        }
        let (found, names) = by_ical_vcard(&bytes);
        prop_assert_eq!(names, lines(&invite));
        prop_assert_eq!(&by_icalendar(&bytes), &found);
        let title = match visible(&clean_line(&invite.title)) {
            title if title.is_empty() => "Meeting".to_owned(),
            title => title,
        };
        prop_assert_eq!(&found.summary, &title);
        prop_assert_eq!(&found.description, &invite.description());
        prop_assert_eq!(&found.place.unwrap_or_default(), &visible(&clean_line(&invite.place)));
        prop_assert!(found.ends > found.starts);
        if invite.organizer.is_none() {
            prop_assert!(found.attendees.is_empty());
            return Ok(());
        }
        prop_assert_eq!(found.attendees.len(), invite.attendees.len());
        for ((address, parameters), asked) in found.attendees.iter().zip(&invite.attendees) {
            let role = visible(&clean_line(&asked.role));
            let names: Vec<&str> = parameters.iter().map(|(name, _)| name.as_str()).collect();
            let mut expected = vec!["CN", "ROLE", "PARTSTAT", "RSVP"];
            if invite.method == Method::Cancel {
                expected.truncate(2);
            }
            if role.is_empty() {
                expected.remove(0);
            } else {
                prop_assert_eq!(&parameters[0].1, &role);
            }
            prop_assert_eq!(names, expected);
            let address = address.strip_prefix("mailto:").expect("an address");
            prop_assert!(address.bytes().all(|b| b.is_ascii_graphic()), "{}", address);
            let reserved = [':', ';', ',', '"', '<', '>', '?', '&'];
            prop_assert!(!address.contains(reserved), "{}", address);
        }
    }

    #[test]
    fn whatever_is_typed_the_draft_is_whole(mut invite in some_invite()) {
        invite.organizer = invite.organizer.map(|_| "duty@towerhamlets.example".to_owned());
        for attendee in &mut invite.attendees {
            attendee.mailbox = "sqa@towerhamlets.example".to_owned();
        }
        for (email, to) in drafts(&invite).iter().zip(&invite.attendees) {
            assert_wire(&email.bytes);
            let read = MessageParser::default().parse(&email.bytes).expect("a message");
            prop_assert_eq!(read.subject(), Some(email.subject.as_str()));
            prop_assert!(email.subject.starts_with("OFFICIAL-SENSITIVE: "));
            let body = read.body_text(0).expect("a body").replace("\r\n", "\n");
            prop_assert_eq!(&body, &email.body);
            let (_, beside, attached) = read_calendars(&read);
            prop_assert_eq!(&beside, &alone(&invite, to));
            prop_assert_eq!(&attached, &beside);
        }
    }
}

fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        parts.push(&rest[..end]);
        rest = &rest[end + 2..];
    }
    parts.push(rest);
    parts
}
