//! The terminal: threads, keys, panes, theme. The only place that knows ratatui and crossterm.
//!
//! One loop owns the state. Keys, the store's answers, signals and the loss of the terminal reach
//! it as `Event`s; between them it sleeps until the minute turns. What is waiting is taken before one
//! drawing, but for so much of it that a hand would miss the drawing.

mod clean;
mod effects;
mod event;
mod frame_output;
mod idle;
pub mod in_process;
mod input;
mod minute;
pub(crate) mod outbox;
mod queue;
mod terminal;
mod theme;
mod view;
mod watch;

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::app::message::{Effect, Message, Outcome, Reply};
use crate::app::session::door::Door;
use crate::app::{App, Start};
use crate::clock::Clock;
use crate::config::Places;
use crate::domain::calendar::BankHolidays;
use crate::error::{Exit, Failure};
use crate::pack::Pack;
use crate::store::Store;
use crate::store::worker::{self, Ending};
use crate::vault::Cipher;
use effects::EffectRunner;
use event::Event;
use idle::LastKey;
use minute::{Minute, rest_of_minute};
use queue::Queue;
use terminal::Screen;
pub use terminal::{check, restore, restore_at_once};
pub use theme::Look;

/// How long a write may wait for the disk without a word.
const LONG_WAIT: Duration = Duration::from_secs(2);

/// How long what is waiting may keep the screen as it was.
const UNSEEN: Duration = Duration::from_millis(50);

/// How long what was typed behind a write waits for its answer once the line has dropped: the store
/// waits 10 s for another program's write, then says that it was refused.
const LAST_ANSWER: Duration = Duration::from_secs(12);

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
    /// Whether whoever is at it has no other program on this machine.
    pub captive: bool,
    /// How the files of a desk that is made are kept.
    pub cipher: Cipher,
    /// How it looks.
    pub look: Look,
    /// How long it stays open with no key pressed.
    pub idle: Duration,
}

/// Opens the desk in the terminal and stays until the person leaves.
///
/// # Errors
/// When there is no terminal, or it cannot be used; nothing has been changed.
pub fn run(opening: Opening) -> Result<Exit, Failure> {
    terminal::check()?;
    let (send, events) = channel();
    let mut desk = Desk::new(opening, &send)?;
    watch::start(send.clone())?;
    let mut screen = Screen::enter()?;
    let reader = input::start(send)?;
    let mut queue = Queue::new(events);
    let ended = desk.turn(&mut queue, &mut screen);
    reader.stop();
    let taken = desk.take_the_rest(&mut queue);
    // What was typed is on the disk, and what nobody read is gone, before the shell has the
    // terminal again: until then no key of it can end the program.
    let closed = desk.effects.close();
    input::throw_away();
    drop(screen);
    ended?;
    exit(closed, taken)
}

/// Returns how the program ends, by how the desk's file was closed and whether all that was typed
/// had been taken by then.
fn exit(closed: Ending, taken: bool) -> Result<Exit, Failure> {
    match closed {
        Ending::Whole if taken => Ok(Exit::Done),
        Ending::Whole | Ending::DraftLost => Err(Failure::new(
            "What was typed last was not kept",
            "the desk's file could not be written when the program ended",
            "Start the desk again and look at what you were typing.",
        )),
        Ending::Fault => Err(Failure::new(
            "The desk's file was not closed as it should be",
            "its thread had ended by a fault",
            "Start the desk again and look at the last thing you did.",
        )),
    }
}

/// The state and what carries its effects out.
struct Desk {
    app: App,
    effects: EffectRunner,
    clock: Clock,
    look: Look,
    ended: bool,
    /// Whoever was at the desk left it: what comes after that is not for the desk.
    left: bool,
    /// The minute that the labels on the screen are of.
    minute: Minute,
    /// When a key was pressed last.
    key: LastKey,
    /// When it was last said that a write waits long.
    told: Option<std::time::Instant>,
}

impl Desk {
    fn new(opening: Opening, send: &Sender<Event>) -> Result<Self, Failure> {
        let Opening {
            clock,
            places,
            holidays,
            open,
            captive,
            cipher,
            look,
            idle,
        } = opening;
        let start = match &open {
            Some(_) => Start::Opening,
            None if Store::exists(&places)? => {
                let last = effects::last_user(&places);
                Start::Locked(Door::of(Store::names(&places), last))
            }
            None => Start::SetUp(cipher),
        };
        let demo = open.is_some();
        let answer = send.clone();
        let reply = move |reply| drop(answer.send(Event::Store(reply)));
        let (pack, effects) = if let Some((store, pack)) = open {
            let effects = EffectRunner::open(store, &pack, places, clock, reply);
            (pack, effects)
        } else {
            let pack = crate::config::pack("england")?;
            (
                pack,
                EffectRunner::closed(places, holidays.clone(), clock, cipher, reply),
            )
        };
        let mut app = App::new(pack, holidays, &start, clock.now());
        (app.demo, app.captive) = (demo, captive);
        app.guard.lock_after(idle);
        Ok(Self {
            app,
            effects,
            clock,
            look,
            ended: false,
            left: false,
            minute: Minute::of(clock.now()),
            key: LastKey::now(),
            told: None,
        })
    }

    /// Takes events until the person leaves or the terminal is gone.
    fn turn(&mut self, queue: &mut Queue, screen: &mut Screen) -> Result<(), Failure> {
        let (columns, rows) = screen.size();
        self.take(Message::Size(columns, rows));
        self.draw(screen)?;
        while !self.ended {
            let mut redraw = match queue.wait(self.patience()) {
                Ok(event) => self.take_with_those_behind(event, queue),
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            redraw |= self.turn_minute();
            redraw |= self.tell_of_waiting();
            redraw |= self.count_down();
            redraw |= self.watch();
            if redraw && !self.ended {
                self.settle(queue);
                self.draw(screen)?;
            }
        }
        Ok(())
    }

    /// Waits for what is being read, as long as a drawing can wait: what is drawn before it is there
    /// would be drawn twice.
    fn settle(&mut self, queue: &mut Queue) {
        let began = std::time::Instant::now();
        while self.app.pending.is_reading() && !self.ended {
            let left = UNSEEN.saturating_sub(began.elapsed());
            match queue.wait(left) {
                Ok(event) => drop(self.event(event)),
                Err(_) => break,
            }
        }
    }

    /// Takes an event and those that wait behind it, as long as a drawing can wait for them: after
    /// a run of characters, and after [`UNSEEN`], it is time to see what came of them.
    fn take_with_those_behind(&mut self, first: Event, queue: &mut Queue) -> bool {
        let began = std::time::Instant::now();
        let mut next = Some(first);
        let mut redraw = false;
        while let Some(event) = next {
            let run = matches!(event, Event::Input(Message::Text(..)));
            redraw |= self.event(event);
            if self.ended || run || began.elapsed() > UNSEEN {
                break;
            }
            next = queue.ready();
        }
        redraw
    }

    /// Takes what was typed and pasted up to the moment when the line dropped, to be kept; what
    /// waits behind a write waits here for its answer too. Says whether all of it was taken.
    fn take_the_rest(&mut self, queue: &mut Queue) -> bool {
        let mut since = std::time::Instant::now();
        while !self.left {
            let patience = if self.app.keyboard.has_waiting() {
                LAST_ANSWER.saturating_sub(since.elapsed())
            } else {
                Duration::ZERO
            };
            let Ok(event) = queue.wait(patience) else {
                break;
            };
            // What another program wrote is no answer.
            if let Event::Store(reply) = &event
                && !matches!(reply, worker::Reply::Elsewhere(_))
            {
                since = std::time::Instant::now();
            }
            self.event(event);
        }
        self.left || !self.app.keyboard.has_waiting()
    }

    /// Lets time go on where the minute has turned, however busy the keys are.
    fn turn_minute(&mut self) -> bool {
        let turned = self.minute.turned(self.clock.now());
        turned && !self.ended && self.take(Message::Tick)
    }

    /// Returns how long to sleep: to the turn of the minute, or until a write has waited long.
    fn patience(&self) -> Duration {
        let mut minute = rest_of_minute(self.clock.now());
        if self.app.door.is_counting() {
            minute = minute.min(Duration::from_secs(1));
        }
        if self.app.is_watched() {
            minute = minute.min(idle::patience(self.app.guard.seconds_left()));
        }
        match self.effects.waits_since() {
            Some(since) => minute.min(LONG_WAIT.saturating_sub(self.since_told(since).elapsed())),
            None => minute,
        }
    }

    /// Lets time go on second by second while the desk takes no passphrase.
    fn count_down(&mut self) -> bool {
        self.app.door.is_counting() && !self.ended && {
            self.take(Message::Tick);
            true
        }
    }

    /// Tells the state how long nobody has pressed a key, and locks the desk where that is long.
    fn watch(&mut self) -> bool {
        !self.ended && self.take(Message::Idle(self.key.idle()))
    }

    /// Takes what came from the terminal. A key that is pressed after so long that the desk locks is
    /// no word of a passphrase: whoever pressed it saw the desk as it was left.
    fn input(&mut self, message: Message) -> bool {
        if !message.is_pressed() {
            return self.take(message);
        }
        let was_open = self.app.is_open();
        let redraw = self.watch();
        self.key.press();
        if was_open && !self.app.is_open() {
            return redraw;
        }
        self.take(message) || redraw
    }

    /// Returns since when nothing was said of a write that waits.
    fn since_told(&self, since: std::time::Instant) -> std::time::Instant {
        self.told.map_or(since, |told| told.max(since))
    }

    /// Says that a write has waited long, again and again, and lets that go once it is done.
    fn tell_of_waiting(&mut self) -> bool {
        match (self.effects.waits_since(), self.told) {
            (Some(since), _) if self.since_told(since).elapsed() >= LONG_WAIT => {
                self.told = Some(std::time::Instant::now());
                self.take(Message::Waiting(true))
            }
            (Some(since), Some(told)) if since <= told => false,
            (_, Some(_)) => {
                self.told = None;
                self.take(Message::Waiting(false))
            }
            (_, None) => false,
        }
    }

    fn event(&mut self, event: Event) -> bool {
        match event {
            Event::Input(message) => self.input(message),
            Event::Store(answer) => match self.effects.answer(answer) {
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
                self.left = true;
                return false;
            }
            for reply in self.effects.run(effect) {
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
        let mut last_scroll = 0;
        screen.draw(|frame| last_scroll = view::draw(frame, app, look))?;
        self.app.last_scroll = last_scroll;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_and_not_taken_is_no_ordinary_end() {
        assert_eq!(exit(Ending::Whole, true), Ok(Exit::Done));
        let words = |ended: Result<Exit, Failure>| ended.unwrap_err().to_string();
        let lost = words(exit(Ending::Whole, false));
        assert!(lost.contains("What was typed last was not kept"), "{lost}");
        assert_eq!(words(exit(Ending::DraftLost, true)), lost);
        assert_ne!(words(exit(Ending::Fault, false)), lost);
    }
}
