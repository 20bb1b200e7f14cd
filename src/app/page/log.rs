//! The quick log: a phone call taken down in the order that a caller tells it.
//!
//! Every line may be left unknown. What is typed becomes [`Command::Log`]; the same reading, while
//! it is being typed, feeds the advice beside it.

mod said;
mod telling;

use self::said::{IN_AREA, as_note};
use super::timeline::note::Note;
use super::{Filled, LooksFor, Next, Screen, See, Sheet};
use crate::app::form::person::{PEOPLE, check_born, person_fields, read_born, read_person};
use crate::app::form::reading::{Fault, past};
use crate::app::form::{Field, Form, Kind, Template};
use crate::app::message::Saved;
use crate::app::screen::{AdviceScreen, IncidentScreen};
use crate::app::session::undo::inverse::for_good;
use crate::domain::command::{Command, NewIncident, NewPerson};
use crate::domain::draft::DraftKey;
use crate::domain::facts::{FactValue, Facts, IncidentFacts, PersonFacts, Role};
use crate::domain::id::IncidentId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::similar::{Probe, ProbePerson};
use crate::domain::timeline::NewEvent;
use crate::domain::when::Lean;
use crate::pack::{Means, Pack};

/// The quick log.
#[derive(Clone, Debug)]
pub(in crate::app) struct QuickLog {
    /// The key under which what is typed of the call is kept: several can be half logged.
    key: DraftKey,
}

impl QuickLog {
    /// Returns one more call, beside those that are half logged.
    pub(in crate::app) fn new(see: &See<'_>) -> Self {
        Self::of(DraftKey::New(see.next_call))
    }

    /// Returns a call, with what was typed of it.
    pub(in crate::app) fn of(key: DraftKey) -> Self {
        Self { key }
    }
}

impl Sheet for QuickLog {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        Ok(form(see.pack, see.now))
    }

    fn opened(&self, see: &See<'_>, form: &mut Form) -> Next {
        telling::ask_when_told(see, form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let command = command(see.pack, form, see.now)?;
        let undo = for_good("an incident was logged");
        Ok(Filled::Write(Box::new(command), undo))
    }

    fn facts(&self, see: &See<'_>, form: &Form) -> Option<Facts> {
        Some(facts_so_far(see.pack, form, see.now))
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(self.key.clone())
    }

    fn looks_for(&self, see: &See<'_>, form: &Form) -> Option<LooksFor> {
        Some(LooksFor::Alike(Box::new(probe(form, see.now))))
    }

    /// Opens the incident that was found, with what was typed ready as a note on it.
    fn go_on_with(&self, see: &See<'_>, form: &Form, id: IncidentId) -> Next {
        let opened = Next::Back.then(Next::open(Screen::Incident(IncidentScreen::new(id))));
        let words = as_note(form, see.now);
        if words.is_empty() {
            return opened;
        }
        let note = Note::of(id, words, form.draft_key.clone());
        opened.then(Next::form(note))
    }

    fn after(&self, _see: &See<'_>, saved: &Saved, _form: &Form) -> Next {
        let Saved::Logged(id, reference) = saved else {
            return Next::say("Recorded.");
        };
        Next::SelectLogged(*id)
            .then(Next::Home)
            .then(Next::open(Screen::Advice(AdviceScreen::new(*id))))
            .then(Next::say(format!("{reference} is logged.")))
    }
}

/// Returns an empty quick log, told now.
fn form(pack: &Pack, now: Instant) -> Form {
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
    form.focus = form.fields.len().saturating_sub(1);
    let _added = form.add_group();
    form.set("people/n1/role", Role::Victim.id());
    form.settle();
    form.begun = Some(now);
    form.focus = 0;
    form
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
