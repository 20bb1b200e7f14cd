//! Agency checks, tasks, actions and learning.

use super::{Desk, Form, Row, current, differences, keep, past_text, said, typed};
use crate::app::board::{check, is_last};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::Fault;
use crate::domain::command::Edit;
use crate::domain::id::EntryId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind, NewEntry};
use crate::domain::text::fold;
use crate::domain::timeline::NewEvent;
use crate::domain::when::{self, Lean};
use crate::protocol::pack::Means;

pub(super) fn check_form(desk: &Desk, row: &Row, agency: &str) -> Option<Form> {
    let known = desk.pack.agency(agency)?;
    let entry = check(row, agency);
    let requested = typed(entry, "requested_at");
    let requested = if entry.is_none() {
        "now".to_owned()
    } else {
        requested
    };
    let chased = entry
        .map_or("", |entry| entry.get("chased"))
        .lines()
        .count();
    let help = format!("Chased {chased} times so far; a time here is one more.");
    Some(Form::new(
        &format!("AGENCY CHECK  {}", known.title),
        "save",
        vec![
            Field::new("requested_at", "Requested", Kind::When(Lean::Past)).with(&requested),
            Field::new("chased", "Chased again", Kind::When(Lean::Past)).help(&help),
            Field::new("returned_at", "Returned", Kind::When(Lean::Past))
                .with(&typed(entry, "returned_at")),
            Field::new("note", "What came back", Kind::Text)
                .with(entry.map_or("", |entry| entry.get("note"))),
        ],
    ))
}

pub(super) fn check_edits(
    desk: &Desk,
    row: &Row,
    agency: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let requested = past_text(form, "requested_at", now)?;
    if requested.is_empty() {
        let words = "Say when it was requested; ? when nobody knows".to_owned();
        return Err(("requested_at".to_owned(), words));
    }
    let returned = past_text(form, "returned_at", now)?;
    let again = past_text(form, "chased", now)?;
    let entry = check(row, agency);
    let mut chased = entry.map_or("", |entry| entry.get("chased")).to_owned();
    if !again.is_empty() {
        if !chased.is_empty() {
            chased.push('\n');
        }
        chased.push_str(&again);
    }
    let fields = vec![
        ("requested_at", requested),
        ("chased", chased),
        ("returned_at", returned.clone()),
        ("note", form.value("note")),
    ];
    let event = |means: Means, at: &str| {
        let kind = desk.pack.event_meaning(means);
        let at = Moment::from_text(at).unwrap_or(Moment::UNKNOWN);
        (!row.incident.has(kind)).then(|| Edit::Event(NewEvent::new(kind, at)))
    };
    let asked = fields.first().map_or(String::new(), |(_, at)| at.clone());
    let last = !returned.is_empty() && is_last(desk, row, agency, now);
    let new = NewEntry::new(EntryKind::Check).with("agency", agency);
    let mut edits = keep(entry, new, fields);
    if entry.is_none() {
        edits.extend(event(Means::ChecksRequested, &asked));
    }
    if last {
        edits.extend(event(Means::ChecksReturned, &returned));
    }
    Ok(edits)
}

pub(super) fn entry_form(desk: &Desk, kind: EntryKind, entry: Option<&Entry>) -> Form {
    let value = |field: &str| entry.map_or("", |entry| entry.get(field));
    let due = || {
        Field::new("due", "By when", Kind::When(Lean::Future))
            .with(&typed(entry, "due"))
            .help("tomorrow, 24/12, 24/12 1400; a day alone ends at the office's close")
    };
    let done =
        || Field::new("done_at", "Done", Kind::When(Lean::Past)).with(&typed(entry, "done_at"));
    let (title, fields) = match kind {
        EntryKind::Learning => (
            "LEARNING, WITHOUT NAMES",
            vec![
                Field::new("text", "What was learned", Kind::Text)
                    .with(value("text"))
                    .help("Shared beyond this case: no name, no place by which a child is known."),
            ],
        ),
        EntryKind::Action => {
            let agencies = desk.pack.agencies.iter().map(|row| row.title.as_str());
            let help = format!(
                "An agency or a person: {}.",
                agencies.collect::<Vec<_>>().join("; ")
            );
            (
                "ACTION",
                vec![
                    Field::new("what", "What is to be done", Kind::Text).with(value("what")),
                    Field::new("owner", "Who does it", Kind::Line)
                        .with(value("owner"))
                        .help(&help),
                    due(),
                    Field::new("evidence", "Steps taken", Kind::Text).with(value("evidence")),
                    Field::new("impact", "Impact it had", Kind::Text).with(value("impact")),
                    done(),
                ],
            )
        }
        _ => (
            "TASK",
            vec![
                Field::new("what", "What is to be done", Kind::Line).with(value("what")),
                Field::new("owner", "Who does it", Kind::Line).with(value("owner")),
                due(),
                done(),
            ],
        ),
    };
    Form::new(title, "save", fields)
}

fn entry_fields<'a>(
    row: &Row,
    kind: EntryKind,
    form: &Form,
    now: Instant,
) -> Result<Vec<(&'a str, String)>, Fault> {
    if kind == EntryKind::Learning {
        let text = said(form, "text", "Say what was learned")?;
        if let Some(name) = name_in(row, &text) {
            let words = format!("It holds «{name}», a name on this incident: learning holds none");
            return Err(("text".to_owned(), words));
        }
        return Ok(vec![("text", text)]);
    }
    let what = said(form, "what", "Say what is to be done")?;
    let owner = said(form, "owner", "Say whose it is: a name or a role")?;
    let due = match form.value("due").as_str() {
        "" => {
            return Err((
                "due".to_owned(),
                "Say by when: tomorrow, 24/12, or ?".to_owned(),
            ));
        }
        typed => when::read(typed, now, Lean::Future)
            .map_err(|found| ("due".to_owned(), found.to_string()))?
            .to_text(),
    };
    let done = past_text(form, "done_at", now)?;
    let mut fields = vec![
        ("what", what),
        ("owner", owner),
        ("due", due),
        ("done_at", done),
    ];
    if kind == EntryKind::Action {
        fields.push(("evidence", form.value("evidence")));
        fields.push(("impact", form.value("impact")));
    }
    Ok(fields)
}

/// Returns a name of somebody on the incident that stands in a text: a part of three letters or
/// more counts, so that a first name alone is found.
pub(crate) fn name_in(row: &Row, text: &str) -> Option<String> {
    // Split before folding, so that the name in «Quimby's» is found.
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words.map(fold).collect();
    let people = row.incident.people.iter();
    people
        .flat_map(|person| person.name.split([' ', '-', '.']))
        .filter(|part| part.chars().count() > 2 && !part.eq_ignore_ascii_case("example"))
        .find(|part| words.contains(&fold(part)))
        .map(str::to_owned)
}

pub(super) fn new_edits(
    row: &Row,
    kind: EntryKind,
    of: Option<EntryId>,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let mut entry = NewEntry::new(kind);
    entry.of = of;
    for (field, value) in entry_fields(row, kind, form, now)? {
        entry = entry.with(field, value);
    }
    Ok(vec![Edit::AddEntry(entry)])
}

pub(super) fn changed_edits(
    row: &Row,
    entry: EntryId,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let Some(entry) = current(row, entry) else {
        let field = form
            .focused()
            .map(|field| field.id.clone())
            .unwrap_or_default();
        return Err((
            field,
            "It is no longer there: somebody took it back".to_owned(),
        ));
    };
    Ok(differences(
        entry,
        entry_fields(row, entry.kind, form, now)?,
    ))
}
