//! A form that is done: what was typed becomes a write, or the cursor goes to what is wrong.

use super::App;
use super::desk::Row;
use super::form::Fault;
use super::message::Outcome;
use super::page::advice::grave_answers;
use super::page::filling::show_conflicts;
use super::page::learned::{asking, when_learned};
use super::page::{Confirm, Enter, Filled, FormScreen, Next, See};
use super::session::undo::inverse::inverse;
use super::session::waiting::Waiting;
use crate::domain::command::{Command, Edit};
use crate::pack::Means;

/// What a form that is done asks for.
enum Ready {
    /// A page's answer.
    Next(Next),
    /// The desk is made or opened.
    Enter(Enter),
    /// It says what is on file.
    NothingChanged,
}

impl App {
    /// Takes the form in front as done.
    pub(super) fn submit(&mut self) -> Outcome {
        // Enter on the last line comes here as well.
        if self.keyboard.is_hasty() {
            return self.notice.ignore();
        }
        let see = See::new(&self.desk, &self.panes, &self.who, self.glance());
        let Some(screen) = self.screens.form_mut() else {
            return Outcome::redraw();
        };
        let conflicts = screen.form.take_conflicts();
        if !conflicts.is_empty() {
            return self.apply(show_conflicts(&conflicts));
        }
        match ready(&see, screen) {
            Err(fault) => {
                let words = fault.words.clone();
                screen.form.fail(fault);
                self.notice.refuse(words)
            }
            Ok(Ready::Next(next)) => self.apply(next),
            Ok(Ready::Enter(enter)) => self.enter(enter),
            Ok(Ready::NothingChanged) => {
                // It says what is on file already: its draft goes.
                let key = screen.form.draft_key.clone();
                self.screens.pop();
                let outcome = self.notice.say("Nothing was changed.");
                match key {
                    Some(key) if self.desk.drafts.of(&key).is_some() => {
                        outcome.then(self.desk.drafts.drop_draft(key, &mut self.pending))
                    }
                    _ => outcome,
                }
            }
        }
    }
}

fn ready(see: &See<'_>, screen: &FormScreen) -> Result<Ready, Fault> {
    let about = screen.sheet.incident();
    let row = about.and_then(|id| see.row(id));
    if about.is_some() && row.is_none() {
        let words = "The incident is no longer here: Esc goes back";
        return Err(screen.form.fault_here(words));
    }
    Ok(match (screen.sheet.read(see, &screen.form)?, row) {
        (Filled::Edits { edits, .. }, _) if edits.is_empty() => Ready::NothingChanged,
        (Filled::Edits { .. }, None) => Ready::NothingChanged,
        (
            Filled::Edits {
                edits,
                words,
                question,
            },
            Some(row),
        ) => Ready::Next(change(see, screen, row, (edits, &words), question)),
        (Filled::Write(command, undo), _) => {
            let write = Next::write(*command, Waiting::Form(undo));
            Ready::Next(match screen.sheet.asks_first(&screen.matches) {
                Some(question) => Next::ask(question, write),
                None => write,
            })
        }
        (Filled::Enter(enter), _) => Ready::Enter(enter),
        (Filled::Next(next), _) => Ready::Next(next),
    })
}

/// Returns the change of an incident that a form becomes, at the version it was filled from; asked
/// about first where it is grave or brings much with it.
fn change(
    see: &See<'_>,
    screen: &FormScreen,
    row: &Row,
    (edits, words): (Vec<Edit>, &str),
    question: Option<String>,
) -> Next {
    let undo = inverse(&row.incident, words, &edits);
    let grave = grave_answers(row, &edits);
    let question = question.or_else(|| question_before_end(see, row, &edits));
    let learned = when_learned(row.pack(), &edits);
    let draft = screen.sheet.replaces().cloned();
    let command = Command::Revise {
        id: row.incident.id,
        version: screen.version,
        edits,
        draft: draft.or_else(|| screen.form.draft_key.clone()),
    };
    let waiting = asking(Waiting::Form(undo), row.incident.id, learned);
    let write = Next::write(command, waiting);
    match (grave, question) {
        (Some(question), _) => Next::Ask(Box::new(Confirm::new(question, write).gravely())),
        (None, Some(question)) => Next::ask(question, write),
        (None, None) => write,
    }
}

/// Returns what is asked before a case is closed or merged while something is still due.
fn question_before_end(see: &See<'_>, row: &Row, edits: &[Edit]) -> Option<String> {
    let ends = [Means::Closed, Means::Merged].map(|means| row.pack().event_meaning(means));
    let ends = edits
        .iter()
        .any(|edit| matches!(edit, Edit::Event(event) if ends.contains(&event.kind.as_str())));
    let open = row.case.open_clocks(see.now).into_iter();
    let clocks = open
        .filter_map(|at| row.case.clocks.get(at))
        .map(|face| face.title.clone());
    let tasks = row.case.tasks.iter().filter(|task| task.state.is_open());
    let due: Vec<String> = clocks.chain(tasks.map(|task| task.what.clone())).collect();
    let next = row.case.next.as_ref().map(|next| next.title.as_str());
    match (ends, due.is_empty(), next) {
        (false, ..) | (true, true, None) => None,
        (true, false, _) => Some(format!(
            "Still due: {}. Each is set aside with it, not done. Record it?",
            due.join("; ")
        )),
        (true, true, Some(next)) => Some(format!(
            "Not done yet, and next by the protocol: {next}. Record it all the same?"
        )),
    }
}
