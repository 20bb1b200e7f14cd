//! Drafts that nobody has needed for long: dropped for good only once somebody says so.

use chrono::Duration;

use crate::app::page::{Next, See};
use crate::app::session::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::{Left, OtherDraft};
use crate::domain::id::DraftId;

/// From this age on it is asked whether they are still needed.
const OLD: Duration = Duration::days(28);

/// Returns the old drafts, the oldest first. One that cannot be read is not among them: nobody can
/// say that it is needed no more.
fn old<'a>(see: &See<'a>) -> Vec<&'a OtherDraft> {
    let others = see.desk.drafts.others.iter();
    let readable = others.filter(|draft| matches!(draft.left, Some(Left::Body(_))));
    let mut old: Vec<&OtherDraft> = readable
        .filter(|draft| see.now.since(draft.idle_since()) > OLD)
        .collect();
    old.sort_by_key(|draft| draft.idle_since());
    old
}

/// Says how many are old and how old; nothing while none is.
pub(super) fn words(see: &See<'_>) -> Option<String> {
    let said = said(see)?;
    Some(format!("{said}. F drops them, after a question."))
}

fn said(see: &See<'_>) -> Option<String> {
    let old = old(see);
    let first = old.first()?;
    let days = see.now.since(first.idle_since()).num_days();
    Some(match old.len() {
        1 => format!("1 draft was left or put away {days} days ago"),
        count => format!(
            "{count} drafts were left or put away more than {} days ago, the oldest {days} days",
            OLD.num_days()
        ),
    })
}

/// Asks whether the old drafts are to be dropped.
pub(super) fn ask_to_forget(see: &See<'_>) -> Next {
    let Some(said) = said(see) else {
        return Next::say(format!(
            "Nothing here is older than {} days.",
            OLD.num_days()
        ));
    };
    let ids: Vec<DraftId> = old(see).into_iter().map(|one| one.id.clone()).collect();
    let question = format!("{said}. Drop what was typed in them for good?");
    let forget = Next::write(Command::ForgetDrafts(ids), Waiting::Forgotten);
    Next::ask(question, forget)
}
