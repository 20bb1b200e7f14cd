//! Recording an event: one that stops a clock, one that a step is done by, or any that happened.

use crate::app::form::handle::{Handle, OneLine, PackId, Past};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form};
use crate::app::page::entry::NOT_HERE;
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::{DraftKey, RecordOf};
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::NewEvent;
use crate::pack::process::DecisionRule;
use crate::pack::{Choice, Means, Pack, ReasonWhen};
use crate::rules::by_hand::refused_by_hand;
use crate::rules::case::Case;
use crate::rules::disputes::{self, Dispute};
use crate::words::role::by_hand;

/// What happened.
const EVENT: Handle<PackId> = Handle::new("event");
/// The word that it carries; asked where one of the events carries any.
const VALUE: Handle<PackId> = Handle::new("value");
/// When.
const AT: Handle<Past> = Handle::new("at");
/// Who, to whom, a reference.
const NOTE: Handle<OneLine> = Handle::new("note");
/// Why, or why late.
const REASON: Handle<OneLine> = Handle::new("reason");

/// What asked for the record.
#[derive(Clone, Debug)]
enum For {
    /// A clock, whose own events it offers; anything that happened where absent.
    Clock(Option<String>),
    /// An event, chosen already.
    Event(String),
    /// A step, with the event that it is done by chosen already.
    Step {
        /// Which step.
        step: String,
        /// The event.
        event: String,
        /// A clock that it stops is past its time.
        late: bool,
    },
}

/// The form that records an event.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct RecordEvent {
    id: IncidentId,
    of: For,
}

impl RecordEvent {
    /// Returns the record of what stops a clock, or of anything that happened.
    pub(in crate::app::page) fn clock(id: IncidentId, clock: Option<String>) -> Self {
        let of = For::Clock(clock);
        Self { id, of }
    }

    /// Returns the record of one event.
    pub(in crate::app::page) fn event(id: IncidentId, event: String) -> Self {
        let of = For::Event(event);
        Self { id, of }
    }

    /// Returns the record of the event that a step is done by. Every event can be chosen instead:
    /// what happened need not be what is next.
    pub(in crate::app::page) fn step(
        id: IncidentId,
        step: &str,
        event: String,
        late: bool,
    ) -> Self {
        let step = step.to_owned();
        let of = For::Step { step, event, late };
        Self { id, of }
    }
}

impl Sheet for RecordEvent {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        Ok(match &self.of {
            For::Clock(clock) => {
                let clock = clock.as_deref();
                let late = clock.is_some_and(|clock| row.is_late(clock));
                event_form(row.pack(), clock, late)
            }
            For::Event(event) => {
                let mut form = event_form(row.pack(), None, false);
                EVENT.set(&mut form, event);
                AT.go_to(&mut form);
                form
            }
            For::Step { event, late, .. } => {
                let mut form = event_form(row.pack(), None, *late);
                EVENT.set(&mut form, event);
                if row.pack().event_values(event).is_empty() {
                    AT.go_to(&mut form);
                } else {
                    VALUE.go_to(&mut form);
                }
                form
            }
        })
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(EVENT.fault(NOT_HERE));
        };
        let event = EVENT.text(form)?;
        // Before anything else is asked for: its own place asks for it again.
        let of_kind = NewEvent::new(&event, Moment::exact(see.now));
        let on_file = (row.pack(), Some(&row.incident));
        if let Some(refused) = refused_by_hand(on_file, &[Edit::Event(of_kind)], see.who, see.now) {
            return Err(EVENT.fault(by_hand(&refused)));
        }
        let edit = event_edit(row.pack(), &row.incident, &row.case, form, see.now)?;
        let title = row.pack().event_title(&event);
        Ok(Filled::edits(vec![edit], format!("«{title}»")))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        let of = match &self.of {
            For::Clock(None) => RecordOf::Anything,
            For::Clock(Some(clock)) => RecordOf::Clock(clock.clone()),
            For::Event(event) => RecordOf::Event(event.clone()),
            For::Step { step, .. } => RecordOf::Step(step.clone()),
        };
        Some(DraftKey::Record(self.id, of))
    }
}

/// Says whether an event is recorded in a place of its own alone: a decision of more than one, by
/// each of those who decide; a merger, with the incident that it is merged into.
fn has_its_own_place(pack: &Pack, event: &str) -> bool {
    let several = pack
        .decisions
        .iter()
        .any(|row| row.rule != DecisionRule::One && row.is_recorded_by(event));
    several || event == pack.event_meaning(Means::Merged)
}

/// Says whether the desk's own process speaks of an event: both councils share one list of them.
fn is_of_the_process(pack: &Pack, event: &str) -> bool {
    let is = |id: &String| id == event;
    let named = pack
        .clocks
        .iter()
        .flat_map(|row| row.stops.iter().chain(&row.received))
        .chain(pack.steps.iter().flat_map(|row| &row.done))
        .chain(pack.starts.iter().flat_map(|row| &row.earliest))
        .chain(pack.told.iter().filter_map(|row| row.event.as_ref()))
        .chain(pack.meetings.iter().filter_map(|row| row.arranged.as_ref()))
        .chain(pack.meetings.iter().filter_map(|row| row.held.as_ref()));
    let mut states = pack.states.iter().flat_map(|row| row.when.events());
    named.into_iter().any(is)
        || pack.decisions.iter().any(|row| row.is_recorded_by(event))
        || states.any(|id| id == event)
}

/// Returns a clock's own stopping events, or every event: those of the desk's own process first.
fn events(pack: &Pack, clock: Option<&str>) -> Vec<Choice> {
    let stops = clock.and_then(|id| pack.clock(id)).map(|row| &row.stops);
    let rows = pack
        .events
        .iter()
        .filter(|row| stops.is_none_or(|stops| stops.contains(&row.id)))
        .filter(|row| !has_its_own_place(pack, &row.id));
    let (own, others): (Vec<_>, Vec<_>) = rows.partition(|row| is_of_the_process(pack, &row.id));
    let rows = own.into_iter().chain(others);
    rows.map(|row| choice(&row.id, &row.title)).collect()
}

/// Returns the form that records an event; `late` when the clock it stops is past its time.
fn event_form(pack: &Pack, clock: Option<&str>, late: bool) -> Form {
    let options = events(pack, clock);
    let first = options.first().filter(|_| clock.is_some());
    let first = first.map(|option| option.id.clone());
    let title = clock
        .and_then(|id| pack.clock(id))
        .map_or("RECORD WHAT HAPPENED".to_owned(), |row| {
            format!("RECORD  {}", row.title)
        });
    let mut words: Vec<Choice> = Vec::new();
    let shown = |id: &str| options.iter().any(|option| option.id == id);
    let events = pack.events.iter().filter(|row| shown(&row.id));
    for word in events.flat_map(|row| pack.event_values(&row.id)) {
        if !words.iter().any(|known| known.id == word.id) {
            words.push(word);
        }
    }
    let mut fields = vec![
        EVENT
            .field("What happened", options)
            .help("Type its first letters, or go through the list with Up and Down."),
    ];
    if !words.is_empty() {
        fields.push(
            VALUE
                .field("Decided, or how", words)
                .help("Only for an event that carries a word."),
        );
    }
    fields.push(
        AT.field("When")
            .offering("now")
            .help("now, today 14:30, yesterday, 20/11 2115, -2h; a day alone; ? for not known"),
    );
    fields.push(NOTE.field("Note").help("Who, to whom, a reference."));
    let why = if late { "Why late" } else { "Reason" };
    fields.push(REASON.field(why).help(if late {
        "The clock is past its time: what is written here is kept with it."
    } else {
        "Asked for some events, and always when late."
    }));
    let mut form = Form::new(&title, "record it", fields);
    if let Some(first) = first {
        EVENT.set(&mut form, &first);
        AT.go_to(&mut form);
    }
    form
}

/// Returns the edit that records an event.
///
/// # Errors
/// When something needed is missing or cannot be; nothing is recorded.
fn event_edit(
    pack: &Pack,
    incident: &Incident,
    case: &Case,
    form: &Form,
    now: Instant,
) -> Result<Edit, Fault> {
    let kind = EVENT.text(form)?;
    let Some(row) = pack.event(&kind) else {
        let words = "Choose what happened: type its first letters, or Up and Down";
        return Err(EVENT.fault(words));
    };
    let unsaid = "Say when: now, today 14:30, or ? when nobody knows";
    let at = AT.said(form, now, unsaid)?;
    let values = pack.event_values(&kind);
    let value = if values.is_empty() {
        None
    } else {
        Some(one_of(&values, form)?)
    };
    let reason = REASON.text(form)?;
    let late = case.is_late_for(pack, &kind, at);
    let asked = match row.reason {
        ReasonWhen::Always => true,
        ReasonWhen::WhenLate => late,
        ReasonWhen::Never => false,
    };
    if asked && reason.is_empty() {
        let words = if late {
            "Say why it is late"
        } else {
            "Say why"
        };
        return Err(REASON.fault(words));
    }
    let mut event = NewEvent::new(&kind, at);
    event.value = value;
    event.note = NOTE.text(form)?;
    event.reason = reason;
    event.note = about(pack, incident, &kind, event.note)?;
    let times = [Means::Occurred, Means::BecameAware];
    if times
        .map(|means| pack.event_meaning(means))
        .contains(&&*kind)
    {
        event.supersedes = incident.current(&kind).next().map(|entry| entry.id);
    }
    Ok(Edit::Event(event))
}

/// Returns the note of an event; of what resolves a disagreement, which one it resolves.
///
/// # Errors
/// When several are open and the note names none of them.
fn about(pack: &Pack, incident: &Incident, kind: &str, note: String) -> Result<String, Fault> {
    let mut open = disputes::open(pack, incident);
    open.retain(|dispute| dispute.resolved_by == kind);
    let names = |dispute: &Dispute| dispute.about.as_ref() == Some(&note);
    match open.as_slice() {
        [one] if note.is_empty() => Ok(one.about.clone().unwrap_or_default()),
        [] | [_] => Ok(note),
        several if several.iter().any(names) => Ok(note),
        several => Err(NOTE.fault(format!(
            "{} disagreements are open. Say which on the page Decisions: Enter on its line",
            several.len()
        ))),
    }
}

/// Returns the word that an event carries.
fn one_of(values: &[Choice], form: &Form) -> Result<String, Fault> {
    let value = VALUE.text(form)?;
    if values.iter().any(|known| known.id == value) {
        return Ok(value);
    }
    let words: Vec<&str> = values.iter().map(|known| known.title.as_str()).collect();
    Err(VALUE.fault(format!("Choose {}", words.join(" or "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(council: &str) -> Vec<String> {
        let pack = Pack::built_in(council).expect("a council");
        events(&pack, None)
            .into_iter()
            .map(|choice| choice.id)
            .collect()
    }

    #[test]
    fn what_the_councils_own_process_speaks_of_comes_first_and_nothing_is_lost() {
        let place = |list: &[String], id: &str| {
            let found = list.iter().position(|known| known == id);
            found.unwrap_or_else(|| panic!("{id} is offered"))
        };
        let (barnet, towers) = (offered("barnet"), offered("tower-hamlets"));
        // S1 has no Need to Know and no panel of S2; S2 has no SIRM.
        assert!(place(&barnet, "sirm_held") < place(&barnet, "need_to_know_first_done"));
        assert!(place(&barnet, "rapid_review_held") < place(&barnet, "panel_held"));
        assert!(place(&towers, "need_to_know_first_done") < place(&towers, "sirm_held"));
        assert!(place(&towers, "panel_held") < place(&towers, "sirm_arranged"));
        for council in ["barnet", "tower-hamlets"] {
            let pack = Pack::built_in(council).expect("a council");
            let free = pack.events.iter();
            let free = free.filter(|row| !has_its_own_place(&pack, &row.id));
            assert_eq!(offered(council).len(), free.count(), "{council}");
        }
    }
}
