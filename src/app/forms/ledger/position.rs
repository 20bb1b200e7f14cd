//! A decider's answer, with reasons, the others' answers in view and the moment stamped on it.

use super::{Desk, Form, Row, said};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::{Fault, past};
use crate::domain::command::Edit;
use crate::domain::id::{EntryId, EventId};
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind, NewEntry};
use crate::domain::text::fold;
use crate::domain::timeline::{NewEvent, TimelineEvent};
use crate::domain::when::Lean;
use crate::protocol::case::{ALERT_RAISED, ALERT_SENT, Case};
use crate::protocol::decisions::{DecisionFace, DecisionState, answers, stamp};
use crate::protocol::pack::process::DecisionRule;
use crate::protocol::pack::{Decision, UNDECIDED};

pub(super) fn form(
    desk: &Desk,
    row: &Row,
    decision: &str,
    slot: &str,
    user: &str,
    now: Instant,
) -> Option<Form> {
    let rule = desk.pack.decision(decision)?;
    let face = desk.decision(row, decision, now)?;
    let place = face.slots.iter().find(|known| known.role == slot)?;
    let acting = match &rule.deputy {
        Some(deputy) => format!(
            "Empty when it is {} in person. {} deputises: say why.",
            place.title,
            desk.pack.role_title(deputy)
        ),
        None => format!(
            "Empty when it is {} in person. No deputy is stated for deciding: record the authority.",
            place.title
        ),
    };
    let mut form = Form::new(
        &format!("{}: {}", place.title, face.title),
        "record the answer",
        vec![
            Field::new("value", "Answer", Kind::Choice(rule.values.clone()))
                .help("Undecided is an answer too. Left and Right choose."),
            Field::new("reasons", "Because", Kind::Text)
                .help("Reasons are kept with the advice and the facts as they stand now."),
            Field::new("name", "Who answers", Kind::Line).with(user),
            Field::new("acting", "In whose place", Kind::Line).help(&acting),
            Field::new("at", "When", Kind::When(Lean::Past)).with("now"),
        ],
    );
    form.intro = intro(desk, row, &face, slot, user);
    Some(form)
}

/// Returns what stands above the form: the others' answers, and who may not decide alone.
fn intro(desk: &Desk, row: &Row, face: &DecisionFace, slot: &str, user: &str) -> String {
    let mut parts = Vec::new();
    for other in &face.slots {
        for entry in other
            .answers
            .iter()
            .filter_map(|id| row.incident.entry(*id))
        {
            let own = other.role == slot;
            let place = if own {
                "Answered here before"
            } else {
                other.title.as_str()
            };
            let value = title(desk.pack.decision(&face.id), entry.get("value"));
            parts.push(format!(
                "{place}: {value}, {}, because {}.",
                entry.get("name"),
                entry
                    .get("reasons")
                    .replace('\n', " ")
                    .trim_end_matches('.')
            ));
        }
    }
    let raised = [ALERT_RAISED, ALERT_SENT];
    let own = row
        .incident
        .timeline
        .iter()
        .any(|entry| entry.recorded_by == user && raised.contains(&entry.kind.as_str()));
    if own && face.slots.len() > 1 {
        parts.push("You raised this alert: you cannot decide it alone.".to_owned());
    }
    if !face.help.is_empty() {
        parts.push(face.help.clone());
    }
    parts.join(" ")
}

fn title(rule: Option<&Decision>, value: &str) -> String {
    let known = rule.and_then(|rule| rule.values.iter().find(|known| known.id == value));
    known.map_or_else(|| value.replace('_', " "), |known| known.title.clone())
}

pub(super) fn edits(
    desk: &Desk,
    row: &Row,
    decision: &str,
    slot: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let fault = |field: &str, words: &str| (field.to_owned(), words.to_owned());
    let rule = desk
        .pack
        .decision(decision)
        .ok_or_else(|| fault("value", "This protocol no longer has the decision"))?;
    let value = said(form, "value", "Choose an answer; undecided is one")?;
    if rule.reasons && form.value("reasons").is_empty() {
        return Err(fault(
            "reasons",
            "Say why: reasons are kept with the answer",
        ));
    }
    let name = said(form, "name", "Say who answers")?;
    let at = past("at", &form.value("at"), now)?.unwrap_or(Moment::UNKNOWN);
    let mut entry = NewEntry::new(EntryKind::Position)
        .with("decision", decision)
        .with("slot", slot)
        .with("value", value)
        .with("reasons", form.value("reasons"))
        .with("name", name.clone())
        .with("acting", form.value("acting"))
        .with("at", at.to_text());
    entry
        .fields
        .extend(stamp(&desk.pack, &row.incident, &row.case));
    // The same person's earlier answer gives way; another person's stands beside this one.
    let own: Vec<EntryId> = answers(&row.incident, decision)
        .filter(|known| known.get("slot") == slot && fold(known.get("name")) == fold(&name))
        .map(|known| known.id)
        .collect();
    let mut edits: Vec<Edit> = own
        .iter()
        .map(|id| Edit::Strike(*id, "answered again".to_owned()))
        .collect();
    let after = simulated(&row.incident, &own, &entry, now);
    edits.push(Edit::AddEntry(entry));
    let fresh = Row {
        case: row.case.clone(),
        incident: after,
    };
    let face = desk.decision(&fresh, decision, now);
    if let Some(face) = face {
        edits.extend(event(desk, rule, &face, form, at));
    }
    Ok(edits)
}

/// Returns the incident as it would be with the answer given.
fn simulated(incident: &Incident, gone: &[EntryId], entry: &NewEntry, now: Instant) -> Incident {
    let mut after = incident.clone();
    after.entries.retain(|known| !gone.contains(&known.id));
    after.entries.push(Entry {
        id: EntryId(i64::MAX),
        kind: entry.kind,
        of: None,
        created_at: now,
        created_by: String::new(),
        fields: entry.fields.iter().cloned().collect(),
        struck: None,
    });
    after
}

/// Returns the event that a decision records once it is made and says something new.
fn event(
    desk: &Desk,
    rule: &Decision,
    face: &DecisionFace,
    form: &Form,
    at: Moment,
) -> Option<Edit> {
    let own = rule.records.get(&face.value);
    let kind = rule.event.as_ref().or(own)?.as_str();
    // A partner that does not sign makes no sign-off.
    let signed = rule
        .values
        .get(1)
        .is_some_and(|first| first.id == face.value);
    let is_signed = rule.rule != DecisionRule::SignOff || signed;
    if !face.state.is_made() || !is_signed || face.recorded.as_ref() == Some(&face.value) {
        return None;
    }
    let mut event = NewEvent::new(kind, at);
    let values = desk.pack.event_values(kind);
    event.value = (!values.is_empty()).then(|| face.value.clone());
    event.reason = form.value("reasons");
    event.note = form.value("name");
    if face.state == DecisionState::Despite {
        event
            .note
            .push_str("; the partners were not unanimous, the dissent is on record");
    }
    Some(Edit::Event(event))
}

pub(super) fn escalate_form() -> Form {
    Form::new(
        "TAKE IT TO THE RESOLUTION PROTOCOL",
        "record it",
        vec![
            Field::new("reason", "What is in dispute", Kind::Text)
                .help("The duty rests with the local authority; the clock still runs."),
            Field::new("at", "When", Kind::When(Lean::Past)).with("now"),
        ],
    )
}

pub(super) fn escalate_edits(
    desk: &Desk,
    decision: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let rule = desk.pack.decision(decision);
    let Some(kind) = rule.and_then(|rule| rule.escalated.clone()) else {
        return Ok(Vec::new());
    };
    let reason = said(form, "reason", "Say what is in dispute")?;
    let at = past("at", &form.value("at"), now)?.unwrap_or(Moment::UNKNOWN);
    let mut event = NewEvent::new(&kind, at);
    event.reason = reason;
    Ok(vec![Edit::Event(event)])
}

/// Says what would open and what would stand down, before an answer that makes a decision is
/// recorded; nothing when it makes none.
#[must_use]
pub fn consequences(desk: &Desk, row: &Row, edits: &[Edit], now: Instant) -> Option<String> {
    let event = edits.iter().find_map(|edit| match edit {
        Edit::Event(event) => Some(event),
        _ => None,
    })?;
    let mut incident = row.incident.clone();
    incident.timeline.push(TimelineEvent {
        id: EventId(i64::MAX),
        kind: event.kind.clone(),
        value: event.value.clone(),
        at: event.at,
        recorded_by: String::new(),
        recorded_at: now,
        note: String::new(),
        reason: String::new(),
        role: None,
        supersedes: None,
        superseded_by: None,
        withdrawn: false,
    });
    let after = Case::of(desk.counting(), &incident, now);
    let opens: Vec<&str> = after
        .steps
        .iter()
        .zip(&row.case.steps)
        .filter(|(after, before)| {
            use crate::protocol::steps::StepState::Open;
            after.state == Open && before.state != Open
        })
        .map(|(after, _)| after.title.as_str())
        .collect();
    let down: Vec<&str> = after
        .clocks
        .iter()
        .zip(&row.case.clocks)
        .filter(|(after, before)| before.state.is_open() && !after.state.is_open())
        .map(|(after, _)| after.title.as_str())
        .collect();
    let list = |words: Vec<&str>| {
        if words.is_empty() {
            "nothing".to_owned()
        } else {
            words.join("; ")
        }
    };
    let title = desk.pack.event_title(&event.kind);
    let values = desk.pack.event_values(&event.kind);
    let value = event.value.as_deref().filter(|value| *value != UNDECIDED);
    let value = value.map_or_else(String::new, |value| {
        let known = values.iter().find(|known| known.id == value);
        format!(": {}", known.map_or(value, |known| known.title.as_str()))
    });
    Some(format!(
        "{title}{value}. It opens: {}. It stands down: {}. Record it?",
        list(opens),
        list(down)
    ))
}
