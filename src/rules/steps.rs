//! Steps: what is to be done, whose it is, what opens it and what shows it done.

use super::advice::holds;
use super::history::History;
use crate::domain::facts::{Answer, Facts};
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::timeline::TimelineEvent;
use crate::pack::condition::{Condition, Test};
use crate::pack::{Cite, Pack, Step};

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// What opens it has not happened.
    Waiting,
    /// What is not known decides whether it opens.
    NotKnown,
    /// It can be done now.
    Open,
    /// Its event has been recorded.
    Done,
}

impl StepState {
    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "later",
            Self::NotKnown => "not known yet",
            Self::Open => "to do",
            Self::Done => "done",
        }
    }
}

/// When something was done, as well as it is known, and who recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When.
    pub at: Moment,
    /// Who recorded it.
    pub by: String,
}

impl Done {
    /// Returns what an entry of the timeline says was done.
    #[must_use]
    pub fn of(entry: &TimelineEvent) -> Self {
        Self {
            at: entry.at,
            by: entry.recorded_by.clone(),
        }
    }
}

/// One step of one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFace {
    /// Its id in the pack.
    pub id: String,
    /// Which of the tracks it belongs to.
    pub track: String,
    /// What is to be done.
    pub title: String,
    /// The title of the role it belongs to.
    pub owner: String,
    /// Where it stands.
    pub state: StepState,
    /// The events that show it done.
    pub done: Vec<String>,
    /// When and by whom it was done; not yet while absent.
    pub done_by: Option<Done>,
    /// The title of the role that deputises; empty when none is stated.
    pub deputy: String,
    /// What helps.
    pub help: String,
    /// The words it rests on.
    pub cite: Option<Cite>,
    /// It is done, although what opens it has not happened: kept, and said.
    pub out_of_order: bool,
    /// It is next only when nothing else is left to do.
    pub last: bool,
}

/// Returns every step of the pack, in its order; those that stand open to the end come last.
#[must_use]
pub fn steps(
    pack: &Pack,
    facts: &Facts,
    history: &dyn History,
    incident: &Incident,
) -> Vec<StepFace> {
    let (last, rows): (Vec<&Step>, Vec<&Step>) = pack.steps.iter().partition(|row| row.last);
    rows.into_iter()
        .chain(last)
        .map(|row| {
            let entry = done_by(pack, row, incident, history);
            let opens = row.opens.as_ref();
            let opens = opens.map(|condition| holds(pack, facts, history, condition));
            let state = match opens {
                _ if entry.is_some() => StepState::Done,
                None => StepState::Open,
                Some(answer) => match answer {
                    Answer::Yes => StepState::Open,
                    Answer::No => StepState::Waiting,
                    Answer::Unknown => StepState::NotKnown,
                },
            };
            StepFace {
                id: row.id.clone(),
                track: row.track.clone(),
                title: row.title.clone(),
                owner: pack.role_title(&row.owner).to_owned(),
                state,
                done: row.done.clone(),
                done_by: entry.map(Done::of),
                deputy: row
                    .deputy
                    .as_deref()
                    .map_or("", |id| pack.role_title(id))
                    .to_owned(),
                help: row.help.clone().unwrap_or_default(),
                cite: row.cite.clone(),
                out_of_order: entry.is_some()
                    && opens == Some(Answer::No)
                    && !followed(pack, facts, incident, row),
                last: row.last,
            }
        })
        .collect()
}

/// Says whether what opens a step has ever happened, though a later record undid it: a first review
/// stays in its place when not met becomes met. A step that hangs on an advice or a fact alone
/// follows nothing that is recorded.
fn followed(pack: &Pack, facts: &Facts, incident: &Incident, row: &Step) -> bool {
    let Some(opens) = &row.opens else {
        return true;
    };
    if opens.events().is_empty() {
        return true;
    }
    holds(pack, facts, &Ever { incident, opens }, opens) != Answer::No
}

/// What was ever recorded, for the words that one condition asks for.
struct Ever<'a> {
    incident: &'a Incident,
    opens: &'a Condition,
}

impl History for Ever<'_> {
    fn recorded(&self, event: &str) -> bool {
        self.incident.has(event)
    }

    fn decided(&self, event: &str) -> Option<String> {
        let mut asked: Vec<&String> = Vec::new();
        self.opens.walk(&mut |part| match &part.test {
            Test::Decision(of, words) if of == event => asked.extend(words),
            _ => {}
        });
        let known = self
            .incident
            .current(event)
            .filter_map(|entry| entry.value.clone());
        let known: Vec<String> = known.collect();
        let wanted = known.iter().find(|value| asked.contains(value));
        wanted.or(known.last()).cloned()
    }
}

fn done_by<'a>(
    pack: &Pack,
    row: &Step,
    incident: &'a Incident,
    history: &dyn History,
) -> Option<&'a TimelineEvent> {
    let tells = row.tells.as_deref();
    let news = tells.and_then(|kind| news(incident, kind));
    let shows = |entry: &&TimelineEvent| {
        let told = news.as_ref().is_none_or(|news| news.is_in(entry));
        told && entry.is_current()
            && row.done.contains(&entry.kind)
            && history.recorded(&entry.kind)
    };
    // Of what may be made again (a decision, a notification after its withdrawal) the newest.
    let again = row.done.iter().any(|kind| {
        let withdrawn = pack
            .event(kind)
            .is_some_and(|row| row.withdrawn_by.is_some());
        withdrawn || !pack.event_values(kind).is_empty()
    });
    let mut entries = incident.timeline.iter();
    if again {
        entries.rfind(shows)
    } else {
        entries.find(shows)
    }
}

/// The last entry that said something new of what a step tells of.
struct News<'a> {
    entry: &'a TimelineEvent,
    /// Nothing had been said before.
    is_first: bool,
}

impl News<'_> {
    /// Says whether a telling can have told of it: recorded after it; of the first word, which is
    /// often typed in late, also one that was made after it.
    fn is_in(&self, telling: &TimelineEvent) -> bool {
        let times = telling.at.as_start().zip(self.entry.at.as_stop());
        let made_after = times.is_some_and(|(told, decided)| told >= decided);
        telling.id > self.entry.id || (self.is_first && made_after)
    }
}

/// Returns the entry that last said otherwise than the one before it, by the order of recording;
/// the first of all says something new too.
fn news<'a>(incident: &'a Incident, kind: &'a str) -> Option<News<'a>> {
    let entries: Vec<&TimelineEvent> = incident.current(kind).collect();
    let mut last: Option<News<'a>> = None;
    for entry in entries {
        let is_new = last
            .as_ref()
            .is_none_or(|last| last.entry.value != entry.value);
        if is_new {
            let is_first = last.is_none();
            last = Some(News { entry, is_first });
        }
    }
    last
}

#[cfg(test)]
mod tests;
