//! The whole desk without a terminal: the loop's own state, the real store on its own thread, keys
//! as the bytes of a keyboard, drawn into memory. Tests of whole screens and benchmarks press keys
//! here.
//!
//! Each key is followed until everything that was asked for is answered, and drawn once: a test
//! never sleeps. What the store says unasked, as after a colleague's write, is waited for by what it
//! brings to the screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant as Monotonic};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

use super::clean;
use super::event::Event;
use super::idle::{LastKey, since_boot};
use super::input::Source;
use super::queue::Queue;
use super::{Desk, Look, Opening, exit, view};
use crate::app::key::{Key, Pace};
use crate::app::message::Message;
use crate::app::session::guard::USUAL;
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::calendar::BankHolidays;
use crate::error::{Exit, Failure};
use crate::pack::Pack;
use crate::store::Store;
use crate::vault::Cipher;

/// How long the store may take for an answer before it counts as one that never comes.
const PATIENCE: Duration = Duration::from_mins(1);

/// How far apart keys are pressed: a hand that has read what the last one brought.
const APART: Duration = Duration::from_secs(1);

/// A desk that is run until it is quiet after each key.
pub struct InProcess {
    desk: Desk,
    queue: Queue,
    send: Sender<Event>,
    keyboard: Source,
    /// When the last key was pressed, as the keyboard counts.
    pressed: Monotonic,
    terminal: Terminal<TestBackend>,
    /// For how many seconds the machine slept.
    slept: Arc<AtomicU64>,
}

impl std::fmt::Debug for InProcess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InProcess")
    }
}

impl InProcess {
    /// Starts the desk as the program does, and draws its first screen.
    ///
    /// # Errors
    /// When the desk cannot be looked for, or the store does not answer.
    pub fn start(opening: Opening, (columns, rows): (u16, u16)) -> Result<Self, Failure> {
        let (send, events) = channel();
        let terminal = Terminal::new(TestBackend::new(columns, rows));
        let mut started = Self {
            desk: Desk::new(opening, &send)?,
            queue: Queue::new(events),
            send,
            keyboard: Source::default(),
            pressed: Monotonic::now(),
            terminal: terminal.map_err(|never| not_drawn(&never))?,
            slept: Arc::default(),
        };
        let slept = Arc::clone(&started.slept);
        started.desk.key =
            LastKey::by(move || since_boot() + Duration::from_secs(slept.load(Ordering::SeqCst)));
        started.take(Message::Size(columns, rows))?;
        Ok(started)
    }

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
        let opening = Opening {
            clock,
            places,
            holidays,
            open: Some((store, pack)),
            captive: false,
            cipher: Cipher::Standard,
            look: LOOK,
            idle: USUAL,
        };
        let mut opened = Self::start(opening, size)?;
        // The program itself has a store that is open already for the demo alone.
        opened.desk.app.demo = false;
        opened.draw()?;
        Ok(opened)
    }

    /// Presses a key, and draws what comes of it once nothing is waited for.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn press(&mut self, key: Key) -> Result<(), Failure> {
        self.take(Message::Key(key, Pace::ByHand))
    }

    /// Sends bytes as a keyboard does, all at once, by a hand that has read the screen; draws what
    /// comes of them once nothing is waited for.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn send(&mut self, bytes: &str) -> Result<(), Failure> {
        self.pressed += APART;
        self.send_at_once(bytes)
    }

    /// Sends bytes with no time between them and those before.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn send_at_once(&mut self, bytes: &str) -> Result<(), Failure> {
        for message in self.keyboard.whole(bytes.as_bytes(), self.pressed) {
            self.sent(message)?;
        }
        self.settle()
    }

    /// Changes the size of the screen.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn resize(&mut self, columns: u16, rows: u16) -> Result<(), Failure> {
        self.terminal.backend_mut().resize(columns, rows);
        self.take(Message::Size(columns, rows))
    }

    /// Lets time go on.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn tick(&mut self) -> Result<(), Failure> {
        self.take(Message::Tick)
    }

    /// Lets nobody press a key for so long.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn leave_alone(&mut self, idle: Duration) -> Result<(), Failure> {
        self.desk.take(Message::Idle(idle));
        self.settle()
    }

    /// Lets the machine sleep for so long, by the clock that counts its sleep, and wake with nothing
    /// pressed: the loop looks at that clock as soon as it goes on.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn sleep(&mut self, asleep: Duration) -> Result<(), Failure> {
        self.fall_asleep(asleep);
        self.desk.watch();
        self.settle()
    }

    /// The same, and a key is what wakes it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn sleep_until(&mut self, asleep: Duration, key: Key) -> Result<(), Failure> {
        self.fall_asleep(asleep);
        self.desk.input(Message::Key(key, Pace::ByHand));
        self.settle()
    }

    fn fall_asleep(&self, asleep: Duration) {
        self.slept.fetch_add(asleep.as_secs(), Ordering::SeqCst);
    }

    /// Waits for the next thing that the store says unasked, such as a colleague's write, and draws
    /// what comes of it.
    ///
    /// # Errors
    /// When it says nothing.
    pub fn hear(&mut self) -> Result<(), Failure> {
        self.wait()?;
        self.settle()
    }

    /// Waits for a time in which the store says nothing.
    ///
    /// # Errors
    /// When it does.
    pub fn stays_quiet(&mut self, time: Duration) -> Result<(), Failure> {
        match self.queue.wait(time) {
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

    /// Returns what is on the screen, a line each without the blanks at its end.
    #[must_use]
    pub fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let rows = 0..buffer.area.height;
        let lines: Vec<String> = rows.map(|row| line(buffer, row)).collect();
        lines.join("\n")
    }

    /// Says whether whoever was at the desk has left it.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.desk.ended
    }

    /// Ends the program: whoever was at the desk has left it, or the line drops.
    ///
    /// # Errors
    /// When what was typed last was not kept.
    pub fn end(self) -> Result<Exit, Failure> {
        let Self {
            mut desk,
            mut queue,
            ..
        } = self;
        let taken = desk.take_the_rest(&mut queue);
        exit(desk.effects.close(), taken)
    }

    /// Hands a message over, and draws what comes of it once nothing is waited for.
    fn take(&mut self, message: Message) -> Result<(), Failure> {
        self.sent(message)?;
        self.settle()
    }

    fn sent(&self, message: Message) -> Result<(), Failure> {
        let sent = self.send.send(Event::Input(message));
        sent.map_err(|_unread| stopped("nobody takes what is typed"))
    }

    /// Runs until nothing is waited for, and draws once; what came unasked is taken as well, where
    /// it is there already.
    fn settle(&mut self) -> Result<(), Failure> {
        loop {
            while !self.desk.ended
                && let Some(event) = self.queue.ready()
            {
                self.desk.event(event);
            }
            self.desk.turn_minute();
            if self.desk.ended || self.desk.effects.is_idle() {
                break;
            }
            self.wait()?;
        }
        self.draw()
    }

    /// Takes the next event, however long it takes to come.
    fn wait(&mut self) -> Result<(), Failure> {
        match self.queue.wait(PATIENCE) {
            Ok(event) => {
                self.desk.event(event);
                Ok(())
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                Err(stopped("the store does not answer"))
            }
        }
    }

    fn draw(&mut self) -> Result<(), Failure> {
        let (app, look) = (&self.desk.app, self.desk.look);
        let mut last_scroll = 0;
        let drawn = self.terminal.draw(|frame| {
            last_scroll = view::draw(frame, app, look);
            clean::sweep(frame.buffer_mut());
        });
        drawn.map_err(|never| not_drawn(&never))?;
        self.desk.app.last_scroll = last_scroll;
        Ok(())
    }
}

/// The plainest look, in which every state is a word.
pub const LOOK: Look = Look {
    colour: false,
    ascii: false,
};

/// Returns a row of the screen; a wide character stands in two cells, and is in the first.
fn line(buffer: &Buffer, row: u16) -> String {
    let mut out = String::new();
    let mut behind_wide = 0;
    for column in 0..buffer.area.width {
        if behind_wide > 0 {
            behind_wide -= 1;
            continue;
        }
        let Some(cell) = buffer.cell((column, row)) else {
            break;
        };
        out.push_str(cell.symbol());
        behind_wide = cell.symbol().width().saturating_sub(1);
    }
    out.truncate(out.trim_end().len());
    out
}

fn stopped(why: &str) -> Failure {
    Failure::new("The desk does not go on", why, "")
}

fn not_drawn(error: &impl std::fmt::Display) -> Failure {
    Failure::new("The screen was not drawn", error.to_string(), "")
}
