//! The rows that others name: documents, roles and how to reach them, and the pick lists.

use serde::Deserialize;

use super::cite::Cite;
use super::rows::{RowIds, row};
use crate::domain::text::spaced;

/// A pick list's entry: the word that is stored and the words that are shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The stable word.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Of a decision: the reasons say what it is, and papers print them in place of the title.
    #[serde(default)]
    pub in_reasons: bool,
}

impl Choice {
    /// Returns a word with what people read.
    #[must_use]
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            in_reasons: false,
        }
    }
}

/// Returns the title of a word among those that may be chosen; of one that is not among them (an
/// earlier edition had it) the word itself, as people read it.
#[must_use]
pub fn title_of(choices: &[Choice], word: &str) -> String {
    match choices.iter().find(|choice| choice.id == word) {
        Some(choice) => choice.title.clone(),
        None => spaced(word),
    }
}

row! {
    /// A source document.
    Document {
        /// Its id in cites.
        id: String,
        /// Its title.
        title: String,
        /// What it is called under a quote; without one its title.
        #[serde(default)]
        short: Option<String>,
        /// The pack of the council that it is of, where a national row quotes one: other councils
        /// do not cite it.
        #[serde(default)]
        council: Option<String>,
        /// Its date as printed.
        date: String,
        /// Its file among the source documents.
        #[serde(default)]
        file: Option<String>,
    }
}

row! {
    /// A role: who does something, never a person's name.
    RoleRow {
        /// Its id.
        id: String,
        /// What people call it.
        title: String,
        /// Where it sits.
        #[serde(default)]
        organisation: Option<String>,
        /// The role that deputises.
        #[serde(default)]
        deputy: Option<String>,
        /// What it does.
        #[serde(default)]
        duties: Option<String>,
        /// The role at the desk that answers for it where it decides, by its word (design, 6).
        #[serde(default)]
        desk: Option<String>,
    }
}

row! {
    /// A published way to reach a role; unconfirmed until the desk confirms it.
    ContactRow {
        /// The role.
        role: String,
        /// The published number.
        #[serde(default)]
        phone: Option<String>,
        /// The published role mailbox.
        #[serde(default)]
        mailbox: Option<String>,
        /// When it is answered.
        #[serde(default)]
        hours: Option<String>,
        /// When it was published, such as `2023-08`.
        #[serde(default)]
        published: Option<String>,
    }
}

row! {
    /// Where an alert may come from.
    Source {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
    }
}

row! {
    /// A process of another agency that may run on the same incident.
    Parallel {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// Who leads it.
        lead: String,
        /// Its own limit, as its source says it; no clock of this desk.
        #[serde(default)]
        limit: Option<String>,
    }
}

row! {
    /// A status of the child that the form ticks.
    Status {
        /// Its id.
        id: String,
        /// Its name.
        title: String,
        /// The person fact that the tick records as yes.
        #[serde(default)]
        sets: Option<String>,
    }
}

row! {
    /// A reason for alert.
    Trigger {
        /// Its id.
        id: String,
        /// Its words.
        title: String,
    }
}
