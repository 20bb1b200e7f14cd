use super::*;
use crate::rules::form::tests::at;

mod mail;
mod readers;
mod typed;

use readers::{Found, by_ical_vcard, by_icalendar};

fn invited(role: &str, mailbox: &str) -> Attendee {
    Attendee {
        role: role.to_owned(),
        mailbox: mailbox.to_owned(),
        chair: false,
        optional: false,
    }
}

fn panel() -> Invite {
    let chair = Attendee {
        chair: true,
        ..invited("Head of SQA", "sqa@towerhamlets.example")
    };
    let optional = Attendee {
        optional: true,
        ..invited("Education", "r&d@education.example")
    };
    let doctor = "Designated Doctor, \"Barts\"; \u{2013} Children^";
    Invite {
        uid: "TH-2026-0042-m7".to_owned(),
        sequence: 0,
        method: Method::Request,
        title: "Rapid Review Panel TH-2026-0042".to_owned(),
        starts: at("2026-11-25T10:00:00Z"),
        minutes: 90,
        place: "Town Hall, Room 1; or C:\\online".to_owned(),
        agenda: vec![
            "What is known".to_owned(),
            "Decisions: who does what, by when".to_owned(),
        ],
        organizer: Some("duty@towerhamlets.example".to_owned()),
        attendees: vec![chair, invited(doctor, "o'doctor@nhs.example"), optional],
        stamp: at("2026-11-20T22:10:00Z"),
    }
}

/// A day later, an hour later, in the summer.
fn updated() -> Invite {
    Invite {
        sequence: 1,
        starts: at("2027-06-30T09:00:00Z"),
        stamp: at("2026-11-21T08:00:00Z"),
        ..panel()
    }
}

fn cancelled() -> Invite {
    Invite {
        sequence: 2,
        method: Method::Cancel,
        stamp: at("2026-11-22T08:00:00Z"),
        ..updated()
    }
}

/// Nobody is named as asking.
fn told() -> Invite {
    Invite {
        organizer: None,
        ..panel()
    }
}

const INVITATION: &str = r#"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Dutydesk//Dutydesk//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:TH-2026-0042-m7@dutydesk.invalid
SEQUENCE:0
DTSTAMP:20261120T221000Z
DTSTART:20261125T100000Z
DTEND:20261125T113000Z
SUMMARY:Rapid Review Panel TH-2026-0042
LOCATION:Town Hall\, Room 1\; or C:\\online
DESCRIPTION:OFFICIAL-SENSITIVE\n\nAgenda\n1. What is known\n2. Decisions: w
 ho does what\, by when\n\nNo child is named here. Name none in your answer
 .
ORGANIZER:mailto:duty@towerhamlets.example
ATTENDEE;CN="Head of SQA";ROLE=CHAIR;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto
 :sqa@towerhamlets.example
ATTENDEE;CN="Designated Doctor, ^'Barts^'; – Children^^";ROLE=REQ-PARTICI
 PANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:o'doctor@nhs.example
ATTENDEE;CN="Education";ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRU
 E:mailto:r%26d@education.example
CLASS:CONFIDENTIAL
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"#;

const UPDATE: &str = r#"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Dutydesk//Dutydesk//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:TH-2026-0042-m7@dutydesk.invalid
SEQUENCE:1
DTSTAMP:20261121T080000Z
DTSTART:20270630T090000Z
DTEND:20270630T103000Z
SUMMARY:Rapid Review Panel TH-2026-0042
LOCATION:Town Hall\, Room 1\; or C:\\online
DESCRIPTION:OFFICIAL-SENSITIVE\n\nUPDATED: this takes the place of the earl
 ier invitation.\n\nAgenda\n1. What is known\n2. Decisions: who does what\,
  by when\n\nNo child is named here. Name none in your answer.
ORGANIZER:mailto:duty@towerhamlets.example
ATTENDEE;CN="Head of SQA";ROLE=CHAIR;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto
 :sqa@towerhamlets.example
ATTENDEE;CN="Designated Doctor, ^'Barts^'; – Children^^";ROLE=REQ-PARTICI
 PANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:o'doctor@nhs.example
ATTENDEE;CN="Education";ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRU
 E:mailto:r%26d@education.example
CLASS:CONFIDENTIAL
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"#;

const CANCELLATION: &str = r#"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Dutydesk//Dutydesk//EN
METHOD:CANCEL
BEGIN:VEVENT
UID:TH-2026-0042-m7@dutydesk.invalid
SEQUENCE:2
DTSTAMP:20261122T080000Z
DTSTART:20270630T090000Z
DTEND:20270630T103000Z
SUMMARY:Rapid Review Panel TH-2026-0042
LOCATION:Town Hall\, Room 1\; or C:\\online
DESCRIPTION:OFFICIAL-SENSITIVE\n\nCANCELLED: this meeting will not take pla
 ce.\n\nAgenda\n1. What is known\n2. Decisions: who does what\, by when\n\n
 No child is named here. Name none in your answer.
ORGANIZER:mailto:duty@towerhamlets.example
ATTENDEE;CN="Head of SQA";ROLE=CHAIR:mailto:sqa@towerhamlets.example
ATTENDEE;CN="Designated Doctor, ^'Barts^'; – Children^^";ROLE=REQ-PARTICI
 PANT:mailto:o'doctor@nhs.example
ATTENDEE;CN="Education";ROLE=OPT-PARTICIPANT:mailto:r%26d@education.example
CLASS:CONFIDENTIAL
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"#;

/// Nobody asks, so nobody is listed as asked.
const TOLD: &str = r"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Dutydesk//Dutydesk//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:TH-2026-0042-m7@dutydesk.invalid
SEQUENCE:0
DTSTAMP:20261120T221000Z
DTSTART:20261125T100000Z
DTEND:20261125T113000Z
SUMMARY:Rapid Review Panel TH-2026-0042
LOCATION:Town Hall\, Room 1\; or C:\\online
DESCRIPTION:OFFICIAL-SENSITIVE\n\nAgenda\n1. What is known\n2. Decisions: w
 ho does what\, by when\n\nNo child is named here. Name none in your answer
 .
CLASS:CONFIDENTIAL
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
";

#[test]
fn the_file_is_as_written_by_hand() {
    for (invite, expected) in [
        (panel(), INVITATION),
        (updated(), UPDATE),
        (cancelled(), CANCELLATION),
        (told(), TOLD),
    ] {
        let written = String::from_utf8(calendar(&invite)).expect("text");
        assert_eq!(written, expected.replace('\n', "\r\n"));
        assert_eq!(calendar(&invite), calendar(&invite));
    }
}

fn person(mailbox: &str, parameters: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    (mailbox.to_owned(), parameters.iter().map(owned).collect())
}

fn expected() -> Found {
    let asked = [("PARTSTAT", "NEEDS-ACTION"), ("RSVP", "TRUE")];
    let with = |name, role| [&[("CN", name), ("ROLE", role)], &asked[..]].concat();
    let doctor = "Designated Doctor, \"Barts\"; \u{2013} Children^";
    Found {
        method: "REQUEST".to_owned(),
        uid: "TH-2026-0042-m7@dutydesk.invalid".to_owned(),
        sequence: "0".to_owned(),
        stamp: Some(at("2026-11-20T22:10:00Z")),
        starts: Some(at("2026-11-25T10:00:00Z")),
        ends: Some(at("2026-11-25T11:30:00Z")),
        summary: "Rapid Review Panel TH-2026-0042".to_owned(),
        place: Some("Town Hall, Room 1; or C:\\online".to_owned()),
        description: "OFFICIAL-SENSITIVE\n\nAgenda\n1. What is known\n2. Decisions: who does \
                      what, by when\n\nNo child is named here. Name none in your answer."
            .to_owned(),
        organizer: Some("mailto:duty@towerhamlets.example".to_owned()),
        attendees: vec![
            person(
                "mailto:sqa@towerhamlets.example",
                &with("Head of SQA", "CHAIR"),
            ),
            person(
                "mailto:o'doctor@nhs.example",
                &with(doctor, "REQ-PARTICIPANT"),
            ),
            person(
                "mailto:r%26d@education.example",
                &with("Education", "OPT-PARTICIPANT"),
            ),
        ],
        class: "CONFIDENTIAL".to_owned(),
        status: "CONFIRMED".to_owned(),
    }
}

#[test]
fn two_readers_find_what_was_asked() {
    let invitation = expected();
    let update = Found {
        sequence: "1".to_owned(),
        stamp: Some(at("2026-11-21T08:00:00Z")),
        starts: Some(at("2027-06-30T10:00:00+01:00")),
        ends: Some(at("2027-06-30T11:30:00+01:00")),
        description: invitation.description.replace(
            "SENSITIVE\n\n",
            "SENSITIVE\n\nUPDATED: this takes the place of the earlier invitation.\n\n",
        ),
        ..expected()
    };
    let mut cancellation = Found {
        method: "CANCEL".to_owned(),
        sequence: "2".to_owned(),
        stamp: Some(at("2026-11-22T08:00:00Z")),
        starts: update.starts,
        ends: update.ends,
        description: invitation.description.replace(
            "SENSITIVE\n\n",
            "SENSITIVE\n\nCANCELLED: this meeting will not take place.\n\n",
        ),
        status: "CANCELLED".to_owned(),
        ..expected()
    };
    for (_, parameters) in &mut cancellation.attendees {
        parameters.retain(|(name, _)| name == "CN" || name == "ROLE");
    }
    let told_of = Found {
        method: "PUBLISH".to_owned(),
        organizer: None,
        attendees: Vec::new(),
        ..expected()
    };
    for (invite, expected) in [
        (panel(), invitation),
        (updated(), update),
        (cancelled(), cancellation),
        (told(), told_of),
    ] {
        let bytes = calendar(&invite);
        assert_eq!(by_icalendar(&bytes), expected);
        assert_eq!(by_ical_vcard(&bytes).0, expected);
    }
}

/// RFC 5546, 3.2.5: who alone is no longer asked gets a cancellation without a status.
#[test]
fn who_is_no_longer_asked_reads_that_the_meeting_takes_place() {
    let gone = Invite {
        method: Method::Uninvite,
        sequence: 1,
        attendees: vec![invited("Education", "r&d@education.example")],
        ..panel()
    };
    let bytes = calendar(&gone);
    let (found, names) = by_ical_vcard(&bytes);
    assert_eq!(by_icalendar(&bytes), found);
    assert_eq!(
        (found.method.as_str(), found.sequence.as_str()),
        ("CANCEL", "1")
    );
    assert!(!names.iter().any(|name| name == "STATUS"));
    assert_eq!(found.attendees.len(), 1);
    assert!(
        found
            .description
            .contains("NO LONGER ASKED: the meeting takes place without you.")
    );
    let draft = &mail::drafts(&gone)[0];
    assert!(draft.subject.contains("NO LONGER ASKED"));
    assert!(draft.body.contains("You were asked as: Education"));
    assert!(draft.body.contains("No answer is needed."));
}

#[test]
fn without_an_organizer_or_anybody_asked_it_is_only_told_of() {
    let gone = Invite {
        organizer: None,
        ..cancelled()
    };
    let found = by_ical_vcard(&calendar(&gone)).0;
    assert_eq!(
        (found.method.as_str(), found.status.as_str()),
        ("PUBLISH", "CANCELLED")
    );
    assert!(found.attendees.is_empty());
    let alone = Invite {
        attendees: Vec::new(),
        ..panel()
    };
    let found = by_ical_vcard(&calendar(&alone)).0;
    assert_eq!(found.method, "PUBLISH");
    assert_eq!(found.organizer, expected().organizer);
}

#[test]
fn the_time_is_said_as_london_clocks_show_it() {
    for (starts, minutes, words) in [
        (
            "2026-11-25T10:00:00Z",
            90,
            "Wed 25 Nov 2026 10:00 GMT to 11:30",
        ),
        (
            "2027-06-30T09:00:00Z",
            90,
            "Wed 30 Jun 2027 10:00 BST to 11:30",
        ),
        (
            "2026-11-25T23:30:00Z",
            60,
            "Wed 25 Nov 2026 23:30 GMT to Thu 26 Nov 2026 00:30 GMT",
        ),
        // The clocks go back between: half past one twice, an hour apart.
        (
            "2026-10-25T00:30:00Z",
            60,
            "Sun 25 Oct 2026 01:30 BST to Sun 25 Oct 2026 01:30 GMT",
        ),
        // They go forward at one: an hour of the clock that is not there.
        (
            "2027-03-28T00:30:00Z",
            60,
            "Sun 28 Mar 2027 00:30 GMT to Sun 28 Mar 2027 02:30 BST",
        ),
        (
            "2026-11-25T10:00:00Z",
            0,
            "Wed 25 Nov 2026 10:00 GMT to 10:01",
        ),
        (
            "2026-11-25T10:00:00Z",
            i64::MIN,
            "Wed 25 Nov 2026 10:00 GMT to 10:01",
        ),
        (
            "2026-11-25T10:00:00Z",
            i64::MAX,
            "Wed 25 Nov 2026 10:00 GMT to Wed 2 Dec 2026 10:00 GMT",
        ),
    ] {
        let invite = Invite {
            starts: at(starts),
            minutes,
            ..panel()
        };
        assert_eq!(invite.when(), words);
    }
}
