//! Who is on an incident: putting somebody on it, changing who they are.

use crate::app::desk::Row;
use crate::app::form::person::{check_born, person_fields, read_born, read_person, typed_born};
use crate::app::form::reading::Fault;
use crate::app::form::{Field, Form, Kind};
use crate::app::page::entry::NOT_HERE;
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::{Edit, NewPerson};
use crate::domain::draft::DraftKey;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::incident::Person;
use crate::domain::instant::Instant;
use crate::rules::facts::occurred_at;

/// What is said where a person is gone that a form is about.
const GONE: &str = "The person is no longer there.";

/// Returns the day that ages are taken on, and the incident.
fn on_day<'a>(see: &See<'a>, id: IncidentId) -> Result<(&'a Row, Option<Instant>), Fault> {
    let gone = || ("people/n1/role".to_owned(), NOT_HERE.to_owned());
    let row = see.row(id).ok_or_else(gone)?;
    Ok((row, row.case.facts.incident.occurred_at))
}

/// The form that puts a person on an incident.
#[derive(Clone, Debug)]
pub(in crate::app) struct AddPerson {
    pub(in crate::app) id: IncidentId,
}

impl Sheet for AddPerson {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        see.row(self.id).ok_or(NOT_HERE)?;
        Ok(new_form())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let (row, on) = on_day(see, self.id)?;
        let on = on.or_else(|| occurred_at(see.pack, &row.incident));
        let edits = vec![addition(form, see.now, on)?];
        Ok(Filled::edits(edits, "the person"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::AddPerson(self.id))
    }

    /// The form is about one person: without them there is no form.
    fn keeps_person(&self) -> Option<&'static str> {
        Some("Nobody is put on the incident before Ctrl-O: Esc leaves, Ctrl-D throws it away.")
    }
}

/// The form that changes who a person is.
#[derive(Clone, Debug)]
pub(super) struct EditPerson {
    pub(super) id: IncidentId,
    pub(super) person: PersonId,
}

impl Sheet for EditPerson {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let mut form = known_form(person_of(row, self.person).ok_or(GONE)?);
        let key = row.incident.person_key(self.person);
        form.title = format!("{}  {key}", form.title);
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let (row, on) = on_day(see, self.id)?;
        let person = person_of(row, self.person);
        let edits = person.map(|person| edits(person, form, see.now, on));
        Ok(Filled::edits(
            edits.transpose()?.unwrap_or_default(),
            "the person",
        ))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::EditPerson(self.id, self.person))
    }

    fn keeps_person(&self) -> Option<&'static str> {
        Some("This person is on file. Esc leaves; on the People tab D takes them off, because.")
    }
}

/// The form that takes a person off an incident, because.
#[derive(Clone, Debug)]
pub(super) struct TakeOff {
    pub(super) id: IncidentId,
    pub(super) person: PersonId,
}

impl Sheet for TakeOff {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let key = row.incident.person_key(self.person);
        let mut form = take_off_form(&row.who().named(&key));
        form.title = format!("{}  {key}", form.title);
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let row = see.row(self.id);
        let key = row.map(|row| row.incident.person_key(self.person));
        let edits = vec![take_off(self.person, form)?];
        Ok(Filled::edits(
            edits,
            format!("{} taken off", key.unwrap_or_default()),
        ))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::TakeOff(self.id, self.person))
    }
}

fn person_of(row: &Row, id: PersonId) -> Option<&Person> {
    row.incident.people.iter().find(|known| known.id == id)
}

/// Returns the form that puts a person on an incident.
fn new_form() -> Form {
    let fields = person_fields();
    let fields = fields.iter().map(|field| field.of_group("n1")).collect();
    Form::new("ONE MORE PERSON", "add", fields)
}

/// Returns the edit that puts a person on an incident.
///
/// # Errors
/// When the role is missing, or the date of birth or age is none.
fn addition(form: &Form, now: Instant, on: Option<Instant>) -> Result<Edit, Fault> {
    let person: NewPerson = read_person(form, "n1", now)?;
    if !person.fields.iter().any(|(id, _)| id == "role") {
        let words = "Say what the person is to the incident".to_owned();
        return Err(("people/n1/role".to_owned(), words));
    }
    let id = "people/n1/born";
    let born = read_born(&form.value(id), now).map_err(|words| (id.to_owned(), words))?;
    check_born(id, born, on)?;
    Ok(Edit::AddPerson(person))
}

/// Returns the form that changes who a person is.
fn known_form(person: &Person) -> Form {
    let mut form = new_form();
    "WHO IS ON IT".clone_into(&mut form.title);
    "save".clone_into(&mut form.submit_words);
    form.set("people/n1/role", person.role.id());
    form.set("people/n1/name", &person.name);
    form.set("people/n1/born", &typed_born(person));
    form.set("people/n1/mosaic_id", &person.mosaic_id);
    form
}

/// Returns the edits that change who a person is; a line left as it was makes none.
///
/// # Errors
/// As [`addition`].
fn edits(
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
fn take_off_form(who: &str) -> Form {
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
fn take_off(person: PersonId, form: &Form) -> Result<Edit, Fault> {
    let reason = form.value("reason");
    if reason.is_empty() {
        let words = "Say why: a wrong child, written twice".to_owned();
        return Err(("reason".to_owned(), words));
    }
    Ok(Edit::StrikePerson(person, Some(reason)))
}
