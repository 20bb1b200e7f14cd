//! One person in a form: role, name, when born; the same lines wherever a person is put on an incident.

use super::reading::Fault;
use super::{Field, Form, Kind};
use crate::domain::command::NewPerson;
use crate::domain::facts::Role;
use crate::domain::incident::Person;
use crate::domain::instant::Instant;
use crate::domain::when;
use crate::pack::Choice;

/// The section that people stand in.
pub const PEOPLE: &str = "people";

/// Returns the fields of one person, `#` standing for the person's key.
#[must_use]
pub fn person_fields() -> Vec<Field> {
    let roles = Role::ALL
        .iter()
        .map(|role| Choice {
            id: role.id().to_owned(),
            title: role.title().to_owned(),
        })
        .collect();
    let field = |id: &str, label: &str, kind: Kind| {
        Field::new(&format!("{PEOPLE}/#/{id}"), label, kind).in_section(PEOPLE)
    };
    vec![
        field("role", "Person is", Kind::Choice(roles))
            .under("Person")
            .help("victim, subject, suspect (alleged), sibling, child in household, parent, adult"),
        field("name", "Name", Kind::Line).help("As told; may stay empty."),
        field("born", "Born, or age", Kind::Line).help(BORN_HELP),
        field("mosaic_id", "Mosaic id", Kind::Line),
    ]
}

/// What can be typed for when somebody was born.
pub const BORN_HELP: &str =
    "4/3/2010, an age such as 16, or unborn (with the expected date: unborn 1/2/2027)";

/// What `born` was typed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Born {
    /// Date of birth or expected date of delivery.
    pub date: Option<chrono::NaiveDate>,
    /// Age where no date is known.
    pub age: Option<u32>,
    /// Not yet born.
    pub unborn: bool,
}

impl Born {
    /// Returns the three fields of a person that keep it.
    #[must_use]
    pub fn fields(self) -> [(String, Option<String>); 3] {
        [
            ("date_of_birth", self.date.map(|day| day.to_string())),
            ("age", self.age.map(|age| age.to_string())),
            ("unborn", self.unborn.then(|| "yes".to_owned())),
        ]
        .map(|(id, value)| (id.to_owned(), value))
    }
}

/// Returns when somebody was born, as it would be typed.
#[must_use]
pub fn typed_born(person: &Person) -> String {
    let date = person
        .date_of_birth
        .map(|day| day.format("%-d/%-m/%Y").to_string());
    match (person.unborn, date, person.age) {
        (true, date, _) => format!("unborn {}", date.unwrap_or_default())
            .trim()
            .to_owned(),
        (false, Some(date), _) => date,
        (false, None, Some(age)) => age.to_string(),
        (false, None, None) => String::new(),
    }
}

/// Reads a date of birth, an age or `unborn`.
///
/// # Errors
/// When it is none of them; the words say what can be typed.
pub fn read_born(typed: &str, now: Instant) -> Result<Born, String> {
    let typed = typed.trim();
    if typed.is_empty() || typed == "?" {
        return Ok(Born::default());
    }
    if let Some(rest) = typed.to_lowercase().strip_prefix("unborn") {
        let rest = rest.trim();
        let date = if rest.is_empty() {
            None
        } else {
            Some(when::read_date(rest, now).map_err(|fault| fault.to_string())?)
        };
        return Ok(Born {
            date,
            age: None,
            unborn: true,
        });
    }
    if let Ok(age) = typed.parse::<u32>()
        && typed.len() <= 3
    {
        if age > 120 {
            return Err(format!("{age} is no age: type an age up to 120, or a date"));
        }
        return Ok(Born {
            age: Some(age),
            ..Born::default()
        });
    }
    let date = when::read_date(typed, now).map_err(|fault| fault.to_string())?;
    Ok(Born {
        date: Some(date),
        ..Born::default()
    })
}

/// Says what is wrong when a date of birth is after the day that ages are taken on.
///
/// # Errors
/// When somebody was born after that day and is not called unborn.
pub fn check_born(id: &str, born: Born, on: Option<Instant>) -> Result<(), Fault> {
    match (born.date, on.map(Instant::london_date)) {
        (Some(date), Some(day)) if date > day && !born.unborn => Err((
            id.to_owned(),
            format!(
                "{} is after the incident: correct it, or type unborn before the date",
                date.format("%-d %b %Y")
            ),
        )),
        _ => Ok(()),
    }
}

/// Returns what a person's fields say, empty ones left out.
///
/// # Errors
/// When the date of birth or age is none.
pub fn read_person(form: &Form, key: &str, now: Instant) -> Result<NewPerson, Fault> {
    let at = |id: &str| format!("{PEOPLE}/{key}/{id}");
    let born = read_born(&form.value(&at("born")), now).map_err(|words| (at("born"), words))?;
    let mut fields: Vec<(String, String)> = Vec::new();
    for id in ["role", "name", "mosaic_id"] {
        let value = form.value(&at(id));
        if !value.is_empty() {
            fields.push((id.to_owned(), value));
        }
    }
    let said = born.fields().into_iter();
    fields.extend(said.filter_map(|(id, value)| Some((id, value?))));
    Ok(NewPerson {
        fields,
        facts: Vec::new(),
    })
}
