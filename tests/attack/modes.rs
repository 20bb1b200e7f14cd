//! R8: files and folders that may not be read or written, that are another's, or are something else.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::desk;
use super::flip::copy;

/// An account that is nobody's, where the tests run as root, to whom rights mean nothing.
const NOBODY: u32 = 65_534;

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Gives a folder and all in it to the account that the program runs as.
fn give(path: &Path) {
    if !is_root() {
        return;
    }
    chown(path, Some(NOBODY), Some(NOBODY)).expect("given");
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("the folder") {
            give(&entry.expect("an entry").path());
        }
    }
}

/// Runs the program as somebody to whom rights mean something.
fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Output {
    use std::io::Write;
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        let nobody = NOBODY.to_string();
        command
            .args(["--reuid", &nobody, "--regid", &nobody, "--clear-groups"])
            .arg(program);
        command
    } else {
        Command::new(program)
    };
    let mut child = command
        .args(arguments)
        .args(["--passphrase-fd", "0"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("DUTYDESK_HOME", folder)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut input = child.stdin.take().expect("its input");
    let _unread = input.write_all(desk::PASSPHRASE.as_bytes());
    drop(input);
    child.wait_with_output().expect("its answer")
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("a mode");
}

/// What is done to a desk's folder.
type Harm = Box<dyn Fn(&Path)>;

fn harms() -> Vec<(String, Harm)> {
    let mut out: Vec<(String, Harm)> = Vec::new();
    let files = [
        "desk.db",
        "drafts.db",
        "desk.keys",
        "desk.keys-copy",
        "desk.head",
    ];
    for file in files {
        for bits in [0o400, 0o000] {
            let harm = move |folder: &Path| mode(&folder.join(file), bits);
            out.push((format!("{file} {bits:o}"), Box::new(harm)));
        }
        let other = move |folder: &Path| {
            fs::write(folder.join(file), "Dear all,\n").expect("written");
        };
        out.push((format!("{file} is a letter"), Box::new(other)));
        if is_root() {
            let another = move |folder: &Path| {
                chown(folder.join(file), Some(0), Some(0)).expect("given");
            };
            out.push((format!("{file} is another's"), Box::new(another)));
        }
    }
    for bits in [0o500, 0o000] {
        let harm = move |folder: &Path| mode(folder, bits);
        out.push((format!("the folder {bits:o}"), Box::new(harm)));
    }
    let of_desk = |what: &str, harm: fn(PathBuf)| {
        let harm = move |folder: &Path| harm(folder.join("desk.db"));
        (format!("desk.db {what}"), Box::new(harm) as Harm)
    };
    out.push(of_desk("empty", |file| {
        fs::write(file, "").expect("written");
    }));
    out.push(of_desk("a folder", |file| {
        fs::remove_file(&file).expect("gone");
        fs::create_dir(&file).expect("a folder");
        give(&file);
    }));
    out.push(of_desk("a link", |file| {
        let moved = file.with_extension("moved");
        fs::rename(&file, &moved).expect("moved");
        symlink(&moved, &file).expect("a link");
    }));
    out.push(of_desk("with a second name", |file| {
        fs::hard_link(&file, file.with_extension("second")).expect("a name");
    }));
    out.push(of_desk("a pipe", |file| {
        fs::remove_file(&file).expect("gone");
        let made = Command::new("mkfifo").arg(&file).status();
        assert!(made.expect("mkfifo").success());
        give(&file);
    }));
    out.push(of_desk("of another program", |file| {
        fs::remove_file(&file).expect("gone");
        let other = rusqlite::Connection::open(&file).expect("a database");
        other.execute_batch("CREATE TABLE a (b)").expect("a table");
        drop(other);
        mode(&file, 0o600);
        give(&file);
    }));
    out.push(of_desk("gone", |file| fs::remove_file(file).expect("gone")));
    out
}

/// An officer's account, which is not the one that the desk belongs to.
const OFFICER: u32 = 60_001;

/// Runs a command as an account; returns its exit code and all that it said.
fn as_account(account: u32, line: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let account = account.to_string();
    let output = Command::new("setpriv")
        .args(["--reuid", &account, "--regid", &account, "--clear-groups"])
        .args(line)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("TERM", "xterm")
        .env("LANG", "C.UTF-8")
        .envs(environment.iter().copied())
        .current_dir("/")
        .stdin(Stdio::null())
        .output()
        .expect("setpriv");
    let words = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&words).into_owned(),
    )
}

/// A service account owns the desk: an officer reaches it through the program that `sudo` starts, and not
/// without it; `doctor` says so to the officer, and something else to whoever has the account itself.
#[test]
fn roles_are_enforced_where_a_service_account_owns_the_desk() {
    if !is_root() {
        println!("modes: not root, ENFORCED is not tried");
        return;
    }
    let home = tempfile::tempdir().expect("a home");
    mode(home.path(), 0o755);
    let program = home.path().join("dutydesk");
    fs::copy(env!("CARGO_BIN_EXE_dutydesk"), &program).expect("a copy");
    let program = program.to_str().expect("a path").to_owned();
    let folder = home.path().join("desk");
    drop(desk::make(&folder));
    give(&folder);
    let place = folder.to_str().expect("a path").to_owned();
    let captive = [program.as_str(), "--captive", "--home", &place, "doctor"];
    // As sudo starts it: with the rights of the account, and the officer's number.
    let officer = OFFICER.to_string();
    let (code, words) = as_account(NOBODY, &captive, &[("SUDO_UID", &officer)]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("roles          ENFORCED"), "{words}");
    let (_, words) = as_account(NOBODY, &captive, &[]);
    assert!(
        words.contains("roles          ADVISORY: you can write"),
        "{words}"
    );
    // Round the program there is no way.
    let file = folder.join("desk.db");
    let file = file.to_str().expect("a path");
    for line in [
        &["cat", file][..],
        &["ls", &place],
        &["touch", file],
        &["mv", &place, "/tmp/taken"],
        &[&program, "--home", &place, "due"],
    ] {
        let (code, words) = as_account(OFFICER, line, &[]);
        assert_ne!(code, Some(0), "{line:?}: {words}");
        assert!(!words.contains("panicked"), "{words}");
    }
    assert_eq!(desk::damage(&folder), "");
    println!("modes: ENFORCED: five ways round the program, none open");
}

/// Whatever is wrong with them, the program does what it can or says why not and what to do; and once
/// they are as they were, so is the desk.
#[test]
fn rights_that_are_not_there_are_said() {
    let home = tempfile::tempdir().expect("a home");
    mode(home.path(), 0o755);
    // Where the program was built nobody else may look.
    let program = home.path().join("dutydesk");
    fs::copy(env!("CARGO_BIN_EXE_dutydesk"), &program).expect("a copy");
    let whole = home.path().join("whole");
    let mut store = desk::make(&whole);
    store
        .run(&desk::log("Before."), desk::now())
        .expect("a save");
    drop(store);
    let harms = harms();
    assert!(harms.len() >= 20);
    let (mut refused, mut done) = (0, 0);
    for (what, harm) in &harms {
        let folder = home.path().join("tried");
        copy(&whole, &folder);
        give(&folder);
        harm(&folder);
        for arguments in [&["due"][..], &["register"], &["verify"]] {
            let output = run(&program, &folder, arguments);
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            let what = format!("{what}, {arguments:?}: {:?} {words}", output.status.code());
            assert!(
                !words.contains("panicked") && !words.contains("a fault"),
                "{what}"
            );
            match output.status.code() {
                Some(0 | 3) => done += 1,
                Some(4) => refused += 1,
                Some(1) => {
                    assert!(
                        words.contains("error: ") && words.contains("because: "),
                        "{what}"
                    );
                    assert!(words.trim_end().lines().count() >= 3, "what to do: {what}");
                    refused += 1;
                }
                _ => panic!("{what}"),
            }
        }
        mode(&folder, 0o700);
        fs::remove_dir_all(&folder).expect("it goes");
    }
    println!(
        "modes: {} cases, {refused} refusals in words, {done} done all the same, 0 panics",
        harms.len()
    );
}
