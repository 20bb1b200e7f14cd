//! The smaller forms: points, outcomes, other processes, links, reasons.

use super::{Desk, Form, Row, choice, keep, read, said, typed};
use crate::app::board::{parallel, point, whys};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::{Fault, past};
use crate::domain::command::Edit;
use crate::domain::id::IncidentId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{
    Entry, Link, LinkField, LinkReason, NewEntry, OUTCOMES, Parallel, ParallelField, Point,
    PointField, ProcessState,
};
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
    let answer = recorded(row, list, name);
    let mut form = Form::new(
        &rows.title.to_uppercase(),
        "save",
        vec![
            Field::new("answer", "Considered: does it hold", Kind::YesNo)
                .with(&answer.text(PointField::Answer)),
            Field::new("note", "What was found", Kind::Text).with(&answer.note),
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
    let answer: Vec<String> = read(form, PointField::Answer)?;
    let note = form.value("note");
    if answer.is_empty() && note.is_empty() {
        return Err((
            "answer".to_owned(),
            "Answer yes or no, or say what was found".to_owned(),
        ));
    }
    Ok(kept(row, list, name, answer, note))
}

/// Returns what is recorded of a point; nothing is answered where nothing is.
fn recorded(row: &Row, list: &str, name: &str) -> Point {
    let known = point(row, list, name);
    known.map_or_else(
        || Point {
            list: list.to_owned(),
            point: name.to_owned(),
            ..Point::default()
        },
        |known| known.record.clone(),
    )
}

/// Returns the edits that keep a point's answer: changed where it stands, else made.
fn kept(row: &Row, list: &str, name: &str, answer: Vec<String>, note: String) -> Vec<Edit> {
    let entry = point(row, list, name).map(|known| known.entry);
    let after = Point {
        answer,
        note,
        ..recorded(row, list, name)
    };
    keep(entry, NewEntry::new(after))
}

pub(super) fn outcome_form(desk: &Desk, row: &Row, outcome: &str) -> Option<Form> {
    let known = desk.pack.outcome(outcome)?;
    let answer = recorded(row, OUTCOMES, outcome);
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
            Field::new("answer", "Outcome", kind).with(&answer.text(PointField::Answer)),
            Field::new("note", "In words", Kind::Text).with(&answer.note),
        ],
    );
    form.intro = known.cite.as_ref().map_or_else(String::new, |cite| {
        format!("{}: «{}»", cite.source, cite.quote)
    });
    Some(form)
}

pub(super) fn outcome_edits(row: &Row, outcome: &str, form: &Form) -> Result<Vec<Edit>, Fault> {
    said(form, "answer", "Choose the outcome")?;
    let answer = read(form, PointField::Answer)?;
    Ok(kept(row, OUTCOMES, outcome, answer, form.value("note")))
}

pub(super) fn parallel_form(desk: &Desk, row: &Row, process: &str) -> Option<Form> {
    let known = desk.pack.parallel(process)?;
    let kept = parallel(row, process);
    let stands = kept.map_or_else(Parallel::default, |kept| kept.record.clone());
    let states = ProcessState::ALL.iter();
    let states = states
        .map(|state| choice(state.id(), state.title()))
        .collect();
    let mut form = Form::new(
        &known.title.to_uppercase(),
        "save",
        vec![
            Field::new("state", "Where it stands", Kind::Choice(states))
                .with(&stands.text(ParallelField::State)),
            Field::new("lead", "Who leads it", Kind::Line)
                .with(&stands.lead)
                .help(&known.lead),
            Field::new("reference", "Their reference", Kind::Line).with(&stands.reference),
            Field::new("started_at", "Since", Kind::When(Lean::Past))
                .with(&typed(stands.started_at)),
            Field::new("note", "Note", Kind::Text).with(&stands.note),
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
    said(form, "state", "Say where it stands")?;
    let after = Parallel {
        process: process.to_owned(),
        state: read(form, ParallelField::State)?,
        lead: form.value("lead"),
        reference: form.value("reference"),
        started_at: past("started_at", &form.value("started_at"), now)?,
        note: form.value("note"),
    };
    let entry = parallel(row, process).map(|known| known.entry);
    Ok(keep(entry, NewEntry::new(after)))
}

/// Returns what striking a duplicate's link takes with it: the case is open again.
pub(super) fn unmerged(pack: &Pack, entry: &Entry, reason: String, now: Instant) -> Option<Edit> {
    if entry.kept::<Link>()?.why != Some(LinkReason::Duplicate) {
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
        .rows()
        .filter(|other| other.incident.reference.matches(&typed));
    let (Some(other), None) = (found.next(), found.next()) else {
        return fault("to", "No one incident has this reference: type it in full");
    };
    if other.incident.id == row.incident.id {
        return fault("to", "This is the incident itself");
    }
    said(form, "why", "Say why they belong together")?;
    let why: Option<LinkReason> = read(form, LinkField::Why)?;
    let known = desk.links(row.incident.id);
    if known
        .iter()
        .any(|(id, link)| *id == other.incident.id && link.why == why)
    {
        return fault("to", "They are linked for that reason already");
    }
    let note = form.value("note");
    let mut edits = vec![Edit::AddEntry(NewEntry::new(Link {
        to: Some(other.incident.id),
        why,
        note: note.clone(),
    }))];
    if why == Some(LinkReason::Duplicate) {
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
