//! A pack's file as it is written: its header and its rows.

use serde::Deserialize;

use super::clock::{Clock, SetAside};
use super::form::Form;
use super::letter::Letter;
use super::lists::{ContactRow, Document, Parallel, RoleRow, Source, Status, Trigger};
use super::process::{Agency, Checklist, Decision, Meeting, Origin, State, Step, Told};
use super::retention::RetentionRow;
use super::rows::{Advice, Criterion, EventRow, FactRow, NamedStart, Outcome, Report};
use super::view::ViewRow;

/// The value of a decision that nobody has made yet (A13).
pub const UNDECIDED: &str = "undecided";

/// The pack's own header.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its id, as given to `--pack`.
    pub id: String,
    /// The protocol's title.
    pub title: String,
    /// Whose it is.
    pub council: String,
    /// A short name for the first line of the screen.
    pub short: String,
    /// The first part of a reference, such as `TH`.
    pub prefix: String,
    /// Which edition of the protocol it holds.
    pub edition: String,
    /// The guidance the protocol was written against.
    pub written_against: String,
    /// Shown permanently when the protocol is older than the national rows.
    pub notice: String,
    /// The pack whose rows come first.
    #[serde(default)]
    pub extends: Option<String>,
    /// The form that raises an alert.
    #[serde(default)]
    pub alert_form: Option<String>,
    /// The authority's area, as the questions name it.
    #[serde(default)]
    pub area: Option<String>,
}

/// The rows of one file, or of a file with its parent's rows before its own.
///
/// Nothing is promised of them, nor are they looked up: [`super::Rows`] are, and [`super::Pack`] is
/// what may be worked by.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each list is documented on its row type")]
pub struct PackFile {
    pub pack: Header,
    #[serde(default, rename = "document")]
    pub documents: Vec<Document>,
    #[serde(default, rename = "role")]
    pub roles: Vec<RoleRow>,
    #[serde(default, rename = "contact")]
    pub contacts: Vec<ContactRow>,
    #[serde(default, rename = "source")]
    pub sources: Vec<Source>,
    #[serde(default, rename = "parallel")]
    pub parallels: Vec<Parallel>,
    #[serde(default, rename = "status")]
    pub statuses: Vec<Status>,
    #[serde(default, rename = "trigger")]
    pub triggers: Vec<Trigger>,
    #[serde(default, rename = "fact")]
    pub facts: Vec<FactRow>,
    #[serde(default, rename = "event")]
    pub events: Vec<EventRow>,
    #[serde(default, rename = "start")]
    pub starts: Vec<NamedStart>,
    #[serde(default, rename = "criterion")]
    pub criteria: Vec<Criterion>,
    #[serde(default)]
    pub advice: Vec<Advice>,
    #[serde(default, rename = "clock")]
    pub clocks: Vec<Clock>,
    #[serde(default)]
    pub set_aside: Vec<SetAside>,
    #[serde(default)]
    pub told: Vec<Told>,
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
    #[serde(default, rename = "state")]
    pub states: Vec<State>,
    #[serde(default, rename = "decision")]
    pub decisions: Vec<Decision>,
    #[serde(default, rename = "meeting")]
    pub meetings: Vec<Meeting>,
    #[serde(default, rename = "agency")]
    pub agencies: Vec<Agency>,
    #[serde(default, rename = "origin")]
    pub origins: Vec<Origin>,
    #[serde(default, rename = "checklist")]
    pub checklists: Vec<Checklist>,
    #[serde(default, rename = "letter")]
    pub letters: Vec<Letter>,
    #[serde(default, rename = "form")]
    pub forms: Vec<Form>,
    #[serde(default, rename = "report")]
    pub reports: Vec<Report>,
    #[serde(default, rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    #[serde(default, rename = "retention")]
    pub retentions: Vec<RetentionRow>,
    #[serde(default, rename = "view")]
    pub views: Vec<ViewRow>,
}

impl PackFile {
    /// Reads one pack file; its parent is not looked at.
    ///
    /// # Errors
    /// When it is not TOML of the pack's shape; the error shows line, column and the place.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Returns a pack with the parent's rows before its own, under its own header.
    #[must_use]
    pub fn merged(parent: &Self, own: &Self) -> Self {
        let mut out = parent.clone();
        out.pack = own.pack.clone();
        macro_rules! append {
            ($($list:ident)*) => {$( out.$list.extend(own.$list.iter().cloned()); )*};
        }
        append!(roles contacts sources parallels statuses triggers facts events starts
            criteria advice clocks set_aside told steps states decisions meetings agencies origins checklists letters
            forms reports outcomes retentions views);
        for row in &own.documents {
            if !out.documents.iter().any(|known| known.id == row.id) {
                out.documents.push(row.clone());
            }
        }
        out
    }

    /// Returns the rows that a desk goes by: a pack merged with its parent, and the steps as the
    /// council's own process, track by track, with the parent's after them in each; so its views of the
    /// register. A council's own retention schedule takes the place of the parent's.
    #[must_use]
    pub fn extending(parent: &Self, own: &Self) -> Self {
        let mut out = Self::merged(parent, own);
        if !own.retentions.is_empty() {
            out.retentions.clone_from(&own.retentions);
        }
        out.steps.rotate_left(parent.steps.len());
        out.views.rotate_left(parent.views.len());
        let mut tracks: Vec<String> = Vec::new();
        for row in &out.steps {
            if !tracks.contains(&row.track) {
                tracks.push(row.track.clone());
            }
        }
        let place = |track: &String| tracks.iter().position(|known| known == track);
        out.steps.sort_by_key(|row| place(&row.track));
        out
    }
}
