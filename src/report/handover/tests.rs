use std::sync::Arc;

use chrono::NaiveTime;

use super::text::{Written, text};
use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::change::Change;
use crate::domain::change::path::Path;
use crate::domain::handover::Handover;
use crate::domain::id::{EntryId, HandoverId};
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::ledger::{
    Attendance, Entry, EntryKind, Field, Invitee, InviteeField, Outgoing, Record,
};
use crate::domain::timeline::{CALL_MADE, NOTE, NewEvent};
use crate::report::handover::shift::{since, until};
use crate::rules::Rules;
use crate::rules::clocks::default_close;
use crate::rules::form::tests::{at, entry, incident, pack, recorded};
use crate::rules::sight::{Due, DueOrder};
use crate::rules::testing::{by, plain, plain_again};

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
        names: Vec::new(),
        changes: vec![(incident.id, logged)],
        incidents: vec![(incident.clone(), Some(Arc::new(rules)))],
        due,
        open: vec![summary.listed.clone()],
        unread: vec![summary.listed],
        head: "5f".repeat(32),
    }
}

fn report(incident: &Incident, in_draft: &[IncidentId]) -> ShiftReport {
    let (shift, now) = (shift(incident), at(NOW));
    let given = Given {
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
    let stands = |in_draft: &[IncidentId]| report(&incident, in_draft).cases[0].stands.clone();
    assert!(stands(&[]).starts_with("NEW. Next: "), "{}", stands(&[]));
    assert!(stands(&[incident.id]).starts_with("draft. Next: "));
}

/// Whoever takes over finds the file, and knows that nobody has said it was sent.
#[test]
fn an_alert_that_is_written_and_not_confirmed_is_handed_over_with_its_file() {
    let mut incident = incident();
    let written = Outgoing {
        form: "alert".to_owned(),
        file: "TH-2026-0042-alert-20261120T221000Z.eml".to_owned(),
        folder: "/srv/duty/outbox".to_owned(),
        ..Outgoing::default()
    };
    incident.entries.push(entry(7, written));
    let case = report(&incident, &[]).cases.remove(0);
    let said = "written Fri 20 Nov 22:00 by kduty, not confirmed sent. The file: \
                /srv/duty/outbox/TH-2026-0042-alert-20261120T221000Z.eml";
    assert!(case.done.contains(said), "{}", case.done);
    assert!(
        case.stands
            .starts_with("written, not confirmed sent. Next: Say whether it was sent"),
        "{}",
        case.stands
    );
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
        "\nDone on this shift\n------------------\nTH-2026-0042  victim 14, suspect 34: Stabbed once",
        "\n    Done: logged 22:00.\n    NEW. Next: ",
        "\n    Note: ring <U+001B>[2J the ward\n",
        "\nDue before Sat 21 Nov 2026 09:00 GMT\n",
        "\nDue before Mon 23 Nov 2026 17:00 GMT\n",
        "\nBesides\n-------\n",
        "Open, with nothing done on this shift: 2.\n",
        "Unread by whoever hands over: 1 (0042).\n",
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

/// What is told of an incident of [`NOW`] on which something was changed.
fn told(incident: Incident, rules: Option<Arc<Rules>>, changes: &[Change]) -> CaseRow {
    let shift = Shift {
        changes: changes
            .iter()
            .map(|one| (incident.id, one.clone()))
            .collect(),
        incidents: vec![(incident, rules)],
        ..Shift::default()
    };
    let given = Given {
        shift: &shift,
        since: at("2026-11-20T18:00:00Z"),
        until: [at("2026-11-21T09:00:00Z"), at("2026-11-23T17:00:00Z")],
        open: 1,
        in_draft: &[],
        now: at(NOW),
    };
    ShiftReport::of(&given).cases.pop().expect("a case")
}

fn change(what: Path, after: &str) -> Change {
    Change {
        version: 2,
        at: at(NOW),
        by: "kduty".to_owned(),
        what,
        before: None,
        after: Some(after.to_owned()),
    }
}

#[test]
fn what_was_done_is_told_in_the_words_of_each_edition() {
    let sent = NewEvent::new("sent", Moment::exact(at("2026-11-20T22:41:00Z")));
    let mut incident = incident();
    incident.timeline = vec![recorded(1, &sent, "kduty", at("2026-11-20T22:42:00Z"))];
    let changes = [change(Path::Event("sent".to_owned()), "now")];
    for (rules, words) in [
        (Some(by(plain())), "logged 22:00; Alert sent 22:41."),
        (
            Some(by(plain_again())),
            "logged 22:00; Alert delivered 22:41.",
        ),
        // Of one that is not on the desk it is still said that something was changed.
        (None, "changed."),
    ] {
        let told = told(incident.clone(), rules, &changes);
        assert_eq!(told.done, words);
        assert!(
            told.what
                .ends_with("Stabbed once in the arm outside school.")
        );
    }
}

#[test]
fn who_was_told_and_who_was_not_reached_is_said_with_its_time() {
    let call = |id: i64, role: &str, value: &str, clock: &str| {
        let at = at(&format!("2026-11-20T{clock}:00Z"));
        let mut call = NewEvent::new(CALL_MADE, Moment::exact(at));
        call.role = Some(role.to_owned());
        call.value = Some(value.to_owned());
        recorded(id, &call, "kduty", at)
    };
    let mut note = NewEvent::new(NOTE, Moment::exact(at("2026-11-20T23:15:00Z")));
    note.note = "In surgery, stable".to_owned();
    let mut incident = incident();
    incident.timeline = vec![
        call(1, "hos_sqa", "no_answer", "22:45"),
        call(2, "hos_sqa", "answered", "22:50"),
        call(3, "director", "no_answer", "22:55"),
        recorded(4, &note, "kduty", at("2026-11-20T23:15:00Z")),
    ];
    let invited = |id: i64, status| {
        let invitee = Invitee {
            role: "hos_sqa".to_owned(),
            status,
            ..Invitee::default()
        };
        Entry {
            id: EntryId(id),
            of: None,
            created_at: at(NOW),
            created_by: "kduty".to_owned(),
            record: Record::Invitee(invitee),
            struck: None,
        }
    };
    incident.entries = vec![
        invited(5, None),
        invited(6, Some(Attendance::Accepted)),
        invited(7, None),
    ];
    let made = |id| change(Path::Entry(EntryKind::Invitee, EntryId(id)), "made");
    let status = |id| {
        let field = Field::Invitee(InviteeField::Status);
        change(Path::EntryField(EntryId(id), field), "x")
    };
    let gone = change(
        Path::Entry(EntryKind::Invitee, EntryId(7)),
        "taken back: twice",
    );
    // The status of the first says that nothing was answered: no answer is counted.
    let changes = [made(5), made(6), made(7), status(5), status(6), gone];
    let told = told(incident, Some(by(pack())), &changes);
    assert_eq!(
        told.done,
        "logged 22:00; note: In surgery, stable; told: Head of SQA 22:50; no answer: Director, \
         Supporting Families 22:55; 3 invitees, 1 accepted, 1 TAKEN BACK."
    );
}

#[test]
fn what_was_overdue_before_is_counted_and_not_listed() {
    let mut incident = incident();
    let told = |id, at: Instant| {
        recorded(
            id,
            &NewEvent::new("la_became_aware", Moment::exact(at)),
            "kduty",
            at,
        )
    };
    incident.timeline = vec![told(1, at("2026-11-10T09:00:00Z"))];
    let report = report(&incident, &[]);
    assert!(report.overdue_before > 0);
    let rows = report.due.iter().flat_map(|due| &due.rows);
    assert!(rows.map(|row| row.due).all(|due| due >= Some(report.since)));
    let besides = text::besides(&report);
    let count = report.overdue_before;
    let words = format!("Overdue before this shift: {count} (0042).");
    assert_eq!(besides[0], (words, Some(incident.id)));
}

/// The first shift reads all that it has to do; of the second's eight lines, and how many more.
#[test]
fn what_the_second_shift_has_to_do_is_cut_and_counted() {
    let due = |most| {
        let row = report(&incident(), &[]).due[1].rows[0].clone();
        DueBefore {
            end: at(NOW),
            what: "the end of that day's shift",
            most,
            rows: vec![row; 11],
        }
    };
    let cut = due(super::MOST_LATER);
    let (rows, more) = cut.listed();
    assert_eq!(rows.len(), 8);
    assert_eq!(
        more.as_deref(),
        Some("and 3 more: the deadlines list them.")
    );
    let whole = due(usize::MAX);
    assert_eq!(whole.listed(), (whole.rows.as_slice(), None));
    let report = report(&incident(), &[]);
    assert_eq!(report.due.map(|due| due.most), [usize::MAX, 8]);
}
