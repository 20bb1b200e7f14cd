//! Recording what happened: an event that stops a clock, a call, a note, a correction, a person.

use crate::app::form::{Field, Form, Kind};
use crate::app::forms::pack_form::typed_time;
use crate::app::forms::quick_log::{Fault, past};
use crate::domain::command::Edit;
use crate::domain::id::EventId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::timeline::{CALL_MADE, NOTE, NewEvent};
use crate::domain::when::Lean;
use crate::protocol::case::Case;
use crate::protocol::pack::process::DecisionRule;
use crate::protocol::pack::{Choice, Means, Pack, ReasonWhen};
use crate::protocol::told::{ANSWERED, BY_EMAIL, NO_ANSWER, ToldFace};

fn choice(id: &str, title: &str) -> Choice {
    Choice {
        id: id.to_owned(),
        title: title.to_owned(),
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
#[must_use]
pub fn event_form(pack: &Pack, clock: Option<&str>, late: bool) -> Form {
    let options = events(pack, clock);
    let first = match clock {
        Some(_) => options.first().map(|o| o.id.clone()).unwrap_or_default(),
        None => String::new(),
    };
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
        Field::new("event", "What happened", Kind::Choice(options))
            .with(&first)
            .help("Left and Right, or its first letter."),
    ];
    if !words.is_empty() {
        fields.push(
            Field::new("value", "Decided, or how", Kind::Choice(words))
                .help("Only for an event that carries a word."),
        );
    }
    fields.push(
        Field::new("at", "When", Kind::When(Lean::Past))
            .with("now")
            .help("now, today 14:30, yesterday, 20/11 2115, -2h; a day alone; ? for not known"),
    );
    fields.push(Field::new("note", "Note", Kind::Line).help("Who, to whom, a reference."));
    let why = if late { "Why late" } else { "Reason" };
    fields.push(Field::new("reason", why, Kind::Line).help(if late {
        "The clock is past its time: what is written here is kept with it."
    } else {
        "Asked for some events, and always when late."
    }));
    let mut form = Form::new(&title, "record it", fields);
    if first.is_empty() {
        form.focus = 0;
    } else {
        form.go_to("at");
    }
    form
}

/// Returns the edit that records an event.
///
/// # Errors
/// When something needed is missing or cannot be; nothing is recorded.
pub fn event_edit(
    pack: &Pack,
    incident: &Incident,
    case: &Case,
    form: &Form,
    now: Instant,
) -> Result<Edit, Fault> {
    let kind = form.value("event");
    let Some(row) = pack.event(&kind) else {
        return Err((
            "event".to_owned(),
            "Choose what happened: Left and Right, or its first letter".to_owned(),
        ));
    };
    let Some(at) = past("at", &form.value("at"), now)? else {
        return Err((
            "at".to_owned(),
            "Say when: now, today 14:30, or ? when nobody knows".to_owned(),
        ));
    };
    let value = form.value("value");
    let values = pack.event_values(&kind);
    let value = (!values.is_empty()).then_some(value);
    if let Some(value) = &value
        && !values.iter().any(|known| known.id == *value)
    {
        let words: Vec<&str> = values.iter().map(|known| known.title.as_str()).collect();
        return Err(("value".to_owned(), format!("Choose {}", words.join(" or "))));
    }
    let reason = form.value("reason");
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
        return Err(("reason".to_owned(), words.to_owned()));
    }
    let mut event = NewEvent::new(&kind, at);
    event.value = value;
    event.note = form.value("note");
    event.reason = reason;
    let times = [Means::Occurred, Means::BecameAware];
    if times
        .map(|means| pack.event_meaning(means))
        .contains(&&*kind)
    {
        event.supersedes = incident.current(&kind).next().map(|entry| entry.id);
    }
    Ok(Edit::Event(event))
}

/// Returns the form that records a call to a role.
#[must_use]
pub fn call_form(told: &[ToldFace], role: &str) -> Form {
    let options = told
        .iter()
        .map(|face| choice(&face.role, &face.title))
        .collect();
    let outcome = vec![
        choice(ANSWERED, "answered: told"),
        choice(NO_ANSWER, "no answer"),
        choice("message_left", "message left"),
        choice(BY_EMAIL, "told by e-mail or in person"),
    ];
    let mut form = Form::new(
        "CALL MADE",
        "record it",
        vec![
            Field::new("role", "Who", Kind::Choice(options)).with(role),
            Field::new("outcome", "Outcome", Kind::Choice(outcome)).with(ANSWERED),
            Field::new("at", "When", Kind::When(Lean::Past)).with("now"),
            Field::new("note", "Spoke to, and what they said", Kind::Line),
        ],
    );
    form.go_to("outcome");
    form
}

/// Returns the edits that record a call; told, when it was answered and the pack has an event
/// for it.
///
/// # Errors
/// When the role or the time is missing.
pub fn call_edits(told: &[ToldFace], form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let role = form.value("role");
    let Some(face) = told.iter().find(|face| face.role == role) else {
        return Err(("role".to_owned(), "Choose who was called".to_owned()));
    };
    let outcome = form.value("outcome");
    if outcome.is_empty() {
        return Err((
            "outcome".to_owned(),
            "Say whether it was answered".to_owned(),
        ));
    }
    let Some(at) = past("at", &form.value("at"), now)? else {
        return Err(("at".to_owned(), "Say when: now, or 22:40".to_owned()));
    };
    let told = matches!(outcome.as_str(), ANSWERED | BY_EMAIL);
    let mut call = NewEvent::new(CALL_MADE, at);
    call.value = Some(outcome);
    call.note = form.value("note");
    call.role = Some(role.clone());
    let mut out = vec![Edit::Event(call)];
    if let (true, Some(event)) = (told, &face.event) {
        let mut event = NewEvent::new(event, at);
        event.role = Some(role);
        event.note = form.value("note");
        out.push(Edit::Event(event));
    }
    Ok(out)
}

/// Returns the form that asks why an alert is not raised.
#[must_use]
pub fn not_raised_form() -> Form {
    Form::new(
        "ALERT NOT RAISED, BECAUSE",
        "record it",
        vec![
            Field::new("reason", "Because", Kind::Text)
                .help("Kept with who decided and when. If in doubt, alert."),
        ],
    )
}

/// Returns the edit that records that an alert is not raised.
///
/// # Errors
/// When no reason is given.
pub fn not_raised_edit(pack: &Pack, form: &Form, now: Instant) -> Result<Edit, Fault> {
    let reason = form.value("reason");
    if reason.is_empty() {
        return Err(("reason".to_owned(), "Say why it is not raised".to_owned()));
    }
    let not_raised = pack.event_meaning(Means::AlertNotRaised);
    let mut event = NewEvent::new(not_raised, crate::domain::instant::Moment::exact(now));
    event.reason = reason;
    Ok(Edit::Event(event))
}

/// Returns the form that asks why an alert leaves late.
#[must_use]
pub fn late_form() -> Form {
    Form::new(
        "THE ALERT IS LATE, BECAUSE",
        "go on",
        vec![
            Field::new("reason", "Because", Kind::Text)
                .help("Kept with the alert. It can still be sent, and should be, now."),
        ],
    )
}

/// Returns the form of a note.
#[must_use]
pub fn note_form() -> Form {
    Form::new(
        "NOTE",
        "write it",
        vec![
            Field::new("note", "Note", Kind::Text),
            Field::new("at", "When", Kind::When(Lean::Past)).with("now"),
        ],
    )
}

/// Returns the edit that writes a note.
///
/// # Errors
/// When the note is empty or the time cannot be.
pub fn note_edit(form: &Form, now: Instant) -> Result<Edit, Fault> {
    let note = form.value("note");
    if note.is_empty() {
        return Err(("note".to_owned(), "Write the note".to_owned()));
    }
    let at = past("at", &form.value("at"), now)?;
    let mut event = NewEvent::new(NOTE, at.unwrap_or(crate::domain::instant::Moment::UNKNOWN));
    event.note = note;
    Ok(Edit::Event(event))
}

/// Returns the form that corrects an entry's time, or takes it back.
#[must_use]
pub fn correct_form(pack: &Pack, incident: &Incident, id: EventId) -> Option<Form> {
    let entry = incident.timeline.iter().find(|entry| entry.id == id)?;
    let mut form = Form::new(
        &format!("CORRECT  {}", pack.event_title(&entry.kind)),
        "correct it",
        vec![
            Field::new("at", "When", Kind::When(Lean::Past))
                .with(&typed_time(entry.at))
                .help("Leave it empty to take the entry back. The old entry stays visible."),
            Field::new("reason", "Because", Kind::Line).help("Kept with the correction."),
        ],
    );
    form.intro = format!("on file: {}", entry.at.words());
    Some(form)
}

/// Returns the edit that corrects an entry or takes it back.
///
/// # Errors
/// When no reason is given or the time cannot be.
pub fn correct_edit(
    incident: &Incident,
    id: EventId,
    form: &Form,
    now: Instant,
) -> Result<Edit, Fault> {
    let reason = form.value("reason");
    if reason.is_empty() {
        return Err(("reason".to_owned(), "Say why it is corrected".to_owned()));
    }
    let Some(at) = past("at", &form.value("at"), now)? else {
        return Ok(Edit::Withdraw(id, reason));
    };
    let Some(entry) = incident.timeline.iter().find(|entry| entry.id == id) else {
        return Err((
            "at".to_owned(),
            "The entry is no longer there: go back and look again".to_owned(),
        ));
    };
    Ok(Edit::Event(NewEvent {
        kind: entry.kind.clone(),
        value: entry.value.clone(),
        at,
        note: entry.note.clone(),
        reason,
        role: entry.role.clone(),
        supersedes: Some(id),
    }))
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
