//! Who is on an incident: putting somebody on it, changing who they are.

use crate::app::form::{Field, Form, Kind};
use crate::app::forms::quick_log::{self, Fault};
use crate::domain::command::{Edit, NewPerson};
use crate::domain::id::PersonId;
use crate::domain::incident::Person;
use crate::domain::instant::Instant;

/// Returns the form that puts a person on an incident.
#[must_use]
pub fn new_form() -> Form {
    let fields = quick_log::person_fields();
    let fields = fields.iter().map(|field| field.of_group("n1")).collect();
    Form::new("ONE MORE PERSON", "add", fields)
}

/// Returns the edit that puts a person on an incident.
///
/// # Errors
/// When the role is missing, or the date of birth or age is none.
pub fn addition(form: &Form, now: Instant, on: Option<Instant>) -> Result<Edit, Fault> {
    let person: NewPerson = quick_log::read_person(form, "n1", now)?;
    if !person.fields.iter().any(|(id, _)| id == "role") {
        let words = "Say what the person is to the incident".to_owned();
        return Err(("people/n1/role".to_owned(), words));
    }
    let id = "people/n1/born";
    let born =
        quick_log::read_born(&form.value(id), now).map_err(|words| (id.to_owned(), words))?;
    quick_log::check_born(id, born, on)?;
    Ok(Edit::AddPerson(person))
}

/// Returns the form that changes who a person is.
#[must_use]
pub fn known_form(person: &Person) -> Form {
    let mut form = new_form();
    "WHO IS ON IT".clone_into(&mut form.title);
    "save".clone_into(&mut form.submit_words);
    form.set("people/n1/role", person.role.id());
    form.set("people/n1/name", &person.name);
    form.set("people/n1/born", &quick_log::typed_born(person));
    form.set("people/n1/mosaic_id", &person.mosaic_id);
    form
}

/// Returns the edits that change who a person is; a line left as it was makes none.
///
/// # Errors
/// As [`addition`].
pub fn edits(
    person: &Person,
    form: &Form,
    now: Instant,
    on: Option<Instant>,
) -> Result<Vec<Edit>, Fault> {
    let Edit::AddPerson(typed) = addition(form, now, on)? else {
        return Ok(Vec::new());
    };
    let before = known_form(person);
    let changed = |id: &str| {
        let id = format!("people/n1/{id}");
        before.value(&id) != form.value(&id)
    };
    let mut out = Vec::new();
    for (line, fields) in [
        ("role", ["role"].as_slice()),
        ("name", &["name"]),
        ("born", &["date_of_birth", "age", "unborn"]),
        ("mosaic_id", &["mosaic_id"]),
    ] {
        for field in fields.iter().filter(|_| changed(line)) {
            let value = typed.fields.iter().find(|(id, _)| id == field);
            let value = value.map(|(_, value)| value.clone());
            out.push(Edit::Person(person.id, (*field).to_owned(), value));
        }
    }
    Ok(out)
}

/// Returns the form that asks why a person is taken off.
#[must_use]
pub fn take_off_form(who: &str) -> Form {
    let mut form = Form::new(
        "TAKE OFF, BECAUSE",
        "take off",
        vec![
            Field::new("reason", "Because", Kind::Line)
                .help("They stay visible on the People tab, with this; D there puts them back."),
        ],
    );
    form.intro =
        format!("{who}: out of the form, the e-mail, the notification, the advice and the search.");
    form
}

/// Returns the edit that takes a person off.
///
/// # Errors
/// When no reason is given.
pub fn take_off(person: PersonId, form: &Form) -> Result<Edit, Fault> {
    let reason = form.value("reason");
    if reason.is_empty() {
        let words = "Say why: a wrong child, written twice".to_owned();
        return Err(("reason".to_owned(), words));
    }
    Ok(Edit::StrikePerson(person, Some(reason)))
}
