//! The desk locked where nobody presses a key, or because somebody asks; and concealed at once.

use std::time::Duration;

use super::App;
use super::action::Action;
use super::key::{Key, Pace};
use super::keymap::{Meaning, Scope, meaning};
use super::message::{Effect, Message, Outcome};
use super::page::left_behind::open_kept;
use super::page::start::{self, PASSPHRASE};
use super::page::{Next, Screen};
use super::screen::{AdviceScreen, ExplainScreen, IncidentScreen, SendScreen};
use super::session::guard::{PageAt, Place, Why};
use super::session::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::{DraftKey, OtherDraft};

/// What is said of a lock that is asked for where nobody could open the desk again.
const DEMO: &str = "The demo does not lock: nobody has its passphrase. Ctrl-P conceals it.";

impl App {
    /// Says whether somebody is at the desk: it is set up, and not locked.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.who.name.is_empty()
    }

    /// Says whether the desk locks once nobody presses a key.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.is_open() && !self.demo
    }

    /// Says whether something that was typed, here or before the desk locked, could not be written.
    pub(super) fn is_any_unwritten(&self) -> bool {
        !self.held.is_empty() || self.desk.drafts.is_any_unkept()
    }

    /// Takes what is about the watch over the desk, before anything else does: no write that is
    /// under way, no form and no question keeps the screen from being concealed.
    pub(super) fn keep_watch(&mut self, message: &Message) -> Option<Outcome> {
        if let Message::Idle(idle) = message {
            return Some(self.wait(*idle));
        }
        if !message.is_pressed() {
            return None;
        }
        self.guard.wake();
        if let Message::Key(key, Pace::ByHand | Pace::Quick) = message {
            match meaning(&[Scope::Everywhere], &[*key]) {
                Meaning::Do(Action::Conceal) => return Some(self.conceal()),
                Meaning::Do(Action::Lock) => return Some(self.ask_for_lock()),
                _ if *key == Key::Enter && self.guard.is_concealed() => {
                    self.guard.reveal();
                    return Some(Outcome::redraw());
                }
                _ => {}
            }
        }
        // What is typed at a concealed screen is for nobody.
        self.guard.is_concealed().then(Outcome::redraw)
    }

    /// Takes how long nobody has pressed a key.
    fn wait(&mut self, idle: Duration) -> Outcome {
        if !self.is_watched() {
            return Outcome::default();
        }
        let redraw = self.guard.wait(idle);
        if self.guard.is_over() {
            self.guard.ask_for_lock(Why::Idle);
            return self.lock_when_answered();
        }
        Outcome {
            redraw,
            ..Outcome::default()
        }
    }

    /// Shows nothing of the desk until Enter.
    pub(super) fn conceal(&mut self) -> Outcome {
        self.guard.conceal();
        Outcome::redraw()
    }

    /// Locks the desk because somebody asks.
    pub(super) fn ask_for_lock(&mut self) -> Outcome {
        if !self.is_open() {
            return self.notice.say("The desk is not open.");
        }
        if self.demo {
            return self.notice.refuse(DEMO);
        }
        self.guard.ask_for_lock(Why::Asked);
        self.lock_when_answered()
    }

    /// Locks the desk that is to be locked, once what is under way is answered; nothing of it is shown
    /// until then.
    pub(super) fn lock_when_answered(&mut self) -> Outcome {
        let Some(why) = self.guard.why().filter(|_| !self.is_busy()) else {
            return Outcome::redraw();
        };
        let left = self.place();
        let who = std::mem::take(&mut self.who.name);
        let unkept = self.desk.drafts.take_unkept();
        self.held
            .extend(unkept.into_iter().map(|draft| (who.clone(), draft)));
        let after = match why {
            Why::Idle if self.guard.minutes() == 1 => " after 1 minute".to_owned(),
            Why::Idle => format!(" after {} minutes", self.guard.minutes()),
            Why::Asked => String::new(),
        };
        let others = self
            .desk
            .users
            .iter()
            .filter(|user| user.is_active())
            .count();
        let or_another = if self.door.names.len().max(others) > 1 {
            ", or another name"
        } else {
            ""
        };
        let unwritten = if self.held.is_empty() {
            ""
        } else {
            ". What was typed last is NOT WRITTEN yet: leave this open, it is tried again once the \
             desk is"
        };
        let words = format!("Locked{after}: {who}{or_another}{unwritten}");
        self.door.last = Some(who);
        let outcome = self.lock(self.door.names.clone(), words);
        self.guard.locked(Some(left));
        outcome.then(Outcome::asking(Effect::Lock))
    }

    /// Takes who may open the desk that was just locked.
    pub(super) fn locked(&mut self, names: Vec<String>) -> Outcome {
        self.door.names = names;
        let form = start::unlock(&self.door);
        if let Some(screen) = self.screens.form_mut()
            && screen.sheet.opens_desk()
        {
            let said = screen.form.fault.take();
            screen.form = form;
            screen.form.fault = said.map(|said| PASSPHRASE.fault(said.words));
        }
        self.screens.fit(self.size);
        Outcome::redraw()
    }

    /// Returns where whoever is at the desk is, by ids alone.
    fn place(&self) -> Place {
        let mut pages = self.screens.iter().rev();
        Place {
            who: self.who.name.clone(),
            pane: self.panes.pane,
            selected: self.panes.selected,
            page: pages.find_map(page_at),
            form: self.screens.draft_keys().last().cloned(),
        }
    }

    /// Goes back to where somebody was when the desk locked under them. What they were typing was
    /// kept, and is taken up again.
    pub(super) fn go_back_to(&mut self, place: Place) -> Outcome {
        (self.panes.pane, self.panes.selected) = (place.pane, place.selected);
        let outcome = match place.page {
            Some(page) => self.apply(Next::open(screen_of(page))),
            None => Outcome::redraw(),
        };
        match place.form {
            Some(key) => outcome.then(self.take_up_again(&place.who, &key)),
            None => outcome,
        }
    }

    fn take_up_again(&mut self, who: &str, key: &DraftKey) -> Outcome {
        if self.desk.drafts.of(key).is_some() {
            // It never got to the file: it is here alone.
            let next = open_kept(&self.see(), key);
            return self.apply(next);
        }
        let left = self.desk.drafts.others.iter().filter(|draft| {
            draft.key == *key && draft.by == who && draft.is_offered() && !draft.is_empty()
        });
        match left.max_by_key(|draft| draft.saved_at) {
            Some(draft) => self.apply(taken_up(draft)),
            // Nothing was typed yet, and a form about an incident opens from its page.
            None if key.incident().is_none() => {
                let next = open_kept(&self.see(), key);
                self.apply(next)
            }
            None => Outcome::redraw(),
        }
    }
}

fn taken_up(draft: &OtherDraft) -> Next {
    let command = Command::TakeUpDraft(draft.id.clone());
    Next::write(command, Waiting::TakenUp(Box::new(draft.clone())))
}

fn page_at(screen: &Screen) -> Option<PageAt> {
    match screen {
        Screen::Incident(page) => Some(PageAt::Incident(page.id, page.tab)),
        Screen::Advice(page) => Some(PageAt::Advice(page.id)),
        Screen::Send(page) => Some(PageAt::Send(page.id, page.form.clone())),
        Screen::Explain(page) => Some(PageAt::Explain(page.id, page.clock.clone())),
        _ => None,
    }
}

fn screen_of(page: PageAt) -> Screen {
    match page {
        PageAt::Incident(id, tab) => Screen::Incident(IncidentScreen {
            tab,
            ..IncidentScreen::new(id)
        }),
        PageAt::Advice(id) => Screen::Advice(AdviceScreen::new(id)),
        PageAt::Send(id, form) => Screen::Send(SendScreen { id, form, at: 0 }),
        PageAt::Explain(id, clock) => Screen::Explain(ExplainScreen { id, clock, at: 0 }),
    }
}
