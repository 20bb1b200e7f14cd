//! Events in any order, twice, late and of unknown time: nothing breaks, nothing is left without
//! a next step, and the desk counts what it lists.

use std::sync::Arc;

use proptest::prelude::*;

use super::hand;
use crate::app::desk::Desk;
use crate::app::page::checks::Checks;
use crate::app::page::decisions::Decisions;
use crate::app::page::handover::HandoverPage;
use crate::app::page::lines::Listing;
use crate::app::page::links::Links;
use crate::app::page::meeting::Meeting as MeetingPage;
use crate::app::page::meetings::Meetings;
use crate::app::page::notification::Notification;
use crate::app::page::papers::Papers;
use crate::app::page::tasks::Tasks;
use crate::domain::calendar::BankHolidays;
use crate::domain::facts::FactValue;
use crate::domain::id::{EntryId, EventId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::Meeting as Arranged;
use crate::domain::ledger::{
    Action, Check, Entry, EntryKind, Link, Meeting, Outgoing, Position, Record, Task,
};
use crate::domain::timeline::TimelineEvent;
use crate::pack::Pack;
use crate::rules::Rules;
use crate::rules::sight::ReadIncident;
use crate::rules::sight::naive::Naive;
use crate::rules::steps::StepState;
use crate::rules::summary::DueOf;

/// One thing recorded: which event, which of its words, how many minutes on, how sure.
type Happening = (usize, usize, i64, u8);

fn happening() -> impl Strategy<Value = Happening> {
    (0..200usize, 0..5usize, -60_000i64..60_000, 0..3u8)
}

/// One entry: its kind, three picks for what it says.
type Kept = (usize, usize, usize, usize);

fn kept() -> impl Strategy<Value = Kept> {
    (0..10usize, 0..40usize, 0..6usize, 0..4usize)
}

fn minutes(count: usize, each: i64) -> i64 {
    i64::try_from(count).unwrap_or(0) * each
}

fn sure(pick: usize) -> u8 {
    u8::try_from(pick).unwrap_or(2)
}

fn moment(minutes: i64, sure: u8) -> Moment {
    let start = hand::at("2026-11-20T21:15:00Z");
    let at = start.plus(chrono::Duration::minutes(minutes));
    match sure {
        0 => Moment::exact(at),
        1 => Moment::day(at.london_date()),
        _ => Moment::UNKNOWN,
    }
}

fn events(pack: &Pack, happenings: &[Happening]) -> Vec<TimelineEvent> {
    let numbered = happenings.iter().zip(10..);
    let made = numbered.filter_map(|((event, word, minutes, sure), id)| {
        let row = pack.events.get(event % pack.events.len())?;
        let values = pack.event_values(&row.id);
        let value = values.get(word % values.len().max(1));
        Some(TimelineEvent {
            id: EventId(id),
            kind: row.id.clone(),
            value: value.map(|value| value.id.clone()),
            at: moment(*minutes, *sure),
            recorded_by: "kduty".to_owned(),
            recorded_at: hand::at("2026-11-21T10:00:00Z"),
            note: String::new(),
            reason: "because".to_owned(),
            role: None,
            supersedes: None,
            superseded_by: None,
            withdrawn: false,
        })
    });
    made.collect()
}

fn entries(pack: &Pack, kept: &[Kept]) -> Vec<Entry> {
    let numbered = kept.iter().zip(1..);
    let made = numbered.map(|((kind, row, pick, name), id)| {
        let kind = EntryKind::ALL[kind % EntryKind::ALL.len()];
        let (what, at) = ("do it".to_owned(), moment(minutes(*pick, 900), sure(*name)));
        let record: Record = match kind {
            EntryKind::Position => {
                let decision = &pack.decisions[row % pack.decisions.len()];
                let slot = decision.deciders.get(pick % decision.deciders.len());
                let value = &decision.values[name % decision.values.len()];
                let position = Position {
                    decision: decision.id.clone(),
                    slot: slot.cloned().unwrap_or_default(),
                    value: value.id.clone(),
                    name: format!("Person {name}"),
                    ..Position::default()
                };
                position.into()
            }
            EntryKind::Meeting => {
                let meeting = &pack.meetings[row % pack.meetings.len()];
                let meeting = Meeting {
                    meeting: meeting.id.clone(),
                    title: meeting.title.clone(),
                    at: Some(moment(minutes(*pick, 600), sure(*name))),
                    ..Meeting::default()
                };
                meeting.into()
            }
            EntryKind::Link => Record::Link(Link {
                to: Some(IncidentId(42)),
                ..Link::default()
            }),
            EntryKind::Check => Record::Check(Check {
                requested_at: Some(at),
                ..Check::default()
            }),
            EntryKind::Action => Record::Action(Action {
                what,
                due: Some(at),
                ..Action::default()
            }),
            EntryKind::Task => Record::Task(Task {
                what,
                due: Some(at),
                ..Task::default()
            }),
            EntryKind::Outgoing => Record::Outgoing(Outgoing {
                form: "alert".to_owned(),
                ..Outgoing::default()
            }),
            other => Record::empty(other),
        };
        Entry {
            id: EntryId(id),
            of: None,
            created_at: hand::at("2026-11-21T10:00:00Z"),
            created_by: "kduty".to_owned(),
            record,
            struck: None,
        }
    });
    made.collect()
}

/// Up to the moment when time alone changes anything, nothing is another.
fn until_the_next_change(
    rules: &Rules,
    incident: &Incident,
    now: Instant,
) -> Result<(), TestCaseError> {
    let first = rules.summary(incident, now);
    let end = first.listed.next_change_at;
    let end = end.unwrap_or(now.plus(chrono::Duration::days(400)));
    let seconds = end.since(now).num_seconds();
    prop_assert!(seconds > 0, "it is later");
    for part in [1, seconds / 3, seconds / 2, seconds - 1] {
        let between = now.plus(chrono::Duration::seconds(part));
        if between < end {
            prop_assert_eq!(&rules.summary(incident, between), &first, "{}", between);
        }
    }
    Ok(())
}

fn checked(pack: Pack, incident: Incident, now: Instant) -> Result<(), TestCaseError> {
    let mut hand = hand::Hand::at_the_desk();
    let id = incident.id;
    hand.app.desk = Desk::new(pack, BankHolidays::built_in());
    hand.app.now = now;
    let rules = Arc::new(Rules {
        pack: hand.app.desk.current.clone(),
        holidays: BankHolidays::built_in(),
    });
    until_the_next_change(&rules, &incident, now)?;
    let naive = Naive::of(&rules, [&incident], now);
    let read = ReadIncident {
        incident,
        rules,
        seen: 0,
        views: None,
    };
    hand.app.desk.put(read, now);
    let desk = &hand.app.desk;
    let row = desk.row(id).expect("the incident");
    let case = &row.case;
    // An open case always has a next step, and it is one that can be done.
    match &case.next {
        Some(next) => {
            let step = case.steps.iter().find(|step| step.id == next.step);
            let state = step.map(|step| step.state);
            prop_assert!(matches!(state, Some(StepState::Open | StepState::NotKnown)));
            // It is only to close when no clock that somebody can do something for still runs.
            let last = step.is_some_and(|step| step.last);
            let left = case
                .steps
                .iter()
                .any(|step| step.state == StepState::Open && !step.last);
            prop_assert!(!last || !left, "to close, and something is left to do");
            prop_assert!(!next.title.is_empty() && !next.owner.is_empty());
            // The clock beside it is its own.
            if let Some(face) = next.clock.and_then(|place| case.clocks.get(place)) {
                let stops = &desk.current.clock(&face.id).expect("its row").stops;
                let done = step.map_or(&[][..], |step| &step.done);
                prop_assert!(
                    done.iter().any(|event| stops.contains(event)),
                    "{}",
                    face.id
                );
            }
        }
        None => prop_assert!(case.state.closed, "an open case without a next step"),
    }
    // Every clock that runs says what it counts from and what it rests on.
    for face in case.clocks.iter().filter(|face| face.state.is_open()) {
        let own = face
            .readings
            .iter()
            .any(|reading| reading.started_by.is_some());
        prop_assert!(face.started_by.is_some() || own, "{} has no start", face.id);
        let clock = desk.current.clock(&face.id).expect("its row");
        prop_assert!(clock.cite.is_some() || clock.basis.is_some(), "{}", face.id);
    }
    // What the desk counts is what it lists.
    let lines = naive.open(now);
    let clocks = lines
        .iter()
        .filter(|due| matches!(due.line.of, DueOf::Clock(_)))
        .count();
    let open = case
        .clocks
        .iter()
        .filter(|face| face.state.is_open())
        .count();
    prop_assert_eq!(clocks, if case.state.merged { 0 } else { open });
    let late = case.clocks.iter().filter(|face| face.is_overdue()).count();
    let tasks = case
        .tasks
        .iter()
        .filter(|task| task.state.is_overdue())
        .count();
    let meetings = row.incident.ledger::<Arranged>().filter(|meeting| {
        let is_open = meeting.held_at.is_none() && meeting.cancelled.is_empty();
        let due = meeting.at.and_then(Moment::as_stop);
        is_open && due.is_some_and(|due| due < now)
    });
    let wanted = if case.state.merged {
        0
    } else {
        late + tasks + meetings.count()
    };
    prop_assert_eq!(naive.tally().overdue, wanted);
    // Every page can be shown, and every line of it chosen.
    let entry = EntryId(1);
    for screen in [
        Listing::screen(Decisions(id)),
        Listing::screen(Meetings(id)),
        Listing::screen(MeetingPage { id, entry }),
        Listing::screen(Checks(id)),
        Listing::screen(Tasks(id)),
        Listing::screen(Papers(id)),
        Listing::screen(Notification(id)),
        Listing::screen(Links(id)),
        Listing::screen(HandoverPage),
    ] {
        let page = screen.page().expect("a page");
        prop_assert!(!page.rows(&hand.app.see()).is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_breaks_whatever_the_order(
        council in 0..2usize,
        happenings in prop::collection::vec(happening(), 0..40),
        kept in prop::collection::vec(kept(), 0..12),
        facts in prop::collection::vec((0..60usize, any::<bool>()), 0..20),
        later in 0i64..90_000,
    ) {
        let pack = Pack::councils().swap_remove(council);
        let mut incident = hand::incident();
        incident.timeline.extend(events(&pack, &happenings));
        incident.entries = entries(&pack, &kept);
        for (fact, yes) in facts {
            let row = &pack.facts[fact % pack.facts.len()];
            if row.kind == crate::pack::FactKind::YesNo {
                let value = FactValue::YesNo(yes);
                match row.of {
                    crate::pack::FactOf::Incident => {
                        incident.facts.insert(row.id.clone(), value);
                    }
                    crate::pack::FactOf::Person => {
                        incident.people[0].facts.insert(row.id.clone(), value);
                    }
                }
            }
        }
        let now = hand::at("2026-11-20T21:15:00Z").plus(chrono::Duration::minutes(later));
        checked(pack, incident, now)?;
    }
}
