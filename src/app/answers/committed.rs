//! What follows a write that was committed.

use crate::app::App;
use crate::app::message::{Effect, Outcome, Saved, Ticket};
use crate::app::page::learned::ask_when_learned;
use crate::app::page::left_behind::open_kept;
use crate::app::page::send::sent::WasItSent;
use crate::app::page::{Next, See};
use crate::app::session::undo::inverse::for_good;
use crate::app::session::waiting::Waiting;

impl App {
    pub(super) fn committed(&mut self, ticket: Ticket, saved: &Saved) -> Outcome {
        let mut outcome = Outcome::redraw();
        match saved {
            Saved::Draft(key, at) => {
                // One that was on its way when the desk locked is written, and needs no keeping here.
                self.held
                    .retain(|(_, held)| held.is_unkept || held.keeping != Some(ticket));
                for (_, held) in &mut self.held {
                    if held.key == *key && held.keeping == Some(ticket) {
                        held.saved_at = Some(*at);
                    }
                }
                self.desk.drafts.kept(ticket, key, *at);
                self.screens.kept(key, *at);
                outcome = outcome.then(self.desk.drafts.drop_older(key, &mut self.pending));
            }
            // It is read again, for who opened it is known now.
            Saved::Seen(id) if self.screens.is_shown(*id) => {
                outcome = self.pending.read_incident(*id);
            }
            Saved::GlassBroken(id) => {
                self.desk.kept.remove(id);
                outcome = self.pending.read_incident(*id);
            }
            Saved::Logged(id, _) | Saved::Revised(id) => {
                self.pending.wrote(*id);
                outcome = self.pending.read_incident(*id);
            }
            _ => {}
        }
        if let Some(waiting) = self.pending.answered(ticket) {
            outcome = outcome.then(self.after_commit(ticket, waiting, saved));
        }
        if matches!(saved, Saved::DraftTakenUp(_) | Saved::DraftPutAway(_)) {
            // A page closes of itself once the last thing on it was taken up.
            let see = See::new(&self.desk, &self.panes, &self.who, self.glance());
            self.screens.close_what_is_over(&see);
        }
        if matches!(saved, Saved::Views) {
            return outcome.then(self.pending.read(Effect::LoadRest));
        }
        if !saved.is_recorded() {
            return outcome;
        }
        // What stands beside the lists, and what a handover is made of.
        if matches!(saved, Saved::Contact | Saved::HandedOver) {
            outcome = outcome.then(self.pending.read(Effect::LoadRest));
        }
        // Once what was logged is chosen: the lists are read around it.
        outcome.then(self.look()).then(self.read_queues())
    }

    /// Does what a write was to be followed by.
    fn after_commit(&mut self, ticket: Ticket, waiting: Waiting, saved: &Saved) -> Outcome {
        match (waiting, saved) {
            (Waiting::Form(undo), _) => {
                self.done.push(undo);
                self.form_committed(ticket, saved)
            }
            (Waiting::Answer(undo, words), _) => {
                self.done.push(undo);
                self.notice.say(words)
            }
            (Waiting::Asks(first, id, event), _) => {
                let outcome = self.after_commit(ticket, *first, saved);
                // No form opens over what somebody is typing.
                if self.screens.form().is_some() {
                    return outcome;
                }
                let outcome = outcome.then(self.apply(ask_when_learned(id, event)));
                self.notice.keep_undo_quiet();
                outcome
            }
            (Waiting::Written(words, asks), _) => {
                self.done.push(for_good("what was written to be sent"));
                let outcome = self.notice.say(words);
                match asks.filter(|_| self.screens.form().is_none()) {
                    Some((id, form)) => {
                        outcome.then(self.apply(Next::form(WasItSent { id, form })))
                    }
                    None => outcome,
                }
            }
            (Waiting::Undone(words), _) => {
                self.done.pop();
                self.notice.say(words)
            }
            // A call may have another number here than where it was left.
            (Waiting::TakenUp(draft), Saved::DraftTakenUp(key)) => {
                self.desk.drafts.take_up(*draft, key);
                let next = open_kept(&self.see(), key);
                self.apply(next)
            }
            (Waiting::PutAway(id), _) => {
                self.desk.drafts.put_away(&id, self.now);
                self.done.push(for_good("put a draft away"));
                self.notice
                    .say("Put away: it stays in the file, and gl shows it.")
            }
            (Waiting::Forgotten, Saved::DraftsForgotten(ids)) => {
                self.desk.drafts.forget_old(ids);
                self.done.push(for_good("drop old drafts"));
                self.notice.say("Dropped: what was typed in them is gone.")
            }
            (Waiting::Disposed, Saved::Disposed(id, reference)) => {
                self.forget_case(*id);
                self.done.push(for_good("dispose of a case"));
                let words =
                    format!("{reference} is disposed of; the record says by whom and when.");
                self.notice.say(words)
            }
            (
                Waiting::TakenUp(_)
                | Waiting::Disposed
                | Waiting::Forgotten
                | Waiting::Draft(_)
                | Waiting::Dropped
                | Waiting::Seen
                | Waiting::Files(_)
                | Waiting::Out(_),
                _,
            ) => Outcome::redraw(),
        }
    }

    /// Closes the form that asked for the write, and goes on to what follows it.
    fn form_committed(&mut self, ticket: Ticket, saved: &Saved) -> Outcome {
        let Some(screen) = self.screens.take_saved(ticket) else {
            return Outcome::default();
        };
        let dropped = self.desk.drafts.recorded(&screen, &mut self.pending);
        let next = screen.sheet.after(&self.see(), saved, &screen.form);
        dropped.then(self.apply(next))
    }
}
