//! The quick log: a phone call taken down in the order that a caller tells it.
//!
//! Every line may be left unknown. What is typed becomes [`Command::Log`]; the same reading, while
//! it is being typed, feeds the advice beside it.

mod said;

use crate::app::desk::NEW_DRAFT_KEY;
use crate::app::form::{Field, Form, Kind, Template};
use crate::domain::command::{Command, NewIncident, NewPerson};
use crate::domain::facts::{FactValue, Facts, IncidentFacts, PersonFacts, Role};
use crate::domain::incident::Person;
use crate::domain::instant::{Instant, Moment, Precision};
use crate::domain::similar::{Probe, ProbePerson};
use crate::domain::timeline::NewEvent;
use crate::domain::when::{self, Lean};
use crate::protocol::pack::{Choice, Means, Pack};

pub use said::{as_note, begun_untold};

const PEOPLE: &str = "people";

/// The form's own field for whether it happened in the area.
const IN_AREA: &str = "in_area";

/// Returns an empty quick log, told now.
#[must_use]
pub fn form(pack: &Pack, now: Instant) -> Form {
    let area = pack.pack.area.as_deref().unwrap_or("the area");
    let fields = vec![
        Field::new("search", "Is it already here?", Kind::Line)
            .help("A name, a Mosaic id, a place, a reference. Matches are shown below."),
        Field::new("occurred", "When did it happen", Kind::When(Lean::Past))
            .help("today 2115, yesterday, 20/11 2115, -2h; a day alone, or ? for not known"),
        Field::new("aware", "When were we told", Kind::When(Lean::Past))
            .staying_now()
            .help(
                "The first officer of the council, out of hours included: the law counts from it.",
            ),
        Field::new("told_by", "Who told us, and how", Kind::Line)
            .help("Name, agency, reference, number to ring back."),
        Field::new(
            "source",
            "Source",
            Kind::Choice(pack.list("source").unwrap_or_default()),
        )
        .help("Type its first letter, or use Left and Right."),
        Field::new("place", "Where", Kind::Line).help("As told; an address is not needed."),
        Field::new(IN_AREA, &format!("In {area}"), Kind::YesNo).help("y, n, or ? for not known"),
        Field::new("narrative", "What happened", Kind::Text)
            .help("Nature of the injury, reason for it, impact of it; in the caller's words."),
    ];
    let mut form = Form::new("NEW INCIDENT", "log it", fields);
    form.templates = vec![Template {
        section: PEOPLE.to_owned(),
        fields: person_fields(),
    }];
    form.draft_key = Some(NEW_DRAFT_KEY.to_owned());
    form.focus = form.fields.len().saturating_sub(1);
    let _added = form.add_group();
    form.set("people/n1/role", Role::Victim.id());
    form.settle();
    form.begun = Some(now);
    form.focus = 0;
    form
}

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

/// Something wrong with what was typed: the field's id, and the words.
pub type Fault = (String, String);

/// Reads a time that must not be in the future.
///
/// # Errors
/// When it is no time, or is later than `now`.
pub fn past(id: &str, typed: &str, now: Instant) -> Result<Option<Moment>, Fault> {
    if typed.is_empty() {
        return Ok(None);
    }
    let moment =
        when::read(typed, now, Lean::Past).map_err(|fault| (id.to_owned(), fault.to_string()))?;
    if moment.as_start().is_some_and(|at| at > now) {
        let words = format!(
            "{} is in the future: check the day, or type a time that has been",
            moment.words()
        );
        return Err((id.to_owned(), words));
    }
    // This minute is now: what follows within it keeps its order.
    let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
    if moment.precision == Precision::Exact && moment.at.map(minute) == Some(minute(now)) {
        return Ok(Some(Moment::exact(now)));
    }
    Ok(Some(moment))
}

/// Says what is wrong when the authority was told before the incident, or a child was born after.
fn check_order(occurred: Option<Moment>, aware: Option<Moment>) -> Result<(), Fault> {
    let began = occurred.and_then(Moment::as_start);
    let told = aware.and_then(Moment::as_stop);
    match (began, told) {
        (Some(began), Some(told)) if told < began => Err((
            "aware".to_owned(),
            format!(
                "{} is before the incident, {}: correct one of the two",
                told.long(),
                began.long()
            ),
        )),
        _ => Ok(()),
    }
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

fn field<'a>(person: &'a NewPerson, id: &str) -> Option<&'a str> {
    let found = person.fields.iter().find(|(known, _)| known == id)?;
    Some(found.1.as_str())
}

/// Reads the whole form.
///
/// # Errors
/// When something typed cannot be; the field and the words come back, and nothing is logged.
pub fn read(pack: &Pack, form: &Form, now: Instant) -> Result<NewIncident, Fault> {
    let occurred = past("occurred", &form.value("occurred"), now)?;
    let aware = past("aware", &form.value("aware"), now)?;
    check_order(occurred, aware)?;
    let mut incident = NewIncident::default();
    for id in ["told_by", "source", "place", "narrative"] {
        let value = form.value(id);
        if !value.is_empty() {
            incident.details.push((id.to_owned(), value));
        }
    }
    incident.facts.extend(in_area(pack, form));
    for (means, moment) in [(Means::Occurred, occurred), (Means::BecameAware, aware)] {
        if let Some(moment) = moment {
            let event = NewEvent::new(pack.event_meaning(means), moment);
            incident.events.push(event);
        }
    }
    let began = occurred.or(aware).and_then(Moment::as_start);
    for key in form.groups(PEOPLE) {
        let person = read_person(form, &key, now)?;
        if !said_anything(&person) {
            continue;
        }
        let id = format!("{PEOPLE}/{key}/born");
        let born = read_born(&form.value(&id), now).map_err(|words| (id.clone(), words))?;
        check_born(&id, born, began)?;
        incident.people.push(person);
    }
    Ok(incident)
}

/// Returns the fact that it happened in the area or not, where that was said.
fn in_area(pack: &Pack, form: &Form) -> Option<(String, FactValue)> {
    let answer = form.value(IN_AREA);
    let fact = pack.happened_in_area().to_owned();
    (!answer.is_empty()).then(|| (fact, FactValue::YesNo(answer == "yes")))
}

/// Says whether anything but the role was said of a person; the first line's role is there
/// before anybody has typed.
fn said_anything(person: &NewPerson) -> bool {
    person.fields.iter().any(|(id, _)| id != "role")
        || field(person, "role").is_some_and(|role| role != Role::Victim.id())
}

/// Returns the command that logs the form and drops its draft.
///
/// # Errors
/// As [`read`].
pub fn command(pack: &Pack, form: &Form, now: Instant) -> Result<Command, Fault> {
    let incident = read(pack, form, now)?;
    if incident.details.is_empty() && incident.people.is_empty() {
        let words = "Nothing is said of it yet: say what happened, where, or who told us";
        return Err(("narrative".to_owned(), words.to_owned()));
    }
    Ok(Command::Log(Box::new(incident), form.draft_key.clone()))
}

/// Returns the facts typed so far, what cannot be read left out, for the advice beside the form.
#[must_use]
pub fn facts_so_far(pack: &Pack, form: &Form, now: Instant) -> Facts {
    let at = |id: &str| {
        let moment = past(id, &form.value(id), now).ok().flatten();
        moment.and_then(Moment::as_start)
    };
    let mut values = crate::domain::facts::FactMap::new();
    values.extend(in_area(pack, form));
    let people = form.groups(PEOPLE);
    let people = people.iter().filter_map(|key| {
        let person = read_person(form, key, now).ok()?;
        let born = read_born(&form.value(&format!("{PEOPLE}/{key}/born")), now).ok()?;
        said_anything(&person).then(|| PersonFacts {
            id: key.clone(),
            role: field(&person, "role")
                .and_then(Role::from_id)
                .unwrap_or(Role::Victim),
            date_of_birth: born.date,
            age: born.age,
            unborn: born.unborn,
            values: crate::domain::facts::FactMap::new(),
        })
    });
    Facts {
        incident: IncidentFacts {
            occurred_at: at("occurred"),
            aware_at: at("aware"),
            values,
        },
        people: people.collect(),
    }
}

/// Returns what is known so far for finding the same child or event.
#[must_use]
pub fn probe(form: &Form, now: Instant) -> Probe {
    let people = form.groups(PEOPLE);
    Probe {
        words: form.value("search"),
        people: people
            .iter()
            .map(|key| ProbePerson {
                name: form.value(&format!("{PEOPLE}/{key}/name")),
                date_of_birth: read_born(&form.value(&format!("{PEOPLE}/{key}/born")), now)
                    .ok()
                    .and_then(|born| born.date),
                mosaic_id: form.value(&format!("{PEOPLE}/{key}/mosaic_id")),
            })
            .collect(),
        occurred: past("occurred", &form.value("occurred"), now)
            .ok()
            .flatten()
            .and_then(Moment::as_start),
        place: form.value("place"),
    }
}
