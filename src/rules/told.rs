//! Who must be told, in the pack's order, and who has been.

use super::advice::holds;
use super::clocks::ClockFace;
use super::history::History;
use crate::domain::facts::{Answer, Facts};
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::timeline::{CALL_MADE, NewEvent, TimelineEvent};
use crate::pack::process::Told;
use crate::pack::{Cite, Pack};

/// The value of a call that was answered.
pub const ANSWERED: &str = "answered";
/// The value of a call that nobody took.
pub const NO_ANSWER: &str = "no_answer";
/// The value of a call made in another way: told by e-mail or in person.
pub const BY_EMAIL: &str = "by_email";

/// What is noted of those who were told by being sent the form.
const BY_THE_FORM: &str = "the form was sent to them";

/// How somebody was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By telephone.
    Telephone,
    /// By e-mail, or in person.
    MailOrInPerson,
}

/// Whether somebody has been told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToldState {
    /// Not yet, and nobody has tried.
    NotYet,
    /// Somebody rang and nobody answered.
    NoAnswer(Moment),
    /// Told.
    Told {
        /// When.
        at: Moment,
        /// Who recorded it.
        by: String,
        /// How they were reached, where that was recorded.
        channel: Option<Channel>,
        /// What they said.
        said: String,
    },
    /// Not needed unless something else happens or becomes known.
    Later,
}

/// Who is told in somebody's absence, with an entry of their own among the contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deputy {
    /// The role's id.
    pub role: String,
    /// The role's title.
    pub title: String,
}

/// One line of the list of who must be told.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldFace {
    /// The role's id.
    pub role: String,
    /// The role's title.
    pub title: String,
    /// Who is told in their absence.
    pub deputy: Option<Deputy>,
    /// The title of the role that tells them.
    pub by: Option<String>,
    /// The event that telling them records.
    pub event: Option<String>,
    /// Whether it applies.
    pub applies: Answer,
    /// Whether it is done.
    pub state: ToldState,
    /// Not in the council's own document.
    pub added: bool,
    /// The words it rests on.
    pub cite: Option<Cite>,
}

impl ToldFace {
    /// Says whether they are still to be told, or may have to be.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.applies != Answer::No
            && matches!(self.state, ToldState::NotYet | ToldState::NoAnswer(_))
    }
}

/// Returns who is to be told next: the first who must be and was not reached, else the first who may
/// have to be.
#[must_use]
pub fn next(told: &[ToldFace]) -> Option<&ToldFace> {
    let mut waiting = told.iter().filter(|face| face.is_waiting());
    let must = waiting.clone().find(|face| face.applies == Answer::Yes);
    must.or_else(|| waiting.next())
}

/// Returns the clock of a case that telling somebody stops, where one runs.
#[must_use]
pub fn clock_of_telling<'a>(
    pack: &Pack,
    clocks: &'a [ClockFace],
    told: &ToldFace,
) -> Option<&'a ClockFace> {
    let event = told.event.as_ref()?;
    let stops = |face: &&ClockFace| {
        let row = pack.clock(&face.id);
        row.is_some_and(|row| row.stops.contains(event))
    };
    let mut open = clocks.iter().filter(|face| face.state.is_open());
    open.find(stops)
}

/// Returns everyone the pack says must be told, in its order.
#[must_use]
pub fn told(
    pack: &Pack,
    facts: &Facts,
    history: &dyn History,
    incident: &Incident,
) -> Vec<ToldFace> {
    pack.told
        .iter()
        .map(|row| {
            let applies = match &row.when {
                None => Answer::Yes,
                Some(condition) => holds(pack, facts, history, condition),
            };
            ToldFace {
                role: row.role.clone(),
                title: pack.role_title(&row.role).to_owned(),
                deputy: pack.deputy(&row.role).map(|deputy| Deputy {
                    role: deputy.clone(),
                    title: pack.role_title(deputy).to_owned(),
                }),
                by: row.by.as_deref().map(|by| pack.role_title(by).to_owned()),
                event: row.event.clone(),
                applies,
                state: state(row, applies, incident),
                added: row.added,
                cite: row.cite.clone(),
            }
        })
        .collect()
}

/// Returns what it records that a form was sent to a role: that they were told by it, and nothing
/// of a role that nobody has to tell or that was told before (A71).
#[must_use]
pub fn by_form(pack: &Pack, role: &str, incident: &Incident, at: Moment) -> Vec<NewEvent> {
    let Some(row) = pack.told.iter().find(|row| row.role == role) else {
        return Vec::new();
    };
    if matches!(state(row, Answer::Yes, incident), ToldState::Told { .. }) {
        return Vec::new();
    }
    let mut call = NewEvent::new(CALL_MADE, at);
    call.value = Some(BY_EMAIL.to_owned());
    call.role = Some(role.to_owned());
    BY_THE_FORM.clone_into(&mut call.note);
    let told = row.event.as_deref().filter(|_| !row.receipt);
    let told = told.map(|event| NewEvent {
        role: Some(role.to_owned()),
        note: BY_THE_FORM.to_owned(),
        ..NewEvent::new(event, at)
    });
    [call].into_iter().chain(told).collect()
}

fn state(row: &Told, applies: Answer, incident: &Incident) -> ToldState {
    let (event, role) = (row.event.as_deref(), row.role.as_str());
    let current = || incident.timeline.iter().filter(|entry| entry.is_current());
    let answered = |entry: &&TimelineEvent| {
        entry.kind == CALL_MADE
            && entry.role.as_deref() == Some(role)
            && matches!(entry.value.as_deref(), Some(ANSWERED | BY_EMAIL))
    };
    let by_event = |entry: &&TimelineEvent| event == Some(entry.kind.as_str());
    // Where the pack names an event, only that event says that they were told; but their own, of
    // having received it, says less than that somebody reached them.
    let found = if event.is_some() && !row.receipt {
        current().find(by_event)
    } else {
        current().find(|entry| by_event(entry) || answered(entry))
    };
    if let Some(entry) = found {
        // A call that told them is recorded beside the event of their being told.
        let mut calls = current().filter(|call| {
            call.kind == CALL_MADE && call.role.as_deref() == Some(role) && call.at == entry.at
        });
        let call = calls.next_back();
        let channel = match call.and_then(|call| call.value.as_deref()) {
            Some(ANSWERED) => Some(Channel::Telephone),
            Some(BY_EMAIL) => Some(Channel::MailOrInPerson),
            _ => None,
        };
        return ToldState::Told {
            at: entry.at,
            by: entry.recorded_by.clone(),
            channel,
            said: call.unwrap_or(entry).note.clone(),
        };
    }
    if applies == Answer::No {
        return ToldState::Later;
    }
    let tried =
        current().rfind(|entry| entry.kind == CALL_MADE && entry.role.as_deref() == Some(role));
    match tried {
        Some(entry) => ToldState::NoAnswer(entry.at),
        None => ToldState::NotYet,
    }
}

#[cfg(test)]
mod tests;
