//! Decisions that people make: who decides, what each has answered, and whether it is made.
//!
//! A decision never blocks a clock. Each decider's answer is an entry of the ledger with its
//! reasons and with the advice, the facts and the edition of the pack as they stood, so that it
//! reads the same years later. An answer is never overwritten: a later one takes its place and the
//! earlier stays visible.

use super::advice::holds;
use super::case::Case;
use super::history::History;
use crate::domain::facts::Answer;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::ledger::{Kept, Position};
use crate::domain::text::fold;
use crate::domain::timeline::TimelineEvent;
use crate::pack::process::DecisionRule;
use crate::pack::{Choice, Cite, Decision, Pack, UNDECIDED};

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
    /// Two people have answered for this place, and not alike.
    pub contested: bool,
}

impl Slot {
    fn has_answered(&self) -> bool {
        self.value != UNDECIDED
    }
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
    /// Somebody does not sign what each of them has to sign.
    Refused,
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
            Self::Refused => "a signature is refused",
            Self::Made => "decided",
            Self::Despite => "decided, with dissent",
        }
    }

    /// Says whether it is made.
    #[must_use]
    pub fn is_made(self) -> bool {
        matches!(self, Self::Made | Self::Despite)
    }

    /// Says whether each is asked again with the others' answers in view.
    #[must_use]
    pub fn is_disagreement(self) -> bool {
        matches!(self, Self::Differ | Self::Refused)
    }

    /// Says whether a disagreement about it can be taken further: S1 «Any disagreements arising in
    /// respect of all of the above» (A70). What one body decided may be disputed by the others.
    #[must_use]
    pub fn may_be_disputed(self, rule: DecisionRule) -> bool {
        match self {
            Self::Differ | Self::Refused | Self::Despite => true,
            Self::Made => rule == DecisionRule::One,
            Self::Later | Self::Open | Self::Incomplete | Self::OnePerson => false,
        }
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
    let Answered {
        slots,
        mut state,
        mut value,
    } = answered(pack, row, incident);
    let by_value = latest(row, incident).filter(|_| !row.records.is_empty());
    // What happened after the answers says more than they do: a meeting arranged, then held.
    if let Some((entry, happened)) = &by_value {
        let answered = slots.iter().flat_map(|slot| &slot.answers);
        let answered = answered
            .filter_map(|id| incident.entry(*id))
            .map(|e| e.created_at);
        if state.is_made() && answered.max().is_none_or(|at| entry.recorded_at > at) {
            value.clone_from(happened);
        }
    }
    let by_event = row
        .event
        .as_deref()
        .and_then(|event| history.decided(event));
    // One person decides, and recorded it in another place: it is decided.
    let by_event = by_event.or(by_value.map(|(_, value)| value));
    if let (DecisionState::Open, DecisionRule::One, Some(known)) = (state, row.rule, &by_event) {
        state = DecisionState::Made;
        value.clone_from(known);
    }
    if state == DecisionState::Open && asked == Answer::No {
        state = DecisionState::Later;
    }
    DecisionFace {
        id: row.id.clone(),
        title: row.title.clone(),
        asked,
        slots,
        state,
        value,
        recorded: by_event,
        help: row.help.clone().unwrap_or_default(),
        cite: row.cite.clone(),
    }
}

/// What the deciders answered, and what that comes to.
pub(super) struct Answered {
    /// Each decider's place, last the one of who may decide despite them.
    pub(super) slots: Vec<Slot>,
    /// Whether it is made.
    pub(super) state: DecisionState,
    /// What was decided; [`UNDECIDED`] until it is made.
    pub(super) value: String,
}

/// Returns what the deciders answered to a decision.
pub(super) fn answered(pack: &Pack, row: &Decision, incident: &Incident) -> Answered {
    let mut slots: Vec<Slot> = row
        .deciders
        .iter()
        .map(|role| slot(row, role, pack.role_title(role), incident))
        .collect();
    let each_own = each_has_a_person_of_its_own(&slots, incident);
    let (state, value) = settled(row, &slots, each_own);
    let (mut state, mut value) = (state, value.to_owned());
    if let Some(allowed) = &row.despite {
        let title = format!("{}, despite dissent", pack.role_title(&allowed.role));
        let mut despite = slot(row, DESPITE, &title, incident);
        // One of them may act against the others one way alone: unanimity is not undone (A67).
        if !allowed.takes.contains(&despite.value) {
            UNDECIDED.clone_into(&mut despite.value);
        }
        // Of what the deciders agreed and what was decided despite them, the newer holds (A19).
        let newest = |slots: &[Slot]| slots.iter().flat_map(|slot| &slot.answers).max().copied();
        let later = newest(std::slice::from_ref(&despite)) > newest(&slots);
        let dissents = !state.is_made() || (later && despite.value != value);
        if despite.has_answered() && dissents {
            state = DecisionState::Despite;
            value.clone_from(&despite.value);
        }
        slots.push(despite);
    }
    Answered {
        slots,
        state,
        value,
    }
}

/// Returns what may be answered in a place of a decision.
#[must_use]
pub fn values_of(row: &Decision, place: &str) -> Vec<Choice> {
    let takes = row.despite.as_ref().filter(|_| place == DESPITE);
    let open = |value: &&Choice| {
        value.id == UNDECIDED || takes.is_none_or(|despite| despite.takes.contains(&value.id))
    };
    row.values.iter().filter(open).cloned().collect()
}

/// Returns the other place of a decision in which somebody has answered: two places take two people
/// (A9), but who decides despite the others has a place among them too.
#[must_use]
pub fn other_place<'a>(
    row: &Decision,
    slots: &'a [Slot],
    incident: &Incident,
    place: &str,
    name: &str,
) -> Option<&'a Slot> {
    let own = row.despite.as_ref().map(|despite| despite.place.as_str());
    let one = |place: &str| {
        let same = place == DESPITE;
        if same {
            own.unwrap_or(DESPITE).to_owned()
        } else {
            place.to_owned()
        }
    };
    let others = slots.iter().filter(|slot| one(&slot.role) != one(place));
    let mut theirs = others.filter(|slot| {
        let answers = slot.answers.iter();
        let mut answers = answers.filter_map(|id| incident.kept::<Position>(*id));
        answers.any(|answer| fold(&answer.name) == fold(name))
    });
    theirs.next()
}

/// Returns the value whose own event was recorded last, where each value has one.
fn latest<'a>(row: &Decision, incident: &'a Incident) -> Option<(&'a TimelineEvent, String)> {
    let value = |entry: &TimelineEvent| {
        let mut values = row.values.iter().map(|value| value.id.as_str());
        values.find(|value| {
            let recorded = row.records(value);
            recorded.is_some_and(|(kind, word)| {
                kind == entry.kind && (word.is_none() || word == entry.value.as_deref())
            })
        })
    };
    let entries = incident.timeline.iter().filter(|entry| entry.is_current());
    let mut known = entries.filter_map(|entry| Some((entry, value(entry)?)));
    known
        .next_back()
        .map(|(entry, value)| (entry, value.to_owned()))
}

/// Returns the answers of a decision that stand, oldest first.
pub fn answers<'a>(
    incident: &'a Incident,
    decision: &'a str,
) -> impl Iterator<Item = Kept<'a, Position>> + 'a {
    let positions = incident.ledger::<Position>();
    positions.filter(move |position| position.decision == decision)
}

fn slot(row: &Decision, role: &str, title: &str, incident: &Incident) -> Slot {
    let own: Vec<Kept<'_, Position>> = answers(incident, &row.id)
        .filter(|position| position.slot == role)
        .collect();
    let mut values: Vec<&str> = own.iter().map(|own| own.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    let known = |word: &str| row.values.iter().any(|value| value.id == word);
    let value = match values.as_slice() {
        [one] if known(one) => (*one).to_owned(),
        _ => UNDECIDED.to_owned(),
    };
    Slot {
        role: role.to_owned(),
        title: title.to_owned(),
        answers: own.iter().map(|own| own.entry.id).collect(),
        value,
        contested: values.len() > 1,
    }
}

/// Says whether a different person can be found for each decider's place among those who answered
/// for it: one person in two places is one person (A9).
fn each_has_a_person_of_its_own(slots: &[Slot], incident: &Incident) -> bool {
    let names = |slot: &Slot| -> Vec<String> {
        let answers = slot.answers.iter();
        let answers = answers.filter_map(|id| incident.kept::<Position>(*id));
        answers.map(|answer| fold(&answer.name)).collect()
    };
    let places: Vec<Vec<String>> = slots.iter().map(names).collect();
    has_own(&places, &mut Vec::new())
}

fn has_own<'a>(places: &'a [Vec<String>], taken: &mut Vec<&'a String>) -> bool {
    let Some((first, rest)) = places.split_first() else {
        return true;
    };
    for name in first {
        if taken.contains(&name) {
            continue;
        }
        taken.push(name);
        if has_own(rest, taken) {
            return true;
        }
        taken.pop();
    }
    false
}

/// Says whether the answers make the decision, and which.
///
/// A joint decision and a unanimous one take an answer of every decider, each from a person of
/// their own (A9); a sign-off is made when every partner has signed, and one who does not sign is
/// enough to say so.
fn settled<'a>(row: &Decision, slots: &'a [Slot], each_own: bool) -> (DecisionState, &'a str) {
    let given: Vec<&str> = slots
        .iter()
        .filter(|slot| slot.has_answered())
        .map(|slot| slot.value.as_str())
        .collect();
    let contested = slots.iter().any(|slot| slot.contested);
    let signs = |value: &&str| row.records(value).is_some();
    if !contested && row.rule == DecisionRule::SignOff && !given.iter().all(signs) {
        return (DecisionState::Refused, UNDECIDED);
    }
    let first = given.first().copied().unwrap_or(UNDECIDED);
    let differ = contested || given.iter().any(|value| *value != first);
    if differ {
        return (DecisionState::Differ, UNDECIDED);
    }
    match row.rule {
        _ if given.is_empty() => (DecisionState::Open, UNDECIDED),
        DecisionRule::One => (DecisionState::Made, first),
        _ if given.len() < slots.len() => (DecisionState::Incomplete, UNDECIDED),
        _ if !each_own => (DecisionState::OnePerson, UNDECIDED),
        DecisionRule::Joint | DecisionRule::Unanimous | DecisionRule::SignOff => {
            (DecisionState::Made, first)
        }
    }
}

#[cfg(test)]
mod tests;
