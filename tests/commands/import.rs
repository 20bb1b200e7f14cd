//! The old register brought in by its command: surveyed, asked, written whole; interrupted it leaves nothing.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command as Process, Stdio};

use super::home::{Home, NAME, PASSPHRASE, now};

const HEADINGS: &str =
    "Ref,Status,Date of alert,Child,Incident details,Decision,Decision date,Closed on,Notes";

/// A register of so many rows, all of them closed.
fn register(rows: usize) -> String {
    let mut out = format!("{HEADINGS}\r\n");
    for row in 1..=rows {
        let (day, year) = (1 + row % 28, 2020 + row % 5);
        let _infallible = write!(
            out,
            "SIA-{row},Closed,{day}/3/{year},W. Example {row},\"Fell from a quarry wall, number {row}\",Not met,\
             {day}/4/{year},{day}/5/{year},kept {row}\r\n"
        );
    }
    out
}

fn file(home: &Home, name: &str, text: &str) -> String {
    let path = home.path().join(name);
    fs::write(&path, text).expect("written");
    path.display().to_string()
}

/// Returns how many entries the journal has.
fn entries(home: &Home) -> usize {
    let said = home.run(&["verify"]).out;
    let (before, _) = said.split_once(" entries").expect("a count");
    let count = before.rsplit(' ').next().expect("a number");
    count.replace(',', "").parse().expect("a number")
}

#[test]
fn a_dry_run_says_what_each_row_becomes_and_writes_nothing() {
    let home = Home::with_desk();
    let open = format!(
        "SIA-4,Awaiting decision,{},W. E.,A fall,,,,\r\n",
        now().london().format("%d/%m/%Y")
    );
    let path = file(&home, "old.csv", &(register(3) + &open));
    home.run(&["register"]);
    let before = entries(&home);
    home.run(&["register"]);
    let opening = entries(&home) - before;
    let dry = home.run(&["import", &path, "--dry-run"]);
    assert_eq!(dry.code, Some(0), "{dry:?}");
    for said in [
        "row 2  SIA-1  comes in closed\n",
        "row 5  SIA-4  comes in open, with a task and no clock\n",
        "form.incident_details  by its header",
        "kept as written, and no more",
        "rows would come in",
        "Nothing was written: this was a dry run.",
    ] {
        assert!(dry.out.contains(said), "no «{said}» in {}", dry.out);
    }
    // That the desk was opened, as every command that reads it.
    assert_eq!(entries(&home) - before, 2 * opening);
    assert_eq!(home.store().tally().expect("counts").all, 0);
}

#[test]
fn rows_come_in_are_found_and_come_in_once() {
    let home = Home::with_desk();
    home.log(1, "A call of today");
    let path = file(&home, "old.csv", &register(5));
    let came = home.run(&["import", &path, "--yes"]);
    assert_eq!(came.code, Some(0), "{came:?}");
    assert!(came.out.contains("5 rows came in."), "{came:?}");
    let found = home.run(&["register", "quarry", "outcome:not-met", "status:closed"]);
    assert_eq!(found.out.lines().count(), 5, "{found:?}");
    let shown = home.run(&["show", "SIA-3"]);
    for said in [
        "Old register",
        "row 4 in old.csv",
        "Notes: kept 3",
        "State         closed",
    ] {
        assert!(shown.out.contains(said), "no «{said}» in {}", shown.out);
    }
    assert!(!shown.out.contains("OVERDUE"), "{}", shown.out);
    let history = home.run(&["show", "SIA-3", "--history"]);
    assert!(
        history
            .out
            .contains("original: nothing -> «row 4 in old.csv»"),
        "{history:?}"
    );
    assert_eq!(
        home.run(&["due"])
            .out
            .lines()
            .filter(|line| !line.contains("TH-2026-0001"))
            .count(),
        0
    );
    let again = home.run(&["import", &path, "--yes"]);
    assert!(again.out.contains("came in before"), "{again:?}");
    // Next month's sheet: the same rows and one more, its columns known from before.
    let more = format!(
        "{}SIA-6,Closed,1/6/2024,V. E.,A second fall,Met,,2/7/2024,\r\n",
        register(5)
    );
    let path = file(&home, "next.csv", &more);
    let next = home.run(&["import", &path, "--yes"]);
    assert!(next.out.contains("as before"), "{next:?}");
    assert!(
        next.out
            .contains("1 row came in. 5 rows were here already."),
        "{next:?}"
    );
    assert_eq!(home.store().tally().expect("counts").all, 7);
    assert_eq!(home.run(&["verify"]).code, Some(0));
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_nothing_is_written() {
    let home = Home::with_desk();
    let path = file(
        &home,
        "old.csv",
        &register(3).replace("4/3/2023", "31/2/2023"),
    );
    let refused = home.run(&["import", &path, "--yes"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    let place = "row 4, column C (Date of alert): «31/2/2023» is no day: month 2 of 2023 has no 31";
    assert!(refused.out.contains(place), "{refused:?}");
    assert_eq!(home.store().tally().expect("counts").all, 0);
    for (arguments, why) in [
        (&["--map", "Notes"][..], "does not say what a column is"),
        (
            &["--map", "Notes=form.no_such"],
            "is no field of this desk's protocol",
        ),
        (&["--delimiter", "ab"], "--delimiter is one sign"),
        (&["--still-open-since", "soon"], "--still-open-since"),
    ] {
        let all = [&["import", path.as_str()][..], arguments].concat();
        home.run(&all).refused(why);
    }
    home.run(&[
        "import",
        &home.path().join("gone.csv").display().to_string(),
    ])
    .refused("entity not found");
    home.run(&["import", &home.path().display().to_string()])
        .refused("is no file");
    let mapped = home.run(&["import", &path, "--dry-run", "--map", "Remarks=keep"]);
    assert!(
        mapped.out.contains("No sheet has a column «remarks»"),
        "{mapped:?}"
    );
    let left = home.run(&["import", &path, "--yes", "--leave-unread"]);
    assert!(left.out.contains("3 rows came in."), "{left:?}");
    // Nobody says yes where there is no terminal to ask at.
    let other = file(&home, "other.csv", &register(4));
    let asked = home.run(&["import", &other]);
    assert_eq!(asked.code, Some(1), "{asked:?}");
}

#[test]
fn every_field_that_a_column_can_be_is_listed() {
    let home = Home::with_desk();
    let listed = home.run(&["import", "--columns"]);
    assert_eq!(listed.code, Some(0), "{listed:?}");
    for word in [
        "reference",
        "status",
        "form.incident_details",
        "decision.criteria.at",
        "event.case_closed",
        "keep",
    ] {
        assert!(
            listed.out.lines().any(|line| line.starts_with(word)),
            "{word}: {}",
            listed.out
        );
    }
}

/// Starts an import that takes a while, and waits until rows of it are in the file.
fn started(home: &Home, rows: usize) -> (Child, String) {
    let path = file(home, "big.csv", &register(rows));
    let log = home.places().data.join("desk.db-wal");
    let length = |log: &PathBuf| fs::metadata(log).map_or(0, |found| found.len());
    let mut child = Process::new(env!("CARGO_BIN_EXE_dutydesk"))
        .args(["import", &path, "--yes"])
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_STATE_HOME", home.path().join("state"))
        .env("DUTYDESK_PASSPHRASE_FD", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut input = child.stdin.take().expect("its input");
    input
        .write_all(PASSPHRASE.as_bytes())
        .expect("the passphrase");
    drop(input);
    let patience = std::time::Instant::now();
    while length(&log) < 1 << 20 {
        assert!(patience.elapsed().as_secs() < 120, "nothing was written");
        assert_eq!(child.try_wait().expect("its state"), None, "it ended early");
        std::thread::yield_now();
    }
    (child, path)
}

#[test]
fn an_import_that_is_killed_is_taken_out_at_the_next_start_and_others_save_meanwhile() {
    let home = Home::with_desk();
    let (mut child, path) = started(&home, 10_000);
    let id = home.log(1, NAME);
    assert_eq!(
        home.incident(id).reference.0.rsplit('-').next(),
        Some("0001")
    );
    assert_eq!(
        home.store().tally().expect("counts").all,
        1,
        "no row of it is seen"
    );
    child.kill().expect("it is killed");
    child.wait().expect("it has ended");
    let next = home.run(&["register"]);
    assert!(next.err.contains("An import was interrupted"), "{next:?}");
    assert_eq!(next.out.lines().count(), 1, "{next:?}");
    home.run(&["show", "SIA-1"])
        .refused("is no reference on this desk");
    let mut store = home.store();
    let rules = dutydesk::rules::Rules {
        pack: dutydesk::config::pack("tower-hamlets").expect("a pack"),
        holidays: dutydesk::domain::calendar::BankHolidays::built_in(),
    };
    store
        .follow(std::sync::Arc::new(rules), now())
        .expect("its lists");
    while store.renew_some(now()).expect("the rest goes") > 0 {}
    drop(store);
    assert_eq!(home.run(&["verify"]).code, Some(0));
    let short: String = fs::read_to_string(&path)
        .expect("the file")
        .lines()
        .take(11)
        .fold(String::new(), |all, line| all + line + "\n");
    let short = file(&home, "short.csv", &short);
    let again = home.run(&["import", &short, "--yes"]);
    assert!(again.out.contains("10 rows came in."), "{again:?}");
    assert_eq!(home.run(&["verify"]).code, Some(0));
}

#[test]
fn ctrl_c_leaves_nothing() {
    let home = Home::with_desk();
    let (mut child, _) = started(&home, 10_000);
    let process = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(process, rustix::process::Signal::INT).expect("Ctrl-C");
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("its errors")
        .read_to_string(&mut said)
        .expect("words");
    assert_eq!(
        child.wait().expect("it has ended").code(),
        Some(1),
        "{said}"
    );
    assert!(said.contains("The import was taken back"), "{said}");
    let store = home.store();
    assert_eq!(store.findings(), [], "nothing is left to be found");
    assert_eq!(store.tally().expect("counts").all, 0);
    drop(store);
    assert_eq!(home.run(&["verify"]).code, Some(0));
}
