//! Meetings: which are called for, who chairs by the pack's rules, who is asked and why, what is
//! discussed.

use super::advice::holds;
use super::case::Case;
use super::history::History;
use crate::domain::facts::Answer;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::ledger::{self, Kept};
use crate::pack::process::AgendaLine;
use crate::pack::{Chair, Cite, Meeting, Pack};

/// How long a meeting is expected to take where the pack does not say, in minutes.
pub const MINUTES: i64 = 60;

/// Who chairs by the pack's rules (A36).
#[derive(Clone, Debug, PartialEq)]
pub struct ChairFace {
    /// The role's id.
    pub role: String,
    /// The role's title.
    pub title: String,
    /// What a reader should know of it.
    pub note: String,
    /// The words it rests on.
    pub cite: Option<Cite>,
    /// Further rules that hold as well, by their role's title: two chairs by the source (A36).
    pub also: Vec<String>,
    /// The chairs of the rules before it of which it is not known whether they hold.
    pub asked: Vec<String>,
    /// Nothing but the rule of last resort holds, and one before it may: who chairs is asked.
    pub is_assumed: bool,
}

/// Somebody whom the pack would ask.
#[derive(Clone, Debug, PartialEq)]
pub struct InviteeFace {
    /// The role's id.
    pub role: String,
    /// The role's title.
    pub title: String,
    /// Whether the facts call for them.
    pub asked: Answer,
    /// Asked only where a person says so.
    pub optional: bool,
    /// Not named by the council's document.
    pub added: bool,
    /// Why, in the pack's words.
    pub note: String,
    /// The words it rests on.
    pub cite: Option<Cite>,
}

/// One meeting of the pack on one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct MeetingFace {
    /// Its id in the pack.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Whether it is called for.
    pub called: Answer,
    /// Who chairs.
    pub chair: Option<ChairFace>,
    /// Who would be asked, in the pack's order.
    pub invitees: Vec<InviteeFace>,
    /// What is discussed.
    pub agenda: Vec<AgendaLine>,
    /// How long it takes, in minutes.
    pub minutes: i64,
    /// The clock it is held against, by its place in [`Case::clocks`].
    pub clock: Option<usize>,
    /// The meetings arranged under it that still stand.
    pub arranged: Vec<EntryId>,
    /// The words it rests on.
    pub cite: Option<Cite>,
}

/// Returns every meeting of the pack, in its order.
#[must_use]
pub fn meetings(
    pack: &Pack,
    case: &Case,
    history: &dyn History,
    incident: &Incident,
) -> Vec<MeetingFace> {
    let rows = pack.meetings.iter();
    rows.map(|row| face(pack, case, history, incident, row))
        .collect()
}

fn face(
    pack: &Pack,
    case: &Case,
    history: &dyn History,
    incident: &Incident,
    row: &Meeting,
) -> MeetingFace {
    let asks = |condition: Option<&crate::pack::condition::Condition>| {
        condition.map_or(Answer::Yes, |when| holds(pack, &case.facts, history, when))
    };
    let clock = row.clock.as_deref();
    MeetingFace {
        id: row.id.clone(),
        title: row.title.clone(),
        called: asks(row.trigger.as_ref()),
        chair: chair(pack, row, asks),
        invitees: row
            .invitee
            .iter()
            .map(|invitee| InviteeFace {
                role: invitee.role.clone(),
                title: pack.role_title(&invitee.role).to_owned(),
                asked: asks(invitee.when.as_ref()),
                optional: invitee.optional,
                added: invitee.added,
                note: invitee.note.clone().unwrap_or_default(),
                cite: invitee.cite.clone(),
            })
            .collect(),
        agenda: row.agenda.clone(),
        minutes: row.minutes.unwrap_or(MINUTES),
        clock: clock.and_then(|id| case.clocks.iter().position(|face| face.id == id)),
        arranged: arranged(incident, &row.id)
            .map(|kept| kept.entry.id)
            .collect(),
        cite: row.cite.clone(),
    }
}

/// Returns the meetings arranged under a row of the pack that still stand, oldest first.
pub fn arranged<'a>(
    incident: &'a Incident,
    id: &'a str,
) -> impl Iterator<Item = Kept<'a, ledger::Meeting>> + 'a {
    let meetings = incident.ledger::<ledger::Meeting>();
    meetings.filter(move |meeting| meeting.meeting == id)
}

/// Returns the first chair whose rule holds; where another rule holds too, it is said.
///
/// A rule before it of which nobody knows whether it holds is asked, and never passed over in
/// silence: where only the rule of last resort holds, nobody is assumed to chair.
fn chair(
    pack: &Pack,
    row: &Meeting,
    asks: impl Fn(Option<&crate::pack::condition::Condition>) -> Answer,
) -> Option<ChairFace> {
    let title = |chair: &Chair| pack.role_title(&chair.role).to_owned();
    let rules = row.chair.iter();
    let rules: Vec<(&Chair, Answer)> = rules
        .map(|chair| (chair, asks(chair.when.as_ref())))
        .collect();
    let at = rules
        .iter()
        .position(|(_, answer)| *answer == Answer::Yes)?;
    let (before, holding) = rules.split_at(at);
    let (first, _) = holding.first()?;
    let open = before
        .iter()
        .filter(|(_, answer)| *answer == Answer::Unknown);
    let asked: Vec<String> = open.map(|(chair, _)| title(chair)).collect();
    let others = holding.iter().skip(1);
    let others = others.filter(|(chair, answer)| *answer == Answer::Yes && chair.when.is_some());
    Some(ChairFace {
        role: first.role.clone(),
        title: title(first),
        note: first.note.clone().unwrap_or_default(),
        cite: first.cite.clone(),
        also: others.map(|(chair, _)| title(chair)).collect(),
        is_assumed: first.when.is_none() && !asked.is_empty(),
        asked,
    })
}

#[cfg(test)]
mod tests;
