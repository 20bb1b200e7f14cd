//! What stands in the empty fields of a form before anybody has typed: offered, to be typed over.

use super::handle;
use crate::app::form::typed::typed_time;
use crate::app::form::{Field, Form};
use crate::domain::facts::Role;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::{Instant, Moment};
use crate::pack::form::Prefill;
use crate::pack::{self, Pack};
use crate::rules::form::people_of;

/// Who fills a form in, of what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// The protocol.
    pub pack: &'a Pack,
    /// The incident.
    pub incident: &'a Incident,
    /// Who is at the desk.
    pub user: &'a str,
    /// Now.
    pub now: Instant,
}

impl Offered<'_> {
    /// Puts what the pack says into the fields in which nothing stands yet.
    pub fn fill(self, form: &mut Form, row: &pack::Form) {
        for section in &row.section {
            let people: Vec<Option<String>> = match section.repeats {
                None => vec![None],
                Some(_) => people_of(self.pack, section, self.incident)
                    .into_iter()
                    .map(|person| Some(person.id.to_string()))
                    .collect(),
            };
            let fields = section.field.iter();
            for (field, prefill) in fields.filter_map(|field| Some((field, field.prefill?))) {
                for person in &people {
                    let id = handle(section, person.as_deref(), field);
                    let value = self.value(prefill);
                    if !value.is_empty() && id.find(form).is_some_and(Field::is_empty) {
                        id.offer(form, &value);
                    }
                }
            }
        }
    }

    fn value(self, prefill: Prefill) -> String {
        match prefill {
            Prefill::User => self.user.to_owned(),
            Prefill::Now => typed_time(Moment::exact(self.now)),
            Prefill::Parents => self.parents().join("; "),
            Prefill::Family => self.family().join("; "),
        }
    }

    /// Returns the names of those who are on the incident as parents or carers.
    fn parents(self) -> Vec<String> {
        let people = self.incident.standing();
        let named = people.filter(|person| person.role == Role::Parent && !person.name.is_empty());
        named.map(|person| person.name.clone()).collect()
    }

    /// Returns whoever is on the incident beside those it is about, as somebody would write them.
    fn family(self) -> Vec<String> {
        let people = self.incident.standing();
        let beside = people
            .filter(|person| !matches!(person.role, Role::Victim | Role::Suspect | Role::Subject));
        beside.map(written).collect()
    }
}

/// Returns who somebody is: `sibling R. Example-Child, 9`.
fn written(person: &Person) -> String {
    let name = match person.name.as_str() {
        "" => String::new(),
        name => format!(" {name}"),
    };
    let age = person.age.map(|age| format!(", {age}"));
    format!("{}{name}{}", person.role.title(), age.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::page::papers::pack_form;
    use crate::domain::age::Age;
    use crate::domain::id::PersonId;
    use crate::rules::form::tests::{at, incident, pack};

    /// Who was put on the incident while it was logged stands in the form that asks for them.
    #[test]
    fn parents_and_family_are_offered_where_the_form_asks_for_them() {
        let mut incident = incident();
        let first = incident.people[0].clone();
        let beside = |id: i64, role: Role, name: &str, years: Option<u8>| Person {
            id: PersonId(id),
            role,
            name: name.to_owned(),
            age: years.map(|years| Age::Years(years.into())),
            date_of_birth: None,
            ..first.clone()
        };
        incident.people = vec![
            first.clone(),
            beside(21, Role::Parent, "N. Parent-Example", None),
            beside(22, Role::Sibling, "Y. Example", Some(9)),
            beside(23, Role::Parent, "", None),
        ];
        let pack = pack();
        let row = pack.alert_form().expect("an alert form");
        let mut form = pack_form::form(&pack, row, &incident);
        let offered = Offered {
            pack: &pack,
            incident: &incident,
            user: "k.duty",
            now: at("2026-11-20T22:05:00Z"),
        };
        offered.fill(&mut form, row);
        let said = |own: &str| {
            let mut fields = form.fields.iter();
            let field = fields.find(|field| field.own_id() == own);
            field.map(|field| (field.value(), field.offered))
        };
        assert_eq!(
            said("parents"),
            Some(("N. Parent-Example".to_owned(), true))
        );
        assert_eq!(
            said("household"),
            Some((
                "parent or carer N. Parent-Example; sibling Y. Example, 9; parent or carer"
                    .to_owned(),
                true
            ))
        );
    }
}
