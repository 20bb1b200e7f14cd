//! The story told to the store, in the order in which it happened.

use std::collections::BTreeMap;

use super::contacts::contacts;
use super::deciding::decided;
use super::script::{Figure, Known, Scene, Script, Step, began, born, fault, moment};
use crate::app::page::papers::pack_form;
use crate::domain::age::Age;
use crate::domain::command::{Command, Edit, NewIncident, NewPerson};
use crate::domain::contact::Contact;
use crate::domain::draft::DraftKey;
use crate::domain::facts::FactValue;
use crate::domain::id::IncidentId;
use crate::domain::incident::{Detail, Incident};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{NewEntry, Record};
use crate::domain::person::Born;
use crate::domain::timeline::{CALL_MADE, NewEvent};
use crate::error::Failure;
use crate::exchange::alert::{self, Sending};
use crate::pack::form::Wanted;
use crate::pack::{Means, Pack};
use crate::rules::form::missing;
use crate::rules::outgoing::left;
use crate::rules::told::ANSWERED;
use crate::store::{Done, Store};

/// What happens at one moment of the story.
enum Beat<'a> {
    Log(&'a Scene),
    Step(&'a Step),
    Draft,
}

/// Tells the whole story: contacts first, then everything in the order of its times.
///
/// # Errors
/// When the store refuses, or the story says what cannot be, such as a step after now.
pub(super) fn play(
    script: &Script,
    pack: &Pack,
    store: &mut Store,
    now: Instant,
) -> Result<(), Failure> {
    let teller = Teller {
        script,
        pack,
        now,
        contacts: contacts(script, pack, now),
    };
    for contact in &teller.contacts {
        let saved = Command::SaveContact(Box::new(contact.clone()), None);
        store.run(&saved, began(now))?;
    }
    let mut beats: Vec<(Instant, usize, Beat<'_>)> = Vec::new();
    for (number, scene) in script.incidents.iter().enumerate() {
        teller.beats(number, scene, &mut beats)?;
    }
    beats.sort_by_key(|(at, ..)| *at);
    let mut rows: BTreeMap<usize, IncidentId> = BTreeMap::new();
    for (at, number, beat) in &beats {
        match beat {
            Beat::Log(scene) => {
                let command = Command::Log(Box::new(teller.incident(scene)?), None);
                if let Done::Logged { id, .. } = store.run(&command, *at)? {
                    rows.insert(*number, id);
                }
            }
            Beat::Step(step) => {
                let incident = known(store, &rows, *number)?;
                for edits in teller.edits(step, &incident, *at)? {
                    revise(store, &rows, *number, edits, *at)?;
                }
            }
            Beat::Draft => {
                let incident = known(store, &rows, *number)?;
                if let Some(command) = teller.draft(&incident, *at) {
                    store.run(&command, *at)?;
                }
            }
        }
    }
    Ok(())
}

fn known(
    store: &Store,
    rows: &BTreeMap<usize, IncidentId>,
    number: usize,
) -> Result<Incident, Failure> {
    let before = || fault("a step stands before its incident");
    let id = rows.get(&number).ok_or_else(before)?;
    store.incident(*id)?.ok_or_else(before)
}

fn revise(
    store: &mut Store,
    rows: &BTreeMap<usize, IncidentId>,
    number: usize,
    edits: Vec<Edit>,
    at: Instant,
) -> Result<(), Failure> {
    let incident = known(store, rows, number)?;
    let command = Command::Revise {
        id: incident.id,
        version: incident.version,
        edits,
        draft: None,
    };
    store.run(&command, at)?;
    Ok(())
}

/// What the story is told with.
struct Teller<'a> {
    script: &'a Script,
    pack: &'a Pack,
    now: Instant,
    contacts: Vec<Contact>,
}

impl<'a> Teller<'a> {
    /// Adds everything that happens in one incident, at its time.
    fn beats(
        &self,
        number: usize,
        scene: &'a Scene,
        out: &mut Vec<(Instant, usize, Beat<'a>)>,
    ) -> Result<(), Failure> {
        let told = self.told(scene)?;
        let logged = self.at(&scene.logged, Some(told))?;
        out.push((logged, number, Beat::Log(scene)));
        let mut steps: Vec<&Step> = Vec::new();
        for course in &scene.courses {
            let course = self.script.course.get(course);
            steps.extend(course.ok_or_else(|| fault("there is no such course"))?);
        }
        steps.extend(&scene.steps);
        for step in steps {
            if step
                .only
                .as_ref()
                .is_none_or(|only| *only == self.pack.pack.id)
            {
                out.push((self.at(&step.at, Some(told))?, number, Beat::Step(step)));
            }
        }
        if scene.draft {
            out.push((self.now, number, Beat::Draft));
        }
        Ok(())
    }

    fn told(&self, scene: &Scene) -> Result<Instant, Failure> {
        let happened = moment(&scene.happened, None, self.now)?;
        self.at(&scene.told, happened.as_start())
    }

    /// Returns an exact time of the story; nothing in it is still to come.
    fn at(&self, words: &str, from: Option<Instant>) -> Result<Instant, Failure> {
        match moment(words, from, self.now)?.as_start() {
            Some(at) if at <= self.now => Ok(at),
            _ => Err(fault(format!("`{words}` is not before the demo's now"))),
        }
    }

    fn incident(&self, scene: &Scene) -> Result<NewIncident, Failure> {
        let happened = moment(&scene.happened, None, self.now)?;
        let told = self.told(scene)?;
        let day = happened.as_start().unwrap_or(told);
        let mut details = vec![
            (Detail::ToldBy, scene.told_by.clone()),
            (Detail::Place, scene.place.clone()),
            (Detail::Narrative, scene.what.clone()),
        ];
        let known = |id: &&String| self.pack.source(id).is_some();
        if let Some(source) = scene.source.iter().find(known) {
            details.push((Detail::Source, source.clone()));
        }
        Ok(NewIncident {
            details,
            facts: facts(&scene.facts),
            people: scene
                .people
                .iter()
                .map(|figure| person(figure, day))
                .collect(),
            events: vec![
                NewEvent::new(self.pack.event_meaning(Means::Occurred), happened),
                NewEvent::new(
                    self.pack.event_meaning(Means::BecameAware),
                    Moment::exact(told),
                ),
            ],
        })
    }

    /// Returns what a step records, each list one change.
    fn edits(
        &self,
        step: &Step,
        incident: &Incident,
        at: Instant,
    ) -> Result<Vec<Vec<Edit>>, Failure> {
        if step.send {
            return self.send(step, incident, at);
        }
        let event = |kind: &str| {
            let mut event = NewEvent::new(kind, Moment::exact(at));
            event.value.clone_from(&step.value);
            event.note.clone_from(&step.note);
            event.reason.clone_from(&step.reason);
            event
        };
        if let Some(outcome) = &step.call {
            let Some(row) = self.pack.told.get(step.who) else {
                return Ok(Vec::new());
            };
            let mut call = event(CALL_MADE);
            call.value = Some(outcome.clone());
            call.role = Some(row.role.clone());
            let mut edits = vec![Edit::Event(call)];
            if let (ANSWERED, Some(kind)) = (outcome.as_str(), &row.event) {
                let mut told = event(kind);
                told.role = Some(row.role.clone());
                edits.push(Edit::Event(told));
            }
            return Ok(vec![edits]);
        }
        if let (Some(kind), Some(to)) = (&step.corrects, &step.to) {
            let entry = incident.current(kind).next();
            let mut corrected = event(kind);
            corrected.at = moment(to, None, self.now)?;
            corrected.supersedes = entry.map(|entry| entry.id);
            return Ok(vec![vec![Edit::Event(corrected)]]);
        }
        let kind = step
            .event
            .as_ref()
            .ok_or_else(|| fault("a step does nothing"))?;
        match self.pack.event(kind) {
            Some(_) => {
                let told = (self.pack, self.contacts.as_slice());
                Ok(vec![decided(told, incident, event(kind))])
            }
            None => Err(fault(format!("`{kind}` is no event of the pack"))),
        }
    }

    /// Fills the alert form in and sends it, as the screen does.
    fn send(
        &self,
        step: &Step,
        incident: &Incident,
        at: Instant,
    ) -> Result<Vec<Vec<Edit>>, Failure> {
        let Some(form) = self.pack.alert_form() else {
            let sent = self.pack.event_meaning(Means::AlertSent);
            let mut sent = NewEvent::new(sent, Moment::exact(at));
            sent.reason.clone_from(&step.reason);
            return Ok(vec![vec![Edit::Event(sent)]]);
        };
        let fields = form
            .section
            .iter()
            .filter(|section| section.repeats.is_none());
        let fields = fields.flat_map(|section| &section.field);
        let mut filled = incident.clone();
        for field in fields.filter(|field| field.binds.is_none()) {
            if let Some(value) = self.script.form.get(&field.id) {
                filled.form.insert(field.id.clone(), value.clone());
            }
        }
        // What else a council's form is not sent without is filled in words.
        for gap in missing(self.pack, form, &filled) {
            if gap.needed == Wanted::Send {
                let words = "Not known yet: asked for.".to_owned();
                filled.form.insert(gap.field, words);
            }
        }
        let typed = |(id, value): (&String, &String)| Edit::Form(id.clone(), Some(value.clone()));
        let typed: Vec<Edit> = filled.form.iter().map(typed).collect();
        let user = &self.script.user;
        let alert = alert::prepare(Sending {
            pack: self.pack,
            form,
            incident: &filled,
            contacts: &self.contacts,
            now: at,
            by: user,
            reason: &step.reason,
        })
        .map_err(|refused| fault(refused.to_string()))?;
        // Their mail programs sent what they wrote, at once.
        let mut edits = alert.edits;
        let moment = Moment::exact(at);
        for edit in &mut edits {
            if let Edit::AddEntry(NewEntry {
                record: Record::Outgoing(outgoing),
                ..
            }) = edit
            {
                outgoing.sent_at = Some(moment);
            }
        }
        let roles = alert.recipients.iter().flat_map(|to| to.roles.clone());
        let roles: Vec<String> = roles.collect();
        edits.extend(left(self.pack, form, &filled, &roles, moment, &step.reason));
        Ok(vec![typed, edits])
    }

    /// Returns the alert form of an incident, begun and left.
    fn draft(&self, incident: &Incident, at: Instant) -> Option<Command> {
        let row = self.pack.alert_form()?;
        let mut form = pack_form::form(self.pack, row, incident);
        let offered = pack_form::Offered {
            pack: self.pack,
            incident,
            user: &self.script.user,
            now: at,
        };
        offered.fill(&mut form, row);
        for field in &mut form.fields {
            let own = field.own_id();
            if self.script.begun.iter().any(|begun| begun == own)
                && let Some(value) = self.script.form.get(own)
            {
                field.set_value(value);
            }
        }
        Some(Command::SaveDraft {
            key: DraftKey::Alert(incident.id),
            change: form.change_since(None, incident.version, at),
        })
    }
}

fn facts(known: &BTreeMap<String, Known>) -> Vec<(String, FactValue)> {
    let fact = |(id, value): (&String, &Known)| (id.clone(), value.value());
    known.iter().map(fact).collect()
}

fn person(figure: &Figure, day: Instant) -> NewPerson {
    let date = figure.age.zip(figure.born.as_deref());
    let date = date.and_then(|(age, birthday)| born(age, birthday, day.london_date()));
    NewPerson {
        role: Some(figure.role),
        name: figure.name.clone(),
        born: Born {
            date,
            age: figure.age.filter(|_| date.is_none()).map(Age::Years),
            unborn: figure.unborn,
        },
        mosaic_id: figure.mosaic_id.clone(),
        details: Vec::new(),
        facts: facts(&figure.facts),
    }
}
