//! Rows come in whole or not at all, nobody sees half of them, and the record holds.

mod sealed;

use chrono::NaiveDate;

use super::*;
use crate::domain::command::{Command, Edit, NewIncident, NewPerson};
use crate::domain::id::{ImportId, IncidentId};
use crate::domain::importing::{Known, NewImported};
use crate::domain::incident::Detail;
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::NewEvent;
use crate::domain::user::Roles;
use crate::pack::Means;
use crate::store::done::Done;
use crate::store::error::StoreError;
use crate::store::finding::Finding;
use crate::store::opened::Store;
use crate::store::tests::{PASSPHRASE, Scratch, an_incident, incidents, now, rules};
use crate::store::verify::Verdict;

const SUM: [u8; 32] = [7; 32];

/// A row of the old register, told of on 3 Feb 2023 and closed on 4 Mar.
fn row(number: u32) -> NewImported {
    let pack = &rules().pack;
    let day = |month, day| Moment::day(NaiveDate::from_ymd_opt(2023, month, day).unwrap());
    let event = |means: Means, at| {
        let mut event = NewEvent::new(pack.event_meaning(means), at);
        "as the old register says".clone_into(&mut event.reason);
        event
    };
    NewImported {
        sheet: "Register".to_owned(),
        row: number,
        reference: format!("OLD-{number}"),
        original: vec![
            ("Ref".to_owned(), format!("OLD-{number}")),
            (
                "Details".to_owned(),
                format!("A fall in the quarry, {number}"),
            ),
        ],
        day: NaiveDate::from_ymd_opt(2023, 2, 3).unwrap(),
        incident: NewIncident {
            details: vec![(Detail::Narrative, format!("A fall in the quarry, {number}"))],
            facts: Vec::new(),
            people: vec![NewPerson {
                name: "Wren Example".to_owned(),
                ..NewPerson::default()
            }],
            events: vec![
                event(Means::BecameAware, day(2, 3)),
                event(Means::AlertSent, day(2, 9)),
                event(Means::Closed, day(3, 4)),
            ],
        },
        form: vec![("notifier_team".to_owned(), "Quarry Team".to_owned())],
        entries: Vec::new(),
    }
}

fn rows(numbers: std::ops::Range<u32>) -> Vec<NewImported> {
    numbers.map(row).collect()
}

fn begin(store: &mut Store, sum: [u8; 32]) -> ImportId {
    match store.begin_import("old.xlsx", &sum, now()).unwrap() {
        Begun::Now(import) => import,
        Begun::Here(..) => panic!("it is another file"),
    }
}

fn list(store: &mut Store) {
    while store.list_imported(3, now()).unwrap() > 0 {}
}

/// Brings rows in whole.
fn imported(store: &mut Store, sum: [u8; 32], some: &[NewImported]) -> Taken {
    let import = begin(store, sum);
    let taken = store.import_rows(import, some, now()).unwrap();
    store.finish_import(import, &[], now()).unwrap();
    list(store);
    taken
}

fn verified(scratch: &Scratch) -> Verdict {
    let rules_of = |_: &str| Some(rules());
    let lists = crate::store::Lists {
        rules_of: &rules_of,
        now: now(),
    };
    Store::verify(
        &scratch.places,
        &PASSPHRASE.into(),
        now(),
        None,
        Some(lists),
    )
    .unwrap()
}

fn count(store: &Store, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    store
        .connection
        .query_row(&sql, [], |row| row.get(0))
        .unwrap()
}

#[test]
fn rows_are_seen_by_nobody_until_the_last_commit() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let before = count(&store, "journal");
    let import = begin(&mut store, SUM);
    let taken = store.import_rows(import, &rows(1..6), now()).unwrap();
    assert_eq!((taken.new, taken.same, taken.other), (5, 0, 0));
    assert_eq!(count(&store, "journal"), before, "no entry speaks of them");
    let mut other = scratch.open().unwrap();
    for store in [&store, &other] {
        assert!(incidents(store).is_empty());
        assert_eq!(store.tally().unwrap().all, 0);
        assert!(store.named("TH-2023-0001").unwrap().is_empty());
        assert!(store.named("OLD-1").unwrap().is_empty());
        assert_eq!(store.incident(IncidentId(1)).unwrap(), None);
        assert_eq!(store.changes(IncidentId(1)).unwrap(), []);
    }
    // Another desk saves meanwhile, and its number is the next that was seen.
    let log = Command::Log(Box::new(an_incident()), None);
    let Done::Logged { reference, .. } = other.run(&log, now()).unwrap() else {
        panic!("logged");
    };
    assert_eq!(reference.0, "TH-2026-0001");
    assert_eq!(verified(&scratch).damage, []);
    store.finish_import(import, &[], now()).unwrap();
    list(&mut store);
    assert_eq!(other.tally().unwrap().all, 6);
    assert_eq!(other.named("OLD-1").unwrap().len(), 1);
    assert_eq!(other.named("TH-2023-0005").unwrap().len(), 1);
    assert_eq!(verified(&scratch).damage, []);
}

#[test]
fn what_came_in_is_closed_past_and_late_for_nothing() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let mut open = row(2);
    open.incident.events.pop();
    imported(&mut store, SUM, &[row(1), open]);
    let tally = store.tally().unwrap();
    assert_eq!((tally.all, tally.open, tally.incoming), (2, 1, 0));
    assert_eq!((tally.due, tally.overdue), (0, 0));
    assert_eq!(store.due().unwrap().len(), 0);
    assert_eq!(store.next_change().unwrap(), None);
    let [open, closed] = &incidents(&store)[..] else {
        panic!("two");
    };
    assert_eq!(closed.reference.0, "TH-2023-0001");
    assert_eq!(closed.form["notifier_team"], "Quarry Team");
    let from = closed.imported.as_ref().unwrap();
    assert_eq!(from.place(), "row 1 of Register in old.xlsx");
    assert_eq!(from.original[1].1, "A fall in the quarry, 1");
    // Opened again, its clocks are counted from then on as any other's.
    let reopened = rules().pack.event_meaning(Means::Reopened).to_owned();
    let mut event = NewEvent::new(&reopened, Moment::exact(now()));
    "It goes on".clone_into(&mut event.reason);
    let later = now().plus(chrono::Duration::minutes(5));
    let revise = Command::Revise {
        id: open.id,
        version: 1,
        edits: vec![Edit::Event(event)],
        draft: None,
    };
    store.run(&revise, later).unwrap();
    assert!(store.tally().unwrap().overdue > 0);
}

#[test]
fn the_same_rows_again_change_nothing_and_others_come_beside_them() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    imported(&mut store, SUM, &rows(1..4));
    let before = store.head().unwrap();
    assert!(matches!(
        store.begin_import("old.xlsx", &SUM, now()).unwrap(),
        Begun::Here(_, by, 3) if by == "kduty"
    ));
    assert_eq!(store.head().unwrap(), before);
    assert_eq!(store.known_row(&row(1)).unwrap(), Known::Same);
    // A column more that says nothing, and the columns in another order: the same row.
    let mut wider = row(1);
    wider.original.reverse();
    wider.original.push(("Notes".to_owned(), " ".to_owned()));
    assert_eq!(store.known_row(&wider).unwrap(), Known::Same);
    let mut other = row(2);
    other.original[1].1.push_str(" or a push");
    assert!(matches!(store.known_row(&other).unwrap(), Known::Other(at) if at.0 == "TH-2023-0002"));
    assert_eq!(store.known_row(&row(4)).unwrap(), Known::New);
    let taken = imported(&mut store, [8; 32], &[row(1), other, row(4), row(4)]);
    assert_eq!((taken.new, taken.same, taken.other), (1, 2, 1));
    assert_eq!(store.tally().unwrap().all, 4);
    assert_eq!(verified(&scratch).damage, []);
}

#[test]
fn what_was_interrupted_is_taken_out_when_the_desk_is_next_opened() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let import = begin(&mut store, SUM);
    store.import_rows(import, &rows(1..6), now()).unwrap();
    // While it runs nobody takes it out.
    assert_eq!(scratch.open().unwrap().findings(), []);
    assert_eq!(count(&store, "imported"), 5);
    drop(store);
    assert_eq!(
        verified(&scratch).damage,
        [],
        "of rows that nobody saw nothing is said"
    );
    let store = scratch.open().unwrap();
    assert_eq!(store.findings(), [Finding::ImportInterrupted]);
    for table in [
        "import",
        "imported",
        "original",
        "incident",
        "person",
        "salt WHERE record LIKE 'incident%'",
        "timeline_event",
        "form_value",
        "disposing",
        "unlisted",
    ] {
        assert_eq!(count(&store, table), 0, "{table}");
    }
    drop(store);
    assert_eq!(verified(&scratch).damage, []);
    assert_eq!(scratch.open().unwrap().findings(), []);
}

#[test]
fn what_is_taken_back_is_gone_and_nobody_goes_on_with_it() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let import = begin(&mut store, SUM);
    store.import_rows(import, &rows(1..4), now()).unwrap();
    store.drop_import(import).unwrap();
    assert_eq!((count(&store, "incident"), count(&store, "import")), (0, 0));
    for refused in [
        store.import_rows(import, &rows(4..5), now()).err(),
        store.finish_import(import, &[], now()).err(),
    ] {
        assert!(matches!(refused, Some(StoreError::NotThere(_))));
    }
    assert_eq!(verified(&scratch).damage, []);
}

#[test]
fn duty_officers_bring_nothing_in() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let roles: Roles = "duty,administrator".parse().unwrap();
    store.set_roles("kduty", &roles, now()).unwrap();
    let first = (&PASSPHRASE.into(), crate::vault::KdfCost::quick());
    let claim = crate::vault::Claim::of(Some("kduty"), PASSPHRASE.into());
    let duty: Roles = "duty".parse().unwrap();
    store
        .add_user(&claim, ("dduty", &duty), first, now())
        .unwrap();
    let claim = crate::vault::Claim::of(Some("dduty"), PASSPHRASE.into());
    let mut store = Store::open(&scratch.places, &claim, now()).unwrap();
    store.follow(rules(), now()).unwrap();
    let refused = store.begin_import("old.xlsx", &SUM, now()).unwrap_err();
    let StoreError::NotAllowed(refusal) = refused else {
        panic!("refused");
    };
    assert_eq!(refusal.who, ["kduty"]);
}

#[test]
fn how_columns_were_understood_is_known_for_the_next_sheet() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let headers = vec!["Ref".to_owned(), "Date recd".to_owned()];
    assert_eq!(store.column_map(&headers).unwrap(), None);
    let import = begin(&mut store, SUM);
    store.import_rows(import, &rows(1..2), now()).unwrap();
    let map = (headers, "ref=reference".to_owned());
    store.finish_import(import, &[map], now()).unwrap();
    let again = vec!["REF ".to_owned(), "date recd.".to_owned()];
    assert_eq!(
        store.column_map(&again).unwrap().as_deref(),
        Some("ref=reference")
    );
    assert_eq!(store.column_map(&[]).unwrap(), None);
}

#[test]
fn the_rows_of_a_finished_import_are_listed_whoever_opens_the_desk_next() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let import = begin(&mut store, SUM);
    store.import_rows(import, &rows(1..9), now()).unwrap();
    store.finish_import(import, &[], now()).unwrap();
    drop(store);
    assert_eq!(verified(&scratch).damage, []);
    let mut store = scratch.open().unwrap();
    assert_eq!(store.stale().unwrap(), 8);
    while store.renew_some(now()).unwrap() > 0 {}
    assert_eq!((store.stale().unwrap(), store.tally().unwrap().all), (0, 8));
    let at: Instant = now();
    assert_eq!(store.catch_up(at).unwrap(), []);
}
