//! What programs that ended left half typed: a line that dropped, a terminal that was closed.
//!
//! Nothing of it is recorded. It is offered when the desk opens: to be gone on with, compared with
//! what is recorded, or put away; it is never filled into a form unasked. The calls that are half
//! logged here stand before it: several can be at once.

mod compare;
mod kept;
mod old;
pub mod titles;

use self::compare::compare;
pub use self::kept::open_kept;
use self::titles::{title, typing_words, whose};
use super::lines::Lines;
use super::log::QuickLog;
use super::{Next, See, Shows};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::session::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::{DraftBody, DraftKey, Left, OtherDraft};
use crate::domain::id::{DraftId, IncidentId};
use crate::domain::text::{clean_line, fit};

/// Columns of what was typed that a line shows.
const TASTE: usize = 60;

/// What programs that ended left half typed.
#[derive(Clone, Debug)]
pub struct LeftBehind;

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A call that is half logged here.
    HalfLogged(DraftKey),
    /// One more call.
    NewCall,
    /// A draft left behind.
    Left(DraftId),
}

impl Lines for LeftBehind {
    type On = On;

    fn title(&self, _see: &See<'_>) -> String {
        "LEFT BEHIND".to_owned()
    }

    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::LeftBehind]
    }

    /// A handover that was being offered is gone on with from here.
    fn shows(&self) -> Shows {
        Shows::Shift
    }

    fn is_over(&self, see: &See<'_>) -> bool {
        !is_any_left(see)
    }

    fn lines(&self, see: &See<'_>) -> Vec<Line<On>> {
        rows(see)
    }

    fn act(&self, see: &See<'_>, on: Option<On>, action: Action) -> Next {
        match (on, action) {
            (_, Action::ForgetOld) => old::ask_to_forget(see),
            (_, Action::New) | (Some(On::NewCall), Action::Enter) => log(QuickLog::new(see)),
            (Some(On::HalfLogged(key)), Action::Enter) => log(QuickLog::of(key)),
            (Some(On::HalfLogged(_)), _) => {
                Next::say("It is your own: Enter goes on with it, and Ctrl-D throws it away there.")
            }
            (Some(On::Left(id)), _) => act_on_left(see, &id, action),
            _ => Next::say("Nothing is chosen here: Esc goes to the desk."),
        }
    }
}

/// Says whether anything is left behind that nobody has put away.
#[must_use]
pub fn is_any_left(see: &See<'_>) -> bool {
    all_left(see).any(OtherDraft::is_offered)
}

/// Returns the incidents that others' drafts are about: what is said of a draft names its incident.
#[must_use]
pub fn incidents(see: &See<'_>) -> Vec<IncidentId> {
    let others = see.desk.drafts.others.iter();
    others.filter_map(|draft| draft.key.incident()).collect()
}

/// Leaves the page for a call that was chosen on it.
fn log(call: QuickLog) -> Next {
    Next::Back.then(Next::form(call))
}

fn act_on_left(see: &See<'_>, id: &DraftId, action: Action) -> Next {
    let found = see.desk.drafts.others.iter().find(|draft| draft.id == *id);
    let Some(draft) = found else {
        return Next::refuse("It is no longer here: somebody else took it up.");
    };
    match action {
        Action::Enter => take_up(see, draft),
        Action::Compare => compare(see, draft),
        Action::TakeBack => ask_to_put_away(see, draft),
        _ => Next::Stay,
    }
}

fn take_up(see: &See<'_>, draft: &OtherDraft) -> Next {
    if let Some(Left::Unreadable(why)) = &draft.left {
        let words = format!("It cannot be read: {why}. It is kept; D puts it away.");
        return Next::refuse(words);
    }
    // One more call stands beside the others.
    if !draft.key.is_new() && see.desk.drafts.of(&draft.key).is_some() {
        return Next::refuse(
            "You have half filled in the same form: save or discard yours first. c compares.",
        );
    }
    let command = Command::TakeUpDraft(draft.id.clone());
    Next::write(command, Waiting::TakenUp(Box::new(draft.clone())))
}

fn ask_to_put_away(see: &See<'_>, draft: &OtherDraft) -> Next {
    let what = title(see, &draft.key);
    let question =
        format!("Put away {what} that was left half typed? It stays in the file: gl shows it.");
    let command = Command::PutDraftAway(draft.id.clone());
    let waiting = Waiting::PutAway(draft.id.clone());
    Next::ask(question, Next::write(command, waiting))
}

fn rows(see: &See<'_>) -> Vec<Line<On>> {
    let (left, away): (Vec<&OtherDraft>, Vec<&OtherDraft>) =
        all_left(see).partition(|draft| draft.is_offered());
    let mut out = half_logged(see);
    out.push(Line::heading(
        "Typed when a program ended, and not recorded. Enter goes on with it.",
    ));
    out.extend(left.iter().map(|draft| line(see, draft)));
    if left.is_empty() {
        out.push(Line::read("  Nothing was left behind.", Tone::Faint));
    }
    let live = see
        .desk
        .drafts
        .others
        .iter()
        .filter(|draft| draft.is_live());
    let mut live = live.peekable();
    if live.peek().is_some() {
        out.push(Line::blank());
        out.push(Line::heading("Being typed now, by somebody else"));
        out.extend(
            live.map(|draft| Line::read(format!("  {}", typing_words(see, draft)), Tone::Plain)),
        );
    }
    if !away.is_empty() {
        out.push(Line::blank());
        out.push(Line::heading("Put away; Enter still goes on with it"));
        out.extend(away.iter().map(|draft| line(see, draft)));
    }
    if let Some(words) = old::words(see) {
        out.push(Line::blank());
        out.push(Line::read(format!("  {words}"), Tone::Faint));
    }
    out
}

/// Returns the calls that are half logged here, and one more; nothing while none is.
fn half_logged(see: &See<'_>) -> Vec<Line<On>> {
    let calls = see.desk.drafts.half_logged();
    if calls.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::heading(
        "Calls that are half logged here. Enter goes on with one, n logs a new one.",
    )];
    out.extend(calls.into_iter().map(|draft| {
        let kept = match draft.saved_at {
            Some(at) if !draft.is_unkept => format!("kept {}", at.short(see.now)),
            _ => "NOT KEPT yet".to_owned(),
        };
        let words = format!("  a call, {kept}{}", taste(&draft.body));
        Line::on(words, Tone::Strong, On::HalfLogged(draft.key.clone()))
    }));
    out.push(Line::on("  A new call", Tone::Plain, On::NewCall));
    out.push(Line::blank());
    out
}

/// Yields what was left behind, the last kept first.
fn all_left<'a>(see: &See<'a>) -> impl Iterator<Item = &'a OtherDraft> {
    let mut left: Vec<&OtherDraft> = see
        .desk
        .drafts
        .others
        .iter()
        .filter(|draft| !draft.is_live() && !draft.is_empty())
        .collect();
    left.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
    left.into_iter()
}

fn line(see: &See<'_>, draft: &OtherDraft) -> Line<On> {
    let taste = match &draft.left {
        Some(Left::Body(body)) => taste(body),
        Some(Left::Unreadable(why)) => format!(": it is kept, and cannot be read ({why})"),
        None => String::new(),
    };
    let words = format!(
        "  {}, {}, kept {}{taste}",
        title(see, &draft.key),
        whose(draft),
        draft.saved_at.short(see.now)
    );
    Line::on(words, Tone::Strong, On::Left(draft.id.clone()))
}

/// Returns the beginning of the longest thing that was typed.
fn taste(body: &DraftBody) -> String {
    match body
        .touched()
        .max_by_key(|field| field.value.chars().count())
    {
        Some(longest) => format!(": «{}»", fit(&clean_line(&longest.value), TASTE).trim_end()),
        None => ": nothing was typed".to_owned(),
    }
}
