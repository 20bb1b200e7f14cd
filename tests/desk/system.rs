//! What the system does to the program, and what it may not see of it.

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, prlimit};

use super::first_run::{PASSPHRASE, set_up};
use super::terminal::{ENTER, TAB, Terminal};

/// Leaves a process no more memory than it has.
fn take_all_memory(process: Pid) {
    let none = Rlimit {
        current: Some(1),
        maximum: Some(1),
    };
    prlimit(Some(process), Resource::As, none).expect("a limit");
}

#[test]
fn an_abort_gives_the_terminal_back_and_writes_no_core() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    assert!(terminal.is_a_shells());
    set_up(&mut terminal);
    assert!(!terminal.is_a_shells());
    let process = terminal.process();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", process.as_raw_nonzero()));
    let limits = limits.expect("its limits");
    let core = limits.lines().find(|line| line.contains("core file size"));
    let core: Vec<&str> = core.expect("the limit").split_whitespace().collect();
    assert!(core.ends_with(&["0", "0", "bytes"]), "{core:?}");
    kill_process(process, Signal::ABORT).expect("aborted");
    assert_eq!(terminal.ended().exit_code(), 70);
    assert!(terminal.is_a_shells());
    assert!(terminal.text().contains("aborted by a fault"));
    let written = String::from_utf8_lossy(&terminal.written);
    assert!(written.contains("\x1b[?2004l\x1b[2J\x1b[?1049l"));
}

#[test]
fn out_of_memory_gives_the_terminal_back_and_says_so() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    terminal.send("n");
    terminal.see("NEW INCIDENT");
    for _ in 0..7 {
        terminal.send(TAB);
    }
    terminal.see("> What happened");
    take_all_memory(terminal.process());
    let long = "One line of a report that is far too long.\n".repeat(24_000);
    terminal.send_once(&format!("\x1b[200~{long}\x1b[201~"));
    assert_eq!(terminal.ended().exit_code(), 70);
    assert!(terminal.is_a_shells());
    let shown = terminal.text();
    assert!(shown.contains("there is not enough memory"), "{shown}");
}

#[test]
fn too_little_memory_for_the_key_says_so_and_blames_no_file() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    terminal.kill();
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    terminal.see("Passphrase");
    take_all_memory(terminal.process());
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see_wrapped("there is not enough memory to derive the key");
}

#[test]
fn no_configuration_of_openssl_is_read() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    set_up(&mut terminal);
    terminal.kill();
    // Whoever opens it waits for ever.
    let trap = home.path().join("openssl.cnf");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &trap,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .expect("a pipe");
    let environment = [("OPENSSL_CONF", trap.to_str().expect("a path"))];
    let mut terminal = Terminal::start_with(home.path(), &["due"], (80, 24), &environment);
    terminal.see("Passphrase:");
    terminal.send(PASSPHRASE);
    terminal.send(ENTER);
    terminal.see("Nothing is due.");
    assert!(terminal.ended().success());
}

#[test]
fn a_pipe_in_place_of_the_log_is_not_waited_for() {
    let home = tempfile::tempdir().expect("a home");
    let state = home.path().join("desk/state");
    std::fs::create_dir_all(&state).expect("a folder");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        state.join("dutydesk.log"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .expect("a pipe");
    let mut terminal = Terminal::start(home.path(), &[], (80, 24));
    terminal.see("A NEW DESK");
}
