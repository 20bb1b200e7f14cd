//! The points of a checklist, and outcomes that are recorded.

use crate::app::desk::Row;
use crate::app::form::handle::{Handle, Prose, Ticks};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form, Kind};
use crate::app::page::entry::{GONE, NOT_HERE, draft_key, keep};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::ledger::{Kept, NewEntry, OUTCOMES, Point, PointField};
use crate::words::cite::quoted;

/// What was chosen: yes or no of a point, the pack's values of an outcome.
const ANSWER: Handle<Ticks> = Handle::new(PointField::Answer.word());
/// What was found.
const NOTE: Handle<Prose> = Handle::new(PointField::Note.word());

/// The form of a point of a checklist.
#[derive(Clone, Debug)]
pub(super) struct ChecklistPoint {
    pub(super) id: IncidentId,
    pub(super) list: String,
    pub(super) point: String,
}

impl Sheet for ChecklistPoint {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let form = point_form(row, &self.list, &self.point);
        form.ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(ANSWER.fault(NOT_HERE));
        };
        let edits = point_edits(row, &self.list, &self.point, form)?;
        Ok(Filled::edits(edits, "the point"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(
            self.id,
            &format!("point/{}/{}", self.list, self.point),
        ))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// The form of an outcome that is recorded.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) id: IncidentId,
    pub(super) outcome: String,
}

impl Sheet for Outcome {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        outcome_form(row, &self.outcome).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(ANSWER.fault(NOT_HERE));
        };
        let edits = outcome_edits(row, &self.outcome, form)?;
        Ok(Filled::edits(edits, "the outcome"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("outcome/{}", self.outcome)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// Returns the answer to a point of a checklist.
pub(super) fn point<'a>(row: &'a Row, list: &str, point: &str) -> Option<Kept<'a, Point>> {
    let mut points = row.incident.ledger::<Point>();
    points.find(|known| known.list == list && known.point == point)
}

fn point_form(row: &Row, list: &str, name: &str) -> Option<Form> {
    let rows = row
        .pack()
        .checklists
        .iter()
        .find(|known| known.id == list)?;
    let known = rows.point.iter().find(|known| known.id == name)?;
    let answer = recorded(row, list, name);
    let mut form = Form::new(
        &rows.title.to_uppercase(),
        "save",
        vec![
            ANSWER
                .asks("Considered: does it hold", Kind::YesNo)
                .with(&answer.text(PointField::Answer)),
            NOTE.field("What was found").with(&answer.note),
        ],
    );
    let cite = known.cite.as_ref();
    form.intro = match cite.and_then(|cite| quoted(row.pack(), cite)) {
        Some(words) => words,
        None => known.text.clone(),
    };
    Some(form)
}

fn point_edits(row: &Row, list: &str, name: &str, form: &Form) -> Result<Vec<Edit>, Fault> {
    let (answer, note) = (ANSWER.ticked(form)?, NOTE.text(form)?);
    if answer.is_empty() && note.is_empty() {
        return Err(ANSWER.fault("Answer yes or no, or say what was found"));
    }
    Ok(kept(row, list, name, answer, note))
}

/// Returns what is recorded of a point; nothing is answered where nothing is.
fn recorded(row: &Row, list: &str, name: &str) -> Point {
    let known = point(row, list, name);
    known.map_or_else(
        || Point {
            list: list.to_owned(),
            point: name.to_owned(),
            ..Point::default()
        },
        |known| known.record.clone(),
    )
}

/// Returns the edits that keep a point's answer: changed where it stands, else made.
fn kept(row: &Row, list: &str, name: &str, answer: Vec<String>, note: String) -> Vec<Edit> {
    let entry = point(row, list, name).map(|known| known.entry);
    let after = Point {
        answer,
        note,
        ..recorded(row, list, name)
    };
    keep(entry, NewEntry::new(after))
}

fn outcome_form(row: &Row, outcome: &str) -> Option<Form> {
    let known = row
        .pack()
        .outcomes
        .iter()
        .find(|known| known.id == outcome)?;
    let answer = recorded(row, OUTCOMES, outcome);
    let options = known
        .values
        .iter()
        .map(|value| choice(&value.id, &value.title))
        .collect();
    let kind = if known.several {
        Kind::Ticks(options)
    } else {
        Kind::Choice(options)
    };
    let mut form = Form::new(
        &known.title.to_uppercase(),
        "save",
        vec![
            ANSWER
                .asks("Outcome", kind)
                .with(&answer.text(PointField::Answer)),
            NOTE.field("In words").with(&answer.note),
        ],
    );
    let cite = known.cite.as_ref();
    if let Some(words) = cite.and_then(|cite| quoted(row.pack(), cite)) {
        form.intro = words;
    }
    Some(form)
}

fn outcome_edits(row: &Row, outcome: &str, form: &Form) -> Result<Vec<Edit>, Fault> {
    let answer = ANSWER.ticked(form)?;
    if answer.is_empty() {
        return Err(ANSWER.fault("Choose the outcome"));
    }
    Ok(kept(row, OUTCOMES, outcome, answer, NOTE.text(form)?))
}
