//! Whether one incident is what a query asks for, by the plainest way there is: it is read through.

use super::table::{Entry, SortBy};
use crate::domain::facts::FactValue;
use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::query::{Asked, Field, Query};
use crate::domain::similar::searched;
use crate::domain::sound;
use crate::domain::spelling::is_slip;
use crate::domain::text::fold;
use crate::rules::Rules;
use crate::rules::case::Case;
use crate::rules::clocks::ClockState;
use crate::rules::summary::{DueLine, DueOf, Standing, Summary, is_leading};

/// One incident with what follows from it.
pub(crate) struct Known<'a> {
    rules: &'a Rules,
    incident: &'a Incident,
    pub(super) summary: Summary,
    now: Instant,
}

impl<'a> Known<'a> {
    pub(crate) fn of(rules: &'a Rules, incident: &'a Incident, now: Instant) -> Self {
        Self {
            rules,
            incident,
            summary: rules.summary(incident, now),
            now,
        }
    }

    /// What the register shows of it.
    pub(super) fn entry(&self) -> Entry {
        Entry {
            listed: self.summary.listed.clone(),
            registered: self.summary.registered.clone(),
        }
    }

    /// Says whether a query asks for it.
    pub(crate) fn is(&self, query: &Query) -> bool {
        match query {
            Query::All(all) => all.iter().all(|one| self.is(one)),
            Query::Any(any) => any.iter().any(|one| self.is(one)),
            Query::Not(not) => !self.is(not),
            Query::Is(asked) => self.has(asked),
        }
    }

    fn has(&self, asked: &Asked) -> bool {
        let restricted = self.incident.is_restricted();
        let text = if restricted {
            self.summary.words.clone()
        } else {
            let number = self.incident.reference.short().trim_start_matches('0');
            format!("{} {number}", fold(&searched(self.incident)))
        };
        match asked {
            Asked::Words(words) => begin(&text, words),
            Asked::Phrase(words) => format!(" {text} ").contains(&format!(" {} ", words.join(" "))),
            Asked::Is(Field::Restricted, own) => (*own == "yes") == restricted,
            Asked::Is(field, own) if is_of_duties(*field) => self.duties(*field, own),
            Asked::During(Field::Due, from, before) => {
                let due = self.rules_due();
                due.iter().any(|line| is_in(line.due, *from, *before))
            }
            _ if restricted => false,
            Asked::Child(words) => {
                let names = self.incident.standing().map(|person| fold(&person.name));
                begin(&names.collect::<Vec<_>>().join(" "), words)
            }
            Asked::ChildLike(words) => {
                let names = self.incident.standing().map(|person| fold(&person.name));
                let names = names.collect::<Vec<_>>().join(" ");
                let is_like = |word: &str, name: &str| {
                    let sound = sound::of(word);
                    let sounds = !sound.is_empty() && sound == sound::of(name);
                    word == name || sounds || is_slip(word, name)
                };
                words
                    .iter()
                    .all(|word| names.split(' ').any(|name| is_like(word, name)))
            }
            Asked::Says(field, words) => begin(&fold(&self.says(*field)), words),
            Asked::Whole(field, whole) => {
                let mut values = self.values(*field).into_iter();
                values.any(|value| fold(&value).replace(' ', "") == *whole)
            }
            Asked::Is(field, "none") => self.says(*field).is_empty(),
            Asked::During(Field::Concluded, from, before) => {
                let mut all = self.concluded().into_iter();
                all.any(|at| is_in(Some(at), *from, *before))
            }
            Asked::Is(field, own) => self.own(*field) == own.replace('-', ""),
            Asked::Age(from, to) => {
                let leading = self.summary.listed.leading.iter();
                let mut ages = leading.filter_map(|person| Some(person.age?.years()));
                ages.any(|age| (*from..=*to).contains(&age))
            }
            Asked::During(field, from, before) => is_in(self.at(*field), *from, *before),
        }
    }

    /// What is to be done on it, restricted or not: when is no secret.
    fn rules_due(&self) -> Vec<&DueLine> {
        let open = |line: &&DueLine| line.standing == Standing::Open && !line.only_if;
        self.summary.due.iter().filter(open).collect()
    }

    fn duties(&self, field: Field, own: &str) -> bool {
        let listed = &self.summary.listed;
        let overdue = || self.rules_due().iter().any(|line| line.state.is_overdue());
        let yes = match field {
            Field::Status => {
                return match own {
                    "open" => !listed.state.closed,
                    "closed" => listed.state.closed,
                    _ => listed.is_incoming(),
                };
            }
            Field::Waiting => !self.rules_due().is_empty(),
            Field::Overdue => overdue(),
            Field::Late => {
                let mut due = self.summary.due.iter();
                overdue() || due.any(|line| line.state == ClockState::MetLate)
            }
            _ => self.unmet().next().is_some(),
        };
        (own == "yes") == yes
    }

    /// What was left when the case was closed; of a restricted record that it was, and not what.
    fn unmet(&self) -> impl Iterator<Item = &DueLine> {
        let due = self.summary.due.iter();
        let far = Instant::parse_rfc3339("2099-01-01T00:00:00Z").unwrap();
        let case = Case::of(self.rules.counting(), self.incident, far);
        let closed = case.clocks.into_iter();
        let closed = closed.filter(|face| face.why_aside() == "case closed");
        let ids: Vec<String> = closed.map(|face| face.id).collect();
        due.filter(move |line| match &line.of {
            DueOf::Clock(id) => line.standing == Standing::Aside && ids.contains(id),
            _ => false,
        })
    }

    fn says(&self, field: Field) -> String {
        let said = &self.summary.registered;
        let lines = |lines: Vec<&DueLine>| {
            let words = lines.into_iter().map(|line| match &line.of {
                DueOf::Clock(id) => format!("{} {}", line.title, id.replace('_', " ")),
                _ => line.title.clone(),
            });
            words.collect::<Vec<_>>().join(" ")
        };
        match field {
            Field::Status => {
                let listed = &self.summary.listed;
                let stage = if listed.state.has_moved {
                    ""
                } else {
                    listed.stage.word()
                };
                format!("{} {stage}", listed.state.title)
            }
            Field::Reason => said.reasons.clone(),
            Field::Kind => said.kinds.clone(),
            Field::Team => said.team.clone(),
            Field::Agency => said.agency.clone(),
            Field::Source => said.source.clone(),
            Field::By => self.incident.created_by.clone(),
            Field::Id => {
                let ids = self
                    .incident
                    .standing()
                    .map(|person| person.mosaic_id.as_str());
                ids.collect::<Vec<_>>().join(" ")
            }
            Field::Step => {
                let case = Case::of(self.rules.counting(), self.incident, self.now);
                let steps = case.steps.iter();
                let open = steps.filter(|step| step.state.word() == "to do");
                let words = open.map(|step| format!("{} {}", step.title, step.id));
                words.collect::<Vec<_>>().join(" ")
            }
            Field::Owner => {
                let owners = self.rules_due().into_iter().map(|line| line.owner.as_str());
                owners.collect::<Vec<_>>().join(" ")
            }
            other => match self.lines(other) {
                Some(due) => lines(due),
                None => panic!("{other:?} is not asked with words"),
            },
        }
    }

    /// The values of a field, each whole.
    fn values(&self, field: Field) -> Vec<String> {
        match field {
            Field::Reason | Field::Kind => {
                let said = self.says(field);
                said.split("; ").map(str::to_owned).collect()
            }
            Field::Status => {
                let listed = &self.summary.listed;
                let stage = (!listed.state.has_moved).then(|| listed.stage.word().to_owned());
                stage
                    .into_iter()
                    .chain([listed.state.title.clone()])
                    .collect()
            }
            Field::Step => {
                let case = Case::of(self.rules.counting(), self.incident, self.now);
                let open = case.steps.into_iter();
                let open = open.filter(|step| step.state.word() == "to do");
                open.flat_map(|step| [step.title, step.id]).collect()
            }
            Field::Id => {
                let people = self.incident.standing();
                people.map(|person| person.mosaic_id.clone()).collect()
            }
            Field::Owner => {
                let due = self.rules_due().into_iter();
                due.map(|line| line.owner.clone()).collect()
            }
            _ => match self.lines(field) {
                Some(lines) => lines
                    .into_iter()
                    .flat_map(|line| match &line.of {
                        DueOf::Clock(id) => vec![line.title.clone(), format!("clock {id}")],
                        _ => vec![line.title.clone()],
                    })
                    .collect(),
                None => vec![self.says(field)],
            },
        }
    }

    /// What a field of duties speaks of.
    fn lines(&self, field: Field) -> Option<Vec<&DueLine>> {
        let finished = |state: fn(ClockState) -> bool| {
            let due = self.summary.due.iter();
            due.filter(|line| line.standing == Standing::Finished && state(line.state))
                .collect()
        };
        Some(match field {
            Field::Waiting => self.rules_due(),
            Field::Overdue => {
                let mut due = self.rules_due();
                due.retain(|line| line.state.is_overdue());
                due
            }
            Field::Unmet => self.unmet().collect(),
            Field::Aside => {
                let unmet: Vec<&DueLine> = self.unmet().collect();
                let due = self.summary.due.iter();
                let mut aside: Vec<&DueLine> = due
                    .filter(|line| line.standing == Standing::Aside)
                    .collect();
                aside.retain(|line| !unmet.iter().any(|one| one.of == line.of));
                aside
            }
            Field::Met => finished(|state| state != ClockState::MetLate),
            Field::MetLate => finished(|state| state == ClockState::MetLate),
            _ => return None,
        })
    }

    /// When a case came to what there is to learn of it.
    fn concluded(&self) -> Vec<Instant> {
        let report = self
            .rules
            .pack
            .reports
            .iter()
            .find(|row| !row.starts.is_empty());
        let starts = report.map_or(&[][..], |row| &row.starts[..]);
        let all = self.incident.timeline.iter();
        let all = all.filter(|event| event.is_current() && starts.contains(&event.kind));
        all.filter_map(|event| event.at.as_start()).collect()
    }

    fn own(&self, field: Field) -> String {
        match field {
            Field::Outcome => {
                let decided = self.summary.listed.decided.as_ref();
                let value = decided.map_or("undecided", |decided| &decided.value);
                value.replace('_', "")
            }
            Field::LookedAfter => {
                let leading: Vec<&Person> = self
                    .incident
                    .standing()
                    .filter(|person| is_leading(person))
                    .collect();
                let said = |person: &&&Person| {
                    let fact = self.rules.pack.looked_after();
                    fact.and_then(|fact| person.facts.get(fact)).cloned()
                };
                if leading
                    .iter()
                    .any(|one| said(&one) == Some(FactValue::YesNo(true)))
                {
                    "yes"
                } else if leading.iter().any(|one| said(&one).is_none()) || leading.is_empty() {
                    "unknown"
                } else {
                    "no"
                }
                .to_owned()
            }
            other => panic!("{other:?} has no words of its own"),
        }
    }

    fn at(&self, field: Field) -> Option<Instant> {
        let (listed, said) = (&self.summary.listed, &self.summary.registered);
        match field {
            Field::Incident => listed.occurred_at,
            Field::Received => Some(listed.aware_at.unwrap_or(listed.created_at)),
            Field::Decided => listed.decided.as_ref()?.at,
            Field::Notified => listed.notified_at,
            Field::Panel => said.panel_at,
            Field::Final => said.ended.as_ref()?.at,
            Field::Learning => said.learning_at,
            other => panic!("{other:?} has no moment"),
        }
    }

    /// Returns what it is sorted by in a column.
    pub(super) fn key(&self, by: SortBy) -> (i64, String) {
        let (listed, said) = (&self.summary.listed, &self.summary.registered);
        let at = |at: Option<Instant>| at.map_or_else(String::new, Instant::to_rfc3339);
        let text = match by {
            SortBy::Told => String::new(),
            SortBy::Age => return (said.age.map_or(-1, i64::from), String::new()),
            SortBy::Reference => listed.reference.0.clone(),
            SortBy::Child => said.child.clone(),
            SortBy::Happened => at(listed.occurred_at),
            SortBy::Reason => said.reasons.clone(),
            SortBy::Team => said.team.clone(),
            SortBy::Kind => said.kinds.clone(),
            SortBy::State => listed.state.title.clone(),
            SortBy::Decided => at(listed.decided.as_ref().and_then(|decided| decided.at)),
            SortBy::Notified => at(listed.notified_at),
            SortBy::Due => at(listed.waits.and_then(|waits| waits.due)),
            SortBy::Owner => said.owner.clone(),
        };
        (0, text)
    }
}

/// Those that lists say of a restricted record too.
fn is_of_duties(field: Field) -> bool {
    matches!(
        field,
        Field::Status | Field::Waiting | Field::Overdue | Field::Late | Field::Unmet
    )
}

fn begin(text: &str, words: &[String]) -> bool {
    let begins = |word: &String| {
        text.split(' ')
            .any(|known| known.starts_with(word.as_str()))
    };
    words.iter().all(begins)
}

/// Says whether a moment is from one and before another, all to the minute.
fn is_in(at: Option<Instant>, from: Option<Instant>, before: Option<Instant>) -> bool {
    let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
    let Some(at) = at.map(minute) else {
        return false;
    };
    from.is_none_or(|from| at >= minute(from)) && before.is_none_or(|before| at < minute(before))
}
