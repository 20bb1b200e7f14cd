//! What comes from the terminal: read, made into messages, and thrown away unread at the end.
//!
//! The desk reads the terminal itself. A reader that only hands on whole events waits for ever
//! for a paste's end that does not come, and cannot tell one that was pasted from the terminal's
//! own: what tells them apart is when the bytes come.

mod haste;
mod parser;

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use rustix::termios::{QueueSelector, tcflush};

use self::haste::Haste;
use self::parser::{Input, Parser};
use super::event::Event;
use crate::app::message::Message;
use crate::error::Failure;

/// What the terminal holds of unread bytes at most.
const READ: usize = 4096;
/// How long nothing must come before the terminal is given back: the rest of a paste comes sooner.
const QUIET: Duration = Duration::from_millis(100);
/// How long the end may take, however much comes.
const LONGEST_END: Duration = Duration::from_secs(3);
/// How often the terminal is read once more after the word to stop: more than it holds.
const LAST_READS: usize = 16;

/// The thread that reads the terminal.
pub(super) struct Reader {
    stop: Arc<OwnedFd>,
    stopped: Receiver<()>,
}

/// Starts the thread that reads the terminal.
///
/// # Errors
/// When the system refuses what wakes it.
pub(super) fn start(send: Sender<Event>) -> Result<Reader, Failure> {
    let stop = eventfd(0, EventfdFlags::CLOEXEC).map_err(|e| {
        Failure::new(
            "The desk was not opened",
            format!("the terminal cannot be read ({e})"),
            "Try another terminal.",
        )
    })?;
    let stop = Arc::new(stop);
    let (ended, stopped) = channel();
    let woken = Arc::clone(&stop);
    std::thread::spawn(move || {
        read(&woken, &send);
        drop(ended);
    });
    Ok(Reader { stop, stopped })
}

impl Reader {
    /// Stops reading; what had come by then is sent, the part of a paste too that was there.
    pub(super) fn stop(self) {
        let _woken = rustix::io::write(&*self.stop, &1_u64.to_ne_bytes());
        // It is not waited for longer, should it hang in a terminal that somebody else reads.
        let _stopped = self.stopped.recv_timeout(QUIET);
    }
}

/// Throws away what nobody has read, until nothing more comes: the shell would take it for
/// commands.
pub(super) fn throw_away() {
    let until = Instant::now() + LONGEST_END;
    let mut bytes = [0; READ];
    while Instant::now() < until {
        match wait(None, Some(QUIET)) {
            Waited::Bytes if matches!(rustix::io::read(stdin(), &mut bytes), Ok(1..)) => {}
            _ => break,
        }
    }
    let _flushed = tcflush(stdin(), QueueSelector::IFlush);
}

/// What the terminal was waited for.
#[derive(Debug, PartialEq, Eq)]
enum Waited {
    Bytes,
    Nothing,
    Stop,
    Gone,
}

/// Waits for bytes, for the word to stop, or for as long as said.
fn wait(stop: Option<&OwnedFd>, patience: Option<Duration>) -> Waited {
    let stdin = stdin();
    let until = patience.map(|patience| Instant::now() + patience);
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        // Too long for the system's clock is for ever.
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let mut watched = vec![PollFd::new(&stdin, PollFlags::IN)];
        watched.extend(stop.map(|stop| PollFd::new(stop, PollFlags::IN)));
        match poll(&mut watched, left.as_ref()) {
            Ok(0) => return Waited::Nothing,
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(_) => return Waited::Gone,
        }
        let seen = |at: usize| watched.get(at).map_or(PollFlags::empty(), PollFd::revents);
        if !seen(1).is_empty() {
            return Waited::Stop;
        }
        // What came before a line dropped is still read.
        return if seen(0).contains(PollFlags::IN) {
            Waited::Bytes
        } else {
            Waited::Gone
        };
    }
}

/// Reads until the terminal is gone or the word to stop comes; what has come by then is sent.
fn read(stop: &OwnedFd, send: &Sender<Event>) {
    let mut source = Source::default();
    let mut stop = Some(stop);
    let mut left = LAST_READS;
    while left > 0 {
        let patience = match stop {
            Some(_) => source.parser.patience(),
            None => Some(Duration::ZERO),
        };
        left -= usize::from(stop.is_none());
        let inputs = match wait(stop, patience) {
            Waited::Stop => {
                stop = None;
                continue;
            }
            Waited::Nothing if stop.is_some() => source.parser.silence(),
            Waited::Bytes => match source.read() {
                Some(inputs) => inputs,
                None => break,
            },
            Waited::Gone | Waited::Nothing => break,
        };
        if !source.send(inputs, send) {
            return;
        }
    }
    let rest = source.parser.silence();
    source.send(rest, send);
    let _gone = send.send(Event::End);
}

/// The terminal's bytes on their way to the desk.
#[derive(Default)]
pub(super) struct Source {
    parser: Parser,
    haste: Haste,
}

impl Source {
    /// Reads what is there; none when the terminal is gone.
    fn read(&mut self) -> Option<Vec<Input>> {
        let mut bytes = [0; READ];
        match rustix::io::read(stdin(), &mut bytes) {
            Ok(count @ 1..) => Some(self.parser.feed(bytes.get(..count)?)),
            Err(Errno::INTR | Errno::AGAIN) => Some(Vec::new()),
            Ok(0) | Err(_) => None,
        }
    }

    /// Takes bytes after which nothing came for a while; returns what they mean.
    pub(super) fn whole(&mut self, bytes: &[u8], now: Instant) -> Vec<Message> {
        let mut inputs = self.parser.feed(bytes);
        inputs.extend(self.parser.silence());
        self.messages(inputs, now)
    }

    /// Sends what was read at once; says whether anybody takes it.
    fn send(&mut self, inputs: Vec<Input>, send: &Sender<Event>) -> bool {
        self.messages(inputs, Instant::now())
            .into_iter()
            .all(|message| send.send(Event::Input(message)).is_ok())
    }

    /// Returns the messages of what was read at once.
    fn messages(&mut self, inputs: Vec<Input>, now: Instant) -> Vec<Message> {
        let pasted = inputs
            .iter()
            .any(|input| matches!(input, Input::Paste { .. }));
        if pasted {
            self.haste.paste(now);
        }
        let keys = inputs.iter().filter(|input| matches!(input, Input::Key(_)));
        let [first, behind] = self.haste.keys(keys.count(), now);
        let mut pace = first;
        let message = |input| match input {
            Input::Key(key) => Message::Key(key, std::mem::replace(&mut pace, behind)),
            Input::Paste { text, cut } => Message::Paste { text, cut },
        };
        inputs.into_iter().map(message).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::{Key, Pace};

    #[test]
    fn keys_that_came_with_a_burst_or_after_a_paste_say_so() {
        let mut source = Source::default();
        let start = Instant::now();
        let burst = source.whole(b"\x1bqy and a sentence with them", start);
        let hasty = |message: &Message| matches!(message, Message::Key(_, Pace::Hasty));
        assert!(burst.iter().all(hasty), "{burst:?}");

        let later = start + Duration::from_secs(1);
        let by_hand = source.whole(b"\x0f", later);
        assert!(
            matches!(by_hand[..], [Message::Key(Key::Ctrl('o'), Pace::ByHand)]),
            "{by_hand:?}"
        );

        let pasted = source.whole(b"\x1b[200~a\x1b[201~", later);
        assert!(matches!(&pasted[..], [Message::Paste { text, cut: false }] if text == "a"));
        let after = source.whole(b"\x0f", later + Duration::from_millis(100));
        assert!(after.iter().all(hasty), "{after:?}");
    }
}
