//! What pages and forms answer becomes what is done: the one place where it does.

use std::fmt::Write as _;

use super::App;
use super::action::Action;
use super::keymap::{Scope, available};
use super::message::{Effect, Outcome};
use super::page::anywhere::{self, InFront};
use super::page::desk::{self, Chosen};
use super::page::restricted::BreakGlass;
use super::page::words::open_help;
use super::page::{Confirm, Next, Page, Screen, See, Shows};
use super::panes::browsing::View;
use super::screen::{IncidentScreen, Palette, Pane};
use super::see::Glance;
use super::session::waiting::Waiting;
use crate::domain::draft::DraftKey;
use crate::domain::right::Right;

impl App {
    /// Returns what pages and forms may look at.
    #[must_use]
    pub fn see(&self) -> See<'_> {
        See::new(&self.desk, &self.panes, &self.who, self.glance())
    }

    /// Returns how it is now, for what is looked at while a screen is changed.
    pub(super) fn glance(&self) -> Glance {
        // Of one more call: no other's number that is kept, nor one's that is open and has nothing
        // typed yet.
        let (kept, open) = (self.desk.drafts.keys(), self.screens.draft_keys());
        Glance {
            over: self.screens.over(),
            now: self.now,
            last_scroll: self.last_scroll,
            is_blind: self.keyboard.is_blind_answer(),
            next_call: DraftKey::next_call(kept.chain(open)),
        }
    }

    /// Does what a page or a form answered.
    pub(super) fn apply(&mut self, next: Next) -> Outcome {
        match next {
            Next::Stay => Outcome::redraw(),
            Next::Say(words) => self.notice.say(words),
            Next::SayKeys(words, keys) => {
                let words = self.with_keys(words, keys);
                self.notice.say(words)
            }
            Next::Refuse(words) => self.notice.refuse(words),
            Next::Back => self.go_back(),
            Next::Home => {
                self.go_home();
                Outcome::redraw()
            }
            Next::Open(screen) => self.open(*screen),
            Next::Tab(id, tab) if self.screens.turn_to(id, tab) => Outcome::redraw(),
            Next::Tab(id, tab) => self.open(Screen::Incident(IncidentScreen {
                tab,
                ..IncidentScreen::new(id)
            })),
            Next::Form(sheet) => self.open_form(sheet),
            Next::Fill(fill) => {
                let typed = self
                    .screens
                    .form_mut()
                    .map(|form| form.fill(fill, self.now));
                typed.map_or_else(Outcome::redraw, |typed| self.after_typing(typed))
            }
            Next::Ask(question) => self.screens.push(Screen::Confirm(question), self.size),
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
            Next::Revise(revision) => {
                let next = revision.next(&self.see());
                self.apply(next)
            }
            Next::Write(write) => {
                let (command, waiting) = *write;
                if let Some(refusal) = self.refusal_of(&command) {
                    return self.refuse_right(refusal);
                }
                let of_form = matches!(waiting, Waiting::Form(_));
                let (ticket, outcome) = self.pending.write_under(command, waiting);
                // The form in front that asks for it waits until it is committed.
                if of_form && let Some(screen) = self.screens.form_mut() {
                    screen.saving = Some(ticket);
                }
                outcome
            }
            Next::Report(wanted) => self.pending.read(Effect::Report(wanted)),
            Next::Counts(wanted) => {
                self.desk.counts = None;
                self.pending.read(Effect::Counts(wanted))
            }
            Next::Table(wanted) => self.pending.read(Effect::Table(wanted)),
            Next::Files(files, leaving) => match self.refusal(Right::Send) {
                Some(refusal) => self.refuse_right(refusal),
                None => self.pending.write_files(files, leaving),
            },
            Next::Out(files, what) => self.pending.write_out(files, what),
            Next::Answered(next) => {
                self.keyboard.mark_answer();
                self.apply(*next)
            }
            Next::KeepDraft => match self.screens.form() {
                Some(screen) => {
                    let drafts = &mut self.desk.drafts;
                    drafts.keep_typed(screen, self.now, &mut self.pending)
                }
                None => Outcome::redraw(),
            },
            Next::DropDraft(key) => {
                self.screens.pop();
                self.desk.drafts.drop_draft(key, &mut self.pending)
            }
            Next::Undo => {
                let next = self.done.undo_now(&self.see());
                self.apply(next)
            }
            Next::ConfirmClock => {
                self.clock.confirm(self.now);
                Outcome::redraw()
            }
            Next::Quit => Outcome::asking(Effect::Quit),
            Next::Then(first, then) => {
                let outcome = self.apply(*first);
                outcome.then(self.apply(*then))
            }
        }
    }

    /// Closes the page in front; the register is found again as it was left, and another may have lain over
    /// the one that is in front then.
    fn go_back(&mut self) -> Outcome {
        if let Some(Screen::Register(page)) = self.screens.pop() {
            self.panes.register = Some(Box::new(page.left()));
        }
        match self.screens.front() {
            Screen::Register(_) => self.read_shown(Shows::Register),
            _ => Outcome::redraw(),
        }
    }

    /// Closes every page over the desk; the register is found again as it was left.
    fn go_home(&mut self) {
        if let Some(page) = self.screens.register() {
            self.panes.register = Some(Box::new(page.left()));
        }
        self.screens.close_all();
    }

    /// Returns words with each key that does something more on the page in front: a key that means
    /// nothing there is not named.
    fn with_keys(&self, mut words: String, keys: &[(Action, &str)]) -> String {
        let bound = available(&self.screens.scopes(&self.panes));
        for (action, does) in keys {
            if let Some(binding) = bound.iter().find(|binding| binding.action == *action) {
                let _infallible = write!(words, " {} {does}.", binding.key_words());
            }
        }
        words
    }

    /// Opens a page, and reads what it shows.
    fn open(&mut self, mut screen: Screen) -> Outcome {
        if let Screen::Words(words) = &mut screen {
            words.about = self.screens.over().page();
        }
        if matches!(
            (&screen, self.screens.front()),
            (Screen::Register(_), Screen::Register(_))
        ) {
            return Outcome::redraw();
        }
        if let Some(id) = screen.incident().filter(|id| self.desk.kept.contains(id)) {
            return self.apply(Next::form(BreakGlass { id }));
        }
        let page = screen.page();
        let shows = page.map(Page::shows);
        let (id, is_incident) = match &screen {
            Screen::Incident(page) => (Some(page.id), true),
            Screen::Explain(page) => (Some(page.id), false),
            _ => (None, false),
        };
        let mut outcome = self.screens.push(screen, self.size);
        if is_incident && let Some(id) = id {
            self.panes.selected = Some(id);
            outcome = outcome.then(self.mark_seen(id));
        }
        outcome = outcome.then(self.read(id));
        match shows {
            Some(shows) => outcome.then(self.read_shown(shows)),
            None => outcome,
        }
    }

    /// Does what works on every screen, and hands the rest to the page in front.
    pub(super) fn act_anywhere(&mut self, action: Action) -> Outcome {
        match action {
            Action::Help => {
                let next = open_help(&self.screens.scopes(&self.panes), self.screens.form());
                self.apply(next)
            }
            Action::Palette => {
                let palette = Screen::Palette(Palette::default());
                self.screens.push(palette, self.size)
            }
            Action::Quit => self.apply(anywhere::ask_to_leave(self.is_any_unwritten())),
            Action::Undo => {
                let next = self.done.undo(&self.see(), self.lists().in_view());
                self.apply(next)
            }
            Action::Privacy => {
                self.desk.privacy = self.desk.privacy.next();
                self.notice.say(self.desk.privacy.words())
            }
            Action::GoDesk => self.apply(Next::Home),
            Action::Back if self.screens.is_any() => self.apply(Next::Back),
            _ => {
                if let Some(pane) = Pane::gone_to(action) {
                    self.go_home();
                    let view = View::of(&self.desk, &self.screens, self.size, self.now);
                    let asked = self.panes.go(view, pane);
                    return self.follow(asked);
                }
                match self.act_on_any_page(action) {
                    Some(next) => self.apply(next),
                    None => self.act_on_page(action),
                }
            }
        }
    }

    /// Answers a key that works whatever page is in front.
    fn act_on_any_page(&self, action: Action) -> Option<Next> {
        let (see, front) = (self.see(), self.screens.front());
        let page = front.page();
        let on_contacts = matches!(front, Screen::Desk) && self.panes.pane == Pane::Contacts;
        let role = see.role.filter(|_| on_contacts).map(str::to_owned);
        let front = InFront {
            subject: self.lists().subject(),
            role: role.or_else(|| page.and_then(|page| page.role(&see))),
            is_on_forms: page.is_some_and(Page::is_on_forms),
            is_advice: matches!(front, Screen::Advice(_)),
            is_calls: page.is_some_and(|page| page.scopes().contains(&Scope::LeftBehind)),
        };
        anywhere::act(&see, front, action)
    }

    /// Hands a key to the page in front, or to the panes.
    pub(super) fn act_on_page(&mut self, action: Action) -> Outcome {
        let see = See::new(&self.desk, &self.panes, &self.who, self.glance());
        if let Some(page) = self.screens.page_mut() {
            let next = page.act(&see, action);
            let chosen = page.chosen();
            let outcome = self.apply(next);
            return outcome.then(self.read(chosen));
        }
        let view = View::of(&self.desk, &self.screens, self.size, self.now);
        if let Some(asked) = self.panes.browse(view, action) {
            return self.follow(asked);
        }
        let chosen = Chosen {
            pane: self.panes.pane,
            subject: self.lists().subject(),
            due: self.panes.due_line(),
        };
        let next = desk::act(&self.see(), chosen, action);
        self.apply(next)
    }

    pub(super) fn act_in_palette(&mut self, action: Action) -> Outcome {
        let scopes = self.screens.scopes_below(&self.panes);
        let Some(Screen::Palette(palette)) = self.screens.pop() else {
            return Outcome::redraw();
        };
        match (action, palette.chosen(&scopes)) {
            (Action::Enter, Some(action)) => self.act(action),
            (Action::Enter, None) => self.notice.say("No command has these words."),
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
