//! Recording that the notification was submitted: when, by whom, under which reference, to whom.

use crate::app::desk::{Desk, Row};
use crate::app::form::handle::{Handle, OneLine, Past, Ticks};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{NOT_HERE, draft_key};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::{Edit, NewFiling};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::incident::Channel;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::exchange::form_text::form_text;
use crate::pack::{Choice, Means, Pack};
use crate::rules::form::missing;

/// When it was submitted.
const AT: Handle<Past> = Handle::new("at");
/// By whom.
const BY: Handle<OneLine> = Handle::new("by");
/// The reference that was given.
const REFERENCE: Handle<OneLine> = Handle::new("reference");
/// Who receives it.
const TO: Handle<Ticks> = Handle::new("to");
/// Why it is late.
const REASON: Handle<OneLine> = Handle::new("reason");

/// The form that records the notification as submitted.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Submitted {
    pub(in crate::app::page) id: IncidentId,
}

impl Sheet for Submitted {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        Ok(form(see.desk, row, see.user))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(AT.fault(NOT_HERE));
        };
        let edits = edits(see.desk, row, form, see.user, see.now)?;
        let gaps = gaps(see, row, &REFERENCE.text(form)?);
        Ok(Filled::Edits {
            edits,
            words: "the notification".to_owned(),
            question: gaps.map(|gaps| format!("{gaps} Record it as submitted?")),
        })
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, "submitted"))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// Returns what a notification lacks that is about to be recorded as submitted.
fn gaps(see: &See<'_>, row: &Row, reference: &str) -> Option<String> {
    let paper = see.pack.notification_form()?;
    let gaps = missing(see.pack, paper, &row.incident).len();
    match (gaps, reference.is_empty()) {
        (0, false) => None,
        (0, true) => Some("No reference is given.".to_owned()),
        (gaps, false) => Some(format!("{gaps} answers are missing on the page.")),
        (gaps, true) => Some(format!(
            "No reference is given, and {gaps} answers are missing."
        )),
    }
}

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
    let stops = |clock: &&crate::pack::Clock| clock.stops.iter().any(|stop| stop == notified);
    desk.pack
        .clocks
        .iter()
        .filter(stops)
        .any(|clock| row.is_late(&clock.id))
}

fn form(desk: &Desk, row: &Row, user: &str) -> Form {
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
            AT.field("Submitted at").offering("now"),
            BY.field("Submitted by").offering(user),
            REFERENCE
                .field("Reference given")
                .help("As the national service shows it when the form is sent."),
            TO.field("Recipients", to)
                .with(&all)
                .help("One submission reaches them all."),
            REASON
                .field(why)
                .help("Asked for when a clock is past its time."),
        ],
    )
}

fn edits(
    desk: &Desk,
    row: &Row,
    form: &Form,
    user: &str,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let at = AT.said(form, now, "Say when it was submitted")?;
    let by = BY.said(form, "Say who submitted it")?;
    let chosen = TO.ticked(form)?;
    let to: Vec<String> = recipients(&desk.pack)
        .into_iter()
        .filter(|role| chosen.contains(&role.id))
        .map(|role| role.title)
        .collect();
    if to.is_empty() {
        return Err(TO.fault("Tick who receives it"));
    }
    let reason = REASON.text(form)?;
    let notified = desk.pack.event_meaning(Means::Notified);
    if row.case.is_late_for(&desk.pack, notified, at) && reason.is_empty() {
        return Err(REASON.fault("Say why it is late"));
    }
    let reference = REFERENCE.text(form)?;
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
            channel: Channel::Online,
            subject: reference,
            body: form_text(&desk.pack, paper, &row.incident, now, user),
        }));
    }
    Ok(edits)
}
