//! The handover: what happened on this shift, what is due before the next one ends, what is
//! unread; offered to a person or a role, accepted by name.

mod changes;

use std::fmt::Write as _;

use chrono::{Duration, NaiveTime, Timelike};

use changes::happened;

use super::{App, Line, On, Tone};
use crate::app::action::Action;
use crate::app::forms::Purpose;
use crate::app::forms::handover::{accept_form, offer_form};
use crate::app::labels;
use crate::app::message::{OutFile, Outcome};
use crate::domain::draft::DraftKey;
use crate::domain::handover::Handover;
use crate::domain::id::HandoverId;
use crate::domain::instant::{Instant, next_day};
use crate::domain::text::{fold, visible};
use crate::exchange::form_text::MARKING;
use crate::protocol::sight::Due;
use crate::protocol::summary::Listed;

/// How far back a first shift is taken to reach.
const SHIFT_HOURS: i64 = 12;
/// How many handovers already accepted are listed.
const PAST: usize = 5;

/// Returns when the shift began: when the last handover was taken over, from this person or by
/// them, else twelve hours ago. One that is only offered ends no shift.
pub(in crate::app) fn since(app: &App) -> Instant {
    let own = app.desk.handovers.iter().filter(|handover| {
        let by = [&handover.offered_by, &handover.accepted_by];
        by.into_iter().any(|by| fold(by) == fold(&app.user))
    });
    let accepted = own.filter_map(|handover| handover.accepted_at).max();
    let earliest = Instant::from_utc(app.now.utc() - Duration::hours(SHIFT_HOURS));
    accepted.unwrap_or(earliest)
}

/// Returns the ends of the next shifts: 09:00, when the day takes over from the emergency duty
/// team, and the office's close of the next working day after it.
fn until(app: &App) -> [Instant; 2] {
    let now = app.now;
    let hour = now.london().hour();
    let at = |date, hour| {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Instant::from_london(date, time).unwrap_or(now)
    };
    let today = now.london_date();
    let morning = if hour < 9 { today } else { next_day(today) };
    let mut day = morning;
    for _ in 0..14 {
        if app.desk.holidays.is_working_day(day) {
            break;
        }
        day = next_day(day);
    }
    [at(morning, 9), at(day, 17)]
}

/// Returns when the shift began, and up to when a handover says what is due.
#[must_use]
pub fn span(app: &App) -> (Instant, Instant) {
    let [_, until] = until(app);
    (since(app), until)
}

pub(super) fn lines(app: &App) -> Vec<Line> {
    let mut out = Vec::new();
    let (waiting, past): (Vec<_>, Vec<_>) = app.desk.handovers.iter().partition(|h| h.is_waiting());
    out.push(Line::heading("Waiting to be accepted"));
    for handover in &waiting {
        out.push(Line::on(
            offered_words(handover, app),
            Tone::Late,
            On::Handover(handover.id),
        ));
    }
    if waiting.is_empty() {
        out.push(Line::read("  None.", Tone::Faint));
    }
    let since = since(app);
    out.push(Line::blank());
    out.push(Line::heading(format!(
        "Happened on this shift, since {}",
        since.long()
    )));
    let happened = happened(app, since);
    for (id, words) in &happened {
        out.push(Line::on(
            format!("  {words}"),
            Tone::Plain,
            On::Incident(*id),
        ));
    }
    if happened.is_empty() {
        out.push(Line::read("  Nothing was recorded.", Tone::Faint));
    }
    due_lines(app, &mut out);
    out.push(Line::blank());
    out.push(Line::heading("Unread: changed since you last opened it"));
    let unread = &app.desk.shift.unread;
    for listed in unread {
        let words = format!("  {}", case_words(app, listed));
        out.push(Line::on(words, Tone::Strong, On::Incident(listed.id)));
    }
    if unread.is_empty() {
        out.push(Line::read("  Nothing.", Tone::Faint));
    }
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
            let words = accepted_words(handover, app);
            out.push(Line::on(words, Tone::Plain, On::Handover(handover.id)));
        }
    }
    out
}

fn offered_words(handover: &Handover, app: &App) -> String {
    format!(
        "  to {}, from {}, offered {} ({}): Enter reads it, x accepts it",
        handover.offered_to,
        handover.offered_by,
        handover.offered_at.short(app.now),
        labels::ago(handover.offered_at, app.now)
    )
}

fn accepted_words(handover: &Handover, app: &App) -> String {
    let at = handover.accepted_at.map(|at| at.short(app.now));
    format!(
        "  to {}, from {}: accepted by {} {}",
        handover.offered_to,
        handover.offered_by,
        handover.accepted_by,
        at.unwrap_or_default()
    )
}

fn case_words(app: &App, listed: &Listed) -> String {
    let next = listed.next.as_ref().map(labels::next_step_words);
    let next = next.map_or_else(String::new, |next| format!(" Next: {next}."));
    let state = app.desk.listed_stage_words(listed);
    format!("{}  {state}. {}.{next}", listed.reference, listed.summary)
}

/// Returns what is due up to a moment, most urgent first, in words.
fn due_until(app: &App, from: Option<Instant>, to: Instant) -> Vec<(&Due, String)> {
    let wanted = |due: &&Due| {
        let at = due.line.due;
        at.is_some_and(|at| at <= to && from.is_none_or(|from| at > from))
    };
    let words = |due: &Due| {
        format!(
            "{}  {}: {}, {} ({})",
            due.reference,
            due.line.title,
            labels::line_left(&due.line, app.now),
            due.line.due.map_or_else(String::new, Instant::long),
            due.line.owner
        )
    };
    let lines = app.desk.shift.due.iter().filter(wanted);
    lines.map(|due| (due, words(due))).collect()
}

fn due_lines(app: &App, out: &mut Vec<Line>) {
    let [morning, close] = until(app);
    for (from, to, end) in [
        (None, morning, "when the day takes over"),
        (Some(morning), close, "the end of that day's shift"),
    ] {
        out.push(Line::blank());
        out.push(Line::heading(format!("Due before {}, {end}", to.long())));
        let due = due_until(app, from, to);
        for (due, words) in &due {
            let tone = if due.line.state.is_overdue() {
                Tone::Late
            } else {
                Tone::Plain
            };
            out.push(Line::on(
                format!("  {words}"),
                tone,
                On::Incident(due.incident),
            ));
        }
        if due.is_empty() {
            out.push(Line::read("  Nothing.", Tone::Faint));
        }
    }
}

/// Returns the handover as plain text, for offering, printing and reading aloud.
///
/// `notes` are what the person adds: to all of it, and to each case by its reference. No name of a
/// child stands in it but what people typed themselves.
#[must_use]
pub fn text(app: &App, note: &str, notes: &[(String, String)]) -> String {
    let since = since(app);
    let mut out = format!(
        "{MARKING}\nHandover, {}\nWritten out {} by {}\nShift since {}\n",
        app.desk.pack.pack.council,
        app.now.long(),
        app.user,
        since.long()
    );
    let mut part = |title: &str, lines: Vec<String>| {
        let rule = "-".repeat(title.chars().count());
        let _infallible = write!(out, "\n{title}\n{rule}\n");
        if lines.is_empty() {
            out.push_str("Nothing.\n");
        }
        for line in lines {
            out.push_str(&line);
            out.push('\n');
        }
    };
    if !note.is_empty() {
        part("Note", vec![note.to_owned()]);
    }
    part(
        "Happened on this shift",
        happened(app, since)
            .into_iter()
            .map(|(_, words)| words)
            .collect(),
    );
    let [morning, close] = until(app);
    for (from, to) in [(None, morning), (Some(morning), close)] {
        let due = due_until(app, from, to);
        part(
            &format!("Due before {}", to.long()),
            due.into_iter().map(|(_, words)| words).collect(),
        );
    }
    let shift = &app.desk.shift;
    let cases = shift.open.iter().map(|listed| {
        let mut words = case_words(app, listed);
        let own = notes
            .iter()
            .find(|(reference, _)| *reference == listed.reference.0);
        if let Some((_, note)) = own {
            let _infallible = write!(words, "\n    note: {note}");
        }
        words
    });
    let mut cases: Vec<String> = cases.collect();
    let more = app.desk.sight.tally.open.saturating_sub(cases.len());
    if more > 0 {
        cases.push(format!("and {more} more: the register lists them"));
    }
    part("Open cases", cases);
    let unread = shift.unread.iter();
    part(
        "Unread by whoever wrote this",
        unread.map(|listed| listed.reference.to_string()).collect(),
    );
    let _infallible = write!(out, "\nEnd of handover. {MARKING}\n");
    // It goes into a file and into the record: what is in people's notes steers no terminal there.
    visible(&out)
}

impl App {
    pub(super) fn act_on_handover(&mut self, on: Option<On>, action: Action) -> Outcome {
        if action == Action::Print {
            // The chosen one as it was offered, else this shift's.
            let chosen = self
                .desk
                .handovers
                .iter()
                .find(|handover| on == Some(On::Handover(handover.id)));
            let words =
                chosen.map_or_else(|| text(self, "", &[]), |handover| handover.body.clone());
            let file = OutFile {
                name: format!("handover-{}.txt", self.now.utc().format("%Y%m%dT%H%M%SZ")),
                bytes: visible(&words).into_bytes(),
            };
            return self.write_out(vec![file], "The handover's text");
        }
        match (on, action) {
            (Some(On::Incident(id)), Action::Enter) => self.open_incident_at(id),
            (Some(On::Offer), Action::Enter | Action::Done) => {
                let form = offer_form(&self.desk);
                self.open_form(Purpose::OfferHandover, form)
            }
            (Some(On::Handover(id)), Action::Enter) => self.read_handover(id),
            (Some(On::Handover(id)), Action::Done) => self.accept_handover(id, None),
            _ => Outcome::redraw(),
        }
    }

    /// Opens the form that accepts a handover; where its draft was taken up, under the draft's key.
    pub(super) fn accept_handover(&mut self, id: HandoverId, draft: Option<DraftKey>) -> Outcome {
        let found = self
            .desk
            .handovers
            .iter()
            .find(|handover| handover.id == id);
        match found.cloned() {
            Some(handover) if handover.is_waiting() => {
                let mut form = accept_form(&handover, &self.user);
                form.draft_key = draft;
                self.open_form(Purpose::AcceptHandover(id), form)
            }
            Some(_) => self.say("It is accepted already; Enter reads it."),
            None => self.say("The handover is no longer there."),
        }
    }

    fn read_handover(&mut self, id: HandoverId) -> Outcome {
        let found = self
            .desk
            .handovers
            .iter()
            .find(|handover| handover.id == id);
        let Some(handover) = found else {
            return self.say("The handover is no longer there.");
        };
        let mut lines: Vec<String> = Vec::new();
        if handover.is_waiting() {
            lines.push(format!(
                "Offered to {}. Esc, then x accepts it by name.",
                handover.offered_to
            ));
        } else {
            lines.push(accepted_words(handover, self).trim().to_owned());
        }
        if !handover.accepted_note.is_empty() {
            lines.push(format!("They said: {}", handover.accepted_note));
        }
        lines.push(String::new());
        lines.extend(handover.body.lines().map(str::to_owned));
        self.show_words("HANDOVER", lines)
    }
}
