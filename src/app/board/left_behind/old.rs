//! Drafts that nobody has needed for long: dropped for good only once somebody says so.

use chrono::Duration;

use crate::app::App;
use crate::app::message::Outcome;
use crate::app::screen::{Confirm, Screen, Then};
use crate::app::undo::inverse::for_good;
use crate::app::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::{Left, OtherDraft};
use crate::domain::id::DraftId;

/// From this age on it is asked whether they are still needed.
const OLD: Duration = Duration::days(28);

/// Returns the old drafts, the oldest first. One that cannot be read is not among them: nobody can
/// say that it is needed no more.
fn old(app: &App) -> Vec<&OtherDraft> {
    let others = app.desk.others.iter();
    let readable = others.filter(|draft| matches!(draft.left, Some(Left::Body(_))));
    let mut old: Vec<&OtherDraft> = readable
        .filter(|draft| app.now.since(draft.idle_since()) > OLD)
        .collect();
    old.sort_by_key(|draft| draft.idle_since());
    old
}

/// Says how many are old and how old; nothing while none is.
pub(super) fn words(app: &App) -> Option<String> {
    let said = said(app)?;
    Some(format!("{said}. F drops them, after a question."))
}

fn said(app: &App) -> Option<String> {
    let old = old(app);
    let first = old.first()?;
    let days = app.now.since(first.idle_since()).num_days();
    Some(match old.len() {
        1 => format!("1 draft was left or put away {days} days ago"),
        count => format!(
            "{count} drafts were left or put away more than {} days ago, the oldest {days} days",
            OLD.num_days()
        ),
    })
}

impl App {
    /// Asks whether the old drafts are to be dropped.
    pub(super) fn ask_to_forget_old(&mut self) -> Outcome {
        let Some(said) = said(self) else {
            return self.say("Nothing here is older than 28 days.");
        };
        let then = Then::ForgetDrafts(old(self).into_iter().map(|one| one.id.clone()).collect());
        let question = format!("{said}. Drop what was typed in them for good?");
        self.push(Screen::Confirm(Confirm { question, then }))
    }

    pub(in crate::app) fn forget_old(&mut self, ids: Vec<DraftId>) -> Outcome {
        self.run(Command::ForgetDrafts(ids), Waiting::Forgotten).1
    }

    /// Takes old drafts off the page that are gone from the file.
    pub(in crate::app) fn forgot_old(&mut self, ids: &[DraftId]) -> Outcome {
        self.desk.others.retain(|draft| !ids.contains(&draft.id));
        self.undo.push(for_good("drop old drafts"));
        self.say("Dropped: what was typed in them is gone.")
    }
}
