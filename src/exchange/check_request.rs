//! The request to an agency for what it knows of the people on an incident, as a draft e-mail.

use std::fmt::Write as _;

use super::email::draft::{Head, ID_HOST, message, plain, text_part};
use crate::domain::facts::Facts;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::text::{clean_line, visible};
use crate::words::MARKING;
use crate::words::person::{Who, name};

/// Who is asked, by whom and when.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The agency's id in the pack.
    pub agency: &'a str,
    /// The agency's title.
    pub title: &'a str,
    /// Its mailbox, where the desk has confirmed one; else the mail program asks for it.
    pub mailbox: Option<&'a str>,
    /// The council, in short.
    pub council: &'a str,
    /// By whom.
    pub by: &'a str,
    /// Now.
    pub now: Instant,
}

/// A request, ready to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The subject line; never a person's name.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// The whole message.
    pub bytes: Vec<u8>,
}

/// Returns the request to one agency. The same input gives the same bytes.
#[must_use]
pub fn check_request(incident: &Incident, facts: &Facts, asking: Asking<'_>) -> Request {
    let reference = clean_line(&incident.reference.0);
    let council = asking.council;
    let subject = clean_line(&format!("{MARKING}: {council} agency check {reference}"));
    let body = body(incident, facts, asking);
    let stamp = asking.now.utc().format("%Y%m%dT%H%M%SZ");
    let (agency, name) = (plain(asking.agency), plain(&reference));
    let wire = body.replace('\n', "\r\n");
    let head = Head {
        to: asking.mailbox.into_iter().collect(),
        from: None,
        subject: &subject,
        at: asking.now,
        id: format!("{name}.check.{agency}.{stamp}@{ID_HOST}"),
    };
    let bytes = message(head, text_part(&wire));
    Request {
        subject,
        body,
        bytes,
    }
}

fn body(incident: &Incident, facts: &Facts, asking: Asking<'_>) -> String {
    let mut out = format!(
        "{MARKING}\n\nAgency check: {}\nReference: {}\nRequested: {} by {}\n\n",
        asking.title,
        incident.reference,
        asking.now.long(),
        asking.by
    );
    let _infallible = write!(out, "What happened: {}\nPeople:\n", incident.narrative);
    let who = Who::on(incident, facts);
    for person in incident.standing() {
        let (role, born) = (person.role.title(), who.born(person));
        let _infallible = writeln!(out, "- {role}: {}, {born}", name(person));
    }
    out.push_str(
        "\nPlease say what your records hold of each of them: whether you know them, what you do \
         with them now or did before, and what you know of risks to them. Quote the reference in \
         your answer.\n",
    );
    visible(&out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::email::tests::assert_wire;
    use crate::rules::facts::facts;
    use crate::rules::form::tests::{at, incident, pack};

    #[test]
    fn a_request_names_the_people_in_its_text_and_nobody_in_its_subject() {
        let incident = incident();
        let asking = Asking {
            agency: "police",
            title: "Police",
            mailbox: Some("checks@police.example"),
            council: "Tower Hamlets",
            by: "k.duty-example",
            now: at("2026-12-24T22:10:00Z"),
        };
        let request = check_request(&incident, &facts(&pack(), &incident), asking);
        assert_eq!(
            request.subject,
            "OFFICIAL-SENSITIVE: Tower Hamlets agency check TH-2026-0042"
        );
        assert!(
            request.body.contains("M. Ahmadi-Example"),
            "{}",
            request.body
        );
        assert!(
            request
                .body
                .contains("Requested: Thu 24 Dec 2026 22:10 GMT by k.duty-example")
        );
        assert_wire(&request.bytes);
        let wire = String::from_utf8_lossy(&request.bytes);
        assert!(wire.contains("To: <checks@police.example>"), "{wire}");
    }
}
