//! The terminal: threads, keys, panes, theme. The only place that knows ratatui and crossterm.
//!
//! One loop owns the state. Keys, the store's answers, signals and the loss of the terminal reach
//! it as [`Event`]s; between them it sleeps until the minute turns. Everything that is waiting is
//! taken before one drawing.

mod carry;
mod clean;
mod input;
pub(crate) mod outbox;
mod terminal;
mod theme;
mod view;
mod watch;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::app::message::{Effect, Message, Outcome, Reply};
use crate::app::{App, Start};
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::calendar::BankHolidays;
use crate::error::{Exit, Failure};
use crate::protocol::pack::Pack;
use crate::store::Store;
use crate::store::worker;
use carry::Carrier;
use terminal::Screen;
pub use terminal::restore;
pub use theme::Look;

/// Something that reaches the loop.
enum Event {
    /// A key, a paste or a new size.
    Input(Message),
    /// The store answered.
    Store(worker::Reply),
    /// The terminal is gone, or the program was asked to end.
    End,
}

/// What the desk is opened with.
pub struct Opening {
    /// Tells the time.
    pub clock: Clock,
    /// Where things are.
    pub places: Places,
    /// The bank holidays.
    pub holidays: BankHolidays,
    /// A desk that is open already: the demo's, with its council's pack.
    pub open: Option<(Store, Pack)>,
    /// How it looks.
    pub look: Look,
}

/// Opens the desk in the terminal and stays until the person leaves.
///
/// # Errors
/// When there is no terminal, or it cannot be used; nothing has been changed.
pub fn run(opening: Opening) -> Result<Exit, Failure> {
    terminal::check()?;
    let (send, events) = channel();
    watch::start(send.clone())?;
    let mut screen = Screen::enter()?;
    input::start(send.clone());
    let mut desk = Desk::new(opening, &send)?;
    let ended = desk.turn(&events, &mut screen);
    drop(screen);
    // What was typed is on the disk before the program ends.
    let whole = desk.carrier.close();
    ended?;
    if whole {
        Ok(Exit::Done)
    } else {
        Err(Failure::new(
            "The desk's file was not closed as it should be",
            "its thread had ended by a fault",
            "Start the desk again and look at the last thing you did.",
        ))
    }
}

/// The state and what carries its effects out.
struct Desk {
    app: App,
    carrier: Carrier,
    clock: Clock,
    look: Look,
    ended: bool,
}

impl Desk {
    fn new(opening: Opening, send: &Sender<Event>) -> Result<Self, Failure> {
        let Opening {
            clock,
            places,
            holidays,
            open,
            look,
        } = opening;
        let start = match &open {
            Some(_) => Start::Opening,
            None if Store::exists(&places) => Start::Locked,
            None => Start::SetUp,
        };
        let demo = open.is_some();
        let answer = send.clone();
        let reply = move |reply| drop(answer.send(Event::Store(reply)));
        let (pack, carrier) = match open {
            Some((store, pack)) => {
                let carrier = Carrier::open(store, &pack, places, clock, reply);
                (pack, carrier)
            }
            None => {
                let pack = crate::config::pack("england")?;
                (pack, Carrier::closed(places, clock, reply))
            }
        };
        let mut app = App::new(pack, holidays, &start, clock.now());
        app.demo = demo;
        Ok(Self {
            app,
            carrier,
            clock,
            look,
            ended: false,
        })
    }

    /// Takes events until the person leaves or the terminal is gone.
    fn turn(&mut self, events: &Receiver<Event>, screen: &mut Screen) -> Result<(), Failure> {
        let (columns, rows) = screen.size();
        self.take(Message::Size(columns, rows));
        self.draw(screen)?;
        while !self.ended {
            let mut redraw = match events.recv_timeout(self.until_next_minute()) {
                Ok(event) => self.event(event),
                Err(RecvTimeoutError::Timeout) => self.take(Message::Tick),
                Err(RecvTimeoutError::Disconnected) => break,
            };
            while let Ok(event) = events.try_recv() {
                redraw |= self.event(event);
                if self.ended {
                    return Ok(());
                }
            }
            if redraw && !self.ended {
                self.draw(screen)?;
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event) -> bool {
        match event {
            Event::Input(message) => self.take(message),
            Event::Store(answer) => match self.carrier.answer(answer) {
                Some(reply) => self.take(Message::Reply(reply)),
                None => false,
            },
            Event::End => {
                self.ended = true;
                false
            }
        }
    }

    /// Hands a message to the state and carries out what it asks for; says whether to draw.
    fn take(&mut self, message: Message) -> bool {
        let outcome = self.app.update(message, self.clock.now());
        self.carry_out(outcome)
    }

    fn carry_out(&mut self, outcome: Outcome) -> bool {
        let mut redraw = outcome.redraw;
        for effect in outcome.effects {
            if matches!(effect, Effect::Quit) {
                self.ended = true;
                return false;
            }
            for reply in self.carrier.carry(effect) {
                redraw |= self.reply(reply);
            }
        }
        redraw
    }

    fn reply(&mut self, reply: Reply) -> bool {
        self.take(Message::Reply(reply))
    }

    fn draw(&mut self, screen: &mut Screen) -> Result<(), Failure> {
        let (app, look) = (&self.app, self.look);
        screen.draw(|frame| view::draw(frame, app, look))
    }

    /// Returns how long every label on the screen stays right.
    fn until_next_minute(&self) -> Duration {
        let into = self.clock.now().utc().timestamp_millis().rem_euclid(60_000);
        Duration::from_millis(u64::try_from(60_000 - into).unwrap_or(60_000))
    }
}
