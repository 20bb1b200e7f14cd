//! The desk's effects carried to the store and the folder, and their answers brought back.

mod told;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use crate::app::message::{Effect, Refused, Reply, Ticket};
use crate::clock::Clock;
use crate::config::{self, Places};
use crate::domain::calendar::BankHolidays;
use crate::domain::user::Own;
use crate::error::Failure;
use crate::pack::Pack;
use crate::rules::Rules;
use crate::store::worker::{self, Answer, Ending, Request, Worker};
use crate::store::{Finding, LastBackup, SetUp, Settings, Store, StoreError, Work};
use crate::vault::{Cipher, Claim, KdfCost, RecoveryKey};

use self::told::{elsewhere, rest, saved};
use super::outbox;

/// What a request that is not a write was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Errand {
    /// The desk is being opened or made.
    Open,
    /// The first reading after opening.
    FirstLoad,
    /// A reading.
    Load,
    /// Looking for what a reference names.
    Find,
    /// Looking for what is like what is being logged.
    Alike,
    /// A write that the state numbered.
    Run(Ticket),
}

/// Carries effects out.
pub(super) struct EffectRunner {
    worker: Worker,
    places: Places,
    clock: Clock,
    /// How the files of a desk that is made here are kept.
    cipher: Cipher,
    errands: HashMap<u64, (Errand, Instant)>,
    last: u64,
    /// A desk that is open and not read yet.
    opened: Option<Opening>,
}

/// What is known of a desk once it is open.
struct Opening {
    settings: Settings,
    pack: Box<Pack>,
    /// What was found on opening it and is said to the person.
    findings: Vec<String>,
}

impl EffectRunner {
    /// Starts with a desk that is open and has its rules, and reads it.
    pub(super) fn open(
        store: Store,
        pack: &Pack,
        places: Places,
        clock: Clock,
        reply: impl FnMut(worker::Reply) + Send + 'static,
    ) -> Self {
        let settings = store.settings().clone();
        let cipher = settings.cipher;
        let worker = Worker::spawn(store, clock, reply);
        let mut effects = Self::new(worker, places, clock, cipher);
        effects.opened = Some(Opening {
            settings,
            pack: Box::new(pack.clone()),
            findings: Vec::new(),
        });
        let _sent = effects.ask(Errand::FirstLoad, Request::LoadRest);
        effects
    }

    /// Starts with a desk that is closed or not there yet.
    pub(super) fn closed(
        places: Places,
        holidays: BankHolidays,
        clock: Clock,
        cipher: Cipher,
        reply: impl FnMut(worker::Reply) + Send + 'static,
    ) -> Self {
        // A council that cannot be read is said once the desk is open, and closes it again.
        let rules = move |council: &str| {
            let pack = config::pack(council).ok()?;
            let holidays = holidays.clone();
            Some(Arc::new(Rules { pack, holidays }))
        };
        let worker = Worker::spawn_closed(places.clone(), rules, clock, reply);
        Self::new(worker, places, clock, cipher)
    }

    fn new(worker: Worker, places: Places, clock: Clock, cipher: Cipher) -> Self {
        Self {
            worker,
            places,
            clock,
            cipher,
            errands: HashMap::new(),
            last: 0,
            opened: None,
        }
    }

    /// Waits until everything asked for is on the disk.
    pub(super) fn close(self) -> Ending {
        self.worker.close()
    }

    fn ask(&mut self, errand: Errand, request: Request) -> bool {
        self.last += 1;
        let sent = self.worker.send(self.last, request);
        // What nobody will answer is not waited for.
        if sent {
            self.errands.insert(self.last, (errand, Instant::now()));
        }
        sent
    }

    /// Returns since when the oldest write waits that is not on the disk yet.
    pub(super) fn waits_since(&self) -> Option<Instant> {
        let writes = self.errands.values();
        let writes = writes.filter(|(errand, _)| matches!(errand, Errand::Run(_)));
        writes.map(|(_, asked)| *asked).min()
    }

    /// Says whether everything that was asked for is answered.
    pub(super) fn is_idle(&self) -> bool {
        self.errands.is_empty()
    }

    /// Carries one effect out; what can be answered at once is.
    pub(super) fn run(&mut self, effect: Effect) -> Vec<Reply> {
        let (errand, request) = match effect {
            Effect::Create {
                council,
                user,
                passphrase,
                recovery,
            } => (
                Errand::Open,
                Request::Create {
                    set_up: SetUp { council, user },
                    passphrase,
                    recovery: Some(recovery),
                    cipher: self.cipher,
                    cost: KdfCost::standard(),
                },
            ),
            Effect::DrawRecovery => return vec![drawn()],
            Effect::Open { name, passphrase } => {
                let claim = Claim::of(name.as_deref(), passphrase);
                (Errand::Open, Request::Open { claim })
            }
            Effect::Run(ticket, command) => (Errand::Run(ticket), Request::Run(command)),
            Effect::ChangePassphrase { ticket, old, new } => {
                let cost = KdfCost::standard();
                let request = Request::ChangePassphrase { old, new, cost };
                (Errand::Run(ticket), request)
            }
            Effect::Refused(right) => (Errand::Load, Request::Refused(right)),
            Effect::LoadRest => (Errand::Load, Request::LoadRest),
            Effect::Look(wanted) => (Errand::Load, Request::Look(*wanted)),
            Effect::Table(wanted) => (Errand::Load, Request::Table(*wanted)),
            Effect::Counts(wanted) => (Errand::Load, Request::Counts(*wanted)),
            Effect::Queues(wanted) => (Errand::Load, Request::Queues(wanted)),
            Effect::Report(wanted) => (Errand::Load, Request::Report(wanted)),
            Effect::Load(id) => (Errand::Load, Request::LoadIncident(id)),
            Effect::LoadRelated(id) => (Errand::Load, Request::LoadRelated(id)),
            Effect::Find(typed) => (Errand::Find, Request::Find(typed)),
            Effect::Alike(probe) => (Errand::Alike, Request::Alike(*probe)),
            Effect::FindChild(probe) => (Errand::Load, Request::FindChild(*probe)),
            Effect::Whole(ids) => (Errand::Load, Request::Whole(ids)),
            Effect::Shift { since, until } => (Errand::Load, Request::Shift { since, until }),
            Effect::Write(ticket, files) => {
                let written = outbox::write(&self.places.outbox(), &files);
                return vec![Reply::Wrote(ticket, written)];
            }
            Effect::Lock => {
                let _sent = self.ask(Errand::Load, Request::Lock);
                return vec![Reply::Locked(Store::names(&self.places))];
            }
            Effect::Quit => return Vec::new(),
        };
        if self.ask(errand, request) {
            Vec::new()
        } else {
            vec![refused(errand, &StoreError::Closed)]
        }
    }

    /// Adds until when the desk takes no passphrase, where it takes none for a while.
    fn with_wait(&self, reply: Reply) -> Reply {
        match reply {
            Reply::NotOpened(failure, _) => {
                let until = Store::waits_until(&self.places, self.clock.now());
                Reply::NotOpened(failure, until)
            }
            other => other,
        }
    }

    /// Returns what an answer of the store means to the desk.
    pub(super) fn answer(&mut self, reply: worker::Reply) -> Option<Reply> {
        match reply {
            worker::Reply::Elsewhere(news) => {
                let mut news = elsewhere(*news);
                if matches!(news.own, Some(Own::Ended(..))) {
                    news.names = Store::names(&self.places);
                }
                Some(Reply::Elsewhere(Box::new(news)))
            }
            worker::Reply::Answered { ticket, answer } => {
                let (errand, _) = self.errands.remove(&ticket)?;
                self.answered(errand, answer)
            }
            worker::Reply::Refused { ticket, error } => {
                let (errand, _) = self.errands.remove(&ticket)?;
                Some(self.with_wait(refused(errand, &error)))
            }
        }
    }

    fn answered(&mut self, errand: Errand, answer: Answer) -> Option<Reply> {
        match (errand, answer) {
            (_, Answer::Opened(settings, findings)) => self.opened(settings, &findings),
            (Errand::FirstLoad, Answer::Rest(read)) => {
                let Opening {
                    settings,
                    pack,
                    findings,
                } = self.opened.take()?;
                Some(Reply::Opened {
                    who: settings.who,
                    cipher: settings.cipher,
                    pack,
                    rest: Box::new(rest(*read)),
                    findings,
                    newest_at: settings.newest_at,
                })
            }
            (_, Answer::Rest(read)) => Some(Reply::Rest(Box::new(rest(*read)))),
            (_, Answer::Sight(sight)) => Some(Reply::Sight(sight)),
            (_, Answer::Table(table)) => Some(Reply::Table(table)),
            (_, Answer::Counts(counts)) => Some(Reply::Counts(counts)),
            (_, Answer::Queues(queues)) => Some(Reply::Queues(queues)),
            (_, Answer::Report(gathered)) => Some(Reply::Report(gathered)),
            (_, Answer::Incident(Some(incident))) => Some(Reply::Incident(incident)),
            (_, Answer::Related(id, related)) => Some(Reply::Related(id, related)),
            (_, Answer::Found(found)) => Some(Reply::Found(found)),
            (_, Answer::Kept(id)) => Some(Reply::Kept(id)),
            (_, Answer::Alike(alike)) => Some(Reply::Alike(alike)),
            (_, Answer::People(people)) => Some(Reply::People(people)),
            (_, Answer::Whole(read)) => Some(Reply::Whole(read)),
            (_, Answer::Shift(shift)) => Some(Reply::Shift(shift)),
            (_, Answer::Incident(None)) => Some(Reply::Failed(Failure::new(
                "The incident was not read",
                "it is no longer there",
                "Go back to the desk.",
            ))),
            (Errand::Run(ticket), Answer::Done(done)) => Some(Reply::Ran(ticket, Ok(saved(done)))),
            _ => None,
        }
    }

    /// Returns what is said to whoever opens the desk: what was found, and that no backup is new.
    fn said(&self, settings: &Settings, findings: &[Finding]) -> Vec<String> {
        let old = LastBackup::warning(&self.places, settings.created_at, self.clock.now());
        let found = findings.iter().filter_map(Finding::words);
        found.chain(old).collect()
    }

    /// Reads the desk once it is open, with its council's pack.
    fn opened(&mut self, settings: Settings, findings: &[Finding]) -> Option<Reply> {
        note_user(&self.places, &settings.who.name);
        match config::pack(&settings.council) {
            Ok(pack) => {
                self.opened = Some(Opening {
                    findings: self.said(&settings, findings),
                    settings,
                    pack: Box::new(pack),
                });
                let sent = self.ask(Errand::FirstLoad, Request::LoadRest);
                (!sent).then(|| refused(Errand::FirstLoad, &StoreError::Closed))
            }
            Err(failure) => {
                let _sent = self.ask(Errand::Load, Request::Lock);
                Some(Reply::NotOpened(failure, None))
            }
        }
    }
}

/// Returns who opened the desk last from this account of the system; none where that is not known.
pub(super) fn last_user(places: &Places) -> Option<String> {
    let name = std::fs::read_to_string(places.last_user()).ok()?;
    Some(name.trim_end().to_owned())
}

/// Writes down who opened the desk, for the next time; where that cannot be written it is chosen
/// again then.
fn note_user(places: &Places, name: &str) {
    let written = std::fs::create_dir_all(&places.state)
        .and_then(|()| std::fs::write(places.last_user(), format!("{name}\n")));
    if let Err(e) = written {
        tracing::warn!(kind = %e.kind(), "who opened the desk was not noted");
    }
}

/// Draws a recovery key.
fn drawn() -> Reply {
    match RecoveryKey::random() {
        Ok(key) => Reply::Recovery(Arc::new(key)),
        Err(error) => {
            let failure = Failure::new("No key was made", error.to_string(), "Try again.");
            Reply::NotOpened(failure, None)
        }
    }
}

fn refused(errand: Errand, error: &StoreError) -> Reply {
    match (errand, error) {
        (Errand::Run(ticket), StoreError::Stale { changes }) => {
            Reply::Ran(ticket, Err(Refused::Stale(changes.clone())))
        }
        (Errand::Run(ticket), error) => {
            Reply::Ran(ticket, Err(Refused::Failed(error.failure_of(Work::Saving))))
        }
        (Errand::Open | Errand::FirstLoad, error) => {
            Reply::NotOpened(error.failure_of(Work::Opening), None)
        }
        // What is alike is looked for again at the next letter.
        (Errand::Alike, _) => Reply::Alike(Box::default()),
        (Errand::Load | Errand::Find, error) => Reply::Failed(error.failure_of(Work::Reading)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::draft::DraftKey;

    #[test]
    fn a_write_that_nobody_takes_is_refused_and_not_waited_for() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::find(Some(home.path())).unwrap();
        // The worker's thread ends at its first answer.
        let mut effects = EffectRunner::closed(
            places,
            BankHolidays::built_in(),
            Clock::system(),
            Cipher::Standard,
            |_| std::panic::resume_unwind(Box::new(())),
        );
        while effects.run(Effect::LoadRest).is_empty() {
            std::thread::yield_now();
        }
        let write = Effect::Run(1, Command::DropDraft(DraftKey::New(1)));
        let refused = effects.run(write);
        assert!(
            matches!(refused[..], [Reply::Ran(1, Err(Refused::Failed(_)))]),
            "{refused:?}"
        );
        assert_eq!(effects.waits_since(), None);
        assert_eq!(effects.close(), Ending::Fault);
    }
}
