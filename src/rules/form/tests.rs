use crate::domain::age::Age;
use crate::domain::instant::Instant;
use std::collections::BTreeMap;

use super::*;
use crate::domain::id::{EntryId, EventId, IncidentId, Reference};
use crate::domain::ledger::{Entry, Record};
use crate::domain::timeline::{NewEvent, TimelineEvent};
use crate::rules::testing::plain;

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).expect("an instant")
}

pub(crate) fn pack() -> Pack {
    Pack::built_in("tower-hamlets").expect("the pack")
}

pub(crate) fn alert(pack: &Pack) -> &Form {
    pack.alert_form().expect("the alert form")
}

pub(crate) fn person(id: i64, role: Role, name: &str) -> Person {
    Person {
        id: PersonId(id),
        role,
        name: name.to_owned(),
        date_of_birth: None,
        age: None,
        unborn: false,
        mosaic_id: String::new(),
        details: BTreeMap::new(),
        struck: None,
        facts: FactMap::new(),
    }
}

/// Returns an event as it is read after it was recorded.
pub(crate) fn recorded(id: i64, event: &NewEvent, by: &str, now: Instant) -> TimelineEvent {
    TimelineEvent {
        value: event.value.clone(),
        note: event.note.clone(),
        reason: event.reason.clone(),
        role: event.role.clone(),
        recorded_by: by.to_owned(),
        ..happened(id, &event.kind, event.at, now)
    }
}

fn happened(id: i64, kind: &str, at: Moment, recorded: Instant) -> TimelineEvent {
    TimelineEvent {
        id: EventId(id),
        kind: kind.to_owned(),
        value: None,
        at,
        recorded_by: "d.okafor-example".to_owned(),
        recorded_at: recorded,
        note: String::new(),
        reason: String::new(),
        role: None,
        supersedes: None,
        superseded_by: None,
        withdrawn: false,
    }
}

/// Returns an entry of a ledger as it is read after it was made.
pub(crate) fn entry(id: i64, record: impl Into<Record>) -> Entry {
    Entry {
        id: EntryId(id),
        of: None,
        created_at: at("2026-11-20T22:00:00Z"),
        created_by: "kduty".to_owned(),
        record: record.into(),
        struck: None,
    }
}

/// An incident with one child, a brother, an adult suspect and every field that sending needs.
pub(crate) fn incident() -> Incident {
    let logged = at("2026-11-20T22:00:00Z");
    let mut child = person(1, Role::Victim, "M. Ahmadi-Example");
    child.date_of_birth = NaiveDate::from_ymd_opt(2012, 3, 4);
    child
        .details
        .insert("status".to_owned(), "[cp_plan]".to_owned());
    child
        .details
        .insert("placement".to_owned(), "none".to_owned());
    child
        .facts
        .insert("seriously_harmed".to_owned(), FactValue::YesNo(true));
    let mut brother = person(2, Role::Sibling, "Ş. Ahmadi-Example");
    brother.age = Some(Age::Years(9));
    let mut suspect = person(3, Role::Suspect, "R. Doe-Example");
    suspect.age = Some(Age::Years(34));
    Incident {
        id: IncidentId(42),
        reference: Reference::new("TH", 2026, 42),
        version: 1,
        created_at: logged,
        created_by: "d.okafor-example".to_owned(),
        edition: plain().edition(),
        told_by: "Ward sister, by phone".to_owned(),
        source: String::new(),
        place: "Example Street".to_owned(),
        narrative: "Stabbed once in the arm outside school.".to_owned(),
        facts: FactMap::new(),
        people: vec![child, brother, suspect],
        timeline: vec![
            happened(1, "incident_occurred", Moment::UNKNOWN, logged),
            happened(
                2,
                "la_became_aware",
                Moment::exact(at("2026-11-20T21:30:00Z")),
                logged,
            ),
            happened(
                3,
                "la_became_aware",
                Moment::exact(at("2026-11-20T21:15:00Z")),
                logged,
            ),
        ],
        form: [
            ("notifier_name", "D. Okafor-Example"),
            ("safety_plan", "Stays on the ward tonight."),
            ("purpose", "[action,media]"),
            ("date_of_alert", "2026-11-20T22:05:00Z"),
        ]
        .map(|(field, text)| (field.to_owned(), text.to_owned()))
        .into(),
        filings: Vec::new(),
        restriction: None,
        entries: Vec::new(),
        imported: None,
    }
}

pub(crate) fn field<'a>(pack: &'a Pack, id: &str) -> &'a FormField {
    alert(pack)
        .section
        .iter()
        .flat_map(|section| &section.field)
        .find(|field| field.id == id)
        .expect("the field")
}

#[test]
fn every_field_of_every_form_binds_to_something() {
    for pack in Pack::councils() {
        for field in pack
            .forms
            .iter()
            .flat_map(|f| &f.section)
            .flat_map(|s| &s.field)
        {
            assert!(Bind::of(field).is_some(), "{}: {:?}", field.id, field.binds);
            if let Some(Bind::Fact(id) | Bind::PersonFact(id)) = Bind::of(field) {
                assert!(pack.fact(id).is_some(), "{}: no fact {id}", field.id);
            }
        }
    }
}

#[test]
fn values_come_from_where_the_field_binds() {
    let (pack, incident) = (plain(), incident());
    let child = incident.people.first();
    let text = |words: &str| FieldValue::Text(words.to_owned());
    let when = |moment: &str| FieldValue::When(Moment::exact(at(moment)));
    let born = NaiveDate::from_ymd_opt(2012, 3, 4).expect("a day");
    for (id, person, expected) in [
        ("notifier_name", None, text("D. Okafor-Example")),
        ("notifier_agency", None, FieldValue::Absent),
        (
            "purpose",
            None,
            FieldValue::Ticks(vec!["action".to_owned(), "media".to_owned()]),
        ),
        ("date_of_alert", None, when("2026-11-20T22:05:00Z")),
        (
            "incident_details",
            None,
            text("Stabbed once in the arm outside school."),
        ),
        ("date_of_incident", None, FieldValue::When(Moment::UNKNOWN)),
        ("told_at", None, when("2026-11-20T21:15:00Z")),
        ("told_by", None, text("Ward sister, by phone")),
        ("child_name", child, text("M. Ahmadi-Example")),
        ("dob", child, FieldValue::Day(born)),
        ("placement", child, text("none")),
        ("seriously_harmed", child, FieldValue::YesNo(true)),
        ("died", child, FieldValue::Absent),
        (
            "sibling_dob",
            incident.people.get(1),
            FieldValue::Age(Age::Years(9)),
        ),
    ] {
        let field = field(&pack, id);
        assert_eq!(value(&pack, field, &incident, person), expected, "{id}");
    }
    let reasons = field(&pack, "reason_for_alert");
    assert_eq!(value(&pack, reasons, &incident, None), FieldValue::Absent);
}

#[test]
fn an_answer_of_none_is_not_an_absent_one() {
    let pack = plain();
    let mut incident = incident();
    incident
        .facts
        .insert("triggers".to_owned(), FactValue::Choices(Vec::new()));
    let field = field(&pack, "reason_for_alert");
    assert_eq!(
        value(&pack, field, &incident, None),
        FieldValue::Ticks(Vec::new())
    );
}

#[test]
fn the_child_sections_are_for_children_and_subjects() {
    let pack = plain();
    let mut incident = incident();
    let section = alert(&pack)
        .section
        .iter()
        .find(|section| section.id == "child")
        .expect("the section");
    let keys = |incident: &Incident| -> Vec<i64> {
        people_of(&pack, section, incident)
            .iter()
            .map(|p| p.id.0)
            .collect()
    };
    assert_eq!(keys(&incident), [1], "the suspect is 34");
    if let Some(suspect) = incident.people.get_mut(2) {
        suspect.age = None;
    }
    assert_eq!(keys(&incident), [1, 3], "the suspect may be a child");
}

#[test]
fn what_is_missing_is_told_apart() {
    let pack = plain();
    let mut incident = incident();
    let ids = |incident: &Incident, needed: Wanted| -> Vec<String> {
        missing(&pack, alert(&pack), incident)
            .into_iter()
            .filter(|gap| gap.needed == needed)
            .map(|gap| gap.field)
            .collect()
    };
    assert_eq!(ids(&incident, Wanted::Send), Vec::<String>::new());
    assert_eq!(
        ids(&incident, Wanted::Advised),
        ["notifier_agency", "reason_for_alert"],
        "a time said to be not known is not missing"
    );
    incident.narrative = "  ".to_owned();
    incident.form.remove("safety_plan");
    incident.people.clear();
    assert_eq!(
        ids(&incident, Wanted::Send),
        ["incident_details", "safety_plan"]
    );
    let advised = ids(&incident, Wanted::Advised);
    assert!(advised.contains(&"dob".to_owned()), "{advised:?}");
}

#[test]
fn times_in_a_form_read_back() {
    for moment in [
        Moment::UNKNOWN,
        Moment::exact(at("2026-11-20T21:15:00Z")),
        Moment::day(NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day")),
    ] {
        assert_eq!(Moment::from_text(&moment.to_text()), Some(moment));
    }
    assert_eq!(Moment::from_text("soon"), None);
}
