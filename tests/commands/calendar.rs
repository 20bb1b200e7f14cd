//! The bank holidays, shown and renewed by command.

use super::home::Home;

const PUBLISHED: &str = include_str!("../../assets/calendars/england-and-wales.json");

fn import(home: &Home, text: &str) -> super::home::Ran {
    let file = home.path().join("bank-holidays.json");
    std::fs::write(&file, text).expect("written");
    home.run(&["calendar", "import", file.to_str().expect("a path")])
}

#[test]
fn what_is_known_is_said_and_to_when() {
    let shown = Home::empty().run(&["calendar"]);
    assert_eq!(shown.code, Some(0));
    for words in [
        "2018 to 2028",
        "Mon 28 Dec 2026 Boxing Day",
        "Fri 8 May 2020",
        "Bank holidays not known after 2028.",
    ] {
        assert!(shown.out.contains(words), "{words} in\n{}", shown.out);
    }
}

/// A year as GOV.UK publishes it: these days, in `england-and-wales`, beside another division.
fn published(days: &[(i32, &str)]) -> String {
    let mut events = Vec::new();
    for (year, moved) in days {
        for (title, date) in [
            ("New Year’s Day", "01-01"),
            ("Good Friday", "04-03"),
            ("Easter Monday", "04-06"),
            ("Early May bank holiday", *moved),
            ("Spring bank holiday", "05-25"),
            ("Summer bank holiday", "08-31"),
            ("Christmas Day", "12-25"),
            ("Boxing Day", "12-28"),
        ] {
            events.push(format!(
                r#"{{"title": "{title}", "date": "{year}-{date}", "notes": "", "bunting": true}}"#
            ));
        }
    }
    format!(
        r#"{{"england-and-wales": {{"division": "england-and-wales", "events": [{}]}},
            "scotland": {{"division": "scotland", "events": []}}}}"#,
        events.join(",")
    )
}

/// The days of 2029 fall as in 2018: Good Friday on 30 March.
const OF_2029: &str = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
    {"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": true},
    {"title": "Good Friday", "date": "2029-03-30", "notes": "", "bunting": false},
    {"title": "Easter Monday", "date": "2029-04-02", "notes": "", "bunting": true},
    {"title": "Early May bank holiday", "date": "2029-05-07", "notes": "", "bunting": true},
    {"title": "Spring bank holiday", "date": "2029-05-28", "notes": "", "bunting": true},
    {"title": "Summer bank holiday", "date": "2029-08-27", "notes": "", "bunting": true},
    {"title": "Christmas Day", "date": "2029-12-25", "notes": "", "bunting": true},
    {"title": "Boxing Day", "date": "2029-12-26", "notes": "", "bunting": true}]},
    "scotland": {"division": "scotland", "events": []}}"#;

#[test]
fn a_newer_file_is_taken_and_counted_with() {
    let home = Home::empty();
    // Told on Friday 29 December 2028: the 5th working day, with and without New Year's Day 2029.
    let events = r#"{"facts": {}, "events": [
        {"event": "la_became_aware", "at": "2028-12-29T10:00:00Z"}]}"#;
    let arguments = [
        "clocks",
        "--pack",
        "england",
        "--at",
        "2028-12-30T10:00:00Z",
        "--json",
    ];
    let panel = |home: &Home| {
        let answer = home.run_with(&arguments, &[], events.as_bytes()).json();
        let clocks = answer["clocks"].as_array().expect("clocks").clone();
        let clock = clocks
            .into_iter()
            .find(|clock| clock["id"] == "panel_notification");
        clock.expect("the clock")
    };
    let before = panel(&home);
    assert_eq!(before["readings"][1]["due"], "2029-01-05T17:00:00Z");
    assert_eq!(before["readings"][1]["horizon"], true);
    let says = |clock: &serde_json::Value| {
        let lines = clock["explain"].as_array().expect("lines").clone();
        lines.contains(&"Bank holidays not known after 31 Dec 2028".into())
    };
    assert!(says(&before), "{before}");

    let imported = import(&home, OF_2029);
    assert_eq!(imported.code, Some(0), "{imported:?}");
    assert!(imported.out.contains("known to 2029"), "{}", imported.out);
    assert!(imported.out.contains("new: Mon 1 Jan 2029 New Year"));
    let after = panel(&home);
    assert_eq!(after["readings"][1]["due"], "2029-01-08T17:00:00Z");
    assert_eq!(after["readings"][1]["horizon"], false);
    assert!(!says(&after), "{after}");
    let again = import(&home, OF_2029);
    assert!(again.out.starts_with("Nothing changed"), "{}", again.out);
}

#[test]
fn the_imported_file_is_its_owners_alone_and_the_only_one_left() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::empty();
    assert_eq!(import(&home, OF_2029).code, Some(0));
    let calendar = home.places().calendar();
    let mode = std::fs::metadata(&calendar)
        .expect("the file")
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
    let left = std::fs::read_dir(home.places().data).expect("the folder");
    assert_eq!(left.count(), 1, "no half-written file stays behind");
}

#[test]
fn a_day_to_come_may_move_and_an_earlier_import_is_not_lost() {
    let home = Home::empty();
    // 2093 begins on a Thursday, as 2026 does: the days are weekdays.
    assert_eq!(import(&home, OF_2029).code, Some(0));
    assert_eq!(import(&home, &published(&[(2093, "05-04")])).code, Some(0));
    let moved = import(&home, &published(&[(2093, "05-08")]));
    assert_eq!(moved.code, Some(0), "{moved:?}");
    assert_eq!(
        moved.out,
        "new: Fri 8 May 2093 Early May bank holiday\n\
         no longer: Mon 4 May 2093 Early May bank holiday\n\
         Bank holidays are known to 2093.\n"
    );
    let shown = home.run(&["calendar"]).out;
    for words in ["Mon 1 Jan 2029", "Fri 8 May 2093", "2018  8 days"] {
        assert!(shown.contains(words), "{words} in\n{shown}");
    }
}

#[test]
fn a_damaged_table_stops_the_count_and_an_import_mends_it() {
    let home = Home::empty();
    assert_eq!(import(&home, OF_2029).code, Some(0));
    std::fs::write(home.places().calendar(), "{ \"england").expect("written");
    let arguments = [
        "clocks",
        "--pack",
        "england",
        "--at",
        "2028-12-30T10:00:00Z",
    ];
    home.run_with(&arguments, &[], b"{}")
        .refused("calendar import");
    assert_eq!(import(&home, OF_2029).code, Some(0));
    let counted = home.run_with(&arguments, &[], b"{}");
    assert_eq!(counted.code, Some(0), "{counted:?}");
}

#[test]
fn a_file_that_cannot_be_right_changes_nothing() {
    let home = Home::empty();
    for (text, why) in [
        ("", "not imported"),
        ("{}", "there is no division in it"),
        (
            r#"{"scotland": {"division": "scotland", "events": []}}"#,
            "scotland",
        ),
        (
            r#"{"england-and-wales": {"division": "england-and-wales", "events": [
                {"title": "Sunday", "date": "2029-01-07", "notes": "", "bunting": true}]}}"#,
            "weekend",
        ),
        (
            r#"{"england-and-wales": {"division": "england-and-wales", "events": [
                {"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": true}]}}"#,
            "of 2029 the file has 1, and there are at least 8",
        ),
        (
            r#"{"england-and-wales": {"division": "england-and-wales", "events": [
                {"title": "New Year’s Day", "date": "2018-01-01", "notes": "", "bunting": true}]}}"#,
            "the file has no Good Friday on Fri 30 Mar 2018",
        ),
    ] {
        import(&home, text).refused(why);
        assert!(!home.places().calendar().exists(), "{text}");
    }
    // A known and past day that the file leaves out or moves.
    let lacking = PUBLISHED.replacen("2022-09-19", "2022-09-20", 1);
    assert_ne!(lacking, PUBLISHED, "the State Funeral is in the table");
    import(&home, &lacking).refused("Mon 19 Sep 2022, which is known and past");
    let shown = home.run(&["calendar"]);
    assert!(shown.out.contains("2018 to 2028"));
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_nothing_is_left() {
    let home = Home::empty();
    let file = home.path().join("newer.json");
    std::fs::write(&file, OF_2029).expect("written");
    // A file stands where the data folder should be: no privilege can make a folder of it.
    let data = home.places().data;
    std::fs::create_dir_all(data.parent().expect("a parent")).expect("made");
    std::fs::write(&data, "").expect("written");
    home.run(&["calendar", "import", file.to_str().expect("a path")])
        .refused("were not imported");
    home.run(&["calendar", "import", "no-such-file.json"])
        .refused("no-such-file.json was not read");
}
