//! The rows that work is made of: who is told, steps, decisions, meetings and checks.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::cite::Cite;
use super::condition::Condition;
use super::lists::Choice;
use super::rows::{RowIds, row};

row! {
    /// Who must be told, in order.
    Told {
        /// The role that is told.
        role: String,
        /// The role that tells.
        #[serde(default)]
        by: Option<String>,
        /// When it applies; absent is always.
        #[serde(default)]
        when: Option<Condition>,
        /// The event that telling them records.
        #[serde(default)]
        event: Option<String>,
        /// The event is their own, of having received it: whoever wrote to them has told them, and
        /// they have not received it by that.
        #[serde(default)]
        receipt: bool,
    }
}

row! {
    /// Something to do, with an owner and the event that shows it done.
    Step {
        /// Its id.
        id: String,
        /// Which of the tracks that run side by side it belongs to.
        track: String,
        /// What is to be done.
        title: String,
        /// Whose it is.
        owner: String,
        /// Who may do it in the owner's absence.
        #[serde(default)]
        deputy: Option<String>,
        /// When it is open; absent is from the start.
        #[serde(default)]
        opens: Option<Condition>,
        /// Any of these shows it done.
        done: Vec<String>,
        /// What helps.
        #[serde(default)]
        help: Option<String>,
        /// What it tells of: done before this event was recorded, or before it was recorded again
        /// with another word, it is to be done again.
        #[serde(default)]
        tells: Option<String>,
        /// Stands open to the end: it is next only when nothing else is left to do.
        #[serde(default)]
        last: bool,
    }
}

row! {
    /// How far a case has come; of those that hold, the last of the pack is the case's.
    State {
        /// Its id.
        id: String,
        /// What people call it.
        title: String,
        /// When it holds.
        when: Condition,
        /// Nothing more is to be done in it.
        #[serde(default)]
        closed: bool,
        /// It was merged into another incident: what is due, is due there.
        #[serde(default)]
        merged: bool,
        /// What kind of case it is from this state on, whatever others hold with it.
        #[serde(default)]
        kind: Option<String>,
    }
}

/// How many of a decision's deciders it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionRule {
    /// Any one of them.
    One,
    /// All of them together (A9).
    Joint,
    /// All of them, each with a position; dissent is recorded and stops no clock (A19).
    Unanimous,
    /// Each of them signs.
    SignOff,
}

/// Who may decide although the deciders do not agree, and which way alone (A19, A67).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Despite {
    /// The role that may.
    pub role: String,
    /// The decider whose place is its own too: one person may answer in both.
    pub place: String,
    /// What may be decided in this way; nothing else is a decision.
    pub takes: Vec<String>,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
}

row! {
    /// A decision that people make; it never blocks a clock.
    Decision {
        /// Its id.
        id: String,
        /// What is decided.
        title: String,
        /// What may be decided; `undecided` is always first (A13).
        values: Vec<Choice>,
        /// The event that records it.
        #[serde(default)]
        event: Option<String>,
        /// The event that each value records, where they differ; `event=word` where it carries one.
        #[serde(default)]
        records: BTreeMap<String, String>,
        /// Who decides.
        deciders: Vec<String>,
        /// How many of them it takes.
        rule: DecisionRule,
        /// When it is asked; absent is always.
        #[serde(default)]
        asked: Option<Condition>,
        /// The event of taking a disagreement to the resolution protocol (A19).
        #[serde(default)]
        escalated: Option<String>,
        /// Who may decide although the deciders do not agree (A19).
        #[serde(default)]
        despite: Option<Despite>,
        /// Who deputises.
        #[serde(default)]
        deputy: Option<String>,
        /// Whether reasons are asked.
        #[serde(default)]
        reasons: bool,
        /// What helps.
        #[serde(default)]
        help: Option<String>,
    }
}

impl Decision {
    /// Returns the event, and the word it carries, that a value of the decision records.
    #[must_use]
    pub fn records<'a>(&'a self, value: &'a str) -> Option<(&'a str, Option<&'a str>)> {
        if let Some(event) = &self.event {
            return Some((event, Some(value)));
        }
        let entry = self.records.get(value)?;
        Some(match entry.split_once('=') {
            Some((event, word)) => (event, Some(word)),
            None => (entry, None),
        })
    }

    /// Says whether one of its values records the event.
    #[must_use]
    pub fn is_recorded_by(&self, event: &str) -> bool {
        let mut values = self.values.iter();
        values.any(|value| {
            self.records(&value.id)
                .is_some_and(|(known, _)| known == event)
        })
    }
}

/// Who chairs a meeting, and when.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chair {
    /// The role.
    pub role: String,
    /// When it is this role; absent is otherwise.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Who is invited to a meeting, and when.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitee {
    /// The role.
    pub role: String,
    /// When they are invited; absent is always.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Asked only where a person says so: the note says where.
    #[serde(default)]
    pub optional: bool,
    /// Sits there for their organisation, and so must have the meeting's abilities.
    #[serde(default)]
    pub represents: bool,
    /// Not named by the council's document.
    #[serde(default)]
    pub added: bool,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
    /// The national source of an added one.
    #[serde(default)]
    pub basis: Option<String>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// What a member of a meeting, or who comes in their place, must be able to do.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ability {
    /// Its id.
    pub id: String,
    /// What they must be able to do.
    pub text: String,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
}

/// One line of an agenda.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaLine {
    /// What is discussed.
    pub text: String,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
    /// Not in the council's document.
    #[serde(default)]
    pub added: bool,
    /// May be left out.
    #[serde(default)]
    pub optional: bool,
}

row! {
    /// A meeting: who chairs, who comes, what is discussed.
    Meeting {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// What calls for it.
        #[serde(default)]
        trigger: Option<Condition>,
        /// The event of its being arranged.
        #[serde(default)]
        arranged: Option<String>,
        /// The event of its being held.
        #[serde(default)]
        held: Option<String>,
        /// It is the panel whose day the register shows.
        #[serde(default)]
        panel: bool,
        /// The clock it is held against.
        #[serde(default)]
        clock: Option<String>,
        /// The decisions that it takes.
        #[serde(default)]
        decides: Vec<String>,
        /// The clock that it must leave room for (A7) ...
        #[serde(default)]
        before: Option<String>,
        /// ... and how many working days of it.
        #[serde(default)]
        room: Option<u32>,
        /// How long it is expected to take, in minutes.
        #[serde(default)]
        minutes: Option<i64>,
        /// Who chairs; the first whose condition holds.
        #[serde(default)]
        chair: Vec<Chair>,
        /// Who is invited.
        #[serde(default)]
        invitee: Vec<Invitee>,
        /// What each who represents an organisation must be able to do.
        #[serde(default)]
        ability: Vec<Ability>,
        /// What is discussed.
        #[serde(default)]
        agenda: Vec<AgendaLine>,
    }
}

row! {
    /// Where an action comes from: whose recommendations it answers.
    Origin {
        /// Its id.
        id: String,
        /// What it is.
        title: String,
    }
}

row! {
    /// An agency that is asked for a check, or answers for an action.
    Agency {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// When it is asked; absent is always.
        #[serde(default)]
        when: Option<Condition>,
    }
}

/// One point of a checklist.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Its id.
    pub id: String,
    /// What is considered.
    pub text: String,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
    /// The national source of an added one.
    #[serde(default)]
    pub basis: Option<String>,
    /// Not in the council's document.
    #[serde(default)]
    pub added: bool,
}

row! {
    /// What a review considers, point by point.
    Checklist {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// When it is worked through.
        #[serde(default)]
        when: Option<Condition>,
        /// Its points.
        point: Vec<Point>,
    }
}
