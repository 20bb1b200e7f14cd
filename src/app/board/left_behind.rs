//! What programs that ended left half typed: a line that dropped, a terminal that was closed.
//!
//! Nothing of it is recorded. It is offered when the desk opens: to be gone on with, compared with
//! what is recorded, or put away; it is never filled into a form unasked. The calls that are half
//! logged here stand before it: several can be at once.

mod old;

use super::{App, Line, On, Tone};
use crate::app::action::Action;
use crate::app::forms::{Purpose, handover, person, record};
use crate::app::message::{KeptDraft, Outcome};
use crate::app::screen::{Confirm, Screen, Then};
use crate::app::undo::inverse::for_good;
use crate::app::writes::waiting::Waiting;
use crate::domain::command::Command;
use crate::domain::draft::{DraftBody, DraftKey, Left, OtherDraft, RecordOf};
use crate::domain::id::{DraftId, IncidentId};
use crate::domain::text::{clean_line, fit};

use super::Board;

/// Columns of what was typed that a line shows.
const TASTE: usize = 60;

/// Returns the lines of the page.
pub(super) fn lines(app: &App) -> Vec<Line> {
    let (left, away): (Vec<&OtherDraft>, Vec<&OtherDraft>) =
        all_left(app).partition(|draft| draft.is_offered());
    let mut out = half_logged(app);
    out.push(Line::heading(
        "Typed when a program ended, and not recorded. Enter goes on with it.",
    ));
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
    if let Some(words) = old::words(app) {
        out.push(Line::blank());
        out.push(Line::read(format!("  {words}"), Tone::Faint));
    }
    out
}

/// Returns the calls that are half logged here, and one more; nothing while none is.
fn half_logged(app: &App) -> Vec<Line> {
    let calls = app.desk.half_logged();
    if calls.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::heading(
        "Calls that are half logged here. Enter goes on with one, n logs a new one.",
    )];
    out.extend(calls.into_iter().map(|draft| {
        let kept = match draft.saved_at {
            Some(at) if !draft.is_unkept => format!("kept {}", at.short(app.now)),
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
fn all_left(app: &App) -> impl Iterator<Item = &OtherDraft> {
    let mut left: Vec<&OtherDraft> = app.desk.others.iter().filter(|d| !d.is_live()).collect();
    left.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
    left.into_iter()
}

fn line(app: &App, draft: &OtherDraft) -> Line {
    let taste = match &draft.left {
        Some(Left::Body(body)) => taste(body),
        Some(Left::Unreadable(why)) => format!(": it is kept, and cannot be read ({why})"),
        None => String::new(),
    };
    let words = format!(
        "  {}, {}, kept {}{taste}",
        title(app, &draft.key),
        whose(draft),
        draft.saved_at.short(app.now)
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
    let doing = match &draft.key {
        DraftKey::New(_) => "is logging a call".to_owned(),
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
fn title(app: &App, key: &DraftKey) -> String {
    let form = match key {
        DraftKey::New(_) => "a new incident",
        DraftKey::Contact(_) => "a contact",
        DraftKey::OfferHandover(_) | DraftKey::AcceptHandover(..) => "a handover",
        DraftKey::Alert(_) => "the alert form",
        DraftKey::Note(_) => "a note",
        DraftKey::Call(..) => "a call",
        DraftKey::Record(..) => "what happened",
        DraftKey::AddPerson(_) | DraftKey::EditPerson(..) => "a person",
        DraftKey::Correct(..) => "a correction",
        DraftKey::NotRaised(_) => "why no alert is raised",
        DraftKey::Late(..) => "why the alert is late",
        DraftKey::Answer(..) | DraftKey::Position { .. } => "an answer",
        DraftKey::TakeOff(..) => "why a person is taken off",
        DraftKey::Ledger(..) => "an entry",
        DraftKey::Paper(..) | DraftKey::Unknown(_) => "a form",
    };
    match key.incident().and_then(|id| app.desk.row(id)) {
        Some(row) => format!("{form} of {}", row.incident.reference),
        None => form.to_owned(),
    }
}

impl App {
    /// Puts what was left behind in front, where there is any that nobody has put away.
    pub(in crate::app) fn offer_left_behind(&mut self) -> Outcome {
        if !all_left(self).any(OtherDraft::is_offered) {
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
            .filter_map(|draft| draft.key.incident())
            .collect();
        let mut outcome = Outcome::redraw();
        for id in about {
            outcome = outcome.then(self.read(id));
        }
        outcome
    }

    /// Says whether the page is in front on which a half logged call is chosen.
    pub(in crate::app) fn is_choosing_a_call(&self) -> bool {
        is_page(self.front())
    }

    /// Leaves the page, once a call was chosen on it.
    pub(in crate::app) fn leave_calls(&mut self) {
        if self.is_choosing_a_call() {
            self.close_front();
        }
    }

    pub(super) fn act_on_left_behind(&mut self, on: Option<On>, action: Action) -> Outcome {
        if action == Action::ForgetOld {
            return self.ask_to_forget_old();
        }
        match on {
            Some(On::HalfLogged(key)) => self.act_on_half_logged(key, action),
            Some(On::NewCall) if action == Action::Enter => self.open_new_call(),
            Some(On::Left(id)) => self.act_on_left(&id, action),
            _ => self.say("Nothing is chosen here: Esc goes to the desk."),
        }
    }

    fn act_on_half_logged(&mut self, key: DraftKey, action: Action) -> Outcome {
        if action == Action::Enter {
            self.leave_calls();
            return self.open_quick_log(key);
        }
        self.say("It is your own: Enter goes on with it, and Ctrl-D throws it away there.")
    }

    fn act_on_left(&mut self, id: &DraftId, action: Action) -> Outcome {
        let found = self.desk.others.iter().find(|draft| draft.id == *id);
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
                let then = Then::PutAway(draft.id);
                self.push(Screen::Confirm(Confirm { question, then }))
            }
            _ => Outcome::redraw(),
        }
    }

    fn take_up(&mut self, draft: OtherDraft) -> Outcome {
        if let Some(Left::Unreadable(why)) = &draft.left {
            let words = format!("It cannot be read: {why}. It is kept; D puts it away.");
            return self.refuse(words);
        }
        // One more call stands beside the others.
        if !draft.key.is_new() && self.desk.draft(&draft.key).is_some() {
            return self.refuse(
                "You have half filled in the same form: save or discard yours first. c compares.",
            );
        }
        let command = Command::TakeUpDraft(draft.id.clone());
        self.run(command, Waiting::TakenUp(Box::new(draft))).1
    }

    /// Opens the form of a draft that has become this sitting's own, under a key.
    pub(in crate::app) fn taken_up(&mut self, draft: OtherDraft, key: &DraftKey) -> Outcome {
        self.desk.others.retain(|other| other.id != draft.id);
        self.leave_if_none_left();
        if let Some(Left::Body(body)) = draft.left {
            let kept = KeptDraft::in_file(key.clone(), body, draft.saved_at);
            self.desk.drafts.push(kept);
        }
        self.open_kept(key)
    }

    pub(in crate::app) fn put_draft_away(&mut self, id: DraftId) -> Outcome {
        let command = Command::PutDraftAway(id.clone());
        self.run(command, Waiting::PutAway(id)).1
    }

    /// Shows a draft as put away, and leaves the page once nothing else is offered on it.
    pub(in crate::app) fn put_away(&mut self, id: &DraftId) -> Outcome {
        let now = self.now;
        for other in &mut self.desk.others {
            if other.id == *id {
                other.put_away = Some(now);
            }
        }
        self.leave_if_none_left();
        self.undo.push(for_good("put a draft away"));
        self.say("Put away: it stays in the file, and gl shows it.")
    }

    fn leave_if_none_left(&mut self) {
        if !all_left(self).any(OtherDraft::is_offered) {
            self.screens.retain(|screen| !is_page(screen));
        }
    }

    /// Opens the form that a draft of this sitting is of.
    fn open_kept(&mut self, key: &DraftKey) -> Outcome {
        match key {
            DraftKey::New(_) => return self.open_quick_log(key.clone()),
            DraftKey::Contact(role) => return self.open_contact_of(role),
            // Its key names who typed it, who may be another: it is gone on with under that key.
            DraftKey::OfferHandover(_) => {
                let mut form = handover::offer_form(&self.desk);
                form.draft_key = Some(key.clone());
                return self.open_form(Purpose::OfferHandover, form);
            }
            DraftKey::AcceptHandover(id, _) => return self.accept_handover(*id, Some(key.clone())),
            _ => {}
        }
        let words = format!("It is yours: open {} again to go on.", title(self, key));
        let Some(id) = key.incident().filter(|id| self.desk.row(*id).is_some()) else {
            return self.say(words);
        };
        match key {
            DraftKey::Alert(_) => self.open_alert_form_of(id),
            DraftKey::Paper(_, paper) => self.open_paper(id, paper),
            DraftKey::Note(_) => self.open_form(Purpose::Note(id), record::note_form()),
            DraftKey::AddPerson(_) => self.open_form(Purpose::AddPerson(id), person::new_form()),
            DraftKey::Record(_, RecordOf::Anything) => self.open_record(id, None),
            DraftKey::Record(_, RecordOf::Clock(clock)) => {
                self.open_record(id, Some(clock.clone()))
            }
            DraftKey::Call(_, role) => match self.desk.row(id) {
                Some(row) => {
                    let form = record::call_form(&row.case.told, role);
                    self.open_form(Purpose::Call(id, role.clone()), form)
                }
                None => Outcome::redraw(),
            },
            _ => {
                let opened = self.open_incident_at(id);
                let mut said = self.say(words);
                said.effects.extend(opened.effects);
                said
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
        match &draft.left {
            None => {}
            Some(Left::Unreadable(why)) => {
                lines.push(format!("What was typed is kept and cannot be read: {why}"));
            }
            Some(Left::Body(body)) => {
                lines.extend(self.changed_since(&draft.key, body));
                for field in body.touched() {
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

    /// Says that the incident was changed since a form about it was filled.
    fn changed_since(&self, key: &DraftKey, body: &DraftBody) -> Option<String> {
        let row = key.incident().and_then(|id| self.desk.row(id))?;
        // What an earlier release kept says nothing of it.
        (body.version > 0 && body.version < row.incident.version)
            .then(|| "The incident was changed since; Enter shows where that differs.".to_owned())
    }

    /// Returns what this sitting's own draft of the same form says in a field.
    fn own_value(&self, key: &DraftKey, field: &str) -> Option<String> {
        let own = if key.is_new() {
            self.desk.half_logged().into_iter().next()
        } else {
            self.desk.draft(key)
        };
        let typed = own?.body.field(field)?;
        typed.is_touched().then(|| typed.value.clone())
    }
}

fn is_page(screen: &Screen) -> bool {
    matches!(screen, Screen::Board(screen) if screen.board == Board::LeftBehind)
}
