//! Opening the desk for a command, and what refuses.

use dutydesk::clock::Clock;
use dutydesk::store::{SetUp, Store};
use dutydesk::vault::KdfCost;
use dutydesk::vault::throttle::Held;

use super::home::{Home, PASSPHRASE, now};

const COMMANDS: [&[&str]; 4] = [
    &["due"],
    &["register"],
    &["show", "1"],
    &["form", "1", "--as", "text,eml"],
];

#[test]
fn without_a_desk_every_command_says_how_to_set_one_up_and_makes_nothing() {
    let home = Home::empty();
    for command in COMMANDS {
        let ran = home.run(command);
        ran.refused("Set one up with `dutydesk`");
        assert!(ran.err.contains("desk.db"), "{}", ran.err);
    }
    assert!(home.files().is_empty());
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let home = Home::with_desk();
    home.log(2, "Stabbing");
    for command in COMMANDS {
        let descriptor = [("DUTYDESK_PASSPHRASE_FD", "0")];
        let ran = home.run_with(command, &descriptor, b"some other passphrase\n");
        ran.refused("the passphrase is not right");
        // Each command is tried for itself: after a few the desk takes none for a while.
        std::fs::remove_file(home.places().tries()).unwrap();
    }
}

#[test]
fn after_a_few_wrong_passphrases_none_is_taken_for_a_while_and_the_right_one_says_how_many() {
    let home = Home::with_desk();
    let due = |line: &str| home.run_with(&["due", "--passphrase-fd", "0"], &[], line.as_bytes());
    for _ in 0..3 {
        due("some other passphrase").refused("the passphrase is not right");
    }
    let tries = home.places().tries();
    // The three were counted up to now: a second has to pass, for the right one too.
    due(PASSPHRASE).refused("too many wrong passphrases");
    std::fs::remove_file(&tries).unwrap();
    let earlier = Clock::system().now().plus(chrono::Duration::hours(-2));
    let mut held = Held::open(&tries);
    for _ in 0..6 {
        held.add(Some("kduty"), earlier);
    }
    drop(held);
    let ran = due(PASSPHRASE);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("6 wrong passphrases since "), "{ran:?}");
    assert_eq!(due(PASSPHRASE).err, "");
}

#[test]
fn the_passphrase_is_one_line_of_utf8_from_an_open_descriptor() {
    let home = Home::with_desk();
    let run =
        |number: &str, input: &[u8]| home.run_with(&["due", "--passphrase-fd", number], &[], input);
    for ending in ["", "\n", "\r\n", "\nand more"] {
        let ran = run("0", format!("{PASSPHRASE}{ending}").as_bytes());
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    // A blank at an end is part of a passphrase, as it is on the screen.
    for blank in [format!("{PASSPHRASE} \n"), format!(" {PASSPHRASE}\n")] {
        run("0", blank.as_bytes()).refused("the passphrase is not right");
    }
    let long = "x".repeat(4097);
    for ending in ["", "\n", " and more"] {
        run("0", format!("{long}{ending}").as_bytes()).refused("is longer than 4096 bytes");
    }
    run("0", b"").refused("file descriptor 0 is empty");
    run("0", b"\n").refused("file descriptor 0 is empty");
    run("0", b"\xff\xfe").refused("not UTF-8");
    run("61", b"").refused("file descriptor 61 was not read");
    assert_eq!(run("x", b"").code, Some(2));
}

#[test]
fn a_passphrase_with_blanks_at_its_ends_opens_with_them_alone() {
    let home = Home::empty();
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "kduty".to_owned(),
    };
    let with_blanks = format!(" {PASSPHRASE} ");
    let passphrase = with_blanks.as_str().into();
    let made = Store::create(
        &home.places(),
        &set_up,
        &passphrase,
        KdfCost::quick(),
        now(),
    );
    drop(made.unwrap());
    let run = |line: &str| home.run_with(&["due", "--passphrase-fd", "0"], &[], line.as_bytes());
    assert_eq!(run(&format!("{with_blanks}\n")).code, Some(0));
    run(PASSPHRASE).refused("the passphrase is not right");
    run(with_blanks.trim_end()).refused("the passphrase is not right");
}

#[test]
fn a_refusal_says_what_it_came_of_on_lines_of_their_own() {
    let home = Home::with_desk();
    std::fs::write(home.places().keys(), b"{").unwrap();
    std::fs::write(home.places().keys_copy(), b"{").unwrap();
    let ran = home.run_with(&["due", "--passphrase-fd", "0"], &[], PASSPHRASE.as_bytes());
    assert!(
        ran.err.starts_with("error: The desk was not opened\n"),
        "{ran:?}"
    );
    assert!(ran.err.contains("\nbecause: "), "{ran:?}");
}

#[test]
fn a_damaged_or_newer_file_is_named_and_left_alone() {
    let home = Home::with_desk();
    let desk = home.places().desk();
    std::fs::write(&desk, b"not a desk").unwrap();
    home.run(&["due"]).refused("desk.db");
    assert_eq!(std::fs::read(&desk).unwrap(), b"not a desk");
}

#[test]
fn every_command_has_help_and_a_wrong_line_is_a_usage_error() {
    let home = Home::empty();
    for (command, says) in [
        ("due", "exit code 3"),
        ("show", "REF"),
        ("register", "QUERY"),
        ("form", "confirmed"),
        ("demo", "thrown away"),
    ] {
        let ran = home.run(&[command, "--help"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.contains(says), "no «{says}» in {}", ran.out);
    }
    for wrong in [
        &["form", "1"][..],
        &["form", "1", "--as", "pdf"],
        &["due", "--within", "soon"],
        &["show"],
        &["demo", "--at", "31/2/2026 10:00"],
        &["demo", "--pack", "camden"],
    ] {
        let ran = home.run(wrong);
        assert_eq!(ran.code, Some(2), "{wrong:?}: {ran:?}");
        assert_eq!(ran.out, "");
    }
}

#[test]
fn the_demo_needs_a_terminal_and_leaves_nothing_behind() {
    let home = Home::empty();
    home.run(&["demo"]).refused("this is not a terminal");
    assert!(home.files().is_empty());
}

/// A disk that is not mounted, a folder of somebody else's: no new desk in its place.
#[test]
fn a_desk_that_cannot_be_looked_for_is_not_said_to_be_none() {
    let home = Home::empty();
    let desk = home.path().join("desk");
    std::os::unix::fs::symlink(&desk, &desk).unwrap();
    for command in COMMANDS {
        let place = [("DUTYDESK_HOME", desk.to_str().unwrap())];
        let ran = home.run_with(command, &place, b"");
        ran.refused("whether");
        assert!(ran.err.contains("No new desk is set up"), "{}", ran.err);
        assert!(!ran.err.contains("Set one up"), "{}", ran.err);
    }
}

/// Whoever hands a descriptor on may open a file that this process may not: it is not opened again.
#[test]
fn the_passphrase_is_read_from_the_descriptor_itself() {
    let home = Home::with_desk();
    let file = home.path().join("passphrase");
    std::fs::write(&file, format!("left out\n{PASSPHRASE}\n")).unwrap();
    let words = format!(
        "exec 3< passphrase; \
         dd bs=1 count=9 <&3 2>/dev/null >/dev/null; exec {} due --passphrase-fd 3",
        env!("CARGO_BIN_EXE_dutydesk")
    );
    let ran = std::process::Command::new("sh")
        .args(["-c", &words])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_STATE_HOME", home.path().join("state"))
        .current_dir(home.path())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "from where its owner left it: {err}");
}
