//! What pages and forms answer becomes what is done: the one place where it does.

use super::App;
use super::action::Action;
use super::keymap::Scope;
use super::message::{Effect, Outcome};
use super::page::anywhere::{self, InFront};
use super::page::words::open_help;
use super::page::{Confirm, Next, Page, Screen, See};
use super::screen::{IncidentScreen, Palette, Pane, Tab};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;

impl App {
    /// Returns what pages and forms may look at.
    #[must_use]
    pub fn see(&self) -> See<'_> {
        self.see_with(self.lists().chosen_role())
    }

    fn see_with<'a>(&'a self, role: Option<&'a str>) -> See<'a> {
        See {
            pack: &self.desk.pack,
            desk: &self.desk,
            user: &self.user,
            now: self.now,
            role,
            reach: self.reach.get(),
            is_blind: self.is_blind_answer(),
            next_call: self.next_call(),
        }
    }

    /// Returns the number of one more call: no other's that is kept, nor one's that is open and has
    /// nothing typed yet.
    fn next_call(&self) -> u32 {
        let kept = self.desk.drafts.iter().map(|draft| &draft.key);
        let open = self.screens.iter().filter_map(|screen| match screen {
            Screen::Form(screen) => screen.form.draft_key.as_ref(),
            _ => None,
        });
        DraftKey::next_call(kept.chain(open))
    }

    /// Does what a page or a form answered.
    pub(super) fn apply(&mut self, next: Next) -> Outcome {
        match next {
            Next::Stay => Outcome::redraw(),
            Next::Say(words) => self.say(words),
            Next::Refuse(words) => self.refuse(words),
            Next::Back => self.pop(),
            Next::Home => self.go_desk(None),
            Next::Open(screen) => self.open(*screen),
            Next::Tab(id, tab) => self.open_tab(id, tab),
            Next::Form(sheet) => self.open_form(sheet),
            Next::Fill(fill) => self.fill(fill),
            Next::Ask(question) => self.push(Screen::Confirm(question)),
            Next::Later(later) => {
                let next = later.next(&self.see());
                self.apply(next)
            }
            Next::Select(id) => {
                self.panes.selected = Some(id);
                Outcome::redraw()
            }
            Next::SelectLogged(id) => {
                self.panes.choose_logged(id);
                Outcome::redraw()
            }
            Next::SelectRole(role) => {
                self.panes.role = role;
                Outcome::redraw()
            }
            Next::Revise(revision) => self.revise(*revision),
            Next::Write(write) => self.run(write.0, write.1),
            Next::Files(files, leaving) => self.write_files(files, leaving),
            Next::Out(files, what) => self.write_out(files, what),
            Next::Answered(next) => {
                self.mark_answer();
                self.apply(*next)
            }
            Next::KeepDraft => self.keep_draft(),
            Next::DropDraft(key) => self.pop().then(self.drop_draft(key)),
            Next::Undo => self.undo_now(),
            Next::ConfirmClock => self.confirm_clock(),
            Next::Quit => Outcome {
                effects: vec![Effect::Quit],
                redraw: true,
            },
            Next::Then(first, then) => {
                let outcome = self.apply(*first);
                outcome.then(self.apply(*then))
            }
        }
    }

    /// Opens a page, and reads what it shows.
    fn open(&mut self, screen: Screen) -> Outcome {
        let page = screen.page();
        let shows = page.map(Page::shows);
        let (id, is_incident) = match &screen {
            Screen::Incident(page) => (Some(page.id), true),
            Screen::Explain(page) => (Some(page.id), false),
            _ => (None, false),
        };
        let mut outcome = self.push(screen);
        if let Some(id) = id {
            if is_incident {
                self.panes.selected = Some(id);
                outcome.effects.extend(self.see_incident(id));
            }
            outcome = outcome.then(self.read(id));
        }
        match shows {
            Some(shows) => outcome.then(self.read_shown(shows)),
            None => outcome,
        }
    }

    /// Opens a tab of an incident, over the incident if it is in front already.
    fn open_tab(&mut self, id: IncidentId, tab: Tab) -> Outcome {
        if let Some(Screen::Incident(screen)) = self.screens.last_mut()
            && screen.id == id
        {
            (screen.tab, screen.at) = (tab, 0);
            return Outcome::redraw();
        }
        let page = IncidentScreen {
            tab,
            ..IncidentScreen::new(id)
        };
        self.open(Screen::Incident(page))
    }

    /// Does what works on every screen, and hands the rest to the page in front.
    pub(super) fn act_anywhere(&mut self, action: Action) -> Outcome {
        match action {
            Action::Help => {
                let next = open_help(&self.scopes());
                self.apply(next)
            }
            Action::Palette => self.push(Screen::Palette(Palette::default())),
            Action::Quit => self.ask_to_quit(),
            Action::Undo => self.undo_last(),
            Action::GoDesk => self.go_desk(None),
            Action::GoIncoming => self.go_desk(Some(Pane::Incoming)),
            Action::GoForm => self.go_desk(Some(Pane::Form)),
            Action::GoDeadlines => self.go_desk(Some(Pane::Deadlines)),
            Action::GoContacts => self.go_desk(Some(Pane::Contacts)),
            Action::Back if self.screens.len() > 1 => self.pop(),
            _ => match anywhere::act(&self.see(), self.in_front(), action) {
                Some(next) => self.apply(next),
                None => self.act_on_page(action),
            },
        }
    }

    /// Returns what a key finds in front.
    fn in_front(&self) -> InFront {
        let page = self.front().page();
        let on_contacts = matches!(self.front(), Screen::Desk) && self.panes.pane == Pane::Contacts;
        let role = self.lists().chosen_role().filter(|_| on_contacts);
        let marked = || page.and_then(|page| page.role(&self.see()));
        InFront {
            subject: self.subject(),
            role: role.map(str::to_owned).or_else(marked),
            is_on_forms: page.is_some_and(Page::is_on_forms),
            is_advice: matches!(self.front(), Screen::Advice(_)),
            is_calls: page.is_some_and(|page| page.scopes().contains(&Scope::LeftBehind)),
        }
    }

    /// Hands a key to the page in front.
    fn act_on_page(&mut self, action: Action) -> Outcome {
        if matches!(self.front(), Screen::Desk) {
            return self.act_on_desk(action);
        }
        // Which role is chosen follows from the page itself.
        let role = self.lists().chosen_role().map(str::to_owned);
        let Some(mut screen) = self.screens.pop() else {
            return Outcome::redraw();
        };
        let next = {
            let see = self.see_with(role.as_deref());
            screen.page_mut().map(|page| page.act(&see, action))
        };
        self.screens.push(screen);
        match next {
            Some(next) => self.apply(next),
            None => Outcome::redraw(),
        }
    }

    /// Returns where the keys of the screen under the palette hold.
    #[must_use]
    pub fn scopes_below(&self) -> Vec<Scope> {
        let below = self.screens.len().checked_sub(2);
        let screen = below.and_then(|at| self.screens.get(at));
        self.scopes_of(screen.unwrap_or(&Screen::Desk))
    }

    pub(super) fn act_in_palette(&mut self, action: Action) -> Outcome {
        let scopes = self.scopes_below();
        let Some(Screen::Palette(palette)) = self.screens.pop() else {
            return Outcome::redraw();
        };
        match (action, palette.chosen(&scopes)) {
            (Action::Enter, Some(action)) => self.act(action),
            (Action::Enter, None) => self.say("No command has these words."),
            _ => Outcome::redraw(),
        }
    }

    /// Does what a question was about, once it is answered.
    pub(super) fn act_in_question(&mut self, action: Action) -> Outcome {
        let Some(Screen::Confirm(question)) = self.screens.pop() else {
            return Outcome::redraw();
        };
        let Confirm { yes, no, .. } = *question;
        self.apply(if action == Action::Yes { yes } else { no })
    }
}
