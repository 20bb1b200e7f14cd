//! The notification gathered for the national form, which keeps nothing.

pub(super) mod submitted;

use self::submitted::Submitted;
use super::ledger::Ledger;
use super::lines::NOTHING_TO_TAKE_BACK;
use super::papers::pack_form::handle;
use super::papers::paper::open_paper;
use super::timeline::record::RecordEvent;
use super::{Fill, Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::app::message::OutFile;
use crate::domain::command::Edit;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::incident::Person;
use crate::exchange::alert::file_stem;
use crate::exchange::form_text::{PACK_OF, form_text};
use crate::pack::Form;
use crate::pack::Means;
use crate::rules::form::{LEAD_CHILD, missing, people_of, value};
use crate::words::{self, NOT_KNOWN};

/// The notification of an incident.
#[derive(Clone, Debug)]
pub struct Notification(pub IncidentId);

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// Filling the page in.
    FillIn,
    /// Writing the page out as text.
    WriteOut,
    /// Recording the notification as submitted.
    Submitted,
    /// Recording the notification as withdrawn.
    Withdrawn,
    /// A person on the page.
    Person(PersonId),
    /// One answer of the page, by its field in the form.
    Answer(String),
}

impl Ledger for Notification {
    type On = On;

    const TITLE: &'static str = "NOTIFICATION";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row)
    }

    fn act_on(&self, see: &See<'_>, row: &Row, on: On, action: Action) -> Next {
        let id = self.0;
        match (on, action) {
            (On::Person(person), Action::Done) => make_lead(id, person),
            (On::Person(_), _) => Next::Stay,
            (_, Action::TakeBack) => Next::say(NOTHING_TO_TAKE_BACK),
            (on, Action::Enter | Action::Done) => do_chosen(see, row, on),
            _ => Next::Stay,
        }
    }
}

/// Does what the chosen line stands for.
fn do_chosen(see: &See<'_>, row: &Row, on: On) -> Next {
    let id = row.incident.id;
    let fill_in = || {
        let form = row.pack().notification_form();
        open_paper(see, id, form.map_or("", |form| form.id.as_str()))
    };
    match on {
        On::FillIn => fill_in(),
        On::Answer(field) => fill_in().then(Next::Fill(Fill::GoTo(field))),
        On::Withdrawn => {
            let event = row.pack().event_meaning(Means::Withdrawn).to_owned();
            Next::form(RecordEvent::event(id, event))
        }
        On::WriteOut => write_out(see, row),
        On::Submitted => Next::form(Submitted { id }),
        On::Person(_) => Next::Stay,
    }
}

/// Writes the notification's text to the outbox; nothing is recorded by it.
fn write_out(see: &See<'_>, row: &Row) -> Next {
    let Some(form) = row.pack().notification_form() else {
        return Next::Stay;
    };
    let text = form_text(row.pack(), form, &row.incident, see.now, see.user);
    let file = OutFile {
        name: format!("{}.txt", file_stem(&row.incident, &form.id, see.now)),
        bytes: text.into_bytes(),
    };
    Next::Out(vec![file], "The notification's text")
}

/// Chooses the child that the notification begins with.
fn make_lead(id: IncidentId, person: PersonId) -> Next {
    let edit = Edit::Form(LEAD_CHILD.to_owned(), Some(person.to_string()));
    Next::revise(id, "the lead child", vec![edit])
}

fn rows(see: &See<'_>, row: &Row) -> Vec<Line<On>> {
    let pack = row.pack();
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
    out.push(Line::read(state_words(see, row), Tone::Strong));
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
    let notified = row.pack().event_meaning(Means::Notified);
    if see.desk.has_happened(row, notified, see.now) {
        let words = "  Record it as withdrawn, because";
        out.push(Line::on(words, Tone::Plain, On::Withdrawn));
    }
    for section in &form.section {
        if section.repeats.is_none() {
            out.push(Line::blank());
            out.push(Line::heading(section.title.clone()));
            fields(row, form, section, None, &mut out);
            continue;
        }
        let people = people_of(row.pack(), section, incident);
        for (place, person) in people.iter().enumerate() {
            out.push(Line::blank());
            out.push(person_line(row, section, person, place, people.len()));
            fields(row, form, section, Some(person), &mut out);
        }
        if people.is_empty() {
            out.push(Line::blank());
            let words = format!(
                "{}: nobody recorded; it can be submitted without",
                section.title
            );
            out.push(Line::read(words, Tone::Wrong));
        }
    }
    out
}

fn person_line(
    row: &Row,
    section: &crate::pack::FormSection,
    person: &Person,
    place: usize,
    count: usize,
) -> Line<On> {
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
    Line::on(words, Tone::Heading, On::Person(person.id))
}

fn fields(
    row: &Row,
    form: &Form,
    section: &crate::pack::FormSection,
    person: Option<&Person>,
    out: &mut Vec<Line<On>>,
) {
    let pack = row.pack();
    let gaps = missing(pack, form, &row.incident);
    for field in &section.field {
        let found = value(pack, field, &row.incident, person);
        let gap = gaps
            .iter()
            .any(|gap| gap.field == field.id && gap.person == person.map(|person| person.id));
        let label = field.label.trim_end_matches(':');
        let (words, tone) = if gap {
            ("MISSING".to_owned(), Tone::Wrong)
        } else if found.is_absent() {
            (NOT_KNOWN.to_owned(), Tone::Faint)
        } else {
            (
                words::fact::field(pack, field, &found).replace('\n', " / "),
                Tone::Plain,
            )
        };
        let key = person.map(|person| person.id.to_string());
        let id = handle(section, key.as_deref(), field).key().to_owned();
        out.push(Line::on(
            format!("  {label}: {words}"),
            tone,
            On::Answer(id),
        ));
    }
}

fn state_words(see: &See<'_>, row: &Row) -> String {
    let notified = row.pack().event_meaning(Means::Notified);
    let sent = row.incident.current(notified).last();
    let Some(entry) = sent else {
        return "Not submitted.".to_owned();
    };
    let stands = see.desk.has_happened(row, notified, see.now);
    let withdrawn = if stands { "" } else { " WITHDRAWN since." };
    format!("Submitted {}. {}{withdrawn}", entry.at.words(), entry.note)
}
