//! The whole desk without a terminal: the real state, the real store on its own thread, drawn into
//! memory. Tests of whole screens and benchmarks press keys here.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::carry::Carrier;
use super::{Look, view};
use crate::app::key::{Key, Pace};
use crate::app::message::{Effect, Message, Reply};
use crate::app::{App, Start};
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::calendar::BankHolidays;
use crate::error::Failure;
use crate::pack::Pack;
use crate::store::{Store, worker};

/// How long the store may take for an answer before it counts as one that never comes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A desk that is run until it is quiet after each key.
pub struct InProcess {
    app: App,
    carrier: Carrier,
    replies: Receiver<worker::Reply>,
    clock: Clock,
    terminal: Terminal<TestBackend>,
}

impl std::fmt::Debug for InProcess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InProcess")
    }
}

impl InProcess {
    /// Opens a desk whose store has its rules, and draws its first screen.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn open(
        store: Store,
        pack: Pack,
        holidays: BankHolidays,
        places: Places,
        clock: Clock,
        size: (u16, u16),
    ) -> Result<Self, Failure> {
        let (send, replies) = channel();
        let reply = move |reply| drop(send.send(reply));
        let carrier = Carrier::open(store, &pack, places, clock, reply);
        let app = App::new(pack, holidays, &Start::Opening, clock.now());
        let backend = TestBackend::new(size.0, size.1);
        let terminal = Terminal::new(backend).map_err(|never| not_drawn(&never))?;
        let mut desk = Self {
            app,
            carrier,
            replies,
            clock,
            terminal,
        };
        desk.take(Message::Size(size.0, size.1));
        // The first reading was asked for as the desk was opened.
        desk.answer(PATIENCE)?;
        desk.settle()?;
        Ok(desk)
    }

    /// Presses a key, and draws what comes of it once nothing is waited for.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn press(&mut self, key: Key) -> Result<(), Failure> {
        self.take(Message::Key(key, Pace::ByHand));
        self.settle()
    }

    /// Lets time go on.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn tick(&mut self) -> Result<(), Failure> {
        self.take(Message::Tick);
        self.settle()
    }

    /// Waits for the next thing that the store says unasked, such as a colleague's write, and draws
    /// what comes of it.
    ///
    /// # Errors
    /// When it says nothing.
    pub fn hear(&mut self) -> Result<(), Failure> {
        self.answer(PATIENCE)?;
        self.settle()
    }

    /// Waits for a time in which the store says nothing.
    ///
    /// # Errors
    /// When it does.
    pub fn stays_quiet(&mut self, time: Duration) -> Result<(), Failure> {
        match self.replies.recv_timeout(time) {
            Err(RecvTimeoutError::Timeout) => Ok(()),
            Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(Failure::new(
                "The desk is not idle",
                "the store said something of itself or is gone",
                "Look at what it does while nobody types.",
            )),
        }
    }

    /// Waits until words are on the screen, as what the store says unasked brings them there.
    ///
    /// # Errors
    /// When they do not come.
    pub fn see(&mut self, words: &str) -> Result<(), Failure> {
        while !self.screen().contains(words) {
            self.hear()?;
        }
        Ok(())
    }

    /// Returns what is on the screen, a line each.
    #[must_use]
    pub fn screen(&self) -> String {
        self.terminal.backend().to_string()
    }

    /// Runs until nothing is waited for, and draws once.
    fn settle(&mut self) -> Result<(), Failure> {
        while self.app.is_busy() {
            self.answer(PATIENCE)?;
        }
        // What came unasked is taken as well, where it is there already.
        while self.answer(Duration::ZERO)? {}
        let (app, look) = (&self.app, LOOK);
        let mut last_scroll = 0;
        let drawn = self
            .terminal
            .draw(|frame| last_scroll = view::draw(frame, app, look));
        drawn.map_err(|never| not_drawn(&never))?;
        self.app.last_scroll = last_scroll;
        Ok(())
    }

    /// Takes the store's next answer; says whether there was one.
    fn answer(&mut self, patience: Duration) -> Result<bool, Failure> {
        match self.replies.recv_timeout(patience) {
            Ok(answer) => {
                if let Some(reply) = self.carrier.answer(answer) {
                    self.take(Message::Reply(reply));
                }
                Ok(true)
            }
            Err(RecvTimeoutError::Timeout) if patience.is_zero() => Ok(false),
            Err(_) => Err(Failure::new(
                "The desk does not go on",
                "the store does not answer",
                "",
            )),
        }
    }

    fn take(&mut self, message: Message) {
        let outcome = self.app.update(message, self.clock.now());
        for effect in outcome.effects {
            if matches!(effect, Effect::Quit) {
                continue;
            }
            let replies: Vec<Reply> = self.carrier.carry(effect);
            for reply in replies {
                self.take(Message::Reply(reply));
            }
        }
    }
}

const LOOK: Look = Look {
    colour: false,
    ascii: false,
};

fn not_drawn(error: &impl std::fmt::Display) -> Failure {
    Failure::new("The screen was not drawn", error.to_string(), "")
}
