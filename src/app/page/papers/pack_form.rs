//! A form of the pack, the alert form or another, drawn and filled from the incident.
//!
//! Each field is bound to what it fills: a detail, a fact, a time on the timeline, a person; a
//! field bound to nothing is the form's own. What the screen shows is [`value`], the same that is
//! printed and sent.

mod edits;
mod offered;
mod typed;

use crate::app::form::handle::{Handle, Prose};
use crate::app::form::typed::typed_time;
use crate::app::form::{Field, Form, Kind, Template};
use crate::domain::birth;
use crate::domain::draft::DraftKey;
use crate::domain::facts::FactValue;
use crate::domain::incident::{Incident, Person};
use crate::domain::person::PersonField;
use crate::domain::when::Lean;
use crate::pack::bind::Bind;
use crate::pack::form::FieldKind;
use crate::pack::{self, FormField, FormSection, Pack};
use crate::rules::facts::facts;
use crate::rules::form::{FieldValue, choices, people_of, value};
use crate::words::cite::quoted;
use crate::words::person::Who;

pub use edits::{edits, facts_so_far};
pub use offered::Offered;
pub use typed::missing_so_far;

/// Returns a form of the pack filled from what is recorded.
#[must_use]
pub fn form(pack: &Pack, row: &pack::Form, incident: &Incident) -> Form {
    let is_alert = pack.pack.alert_form.as_deref() == Some(row.id.as_str());
    let title = if is_alert {
        "ALERT FORM"
    } else {
        row.title.as_str()
    };
    let mut out = Form::new(title, "save", Vec::new());
    out.intro.clone_from(&row.title);
    for section in &row.section {
        match section.repeats {
            None => add_section(pack, incident, section, None, &mut out),
            Some(_) => add_repeated(pack, incident, section, &mut out),
        }
    }
    out.draft_key = Some(if is_alert {
        DraftKey::Alert(incident.id)
    } else {
        DraftKey::Paper(incident.id, row.id.clone())
    });
    out.settle();
    out
}

/// Returns the handle of a field, of one person where the section is asked of each.
#[must_use]
pub fn handle(section: &FormSection, person: Option<&str>, field: &FormField) -> Handle<Prose> {
    Handle::made(match person {
        Some(person) => format!("{}/{person}/{}", section.id, field.id),
        None => format!("{}/{}", section.id, field.id),
    })
}

/// Says whether a field shows what was recorded elsewhere: it is printed, never typed.
#[must_use]
pub fn is_derived(field: &FormField) -> bool {
    Bind::of(field).is_none_or(|bind| bind.is_derived())
}

fn add_section(
    pack: &Pack,
    incident: &Incident,
    section: &FormSection,
    person: Option<&Person>,
    out: &mut Form,
) {
    let mut heading = Some(match person {
        Some(person) => format!(
            "{}: {}",
            section.title.trim_end_matches(':'),
            Who::on(incident, &facts(pack, incident)).named(&incident.person_key(person.id))
        ),
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
    let people = people_of(pack, section, incident);
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

fn draw(pack: &Pack, section: &FormSection, field: &FormField, key: Option<&str>) -> Field {
    let options = || choices(pack, field);
    let kind = match field.kind {
        _ if is_birth(field) => Kind::Birth,
        FieldKind::Line => Kind::Line,
        FieldKind::Text => Kind::Text,
        FieldKind::When => Kind::When(Lean::Past),
        FieldKind::Day => Kind::Day,
        FieldKind::Ticks => Kind::Ticks(options()),
        FieldKind::Choice => Kind::Choice(options()),
        FieldKind::YesNo => Kind::YesNo,
    };
    let id = handle(section, key, field);
    let mut out = id.asks(&field.label, kind).in_section(&section.id);
    out.group = key.map(str::to_owned);
    out.help = help(pack, field);
    out.wanted = field.required;
    out.prompts.clone_from(&field.prompts);
    out
}

/// Returns the words that help: the document's own first, then what else helps.
fn help(pack: &Pack, field: &FormField) -> String {
    let quote = field
        .cite
        .as_ref()
        .filter(|cite| cite.quote != field.label)
        .and_then(|cite| quoted(pack, cite));
    let born = is_birth(field).then(|| birth::HELP.to_owned());
    // Where the note says no more of it.
    let added = field.added && field.note.is_none();
    let added = added.then(|| "Not on the printed form.".to_owned());
    let parts = [quote, field.help.clone(), field.note.clone(), added, born];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Says whether a field holds when somebody was born: typed as a date, an age or `unborn`.
fn is_birth(field: &FormField) -> bool {
    Bind::of(field) == Some(Bind::PersonDetail(PersonField::DateOfBirth.word()))
}

/// Returns what is recorded for a field, as it would be typed.
fn current(pack: &Pack, incident: &Incident, person: Option<&Person>, field: &FormField) -> String {
    if let (true, Some(person)) = (is_birth(field), person) {
        return birth::typed(person.born());
    }
    match value(pack, field, incident, person) {
        // Somebody's birth is typed in a way of its own, above.
        FieldValue::Absent | FieldValue::Unborn(_) | FieldValue::Age(_) => String::new(),
        FieldValue::Text(text) | FieldValue::Choice(text) => text,
        FieldValue::When(moment) => typed_time(moment),
        FieldValue::Day(day) => day.format("%-d/%-m/%Y").to_string(),
        FieldValue::YesNo(true) => "yes".to_owned(),
        FieldValue::YesNo(false) => "no".to_owned(),
        FieldValue::Ticks(words) => words.join(","),
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
