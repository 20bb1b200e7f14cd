//! The alert form, drawn from the pack and filled from the incident.
//!
//! Each field is bound to what it fills: a detail, a fact, a time on the timeline, a person; a
//! field bound to nothing is the form's own. Saving writes only what was changed here, so that
//! what somebody else changed meanwhile is never taken back.

use crate::app::desk::alert_draft_key;
use crate::app::form::{Field, Form, Kind, Template};
use crate::app::forms::quick_log::{Born, Fault, check_born, past};
use crate::domain::command::{Edit, NewPerson};
use crate::domain::facts::{FactValue, Role};
use crate::domain::id::PersonId;
use crate::domain::incident::{AWARE, Incident, OCCURRED, Person};
use crate::domain::instant::{Instant, Moment, Precision};
use crate::domain::timeline::NewEvent;
use crate::domain::when::{self, Lean};
use crate::protocol::form::people_of;
use crate::protocol::pack::process::{FieldKind, Repeats};
use crate::protocol::pack::{self, Choice, FormField, FormSection, Pack};

/// The reason kept with a time that is corrected on the form.
const CORRECTED: &str = "corrected on the alert form";

/// Returns the alert form filled from what is recorded; nothing when the pack has none.
#[must_use]
pub fn form(pack: &Pack, incident: &Incident) -> Option<Form> {
    let row = pack.alert_form()?;
    let mut out = Form::new(
        &format!("ALERT FORM  {}", incident.reference),
        "save",
        Vec::new(),
    );
    out.intro.clone_from(&row.title);
    for section in &row.section {
        match section.repeats {
            None => add_section(pack, incident, section, None, &mut out),
            Some(_) => add_repeated(pack, incident, section, &mut out),
        }
    }
    out.draft_key = Some(alert_draft_key(incident.id));
    out.settle();
    Some(out)
}

/// Says whether a field shows what was recorded elsewhere: it is printed, never typed.
#[must_use]
pub fn is_derived(field: &FormField) -> bool {
    field
        .binds
        .as_deref()
        .is_some_and(|binds| binds.starts_with("decision.") || binds.starts_with("event."))
}

fn add_section(
    pack: &Pack,
    incident: &Incident,
    section: &FormSection,
    person: Option<&Person>,
    out: &mut Form,
) {
    let mut heading = Some(match person {
        Some(person) => format!("{}: {}", section.title, person_words(incident, person)),
        None => section.title.clone(),
    });
    for field in section.field.iter().filter(|field| !is_derived(field)) {
        let key = person.map(|person| person.id.to_string());
        let mut drawn = draw(pack, section, field, key.as_deref());
        drawn.heading = heading.take();
        drawn.set_value(&current(pack, incident, person, field));
        out.fields.push(drawn);
    }
}

fn add_repeated(pack: &Pack, incident: &Incident, section: &FormSection, out: &mut Form) {
    let people = people_of(section, incident);
    for person in &people {
        add_section(pack, incident, section, Some(person), out);
    }
    let mut fields: Vec<Field> = section
        .field
        .iter()
        .filter(|field| !is_derived(field))
        .map(|field| draw(pack, section, field, Some("#")))
        .collect();
    if let Some(first) = fields.first_mut() {
        first.heading = Some(format!("{}: one more", section.title));
    }
    let template = Template {
        section: section.id.clone(),
        fields,
    };
    if people.is_empty() {
        let blank: Vec<Field> = template.fields.iter().map(|f| f.of_group("n1")).collect();
        out.fields.extend(blank);
    }
    out.templates.push(template);
}

fn new_role(repeats: Repeats) -> Role {
    match repeats {
        Repeats::Subject => Role::Subject,
        Repeats::Sibling => Role::Sibling,
    }
}

fn person_words(incident: &Incident, person: &Person) -> String {
    let key = incident.person_key(person.id);
    let name = if person.name.is_empty() {
        "name not known"
    } else {
        &person.name
    };
    format!("{key} {name} ({})", person.role.title())
}

fn draw(pack: &Pack, section: &FormSection, field: &FormField, key: Option<&str>) -> Field {
    let options = || -> Vec<Choice> {
        match &field.options_from {
            Some(list) => pack.list(list).unwrap_or_default(),
            None => field.options.clone(),
        }
    };
    let kind = match field.kind {
        FieldKind::Line => Kind::Line,
        FieldKind::Text => Kind::Text,
        FieldKind::When => Kind::When(Lean::Past),
        FieldKind::Day => Kind::Day,
        FieldKind::Ticks => Kind::Ticks(options()),
        FieldKind::Choice => Kind::Choice(options()),
        FieldKind::YesNo => Kind::YesNo,
    };
    let id = match key {
        Some(key) => format!("{}/{key}/{}", section.id, field.id),
        None => format!("{}/{}", section.id, field.id),
    };
    let mut out = Field::new(&id, &field.label, kind).in_section(&section.id);
    out.group = key.map(str::to_owned);
    out.help = help(field);
    out.added = field.added;
    out.wanted = field.required;
    out.prompts.clone_from(&field.prompts);
    out
}

/// Returns the words that help: the document's own first, then what else helps.
fn help(field: &FormField) -> String {
    let quote = field
        .cite
        .as_ref()
        .filter(|cite| cite.quote != field.label)
        .map(|cite| format!("{}: «{}»", cite.source, cite.quote));
    let parts = [quote, field.help.clone(), field.note.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What a field fills.
enum Target<'a> {
    Occurred,
    Aware,
    Detail(&'a str),
    Fact(&'a str),
    Status,
    PersonFact(&'a str),
    PersonField(&'a str),
    Own,
}

fn target(field: &FormField) -> Target<'_> {
    let Some(binds) = field.binds.as_deref() else {
        return Target::Own;
    };
    match binds.split_once('.') {
        Some(("incident", "occurred")) => Target::Occurred,
        Some(("incident", "aware")) => Target::Aware,
        Some(("incident", detail)) => Target::Detail(detail),
        Some(("fact", fact)) => Target::Fact(fact),
        Some(("person", "status")) => Target::Status,
        Some(("person", rest)) => match rest.strip_prefix("fact.") {
            Some(fact) => Target::PersonFact(fact),
            None => Target::PersonField(rest),
        },
        _ => Target::Own,
    }
}

/// Returns what is recorded for a field, as it would be typed.
fn current(pack: &Pack, incident: &Incident, person: Option<&Person>, field: &FormField) -> String {
    let fact = |value: Option<&FactValue>| value.map(fact_words).unwrap_or_default();
    match (target(field), person) {
        (Target::Occurred, _) => time(incident, OCCURRED),
        (Target::Aware, _) => time(incident, AWARE),
        (Target::Detail(detail), _) => match detail {
            "told_by" => incident.told_by.clone(),
            "source" => incident.source.clone(),
            "place" => incident.place.clone(),
            "narrative" => incident.narrative.clone(),
            _ => String::new(),
        },
        (Target::Fact(id), _) => fact(incident.facts.get(id)),
        (Target::PersonFact(id), Some(person)) => fact(person.facts.get(id)),
        (Target::Status, Some(person)) => statuses(pack, person),
        (Target::PersonField(id), Some(person)) => person_field(person, id),
        (Target::Own, Some(person)) => person_field(person, &field.id),
        (Target::Own, None) => incident.form.get(&field.id).cloned().unwrap_or_default(),
        (_, None) => String::new(),
    }
}

fn fact_words(value: &FactValue) -> String {
    match value {
        FactValue::Choices(words) => words.join(","),
        other => other.to_text(),
    }
}

fn person_field(person: &Person, id: &str) -> String {
    match id {
        "name" => person.name.clone(),
        "mosaic_id" => person.mosaic_id.clone(),
        "date_of_birth" => person
            .date_of_birth
            .map(|day| day.format("%-d/%-m/%Y").to_string())
            .unwrap_or_default(),
        detail => person.details.get(detail).cloned().unwrap_or_default(),
    }
}

/// Returns the ticks of a person's status: those ticked before, and each that is the only one to
/// record a fact that is known to be yes.
fn statuses(pack: &Pack, person: &Person) -> String {
    let ticked = person.details.get("status").cloned().unwrap_or_default();
    let known = |id: &str| person.facts.get(id) == Some(&FactValue::YesNo(true));
    let alone = |fact: &str| {
        let same = pack
            .statuses
            .iter()
            .filter(|s| s.sets.as_deref() == Some(fact));
        same.count() == 1
    };
    pack.statuses
        .iter()
        .filter(|status| {
            let by_fact = status.sets.as_deref().is_some_and(|f| known(f) && alone(f));
            by_fact || ticked.split(',').any(|word| word == status.id)
        })
        .map(|status| status.id.as_str())
        .collect::<Vec<_>>()
        .join(",")
}

/// Returns a recorded time as it would be typed again.
fn time(incident: &Incident, kind: &str) -> String {
    let entry = incident
        .current(kind)
        .min_by_key(|entry| entry.at.as_start());
    entry.map(|entry| typed_time(entry.at)).unwrap_or_default()
}

/// Returns a moment as it would be typed: `20/11/2026 21:15`, `20/11/2026`, `?`.
#[must_use]
pub fn typed_time(moment: Moment) -> String {
    match (moment.precision, moment.at) {
        (Precision::Exact, Some(at)) => at.london().format("%-d/%-m/%Y %H:%M").to_string(),
        (Precision::Day, Some(at)) => at.london().format("%-d/%-m/%Y").to_string(),
        _ => "?".to_owned(),
    }
}

/// Returns what was changed on the form against what is recorded.
///
/// # Errors
/// When something typed cannot be; the field and the words come back, and nothing is saved.
pub fn edits(
    pack: &Pack,
    incident: &Incident,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let Some(row) = pack.alert_form() else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    let mut new: Vec<(String, NewPerson)> = Vec::new();
    for section in &row.section {
        for field in section.field.iter().filter(|field| !is_derived(field)) {
            for typed in form.fields.iter().filter(|f| is_of(f, section, field)) {
                let person = typed.group.as_deref().and_then(|key| stored(incident, key));
                match (&typed.group, person, section.repeats) {
                    (Some(key), None, Some(repeats)) => {
                        let person = entry(&mut new, key, repeats);
                        add_to_new(pack, person, field, typed, incident, now)?;
                    }
                    _ => edit(pack, incident, person, (field, typed), now, &mut out)?,
                }
            }
        }
    }
    let people = new.into_iter().map(|(_, person)| person);
    out.extend(
        people
            .filter(|p| p.fields.len() > 1 || !p.facts.is_empty())
            .map(Edit::AddPerson),
    );
    Ok(out)
}

fn is_of(typed: &Field, section: &FormSection, field: &FormField) -> bool {
    typed.section == section.id && typed.own_id() == field.id
}

fn stored<'a>(incident: &'a Incident, key: &str) -> Option<&'a Person> {
    let id = PersonId(key.parse().ok()?);
    incident.people.iter().find(|person| person.id == id)
}

fn entry<'a>(
    new: &'a mut Vec<(String, NewPerson)>,
    key: &str,
    repeats: Repeats,
) -> &'a mut NewPerson {
    let role = new_role(repeats).id().to_owned();
    let key = format!("{role}/{key}");
    let at = new.iter().position(|(known, _)| *known == key);
    let at = at.unwrap_or_else(|| {
        let person = NewPerson {
            fields: vec![("role".to_owned(), role)],
            facts: Vec::new(),
        };
        new.push((key, person));
        new.len() - 1
    });
    &mut new[at].1
}

/// Adds what was typed of somebody who is not yet on the incident.
fn add_to_new(
    pack: &Pack,
    person: &mut NewPerson,
    field: &FormField,
    typed: &Field,
    incident: &Incident,
    now: Instant,
) -> Result<(), Fault> {
    let value = typed.value();
    if value.is_empty() {
        return Ok(());
    }
    match target(field) {
        Target::PersonFact(fact) => {
            if let Some(value) = fact_value(pack, fact, &value) {
                person.facts.push((fact.to_owned(), value));
            }
        }
        Target::Status => {
            for status in ticked(pack, &value) {
                if let Some(fact) = &status.sets {
                    person.facts.push((fact.clone(), FactValue::YesNo(true)));
                }
            }
            person.fields.push(("status".to_owned(), value));
        }
        Target::PersonField("date_of_birth") => {
            let day = birth(typed, incident, now)?;
            person.fields.push(("date_of_birth".to_owned(), day));
        }
        Target::PersonField(id) => person.fields.push((id.to_owned(), value)),
        _ => person.fields.push((field.id.clone(), value)),
    }
    Ok(())
}

fn ticked<'a>(pack: &'a Pack, value: &str) -> Vec<&'a pack::Status> {
    pack.statuses
        .iter()
        .filter(|status| value.split(',').any(|word| word == status.id))
        .collect()
}

/// Reads a date of birth as the store keeps it.
fn birth(typed: &Field, incident: &Incident, now: Instant) -> Result<String, Fault> {
    let value = typed.value();
    let fault = |words: String| (typed.id.clone(), words);
    let day = when::read_date(&value, now).map_err(|e| fault(e.to_string()))?;
    let born = Born {
        date: Some(day),
        age: None,
        unborn: typed
            .group
            .as_deref()
            .and_then(|k| stored(incident, k))
            .is_some_and(|p| p.unborn),
    };
    let on = incident.earliest(OCCURRED).or(incident.earliest(AWARE));
    check_born(&typed.id, born, on)?;
    Ok(day.to_string())
}

/// Adds the edit that a changed field makes; one that says what is recorded makes none.
fn edit(
    pack: &Pack,
    incident: &Incident,
    person: Option<&Person>,
    (field, typed): (&FormField, &Field),
    now: Instant,
    out: &mut Vec<Edit>,
) -> Result<(), Fault> {
    let value = typed.value();
    let before = current(pack, incident, person, field);
    if value == before.trim() {
        return Ok(());
    }
    let some = (!value.is_empty()).then(|| value.clone());
    match (target(field), person) {
        (Target::Occurred, _) => out.extend(time_edit(incident, OCCURRED, typed, now)?),
        (Target::Aware, _) => out.extend(time_edit(incident, AWARE, typed, now)?),
        (Target::Detail(detail), _) => out.push(Edit::Detail(detail.to_owned(), some)),
        (Target::Fact(fact), _) => {
            let value = fact_value(pack, fact, &value);
            out.push(Edit::Fact(None, fact.to_owned(), value));
        }
        (Target::PersonFact(fact), Some(person)) => {
            let value = fact_value(pack, fact, &value);
            out.push(Edit::Fact(Some(person.id), fact.to_owned(), value));
        }
        (Target::Status, Some(person)) => status_edits(pack, person, &before, &value, out),
        (Target::PersonField("date_of_birth"), Some(person)) => {
            let day = match some {
                Some(_) => Some(birth(typed, incident, now)?),
                None => None,
            };
            out.push(Edit::Person(person.id, "date_of_birth".to_owned(), day));
        }
        (Target::PersonField(id), Some(person)) => {
            out.push(Edit::Person(person.id, id.to_owned(), some));
        }
        (Target::Own, Some(person)) => out.push(Edit::Person(person.id, field.id.clone(), some)),
        (Target::Own, None) => {
            if let (Kind::When(lean), true) = (&typed.kind, some.is_some()) {
                when::read(&value, now, *lean).map_err(|e| (typed.id.clone(), e.to_string()))?;
            }
            out.push(Edit::Form(field.id.clone(), some));
        }
        (_, None) => {}
    }
    Ok(())
}

/// Ticks record their facts; a tick taken away takes back a fact that no other tick records.
fn status_edits(pack: &Pack, person: &Person, before: &str, value: &str, out: &mut Vec<Edit>) {
    let facts = |words: &str| -> Vec<String> {
        let sets = ticked(pack, words)
            .into_iter()
            .filter_map(|s| s.sets.clone());
        sets.collect()
    };
    let (had, has) = (facts(before), facts(value));
    let yes = FactValue::YesNo(true);
    for fact in &has {
        if person.facts.get(fact) != Some(&yes) {
            out.push(Edit::Fact(Some(person.id), fact.clone(), Some(yes.clone())));
        }
    }
    for fact in had.iter().filter(|fact| !has.contains(fact)) {
        if person.facts.get(fact) == Some(&yes) {
            out.push(Edit::Fact(Some(person.id), fact.clone(), None));
        }
    }
    let words = (!value.is_empty()).then(|| value.to_owned());
    out.push(Edit::Person(person.id, "status".to_owned(), words));
}

/// Returns the entry that puts a corrected time in the place of the one on file, which stays
/// visible.
fn time_edit(
    incident: &Incident,
    kind: &str,
    typed: &Field,
    now: Instant,
) -> Result<Option<Edit>, Fault> {
    let on_file = incident
        .current(kind)
        .min_by_key(|entry| entry.at.as_start());
    let Some(moment) = past(&typed.id, &typed.value(), now)? else {
        let withdrawn = on_file.map(|entry| Edit::Withdraw(entry.id, CORRECTED.to_owned()));
        return Ok(withdrawn);
    };
    check_times(incident, kind, moment, typed)?;
    let mut event = NewEvent::new(kind, moment);
    if let Some(entry) = on_file {
        event.supersedes = Some(entry.id);
        CORRECTED.clone_into(&mut event.reason);
    }
    Ok(Some(Edit::Event(event)))
}

/// Refuses being told before the incident.
fn check_times(
    incident: &Incident,
    kind: &str,
    moment: Moment,
    typed: &Field,
) -> Result<(), Fault> {
    let (began, told) = if kind == OCCURRED {
        (moment.as_start(), incident.earliest(AWARE))
    } else {
        (incident.earliest(OCCURRED), moment.as_stop())
    };
    match (began, told) {
        (Some(began), Some(told)) if told < began => Err((
            typed.id.clone(),
            format!(
                "told {} is before the incident {}: correct one of the two",
                told.long(),
                began.long()
            ),
        )),
        _ => Ok(()),
    }
}

/// Returns a typed value as the fact it records; nothing is not known.
#[must_use]
pub fn fact_value(pack: &Pack, fact: &str, value: &str) -> Option<FactValue> {
    if value.is_empty() {
        return None;
    }
    Some(match pack.fact(fact)?.kind {
        pack::FactKind::YesNo => FactValue::YesNo(value == "yes"),
        pack::FactKind::Choice => FactValue::Choice(value.to_owned()),
        pack::FactKind::Choices => {
            FactValue::Choices(value.split(',').map(str::to_owned).collect())
        }
    })
}
