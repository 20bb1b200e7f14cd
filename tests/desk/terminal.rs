//! A real terminal around the real program: keys go in, the screen comes out.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_dutydesk");

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a frame may pause while it is written.
const FRAME: Duration = Duration::from_millis(4);

/// What the desk says of a key that ends, sends or leaves and came with a burst of others, as a
/// test's do.
pub(crate) const IGNORED: &str = "Ignored: that key came with pasted text.";

/// How long a burst casts doubt on the keys after it, and somewhat more.
const BURST: Duration = Duration::from_millis(400);

/// The program in a terminal of its own.
pub(crate) struct Terminal {
    screen: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Every byte the program wrote, for what must never be written.
    pub(crate) written: Vec<u8>,
    /// The key that was pressed last, to be pressed again where it is ignored.
    last: String,
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

impl Terminal {
    /// Starts the program in `home`, `columns` by `rows`.
    pub(crate) fn start(home: &Path, arguments: &[&str], (columns, rows): (u16, u16)) -> Self {
        Self::start_with(home, arguments, (columns, rows), &[])
    }

    /// Starts the program with further environment.
    pub(crate) fn start_with(
        home: &Path,
        arguments: &[&str],
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Self::start_command(home, command, (columns, rows), environment)
    }

    /// Starts a shell, whose variable `DESK` is the program and whose prompt is `shell> `.
    pub(crate) fn start_shell(home: &Path, size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.arg("-i");
        let environment = [("DESK", PROGRAM), ("PS1", "shell> ")];
        Self::start_command(home, command, size, &environment)
    }

    /// Starts a command in `home`, with further environment.
    pub(crate) fn start_command(
        home: &Path,
        mut command: CommandBuilder,
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        command.env_clear();
        command.env("HOME", home);
        command.env("DUTYDESK_HOME", home.join("desk"));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || send.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            screen: vt100::Parser::new(cells(rows), cells(columns), 0),
            bytes,
            keys,
            child,
            master: pair.master,
            written: Vec::new(),
            last: String::new(),
        }
    }

    /// Returns what is on the screen.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Takes what was written, to the end of the frame: a screen half drawn shows what is not.
    fn take(&mut self, bytes: Vec<u8>) {
        let mut bytes = bytes;
        loop {
            self.screen.process(&bytes);
            self.written.append(&mut bytes);
            match self.bytes.recv_timeout(FRAME) {
                Ok(more) => bytes = more,
                Err(_) => return,
            }
        }
    }

    /// Waits for more to be written. Where the desk goes on saying that it ignored the key pressed
    /// last, presses it again, as the desk asks.
    fn next(&mut self, until: Instant) -> Result<Vec<u8>, RecvTimeoutError> {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left.min(BURST)) {
                Err(RecvTimeoutError::Timeout) if left > BURST => {
                    if self.text().contains(IGNORED) && !self.last.is_empty() {
                        self.send(&self.last.clone());
                    }
                }
                found => return found,
            }
        }
    }

    /// Waits until the screen is as wanted.
    ///
    /// # Panics
    /// When it does not become so, showing the screen.
    pub(crate) fn wait(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !wanted(&self.text()) {
            match self.next(until) {
                Ok(bytes) => self.take(bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited for {what}; the screen is:\n{}", self.text());
                }
            }
        }
    }

    /// Waits until the words stand on the screen.
    pub(crate) fn see(&mut self, words: &str) {
        self.wait(words, |screen| screen.contains(words));
    }

    /// Waits until the words stand on the screen, however they are wrapped.
    pub(crate) fn see_wrapped(&mut self, words: &str) {
        let flat = |text: &str| {
            let plain = text.replace('│', " ");
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let words = flat(words);
        self.wait(&words, |screen| flat(screen).contains(&words));
    }

    /// Waits until the words are gone.
    pub(crate) fn see_no(&mut self, words: &str) {
        self.wait(&format!("no «{words}»"), |screen| !screen.contains(words));
    }

    /// Sends bytes as a keyboard would. A key that the desk ignores for the burst before it is
    /// pressed again when something is waited for.
    pub(crate) fn send(&mut self, bytes: &str) {
        self.send_once(bytes);
        if bytes.chars().count() == 1 {
            bytes.clone_into(&mut self.last);
        }
    }

    /// Sends bytes that are not sent again.
    pub(crate) fn send_once(&mut self, bytes: &str) {
        self.last.clear();
        self.keys.write_all(bytes.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).expect("a new size");
        self.screen
            .screen_mut()
            .set_size(cells(rows), cells(columns));
    }

    /// Returns the program's process.
    pub(crate) fn process(&self) -> rustix::process::Pid {
        let process = self.child.process_id().expect("a process");
        let process = i32::try_from(process).ok();
        let process = process.and_then(rustix::process::Pid::from_raw);
        process.expect("a process")
    }

    /// Says whether the terminal shows what is typed and takes it line by line, as a shell has it.
    pub(crate) fn is_a_shells(&self) -> bool {
        let modes = self.master.get_termios().expect("its modes");
        let modes = format!("{:?}", modes.local_flags);
        modes.contains("ECHO") && modes.contains("ICANON")
    }

    /// Kills the program with no warning.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("killed");
        let _status = self.child.wait();
    }

    /// Hangs up, as a dropped line does, and returns how the program ended.
    pub(crate) fn hang_up(mut self) -> ExitStatus {
        rustix::process::kill_process(self.process(), rustix::process::Signal::HUP)
            .expect("hung up");
        self.ended()
    }

    /// Waits for the program to end: its terminal's end is the end of what it writes.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.next(until) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.written.extend(bytes);
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("the program does not end; the screen is:\n{}", self.text());
                }
            }
        }
        self.child.wait().expect("the program ends")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _status = self.child.wait();
    }
}

/// Ctrl and a letter.
pub(crate) fn ctrl(letter: char) -> String {
    char::from(u8::try_from(letter).expect("a letter") & 0x1f).to_string()
}

pub(crate) const TAB: &str = "\t";
pub(crate) const ENTER: &str = "\r";
/// The cursor key that goes down.
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const RIGHT: &str = "\x1b[C";
