//! The smaller forms: points, outcomes, other processes, links, reasons.

use super::{Desk, Form, Row, choice, keep, past_text, said, typed};
use crate::app::board::{DUPLICATE, OUTCOME, parallel, point, whys};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::Fault;
use crate::domain::command::Edit;
use crate::domain::id::IncidentId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind, NewEntry};
use crate::domain::timeline::NewEvent;
use crate::domain::when::Lean;
use crate::protocol::pack::{Means, Pack};

pub(super) fn reason_form(title: &str, done: &str) -> Form {
    Form::new(
        title,
        done,
        vec![Field::new("reason", "Because", Kind::Text)],
    )
}

pub(super) fn point_form(desk: &Desk, row: &Row, list: &str, name: &str) -> Option<Form> {
    let rows = desk.pack.checklist(list)?;
    let known = rows.point.iter().find(|known| known.id == name)?;
    let entry = point(row, list, name);
    let value = |field: &str| entry.map_or("", |entry| entry.get(field));
    let mut form = Form::new(
        &rows.title.to_uppercase(),
        "save",
        vec![
            Field::new("answer", "Considered: does it hold", Kind::YesNo).with(value("answer")),
            Field::new("note", "What was found", Kind::Text).with(value("note")),
        ],
    );
    form.intro = match &known.cite {
        Some(cite) => format!("{}: «{}»", cite.source, cite.quote),
        None => known.text.clone(),
    };
    Some(form)
}

pub(super) fn point_edits(
    row: &Row,
    list: &str,
    name: &str,
    form: &Form,
) -> Result<Vec<Edit>, Fault> {
    let answer = form.value("answer");
    let note = form.value("note");
    if answer.is_empty() && note.is_empty() {
        return Err((
            "answer".to_owned(),
            "Answer yes or no, or say what was found".to_owned(),
        ));
    }
    Ok(kept(
        row,
        list,
        name,
        vec![("answer", answer), ("note", note)],
    ))
}

/// Returns the edits that keep a point's answer: changed where it stands, else made.
fn kept(row: &Row, list: &str, name: &str, fields: Vec<(&str, String)>) -> Vec<Edit> {
    let new = NewEntry::new(EntryKind::Point)
        .with("list", list)
        .with("point", name);
    keep(point(row, list, name), new, fields)
}

pub(super) fn outcome_form(desk: &Desk, row: &Row, outcome: &str) -> Option<Form> {
    let known = desk.pack.outcome(outcome)?;
    let entry = point(row, OUTCOME, outcome);
    let value = |field: &str| entry.map_or("", |entry| entry.get(field));
    let options = known
        .values
        .iter()
        .map(|value| choice(&value.id, &value.title))
        .collect();
    let kind = if known.several {
        Kind::Ticks(options)
    } else {
        Kind::Choice(options)
    };
    let mut form = Form::new(
        &known.title.to_uppercase(),
        "save",
        vec![
            Field::new("answer", "Outcome", kind).with(value("answer")),
            Field::new("note", "In words", Kind::Text).with(value("note")),
        ],
    );
    form.intro = known.cite.as_ref().map_or_else(String::new, |cite| {
        format!("{}: «{}»", cite.source, cite.quote)
    });
    Some(form)
}

pub(super) fn outcome_edits(row: &Row, outcome: &str, form: &Form) -> Result<Vec<Edit>, Fault> {
    let answer = said(form, "answer", "Choose the outcome")?;
    let fields = vec![("answer", answer), ("note", form.value("note"))];
    Ok(kept(row, OUTCOME, outcome, fields))
}

pub(super) fn parallel_form(desk: &Desk, row: &Row, process: &str) -> Option<Form> {
    let known = desk.pack.parallel(process)?;
    let entry = parallel(row, process);
    let value = |field: &str| entry.map_or("", |entry| entry.get(field));
    let states = [
        ("running", "running"),
        ("ended", "ended"),
        ("not_needed", "considered, not needed"),
    ];
    let states = states.iter().map(|(id, title)| choice(id, title)).collect();
    let mut form = Form::new(
        &known.title.to_uppercase(),
        "save",
        vec![
            Field::new("state", "Where it stands", Kind::Choice(states)).with(value("state")),
            Field::new("lead", "Who leads it", Kind::Line)
                .with(value("lead"))
                .help(&known.lead),
            Field::new("reference", "Their reference", Kind::Line).with(value("reference")),
            Field::new("started_at", "Since", Kind::When(Lean::Past))
                .with(&typed(entry, "started_at")),
            Field::new("note", "Note", Kind::Text).with(value("note")),
        ],
    );
    "It has its own lead and its own record: only where it stands is kept here. It does not take the \
     alert's place."
        .clone_into(&mut form.intro);
    Some(form)
}

pub(super) fn parallel_edits(
    row: &Row,
    process: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let fields = vec![
        ("state", said(form, "state", "Say where it stands")?),
        ("lead", form.value("lead")),
        ("reference", form.value("reference")),
        ("started_at", past_text(form, "started_at", now)?),
        ("note", form.value("note")),
    ];
    let new = NewEntry::new(EntryKind::Parallel).with("process", process);
    Ok(keep(parallel(row, process), new, fields))
}

/// Returns what striking a duplicate's link takes with it: the case is open again.
pub(super) fn unmerged(pack: &Pack, entry: &Entry, reason: String, now: Instant) -> Option<Edit> {
    if entry.kind != EntryKind::Link || entry.get("why") != DUPLICATE {
        return None;
    }
    let mut event = NewEvent::new(pack.event_meaning(Means::Reopened), Moment::exact(now));
    event.reason = reason;
    Some(Edit::Event(event))
}

pub(super) fn link_form(desk: &Desk, to: Option<IncidentId>) -> Form {
    let row = to.and_then(|to| desk.row(to));
    let reference = row.map_or("", |row| row.incident.reference.0.as_str());
    let mut form = Form::new(
        "LINK WITH ANOTHER INCIDENT",
        "link it",
        vec![
            Field::new("to", "Reference", Kind::Line)
                .with(reference)
                .help("0042, or in full."),
            Field::new("why", "Because of", Kind::Choice(whys())),
            Field::new("note", "Note", Kind::Line).help(
                "A duplicate needs the reason; nothing of it is lost, and it can be reopened.",
            ),
        ],
    );
    form.go_to(if reference.is_empty() { "to" } else { "why" });
    form
}

pub(super) fn link_edits(
    desk: &Desk,
    row: &Row,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let fault = |field: &str, words: &str| Err((field.to_owned(), words.to_owned()));
    let typed = said(
        form,
        "to",
        "Say which incident: 0042, or the whole reference",
    )?;
    let mut found = desk
        .rows
        .iter()
        .filter(|other| other.incident.reference.matches(&typed));
    let (Some(other), None) = (found.next(), found.next()) else {
        return fault("to", "No one incident has this reference: type it in full");
    };
    if other.incident.id == row.incident.id {
        return fault("to", "This is the incident itself");
    }
    let why = said(form, "why", "Say why they belong together")?;
    let known = desk.links(row.incident.id);
    if known
        .iter()
        .any(|(id, entry)| *id == other.incident.id && entry.get("why") == why)
    {
        return fault("to", "They are linked for that reason already");
    }
    let note = form.value("note");
    let mut edits = vec![Edit::AddEntry(
        NewEntry::new(EntryKind::Link)
            .with("to", other.incident.id.to_string())
            .with("why", why.clone())
            .with("note", note.clone()),
    )];
    if why == DUPLICATE {
        if other.case.state.closed {
            return fault(
                "to",
                "That incident is closed or merged itself: reopen it first",
            );
        }
        let (own, theirs) = (
            row.case.facts.incident.aware_at,
            other.case.facts.incident.aware_at,
        );
        if own.is_some_and(|own| theirs.is_none_or(|theirs| own < theirs)) {
            let words = "This one was told earlier: record that time on the other first, so that its clocks count from it";
            return fault("to", words);
        }
        if note.is_empty() {
            return fault("note", "Say why it is a duplicate: the reason is kept");
        }
        let merged = desk.pack.event_meaning(Means::Merged);
        let mut event = NewEvent::new(merged, Moment::exact(now));
        event.reason = note;
        event.note = format!("merged into {}", other.incident.reference);
        edits.push(Edit::Event(event));
    }
    Ok(edits)
}
