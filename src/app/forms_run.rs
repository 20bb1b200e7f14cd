//! Forms on the screen: opening, typing, the draft of every keystroke, leaving.

use super::App;
use super::action::Action;
use super::desk::Row;
use super::form::{Form, Typed};
use super::forms::{self, Purpose, ledger, quick_log, record};
use super::key::Key;
use super::message::{Effect, KeptDraft, Outcome};
use super::screen::{Confirm, FormScreen, Pane, Screen, Tab, Then, Words};
use super::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::id::IncidentId;
use crate::domain::similar::Why;
use crate::protocol::summary::Listed;

impl App {
    /// Puts a form in front, with the draft that was kept of it.
    pub(super) fn open_form(&mut self, purpose: Purpose, mut form: Form) -> Outcome {
        if form.draft_key.is_none() {
            form.draft_key = purpose.draft_key();
            // What somebody answers or takes over by name is theirs alone, also while it is typed.
            if purpose.is_by_name() {
                let user = &self.user;
                form.draft_key = form.draft_key.map(|key| format!("{key}/{user}"));
            }
        }
        if !form.is_settled() {
            form.settle();
        }
        let kept = form
            .draft_key
            .as_deref()
            .and_then(|key| self.desk.draft(key));
        let mut conflicts = Vec::new();
        if let Some(kept) = kept {
            conflicts = form.restore(&kept.body);
            form.kept_at = kept.saved_at;
        }
        let row = purpose.incident().and_then(|id| self.desk.row(id));
        let version = row.map_or(0, |row| row.incident.version);
        let mut screen = FormScreen::new(purpose, form);
        screen.version = version;
        let outcome = self.push(Screen::Form(Box::new(screen)));
        let outcome = outcome.then(self.look_for_typed());
        let recorded = matches!(
            self.front(),
            Screen::Form(screen) if matches!(
                screen.purpose,
                Purpose::Alert(_) | Purpose::Paper(..) | Purpose::Contact(_) | Purpose::Ledger(..)
            )
        );
        if conflicts.is_empty() || !recorded {
            outcome
        } else {
            self.show_conflicts(&conflicts)
        }
    }

    /// Says what was recorded by somebody else in fields that are typed into here.
    pub(super) fn show_conflicts(&mut self, conflicts: &[super::form::Conflict]) -> Outcome {
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
        let title = Words::MEANWHILE.to_owned();
        self.push(Screen::Words(Words {
            title,
            lines,
            at: 0,
        }))
    }

    /// Wraps several-line text at the width there is.
    pub(super) fn fit_form(&mut self) {
        let columns = super::screen::form_columns(self.size);
        for screen in &mut self.screens {
            if let Screen::Form(screen) = screen {
                screen.form.columns = columns;
            }
        }
    }

    fn form_screen(&mut self) -> Option<&mut FormScreen> {
        match self.screens.last_mut() {
            Some(Screen::Form(screen)) => Some(screen),
            _ => None,
        }
    }

    pub(super) fn type_form(&mut self, key: Key) -> Outcome {
        let now = self.now;
        let Some(screen) = self.form_screen() else {
            return Outcome::redraw();
        };
        let before = screen.form.focus;
        let typed = screen.form.key(key);
        if screen.form.focus != before {
            screen.form.freeze(before, now);
        }
        self.after_typing(typed)
    }

    /// Keeps the draft of every change, and looks again for the same incident.
    pub(super) fn after_typing(&mut self, typed: Typed) -> Outcome {
        match typed {
            Typed::Changed => {
                let outcome = self.look_for_typed();
                outcome.then(self.keep_draft())
            }
            Typed::Submit => self.submit(),
            Typed::Moved | Typed::Nothing => Outcome::redraw(),
        }
    }

    /// Keeps again what could not be kept, whether its form is still open or not: the disk may have
    /// room by now. What is on its way into the record needs no draft any more.
    pub(super) fn keep_unkept(&mut self) -> Outcome {
        let is_saving = |key: &str| {
            self.screens.iter().any(|screen| {
                matches!(screen, Screen::Form(screen) if screen.saving.is_some()
                    && screen.form.draft_key.as_deref() == Some(key))
            })
        };
        let unkept = self.desk.drafts.iter();
        let unkept = unkept.filter(|draft| draft.is_unkept && draft.keeping.is_none());
        let again: Vec<(String, String)> = unkept
            .filter(|draft| !is_saving(&draft.key))
            .map(|draft| (draft.key.clone(), draft.body.clone()))
            .collect();
        let mut outcome = Outcome::redraw();
        for (key, body) in again {
            outcome = outcome.then(self.keep(key, body));
        }
        outcome
    }

    pub(super) fn keep_draft(&mut self) -> Outcome {
        let now = self.now;
        let Some(screen) = self.form_screen() else {
            return Outcome::redraw();
        };
        match screen.form.draft_key.clone() {
            Some(key) => {
                let body = screen.form.draft(now);
                self.keep(key, body)
            }
            None => Outcome::redraw(),
        }
    }

    /// Asks for a draft to be kept; until the file has it, it is not called kept.
    fn keep(&mut self, key: String, body: String) -> Outcome {
        let command = Command::SaveDraft {
            key: key.clone(),
            body: body.clone(),
        };
        let (ticket, outcome) = self.run(command, Waiting::Draft);
        let before = self.desk.draft(&key);
        let draft = KeptDraft {
            saved_at: before.and_then(|draft| draft.saved_at),
            is_unkept: before.is_some_and(|draft| draft.is_unkept),
            keeping: Some(ticket),
            key,
            body,
        };
        self.desk.drafts.retain(|known| known.key != draft.key);
        self.desk.drafts.push(draft);
        outcome
    }

    /// Looks among the incidents for the one being logged, and for one that is named in a link.
    fn look_for_typed(&mut self) -> Outcome {
        let now = self.now;
        let Some(Screen::Form(screen)) = self.screens.last_mut() else {
            return Outcome::redraw();
        };
        match &screen.purpose {
            Purpose::QuickLog => {
                let probe = quick_log::probe(&screen.form, now);
                if screen.probed.as_ref() == Some(&probe) {
                    return Outcome::redraw();
                }
                screen.probed = Some(probe.clone());
                Outcome {
                    effects: vec![Effect::Alike(Box::new(probe))],
                    redraw: true,
                }
            }
            Purpose::Ledger(_, ledger::Page::Link { .. }) => {
                let typed = screen.form.value("to");
                if typed.is_empty() {
                    return Outcome::redraw();
                }
                self.find(&typed)
            }
            _ => Outcome::redraw(),
        }
    }

    /// Shows what is like what is being logged; the likeliest is read, for it may be gone on with.
    pub(super) fn take_alike(&mut self, alike: &[(Listed, Why)]) -> Outcome {
        let first = alike.first().map(|(listed, _)| listed.id);
        for screen in &mut self.screens {
            if let Screen::Form(screen) = screen
                && screen.purpose == Purpose::QuickLog
            {
                screen.matches = alike.to_vec();
            }
        }
        match first {
            Some(id) => self.read(id),
            None => Outcome::redraw(),
        }
    }

    pub(super) fn act_in_form(&mut self, action: Action) -> Outcome {
        let now = self.now;
        let Some(screen) = self.form_screen() else {
            return Outcome::redraw();
        };
        let before = screen.form.focus;
        let typed = match action {
            Action::Submit => return self.submit(),
            Action::Back => return self.leave_form(),
            Action::AddToExisting => return self.take_to_existing(),
            Action::RemoveGroup => return self.ask_to_remove_person(),
            Action::DropDraft => return self.ask_to_drop_draft(),
            Action::NextField => screen.form.step(1),
            Action::PreviousField => screen.form.step(-1),
            Action::NextEmpty => screen.form.next_empty(),
            Action::ClearField => screen.form.clear(),
            Action::FormUndo => screen.form.undo(),
            Action::FormRedo => screen.form.redo(),
            Action::AddGroup => screen.form.add_group(),
            Action::Quit => return self.ask_to_quit(),
            _ => Typed::Nothing,
        };
        if screen.form.focus != before && typed == Typed::Moved {
            screen.form.freeze(before, now);
        }
        self.after_typing(typed)
    }

    /// Leaves the form; what was typed stays as its draft.
    fn leave_form(&mut self) -> Outcome {
        let Some(screen) = self.form_screen() else {
            return Outcome::redraw();
        };
        if matches!(screen.purpose, Purpose::SetUp | Purpose::Unlock) {
            return self.ask_to_quit();
        }
        let key = screen.form.draft_key.clone();
        self.close_front();
        match key.and_then(|key| self.desk.draft(&key)) {
            Some(draft) if draft.is_unkept => {
                return self.refuse(
                    "What was typed is NOT KEPT: it is tried again while the desk stays open.",
                );
            }
            Some(_) => {
                return self.say("What was typed is kept: open the form again to go on.");
            }
            None => {}
        }
        Outcome::redraw()
    }

    fn ask_to_remove_person(&mut self) -> Outcome {
        let Some(screen) = self.form_screen() else {
            return Outcome::redraw();
        };
        let group = screen.form.focused().and_then(|field| field.group.clone());
        match group {
            // The form is about one person: without them there is no form.
            Some(_) if matches!(screen.purpose, Purpose::AddPerson(_)) => self.refuse(
                "Nobody is put on the incident before Ctrl-O: Esc leaves, Ctrl-D throws it away.",
            ),
            Some(_) if matches!(screen.purpose, Purpose::EditPerson(..)) => self.refuse(
                "This person is on file. Esc leaves; on the People tab D takes them off, because.",
            ),
            Some(key) if key.starts_with('n') => self.push(Screen::Confirm(Confirm {
                question: "Take this person out of the form? Ctrl-U puts them back.".to_owned(),
                then: Then::RemovePerson,
            })),
            Some(_) => self.refuse(
                "This person is on file. Save or leave; on the People tab D takes them off, because.",
            ),
            None => self.refuse("The hand is on no person: go to their lines first."),
        }
    }

    pub(super) fn remove_person(&mut self) -> Outcome {
        let typed = match self.form_screen() {
            Some(screen) => screen.form.remove_group(),
            None => Typed::Nothing,
        };
        self.after_typing(typed)
    }

    fn ask_to_drop_draft(&mut self) -> Outcome {
        let Some(screen) = self.form_screen() else {
            return Outcome::redraw();
        };
        match screen.form.draft_key.clone() {
            Some(key) if screen.form.kept_at.is_some() => self.push(Screen::Confirm(Confirm {
                question: "Throw away what was typed here and not saved?".to_owned(),
                then: Then::DropDraft(key),
            })),
            _ => self.say("Nothing was typed here."),
        }
    }

    /// Opens the incident that was found, with what was typed ready as a note on it.
    fn take_to_existing(&mut self) -> Outcome {
        let now = self.now;
        let Some(screen) = self.form_screen() else {
            return Outcome::redraw();
        };
        let Some(id) = screen.matches.first().map(|(listed, _)| listed.id) else {
            return self.refuse("Nothing was found: go on, and log it.");
        };
        let words = quick_log::as_note(&screen.form, now);
        let replaces = screen.form.draft_key.clone();
        self.close_front();
        self.selected = Some(id);
        let opened = self.open_incident_at(id);
        if words.is_empty() {
            return opened;
        }
        let mut form = record::note_form();
        form.settle();
        form.set("note", &words);
        let outcome = self.open_form(Purpose::Note(id), form);
        if let Some(screen) = self.form_screen() {
            screen.replaces = replaces;
        }
        opened.then(outcome)
    }

    pub(super) fn open_quick_log(&mut self) -> Outcome {
        let form = quick_log::form(&self.desk.pack, self.now);
        let outcome = self.open_form(Purpose::QuickLog, form);
        match self.ask_when_told() {
            Some(asked) => outcome.then(asked),
            None => outcome,
        }
    }

    pub(super) fn open_alert_form(&mut self) -> Outcome {
        match self.subject() {
            Some(id) => self.open_alert_form_of(id),
            None => self.say_none_chosen(),
        }
    }

    /// Opens the alert form of an incident.
    pub(super) fn open_alert_form_of(&mut self, id: IncidentId) -> Outcome {
        let Some(row) = self.desk.row(id) else {
            return self.say_none_chosen();
        };
        let Some(paper) = self.desk.pack.alert_form() else {
            return self.refuse("This council's protocol has no alert form.");
        };
        let mut form = forms::pack_form::form(&self.desk.pack, paper, &row.incident);
        forms::pack_form::prefill(&mut form, paper, &self.user, self.now);
        self.selected = Some(id);
        self.open_form(Purpose::Alert(id), form)
    }

    /// Opens a form of the pack, the alert's or another.
    pub(super) fn open_paper(&mut self, id: IncidentId, paper: &str) -> Outcome {
        if self.desk.pack.pack.alert_form.as_deref() == Some(paper) {
            return self.open_alert_form();
        }
        let found = self.desk.row(id).zip(self.desk.pack.form(paper));
        let Some((row, paper)) = found else {
            return self.refuse("This protocol has no such form.");
        };
        let mut form = forms::pack_form::form(&self.desk.pack, paper, &row.incident);
        forms::pack_form::prefill(&mut form, paper, &self.user, self.now);
        let paper = paper.id.clone();
        self.open_form(Purpose::Paper(id, paper), form)
    }

    /// Opens a small form about the incident in front or chosen.
    fn open_about(
        &mut self,
        purpose: impl FnOnce(IncidentId) -> Purpose,
        form: impl FnOnce() -> Form,
    ) -> Outcome {
        match self.subject() {
            Some(id) if self.desk.row(id).is_some() => self.open_form(purpose(id), form()),
            _ => self.say_none_chosen(),
        }
    }

    pub(super) fn open_add_person(&mut self) -> Outcome {
        self.open_about(Purpose::AddPerson, forms::person::new_form)
    }

    pub(super) fn open_note(&mut self) -> Outcome {
        self.open_about(Purpose::Note, record::note_form)
    }

    /// Opens the record of a call to the marked role, else to the next who must be told.
    pub(super) fn open_call(&mut self) -> Outcome {
        let Some(row) = self.subject().and_then(|id| self.desk.row(id)) else {
            return self.say_none_chosen();
        };
        let id = row.incident.id;
        let next = row.case.told.iter().find(|face| face.is_waiting());
        let next = next.map(|face| face.role.clone());
        let role = self.marked_role(row).or(next).unwrap_or_default();
        let form = record::call_form(&row.case.told, &role);
        self.open_form(Purpose::Call(id, role), form)
    }

    /// Returns the role that is marked on the screen in front.
    fn marked_role(&self, row: &Row) -> Option<String> {
        match self.front() {
            Screen::Desk if self.pane == Pane::Contacts => {
                let roles = self.roles();
                roles.get(self.role_at(&roles)).cloned()
            }
            Screen::Incident(screen) if screen.tab == Tab::Told => {
                let face = row.case.told.get(screen.at);
                face.map(|face| face.role.clone())
            }
            _ => None,
        }
    }
}
