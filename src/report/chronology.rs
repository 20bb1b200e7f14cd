//! What happened to somebody over every incident they are on: each entry of the timelines and of the
//! ledgers a line, in the order of time.

use crate::domain::id::{EventId, IncidentId, PersonId};
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind, Record};
use crate::domain::text::spaced;
use crate::pack::Pack;
use crate::words::event;

/// What a line tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Something that happened.
    Event(EventId),
    /// An entry of a ledger.
    Entry(EntryKind),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chronicled {
    /// When it was; what nobody knows the time of stands where it was recorded.
    pub at: Instant,
    /// On which incident.
    pub incident: IncidentId,
    /// What it tells of.
    pub told: Told,
    /// When, on which incident and as whom, what.
    pub words: String,
}

/// Returns what happened on incidents that somebody is on, the oldest first; each with its protocol and
/// with them on it.
#[must_use]
pub fn chronology<'a>(
    on: impl IntoIterator<Item = (&'a Pack, &'a Incident, PersonId)>,
) -> Vec<Chronicled> {
    let mut out = Vec::new();
    for (pack, incident, person) in on {
        let whose = format!("{} ({})", incident.reference, incident.person_key(person));
        let line = |at, told, words: String| Chronicled {
            at,
            incident: incident.id,
            told,
            words,
        };
        let events = incident.timeline.iter();
        for entry in events.filter(|entry| entry.is_current()) {
            let at = entry.at.as_start().unwrap_or(entry.recorded_at);
            let what = event::what(pack, entry);
            let note = sentence(&entry.note);
            let words = format!("{}  {whose}  {what}{note}", entry.at.words());
            out.push(line(at, Told::Event(entry.id), words));
        }
        for entry in incident.entries.iter().filter(|entry| is_told(entry)) {
            let (at, when) = when(entry);
            let words = format!("{when}  {whose}  {}", said(entry));
            out.push(line(at, Told::Entry(entry.kind()), words));
        }
    }
    out.sort_by(|one, other| (one.at, &one.words).cmp(&(other.at, &other.words)));
    out
}

/// Says whether an entry tells of the case: what serves its keeping alone does not.
fn is_told(entry: &Entry) -> bool {
    let is_kept = matches!(
        entry.kind(),
        EntryKind::Retention | EntryKind::Hold | EntryKind::Disposal
    );
    entry.is_current() && !is_kept
}

/// Returns when an entry's own time is, in words; else when it was recorded.
fn when(entry: &Entry) -> (Instant, String) {
    let fields = entry.record.fields().into_iter();
    let times = fields.filter(|(field, _)| field.is_time());
    let mut times = times.filter_map(|(_, text)| Moment::from_text(&text));
    let own = times.find_map(|moment| Some((moment.as_start()?, moment.words())));
    own.unwrap_or_else(|| (entry.created_at, entry.created_at.long()))
}

/// Returns what an entry says, on one line.
fn said(entry: &Entry) -> String {
    match &entry.record {
        Record::Position(said) => format!(
            "{}: {}{}{}",
            said.question,
            said.answer,
            sentence(&said.reasons),
            sentence(&[said.name.as_str(), said.place.as_str()].join(", ")),
        ),
        Record::Meeting(said) => {
            let mut words = format!("meeting: {}", said.title);
            if let Some(held) = said.held_at {
                words.push_str(", held ");
                words.push_str(&held.words());
            }
            for (label, text) in [
                ("place: ", &said.place),
                ("", &said.outcome),
                ("cancelled: ", &said.cancelled),
            ] {
                if !text.is_empty() {
                    words.push_str(&sentence(&format!("{label}{text}")));
                }
            }
            words
        }
        record => {
            let fields = record.fields().into_iter();
            let said = fields
                .filter(|(field, _)| !field.is_time())
                .map(|(field, text)| {
                    let text = text.lines().collect::<Vec<_>>().join(" ");
                    format!("{}: {text}", spaced(field.word()))
                });
            let said: Vec<String> = said.collect();
            format!("{}: {}", entry.kind().title(), said.join("; "))
        }
    }
}

fn sentence(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(". {text}")
    }
}

#[cfg(test)]
mod tests;
