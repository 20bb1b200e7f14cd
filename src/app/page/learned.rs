//! When the authority learned of something that was answered after the incident was logged: a death
//! counts from then, and nothing done before meets it (A60).

use super::Next;
use super::timeline::record::RecordEvent;
use crate::app::session::waiting::Waiting;
use crate::domain::command::Edit;
use crate::domain::facts::FactValue;
use crate::domain::id::IncidentId;
use crate::pack::Pack;

/// Returns the event that says when what is answered was learned, where the pack asks for it.
#[must_use]
pub fn when_learned(pack: &Pack, edits: &[Edit]) -> Option<String> {
    let learned = |fact: &str, value: &FactValue| match value {
        FactValue::YesNo(true) => pack.fact(fact)?.learned.clone(),
        _ => None,
    };
    edits.iter().find_map(|edit| match edit {
        Edit::Fact(Some(_), fact, Some(value)) => learned(fact, value),
        Edit::AddPerson(person) => {
            let mut facts = person.facts.iter();
            facts.find_map(|(fact, value)| learned(fact, value))
        }
        _ => None,
    })
}

/// Returns what follows a write: where something was learned, it is asked when.
#[must_use]
pub fn asking(waiting: Waiting, id: IncidentId, learned: Option<String>) -> Waiting {
    match learned {
        Some(event) => Waiting::Asks(Box::new(waiting), id, event),
        None => waiting,
    }
}

/// Asks when it was learned: the form of the event, with now as its time.
pub fn ask_when_learned(id: IncidentId, event: String) -> Next {
    Next::form(RecordEvent::event(id, event))
}
