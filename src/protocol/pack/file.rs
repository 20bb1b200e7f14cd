//! A pack's file as it is written: its header and its rows, and the ways to find one.

use serde::Deserialize;

use super::lists::{Choice, ContactRow, Document, Parallel, RoleRow, Source, Status, Trigger};
use super::process::{Agency, Checklist, Decision, Form, Letter, Meeting, State, Step, Told};
use super::rows::{Advice, Clock, Criterion, EventRow, FactRow, NamedStart, Outcome, Report};
use crate::domain::contact::Contact;

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
/// Nothing is promised of them: the checker looks at them, and [`super::Pack`] is what may be
/// worked by.
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
            criteria advice clocks told steps states decisions meetings agencies checklists letters
            forms reports outcomes);
        for row in &own.documents {
            if !out.documents.iter().any(|known| known.id == row.id) {
                out.documents.push(row.clone());
            }
        }
        out
    }

    /// Returns the rows that a desk goes by: a pack merged with its parent, and the steps as the
    /// council's own process, track by track, with the parent's after them in each.
    #[must_use]
    pub fn extending(parent: &Self, own: &Self) -> Self {
        let mut out = Self::merged(parent, own);
        out.steps.rotate_left(parent.steps.len());
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

    /// Returns a fact's row.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&FactRow> {
        self.facts.iter().find(|row| row.id == id)
    }

    /// Returns an event's row.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&EventRow> {
        self.events.iter().find(|row| row.id == id)
    }

    /// Returns the events that a start is made of: of a start that has no row, itself.
    #[must_use]
    pub fn start_events<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        match self.starts.iter().find(|row| row.id == id) {
            Some(row) => row.earliest.iter().map(String::as_str).collect(),
            None => vec![id],
        }
    }

    /// Returns a clock's row.
    #[must_use]
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|row| row.id == id)
    }

    /// Returns an advice's row.
    #[must_use]
    pub fn advice_row(&self, id: &str) -> Option<&Advice> {
        self.advice.iter().find(|row| row.id == id)
    }

    /// Returns a criterion's row.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|row| row.id == id)
    }

    /// Returns a step's row.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|row| row.id == id)
    }

    /// Returns a decision's row.
    #[must_use]
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.decisions.iter().find(|row| row.id == id)
    }

    /// Returns a meeting's row.
    #[must_use]
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.iter().find(|row| row.id == id)
    }

    /// Returns the words that an event may carry: its own, else those of the decision it records.
    #[must_use]
    pub fn event_values(&self, id: &str) -> Vec<Choice> {
        let recorded = |row: &&Decision| row.event.as_deref() == Some(id);
        let decided = self.decisions.iter().find(recorded);
        let decided = decided.map_or(&[][..], |row| row.values.as_slice());
        let title = |word: &String| {
            let known = decided.iter().find(|value| value.id == *word);
            known.cloned().unwrap_or_else(|| Choice {
                id: word.clone(),
                title: word.replace('_', " "),
            })
        };
        let own = self.event(id).map_or(&[][..], |row| row.value.as_slice());
        if own.is_empty() {
            let values = decided.iter().filter(|value| value.id != UNDECIDED);
            values.cloned().collect()
        } else {
            own.iter().map(title).collect()
        }
    }

    /// Returns a form.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|row| row.id == id)
    }

    /// Returns the form that raises an alert.
    #[must_use]
    pub fn alert_form(&self) -> Option<&Form> {
        self.form(self.pack.alert_form.as_deref()?)
    }

    /// Returns a role's title, or the id itself where the pack has no such role.
    #[must_use]
    pub fn role_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.roles
            .iter()
            .find(|row| row.id == id)
            .map_or(id, |row| row.title.as_str())
    }

    /// Returns an event's title, or the id itself.
    #[must_use]
    pub fn event_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.event(id).map_or(id, |row| row.title.as_str())
    }

    /// Returns the pack's published contacts as unconfirmed entries, one a role.
    #[must_use]
    pub fn published_contacts(&self) -> Vec<Contact> {
        self.contacts
            .iter()
            .map(|row| Contact {
                role: row.role.clone(),
                phone_day: row.phone.clone().unwrap_or_default(),
                mailbox: row.mailbox.clone().unwrap_or_default(),
                ..Contact::default()
            })
            .collect()
    }

    /// Returns the desk's contacts in the pack's order of roles: the desk's own entry for a role
    /// stands before the published one, and a role that is told has an entry even when empty.
    #[must_use]
    pub fn contacts_with(&self, own: Vec<Contact>) -> Vec<Contact> {
        let mut out = self.published_contacts();
        for role in self.told.iter().map(|row| &row.role) {
            if !out.iter().any(|contact| contact.role == *role) {
                out.push(Contact {
                    role: role.clone(),
                    ..Contact::default()
                });
            }
        }
        for contact in own {
            match out.iter_mut().find(|known| known.role == contact.role) {
                Some(known) => *known = contact,
                None => out.push(contact),
            }
        }
        out
    }

    /// Returns the entries of a named pick list: `trigger`, `status`, `source` or `parallel`.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<Vec<Choice>> {
        let choice = |id: &String, title: &String| Choice {
            id: id.clone(),
            title: title.clone(),
        };
        Some(match name {
            "trigger" => self
                .triggers
                .iter()
                .map(|r| choice(&r.id, &r.title))
                .collect(),
            "status" => self
                .statuses
                .iter()
                .map(|r| choice(&r.id, &r.title))
                .collect(),
            "source" => self
                .sources
                .iter()
                .map(|r| choice(&r.id, &r.title))
                .collect(),
            "parallel" => self
                .parallels
                .iter()
                .map(|r| choice(&r.id, &r.title))
                .collect(),
            _ => return None,
        })
    }

    /// Returns the words a fact may take, resolving a named list such as `@trigger`.
    #[must_use]
    pub fn fact_values(&self, fact: &FactRow) -> Vec<Choice> {
        match fact
            .values
            .first()
            .and_then(|first| first.strip_prefix('@'))
        {
            Some(list) => self.list(list).unwrap_or_default(),
            None => fact
                .values
                .iter()
                .map(|word| Choice {
                    id: word.clone(),
                    title: word.replace('_', " "),
                })
                .collect(),
        }
    }

    /// Returns the document a cite names, as people know it.
    #[must_use]
    pub fn document_title(&self, id: &str) -> Option<&str> {
        self.documents
            .iter()
            .find(|row| row.id == id)
            .map(|row| row.title.as_str())
    }
}
