//! A task, an action, learning: a new one, or one that is changed.

use crate::app::desk::{Desk, Row};
use crate::app::form::handle::{Future, Handle, OneLine, PackId, Past, Prose};
use crate::app::form::typed::{choice, typed};
use crate::app::form::{Fault, Field, Form, Kind};
use crate::app::page::entry::{GONE, NOT_HERE, differences, draft_key, key_of, standing};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{
    ActionField, EntryKind, LearningField, NewEntry, Record, TaskField, ToDo,
};
use crate::pack::Choice;

/// What is to be done: one line of a task, several of an action.
const WHAT: Handle<Prose> = Handle::new(TaskField::What.word());
/// Whose it is.
const OWNER: Handle<OneLine> = Handle::new(TaskField::Owner.word());
/// By when.
const DUE: Handle<Future> = Handle::new(TaskField::Due.word());
/// When it was done.
pub(super) const DONE_AT: Handle<Past> = Handle::new(TaskField::DoneAt.word());
/// The steps taken.
pub(super) const EVIDENCE: Handle<Prose> = Handle::new(ActionField::Evidence.word());
/// The impact they had.
const IMPACT: Handle<Prose> = Handle::new(ActionField::Impact.word());
/// Whose recommendations an action answers.
const ORIGIN: Handle<PackId> = Handle::new(ActionField::Origin.word());
/// What was learned.
const LEARNED: Handle<Prose> = Handle::new(LearningField::Text.word());

/// The form of a new task, action or learning.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct NewItem {
    pub(in crate::app::page) id: IncidentId,
    pub(in crate::app::page) kind: EntryKind,
    /// The meeting it came of.
    pub(in crate::app::page) of: Option<EntryId>,
}

impl Sheet for NewItem {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        see.row(self.id).ok_or(NOT_HERE)?;
        entry_form(see.desk, &Record::empty(self.kind)).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(form.fault_here(NOT_HERE));
        };
        let edits = new_edits(row, self.kind, self.of, form, see.now)?;
        Ok(Filled::edits(edits, "the entry"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        let (kind, of) = (self.kind.id(), key_of(self.of));
        Some(draft_key(self.id, &format!("{kind}/{of}")))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// The form that changes a task, an action or learning.
#[derive(Clone, Debug)]
pub(super) struct ChangeItem {
    pub(super) id: IncidentId,
    pub(super) entry: EntryId,
}

impl Sheet for ChangeItem {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let entry = standing(row, self.entry);
        let form = entry.and_then(|entry| entry_form(see.desk, &entry.record));
        form.ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(form.fault_here(NOT_HERE));
        };
        let edits = changed_edits(row, self.entry, form, see.now)?;
        Ok(Filled::edits(edits, "the entry"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("entry/{}", self.entry)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// Returns the form of a task, an action or learning, filled with what it says.
fn entry_form(desk: &Desk, record: &Record) -> Option<Form> {
    let (title, fields) = match record {
        Record::Learning(learning) => (
            "LEARNING, WITHOUT NAMES",
            vec![
                LEARNED
                    .field("What was learned")
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
            let evidence = EVIDENCE.field("Steps taken");
            let impact = IMPACT.field("Impact it had");
            let mut fields = vec![
                what,
                owner.help(&help),
                due,
                evidence.with(&action.evidence),
                impact.with(&action.impact),
                done,
            ];
            let origins = desk.pack.origins.iter();
            let origins: Vec<Choice> = origins.map(|row| choice(&row.id, &row.title)).collect();
            if !origins.is_empty() {
                let origin = ORIGIN.field("In response to", origins);
                fields.insert(1, origin.with(&action.origin));
            }
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
        WHAT.asks("What is to be done", what).with(task.what),
        OWNER.field("Who does it").with(task.owner),
        DUE.field("By when")
            .with(&typed(task.due))
            .help("tomorrow, 24/12, 24/12 1400; a day alone ends at the office's close"),
        DONE_AT.field("Done").with(&typed(task.done_at)),
    ]
}

/// Returns a task, an action or learning as a form has it.
fn filled(row: &Row, record: Record, form: &Form, now: Instant) -> Result<Record, Fault> {
    Ok(match record {
        Record::Learning(mut learning) => {
            learning.text = LEARNED.said(form, "Say what was learned")?;
            if let Some(name) = row.incident.name_in(&learning.text) {
                let words =
                    format!("It holds «{name}», a name on this incident: learning holds none");
                return Err(LEARNED.fault(words));
            }
            learning.into()
        }
        Record::Task(mut task) => {
            (task.what, task.owner, task.due, task.done_at) = to_do(form, now)?;
            task.into()
        }
        Record::Action(mut action) => {
            (action.what, action.owner, action.due, action.done_at) = to_do(form, now)?;
            if ORIGIN.find(form).is_some() {
                action.origin = ORIGIN.text(form)?;
            }
            action.evidence = EVIDENCE.text(form)?;
            action.impact = IMPACT.text(form)?;
            action.into()
        }
        other => other,
    })
}

/// What, whose, by when and done.
type Asked = (String, String, Option<Moment>, Option<Moment>);

/// Reads what is asked of a task and of an action.
fn to_do(form: &Form, now: Instant) -> Result<Asked, Fault> {
    let what = WHAT.said(form, "Say what is to be done")?;
    let owner = OWNER.said(form, "Say whose it is: a name or a role")?;
    let due = DUE.said(form, now, "Say by when: tomorrow, 24/12, or ?")?;
    let done = DONE_AT.read(form, now)?;
    Ok((what, owner, Some(due), done))
}

fn new_edits(
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

fn changed_edits(row: &Row, entry: EntryId, form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let Some(entry) = standing(row, entry) else {
        return Err(form.fault_here("It is no longer there: somebody took it back"));
    };
    let after = filled(row, entry.record.clone(), form, now)?;
    Ok(differences(entry, after))
}
