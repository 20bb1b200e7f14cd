//! What waits for the loop, in order; plain characters that wait together come as one.
//!
//! Without it a hundred thousand characters are a hundred thousand edits of a growing text, each
//! with its draft.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::event::Event;
use crate::app::key::{Key, Pace};
use crate::app::message::Message;

/// The most characters that are handed on as one: a screen full and more is seen between two.
const MOST: usize = 4096;

/// The events that wait.
pub(super) struct Queue {
    events: Receiver<Event>,
    /// One that was looked at and is not of the run before it.
    next: Option<Event>,
}

impl Queue {
    /// Returns the queue of a channel.
    pub(super) fn new(events: Receiver<Event>) -> Self {
        Self { events, next: None }
    }

    /// Waits for an event.
    ///
    /// # Errors
    /// When none came in time, or none can come any more.
    pub(super) fn wait(&mut self, patience: Duration) -> Result<Event, RecvTimeoutError> {
        let first = match self.next.take() {
            Some(event) => event,
            None => self.events.recv_timeout(patience)?,
        };
        Ok(self.run_from(first))
    }

    /// Returns the next event that waits already.
    pub(super) fn ready(&mut self) -> Option<Event> {
        let first = self.next.take().or_else(|| self.events.try_recv().ok())?;
        Some(self.run_from(first))
    }

    /// Returns an event with the plain characters that wait behind it, if it is one itself.
    fn run_from(&mut self, first: Event) -> Event {
        let Some((character, mut pace)) = plain(&first) else {
            return first;
        };
        let mut text = String::from(character);
        let mut count = 1;
        while count < MOST {
            let Ok(event) = self.events.try_recv() else {
                break;
            };
            let Some((character, own)) = plain(&event) else {
                self.next = Some(event);
                break;
            };
            if own != pace && own != Pace::Hasty && pace != Pace::Hasty {
                self.next = Some(event);
                break;
            }
            text.push(character);
            count += 1;
            if own == Pace::Hasty {
                pace = own;
            }
        }
        if count == 1 {
            first
        } else {
            Event::Input(Message::Text(text, pace))
        }
    }
}

/// Returns the character of a key that types one; Enter is a line's end.
fn plain(event: &Event) -> Option<(char, Pace)> {
    match event {
        Event::Input(Message::Key(Key::Char(character), pace)) => Some((*character, *pace)),
        Event::Input(Message::Key(Key::Enter, pace)) => Some(('\n', *pace)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    fn queue() -> (Sender<Event>, Queue) {
        let (send, events) = channel();
        (send, Queue::new(events))
    }

    fn press(send: &Sender<Event>, key: Key) {
        let message = Message::Key(key, Pace::ByHand);
        send.send(Event::Input(message)).unwrap();
    }

    #[test]
    fn characters_that_wait_come_in_few_runs_and_none_is_lost() {
        let (send, mut queue) = queue();
        let typed: String = ('a'..='z').cycle().take(100_000).collect();
        for character in typed.chars() {
            press(&send, Key::Char(character));
        }
        let mut runs = Vec::new();
        while let Some(event) = queue.ready() {
            let Event::Input(Message::Text(text, Pace::ByHand)) = event else {
                panic!("no run of characters");
            };
            runs.push(text);
        }
        assert_eq!(runs.len(), 25);
        assert_eq!(runs.concat(), typed);
    }

    #[test]
    fn a_key_between_two_runs_keeps_its_place_and_one_character_is_a_key() {
        let (send, mut queue) = queue();
        for key in [
            Key::Char('a'),
            Key::Enter,
            Key::Char('b'),
            Key::Tab,
            Key::Char('c'),
        ] {
            press(&send, key);
        }
        let mut seen = Vec::new();
        while let Some(Event::Input(message)) = queue.ready() {
            seen.push(format!("{message:?}"));
        }
        assert_eq!(
            seen,
            [
                r#"Text("a\nb", ByHand)"#,
                "Key(Tab, ByHand)",
                "Key(Char('c'), ByHand)"
            ]
        );
    }

    #[test]
    fn a_run_with_one_hasty_character_is_hasty() {
        let (send, mut queue) = queue();
        for pace in [Pace::ByHand, Pace::Hasty, Pace::ByHand] {
            let message = Message::Key(Key::Char('a'), pace);
            send.send(Event::Input(message)).unwrap();
        }
        let event = queue.wait(Duration::ZERO).ok();
        assert!(matches!(
            event,
            Some(Event::Input(Message::Text(text, Pace::Hasty))) if text == "aaa"
        ));
    }
}
