//! One incident in plain words, one fact a line.

use std::fmt::Write;

use crate::cli::plain::{line, table};
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind, Field, InviteeField, MeetingField, PositionField};
use crate::domain::text::{spaced, visible, wrap};
use crate::domain::timeline::TimelineEvent;
use crate::pack::{Means, Pack};
use crate::rules::case::Case;
use crate::rules::form::missing;
use crate::rules::told::ToldFace;
use crate::words::person::{Who, name};
use crate::words::{self, MARKING, clock, event, or_not_known, outgoing, ready, told};

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
            &words::case::step(&next.title, &next.owner),
        );
    }
    if !case.state.title.is_empty() {
        fact(&mut out, "State", &case.state.title);
    }
    if let Some(form) = pack.alert_form().filter(|_| case.stage.is_incoming()) {
        let ready = ready::in_full(&missing(pack, form, incident));
        fact(&mut out, "Alert form", &ready);
    }
    for unsent in &case.unsent {
        let words = outgoing::with_file(unsent, now);
        fact(
            &mut out,
            "Not sent yet",
            &format!("{}: {words}", unsent.title),
        );
    }
    for note in &case.notes {
        fact(&mut out, "Look at", note);
    }
    details(&mut out, pack, incident);
    heading(&mut out, "People");
    for one in &incident.people {
        person(&mut out, pack, incident, case, one);
    }
    advice(&mut out, pack, case);
    heading(&mut out, "Clocks");
    clocks(&mut out, case, now);
    heading(&mut out, "Steps");
    let steps = case.steps.iter().map(|step| {
        let done = match &step.done_by {
            Some(done) => event::done(done),
            None => String::new(),
        };
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
    rows(&mut out, &told(case, now));
    heading(&mut out, "Timeline");
    let entries = incident.timeline.iter().map(|one| entry(pack, one));
    rows(&mut out, &entries.collect::<Vec<_>>());
    heading(&mut out, "Sent");
    let filings = incident.filings.iter().map(|filing| {
        let to = filing.to.join(", ");
        vec![
            outgoing::sent(incident, filing),
            filing.by.clone(),
            filing.channel.word().to_owned(),
            to,
            filing.subject.clone(),
        ]
    });
    rows(&mut out, &filings.collect::<Vec<_>>());
    if let Some(imported) = &incident.imported {
        heading(&mut out, "Old register");
        let origin = format!(
            "{}, brought in by {}, {}",
            imported.place(),
            imported.by,
            imported.at.long()
        );
        fact(&mut out, "  From", &line(&origin));
        for (header, value) in &imported.original {
            fact(&mut out, "", &format!("{}: {value}", line(header)));
        }
    }
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
                    let name = spaced(field.word());
                    format!("{name}: {}", said(pack, *field, value))
                })
                .collect();
            let struck = entry.struck.iter().map(|why| format!("TAKEN BACK: {why}"));
            let words: Vec<String> = struck.chain(words).collect();
            let words = line(&words.join("; "));
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
    fact(
        out,
        "Happened",
        &event::first(pack, incident, Means::Occurred),
    );
    fact(
        out,
        "Told",
        &event::first(pack, incident, Means::BecameAware),
    );
    fact(out, "Logged", &event::logged(incident));
    let source = match pack.source(&incident.source) {
        Some(row) => &row.title,
        None => &incident.source,
    };
    let named = [
        ("Source", source),
        ("Told by", &incident.told_by),
        ("Place", &incident.place),
        ("What happened", &incident.narrative),
    ];
    for (name, words) in named {
        fact(out, name, or_not_known(words));
    }
    for (id, value) in &incident.facts {
        fact(out, "Known", &words::fact::asked(pack, id, value));
    }
}

fn person(out: &mut String, pack: &Pack, incident: &Incident, case: &Case, person: &Person) {
    let born = Who::on(incident, &case.facts).born(person);
    let mut parts = vec![person.role.title().to_owned(), line(name(person)), born];
    if !person.mosaic_id.is_empty() {
        parts.push(format!("Mosaic {}", line(&person.mosaic_id)));
    }
    let mut words = parts.join(", ");
    if let Some(reason) = &person.struck {
        let _infallible = write!(words, " (TAKEN OFF: {})", line(reason));
    }
    let key = incident.person_key(person.id);
    fact(out, &format!("  {key}"), &words);
    for (word, value) in &person.details {
        let words = format!("{}: {}", line(&spaced(word)), line(value));
        fact(out, "", &words);
    }
    for (id, value) in &person.facts {
        fact(out, "", &words::fact::asked(pack, id, value));
    }
}

fn advice(out: &mut String, pack: &Pack, case: &Case) {
    heading(out, "Advice");
    for advised in &case.advice {
        let title = pack.advice_title(&advised.id);
        fact(out, &format!("  {}", advised.answer.word()), title);
        if !advised.missing.is_empty() {
            fact(out, "", &format!("ask {}", advised.missing.join(", ")));
        }
    }
}

fn clocks(out: &mut String, case: &Case, now: Instant) {
    let shown = case.clocks.iter().map(|face| {
        let due = face.next_reading(now).and_then(|reading| reading.due);
        let due = match due {
            Some(due) => due.short(now),
            None => String::new(),
        };
        let left = clock::left(face, now);
        vec![left, face.title.clone(), due, face.owner.clone()]
    });
    rows(out, &shown.collect::<Vec<_>>());
}

fn told(case: &Case, now: Instant) -> Vec<Vec<String>> {
    let row = |face: &ToldFace| {
        let said = std::iter::once(told::said(face, now)).chain(told::answered(face));
        vec![face.title.clone(), said.collect::<Vec<_>>().join("; ")]
    };
    case.told.iter().map(row).collect()
}

fn entry(pack: &Pack, entry: &TimelineEvent) -> Vec<String> {
    let mut what = event::what(pack, entry);
    let since = event::since(entry);
    if !since.is_empty() {
        let _infallible = write!(what, " ({since})");
    }
    let note = Some(entry.note.clone()).filter(|note| !note.is_empty());
    let said = note.into_iter().chain(event::because(entry));
    let said = said.collect::<Vec<_>>().join("; ");
    let by = format!("{}, {}", entry.recorded_by, entry.recorded_at.long());
    vec![entry.at.words(), what, by, said]
}
