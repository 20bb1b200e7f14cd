//! Who is on an incident: putting somebody on it, changing who they are.

use crate::app::desk::Row;
use crate::app::form::handle::{Handle, OneLine};
use crate::app::form::person::{BORN, MOSAIC_ID, NAME, ROLE, person_fields, read_person};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::NOT_HERE;
use crate::app::page::{Filled, See, Sheet};
use crate::domain::birth;
use crate::domain::command::{Edit, NewPerson};
use crate::domain::draft::DraftKey;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::incident::Person;
use crate::domain::instant::Instant;
use crate::domain::person::PersonSaid;
use crate::rules::facts::occurred_at;

/// The key of the one person that the form is about.
const ONE: &str = "n1";

/// Why a person is taken off.
const REASON: Handle<OneLine> = Handle::new("reason");

/// What is said where a person is gone that a form is about.
const GONE: &str = "The person is no longer there.";

/// Returns the day that ages are taken on, and the incident.
fn on_day<'a>(see: &See<'a>, id: IncidentId) -> Result<(&'a Row, Option<Instant>), Fault> {
    let gone = || ROLE.of(ONE).fault(NOT_HERE);
    let row = see.row(id).ok_or_else(gone)?;
    Ok((row, row.case.facts.incident.occurred_at))
}

/// The form that puts a person on an incident.
#[derive(Clone, Debug)]
pub(crate) struct AddPerson {
    pub(crate) id: IncidentId,
}

impl Sheet for AddPerson {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        see.row(self.id).ok_or(NOT_HERE)?;
        Ok(new_form())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let (row, on) = on_day(see, self.id)?;
        let on = on.or_else(|| occurred_at(row.pack(), &row.incident));
        let edits = vec![Edit::AddPerson(addition(form, see.now, on)?)];
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
pub(in crate::app::page) struct EditPerson {
    pub(in crate::app::page) id: IncidentId,
    pub(in crate::app::page) person: PersonId,
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
        let edits = match person_of(row, self.person) {
            Some(person) => edits(person, form, see.now, on)?,
            None => return Err(ROLE.of(ONE).fault(GONE)),
        };
        Ok(Filled::edits(edits, "the person"))
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
pub(in crate::app::page) struct TakeOff {
    pub(in crate::app::page) id: IncidentId,
    pub(in crate::app::page) person: PersonId,
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
        let row = see.row(self.id).ok_or_else(|| REASON.fault(NOT_HERE))?;
        let key = row.incident.person_key(self.person);
        let edits = vec![take_off(self.person, form)?];
        Ok(Filled::edits(edits, format!("{key} taken off")))
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
    let fields = fields.iter().map(|field| field.of_group(ONE)).collect();
    Form::new("ONE MORE PERSON", "add", fields)
}

/// Returns the person who is put on an incident.
///
/// # Errors
/// When the role is missing, or the date of birth or age is none.
fn addition(form: &Form, now: Instant, on: Option<Instant>) -> Result<NewPerson, Fault> {
    ROLE.of(ONE)
        .said(form, "Say what the person is to the incident")?;
    read_person(form, ONE, now, on)
}

/// Returns the form that changes who a person is.
fn known_form(person: &Person) -> Form {
    let mut form = new_form();
    "WHO IS ON IT".clone_into(&mut form.title);
    "save".clone_into(&mut form.submit_words);
    ROLE.of(ONE).set(&mut form, person.role.id());
    NAME.of(ONE).set(&mut form, &person.name);
    BORN.of(ONE).set(&mut form, &birth::typed(person.born()));
    MOSAIC_ID.of(ONE).set(&mut form, &person.mosaic_id);
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
    let typed = addition(form, now, on)?;
    let before = known_form(person);
    let mut said = Vec::new();
    if let Some(role) = typed
        .role
        .filter(|_| is_other(&ROLE.of(ONE), &before, form))
    {
        said.push(PersonSaid::Role(role));
    }
    if is_other(&NAME.of(ONE), &before, form) {
        said.push(PersonSaid::Name(typed.name));
    }
    if is_other(&BORN.of(ONE), &before, form) {
        said.extend(typed.born.said());
    }
    if is_other(&MOSAIC_ID.of(ONE), &before, form) {
        said.push(PersonSaid::MosaicId(typed.mosaic_id));
    }
    let said = said.into_iter();
    Ok(said.map(|said| Edit::Person(person.id, said)).collect())
}

/// Says whether a line is not as it was.
fn is_other<K>(line: &Handle<K>, before: &Form, form: &Form) -> bool {
    line.text(before) != line.text(form)
}

/// Returns the form that asks why a person is taken off.
fn take_off_form(who: &str) -> Form {
    let mut form = Form::new(
        "TAKE OFF, BECAUSE",
        "take off",
        vec![
            REASON
                .field("Because")
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
    let reason = REASON.said(form, "Say why: a wrong child, written twice")?;
    Ok(Edit::StrikePerson(person, Some(reason)))
}
