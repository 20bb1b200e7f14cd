//! The two stories of 24 December again, with a time that nobody knows, and with a death that is learned
//! of on 27 December; the dates are worked out by hand from the documents and the contract.

use chrono::Duration;
use dutydesk::cli::demo::Council;

use super::desk::{SMALL, ctrl};
use super::hand::{Call, Hand};

/// Told at ten past ten, of something that happened nobody knows when.
const TOLD: &str = "2026-12-24T22:10:00Z";

fn found_hurt() -> Call<'static> {
    Call {
        happened: "?",
        told: "24/12/2026 2210",
        what: "Found hurt by the canal. In surgery.",
        people: &[("v", "R. Quimby-Example", "4/3/2010")],
    }
}

/// Lets minutes go by, after which the screen counts anew.
fn wait(hand: &mut Hand, minutes: i64) {
    hand.home.hands.turn(Duration::minutes(minutes));
    hand.desk.tick();
}

/// Records that the child died, as it was learned of on 27 December at eleven.
fn learn_of_the_death(hand: &mut Hand) {
    hand.open();
    hand.desk.send("ga");
    hand.desk.see("ADVICE");
    hand.choose("Did this person die?");
    hand.desk.send("y");
    hand.desk.see(" QUESTION ");
    hand.desk.send("Y");
    hand.desk.see("The authority learned of a death");
    hand.fill("27/12/2026 1100");
    hand.desk.send(&ctrl('o'));
    hand.desk.see("Recorded.");
}

#[test]
fn tower_hamlets_with_an_unknown_time_and_a_death_learned_of_later() {
    let mut hand = Hand::at(Council::TowerHamlets, TOLD, SMALL, &found_hurt());
    // S2 «within 24 hours of the incident taking place», and it had by Thu 24 Dec 22:10: at the latest.
    hand.clock("Alert to Head of", "at latest", "Fri 25 Dec 22:10");
    // Five days after Thu 24 Dec at the latest; five working days after it are 29, 30, 31 Dec, 4, 5 Jan.
    hand.clock("DfE notificati", "at latest", "Tue 29 Dec 17:00");
    hand.clock("Panel notificati", "11 d", "Tue 5 Jan 2027 17:00");
    hand.facts(&[
        ("abuse or neglect", "6"),
        ("Which reasons for an alert", "tick 3"),
        ("another agency's review", "tick 0"),
        ("looked-after child", "y"),
        ("seriously harmed", "y"),
    ]);
    hand.step("Send the alert form", "24/12/2026 2210", "");
    hand.clock("Alert to Head of", "met", "Fri 25 Dec 22:10");
    // Sat 26 Dec, noon.
    wait(&mut hand, 38 * 60 - 10);
    hand.submit("26/12/2026 1000", "SIN-4471");
    hand.clock("Panel notificati", "met", "Tue 5 Jan 2027 17:00");
    wait(&mut hand, 24 * 60);
    learn_of_the_death(&mut hand);
    // Sun 27 Dec is day 0: 29, 30, 31 Dec, 4, 5 Jan. Made before the child died, the notification of 26
    // Dec says nothing of it, and this clock runs.
    hand.clock("Looked-after chi", "9 d", "Tue 5 Jan 2027 17:00");
    hand.clock("Panel notificati", "met", "Tue 5 Jan 2027 17:00");
}

#[test]
fn barnet_with_an_unknown_time_and_a_death_learned_of_later() {
    let mut hand = Hand::at(Council::Barnet, TOLD, SMALL, &found_hurt());
    hand.clock("Panel notificati", "11 d", "Tue 5 Jan 2027 17:00");
    hand.facts(&[
        ("abuse or neglect", "6"),
        ("incident of serious violence", "y"),
        ("looked-after child", "y"),
        ("seriously harmed", "y"),
        ("live in this authority", "y"),
    ]);
    // S0: a SIRM within 24 hours, of what had happened by Thu 24 Dec 22:10.
    hand.clock("SIRM held", "at latest", "Fri 25 Dec 22:10");
    wait(&mut hand, 62 * 60 - 10);
    learn_of_the_death(&mut hand);
    hand.clock("SIRM held", "OVERDUE", "Fri 25 Dec 22:10");
    hand.clock("Looked-after chi", "9 d", "Tue 5 Jan 2027 17:00");
}
