//! A form filled from an incident: each field's value, and what is still missing.
//!
//! A field binds to something the incident holds anyway (its words, an event, a fact, a person),
//! so that nothing is typed twice; a field that binds to nothing is the form's own, kept by the
//! field's id: with the person where its section repeats, otherwise with the incident.

use chrono::NaiveDate;

use crate::domain::age::Age;
use crate::domain::facts::{FactMap, FactValue, Role, age_on};
use crate::domain::id::PersonId;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Moment;

use super::facts::facts;
use super::rulings::ruling;
use crate::pack::bind::{Bind, Part, Stated};
use crate::pack::form::{FieldKind, FormField, FormSection, Repeats, Wanted};
use crate::pack::{Choice, Form, Pack, Status};

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// Nothing has been said.
    Absent,
    /// Words.
    Text(String),
    /// A time, as well as it is known.
    When(Moment),
    /// A day.
    Day(NaiveDate),
    /// Somebody is not yet born; the day they are expected, where that is known.
    Unborn(Option<NaiveDate>),
    /// How old somebody is, in years, where the day they were born is not known.
    Age(Age),
    /// Yes or no.
    YesNo(bool),
    /// One word of a list.
    Choice(String),
    /// Words of a list; none of them when it was answered with none.
    Ticks(Vec<String>),
}

impl FieldValue {
    /// Says whether nothing has been said.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        *self == Self::Absent
    }
}

/// Returns what may be chosen in a field.
#[must_use]
pub fn choices(pack: &Pack, field: &FormField) -> Vec<Choice> {
    match &field.options_from {
        Some(list) => pack.list(list).unwrap_or_default(),
        None => field.options.clone(),
    }
}

/// Where the incident keeps which child a notification begins with, by the person's row.
pub const LEAD_CHILD: &str = "lead_child";

/// Returns the people a section is filled in for, the lead child first, then in the incident's
/// order.
///
/// The alert does not distinguish between victim and suspect (S2), so a section about the child is
/// filled in for both, unless one is known to be an adult; a subject always counts (A45).
#[must_use]
pub fn people_of<'a>(
    pack: &Pack,
    section: &FormSection,
    incident: &'a Incident,
) -> Vec<&'a Person> {
    let day = facts(pack, incident).age_date();
    let adult = |person: &Person| {
        let at_incident = person
            .date_of_birth
            .zip(day)
            .map(|(born, day)| age_on(born, day));
        !person.unborn
            && at_incident
                .or(person.age.map(Age::years))
                .is_some_and(|age| age >= 18)
    };
    let lead = incident.form.get(LEAD_CHILD);
    let mut people: Vec<&Person> = incident
        .standing()
        .filter(|person| match (section.repeats, person.role) {
            (Some(Repeats::Subject), Role::Subject)
            | (Some(Repeats::Sibling), Role::Sibling | Role::HouseholdChild) => true,
            (Some(Repeats::Subject), Role::Victim | Role::Suspect) => !adult(person),
            _ => false,
        })
        .collect();
    people.sort_by_key(|person| lead != Some(&person.id.to_string()));
    people
}

/// Returns a field's value; `person` is the one its section is repeated for.
#[must_use]
pub fn value(
    pack: &Pack,
    field: &FormField,
    incident: &Incident,
    person: Option<&Person>,
) -> FieldValue {
    match (Bind::of(field), person) {
        (Some(Bind::PersonDetail("status")), Some(person)) => statuses(pack, person),
        (Some(Bind::Recorded(kind, part)), _) => recorded(incident, kind, part),
        (Some(Bind::Decision(id, stated)), _) => decided(pack, field, incident, id, stated),
        (Some(Bind::Own), None) => stored(field, incident.form.get(&field.id).map(String::as_str)),
        (Some(Bind::Own), Some(person)) => {
            stored(field, person.details.get(&field.id).map(String::as_str))
        }
        (Some(Bind::Detail(detail)), _) => stored(field, Some(incident.detail(detail))),
        (Some(Bind::Event(means)), _) => event(incident, pack.event_meaning(means)),
        (Some(Bind::Fact(id)), _) => fact(&incident.facts, id),
        (Some(Bind::PersonFact(id)), Some(person)) => fact(&person.facts, id),
        (Some(Bind::PersonDetail(word)), Some(person)) => person_detail(field, person, word),
        (Some(Bind::PersonFact(_) | Bind::PersonDetail(_)), None) | (None, _) => FieldValue::Absent,
    }
}

/// Returns what an event recorded elsewhere says, by its latest entry.
fn recorded(incident: &Incident, kind: &str, part: Part) -> FieldValue {
    let Some(entry) = incident.current(kind).last() else {
        return FieldValue::Absent;
    };
    match part {
        Part::Happened => FieldValue::YesNo(true),
        Part::At => FieldValue::When(entry.at),
    }
}

/// Returns what a decision says: nothing until it is made, and of who decided nothing but names.
fn decided(
    pack: &Pack,
    field: &FormField,
    incident: &Incident,
    id: &str,
    stated: Stated<'_>,
) -> FieldValue {
    let row = pack.decision(id);
    let found = row.and_then(|row| Some((row, ruling(pack, row, incident)?)));
    let Some((row, ruling)) = found else {
        return FieldValue::Absent;
    };
    match stated {
        Stated::Value if field.kind == FieldKind::Choice => FieldValue::Choice(ruling.value),
        Stated::Value => FieldValue::Text(ruling.words(row, pack)),
        Stated::Is(value) => FieldValue::YesNo(ruling.value == value),
        Stated::By if ruling.by.is_empty() => FieldValue::Absent,
        Stated::By => FieldValue::Text(ruling.by.join("; ")),
        Stated::At => ruling.at.map_or(FieldValue::Absent, FieldValue::When),
    }
}

/// Returns the ticks of a person's status: those ticked before, and each that alone records a
/// fact that is known to be yes.
fn statuses(pack: &Pack, person: &Person) -> FieldValue {
    let ticked = person.details.get("status").cloned().unwrap_or_default();
    let ticked: Vec<&str> = ticked.trim_matches(['[', ']']).split(',').collect();
    let known = |id: &str| person.facts.get(id) == Some(&FactValue::YesNo(true));
    let sets = |fact: &str| {
        let same = |status: &&Status| status.sets.as_deref() == Some(fact);
        pack.statuses.iter().filter(same).count()
    };
    let alone = |fact: &str| sets(fact) == 1;
    let shown = pack.statuses.iter().filter(|status| {
        let by_fact = status.sets.as_deref().is_some_and(|f| known(f) && alone(f));
        by_fact || ticked.contains(&status.id.as_str())
    });
    let shown: Vec<String> = shown.map(|status| status.id.clone()).collect();
    if shown.is_empty() {
        FieldValue::Absent
    } else {
        FieldValue::Ticks(shown)
    }
}

/// Reads a stored text as the field's kind; text that is not of that kind is shown as it stands.
fn stored(field: &FormField, text: Option<&str>) -> FieldValue {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return FieldValue::Absent;
    };
    let as_text = || FieldValue::Text(text.to_owned());
    match field.kind {
        FieldKind::Line | FieldKind::Text => as_text(),
        FieldKind::When => Moment::from_text(text).map_or_else(as_text, FieldValue::When),
        FieldKind::Day => text.parse().map_or_else(|_| as_text(), FieldValue::Day),
        FieldKind::Choice => FieldValue::Choice(text.to_owned()),
        FieldKind::YesNo => match text {
            "yes" => FieldValue::YesNo(true),
            "no" => FieldValue::YesNo(false),
            _ => as_text(),
        },
        FieldKind::Ticks => FieldValue::Ticks(match FactValue::from_text(text) {
            FactValue::Choices(words) => words,
            _ => text.split(',').map(|word| word.trim().to_owned()).collect(),
        }),
    }
}

/// Returns the earliest time recorded for a kind; not known when it happened at a time not known.
fn event(incident: &Incident, kind: &str) -> FieldValue {
    let known = incident
        .current(kind)
        .map(|event| event.at)
        .filter(|at| at.as_start().is_some())
        .min_by_key(|at| at.as_start());
    match known {
        Some(at) => FieldValue::When(at),
        None if incident.has(kind) => FieldValue::When(Moment::UNKNOWN),
        None => FieldValue::Absent,
    }
}

fn fact(facts: &FactMap, id: &str) -> FieldValue {
    match facts.get(id) {
        None => FieldValue::Absent,
        Some(FactValue::YesNo(yes)) => FieldValue::YesNo(*yes),
        Some(FactValue::Choice(word)) => FieldValue::Choice(word.clone()),
        Some(FactValue::Choices(words)) => FieldValue::Ticks(words.clone()),
    }
}

fn person_detail(field: &FormField, person: &Person, word: &str) -> FieldValue {
    match word {
        "name" => stored(field, Some(&person.name)),
        "mosaic_id" => stored(field, Some(&person.mosaic_id)),
        "date_of_birth" => match (person.date_of_birth, person.age) {
            (expected, _) if person.unborn => FieldValue::Unborn(expected),
            (Some(date), _) => FieldValue::Day(date),
            (None, Some(age)) => FieldValue::Age(age),
            (None, None) => FieldValue::Absent,
        },
        _ => stored(field, person.details.get(word).map(String::as_str)),
    }
}

/// A field that is wanted and has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The field's id.
    pub field: String,
    /// Its label.
    pub label: String,
    /// For whom, where its section repeats and somebody is recorded.
    pub person: Option<PersonId>,
    /// Whether the form can be sent without it.
    pub needed: Wanted,
}

/// Returns those of what is missing that the form is not sent without.
pub fn needed(missing: &[Missing]) -> impl Iterator<Item = &Missing> {
    missing.iter().filter(|gap| gap.needed == Wanted::Send)
}

/// One round of a section: once where it does not repeat, else once for each person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The person's key in a form that is being filled in.
    pub key: Option<String>,
    /// The person, where somebody is recorded.
    pub person: Option<PersonId>,
}

/// Says what a form has, recorded or typed.
pub trait Holds {
    /// Returns the people that a section which repeats is filled in for.
    fn people(&self, section: &FormSection) -> Vec<Round>;

    /// Says whether a field has a value.
    fn has(&self, section: &FormSection, round: &Round, field: &FormField) -> bool;
}

/// Returns the wanted fields without a value, in the form's order: the one judgement of what is
/// missing, of a form that is on file and of one that is being filled in.
///
/// A time that was said to be not known is a value: nobody is asked twice for what nobody knows.
pub fn missing_of(form: &Form, holds: &dyn Holds) -> Vec<Missing> {
    let mut out = Vec::new();
    for section in &form.section {
        let nobody = || Round {
            key: None,
            person: None,
        };
        let rounds = match section.repeats {
            // A missing brother or sister is not a gap: there may be none.
            Some(Repeats::Sibling) => holds.people(section),
            Some(Repeats::Subject) => Some(holds.people(section))
                .filter(|people| !people.is_empty())
                .unwrap_or_else(|| vec![nobody()]),
            None => vec![nobody()],
        };
        for round in rounds {
            for field in &section.field {
                let Some(needed) = field.required else {
                    continue;
                };
                if !holds.has(section, &round, field) {
                    out.push(Missing {
                        field: field.id.clone(),
                        label: field.label.clone(),
                        person: round.person,
                        needed,
                    });
                }
            }
        }
    }
    out
}

/// Returns the wanted fields of a form on file that have no value.
#[must_use]
pub fn missing(pack: &Pack, form: &Form, incident: &Incident) -> Vec<Missing> {
    missing_of(form, &Recorded { pack, incident })
}

/// What is on file.
struct Recorded<'a> {
    pack: &'a Pack,
    incident: &'a Incident,
}

impl Holds for Recorded<'_> {
    fn people(&self, section: &FormSection) -> Vec<Round> {
        let people = people_of(self.pack, section, self.incident).into_iter();
        let round = |person: &Person| Round {
            key: Some(person.id.to_string()),
            person: Some(person.id),
        };
        people.map(round).collect()
    }

    fn has(&self, _section: &FormSection, round: &Round, field: &FormField) -> bool {
        let mut people = self.incident.people.iter();
        let person = round.person;
        let person = person.and_then(|id| people.find(|person| person.id == id));
        !value(self.pack, field, self.incident, person).is_absent()
    }
}

#[cfg(test)]
pub(crate) mod tests;
