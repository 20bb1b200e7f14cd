//! What happened, by whom it was recorded, and whether it still stands.

use super::NOT_KNOWN;
use super::time::short;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::{CALL_MADE, NOTE, TimelineEvent};
use crate::pack::{Means, Pack, title_of};
use crate::rules::steps::Done;

/// Returns the title of a kind of event.
#[must_use]
pub fn title<'a>(pack: &'a Pack, kind: &'a str) -> &'a str {
    match kind {
        CALL_MADE => "call",
        NOTE => "note",
        kind => pack.event_title(kind),
    }
}

/// Returns what happened, with what was said of it and the role that it reached:
/// `Notification criteria decided: criteria met`, `call: no answer, Head of SQA`.
#[must_use]
pub fn what(pack: &Pack, entry: &TimelineEvent) -> String {
    let mut words = title(pack, &entry.kind).to_owned();
    if let Some(value) = &entry.value {
        words.push_str(": ");
        words.push_str(&title_of(&pack.event_values(&entry.kind), value));
    }
    if let Some(role) = &entry.role {
        words.push_str(", ");
        words.push_str(pack.role_title(role));
    }
    words
}

/// Returns why something was recorded late or corrected: `because: the ward rang late`.
#[must_use]
pub fn because(entry: &TimelineEvent) -> Option<String> {
    let is_said = !entry.reason.is_empty();
    is_said.then(|| format!("because: {}", entry.reason))
}

/// Returns what befell an entry since it was recorded; empty while it stands.
#[must_use]
pub fn since(entry: &TimelineEvent) -> &'static str {
    match (entry.superseded_by.is_some(), entry.withdrawn) {
        (true, true) => "CORRECTED since, TAKEN BACK",
        (true, false) => "CORRECTED since",
        (false, true) => "TAKEN BACK",
        (false, false) => "",
    }
}

/// Returns an entry of a timeline on one line, a correction with what stood before it.
#[must_use]
pub fn line(
    pack: &Pack,
    timeline: &[TimelineEvent],
    entry: &TimelineEvent,
    now: Instant,
) -> String {
    let mut words = format!("{:<18}  {}", short(entry.at, now), what(pack, entry));
    let mut add = |text: &str| words.push_str(text);
    if !entry.note.is_empty() {
        add(&format!(". {}", entry.note));
    }
    if let Some(because) = because(entry) {
        add(&format!(" ({because})"));
    }
    let before = entry
        .supersedes
        .and_then(|id| timeline.iter().find(|known| known.id == id));
    if let Some(before) = before {
        add(&format!(" (was {}, corrected)", before.at.words()));
    }
    let since = since(entry);
    if !since.is_empty() {
        add(&format!(" {since}"));
    }
    let recorded = entry.recorded_at.short(now);
    add(&format!(" [{} {recorded}]", entry.recorded_by));
    words
}

/// Returns when something was done and by whom: `Fri 20 Nov 2026 21:15 GMT by S. Duty-Example`.
#[must_use]
pub fn done(done: &Done) -> String {
    by(done.at, &done.by)
}

/// Returns when something was recorded and by whom.
#[must_use]
pub fn by(at: Moment, by: &str) -> String {
    format!("{} by {by}", at.words())
}

/// Returns when an incident was logged and by whom.
#[must_use]
pub fn logged(incident: &Incident) -> String {
    by(Moment::exact(incident.created_at), &incident.created_by)
}

/// Returns when something first happened, as well as it is known: a known time before one that is
/// not, and that nothing is known where nothing of the kind is recorded.
#[must_use]
pub fn first(pack: &Pack, incident: &Incident, means: Means) -> String {
    let entries = incident.current(pack.event_meaning(means));
    let times = entries.map(|entry| (entry.at.as_start().is_none(), entry.at.as_start(), entry.at));
    match times.min_by_key(|(is_unknown, start, _)| (*is_unknown, *start)) {
        Some((.., at)) => at.words(),
        None => NOT_KNOWN.to_owned(),
    }
}

/// Returns into what an incident was merged: `It was merged into TH-2026-0001`.
#[must_use]
pub fn merged_into(pack: &Pack, incident: &Incident) -> String {
    let merged = incident.current(pack.event_meaning(Means::Merged)).last();
    match merged.map(|entry| entry.note.as_str()) {
        // An event that was recorded by hand names nothing.
        None | Some("") => "It was merged into another incident".to_owned(),
        Some(note) => format!("It was {note}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::EventId;
    use crate::domain::timeline::NewEvent;
    use crate::rules::form::tests::{at, pack, recorded};

    fn entry(kind: &str, value: Option<&str>, role: Option<&str>) -> TimelineEvent {
        let mut event = NewEvent::new(kind, Moment::exact(at("2026-11-20T21:15:00Z")));
        event.value = value.map(str::to_owned);
        event.role = role.map(str::to_owned);
        recorded(7, &event, "kduty", at("2026-11-20T21:20:00Z"))
    }

    #[test]
    fn a_value_is_said_by_its_title() {
        let pack = pack();
        for (kind, value, role, words) in [
            (
                CALL_MADE,
                Some("no_answer"),
                Some("hos_sqa"),
                "call: no answer, Head of SQA",
            ),
            (NOTE, None, None, "note"),
            (
                "criteria_decided",
                Some("not_met"),
                None,
                "Notification criteria decided: criteria not met",
            ),
        ] {
            assert_eq!(what(&pack, &entry(kind, value, role)), words);
        }
    }

    #[test]
    fn a_line_says_what_befell_the_entry() {
        let (pack, now) = (pack(), at("2026-11-20T22:00:00Z"));
        let before = entry(NOTE, None, None);
        let mut after = entry(NOTE, None, None);
        after.supersedes = Some(EventId(7));
        after.note = "The ward rang".to_owned();
        after.reason = "the first time was theirs".to_owned();
        after.withdrawn = true;
        assert_eq!(
            line(&pack, &[before], &after, now),
            "Fri 20 Nov 21:15    note. The ward rang (because: the first time was theirs) (was Fri \
             20 Nov 2026 21:15 GMT, corrected) TAKEN BACK [kduty Fri 20 Nov 21:20]"
        );
    }
}
