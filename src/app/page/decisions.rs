//! Decisions: each decider's place, what was answered, and what is still needed.

pub(super) mod answer;
pub(super) mod consequences;
mod dispute;

use self::answer::Answer;
use self::dispute::{Escalate, Resolve};
use super::entry::made;
use super::ledger::Ledger;
use super::lines::NOTHING_TO_TAKE_BACK;
use super::take_back::TakeBack;
use super::{Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::instant::Moment;
use crate::domain::ledger::{Kept, Position};
use crate::pack::process::DecisionRule;
use crate::pack::{Decision, UNDECIDED};
use crate::rules::decisions::{DecisionFace, DecisionState, Slot};
use crate::rules::disputes;
use crate::rules::letters::decision_words;

/// What stands under a joint or unanimous decision until it is made (A19).
const DUTY: &str = "The duty rests with the local authority; the clock still runs.";

/// The decisions of an incident.
#[derive(Clone, Debug)]
pub struct Decisions(pub IncidentId);

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A decider's place in a decision.
    Slot(String, String),
    /// One answer in a decider's place.
    Given(EntryId),
    /// Taking a decision's disagreement to the resolution protocol.
    Escalate(String),
    /// Saying that a decision's disagreement is resolved.
    Resolve(String),
}

impl Ledger for Decisions {
    type On = On;

    const TITLE: &'static str = "DECISIONS";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn lines_of(&self, see: &See<'_>, row: &Row) -> Vec<Line<On>> {
        rows(see, row)
    }

    fn act_on(&self, see: &See<'_>, row: &Row, on: On, action: Action) -> Next {
        let id = self.0;
        match (on, action) {
            (On::Slot(decision, slot), Action::Done) => Next::form(Answer { id, decision, slot }),
            (On::Slot(decision, slot), Action::Enter) => {
                let answered = slot_answers(see, row, &decision, &slot);
                if answered.is_empty() {
                    return Next::form(Answer { id, decision, slot });
                }
                show_answers(row, &decision, &answered)
            }
            (On::Slot(decision, slot), Action::TakeBack) => {
                match slot_answers(see, row, &decision, &slot).first() {
                    Some(entry) => Next::form(TakeBack { id, entry: *entry }),
                    None => Next::say("Nobody has answered here yet."),
                }
            }
            (On::Given(entry), Action::Enter) => {
                let answer = row.incident.kept::<Position>(entry);
                let decision = answer.map(|answer| answer.decision.clone());
                show_answers(row, &decision.unwrap_or_default(), &[entry])
            }
            (On::Given(entry), Action::TakeBack) => Next::form(TakeBack { id, entry }),
            (On::Escalate(decision), Action::Enter | Action::Done) => {
                Next::form(Escalate { id, decision })
            }
            (On::Resolve(decision), Action::Enter | Action::Done) => {
                Next::form(Resolve { id, decision })
            }
            (_, Action::TakeBack) => Next::say(NOTHING_TO_TAKE_BACK),
            _ => Next::Stay,
        }
    }
}

fn slot_answers(see: &See<'_>, row: &Row, decision: &str, slot: &str) -> Vec<EntryId> {
    let face = see.desk.decision(row, decision, see.now);
    let slots = face.map(|face| face.slots).unwrap_or_default();
    let slot = slots.into_iter().find(|known| known.role == slot);
    slot.map(|slot| slot.answers).unwrap_or_default()
}

/// Shows each answer as it was given: reasons, and the advice and facts of that moment.
fn show_answers(row: &Row, decision: &str, answers: &[EntryId]) -> Next {
    let mut lines = Vec::new();
    for answer in answers.iter().filter_map(|id| row.incident.kept(*id)) {
        lines.extend(answer_lines(row, decision, answer));
    }
    for answer in gone(row, decision) {
        lines.push(format!(
            "before: {}, {} [{}]; {}",
            value_title(row, decision, &answer.value),
            answer.name,
            answer.entry.created_at.long(),
            answer.entry.struck.as_deref().unwrap_or_default()
        ));
    }
    lines.push("Esc, then x answers again; the answer above stays on record.".to_owned());
    Next::words("ANSWER", lines)
}

fn rows(see: &See<'_>, row: &Row) -> Vec<Line<On>> {
    let mut out = Vec::new();
    let faces = see.desk.decisions(row, see.now);
    if faces.is_empty() {
        out.push(Line::read("This protocol names no decisions.", Tone::Plain));
    }
    for face in &faces {
        decision(see, row, face, &mut out);
    }
    out
}

fn decision(see: &See<'_>, row: &Row, face: &DecisionFace, out: &mut Vec<Line<On>>) {
    let Some(rule) = row.pack().decision(&face.id) else {
        return;
    };
    let words = decision_words(row.pack(), face);
    let tone = match face.state {
        DecisionState::Later => Tone::Faint,
        DecisionState::Differ | DecisionState::Refused => Tone::Wrong,
        _ => Tone::Heading,
    };
    let state = match face.state {
        DecisionState::Made | DecisionState::Despite => format!("{}: {words}", face.state.word()),
        _ if face.recorded.is_some() => format!("on the timeline: {words}; {}", face.state.word()),
        state => state.word().to_owned(),
    };
    out.push(Line::read(format!("{}  {state}", face.title), tone));
    for slot in &face.slots {
        slot_line(see, row, face, slot, out);
    }
    taken_back(see, row, face, out);
    let several = matches!(rule.rule, DecisionRule::Joint | DecisionRule::Unanimous);
    let begun = matches!(
        face.state,
        DecisionState::Incomplete | DecisionState::Differ | DecisionState::OnePerson
    );
    if several && begun {
        out.push(Line::read(format!("    {DUTY}"), Tone::Strong));
    }
    out.extend(dispute(row, face, rule));
    if face.state.is_disagreement() {
        let words = "    Each is asked again, with the others' answers in view.";
        out.push(Line::read(words, Tone::Plain));
    }
    out.push(Line::blank());
}

/// Returns the line that takes a disagreement further, or that says where it is.
fn dispute(row: &Row, face: &DecisionFace, rule: &Decision) -> Option<Line<On>> {
    let open = disputes::open(row.pack(), &row.incident);
    if open.iter().any(|dispute| dispute.may_be_about(rule)) {
        let words = "  It is with the resolution protocol; the clock still runs. Enter: resolved";
        return Some(Line::on(words, Tone::Plain, On::Resolve(face.id.clone())));
    }
    if rule.escalated.is_none() || !face.state.may_be_disputed(rule.rule) {
        return None;
    }
    let (words, tone) = if face.state.is_disagreement() {
        (
            "  Take the disagreement to the resolution protocol",
            Tone::Strong,
        )
    } else {
        (
            "  Somebody disagrees: take it to the resolution protocol",
            Tone::Plain,
        )
    };
    Some(Line::on(words, tone, On::Escalate(face.id.clone())))
}

/// Adds the answers that were taken back or given again: they stay visible.
fn taken_back(see: &See<'_>, row: &Row, face: &DecisionFace, out: &mut Vec<Line<On>>) {
    for answer in gone(row, &face.id) {
        let words = format!(
            "    before: {}, {} [{}]; {}",
            value_title(row, &face.id, &answer.value),
            answer.name,
            made(row, answer.entry.id, see.now),
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

fn slot_line(see: &See<'_>, row: &Row, face: &DecisionFace, slot: &Slot, out: &mut Vec<Line<On>>) {
    let on = || On::Slot(face.id.clone(), slot.role.clone());
    if slot.answers.is_empty() {
        let is_quiet = face.state == DecisionState::Later || face.state.is_made();
        let tone = if is_quiet { Tone::Faint } else { Tone::Strong };
        let words = match face.recorded {
            // Decided by what is on the timeline: nothing is asked of the place any more.
            Some(_) if face.state.is_made() => {
                format!("  {}: recorded on the timeline, not here", slot.title)
            }
            _ => format!("  {}: not answered yet", slot.title),
        };
        out.push(Line::on(words, tone, on()));
        return;
    }
    for (place, id) in slot.answers.iter().enumerate() {
        let Some(answer) = row.incident.kept::<Position>(*id) else {
            continue;
        };
        let value = value_title(row, &face.id, &answer.value);
        let acting = match answer.acting.as_str() {
            "" => String::new(),
            acting => format!(" (for {}: {acting})", slot.title),
        };
        let words = format!(
            "  {}: {value}. {}{acting} [{}]",
            slot.title,
            answer.name,
            made(row, *id, see.now)
        );
        if place == 0 {
            out.push(Line::on(words, Tone::Plain, on()));
        } else {
            // Two people answered for one place: both stand until they agree.
            out.push(Line::on(
                format!("  and{words}"),
                Tone::Wrong,
                On::Given(*id),
            ));
        }
        let reasons = answer.reasons.replace('\n', " ");
        if !reasons.is_empty() {
            out.push(Line::read(format!("      because {reasons}"), Tone::Faint));
        }
    }
}

/// Returns the title of a decision's value; of an answer without one, that it is undecided.
fn value_title(row: &Row, decision: &str, value: &str) -> String {
    let value = if value.is_empty() { UNDECIDED } else { value };
    row.pack().decided_title(decision, value)
}

/// Returns an answer in the words in which it was given.
fn said(row: &Row, decision: &str, answer: &Position) -> String {
    if answer.answer.is_empty() {
        value_title(row, decision, &answer.value)
    } else {
        format!("{} {}", answer.question, answer.answer)
    }
}

fn answer_lines(row: &Row, decision: &str, answer: Kept<'_, Position>) -> Vec<String> {
    let mut lines = vec![
        format!("answer   {}", said(row, decision, &answer)),
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
