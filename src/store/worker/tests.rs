//! The worker: answers in order, drafts together, nothing lost at the end.

use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::domain::command::Edit;
use crate::store::tests::{PASSPHRASE, Scratch, an_incident, logged};

/// How long an answer may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

fn started(store: Store) -> (Worker, Receiver<Reply>) {
    let (send, replies) = channel();
    let worker = Worker::spawn(store, "TH", Clock::system(), move |reply| {
        let _gone = send.send(reply);
    });
    (worker, replies)
}

fn next(replies: &Receiver<Reply>) -> Reply {
    replies.recv_timeout(PATIENCE).expect("an answer")
}

fn draft(body: &str) -> Request {
    Request::Run(Command::SaveDraft {
        key: "new".to_owned(),
        body: body.to_owned(),
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
    assert!(worker.close());
    let mut answered: Vec<u64> = replies
        .iter()
        .filter_map(|reply| match reply {
            Reply::Answered { ticket, .. } => Some(ticket),
            _ => None,
        })
        .collect();
    answered.sort_unstable();
    assert_eq!(answered, (1..=200).collect::<Vec<u64>>());
    let drafts = scratch.open().unwrap().drafts().unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].body, "letter 200");
}

#[test]
fn another_process_s_write_is_told() {
    let scratch = Scratch::new();
    let (_worker, replies) = started(scratch.create());
    let mut other = scratch.open().unwrap();
    logged(&mut other);
    assert_eq!(next(&replies), Reply::ChangedElsewhere);
}

#[test]
fn a_closed_desk_refuses_until_it_is_opened() {
    let scratch = Scratch::new();
    drop(scratch.create());
    let (send, replies) = channel();
    let places = scratch.places;
    let worker = Worker::spawn_closed(
        places,
        |_| "TH".to_owned(),
        Clock::system(),
        move |reply| {
            let _gone = send.send(reply);
        },
    );
    assert!(worker.send(1, Request::LoadAll));
    assert!(matches!(
        next(&replies),
        Reply::Refused {
            ticket: 1,
            error: StoreError::Closed
        }
    ));
    for (ticket, passphrase) in [(2, "wrong horse battery"), (3, PASSPHRASE)] {
        let passphrase = Passphrase::from(passphrase.to_owned());
        assert!(worker.send(ticket, Request::Open { passphrase }));
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
            answer: Answer::Opened(_)
        }
    ));
    assert!(worker.send(4, Request::LoadAll));
    assert!(matches!(
        next(&replies),
        Reply::Answered {
            ticket: 4,
            answer: Answer::All(_)
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
        edits: vec![Edit::Detail(
            "place".to_owned(),
            Some("Elsewhere".to_owned()),
        )],
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
