//! The rows that rules are made of: facts, events, criteria and advice; reports and outcomes.

use serde::Deserialize;

use super::cite::Cite;
use super::condition::Condition;
use super::means::{FactMeans, Means, StartMeans};

/// The id or ids of the specification's rows that a pack row carries.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum RowIds {
    /// One row.
    One(String),
    /// Several rows.
    Many(Vec<String>),
}

impl RowIds {
    /// Returns the ids.
    #[must_use]
    pub fn ids(&self) -> Vec<&str> {
        match self {
            Self::One(id) => vec![id],
            Self::Many(ids) => ids.iter().map(String::as_str).collect(),
        }
    }
}

/// Declares a row type: every row refuses unknown keys and may carry the ids, notes and readings
/// that say where it comes from.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            /// The specification's row ids.
            #[serde(default)]
            pub row: Option<RowIds>,
            /// The words it rests on.
            #[serde(default)]
            pub cite: Option<Cite>,
            /// Further words, where two texts differ.
            #[serde(default)]
            pub also: Vec<Cite>,
            /// The national source of a row that no seed document states.
            #[serde(default)]
            pub basis: Option<String>,
            /// The readings of unclear words that it follows.
            #[serde(default)]
            pub readings: Vec<String>,
            /// Not in the council's own document.
            #[serde(default)]
            pub added: bool,
            /// What a reader should know of it.
            #[serde(default)]
            pub note: Option<String>,
        }
    };
}
pub(crate) use row;

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactOf {
    /// The incident.
    Incident,
    /// One person.
    Person,
}

/// The values a fact may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// One word of a list.
    Choice,
    /// Any words of a list.
    Choices,
}

row! {
    /// A fact that can be asked for.
    FactRow {
        /// Its id.
        id: String,
        /// What it is about.
        of: FactOf,
        /// The values it may take.
        kind: FactKind,
        /// The words of a list, or the name of a list such as `@trigger`.
        #[serde(default)]
        values: Vec<String>,
        /// A fact that cannot be yes when this one is.
        #[serde(default)]
        excludes: Option<String>,
        /// The question, as asked.
        ask: String,
        /// What *yes* says of somebody, asked again before it is recorded: `has died`.
        #[serde(default)]
        confirm: Option<String>,
        /// The event that says when the authority learned of a *yes* given after the incident was
        /// logged: the screen asks for it (A60).
        #[serde(default)]
        learned: Option<String>,
        /// What helps to answer it.
        #[serde(default)]
        help: Option<String>,
        /// What the program itself takes it for.
        #[serde(default)]
        means: Option<FactMeans>,
    }
}

/// When recording an event asks why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonWhen {
    /// Never.
    #[default]
    Never,
    /// When a clock it stops is past its time.
    WhenLate,
    /// Always.
    Always,
}

row! {
    /// Something that can be recorded on a timeline.
    EventRow {
        /// Its id.
        id: String,
        /// What it says on the timeline.
        title: String,
        /// Who usually records it.
        #[serde(default)]
        by: Option<String>,
        /// The words it must carry one of.
        #[serde(default)]
        value: Vec<String>,
        /// The event that takes it back.
        #[serde(default)]
        withdrawn_by: Option<String>,
        /// When recording it asks why.
        #[serde(default)]
        reason: ReasonWhen,
        /// What the program itself takes it for.
        #[serde(default)]
        means: Option<Means>,
    }
}

row! {
    /// A start made of several events.
    NamedStart {
        /// Its id.
        id: String,
        /// What it is.
        title: String,
        /// The earliest of these counts.
        earliest: Vec<String>,
        /// What the program itself takes it for.
        #[serde(default)]
        means: Option<StartMeans>,
    }
}

row! {
    /// A named condition of the source documents.
    Criterion {
        /// Its id, such as `E1`.
        id: String,
        /// What it says.
        title: String,
        /// What it is about.
        of: FactOf,
        /// When it holds.
        when: Condition,
    }
}

/// Words added to an advice when something is true of a person whom the answer concerns.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Asked of each person.
    pub when: Condition,
    /// Said of anyone listed, whatever the answer: what the record of one leaves to ask of others.
    #[serde(default)]
    pub anyone: bool,
    /// What is added.
    pub text: String,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
}

/// A fact that is asked of a person whatever an advice answers: what else hangs on it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The fact, of a person.
    pub fact: String,
    /// Of whom: everyone of whom this is not known to be false.
    pub when: Condition,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
}

row! {
    /// A rule that answers yes, no or not known, shows why, and stops.
    Advice {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// When it is yes.
        when: Condition,
        /// What is said on yes.
        yes: String,
        /// What is said on no.
        no: String,
        /// What is said when it is not known.
        unknown: String,
        /// What is said instead when it is not known and no fact settles it (A28).
        #[serde(default)]
        unsettled: Option<String>,
        /// A yes makes an alert due.
        #[serde(default)]
        raises: bool,
        /// Which people a yes or not known names, where it is not those it holds of.
        #[serde(default)]
        people: Option<Condition>,
        /// Words added when something is true of a person.
        #[serde(default)]
        notes: Vec<Note>,
        /// What is asked whatever the answer.
        #[serde(default)]
        asks: Vec<Ask>,
    }
}

row! {
    /// A report with its audiences.
    Report {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// How often.
        period: String,
        /// Who receives it, where nothing is quoted for each.
        #[serde(default)]
        audiences: Vec<String>,
        /// Who receives it.
        #[serde(default)]
        audience: Vec<Audience>,
        /// The events that bring a case into a period of a report on learning.
        #[serde(default)]
        starts: Vec<String>,
    }
}

/// Somebody who receives a report, with the words that say so.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// What people call them.
    pub title: String,
    /// Why.
    #[serde(default)]
    pub cite: Option<Cite>,
}

impl Report {
    /// Returns who receives it, in the pack's order.
    pub fn receivers(&self) -> impl Iterator<Item = &str> {
        let quoted = self.audience.iter().map(|one| one.title.as_str());
        quoted.chain(self.audiences.iter().map(String::as_str))
    }
}

row! {
    /// A value that someone records, with who records it.
    Outcome {
        /// Its id.
        id: String,
        /// What is recorded.
        title: String,
        /// The values it may take.
        #[serde(default)]
        values: Vec<OutcomeValue>,
        /// Several of them may hold together.
        #[serde(default)]
        several: bool,
        /// When it is asked for on a case; absent is never: it shows elsewhere.
        #[serde(default)]
        asked: Option<Condition>,
        /// Who records it.
        #[serde(default)]
        by: Option<String>,
    }
}

/// One value of an outcome.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeValue {
    /// The stable word.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
}
