//! `form`: the alert leaves, or says why not.

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use mail_parser::{MessageParser, MimeHeaders};

use dutydesk::domain::command::Command as DeskCommand;
use dutydesk::domain::draft::{DraftChange, DraftKey};

use super::home::{Home, MAILBOX, NAME, PASSPHRASE, now};

const BOTH: [&str; 4] = ["form", "1", "--as", "text,eml"];

/// Checks that a refused alert left no trace.
fn nothing_left(home: &Home, id: dutydesk::domain::id::IncidentId) {
    let incident = home.incident(id);
    assert!(!incident.has("alert_sent"));
    assert!(incident.filings.is_empty());
    assert!(home.outbox().is_empty());
}

#[test]
fn an_unconfirmed_mailbox_is_refused_with_what_to_do() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing");
    home.fill(id);
    // The published mailbox first, then the desk's own that nobody has checked.
    let ran = home.run(&BOTH);
    ran.refused("is not confirmed. Confirm it in Contacts");
    assert!(
        ran.err.contains("Head of SQA") && ran.err.contains("SQA@towerhamlets.gov.uk"),
        "{ran:?}"
    );
    home.contact(false);
    let ran = home.run(&BOTH);
    ran.refused("is not confirmed. Confirm it in Contacts");
    assert!(ran.err.contains(MAILBOX));
    nothing_left(&home, id);
}

#[test]
fn an_unfinished_form_is_refused_with_what_is_missing() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing");
    home.contact(true);
    home.run(&BOTH).refused("Safety plan");
    nothing_left(&home, id);
}

#[test]
fn a_late_alert_asks_why_and_keeps_the_answer() {
    let home = Home::with_desk();
    let id = home.log(30, "Stabbing");
    home.contact(true);
    home.fill(id);
    home.run(&BOTH).refused("--reason");
    nothing_left(&home, id);
    let ran = home.run(&[
        "form",
        "1",
        "--as",
        "eml",
        "--reason",
        "Two teams each thought the other had.",
    ]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!home.incident(id).has("alert_sent"), "written is not sent");
    // Why it is late was said as it was written.
    let ran = home.run(&["form", "1", "--sent", "now"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let incident = home.incident(id);
    let sent = incident.current("alert_sent").next().expect("sent");
    assert_eq!(sent.reason, "Two teams each thought the other had.");
    assert_eq!(home.outbox().len(), 1);
    let json = home.run(&["show", "1", "--json"]).json();
    let clocks = json["clocks"].as_array().expect("clocks");
    assert!(
        clocks
            .iter()
            .any(|one| one["id"] == "alert_to_sqa" && one["state"] == "met_late")
    );
}

#[test]
fn the_alert_leaves_as_files_and_on_record_and_starts_what_it_starts() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbed outside the library – stable");
    home.contact(true);
    home.fill(id);
    let ran = home.run(&BOTH);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains(MAILBOX) && !ran.out.contains("Marker"),
        "{}",
        ran.out
    );
    let outbox = home.outbox();
    assert_eq!(outbox.len(), 2, "{outbox:?}");
    for path in &outbox {
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
        assert!(
            ran.out.contains(path.to_str().expect("a path")),
            "{}",
            ran.out
        );
    }
    let incident = home.incident(id);
    let [filing] = incident.filings.as_slice() else {
        panic!("one filing: {:?}", incident.filings);
    };
    assert_eq!(filing.to, [MAILBOX]);
    assert_eq!(
        (filing.by.as_str(), filing.channel.word()),
        ("kduty", "eml")
    );
    assert!(filing.body.contains(NAME));
    assert_eq!(
        incident.current("alert_sent").count(),
        0,
        "written is not sent"
    );
    let text = outbox
        .iter()
        .find(|path| path.extension().is_some_and(|e| e == "txt"));
    let text = std::fs::read_to_string(text.expect("the text")).unwrap();
    assert_eq!(text, filing.body);
    let json = home.run(&["show", "1", "--json"]).json();
    assert_eq!(json["stage"], "written, not confirmed sent");
    assert_eq!(json["filings"][0]["sent_at"], serde_json::Value::Null);
    let shown = home.run(&["show", "1"]).out;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let eml = outbox
        .iter()
        .find(|path| path.extension().is_some_and(|e| e == "eml"));
    let eml = eml.and_then(|path| path.to_str()).expect("the draft");
    assert!(
        shown.contains("by kduty, not confirmed sent. The file:"),
        "{shown}"
    );
    assert!(shown.replace(' ', "").contains(eml), "{shown}");
    let due = home.run(&["due", "--within", "48h"]).out;
    assert!(
        due.contains("written, not confirmed sent: Alert to Head of SQA"),
        "{due}"
    );
    let ran = home.run(&["form", "1", "--sent", "now"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let json = home.run(&["show", "1", "--json"]).json();
    assert_eq!(json["stage"], "alert sent");
    assert_eq!(json["filings"][0]["to"][0], MAILBOX);
    assert!(json["filings"][0]["sent_at"].is_string());
    let state = |id: &str| {
        let clocks = json["clocks"].as_array().expect("clocks");
        let one = clocks
            .iter()
            .find(|one| one["id"] == id)
            .expect("the clock");
        one["state"].as_str().expect("a state").to_owned()
    };
    assert_eq!(state("alert_to_sqa"), "met");
    assert_eq!(state("need_to_know_first"), "provisional");
}

#[test]
fn the_draft_is_read_by_a_mail_program() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbed outside the library – stable");
    home.contact(true);
    home.fill(id);
    let folder = home.path().join("chosen");
    let to = folder.to_str().expect("a path");
    let ran = home.run(&["form", "1", "--as", "eml", "--to", to]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(home.outbox().is_empty());
    let files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    let [file] = files.as_slice() else {
        panic!("one file: {files:?}");
    };
    let bytes = std::fs::read(file).unwrap();
    let message = MessageParser::default().parse(&bytes).expect("a message");
    let to = message
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    assert_eq!(to, Some(MAILBOX));
    let subject = message.subject().expect("a subject");
    assert!(subject.starts_with("OFFICIAL-SENSITIVE: "), "{subject}");
    assert!(
        !subject.contains("Marker") && subject.contains("TH-"),
        "{subject}"
    );
    let body = message.body_text(0).expect("a body");
    assert!(
        body.contains(NAME) && body.contains("library – stable"),
        "{body}"
    );
    let attached = message.attachment(0).expect("the text");
    let name = attached.attachment_name().expect("a name");
    assert!(
        name.ends_with("-alert.txt") && !name.contains("Marker"),
        "{name}"
    );
    strict_reader(file);
}

/// Reads the draft with Python's strict policy, on machines that have Python.
fn strict_reader(file: &std::path::Path) {
    let script = "import sys, email, email.policy as p\n\
        m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=p.strict)\n\
        assert not m.defects and not any(x.defects for x in m.walk())\n\
        print(m['to']); print(m['subject']); print(m.get_body().get_content())";
    let python = Command::new("python3")
        .args(["-c", script])
        .arg(file)
        .output();
    let Ok(output) = python else { return };
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        words.starts_with(MAILBOX) && words.contains(NAME),
        "{words}"
    );
}

/// Over a line to another machine the message is had on standard output, and nothing else is there.
#[test]
fn the_message_is_given_out_on_standard_output_and_again_as_it_was_written() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbed outside the library – stable");
    home.contact(true);
    home.fill(id);
    let first = home.run(&["form", "1", "--as", "eml"]);
    assert_eq!(first.code, Some(0), "{first:?}");
    let outbox = home.outbox();
    let [file] = outbox.as_slice() else {
        panic!("one draft: {outbox:?}");
    };
    assert_eq!(first.out.as_bytes(), std::fs::read(file).unwrap());
    assert!(first.err.contains("not confirmed sent"), "{}", first.err);
    let version = home.incident(id).version;
    let again = home.run(&["form", "1", "--as", "eml"]);
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("Not written again"), "{}", again.err);
    assert_eq!(
        home.incident(id).version,
        version,
        "nothing is recorded by it"
    );
    assert_eq!(home.outbox().len(), 1);
}

#[test]
fn what_is_not_written_or_not_yet_over_is_not_recorded_as_sent() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing");
    home.contact(true);
    home.fill(id);
    let none = home.run(&["form", "1", "--sent", "now"]);
    none.refused("no alert of it is written and not confirmed");
    let ran = home.run(&BOTH);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let early = home.run(&["form", "1", "--sent", "yesterday 1200"]);
    early.refused("cannot have been sent before");
    assert!(!home.incident(id).has("alert_sent"));
}

#[test]
fn a_draft_that_was_never_saved_is_spoken_of() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing");
    home.contact(true);
    home.fill(id);
    let draft = DeskCommand::SaveDraft {
        key: DraftKey::Alert(id),
        change: DraftChange::default(),
    };
    home.store().run(&draft, now()).expect("kept");
    let ran = home.run(&BOTH);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("typed and never saved"), "{}", ran.out);
}

#[test]
fn text_alone_is_for_reading_and_records_nothing() {
    let home = Home::with_desk();
    let id = home.log(30, "Stabbing");
    let ran = home.run(&["form", "1", "--as", "text"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let outbox = home.outbox();
    assert_eq!(outbox.len(), 1);
    assert!(
        std::fs::read_to_string(&outbox[0])
            .unwrap()
            .starts_with("OFFICIAL-SENSITIVE\n")
    );
    let incident = home.incident(id);
    assert!(!incident.has("alert_sent") && incident.filings.is_empty());
    assert_eq!(incident.version, 1);
}

#[test]
fn a_folder_that_will_not_do_is_refused_and_nothing_is_recorded() {
    let home = Home::with_desk();
    let id = home.log(2, "Stabbing");
    home.contact(true);
    home.fill(id);
    let file = home.path().join("a-file");
    std::fs::write(&file, b"").unwrap();
    let ran = home.run(&[
        "form",
        "1",
        "--as",
        "eml",
        "--to",
        file.to_str().expect("a path"),
    ]);
    ran.refused("The files were not written");
    nothing_left(&home, id);
}

#[test]
fn no_name_is_in_a_file_name_a_log_or_outside_the_alert() {
    let home = Home::with_desk();
    let id = home.log(2, &format!("{NAME} was stabbed"));
    home.contact(true);
    home.fill(id);
    for command in [
        &BOTH[..],
        &["due"],
        &["register", "stabbed"],
        &["show", "1"],
        &["show", "9"],
    ] {
        home.run(command);
    }
    let outbox = home.outbox();
    assert_eq!(outbox.len(), 2);
    let mut logs = 0;
    for path in home.files() {
        let shown = path.to_string_lossy().into_owned();
        assert!(
            !shown.contains("Marker") && !shown.contains("Zaynab"),
            "{shown}"
        );
        if outbox.contains(&path) {
            continue;
        }
        logs += usize::from(path.extension().is_some_and(|e| e == "log"));
        let bytes = std::fs::read(&path).unwrap();
        for word in ["Marker", "stabbed", PASSPHRASE] {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{shown} holds «{word}»");
        }
    }
    assert_eq!(logs, 1, "the log was written");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Home::with_desk();
    home.log(2, "Stabbing");
    let mut child = Command::new(env!("CARGO_BIN_EXE_dutydesk"))
        .args(["show", "1", "--passphrase-fd", "0"])
        .env("HOME", home.path())
        .env("DUTYDESK_HOME", home.places().data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("its input");
    std::io::Write::write_all(&mut input, PASSPHRASE.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().expect("its end");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
