//! Two readers of calendar files, by other hands than the writer's.

use icalendar::parser::{Property, read_calendar, unfold};

use super::*;

/// What a reader found in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) method: String,
    pub(super) uid: String,
    pub(super) sequence: String,
    pub(super) stamp: Option<Instant>,
    pub(super) starts: Option<Instant>,
    pub(super) ends: Option<Instant>,
    pub(super) summary: String,
    pub(super) place: Option<String>,
    pub(super) description: String,
    pub(super) organizer: Option<String>,
    /// Each one's address and parameters, in the order written.
    pub(super) attendees: Vec<(String, Vec<(String, String)>)>,
    pub(super) class: String,
    pub(super) status: String,
}

fn instant(text: &str) -> Option<Instant> {
    let at = chrono::NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").ok()?;
    Some(Instant::from_utc(at.and_utc()))
}

/// Reads with the `icalendar` crate, which unfolds and unescapes by itself; it leaves the marks
/// within a parameter's quotes (RFC 6868) as they are.
pub(super) fn by_icalendar(bytes: &[u8]) -> Found {
    let text = unfold(std::str::from_utf8(bytes).expect("text"));
    let read = read_calendar(&text).expect("a calendar");
    let [event] = read.components.as_slice() else {
        panic!("one event: {read:?}");
    };
    assert_eq!(event.name, "VEVENT");
    assert!(event.components.is_empty());
    let value = |name: &str| event.find_prop(name).map(|p| p.val.as_str().to_owned());
    let given = |name: &str| value(name).unwrap_or_default();
    let of_file = |name: &str| {
        let found: Vec<&Property<'_>> = read.properties.iter().filter(|p| p.name == name).collect();
        assert_eq!(found.len(), 1, "one {name}");
        found[0].val.as_str().to_owned()
    };
    assert_eq!(of_file("VERSION"), "2.0");
    let attendee = |property: &Property<'_>| {
        let parameter = |p: &icalendar::parser::Parameter<'_>| {
            let value = p.val.as_ref().map(|v| v.as_str().to_owned());
            (
                p.key.as_str().to_owned(),
                unmarked(&value.unwrap_or_default()),
            )
        };
        let parameters = property.params.iter().map(parameter).collect();
        (property.val.as_str().to_owned(), parameters)
    };
    Found {
        method: of_file("METHOD"),
        uid: given("UID"),
        sequence: given("SEQUENCE"),
        stamp: instant(&given("DTSTAMP")),
        starts: instant(&given("DTSTART")),
        ends: instant(&given("DTEND")),
        summary: given("SUMMARY"),
        place: value("LOCATION"),
        description: given("DESCRIPTION"),
        organizer: value("ORGANIZER"),
        attendees: event
            .properties
            .iter()
            .filter(|p| p.name == "ATTENDEE")
            .map(attendee)
            .collect(),
        class: given("CLASS"),
        status: given("STATUS"),
    }
}

fn unmarked(value: &str) -> String {
    let mut out = String::new();
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match (c, c == '^') {
            (_, true) => match characters.next() {
                Some('^') => out.push('^'),
                Some('\'') => out.push('"'),
                other => panic!("^{other:?}"),
            },
            (c, false) => out.push(c),
        }
    }
    out
}

/// Reads with the `ical_vcard` crate, strict about the form of a line, and which knows RFC 6868; it
/// leaves values escaped. Also returns the names of all lines, in order.
pub(super) fn by_ical_vcard(bytes: &[u8]) -> (Found, Vec<String>) {
    let mut found = Found::default();
    let mut names = Vec::new();
    for line in ical_vcard::Parser::new(bytes) {
        let line = line.expect("a line");
        assert_eq!(line.group(), None);
        names.push(line.name().to_owned());
        let value = line.value().to_owned();
        match line.name() {
            "METHOD" => found.method = value,
            "UID" => found.uid = value,
            "SEQUENCE" => found.sequence = value,
            "DTSTAMP" => found.stamp = instant(&value),
            "DTSTART" => found.starts = instant(&value),
            "DTEND" => found.ends = instant(&value),
            "SUMMARY" => found.summary = unescaped(&value),
            "LOCATION" => found.place = Some(unescaped(&value)),
            "DESCRIPTION" => found.description = unescaped(&value),
            "ORGANIZER" => found.organizer = Some(value),
            "ATTENDEE" => {
                let parameters = line.params().iter().map(|parameter| {
                    let [value] = parameter.values() else {
                        panic!("one value: {parameter:?}");
                    };
                    (parameter.name().to_owned(), value.as_str().to_owned())
                });
                found.attendees.push((value, parameters.collect()));
            }
            "CLASS" => found.class = value,
            "STATUS" => found.status = value,
            _ => {}
        }
    }
    (found, names)
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("\\{other:?}"),
            },
            ';' | ',' => panic!("bare {c}"),
            c => out.push(c),
        }
    }
    out
}
