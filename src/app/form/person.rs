//! One person in a form: role, name, when born; the same lines wherever a person is put on an incident.

use super::handle::{Each, Handle, OneLine, OneOf, Plain};
use super::{Fault, Field, Form, Kind};
use crate::domain::command::NewPerson;
use crate::domain::facts::Role;
use crate::domain::instant::Instant;
use crate::domain::person::Born;
use crate::domain::when;
use crate::pack::Choice;

/// The section that people stand in.
pub const PEOPLE: &str = "people";

/// What somebody is to the incident.
pub const ROLE: Each<OneOf<Role>> = Each::new("people/#/role");
/// What somebody is called.
pub const NAME: Each<OneLine> = Each::new("people/#/name");
/// When somebody was born.
pub const BORN: Each<Birth> = Each::new("people/#/born");
/// Somebody's number in the case system.
pub const MOSAIC_ID: Each<OneLine> = Each::new("people/#/mosaic_id");

/// Returns the fields of one person, `#` standing for the person's key.
#[must_use]
pub fn person_fields() -> Vec<Field> {
    let roles = Role::ALL
        .iter()
        .map(|role| Choice::new(role.id(), role.title()))
        .collect();
    let fields = [
        ROLE.template()
            .field("Person is", roles)
            .under("Person")
            .help("victim, subject, suspect (alleged), sibling, child in household, parent, adult"),
        NAME.template()
            .field("Name")
            .help("As told; may stay empty."),
        BORN.template().field("Born, or age").help(BORN_HELP),
        MOSAIC_ID.template().field("Mosaic id"),
    ];
    fields.map(|field| field.in_section(PEOPLE)).into()
}

/// What can be typed for when somebody was born.
pub const BORN_HELP: &str =
    "4/3/2010, an age such as 16, or unborn (with the expected date: unborn 1/2/2027)";

/// Returns when somebody was born, as it would be typed.
#[must_use]
pub fn typed_born(born: Born) -> String {
    let date = born.date.map(|day| day.format("%-d/%-m/%Y").to_string());
    match (born.unborn, date, born.age) {
        (true, Some(date), _) => format!("unborn {date}"),
        (true, None, _) => "unborn".to_owned(),
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
pub fn check_born(born: Born, on: Option<Instant>) -> Result<(), String> {
    match (born.date, on.map(Instant::london_date)) {
        (Some(date), Some(day)) if date > day && !born.unborn => Err(format!(
            "{} is after the incident: correct it, or type unborn before the date",
            date.format("%-d %b %Y")
        )),
        _ => Ok(()),
    }
}

/// A date of birth, an age or `unborn`.
#[derive(Debug)]
pub enum Birth {}

impl Plain for Birth {
    fn kind() -> Kind {
        Kind::Line
    }
}

impl Handle<Birth> {
    /// Returns when somebody was born; nothing is known where nothing is typed.
    ///
    /// # Errors
    /// When it is neither a date nor an age.
    pub fn read(&self, form: &Form, now: Instant) -> Result<Born, Fault> {
        read_born(&self.text(form)?, now).map_err(|words| self.fault(words))
    }

    /// Returns the same, set against the day that ages are taken on.
    ///
    /// # Errors
    /// Also when somebody was born after that day and is not called unborn.
    pub fn checked(&self, form: &Form, now: Instant, on: Option<Instant>) -> Result<Born, Fault> {
        let born = self.read(form, now)?;
        check_born(born, on).map_err(|words| self.fault(words))?;
        Ok(born)
    }
}

/// Returns what a person's fields say.
///
/// # Errors
/// When the date of birth or age is none, or is after the day that ages are taken on.
pub fn read_person(
    form: &Form,
    key: &str,
    now: Instant,
    on: Option<Instant>,
) -> Result<NewPerson, Fault> {
    Ok(NewPerson {
        role: ROLE.of(key).read(form)?,
        name: NAME.of(key).text(form)?,
        born: BORN.of(key).checked(form, now, on)?,
        mosaic_id: MOSAIC_ID.of(key).text(form)?,
        ..NewPerson::default()
    })
}
