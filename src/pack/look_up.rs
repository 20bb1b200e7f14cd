//! Rows with the place of each by its id, so that finding one reads no list.

use std::collections::HashMap;

use super::clock::Clock;
use super::file::{PackFile, UNDECIDED};
use super::form::Form;
use super::letter::Letter;
use super::lists::{Choice, Document, Parallel, RoleRow, Source, title_of};
use super::process::{Agency, Checklist, Decision, Meeting, Step};
use super::retention::RetentionRow;
use super::rows::{Advice, Criterion, EventRow, FactRow, NamedStart, Outcome, Report};
use crate::domain::contact::Contact;
use crate::domain::text::spaced;
use crate::domain::user;

/// The places of rows in their list, by their ids.
type Places = HashMap<String, usize>;

/// Returns the place of each id; of one that stands twice, which the checker tells, the first.
fn places<'a>(ids: impl Iterator<Item = &'a String>) -> Places {
    let mut out = Places::new();
    for (place, id) in ids.enumerate() {
        out.entry(id.clone()).or_insert(place);
    }
    out
}

/// Declares the index of the lists that are looked up.
macro_rules! index {
    ($($list:ident)*) => {
        /// Where each row stands.
        #[derive(Clone, Debug, PartialEq)]
        struct Index {
            $($list: Places,)*
            /// The decision that each event records.
            decision_of_event: Places,
        }

        impl Index {
            fn of(file: &PackFile) -> Self {
                let recorded = file.decisions.iter().enumerate();
                let recorded = recorded
                    .rev()
                    .filter_map(|(place, row)| Some((row.event.clone()?, place)));
                Self {
                    $($list: places(file.$list.iter().map(|row| &row.id)),)*
                    // From the last on, so that of two the first stays.
                    decision_of_event: recorded.collect(),
                }
            }
        }
    };
}

index!(roles sources parallels facts events starts criteria advice clocks steps decisions meetings
    agencies checklists letters forms outcomes retentions);

/// The rows of a file, or of a file with its parent's rows before its own, ready to be looked up.
///
/// Of rows that are not sound yet as well: the checker finds its way by them.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    file: PackFile,
    index: Index,
}

impl std::ops::Deref for Rows {
    type Target = PackFile;

    fn deref(&self) -> &PackFile {
        &self.file
    }
}

impl Rows {
    /// Notes where each row stands.
    #[must_use]
    pub fn of(file: PackFile) -> Self {
        let index = Index::of(&file);
        Self { file, index }
    }

    /// Returns the header, for a test to change it: no row is looked up by it.
    #[cfg(test)]
    pub(crate) fn header_mut(&mut self) -> &mut super::Header {
        &mut self.file.pack
    }

    /// Returns a fact's row.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&FactRow> {
        self.facts.get(*self.index.facts.get(id)?)
    }

    /// Returns a fact's row with its place among the facts.
    #[must_use]
    pub fn fact_at(&self, id: &str) -> Option<(usize, &FactRow)> {
        let place = *self.index.facts.get(id)?;
        Some((place, self.facts.get(place)?))
    }

    /// Returns an event's row.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&EventRow> {
        self.events.get(*self.index.events.get(id)?)
    }

    /// Returns the row of a start made of several events.
    #[must_use]
    pub fn start(&self, id: &str) -> Option<&NamedStart> {
        self.starts.get(*self.index.starts.get(id)?)
    }

    /// Returns the events that a start is made of: of a start that has no row, itself.
    #[must_use]
    pub fn start_events<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        match self.start(id) {
            Some(row) => row.earliest.iter().map(String::as_str).collect(),
            None => vec![id],
        }
    }

    /// Returns a clock's row.
    #[must_use]
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.get(*self.index.clocks.get(id)?)
    }

    /// Returns the report on learning: the one that says which events bring a case into a period of it.
    #[must_use]
    pub fn learning_report(&self) -> Option<&Report> {
        self.reports.iter().find(|row| !row.starts.is_empty())
    }

    /// Returns an advice's row.
    #[must_use]
    pub fn advice_row(&self, id: &str) -> Option<&Advice> {
        self.advice.get(*self.index.advice.get(id)?)
    }

    /// Returns a criterion's row.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.get(*self.index.criteria.get(id)?)
    }

    /// Returns an advice's title, or the id itself where the pack has no such advice.
    #[must_use]
    pub fn advice_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.advice_row(id).map_or(id, |row| row.title.as_str())
    }

    /// Returns a step's row.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.get(*self.index.steps.get(id)?)
    }

    /// Returns a decision's row.
    #[must_use]
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.decisions.get(*self.index.decisions.get(id)?)
    }

    /// Returns the title of what a decision came to.
    #[must_use]
    pub fn decided_title(&self, decision: &str, value: &str) -> String {
        match self.decision(decision) {
            Some(row) => title_of(&row.values, value),
            None => spaced(value),
        }
    }

    /// Returns a meeting's row.
    #[must_use]
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.get(*self.index.meetings.get(id)?)
    }

    /// Returns the words that an event may carry: its own, else those of the decision it records.
    #[must_use]
    pub fn event_values(&self, id: &str) -> Vec<Choice> {
        let decided = self.index.decision_of_event.get(id);
        let decided = decided.and_then(|place| self.decisions.get(*place));
        let decided = decided.map_or(&[][..], |row| row.values.as_slice());
        let title = |word: &String| Choice::new(word, &title_of(decided, word));
        let own = self.event(id).map_or(&[][..], |row| row.value.as_slice());
        if own.is_empty() {
            let values = decided.iter().filter(|value| value.id != UNDECIDED);
            values.cloned().collect()
        } else {
            own.iter().map(title).collect()
        }
    }

    /// Returns the row of a source of alerts.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(*self.index.sources.get(id)?)
    }

    /// Returns the row of a process of another agency.
    #[must_use]
    pub fn parallel(&self, id: &str) -> Option<&Parallel> {
        self.parallels.get(*self.index.parallels.get(id)?)
    }

    /// Returns the row of an agency.
    #[must_use]
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.get(*self.index.agencies.get(id)?)
    }

    /// Returns the row of a checklist.
    #[must_use]
    pub fn checklist(&self, id: &str) -> Option<&Checklist> {
        self.checklists.get(*self.index.checklists.get(id)?)
    }

    /// Returns the row of a letter.
    #[must_use]
    pub fn letter(&self, id: &str) -> Option<&Letter> {
        self.letters.get(*self.index.letters.get(id)?)
    }

    /// Returns the row of a retention class.
    #[must_use]
    pub fn retention(&self, id: &str) -> Option<&RetentionRow> {
        self.retentions.get(*self.index.retentions.get(id)?)
    }

    /// Returns the row of an outcome.
    #[must_use]
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.get(*self.index.outcomes.get(id)?)
    }

    /// Returns a form.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.get(*self.index.forms.get(id)?)
    }

    /// Returns the form that raises an alert.
    #[must_use]
    pub fn alert_form(&self) -> Option<&Form> {
        self.form(self.pack.alert_form.as_deref()?)
    }

    /// Returns a role's row.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&RoleRow> {
        self.roles.get(*self.index.roles.get(id)?)
    }

    /// Returns the role that deputises for a role.
    #[must_use]
    pub fn deputy(&self, id: &str) -> Option<&String> {
        self.role(id)?.deputy.as_ref()
    }

    /// Returns the role at the desk that answers for a role; none where the pack says none, as packs
    /// of earlier releases did not.
    #[must_use]
    pub fn desk_role(&self, id: &str) -> Option<user::Role> {
        self.role(id)?.desk.as_ref()?.parse().ok()
    }

    /// Returns a role's title, or the id itself where the pack has no such role.
    #[must_use]
    pub fn role_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.role(id).map_or(id, |row| row.title.as_str())
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
    /// stands before the published one; a role that is told, and who deputises for it, has an entry
    /// even when empty.
    #[must_use]
    pub fn contacts_with(&self, own: Vec<Contact>) -> Vec<Contact> {
        let mut out = self.published_contacts();
        let told = self.told.iter().map(|row| &row.role);
        let deputies = told.clone().filter_map(|role| self.deputy(role));
        for role in told.chain(deputies) {
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
        let choice = |id: &String, title: &String| Choice::new(id, title);
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
                .map(|word| Choice::new(word, &spaced(word)))
                .collect(),
        }
    }

    /// Returns the document a cite names, as people know it.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|row| row.id == id)
    }
}

#[cfg(test)]
mod tests;
