//! The worker's own side: what it was asked is carried out, what others wrote is looked at, and what
//! time has changed is derived.

mod looking;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant as Monotonic};

use super::asked::{Answer, Reply, Request, Rest};
use super::queue::{Job, ended_by, enqueue, kept_by};
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::command::Command;
use crate::domain::draft::{DraftKey, OtherDraft};
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::right::Right;
use crate::error::Chain;
use crate::rules::Rules;
use crate::rules::sight::Related;
use crate::store::counts::Counted;
use crate::store::done::Done;
use crate::store::error::StoreError;
use crate::store::news::News;
use crate::store::news::Read;
use crate::store::opened::Store;
use crate::store::settings::FirstKeys;

/// How often an idle worker looks for another process's commit.
const LOOK: Duration = Duration::from_secs(2);

/// How often it is said how many incidents are still to be derived.
const SAY: Duration = Duration::from_secs(1);

/// How often the write-ahead log is folded in: what a copy of the file alone would lack.
const FOLD: Duration = Duration::from_mins(4);

/// The worker's own side.
pub(super) struct Desk<P, R> {
    store: Option<Store>,
    places: Places,
    /// The desk's version when last looked at.
    seen: i64,
    /// The version of the drafts when last looked at.
    seen_drafts: i64,
    /// How far what others wrote was read.
    read: Read,
    /// How many incidents are still to be derived by the rules that hold now.
    stale: usize,
    /// The drafts of other sittings when last looked at.
    others: Vec<OtherDraft>,
    /// The fields of drafts whose newest text is not in the file.
    unkept: BTreeSet<(DraftKey, String)>,
    /// When the log was last folded in.
    folded: Monotonic,
    /// When it was last said how many are still to be derived.
    said: Monotonic,
    rules_of: P,
    clock: Clock,
    reply: R,
}

impl<P: Fn(&str) -> Option<Arc<Rules>>, R: FnMut(Reply)> Desk<P, R> {
    /// Returns the side of a worker that has no store yet.
    pub(super) fn closed(places: Places, rules_of: P, clock: Clock, reply: R) -> Self {
        Self {
            seen: 0,
            seen_drafts: 0,
            read: Read::default(),
            stale: 0,
            others: Vec::new(),
            unkept: BTreeSet::new(),
            folded: Monotonic::now(),
            said: Monotonic::now(),
            store: None,
            places,
            rules_of,
            clock,
            reply,
        }
    }

    /// Says whether the newest text of every draft is in the file.
    pub(super) fn has_kept_all(&self) -> bool {
        self.unkept.is_empty()
    }

    /// Answers what is asked until nobody can ask any more.
    pub(super) fn work(&mut self, queue: &Receiver<(u64, Request)>) {
        let mut waiting = VecDeque::new();
        loop {
            match queue.recv_timeout(self.patience()) {
                Ok((ticket, request)) => enqueue(&mut waiting, ticket, request),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            loop {
                for (ticket, request) in queue.try_iter() {
                    enqueue(&mut waiting, ticket, request);
                }
                let Some(job) = waiting.pop_front() else {
                    break;
                };
                self.answer(job);
                self.note_counted();
                self.look();
            }
            self.note_counted();
            self.catch_up();
            self.renew();
            self.look();
            if self.folded.elapsed() >= FOLD {
                self.fold();
            }
        }
    }

    /// Returns how long to sleep: to the next look at what others wrote, or until time changes a row.
    fn patience(&self) -> Duration {
        if self.stale > 0 {
            return Duration::ZERO;
        }
        let Some(Ok(Some(at))) = self.store.as_ref().map(Store::next_change) else {
            return LOOK;
        };
        let left = at.since(self.clock.now()).num_milliseconds().max(0);
        LOOK.min(Duration::from_millis(left.unsigned_abs()))
    }

    /// Journals what was counted, as far as it is time; a refusal is another desk's write, and it is
    /// journalled another time.
    fn note_counted(&mut self) {
        let now = self.clock.now();
        if let Some(Err(error)) = self.store.as_mut().map(|store| store.note_counted(now)) {
            tracing::warn!(error = %Chain(&error), "what was counted was not journalled");
        }
    }

    /// Derives what time has changed, and says so; a refusal is another desk's write, or is said at
    /// the next request.
    fn catch_up(&mut self) {
        let now = self.clock.now();
        let Some(store) = &mut self.store else { return };
        match store.catch_up(now) {
            Ok(changed) if changed.is_empty() => {}
            Ok(_) => self.say_lists(),
            Err(error) => {
                tracing::warn!(error = %Chain(&error), "what time has changed was not derived");
            }
        }
    }

    /// Derives a few incidents again that other rules derived; requests come between.
    fn renew(&mut self) {
        let now = self.clock.now();
        let Some(store) = self.store.as_mut().filter(|_| self.stale > 0) else {
            return;
        };
        match store.renew_some(now) {
            Ok(left) => self.stale = left,
            Err(error) => {
                tracing::warn!(error = %Chain(&error), "incidents were not derived again");
                self.stale = 0;
            }
        }
        // Not after each few: what is said is how many are left.
        if self.stale == 0 || self.said.elapsed() >= SAY {
            self.said = Monotonic::now();
            self.say_lists();
        }
    }

    /// Says that rows of the lists are other ones.
    fn say_lists(&mut self) {
        let news = News {
            lists: true,
            ..News::default()
        };
        (self.reply)(Reply::Elsewhere(Box::new(news)));
    }

    /// Folds the log in; where that is refused it is done another time, and the next write says why.
    fn fold(&mut self) {
        self.folded = Monotonic::now();
        if let Some(Err(error)) = self.store.as_ref().map(Store::fold) {
            tracing::warn!(error = %Chain(&error), "the log was not folded in");
        }
    }

    fn answer(&mut self, job: Job) {
        let (kept, ended) = (kept_by(&job.request), ended_by(&job.request).cloned());
        let result = self.carry_out(job.request);
        if result.is_ok() {
            self.unkept
                .retain(|field| !kept.contains(field) && ended.as_ref() != Some(&field.0));
        } else {
            self.unkept.extend(kept);
        }
        for ticket in job.tickets {
            (self.reply)(match result.clone() {
                Ok(answer) => Reply::Answered { ticket, answer },
                Err(error) => Reply::Refused { ticket, error },
            });
        }
    }

    pub(super) fn take(&mut self, mut store: Store) -> Result<(), StoreError> {
        match (self.rules_of)(&store.settings().council) {
            Some(rules) => store.follow(rules, self.clock.now())?,
            // It came with its rules, or of its council there are none: whoever asked is told.
            None if store.rules().is_ok() => drop(store.catch_up(self.clock.now())?),
            None => {}
        }
        self.seen = store.data_version()?;
        self.seen_drafts = store.drafts_version()?;
        self.read = store.read_up_to()?;
        // Of a council that cannot be read there is nothing to derive; who asked is told.
        self.stale = match store.stale() {
            Err(StoreError::NoRules) => 0,
            stale => stale?,
        };
        self.others = store.other_drafts()?;
        self.folded = Monotonic::now();
        self.store = Some(store);
        Ok(())
    }

    fn carry_out(&mut self, request: Request) -> Result<Answer, StoreError> {
        let now = self.clock.now();
        match request {
            Request::Open { claim } => self.open(|places| Store::open(places, &claim, now)),
            Request::Create {
                set_up,
                passphrase,
                recovery,
                cipher,
                cost,
            } => {
                let first = FirstKeys {
                    passphrase: &passphrase,
                    recovery: recovery.as_deref(),
                    cipher,
                    cost,
                };
                self.open(|places| Store::set_up(places, &set_up, &first, now))
            }
            Request::Lock => {
                self.store = None;
                Ok(Answer::Locked)
            }
            Request::Run(command) => self.run(&command, now).map(Answer::Done),
            Request::ChangePassphrase { old, new, cost } => {
                let store = self.store.as_mut().ok_or(StoreError::Closed)?;
                store.change_own_passphrase(old, (&new, cost), now)?;
                Ok(Answer::Done(Done::PassphraseChanged))
            }
            Request::Refused(right) => {
                let store = self.store.as_ref().ok_or(StoreError::Closed)?;
                store.count(Counted::Refused(right));
                Ok(Answer::Noted)
            }
            reading => self.read(&reading),
        }
    }

    fn run(&mut self, command: &Command, now: Instant) -> Result<Done, StoreError> {
        let store = self.store.as_mut().ok_or(StoreError::Closed)?;
        let mut done = store.run(command, now);
        // On a full disk the log itself is often what fills it: folded in, it gives its room back.
        if done == Err(StoreError::Full) && store.fold().is_ok() {
            done = store.run(command, now);
        }
        if matches!(done, Ok(Done::HandedOver(_))) {
            self.fold();
        }
        done
    }

    fn open(
        &mut self,
        how: impl FnOnce(&Places) -> Result<Store, StoreError>,
    ) -> Result<Answer, StoreError> {
        let store = how(&self.places)?;
        // The screen is of cases from its first line on.
        store.require(Right::See)?;
        let settings = store.settings().clone();
        let mut findings = store.findings().to_vec();
        self.take(store)?;
        let now = self.clock.now();
        if let Some(store) = &self.store {
            findings.extend(store.past_review(now)?);
        }
        Ok(Answer::Opened(settings, findings))
    }

    fn read(&self, request: &Request) -> Result<Answer, StoreError> {
        let store = self.store.as_ref().ok_or(StoreError::Closed)?;
        let whole = |incident: Incident| store.with_rules(incident);
        Ok(match request {
            Request::LoadIncident(id) => {
                match store.incident(*id) {
                    // It is in the lists, and the panes go over it: that it is kept is no failure.
                    Err(StoreError::Restricted(_)) => Answer::Kept(*id),
                    found => {
                        let found = found?.map(whole).transpose()?;
                        Answer::Incident(found.map(Box::new))
                    }
                }
            }
            Request::LoadRelated(id) => {
                Answer::Related(*id, Box::new(readable(store, store.related(*id)?)?))
            }
            Request::Whole(ids) => {
                Answer::Whole(Box::new(readable(store, store.whole(ids.clone())?)?))
            }
            Request::FindChild(probe) => Answer::People(Box::new(store.find_child(probe)?)),
            Request::Look(wanted) => Answer::Sight(Box::new(store.sight(wanted)?)),
            Request::Table(wanted) => Answer::Table(Box::new(store.table(wanted)?)),
            Request::Counts(wanted) => Answer::Counts(Box::new(store.counted_by(wanted)?)),
            Request::Queues(wanted) => Answer::Queues(Box::new(store.queues(wanted)?)),
            Request::Report(wanted) => {
                Answer::Report(Box::new(store.gather(*wanted, self.clock.now())?))
            }
            Request::Find(typed) => {
                store.count(Counted::Looked("reference"));
                let found = store.named(typed)?.into_iter().map(whole);
                Answer::Found(found.collect::<Result<_, _>>()?)
            }
            Request::Alike(probe) => Answer::Alike(Box::new(store.alike(probe)?)),
            Request::Shift { since, until } => {
                Answer::Shift(Box::new(store.shift(*since, *until)?))
            }
            _ => Answer::Rest(Box::new(Rest {
                contacts: store.contacts()?,
                views: store.saved_views()?,
                drafts: store.drafts()?,
                others: store.other_drafts()?,
                handovers: store.handovers()?,
                users: store.users()?,
            })),
        })
    }
}

/// Returns incidents with what each is read by; one that cannot be read takes the others not with it.
fn readable(
    store: &Store,
    (incidents, kept): (Vec<Incident>, usize),
) -> Result<Related, StoreError> {
    let mut out = Related {
        kept,
        ..Related::default()
    };
    for incident in incidents {
        match store.with_rules(incident) {
            Ok(read) => out.read.push(read),
            Err(StoreError::NoEdition { reference, .. }) => out.unread.push(reference),
            Err(error) => return Err(error),
        }
    }
    Ok(out)
}
