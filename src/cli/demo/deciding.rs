//! The decisions of the story: each decider's answer, as the screen records them.

use crate::domain::command::Edit;
use crate::domain::contact::Contact;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::ledger::{NewEntry, Position};
use crate::domain::timeline::NewEvent;
use crate::pack::process::DecisionRule;
use crate::pack::{Decision, Pack, title_of};
use crate::rules::decisions::answers;

/// By whose authority the desk's own officer records an answer.
const BY_TELEPHONE: &str = "their own word, by telephone";

/// Returns what records an event: with the answer of each decider where several decide it. Earlier
/// answers give way.
pub(super) fn decided(
    (pack, contacts): (&Pack, &[Contact]),
    incident: &Incident,
    event: NewEvent,
) -> Vec<Edit> {
    let mut rules = pack.decisions.iter();
    let rule = rules.find(|rule| {
        let is_own = rule.event.as_deref() == Some(&event.kind);
        is_own || (rule.rule != DecisionRule::One && rule.is_recorded_by(&event.kind))
    });
    let Some((rule, value)) = rule.and_then(|rule| Some((rule, value(rule, &event)?))) else {
        return vec![Edit::Event(event)];
    };
    let before: Vec<EntryId> = answers(incident, &rule.id)
        .map(|known| known.entry.id)
        .collect();
    let again = |id: EntryId| Edit::Strike(id, "answered again".to_owned());
    let mut edits: Vec<Edit> = before.into_iter().map(again).collect();
    for place in &rule.deciders {
        let title = pack.role_title(place);
        let contact = contacts.iter().find(|contact| contact.role == *place);
        let name = contact.map_or(title, |contact| contact.name.as_str());
        edits.push(Edit::AddEntry(NewEntry::new(Position {
            decision: rule.id.clone(),
            slot: place.clone(),
            question: rule.title.clone(),
            answer: title_of(&rule.values, &value),
            value: value.clone(),
            place: title.to_owned(),
            reasons: event.reason.clone(),
            name: name.to_owned(),
            acting: BY_TELEPHONE.to_owned(),
            at: Some(event.at),
            ..Position::default()
        })));
    }
    edits.push(Edit::Event(event));
    edits
}

/// Returns the value of a decision that an event says.
fn value(rule: &Decision, event: &NewEvent) -> Option<String> {
    let mut values = rule.values.iter();
    let said = values.find(|value| {
        let recorded = rule.records(&value.id);
        recorded.is_some_and(|(kind, word)| {
            kind == event.kind && (word.is_none() || word == event.value.as_deref())
        })
    });
    said.map(|value| value.id.clone())
}
