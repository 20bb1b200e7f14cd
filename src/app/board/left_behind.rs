//! What programs that ended left half typed: a line that dropped, a terminal that was closed.
//!
//! Nothing of it is recorded. It is offered when the desk opens: to be gone on with, compared with
//! what is recorded, or put away; it is never filled into a form unasked.

use super::{App, Line, On, Tone};
use crate::app::action::Action;
use crate::app::form::draft::{TypedField, typed_fields};
use crate::app::forms::{Purpose, handover, person, record};
use crate::app::message::{KeptDraft, Outcome};
use crate::app::screen::{Confirm, Screen, Then};
use crate::app::undo::inverse::for_good;
use crate::app::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::OtherDraft;
use crate::domain::id::{HandoverId, IncidentId};
use crate::domain::text::{clean_line, fit};

use super::Board;

/// Columns of what was typed that a line shows.
const TASTE: usize = 60;

/// Returns the lines of the page.
pub(super) fn lines(app: &App) -> Vec<Line> {
    let (away, left): (Vec<&OtherDraft>, Vec<&OtherDraft>) =
        all_left(app).partition(|draft| draft.put_away);
    let mut out = vec![Line::heading(
        "Typed when a program ended, and not recorded. Enter goes on with it.",
    )];
    out.extend(left.iter().map(|draft| line(app, draft)));
    if left.is_empty() {
        out.push(Line::read("  Nothing was left behind.", Tone::Faint));
    }
    let live = app.desk.others.iter().filter(|draft| draft.is_live());
    let mut live = live.peekable();
    if live.peek().is_some() {
        out.push(Line::blank());
        out.push(Line::heading("Being typed now, by somebody else"));
        out.extend(
            live.map(|draft| Line::read(format!("  {}", typing_words(app, draft)), Tone::Plain)),
        );
    }
    if !away.is_empty() {
        out.push(Line::blank());
        out.push(Line::heading("Put away; Enter still goes on with it"));
        out.extend(away.iter().map(|draft| line(app, draft)));
    }
    out
}

/// Yields what was left behind, the last kept first.
fn all_left(app: &App) -> impl Iterator<Item = &OtherDraft> {
    let mut left: Vec<&OtherDraft> = app.desk.others.iter().filter(|d| !d.is_live()).collect();
    left.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
    left.into_iter()
}

fn line(app: &App, draft: &OtherDraft) -> Line {
    let taste = match fields(draft) {
        Ok(typed) => match typed.iter().max_by_key(|field| field.value.chars().count()) {
            Some(longest) => format!(": «{}»", fit(&clean_line(&longest.value), TASTE).trim_end()),
            None => ": nothing was typed".to_owned(),
        },
        Err(why) => format!(": it cannot be read ({why})"),
    };
    let words = format!(
        "  {}, {}, kept {}{taste}",
        title(app, &draft.key),
        whose(draft),
        draft.saved_at.short(app.now)
    );
    let on = On::Left(draft.sitting.clone(), draft.key.clone());
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

/// Returns who is typing what since when: `S. Other is logging a call since 02:30`.
#[must_use]
pub fn typing_words(app: &App, draft: &OtherDraft) -> String {
    let doing = match draft.key.as_str() {
        crate::app::desk::NEW_DRAFT_KEY => "is logging a call".to_owned(),
        key => format!("is filling in {}", title(app, key)),
    };
    let begun = draft.begun_at;
    let since = if begun.london_date() == app.now.london_date() {
        begun.london().format("%H:%M").to_string()
    } else {
        begun.short(app.now)
    };
    format!("{} {doing} since {since}", draft.by)
}

/// Returns who is typing what, on one line; nothing while nobody else is.
#[must_use]
pub fn typing_line<'a>(
    app: &App,
    mut drafts: impl Iterator<Item = &'a OtherDraft>,
) -> Option<String> {
    let first = typing_words(app, drafts.next()?);
    Some(match drafts.count() {
        0 => first,
        more => format!("{first}, and {more} more"),
    })
}

/// Returns what a draft is of, in words: the form, and the incident it is about.
fn title(app: &App, key: &str) -> String {
    let mut parts = key.split('/');
    let kind = parts.next().unwrap_or_default();
    let form = match kind {
        crate::app::desk::NEW_DRAFT_KEY => return "a new incident".to_owned(),
        "alert" => "the alert form",
        "note" => "a note",
        "call" => "a call",
        "record" => "what happened",
        "person" => "a person",
        "correct" => "a correction",
        "not_raised" => "why no alert is raised",
        "late" => "why the alert is late",
        "answer" => "an answer",
        "take_off" => "why a person is taken off",
        "ledger" => "an entry",
        "contact" => return "a contact".to_owned(),
        "handover" => return "a handover".to_owned(),
        _ => "a form",
    };
    let row = incident_of(key).and_then(|id| app.desk.row(id));
    match row {
        Some(row) => format!("{form} of {}", row.incident.reference),
        None => form.to_owned(),
    }
}

/// Returns the incident that a draft's key names; a handover's number is no incident's.
fn incident_of(key: &str) -> Option<IncidentId> {
    let (kind, rest) = key.split_once('/')?;
    match kind {
        "alert" | "note" | "call" | "record" | "person" | "take_off" | "correct" | "not_raised"
        | "late" | "answer" | "paper" | "ledger" => {
            rest.split('/').next()?.parse().ok().map(IncidentId)
        }
        _ => None,
    }
}

/// Returns the handover that a draft's key is about to accept.
fn handover_of(key: &str) -> Option<HandoverId> {
    let rest = key.strip_prefix("handover/")?;
    rest.split('/').next()?.parse().ok().map(HandoverId)
}

impl App {
    /// Puts what was left behind in front, where there is any that nobody has put away.
    pub(in crate::app) fn offer_left_behind(&mut self) -> Outcome {
        if all_left(self).all(|draft| draft.put_away) {
            return Outcome::redraw();
        }
        self.open_left_behind()
    }

    pub(in crate::app) fn open_left_behind(&mut self) -> Outcome {
        let outcome = self.open_board(Board::LeftBehind, None);
        // A handover that was being offered is gone on with from here.
        outcome.then(self.read_shift())
    }

    /// Reads the incidents that others' drafts are about: what is said of a draft names its incident.
    pub(in crate::app) fn read_titles(&mut self) -> Outcome {
        let about: Vec<IncidentId> = self
            .desk
            .others
            .iter()
            .filter_map(|draft| incident_of(&draft.key))
            .collect();
        let mut outcome = Outcome::redraw();
        for id in about {
            outcome = outcome.then(self.read(id));
        }
        outcome
    }

    pub(super) fn act_on_left_behind(&mut self, on: Option<On>, action: Action) -> Outcome {
        let Some(On::Left(sitting, key)) = on else {
            return self.say("Nothing is chosen here: Esc goes to the desk.");
        };
        let mut others = self.desk.others.iter();
        let found = others.find(|draft| draft.sitting == sitting && draft.key == key);
        let Some(draft) = found.cloned() else {
            return self.refuse("It is no longer here: somebody else took it up.");
        };
        match action {
            Action::Enter => self.take_up(draft),
            Action::Compare => self.compare_draft(&draft),
            Action::TakeBack => {
                let what = title(self, &draft.key);
                let question = format!(
                    "Put away {what} that was left half typed? It stays in the file: gl shows it."
                );
                let then = Then::PutAway(Box::new(draft));
                self.push(Screen::Confirm(Confirm { question, then }))
            }
            _ => Outcome::redraw(),
        }
    }

    fn take_up(&mut self, draft: OtherDraft) -> Outcome {
        if self.desk.draft(&draft.key).is_some() {
            return self.refuse(
                "You have half filled in the same form: save or discard yours first. c compares.",
            );
        }
        let command = Command::TakeUpDraft(draft.sitting.clone(), draft.key.clone());
        self.run(command, Waiting::TakenUp(Box::new(draft))).1
    }

    /// Opens the form of a draft that has become this sitting's own.
    pub(in crate::app) fn taken_up(&mut self, draft: OtherDraft) -> Outcome {
        self.forget_other(&draft);
        let key = draft.key.clone();
        let body = draft.left.unwrap_or_default();
        let kept = KeptDraft::in_file(draft.key, body, draft.saved_at);
        self.desk.drafts.push(kept);
        self.open_kept(&key)
    }

    pub(in crate::app) fn put_draft_away(&mut self, draft: OtherDraft) -> Outcome {
        let command = Command::PutDraftAway(draft.sitting.clone(), draft.key.clone());
        self.run(command, Waiting::PutAway(Box::new(draft))).1
    }

    /// Shows a draft as put away, and leaves the page once nothing else is offered on it.
    pub(in crate::app) fn put_away(&mut self, draft: &OtherDraft) -> Outcome {
        for other in &mut self.desk.others {
            if other.sitting == draft.sitting && other.key == draft.key {
                other.put_away = true;
            }
        }
        self.leave_if_none_left();
        self.undo.push(for_good("put a draft away"));
        self.say("Put away: it stays in the file, and gl shows it.")
    }

    fn forget_other(&mut self, draft: &OtherDraft) {
        let is_it = |other: &OtherDraft| other.sitting == draft.sitting && other.key == draft.key;
        self.desk.others.retain(|other| !is_it(other));
        self.leave_if_none_left();
    }

    fn leave_if_none_left(&mut self) {
        if all_left(self).all(|draft| draft.put_away) {
            self.screens
                .retain(|s| !matches!(s, Screen::Board(s) if s.board == Board::LeftBehind));
        }
    }

    /// Opens the form that a draft of this sitting is of.
    fn open_kept(&mut self, key: &str) -> Outcome {
        if let Some(handover) = handover_of(key) {
            return self.accept_handover(handover, Some(key));
        }
        let parts: Vec<&str> = key.split('/').collect();
        let id = incident_of(key).filter(|id| self.desk.row(*id).is_some());
        match (parts.as_slice(), id) {
            ([crate::app::desk::NEW_DRAFT_KEY], _) => self.open_quick_log(),
            (["contact", role], _) => self.open_contact_of(role),
            // Its key names who typed it, who may be another: it is gone on with under that key.
            (["handover", "offer", ..], _) => {
                let mut form = handover::offer_form(&self.desk);
                form.draft_key = Some(key.to_owned());
                self.open_form(Purpose::OfferHandover, form)
            }
            (["alert", _], Some(id)) => self.open_alert_form_of(id),
            (["paper", _, paper], Some(id)) => self.open_paper(id, paper),
            (["note", _], Some(id)) => self.open_form(Purpose::Note(id), record::note_form()),
            (["person", _], Some(id)) => self.open_form(Purpose::AddPerson(id), person::new_form()),
            (["record", _, clock], Some(id)) => {
                let clock = (!clock.is_empty()).then(|| (*clock).to_owned());
                self.open_record(id, clock)
            }
            (["call", _, role], Some(id)) => match self.desk.row(id) {
                Some(row) => {
                    let form = record::call_form(&row.case.told, role);
                    self.open_form(Purpose::Call(id, (*role).to_owned()), form)
                }
                None => Outcome::redraw(),
            },
            (_, Some(id)) => {
                let words = format!("It is yours: open {} again to go on.", title(self, key));
                let opened = self.open_incident_at(id);
                let mut said = self.say(words);
                said.effects.extend(opened.effects);
                said
            }
            _ => {
                let words = format!("It is yours: open {} again to go on.", title(self, key));
                self.say(words)
            }
        }
    }

    /// Sets what was typed against what was recorded when it was typed, field by field.
    fn compare_draft(&mut self, draft: &OtherDraft) -> Outcome {
        let mut lines = vec![
            format!("{}, {}", title(self, &draft.key), whose(draft)),
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
                    if let Some(own) = self.own_value(&draft.key, &field.id) {
                        lines.push(format!("  yours    «{own}»"));
                    }
                }
            }
        }
        self.show_words("LEFT BEHIND", lines)
    }

    /// Returns what this sitting's own draft of the same form says in a field.
    fn own_value(&self, key: &str, field: &str) -> Option<String> {
        let own = self.desk.draft(key)?;
        let typed = typed_fields(&own.body).ok()?;
        let found = typed.into_iter().find(|typed| typed.id == field);
        found.map(|typed| typed.value)
    }
}
