//! A desk on a file of its own: bytes of a keyboard go in, the screen comes out as text.

use std::path::{Path, PathBuf};

use dutydesk::app::key::Key;
use dutydesk::app::session::guard::USUAL;
use dutydesk::cli::demo::{self, Council};
use dutydesk::clock::{Clock, Hands};
use dutydesk::config::Places;
use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::instant::Instant;
use dutydesk::error::Exit;
use dutydesk::store::{SetUp, Store};
use dutydesk::tui::Opening;
use dutydesk::tui::in_process::{InProcess, LOOK};
use dutydesk::vault::Cipher;
use dutydesk::vault::KdfCost;
use tempfile::TempDir;

pub(crate) const PASSPHRASE: &str = "correct horse battery";

pub(crate) const TAB: &str = "\t";
pub(crate) const ENTER: &str = "\r";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const HOME: &str = "\x1b[H";
pub(crate) const RIGHT: &str = "\x1b[C";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const PAGE_DOWN: &str = "\x1b[6~";

/// Friday evening, quarter past nine.
pub(crate) const FRIDAY: &str = "2026-11-20T21:15:00Z";

/// The sizes that people have: an old terminal, a wide one.
pub(crate) const SMALL: (u16, u16) = (80, 24);
pub(crate) const WIDE: (u16, u16) = (120, 40);

/// Ctrl and a letter.
pub(crate) fn ctrl(letter: char) -> String {
    char::from(u8::try_from(letter).expect("a letter") & 0x1f).to_string()
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).expect("a time")
}

/// A folder for a desk, and the clock of whoever is at it: it stands still until it is moved.
pub(crate) struct Home {
    folder: TempDir,
    clock: Clock,
    pub(crate) hands: Hands,
}

impl Home {
    /// Returns a folder with no desk in it yet, at a moment.
    pub(crate) fn empty_at(now: &str) -> Self {
        let (clock, hands) = Clock::by_hand(at(now));
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            clock,
            hands,
        }
    }

    /// Returns a folder with a desk of Tower Hamlets in which nothing is logged.
    pub(crate) fn with_desk() -> Self {
        Self::of(Council::TowerHamlets, FRIDAY)
    }

    /// Returns a folder with a council's desk in which nothing is logged, at a moment.
    pub(crate) fn of(council: Council, now: &str) -> Self {
        let home = Self::empty_at(now);
        home.set_up(council.pack_id());
        home
    }

    /// Returns a folder with a desk whose protocol is a file, and the file.
    pub(crate) fn of_file(pack: &str) -> (Self, PathBuf) {
        let home = Self::empty_at(FRIDAY);
        let file = home.folder.path().join("pack.toml");
        std::fs::write(&file, pack).expect("the pack");
        home.set_up(file.to_str().expect("a path"));
        (home, file)
    }

    fn set_up(&self, council: &str) {
        let set_up = SetUp {
            council: council.to_owned(),
            user: "K. Duty-Example".to_owned(),
        };
        let cost = KdfCost::quick();
        let now = self.clock.now();
        let made = Store::create(&self.places(), &set_up, &PASSPHRASE.into(), cost, now);
        drop(made.expect("a desk"));
    }

    /// Returns where a file of the desk is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.places().data.join(name)
    }

    fn places(&self) -> Places {
        Places::find(Some(&self.folder.path().join("desk"))).expect("its places")
    }

    /// Opens the desk's file, with nobody at it.
    pub(crate) fn store(&self) -> Store {
        let opened = Store::open(&self.places(), &PASSPHRASE.into(), self.clock.now());
        opened.expect("the desk")
    }

    /// Returns the folder as a program that is killed now leaves it: its files as they are, and
    /// nobody's lock on them.
    pub(crate) fn killed(&self) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(self.folder.path(), folder.path());
        Self { folder, ..*self }
    }

    /// Starts the program: it asks to be set up, or for the passphrase.
    pub(crate) fn start(&self, size: (u16, u16)) -> Desk {
        let opening = Opening {
            clock: self.clock,
            places: self.places(),
            holidays: BankHolidays::built_in(),
            open: None,
            captive: false,
            cipher: Cipher::Standard,
            look: LOOK,
            idle: USUAL,
        };
        Desk::of(InProcess::start(opening, size))
    }

    /// Starts the program and gives the passphrase.
    pub(crate) fn join(&self, size: (u16, u16)) -> Desk {
        let mut desk = self.start(size);
        desk.see("Passphrase");
        desk.send(PASSPHRASE);
        desk.send(ENTER);
        desk.see("K. Duty-Example");
        desk
    }
}

/// Copies a folder, each file as private as it is.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("the folder") {
        let path = entry.expect("an entry").path();
        let copied = to.join(path.file_name().expect("its name"));
        if path.is_dir() {
            std::fs::create_dir(&copied).expect("a folder");
            let mode = std::fs::metadata(&path).expect("its mode").permissions();
            std::fs::set_permissions(&copied, mode).expect("as private");
            copy(&path, &copied);
        } else {
            std::fs::copy(&path, &copied).expect("a copy");
        }
    }
}

/// The desk of one person, followed until it is quiet after each key.
pub(crate) struct Desk {
    desk: InProcess,
    /// Of the demo: its files are gone with it.
    _folder: Option<TempDir>,
}

impl Desk {
    fn of(started: Result<InProcess, dutydesk::error::Failure>) -> Self {
        Self {
            desk: started.expect("a desk"),
            _folder: None,
        }
    }

    /// Starts a council's demo at a moment.
    pub(crate) fn demo(council: Council, now: &str, size: (u16, u16)) -> Self {
        let demo = demo::prepare(council, Some(at(now))).expect("a demo");
        let opening = Opening {
            clock: demo.clock,
            places: demo.places,
            holidays: demo.holidays,
            open: Some((demo.store, demo.pack)),
            captive: false,
            cipher: Cipher::Standard,
            look: LOOK,
            idle: USUAL,
        };
        Self {
            _folder: Some(demo.folder),
            ..Self::of(InProcess::start(opening, size))
        }
    }

    /// Sends bytes as a keyboard does, by a hand that has read the screen.
    pub(crate) fn send(&mut self, bytes: &str) {
        self.desk.send(bytes).expect("an answer");
    }

    /// Sends bytes with no time between them and those before.
    pub(crate) fn send_at_once(&mut self, bytes: &str) {
        self.desk.send_at_once(bytes).expect("an answer");
    }

    /// Sends the same key several times.
    pub(crate) fn times(&mut self, count: usize, key: &str) {
        for _ in 0..count {
            self.send(key);
        }
    }

    /// Logs a call of which nothing is known but what happened.
    pub(crate) fn log(&mut self, what: &str) {
        self.send("n");
        self.see("NEW INCIDENT");
        self.times(7, TAB);
        self.send(what);
        self.send(&ctrl('o'));
        self.see("is logged.");
        self.send(ESC);
        self.see_no("ADVICE");
    }

    /// Lets the minute turn, once the clock has been moved.
    pub(crate) fn tick(&mut self) {
        self.desk.tick().expect("an answer");
    }

    /// Lets nobody press a key for so many seconds.
    pub(crate) fn leave_alone(&mut self, seconds: u64) {
        let idle = std::time::Duration::from_secs(seconds);
        self.desk.leave_alone(idle).expect("an answer");
    }

    /// Lets the machine sleep for so many seconds, and wake with nothing pressed or by a key.
    pub(crate) fn sleep(&mut self, seconds: u64, key: Option<Key>) {
        let asleep = std::time::Duration::from_secs(seconds);
        let woken = match key {
            Some(key) => self.desk.sleep_until(asleep, key),
            None => self.desk.sleep(asleep),
        };
        woken.expect("an answer");
    }

    /// Returns what is on the screen.
    pub(crate) fn text(&self) -> String {
        self.desk.screen()
    }

    /// Checks what is on the screen.
    ///
    /// # Panics
    /// When it is not as wanted, showing it.
    pub(crate) fn check(&self, what: &str, wanted: impl Fn(&str) -> bool) {
        let screen = self.text();
        assert!(wanted(&screen), "{what}; the screen is:\n{screen}");
    }

    /// Checks that words are on the screen.
    pub(crate) fn see(&self, words: &str) {
        self.check(words, |screen| screen.contains(words));
    }

    /// Checks that words are on the screen, however they are wrapped.
    pub(crate) fn see_wrapped(&self, words: &str) {
        let words = flat(words);
        self.check(&words, |screen| flat(screen).contains(&words));
    }

    /// Checks that words are not on the screen.
    pub(crate) fn see_no(&self, words: &str) {
        self.check(&format!("no «{words}»"), |screen| !screen.contains(words));
    }

    /// Waits until words are on the screen, as a colleague's write brings them there.
    pub(crate) fn hear(&mut self, words: &str) {
        let heard = self.desk.see(words);
        assert!(
            heard.is_ok(),
            "not heard: {words}; the screen is:\n{}",
            self.text()
        );
    }

    /// Says whether whoever was at the desk has left it.
    pub(crate) fn has_ended(&self) -> bool {
        self.desk.has_ended()
    }

    /// Ends the program, as by leaving it or by a line that drops.
    pub(crate) fn end(self) {
        assert_eq!(self.desk.end(), Ok(Exit::Done));
    }
}

/// Returns words as they are where no line ends and no pane begins.
pub(crate) fn flat(text: &str) -> String {
    let plain = text.replace('│', " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the line that is marked as chosen.
pub(crate) fn chosen(screen: &str) -> Option<&str> {
    screen.lines().find(|line| line.starts_with("> "))
}

/// Returns what is said back of an answer, in the lines above the keys.
pub(crate) fn said_back(screen: &str) -> Option<String> {
    let lines = screen.lines().rev().map(str::trim_end);
    let mut words = Vec::new();
    for line in lines.skip_while(|line| line.is_empty()).skip(1) {
        words.insert(0, line.trim());
        if !line.starts_with("  ") {
            break;
        }
    }
    let said = words.join(" ");
    said.ends_with("undoes it.").then_some(said)
}
