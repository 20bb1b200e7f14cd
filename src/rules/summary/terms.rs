//! What a query finds an incident by beside its words: a term for each value of each field.

use std::collections::BTreeSet;

use super::due::{DueLine, DueOf, Standing};
use super::listed::{Listed, age_of, is_leading};
use super::registered::Registered;
use crate::domain::facts::FactValue;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::query::{Field, term};
use crate::domain::text::fold;
use crate::pack::{Means, Pack};
use crate::rules::case::Case;
use crate::rules::clocks::ClockState;
use crate::rules::steps::StepState;

/// Terms, each once.
struct Terms(BTreeSet<String>);

impl Terms {
    fn new() -> Self {
        Self(BTreeSet::from([term::EVERY.to_owned()]))
    }

    fn own(&mut self, field: Field, word: &str) {
        self.0.insert(term::own(field, word));
    }

    fn says(&mut self, field: Field, text: &str) {
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| !word.is_empty());
        self.0.extend(words.map(|word| term::word(field, word)));
    }

    fn moment(&mut self, field: Field, at: Option<Instant>) {
        self.0
            .extend(at.into_iter().flat_map(|at| term::moment(field, at)));
    }

    fn joined(self) -> String {
        self.0.into_iter().collect::<Vec<_>>().join(" ")
    }
}

/// Returns the terms of an incident.
pub(super) fn of(
    pack: &Pack,
    incident: &Incident,
    case: &Case,
    (listed, registered, due): (&Listed, &Registered, &[DueLine]),
) -> String {
    let mut terms = Terms::new();
    standing(&mut terms, listed);
    terms.says(Field::Status, &listed.state.title);
    if !listed.state.has_moved {
        terms.says(Field::Status, listed.stage.word());
    }
    terms.says(Field::Reason, &registered.reasons);
    terms.says(Field::Kind, &registered.kinds);
    terms.says(Field::Team, &registered.team);
    terms.says(Field::Agency, &registered.agency);
    terms.says(Field::Source, &registered.source);
    terms.says(Field::By, &listed.created_by);
    let decided = listed.decided.as_ref();
    let outcome = decided.map_or("undecided", |decided| decided.value.as_str());
    terms.own(Field::Outcome, outcome);
    for person in incident.standing() {
        terms.says(Field::Id, &person.mosaic_id);
    }
    let leading: Vec<&Person> = incident.standing().filter(|one| is_leading(one)).collect();
    for person in &leading {
        if let Some(age) = age_of(person, &case.facts) {
            terms.0.insert(term::age(age.years()));
        }
    }
    terms.own(Field::LookedAfter, looked_after(pack, &leading));
    for (field, at) in [
        (Field::Incident, listed.occurred_at),
        (Field::Received, Some(listed.told_at())),
        (Field::Decided, decided.and_then(|decided| decided.at)),
        (Field::Notified, listed.notified_at),
        (Field::Panel, registered.panel_at),
        (
            Field::Final,
            registered.ended.as_ref().and_then(|ended| ended.at),
        ),
        (Field::Learning, registered.learning_at),
    ] {
        terms.moment(field, at);
    }
    for step in case
        .steps
        .iter()
        .filter(|step| step.state == StepState::Open)
    {
        terms.says(Field::Step, &step.title);
        terms.says(Field::Step, &step.id);
    }
    for line in due {
        let words = match &line.of {
            DueOf::Clock(id) => format!("{} {}", line.title, id.replace('_', " ")),
            DueOf::Task(_) | DueOf::Meeting(_) => line.title.clone(),
        };
        if is_waiting(line) {
            terms.says(Field::Waiting, &words);
            terms.says(Field::Owner, &line.owner);
        }
        if is_overdue(line) {
            terms.says(Field::Overdue, &words);
        }
        if is_unmet(pack, line) {
            terms.says(Field::Unmet, &words);
        }
    }
    duties(&mut terms, pack, due);
    terms.joined()
}

/// Returns the terms of a restricted record: of its duties when they fall due and whether they are
/// late, which lists say; nothing else.
pub(super) fn of_kept(pack: &Pack, listed: &Listed, due: &[DueLine]) -> String {
    let mut terms = Terms::new();
    standing(&mut terms, listed);
    duties(&mut terms, pack, due);
    terms.joined()
}

fn standing(terms: &mut Terms, listed: &Listed) {
    let is_open = listed.is_open();
    terms.own(Field::Status, if is_open { "open" } else { "closed" });
    if listed.is_incoming() {
        terms.own(Field::Status, "incoming");
    }
}

fn duties(terms: &mut Terms, pack: &Pack, due: &[DueLine]) {
    let mut yes_no = |field: Field, yes: bool| terms.own(field, if yes { "yes" } else { "no" });
    yes_no(Field::Waiting, due.iter().any(is_waiting));
    yes_no(Field::Overdue, due.iter().any(is_overdue));
    yes_no(Field::Unmet, due.iter().any(|line| is_unmet(pack, line)));
    yes_no(Field::Late, due.iter().any(is_late));
    for line in due.iter().filter(|line| is_waiting(line)) {
        terms.moment(Field::Due, line.due);
    }
}

/// Says whether something is to be done, and is known to be.
#[must_use]
pub(super) fn is_waiting(line: &DueLine) -> bool {
    line.standing == Standing::Open && !line.only_if
}

/// Says whether it is past its time and still to be done.
#[must_use]
pub(super) fn is_overdue(line: &DueLine) -> bool {
    line.standing == Standing::Open && line.is_overdue()
}

/// Says whether it is past its time, or was done late.
#[must_use]
pub(super) fn is_late(line: &DueLine) -> bool {
    is_overdue(line) || line.state == ClockState::MetLate
}

/// Says whether a case was closed with it neither done nor set aside by a decision about it: a clock
/// that closing alone set aside.
#[must_use]
pub(super) fn is_unmet(pack: &Pack, line: &DueLine) -> bool {
    let closed = pack.event_meaning(Means::Closed);
    let mut ending = pack.set_aside.iter().filter(|row| row.event == closed);
    line.standing == Standing::Aside && ending.any(|row| row.says == line.because)
}

fn looked_after(pack: &Pack, leading: &[&Person]) -> &'static str {
    let said = |person: &&Person, yes: bool| {
        let fact = pack.looked_after().and_then(|fact| person.facts.get(fact));
        fact == Some(&FactValue::YesNo(yes))
    };
    if leading.iter().any(|person| said(person, true)) {
        "yes"
    } else if !leading.is_empty() && leading.iter().all(|person| said(person, false)) {
        "no"
    } else {
        "unknown"
    }
}
