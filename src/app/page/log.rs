//! The quick log: a phone call taken down in the order that a caller tells it.
//!
//! Every line may be left unknown. What is typed becomes [`Command::Log`]; the same reading, while
//! it is being typed, feeds the advice beside it.

mod alike;
mod fields;
mod said;
mod telling;

use self::alike::{Alike, go_on};
use self::fields::{AWARE, IN_AREA, NARRATIVE, OCCURRED, PLACE, SEARCH, SOURCE, TOLD_BY};
use self::said::as_note;
use super::lines::Listing;
use super::{Filled, LooksFor, Next, Screen, See, Sheet};
use crate::app::form::handle::{Handle, Past};
use crate::app::form::person::{
    BORN, MOSAIC_ID, NAME, PEOPLE, ROLE, born_between, person_fields, read_person,
};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Field, Form, Template};
use crate::app::message::Saved;
use crate::app::screen::AdviceScreen;
use crate::app::session::undo::inverse::for_good;
use crate::domain::age::Age;
use crate::domain::command::{Command, NewIncident, NewPerson};
use crate::domain::draft::DraftKey;
use crate::domain::facts::{FactMap, FactValue, Facts, IncidentFacts, PersonFacts, Role};
use crate::domain::incident::Detail;
use crate::domain::instant::{Instant, Moment};
use crate::domain::similar::{Probe, ProbePerson, Why};
use crate::domain::timeline::NewEvent;
use crate::pack::{Means, Pack};
use crate::rules::summary::Listed;

/// The key of the first person's fields.
const FIRST: &str = "n1";

/// The quick log.
#[derive(Clone, Debug)]
pub(crate) struct QuickLog {
    /// The key under which what is typed of the call is kept: several can be half logged.
    key: DraftKey,
}

impl QuickLog {
    /// Returns one more call, beside those that are half logged.
    pub(crate) fn new(see: &See<'_>) -> Self {
        Self::of(DraftKey::New(see.next_call))
    }

    /// Returns a call, with what was typed of it.
    pub(crate) fn of(key: DraftKey) -> Self {
        Self { key }
    }
}

impl Sheet for QuickLog {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        Ok(form(see.current(), see.now))
    }

    fn opened(&self, see: &See<'_>, form: &mut Form) -> Next {
        telling::ask_when_told(see, form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let command = command(see.current(), form, see.now)?;
        let undo = for_good("an incident was logged");
        Ok(Filled::Write(Box::new(command), undo))
    }

    fn facts(&self, see: &See<'_>, form: &Form) -> Option<Facts> {
        Some(facts_so_far(see.current(), form, see.now))
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(self.key.clone())
    }

    fn looks_for(&self, see: &See<'_>, form: &Form) -> Option<LooksFor> {
        probe(form, see.now).map(|probe| LooksFor::Alike(Box::new(probe)))
    }

    fn go_on_with(&self, see: &See<'_>, form: &Form, found: &[(Listed, Why)]) -> Next {
        match found {
            [] => Next::refuse("Nothing similar is on this desk: go on, and log it."),
            [(only, _)] => go_on(only.id, as_note(form, see.now), form.draft_key.clone()),
            several => Next::open(Listing::screen(Alike {
                note: as_note(form, see.now),
                draft: form.draft_key.clone(),
                found: several.to_vec(),
            })),
        }
    }

    /// What was looked for as a name stands as the person's name, until another is typed there.
    fn left(&self, form: &mut Form, field: &str) {
        let name = NAME.of(FIRST);
        let search = SEARCH.find(form).filter(|search| search.id == field);
        let typed = search.map(Field::value);
        let is_free = name
            .find(form)
            .is_some_and(|field| field.is_empty() || field.offered);
        if let Some(typed) = typed.filter(|typed| is_free && is_name(typed)) {
            name.offer(form, &typed);
        }
    }

    fn asks_first(&self, found: &[(Listed, Why)]) -> Option<String> {
        let (same, why) = found.iter().find(|(_, why)| why.is_strong())?;
        Some(format!(
            "{} may be the same: {}. Log another beside it? No goes back; Ctrl-G opens it.",
            same.reference,
            why.words()
        ))
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

/// Says whether what was looked for is a name: letters, and no words of what happened.
fn is_name(typed: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || " '.-,".contains(c);
    !typed.is_empty() && typed.chars().all(is_letter) && typed.split_whitespace().count() <= 4
}

/// Returns an empty quick log, told now.
fn form(pack: &Pack, now: Instant) -> Form {
    let area = pack.pack.area.as_deref().unwrap_or("the area");
    let sources = pack.sources.iter();
    let sources = sources.map(|row| choice(&row.id, &row.title));
    let fields = vec![
        SEARCH.field("Is it already here?").help(
            "A name, a Mosaic id, a place, a reference. What may be the same is shown above.",
        ),
        OCCURRED
            .field("When did it happen")
            .help("today 2115, yesterday, 20/11 2115, -2h; a day alone, or ? for not known"),
        AWARE.field("When were we told").staying_now().help(
            "The first officer of the council, out of hours included: the law counts from it.",
        ),
        TOLD_BY
            .field("Who told us, and how")
            .help("Name, agency, reference, number to ring back."),
        SOURCE
            .field("Source", sources.collect())
            .help("Type its first letters, or go through the list with Up and Down."),
        PLACE
            .field("Where")
            .help("As told; an address is not needed."),
        IN_AREA
            .field(&format!("In {area}"))
            .help("y, n, or ? for not known"),
        NARRATIVE
            .field("What happened")
            .help("Nature of the injury, reason for it, impact of it; in the caller's words."),
    ];
    let mut form = Form::new("NEW INCIDENT", "log it", fields);
    form.templates = vec![Template {
        section: PEOPLE.to_owned(),
        fields: person_fields(),
    }];
    form.focus = form.fields.len().saturating_sub(1);
    let _added = form.add_group();
    ROLE.of(FIRST).set(&mut form, Role::Victim.id());
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
        (Some(began), Some(told)) if told < began => Err(AWARE.fault(format!(
            "{} is before the incident, {}: correct one of the two",
            told.long(),
            began.long()
        ))),
        _ => Ok(()),
    }
}

/// Reads the whole form.
///
/// # Errors
/// When something typed cannot be; the field and the words come back, and nothing is logged.
pub fn read(pack: &Pack, form: &Form, now: Instant) -> Result<NewIncident, Fault> {
    let (occurred, aware) = (OCCURRED.read(form, now)?, AWARE.read(form, now)?);
    check_order(occurred, aware)?;
    let mut incident = NewIncident {
        details: details(form)?,
        facts: in_area(pack, form)?.into_iter().collect(),
        ..NewIncident::default()
    };
    for (means, moment) in [(Means::Occurred, occurred), (Means::BecameAware, aware)] {
        if let Some(moment) = moment {
            let event = NewEvent::new(pack.event_meaning(means), moment);
            incident.events.push(event);
        }
    }
    let began = occurred.or(aware).and_then(Moment::as_start);
    for key in form.groups(PEOPLE) {
        let person = read_person(form, &key, now, began)?;
        if said_anything(&person) {
            incident.people.push(person);
        }
    }
    Ok(incident)
}

/// Returns the incident's own details, those left empty left out.
fn details(form: &Form) -> Result<Vec<(Detail, String)>, Fault> {
    let said = [
        (Detail::ToldBy, TOLD_BY.read(form)?),
        (Detail::Source, SOURCE.read(form)?),
        (Detail::Place, PLACE.read(form)?),
        (Detail::Narrative, NARRATIVE.read(form)?),
    ];
    let said = said.into_iter();
    Ok(said
        .filter_map(|(detail, text)| Some((detail, text?)))
        .collect())
}

/// Returns the fact that it happened in the area or not, where that was said.
fn in_area(pack: &Pack, form: &Form) -> Result<Option<(String, FactValue)>, Fault> {
    let fact = pack.happened_in_area().to_owned();
    let answer = IN_AREA.read(form)?;
    Ok(answer.map(|answer| (fact, FactValue::YesNo(answer))))
}

/// Says whether anything but the role was said of a person; the first line's role is there
/// before anybody has typed.
fn said_anything(person: &NewPerson) -> bool {
    person.said().next().is_some() || person.role.is_some_and(|role| role != Role::Victim)
}

/// Returns the command that logs the form and drops its draft.
///
/// # Errors
/// As [`read`].
pub fn command(pack: &Pack, form: &Form, now: Instant) -> Result<Command, Fault> {
    let incident = read(pack, form, now)?;
    if incident.details.is_empty() && incident.people.is_empty() {
        let words = "Nothing is said of it yet: say what happened, where, or who told us";
        return Err(NARRATIVE.fault(words));
    }
    Ok(Command::Log(Box::new(incident), form.draft_key.clone()))
}

/// Returns the facts typed so far, what cannot be read left out, for the advice beside the form.
#[must_use]
pub fn facts_so_far(pack: &Pack, form: &Form, now: Instant) -> Facts {
    let mut values = FactMap::new();
    values.extend(in_area(pack, form).ok().flatten());
    let people = form.groups(PEOPLE);
    let people = people.iter().filter_map(|key| {
        let person = read_person(form, key, now, None).ok()?;
        said_anything(&person).then(|| PersonFacts {
            id: key.clone(),
            role: person.put_on_as(),
            date_of_birth: person.born.date,
            age: person.born.age.map(Age::years),
            unborn: person.born.unborn,
            values: FactMap::new(),
        })
    });
    Facts {
        incident: IncidentFacts {
            occurred_at: start_so_far(&OCCURRED, form, now),
            aware_at: start_so_far(&AWARE, form, now),
            values,
        },
        people: people.collect(),
    }
}

/// Returns a time typed so far; none while it cannot be read.
fn start_so_far(field: &Handle<Past>, form: &Form, now: Instant) -> Option<Instant> {
    field.read(form, now).ok().flatten()?.as_start()
}

/// Returns what is known so far for finding the same child or event.
fn probe(form: &Form, now: Instant) -> Option<Probe> {
    let people = form.groups(PEOPLE);
    let people = people.iter().map(|key| {
        let born = BORN.of(key).read(form, now).ok();
        Some(ProbePerson {
            name: NAME.of(key).text(form).ok()?,
            date_of_birth: born.as_ref().and_then(|born| born.date),
            age: born.as_ref().and_then(|born| born.age).map(Age::years),
            born: born.and_then(|born| born_between(born, now)),
            mosaic_id: MOSAIC_ID.of(key).text(form).ok()?,
            address: String::new(),
        })
    });
    Some(Probe {
        words: SEARCH.text(form).ok()?,
        people: people.collect::<Option<_>>()?,
        occurred: start_so_far(&OCCURRED, form, now),
        place: PLACE.text(form).ok()?,
    })
}
