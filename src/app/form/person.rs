//! One person in a form: role, name, when born; the same lines wherever a person is put on an incident.

use chrono::NaiveDate;

use super::handle::{Each, Handle, OneLine, OneOf, Plain};
use super::{Fault, Field, Form, Kind};
use crate::domain::birth;
use crate::domain::command::NewPerson;
use crate::domain::facts::Role;
use crate::domain::instant::Instant;
use crate::domain::person::Born;
use crate::domain::similar::born_at_age;
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
        BORN.template().field("Born, or age").help(birth::HELP),
        MOSAIC_ID.template().field("Mosaic id"),
    ];
    fields.map(|field| field.in_section(PEOPLE)).into()
}

/// A date of birth, an age or `unborn`.
#[derive(Debug)]
pub enum Birth {}

impl Plain for Birth {
    fn kind() -> Kind {
        Kind::Birth
    }
}

impl Handle<Birth> {
    /// Returns when somebody was born; nothing is known where nothing is typed.
    ///
    /// # Errors
    /// When it is neither a date nor an age.
    pub fn read(&self, form: &Form, now: Instant) -> Result<Born, Fault> {
        birth::read(&self.text(form)?, now).map_err(|words| self.fault(words))
    }

    /// Returns the same, set against the day that ages are taken on.
    ///
    /// # Errors
    /// Also when somebody was born after that day and is not called unborn.
    pub fn checked(&self, form: &Form, now: Instant, on: Option<Instant>) -> Result<Born, Fault> {
        let born = self.read(form, now)?;
        birth::check(born, on).map_err(|words| self.fault(words))?;
        Ok(born)
    }
}

/// Returns the first and the last day on which somebody was born of whom an age is typed.
#[must_use]
pub fn born_between(born: Born, now: Instant) -> Option<(NaiveDate, NaiveDate)> {
    born_at_age(born.age?.years(), now.london_date())
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
