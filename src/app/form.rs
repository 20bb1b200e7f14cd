//! A form being filled in: fields, where the cursor is, undo, and the draft of every keystroke.
//!
//! One machine for every form of the desk. What a form *means* (what it becomes) is in the folder of
//! its page; this file knows only typing.

mod choosing;
pub mod draft;
mod fault;
pub mod field;
pub mod handle;
mod hidden;
pub mod person;
mod sought;
pub mod typed;
mod typing;

use crate::domain::draft::DraftKey;
use crate::domain::instant::Instant;
use crate::pack::form::Wanted;
pub use draft::Conflict;
pub use fault::Fault;
pub use field::{Field, Kind};
pub use hidden::Hidden;

/// How many changes can be undone.
const UNDO_DEPTH: usize = 200;

/// What a key did to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// What is typed changed: keep the draft.
    Changed,
    /// Only the cursor moved.
    Moved,
    /// Enter on the last line: the form is done.
    Submit,
    /// Nothing in the list begins with these letters.
    Unfound(String),
    /// The key means nothing here.
    Nothing,
}

/// The fields of one more person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The section it repeats.
    pub section: String,
    /// Its fields, with `#` in the ids where the person's key goes.
    pub fields: Vec<Field>,
}

/// A form being filled in.
#[derive(Debug, Default)]
pub struct Form {
    /// Its heading.
    pub title: String,
    /// What stands under the heading: what the form is for.
    pub intro: String,
    /// What finishing it does, for the footer: `log it`, `save`.
    pub submit_words: String,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// The field the cursor is in.
    pub focus: usize,
    /// The draft it is kept under; none for secrets and one-line questions.
    pub draft_key: Option<DraftKey>,
    /// Enter in any field finishes it.
    pub asks_at_once: bool,
    /// What is typed into a field that is otherwise never shown is shown: it is read off the screen.
    pub shows_typed: bool,
    /// When the draft was last kept, for people to see.
    pub kept_at: Option<Instant>,
    /// When it was begun, for one whose hour counts: a draft keeps it.
    pub begun: Option<Instant>,
    /// What was found wrong when it was last submitted.
    pub fault: Option<Fault>,
    /// What can be added again and again.
    pub templates: Vec<Template>,
    /// Columns that several-line text is wrapped at.
    pub columns: usize,
    /// What each field held when the form was filled from what is recorded.
    base: Vec<(String, String)>,
    /// What somebody else recorded in fields that are typed into here, and nobody has looked at.
    conflicts: Vec<Conflict>,
    /// What is typed into fields that are never shown.
    hidden: Vec<Hidden>,
    undo: Vec<Vec<Field>>,
    redo: Vec<Vec<Field>>,
    /// The field that the last change typed into: a run of typing is undone at once.
    typing_in: Option<usize>,
    /// What is being typed to find one of a list.
    sought: sought::Sought,
    /// The cursor is on its way down or up through the fields.
    is_walking: bool,
}

impl Form {
    /// Returns an empty form.
    #[must_use]
    pub fn new(title: &str, submit_words: &str, fields: Vec<Field>) -> Self {
        Self {
            title: title.to_owned(),
            submit_words: submit_words.to_owned(),
            hidden: Hidden::of(&fields),
            fields,
            columns: 70,
            ..Self::default()
        }
    }

    /// Returns the field the cursor is in.
    #[must_use]
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    /// Returns a field by its id.
    #[must_use]
    pub(crate) fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Puts a value into a field, as though it had been typed.
    pub(crate) fn set(&mut self, id: &str, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
            field.set_value(value);
        }
    }

    /// Puts a value into a field for somebody to keep or to type over.
    pub(crate) fn offer(&mut self, id: &str, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
            field.set_value(value);
            field.offered = true;
        }
    }

    /// Moves the cursor to a field.
    pub(crate) fn go_to(&mut self, id: &str) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.focus = index;
            self.sought = sought::Sought::default();
            self.typing_in = None;
        }
    }

    /// Moves the cursor by whole fields, stopping at the ends.
    pub fn step(&mut self, by: isize) -> Typed {
        let last = self.fields.len().saturating_sub(1);
        let target = self
            .focus
            .checked_add_signed(by)
            .map_or(0, |target| target.min(last));
        self.typing_in = None;
        self.is_walking = false;
        if target == self.focus {
            return Typed::Nothing;
        }
        self.focus = target;
        self.sought = sought::Sought::default();
        Typed::Moved
    }

    /// Moves the cursor to the next empty field, going round: first to those that the form is not
    /// sent without.
    pub fn next_empty(&mut self) -> Typed {
        let count = self.fields.len();
        let round = || (1..=count).map(|by| (self.focus + by) % count.max(1));
        let empty = |index: &usize| {
            let field = self.fields.get(*index);
            field.is_some_and(|field| self.lacks(field))
        };
        let needed = |index: &usize| {
            let field = self.fields.get(*index);
            field.is_some_and(|field| field.wanted == Some(Wanted::Send))
        };
        let found = round()
            .filter(empty)
            .find(needed)
            .or_else(|| round().find(empty));
        match found {
            Some(index) => {
                self.focus = index;
                self.sought = sought::Sought::default();
                self.typing_in = None;
                Typed::Moved
            }
            None => Typed::Nothing,
        }
    }

    /// Returns how many fields are still empty.
    #[must_use]
    pub fn empty_count(&self) -> usize {
        self.fields.iter().filter(|field| self.lacks(field)).count()
    }

    /// Returns the section of the field the cursor is in.
    #[must_use]
    pub fn section(&self) -> &str {
        self.focused().map_or("", |field| field.section.as_str())
    }

    /// Returns the keys of the people of a section, in order.
    #[must_use]
    pub fn groups(&self, section: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for field in self.fields.iter().filter(|f| f.section == section) {
            if let Some(group) = &field.group
                && out.last() != Some(group)
            {
                out.push(group.clone());
            }
        }
        out
    }

    /// Says whether people are added to it.
    #[must_use]
    pub fn takes_people(&self) -> bool {
        !self.templates.is_empty()
    }

    /// Adds a person to the section the cursor is in, else to the first that can repeat, and puts
    /// the cursor there.
    pub fn add_group(&mut self) -> Typed {
        let here = self.section().to_owned();
        let template = self
            .templates
            .iter()
            .find(|template| template.section == here)
            .or_else(|| self.templates.first())
            .cloned();
        let Some(template) = template else {
            return Typed::Nothing;
        };
        self.remember();
        let key = self.free_key();
        self.insert_group(&template, &key);
        let prefix = format!("{}/{key}/", template.section);
        if let Some(first) = self.fields.iter().position(|f| f.id.starts_with(&prefix)) {
            self.focus = first;
            self.sought = sought::Sought::default();
        }
        Typed::Changed
    }

    /// Takes away the person the cursor is in, where it was added in this form.
    pub fn remove_group(&mut self) -> Typed {
        let Some(field) = self.focused() else {
            return Typed::Nothing;
        };
        let (section, Some(group)) = (field.section.clone(), field.group.clone()) else {
            return Typed::Nothing;
        };
        if !group.starts_with('n') {
            return Typed::Nothing;
        }
        self.remember();
        self.fields
            .retain(|f| f.section != section || f.group.as_deref() != Some(group.as_str()));
        self.focus = self.focus.min(self.fields.len().saturating_sub(1));
        Typed::Changed
    }

    fn free_key(&self) -> String {
        let taken = |key: &str| self.fields.iter().any(|f| f.group.as_deref() == Some(key));
        let mut number = 1;
        loop {
            let key = format!("n{number}");
            if !taken(&key) {
                return key;
            }
            number += 1;
        }
    }

    fn insert_group(&mut self, template: &Template, key: &str) {
        let fields = template.fields.iter().map(|field| field.of_group(key));
        let after = self
            .fields
            .iter()
            .rposition(|field| field.section == template.section)
            .map_or(self.fields.len(), |at| at + 1);
        self.fields.splice(after..after, fields);
    }

    /// Makes the form as it is now the recorded one: undo cannot go behind it, and a field is
    /// touched once it holds anything else.
    pub fn settle(&mut self) {
        self.base = self
            .fields
            .iter()
            .map(|field| (field.id.clone(), field.raw_value()))
            .collect();
        self.undo.clear();
        self.redo.clear();
        self.typing_in = None;
    }

    /// Says whether the form knows what is recorded.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.base.is_empty()
    }

    /// Undoes the last change.
    pub fn undo(&mut self) -> Typed {
        let Some(before) = self.undo.pop() else {
            return Typed::Nothing;
        };
        self.redo.push(std::mem::replace(&mut self.fields, before));
        self.after_time_travel()
    }

    /// Does again what was undone.
    pub fn redo(&mut self) -> Typed {
        let Some(after) = self.redo.pop() else {
            return Typed::Nothing;
        };
        self.undo.push(std::mem::replace(&mut self.fields, after));
        self.after_time_travel()
    }

    fn after_time_travel(&mut self) -> Typed {
        self.typing_in = None;
        let changed = self
            .undo
            .last()
            .or(self.redo.last())
            .and_then(|other| other.iter().zip(&self.fields).position(|(a, b)| a != b));
        if let Some(index) = changed {
            self.focus = index;
            self.sought = sought::Sought::default();
        }
        self.focus = self.focus.min(self.fields.len().saturating_sub(1));
        Typed::Changed
    }

    /// Keeps the fields as they are, so that the change about to be made can be undone.
    fn remember(&mut self) {
        self.undo.push(self.fields.clone());
        if self.undo.len() > UNDO_DEPTH {
            self.undo.remove(0);
        }
        self.redo.clear();
        self.typing_in = None;
    }

    /// Says what is wrong with what was typed and moves the cursor there.
    pub fn fail(&mut self, fault: Fault) {
        self.go_to(&fault.field);
        self.fault = Some(fault);
    }

    /// Returns what is wrong with the form as a whole, said where the cursor is.
    #[must_use]
    pub fn fault_here(&self, words: impl Into<String>) -> Fault {
        Fault {
            field: self
                .focused()
                .map_or_else(String::new, |field| field.id.clone()),
            words: words.into(),
        }
    }
}

#[cfg(test)]
mod tests;
