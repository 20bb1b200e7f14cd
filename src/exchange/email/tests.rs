use super::draft::boundary;
use std::sync::LazyLock;

use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;

use super::*;
use crate::domain::facts::Role;
use crate::rules::form::tests::{alert, at, incident, pack, person};

const NOW: &str = "2026-11-20T22:10:00Z";

fn hos() -> Vec<Recipient> {
    vec![Recipient {
        roles: vec!["hos_sqa".to_owned()],
        role: "Head of SQA".to_owned(),
        mailbox: "sqa@towerhamlets.example".to_owned(),
        stale: false,
    }]
}

/// Read once: the property test drafts some hundred times.
static PACK: LazyLock<Pack> = LazyLock::new(pack);

fn draft(incident: &Incident, from: Option<&str>) -> Email {
    alert_email(
        &PACK,
        alert(&PACK),
        incident,
        &hos(),
        at(NOW),
        "D. Okafor-Example",
        from,
    )
    .expect("a draft")
}

/// What mail may carry: 7-bit, lines of at most 998 with CR LF at the end of each.
pub(in crate::exchange) fn assert_wire(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("text");
    assert!(text.is_ascii(), "8-bit");
    for line in text.split("\r\n") {
        assert!(line.len() <= 998, "{} long", line.len());
        assert!(
            !line.contains(['\r', '\n', '\0']),
            "bare line end: {line:?}"
        );
    }
}

#[test]
fn the_draft_reads_back_whole() {
    let email = draft(&incident(), Some("duty@towerhamlets.example"));
    assert_wire(&email.bytes);
    let read = MessageParser::default()
        .parse(&email.bytes)
        .expect("a message");
    assert_eq!(
        read.subject(),
        Some("OFFICIAL-SENSITIVE: Tower Hamlets serious incident alert TH-2026-0042")
    );
    let to: Vec<_> = read
        .to()
        .expect("To")
        .iter()
        .filter_map(|a| a.address())
        .collect();
    assert_eq!(to, ["sqa@towerhamlets.example"]);
    let from = read
        .from()
        .and_then(|list| list.first())
        .and_then(|a| a.address());
    assert_eq!(from, Some("duty@towerhamlets.example"));
    assert_eq!(
        read.date().map(mail_parser::DateTime::to_timestamp),
        Some(at(NOW).utc().timestamp())
    );
    assert_eq!(
        read.message_id(),
        Some("TH-2026-0042.20261120T221000Z@dutydesk.invalid")
    );
    assert_eq!(read.header_raw("X-Unsent").map(str::trim), Some("1"));
    let body = read.body_text(0).expect("a body").replace("\r\n", "\n");
    assert_eq!(body, email.body);
    assert!(
        body.contains("Ş. Ahmadi-Example"),
        "names keep their letters"
    );
    assert_eq!(read.attachment_count(), 1);
    let attached = read.attachment(0).expect("an attachment");
    assert_eq!(attached.attachment_name(), Some("TH-2026-0042-alert.txt"));
    let text = attached
        .text_contents()
        .expect("text")
        .replace("\r\n", "\n");
    assert_eq!(text, email.body);
}

#[test]
fn without_a_mailbox_of_its_own_the_draft_has_no_from() {
    let email = draft(&incident(), None);
    let head = String::from_utf8(email.bytes.clone()).expect("text");
    let (head, _) = head.split_once("\r\n\r\n").expect("a head");
    assert!(
        !head.lines().any(|line| line.starts_with("From:")),
        "{head}"
    );
    let read = MessageParser::default()
        .parse(&email.bytes)
        .expect("a message");
    assert!(read.from().is_none());
    assert_eq!(read.attachment_count(), 1);
}

#[test]
fn the_same_words_give_the_same_bytes() {
    assert_eq!(draft(&incident(), None), draft(&incident(), None));
}

#[test]
fn nothing_typed_can_add_a_header_or_a_part() {
    let evil = "x\r\nBcc: thief@bad.example\r\n\r\n--dutydesk-TH-2026-0042.20261120T221000Z--\r\n";
    let mut pack = pack();
    let head = pack.header_mut();
    head.short = format!("Tower{evil}");
    head.council = evil.to_owned();
    let mut incident = incident();
    incident.narrative = evil.to_owned();
    incident.reference.0 = format!("TH{evil}");
    let email =
        alert_email(&pack, alert(&pack), &incident, &hos(), at(NOW), evil, None).expect("a draft");
    assert_wire(&email.bytes);
    let read = MessageParser::default()
        .parse(&email.bytes)
        .expect("a message");
    assert!(read.bcc().is_none());
    assert_eq!(read.to().map(|to| to.iter().count()), Some(1));
    assert_eq!(read.attachment_count(), 1);
    assert_eq!(
        read.body_text(0).map(|b| b.replace("\r\n", "\n")),
        Some(email.body)
    );
    assert!(!email.subject.contains(['\r', '\n']));

    let mut to = hos();
    for recipient in &mut to {
        recipient.mailbox = "a@b.example>\r\nBcc: c@d.example".to_owned();
    }
    let refused = alert_email(&pack, alert(&pack), &incident, &to, at(NOW), "", None);
    assert!(matches!(refused, Err(EmailRefused::Mailbox { .. })));
    let from = Some("a@b.example\r\nBcc: c@d.example");
    let refused = alert_email(&pack, alert(&pack), &incident, &hos(), at(NOW), "", from);
    assert!(matches!(refused, Err(EmailRefused::Mailbox { .. })));
}

#[test]
fn a_form_that_is_not_ready_is_not_drafted() {
    let pack = pack();
    let mut incident = incident();
    incident.form.remove("safety_plan");
    let draft = |incident: &Incident, to: &[Recipient]| {
        alert_email(&pack, alert(&pack), incident, to, at(NOW), "", None)
    };
    let refused = draft(&incident, &hos()).expect_err("not ready");
    assert_eq!(
        refused.to_string(),
        "The form is not ready: 1 needed to send: Safety plan. Fill it in and try again."
    );
    assert_eq!(draft(&incident, &[]), Err(EmailRefused::NoRecipient));
}

fn contact(mailbox: &str, confirmed: Option<&str>) -> Contact {
    Contact {
        role: "hos_sqa".to_owned(),
        mailbox: mailbox.to_owned(),
        confirmed_at: confirmed.map(at),
        ..Contact::default()
    }
}

#[test]
fn only_confirmed_mailboxes_are_written_to() {
    let pack = pack();
    let incident = incident();
    let asked = |contacts: &[Contact]| {
        let all = recipients(&pack, alert(&pack), &incident, contacts, at(NOW));
        all.map(|all| all.to)
    };
    let refusal = |contacts: &[Contact]| -> String {
        let refused = asked(contacts).expect_err("refused");
        refused
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let fresh = asked(&[contact("sqa@a.example", Some("2026-11-01T09:00:00Z"))]).expect("usable");
    assert_eq!(
        fresh.first().map(|r| (r.mailbox.as_str(), r.stale)),
        Some(("sqa@a.example", false))
    );
    let stale = asked(&[contact("sqa@a.example", Some("2026-01-01T09:00:00Z"))]).expect("usable");
    assert_eq!(stale.first().map(|r| r.stale), Some(true));

    let title = pack.role_title("hos_sqa");
    assert_eq!(
        refusal(&[]),
        format!("{title}: no mailbox. Add it in Contacts and confirm it with v.")
    );
    assert_eq!(
        refusal(&pack.published_contacts()),
        format!(
            "{title}: SQA@towerhamlets.gov.uk is not confirmed. Confirm it in Contacts with v."
        )
    );
    let curly = refusal(&[contact("sqa\u{2019}x@a.example", Some(NOW))]);
    assert!(curly.contains("curly apostrophe"), "{curly}");
    // The published entry does not hide the desk's own.
    let mut both = pack.published_contacts();
    both.push(contact("sqa@a.example", Some(NOW)));
    assert_eq!(asked(&both).map(|list| list.len()), Ok(1));
}

proptest! {
    #[test]
    fn the_subject_says_nothing_of_anybody(name in any::<String>(), words in any::<String>()) {
        let subject = "OFFICIAL-SENSITIVE: Tower Hamlets serious incident alert TH-2026-0042";
        let mut incident = incident();
        incident.people.push(person(9, Role::Subject, &name));
        incident.place.clone_from(&words);
        incident.told_by.clone_from(&name);
        incident.narrative = format!("{words} {name}.");
        let email = draft(&incident, None);
        prop_assert_eq!(email.subject, subject);
        assert_wire(&email.bytes);
        let read = MessageParser::default().parse(&email.bytes).expect("a message");
        prop_assert_eq!(read.attachment_count(), 1);
        prop_assert_eq!(read.body_text(0).map(|b| b.replace("\r\n", "\n")), Some(email.body));
    }
}

#[test]
fn a_boundary_stands_nowhere_in_the_body() {
    let first = boundary("TH-1", "");
    assert_eq!(first, "dutydesk-TH-1");
    let body = format!("--{first}--\n{first}_");
    let second = boundary("TH-1", &body);
    assert!(!body.contains(&second), "{second}");
    let mut incident = incident();
    incident.place = "x\n--dutydesk-TH-2026-0042.20261120T221000Z--".to_owned();
    let email = draft(&incident, None);
    let read = MessageParser::default()
        .parse(&email.bytes)
        .expect("a message");
    assert_eq!(read.attachment_count(), 1);
    assert_eq!(
        read.body_text(0).map(|b| b.replace("\r\n", "\n")),
        Some(email.body)
    );
}
