mod facts;
mod history;

use super::*;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::domain::age::Age;
use crate::domain::calendar::BankHolidays;
use crate::domain::change::path::Path;
use crate::domain::command::{Edit, NewIncident, NewPerson};
use crate::domain::draft::{DraftBody, DraftChange, DraftField, DraftKey, Left, OtherDraft};
use crate::domain::facts::{FactValue, Role};
use crate::domain::incident::{Detail, Incident};
use crate::domain::instant::Moment;
use crate::domain::ledger::{NewEntry, Task};
use crate::domain::person::{Born, PersonSaid};
use crate::domain::timeline::NewEvent;
use crate::pack::Pack;
use crate::rules::Rules;

/// An invented name that must never be met outside the encrypted file.
pub(super) const MARKER: &str = "Zaynab Marker-Example";
pub(super) const PASSPHRASE: &str = "correct horse battery";

/// Takes out of a file what the step that brought the register added.
pub(super) const BACK_TO_16: &str = "
    DROP TABLE unlisted; DROP TABLE column_map; DROP TABLE original; DROP TABLE imported; DROP TABLE import;
    DROP TABLE word;
    DROP INDEX register_by_child; DROP INDEX register_by_age; DROP INDEX register_by_reasons;
    DROP INDEX register_by_team; DROP INDEX register_by_kinds; DROP INDEX register_by_state;
    DROP INDEX register_by_reference; DROP INDEX register_by_owner; DROP INDEX register_by_occurred;
    DROP INDEX register_by_decided; DROP INDEX register_by_notified; DROP INDEX register_by_due;
    ALTER TABLE register DROP COLUMN child; ALTER TABLE register DROP COLUMN age;
    ALTER TABLE register DROP COLUMN reasons; ALTER TABLE register DROP COLUMN team;
    ALTER TABLE register DROP COLUMN agency; ALTER TABLE register DROP COLUMN source;
    ALTER TABLE register DROP COLUMN kinds; ALTER TABLE register DROP COLUMN outcome;
    ALTER TABLE register DROP COLUMN panel_at; ALTER TABLE register DROP COLUMN ended;
    ALTER TABLE register DROP COLUMN ended_at; ALTER TABLE register DROP COLUMN learning_at;
    ALTER TABLE register DROP COLUMN owner; ALTER TABLE due DROP COLUMN is_unmet;";

/// Takes out of a file what the step that brought disposal added.
pub(super) const BACK_TO_14: &str = "
    ALTER TABLE incident DROP COLUMN restriction; ALTER TABLE incident DROP COLUMN restricted_by;
    ALTER TABLE incident DROP COLUMN restricted_because;
    ALTER TABLE register DROP COLUMN is_restricted; ALTER TABLE due DROP COLUMN is_restricted;
    DROP TRIGGER timeline_event_stays; DROP TRIGGER withdrawal_stays; DROP TRIGGER filing_stays;
    DROP TRIGGER change_stays; DROP TRIGGER entry_stays; DROP TRIGGER handover_accepted_once;
    DROP TRIGGER register_goes; DROP INDEX register_review;
    ALTER TABLE register DROP COLUMN review_on;
    CREATE TRIGGER timeline_event_stays BEFORE DELETE ON timeline_event BEGIN SELECT RAISE(ABORT, 'kept'); END;
    CREATE TRIGGER withdrawal_stays BEFORE DELETE ON withdrawal BEGIN SELECT RAISE(ABORT, 'kept'); END;
    CREATE TRIGGER filing_stays BEFORE DELETE ON filing BEGIN SELECT RAISE(ABORT, 'kept'); END;
    CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'kept'); END;
    CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'kept'); END;
    CREATE TRIGGER handover_accepted_once BEFORE UPDATE ON handover WHEN old.accepted_at IS NOT NULL
        OR new.body <> old.body OR new.offered_by <> old.offered_by OR new.offered_to <> old.offered_to
    BEGIN SELECT RAISE(ABORT, 'kept'); END;
    DROP TABLE disposal; DROP TABLE salt; DROP TABLE disposing; DROP TABLE unswept;";

/// A desk in a folder that goes away with it.
pub(crate) struct Scratch {
    pub(super) places: Places,
    _folder: tempfile::TempDir,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            places: Places {
                data: folder.path().join("desk"),
                state: folder.path().join("state"),
            },
            _folder: folder,
        }
    }

    pub(crate) fn create(&self) -> Store {
        let set_up = SetUp {
            council: "tower-hamlets".to_owned(),
            user: "kduty".to_owned(),
        };
        let mut store = Store::create(
            &self.places,
            &set_up,
            &PASSPHRASE.into(),
            KdfCost::quick(),
            now(),
        )
        .unwrap();
        store.follow(rules(), now()).unwrap();
        store
    }

    pub(super) fn open(&self) -> Result<Store, StoreError> {
        let mut store = Store::open(&self.places, &PASSPHRASE.into(), now())?;
        store.follow(rules(), now())?;
        Ok(store)
    }
}

/// The rules of the desk in the scratch folder.
pub(crate) fn rules() -> Arc<Rules> {
    static RULES: LazyLock<Arc<Rules>> = LazyLock::new(|| {
        Arc::new(Rules {
            pack: Pack::built_in("tower-hamlets").unwrap(),
            holidays: BankHolidays::built_in(),
        })
    });
    Arc::clone(&RULES)
}

/// Returns every incident, the last logged first.
pub(crate) fn incidents(store: &Store) -> Vec<Incident> {
    let mut ids = Vec::new();
    store
        .each_listed("", |listed| {
            ids.push(listed.id);
            Ok::<(), StoreError>(())
        })
        .unwrap();
    ids.sort();
    let read = ids
        .into_iter()
        .rev()
        .map(|id| store.incident(id).unwrap().unwrap());
    read.collect()
}

pub(crate) fn now() -> Instant {
    Instant::parse_rfc3339("2026-11-20T20:41:00Z").unwrap()
}

pub(super) fn an_incident() -> NewIncident {
    NewIncident {
        details: vec![
            (Detail::Place, "Example Park, E1".to_owned()),
            (
                Detail::Narrative,
                "Stabbing outside the youth club".to_owned(),
            ),
        ],
        facts: vec![("police_aware".to_owned(), FactValue::YesNo(true))],
        people: vec![NewPerson {
            role: Some(Role::Victim),
            name: MARKER.to_owned(),
            born: Born {
                date: NaiveDate::from_ymd_opt(2010, 2, 3),
                ..Born::default()
            },
            details: vec![("school".to_owned(), "Example Academy".to_owned())],
            facts: vec![("looked_after".to_owned(), FactValue::YesNo(false))],
            ..NewPerson::default()
        }],
        events: Vec::new(),
    }
}

/// Keeps what is typed into one field of a form.
pub(super) fn type_into(store: &mut Store, key: &DraftKey, text: &str) {
    type_field(store, key, "narrative", text);
}

pub(super) fn type_field(store: &mut Store, key: &DraftKey, field: &str, text: &str) {
    let command = Command::SaveDraft {
        key: key.clone(),
        change: typed(field, text),
    };
    store.run(&command, now()).unwrap();
}

/// What changes when a text is typed into a field where nothing was recorded.
pub(super) fn typed(field: &str, text: &str) -> DraftChange {
    DraftChange {
        focus: field.to_owned(),
        fields: vec![DraftField {
            id: field.to_owned(),
            before: String::new(),
            value: text.to_owned(),
            at: now(),
        }],
        ..DraftChange::default()
    }
}

/// The text of the one field that was typed into.
pub(super) fn text_of(body: &DraftBody) -> String {
    let [field] = &body.fields[..] else {
        panic!("one field, not {:?}", body.fields);
    };
    field.value.clone()
}

/// The same of a draft that was left behind.
pub(super) fn left_in(draft: &OtherDraft) -> String {
    match &draft.left {
        Some(Left::Body(body)) => text_of(body),
        other => panic!("left behind, not {other:?}"),
    }
}

pub(super) fn logged(store: &mut Store) -> IncidentId {
    let command = Command::Log(Box::new(an_incident()), None);
    match store.run(&command, now()).unwrap() {
        Done::Logged { id, .. } => id,
        other => panic!("logged, not {other:?}"),
    }
}

fn revise(id: IncidentId, version: i64, edits: Vec<Edit>) -> Command {
    Command::Revise {
        id,
        version,
        edits,
        draft: None,
    }
}

#[test]
fn an_incident_comes_back_whole_after_reopening() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    drop(store);
    let store = scratch.open().unwrap();
    assert_eq!(store.settings().who.name, "kduty");
    assert_eq!(store.settings().council, "tower-hamlets");
    let incident = store.incident(id).unwrap().unwrap();
    assert_eq!(incident.reference.0, "TH-2026-0001");
    assert_eq!(incident.version, 1);
    assert_eq!(incident.created_by, "kduty");
    assert_eq!(incident.place, "Example Park, E1");
    assert_eq!(incident.facts["police_aware"], FactValue::YesNo(true));
    let [person] = incident.people.as_slice() else {
        panic!("one person");
    };
    assert_eq!(person.role, Role::Victim);
    assert_eq!(person.name, MARKER);
    assert_eq!(person.date_of_birth.unwrap().to_string(), "2010-02-03");
    assert_eq!(person.details["school"], "Example Academy");
    assert_eq!(person.facts["looked_after"], FactValue::YesNo(false));
    assert_eq!(incidents(&store), [incident]);
}

#[test]
fn a_time_comes_back_as_it_was_said() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let said = [
        "about 2026-11-20T19:00:00Z",
        "evening 2026-11-19",
        "between 2026-11-19T23:30:00Z and 2026-11-20T00:30:00Z",
        "2026-11-20",
        "unknown",
    ];
    let events = said.map(|text| {
        let at = Moment::from_text(text).unwrap();
        Edit::Event(NewEvent::new("alert_sent", at))
    });
    let due = Moment::from_text("evening 2026-11-25").unwrap();
    let task = NewEntry::new(Task {
        what: "Ring the ward".to_owned(),
        due: Some(due),
        ..Task::default()
    });
    let mut edits = events.to_vec();
    edits.push(Edit::AddEntry(task));
    store.run(&revise(id, 1, edits), now()).unwrap();
    drop(store);
    let store = scratch.open().unwrap();
    let incident = store.incident(id).unwrap().unwrap();
    let sent = incident.timeline.iter().filter(|e| e.kind == "alert_sent");
    let kept: Vec<String> = sent.map(|entry| entry.at.to_text()).collect();
    assert_eq!(kept, said);
    let [task] = &incident.ledger::<Task>().collect::<Vec<_>>()[..] else {
        panic!("one task");
    };
    assert_eq!(task.due, Some(due));
    let words = store.changes(id).unwrap();
    let mut words = words.iter().filter_map(|change| change.after.as_deref());
    assert!(words.any(|words| words == "about 19:00 GMT, Fri 20 Nov 2026"));
}

#[test]
fn an_age_comes_back_in_the_unit_it_was_said_in() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let child = store.incident(id).unwrap().unwrap().people[0].id;
    let ages = [
        Age::Weeks(6),
        Age::Months(3),
        Age::Days(1),
        Age::Days(0),
        Age::Years(16),
    ];
    let mut version = 1;
    for age in ages {
        let edit = Edit::Person(child, PersonSaid::Age(Some(age)));
        let done = store.run(&revise(id, version, vec![edit]), now()).unwrap();
        version += 1;
        assert_eq!(done, Done::Revised { id, version });
        let kept = store.incident(id).unwrap().unwrap();
        assert_eq!(kept.people[0].age, Some(age));
    }
    let none = Edit::Person(child, PersonSaid::Age(None));
    store.run(&revise(id, version, vec![none]), now()).unwrap();
    let kept = store.incident(id).unwrap().unwrap();
    assert_eq!(kept.people[0].age, None);
    let old = Edit::Person(child, PersonSaid::Age(Some(Age::Months(1_500))));
    assert!(
        store
            .run(&revise(id, version + 1, vec![old]), now())
            .is_err()
    );
}

#[test]
fn a_stale_write_is_refused_with_what_changed() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let edit = |value: &str| Edit::Detail(Detail::Place, Some(value.to_owned()));
    store
        .run(&revise(id, 1, vec![edit("Example Road")]), now())
        .unwrap();
    let refused = store.run(&revise(id, 1, vec![edit("Elsewhere")]), now());
    let Err(StoreError::Stale { changes }) = refused else {
        panic!("stale, not {refused:?}");
    };
    let [change] = changes.as_slice() else {
        panic!("one change, not {changes:?}");
    };
    assert_eq!(change.what, Path::Detail(Detail::Place));
    assert_eq!(change.before.as_deref(), Some("Example Park, E1"));
    assert_eq!(change.after.as_deref(), Some("Example Road"));
    assert_eq!(store.incident(id).unwrap().unwrap().place, "Example Road");
}

#[test]
fn an_edit_that_changes_nothing_makes_no_version() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let before = store.changes(id).unwrap();
    let same = Edit::Detail(Detail::Place, Some("Example Park, E1".to_owned()));
    let done = store.run(&revise(id, 1, vec![same]), now()).unwrap();
    assert_eq!(done, Done::Revised { id, version: 1 });
    assert_eq!(store.changes(id).unwrap(), before);
}
