//! Any hand at all: no key sequence breaks the desk or loses the way back.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        8 => prop::sample::select(
            "nacexfvsopyndrugjk?:/-1234q i.2D".chars().collect::<Vec<_>>()
        ).prop_map(Key::Char),
        3 => prop::sample::select(vec![
            Key::Enter, Key::Esc, Key::Tab, Key::BackTab, Key::Up, Key::Down, Key::Left,
            Key::Right, Key::Home, Key::End, Key::PageUp, Key::PageDown, Key::Backspace,
            Key::Delete, Key::WordLeft, Key::WordRight,
        ]),
        2 => prop::sample::select(vec!['o', 'n', 'u', 'y', 'e', 'x', 'd', 'g', 'w', 'c'])
            .prop_map(Key::Ctrl),
    ]
}

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// It is carried out.
    Done,
    /// The disk is full.
    Full,
    /// Somebody else changed the record meanwhile.
    Stale,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![3 => Just(Fate::Done), 1 => Just(Fate::Full), 1 => Just(Fate::Stale)]
}

fn full() -> Failure {
    Failure::new("No", "the disk is full", "Make room.")
}

/// Returns what the store says of a command that it carried out; an incident that was written has a
/// new version in the file.
fn carried_out(hand: &mut Hand, command: &Command) -> Saved {
    match command {
        Command::Log(..) => {
            let mut incident = hand::incident();
            let count = i64::try_from(hand.file.incidents.len()).expect("few");
            incident.id = IncidentId(43 + count);
            let id = incident.id;
            hand.file.put(incident);
            Saved::Logged(id, hand::reference())
        }
        Command::Revise { id, .. } => {
            let mut incidents = hand.file.incidents.iter_mut();
            if let Some(incident) = incidents.find(|incident| incident.id == *id) {
                incident.version += 1;
            }
            Saved::Revised(*id)
        }
        Command::Dispose { id, .. } => Saved::Disposed(*id, hand::reference()),
        Command::SaveContact(..) => Saved::Contact,
        Command::SaveView(_) | Command::DropView(_) => Saved::Views,
        Command::SaveDraft { key, .. } => Saved::Draft(key.clone(), hand.now),
        Command::OfferHandover { .. } | Command::AcceptHandover { .. } => Saved::HandedOver,
        Command::Seen { id, version } => {
            hand.file.see(*id, *version);
            Saved::Seen(*id)
        }
        Command::BreakGlass { id, .. } => Saved::GlassBroken(*id),
        Command::DropDraft(key) => Saved::DraftDropped(key.clone()),
        Command::TakeUpDraft(_) => Saved::DraftTakenUp(DraftKey::New(9)),
        Command::PutDraftAway(id) => Saved::DraftPutAway(id.clone()),
        Command::ForgetDrafts(ids) => Saved::DraftsForgotten(ids.clone()),
    }
}

/// Answers a request, one way or another; what only reads is answered at once by the hand.
fn answered(hand: &mut Hand, effect: Effect, fate: Fate) {
    let reply = match (effect, fate) {
        (Effect::Run(ticket, command), Fate::Done) => {
            Reply::Ran(ticket, Ok(carried_out(hand, &command)))
        }
        (Effect::Run(ticket, Command::Revise { .. }), Fate::Stale) => {
            Reply::Ran(ticket, Err(Refused::Stale(Vec::new())))
        }
        (Effect::Run(ticket, _), _) => Reply::Ran(ticket, Err(Refused::Failed(full()))),
        (Effect::Write(ticket, _), Fate::Done) => Reply::Wrote(ticket, Ok("outbox".to_owned())),
        (Effect::Write(ticket, _), _) => Reply::Wrote(ticket, Err(full())),
        _ => return,
    };
    hand.send(Message::Reply(reply));
}

/// What comes from the terminal.
#[derive(Clone, Copy, Debug)]
enum Given {
    Key(Key),
    Size(u16, u16),
}

fn given() -> impl Strategy<Value = Given> {
    prop_oneof![
        40 => key().prop_map(Given::Key),
        1 => (1_u16..300, 1_u16..100).prop_map(|(columns, rows)| Given::Size(columns, rows)),
    ]
}

/// How many events are tried where nobody asks for the long run, and how many there.
const EVENTS: [usize; 2] = [100_000, 10_000_000];

/// How many events there are in one hand at most.
const ONE_HAND: usize = 400;

/// F1: keys go on and the size changes while the store is behind, and it answers in its own time, with
/// yes, no or stale: once all of it is answered nothing is waiting, nothing that was typed is held back,
/// and Esc leads back to the desk.
#[test]
#[expect(clippy::print_stdout, reason = "it says its figures")]
fn a_hundred_thousand_keys_leave_nothing_waiting_and_a_way_back() {
    let is_long = std::env::var("DUTYDESK_ATTACK").is_ok_and(|word| word == "long");
    let events = EVENTS[usize::from(is_long)];
    let done = std::cell::Cell::new(0);
    // Some lock the desk, which ends them.
    let hands = u32::try_from(events / (ONE_HAND / 2) * 5 / 4).unwrap();
    let config = ProptestConfig {
        failure_persistence: None,
        // What fails is shown while somebody still waits for it.
        max_shrink_iters: 300,
        ..ProptestConfig::with_cases(hands)
    };
    let hand = (
        prop::collection::vec((given(), 0..3_usize), 1..ONE_HAND),
        prop::collection::vec(fate(), 8),
    );
    let tried = proptest::test_runner::TestRunner::new(config)
        .run(&hand, |(given, fates)| play(given, fates, &done));
    tried.unwrap();
    let done = done.get();
    println!("random: {done} keys and sizes, 0 panics, nothing left waiting");
    assert!(done >= events, "{done}");
}

fn play(
    given: Vec<(Given, usize)>,
    fates: Vec<Fate>,
    done: &std::cell::Cell<usize>,
) -> Result<(), proptest::test_runner::TestCaseError> {
    let mut hand = Hand::with_an_incident();
    let mut fates = fates.into_iter().cycle();
    let mut asked = VecDeque::new();
    let pressed = given.len();
    for (given, answers) in given {
        match given {
            Given::Key(key) => hand.press(key),
            Given::Size(columns, rows) => {
                hand.send(Message::Size(columns, rows));
                prop_assert_eq!(hand.app.size, (columns, rows));
            }
        }
        done.set(done.get() + 1);
        if !hand.app.is_open() {
            // Locked: only a passphrase leads back.
            return Ok(());
        }
        prop_assert!(!hand.app.screens.scopes(&hand.app.panes).is_empty());
        asked.extend(hand.effects.drain(..));
        for _ in 0..answers {
            let Some(effect) = asked.pop_front() else {
                break;
            };
            answered(&mut hand, effect, fates.next().expect("without end"));
            asked.extend(hand.effects.drain(..));
        }
    }
    // What was typed behind a question whether to leave waits until that is answered: with no.
    let mut answers = 0;
    for _ in 0..=pressed {
        while let Some(effect) = asked.pop_front() {
            answers += 1;
            prop_assert!(answers < 10_000, "an answer asks again, without end");
            answered(&mut hand, effect, fates.next().expect("without end"));
            asked.extend(hand.effects.drain(..));
        }
        if !hand.app.screens.is_leaving() {
            break;
        }
        hand.press(Key::Esc);
        asked.extend(hand.effects.drain(..));
    }
    prop_assert!(
        !hand.app.is_busy(),
        "when all is answered, nothing is waiting"
    );
    prop_assert!(!hand.app.keyboard.has_waiting(), "and nothing is held back");
    // Concealed: Enter shows it again.
    if hand.app.guard.is_concealed() {
        hand.press(Key::Enter);
    }
    for _ in 0..20 {
        hand.press(Key::Esc);
    }
    prop_assert!(
        matches!(hand.app.screens.front(), Screen::Desk),
        "Esc leads back to the desk"
    );
    Ok(())
}
