//! What a decision would bring and take away, said before it is recorded.

use crate::app::desk::Row;
use crate::domain::command::Edit;
use crate::domain::id::EventId;
use crate::domain::instant::Instant;
use crate::domain::timeline::{NewEvent, TimelineEvent};
use crate::pack::Pack;
use crate::rules::case::Case;
use crate::rules::clocks::ClockState;

/// Says what would open, stand down and be due again, before an answer that makes or unmakes a
/// decision is recorded; nothing when it does neither.
#[must_use]
pub(in crate::app::page) fn consequences(
    row: &Row,
    edits: &[Edit],
    now: Instant,
) -> Option<String> {
    let mut incident = row.incident.clone();
    let mut said = Vec::new();
    for edit in edits {
        match edit {
            Edit::Event(event) => {
                incident.timeline.push(as_recorded(event, now));
                said.push(event_words(row.pack(), &event.kind, event.value.as_deref()));
            }
            Edit::Withdraw(id, _) => {
                let entry = incident.timeline.iter_mut().find(|entry| entry.id == *id)?;
                entry.withdrawn = true;
                let words = event_words(row.pack(), &entry.kind, entry.value.as_deref());
                said.push(format!("Taken back: {words}"));
            }
            _ => {}
        }
    }
    if said.is_empty() {
        return None;
    }
    let after = Case::of(row.rules.counting(), &incident, now);
    let opens: Vec<&str> = after
        .steps
        .iter()
        .zip(&row.case.steps)
        .filter(|(after, before)| {
            use crate::rules::steps::StepState::Open;
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
    let again: Vec<&str> = after
        .clocks
        .iter()
        .zip(&row.case.clocks)
        .filter(|(after, before)| before.state == ClockState::StoodDown && after.state.is_open())
        .map(|(after, _)| after.title.as_str())
        .collect();
    let list = |words: Vec<&str>| {
        if words.is_empty() {
            "nothing".to_owned()
        } else {
            words.join("; ")
        }
    };
    Some(format!(
        "{}. It opens: {}. It stands down: {}. Due again: {}. Record it?",
        said.join("; "),
        list(opens),
        list(down),
        list(again)
    ))
}

fn as_recorded(event: &NewEvent, now: Instant) -> TimelineEvent {
    TimelineEvent {
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
    }
}

fn event_words(pack: &Pack, kind: &str, value: Option<&str>) -> String {
    let title = pack.event_title(kind);
    let values = pack.event_values(kind);
    let value = value.map_or_else(String::new, |value| {
        let known = values.iter().find(|known| known.id == value);
        format!(": {}", known.map_or(value, |known| known.title.as_str()))
    });
    format!("{title}{value}")
}
