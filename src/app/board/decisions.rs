//! Decisions: each decider's place, what was answered, and what is still needed.

use super::{App, Line, On, Page, Row, Tone, made};
use crate::app::action::Action;
use crate::app::message::Outcome;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Moment;
use crate::domain::ledger::{Kept, Position};
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
    for answer in gone(row, &face.id) {
        let words = format!(
            "    before: {}, {} [{}]; {}",
            value_title(app, &face.id, &answer.value),
            answer.name,
            made(row, answer.entry.id, app),
            answer.entry.struck.as_deref().unwrap_or_default()
        );
        out.push(Line::read(words, Tone::Faint));
    }
}

/// Yields the answers to a decision that were taken back or given again.
fn gone<'a>(row: &'a Row, decision: &'a str) -> impl Iterator<Item = Kept<'a, Position>> {
    let answers = row.incident.whole_ledger::<Position>();
    answers.filter(move |answer| answer.decision == decision && !answer.entry.is_current())
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
        let Some(answer) = row.incident.kept::<Position>(*id) else {
            continue;
        };
        let value = value_title(app, &face.id, &answer.value);
        let acting = match answer.acting.as_str() {
            "" => String::new(),
            acting => format!(" (for {}: {acting})", slot.title),
        };
        let words = format!(
            "  {}: {value}. {}{acting} [{}]",
            slot.title,
            answer.name,
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
        let reasons = answer.reasons.replace('\n', " ");
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
                let row = self.desk.row(id);
                let answer = row.and_then(|row| row.incident.kept::<Position>(entry));
                let decision = answer.map(|answer| answer.decision.clone());
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
            for answer in answers.iter().filter_map(|id| row.incident.kept(*id)) {
                lines.extend(answer_lines(self, decision, answer));
            }
            for answer in gone(row, decision) {
                lines.push(format!(
                    "before: {}, {} [{}]; {}",
                    value_title(self, decision, &answer.value),
                    answer.name,
                    answer.entry.created_at.long(),
                    answer.entry.struck.as_deref().unwrap_or_default()
                ));
            }
        }
        lines.push("Esc, then x answers again; the answer above stays on record.".to_owned());
        self.show_words("ANSWER", lines)
    }
}

/// Returns an answer in the words in which it was given.
fn said(app: &App, decision: &str, answer: &Position) -> String {
    if answer.answer.is_empty() {
        value_title(app, decision, &answer.value)
    } else {
        format!("{} {}", answer.question, answer.answer)
    }
}

fn answer_lines(app: &App, decision: &str, answer: Kept<'_, Position>) -> Vec<String> {
    let mut lines = vec![
        format!("answer   {}", said(app, decision, &answer)),
        format!("by       {}", answer.name),
        format!(
            "when     {}",
            answer.at.map_or_else(String::new, Moment::words)
        ),
        format!(
            "written  {} by {}",
            answer.entry.created_at.long(),
            answer.entry.created_by
        ),
    ];
    if !answer.acting.is_empty() {
        lines.push(format!("acting   {}", answer.acting));
    }
    lines.push(format!("because  {}", answer.reasons));
    lines.push(String::new());
    lines.push(format!("protocol {}", answer.pack));
    lines.push("Advice as it stood".to_owned());
    lines.extend(answer.advice.lines().map(|line| format!("  {line}")));
    lines.push("Facts as they stood".to_owned());
    lines.extend(answer.facts.lines().map(|line| format!("  {line}")));
    lines.push(String::new());
    lines
}
