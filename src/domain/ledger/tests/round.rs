//! What is written of any record is read again as it was.

use proptest::prelude::*;

use super::*;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;

/// What the values of a record are taken from, one after another.
#[derive(Clone, Debug)]
struct Pool {
    prose: Vec<String>,
    words: Vec<Vec<String>>,
    times: Vec<Option<Moment>>,
    numbers: Vec<Option<u32>>,
}

impl Pool {
    fn prose(&mut self) -> String {
        self.prose.pop().expect("enough")
    }

    fn words(&mut self) -> Vec<String> {
        self.words.pop().expect("enough")
    }

    fn time(&mut self) -> Option<Moment> {
        self.times.pop().expect("enough")
    }

    fn number(&mut self) -> Option<u32> {
        self.numbers.pop().expect("enough")
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let at = usize::try_from(self.number()?).expect("it fits") % all.len();
        all.get(at).copied()
    }
}

fn time() -> impl Strategy<Value = Option<Moment>> {
    let seconds = 0i64..4_000_000_000;
    let moment = (seconds, 0..4u8).prop_map(|(seconds, sure)| {
        let at = chrono::DateTime::from_timestamp(seconds, 0).expect("in range");
        let at = Instant::from_utc(at);
        match sure {
            0 => None,
            1 => Some(Moment::exact(at)),
            2 => Some(Moment::day(at.london_date())),
            _ => Some(Moment::UNKNOWN),
        }
    });
    moment.boxed()
}

fn pool() -> impl Strategy<Value = Pool> {
    let words = prop::collection::vec("[a-z_0-9]{1,8}", 0..4);
    (
        prop::collection::vec("\\PC*(\n\\PC*)?", 16),
        prop::collection::vec(words, 2),
        prop::collection::vec(time(), 8),
        prop::collection::vec(prop::option::of(any::<u32>()), 4),
    )
        .prop_map(|(prose, words, times, numbers)| Pool {
            prose,
            words,
            times,
            numbers,
        })
}

/// A record of how long a case is kept.
fn keeping(kind: EntryKind, pool: &mut Pool) -> Record {
    match kind {
        EntryKind::Retention => Record::Retention(Retention {
            class: pool.prose(),
            from: pool.time(),
            reason: pool.prose(),
        }),
        EntryKind::Hold => Record::Hold(Hold {
            reason: pool.prose(),
            lifted: pool.prose(),
        }),
        _ => Record::Disposal(Disposal {
            reason: pool.prose(),
        }),
    }
}

fn record(kind: EntryKind, pool: &mut Pool) -> Record {
    match kind {
        EntryKind::Position => Record::Position(Position {
            decision: pool.prose(),
            slot: pool.prose(),
            value: pool.prose(),
            question: pool.prose(),
            answer: pool.prose(),
            place: pool.prose(),
            reasons: pool.prose(),
            name: pool.prose(),
            acting: pool.prose(),
            at: pool.time(),
            pack: pool.prose(),
            advice: pool.prose(),
            facts: pool.prose(),
        }),
        EntryKind::Meeting => Record::Meeting(Meeting {
            meeting: pool.prose(),
            title: pool.prose(),
            agenda: pool.prose(),
            sequence: pool.number(),
            at: pool.time(),
            minutes: pool.number().map(i64::from),
            place: pool.prose(),
            chair: pool.prose(),
            chair_name: pool.prose(),
            organizer: pool.prose(),
            held_at: pool.time(),
            outcome: pool.prose(),
            cancelled: pool.prose(),
        }),
        EntryKind::Invitee => Record::Invitee(Invitee {
            role: pool.prose(),
            name: pool.prose(),
            mailbox: pool.prose(),
            status: pool.one(Attendance::ALL),
            note: pool.prose(),
            able: pool.prose(),
            sent: pool.number(),
        }),
        EntryKind::Check => Record::Check(Check {
            agency: pool.prose(),
            requested_at: pool.time(),
            chased: (0..3).filter_map(|_| pool.time()).collect(),
            returned_at: pool.time(),
            note: pool.prose(),
        }),
        EntryKind::Action => Record::Action(Action {
            what: pool.prose(),
            origin: pool.prose(),
            owner: pool.prose(),
            due: pool.time(),
            done_at: pool.time(),
            evidence: pool.prose(),
            impact: pool.prose(),
        }),
        EntryKind::Retention | EntryKind::Hold | EntryKind::Disposal => keeping(kind, pool),
        EntryKind::Task => Record::Task(Task {
            what: pool.prose(),
            owner: pool.prose(),
            due: pool.time(),
            done_at: pool.time(),
        }),
        EntryKind::Point => Record::Point(Point {
            list: pool.prose(),
            point: pool.prose(),
            answer: pool.words(),
            note: pool.prose(),
        }),
        EntryKind::Parallel => Record::Parallel(Parallel {
            process: pool.prose(),
            state: pool.one(ProcessState::ALL),
            lead: pool.prose(),
            reference: pool.prose(),
            started_at: pool.time(),
            note: pool.prose(),
        }),
        EntryKind::Link => Record::Link(Link {
            to: pool.number().map(i64::from).map(IncidentId),
            why: pool.one(LinkReason::ALL),
            note: pool.prose(),
        }),
        EntryKind::Learning => Record::Learning(Learning { text: pool.prose() }),
        EntryKind::Outgoing => Record::Outgoing(Outgoing {
            form: pool.prose(),
            file: pool.prose(),
            folder: pool.prose(),
            roles: pool.words(),
            reason: pool.prose(),
            sent_at: pool.time(),
            not_sent: pool.prose(),
        }),
    }
}

proptest! {
    #[test]
    fn what_is_written_comes_back(kind in 0..EntryKind::ALL.len(), mut pool in pool()) {
        let kind = EntryKind::ALL[kind];
        let record = record(kind, &mut pool);
        prop_assert_eq!(record.kind(), kind);
        let read = Record::read(ENTRY, kind, &written(&record));
        prop_assert_eq!(read.as_ref(), Ok(&record));
        // Each of its fields could be written alone, too.
        for (field, text) in record.fields() {
            prop_assert_eq!(field.kind(), kind);
            prop_assert!(field.check(&text).is_ok());
        }
    }
}
