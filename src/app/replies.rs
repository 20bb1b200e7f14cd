//! What the store and the folder answer.

use super::App;
use super::message::{
    Effect, Elsewhere, Outcome, ReadIncident, Refused, Reply, Rest, Saved, Ticket,
};
use super::page::left_behind::is_any_left;
use super::page::lines::Listing;
use super::page::start::{AGAIN, PASSPHRASE};
use super::page::{FormScreen, Next, Screen, left_behind::LeftBehind};
use super::screen::Words;
use super::undo::inverse::for_good;
use super::writes::waiting::{Leaving, Waiting};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::error::Failure;
use crate::pack::Pack;

impl App {
    pub(super) fn reply(&mut self, reply: Reply) -> Outcome {
        match reply {
            Reply::Opened {
                user,
                pack,
                rest,
                findings,
                ..
            } => self.opened(user, *pack, *rest, &findings),
            Reply::NotOpened(failure) => self.not_opened(&failure),
            Reply::Rest(rest) => {
                self.read_one();
                self.desk.load(*rest);
                self.read_titles()
            }
            Reply::Sight(sight) => {
                self.read_one();
                self.take_sight(*sight);
                self.read_chosen()
            }
            Reply::Incident(read) => {
                self.read_one();
                self.take_incident(*read)
            }
            Reply::Related(id, related) => {
                self.read_one();
                self.keeping_choices(|app| app.desk.put_related(related, app.now));
                self.read(id)
            }
            Reply::Found(found) => {
                self.read_one();
                self.keeping_choices(|app| {
                    for read in found {
                        app.desk.put(read, app.now);
                    }
                });
                Outcome::redraw()
            }
            Reply::Alike(alike) => self.take_alike(&alike),
            Reply::Shift(shift) => {
                self.read_one();
                self.desk.shift = *shift;
                Outcome::redraw()
            }
            Reply::Ran(ticket, Ok(saved)) => self.committed(ticket, &saved),
            Reply::Ran(ticket, Err(refused)) => self.refused(ticket, refused),
            Reply::Wrote(ticket, Ok(place)) => self.wrote(ticket, &place),
            Reply::Wrote(ticket, Err(failure)) => {
                self.waiting.remove(&ticket);
                self.refuse(one_line(&failure))
            }
            Reply::Elsewhere(news) => self.take_news(*news),
            Reply::Failed(failure) => {
                self.read_one();
                self.refuse(one_line(&failure))
            }
        }
    }

    fn opened(&mut self, user: String, pack: Pack, rest: Rest, findings: &[String]) -> Outcome {
        self.desk.pack = pack;
        self.user = user;
        self.desk.load(rest);
        self.screens.truncate(1);
        let outcome = if is_any_left(&self.see()) {
            self.apply(Next::open(Listing::screen(LeftBehind)))
        } else {
            Outcome::redraw()
        };
        let outcome = outcome.then(self.look()).then(self.read_titles());
        if findings.is_empty() {
            outcome
        } else {
            outcome.then(self.refuse(findings.join(" ")))
        }
    }

    /// Counts a reading that is here.
    fn read_one(&mut self) {
        self.loading = self.loading.saturating_sub(1);
    }

    fn take_incident(&mut self, read: ReadIncident) -> Outcome {
        let id = read.0.id;
        self.keeping_choices(|app| app.desk.put(read, app.now));
        let mut outcome = self.rebase_forms();
        let written = self.written.iter().position(|known| *known == id);
        let written = written.map(|at| self.written.swap_remove(at));
        // Read is what a page shows, or what was just written here; the desk's panes show little.
        if written.is_some()
            || self
                .screens
                .iter()
                .any(|screen| screen.incident() == Some(id))
        {
            outcome.effects.extend(self.see_incident(id));
        }
        outcome
    }

    /// Takes what others wrote, and reads of it again what is shown here.
    fn take_news(&mut self, news: Elsewhere) -> Outcome {
        let shown: Vec<IncidentId> = news
            .incidents
            .iter()
            .copied()
            .filter(|id| self.desk.row(*id).is_some())
            .collect();
        let lists = news.lists;
        self.desk.take_news(news);
        // Time may have changed what was read whole as well.
        self.desk.refresh(self.now);
        let mut outcome = self.read_titles();
        for id in shown {
            outcome = outcome.then(self.read_again(id));
        }
        if lists {
            outcome.then(self.look())
        } else {
            outcome
        }
    }

    /// Reads again what stands beside the lists, and what a handover is made of.
    fn read_rest(&mut self) -> Outcome {
        self.loading += 1;
        let outcome = Outcome {
            effects: vec![Effect::LoadRest],
            redraw: true,
        };
        outcome.then(self.look())
    }

    fn not_opened(&mut self, failure: &Failure) -> Outcome {
        if let Some(Screen::Form(screen)) = self.screens.last_mut() {
            screen.saving = None;
            PASSPHRASE.set(&mut screen.form, "");
            AGAIN.set(&mut screen.form, "");
            screen.form.fail(PASSPHRASE.fault(one_line(failure)));
            return Outcome::redraw();
        }
        self.refuse(one_line(failure))
    }

    fn committed(&mut self, ticket: Ticket, saved: &Saved) -> Outcome {
        let waiting = self.waiting.remove(&ticket);
        let mut outcome = match saved {
            Saved::Draft(key, at) => {
                self.draft_kept(ticket, key, *at);
                Outcome::redraw()
            }
            _ => Outcome::redraw(),
        };
        if let Saved::Logged(id, _) | Saved::Revised(id) = saved {
            self.written.push(*id);
            outcome = outcome.then(self.read_again(*id));
        }
        match waiting {
            Some(Waiting::Form(undo)) => {
                self.undo.push(undo);
                outcome = outcome.then(self.form_committed(ticket, saved));
            }
            Some(Waiting::Answer(undo, words)) => {
                self.undo.push(undo);
                outcome = outcome.then(self.say(words));
            }
            Some(Waiting::Sent(words)) => {
                self.undo.push(for_good("what was written to be sent"));
                outcome = outcome.then(self.say(words));
            }
            Some(Waiting::Undone(words)) => {
                self.undo.pop();
                outcome = outcome.then(self.say(words));
            }
            // A call may have another number here than where it was left.
            Some(Waiting::TakenUp(draft)) => {
                if let Saved::DraftTakenUp(key) = saved {
                    outcome = outcome.then(self.taken_up(*draft, key));
                }
            }
            Some(Waiting::PutAway(draft)) => outcome = outcome.then(self.put_away(&draft)),
            Some(Waiting::Forgotten) => {
                if let Saved::DraftsForgotten(ids) = saved {
                    outcome = outcome.then(self.forgot_old(ids));
                }
            }
            Some(
                Waiting::Draft(_)
                | Waiting::Dropped
                | Waiting::Seen
                | Waiting::Files(_)
                | Waiting::Out(_),
            )
            | None => {}
        }
        // Once what was logged is chosen: the lists are read around it.
        match saved {
            Saved::Logged(..) | Saved::Revised(_) => outcome.then(self.look()),
            Saved::Contact | Saved::HandedOver => outcome.then(self.read_rest()),
            Saved::Draft(..)
            | Saved::DraftDropped(_)
            | Saved::DraftTakenUp(_)
            | Saved::DraftPutAway(_)
            | Saved::DraftsForgotten(_)
            | Saved::Seen => outcome,
        }
    }

    /// Shows when the draft was last kept.
    fn draft_kept(&mut self, ticket: Ticket, key: &DraftKey, at: Instant) {
        if let Some(draft) = self.desk.draft_mut(key) {
            draft.kept(ticket, at);
        }
        for screen in &mut self.screens {
            if let Screen::Form(screen) = screen
                && screen.form.draft_key.as_ref() == Some(key)
            {
                screen.form.kept_at = Some(at);
            }
        }
    }

    /// Closes the form that asked for the write, and goes on to what follows it.
    fn form_committed(&mut self, ticket: Ticket, saved: &Saved) -> Outcome {
        let position = self.screens.iter().position(
            |screen| matches!(screen, Screen::Form(screen) if screen.saving == Some(ticket)),
        );
        let Some(position) = position else {
            return Outcome::default();
        };
        let Screen::Form(screen) = self.screens.remove(position) else {
            return Outcome::default();
        };
        let dropped = self.forget_drafts(&screen);
        let next = screen.sheet.after(&self.see(), saved, &screen.form);
        dropped.then(self.apply(next))
    }

    /// Lets the drafts go that the commit has taken the place of; those that it could not name
    /// itself are dropped by a write of their own.
    fn forget_drafts(&mut self, screen: &FormScreen) -> Outcome {
        let (replaces, own) = (screen.sheet.replaces(), screen.form.draft_key.as_ref());
        let named = replaces.or(own);
        let mut out = Outcome::default();
        for key in [replaces, own].into_iter().flatten() {
            let was_kept = self.desk.draft(key).is_some();
            self.desk.drafts.retain(|draft| draft.key != *key);
            if was_kept && Some(key) != named {
                out = out.then(self.drop_draft(key.clone()));
            }
        }
        out
    }

    /// Fills every open form about an incident again from what is recorded now, keeping what was
    /// typed. Where the two differ a line says so, and Ctrl-O shows it: a page that opened of
    /// itself would take the next letters for its keys.
    fn rebase_forms(&mut self) -> Outcome {
        let told = matches!(self.front(), Screen::Words(words) if words.title == Words::MEANWHILE);
        let mut screens = std::mem::take(&mut self.screens);
        for screen in &mut screens {
            if let Screen::Form(screen) = screen {
                self.rebase(screen, told);
            }
        }
        self.screens = screens;
        Outcome::redraw()
    }

    /// Fills one form again; `told` while what differs is in front to be read.
    fn rebase(&self, screen: &mut FormScreen, told: bool) {
        let Some(row) = screen.sheet.incident().and_then(|id| self.desk.row(id)) else {
            return;
        };
        if screen.version == row.incident.version || screen.saving.is_some() {
            return;
        }
        screen.version = row.incident.version;
        // Others' answers come into view, and what was typed stays.
        let Some(mut fresh) = screen.sheet.again(&self.see()) else {
            return;
        };
        fresh.draft_key.clone_from(&screen.form.draft_key);
        if !fresh.is_settled() {
            fresh.settle();
        }
        screen.form.rebase(fresh);
        if told {
            let _seen = screen.form.take_conflicts();
        }
    }

    fn refused(&mut self, ticket: Ticket, refused: Refused) -> Outcome {
        let waiting = self.waiting.remove(&ticket);
        let mut subject = None;
        for screen in &mut self.screens {
            let Screen::Form(screen) = screen else {
                continue;
            };
            if screen.saving == Some(ticket) {
                screen.saving = None;
                subject = screen.sheet.incident();
            }
        }
        if let Some(Waiting::Draft(key)) = &waiting
            && let Some(draft) = self.desk.draft_mut(key)
        {
            draft.refused(ticket);
        }
        let subject = subject.or_else(|| self.subject());
        match refused {
            Refused::Failed(failure) => {
                let words = match waiting {
                    Some(Waiting::Draft(_)) => {
                        format!("The draft was not kept. {}", one_line(&failure))
                    }
                    _ => one_line(&failure),
                };
                self.refuse(words.replace('\n', " "))
            }
            Refused::Stale(changes) => {
                let mut outcome = self.show_meanwhile(&changes);
                if let Some(id) = subject {
                    outcome = outcome.then(self.read_again(id));
                }
                outcome
            }
        }
    }

    /// Shows, field by field, what somebody else changed; what was typed stays as it is.
    fn show_meanwhile(&mut self, changes: &[Change]) -> Outcome {
        let mut lines = vec![
            "Nothing was written: somebody else changed this incident while you were at it."
                .to_owned(),
            "What you typed is still there. Look at what changed, then save again.".to_owned(),
            String::new(),
        ];
        for change in changes {
            lines.push(format!(
                "{}: was «{}», now «{}» ({}, {})",
                change.what,
                change.before.as_deref().unwrap_or_default(),
                change.after.as_deref().unwrap_or_default(),
                change.by,
                change.at.short(self.now)
            ));
        }
        self.apply(Next::words(Words::MEANWHILE, lines))
    }

    fn wrote(&mut self, ticket: Ticket, place: &str) -> Outcome {
        let leaving = match self.waiting.remove(&ticket) {
            Some(Waiting::Files(leaving)) => leaving,
            Some(Waiting::Out(what)) => return self.say(format!("{what} is in {place}.")),
            _ => return Outcome::redraw(),
        };
        let Leaving {
            id,
            version,
            edits,
            words,
            draft,
        } = *leaving;
        self.desk
            .drafts
            .retain(|kept| Some(&kept.key) != draft.as_ref());
        let words = words.replace("{place}", place);
        let command = Command::Revise {
            id,
            version,
            edits,
            draft,
        };
        self.screens.retain(|s| !matches!(s, Screen::Send(_)));
        self.run(command, Waiting::Sent(words))
    }
}

/// Returns a failure on one line.
fn one_line(failure: &Failure) -> String {
    let words = failure.to_string();
    let lines = words.lines().map(|line| line.trim_end_matches('.'));
    format!("{}.", lines.collect::<Vec<_>>().join(". "))
}
