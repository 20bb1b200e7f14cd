//! The handover: what was done on this shift, what is due before the next ones end, how much there
//! is besides; offered to a person or a role, accepted by name.

pub mod form;
pub mod shift;

use std::fmt::Write as _;

use self::form::{Accept, GONE, Offer};
use self::shift::{report, written};
use super::lines::Lines;
use super::{Next, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::message::OutFile;
use crate::app::screen::IncidentScreen;
use crate::app::session::privacy::Privacy;
use crate::domain::draft::DraftKey;
use crate::domain::handover::Handover;
use crate::domain::id::{HandoverId, IncidentId};
use crate::domain::instant::Instant;
use crate::domain::text::visible;
use crate::report::handover::text::besides;
use crate::report::handover::{CaseRow, DueBefore, ShiftReport};
use crate::words::time::ago;

/// What stands before the lines of a case after its first: as wide as its number.
const PARAGRAPH: &str = "        ";

/// How many handovers already accepted are listed.
const PAST: usize = 5;

/// What one shift hands to the next.
#[derive(Clone, Debug)]
pub struct HandoverPage;

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A handover.
    Handover(HandoverId),
    /// Offering this one.
    Offer,
    /// An incident named in it.
    Incident(IncidentId),
}

impl Lines for HandoverPage {
    type On = On;

    fn title(&self, _see: &See<'_>) -> String {
        "HANDOVER".to_owned()
    }

    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Handover]
    }

    fn shows(&self) -> Shows {
        Shows::Shift
    }

    fn lines(&self, see: &See<'_>) -> Vec<Line<On>> {
        rows(see)
    }

    fn act(&self, see: &See<'_>, on: Option<On>, action: Action) -> Next {
        match (on, action) {
            (on, Action::Print) => print(see, on.as_ref()),
            (Some(On::Incident(id)), Action::Enter) => {
                Next::open(Screen::Incident(IncidentScreen::new(id)))
            }
            (Some(On::Offer), Action::Enter | Action::Done) => Next::form(Offer { draft: None }),
            (Some(On::Handover(id)), Action::Enter) => read_handover(see, id),
            (Some(On::Handover(id)), Action::Done) => accept(see, id, None),
            _ => Next::Stay,
        }
    }
}

/// Writes the chosen handover out as it was offered, else this shift's.
fn print(see: &See<'_>, on: Option<&On>) -> Next {
    let chosen = see
        .desk
        .handovers
        .iter()
        .find(|handover| on == Some(&On::Handover(handover.id)));
    let words = match chosen {
        Some(handover) => handover.body.clone(),
        None => written(see, "", &[]),
    };
    let file = OutFile {
        name: format!("handover-{}.txt", see.now.utc().format("%Y%m%dT%H%M%SZ")),
        bytes: visible(&words).into_bytes(),
    };
    Next::Out(vec![file], "The handover's text")
}

/// Opens the form that accepts a handover; where its draft was taken up, under the draft's key.
pub(super) fn accept(see: &See<'_>, id: HandoverId, draft: Option<DraftKey>) -> Next {
    let found = see.desk.handovers.iter().find(|known| known.id == id);
    match found {
        Some(handover) if handover.is_waiting() => Next::form(Accept { id, draft }),
        Some(_) => Next::say("It is accepted already; Enter reads it."),
        None => Next::say(GONE),
    }
}

fn read_handover(see: &See<'_>, id: HandoverId) -> Next {
    let found = see.desk.handovers.iter().find(|known| known.id == id);
    let Some(handover) = found else {
        return Next::say(GONE);
    };
    if see.desk.privacy != Privacy::Full {
        // It names whoever was in it when it was written: who that is stands nowhere else.
        return Next::say("A handover is read with names in full: V shows them.");
    }
    let mut lines: Vec<String> = Vec::new();
    if handover.is_waiting() {
        lines.push(format!(
            "Offered to {}. Esc, then x accepts it by name.",
            handover.offered_to
        ));
    } else {
        lines.push(accepted_words(handover, see).trim().to_owned());
    }
    if !handover.accepted_note.is_empty() {
        lines.push(format!("They said: {}", handover.accepted_note));
    }
    lines.push(String::new());
    lines.extend(handover.body.lines().map(str::to_owned));
    Next::words("HANDOVER", lines)
}

fn rows(see: &See<'_>) -> Vec<Line<On>> {
    let (waiting, past): (Vec<_>, Vec<_>) = see.desk.handovers.iter().partition(|h| h.is_waiting());
    let mut out = Vec::new();
    if !waiting.is_empty() {
        out.push(Line::heading("Waiting to be accepted"));
        let lines = waiting.iter().map(|handover| {
            let words = offered_words(handover, see);
            Line::on(words, Tone::Strong, On::Handover(handover.id))
        });
        out.extend(lines);
        out.push(Line::blank());
    }
    let report = report(see);
    let since = report.since.long();
    out.push(Line::heading(format!("Done on this shift, since {since}")));
    for case in &report.cases {
        case_lines(case, &mut out);
    }
    if report.cases.is_empty() {
        out.push(Line::read("  Nothing was recorded.", Tone::Faint));
    }
    for due in &report.due {
        due_lines(due, see.now, &mut out);
    }
    besides_lines(&report, &mut out);
    out.push(Line::blank());
    out.push(Line::on(
        "  Offer this handover to a person or a role",
        Tone::Strong,
        On::Offer,
    ));
    if !past.is_empty() {
        out.push(Line::blank());
        out.push(Line::heading("Accepted before"));
        for handover in past.iter().take(PAST) {
            let words = accepted_words(handover, see);
            out.push(Line::on(words, Tone::Plain, On::Handover(handover.id)));
        }
    }
    out
}

/// Adds a case as a paragraph: whom it is about, what was done, what is next.
fn case_lines(case: &CaseRow, out: &mut Vec<Line<On>>) {
    let words = format!("  {}  {}", case.reference.short(), case.what);
    out.push(Line {
        hang: PARAGRAPH.len(),
        ..Line::on(words, Tone::Strong, On::Incident(case.incident))
    });
    for words in [format!("Done: {}", case.done), case.stands.clone()] {
        out.push(Line {
            hang: PARAGRAPH.len(),
            ..Line::read(format!("{PARAGRAPH}{words}"), Tone::Plain)
        });
    }
}

/// Adds how much there is besides; Enter on what is unread opens the first of it.
fn besides_lines(report: &ShiftReport, out: &mut Vec<Line<On>>) {
    let words = besides(report);
    if words.is_empty() {
        return;
    }
    out.push(Line::blank());
    out.push(Line::heading("Besides"));
    for (words, open) in words {
        let words = format!("  {words}");
        out.push(match open {
            Some(id) => Line::on(words, Tone::Strong, On::Incident(id)),
            None => Line::read(words, Tone::Plain),
        });
    }
}

fn offered_words(handover: &Handover, see: &See<'_>) -> String {
    format!(
        "  to {}, from {}, offered {} ({}): Enter reads it, x accepts it",
        handover.offered_to,
        handover.offered_by,
        handover.offered_at.short(see.now),
        ago(handover.offered_at, see.now)
    )
}

fn accepted_words(handover: &Handover, see: &See<'_>) -> String {
    let mut words = format!("  to {}, from {}", handover.offered_to, handover.offered_by);
    if let Some(at) = handover.accepted_at {
        let by = &handover.accepted_by;
        let _infallible = write!(words, ": accepted by {by} {}", at.short(see.now));
    }
    words
}

/// Adds what falls due before the end of a shift, each under the short number of its case.
fn due_lines(due: &DueBefore, now: Instant, out: &mut Vec<Line<On>>) {
    out.push(Line::blank());
    let end = due.end.short(now);
    out.push(Line::heading(format!("Due before {end}, {}", due.what)));
    let (rows, more) = due.listed();
    for row in rows {
        let tone = if row.is_late() {
            Tone::Late
        } else {
            Tone::Plain
        };
        let words = format!(
            "  {}  {}: {}, {} ({})",
            row.reference.short(),
            row.title,
            row.at,
            row.left,
            row.owner
        );
        out.push(Line {
            hang: PARAGRAPH.len(),
            ..Line::on(words, tone, On::Incident(row.incident))
        });
    }
    if due.rows.is_empty() {
        out.push(Line::read("  Nothing.", Tone::Faint));
    }
    if let Some(more) = more {
        out.push(Line::read(format!("  {more}"), Tone::Faint));
    }
}
