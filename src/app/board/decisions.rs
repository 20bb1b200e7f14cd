//! Decisions: each decider's place, what was answered, and what is still needed.

use super::{App, Line, On, Page, Row, Tone, made};
use crate::app::action::Action;
use crate::app::message::Outcome;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Moment;
use crate::domain::ledger::{Entry, EntryKind};
use crate::protocol::decisions::{DecisionFace, DecisionState, Slot};
use crate::protocol::letters::decision_words;
use crate::protocol::pack::UNDECIDED;
use crate::protocol::pack::process::DecisionRule;

/// What stands under a joint or unanimous decision until it is made (A19).
const DUTY: &str = "The duty rests with the local authority; the clock still runs.";

pub(super) fn lines(app: &App, row: &Row) -> Vec<Line> {
    let mut out = Vec::new();
    let faces = app.desk.decisions(row, app.now);
    if faces.is_empty() {
        out.push(Line::read("This protocol names no decisions.", Tone::Plain));
    }
    for face in &faces {
        decision(app, row, face, &mut out);
    }
    out
}

fn decision(app: &App, row: &Row, face: &DecisionFace, out: &mut Vec<Line>) {
    let Some(rule) = app.desk.pack.decision(&face.id) else {
        return;
    };
    let words = decision_words(&app.desk.pack, face);
    let tone = match face.state {
        DecisionState::Later => Tone::Faint,
        DecisionState::Differ => Tone::Late,
        _ => Tone::Heading,
    };
    let state = match face.state {
        DecisionState::Made | DecisionState::Despite => format!("{}: {words}", face.state.word()),
        _ if face.recorded.is_some() => format!("on the timeline: {words}; {}", face.state.word()),
        state => state.word().to_owned(),
    };
    out.push(Line::read(format!("{}  {state}", face.title), tone));
    for slot in &face.slots {
        slot_line(app, row, face, slot, out);
    }
    taken_back(app, row, face, out);
    let several = matches!(rule.rule, DecisionRule::Joint | DecisionRule::Unanimous);
    let begun = matches!(
        face.state,
        DecisionState::Incomplete | DecisionState::Differ | DecisionState::OnePerson
    );
    if several && begun {
        out.push(Line::read(format!("    {DUTY}"), Tone::Strong));
    }
    let escalated = rule.escalated.as_deref();
    if let Some(event) = escalated.filter(|_| face.state == DecisionState::Differ) {
        if app.desk.stands(row, event, app.now) {
            let words = "    It is with the resolution protocol; the clock still runs.";
            out.push(Line::read(words, Tone::Plain));
        } else {
            let on = On::Escalate(face.id.clone());
            let words = "  Take the disagreement to the resolution protocol";
            out.push(Line::on(words, Tone::Strong, on));
        }
    }
    if face.state == DecisionState::Differ {
        let words = "    Each is asked again, with the others' answers in view.";
        out.push(Line::read(words, Tone::Plain));
    }
    out.push(Line::blank());
}

/// Adds the answers that were taken back or given again: they stay visible.
fn taken_back(app: &App, row: &Row, face: &DecisionFace, out: &mut Vec<Line>) {
    let entries = row.incident.entries.iter().filter(|entry| {
        entry.kind == EntryKind::Position && entry.get("decision") == face.id && !entry.is_current()
    });
    for entry in entries {
        let words = format!(
            "    before: {}, {} [{}]; {}",
            value_title(app, &face.id, entry.get("value")),
            entry.get("name"),
            made(row, entry.id, app),
            entry.struck.as_deref().unwrap_or_default()
        );
        out.push(Line::read(words, Tone::Faint));
    }
}

fn slot_line(app: &App, row: &Row, face: &DecisionFace, slot: &Slot, out: &mut Vec<Line>) {
    let on = || On::Slot(face.id.clone(), slot.role.clone());
    if slot.answers.is_empty() {
        let later = face.state == DecisionState::Later;
        let tone = if later { Tone::Faint } else { Tone::Strong };
        let words = format!("  {}: not answered yet", slot.title);
        out.push(Line::on(words, tone, on()));
        return;
    }
    for (place, id) in slot.answers.iter().enumerate() {
        let Some(entry) = row.incident.entry(*id) else {
            continue;
        };
        let value = value_title(app, &face.id, entry.get("value"));
        let name = entry.get("name");
        let acting = entry.get("acting");
        let acting = if acting.is_empty() {
            String::new()
        } else {
            format!(" (for {}: {acting})", slot.title)
        };
        let words = format!(
            "  {}: {value}. {name}{acting} [{}]",
            slot.title,
            made(row, *id, app)
        );
        if place == 0 {
            out.push(Line::on(words, Tone::Plain, on()));
        } else {
            // Two people answered for one place: both stand until they agree.
            out.push(Line::on(
                format!("  and{words}"),
                Tone::Late,
                On::Given(*id),
            ));
        }
        let reasons = entry.get("reasons").replace('\n', " ");
        if !reasons.is_empty() {
            out.push(Line::read(format!("      because {reasons}"), Tone::Faint));
        }
    }
}

/// Returns the title of a decision's value.
pub(in crate::app) fn value_title(app: &App, decision: &str, value: &str) -> String {
    let row = app.desk.pack.decision(decision);
    let known = row.and_then(|row| row.values.iter().find(|known| known.id == value));
    known.map_or_else(
        || if value.is_empty() { UNDECIDED } else { value }.replace('_', " "),
        |known| known.title.clone(),
    )
}

impl App {
    pub(super) fn act_on_decision(&mut self, id: IncidentId, on: On, action: Action) -> Outcome {
        match (on, action) {
            (On::Slot(decision, slot), Action::Done) => {
                self.open_ledger(id, Page::Position { decision, slot })
            }
            (On::Slot(decision, slot), Action::Enter) => {
                let answered = self.slot_answers(id, &decision, &slot);
                if answered.is_empty() {
                    return self.open_ledger(id, Page::Position { decision, slot });
                }
                self.show_answers(id, &decision, &answered)
            }
            (On::Slot(decision, slot), Action::TakeBack) => {
                match self.slot_answers(id, &decision, &slot).first() {
                    Some(entry) => self.open_ledger(id, Page::Strike(*entry)),
                    None => self.say("Nobody has answered here yet."),
                }
            }
            (On::Given(entry), Action::Enter) => {
                let row = self.desk.row(id).and_then(|row| row.incident.entry(entry));
                let decision = row.map(|entry| entry.get("decision").to_owned());
                self.show_answers(id, &decision.unwrap_or_default(), &[entry])
            }
            (On::Given(entry), Action::TakeBack) => self.open_ledger(id, Page::Strike(entry)),
            (On::Escalate(decision), Action::Enter | Action::Done) => {
                self.open_ledger(id, Page::Escalate(decision))
            }
            (_, Action::TakeBack) => self.say(super::NOTHING_TO_TAKE_BACK),
            _ => Outcome::redraw(),
        }
    }

    fn slot_answers(&self, id: IncidentId, decision: &str, slot: &str) -> Vec<EntryId> {
        let row = self.desk.row(id);
        let face = row.and_then(|row| self.desk.decision(row, decision, self.now));
        let slots = face.map(|face| face.slots).unwrap_or_default();
        let slot = slots.into_iter().find(|known| known.role == slot);
        slot.map(|slot| slot.answers).unwrap_or_default()
    }

    /// Shows each answer as it was given: reasons, and the advice and facts of that moment.
    fn show_answers(&mut self, id: IncidentId, decision: &str, answers: &[EntryId]) -> Outcome {
        let mut lines = Vec::new();
        if let Some(row) = self.desk.row(id) {
            for answer in answers.iter().filter_map(|id| row.incident.entry(*id)) {
                lines.extend(answer_lines(self, decision, answer));
            }
            let before = row.incident.entries.iter().filter(|entry| {
                entry.kind == EntryKind::Position
                    && entry.get("decision") == decision
                    && !entry.is_current()
            });
            for entry in before {
                lines.push(format!(
                    "before: {}, {} [{}]; {}",
                    value_title(self, decision, entry.get("value")),
                    entry.get("name"),
                    entry.created_at.long(),
                    entry.struck.as_deref().unwrap_or_default()
                ));
            }
        }
        lines.push("Esc, then x answers again; the answer above stays on record.".to_owned());
        self.show_words("ANSWER", lines)
    }
}

/// Returns an answer in the words in which it was given.
fn said(app: &App, decision: &str, answer: &Entry) -> String {
    if answer.has("answer") {
        format!("{} {}", answer.get("question"), answer.get("answer"))
    } else {
        value_title(app, decision, answer.get("value"))
    }
}

fn answer_lines(app: &App, decision: &str, answer: &Entry) -> Vec<String> {
    let mut lines = vec![
        format!("answer   {}", said(app, decision, answer)),
        format!("by       {}", answer.get("name")),
        format!(
            "when     {}",
            answer.moment("at").map_or_else(String::new, Moment::words)
        ),
        format!(
            "written  {} by {}",
            answer.created_at.long(),
            answer.created_by
        ),
    ];
    if answer.has("acting") {
        lines.push(format!("acting   {}", answer.get("acting")));
    }
    lines.push(format!("because  {}", answer.get("reasons")));
    lines.push(String::new());
    lines.push(format!("protocol {}", answer.get("pack")));
    lines.push("Advice as it stood".to_owned());
    lines.extend(answer.get("advice").lines().map(|line| format!("  {line}")));
    lines.push("Facts as they stood".to_owned());
    lines.extend(answer.get("facts").lines().map(|line| format!("  {line}")));
    lines.push(String::new());
    lines
}
