//! Tasks of people, actions of agencies, and learning kept apart from names.

pub(super) mod entry;

use self::entry::{ChangeItem, DONE_AT, EVIDENCE, NewItem};
use super::entry::made;
use super::ledger::Ledger;
use super::take_back::TakeBack;
use super::{Fill, Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::domain::command::Edit;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Moment;
use crate::domain::ledger::{Action as Measure, EntryKind, Learning, Record, TaskField};
use crate::rules::clocks::ClockState;
use crate::rules::tasks::TaskFace;
use crate::words::task;

/// The tasks, actions and learning of an incident.
#[derive(Clone, Debug)]
pub struct Tasks(pub IncidentId);

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A task, an action, or learning.
    Entry(EntryId),
    /// Adding an action.
    AddAction,
    /// Adding learning.
    AddLearning,
}

impl Ledger for Tasks {
    type On = On;

    const TITLE: &'static str = "TASKS";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row)
    }

    fn act_on(&self, see: &See<'_>, _row: &Row, on: On, action: Action) -> Next {
        match on {
            On::Entry(entry) => act_on_entry(see, self.0, entry, action),
            On::AddAction if is_asked(action) => self.new_item(EntryKind::Action),
            On::AddLearning if is_asked(action) => self.new_item(EntryKind::Learning),
            On::AddAction | On::AddLearning => Next::Stay,
        }
    }

    fn add(&self) -> Next {
        self.new_item(EntryKind::Task)
    }
}

impl Tasks {
    fn new_item(&self, kind: EntryKind) -> Next {
        Next::form(NewItem {
            id: self.0,
            kind,
            of: None,
        })
    }
}

fn is_asked(action: Action) -> bool {
    matches!(action, Action::Enter | Action::Done)
}

/// Answers a key on a task, an action or learning.
pub(super) fn act_on_entry(see: &See<'_>, id: IncidentId, entry: EntryId, action: Action) -> Next {
    match action {
        Action::Enter => Next::form(ChangeItem { id, entry }),
        Action::Done => task_done(see, id, entry),
        Action::TakeBack => Next::form(TakeBack { id, entry }),
        _ => Next::Stay,
    }
}

/// Records a task or an action as done now.
pub(crate) fn task_done(see: &See<'_>, id: IncidentId, entry: EntryId) -> Next {
    let found = see.row(id).and_then(|row| row.incident.entry(entry));
    let done = |record: &Record| record.to_do().is_some_and(|task| task.done_at.is_some());
    match found.map(|entry| &entry.record) {
        Some(Record::Learning(_)) => Next::form(ChangeItem { id, entry }),
        Some(record) if done(record) => {
            Next::say("It is recorded as done already; Enter changes it.")
        }
        // Done, with the steps taken and the impact they had (O15).
        Some(Record::Action(_)) => Next::form(ChangeItem { id, entry })
            .then(Next::Fill(Fill::set_empty(&DONE_AT, "now")))
            .then(Next::Fill(Fill::go_to(&EVIDENCE))),
        Some(_) => {
            let now = Moment::exact(see.now).to_text();
            let edit = Edit::entry(entry, TaskField::DoneAt, now);
            Next::revise(id, "the task", vec![edit])
        }
        None => Next::say("The task is no longer there."),
    }
}

fn rows(see: &See<'_>, row: &Row) -> Vec<Line<On>> {
    let mut out = vec![Line::heading("Tasks (+ adds one)")];
    add(see, row, EntryKind::Task, &mut out);
    out.push(Line::blank());
    out.push(Line::heading(
        "Actions of agencies, with evidence and impact",
    ));
    add(see, row, EntryKind::Action, &mut out);
    out.push(Line::on("  Add an action", Tone::Plain, On::AddAction));
    out.push(Line::blank());
    out.push(Line::heading("Learning, without names"));
    for learning in row.incident.ledger::<Learning>() {
        let id = learning.entry.id;
        let words = format!("  {} [{}]", learning.text, made(row, id, see.now));
        out.push(Line::on(words, Tone::Plain, On::Entry(id)));
    }
    out.push(Line::on("  Add learning", Tone::Plain, On::AddLearning));
    out
}

fn add(see: &See<'_>, row: &Row, kind: EntryKind, out: &mut Vec<Line<On>>) {
    let mut tasks: Vec<&TaskFace> = row.case.tasks.iter().filter(|t| t.kind == kind).collect();
    tasks.sort_by_key(|task| (!task.state.is_open(), task.due.is_none(), task.due));
    for task in &tasks {
        let on = On::Entry(task.entry);
        out.push(Line::on(format!("  {}", task::line(task)), tone(task), on));
        if let Some(action) = row.incident.kept::<Measure>(task.entry) {
            let mut origins = see.pack.origins.iter();
            if let Some(origin) = origins.find(|origin| origin.id == action.origin) {
                let words = format!("      in response to: {}", origin.title);
                out.push(Line::read(words, Tone::Faint));
            }
            for (name, text) in [("evidence", &action.evidence), ("impact", &action.impact)] {
                if !text.is_empty() {
                    out.push(Line::read(format!("      {name}: {text}"), Tone::Faint));
                }
            }
        }
    }
    if tasks.is_empty() {
        out.push(Line::read("  None.", Tone::Faint));
    }
}

pub(super) fn tone(task: &TaskFace) -> Tone {
    match task.state {
        state if state.is_overdue() => Tone::Late,
        ClockState::Met | ClockState::MetLate => Tone::Well,
        _ => Tone::Strong,
    }
}
