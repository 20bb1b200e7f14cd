//! What programs that ended left half typed: a line that dropped, a terminal that was closed.
//!
//! Nothing of it is recorded. It is offered when the desk opens: to be gone on with, compared with
//! what is recorded, or put away; it is never filled into a form unasked.

pub mod titles;

use self::titles::{incident_of, title, typing_words};
use super::contacts::form::ContactForm;
use super::handover::accept;
use super::handover::form::Offer;
use super::incident::place::open_record;
use super::lines::Lines;
use super::log::QuickLog;
use super::papers::paper::{open_alert, open_paper};
use super::people::form::AddPerson;
use super::timeline::note::Note;
use super::told::Call;
use super::{Next, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::desk::NEW_DRAFT_KEY;
use crate::app::form::draft::{TypedField, typed_fields};
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::screen::IncidentScreen;
use crate::app::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::OtherDraft;
use crate::domain::id::{HandoverId, IncidentId, SittingId};
use crate::domain::text::{clean_line, fit};

/// Columns of what was typed that a line shows.
const TASTE: usize = 60;

/// What programs that ended left half typed.
#[derive(Clone, Debug)]
pub struct LeftBehind;

/// What a line stands for: a draft left behind, by its sitting and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left(SittingId, String);

impl Lines for LeftBehind {
    type On = Left;

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

    fn lines(&self, see: &See<'_>) -> Vec<Line<Left>> {
        rows(see)
    }

    fn act(&self, see: &See<'_>, on: Option<Left>, action: Action) -> Next {
        let Some(Left(sitting, key)) = on else {
            return Next::say("Nothing is chosen here: Esc goes to the desk.");
        };
        let mut others = see.desk.others.iter();
        let found = others.find(|draft| draft.sitting == sitting && draft.key == key);
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
}

/// Says whether anything is left behind that nobody has put away.
#[must_use]
pub fn is_any_left(see: &See<'_>) -> bool {
    all_left(see).any(|draft| !draft.put_away)
}

/// Returns the incidents that others' drafts are about: what is said of a draft names its incident.
#[must_use]
pub fn incidents(see: &See<'_>) -> Vec<IncidentId> {
    let others = see.desk.others.iter();
    others.filter_map(|draft| incident_of(&draft.key)).collect()
}

fn take_up(see: &See<'_>, draft: &OtherDraft) -> Next {
    if see.desk.draft(&draft.key).is_some() {
        return Next::refuse(
            "You have half filled in the same form: save or discard yours first. c compares.",
        );
    }
    let command = Command::TakeUpDraft(draft.sitting.clone(), draft.key.clone());
    Next::write(command, Waiting::TakenUp(Box::new(draft.clone())))
}

fn ask_to_put_away(see: &See<'_>, draft: &OtherDraft) -> Next {
    let what = title(see, &draft.key);
    let question =
        format!("Put away {what} that was left half typed? It stays in the file: gl shows it.");
    let command = Command::PutDraftAway(draft.sitting.clone(), draft.key.clone());
    let waiting = Waiting::PutAway(Box::new(draft.clone()));
    Next::ask(question, Next::write(command, waiting))
}

/// Opens the form that a draft of this sitting is of.
pub fn open_kept(see: &See<'_>, key: &str) -> Next {
    if let Some(handover) = handover_of(key) {
        return accept(see, handover, Some(key));
    }
    let parts: Vec<&str> = key.split('/').collect();
    let row = incident_of(key).and_then(|id| see.row(id));
    match (parts.as_slice(), row) {
        ([NEW_DRAFT_KEY], _) => Next::form(QuickLog),
        (["contact", role], _) => Next::form(ContactForm {
            role: (*role).to_owned(),
        }),
        // Its key names who typed it, who may be another: it is gone on with under that key.
        (["handover", "offer", ..], _) => Next::form(Offer {
            draft: Some(key.to_owned()),
        }),
        (["alert", _], Some(row)) => open_alert(see, row),
        (["paper", _, paper], Some(row)) => open_paper(see, row.incident.id, paper),
        (["note", _], Some(row)) => Next::form(Note::new(row.incident.id)),
        (["person", _], Some(row)) => Next::form(AddPerson {
            id: row.incident.id,
        }),
        (["record", _, clock], Some(row)) => {
            let clock = (!clock.is_empty()).then(|| (*clock).to_owned());
            open_record(see, row, clock)
        }
        (["call", _, role], Some(row)) => Next::form(Call {
            id: row.incident.id,
            role: (*role).to_owned(),
        }),
        (_, row) => {
            let words = format!("It is yours: open {} again to go on.", title(see, key));
            let opened = match row {
                Some(row) => Next::open(Screen::Incident(IncidentScreen::new(row.incident.id))),
                None => Next::Stay,
            };
            opened.then(Next::say(words))
        }
    }
}

/// Sets what was typed against what was recorded when it was typed, field by field.
fn compare(see: &See<'_>, draft: &OtherDraft) -> Next {
    let mut lines = vec![
        format!("{}, {}", title(see, &draft.key), whose(draft)),
        format!(
            "begun {}, kept {}",
            draft.begun_at.long(),
            draft.saved_at.long()
        ),
        String::new(),
    ];
    match fields(draft) {
        Err(why) => lines.push(format!("What was typed cannot be read: {why}")),
        Ok(typed) => {
            for field in typed {
                lines.push(field.id.replace(['_', '/'], " "));
                lines.push(format!("  typed    «{}»", field.value));
                let before = match field.before.as_str() {
                    "" => "nothing".to_owned(),
                    before => format!("«{before}»"),
                };
                lines.push(format!("  recorded {before}"));
                if let Some(own) = own_value(see, &draft.key, &field.id) {
                    lines.push(format!("  yours    «{own}»"));
                }
            }
        }
    }
    Next::words("LEFT BEHIND", lines)
}

/// Returns what this sitting's own draft of the same form says in a field.
fn own_value(see: &See<'_>, key: &str, field: &str) -> Option<String> {
    let own = see.desk.draft(key)?;
    let typed = typed_fields(&own.body).ok()?;
    let found = typed.into_iter().find(|typed| typed.id == field);
    found.map(|typed| typed.value)
}

fn rows(see: &See<'_>) -> Vec<Line<Left>> {
    let (away, left): (Vec<&OtherDraft>, Vec<&OtherDraft>) =
        all_left(see).partition(|draft| draft.put_away);
    let mut out = vec![Line::heading(
        "Typed when a program ended, and not recorded. Enter goes on with it.",
    )];
    out.extend(left.iter().map(|draft| line(see, draft)));
    if left.is_empty() {
        out.push(Line::read("  Nothing was left behind.", Tone::Faint));
    }
    let live = see.desk.others.iter().filter(|draft| draft.is_live());
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
    out
}

/// Yields what was left behind, the last kept first.
fn all_left<'a>(see: &See<'a>) -> impl Iterator<Item = &'a OtherDraft> {
    let mut left: Vec<&OtherDraft> = see.desk.others.iter().filter(|d| !d.is_live()).collect();
    left.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
    left.into_iter()
}

fn line(see: &See<'_>, draft: &OtherDraft) -> Line<Left> {
    let taste = match fields(draft) {
        Ok(typed) => match typed.iter().max_by_key(|field| field.value.chars().count()) {
            Some(longest) => format!(": «{}»", fit(&clean_line(&longest.value), TASTE).trim_end()),
            None => ": nothing was typed".to_owned(),
        },
        Err(why) => format!(": it cannot be read ({why})"),
    };
    let words = format!(
        "  {}, {}, kept {}{taste}",
        title(see, &draft.key),
        whose(draft),
        draft.saved_at.short(see.now)
    );
    let on = Left(draft.sitting.clone(), draft.key.clone());
    Line::on(words, Tone::Strong, on)
}

fn fields(draft: &OtherDraft) -> Result<Vec<TypedField>, String> {
    typed_fields(draft.left.as_deref().unwrap_or_default())
}

/// Returns whose a draft is.
fn whose(draft: &OtherDraft) -> String {
    match (draft.by.is_empty(), draft.host.is_empty()) {
        (true, _) => "kept before the last upgrade".to_owned(),
        (false, true) => draft.by.clone(),
        (false, false) => format!("{} on {}", draft.by, draft.host),
    }
}

/// Returns the handover that a draft's key is about to accept.
fn handover_of(key: &str) -> Option<HandoverId> {
    let rest = key.strip_prefix("handover/")?;
    rest.split('/').next()?.parse().ok().map(HandoverId)
}
