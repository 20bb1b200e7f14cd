//! Wrong passphrases by a clock that the test turns.

use super::*;

fn at(second: i64) -> Instant {
    let base = Instant::parse_rfc3339("2026-11-20T02:10:00Z").unwrap();
    base.plus(chrono::Duration::seconds(second))
}

/// Tries as soon as each may be made; returns the seconds at which.
fn moments(tries: usize, mut attempt: impl FnMut(usize, Instant) -> Option<Instant>) -> Vec<i64> {
    let (mut now, mut out) = (at(0), Vec::new());
    for number in 0..tries {
        while let Some(until) = attempt(number, now) {
            assert!(until > now && until.since(now).num_seconds() <= 60);
            now = until;
        }
        out.push(now.since(at(0)).num_seconds());
    }
    out
}

#[test]
fn the_wait_doubles_to_a_minute_and_no_further() {
    let mut tries = Tries::default();
    let times = moments(12, |_, now| {
        let wait = tries.wait(now);
        if wait.is_none() {
            tries.add(Some("kduty"), now);
        }
        wait
    });
    // By hand: two slips cost nothing, then 1, 2, 4, 8, 16, 32, 60, 60, 60.
    assert_eq!(times, [0, 0, 0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
}

#[test]
fn however_many_were_wrong_the_wait_is_never_less_than_before() {
    let waits: Vec<i64> = (0..300).chain([u32::MAX]).map(delay).collect();
    assert!(waits.is_sorted());
    assert_eq!(waits.last(), Some(&60));
}

#[test]
fn twenty_wrong_tries_across_four_processes_take_six_minutes_at_least() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.tries");
    let names = ["kduty", "sother", "aadmin", "nobody of the desk"];
    let times = moments(20, |number, now| {
        // Each try is of a process of its own: nothing is carried over but by the file.
        let mut held = Held::open(&path);
        let wait = held.tries().wait(now);
        if wait.is_none() {
            held.add(
                Some(names[number % 4]).filter(|name| !name.contains(' ')),
                now,
            );
        }
        wait
    });
    assert!(times[19] >= 360, "{times:?}");
}

#[test]
fn whoever_opens_it_begins_anew_and_pays_for_nobody_elses_guesses() {
    let mut tries = Tries::default();
    for second in 0..5 {
        tries.add(Some("kduty"), at(second));
    }
    assert!(tries.wait(at(5)).is_some());
    // Another's passphrase buys no guesses at this one's.
    assert_eq!(tries.opened("sother", at(70)), None);
    assert_eq!(tries.wait(at(5)), Some(at(8)));
    tries.add(Some("kduty"), at(80));
    let alarm = tries.opened("kduty", at(90));
    let told = Alarm {
        count: 6,
        since: at(0),
    };
    assert_eq!(alarm, Some(told));
    assert_eq!(tries, Tries::default());
}

#[test]
fn of_guesses_at_somebody_else_one_is_told_once() {
    let mut tries = Tries::default();
    for second in 0..6 {
        tries.add(Some("kduty"), at(second));
    }
    assert!(tries.opened("sother", at(100)).is_some());
    assert_eq!(tries.opened("aadmin", at(200)), None);
    assert!(tries.wait(at(6)).is_some(), "they stay counted");
    // After half a day they are forgotten.
    assert_eq!(tries.wait(at(12 * 3600 + 6)), None);
}

#[test]
fn nothing_that_is_done_to_the_file_keeps_anybody_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.tries");
    let many = r#"{"wrong":[{"who":"kduty","count":4294967295,"since":"2026-11-20T02:10:00Z","last":"2026-11-20T02:10:00Z","told":4294967295}]}"#;
    for (text, wait) in [
        ("", None),
        ("not json", None),
        ("{\"wrong\": 7}", None),
        (many, Some(at(60))),
        // Of a time to come: a year ahead, a minute ahead.
        (
            &many.replace(
                "2026-11-20T02:10:00Z\",\"told",
                "2027-11-20T02:10:00Z\",\"told",
            ),
            None,
        ),
        (
            &many.replace("02:10:00Z\",\"told", "02:11:00Z\",\"told"),
            None,
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        assert_eq!(super::wait(&path, at(0)), wait, "{text}");
        let mut held = Held::open(&path);
        assert_eq!(held.tries().wait(at(0)), wait, "{text}");
        // Nor does it end the program.
        held.add(None, at(0));
        held.opened("kduty", at(0));
    }
    // Nor a folder that cannot be written.
    let mut held = Held::open(&folder.path().join("none/desk.tries"));
    held.add(None, at(0));
    assert_eq!(held.opened("kduty", at(0)), None);
}
