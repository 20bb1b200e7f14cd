//! Words ready to copy: an acknowledgement, a case note, filled from what is recorded.

use super::advice::holds;
use super::case::Case;
use super::decisions::DecisionFace;
use super::history::History;
use super::rulings::ruling;
use super::steps::Done;
use crate::domain::facts::Answer;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::pack::letter::WORDS;
use crate::pack::{Letter, Means, Pack, UNDECIDED};

/// A letter of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFace {
    /// Its id in the pack.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Whom it is for.
    pub to: String,
    /// Whether it is due.
    pub due: Answer,
    /// The event of its having been written.
    pub event: String,
    /// When and by whom it was written; not yet while absent.
    pub written: Option<Done>,
    /// The words.
    pub text: String,
}

/// Returns every letter of the pack, in its order.
///
/// The words never hold a child's name: the reference stands for it.
#[must_use]
pub fn letters(
    pack: &Pack,
    case: &Case,
    decisions: &[DecisionFace],
    history: &dyn History,
    incident: &Incident,
    now: Instant,
) -> Vec<LetterFace> {
    let face = |row: &Letter| {
        let due = row.when.as_ref();
        let written = incident.current(&row.event).last();
        LetterFace {
            id: row.id.clone(),
            title: row.title.clone(),
            to: pack.role_title(&row.to).to_owned(),
            due: due.map_or(Answer::Yes, |when| holds(pack, &case.facts, history, when)),
            event: row.event.clone(),
            written: written.map(Done::of),
            text: filled(pack, case, decisions, incident, &row.text, now),
        }
    };
    pack.letters.iter().map(face).collect()
}

/// Fills the words between braces; a word that means nothing stays as it stands.
fn filled(
    pack: &Pack,
    case: &Case,
    decisions: &[DecisionFace],
    incident: &Incident,
    text: &str,
    now: Instant,
) -> String {
    let time = |kind: &str| match incident.current(kind).last() {
        Some(entry) => entry.at.words(),
        None => "not recorded".to_owned(),
    };
    let mut out = text.to_owned();
    let values = [
        incident.reference.0.clone(),
        now.long(),
        pack.pack.council.clone(),
        time(pack.event_meaning(Means::AlertSent)),
        incident.told_by.clone(),
        case.state.title.clone(),
        next_words(case),
    ];
    for (word, value) in WORDS.iter().zip(values) {
        out = out.replace(&format!("{{{word}}}"), &value);
    }
    for decision in decisions {
        let value = paper_words(pack, decision, incident);
        out = out.replace(&format!("{{decision.{}}}", decision.id), &value);
    }
    out
}

fn next_words(case: &Case) -> String {
    match &case.next {
        Some(next) => format!("{} ({})", next.title, next.owner),
        None => "nothing: the case is closed".to_owned(),
    }
}

/// Returns what a letter says of a decision: what it came to and who decided it, never who typed it
/// in (A72). Reasons that name somebody on the incident stay in the record.
fn paper_words(pack: &Pack, decision: &DecisionFace, incident: &Incident) -> String {
    let words = decision_words(pack, decision);
    let row = pack
        .decision(&decision.id)
        .filter(|_| decision.state.is_made());
    let Some((row, ruling)) = row.and_then(|row| Some((row, ruling(pack, row, incident)?))) else {
        return words;
    };
    // What happened after the answers says more than they do: a meeting arranged, then held.
    let said = if ruling.value == decision.value {
        ruling.words(row, pack)
    } else {
        words
    };
    let said = match incident.name_in(&said) {
        Some(_) => "stated in the record".to_owned(),
        None => said.trim_end_matches('.').replace('\n', " "),
    };
    if ruling.by.is_empty() {
        return said;
    }
    format!("{said}, decided by {}", ruling.by.join(" and "))
}

/// Returns what a decision says, made in its slots or recorded on the timeline.
#[must_use]
pub fn decision_words(pack: &Pack, decision: &DecisionFace) -> String {
    let made = Some(&decision.value).filter(|value| *value != UNDECIDED);
    let answered = decision.slots.iter().any(|slot| !slot.answers.is_empty());
    if made.is_none() && answered {
        return format!("not decided ({})", decision.state.word());
    }
    let Some(value) = made.or(decision.recorded.as_ref()) else {
        return "not decided yet".to_owned();
    };
    pack.decided_title(&decision.id, value)
}
