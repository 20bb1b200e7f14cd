//! Decisions that people make: who decides, what each has answered, and whether it is made.
//!
//! A decision never blocks a clock. Each decider's answer is an entry of the ledger with its
//! reasons and with the advice, the facts and the edition of the pack as they stood, so that it
//! reads the same years later. An answer is never overwritten: a later one takes its place and the
//! earlier stays visible.

use super::advice::{History, holds};
use super::case::Case;
use super::pack::process::DecisionRule;
use super::pack::{Cite, Decision, Pack, UNDECIDED};
use crate::domain::facts::{Answer, FactValue};
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::ledger::{Entry, EntryKind};

/// The slot of whoever may decide although the deciders do not agree (A19).
pub const DESPITE: &str = "despite";

/// One decider's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The role's id, or [`DESPITE`].
    pub role: String,
    /// The role's title.
    pub title: String,
    /// The answers that stand, oldest first: two of them when two people answered at once.
    pub answers: Vec<EntryId>,
    /// What was answered; [`UNDECIDED`] while nothing was, or while two answers differ.
    pub value: String,
}

/// Whether a decision is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionState {
    /// It is not asked yet.
    Later,
    /// Nobody has answered.
    Open,
    /// Some have answered, not all that it takes.
    Incomplete,
    /// All have answered, one person for two of them.
    OnePerson,
    /// The answers differ: each is asked again with the others' in view.
    Differ,
    /// It is made, by all that it takes.
    Made,
    /// It is made although its deciders did not agree; the dissent is on record.
    Despite,
}

impl DecisionState {
    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Open => "undecided",
            Self::Incomplete => "incomplete",
            Self::OnePerson => "needs a second person",
            Self::Differ => "answers differ",
            Self::Made => "decided",
            Self::Despite => "decided, with dissent",
        }
    }

    /// Says whether it is made.
    #[must_use]
    pub fn is_made(self) -> bool {
        matches!(self, Self::Made | Self::Despite)
    }
}

/// One decision of one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionFace {
    /// Its id in the pack.
    pub id: String,
    /// What is decided.
    pub title: String,
    /// Whether it is asked now.
    pub asked: Answer,
    /// Each decider's place, in the pack's order; last the one of who may decide despite them.
    pub slots: Vec<Slot>,
    /// Whether it is made.
    pub state: DecisionState,
    /// What was decided; [`UNDECIDED`] until it is made.
    pub value: String,
    /// What its event on the timeline says, made here or recorded otherwise.
    pub recorded: Option<String>,
    /// What helps.
    pub help: String,
    /// The words it rests on.
    pub cite: Option<Cite>,
}

/// Returns every decision of the pack, in its order.
#[must_use]
pub fn decisions(
    pack: &Pack,
    case: &Case,
    history: &dyn History,
    incident: &Incident,
) -> Vec<DecisionFace> {
    let face = |row: &Decision| {
        let asked = row.asked.as_ref();
        let asked = asked.map_or(Answer::Yes, |when| holds(pack, &case.facts, history, when));
        face(pack, row, asked, history, incident)
    };
    pack.decisions.iter().map(face).collect()
}

fn face(
    pack: &Pack,
    row: &Decision,
    asked: Answer,
    history: &dyn History,
    incident: &Incident,
) -> DecisionFace {
    let mut slots: Vec<Slot> = row
        .deciders
        .iter()
        .map(|role| slot(row, role, pack.role_title(role), incident))
        .collect();
    let names = names(&slots, incident);
    let (state, value) = settled(row.rule, &slots, names);
    let (mut state, mut value) = (state, value.to_owned());
    if let Some(role) = &row.despite {
        let title = format!("{}, despite dissent", pack.role_title(role));
        let despite = slot(row, DESPITE, &title, incident);
        if !state.is_made() && despite.value != UNDECIDED {
            state = DecisionState::Despite;
            value.clone_from(&despite.value);
        }
        slots.push(despite);
    }
    if state == DecisionState::Open && asked == Answer::No {
        state = DecisionState::Later;
    }
    let by_event = row
        .event
        .as_deref()
        .and_then(|event| history.decided(event));
    DecisionFace {
        id: row.id.clone(),
        title: row.title.clone(),
        asked,
        slots,
        state,
        value,
        recorded: by_event.or_else(|| latest(row, incident)),
        help: row.help.clone().unwrap_or_default(),
        cite: row.cite.clone(),
    }
}

/// Returns the value whose own event was recorded last, where each value has one.
fn latest(row: &Decision, incident: &Incident) -> Option<String> {
    let value = |kind: &str| row.records.iter().find(|(_, event)| *event == kind);
    let entries = incident.timeline.iter().filter(|entry| entry.is_current());
    let mut known = entries.filter_map(|entry| Some((entry, value(&entry.kind)?)));
    known.next_back().map(|(_, (value, _))| value.clone())
}

/// Returns the answers of a decision that stand, oldest first.
pub fn answers<'a>(
    incident: &'a Incident,
    decision: &'a str,
) -> impl Iterator<Item = &'a Entry> + 'a {
    incident
        .ledger(EntryKind::Position)
        .filter(move |entry| entry.get("decision") == decision)
}

fn slot(row: &Decision, role: &str, title: &str, incident: &Incident) -> Slot {
    let own: Vec<&Entry> = answers(incident, &row.id)
        .filter(|entry| entry.get("slot") == role)
        .collect();
    let mut values: Vec<&str> = own.iter().map(|entry| entry.get("value")).collect();
    values.dedup();
    let known = |word: &str| row.values.iter().any(|value| value.id == word);
    let value = match values.as_slice() {
        [one] if known(one) => (*one).to_owned(),
        _ => UNDECIDED.to_owned(),
    };
    Slot {
        role: role.to_owned(),
        title: title.to_owned(),
        answers: own.iter().map(|entry| entry.id).collect(),
        value,
    }
}

/// Returns how many different people have answered.
fn names(slots: &[Slot], incident: &Incident) -> usize {
    let entries = slots.iter().flat_map(|slot| &slot.answers);
    let mut names: Vec<String> = entries
        .filter_map(|id| incident.entry(*id))
        .map(|entry| crate::domain::text::fold(entry.get("name")))
        .collect();
    names.sort();
    names.dedup();
    names.len()
}

/// Says whether the answers make the decision, and which.
///
/// A joint decision and a unanimous one take an answer of every decider, each from a person of
/// their own (A9); a sign-off is made when every partner has signed.
fn settled(rule: DecisionRule, slots: &[Slot], names: usize) -> (DecisionState, &str) {
    let given: Vec<&str> = slots
        .iter()
        .map(|slot| slot.value.as_str())
        .filter(|value| *value != UNDECIDED)
        .collect();
    let contested = slots
        .iter()
        .any(|slot| slot.answers.len() > 1 && slot.value == UNDECIDED);
    let first = given.first().copied().unwrap_or(UNDECIDED);
    let differ = contested || given.iter().any(|value| *value != first);
    if differ {
        return (DecisionState::Differ, UNDECIDED);
    }
    match rule {
        _ if given.is_empty() => (DecisionState::Open, UNDECIDED),
        DecisionRule::One => (DecisionState::Made, first),
        _ if given.len() < slots.len() => (DecisionState::Incomplete, UNDECIDED),
        _ if names < slots.len() => (DecisionState::OnePerson, UNDECIDED),
        DecisionRule::Joint | DecisionRule::Unanimous | DecisionRule::SignOff => {
            (DecisionState::Made, first)
        }
    }
}

/// Returns what is stamped on an answer: the pack and its edition, the advice and the facts as they
/// stand, so that it reads the same in five years.
#[must_use]
pub fn stamp(pack: &Pack, incident: &Incident, case: &Case) -> Vec<(String, String)> {
    let advice: Vec<String> = case
        .advice
        .iter()
        .map(|advised| {
            let title = pack
                .advice_row(&advised.id)
                .map_or(advised.id.as_str(), |row| row.title.as_str());
            format!("{title}: {}", advised.answer.word())
        })
        .collect();
    let header = &pack.pack;
    vec![
        (
            "pack".to_owned(),
            format!(
                "{} ({}), {}",
                header.title, header.edition, header.written_against
            ),
        ),
        ("advice".to_owned(), advice.join("\n")),
        ("facts".to_owned(), facts(pack, incident).join("\n")),
    ]
}

/// Returns the recorded facts in the words of their questions.
fn facts(pack: &Pack, incident: &Incident) -> Vec<String> {
    let words = |fact: &str, value: &FactValue| {
        let row = pack.fact(fact);
        let title = |word: &String| {
            let known = row.map(|row| pack.fact_values(row)).unwrap_or_default();
            let known = known.into_iter().find(|choice| choice.id == *word);
            known.map_or_else(|| word.replace('_', " "), |choice| choice.title)
        };
        let said = match value {
            FactValue::YesNo(yes) => Answer::from(*yes).word().to_owned(),
            FactValue::Choice(word) => title(word),
            FactValue::Choices(words) if words.is_empty() => "none of these".to_owned(),
            FactValue::Choices(words) => words.iter().map(title).collect::<Vec<_>>().join("; "),
        };
        let ask = row.map_or(fact, |row| row.ask.as_str());
        format!("{ask} {said}")
    };
    let mut out: Vec<String> = incident
        .facts
        .iter()
        .map(|(fact, value)| words(fact, value))
        .collect();
    for person in &incident.people {
        let key = incident.person_key(person.id);
        for (fact, value) in &person.facts {
            out.push(format!("{key}: {}", words(fact, value)));
        }
    }
    out
}

#[cfg(test)]
mod tests;
