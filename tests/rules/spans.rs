//! Clocks on times that are known as spans: which end they count from, by hand and for any span.

use std::sync::LazyLock;

use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::facts::Facts;
use dutydesk::domain::instant::{Instant, Moment};
use dutydesk::pack::Pack;
use dutydesk::rules::clocks::{
    ClockFace, ClockState, Counting, Event, Explained, ReadingState, clocks, default_close,
};
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).expect("an instant")
}

fn moment(text: &str) -> Moment {
    Moment::from_text(text).expect(text)
}

fn event(id: &str, at: Moment) -> Event {
    Event {
        event: id.to_owned(),
        value: None,
        at,
    }
}

fn counted(pack: &Pack, events: &[Event], now: Instant) -> Vec<ClockFace> {
    let holidays = BankHolidays::built_in();
    let with = Counting {
        pack,
        holidays: &holidays,
        close: default_close(),
    };
    clocks(with, &Facts::default(), events, now)
}

static COUNCILS: LazyLock<[Pack; 2]> =
    LazyLock::new(|| ["tower-hamlets", "barnet"].map(|id| Pack::built_in(id).expect("the pack")));

fn face(pack: &str, events: &[(&str, &str)], clock: &str, now: &str) -> ClockFace {
    let events: Vec<Event> = events
        .iter()
        .map(|(id, text)| event(id, moment(text)))
        .collect();
    let pack = COUNCILS.iter().find(|council| council.pack.id == pack);
    let faces = counted(pack.expect("a council"), &events, at(now));
    let face = faces.into_iter().find(|face| face.id == clock);
    face.expect("a clock of the pack")
}

#[test]
fn a_start_counts_from_the_earliest() {
    let th = "tower-hamlets";
    for (id, text, clock, due) in [
        // 22:10 less half an hour, and 24 hours.
        (
            "incident_occurred",
            "about 2026-12-24T22:10:00Z",
            "alert_to_sqa",
            "2026-12-25T21:40:00Z",
        ),
        (
            "incident_occurred",
            "evening 2026-12-24",
            "alert_to_sqa",
            "2026-12-25T18:00:00Z",
        ),
        (
            "incident_occurred",
            "between 2026-11-20T21:00:00Z and 2026-11-20T22:30:00Z",
            "alert_to_sqa",
            "2026-11-21T21:00:00Z",
        ),
        // The clocks go back at 01:00 UTC: about 01:15 GMT is from 00:45 UTC on, 24 hours elapse.
        (
            "incident_occurred",
            "about 2026-10-25T01:15:00Z",
            "alert_to_sqa",
            "2026-10-26T00:45:00Z",
        ),
        // Over midnight, from Monday 23 November on: the fifth working day is Monday 30 November,
        // not Tuesday.
        (
            "la_became_aware",
            "between 2026-11-23T23:30:00Z and 2026-11-24T00:30:00Z",
            "panel_notification",
            "2026-11-30T17:00:00Z",
        ),
        // Five days from Friday 20 November, not from Saturday.
        (
            "incident_occurred",
            "about 2026-11-21T00:10:00Z",
            "dfe_notification_local",
            "2026-11-25T17:00:00Z",
        ),
    ] {
        let face = face(th, &[(id, text)], clock, "2026-12-26T12:00:00Z");
        let target = face.readings.iter().find(|r| r.name.word() == "target");
        assert_eq!(target.and_then(|r| r.due), Some(at(due)), "{id} {text}");
        assert_eq!(face.started_at, moment(text).as_start(), "{text}");
        assert_eq!(face.from, Some(moment(text)), "{text}");
    }
}

#[test]
fn a_stop_counts_at_the_latest() {
    // Due on 25 December at 21:30.
    let occurred = ("incident_occurred", "2026-12-24T21:30:00Z");
    for (sent, state) in [
        ("about 2026-12-25T21:00:00Z", ClockState::Met),
        ("about 2026-12-25T21:01:00Z", ClockState::MetLate),
        (
            "between 2026-12-25T20:00:00Z and 2026-12-25T21:30:00Z",
            ClockState::Met,
        ),
        (
            "between 2026-12-25T20:00:00Z and 2026-12-25T21:31:00Z",
            ClockState::MetLate,
        ),
        ("evening 2026-12-25", ClockState::MetLate),
        ("evening 2026-12-24", ClockState::Met),
    ] {
        let events = [occurred, ("alert_sent", sent)];
        let face = face(
            "tower-hamlets",
            &events,
            "alert_to_sqa",
            "2026-12-27T12:00:00Z",
        );
        assert_eq!(face.state, state, "{sent}");
        assert_eq!(face.stopped_at, moment(sent).as_stop(), "{sent}");
    }
}

#[test]
fn an_explanation_says_which_end_counts_and_why() {
    let events = [
        ("incident_occurred", "evening 2026-12-24"),
        (
            "alert_sent",
            "between 2026-12-25T09:00:00Z and 2026-12-25T10:00:00Z",
        ),
    ];
    let face = face(
        "tower-hamlets",
        &events,
        "alert_to_sqa",
        "2026-12-27T12:00:00Z",
    );
    let said: Vec<String> = face.explain.iter().map(Explained::to_string).collect();
    assert_eq!(
        said,
        [
            "the time is known as evening of Thu 24 Dec 2026: counted from Thu 24 Dec 2026 18:00 \
             GMT, the earliest it can have been, so that nothing is due too late",
            "the time it was done is known as between 09:00 and 10:00 GMT, Fri 25 Dec 2026: judged \
             by Fri 25 Dec 2026 10:00 GMT, the latest it can have been, so that nothing late is \
             taken for done in time",
        ]
    );
}

#[test]
fn a_span_counts_once_its_earliest_has_come() {
    let events = [("incident_occurred", "evening 2026-12-24")];
    let state = |now| face("tower-hamlets", &events, "alert_to_sqa", now).state;
    assert_eq!(state("2026-12-24T17:59:00Z"), ClockState::NotStarted);
    assert_eq!(state("2026-12-24T18:00:00Z"), ClockState::Running);
}

/// A span of up to four days, and a moment within it.
fn spans() -> impl Strategy<Value = (Moment, Instant)> {
    let seconds = 1_767_225_600_i64..1_830_000_000; // 2026 and 2027
    (seconds, 0_i64..350_000, 0_usize..4, 0_i64..=1_000).prop_map(|(from, length, kind, part)| {
        let utc = |seconds| {
            let utc = chrono::DateTime::from_timestamp(seconds, 0).expect("in range");
            Instant::from_utc(utc)
        };
        let (from, until) = (utc(from), utc(from + length));
        let span = match kind {
            0 => Moment::about(from),
            1 => Moment::evening(from.london_date()).expect("an evening"),
            2 => Moment::between(from, until).expect("in order"),
            _ => Moment::between_days(from.london_date(), until.london_date()).expect("in order"),
        };
        let (start, stop) = span.as_start().zip(span.as_stop()).expect("a span");
        let within = start.plus(chrono::Duration::seconds(
            stop.since(start).num_seconds() * part / 1_000,
        ));
        (span, within)
    })
}

proptest! {
    #[test]
    fn nothing_is_due_later_by_a_span_than_by_any_moment_in_it(
        (span, within) in spans(),
        which in any::<prop::sample::Index>(),
    ) {
        let now = within.plus(chrono::Duration::days(5));
        for pack in COUNCILS.iter() {
            let row = which.get(&pack.events);
            let by = |moment| {
                let faces = counted(pack, &[event(&row.id, moment)], now);
                faces.into_iter().flat_map(|face| face.readings).map(|reading| reading.due)
            };
            for (spanned, exact) in by(span).zip(by(Moment::exact(within))) {
                prop_assert_eq!(spanned.is_some(), exact.is_some());
                prop_assert!(spanned <= exact, "{}: {:?} and {:?}", row.id, spanned, exact);
            }
        }
    }

    #[test]
    fn a_stop_by_a_span_is_judged_as_its_latest((span, _) in spans(), before in 0_i64..700_000) {
        let start = span.as_start().expect("a span").plus(-chrono::Duration::seconds(before));
        let latest = span.as_stop().expect("a span");
        let now = latest.plus(chrono::Duration::days(5));
        let [pack, _] = &*COUNCILS;
        let by = |moment| {
            let starts = ["incident_occurred", "la_became_aware"];
            let mut events: Vec<Event> =
                starts.iter().map(|id| event(id, Moment::exact(start))).collect();
            events.extend(["alert_sent", "sin_submitted"].map(|id| event(id, moment)));
            let faces = counted(pack, &events, now);
            let states = faces.into_iter().map(|face| {
                let lines: Vec<ReadingState> = face.readings.iter().map(|r| r.state).collect();
                (face.id, face.state, lines)
            });
            let stopped = ["alert_to_sqa", "dfe_notification_local", "panel_notification"];
            states.filter(|(id, ..)| stopped.contains(&id.as_str())).collect::<Vec<_>>()
        };
        prop_assert_eq!(by(span), by(Moment::exact(latest)));
    }
}
