//! Which duties were done in time: each clock of the incidents that the authority was told of, what
//! became of it, and by how much what was late was late.

use super::activity::restricted;
use super::sheet::{Lateness, Number, Part, Sheet, received};
use crate::domain::instant::Instant;
use crate::domain::months::Days;
use crate::domain::query::Field;
use crate::domain::query::term::{asking_whole, whole_of};
use crate::domain::text::spaced;
use crate::pack::Pack;
use crate::rules::clocks::ClockState;
use crate::rules::sight::reports::{Clocked, Gathered};
use crate::rules::summary::{Standing, clock_value};

/// What became of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Became {
    Met,
    Late,
    Overdue,
    Running,
    Unmet,
    Aside,
    /// Whether it applies is not known.
    OnlyIf,
}

impl Became {
    fn of(clock: &Clocked) -> Self {
        match clock.standing {
            Standing::Open if clock.only_if => Self::OnlyIf,
            Standing::Open if clock.state.is_overdue() => Self::Overdue,
            Standing::Open => Self::Running,
            Standing::Finished if clock.state == ClockState::MetLate => Self::Late,
            Standing::Finished => Self::Met,
            Standing::Aside if clock.is_unmet => Self::Unmet,
            Standing::Aside => Self::Aside,
        }
    }

    /// Says whether it was a duty that is or was to be done.
    fn is_counted(self) -> bool {
        !matches!(self, Self::Aside | Self::OnlyIf)
    }

    /// Says whether it was not done in time.
    fn is_failed(self) -> bool {
        matches!(self, Self::Late | Self::Overdue | Self::Unmet)
    }
}

/// Returns the report on which duties were done in time.
#[must_use]
pub fn timeliness(gathered: &Gathered, pack: &Pack, now: Instant) -> Sheet {
    let days = gathered.wanted.days;
    let ids = ids(gathered, pack);
    let mut parts: Vec<Part> = ids
        .iter()
        .map(|id| of_clock(gathered, pack, id, now))
        .collect();
    parts.extend(by_month(gathered, pack, &ids));
    parts.push(by_team(gathered, pack, &ids));
    parts.push(restricted(gathered.restricted));
    Sheet {
        of: gathered.wanted.of,
        days,
        title: "What was done in time".to_owned(),
        notes: vec![
            "Of the incidents that the authority was told of in these days, as they stand now. How late \
             something was is elapsed time after the first of its lines, nights and weekends counted; \
             the median and nine in ten are of those whose time is known."
                .to_owned(),
        ],
        parts,
        leaves: false,
    }
}

/// Returns the clocks that there are: in the pack's order, then those of other editions.
fn ids(gathered: &Gathered, pack: &Pack) -> Vec<String> {
    let is_there = |id: &str| gathered.clocks.iter().any(|clock| clock.id == id);
    let known = pack.clocks.iter().map(|row| row.id.clone());
    let mut out: Vec<String> = known.filter(|id| is_there(id)).collect();
    for clock in &gathered.clocks {
        if !out.contains(&clock.id) {
            out.push(clock.id.clone());
        }
    }
    out
}

fn title(pack: &Pack, id: &str) -> String {
    match pack.clock(id) {
        Some(row) => row.title.clone(),
        None => spaced(id),
    }
}

/// Returns what of an incident asks for a clock that became one of several.
fn asked(fields: &[Field], id: &str) -> String {
    let value = clock_value(id);
    let each = fields.iter().map(|field| asking_whole(*field, &value));
    let each: Vec<String> = each.collect();
    match &each[..] {
        [one] => one.clone(),
        several => format!("({})", several.join(" or ")),
    }
}

const COUNTED: [Field; 4] = [Field::Met, Field::MetLate, Field::Waiting, Field::Unmet];
const FAILED: [Field; 3] = [Field::MetLate, Field::Overdue, Field::Unmet];

fn of_clock(gathered: &Gathered, pack: &Pack, id: &str, now: Instant) -> Part {
    let base = received(gathered.wanted.days);
    let own: Vec<&Clocked> = gathered
        .clocks
        .iter()
        .filter(|clock| clock.id == id)
        .collect();
    let became = |wanted: Became| own.iter().filter(move |clock| Became::of(clock) == wanted);
    let counted = own
        .iter()
        .filter(|clock| Became::of(clock).is_counted())
        .count();
    let query = |fields: &[Field]| format!("{base} {}", asked(fields, id));
    let number = |label: &str, wanted: Became, asked: String| {
        Number::new(label, became(wanted).count(), asked).among(counted)
    };
    let late = became(Became::Late).map(|clock| (clock.due, clock.stopped_at));
    let overdue = became(Became::Overdue).map(|clock| (clock.due, Some(now)));
    let running = format!(
        "{} -{}",
        query(&[Field::Waiting]),
        asked(&[Field::Overdue], id)
    );
    let mut numbers = vec![
        Number::new("To be done", counted, query(&COUNTED)),
        number("Done in time", Became::Met, query(&[Field::Met])),
        Number {
            late: lateness(late),
            ..number("Done late", Became::Late, query(&[Field::MetLate]))
        },
        Number {
            late: lateness(overdue),
            ..number(
                "Overdue, not done",
                Became::Overdue,
                query(&[Field::Overdue]),
            )
        },
        number("Running", Became::Running, running),
        number("Closed without it", Became::Unmet, query(&[Field::Unmet])),
    ];
    let aside = became(Became::Aside).count();
    let aside = Number::new("Set aside, or due elsewhere", aside, query(&[Field::Aside]));
    numbers.retain(|number| number.count > 0 || number.label == "To be done");
    numbers.extend((aside.count > 0).then_some(aside));
    Part::new(title(pack, id), numbers)
}

/// Returns how late things were: each was to be done at one moment and was at another.
fn lateness(all: impl Iterator<Item = (Option<Instant>, Option<Instant>)>) -> Option<Lateness> {
    let mut hours: Vec<i64> = all
        .filter_map(|(due, done)| Some(done?.since(due?).num_hours().max(0)))
        .collect();
    hours.sort_unstable();
    Some(Lateness {
        median: ranked(&hours, 50)?,
        ninetieth: ranked(&hours, 90)?,
        known: hours.len(),
    })
}

/// Returns the least of some sorted values than which so many in a hundred are no greater: one of
/// them, never one between two.
fn ranked(sorted: &[i64], in_a_hundred: usize) -> Option<i64> {
    let rank = (sorted.len() * in_a_hundred).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// Counts what was not done in time, month by month: of each clock that has any.
fn by_month(gathered: &Gathered, pack: &Pack, ids: &[String]) -> Vec<Part> {
    let months = gathered.wanted.days.months();
    if months.len() < 2 {
        return Vec::new();
    }
    let of_month = |id: &str, month: Days| {
        let own = gathered.clocks.iter();
        let own = own.filter(|clock| clock.id == id && month.holds(clock.told_at));
        let query = format!("{} {}", received(month), asked(&FAILED, id));
        failed(own, month.to_string(), query)
    };
    let of_id = |id: &String| {
        let numbers: Vec<Number> = months.iter().map(|month| of_month(id, *month)).collect();
        let is_any = numbers.iter().any(|number| number.count > 0);
        is_any.then(|| Part {
            is_in_time: true,
            ..Part::new(
                format!("{}: not in time, by month", title(pack, id)),
                numbers,
            )
        })
    };
    ids.iter().filter_map(of_id).collect()
}

/// Counts what was not done in time, team by team: of each clock that has any.
fn by_team(gathered: &Gathered, pack: &Pack, ids: &[String]) -> Part {
    let base = received(gathered.wanted.days);
    let mut teams: Vec<&str> = Vec::new();
    for clock in &gathered.clocks {
        let whole = whole_of(&clock.team);
        if !teams.iter().any(|team| whole_of(team) == whole) {
            teams.push(&clock.team);
        }
    }
    teams.sort_by_key(|team| (team.is_empty(), whole_of(team)));
    let mut numbers = Vec::new();
    for team in teams {
        let (name, of_team) = if team.is_empty() {
            ("no team", format!("{}:none", Field::Team.word()))
        } else {
            (team, asking_whole(Field::Team, team))
        };
        for id in ids {
            let own = gathered.clocks.iter();
            let own =
                own.filter(|clock| clock.id == *id && whole_of(&clock.team) == whole_of(team));
            let query = format!("{base} {of_team} {}", asked(&FAILED, id));
            let number = failed(own, format!("{name}: {}", title(pack, id)), query);
            numbers.extend((number.count > 0).then_some(number));
        }
    }
    Part::new("Not in time, by the team that the alert came from", numbers)
}

/// Counts those that were not done in time, of those that were to be done.
fn failed<'a>(own: impl Iterator<Item = &'a Clocked>, label: String, query: String) -> Number {
    let became: Vec<Became> = own.map(Became::of).collect();
    let all = became.iter().filter(|became| became.is_counted()).count();
    let count = became.iter().filter(|became| became.is_failed()).count();
    Number::new(label, count, query).among(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_and_nine_in_ten_are_values_that_there_were() {
        let of = |hours: &[i64]| {
            let at = |hours: i64| {
                let due = Instant::parse_rfc3339("2026-11-20T12:00:00Z").unwrap();
                (Some(due), Some(due.plus(chrono::Duration::hours(hours))))
            };
            lateness(hours.iter().map(|hours| at(*hours)))
        };
        let late = |median, ninetieth, known| {
            Some(Lateness {
                median,
                ninetieth,
                known,
            })
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[5]), late(5, 5, 1));
        assert_eq!(of(&[9, 1]), late(1, 9, 2));
        assert_eq!(of(&[3, 1, 2]), late(2, 3, 3));
        assert_eq!(of(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), late(5, 9, 10));
        assert_eq!(of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), late(6, 10, 11));
        let unknown = [(None, None)];
        assert_eq!(lateness(unknown.into_iter()), None);
    }
}
