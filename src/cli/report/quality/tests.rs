//! Every number of a report is the length of the list that it opens, counted by reading every incident
//! through.

use proptest::prelude::*;

use crate::domain::command::{Command, Edit, NewIncident, NewPerson};
use crate::domain::facts::Role;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Learning, NewEntry};
use crate::domain::months::Days;
use crate::domain::query::parse;
use crate::domain::timeline::NewEvent;
use crate::pack::vocabulary::vocabulary;
use crate::report::quality;
use crate::report::sheet::text::{Written, text};
use crate::report::sheet::{Lateness, Number, Sheet};
use crate::rules::sight::naive_table;
use crate::rules::sight::reports::{ReportOf, ReportWanted};
use crate::rules::sight::table::Order;
use crate::store::desks::{desk, write, written};
use crate::store::tests::{Scratch, incidents, now, rules};
use crate::store::{Done, Store, StoreError};

/// Months with something in them, one with nothing, half a year, a year, days across months.
fn spans() -> Vec<Days> {
    let day = |text: &str| text.parse().unwrap();
    let days = |from, to| Days::between(day(from), day(to)).unwrap();
    vec![
        Days::of_month("2026-11").unwrap(),
        Days::of_month("2026-10").unwrap(),
        Days::of_month("2026-09").unwrap(),
        Days::of_month("2026-02").unwrap(),
        Days::months_up_to(day("2026-11-20"), 6),
        days("2026-01-01", "2026-12-31"),
        days("2026-09-15", "2026-11-17"),
    ]
}

fn sheet(store: &Store, of: ReportOf, days: Days, at: Instant) -> Sheet {
    let gathered = store.gather(ReportWanted { of, days }, at).unwrap();
    quality::sheet(&gathered, &rules().pack, at)
}

/// Counts what a number's query lists: by the index, and by reading every incident through.
fn recounted(store: &Store, all: &[Incident], typed: &str, at: Instant) -> (usize, usize) {
    let rules = rules();
    let query = parse(typed, &vocabulary(&rules.pack), at).unwrap();
    let mut listed = 0;
    let count = |_| {
        listed += 1;
        Ok::<(), StoreError>(())
    };
    store.each_entry(&query, &Order::TOLD, count).unwrap();
    let known = all.iter().map(|incident| (&*rules, incident));
    let plain = naive_table::sorted(&naive_table::known(known, at), &query, &Order::TOLD);
    (listed, plain.len())
}

/// Compares every number of every report with its list.
fn reconcile(store: &Store, all: &[Incident], at: Instant) -> usize {
    let mut numbers = 0;
    for of in ReportOf::ALL {
        for days in spans() {
            let sheet = sheet(store, of, days, at);
            for (part, number) in sheet.numbers() {
                numbers += 1;
                let (listed, plain) = recounted(store, all, &number.query, at);
                let what = format!("{of:?} {days}: {part}: {}: {}", number.label, number.query);
                assert_eq!((number.count, number.count), (listed, plain), "{what}");
            }
        }
    }
    numbers
}

#[test]
fn every_number_is_the_length_of_its_list_on_the_desk_of_the_cases() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let numbers = reconcile(&store, &incidents(&store), now());
    assert!(numbers > 300, "{numbers} numbers");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn every_number_is_the_length_of_its_list_on_a_random_desk(
        all in prop::collection::vec(written(), 1..12),
        later in 0..40_000i64,
    ) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let at = write(&mut store, &all).plus(chrono::Duration::minutes(later));
        store.catch_up(at).unwrap();
        reconcile(&store, &incidents(&store), at);
    }
}

/// Returns a number of a report, by the title of its part and its label.
fn number<'a>(sheet: &'a Sheet, part: &str, label: &str) -> Option<&'a Number> {
    let mut numbers = sheet.numbers();
    numbers
        .find(|(title, number)| *title == part && number.label == label)
        .map(|(_, number)| number)
}

fn counts(sheet: &Sheet, part: &str) -> Vec<(String, usize)> {
    let own = sheet.numbers().filter(|(title, _)| *title == part);
    own.map(|(_, number)| (number.label.clone(), number.count))
        .collect()
}

fn stated(counts: &[(&str, usize)]) -> Vec<(String, usize)> {
    let owned = counts
        .iter()
        .map(|(label, count)| ((*label).to_owned(), *count));
    owned.collect()
}

#[test]
fn what_came_in_is_as_it_is_stated_by_hand() {
    let scratch = Scratch::new();
    let store = desk(&scratch);
    let november = sheet(&store, ReportOf::Activity, spans()[0], now());
    let part = "Incidents that the authority was told of";
    assert_eq!(counts(&november, part), stated(&[("All", 3)]));
    assert_eq!(
        counts(&november, "By age"),
        stated(&[
            ("Under 1, or unborn", 0),
            ("1 to 4", 0),
            ("5 to 9", 0),
            ("10 to 15", 1),
            ("16 and 17", 1),
            ("18 and over", 0),
            ("Not known", 1),
        ])
    );
    assert_eq!(
        counts(&november, "By outcome"),
        stated(&[
            ("Criteria met", 0),
            ("Criteria not met", 0),
            ("Not decided", 3)
        ])
    );
    let restricted = counts(&november, "Restricted records");
    assert_eq!(restricted[0], ("Restricted records".to_owned(), 1));
}

/// Logs an incident that happened and was told of at times of 20 November, and what followed.
fn log(store: &mut Store, told: &str, later: Vec<Edit>) -> IncidentId {
    let event = |kind: &str, at: &str| NewEvent::new(kind, Moment::exact(instant(at)));
    let person = NewPerson {
        role: Some(Role::Victim),
        name: "Quill Marrow-Example".to_owned(),
        ..NewPerson::default()
    };
    let incident = NewIncident {
        people: vec![person],
        events: vec![
            event("incident_occurred", told),
            event("la_became_aware", told),
        ],
        ..NewIncident::default()
    };
    let logged = Command::Log(Box::new(incident), None);
    let Done::Logged { id, .. } = store.run(&logged, now()).unwrap() else {
        panic!("it is logged");
    };
    let revise = Command::Revise {
        id,
        version: 1,
        edits: later,
        draft: None,
    };
    store.run(&revise, now()).unwrap();
    id
}

fn instant(text: &str) -> Instant {
    Instant::parse_rfc3339(&format!("2026-{text}:00Z")).unwrap()
}

fn sent(at: &str) -> Edit {
    let mut event = NewEvent::new("alert_sent", Moment::exact(instant(at)));
    event.reason = "because".to_owned();
    Edit::Event(event)
}

#[test]
fn how_late_an_alert_was_is_said_as_it_was() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    // Due 24 hours after the incident: 6 hours late, 50 hours late, in time, overdue by 32 hours.
    log(&mut store, "11-02T09:00", vec![sent("11-03T15:00")]);
    log(&mut store, "11-03T09:00", vec![sent("11-06T11:00")]);
    log(&mut store, "11-04T09:00", vec![sent("11-04T10:00")]);
    log(&mut store, "11-18T12:41", Vec::new());
    let november = sheet(&store, ReportOf::Timeliness, spans()[0], now());
    let part = "Alert to Head of SQA";
    assert_eq!(
        counts(&november, part),
        stated(&[
            ("To be done", 4),
            ("Done in time", 1),
            ("Done late", 2),
            ("Overdue, not done", 1),
        ])
    );
    let late = |median, ninetieth, known| {
        Some(Lateness {
            median,
            ninetieth,
            known,
        })
    };
    assert_eq!(
        number(&november, part, "Done late").unwrap().late,
        late(6, 50, 2)
    );
    let overdue = number(&november, part, "Overdue, not done").unwrap();
    assert_eq!(overdue.late, late(32, 32, 1));
    let team = "Not in time, by the team that the alert came from";
    let of_team = number(&november, team, "no team: Alert to Head of SQA").unwrap();
    assert_eq!((of_team.count, of_team.of), (3, Some(4)));
    reconcile(&store, &incidents(&store), now());
}

fn learned(text: &str) -> Edit {
    Edit::AddEntry(NewEntry::new(Learning {
        text: text.to_owned(),
    }))
}

fn reviewed() -> Vec<Edit> {
    let event = |kind: &str| {
        let mut event = NewEvent::new(kind, Moment::exact(now()));
        event.reason = "because".to_owned();
        Edit::Event(event)
    };
    vec![event("need_to_know_detailed_done")]
}

#[test]
fn what_was_learned_leaves_without_small_numbers_references_or_names_and_a_name_is_told_of() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    for text in ["Ring twice", "Marrow was not asked", "The school knew"] {
        let edits = [vec![learned(text)], reviewed()].concat();
        log(&mut store, "11-02T09:00", edits);
    }
    let november = sheet(&store, ReportOf::Learning, spans()[0], now());
    assert_eq!(number(&november, "Cases", "All").unwrap().count, 3);
    let said = |sheet: &Sheet| {
        let by = Written {
            council: "Example Council",
            by: "ksqa",
            at: now(),
        };
        text(sheet, &by)
    };
    let on_the_desk = said(&november);
    assert!(on_the_desk.contains("TH-2026-0002, learning 1: 1 word may be a name: «Marrow»"));
    let leaving = said(&november.leaving());
    for kept in ["TH-2026-0001", "may be a name"] {
        assert!(!leaving.contains(kept), "{leaving}");
    }
    assert!(leaving.contains("Ring twice"), "{leaving}");
    // All three are 16 or of no known age, of no reason: the threes are all of them.
    assert!(leaving.contains("By age"), "{leaving}");
    // Of one case alone not even that it is one leaves.
    let scratch = Scratch::new();
    let mut store = scratch.create();
    log(&mut store, "11-02T09:00", reviewed());
    let one = sheet(&store, ReportOf::Learning, spans()[0], now()).leaving();
    assert!(
        one.numbers()
            .all(|(_, number)| number.is_hidden && number.count == 0)
    );
}
