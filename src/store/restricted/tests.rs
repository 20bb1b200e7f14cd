//! A restricted record, asked for by every reading and by everybody.

mod beside;
mod matrix;

use super::*;
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{NewEntry, Task};
use crate::domain::right::{Right, may};
use crate::domain::similar::{Probe, ProbePerson};
use crate::domain::timeline::NewEvent;
use crate::domain::user::{Role, Roles};
use crate::pack::Means;
use crate::rules::sight::{Tally, Wanted};
use crate::rules::summary::RESTRICTED;
use crate::store::Finding;
use crate::store::done::Done;
use crate::store::tests::{MARKER, PASSPHRASE, Scratch, logged, now, rules, type_into};
use crate::vault::{Claim, KdfCost};

const BECAUSE: &str = "A member of staff is named in it";
const GLASS: &str = "the child is at the door now";

/// A desk with kduty, who looks after it and logged the incident, and one person a role, called as
/// the role is; the incident was logged long before.
fn desk() -> (Scratch, Store, IncidentId) {
    desk_of(&Role::ALL)
}

/// The same with one person of some roles each.
fn desk_of(roles: &[Role]) -> (Scratch, Store, IncidentId) {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let pack = &rules().pack;
    for means in [Means::Occurred, Means::BecameAware] {
        let event = NewEvent::new(pack.event_meaning(means), Moment::exact(now()));
        revise(&mut store, id, Edit::Event(event), now()).unwrap();
    }
    let task = NewEntry::new(Task {
        what: format!("ring {MARKER}'s mother"),
        owner: "Z. Marker-Example".to_owned(),
        ..Task::default()
    });
    revise(&mut store, id, Edit::AddEntry(task), now()).unwrap();
    for role in roles {
        let roles: Roles = [*role].into_iter().collect();
        let first = (&PASSPHRASE.into(), KdfCost::quick());
        let own = Claim::of(Some("kduty"), PASSPHRASE.into());
        store
            .add_user(&own, (role.word(), &roles), first, now())
            .unwrap();
    }
    (scratch, store, id)
}

/// Two days after it was logged.
fn later() -> Instant {
    now().plus(chrono::Duration::days(2))
}

/// Has somebody else at the desk, in a sitting of their own.
fn sit_down(store: &mut Store, name: &str) {
    store.glass.clear();
    store.settings.who = Who {
        name: name.to_owned(),
        roles: Roles::every(),
    };
}

fn revise(store: &mut Store, id: IncidentId, edit: Edit, at: Instant) -> Result<Done, StoreError> {
    let version = incidents::one(&store.connection, id)
        .unwrap()
        .unwrap()
        .version;
    let command = Command::Revise {
        id,
        version,
        edits: vec![edit],
        draft: None,
    };
    store.run(&command, at)
}

fn restrict_it(store: &mut Store, id: IncidentId) {
    sit_down(store, "sqa");
    revise(store, id, Edit::Restrict(true, BECAUSE.to_owned()), later()).unwrap();
}

#[test]
fn it_is_marked_and_let_go_by_those_who_may_each_with_what_stood_before() {
    for role in Role::ALL {
        let (_scratch, mut store, id) = desk();
        sit_down(&mut store, role.word());
        let marked = revise(
            &mut store,
            id,
            Edit::Restrict(true, BECAUSE.to_owned()),
            later(),
        );
        // By hand, from the table: SQA, the head of service and the signatories.
        let stated = matches!(role, Role::Sqa | Role::HeadOfService | Role::Signatory);
        assert_eq!(marked.is_ok(), stated, "{role:?} {marked:?}");
        if stated {
            let empty = revise(
                &mut store,
                id,
                Edit::Restrict(false, "  ".to_owned()),
                later(),
            );
            assert!(matches!(empty, Err(StoreError::Invalid(_))), "{empty:?}");
            let twice = revise(
                &mut store,
                id,
                Edit::Restrict(true, "again".to_owned()),
                later(),
            );
            assert!(matches!(twice, Err(StoreError::Invalid(_))), "{twice:?}");
            revise(
                &mut store,
                id,
                Edit::Restrict(false, "It is public".to_owned()),
                later(),
            )
            .unwrap();
            let changes = store.changes(id).unwrap();
            let said: Vec<_> = changes
                .iter()
                .filter(|change| {
                    matches!(change.what, Path::Restriction | Path::RestrictionBecause)
                })
                .map(|change| {
                    let (before, after) = (change.before.as_deref(), change.after.as_deref());
                    (change.by.as_str(), before, after)
                })
                .collect();
            let by = role.word();
            assert_eq!(
                said,
                [
                    (by, None, Some("restricted")),
                    (by, None, Some(BECAUSE)),
                    (by, Some("restricted"), Some("lifted")),
                    (by, Some(BECAUSE), Some("It is public")),
                ]
            );
        }
    }
}

#[test]
fn whoever_raises_it_marks_it_on_that_shift_and_does_not_let_it_go() {
    let (_scratch, mut store, id) = desk();
    sit_down(&mut store, "kduty");
    let mark = || Edit::Restrict(true, BECAUSE.to_owned());
    let refused = revise(
        &mut store,
        id,
        mark(),
        now().plus(chrono::Duration::hours(12)),
    );
    assert!(
        matches!(refused, Err(StoreError::NotAllowed(_))),
        "{refused:?}"
    );
    let at = now().plus(chrono::Duration::minutes(719));
    assert!(revise(&mut store, id, mark(), at).is_ok());
    let lifted = revise(&mut store, id, Edit::Restrict(false, "x".to_owned()), at);
    assert!(
        matches!(lifted, Err(StoreError::NotAllowed(_))),
        "{lifted:?}"
    );
    // It stays theirs to read; not a colleague's on the same shift.
    assert!(store.incident(id).is_ok());
    sit_down(&mut store, "duty");
    assert!(matches!(store.incident(id), Err(StoreError::Restricted(_))));
}

/// Says whether any word of the record stands in what was read.
fn tells(read: &str) -> bool {
    ["Zaynab", "Marker", "Stabbing", "Example Park", "youth"]
        .iter()
        .any(|word| read.contains(word))
}

#[test]
fn no_list_and_no_search_holds_a_word_of_it_for_anybody_and_its_duties_are_counted_still() {
    let (_scratch, mut store, id) = desk();
    let before = store.sight(&wanted("")).unwrap();
    assert!(tells(&format!("{before:?}")));
    restrict_it(&mut store, id);
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Administrator)
    {
        sit_down(&mut store, role.word());
        let sight = store.sight(&wanted("")).unwrap();
        assert!(!tells(&format!("{sight:?}")), "{sight:?}");
        let [listed] = &sight.listed.rows[..] else {
            panic!("one line");
        };
        assert_eq!(
            (listed.reference.0.as_str(), listed.summary.as_str()),
            ("TH-2026-0001", RESTRICTED)
        );
        assert!(listed.is_restricted && listed.leading.is_empty());
        // Time has gone on: more of it is overdue, and none of it is gone.
        let counts = |tally: Tally| (tally.all, tally.open, tally.incoming, tally.due);
        assert_eq!(counts(sight.tally), counts(before.tally));
        assert_eq!(sight.due.rows.len(), before.due.rows.len());
        assert!(!sight.due.rows.is_empty());
        for (before, (_, after)) in before.due.rows.iter().zip(&sight.due.rows) {
            assert_eq!(
                (after.line.due, &after.line.of),
                (before.1.line.due, &before.1.line.of)
            );
            assert_eq!(after.line.title, RESTRICTED);
        }
        let due = store.due().unwrap();
        assert!(!tells(&format!("{due:?}")) && due.len() == before.tally.due);
        let shift = store.shift(now(), later()).unwrap();
        assert!(!tells(&format!("{shift:?}")), "{shift:?}");
        assert_eq!(shift.open.len(), 1);
        for words in ["zaynab", "stabbing", "park", "police"] {
            let found = store.sight(&wanted(words)).unwrap();
            assert!(
                found.listed.rows.is_empty() && found.due.rows.is_empty(),
                "{words}"
            );
            assert!(found.elsewhere.is_none(), "{words}");
            store
                .each_listed(words, |_| Err(StoreError::Invalid("nothing is found")))
                .unwrap();
        }
        // By what stands in the list it is found.
        assert_eq!(store.sight(&wanted("0001")).unwrap().listed.rows.len(), 1);
    }
}

fn wanted(filter: &str) -> Wanted {
    Wanted {
        filter: filter.to_owned(),
        half: 20,
        which: crate::rules::sight::Which::Open,
        ..Wanted::at(later())
    }
}

#[test]
fn it_is_read_by_those_whose_it_is_and_by_others_with_a_reason_until_they_leave() {
    for role in Role::ALL {
        let (_scratch, mut store, id) = desk();
        restrict_it(&mut store, id);
        sit_down(&mut store, role.word());
        let roles: Roles = [role].into_iter().collect();
        let (see, reads) = (may(&roles, Right::See), may(&roles, Right::Restrict));
        let readings = [
            store.incident(id).map(drop),
            store.named("1").map(drop),
            store.changes(id).map(drop),
            store.related(id).map(drop),
        ];
        for (place, read) in readings.into_iter().enumerate() {
            match (see, reads) {
                (false, _) => assert!(matches!(read, Err(StoreError::NotAllowed(_))), "{place}"),
                (true, true) => assert_eq!(read, Ok(()), "{role:?} {place}"),
                (true, false) => {
                    let kept = Reference("TH-2026-0001".to_owned());
                    assert_eq!(read, Err(StoreError::Restricted(kept)), "{role:?} {place}");
                }
            }
        }
        let seen = store.run(&Command::Seen { id, version: 2 }, later());
        assert_eq!(seen.is_ok(), reads, "{role:?} {seen:?}");
        let fact = Edit::Fact(None, "police_aware".to_owned(), None);
        let changed = revise(&mut store, id, fact, later());
        assert_eq!(
            changed.is_ok(),
            reads && may(&roles, Right::Record),
            "{role:?}"
        );
        let glass = |because: &str| Command::BreakGlass {
            id,
            because: because.to_owned(),
        };
        let few = store.run(&glass("urgent now"), later());
        assert!(few.is_err(), "{role:?}");
        let broken = store.run(&glass(GLASS), later());
        // By hand: neither the notifier nor the administrator, whatever the reason.
        let stated = !matches!(role, Role::Notifier | Role::Administrator);
        assert_eq!(broken.is_ok(), stated, "{role:?} {broken:?}");
        assert_eq!(store.incident(id).is_ok(), stated, "{role:?}");
        // Another sitting of the same person asks again.
        sit_down(&mut store, role.word());
        assert_eq!(store.incident(id).is_ok(), reads, "{role:?}");
    }
}

#[test]
fn breaking_the_glass_is_a_view_of_its_own_kind_and_is_told_to_those_whose_record_it_is() {
    let (scratch, mut store, id) = desk();
    restrict_it(&mut store, id);
    sit_down(&mut store, "edt");
    let because = GLASS.to_owned();
    store
        .run(&Command::BreakGlass { id, because }, later())
        .unwrap();
    store
        .run(&Command::Seen { id, version: 2 }, later())
        .unwrap();
    for (name, told) in [
        ("sqa", true),
        ("auditor", true),
        ("kduty", true),
        ("edt", false),
    ] {
        sit_down(&mut store, name);
        if !told {
            assert!(store.who_saw("1").is_err(), "{name}");
            continue;
        }
        let seen = store.who_saw("1").unwrap().swap_remove(0).views;
        let seen: Vec<_> = seen
            .iter()
            .map(|view| (view.by.as_str(), view.glass.as_deref()))
            .collect();
        assert_eq!(seen, [("edt", Some(GLASS))], "{name}");
    }
    sit_down(&mut store, "sqa");
    let read = store
        .with_rules(store.incident(id).unwrap().unwrap())
        .unwrap();
    assert_eq!(read.views.unwrap().len(), 1);
    drop(store);
    // The next time somebody whose it is opens the desk, once; nobody else is told.
    let open = |name: &str| {
        let claim = Claim::of(Some(name), PASSPHRASE.into());
        let store = Store::open(&scratch.places, &claim, later()).unwrap();
        store
            .findings()
            .iter()
            .filter_map(Finding::words)
            .filter(|words| words.contains(GLASS))
            .count()
    };
    for (name, times) in [
        ("sqa", 1),
        ("sqa", 0),
        ("kduty", 1),
        ("duty", 0),
        ("notifier", 0),
    ] {
        assert_eq!(open(name), times, "{name}");
    }
    let own = Claim::of(Some("kduty"), PASSPHRASE.into());
    let verdict = Store::verify(&scratch.places, &own, later(), None, None).unwrap();
    assert!(verdict.is_clean(), "{verdict:?}");
}
