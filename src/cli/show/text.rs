//! One incident in plain words, one fact a line.

use std::fmt::Write;

use crate::app::labels;
use crate::cli::plain::{line, table};
use crate::domain::facts::{FactMap, FactValue};
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind, Field, InviteeField, MeetingField, PositionField};
use crate::domain::text::{visible, wrap};
use crate::domain::timeline::{CALL_MADE, NOTE, TimelineEvent};
use crate::exchange::form_text::MARKING;
use crate::pack::{Means, Pack};
use crate::rules::case::Case;
use crate::rules::told::ToldState;

/// The width that longer words are wrapped to.
const WIDTH: usize = 76;

pub(super) fn incident(pack: &Pack, incident: &Incident, case: &Case, now: Instant) -> String {
    let mut out = format!(
        "{MARKING}\n{}  {}  {}\n",
        incident.reference,
        case.stage.word(),
        pack.pack.short
    );
    if let Some(next) = &case.next {
        fact(
            &mut out,
            "Next",
            &format!("{} ({})", next.title, next.owner),
        );
    }
    if !case.state.title.is_empty() {
        fact(&mut out, "State", &case.state.title);
    }
    for note in &case.notes {
        fact(&mut out, "Look at", note);
    }
    details(&mut out, pack, incident);
    heading(&mut out, "People");
    for one in &incident.people {
        person(&mut out, pack, incident, one);
    }
    advice(&mut out, pack, case);
    heading(&mut out, "Clocks");
    clocks(&mut out, case, now);
    heading(&mut out, "Steps");
    let steps = case.steps.iter().map(|step| {
        let done = step.done_words.clone();
        vec![
            step.state.word().to_owned(),
            step.title.clone(),
            step.owner.clone(),
            done,
        ]
    });
    rows(&mut out, &steps.collect::<Vec<_>>());
    ledgers(&mut out, pack, incident);
    heading(&mut out, "Told");
    rows(&mut out, &told(case));
    heading(&mut out, "Timeline");
    let entries = incident.timeline.iter().map(|one| entry(pack, one));
    rows(&mut out, &entries.collect::<Vec<_>>());
    heading(&mut out, "Sent");
    let filings = incident.filings.iter().map(|filing| {
        let to = filing.to.join(", ");
        vec![
            filing.at.long(),
            filing.by.clone(),
            filing.channel.word().to_owned(),
            to,
            filing.subject.clone(),
        ]
    });
    rows(&mut out, &filings.collect::<Vec<_>>());
    out
}

/// What was stamped on an answer: long, and shown by `--json`.
const STAMPED: [Field; 3] = [
    Field::Position(PositionField::Advice),
    Field::Position(PositionField::Facts),
    Field::Position(PositionField::Pack),
];

/// Writes the entries of each ledger, those taken back last and said so.
fn ledgers(out: &mut String, pack: &Pack, incident: &Incident) {
    for kind in EntryKind::ALL {
        let entries = incident.entries.iter();
        let mut entries: Vec<&Entry> = entries.filter(|entry| entry.kind() == kind).collect();
        entries.sort_by_key(|entry| !entry.is_current());
        if entries.is_empty() {
            continue;
        }
        heading(out, &format!("Ledger: {}", kind.id()));
        for entry in entries {
            let mut shown = entry.record.fields();
            shown.retain(|(field, _)| !STAMPED.contains(field));
            shown.sort_by_key(|(field, _)| field.word());
            let words: Vec<String> = shown
                .iter()
                .map(|(field, value)| {
                    let name = field.word().replace('_', " ");
                    format!("{name}: {}", said(pack, *field, value))
                })
                .collect();
            let struck = entry
                .struck
                .as_deref()
                .map(|why| format!("TAKEN BACK: {why}; "));
            let words = format!("{}{}", struck.unwrap_or_default(), words.join("; "));
            let words = line(&words);
            let made = format!("{} {}", entry.created_at.long(), entry.created_by);
            fact(
                out,
                &format!("  {}", entry.id),
                &format!("{words} [{made}]"),
            );
        }
    }
}

/// Returns a field's value in words: a role by its title, a time as people say it.
fn said(pack: &Pack, field: Field, value: &str) -> String {
    let is_role = matches!(
        field,
        Field::Invitee(InviteeField::Role)
            | Field::Meeting(MeetingField::Chair)
            | Field::Position(PositionField::Slot)
    );
    match Moment::from_text(value).filter(|_| field.is_time()) {
        Some(moment) => moment.words(),
        None if is_role => pack.role_title(value).to_owned(),
        None => value.to_owned(),
    }
}

fn heading(out: &mut String, title: &str) {
    out.push('\n');
    out.push_str(title);
    out.push('\n');
}

/// Writes rows indented by two; says so where there are none.
fn rows(out: &mut String, rows: &[Vec<String>]) {
    if rows.is_empty() {
        out.push_str("  none\n");
    }
    for row in table(rows).lines() {
        out.push_str("  ");
        out.push_str(row);
        out.push('\n');
    }
}

/// Writes a named fact; words of more than a line are wrapped under it, so that none of them can
/// pass for another fact.
fn fact(out: &mut String, name: &str, words: &str) {
    let lines: Vec<String> = wrap(&visible(words), WIDTH - 14);
    for (number, line) in lines.iter().enumerate() {
        let name = if number == 0 { name } else { "" };
        out.push_str(format!("{name:<13} {line}").trim_end());
        out.push('\n');
    }
}

fn details(out: &mut String, pack: &Pack, incident: &Incident) {
    let time = |means: Means| {
        let entries = incident.current(pack.event_meaning(means));
        let first = entries.min_by_key(|entry| entry.at.as_start());
        first.map_or("not known".to_owned(), |entry| entry.at.words())
    };
    fact(out, "Happened", &time(Means::Occurred));
    fact(out, "Told", &time(Means::BecameAware));
    let logged = format!("{} by {}", incident.created_at.long(), incident.created_by);
    fact(out, "Logged", &logged);
    let source = pack.source(&incident.source);
    let source = source.map_or(incident.source.as_str(), |row| row.title.as_str());
    let named = [
        ("Source", source),
        ("Told by", &incident.told_by),
        ("Place", &incident.place),
        ("What happened", &incident.narrative),
    ];
    for (name, words) in named {
        fact(
            out,
            name,
            if words.is_empty() { "not known" } else { words },
        );
    }
    for words in fact_lines(pack, &incident.facts) {
        fact(out, "Known", &words);
    }
}

/// Returns `Is this person ...? yes` for each recorded fact, asked as the pack asks it.
fn fact_lines(pack: &Pack, facts: &FactMap) -> Vec<String> {
    let words = |(id, value): (&String, &FactValue)| {
        let row = pack.fact(id);
        let title = |word: &String| {
            let values = row.map(|row| pack.fact_values(row)).unwrap_or_default();
            let known = values.into_iter().find(|choice| choice.id == *word);
            known.map_or_else(|| word.replace('_', " "), |choice| choice.title)
        };
        let value = match value {
            FactValue::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            FactValue::Choice(word) => title(word),
            FactValue::Choices(words) if words.is_empty() => "none".to_owned(),
            FactValue::Choices(words) => words.iter().map(title).collect::<Vec<_>>().join("; "),
        };
        match row {
            Some(row) => format!("{} {value}", row.ask),
            None => format!("{id}: {value}"),
        }
    };
    facts.iter().map(words).collect()
}

fn person(out: &mut String, pack: &Pack, incident: &Incident, person: &Person) {
    let name = if person.name.is_empty() {
        "name not known"
    } else {
        &person.name
    };
    let mut words = format!("{}, {}", person.role.title(), line(name));
    match (person.date_of_birth, person.age) {
        (Some(day), _) if person.unborn => {
            words.push_str(&day.format(", due %-d %b %Y").to_string());
        }
        (Some(day), _) => words.push_str(&day.format(", born %-d %b %Y").to_string()),
        (None, Some(age)) => {
            let _infallible = write!(words, ", aged {age}");
        }
        (None, None) if person.unborn => words.push_str(", not yet born"),
        (None, None) => words.push_str(", age not known"),
    }
    if !person.mosaic_id.is_empty() {
        let _infallible = write!(words, ", Mosaic {}", line(&person.mosaic_id));
    }
    if let Some(reason) = &person.struck {
        let _infallible = write!(words, " (TAKEN OFF: {})", line(reason));
    }
    let key = incident.person_key(person.id);
    fact(out, &format!("  {key}"), &words);
    for (word, value) in &person.details {
        fact(
            out,
            "",
            &format!("{}: {}", line(&word.replace('_', " ")), line(value)),
        );
    }
    for words in fact_lines(pack, &person.facts) {
        fact(out, "", &words);
    }
}

fn advice(out: &mut String, pack: &Pack, case: &Case) {
    heading(out, "Advice");
    for advised in &case.advice {
        let row = pack.advice_row(&advised.id);
        let title = row.map_or(advised.id.as_str(), |row| &row.title);
        fact(out, &format!("  {}", advised.answer.word()), title);
        if !advised.missing.is_empty() {
            fact(out, "", &format!("ask {}", advised.missing.join(", ")));
        }
    }
}

fn clocks(out: &mut String, case: &Case, now: Instant) {
    let shown = case.clocks.iter().map(|face| {
        let words = if face.state.is_open() {
            labels::left(face, now)
        } else {
            face.state.word().to_owned()
        };
        let due = face.next_reading(now).and_then(|reading| reading.due);
        let due = due.map(|due| due.short(now)).unwrap_or_default();
        vec![words, face.title.clone(), due, face.owner.clone()]
    });
    rows(out, &shown.collect::<Vec<_>>());
}

fn told(case: &Case) -> Vec<Vec<String>> {
    let row = |face: &crate::rules::told::ToldFace| {
        let words = match &face.state {
            ToldState::NotYet => "not yet told".to_owned(),
            ToldState::NoAnswer(at) => format!("no answer {}", at.words()),
            ToldState::Told { at, by, how, said } => {
                let more = [*how, said.as_str()]
                    .into_iter()
                    .filter(|part| !part.is_empty());
                let told = format!("told {} by {by}", at.words());
                let parts = more.map(str::to_owned);
                std::iter::once(told)
                    .chain(parts)
                    .collect::<Vec<_>>()
                    .join("; ")
            }
            ToldState::Later => "not needed now".to_owned(),
        };
        vec![face.title.clone(), words]
    };
    case.told.iter().map(row).collect()
}

fn entry(pack: &Pack, entry: &TimelineEvent) -> Vec<String> {
    let mut what = match entry.kind.as_str() {
        CALL_MADE => "Call made".to_owned(),
        NOTE => "Note".to_owned(),
        kind => pack.event_title(kind).to_owned(),
    };
    if let Some(role) = &entry.role {
        let _infallible = write!(what, ": {}", pack.role_title(role));
    }
    if let Some(value) = &entry.value {
        let _infallible = write!(what, ": {}", value.replace('_', " "));
    }
    if entry.superseded_by.is_some() {
        what.push_str(" (corrected since)");
    } else if entry.withdrawn {
        what.push_str(" (taken back)");
    }
    let mut said = Vec::new();
    if !entry.note.is_empty() {
        said.push(entry.note.clone());
    }
    if !entry.reason.is_empty() {
        said.push(format!("because: {}", entry.reason));
    }
    let by = format!("{}, {}", entry.recorded_by, entry.recorded_at.long());
    vec![entry.at.words(), what, by, said.join("; ")]
}
