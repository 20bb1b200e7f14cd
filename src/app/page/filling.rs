//! A form being filled in: what a key does in it.

use super::words::open_what_went_wrong;
use super::{Fill, FormScreen, Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::form::{Conflict, Field, Typed};
use crate::app::key::Key;
use crate::app::screen::Words;
use crate::domain::draft::DraftKey;
use crate::domain::instant::Instant;
use crate::pack::Pack;
use crate::rules::advice::{Advised, advise};

/// What a key did in a form.
#[derive(Debug)]
pub(crate) enum Did {
    /// Something was typed, or the cursor moved.
    Typed(Typed),
    /// Something else follows.
    Next(Next),
    /// The form is left.
    Leave,
}

/// Returns what is said where a command finds nothing to do: no key is silent.
fn nothing_to_do(action: Action) -> Option<&'static str> {
    match action {
        Action::NextEmpty => Some("No other field is empty."),
        Action::FormUndo => Some("Nothing was typed here that could be undone."),
        Action::FormRedo => Some("Nothing was undone here."),
        Action::AddGroup => Some("Nobody can be added in this form: p does it on the incident."),
        _ => None,
    }
}

impl FormScreen {
    /// Answers a key that is a command.
    pub(crate) fn act(&mut self, see: &See<'_>, action: Action) -> Did {
        let before = self.form.focus;
        let typed = match action {
            Action::Submit => Typed::Submit,
            Action::NextField => self.form.step(1),
            Action::PreviousField => self.form.step(-1),
            Action::NextEmpty => self.form.next_empty(),
            Action::ClearField => self.form.clear(),
            Action::FormUndo => self.form.undo(),
            Action::FormRedo => self.form.redo(),
            Action::AddGroup => self.form.add_group(),
            Action::AddToExisting => return Did::Next(self.go_on_with_found(see)),
            Action::RemoveGroup => return Did::Next(self.ask_to_take_out()),
            Action::WentWrong => return Did::Next(open_what_went_wrong(see)),
            Action::DropDraft => return Did::Next(self.ask_to_drop_draft()),
            Action::Back | Action::Quit => return Did::Leave,
            _ => Typed::Nothing,
        };
        if typed == Typed::Moved {
            self.left(before, see.now);
        }
        let did_nothing = typed == Typed::Nothing || self.form.focus == before;
        match nothing_to_do(action).filter(|_| did_nothing && typed != Typed::Changed) {
            Some(words) => Did::Next(Next::say(words)),
            None => Did::Typed(typed),
        }
    }

    /// Says whether a command of forms has anything to do in this one.
    pub(crate) fn has_use_for(&self, action: Action) -> bool {
        match action {
            Action::AddGroup | Action::RemoveGroup => self.form.takes_people(),
            Action::AddToExisting => self.form.draft_key.as_ref().is_some_and(DraftKey::is_new),
            _ => true,
        }
    }

    /// Takes a character or an editing key.
    pub(crate) fn key(&mut self, key: Key, now: Instant) -> Typed {
        let before = self.form.focus;
        let typed = self.form.key(key);
        self.left(before, now);
        typed
    }

    /// Settles the field that the cursor was in, where it is in another now.
    fn left(&mut self, before: usize, now: Instant) {
        if self.form.focus == before {
            return;
        }
        self.form.freeze(before, now);
        if let Some(id) = self.form.fields.get(before).map(|field| field.id.clone()) {
            self.sheet.left(&mut self.form, &id);
        }
    }

    /// Changes it for the person.
    pub(crate) fn fill(&mut self, fill: Fill, now: Instant) -> Typed {
        let form = &mut self.form;
        match fill {
            Fill::Set(field, value) => form.set(&field, &value),
            Fill::SetEmpty(field, value) => {
                if form.field(&field).is_some_and(Field::is_empty) {
                    form.set(&field, &value);
                }
            }
            Fill::GoTo(field) => form.go_to(&field),
            Fill::Begin => form.begun = Some(now),
            Fill::TakeOut => return form.remove_group(),
        }
        Typed::Nothing
    }

    /// Fills it again from what is recorded now where that changed, keeping what was typed; `told`
    /// while what differs is in front to be read.
    pub(crate) fn rebase(&mut self, see: &See<'_>, told: bool) {
        let Some(row) = self.sheet.incident().and_then(|id| see.row(id)) else {
            return;
        };
        if self.version == row.incident.version || self.saving.is_some() {
            return;
        }
        self.version = row.incident.version;
        // Others' answers come into view, and what was typed stays.
        let Some(mut fresh) = self.sheet.again(see) else {
            return;
        };
        fresh.draft_key.clone_from(&self.form.draft_key);
        if !fresh.is_settled() {
            fresh.settle();
        }
        self.form.rebase(fresh);
        if told {
            self.form.forget_conflicts();
        }
    }

    /// Returns what the protocol says of what is typed so far; nothing where it changes no fact.
    #[must_use]
    pub fn live_advice(&self, see: &See<'_>) -> Option<Vec<Advised>> {
        let facts = self.sheet.facts(see, &self.form)?;
        Some(advise(self.pack(see), &facts))
    }

    /// Returns the protocol that the form is looked up in: its incident's, or the current one while
    /// a call is being logged.
    #[must_use]
    pub fn pack<'a>(&self, see: &See<'a>) -> &'a Pack {
        let row = self.sheet.incident().and_then(|id| see.row(id));
        row.map_or(see.current(), Row::pack)
    }

    /// Goes on with the incident that was found.
    fn go_on_with_found(&self, see: &See<'_>) -> Next {
        self.sheet.go_on_with(see, &self.form, &self.matches)
    }

    fn ask_to_take_out(&self) -> Next {
        let focused = self.form.focused();
        let group = focused.and_then(|field| field.group.as_deref());
        match (group, self.sheet.keeps_person()) {
            (Some(_), Some(why)) => Next::refuse(why),
            (Some(key), None) if key.starts_with('n') => Next::ask(
                "Take this person out of the form? Ctrl-U puts them back.",
                Next::Fill(Fill::TakeOut),
            ),
            (Some(_), None) => Next::refuse(
                "This person is on file. Save or leave; on the People tab D takes them off, because.",
            ),
            (None, _) => Next::refuse("The cursor is on no person: go to their lines first."),
        }
    }

    fn ask_to_drop_draft(&self) -> Next {
        match self.form.draft_key.clone() {
            Some(key) if self.form.kept_at.is_some() => Next::ask(
                "Throw away what was typed here and not saved?",
                Next::DropDraft(key),
            ),
            _ => Next::say("Nothing was typed here."),
        }
    }
}

/// Shows what was recorded by somebody else in fields that are typed into here.
pub(crate) fn show_conflicts(conflicts: &[Conflict]) -> Next {
    let mut lines = vec![
        "Somebody else recorded something in fields that you typed into.".to_owned(),
        "What you typed stands in the form and is not saved yet: look, then save or change it."
            .to_owned(),
        String::new(),
    ];
    for conflict in conflicts {
        lines.push(format!(
            "{}: recorded «{}», typed here «{}»",
            conflict.label, conflict.theirs, conflict.ours
        ));
    }
    Next::words(Words::MEANWHILE, lines)
}
