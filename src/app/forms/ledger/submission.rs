//! Recording that the notification was submitted: when, by whom, under which reference, to whom.

use super::{Desk, Form, Row, choice, said};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::{Fault, past};
use crate::domain::command::{Edit, NewFiling};
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::domain::when::Lean;
use crate::exchange::form_text::form_text;
use crate::protocol::pack::{Choice, Means, Pack};

/// Returns who receives the one online submission (A22): those whom the pack's form goes to.
fn recipients(pack: &Pack) -> Vec<Choice> {
    let form = pack.notification_form();
    let roles = form.into_iter().flat_map(|form| &form.to);
    roles
        .map(|role| choice(role, pack.role_title(role)))
        .collect()
}

/// Says whether a clock that the notification stops is past its time.
fn is_late(desk: &Desk, row: &Row) -> bool {
    let notified = desk.pack.event_meaning(Means::Notified);
    let stops =
        |clock: &&crate::protocol::pack::Clock| clock.stops.iter().any(|stop| stop == notified);
    desk.pack
        .clocks
        .iter()
        .filter(stops)
        .any(|clock| row.is_late(&clock.id))
}

pub(super) fn form(desk: &Desk, row: &Row, user: &str) -> Form {
    let to = recipients(&desk.pack);
    let all: Vec<&str> = to.iter().map(|role| role.id.as_str()).collect();
    let all = all.join(",");
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
                .with(&all)
                .help("One submission reaches them all."),
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
    let to: Vec<String> = recipients(&desk.pack)
        .into_iter()
        .filter(|role| chosen.split(',').any(|known| known == role.id))
        .map(|role| role.title)
        .collect();
    if to.is_empty() {
        return Err(("to".to_owned(), "Tick who receives it".to_owned()));
    }
    let reason = form.value("reason");
    let notified = desk.pack.event_meaning(Means::Notified);
    if row.case.is_late_for(&desk.pack, notified, at) && reason.is_empty() {
        return Err(("reason".to_owned(), "Say why it is late".to_owned()));
    }
    let reference = form.value("reference");
    let named = if reference.is_empty() {
        "no reference recorded"
    } else {
        &reference
    };
    let mut event = NewEvent::new(notified, at);
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
