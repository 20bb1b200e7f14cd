//! A decider's answer, with reasons, the others' answers in view and the moment stamped on it.

use std::sync::Arc;

use super::consequences::consequences;
use crate::app::desk::{Desk, Row};
use crate::app::form::handle::{Handle, OneLine, PackId, Past, Prose};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{GONE, NOT_HERE};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::{EntryId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, NewEntry, Position, PositionField};
use crate::domain::text::fold;
use crate::domain::timeline::{NewEvent, TimelineEvent};
use crate::pack::{Decision, title_of};
use crate::rules::decisions::{
    DESPITE, DecisionFace, DecisionState, answers, other_place, values_of,
};
use crate::rules::rights::{authority_missing, has_raised};
use crate::words::role::authority;
use crate::words::stamp::stamp;

/// What is answered.
const VALUE: Handle<PackId> = Handle::new(PositionField::Value.word());
/// Why.
const REASONS: Handle<Prose> = Handle::new(PositionField::Reasons.word());
/// Who answers.
const NAME: Handle<OneLine> = Handle::new(PositionField::Name.word());
/// In whose place.
const ACTING: Handle<OneLine> = Handle::new(PositionField::Acting.word());
/// When.
const AT: Handle<Past> = Handle::new(PositionField::At.word());

/// What is said under who answers.
const TWO_PLACES: &str = "By name. Two places of one decision take two people.";

/// The form of a decider's answer.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Answer {
    pub(in crate::app::page) id: IncidentId,
    pub(in crate::app::page) decision: String,
    pub(in crate::app::page) slot: String,
}

impl Answer {
    fn filled(&self, see: &See<'_>, row: &Row) -> Option<Form> {
        form(see.desk, row, &self.decision, &self.slot, see.user, see.now)
    }
}

impl Sheet for Answer {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        Ok(self.filled(see, row).ok_or(GONE)?)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(VALUE.fault(NOT_HERE));
        };
        let edits = edits(see, row, &self.decision, &self.slot, form)?;
        Ok(Filled::Edits {
            // What a decision opens and stands down is said before it is recorded.
            question: consequences(row, &edits, see.now),
            words: "the answer".to_owned(),
            edits,
        })
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    /// What somebody answers by name is theirs alone, also while it is typed.
    fn draft_key(&self, user: &str) -> Option<DraftKey> {
        Some(DraftKey::Position {
            incident: self.id,
            decision: self.decision.clone(),
            slot: self.slot.clone(),
            by: user.to_owned(),
        })
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.filled(see, see.row(self.id)?)
    }
}

fn form(
    desk: &Desk,
    row: &Row,
    decision: &str,
    slot: &str,
    user: &str,
    now: Instant,
) -> Option<Form> {
    let rule = row.pack().decision(decision)?;
    let face = desk.decision(row, decision, now)?;
    let place = face.slots.iter().find(|known| known.role == slot)?;
    let acting = match &rule.deputy {
        Some(deputy) => format!(
            "Empty when it is {} in person. {} deputises: say why.",
            place.title,
            row.pack().role_title(deputy)
        ),
        None => format!(
            "Empty when it is {} in person. No deputy is stated for deciding: record the authority.",
            place.title
        ),
    };
    // Whoever is at the desk and has another place answers for somebody: who, is asked.
    let theirs = other_place(rule, &face.slots, &row.incident, slot, user);
    let name = if theirs.is_none() { user } else { "" };
    let mut form = Form::new(
        &format!("{}: {}", place.title, face.title),
        "record the answer",
        vec![
            VALUE
                .field("Answer", values_of(rule, slot))
                .help("Undecided is an answer too. Left and Right choose."),
            REASONS
                .field("Because")
                .help("Reasons are kept with the advice and the facts as they stand now."),
            NAME.field("Who answers").offering(name).help(TWO_PLACES),
            ACTING.field("In whose place").help(&acting),
            AT.field("When").offering("now"),
        ],
    );
    form.intro = intro(row, &face, slot, user);
    Some(form)
}

/// Returns what stands above the form: the others' answers, and who may not decide alone.
fn intro(row: &Row, face: &DecisionFace, slot: &str, user: &str) -> String {
    let mut parts = Vec::new();
    for other in &face.slots {
        let answers = other.answers.iter();
        for answer in answers.filter_map(|id| row.incident.kept::<Position>(*id)) {
            let own = other.role == slot;
            let place = if own {
                "Answered here before"
            } else {
                other.title.as_str()
            };
            let value = row.pack().decided_title(&face.id, &answer.value);
            parts.push(format!(
                "{place}: {value}, {}, because {}.",
                answer.name,
                answer.reasons.replace('\n', " ").trim_end_matches('.')
            ));
        }
    }
    if has_raised(row.pack(), &row.incident, user) && face.slots.len() > 1 {
        parts.push("You raised this alert: you cannot decide it alone.".to_owned());
    }
    if !face.help.is_empty() {
        parts.push(face.help.clone());
    }
    parts.join(" ")
}

fn edits(
    see: &See<'_>,
    row: &Row,
    decision: &str,
    slot: &str,
    form: &Form,
) -> Result<Vec<Edit>, Fault> {
    let (desk, now) = (see.desk, see.now);
    let rule = row
        .pack()
        .decision(decision)
        .ok_or_else(|| VALUE.fault("This protocol no longer has the decision"))?;
    let value = VALUE.said(form, "Choose an answer; undecided is one")?;
    if !values_of(rule, slot).iter().any(|known| known.id == value) {
        return Err(VALUE.fault("That cannot be decided against the others"));
    }
    let reasons = REASONS.text(form)?;
    if rule.reasons && reasons.is_empty() {
        return Err(REASONS.fault("Say why: reasons are kept with the answer"));
    }
    let name = NAME.said(form, "Say who answers")?;
    let places = desk.decision(row, decision, now).map(|face| face.slots);
    let places = places.unwrap_or_default();
    if let Some(other) = other_place(rule, &places, &row.incident, slot, &name) {
        let words = format!(
            "{name} has answered for «{}» already: two places of one decision take two people",
            other.title
        );
        return Err(NAME.fault(words));
    }
    let at = AT.or_unknown(form, now)?;
    let mut position = Position {
        decision: decision.to_owned(),
        slot: slot.to_owned(),
        question: rule.title.clone(),
        answer: title_of(&rule.values, &value),
        value,
        place: place_title(row, rule, slot),
        reasons,
        name: name.clone(),
        acting: ACTING.text(form)?,
        at: Some(at),
        ..Position::default()
    };
    stamp(&mut position, row.pack(), &row.incident, &row.case);
    // The same person's earlier answer gives way; another person's stands beside this one.
    let own: Vec<EntryId> = answers(&row.incident, decision)
        .filter(|known| known.slot == slot && fold(&known.name) == fold(&name))
        .map(|known| known.entry.id)
        .collect();
    let missing = authority_missing((row.pack(), &row.incident), &position, &own, see.who);
    if let Some(missing) = missing {
        return Err(ACTING.fault(authority(missing)));
    }
    let mut edits: Vec<Edit> = own
        .iter()
        .map(|id| Edit::Strike(*id, "answered again".to_owned()))
        .collect();
    let after = simulated(&row.incident, &own, position.clone(), now);
    edits.push(Edit::AddEntry(NewEntry::new(position.clone())));
    let fresh = Row {
        seen: row.seen,
        views: None,
        rules: Arc::clone(&row.rules),
        case: row.case.clone(),
        incident: after,
    };
    let before = desk.decision(row, decision, now);
    let face = desk.decision(&fresh, decision, now);
    if let (Some(before), Some(face)) = (before, face) {
        edits.extend(event(rule, &fresh, &face, &position, now));
        edits.extend(unmade(rule, row, &before, &face));
    }
    Ok(edits)
}

/// Returns the incident as it would be with the answer given.
fn simulated(incident: &Incident, gone: &[EntryId], given: Position, now: Instant) -> Incident {
    let mut after = incident.clone();
    after.entries.retain(|known| !gone.contains(&known.id));
    after.entries.push(Entry {
        id: EntryId(i64::MAX),
        of: None,
        created_at: now,
        created_by: String::new(),
        record: given.into(),
        struck: None,
    });
    after
}

fn place_title(row: &Row, rule: &Decision, slot: &str) -> String {
    let place = if slot == DESPITE {
        rule.despite
            .as_ref()
            .map_or(slot, |despite| despite.role.as_str())
    } else {
        slot
    };
    row.pack().role_title(place).to_owned()
}

/// Returns the event that a decision records once it is made and says something new.
fn event(
    rule: &Decision,
    after: &Row,
    face: &DecisionFace,
    given: &Position,
    now: Instant,
) -> Option<Edit> {
    if !face.state.is_made() || face.recorded.as_ref() == Some(&face.value) {
        return None;
    }
    let (kind, word) = rule.records(&face.value)?;
    let mut event = NewEvent::new(kind, made_at(after, face, kind, now));
    let carries = !after.pack().event_values(kind).is_empty();
    event.value = word.filter(|_| carries).map(str::to_owned);
    event.reason.clone_from(&given.reasons);
    event.note.clone_from(&given.name);
    if face.state == DecisionState::Despite {
        event.note.push_str("; decided despite: ");
        event.note.push_str(&positions(rule, face));
    }
    Some(Edit::Event(event))
}

/// Returns each decider's answer in words, for a decision made despite them.
fn positions(rule: &Decision, face: &DecisionFace) -> String {
    let slots = face.slots.iter().filter(|slot| slot.role != DESPITE);
    let said = slots.map(|slot| {
        let value = match (slot.answers.is_empty(), slot.contested) {
            (true, _) => "no answer yet".to_owned(),
            (false, true) => "two answers that differ".to_owned(),
            (false, false) => title_of(&rule.values, &slot.value),
        };
        format!("{}: {value}", slot.title)
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Returns when a decision was made: with the last of its answers, and never before the event that
/// it takes the place of, so that the newer decision is the one that holds.
fn made_at(after: &Row, face: &DecisionFace, kind: &str, now: Instant) -> Moment {
    let answers = face.slots.iter().flat_map(|slot| &slot.answers);
    let answers = answers.filter_map(|id| after.incident.kept::<Position>(*id));
    let times: Option<Vec<Instant>> = answers
        .map(|answer| answer.at.and_then(Moment::as_stop))
        .collect();
    let answered = times
        .and_then(|times| times.into_iter().max())
        .unwrap_or(now);
    let before = after
        .incident
        .current(kind)
        .filter_map(|entry| entry.at.as_stop())
        .max();
    Moment::exact(answered.max(before.unwrap_or(answered)).min(now))
}

/// Returns what takes a recorded decision back, where the answers that made it no longer do: what
/// it stood down is due again.
fn unmade(rule: &Decision, row: &Row, before: &DecisionFace, after: &DecisionFace) -> Option<Edit> {
    let gone = before.state.is_made() && !after.state.is_made();
    let (kind, word) = rule.records(&before.value).filter(|_| gone)?;
    let entries: Vec<&TimelineEvent> = row.incident.current(kind).collect();
    let same = |entry: &&&TimelineEvent| word.is_none() || entry.value.as_deref() == word;
    let made = entries.iter().rfind(same)?.id;
    let reason = format!(
        "the answers no longer make the decision: {}",
        after.state.word()
    );
    Some(Edit::Withdraw(made, reason))
}

/// Returns what striking an answer takes with it: the decision that it helped to make.
pub(in crate::app::page) fn struck(
    desk: &Desk,
    row: &Row,
    entry: &Entry,
    now: Instant,
) -> Option<Edit> {
    let rule = row.pack().decision(&entry.kept::<Position>()?.decision)?;
    let before = desk.decision(row, &rule.id, now)?;
    let mut incident = row.incident.clone();
    incident.entries.retain(|known| known.id != entry.id);
    let fresh = Row {
        seen: row.seen,
        views: None,
        rules: Arc::clone(&row.rules),
        case: row.case.clone(),
        incident,
    };
    let after = desk.decision(&fresh, &rule.id, now)?;
    unmade(rule, row, &before, &after)
}
