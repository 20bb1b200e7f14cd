//! Headers, days and values as registers have them, and what rows become.

mod days;
mod headers;

use super::*;
use crate::domain::facts::FactValue;
use crate::domain::importing::NewImported;
use crate::domain::incident::Detail;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::exchange::sheet;
use crate::pack::{Means, Pack};

pub(super) fn pack() -> Pack {
    Pack::built_in("tower-hamlets").unwrap()
}

pub(super) fn now() -> Instant {
    Instant::parse_rfc3339("2026-11-20T20:41:00Z").unwrap()
}

/// What a file came to.
pub(super) struct Came {
    pub(super) cases: Vec<(NewImported, Standing)>,
    pub(super) problems: Vec<String>,
    no_word: Vec<(String, String)>,
    sheets: Vec<SheetFound>,
    without: usize,
    not_met: Vec<String>,
}

impl Came {
    fn targets(&self) -> Vec<String> {
        let columns = self.sheets[0].columns.iter();
        columns.map(|column| column.target.to_string()).collect()
    }

    fn event(&self, case: usize, kind: &str) -> Option<&NewEvent> {
        let mut events = self.cases[case].0.incident.events.iter();
        events.find(|event| event.kind == kind)
    }
}

fn said(maps: &[(&str, &str)]) -> Vec<(String, String)> {
    maps.iter()
        .map(|(header, word)| ((*header).to_owned(), (*word).to_owned()))
        .collect()
}

pub(super) fn came(bytes: &[u8], maps: &[(&str, &str)], saved: Option<&str>, leaves: bool) -> Came {
    let pack = pack();
    let kept = |_: &[String]| saved.map(str::to_owned);
    let terms = Terms {
        pack: &pack,
        columns: Columns::of(&pack, &said(maps)).unwrap(),
        saved: &kept,
        open_since: chrono::NaiveDate::from_ymd_opt(2025, 11, 20).unwrap(),
        leaves_unread: leaves,
        now: now(),
    };
    let mut reading = Reading::new(&terms);
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    sheet::read(&mut std::io::Cursor::new(bytes), None, &mut |row| {
        match reading.row(&row) {
            Step::Heading => {}
            Step::Case(case, standing) => cases.push((*case, standing)),
            Step::Problems(found) => problems.extend(found.iter().map(ToString::to_string)),
        }
        Ok(())
    })
    .unwrap();
    Came {
        cases,
        problems,
        no_word: reading.no_word.keys().cloned().collect(),
        not_met: reading.not_met(),
        without: reading.without.len(),
        sheets: reading.sheets,
    }
}

fn plain(text: &str) -> Came {
    came(text.as_bytes(), &[], None, false)
}

#[test]
fn a_row_says_here_what_it_said_there() {
    let came = plain(
        "Ref,Status,Date of incident,Date of alert,Team,Reason,Purpose,Child,DOB,Mosaic,Child status,Siblings,\
         Details,Decision,Decision by,Decision date,DfE notified,Responded on,Closed on,Borough\n\
         SIA-7,Closed,02/03/2023 14:05,3.3.23,MASH,Serious injury; media attention,For action,W. E.,4/5/2010,\
         X77,Child we care for,\"A (5), B (7)\",Fell from a wall,Criteria not met,Head of SQA,6 March 2023,n/a,\
         2023-03-07,10/4/2023,Northmere\n",
    );
    let (row, standing) = &came.cases[0];
    let pack = pack();
    assert_eq!(*standing, Standing::Closed);
    assert_eq!(
        (row.reference.as_str(), row.day.to_string().as_str()),
        ("SIA-7", "2023-03-03")
    );
    assert_eq!(
        row.incident.details,
        [(Detail::Narrative, "Fell from a wall".to_owned())]
    );
    let [person] = &row.incident.people[..] else {
        panic!("one child");
    };
    assert_eq!(
        (person.name.as_str(), person.mosaic_id.as_str()),
        ("W. E.", "X77")
    );
    assert_eq!(person.born.date.unwrap().to_string(), "2010-05-04");
    assert_eq!(
        person.details,
        [("status".to_owned(), "[child_we_care_for]".to_owned())]
    );
    assert_eq!(
        person.facts,
        [("looked_after".to_owned(), FactValue::YesNo(true))]
    );
    let ticked = FactValue::Choices(vec![
        "serious_injury".to_owned(),
        "media_attention".to_owned(),
    ]);
    assert_eq!(row.incident.facts, [("triggers".to_owned(), ticked)]);
    let form = [
        ("date_of_alert", "2023-03-03"),
        ("notifier_team", "MASH"),
        ("purpose", "[action]"),
        ("sibling_details", "A (5), B (7)"),
    ];
    let form = form.map(|(field, value)| (field.to_owned(), value.to_owned()));
    assert_eq!(row.form, form);
    for (kind, value, at, note) in [
        (
            pack.event_meaning(Means::Occurred),
            None,
            "2023-03-02T14:05:00Z",
            "",
        ),
        (pack.event_meaning(Means::AlertSent), None, "2023-03-03", ""),
        (
            pack.event_meaning(Means::BecameAware),
            None,
            "2023-03-03",
            "",
        ),
        (
            "criteria_decided",
            Some("not_met"),
            "2023-03-06",
            "by Head of SQA",
        ),
        ("referrer_told", None, "2023-03-07", ""),
        (pack.event_meaning(Means::Closed), None, "2023-04-10", ""),
    ] {
        let event = came.event(0, kind).unwrap_or_else(|| panic!("{kind}"));
        assert_eq!(
            (event.value.as_deref(), event.at.to_text().as_str()),
            (value, at),
            "{kind}"
        );
        assert_eq!(
            (event.note.as_str(), event.reason.as_str()),
            (note, "as the old register says")
        );
    }
    assert_eq!(came.event(0, pack.event_meaning(Means::Notified)), None);
    assert_eq!(row.original.len(), 20);
    assert_eq!(
        row.original[19],
        ("Borough".to_owned(), "Northmere".to_owned())
    );
    assert_eq!(row.original[2].1, "02/03/2023 14:05");
}

#[test]
fn decisions_are_read_by_the_longest_of_their_words() {
    for (written, event, value) in [
        ("Met", "criteria_decided", Some("met")),
        ("Not met", "criteria_decided", Some("not_met")),
        (
            "Notification criteria NOT met - NTK",
            "criteria_decided",
            Some("not_met"),
        ),
        (
            "Referred to Rapid Review Panel",
            "panel_referral_decided",
            Some("required"),
        ),
        ("undecided", "criteria_decided", None),
        ("Ask again", "criteria_decided", None),
    ] {
        let came = plain(&format!(
            "Date of alert,Decision,Decision date\n3/2/2024,{written},5/2/2024\n"
        ));
        let found = came.event(0, event);
        assert_eq!(
            found.and_then(|event| event.value.as_deref()),
            value,
            "{written}"
        );
        let at = found.map(|event| event.at.to_text());
        assert_eq!(at.as_deref(), value.map(|_| "2024-02-05"), "{written}");
        assert_eq!(
            came.no_word.len(),
            usize::from(written == "Ask again"),
            "{written}"
        );
    }
}

#[test]
fn a_row_comes_in_closed_past_or_open() {
    for (status, alert, closed, expected) in [
        ("Closed", "3/2/2026", "", Standing::Closed),
        ("Open", "3/2/2026", "4/3/2026", Standing::Closed),
        ("NFA", "3/2/2020", "", Standing::Closed),
        ("Awaiting decision", "3/2/2026", "", Standing::Open),
        ("", "20/11/2025", "", Standing::Open),
        ("Awaiting decision", "19/11/2025", "", Standing::Past),
        ("", "3/2/2019", "", Standing::Past),
    ] {
        let came = plain(&format!(
            "Status,Date of alert,Date closed\n{status},{alert},{closed}\n"
        ));
        let (row, standing) = &came.cases[0];
        assert_eq!(*standing, expected, "{status}, {alert}");
        let pack = pack();
        let event = came.event(0, pack.event_meaning(Means::Closed));
        assert_eq!(event.is_some(), expected != Standing::Open);
        assert_eq!(row.entries.len(), usize::from(expected == Standing::Open));
        if let Some(event) = event {
            let at = if closed.is_empty() {
                "unknown"
            } else {
                "2026-03-04"
            };
            assert_eq!(event.at.to_text(), at);
            let is_past = event.reason.starts_with("The old register does not say");
            assert_eq!(is_past, expected == Standing::Past);
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_its_sheet_row_and_column() {
    let text = "Ref,Date of alert,DOB,Closed on\nA1,31/02/2024,4/5/2010,\nA2,,,\nA3,3/2/2024,4/13/2010,1/1/2027\n";
    assert_eq!(
        plain(text).problems,
        [
            "row 2, column B (Date of alert): «31/02/2024» is no day: month 2 of 2024 has no 31",
            "row 3: no date of the alert, of the incident or of anything that was done",
            "row 4, column C (DOB): «4/13/2010» is no day: there is no month 13, and the day comes before the month",
            "row 4, column D (Closed on): «1/1/2027» is still to come",
        ]
    );
    let left = came(text.as_bytes(), &[], None, true);
    assert_eq!((left.cases.len(), left.problems.len()), (1, 2));
    assert_eq!(left.cases[0].0.original[2].1, "4/13/2010");
    assert_eq!(left.cases[0].0.incident.people, []);
}

#[test]
fn ages_and_the_unborn_stand_under_a_date_of_birth_too() {
    for (written, expected) in [
        ("14", "14"),
        ("age 9", "9"),
        ("6 weeks", "6 weeks"),
        ("unborn", "unborn"),
        ("4/5/10", "2010-05-04"),
        ("40302", "2010-05-04"),
        ("tbc", ""),
    ] {
        let came = plain(&format!("Date of alert,DOB,Child\n3/2/2024,{written},W\n"));
        assert_eq!(came.problems, [] as [&str; 0], "{written}");
        let born = came.cases[0].0.incident.people[0].born;
        let said = match (born.date, born.age, born.unborn) {
            (_, _, true) => "unborn".to_owned(),
            (Some(date), ..) => date.to_string(),
            (_, Some(age), _) => age.to_text(),
            _ => String::new(),
        };
        assert_eq!(said, expected, "{written}");
    }
}
