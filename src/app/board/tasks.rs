//! Tasks of people, actions of agencies, and learning kept apart from names.

use super::{App, Line, On, Page, Row, Tone};
use crate::app::action::Action;
use crate::app::message::Outcome;
use crate::domain::command::Edit;
use crate::domain::id::IncidentId;
use crate::domain::instant::Moment;
use crate::domain::ledger::{Action as Measure, EntryKind, Learning, Record, TaskField};
use crate::protocol::clocks::ClockState;
use crate::protocol::tasks::TaskFace;

pub(super) fn lines(app: &App, row: &Row) -> Vec<Line> {
    let mut out = vec![Line::heading("Tasks (+ adds one)")];
    add(row, EntryKind::Task, &mut out);
    out.push(Line::blank());
    out.push(Line::heading(
        "Actions of agencies, with evidence and impact",
    ));
    add(row, EntryKind::Action, &mut out);
    out.push(Line::on("  Add an action", Tone::Plain, On::AddAction));
    out.push(Line::blank());
    out.push(Line::heading("Learning, without names"));
    for learning in row.incident.ledger::<Learning>() {
        let id = learning.entry.id;
        let words = format!("  {} [{}]", learning.text, super::made(row, id, app));
        out.push(Line::on(words, Tone::Plain, On::Entry(id)));
    }
    out.push(Line::on("  Add learning", Tone::Plain, On::AddLearning));
    out
}

fn add(row: &Row, kind: EntryKind, out: &mut Vec<Line>) {
    let mut tasks: Vec<&TaskFace> = row.case.tasks.iter().filter(|t| t.kind == kind).collect();
    tasks.sort_by_key(|task| (!task.state.is_open(), task.due.is_none(), task.due));
    for task in &tasks {
        let on = On::Entry(task.entry);
        out.push(Line::on(format!("  {}", words(task)), tone(task), on));
        if let Some(action) = row.incident.kept::<Measure>(task.entry) {
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

/// Returns a task in one line.
pub(super) fn words(task: &TaskFace) -> String {
    let due = task.due.map_or_else(
        || "no day set".to_owned(),
        |due| format!("by {}", due.long()),
    );
    let owner = if task.owner.is_empty() {
        "nobody named"
    } else {
        &task.owner
    };
    let state = match task.state {
        ClockState::Met => "done",
        ClockState::MetLate => "done late",
        ClockState::Running => "to do",
        state => state.word(),
    };
    format!("{state}: {} ({owner}; {due})", task.what)
}

pub(super) fn tone(task: &TaskFace) -> Tone {
    match task.state {
        ClockState::Overdue => Tone::Late,
        ClockState::Met | ClockState::MetLate => Tone::Well,
        _ => Tone::Strong,
    }
}

impl App {
    pub(super) fn act_on_tasks(&mut self, id: IncidentId, on: On, action: Action) -> Outcome {
        match (on, action) {
            (On::Entry(entry), Action::Enter) => self.open_ledger(id, Page::Edit(entry)),
            (On::Entry(entry), Action::Done) => self.task_done(id, entry),
            (On::Entry(entry), Action::TakeBack) => self.open_ledger(id, Page::Strike(entry)),
            (On::AddAction, Action::Enter | Action::Done) => {
                let of = match self.screens.last() {
                    Some(super::Screen::Board(super::BoardScreen {
                        board: super::Board::Meeting(meeting),
                        ..
                    })) => Some(*meeting),
                    _ => None,
                };
                self.open_ledger(
                    id,
                    Page::New {
                        kind: EntryKind::Action,
                        of,
                    },
                )
            }
            (On::AddLearning, Action::Enter | Action::Done) => self.open_ledger(
                id,
                Page::New {
                    kind: EntryKind::Learning,
                    of: None,
                },
            ),
            _ => Outcome::redraw(),
        }
    }

    /// Records a task or an action as done now.
    pub(in crate::app) fn task_done(
        &mut self,
        id: IncidentId,
        entry: crate::domain::id::EntryId,
    ) -> Outcome {
        let found = self.desk.row(id).and_then(|row| row.incident.entry(entry));
        let done = |record: &Record| record.to_do().is_some_and(|task| task.done_at.is_some());
        match found.map(|entry| &entry.record) {
            Some(Record::Learning(_)) => self.open_ledger(id, Page::Edit(entry)),
            Some(record) if done(record) => {
                self.say("It is recorded as done already; Enter changes it.")
            }
            Some(Record::Action(_)) => {
                // Done, with the steps taken and the impact they had (O15).
                let outcome = self.open_ledger(id, Page::Edit(entry));
                if let Some(super::Screen::Form(screen)) = self.screens.last_mut() {
                    if screen.form.value("done_at").is_empty() {
                        screen.form.set("done_at", "now");
                    }
                    screen.form.go_to("evidence");
                }
                outcome
            }
            Some(_) => {
                let now = Moment::exact(self.now).to_text();
                let edit = Edit::entry(entry, TaskField::DoneAt, now);
                self.revise(id, "the task", vec![edit])
            }
            None => self.say("The task is no longer there."),
        }
    }
}
