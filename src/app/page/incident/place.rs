//! Where what happened is recorded: the decision, the meeting, the checks or the paper that an event
//! belongs to; else the record of the event alone.

use crate::app::desk::Row;
use crate::app::page::decisions::answer::Answer;
use crate::app::page::meeting::arrange::Arrange;
use crate::app::page::meeting::held::Held;
use crate::app::page::notification::submitted::Submitted;
use crate::app::page::send::ask_whether_sent;
use crate::app::page::timeline::record::RecordEvent;
use crate::app::page::{Next, See};
use crate::app::screen::Tab;
use crate::domain::facts;
use crate::pack::Means;
use crate::pack::process::DecisionRule;
use crate::pack::{Clock, Decision};
use crate::rules::decisions::DESPITE;
use crate::rules::meetings::arranged;

/// Opens the record of what stops a clock, late when it is past its time; of anything that
/// happened, where no clock is named.
pub(crate) fn open_record(see: &See<'_>, row: &Row, clock: Option<String>) -> Next {
    let stops = clock.as_deref().and_then(|clock| row.pack().clock(clock));
    let stops = stops.map_or(&[][..], |clock| clock.stops.as_slice());
    let place = stops.iter().find_map(|event| place_of(see, row, event));
    place.unwrap_or_else(|| Next::form(RecordEvent::clock(row.incident.id, clock)))
}

/// Opens the record of what is to be done now; with nothing to do, of anything that happened.
pub(crate) fn record_next(see: &See<'_>, row: &Row) -> Next {
    let next = row.case.next.as_ref();
    let steps = &row.case.steps;
    let at = next.and_then(|next| steps.iter().position(|step| step.id == next.step));
    match at {
        Some(at) => record_step(see, row, at),
        None => open_record(see, row, None),
    }
}

/// Opens what shows a step done: the decision, the meeting, the checks or the paper that it is done
/// by; else the record of its event.
pub(super) fn record_step(see: &See<'_>, row: &Row, at: usize) -> Next {
    let Some(step) = row.case.steps.get(at) else {
        return Next::Stay;
    };
    let event = step.done.first().cloned().unwrap_or_default();
    if let Some(place) = place_of(see, row, &event) {
        return place;
    }
    let stops = |clock: &&Clock| clock.stops.iter().any(|stop| step.done.contains(stop));
    let clock = row.pack().clocks.iter().find(stops);
    let late = clock.is_some_and(|clock| row.is_late(&clock.id));
    Next::form(RecordEvent::step(row.incident.id, &step.id, event, late))
}

/// Opens the place where an event is recorded with everything that belongs to it.
fn place_of(see: &See<'_>, row: &Row, event: &str) -> Option<Next> {
    let (pack, id) = (row.pack(), row.incident.id);
    let written = row.case.unsent.iter().rfind(|unsent| unsent.is_of(event));
    if let Some(unsent) = written {
        return Some(ask_whether_sent(see, id, &unsent.form));
    }
    if event == pack.event_meaning(Means::Notified) {
        return Some(Next::form(Submitted { id }));
    }
    let checks = [Means::ChecksRequested, Means::ChecksReturned];
    if checks
        .map(|means| pack.event_meaning(means))
        .contains(&event)
    {
        return (!pack.agencies.is_empty()).then_some(Next::Tab(id, Tab::Checks));
    }
    let decides = |row: &&Decision| {
        row.rule != DecisionRule::One && row.is_recorded_by(event)
            || row.event.as_deref() == Some(event)
    };
    if let Some(decision) = pack.decisions.iter().find(decides) {
        let face = see.desk.decision(row, &decision.id, see.now)?;
        let open = face
            .slots
            .iter()
            .find(|slot| slot.answers.is_empty() && slot.role != DESPITE);
        // Where the answers differ each is asked again: a person chooses whose.
        return Some(match open {
            Some(slot) => Next::form(Answer {
                id,
                decision: face.id.clone(),
                slot: slot.role.clone(),
            }),
            None => Next::Tab(id, Tab::Decisions),
        });
    }
    for meeting in &pack.meetings {
        let mut open = arranged(&row.incident, &meeting.id).filter(|kept| !kept.is_over());
        let open = open.next();
        if meeting.held.as_deref() == Some(event)
            && let Some(kept) = open
        {
            let entry = kept.entry.id;
            return Some(Next::form(Held { id, entry }));
        }
        let called = see.desk.asks(row, meeting.trigger.as_ref(), see.now);
        let called = called != facts::Answer::No;
        if meeting.arranged.as_deref() == Some(event) && open.is_none() && called {
            let (meeting, entry) = (meeting.id.clone(), None);
            return Some(Next::form(Arrange { id, meeting, entry }));
        }
    }
    let mut forms = pack.forms.iter();
    let sent = forms.any(|form| form.event.as_deref() == Some(event));
    sent.then_some(Next::Tab(id, Tab::Papers))
}
