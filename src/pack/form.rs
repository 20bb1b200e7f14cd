//! The rows of a form: its sections and fields, in the council's own words and order.

use serde::Deserialize;

use super::cite::Cite;
use super::condition::Condition;
use super::lists::Choice;
use super::rows::{RowIds, row};

/// A form: the council's own fields, in the council's own order.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The roles it is sent to.
    pub to: Vec<String>,
    /// Who receives it too, as soon as their mailbox is confirmed: the form never waits for them.
    #[serde(default)]
    pub copy: Vec<FormCopy>,
    /// The event that sending it records; the alert form records its own.
    #[serde(default)]
    pub event: Option<String>,
    /// When it is called for; absent is always.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Not in the council's own document.
    #[serde(default)]
    pub added: bool,
    /// The national source of a form that no seed document prints.
    #[serde(default)]
    pub basis: Option<String>,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
    /// The specification's row ids.
    #[serde(default)]
    pub row: Option<RowIds>,
    /// Its parts.
    pub section: Vec<FormSection>,
}

/// A role that receives a form beside those it goes to.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormCopy {
    /// The role.
    pub role: String,
    /// The words it rests on.
    #[serde(default)]
    pub cite: Option<Cite>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Who a repeated section is filled in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// Each child the alert is about.
    Subject,
    /// Each brother or sister.
    Sibling,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSection {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// For whom it is repeated.
    #[serde(default)]
    pub repeats: Option<Repeats>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
    /// Its fields.
    #[serde(default)]
    pub field: Vec<FormField>,
}

/// The kinds of a form's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A day and a time.
    When,
    /// A day.
    Day,
    /// Any of a list.
    Ticks,
    /// One of a list.
    Choice,
    /// Yes, no or not known.
    YesNo,
}

/// What stands in an empty field when the form is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prefill {
    /// Who is at the desk.
    User,
    /// The time it is.
    Now,
    /// The names of the parents and carers who are on the incident.
    Parents,
    /// Whoever is on the incident beside those it is about.
    Family,
}

/// How much a field is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// The form is not sent without it.
    Send,
    /// The form can be sent without it, and says so.
    Advised,
}

/// What the register says by a field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedAs {
    /// The team that the alert came from.
    Team,
    /// The agency that it came from.
    Agency,
}

row! {
    /// One field of a form.
    FormField {
        /// Its id.
        id: String,
        /// The document's own words.
        label: String,
        /// Its kind.
        kind: FieldKind,
        /// What may be chosen.
        #[serde(default)]
        options: Vec<Choice>,
        /// The list that may be chosen from.
        #[serde(default)]
        options_from: Option<String>,
        /// What helps.
        #[serde(default)]
        help: Option<String>,
        /// What the text must say something of.
        #[serde(default)]
        prompts: Vec<String>,
        /// What it fills and is filled from.
        #[serde(default)]
        binds: Option<String>,
        /// What the register says by it.
        #[serde(default)]
        lists: Vec<ListedAs>,
        /// How much it is wanted.
        #[serde(default)]
        required: Option<Wanted>,
        /// What stands in it before anybody has typed.
        #[serde(default)]
        prefill: Option<Prefill>,
    }
}
