//! The worker: answers in order, drafts together, nothing lost at the end.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::queue::enqueue;
use super::*;
use crate::domain::command::{Command, Edit};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::incident::Detail;
use crate::store::tests::{PASSPHRASE, Scratch, an_incident, left_in, logged, type_into, typed};
use crate::store::{Done, Store, StoreError};

/// How long an answer may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

fn started(store: Store) -> (Worker, Receiver<Reply>) {
    let (send, replies) = channel();
    let worker = Worker::spawn(store, Clock::system(), move |reply| {
        let _gone = send.send(reply);
    });
    (worker, replies)
}

/// Waits until the worker has the desk: what is written before that is no news to it.
fn settled(worker: &Worker, replies: &Receiver<Reply>) {
    assert!(worker.send(0, Request::LoadIncident(IncidentId(0))));
    assert!(matches!(next(replies), Reply::Answered { ticket: 0, .. }));
}

fn next(replies: &Receiver<Reply>) -> Reply {
    replies.recv_timeout(PATIENCE).expect("an answer")
}

fn draft(text: &str) -> Request {
    Request::Run(Command::SaveDraft {
        key: DraftKey::New(1),
        change: typed("narrative", text),
    })
}

#[test]
fn answers_come_in_the_order_that_was_asked() {
    let scratch = Scratch::new();
    let (worker, replies) = started(scratch.create());
    for ticket in 1..=3 {
        assert!(worker.send(
            ticket,
            Request::Run(Command::Log(Box::new(an_incident()), None))
        ));
    }
    let mut references = Vec::new();
    for expected in 1..=3 {
        match next(&replies) {
            Reply::Answered {
                ticket,
                answer: Answer::Done(Done::Logged { reference, .. }),
            } => {
                assert_eq!(ticket, expected);
                references.push(reference.0);
            }
            other => panic!("logged, not {other:?}"),
        }
    }
    assert_eq!(references, ["TH-2026-0001", "TH-2026-0002", "TH-2026-0003"]);
}

#[test]
fn every_draft_is_answered_and_the_newest_is_on_the_disk_at_the_end() {
    let scratch = Scratch::new();
    let (worker, replies) = started(scratch.create());
    for ticket in 1..=200 {
        assert!(worker.send(ticket, draft(&format!("letter {ticket}"))));
    }
    assert_eq!(worker.close(), Ending::Whole);
    let mut answered: Vec<u64> = replies
        .iter()
        .filter_map(|reply| match reply {
            Reply::Answered { ticket, .. } => Some(ticket),
            _ => None,
        })
        .collect();
    answered.sort_unstable();
    assert_eq!(answered, (1..=200).collect::<Vec<u64>>());
    let left = scratch.open().unwrap().other_drafts().unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left_in(&left[0]), "letter 200");
}

#[test]
fn letters_that_wait_are_one_write_and_each_field_keeps_its_last() {
    let mut waiting = VecDeque::new();
    let save = |number, field: &str, text: &str| {
        Request::Run(Command::SaveDraft {
            key: DraftKey::New(number),
            change: typed(field, text),
        })
    };
    for (ticket, request) in [
        (1, save(1, "narrative", "B")),
        (2, save(2, "narrative", "another call")),
        (3, save(1, "place", "E")),
        (4, save(1, "narrative", "Ba")),
        (5, Request::LoadRest),
        (6, save(1, "narrative", "Bab")),
    ] {
        enqueue(&mut waiting, ticket, request);
    }
    let tickets: Vec<Vec<u64>> = waiting.iter().map(|job| job.tickets.clone()).collect();
    assert_eq!(tickets, [vec![1, 3, 4], vec![2], vec![5], vec![6]]);
    let Request::Run(Command::SaveDraft { change, .. }) = &waiting[0].request else {
        panic!("a draft");
    };
    let fields = change.fields.iter();
    let fields: Vec<_> = fields.map(|f| (f.id.as_str(), f.value.as_str())).collect();
    assert_eq!(fields, [("narrative", "Ba"), ("place", "E")]);
}

#[test]
fn another_process_s_write_is_told_as_the_records_that_it_names() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let untouched = logged(&mut store);
    let (worker, replies) = started(store);
    settled(&worker, &replies);
    let mut other = scratch.open().unwrap();
    let id = logged(&mut other);
    let Reply::Elsewhere(news) = next(&replies) else {
        panic!("no news");
    };
    assert_eq!(news.incidents, [id], "not {untouched}");
    assert!(news.lists, "and the lists are other ones");
    assert_eq!(
        (news.contacts, news.handovers, news.drafts),
        (None, None, None)
    );
}

#[test]
fn another_s_letters_wake_nobody_after_the_first() {
    let scratch = Scratch::new();
    let (worker, replies) = started(scratch.create());
    settled(&worker, &replies);
    let mut other = scratch.open().unwrap();
    let key = DraftKey::Alert(IncidentId(1));
    let looking = scratch.open().unwrap();
    let before = looking.data_version().unwrap();
    type_into(&mut other, &key, "S");
    let Reply::Elsewhere(news) = next(&replies) else {
        panic!("no news");
    };
    let [draft] = news.drafts.as_deref().unwrap() else {
        panic!("one draft");
    };
    assert_eq!((&draft.key, draft.by.as_str()), (&key, "kduty"));
    assert!(draft.is_live() && draft.left.is_none(), "named, never read");
    assert!(news.incidents.is_empty() && !news.lists);
    for letter in 0..50 {
        type_into(&mut other, &key, &format!("S{letter}"));
        // Each request makes the worker look; its answer is all that comes of it.
        assert!(worker.send(letter, Request::LoadIncident(IncidentId(7))));
        assert!(matches!(
            next(&replies),
            Reply::Answered {
                answer: Answer::Incident(None),
                ..
            }
        ));
    }
    assert_eq!(
        looking.data_version().unwrap(),
        before,
        "no write of the desk"
    );
    // A record is news again, and what is left behind is told once its program has ended.
    let id = logged(&mut other);
    assert!(matches!(next(&replies), Reply::Elsewhere(news) if news.incidents == [id]));
    drop(other);
    let Reply::Elsewhere(news) = next(&replies) else {
        panic!("no news");
    };
    assert_eq!(left_in(&news.drafts.unwrap()[0]), "S49");
}

#[test]
fn a_closed_desk_refuses_until_it_is_opened() {
    let scratch = Scratch::new();
    drop(scratch.create());
    let (send, replies) = channel();
    let places = scratch.places;
    let worker = Worker::spawn_closed(
        places,
        |_| Some(crate::store::tests::rules()),
        Clock::system(),
        move |reply| {
            let _gone = send.send(reply);
        },
    );
    assert!(worker.send(1, Request::LoadRest));
    assert!(matches!(
        next(&replies),
        Reply::Refused {
            ticket: 1,
            error: StoreError::Closed
        }
    ));
    for (ticket, passphrase) in [(2, "wrong horse battery"), (3, PASSPHRASE)] {
        let claim = passphrase.into();
        assert!(worker.send(ticket, Request::Open { claim }));
    }
    assert!(matches!(
        next(&replies),
        Reply::Refused {
            ticket: 2,
            error: StoreError::WrongPassphrase
        }
    ));
    assert!(matches!(
        next(&replies),
        Reply::Answered {
            ticket: 3,
            answer: Answer::Opened(..)
        }
    ));
    assert!(worker.send(4, Request::LoadRest));
    assert!(matches!(
        next(&replies),
        Reply::Answered {
            ticket: 4,
            answer: Answer::Rest(_)
        }
    ));
}

#[test]
fn a_refused_write_is_answered_with_why() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let id = logged(&mut store);
    let (worker, replies) = started(store);
    let stale = Command::Revise {
        id,
        version: 7,
        edits: vec![Edit::Detail(Detail::Place, Some("Elsewhere".to_owned()))],
        draft: None,
    };
    assert!(worker.send(1, Request::Run(stale)));
    assert!(matches!(
        next(&replies),
        Reply::Refused {
            ticket: 1,
            error: StoreError::Stale { .. }
        }
    ));
}
