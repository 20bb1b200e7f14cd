use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The vectors of the specification's calendar page: start, n, early (day 1), standard (day 0).
#[test]
fn working_days_match_the_published_vectors() {
    let table = BankHolidays::built_in();
    for (start, n, early, standard) in [
        ("2026-11-20", 5, "2026-11-26", "2026-11-27"),
        ("2026-11-20", 15, "2026-12-10", "2026-12-11"),
        ("2026-12-24", 5, "2027-01-04", "2027-01-05"),
        ("2026-12-24", 15, "2027-01-18", "2027-01-19"),
        ("2026-12-25", 5, "2027-01-05", "2027-01-05"),
        ("2026-12-27", 5, "2027-01-05", "2027-01-05"),
        ("2027-03-25", 5, "2027-04-02", "2027-04-05"),
        ("2027-12-24", 5, "2028-01-04", "2028-01-05"),
        ("2027-12-31", 5, "2028-01-07", "2028-01-10"),
        ("2026-08-28", 15, "2026-09-18", "2026-09-21"),
    ] {
        assert_eq!(
            table.add_working_days(day(start), n, Counted::Day1),
            day(early),
            "{start} + {n}, early"
        );
        assert_eq!(
            table.add_working_days(day(start), n, Counted::Day0),
            day(standard),
            "{start} + {n}, standard"
        );
    }
}

#[test]
fn one_off_days_are_in_the_table() {
    let table = BankHolidays::built_in();
    for date in [
        "2020-05-08",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2023-05-08",
    ] {
        assert!(table.is_bank_holiday(day(date)), "{date}");
    }
    assert!(!table.is_bank_holiday(day("2020-05-04")), "moved to 8 May");
    assert!(!table.is_bank_holiday(day("2022-05-30")), "moved to 2 June");
    assert_eq!(table.days().count(), 11 * 8 + 3);
    assert_eq!(table.known_to(), day("2028-12-31"));
}

#[test]
fn a_file_of_another_division_is_refused() {
    let scotland = r#"{"scotland":{"division":"scotland","events":[
        {"title":"World Cup day","date":"2026-06-15","notes":"","bunting":true}]}}"#;
    assert_eq!(
        BankHolidays::from_govuk_json(scotland),
        Err(CalendarError::OtherDivision("scotland".to_owned()))
    );
    let bare = r#"{"division":"northern-ireland","events":[]}"#;
    assert!(matches!(
        BankHolidays::from_govuk_json(bare),
        Err(CalendarError::OtherDivision(_))
    ));
}

#[test]
fn malformed_files_are_refused() {
    for (json, why) in [
        ("", "empty"),
        ("[]", "a list"),
        ("{}", "no division"),
        (
            r#"{"england-and-wales":{"division":"england-and-wales"}}"#,
            "no events",
        ),
        (
            r#"{"england-and-wales":{"division":"england-and-wales","events":[]}}"#,
            "no days",
        ),
        (
            r#"{"england-and-wales":{"division":"england-and-wales","events":[{"title":"x","date":"2029-02-30","notes":"","bunting":true}]}}"#,
            "an impossible date",
        ),
        (
            r#"{"england-and-wales":{"division":"england-and-wales","events":[{"title":"x","date":"2029-01-06","notes":"","bunting":true}]}}"#,
            "a Saturday",
        ),
    ] {
        assert!(BankHolidays::from_govuk_json(json).is_err(), "{why}");
    }
}

#[test]
fn an_import_replaces_whole_years_and_keeps_the_others() {
    let newer = BankHolidays::from_govuk_json(
        r#"{"england-and-wales":{"division":"england-and-wales","events":[
            {"title":"New Year's Day","date":"2029-01-01","notes":"","bunting":true}]}}"#,
    )
    .expect("valid");
    let both = BankHolidays::built_in().updated_with(&newer);
    assert_eq!(both.known_to(), day("2029-12-31"));
    assert!(both.is_bank_holiday(day("2028-12-25")));
    assert_eq!(both.days().count(), 11 * 8 + 4);
}

/// The compiler reads the table in its own way: it is the same table.
#[test]
fn the_built_in_table_is_what_is_published() {
    let published = BankHolidays::from_govuk_json(built_in::TEXT);
    assert_eq!(published, Ok(BankHolidays::built_in()));
    assert_eq!(BankHolidays::built_in().known_to(), day("2028-12-31"));
}

#[test]
fn an_office_is_open_nine_to_five_on_working_days() {
    let holidays = BankHolidays::built_in();
    for (at, open) in [
        ("2026-12-24T09:00:00Z", true),
        ("2026-12-24T08:59:59Z", false),
        ("2026-12-24T17:00:00Z", false),
        // Christmas Day, a Saturday; and in summer London is an hour ahead.
        ("2026-12-25T12:00:00Z", false),
        ("2026-12-26T12:00:00Z", false),
        ("2026-06-24T08:00:00Z", true),
        ("2026-06-24T16:30:00Z", false),
    ] {
        let moment = Instant::parse_rfc3339(at).unwrap();
        assert_eq!(holidays.is_office_open(moment), open, "{at}");
    }
}
