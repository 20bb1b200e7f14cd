//! Written is not sent: the alert's clock by hand, from S2 «within 24 hours of the incident taking
//! place».

use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::command::NewFiling;
use crate::domain::id::{EventId, FilingId};
use crate::domain::incident::Channel;
use crate::domain::ledger::{Entry, Ledger as _, Record};
use crate::rules::case::{Case, How, Stage};
use crate::rules::clocks::{ClockState, Counting, default_close};
use crate::rules::form::tests::{at, entry, incident as fixture, recorded};
use crate::rules::summary::{Standing, Summary};
use crate::rules::testing::council;

/// Ten past two in the night after Christmas Eve.
const WRITTEN: &str = "2026-12-25T02:10:00Z";
const SENT: &str = "2026-12-25T02:40:00Z";
/// The incident took place on 24 December at 21:15: the alert is due on the 25th by 21:15.
const LIMIT: &str = "2026-12-25T21:15:00Z";

/// An incident of Christmas Eve whose alert is written out in the night.
fn written() -> Incident {
    let mut incident = fixture();
    for event in &mut incident.timeline {
        event.at = Moment::exact(at("2026-12-24T21:15:00Z"));
    }
    incident.entries.push(Entry {
        created_at: at(WRITTEN),
        ..entry(
            7,
            Outgoing {
                form: "alert".to_owned(),
                file: "TH-2026-0042-alert-20261225T021000Z.eml".to_owned(),
                folder: "/home/kduty/outbox".to_owned(),
                roles: vec!["hos_sqa".to_owned()],
                ..Outgoing::default()
            },
        )
    });
    incident
}

fn case(incident: &Incident, now: &str) -> Case {
    let pack = council("tower-hamlets");
    let holidays = BankHolidays::built_in();
    let counting = Counting {
        pack: &pack,
        holidays: &holidays,
        close: default_close(),
    };
    Case::of(counting, incident, at(now))
}

fn alert_clock(incident: &Incident, now: &str) -> (ClockState, Option<Instant>) {
    let case = case(incident, now);
    let mut faces = case.clocks.iter();
    let face = faces.find(|face| face.id == "alert_to_sqa");
    let face = face.expect("the clock of the alert");
    (face.state, face.stopped_at)
}

/// Says that it was sent, as the desk records it.
fn confirm(incident: &mut Incident, sent: &str, recorded_at: &str) {
    let pack = council("tower-hamlets");
    let unsent = unsent(&pack, incident).pop().expect("one is written");
    for edit in unsent.sent(&pack, incident, Moment::exact(at(sent)), "") {
        match edit {
            Edit::Entry(id, field, text) => {
                let mut entries = incident.entries.iter_mut();
                let entry = entries.find(|entry| entry.id == id).expect("on file");
                let text = text.unwrap_or_default();
                entry.record.set(field, &text).expect("what it holds");
            }
            Edit::Event(event) => {
                let id = 100 + i64::try_from(incident.timeline.len()).expect("few");
                let event = recorded(id, &event, "k.duty-example", at(recorded_at));
                incident.timeline.push(event);
            }
            other => panic!("not of a confirmation: {other:?}"),
        }
    }
}

#[test]
fn written_at_two_ten_and_sent_at_two_forty_is_met_at_two_forty() {
    let mut incident = written();
    let (state, stopped) = alert_clock(&incident, "2026-12-25T02:41:00Z");
    assert!(state.is_open() && stopped.is_none(), "{state:?}");
    // Said an hour later: it counts from when it was sent, not from when that was said.
    confirm(&mut incident, SENT, "2026-12-25T03:40:00Z");
    let met = (ClockState::Met, Some(at(SENT)));
    assert_eq!(alert_clock(&incident, "2026-12-25T03:41:00Z"), met);
    let case = case(&incident, "2026-12-25T03:41:00Z");
    assert_eq!(case.stage, Stage::Sent);
    assert_eq!(case.unsent, []);
    // Whoever it was sent to is told by it, then and not before (A71).
    let told = incident.current("sqa_notified").map(|event| event.at);
    assert_eq!(told.collect::<Vec<_>>(), [Moment::exact(at(SENT))]);
}

#[test]
fn written_and_never_confirmed_is_overdue_after_its_limit() {
    let incident = written();
    let (before, _) = alert_clock(&incident, LIMIT);
    assert!(!before.is_overdue(), "{before:?}");
    let (after, stopped) = alert_clock(&incident, "2026-12-25T21:16:00Z");
    assert_eq!((after, stopped), (ClockState::Overdue, None));
}

#[test]
fn sent_after_the_limit_is_met_late_however_early_it_was_written() {
    let mut incident = written();
    confirm(
        &mut incident,
        "2026-12-25T21:20:00Z",
        "2026-12-25T21:20:00Z",
    );
    let late = (ClockState::MetLate, Some(at("2026-12-25T21:20:00Z")));
    assert_eq!(alert_clock(&incident, "2026-12-25T21:30:00Z"), late);
}

#[test]
fn lists_say_that_it_is_written_and_not_confirmed() {
    let pack = council("tower-hamlets");
    let incident = written();
    let case = case(&incident, "2026-12-25T02:41:00Z");
    assert_eq!(case.stage, Stage::Written);
    assert!(
        case.stage.is_incoming(),
        "it stays where alerts are waited for"
    );
    assert_eq!(case.stage.word(), "written, not confirmed sent");
    let next = case.next.as_ref().expect("a next step");
    assert_eq!(How::of(&pack, &case, next), How::ConfirmSent);
    let summary = Summary::of(&pack, &incident, &case, at("2026-12-25T02:41:00Z"));
    let titles = |words: &str| {
        let open = summary
            .due
            .iter()
            .filter(|line| line.standing == Standing::Open);
        open.filter(|line| line.title.starts_with(words)).count()
    };
    assert_eq!(
        titles("written, not confirmed sent: Alert to Head of SQA"),
        1
    );
    assert_eq!(
        titles("written, not confirmed sent"),
        1,
        "no other clock waits for it"
    );
}

/// A colleague saw it leave, or it was told in another way.
#[test]
fn recorded_as_sent_by_hand_it_waits_no_more_and_a_corrected_time_sends_nothing() {
    let pack = council("tower-hamlets");
    let mut incident = written();
    let event = NewEvent::new("alert_sent", Moment::exact(at(SENT)));
    let early = recorded(50, &event, "k.duty-example", at("2026-12-25T01:00:00Z"));
    incident.timeline.push(early);
    assert_eq!(
        unsent(&pack, &incident).len(),
        1,
        "sent before, and written again"
    );
    let mut corrected = recorded(51, &event, "k.duty-example", at(SENT));
    corrected.supersedes = Some(EventId(50));
    incident.timeline.push(corrected);
    assert_eq!(
        unsent(&pack, &incident).len(),
        1,
        "the first one's time was corrected"
    );
    let by_hand = recorded(52, &event, "k.duty-example", at(SENT));
    incident.timeline.push(by_hand);
    assert_eq!(unsent(&pack, &incident), []);
}

#[test]
fn a_time_before_it_was_written_or_still_to_be_is_refused() {
    let pack = council("tower-hamlets");
    let mut incident = written();
    for entry in &mut incident.entries {
        entry.created_at = at("2026-12-25T02:10:35Z");
    }
    let unsent = unsent(&pack, &incident).pop().expect("one");
    let check = |time: &str| unsent.check(Moment::exact(at(time)), at(SENT));
    assert_eq!(check(WRITTEN), Ok(()), "the minute in which it was written");
    assert_eq!(
        check("2026-12-25T02:09:00Z"),
        Err("it was written Fri 25 Dec 02:10, and cannot have been sent before".to_owned())
    );
    assert!(check("2026-12-25T02:41:00Z").is_err());
}

#[test]
fn the_text_of_a_draft_is_found_by_the_write_that_made_both() {
    let pack = council("tower-hamlets");
    let mut incident = written();
    let new = NewFiling {
        form: "alert".to_owned(),
        to: vec!["sqa@a.example".to_owned()],
        channel: Channel::Eml,
        subject: "Subject".to_owned(),
        body: "The words".to_owned(),
    };
    for (id, when) in [(1, "2026-12-24T23:00:00Z"), (2, WRITTEN)] {
        incident.filings.push(Filing {
            id: FilingId(id),
            form: new.form.clone(),
            at: at(when),
            by: "k.duty-example".to_owned(),
            to: new.to.clone(),
            channel: new.channel,
            subject: new.subject.clone(),
            body: new.body.clone(),
        });
    }
    let unsent = unsent(&pack, &incident).pop().expect("one");
    let found = filing_of(&incident, &unsent).map(|filing| filing.id);
    assert_eq!(found, Some(FilingId(2)));
    let [before, this] = incident.filings.as_slice() else {
        panic!("two filings");
    };
    assert!(
        of_filing(&incident, before).is_none(),
        "of an earlier release"
    );
    let kept = of_filing(&incident, this).map(|kept| kept.entry.id);
    assert_eq!(kept, Some(EntryId(7)));
    assert_eq!(Outgoing::KIND.id(), "outgoing");
    assert!(matches!(incident.entries[0].record, Record::Outgoing(_)));
}
