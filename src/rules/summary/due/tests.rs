//! What is due of a meeting, stated by hand.

use super::*;
use crate::domain::ledger::Outgoing;
use crate::rules::form::tests as fixture;
use crate::rules::summary::Summary;
use crate::rules::testing::{by, council};

/// The panel is at ten on Tuesday 29 December.
const AT: &str = "2026-12-29T10:00:00Z";

/// Returns the panel's line on an incident with it, and with what else is recorded.
fn line(meeting: Meeting, written: Option<Outgoing>, now: &str) -> DueLine {
    let mut incident = fixture::incident();
    incident.entries = vec![fixture::entry(7, meeting)];
    incident
        .entries
        .extend(written.map(|written| fixture::entry(8, written)));
    let rules = by(council("tower-hamlets"));
    let Summary { due, .. } = rules.summary(&incident, fixture::at(now));
    let of = DueOf::Meeting(EntryId(7));
    due.into_iter()
        .find(|line| line.of == of)
        .expect("its line")
}

fn panel() -> Meeting {
    Meeting {
        meeting: "rapid_review_panel".to_owned(),
        title: "Rapid Review Panel".to_owned(),
        at: Moment::from_text(AT),
        ..Meeting::default()
    }
}

#[test]
fn a_meeting_whose_time_has_passed_with_nothing_recorded_of_it_is_overdue() {
    let held = Meeting {
        held_at: Moment::from_text("2026-12-29T10:30:00Z"),
        ..panel()
    };
    let cancelled = Meeting {
        cancelled: "The chair is ill.".to_owned(),
        ..panel()
    };
    let no_time = Meeting {
        at: None,
        ..panel()
    };
    let one_day = Meeting {
        at: Moment::from_text("2026-12-29"),
        ..panel()
    };
    let running = (ClockState::Running, Standing::Open, false);
    let overdue = (ClockState::Overdue, Standing::Open, true);
    for (meeting, now, expected) in [
        (panel(), "2026-12-29T09:59:59Z", running),
        (panel(), AT, running),
        (panel(), "2026-12-29T10:00:01Z", overdue),
        (
            held,
            "2026-12-30T10:00:00Z",
            (ClockState::Met, Standing::Finished, false),
        ),
        (
            cancelled,
            "2026-12-30T10:00:00Z",
            (ClockState::StoodDown, Standing::Aside, false),
        ),
        (no_time, "2026-12-30T10:00:00Z", running),
        // Known to the day, it is past once the day is.
        (one_day.clone(), "2026-12-29T23:00:00Z", running),
        (one_day, "2026-12-30T00:00:00Z", overdue),
    ] {
        let line = line(meeting.clone(), None, now);
        let found = (line.state, line.standing, line.is_overdue());
        assert_eq!(found, expected, "{now}: {meeting:?}");
    }
}

#[test]
fn a_meeting_whose_invitations_wait_to_be_sent_says_so_until_it_is_held() {
    let written = Outgoing {
        form: "invitation.rapid_review_panel.7".to_owned(),
        ..Outgoing::default()
    };
    let sent = Outgoing {
        sent_at: Moment::from_text("2026-11-20T22:20:00Z"),
        ..written.clone()
    };
    let of_another = Outgoing {
        form: "invitation.rapid_review_panel.9".to_owned(),
        ..written.clone()
    };
    let held = Meeting {
        held_at: Moment::from_text(AT),
        ..panel()
    };
    let waits = "written, not confirmed sent: Rapid Review Panel";
    for (meeting, outgoing, title) in [
        (panel(), None, "Rapid Review Panel"),
        (panel(), Some(written.clone()), waits),
        (panel(), Some(sent), "Rapid Review Panel"),
        (panel(), Some(of_another), "Rapid Review Panel"),
        (held, Some(written), "Rapid Review Panel"),
    ] {
        assert_eq!(line(meeting, outgoing, AT).title, title);
    }
}
