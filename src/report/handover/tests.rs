use chrono::NaiveTime;

use super::text::{Written, text};
use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::change::Change;
use crate::domain::change::path::Path;
use crate::domain::handover::Handover;
use crate::domain::id::HandoverId;
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::report::handover::shift::{since, until};
use crate::rules::Rules;
use crate::rules::clocks::default_close;
use crate::rules::form::tests::{at, incident, pack, recorded};
use crate::rules::sight::{Due, DueOrder};

const NOW: &str = "2026-11-21T06:00:00Z";

/// What was read of a shift on which one incident of yesterday is open.
fn shift(incident: &Incident) -> Shift {
    let rules = Rules {
        pack: pack(),
        holidays: BankHolidays::built_in(),
    };
    let summary = rules.summary(incident, at(NOW));
    let lines = summary.due.iter().filter(|line| line.is_listed());
    let mut due: Vec<Due> = lines
        .map(|line| Due {
            incident: incident.id,
            reference: incident.reference.clone(),
            leading: summary.listed.leading.clone(),
            line: line.clone(),
            order: DueOrder::of(line, &summary.listed),
        })
        .collect();
    due.sort_by_key(|due| due.order);
    let logged = Change {
        version: 1,
        at: incident.created_at,
        by: "kduty".to_owned(),
        what: Path::Reference,
        before: None,
        after: Some(incident.reference.0.clone()),
    };
    Shift {
        changes: vec![(incident.id, logged)],
        incidents: vec![incident.clone()],
        due,
        open: vec![summary.listed.clone()],
        unread: vec![summary.listed],
    }
}

fn report(incident: &Incident, in_draft: &[IncidentId]) -> ShiftReport {
    let (pack, shift, now) = (pack(), shift(incident), at(NOW));
    let given = Given {
        pack: &pack,
        shift: &shift,
        since: since(&[], "kduty", now),
        until: until(&BankHolidays::built_in(), default_close(), now),
        open: 3,
        in_draft,
        now,
    };
    ShiftReport::of(&given)
}

#[test]
fn what_is_due_is_told_by_the_shift_it_is_due_in() {
    let mut incident = incident();
    let happened = NewEvent::new(
        "incident_occurred",
        Moment::exact(at("2026-11-20T06:30:00Z")),
    );
    incident.timeline = vec![recorded(1, &happened, "kduty", at("2026-11-20T22:00:00Z"))];
    let report = report(&incident, &[]);
    let [first, second] = &report.due;
    let words: Vec<String> = first.rows.iter().map(due_words).collect();
    assert_eq!(
        words,
        ["TH-2026-0042  Alert to Head of SQA: 30 min, Sat 21 Nov 2026 06:30 GMT (Notifier)"]
    );
    assert!(first.rows.iter().all(|row| !row.is_late()));
    let ends = [first.end, second.end].map(Instant::long);
    assert_eq!(
        ends,
        ["Sat 21 Nov 2026 09:00 GMT", "Mon 23 Nov 2026 17:00 GMT"]
    );
    assert!(second.rows.iter().all(|row| row.due > Some(first.end)));
}

#[test]
fn an_alert_that_is_filled_in_is_in_draft() {
    let incident = incident();
    let standing = |in_draft: &[IncidentId]| report(&incident, in_draft).open[0].words.clone();
    assert!(standing(&[]).starts_with("TH-2026-0042  NEW. Stabbed once"));
    assert!(standing(&[incident.id]).starts_with("TH-2026-0042  draft. Stabbed once"));
}

#[test]
fn the_text_says_all_of_it_and_steers_no_terminal() {
    let report = report(&incident(), &[]);
    let notes = [(
        "TH-2026-0042".to_owned(),
        "ring \u{1b}[2J the ward".to_owned(),
    )];
    let written = Written {
        council: "London Borough of Tower Hamlets",
        by: "kduty",
        at: at(NOW),
        note: "A quiet night",
        notes: &notes,
    };
    let text = text(&report, &written);
    let mut rest = text.as_str();
    for part in [
        "OFFICIAL-SENSITIVE\nHandover, London Borough of Tower Hamlets\n",
        "Shift since Fri 20 Nov 2026 18:00 GMT\n",
        "\nNote\n----\nA quiet night\n",
        "\nHappened on this shift\n----------------------\nTH-2026-0042  logged\n",
        "\nDue before Sat 21 Nov 2026 09:00 GMT\n",
        "\nDue before Mon 23 Nov 2026 17:00 GMT\n",
        "\nOpen cases\n----------\nTH-2026-0042  NEW. Stabbed once",
        "\n    note: ring <U+001B>[2J the ward\n",
        "and 2 more: the register lists them\n",
        "\nUnread by whoever wrote this\n----------------------------\nTH-2026-0042\n",
        "\nEnd of handover. OFFICIAL-SENSITIVE\n",
    ] {
        let found = rest.split_once(part);
        (_, rest) = found.unwrap_or_else(|| panic!("no {part:?} in its place in\n{text}"));
    }
}

#[test]
fn a_shift_begins_where_the_last_one_was_taken_over() {
    let handover = |by: &str, to: &str, accepted: Option<&str>| Handover {
        id: HandoverId(1),
        since: at("2026-11-20T08:00:00Z"),
        offered_at: at("2026-11-20T17:00:00Z"),
        offered_by: by.to_owned(),
        offered_to: to.to_owned(),
        body: String::new(),
        accepted_at: accepted.map(at),
        accepted_by: accepted.map_or_else(String::new, |_| to.to_owned()),
        accepted_note: String::new(),
    };
    let now = at(NOW);
    let known = [
        handover("day", "KDuty", Some("2026-11-20T17:30:00Z")),
        handover("kduty", "night", None),
        handover("day", "another", Some("2026-11-20T23:00:00Z")),
    ];
    assert_eq!(since(&known, "kduty", now), at("2026-11-20T17:30:00Z"));
    assert_eq!(since(&known[1..], "kduty", now), at("2026-11-20T18:00:00Z"));
    // Before nine the morning is today's, from nine on tomorrow's.
    let close = NaiveTime::MIN;
    let morning = |now: &str| until(&BankHolidays::built_in(), close, at(now))[0];
    assert_eq!(morning("2026-11-20T08:59:00Z"), at("2026-11-20T09:00:00Z"));
    assert_eq!(morning("2026-11-20T09:00:00Z"), at("2026-11-21T09:00:00Z"));
}
