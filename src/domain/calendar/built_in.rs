//! The table that is built in, read by the compiler: a table that is empty, or holds what is no
//! date, does not compile, so that there is always one to count with.

use chrono::NaiveDate;

/// The published table as it stood when this version was made: 2018 to 2028.
pub(super) const TEXT: &str = include_str!("../../../assets/calendars/england-and-wales.json");

const DATE: &[u8] = b"\"date\": \"";
const TITLE: &[u8] = b"\"title\": \"";

/// The holidays, in the order of the file: by date.
pub(super) const DAYS: [(NaiveDate, &str); count()] = days();

/// The last day of the last year of the table.
pub(super) const KNOWN_TO: NaiveDate = {
    let (mut at, mut last) = (0, 0);
    while at < TEXT.len() {
        if has(DATE, at) {
            let year = number(at + DATE.len(), 4);
            assert!(year >= last, "the table is not in the order of its dates");
            last = year;
        }
        at += 1;
    }
    of_ymd(last, 12, 31)
};

/// Says whether a key stands at a place of the text.
const fn has(key: &[u8], at: usize) -> bool {
    let text = TEXT.as_bytes();
    let mut of = 0;
    while of < key.len() {
        if at + of >= text.len() || text[at + of] != key[of] {
            return false;
        }
        of += 1;
    }
    true
}

const fn count() -> usize {
    let (mut at, mut found) = (0, 0);
    while at < TEXT.len() {
        if has(DATE, at) {
            found += 1;
        }
        at += 1;
    }
    assert!(found > 0, "the table holds no bank holiday");
    found
}

const fn days() -> [(NaiveDate, &'static str); count()] {
    let mut out = [(NaiveDate::MIN, ""); count()];
    let (mut at, mut filled) = (0, 0);
    let mut title = "";
    while at < TEXT.len() {
        if has(TITLE, at) {
            title = quoted(at + TITLE.len());
        }
        if has(DATE, at) {
            assert!(!title.is_empty(), "a bank holiday has no name");
            out[filled] = (date(at + DATE.len()), title);
            filled += 1;
            title = "";
        }
        at += 1;
    }
    out
}

/// Returns the text from a place up to the next quotation mark.
const fn quoted(from: usize) -> &'static str {
    let (_, rest) = TEXT.split_at(from);
    let mut length = 0;
    while rest.as_bytes()[length] != b'"' {
        assert!(
            rest.as_bytes()[length] != b'\\',
            "a name has a sign that is not read here"
        );
        length += 1;
    }
    let (text, _) = rest.split_at(length);
    text
}

/// Reads a date such as `2018-01-01`.
const fn date(at: usize) -> NaiveDate {
    of_ymd(number(at, 4), number(at + 5, 2), number(at + 8, 2))
}

#[expect(
    clippy::expect_used,
    reason = "only the compiler comes here, and refuses the table"
)]
const fn of_ymd(year: u32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.cast_signed(), month, day)
        .expect("the table holds what is no date")
}

const fn number(at: usize, digits: usize) -> u32 {
    let mut out = 0;
    let mut of = 0;
    while of < digits {
        let digit = TEXT.as_bytes()[at + of];
        assert!(
            digit.is_ascii_digit(),
            "a date has something else than figures"
        );
        out = out * 10 + (digit - b'0') as u32;
        of += 1;
    }
    out
}
