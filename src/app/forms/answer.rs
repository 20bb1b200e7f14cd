//! Answering a question of the advice page that takes more than a key: a list, a date.

use crate::app::form::{Field, Form, Kind};
use crate::app::forms::pack_form::fact_value;
use crate::app::forms::quick_log::{self, Fault, past};
use crate::domain::command::Edit;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::domain::when::Lean;
use crate::protocol::facts::{aware_at, occurred_at};
use crate::protocol::pack::{Choice, FactKind, Means, Pack};

/// Returns the form that answers a question which a single key cannot: a list, a date.
#[must_use]
pub fn form(pack: &Pack, path: &str, question: &str, now_known: &str) -> Form {
    let name = path.rsplit('.').next().unwrap_or(path);
    let kind = match (name, pack.fact(name)) {
        ("date_of_birth", _) => Kind::Line,
        ("occurred_at" | "aware_at", _) => Kind::When(Lean::Past),
        (_, Some(fact)) => match fact.kind {
            FactKind::YesNo => Kind::YesNo,
            FactKind::Choice => Kind::Choice(pack.fact_values(fact)),
            FactKind::Choices => {
                let mut words = pack.fact_values(fact);
                words.insert(
                    0,
                    Choice {
                        id: "none".to_owned(),
                        title: "none of these: each was considered".to_owned(),
                    },
                );
                Kind::Ticks(words)
            }
        },
        _ => Kind::Line,
    };
    let help = match name {
        "date_of_birth" => quick_log::BORN_HELP.to_owned(),
        _ => pack
            .fact(name)
            .and_then(|fact| fact.help.clone())
            .unwrap_or_default(),
    };
    let field = Field::new("answer", question, kind)
        .with(now_known)
        .help(&help);
    Form::new("ANSWER", "answer", vec![field])
}

/// Returns the edits that an answer makes.
///
/// # Errors
/// When what was typed cannot be.
pub fn edits(
    pack: &Pack,
    incident: &Incident,
    path: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let parts: Vec<&str> = path.split('.').collect();
    let value = form.value("answer");
    let person = match parts.as_slice() {
        ["people", key, _] => incident.person_by_key(key).map(|person| person.id),
        _ => None,
    };
    let name = parts.last().copied().unwrap_or_default();
    match (name, person) {
        ("occurred_at", _) => Ok(time_answer(pack, incident, Means::Occurred, &value, now)?),
        ("aware_at", _) => Ok(time_answer(
            pack,
            incident,
            Means::BecameAware,
            &value,
            now,
        )?),
        ("date_of_birth", Some(id)) => {
            let fault = |words: String| ("answer".to_owned(), words);
            let born = quick_log::read_born(&value, now).map_err(fault)?;
            let on = occurred_at(pack, incident).or(aware_at(pack, incident));
            quick_log::check_born("answer", born, on)?;
            let fields = born.fields().into_iter();
            Ok(fields
                .map(|(field, value)| Edit::Person(id, field, value))
                .collect())
        }
        (fact, person) => {
            let value = if value.split(',').any(|word| word == "none") && is_list(pack, fact) {
                Some(crate::domain::facts::FactValue::Choices(Vec::new()))
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
    let Some(at) = past("answer", value, now)? else {
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
