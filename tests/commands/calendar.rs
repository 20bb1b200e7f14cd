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

#[test]
fn a_newer_file_is_taken_and_counted_with() {
    let home = Home::empty();
    let newer = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
        {"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": true},
        {"title": "Good Friday", "date": "2029-03-30", "notes": "", "bunting": false},
        {"title": "Christmas Day", "date": "2029-12-25", "notes": "", "bunting": true}]},
        "scotland": {"division": "scotland", "events": []}}"#;
    // Told on Friday 29 December 2028: the 5th working day, with and without New Year's Day 2029.
    let events = r#"{"facts": {}, "events": [
        {"event": "la_became_aware", "at": "2028-12-29T10:00:00Z"}]}"#;
    let due = |home: &Home| {
        let arguments = [
            "clocks",
            "--pack",
            "england",
            "--at",
            "2028-12-30T10:00:00Z",
            "--json",
        ];
        let answer = home.run_with(&arguments, &[], events.as_bytes()).json();
        let clock = answer["clocks"].as_array().expect("clocks").iter();
        let clock = clock
            .clone()
            .find(|clock| clock["id"] == "panel_notification");
        clock.expect("the clock")["readings"][1]["due"].clone()
    };
    assert_eq!(due(&home), "2029-01-05T17:00:00Z");
    let imported = import(&home, newer);
    assert_eq!(imported.code, Some(0), "{imported:?}");
    assert!(imported.out.contains("known to 2029"), "{}", imported.out);
    assert_eq!(due(&home), "2029-01-08T17:00:00Z");
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
    ] {
        import(&home, text).refused(why);
    }
    // A known day that the file leaves out of a year it speaks of.
    let lacking = PUBLISHED.replacen("2027-12-27", "2027-12-29", 1);
    assert_ne!(
        lacking, PUBLISHED,
        "the table has Christmas Day's substitute of 2027"
    );
    import(&home, &lacking).refused("which is known");
    let shown = home.run(&["calendar"]);
    assert!(shown.out.contains("2018 to 2028"));
}
