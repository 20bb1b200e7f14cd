//! Several editions at one desk: each incident by the one that it was logged under.

use chrono::Duration;

use super::*;
use crate::domain::command::{Command, Edit, NewIncident};
use crate::domain::id::IncidentId;
use crate::domain::incident::Detail;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::rules::sight::naive::Naive;
use crate::rules::sight::{Wanted, Which};
use crate::rules::summary::DueOf;
use crate::rules::testing::{by, changed, plain, plain_again};
use crate::store::tests::{PASSPHRASE, Scratch, incidents, now};
use crate::store::{Done, SetUp};
use crate::vault::KdfCost;

/// A desk of the plain protocol's first edition.
fn first(scratch: &Scratch) -> Store {
    let set_up = SetUp {
        council: "plain".to_owned(),
        user: "kduty".to_owned(),
    };
    let (passphrase, cost) = (PASSPHRASE.into(), KdfCost::quick());
    let mut store = Store::create(&scratch.places, &set_up, &passphrase, cost, now()).unwrap();
    store.follow(by(plain()), now()).unwrap();
    store
}

/// The same desk, opened by a program that has another edition.
fn opened_with(scratch: &Scratch, pack: Pack) -> Store {
    let mut store = Store::open(&scratch.places, &PASSPHRASE.into(), now()).unwrap();
    store.follow(by(pack), now()).unwrap();
    store
}

/// Logs what happened an hour ago.
fn log(store: &mut Store, what: &str) -> IncidentId {
    let an_hour_ago = now().plus(Duration::hours(-1));
    let incident = NewIncident {
        details: vec![(Detail::Narrative, what.to_owned())],
        events: vec![NewEvent::new(
            "incident_occurred",
            Moment::exact(an_hour_ago),
        )],
        ..NewIncident::default()
    };
    match store.run(&Command::Log(Box::new(incident), None), now()) {
        Ok(Done::Logged { id, .. }) => id,
        other => panic!("logged, not {other:?}"),
    }
}

fn record(store: &mut Store, id: IncidentId, kind: &str) -> Result<Done, StoreError> {
    let mut event = NewEvent::new(kind, Moment::exact(now()));
    event.reason = "because".to_owned();
    let revise = Command::Revise {
        id,
        version: store.incident(id).unwrap().unwrap().version,
        edits: vec![Edit::Event(event)],
        draft: None,
    };
    store.run(&revise, now())
}

/// How many hours from now the alert of an incident is due, as the list says it.
fn alert_due(store: &Store, id: IncidentId) -> Option<i64> {
    let due = store.due().unwrap();
    let of = DueOf::Clock("alert".to_owned());
    let line = due
        .iter()
        .find(|due| due.incident == id && due.line.of == of)?;
    Some(line.line.due?.since(now()).num_hours())
}

fn everything(filter: &str, at: Instant) -> Wanted {
    Wanted {
        which: Which::All,
        filter: filter.to_owned(),
        half: 50,
        ..Wanted::at(at)
    }
}

/// Returns a desk with an incident of the first edition and one of the next.
fn of_two_editions() -> (Scratch, Store, IncidentId, IncidentId) {
    let scratch = Scratch::new();
    let mut store = first(&scratch);
    let old = log(&mut store, "A fall in the park");
    drop(store);
    let mut store = opened_with(&scratch, plain_again());
    let new = log(&mut store, "A fall at school");
    (scratch, store, old, new)
}

#[test]
fn an_incident_goes_on_being_read_by_the_edition_that_it_was_logged_under() {
    let (_scratch, mut store, old, new) = of_two_editions();

    // It happened an hour ago: 24 hours from then by the first edition, 12 by the second.
    assert_eq!(
        (alert_due(&store, old), alert_due(&store, new)),
        (Some(23), Some(11))
    );
    let label = |pack: &Pack| {
        let fields = pack.alert_form().unwrap().section[0].field.last();
        fields.unwrap().label.clone()
    };
    for (id, edition, title, asked) in [
        (old, "plain, first edition", "Alert sent", "Safety plan"),
        (
            new,
            "plain, second edition",
            "Alert delivered",
            "What keeps them safe",
        ),
    ] {
        let incident = store.incident(id).unwrap().unwrap();
        assert_eq!(incident.edition.to_string(), edition);
        let rules = store.rules_of(&incident).unwrap();
        assert_eq!(rules.pack.event_title("sent"), title);
        assert_eq!(label(&rules.pack), asked);
        // It is in the history as its reference is.
        let history = store.changes(id).unwrap();
        let mut kept = history.iter().filter(|change| change.what == Path::Edition);
        assert_eq!(kept.next().unwrap().after.as_deref(), Some(edition));
    }
    // A write of the old one derives it by its own edition again.
    record(&mut store, old, "raised").unwrap();
    assert_eq!(alert_due(&store, old), Some(23));
    assert_eq!(store.stale().unwrap(), 0);
}

#[test]
fn lists_of_two_editions_say_what_the_plainest_derivation_says() {
    let scratch = Scratch::new();
    let mut store = first(&scratch);
    let ids = ["A fall in the park", "Burns", "A fall at home"].map(|what| log(&mut store, what));
    drop(store);
    let mut store = opened_with(&scratch, plain_again());
    log(&mut store, "A fall at school");
    record(&mut store, ids[1], "closed").unwrap();
    // The new one is late after half a day, the old ones are not; then all are.
    for hours in [0, 12, 24] {
        let at = now().plus(Duration::hours(hours));
        store.catch_up(at).unwrap();
        let all = incidents(&store);
        let rules: Vec<_> = all.iter().map(|one| store.rules_of(one).unwrap()).collect();
        let naive = Naive::of_each(rules.iter().map(|rules| &**rules).zip(&all), at);
        for filter in ["", "fall", "school", "nobody"] {
            let wanted = everything(filter, at);
            assert_eq!(
                store.sight(&wanted).unwrap(),
                naive.sight(&wanted),
                "{hours} h, {filter}"
            );
        }
    }
    let late =
        |at: usize| store.sight(&everything("", now())).unwrap().listed.rows[at].clocks_overdue;
    assert_eq!(late(0), 1);
    let verdict = Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert_eq!(verdict.damage, []);
}

#[test]
fn a_corrected_edition_makes_its_own_lines_stale_and_no_others() {
    let (scratch, mut store, old, new) = of_two_editions();
    for id in [old, new] {
        record(&mut store, id, "closed").unwrap();
    }
    drop(store);
    // The name of the edition stays, its limit does not: closed lines wait to be derived again.
    let mut store = opened_with(
        &scratch,
        changed(&[
            (
                "edition = \"first edition\"",
                "edition = \"second edition\"",
            ),
            (
                "amount = 24, unit = \"hours\"",
                "amount = 6, unit = \"hours\"",
            ),
        ]),
    );
    assert_eq!(store.stale().unwrap(), 1);
    assert_eq!(store.renew_some(now()).unwrap(), 0);
    record(&mut store, new, "reopened").unwrap();
    record(&mut store, old, "reopened").unwrap();
    assert_eq!(
        (alert_due(&store, old), alert_due(&store, new)),
        (Some(23), Some(5))
    );
    let verdict = Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    assert_eq!(verdict.damage, []);
}

/// A desk with an incident of an edition of which it has the name alone, and one of another.
fn without_the_first(scratch: &Scratch) -> (IncidentId, IncidentId) {
    let mut store = first(scratch);
    let old = log(&mut store, "A fall in the park");
    drop(store);
    let mut store = opened_with(scratch, plain_again());
    let new = log(&mut store, "A fall at school");
    // As a desk of a release that kept no text would have come to it.
    let forget = "DROP TRIGGER edition_is_named_once; UPDATE edition SET text = NULL WHERE id = 1;";
    store.connection.execute_batch(forget).unwrap();
    store.begin_rebuild().unwrap();
    (old, new)
}

#[test]
fn an_incident_without_its_edition_is_said_and_takes_no_other_with_it() {
    let scratch = Scratch::new();
    let (old, new) = without_the_first(&scratch);
    let mut store = opened_with(&scratch, plain_again());
    assert_eq!(
        store.stale().unwrap(),
        0,
        "nothing is derived over and over"
    );
    let sight = store.sight(&everything("", now())).unwrap();
    let listed: Vec<_> = sight
        .listed
        .rows
        .iter()
        .map(|one| (one.id, &*one.summary))
        .collect();
    let not_kept_up = "NOT KEPT UP, its protocol is not here: A fall in the park";
    assert_eq!(listed, [(new, "A fall at school"), (old, not_kept_up)]);
    // What was last derived of it stands, and it is found by its words.
    assert_eq!(
        (alert_due(&store, old), alert_due(&store, new)),
        (Some(23), Some(11))
    );
    assert_eq!(
        store
            .sight(&everything("park", now()))
            .unwrap()
            .listed
            .rows
            .len(),
        1
    );
    // It is read by no other edition.
    let incident = store.incident(old).unwrap().unwrap();
    let refused = store.rules_of(&incident).unwrap_err();
    assert_eq!(record(&mut store, old, "raised"), Err(refused.clone()));
    let words = refused.failure().to_string();
    for said in [
        "PL-2026-0001",
        "plain, first edition",
        "Open the desk with the dutydesk",
    ] {
        assert!(words.contains(said), "no «{said}» in {words}");
    }
    assert!(record(&mut store, new, "raised").is_ok());
    // A rebuild says it once, not twice.
    store.begin_rebuild().unwrap();
    while store.renew_some(now()).unwrap() > 0 {}
    let sight = store.sight(&everything("park", now())).unwrap();
    assert_eq!(sight.listed.rows[0].summary, not_kept_up);
}

#[test]
fn an_edition_that_comes_back_brings_its_incidents_with_it() {
    let scratch = Scratch::new();
    let (old, _) = without_the_first(&scratch);
    drop(opened_with(&scratch, plain_again()));
    drop(opened_with(&scratch, plain()));
    let mut store = opened_with(&scratch, plain_again());
    while store.renew_some(now()).unwrap() > 0 {}
    let sight = store.sight(&everything("park", now())).unwrap();
    assert_eq!(sight.listed.rows[0].summary, "A fall in the park");
    assert!(record(&mut store, old, "raised").is_ok());
}

#[test]
fn a_desk_that_is_open_reads_what_another_program_logs_under_a_newer_edition() {
    let scratch = Scratch::new();
    let mut store = first(&scratch);
    let mut other = opened_with(&scratch, plain_again());
    let new = log(&mut other, "A fall at school");
    let incident = store.incident(new).unwrap().unwrap();
    let rules = store.rules_of(&incident).unwrap();
    assert_eq!(rules.pack.event_title("sent"), "Alert delivered");
    record(&mut store, new, "raised").unwrap();
    assert_eq!(alert_due(&store, new), Some(11));
    // And goes on logging under its own.
    let own = log(&mut store, "A fall in the park");
    assert_eq!(alert_due(&store, own), Some(23));
}

#[test]
fn what_an_edition_says_is_sealed() {
    let scratch = Scratch::new();
    let store = first(&scratch);
    let alter = "UPDATE edition SET text = replace(text, 'amount = 24', 'amount = 48')";
    store.connection.execute(alter, []).unwrap();
    let verdict = Store::verify(&scratch.places, &PASSPHRASE.into(), now(), None, None).unwrap();
    let places: Vec<_> = verdict.damage.iter().map(|damage| &*damage.place).collect();
    assert_eq!(places, ["table edition, edition 1"]);
    let gone = store.connection.execute("DELETE FROM edition", []);
    assert!(gone.is_err(), "an edition stays");
}
