//! Cases taken to their last duty by doing, each time, what is next.

use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::facts::FactValue;
use crate::domain::id::EventId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::TimelineEvent;
use crate::pack::Means;
use crate::rules::case::Case;
use crate::rules::clocks::{Counting, default_close};
use crate::rules::form::tests as fixture;
use crate::rules::steps::StepState;
use crate::rules::testing::plain;

/// A case that goes on an hour with everything that is recorded.
struct Walk {
    pack: Pack,
    holidays: BankHolidays,
    incident: Incident,
    now: Instant,
    /// What it was called after each record, without repeats.
    states: Vec<String>,
}

impl Walk {
    fn new(pack: &str, facts: &[(&str, bool)], abuse: &str) -> Self {
        let pack = Pack::built_in(pack).expect("the pack");
        Self::of(pack, facts, abuse)
    }

    /// By a protocol of no council, with nothing known but that the child was harmed.
    fn plain() -> Self {
        Self::of(plain(), &[], "suspected")
    }

    fn of(pack: Pack, facts: &[(&str, bool)], abuse: &str) -> Self {
        let mut incident = fixture::incident();
        incident.timeline.clear();
        let words = FactValue::Choice(abuse.to_owned());
        incident.facts.insert("abuse_or_neglect".to_owned(), words);
        for (fact, yes) in facts {
            let value = FactValue::YesNo(*yes);
            let child = &mut incident.people[0].facts;
            if ["died", "looked_after", "resident_in_area"].contains(fact) {
                child.insert((*fact).to_owned(), value);
            } else {
                incident.facts.insert((*fact).to_owned(), value);
            }
        }
        let mut out = Self {
            pack,
            holidays: BankHolidays::built_in(),
            incident,
            now: fixture::at("2026-11-20T22:00:00Z"),
            states: Vec::new(),
        };
        out.record("incident_occurred", None);
        out
    }

    fn case(&self) -> Case {
        let counting = Counting {
            pack: &self.pack,
            holidays: &self.holidays,
            close: default_close(),
        };
        Case::of(counting, &self.incident, self.now)
    }

    fn record(&mut self, kind: &str, value: Option<&str>) {
        self.now = self.now.plus(chrono::Duration::hours(1));
        let id = i64::try_from(self.incident.timeline.len()).expect("few") + 1;
        self.incident.timeline.push(TimelineEvent {
            id: EventId(id),
            kind: kind.to_owned(),
            value: value.map(str::to_owned),
            at: Moment::exact(self.now),
            recorded_by: "d.okafor-example".to_owned(),
            recorded_at: self.now,
            note: String::new(),
            reason: String::new(),
            role: None,
            supersedes: None,
            superseded_by: None,
            withdrawn: false,
        });
        let state = self.case().state.id;
        if self.states.last() != Some(&state) {
            self.states.push(state);
        }
    }

    /// Does what is next until only closing is left; `answers` says what is decided.
    fn walk_on(&mut self, answers: &[(&str, &str)]) -> Case {
        for _ in 0..100 {
            let case = self.case();
            let next = case
                .next
                .clone()
                .expect("something is next on an open case");
            if next.step == "close_case" {
                return case;
            }
            let step = case.steps.iter().find(|step| step.id == next.step);
            let kind = step.expect("the step").done[0].clone();
            let answer = answers.iter().find(|(event, _)| *event == kind);
            let mut value = answer.map(|(_, value)| *value);
            if value.is_none() && !self.pack.event_values(&kind).is_empty() {
                value = Some("yes");
            }
            self.record(&kind, value);
        }
        panic!("no end: {:?}", self.case().next);
    }

    fn step(&self, id: &str) -> StepState {
        let case = self.case();
        let step = case.steps.iter().find(|step| step.id == id);
        step.expect("the step").state
    }
}

const HARMED: [(&str, bool); 2] = [("occurred_in_area", true), ("died", false)];

fn came_by(walk: &Walk, states: &[&str]) {
    let mut left = walk.states.iter();
    for state in states {
        assert!(
            left.any(|known| known == state),
            "{state} in its place among {:?}",
            walk.states
        );
    }
}

#[test]
fn a_statutory_review_case_runs_to_its_report() {
    let mut walk = Walk::new("tower-hamlets", &HARMED, "suspected");
    let case = walk.walk_on(&[
        ("criteria_decided", "met"),
        ("recommendation_made", "cspr"),
        ("final_decision_made", "initiate_cspr"),
    ]);
    came_by(
        &walk,
        &[
            "alert_sent",
            "criteria_met",
            "sin_submitted",
            "panel_convened",
            "panel_held",
            "recommended",
            "final_decision",
            "review_running",
            "report_published",
        ],
    );
    let left: Vec<&str> = case
        .steps
        .iter()
        .filter(|step| step.state == StepState::Open)
        .map(|step| step.id.as_str())
        .collect();
    assert_eq!(left, ["close_case"]);
    assert!(case.notes.is_empty(), "{:?}", case.notes);
}

#[test]
fn an_alternative_approach_ends_shared() {
    let mut walk = Walk::new("tower-hamlets", &HARMED, "known");
    walk.walk_on(&[
        ("criteria_decided", "met"),
        ("recommendation_made", "alternative"),
        ("final_decision_made", "alternative"),
    ]);
    came_by(&walk, &["final_decision", "alternative"]);
    assert_eq!(walk.case().state.id, "review_learning_shared");
    assert!(walk.incident.has("alternative_learning_done"));
}

#[test]
fn a_need_to_know_case_opens_only_once_the_criteria_are_not_met() {
    let mut walk = Walk::new("tower-hamlets", &HARMED, "suspected");
    for event in ["la_became_aware", "alert_sent"] {
        walk.record(event, None);
    }
    // The clocks run provisionally; the reviews wait for the decision.
    assert_eq!(walk.step("need_to_know_first"), StepState::Waiting);
    walk.walk_on(&[("criteria_decided", "not_met")]);
    came_by(
        &walk,
        &[
            "not_met",
            "first_review",
            "detailed_review",
            "learning_shared",
        ],
    );
    // New information: the same case, decided again.
    walk.record("criteria_decided", Some("met"));
    assert_eq!(walk.case().state.id, "criteria_met");
    assert_eq!(walk.case().next.expect("a step").step, "notify_dfe");
}

#[test]
fn a_withdrawn_notification_moves_the_case_and_so_does_the_next() {
    let mut walk = Walk::new("tower-hamlets", &HARMED, "suspected");
    walk.record("alert_sent", None);
    walk.record("criteria_decided", Some("met"));
    walk.record("sin_submitted", None);
    walk.record("panel_convened", None);
    assert_eq!(walk.step("hold_panel"), StepState::Open);
    assert_eq!(walk.step("withdraw_notification"), StepState::Waiting);
    walk.record("criteria_decided", Some("not_met"));
    assert_eq!(walk.case().state.id, "not_met");
    assert_eq!(walk.step("hold_panel"), StepState::Waiting);
    assert_eq!(walk.step("withdraw_notification"), StepState::Open);
    walk.record("sin_withdrawn", None);
    assert_eq!(walk.step("withdraw_notification"), StepState::Done);
    walk.record("criteria_decided", Some("met"));
    assert_eq!(walk.case().state.id, "sin_withdrawn");
    walk.record("sin_submitted", None);
    assert_eq!(walk.case().state.id, "panel_convened");
}

/// A55: a looked-after child's death is notified whatever is decided, and brings no rapid review.
#[test]
fn a_death_notified_without_the_criteria_opens_no_review() {
    let facts = [
        ("occurred_in_area", true),
        ("died", true),
        ("looked_after", true),
    ];
    for (pack, panel) in [
        ("tower-hamlets", "convene_panel"),
        ("barnet", "hold_rapid_review"),
    ] {
        let mut walk = Walk::new(pack, &facts, "none");
        walk.record("alert_sent", None);
        walk.record("sin_submitted", None);
        assert_eq!(walk.case().state.id, "notified", "{pack}");
        assert_eq!(walk.step("tell_sofs_and_ofsted"), StepState::Done);
        assert_eq!(walk.step(panel), StepState::Waiting);
        walk.record("criteria_decided", Some("not_met"));
        assert_eq!(walk.step(panel), StepState::Waiting);
        assert_eq!(walk.step("withdraw_notification"), StepState::Waiting);
        walk.record("criteria_decided", Some("met"));
        assert_eq!(walk.step(panel), StepState::Open, "{pack}");
    }
}

#[test]
fn a_barnet_case_runs_from_the_sirm_to_its_report() {
    let facts = [
        ("occurred_in_area", true),
        ("serious_violence", true),
        ("resident_in_area", true),
        ("agencies_concern", false),
    ];
    let mut walk = Walk::new("barnet", &facts, "suspected");
    let case = walk.walk_on(&[
        ("criteria_decided", "met"),
        ("recommendation_made", "local"),
        ("final_decision_made", "initiate_cspr"),
    ]);
    came_by(
        &walk,
        &[
            "sirm_arranged",
            "sirm_held",
            "decision_pending",
            "criteria_met",
            "sin_submitted",
            "rapid_review_held",
            "recommended",
            "review_running",
            "learning_reported",
        ],
    );
    let open = case
        .steps
        .iter()
        .filter(|step| step.state == StepState::Open);
    assert_eq!(open.count(), 1);
    assert!(case.notes.is_empty(), "{:?}", case.notes);
}

#[test]
fn a_case_referred_without_a_notification_is_reviewed_apart() {
    let facts = [("occurred_in_area", true), ("agencies_concern", true)];
    let mut walk = Walk::new("barnet", &facts, "suspected");
    walk.walk_on(&[
        ("criteria_decided", "not_met"),
        ("recommendation_made", "none"),
        ("final_decision_made", "none"),
    ]);
    came_by(
        &walk,
        &["not_met", "case_reviewed", "recommended", "no_review"],
    );
    assert!(!walk.incident.has("sin_submitted") && !walk.incident.has("rapid_review_held"));
}

#[test]
fn a_sirm_that_is_not_held_leaves_its_reason_and_no_step() {
    let facts = [
        ("occurred_in_area", true),
        ("serious_violence", true),
        ("resident_in_area", true),
    ];
    let mut walk = Walk::new("barnet", &facts, "none");
    walk.record("mash_received", None);
    assert_eq!(walk.step("arrange_sirm"), StepState::Open);
    walk.record("sirm_not_held", None);
    assert_eq!(walk.case().state.id, "sirm_not_held");
    assert_eq!(walk.step("arrange_sirm"), StepState::Done);
    assert_eq!(walk.step("hold_sirm"), StepState::Done);
    // It is arranged after all.
    walk.record("sirm_arranged", None);
    assert_eq!(walk.case().state.id, "sirm_arranged");
    assert_eq!(walk.step("hold_sirm"), StepState::Open);
}

#[test]
fn a_closed_case_has_nothing_next_until_it_is_reopened() {
    let mut walk = Walk::plain();
    walk.record("sent", None);
    let before = walk.case().state;
    walk.record("closed", None);
    assert!(walk.case().state.closed && walk.case().next.is_none());
    walk.record("reopened", None);
    assert_eq!(walk.case().state, before);
    assert!(walk.case().next.is_some());
    walk.record("merged", None);
    assert!(walk.case().state.merged);
    assert!(walk.case().state.closed);
    walk.record("reopened", None);
    assert_eq!(walk.case().state, before);
}

#[test]
fn an_alert_not_raised_is_raised_after_all() {
    let mut walk = Walk::plain();
    walk.record("not_raised", None);
    assert_eq!(walk.case().state.id, "not_raised");
    walk.record("raised", None);
    assert_eq!(walk.case().state.id, "to_send");
    walk.record("not_raised", None);
    assert_eq!(walk.case().state.id, "not_raised");
}

/// Nothing is taken away by a new record: what it opens and closes follows from it alone.
#[test]
fn a_new_record_moves_a_case_and_its_steps() {
    let mut walk = Walk::plain();
    assert_eq!(walk.step("decide"), StepState::Waiting);
    walk.record("sent", None);
    assert_eq!(walk.step("decide"), StepState::Open);
    walk.record("decided", Some("met"));
    walk.record("notified", None);
    assert_eq!(walk.case().state.id, "notified");
    assert_eq!(walk.step("arrange"), StepState::Open);
    walk.record("withdrawn", None);
    assert_eq!(walk.case().state.id, "met");
    assert_eq!(walk.step("arrange"), StepState::Waiting);
    assert_eq!(walk.step("notify"), StepState::Open);
    walk.record("decided", Some("not_met"));
    assert_eq!(walk.case().state.id, "not_met");
    assert_eq!(walk.step("review"), StepState::Open);
    assert_eq!(walk.step("notify"), StepState::Waiting);
}

/// Whatever a council's protocol says, a case is closed, merged and reopened.
#[test]
fn every_council_closes_merges_and_reopens_a_case() {
    for pack in Pack::councils() {
        let closed = pack.event_meaning(Means::Closed).to_owned();
        let merged = pack.event_meaning(Means::Merged).to_owned();
        let reopened = pack.event_meaning(Means::Reopened).to_owned();
        let mut walk = Walk::of(pack, &HARMED, "suspected");
        let before = walk.case().state;
        for event in [&closed, &merged] {
            walk.record(event, None);
            assert!(walk.case().state.closed && walk.case().next.is_none());
            walk.record(&reopened, None);
            assert_eq!(walk.case().state, before);
            assert!(walk.case().next.is_some());
        }
    }
}
