//! Forms of the pack and letters: what was sent, what is to be written.

pub mod pack_form;
pub mod paper;

use self::paper::open_paper;
use super::ledger::Ledger;
use super::lines::{Listing, NOTHING_TO_TAKE_BACK};
use super::notification::Notification;
use super::send::sent::unsent_of;
use super::send::{ask_whether_sent, open_send};
use super::{Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::domain::command::Edit;
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::pack::Form;
use crate::pack::Means;
use crate::rules::letters::LetterFace;
use crate::rules::steps::StepState;
use crate::words::event;
use crate::words::outgoing::{sent as sent_words, with_file};

/// The forms and letters of an incident.
#[derive(Clone, Debug)]
pub struct Papers(pub IncidentId);

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A form of the pack.
    Form(String),
    /// A letter of the pack.
    Letter(String),
    /// The notification's page.
    Notification,
}

impl Ledger for Papers {
    type On = On;

    const TITLE: &'static str = "PAPERS";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row)
    }

    fn act_on(&self, see: &See<'_>, row: &Row, on: On, action: Action) -> Next {
        let id = self.0;
        match (on, action) {
            (On::Notification, Action::Enter) => Next::open(Listing::screen(Notification(id))),
            (On::Form(form), Action::Enter | Action::EditForm) => open_paper(see, id, &form),
            (On::Form(form), Action::Done) if unsent_of(row, &form).is_some() => {
                ask_whether_sent(see, id, &form)
            }
            (On::Form(form), Action::Done | Action::SendForm) => open_send(id, &form),
            (On::Letter(letter), Action::Enter) => show_letter(see, row, &letter),
            (On::Letter(letter), Action::Done) => letter_written(see, row, &letter),
            (_, Action::TakeBack) => Next::say(NOTHING_TO_TAKE_BACK),
            _ => Next::Stay,
        }
    }
}

fn show_letter(see: &See<'_>, row: &Row, letter: &str) -> Next {
    let letters = see.desk.letters(row, see.now);
    let Some(letter) = letters.into_iter().find(|known| known.id == letter) else {
        return Next::Stay;
    };
    let mut lines: Vec<String> = letter.text.lines().map(str::to_owned).collect();
    lines.push(String::new());
    lines.push("Copy it into the record; then Esc, and x ticks it as written.".to_owned());
    Next::words(letter.title.to_uppercase(), lines)
}

/// Shows a letter, and asks over it whether it is written: one key reads and records it.
pub(super) fn write_letter(see: &See<'_>, row: &Row, letter: &str) -> Next {
    let known = row.pack().letters.iter().find(|known| known.id == letter);
    let Some(known) = known else {
        return Next::say("The edition that this case was logged under has no such letter.");
    };
    let question = format!(
        "Copy it from here. Record «{}» as written now?",
        known.title
    );
    show_letter(see, row, letter).then(Next::ask(question, letter_written(see, row, letter)))
}

fn letter_written(see: &See<'_>, row: &Row, letter: &str) -> Next {
    let found = row.pack().letters.iter().find(|row| row.id == letter);
    let Some(event) = found.map(|row| row.event.clone()) else {
        return Next::Stay;
    };
    // What tells of a decision is written again when the decision is another.
    let steps = row
        .case
        .steps
        .iter()
        .filter(|step| step.done.contains(&event));
    let mut steps = steps.map(|step| step.state).peekable();
    let done = match steps.peek() {
        Some(_) => steps.all(|state| state == StepState::Done),
        None => row.incident.has(&event),
    };
    if done {
        return Next::say("It is ticked as written already; the timeline has it.");
    }
    let edit = Edit::Event(NewEvent::new(&event, Moment::exact(see.now)));
    Next::revise(row.incident.id, "the tick", vec![edit])
}

fn rows(see: &See<'_>, row: &Row) -> Vec<Line<On>> {
    let mut out = vec![Line::heading("Forms")];
    for form in &row.pack().forms {
        form_line(see, row, form, &mut out);
    }
    out.push(Line::blank());
    out.push(Line::heading(
        "Words ready to copy (Enter reads, x ticks as written)",
    ));
    let letters = see.desk.letters(row, see.now);
    for letter in &letters {
        out.push(letter_line(letter));
    }
    if letters.is_empty() {
        out.push(Line::read("  This protocol holds none.", Tone::Faint));
    }
    out
}

fn form_line(see: &See<'_>, row: &Row, form: &Form, out: &mut Vec<Line<On>>) {
    let sent = row
        .incident
        .filings
        .iter()
        .rfind(|filing| filing.form == form.id);
    let asked = see.desk.asks(row, form.when.as_ref(), see.now);
    let unsent = unsent_of(row, &form.id);
    let (state, tone) = match (sent, asked) {
        _ if let Some(unsent) = unsent => (with_file(unsent, see.now), Tone::Late),
        (Some(filing), _) => {
            let to = filing.to.join(", ");
            (
                format!(
                    "{}; written by {} to {to}",
                    sent_words(&row.incident, filing),
                    filing.by
                ),
                Tone::Well,
            )
        }
        (None, Answer::Yes) => ("not sent".to_owned(), Tone::Strong),
        (None, Answer::Unknown) => ("not known whether it is called for".to_owned(), Tone::Plain),
        (None, Answer::No) => ("not called for now".to_owned(), Tone::Faint),
    };
    let notified = row.pack().event_meaning(Means::Notified);
    let on = if form.event.as_deref() == Some(notified) {
        On::Notification
    } else {
        On::Form(form.id.clone())
    };
    out.push(Line::on(format!("  {}: {state}", form.title), tone, on));
}

fn letter_line(letter: &LetterFace) -> Line<On> {
    let (state, tone) = match (&letter.written, letter.due) {
        (None, Answer::No) => ("later".to_owned(), Tone::Faint),
        (None, _) => ("to be written".to_owned(), Tone::Strong),
        (Some(written), _) => (format!("written {}", event::done(written)), Tone::Well),
    };
    let words = format!("  {} (to {}): {state}", letter.title, letter.to);
    Line::on(words, tone, On::Letter(letter.id.clone()))
}
