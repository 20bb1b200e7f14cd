//! Answering a question of the advice page that takes more than a key: a list, a date.

use super::said::{fact_of, said};
use crate::app::form::handle::{Handle, OneLine, past};
use crate::app::form::{Fault, Form, Kind};
use crate::app::message::Saved;
use crate::app::page::entry::NOT_HERE;
use crate::app::page::papers::pack_form::fact_value;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::domain::birth;
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::facts::FactValue;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::domain::when::Lean;
use crate::pack::{Choice, FactKind, Means, Pack};
use crate::rules::facts::{aware_at, occurred_at};

/// The answer, of whatever kind the question asks.
const ANSWER: Handle<OneLine> = Handle::new("answer");

/// The form that answers a question of the advice page.
#[derive(Clone, Debug)]
pub(super) struct FullAnswer {
    pub(super) id: IncidentId,
    /// The question's path.
    pub(super) path: String,
    /// The question.
    pub(super) ask: String,
    /// What was answered before, as it would be typed.
    pub(super) typed: String,
}

impl Sheet for FullAnswer {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        Ok(form(row.pack(), &self.path, &self.ask, &self.typed))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(ANSWER.fault(NOT_HERE));
        };
        let edits = edits(row.pack(), &row.incident, &self.path, form, see.now)?;
        Ok(Filled::edits(edits, "the answer"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::Answer(self.id, self.path.clone()))
    }

    /// Says back what was answered.
    fn after(&self, see: &See<'_>, _saved: &Saved, form: &Form) -> Next {
        let answer = ANSWER.find(form).map(|field| match field.shown() {
            shown if shown.is_empty() => "not known".to_owned(),
            shown => shown,
        });
        match see.row(self.id).zip(answer) {
            Some((row, answer)) => Next::Say(said(row, &self.path, &answer)),
            None => Next::say("Recorded."),
        }
    }
}

/// Returns the form that answers a question which a single key cannot: a list, a date.
fn form(pack: &Pack, path: &str, question: &str, now_known: &str) -> Form {
    let name = fact_of(path);
    let kind = match (name, pack.fact(name)) {
        ("date_of_birth", _) => Kind::Birth,
        ("occurred_at" | "aware_at", _) => Kind::When(Lean::Past),
        (_, Some(fact)) => match fact.kind {
            FactKind::YesNo => Kind::YesNo,
            FactKind::Choice => Kind::Choice(pack.fact_values(fact)),
            FactKind::Choices => {
                let mut words = pack.fact_values(fact);
                let none = Choice::new("none", "none of these: each was considered");
                words.insert(0, none);
                Kind::Ticks(words)
            }
        },
        _ => Kind::Line,
    };
    let help = match name {
        "date_of_birth" => Some(birth::HELP),
        _ => pack.fact(name).and_then(|fact| fact.help.as_deref()),
    };
    let mut field = ANSWER.asks(question, kind).with(now_known);
    if let Some(help) = help {
        field = field.help(help);
    }
    Form::new("ANSWER", "answer", vec![field])
}

/// Returns the edits that an answer makes.
///
/// # Errors
/// When what was typed cannot be.
fn edits(
    pack: &Pack,
    incident: &Incident,
    path: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let parts: Vec<&str> = path.split('.').collect();
    let value = ANSWER.text(form)?;
    let person = match parts.as_slice() {
        ["people", key, _] => incident.person_by_key(key).map(|person| person.id),
        _ => None,
    };
    match (fact_of(path), person) {
        ("occurred_at", _) => Ok(time_answer(pack, incident, Means::Occurred, &value, now)?),
        ("aware_at", _) => Ok(time_answer(
            pack,
            incident,
            Means::BecameAware,
            &value,
            now,
        )?),
        ("date_of_birth", Some(id)) => {
            let fault = |words: String| ANSWER.fault(words);
            let born = birth::read(&value, now).map_err(fault)?;
            let on = occurred_at(pack, incident).or(aware_at(pack, incident));
            birth::check(born, on).map_err(fault)?;
            Ok(born.said().map(|said| Edit::Person(id, said)).into())
        }
        (fact, person) => {
            let value = if value.split(',').any(|word| word == "none") && is_list(pack, fact) {
                Some(FactValue::Choices(Vec::new()))
            } else {
                fact_value(pack, fact, &value)
            };
            Ok(vec![Edit::Fact(person, fact.to_owned(), value)])
        }
    }
}

fn is_list(pack: &Pack, fact: &str) -> bool {
    pack.fact(fact)
        .is_some_and(|row| row.kind == FactKind::Choices)
}

fn time_answer(
    pack: &Pack,
    incident: &Incident,
    means: Means,
    value: &str,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let Some(at) = past(value, now).map_err(|words| ANSWER.fault(words))? else {
        return Ok(Vec::new());
    };
    let kind = pack.event_meaning(means);
    let mut event = NewEvent::new(kind, at);
    if let Some(entry) = incident.current(kind).next() {
        event.supersedes = Some(entry.id);
        "answered on the advice page".clone_into(&mut event.reason);
    }
    Ok(vec![Edit::Event(event)])
}
