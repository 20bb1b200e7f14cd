//! Any hand at all: no key sequence breaks the desk or loses the way back.

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_desk_is_always_under_what_is_open(keys in prop::collection::vec(key(), 1..120)) {
        let mut hand = Hand::with_an_incident();
        for key in keys {
            hand.press(key);
            prop_assert!(!hand.app.screens.scopes(&hand.app.panes).is_empty());
            // The store answers everything, one way or another.
            let asked: Vec<Effect> = hand.effects.drain(..).collect();
            for effect in asked {
                match effect {
                    Effect::Run(ticket, Command::SaveDraft { key, .. }) => hand.reply(Reply::Ran(
                        ticket,
                        Ok(Saved::Draft(key, hand.now)),
                    )),
                    Effect::Run(ticket, _) => {
                        let failure = Failure::new("No", "the disk is full", "Make room.");
                        hand.reply(Reply::Ran(ticket, Err(Refused::Failed(failure))));
                    }
                    Effect::Write(ticket, _) => {
                        let failure = Failure::new("No", "the disk is full", "Make room.");
                        hand.reply(Reply::Wrote(ticket, Err(failure)));
                    }
                    // What is read is answered at once.
                    _ => {}
                }
            }
            prop_assert!(!hand.app.is_busy(), "when all is answered, nothing is waiting");
        }
        for _ in 0..20 {
            hand.press(Key::Esc);
        }
        prop_assert!(matches!(hand.app.screens.front(), Screen::Desk), "Esc leads back to the desk");
    }
}
