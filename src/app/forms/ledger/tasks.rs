//! Agency checks, tasks, actions and learning.

use super::{Desk, Form, Row, differences, keep, said, standing, typed};
use crate::app::board::{check, is_last};
use crate::app::form::{Field, Kind};
use crate::app::forms::quick_log::{Fault, past};
use crate::domain::command::Edit;
use crate::domain::id::EntryId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Check, EntryKind, NewEntry, Record, ToDo};
use crate::domain::text::fold;
use crate::domain::timeline::NewEvent;
use crate::domain::when::{self, Lean};
use crate::protocol::pack::Means;

pub(super) fn check_form(desk: &Desk, row: &Row, agency: &str) -> Option<Form> {
    let known = desk.pack.agency(agency)?;
    let kept = check(row, agency);
    let requested = kept.map_or_else(|| "now".to_owned(), |kept| typed(kept.requested_at));
    let stands = kept.map_or_else(Check::default, |kept| kept.record.clone());
    let chased = stands.chased.len();
    let help = format!("Chased {chased} times so far; a time here is one more.");
    Some(Form::new(
        &format!("AGENCY CHECK  {}", known.title),
        "save",
        vec![
            Field::new("requested_at", "Requested", Kind::When(Lean::Past)).with(&requested),
            Field::new("chased", "Chased again", Kind::When(Lean::Past)).help(&help),
            Field::new("returned_at", "Returned", Kind::When(Lean::Past))
                .with(&typed(stands.returned_at)),
            Field::new("note", "What came back", Kind::Text).with(&stands.note),
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
    let past = |field: &str| past(field, &form.value(field), now);
    let Some(requested) = past("requested_at")? else {
        let words = "Say when it was requested; ? when nobody knows".to_owned();
        return Err(("requested_at".to_owned(), words));
    };
    let returned = past("returned_at")?;
    let again = past("chased")?;
    let known = check(row, agency);
    let mut chased = known.map_or_else(Vec::new, |known| known.chased.clone());
    chased.extend(again);
    let after = Check {
        agency: agency.to_owned(),
        requested_at: Some(requested),
        chased,
        returned_at: returned,
        note: form.value("note"),
    };
    let event = |means: Means, at: Moment| {
        let kind = desk.pack.event_meaning(means);
        (!row.incident.has(kind)).then(|| Edit::Event(NewEvent::new(kind, at)))
    };
    let mut edits = keep(known.map(|known| known.entry), NewEntry::new(after));
    if known.is_none() {
        edits.extend(event(Means::ChecksRequested, requested));
    }
    if let Some(returned) = returned.filter(|_| is_last(desk, row, agency, now)) {
        edits.extend(event(Means::ChecksReturned, returned));
    }
    Ok(edits)
}

/// Returns the form of a task, an action or learning, filled with what it says.
pub(super) fn entry_form(desk: &Desk, record: &Record) -> Option<Form> {
    let (title, fields) = match record {
        Record::Learning(learning) => (
            "LEARNING, WITHOUT NAMES",
            vec![
                Field::new("text", "What was learned", Kind::Text)
                    .with(&learning.text)
                    .help("Shared beyond this case: no name, no place by which a child is known."),
            ],
        ),
        Record::Action(action) => {
            let agencies = desk.pack.agencies.iter().map(|row| row.title.as_str());
            let help = format!(
                "An agency or a person: {}.",
                agencies.collect::<Vec<_>>().join("; ")
            );
            let [what, owner, due, done] = to_do_fields(action.to_do(), Kind::Text);
            let evidence = Field::new("evidence", "Steps taken", Kind::Text);
            let impact = Field::new("impact", "Impact it had", Kind::Text);
            let fields = vec![
                what,
                owner.help(&help),
                due,
                evidence.with(&action.evidence),
                impact.with(&action.impact),
                done,
            ];
            ("ACTION", fields)
        }
        Record::Task(task) => ("TASK", to_do_fields(task.to_do(), Kind::Line).into()),
        _ => return None,
    };
    Some(Form::new(title, "save", fields))
}

/// Returns what is asked of a task and of an action: what, whose, by when, done.
fn to_do_fields(task: ToDo<'_>, what: Kind) -> [Field; 4] {
    [
        Field::new("what", "What is to be done", what).with(task.what),
        Field::new("owner", "Who does it", Kind::Line).with(task.owner),
        Field::new("due", "By when", Kind::When(Lean::Future))
            .with(&typed(task.due))
            .help("tomorrow, 24/12, 24/12 1400; a day alone ends at the office's close"),
        Field::new("done_at", "Done", Kind::When(Lean::Past)).with(&typed(task.done_at)),
    ]
}

/// Returns a task, an action or learning as a form has it.
fn filled(row: &Row, record: Record, form: &Form, now: Instant) -> Result<Record, Fault> {
    Ok(match record {
        Record::Learning(mut learning) => {
            learning.text = said(form, "text", "Say what was learned")?;
            if let Some(name) = name_in(row, &learning.text) {
                let words =
                    format!("It holds «{name}», a name on this incident: learning holds none");
                return Err(("text".to_owned(), words));
            }
            learning.into()
        }
        Record::Task(mut task) => {
            (task.what, task.owner, task.due, task.done_at) = to_do(form, now)?;
            task.into()
        }
        Record::Action(mut action) => {
            (action.what, action.owner, action.due, action.done_at) = to_do(form, now)?;
            action.evidence = form.value("evidence");
            action.impact = form.value("impact");
            action.into()
        }
        other => other,
    })
}

/// What, whose, by when and done.
type Asked = (String, String, Option<Moment>, Option<Moment>);

/// Reads what is asked of a task and of an action.
fn to_do(form: &Form, now: Instant) -> Result<Asked, Fault> {
    let what = said(form, "what", "Say what is to be done")?;
    let owner = said(form, "owner", "Say whose it is: a name or a role")?;
    let due = said(form, "due", "Say by when: tomorrow, 24/12, or ?")?;
    let due = when::read(&due, now, Lean::Future)
        .map_err(|found| ("due".to_owned(), found.to_string()))?;
    let done = past("done_at", &form.value("done_at"), now)?;
    Ok((what, owner, Some(due), done))
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
    let record = filled(row, Record::empty(kind), form, now)?;
    let mut entry = NewEntry::new(record);
    entry.of = of;
    Ok(vec![Edit::AddEntry(entry)])
}

pub(super) fn changed_edits(
    row: &Row,
    entry: EntryId,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let Some(entry) = standing(row, entry) else {
        let field = form
            .focused()
            .map(|field| field.id.clone())
            .unwrap_or_default();
        return Err((
            field,
            "It is no longer there: somebody took it back".to_owned(),
        ));
    };
    let after = filled(row, entry.record.clone(), form, now)?;
    Ok(differences(entry, after))
}
