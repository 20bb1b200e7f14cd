//! Forms, letters, and the notification gathered for the national form, which keeps nothing.

use super::{App, Board, Line, On, Page, Row, Screen, Tone};
use crate::app::action::Action;
use crate::app::message::{OutFile, Outcome};
use crate::domain::command::Edit;
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::incident::Person;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::exchange::alert::file_stem;
use crate::exchange::form_text::{PACK_OF, form_text};
use crate::protocol::form::{missing, people_of, value};
use crate::protocol::letters::LetterFace;
use crate::protocol::pack::Form;
use crate::protocol::pack::Means;
use crate::protocol::steps::StepState;

pub(super) fn lines(app: &App, row: &Row) -> Vec<Line> {
    let mut out = vec![Line::heading("Forms")];
    for form in &app.desk.pack.forms {
        form_line(app, row, form, &mut out);
    }
    out.push(Line::blank());
    out.push(Line::heading(
        "Words ready to copy (Enter reads, x ticks as written)",
    ));
    let letters = app.desk.letters(row, app.now);
    for letter in &letters {
        out.push(letter_line(letter));
    }
    if letters.is_empty() {
        out.push(Line::read("  This protocol holds none.", Tone::Faint));
    }
    out
}

fn form_line(app: &App, row: &Row, form: &Form, out: &mut Vec<Line>) {
    let sent = row
        .incident
        .filings
        .iter()
        .rfind(|filing| filing.form == form.id);
    let asked = app.desk.asks(row, form.when.as_ref(), app.now);
    let (state, tone) = match (sent, asked) {
        (Some(filing), _) => {
            let to = filing.to.join(", ");
            (
                format!("sent {} by {} to {to}", filing.at.long(), filing.by),
                Tone::Well,
            )
        }
        (None, Answer::Yes) => ("not sent".to_owned(), Tone::Strong),
        (None, Answer::Unknown) => ("not known whether it is called for".to_owned(), Tone::Plain),
        (None, Answer::No) => ("not called for now".to_owned(), Tone::Faint),
    };
    let notified = app.desk.pack.event_meaning(Means::Notified);
    let on = if form.event.as_deref() == Some(notified) {
        On::Notification
    } else {
        On::Form(form.id.clone())
    };
    out.push(Line::on(format!("  {}: {state}", form.title), tone, on));
}

fn letter_line(letter: &LetterFace) -> Line {
    let (state, tone) = match (letter.written.as_str(), letter.due) {
        ("", Answer::No) => ("later".to_owned(), Tone::Faint),
        ("", _) => ("to be written".to_owned(), Tone::Strong),
        (written, _) => (format!("written {written}"), Tone::Well),
    };
    let words = format!("  {} (to {}): {state}", letter.title, letter.to);
    Line::on(words, tone, On::Letter(letter.id.clone()))
}

pub(super) fn notification_lines(app: &App, row: &Row) -> Vec<Line> {
    let pack = &app.desk.pack;
    let Some(form) = pack.notification_form() else {
        return vec![Line::read(
            "This protocol holds no notification.",
            Tone::Plain,
        )];
    };
    let incident = &row.incident;
    let mut out = Vec::new();
    let gaps = missing(pack, form, incident).len();
    let words =
        "The national form forgets everything after 20 idle minutes: have each answer here first.";
    out.push(Line::read(words, Tone::Plain));
    out.push(Line::read(state_words(app, row), Tone::Strong));
    let fill = if gaps == 0 {
        "nothing is missing".to_owned()
    } else {
        format!("{gaps} missing")
    };
    out.push(Line::on(
        format!("  Fill it in: {fill}"),
        Tone::Strong,
        On::FillIn,
    ));
    out.push(Line::on(
        "  Write it out as text, to read across, copy or print",
        Tone::Plain,
        On::WriteOut,
    ));
    out.push(Line::on(
        "  Record it as submitted",
        Tone::Strong,
        On::Submitted,
    ));
    if app
        .desk
        .stands(row, pack.event_meaning(Means::Notified), app.now)
    {
        let words = "  Record it as withdrawn, because";
        out.push(Line::on(words, Tone::Plain, On::Withdrawn));
    }
    for section in &form.section {
        if section.repeats.is_none() {
            out.push(Line::blank());
            out.push(Line::heading(section.title.clone()));
            fields(app, row, form, section, None, &mut out);
            continue;
        }
        let people = people_of(pack, section, incident);
        for (place, person) in people.iter().enumerate() {
            out.push(Line::blank());
            out.push(person_line(row, section, person, place, people.len()));
            fields(app, row, form, section, Some(person), &mut out);
        }
        if people.is_empty() {
            out.push(Line::blank());
            let words = format!(
                "{}: nobody recorded; it can be submitted without",
                section.title
            );
            out.push(Line::read(words, Tone::Late));
        }
    }
    out
}

fn person_line(
    row: &Row,
    section: &crate::protocol::pack::FormSection,
    person: &Person,
    place: usize,
    count: usize,
) -> Line {
    let key = row.incident.person_key(person.id);
    let pack = if count > PACK_OF {
        format!(
            "pack {} of {}, ",
            place / PACK_OF + 1,
            count.div_ceil(PACK_OF)
        )
    } else {
        String::new()
    };
    let lead = if place == 0 {
        ", the lead child"
    } else {
        "; x makes this the lead child"
    };
    let words = format!("{} {}: {pack}{key}{lead}", section.title, place + 1);
    Line::on(words, Tone::Heading, On::Chronology(person.id))
}

fn fields(
    app: &App,
    row: &Row,
    form: &Form,
    section: &crate::protocol::pack::FormSection,
    person: Option<&Person>,
    out: &mut Vec<Line>,
) {
    let pack = &app.desk.pack;
    let gaps = missing(pack, form, &row.incident);
    for field in &section.field {
        let found = value(pack, field, &row.incident, person);
        let gap = gaps
            .iter()
            .any(|gap| gap.field == field.id && gap.person == person.map(|person| person.id));
        let label = field.label.trim_end_matches(':');
        let (words, tone) = if gap {
            ("MISSING".to_owned(), Tone::Late)
        } else if found.is_absent() {
            ("not known".to_owned(), Tone::Faint)
        } else {
            (found.words(pack, field).replace('\n', " / "), Tone::Plain)
        };
        let id = match person {
            Some(person) => format!("{}/{}/{}", section.id, person.id, field.id),
            None => format!("{}/{}", section.id, field.id),
        };
        out.push(Line::on(
            format!("  {label}: {words}"),
            tone,
            On::Answer(id),
        ));
    }
}

fn state_words(app: &App, row: &Row) -> String {
    let notified = app.desk.pack.event_meaning(Means::Notified);
    let sent = row.incident.current(notified).last();
    let Some(entry) = sent else {
        return "Not submitted.".to_owned();
    };
    let stands = app.desk.stands(row, notified, app.now);
    let withdrawn = if stands { "" } else { " WITHDRAWN since." };
    format!("Submitted {}. {}{withdrawn}", entry.at.words(), entry.note)
}

impl App {
    pub(super) fn act_on_papers(&mut self, id: IncidentId, on: On, action: Action) -> Outcome {
        match (on, action) {
            (On::Notification, Action::Enter) => self.open_board(Board::Notification, Some(id)),
            (On::Form(form), Action::Enter | Action::EditForm) => self.open_paper(id, &form),
            (On::Form(form), Action::Done | Action::SendForm) => self.open_send_of(id, &form),
            (On::Letter(letter), Action::Enter) => self.show_letter(id, &letter),
            (On::Letter(letter), Action::Done) => self.letter_written(id, &letter),
            (On::FillIn, Action::Enter | Action::Done) => {
                let form = self
                    .desk
                    .pack
                    .notification_form()
                    .map(|form| form.id.clone());
                self.open_paper(id, &form.unwrap_or_default())
            }
            (On::Answer(field), Action::Enter | Action::Done) => {
                let form = self
                    .desk
                    .pack
                    .notification_form()
                    .map(|form| form.id.clone());
                let outcome = self.open_paper(id, &form.unwrap_or_default());
                if let Some(Screen::Form(screen)) = self.screens.last_mut() {
                    screen.form.go_to(&field);
                }
                outcome
            }
            (On::Withdrawn, Action::Enter | Action::Done) => {
                let event = self.desk.pack.event_meaning(Means::Withdrawn).to_owned();
                self.open_event(id, &event)
            }
            (_, Action::TakeBack) => self.say(super::NOTHING_TO_TAKE_BACK),
            (On::WriteOut, Action::Enter | Action::Done) => self.write_notification(id),
            (On::Submitted, Action::Enter | Action::Done) => self.open_ledger(id, Page::Submitted),
            _ => Outcome::redraw(),
        }
    }

    fn show_letter(&mut self, id: IncidentId, letter: &str) -> Outcome {
        let row = self.desk.row(id);
        let letters = row
            .map(|row| self.desk.letters(row, self.now))
            .unwrap_or_default();
        let Some(letter) = letters.into_iter().find(|known| known.id == letter) else {
            return Outcome::redraw();
        };
        let mut lines: Vec<String> = letter.text.lines().map(str::to_owned).collect();
        lines.push(String::new());
        lines.push("Copy it into the record; then Esc, and x ticks it as written.".to_owned());
        self.show_words(letter.title.to_uppercase(), lines)
    }

    fn letter_written(&mut self, id: IncidentId, letter: &str) -> Outcome {
        let row = self.desk.pack.letter(letter);
        let Some(event) = row.map(|row| row.event.clone()) else {
            return Outcome::redraw();
        };
        // What tells of a decision is written again when the decision is another.
        let done = |row: &Row| {
            let steps = row
                .case
                .steps
                .iter()
                .filter(|step| step.done.contains(&event));
            let mut steps = steps.map(|step| step.state).peekable();
            match steps.peek() {
                Some(_) => steps.all(|state| state == StepState::Done),
                None => row.incident.has(&event),
            }
        };
        if self.desk.row(id).is_some_and(done) {
            return self.say("It is ticked as written already; the timeline has it.");
        }
        let edit = Edit::Event(NewEvent::new(&event, Moment::exact(self.now)));
        self.revise(id, "the tick", vec![edit])
    }

    /// Writes the notification's text to the outbox; nothing is recorded by it.
    fn write_notification(&mut self, id: IncidentId) -> Outcome {
        let pack = &self.desk.pack;
        let Some((row, form)) = self.desk.row(id).zip(pack.notification_form()) else {
            return Outcome::redraw();
        };
        let text = form_text(pack, form, &row.incident, self.now, &self.user);
        let file = OutFile {
            name: format!("{}.txt", file_stem(&row.incident, &form.id, self.now)),
            bytes: text.into_bytes(),
        };
        self.write_out(vec![file], "The notification's text")
    }

    /// Chooses the child that the notification begins with.
    pub(super) fn make_lead(
        &mut self,
        id: IncidentId,
        person: crate::domain::id::PersonId,
    ) -> Outcome {
        let edit = Edit::Form(
            crate::protocol::form::LEAD_CHILD.to_owned(),
            Some(person.to_string()),
        );
        self.revise(id, "the lead child", vec![edit])
    }
}
