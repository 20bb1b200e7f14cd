//! What the store and the folder answer, and what follows it.

mod committed;

use super::App;
use super::desk::Row;
use super::message::{Elsewhere, Outcome, Refused, Reply, Rest, Ticket};
use super::page::left_behind::{LeftBehind, incidents, is_any_left};
use super::page::lines::Listing;
use super::page::{Next, Screen, See};
use super::screen::Words;
use super::session::waiting::{Leaving, Waiting};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::exchange::alert::stands_in;
use crate::pack::Pack;
use crate::report::quality;
use crate::rules::sight::{ReadIncident, Related};

/// What a captive desk does not do, and what to do instead.
const CAPTIVE: &str = "This desk is captive and opens no file: copy the text from the screen (t, where \
                       an alert is sent) into your own mail program, or ask whoever looks after the host.";

impl App {
    pub(super) fn reply(&mut self, reply: Reply) -> Outcome {
        if reply.ends_reading() {
            self.pending.was_read();
        }
        match reply {
            Reply::Opened {
                who,
                cipher,
                pack,
                rest,
                findings,
                ..
            } => {
                (self.who, self.cipher) = (who, cipher);
                self.opened(*pack, *rest, &findings)
            }
            Reply::Recovery(key) => self.show_recovery(key),
            Reply::Locked(names) => self.locked(names),
            Reply::NotOpened(failure, until) => self.not_opened(failure, until),
            Reply::Rest(rest) => {
                self.desk.load(*rest);
                self.read(incidents(&self.see()))
            }
            Reply::Sight(sight) => {
                let over = self.screens.over();
                self.panes.take_sight(&mut self.desk, over, *sight);
                self.read(self.panes.chosen())
            }
            Reply::Table(table) => {
                self.desk.table = *table;
                let table = &self.desk.table;
                let chosen = self.screens.register_mut().and_then(|page| {
                    page.take(table);
                    page.chosen
                });
                self.read(chosen)
            }
            Reply::Counts(counts) => {
                self.desk.counts = Some(*counts);
                Outcome::redraw()
            }
            Reply::Queues(queues) => {
                self.desk.queues = *queues;
                for screen in self.screens.iter_mut() {
                    if let Some(page) = screen.page_mut() {
                        page.take_queues(&self.desk.queues);
                    }
                }
                let chosen = self.lists().subject();
                self.read(chosen)
            }
            Reply::Report(gathered) => {
                let sheet = quality::sheet(&gathered, &self.desk.current, self.now);
                self.desk.report = Some((sheet, gathered));
                Outcome::redraw()
            }
            Reply::Incident(read) => self.take_incident(*read),
            Reply::Related(id, related) => {
                self.keeping_choices(|app| app.desk.put_related(*related, app.now));
                self.read([id])
            }
            Reply::Found(found) => {
                self.keeping_choices(|app| {
                    for read in found {
                        app.desk.put(read, app.now);
                    }
                });
                Outcome::redraw()
            }
            // The likeliest is read, for it may be gone on with.
            Reply::Kept(id) => self.kept_back(id),
            Reply::Alike(alike) => {
                self.screens.show_alike(&alike);
                self.read(alike.found.first().map(|(listed, _)| listed.id))
            }
            Reply::People(people) => {
                self.desk.found = *people;
                Outcome::redraw()
            }
            Reply::Whole(read) => self.take_chronology(*read),
            Reply::Shift(shift) => {
                self.desk.shift = *shift;
                Outcome::redraw()
            }
            Reply::Ran(ticket, Ok(saved)) => self.committed(ticket, &saved),
            Reply::Ran(ticket, Err(refused)) => self.refused(ticket, refused),
            Reply::Wrote(ticket, Ok(place)) => self.wrote(ticket, &place),
            Reply::Wrote(ticket, Err(failure)) => {
                self.pending.answered(ticket);
                self.notice.refuse(self.desk.failed(failure))
            }
            Reply::Elsewhere(news) => self.take_news(*news),
            Reply::Failed(failure) => self.notice.refuse(self.desk.failed(failure)),
        }
    }

    fn opened(&mut self, pack: Pack, rest: Rest, findings: &[String]) -> Outcome {
        self.forget_recovery();
        self.door.close_until(None);
        self.desk.current = pack;
        self.desk.load(rest);
        self.put_held_back();
        self.screens.close_all();
        let left = self.guard.take_left(&self.who.name);
        let outcome = if left.is_none() && is_any_left(&self.see()) {
            self.apply(Next::open(Listing::screen(LeftBehind)))
        } else {
            Outcome::redraw()
        };
        let outcome = outcome.then(self.read(incidents(&self.see())));
        let outcome = match left {
            Some(place) => outcome.then(self.go_back_to(place)),
            None => outcome,
        };
        let outcome = outcome.then(self.look()).then(self.read_queues());
        if findings.is_empty() {
            outcome
        } else {
            outcome.then(self.notice.refuse(findings.join(" ")))
        }
    }

    /// Puts back what whoever opened the desk had typed when it locked and could not be written.
    fn put_held_back(&mut self) {
        let all = std::mem::take(&mut self.held).into_iter();
        let (own, others): (Vec<_>, Vec<_>) = all.partition(|(who, _)| *who == self.who.name);
        self.held = others;
        let own = own.into_iter().map(|(_, draft)| draft);
        self.desk.drafts.put_back(own.collect());
    }

    fn take_incident(&mut self, read: ReadIncident) -> Outcome {
        let id = read.incident.id;
        let was_written = self.pending.take_written(id);
        let waited = self.lists().waits_to_be_told();
        self.keeping_choices(|app| app.desk.put(read, app.now));
        // Whoever was told here gives way to whom to tell next; under a colleague's call nothing moves.
        if was_written && waited && !self.lists().waits_to_be_told() {
            let over = self.screens.over();
            self.panes.choose_next_told(&self.desk, over);
        }
        // Every open form is filled again from what is recorded now, and what was typed stays. Where
        // the two differ a line says so, and Ctrl-O shows it: a page that opened of itself would take
        // the next letters for its keys.
        let front = self.screens.front();
        let told = matches!(front, Screen::Words(words) if words.title == Words::MEANWHILE);
        let see = See::new(&self.desk, &self.panes, &self.who, self.glance());
        for screen in self.screens.forms_mut() {
            screen.rebase(&see, told);
        }
        // Read is what a page shows, or what was just written here; the desk's panes show little.
        if was_written || self.screens.is_shown(id) {
            return self.mark_seen(id);
        }
        Outcome::redraw()
    }

    /// Takes the incidents of a chronology: whoever reads it reads all that happened on each.
    fn take_chronology(&mut self, read: Related) -> Outcome {
        let ids: Vec<IncidentId> = read.read.iter().map(|read| read.incident.id).collect();
        self.keeping_choices(|app| app.desk.put_chronology(read, app.now));
        let outcome = Outcome::redraw();
        ids.into_iter()
            .fold(outcome, |outcome, id| outcome.then(self.mark_seen(id)))
    }

    /// Remembers that an incident was read as it is now, and that it was opened, which its owner may
    /// ask for.
    pub(super) fn mark_seen(&mut self, id: IncidentId) -> Outcome {
        let is_known = self.desk.was_just_opened(id, self.now);
        let unknown = |row: &&Row| row.is_unread() || !is_known;
        let Some(row) = self.desk.row(id).filter(unknown) else {
            return Outcome::redraw();
        };
        let version = row.incident.version;
        self.desk.see(id, self.now);
        self.pending
            .write(Command::Seen { id, version }, Waiting::Seen)
    }

    /// Takes what others wrote, and reads of it again what is shown here.
    fn take_news(&mut self, mut news: Elsewhere) -> Outcome {
        let mut outcome = Outcome::redraw();
        if let Some(own) = news.own.take() {
            outcome = self.take_own(own, std::mem::take(&mut news.names));
            if self.who.name.is_empty() {
                return outcome;
            }
            // Whoever keeps the register from now on has its queues over the panes.
            outcome = outcome.then(self.read_queues());
        }
        let gone = std::mem::take(&mut news.disposed);
        for id in &gone {
            self.forget_case(*id);
        }
        news.incidents.retain(|id| !gone.contains(id));
        let (incidents_changed, lists) = (news.incidents.clone(), news.lists);
        self.desk.take_news(news);
        // Time may have changed what was read whole as well.
        self.desk.refresh(self.now);
        outcome = outcome.then(self.read(incidents(&self.see())));
        for id in incidents_changed {
            if self.desk.row(id).is_some() {
                outcome = outcome.then(self.pending.read_incident(id));
            }
        }
        if lists {
            outcome.then(self.look()).then(self.read_queues())
        } else {
            outcome
        }
    }

    /// Forgets a case that was disposed of: nothing of it stays on the screen or in memory.
    fn forget_case(&mut self, id: IncidentId) {
        self.desk.forget(id);
        self.screens
            .close_where(|screen| screen.incident() == Some(id));
        if self.panes.selected == Some(id) {
            self.panes.selected = None;
        }
    }

    fn refused(&mut self, ticket: Ticket, refused: Refused) -> Outcome {
        let of_form = self.screens.end_saving(ticket);
        let waiting = self.pending.answered(ticket);
        if let Some(Waiting::Draft(key)) = &waiting {
            self.desk.drafts.refused(ticket, key);
        }
        match (refused, waiting) {
            (Refused::Failed(failure), Some(Waiting::Draft(_))) => {
                let why = self.desk.failed(failure);
                self.notice.refuse(format!("The draft was not kept. {why}"))
            }
            (Refused::Failed(failure), _) => self.notice.refuse(self.desk.failed(failure)),
            (Refused::Stale(changes), _) => {
                let about = of_form.or_else(|| self.lists().subject());
                let outcome = self.apply(changed_meanwhile(&changes, self.now));
                match about {
                    Some(id) => outcome.then(self.pending.read_incident(id)),
                    None => outcome,
                }
            }
        }
    }

    /// Adds to where a file is what somebody does who has no other program on that machine.
    fn for_captives(&self, words: String) -> String {
        if self.captive {
            format!("{words} {CAPTIVE}")
        } else {
            words
        }
    }

    fn wrote(&mut self, ticket: Ticket, place: &str) -> Outcome {
        let leaving = match self.pending.answered(ticket) {
            Some(Waiting::Files(leaving)) => leaving,
            Some(Waiting::Out(what)) => {
                let words = format!("{what} is in {place}.");
                return self.notice.say(self.for_captives(words));
            }
            _ => return Outcome::redraw(),
        };
        let Leaving {
            id,
            version,
            mut edits,
            words,
            asks,
            draft,
        } = *leaving;
        stands_in(&mut edits, place);
        if let Some(key) = &draft {
            self.desk.drafts.forget(key);
        }
        let words = self.for_captives(words.replace("{place}", place));
        let command = Command::Revise {
            id,
            version,
            edits,
            draft,
        };
        self.screens
            .close_where(|screen| matches!(screen, Screen::Send(_)));
        let asks = asks.map(|form| (id, form));
        self.pending.write(command, Waiting::Written(words, asks))
    }
}

/// Shows, field by field, what somebody else changed; what was typed stays as it is.
fn changed_meanwhile(changes: &[Change], now: Instant) -> Next {
    let mut lines = vec![
        "Nothing was written: somebody else changed this incident while you were at it.".to_owned(),
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
            change.at.short(now)
        ));
    }
    Next::words(Words::MEANWHILE, lines)
}
