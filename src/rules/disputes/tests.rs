//! S1 «Any disagreements arising in respect of all of the above»: several at once, each its own.

use super::*;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::rules::form::tests as fixture;
use crate::rules::steps::StepState;
use crate::rules::testing::{case, council};

const RAISED: &str = "disagreement_raised";
const RESOLVED: &str = "disagreement_resolved";

/// Returns Barnet's protocol and an incident with these entries, an hour after each other: raised or
/// resolved, and of which decision.
fn disputed(entries: &[(&str, &str)]) -> (Pack, Incident) {
    let pack = council("barnet");
    let mut incident = fixture::incident();
    for (hour, (kind, decision)) in (10..).zip(entries) {
        let at = fixture::at(&format!("2027-01-04T{hour}:00:00Z"));
        let mut event = NewEvent::new(kind, Moment::exact(at));
        let row = pack.decision(decision);
        event.note = row.map(|row| row.title.clone()).unwrap_or_default();
        let entry = fixture::recorded(hour, &event, "k.duty-example", at);
        incident.timeline.push(entry);
    }
    (pack, incident)
}

/// Returns the decisions whose disagreement is open; `any` for one that names none.
fn open_of(pack: &Pack, incident: &Incident) -> Vec<String> {
    let of = |dispute: &Dispute| {
        let mut rows = pack.decisions.iter();
        let row = rows.find(|row| Some(&row.title) == dispute.about.as_ref());
        row.map_or("any".to_owned(), |row| row.id.clone())
    };
    open(pack, incident).iter().map(of).collect()
}

#[test]
fn a_resolution_closes_the_disagreement_that_it_names() {
    type Entries = &'static [(&'static str, &'static str)];
    let cases: [(Entries, &[&str]); 9] = [
        (&[(RAISED, "criteria")], &["criteria"]),
        (&[(RAISED, "criteria"), (RESOLVED, "criteria")], &[]),
        // In the pack's order, whichever came first.
        (
            &[(RAISED, "sign_off"), (RAISED, "criteria")],
            &["criteria", "sign_off"],
        ),
        (
            &[
                (RAISED, "criteria"),
                (RAISED, "sign_off"),
                (RESOLVED, "sign_off"),
            ],
            &["criteria"],
        ),
        (
            &[
                (RAISED, "criteria"),
                (RAISED, "sign_off"),
                (RESOLVED, "sign_off"),
                (RESOLVED, "criteria"),
            ],
            &[],
        ),
        // A second one about the same decision opens it again.
        (
            &[
                (RAISED, "criteria"),
                (RESOLVED, "criteria"),
                (RAISED, "criteria"),
            ],
            &["criteria"],
        ),
        // What names no decision closes the first in the pack's order.
        (
            &[
                (RAISED, "sign_off"),
                (RAISED, "criteria"),
                (RESOLVED, "none"),
            ],
            &["sign_off"],
        ),
        // Raised of no decision, it is closed by whichever names one of which none is open.
        (
            &[
                (RAISED, "none"),
                (RAISED, "sign_off"),
                (RESOLVED, "criteria"),
            ],
            &["sign_off"],
        ),
        (&[(RAISED, "none")], &["any"]),
    ];
    for (entries, expected) in cases {
        let (pack, incident) = disputed(entries);
        assert_eq!(open_of(&pack, &incident), expected, "{entries:?}");
    }
}

/// O11: the step stays open, and the case in the resolution protocol, until the last is resolved.
#[test]
fn the_protocol_goes_on_until_the_last_is_resolved() {
    let both = [(RAISED, "criteria"), (RAISED, "sign_off")];
    let first = [&both[..], &[(RESOLVED, "sign_off")]].concat();
    let last = [&first[..], &[(RESOLVED, "criteria")]].concat();
    let again = [&last[..], &[(RAISED, "recommendation")]].concat();
    let stands = |entries: &[(&str, &str)]| {
        let (pack, incident) = disputed(entries);
        let case = case(&pack, &incident);
        let step = case
            .steps
            .iter()
            .find(|step| step.id == "resolve_disagreement");
        (step.expect("the step").state, case.state.id)
    };
    for entries in [&both[..], &first, &again] {
        let (step, state) = stands(entries);
        assert_eq!(step, StepState::Open, "{entries:?}");
        assert_eq!(state, "in_resolution", "{entries:?}");
    }
    let (step, state) = stands(&last);
    assert_eq!(step, StepState::Done);
    assert_ne!(state, "in_resolution");
}
