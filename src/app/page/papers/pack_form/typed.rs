//! What a form of the pack would lack if it were saved as it is typed.

use super::{handle, is_derived};
use crate::app::form::{Field, Form};
use crate::domain::id::PersonId;
use crate::domain::incident::Incident;
use crate::pack::{self, FormField, FormSection, Pack};
use crate::rules::form::{Holds, Missing, Round, missing_of, value};

/// Returns what is missing of a form as it is typed so far: the judgement of what is on file, of
/// what would be.
#[must_use]
pub fn missing_so_far(
    pack: &Pack,
    row: &pack::Form,
    incident: &Incident,
    form: &Form,
) -> Vec<Missing> {
    let typed = Typed {
        pack,
        incident,
        form,
    };
    missing_of(row, &typed)
}

struct Typed<'a> {
    pack: &'a Pack,
    incident: &'a Incident,
    form: &'a Form,
}

impl Typed<'_> {
    fn person(&self, key: &str) -> Option<PersonId> {
        let id = PersonId(key.parse().ok()?);
        let mut people = self.incident.people.iter();
        people.any(|person| person.id == id).then_some(id)
    }

    /// Says whether anything is typed of somebody who is not on the incident: only then are they
    /// put on it.
    fn is_said(&self, section: &FormSection, key: &str) -> bool {
        let fields = self.form.fields.iter();
        let mut own = fields
            .filter(|field| field.section == section.id && field.group.as_deref() == Some(key));
        own.any(|field| !field.is_empty())
    }
}

impl Holds for Typed<'_> {
    fn people(&self, section: &FormSection) -> Vec<Round> {
        let round = |key: String| Round {
            person: self.person(&key),
            key: Some(key),
        };
        let rounds = self.form.groups(&section.id).into_iter().map(round);
        rounds
            .filter(|round| {
                let key = round.key.as_deref();
                round.person.is_some() || key.is_some_and(|key| self.is_said(section, key))
            })
            .collect()
    }

    fn has(&self, section: &FormSection, round: &Round, field: &FormField) -> bool {
        // What was recorded elsewhere is printed, never typed.
        if is_derived(field) {
            let mut people = self.incident.people.iter();
            let person = round.person;
            let person = person.and_then(|id| people.find(|person| person.id == id));
            return !value(self.pack, field, self.incident, person).is_absent();
        }
        let id = handle(section, round.key.as_deref(), field);
        id.find(self.form)
            .is_some_and(|typed: &Field| !typed.is_empty())
    }
}
