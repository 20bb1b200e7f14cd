//! What a query finds an incident by beside its words: a term for each value of each field.

use std::collections::BTreeSet;

use super::due::{DueLine, DueOf, Standing};
use super::listed::{Listed, age_of, is_leading};
use super::registered::Registered;
use crate::domain::facts::FactValue;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::query::{Field, term};
use crate::domain::sound;
use crate::domain::text::fold;
use crate::pack::Pack;
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

    /// Puts what a field says: each of its words, and the whole of it.
    fn says(&mut self, field: Field, text: &str) {
        self.words(field, text);
        self.whole(field, text);
    }

    /// Puts what a field says that may say several things, or nothing.
    fn says_each<'a>(&mut self, field: Field, all: impl Iterator<Item = &'a str>) {
        let mut is_empty = true;
        for text in all.filter(|text| !text.is_empty()) {
            self.says(field, text);
            is_empty = false;
        }
        if is_empty {
            self.own(field, "none");
        }
    }

    fn words(&mut self, field: Field, text: &str) {
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| !word.is_empty());
        self.0.extend(words.map(|word| term::word(field, word)));
    }

    fn whole(&mut self, field: Field, text: &str) {
        let whole = term::whole_of(text);
        if !whole.is_empty() {
            self.0.insert(term::whole(field, &whole));
        }
    }

    /// Puts what is due, under its title; a clock's under its id too.
    fn duty(&mut self, field: Field, line: &DueLine) {
        self.says(field, &line.title);
        if let DueOf::Clock(id) = &line.of {
            self.words(field, id);
            self.whole(field, &clock_value(id));
        }
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
    terms.says_each(Field::Reason, several(&registered.reasons));
    terms.says_each(Field::Kind, several(&registered.kinds));
    for (field, text) in [
        (Field::Team, &registered.team),
        (Field::Agency, &registered.agency),
        (Field::Source, &registered.source),
    ] {
        terms.says_each(field, std::iter::once(text.as_str()));
    }
    terms.own(Field::Restricted, "no");
    terms.says(Field::By, &listed.created_by);
    let decided = listed.decided.as_ref();
    let outcome = decided.map_or("undecided", |decided| decided.value.as_str());
    terms.own(Field::Outcome, outcome);
    for person in incident.standing() {
        terms.says(Field::Id, &person.mosaic_id);
        let sounds = sound::of_each(&person.name);
        terms
            .0
            .extend(sounds.iter().map(|sound| term::sound(sound)));
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
    let steps = case.steps.iter();
    for step in steps.filter(|step| step.state == StepState::Open) {
        terms.says(Field::Step, &step.title);
        terms.says(Field::Step, &step.id);
    }
    for at in concluded(pack, incident) {
        terms.moment(Field::Concluded, Some(at));
    }
    for line in due {
        if is_waiting(line) {
            terms.duty(Field::Waiting, line);
            terms.says(Field::Owner, &line.owner);
        }
        if is_overdue(line) {
            terms.duty(Field::Overdue, line);
        }
        if let Some(field) = ended(line) {
            terms.duty(field, line);
        }
    }
    duties(&mut terms, due);
    terms.joined()
}

/// Returns the field that says what became of something that is not to be done any more.
fn ended(line: &DueLine) -> Option<Field> {
    match (line.standing, line.state) {
        (Standing::Open, _) => None,
        (Standing::Aside, _) if line.is_unmet => Some(Field::Unmet),
        (Standing::Aside, _) => Some(Field::Aside),
        (Standing::Finished, ClockState::MetLate) => Some(Field::MetLate),
        (Standing::Finished, _) => Some(Field::Met),
    }
}

/// Returns what is said of a clock by its id, to be asked for whole: no title of a task is the same.
#[must_use]
pub fn clock_value(id: &str) -> String {
    format!("clock {id}")
}

/// Returns the values that stand in a text with `;` between.
pub fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split("; ").filter(|value| !value.is_empty())
}

/// Returns when a case came to what there is to learn of it: more than once, where it was decided anew.
#[must_use]
pub fn concluded(pack: &Pack, incident: &Incident) -> Vec<Instant> {
    let events = pack.concluding().into_iter();
    let all = events.flat_map(|event| incident.current(event));
    all.filter_map(|event| event.at.as_start()).collect()
}

/// Returns the terms of a restricted record: of its duties when they fall due and whether they are
/// late, which lists say; nothing else.
pub(super) fn of_kept(listed: &Listed, due: &[DueLine]) -> String {
    let mut terms = Terms::new();
    standing(&mut terms, listed);
    terms.own(Field::Restricted, "yes");
    duties(&mut terms, due);
    terms.joined()
}

fn standing(terms: &mut Terms, listed: &Listed) {
    let is_open = listed.is_open();
    terms.own(Field::Status, if is_open { "open" } else { "closed" });
    if listed.is_incoming() {
        terms.own(Field::Status, "incoming");
    }
}

fn duties(terms: &mut Terms, due: &[DueLine]) {
    let mut yes_no = |field: Field, yes: bool| terms.own(field, if yes { "yes" } else { "no" });
    yes_no(Field::Waiting, due.iter().any(is_waiting));
    yes_no(Field::Overdue, due.iter().any(is_overdue));
    yes_no(Field::Unmet, due.iter().any(|line| line.is_unmet));
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
