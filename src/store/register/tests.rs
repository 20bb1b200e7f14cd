//! The register says what the plainest derivation says, whatever was written and whenever it is
//! read.

mod alike;
mod find_child;
mod searched;

use proptest::prelude::*;

use crate::domain::calendar::BankHolidays;
use crate::domain::command::{Command, Edit, NewIncident};
use crate::domain::facts::FactValue;
use crate::domain::id::IncidentId;
use crate::domain::incident::Detail;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Link, LinkReason, NewEntry, Task};
use crate::domain::page::Around;
use crate::domain::timeline::NewEvent;
use crate::rules::Rules;
use crate::rules::sight::groups::{DueGroup, Groups};
use crate::rules::sight::naive::Naive;
use crate::rules::sight::{DuePlace, Sight, Wanted, Which};
use crate::store::tests::{Scratch, an_incident, incidents, now, rules};
use crate::store::{Done, Store};

/// One write: on which incident, what, how many minutes later, and two picks for what it says.
type Written = (usize, u8, i64, usize, usize);

pub(crate) fn written() -> impl Strategy<Value = Written> {
    (0..4usize, 0..6u8, 0..4_000i64, 0..200usize, 0..6usize)
}

fn moment(at: Instant, minutes: i64, sure: usize) -> Moment {
    let at = at.plus(chrono::Duration::minutes(minutes));
    match sure % 4 {
        0 => Moment::exact(at),
        1 => Moment::day(at.london_date()),
        2 => Moment::about(at),
        _ => Moment::UNKNOWN,
    }
}

/// Returns what a write says; some of it of the past, some of what is still to come.
fn edit((_, kind, minutes, which, sure): Written, at: Instant) -> Edit {
    let rules = rules();
    let pack = &rules.pack;
    match kind {
        0..=2 => {
            let row = &pack.events[which % pack.events.len()];
            let mut event = NewEvent::new(&row.id, moment(at, minutes - 2_000, sure));
            let values = pack.event_values(&row.id);
            event.value = values.get(sure % values.len().max(1)).map(|v| v.id.clone());
            event.reason = "because".to_owned();
            Edit::Event(event)
        }
        3 => Edit::AddEntry(NewEntry::new(Task {
            what: format!("Ring the school {which}"),
            due: Some(moment(at, minutes, sure)),
            ..Task::default()
        })),
        4 => {
            let yes_no = |row: &&crate::pack::FactRow| {
                row.kind == crate::pack::FactKind::YesNo && row.of == crate::pack::FactOf::Incident
            };
            let facts: Vec<_> = pack.facts.iter().filter(yes_no).collect();
            let fact = facts[which % facts.len()];
            let value = FactValue::YesNo(sure % 2 == 0);
            Edit::Fact(None, fact.id.clone(), Some(value))
        }
        _ => {
            let detail = [Detail::Narrative, Detail::Place][which % 2];
            let words = ["A fall in the park", "Stabbing at the station", "Burns"];
            Edit::Detail(detail, Some(words[sure % 3].to_owned()))
        }
    }
}

fn log(store: &mut Store, incident: NewIncident, at: Instant) -> IncidentId {
    let command = Command::Log(Box::new(incident), None);
    match store.run(&command, at).unwrap() {
        Done::Logged { id, .. } => id,
        other => panic!("logged, not {other:?}"),
    }
}

/// Writes everything, a quarter of an hour apart; returns when it was over.
pub(crate) fn write(store: &mut Store, all: &[Written]) -> Instant {
    let mut at = now();
    let mut ids = Vec::new();
    for (place, one) in all.iter().enumerate() {
        at = at.plus(chrono::Duration::minutes(15));
        if ids.len() <= one.0 {
            let mut incident = an_incident();
            incident.details = vec![
                (Detail::Place, "Example Park, E1".to_owned()),
                (
                    Detail::Narrative,
                    format!("Stabbing number {place} outside the club"),
                ),
            ];
            ids.push(log(store, incident, at));
        }
        let id = ids[one.0 % ids.len()];
        let version = store.incident(id).unwrap().unwrap().version;
        let revise = Command::Revise {
            id,
            version,
            edits: vec![edit(*one, at)],
            draft: None,
        };
        // What may not be written twice is refused, and changes nothing.
        let _refused = store.run(&revise, at);
    }
    at
}

/// Derives every incident again.
fn rebuild(store: &mut Store, at: Instant) {
    let all = store.begin_rebuild().unwrap();
    assert_eq!(all, store.tally().unwrap().all);
    while store.renew_some(at).unwrap() > 0 {}
}

/// Asks for the same sights of the store and of the plain derivation.
fn compare(store: &Store, at: Instant) -> Result<(), TestCaseError> {
    let all = incidents(store);
    let naive = Naive::of(&rules(), &all, at);
    prop_assert_eq!(store.tally().unwrap(), naive.tally());
    let whole = naive.open(at);
    for which in [Which::Incoming, Which::Open, Which::All] {
        for (filter, whose) in [
            ("", None),
            ("", Some("Head of SQA")),
            ("stab", None),
            ("club 2", None),
            ("panel", Some("Notifier")),
            ("ring the", None),
            ("overdue", None),
            ("before 0900", None),
            ("sqa before 2 dec", None),
            ("nobody", None),
        ] {
            let mut places = vec![
                (Around::First, Around::First),
                (Around::Last, Around::Last),
                (
                    Around::First,
                    Around::Place(DuePlace::Group(DueGroup::Later)),
                ),
            ];
            places.extend(all.iter().take(2).map(|incident| {
                let due = whole.iter().find(|due| due.incident == incident.id);
                let place = DuePlace::Line {
                    incident: incident.id,
                    of: due.map(|due| due.line.of.clone()),
                    stood: None,
                };
                (Around::Place(incident.id), Around::Place(place))
            }));
            for (listed, due) in places {
                let wanted = Wanted {
                    which,
                    filter: filter.to_owned(),
                    listed,
                    due,
                    groups: Groups::at(at),
                    folded: if whose.is_some() {
                        Vec::new()
                    } else {
                        vec![DueGroup::Late, DueGroup::Aside]
                    },
                    whose: whose.map(str::to_owned),
                    half: 2,
                };
                let (stored, plain) = (store.sight(&wanted).unwrap(), naive.sight(&wanted));
                same(&wanted, &stored, &plain)?;
            }
        }
    }
    Ok(())
}

fn same(wanted: &Wanted, stored: &Sight, plain: &Sight) -> Result<(), TestCaseError> {
    prop_assert_eq!(&stored.listed, &plain.listed, "{:?}", wanted);
    prop_assert_eq!(&stored.due, &plain.due, "{:?}", wanted);
    prop_assert_eq!(stored.groups, plain.groups, "{:?}", wanted);
    prop_assert_eq!(&stored.owners, &plain.owners, "{:?}", wanted);
    prop_assert_eq!(&stored.first, &plain.first, "{:?}", wanted);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn it_says_what_the_plainest_derivation_says(
        all in prop::collection::vec(written(), 1..14),
        later in prop::collection::vec(1..3_000i64, 20),
    ) {
        let scratch = Scratch::new();
        let mut store = scratch.create();
        let mut at = write(&mut store, &all);
        store.catch_up(at).unwrap();
        compare(&store, at)?;
        // Time alone: only what it changed is derived again.
        for minutes in later {
            at = at.plus(chrono::Duration::minutes(minutes));
            store.catch_up(at).unwrap();
            let wanted = Wanted { which: Which::All, half: 500, ..Wanted::at(at) };
            let naive = Naive::of(&rules(), &incidents(&store), at);
            same(&wanted, &store.sight(&wanted).unwrap(), &naive.sight(&wanted))?;
        }
        compare(&store, at)?;
        prop_assert!(store.next_change().unwrap().is_none_or(|next| next > at));
        // And all of it again from what happened.
        rebuild(&mut store, at);
        compare(&store, at)?;
    }
}

#[test]
fn what_other_rules_derived_is_derived_again_the_open_ones_first() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    for _ in 0..3 {
        log(&mut store, an_incident(), now());
    }
    let closed = log(&mut store, an_incident(), now());
    let close = Command::Revise {
        id: closed,
        version: 1,
        edits: vec![Edit::Event(NewEvent::new(
            "case_closed",
            Moment::exact(now()),
        ))],
        draft: None,
    };
    store.run(&close, now()).unwrap();
    // The same edition, counted by a calendar of one more year.
    let newer = BankHolidays::from_govuk_json(
        r#"{"england-and-wales":{"division":"england-and-wales","events":[
            {"title":"New Year's Day","date":"2029-01-01","notes":"","bunting":true}]}}"#,
    );
    let other = Rules {
        pack: rules().pack.clone(),
        holidays: rules().holidays.updated_with(&newer.unwrap()),
    };
    store.follow(std::sync::Arc::new(other), now()).unwrap();
    assert_eq!(
        store.stale().unwrap(),
        1,
        "the open ones are derived already"
    );
    assert_eq!(store.renew_some(now()).unwrap(), 0);
    assert_eq!(store.stale().unwrap(), 0);
}

#[test]
fn an_incident_that_cannot_be_read_is_said_and_the_desk_opens() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let first = log(&mut store, an_incident(), now());
    let second = log(&mut store, an_incident(), now());
    let alter = "UPDATE person SET role = 'nobody' WHERE incident = ?1";
    store.connection.execute(alter, [first.0]).unwrap();
    rebuild(&mut store, now());
    let listed = store
        .sight(&Wanted {
            half: 9,
            ..Wanted::at(now())
        })
        .unwrap()
        .listed;
    let summaries: Vec<_> = listed
        .rows
        .iter()
        .map(|one| (one.id, &*one.summary))
        .collect();
    assert_eq!(summaries[0].0, second);
    assert_eq!(
        summaries[1],
        (first, "CANNOT BE READ: run `dutydesk verify`")
    );
}

#[test]
fn a_person_a_link_and_a_place_are_found_by_an_index() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let first = log(&mut store, an_incident(), now());
    let second = log(&mut store, an_incident(), now());
    let mut apart = an_incident();
    apart.people.clear();
    apart.details = vec![(Detail::Narrative, "A fall".to_owned())];
    let third = log(&mut store, apart, now());
    let related = |store: &Store, id| -> Vec<IncidentId> {
        store
            .related(id)
            .unwrap()
            .0
            .iter()
            .map(|other| other.id)
            .collect()
    };
    assert_eq!(related(&store, first), [second], "the same name and birth");
    assert_eq!(related(&store, third), []);
    let link = Command::Revise {
        id: third,
        version: 1,
        edits: vec![Edit::AddEntry(NewEntry::new(Link {
            to: Some(first),
            why: Some(LinkReason::Event),
            ..Link::default()
        }))],
        draft: None,
    };
    store.run(&link, now()).unwrap();
    assert_eq!(related(&store, third), [first]);
    assert_eq!(related(&store, first), [second, third], "from either side");
    assert_eq!(store.named("3").unwrap()[0].id, third);
}
