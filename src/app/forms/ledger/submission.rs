//! Recording that the notification was submitted: when, by whom, under which reference, to whom.

use super::{Desk, Form, Row, choice, said};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::{Fault, past};
use crate::domain::command::{Edit, NewFiling};
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::domain::when::Lean;
use crate::exchange::form_text::form_text;
use crate::protocol::case::SIN_SUBMITTED;
use crate::protocol::pack::Choice;

/// Who receives the one online submission (A22).
const RECIPIENTS: [(&str, &str); 3] = [
    ("panel", "Child Safeguarding Practice Review Panel"),
    ("dfe", "Department for Education"),
    ("ofsted", "Ofsted"),
];

/// Says whether a clock that the notification stops is past its time.
fn is_late(desk: &Desk, row: &Row) -> bool {
    let stops = |clock: &&crate::protocol::pack::Clock| {
        clock.stops.iter().any(|stop| stop == SIN_SUBMITTED)
    };
    desk.pack
        .clocks
        .iter()
        .filter(stops)
        .any(|clock| row.is_late(&clock.id))
}

pub(super) fn form(desk: &Desk, row: &Row, user: &str) -> Form {
    let to: Vec<Choice> = RECIPIENTS
        .iter()
        .map(|(id, title)| choice(id, title))
        .collect();
    let all: Vec<&str> = RECIPIENTS.iter().map(|(id, _)| *id).collect();
    let why = if is_late(desk, row) {
        "Late, because"
    } else {
        "Reason"
    };
    Form::new(
        "THE NOTIFICATION WAS SUBMITTED",
        "record it",
        vec![
            Field::new("at", "Submitted at", Kind::When(Lean::Past)).with("now"),
            Field::new("by", "Submitted by", Kind::Line).with(user),
            Field::new("reference", "Reference given", Kind::Line)
                .help("As the national service shows it when the form is sent."),
            Field::new("to", "Recipients", Kind::Ticks(to))
                .with(&all.join(","))
                .help("One submission reaches all three."),
            Field::new("reason", why, Kind::Line).help("Asked for when a clock is past its time."),
        ],
    )
}

pub(super) fn edits(
    desk: &Desk,
    row: &Row,
    form: &Form,
    user: &str,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let Some(at) = past("at", &form.value("at"), now)? else {
        return Err(("at".to_owned(), "Say when it was submitted".to_owned()));
    };
    let by = said(form, "by", "Say who submitted it")?;
    let chosen = form.value("to");
    let to: Vec<String> = RECIPIENTS
        .iter()
        .filter(|(id, _)| chosen.split(',').any(|known| known == *id))
        .map(|(_, title)| (*title).to_owned())
        .collect();
    if to.is_empty() {
        return Err(("to".to_owned(), "Tick who receives it".to_owned()));
    }
    let reason = form.value("reason");
    if row.case.is_late_for(&desk.pack, SIN_SUBMITTED, at) && reason.is_empty() {
        return Err(("reason".to_owned(), "Say why it is late".to_owned()));
    }
    let reference = form.value("reference");
    let named = if reference.is_empty() {
        "no reference recorded"
    } else {
        &reference
    };
    let mut event = NewEvent::new(SIN_SUBMITTED, at);
    event.note = format!("Reference {named}; by {by}; to {}", to.join(", "));
    event.reason = reason;
    let mut edits = vec![Edit::Event(event)];
    // What was read across is kept word for word, as an alert is.
    if let Some(paper) = desk.pack.notification_form() {
        edits.push(Edit::File(NewFiling {
            form: paper.id.clone(),
            to,
            channel: "online".to_owned(),
            subject: reference,
            body: form_text(&desk.pack, paper, &row.incident, now, user),
        }));
    }
    Ok(edits)
}
