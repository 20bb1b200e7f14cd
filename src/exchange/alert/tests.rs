//! To whom the alert goes, and who counts as told by it (A71).

use super::*;
use crate::domain::id::FilingId;
use crate::domain::incident::Filing;
use crate::domain::instant::Moment;
use crate::domain::timeline::CALL_MADE;
use crate::exchange::addressees::{adding, taking_off};
use crate::exchange::email::filed_email;
use crate::rules::form::tests::{alert as alert_form, at, entry, incident};
use crate::rules::testing::council;

const NOW: &str = "2026-11-20T22:10:00Z";

fn contact(role: &str, mailbox: &str, confirmed: bool) -> Contact {
    Contact {
        role: role.to_owned(),
        mailbox: mailbox.to_owned(),
        confirmed_at: confirmed.then(|| at(NOW)),
        ..Contact::default()
    }
}

fn prepared(pack: &Pack, incident: &Incident, contacts: &[Contact]) -> Result<Alert, Refused> {
    prepare(Sending {
        pack,
        form: alert_form(pack),
        incident,
        contacts,
        now: at(NOW),
        by: "k.duty-example",
        reason: "",
    })
}

/// Returns what is recorded once it is confirmed as sent: each event with the role that it names.
fn events(pack: &Pack, alert: &Alert) -> Vec<(String, Option<String>)> {
    let mut incident = incident();
    for edit in &alert.edits {
        assert!(!matches!(edit, Edit::Event(_)), "written is not sent");
        if let Edit::AddEntry(new) = edit {
            incident.entries.push(entry(7, new.record.clone()));
        }
    }
    let unsent = unsent(pack, &incident).pop().expect("it is written");
    let edits = unsent.sent(pack, &incident, Moment::exact(at(NOW)), "");
    events_of(&edits)
}

fn events_of(edits: &[Edit]) -> Vec<(String, Option<String>)> {
    let events = edits.iter().filter_map(|edit| match edit {
        Edit::Event(event) => Some((event.kind.clone(), event.role.clone())),
        _ => None,
    });
    events.collect()
}

fn told(kind: &str, role: &str) -> (String, Option<String>) {
    (kind.to_owned(), Some(role.to_owned()))
}

/// S2 «THSCP Business Unit Alerted (use Serious Case Incident Alert Form)».
#[test]
fn the_business_unit_receives_the_form_and_both_count_as_told() {
    let pack = council("tower-hamlets");
    let contacts = [
        contact("hos_sqa", "sqa@a.example", true),
        contact("business_unit", "thscp@a.example", true),
    ];
    let alert = prepared(&pack, &incident(), &contacts).expect("an alert");
    let to: Vec<&str> = alert
        .recipients
        .iter()
        .map(|r| r.mailbox.as_str())
        .collect();
    assert_eq!(to, ["sqa@a.example", "thscp@a.example"]);
    assert_eq!(
        events(&pack, &alert),
        [
            ("alert_sent".to_owned(), None),
            told(CALL_MADE, "hos_sqa"),
            told("sqa_notified", "hos_sqa"),
            told(CALL_MADE, "business_unit"),
            told("business_unit_alerted", "business_unit"),
        ]
    );
}

/// The twenty-four hours do not wait for a mailbox that the form does not have to go to.
#[test]
fn an_unconfirmed_copy_is_left_out_and_holds_nothing_back() {
    let pack = council("tower-hamlets");
    let contacts = [
        contact("hos_sqa", "sqa@a.example", true),
        contact("business_unit", "thscp@a.example", false),
    ];
    let alert = prepared(&pack, &incident(), &contacts).expect("an alert");
    assert_eq!(alert.recipients.len(), 1);
    let left: Vec<String> = alert.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(
        left,
        ["THSCP Business Unit: thscp@a.example is not confirmed. Confirm it in Contacts with v."]
    );
    assert!(!events(&pack, &alert).contains(&told("business_unit_alerted", "business_unit")));
}

#[test]
fn whom_the_desk_adds_is_written_to_and_counts_as_told() {
    let pack = council("tower-hamlets");
    let form = alert_form(&pack);
    let mut incident = incident();
    let keep = |incident: &mut Incident, edit: Edit| {
        if let Edit::Form(field, value) = edit {
            match value {
                Some(value) => incident.form.insert(field, value),
                None => incident.form.remove(&field),
            };
        }
    };
    let edit = adding(form, &incident, "director");
    keep(&mut incident, edit);
    let mut contacts = vec![
        contact("hos_sqa", "sqa@a.example", true),
        contact("director", "director@a.example", false),
    ];
    // Somebody asked for it: it does not silently go without.
    assert!(prepared(&pack, &incident, &contacts).is_err());
    contacts[1].confirmed_at = Some(at(NOW));
    let alert = prepared(&pack, &incident, &contacts).expect("an alert");
    assert!(events(&pack, &alert).contains(&told("director_told", "director")));
    let edit = taking_off(form, &incident, "director");
    keep(&mut incident, edit);
    let alert = prepared(&pack, &incident, &contacts).expect("an alert");
    assert_eq!(alert.recipients.len(), 1);
}

/// Being written to is not having received it: S0's second line counts from MASH's receipt (A58).
#[test]
fn mash_is_told_by_the_report_and_has_not_received_it_by_that() {
    let pack = council("barnet");
    let contacts = [contact("mash", "mash@a.example", true)];
    let alert = prepared(&pack, &incident(), &contacts).expect("a report");
    assert_eq!(
        events(&pack, &alert),
        [("alert_sent".to_owned(), None), told(CALL_MADE, "mash")]
    );
}

#[test]
fn a_second_writing_takes_the_place_of_the_first() {
    let pack = council("tower-hamlets");
    let contacts = [contact("hos_sqa", "sqa@a.example", true)];
    let mut incident = incident();
    let first = Outgoing {
        form: "alert".to_owned(),
        ..Outgoing::default()
    };
    incident.entries.push(entry(7, first));
    let alert = prepared(&pack, &incident, &contacts).expect("an alert");
    let struck = alert.edits.iter().filter_map(|edit| match edit {
        Edit::Strike(id, why) => Some((id.0, why.as_str())),
        _ => None,
    });
    assert_eq!(struck.collect::<Vec<_>>(), [(7, "written out again")]);
}

/// What is given out again is the message that was written, not one that the form would be now.
#[test]
fn a_filed_draft_is_given_out_byte_for_byte() {
    let pack = council("tower-hamlets");
    let contacts = [contact("hos_sqa", "sqa@a.example", true)];
    let mut incident = incident();
    let alert = prepared(&pack, &incident, &contacts).expect("an alert");
    let new = alert.edits.iter().find_map(|edit| match edit {
        Edit::File(new) => Some(new.clone()),
        _ => None,
    });
    let new = new.expect("the filing");
    let filing = Filing {
        id: FilingId(1),
        form: new.form,
        at: at(NOW),
        by: "k.duty-example".to_owned(),
        to: new.to,
        channel: new.channel,
        subject: new.subject,
        body: new.body,
    };
    "Changed since".clone_into(&mut incident.narrative);
    let draft = alert.files.first();
    assert_eq!(
        filed_email(&incident, &filing),
        draft.expect("the draft").bytes
    );
}
