//! What an inspection asks for: every child of some days, what was decided of them and why.

use std::fmt::Write;

use super::sheet::{Number, Part, Passage, Sheet, received, restricted_note};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::Position;
use crate::domain::timeline::TimelineEvent;
use crate::pack::{Means, Pack};
use crate::rules::sight::reports::{Examined, Gathered};
use crate::rules::sight::table::Entry;
use crate::words::person::listed;
use crate::words::{NOT_KNOWN, or_not_known};

/// Returns the report for an inspection; no child is named in it.
#[must_use]
pub fn inspection(gathered: &Gathered, now: Instant) -> Sheet {
    let days = gathered.wanted.days;
    let base = received(days);
    let all = &gathered.entries;
    let number = |label: &str, asked: &str, is: fn(&Entry) -> bool| {
        let count = all.iter().filter(|entry| is(entry)).count();
        Number::new(label, count, format!("{base} {asked}")).among(all.len())
    };
    let decided = |entry: &Entry, value: &str| {
        let decided = entry.listed.decided.as_ref();
        decided
            .map_or("undecided", |decided| &decided.value)
            .replace('_', "-")
            == value
    };
    let outcome = |label: &str, own: &str| {
        let count = all.iter().filter(|entry| decided(entry, own)).count();
        Number::new(label, count, format!("{base} outcome:{own}")).among(all.len())
    };
    let numbers = vec![
        Number::new("Incidents", all.len(), &base),
        number("still open", "status:open", |entry| entry.listed.is_open()),
        outcome("criteria met", "met"),
        outcome("criteria not met", "not-met"),
        outcome("not decided", "undecided"),
        number("notified", "notified:known", |entry| {
            entry.listed.notified_at.is_some()
        }),
    ];
    let passages = all.iter().map(|entry| passage(entry, gathered, now));
    let children = Part {
        passages: passages.collect(),
        ..Part::new("Each incident, with what was decided and why", Vec::new())
    };
    let restricted = vec![Number::new(
        "Restricted records",
        gathered.restricted.all,
        "restricted:yes",
    )];
    Sheet {
        of: gathered.wanted.of,
        days,
        title: "For inspection".to_owned(),
        notes: vec!["Reasons are as they were typed: they may hold names.".to_owned()],
        parts: vec![
            Part::new("Incidents that the authority was told of", numbers),
            children,
            Part::new("Restricted records", restricted).noted(restricted_note()),
        ],
        leaves: false,
    }
}

fn passage(entry: &Entry, gathered: &Gathered, now: Instant) -> Passage {
    let listed_as = &entry.listed;
    let mut first = format!(
        "{} {}, told {}",
        listed_as.reference,
        or_not_known(&listed(&listed_as.leading)),
        listed_as.told_at().short(now)
    );
    for said in [&entry.registered.reasons, &entry.registered.kinds] {
        if !said.is_empty() {
            let _infallible = write!(first, "; {said}");
        }
    }
    let mut lines = vec![first];
    let mut found = gathered.examined.iter();
    let found = found.find(|found| found.incident.id == listed_as.id);
    if let Some(found) = found {
        lines.extend(decisions(found).into_iter().map(|line| format!("  {line}")));
    }
    Passage {
        lines,
        incident: Some(listed_as.id),
        ..Passage::default()
    }
}

/// Returns what was decided of an incident, by whom, when and why: a line each, the first decided first.
#[must_use]
pub fn decisions(found: &Examined) -> Vec<String> {
    let (incident, pack) = (&found.incident, &found.rules.pack);
    let answers = incident.ledger::<Position>();
    let answers = answers.map(|answer| (answer.at, position(pack, &answer)));
    let raised = [Means::AlertRaised, Means::AlertNotRaised];
    let raised = raised.map(|means| pack.event_meaning(means));
    let raised = raised.into_iter().flat_map(|event| incident.current(event));
    let raised = raised.map(|event| (Some(event.at), of_event(pack, event)));
    let mut all: Vec<(Option<Moment>, String)> = raised.chain(answers).collect();
    all.sort_by_key(|(at, _)| at.and_then(Moment::as_start));
    all.into_iter().map(|(_, words)| words).collect()
}

fn position(pack: &Pack, answer: &Position) -> String {
    let question = match &answer.question {
        none if none.is_empty() => pack.decision(&answer.decision).map_or("", |row| &row.title),
        question => question,
    };
    let value = match &answer.answer {
        none if none.is_empty() => pack.decided_title(&answer.decision, &answer.value),
        value => value.clone(),
    };
    let mut words = format!(
        "{question}: {value}, {} by {}",
        answer
            .at
            .map_or_else(|| NOT_KNOWN.to_owned(), Moment::words),
        or_not_known(&answer.name)
    );
    for (before, said) in [
        (" for ", &answer.place),
        (", ", &answer.acting),
        (", because: ", &answer.reasons),
    ] {
        if !said.trim().is_empty() {
            let _infallible = write!(words, "{before}{}", said.trim());
        }
    }
    words
}

fn of_event(pack: &Pack, event: &TimelineEvent) -> String {
    let title = pack
        .event(&event.kind)
        .map_or(event.kind.as_str(), |row| &row.title);
    let mut words = format!("{title}, {} by {}", event.at.words(), event.recorded_by);
    if !event.reason.trim().is_empty() {
        let _infallible = write!(words, ", because: {}", event.reason.trim());
    }
    words
}
