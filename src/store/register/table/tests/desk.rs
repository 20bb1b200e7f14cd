//! The desk that the cases of the query language are stated of.

use crate::domain::age::Age;
use crate::domain::command::{Command, Edit, NewIncident, NewPerson};
use crate::domain::facts::{FactValue, Role};
use crate::domain::incident::Detail;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{NewEntry, Position};
use crate::domain::person::Born;
use crate::domain::timeline::NewEvent;
use crate::domain::user::Roles;
use crate::store::tests::{Scratch, now};
use crate::store::{Done, Store};

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(&format!("2026-{text}:00Z")).unwrap()
}

fn happened(id: &str, when: &str) -> NewEvent {
    NewEvent::new(id, Moment::exact(at(when)))
}

fn with_value(id: &str, value: &str, when: &str) -> Edit {
    let mut event = happened(id, when);
    event.value = Some(value.to_owned());
    event.reason = "because".to_owned();
    Edit::Event(event)
}

/// Returns what is recorded with the answers of both who decide before it, where it is a decision of
/// two: by hand alone nobody records it.
fn answered(edit: Edit) -> Vec<Edit> {
    let mut out = Vec::new();
    if let Edit::Event(event) = &edit
        && event.kind == "criteria_decided"
    {
        let value = event.value.clone().unwrap_or_default();
        out.extend(["hos_sqa", "director"].map(|slot| {
            Edit::AddEntry(NewEntry::new(Position {
                decision: "criteria".to_owned(),
                slot: slot.to_owned(),
                value: value.clone(),
                name: format!("{slot} Example"),
                acting: "by telephone".to_owned(),
                reasons: "because".to_owned(),
                at: Some(event.at),
                ..Position::default()
            }))
        }));
    }
    out.push(edit);
    out
}

fn and(id: &str, when: &str) -> Edit {
    let mut event = happened(id, when);
    event.reason = "because".to_owned();
    Edit::Event(event)
}

fn person(role: Role, name: &str, age: Age, looked_after: Option<bool>) -> NewPerson {
    let said = looked_after.map(|yes| ("looked_after".to_owned(), FactValue::YesNo(yes)));
    NewPerson {
        role: Some(role),
        name: name.to_owned(),
        born: Born {
            age: Some(age),
            ..Born::default()
        },
        facts: said.into_iter().collect(),
        ..NewPerson::default()
    }
}

/// What is logged of one incident: what happened and where, who, the reason, when it happened and was
/// told; when it was logged.
struct Call {
    narrative: &'static str,
    place: &'static str,
    people: Vec<NewPerson>,
    reason: Option<&'static str>,
    times: Option<(&'static str, &'static str)>,
    logged: &'static str,
}

fn log(store: &mut Store, call: Call, later: Vec<Edit>) {
    let details = [
        (Detail::Narrative, call.narrative),
        (Detail::Place, call.place),
    ];
    let told = call.times.map(|(occurred, told)| {
        vec![
            happened("incident_occurred", occurred),
            happened("la_became_aware", told),
        ]
    });
    let reason = call.reason.map(|id| {
        let ticked = FactValue::Choices(vec![id.to_owned()]);
        ("triggers".to_owned(), ticked)
    });
    let incident = NewIncident {
        details: details.map(|(of, text)| (of, text.to_owned())).to_vec(),
        facts: reason.into_iter().collect(),
        people: call.people,
        events: told.unwrap_or_default(),
    };
    let command = Command::Log(Box::new(incident), None);
    let Done::Logged { id, .. } = store.run(&command, at(call.logged)).unwrap() else {
        panic!("it is logged");
    };
    if !later.is_empty() {
        let revise = Command::Revise {
            id,
            version: 1,
            edits: later.into_iter().flat_map(answered).collect(),
            draft: None,
        };
        store.run(&revise, now()).unwrap();
    }
}

/// The desk that the cases are stated of.
pub(crate) fn desk(scratch: &Scratch) -> Store {
    let mut store = scratch.create();
    store.set_roles("kduty", &Roles::every(), now()).unwrap();
    drop(store);
    let mut store = scratch.open().unwrap();
    log_all(&mut store);
    store
}

/// Returns where the information came from, as it is recorded.
fn source(id: &str) -> Edit {
    Edit::Detail(Detail::Source, Some(id.to_owned()))
}

/// Returns a field of the form, as it is filled in.
fn form(field: &str, text: &str) -> Edit {
    Edit::Form(field.to_owned(), Some(text.to_owned()))
}

fn log_all(store: &mut Store) {
    let mut mary = person(
        Role::Subject,
        "Mary Ann O'Brien-Example",
        Age::Years(13),
        Some(true),
    );
    mary.mosaic_id = "M-1001".to_owned();
    log(
        store,
        Call {
            narrative: "Overdose of paracetamol at home; found by her mother",
            place: "Elm House, E1",
            people: vec![mary],
            reason: Some("attempted_suicide"),
            times: Some(("11-20T09:00", "11-20T10:00")),
            logged: "11-20T10:05",
        },
        vec![source("edt")],
    );
    log(
        store,
        Call {
            narrative: "Stabbing outside the youth club, knife found in the park",
            place: "Example Park, E1",
            people: vec![
                person(
                    Role::Victim,
                    "Ali Khan-Example",
                    Age::Years(16),
                    Some(false),
                ),
                person(
                    Role::Suspect,
                    "Tom Stone-Example",
                    Age::Years(17),
                    Some(false),
                ),
            ],
            reason: Some("serious_injury"),
            times: Some(("11-16T22:00", "11-17T11:00")),
            logged: "11-17T11:05",
        },
        vec![
            source("mash"),
            form("notifier_team", "Assessment East"),
            form("notifier_agency", "Children's Social Care"),
            and("alert_sent", "11-17T12:00"),
            and("alert_received", "11-17T13:00"),
            and("need_to_know_first_done", "11-18T10:00"),
        ],
    );
    log(
        store,
        Call {
            narrative: "Found dead at home",
            place: "Oak Street",
            people: vec![person(
                Role::Subject,
                "Jordan Reed-Example",
                Age::Years(17),
                None,
            )],
            reason: Some("death"),
            times: Some(("10-04T20:00", "10-05T09:00")),
            logged: "10-05T09:05",
        },
        vec![
            and("alert_sent", "10-05T10:00"),
            with_value("criteria_decided", "met", "10-06T10:00"),
            and("sin_submitted", "10-07T10:00"),
            and("panel_held", "10-16T10:00"),
        ],
    );
    log_others(store);
}

fn log_others(store: &mut Store) {
    let mut maryam = person(Role::Subject, "Maryam Malik-Example", Age::Years(9), None);
    maryam.mosaic_id = "M-2002".to_owned();
    log(
        store,
        Call {
            narrative: "Injuries seen at a medical",
            place: "Oak Street surgery",
            people: vec![
                maryam,
                person(
                    Role::Sibling,
                    "Ali Malik-Example",
                    Age::Years(12),
                    Some(true),
                ),
            ],
            reason: None,
            times: Some(("08-31T20:00", "09-01T09:00")),
            logged: "09-01T09:05",
        },
        vec![
            form("notifier_team", "Assessment West"),
            and("alert_sent", "09-01T12:00"),
            with_value("criteria_decided", "not_met", "09-02T10:00"),
            and("need_to_know_first_done", "09-02T15:00"),
            and("need_to_know_detailed_done", "09-04T15:00"),
            and("learning_shared", "09-28T15:00"),
            and("case_closed", "10-05T15:00"),
        ],
    );
    log(
        store,
        Call {
            narrative: "Fall from a bed",
            place: "Elm House, E1",
            people: vec![person(
                Role::Subject,
                "Baby Ash-Example",
                Age::Weeks(6),
                None,
            )],
            reason: None,
            times: Some(("01-10T12:00", "01-15T10:00")),
            logged: "01-15T10:05",
        },
        vec![
            and("alert_not_raised", "01-15T11:00"),
            and("case_closed", "01-20T11:00"),
        ],
    );
    log(
        store,
        Call {
            narrative: "Caller rang off",
            place: "",
            people: Vec::new(),
            reason: None,
            times: None,
            logged: "11-20T08:00",
        },
        Vec::new(),
    );
    log(
        store,
        Call {
            narrative: "Secret matter at the station",
            place: "Hidden Lane",
            people: vec![person(
                Role::Victim,
                "Zed Hidden-Example",
                Age::Years(13),
                Some(true),
            )],
            reason: Some("death"),
            times: Some(("11-18T09:00", "11-18T10:00")),
            logged: "11-18T10:05",
        },
        vec![Edit::Restrict(true, "A colleague's family".to_owned())],
    );
    log(
        store,
        Call {
            narrative: "Stabbed at the station by two older boys",
            place: "Station Road",
            people: vec![person(
                Role::Victim,
                "Ali Stone-Example",
                Age::Years(15),
                Some(true),
            )],
            reason: None,
            times: Some(("03-19T20:00", "03-20T09:00")),
            logged: "03-20T09:05",
        },
        vec![
            and("alert_sent", "03-20T10:00"),
            and("case_closed", "04-01T10:00"),
        ],
    );
    store.catch_up(now()).unwrap();
}
