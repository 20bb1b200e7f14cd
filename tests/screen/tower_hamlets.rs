//! Whole cases of Tower Hamlets, from the call to the last duty; the dates are worked out by hand from
//! the documents.

use dutydesk::cli::demo::Council;

use super::desk::{ENTER, SMALL, TAB, WIDE, ctrl};
use super::hand::{Answer, Call, Hand};

/// Mon 2 Aug 2027, 11:00 London time: everything below has happened by then.
pub(crate) const LATER: &str = "2027-08-02T10:00:00Z";

pub(crate) fn stabbing() -> Call<'static> {
    Call {
        happened: "24/12/2026 2115",
        told: "24/12/2026 2210",
        what: "Stabbed in the thigh outside the baths. In surgery.",
        people: &[("v", "R. Quimby-Example", "4/3/2010")],
    }
}

/// S2: met, notified, panel, Executive, review, publication, learning, closed.
#[test]
fn tower_hamlets_statutory_review_to_publication() {
    let mut hand = Hand::at(Council::TowerHamlets, LATER, SMALL, &stabbing());
    hand.step("Send the alert form", "24/12/2026 2300", "");
    // S2 «within 24 hours of the incident taking place»: by Fri 25 Dec 21:15.
    hand.clock("Alert to Head of SQA", "met", "Fri 25 Dec 2026 21:15");
    hand.state("alert sent");
    for (slot, name) in [
        ("Head of SQA: not", "H. Head-Example"),
        ("Director, Supporting Families: not", "D. Director-Example"),
    ] {
        let answer = Answer {
            slot,
            value: 2,
            because: "Seriously harmed; neglect suspected.",
            name,
            at: "28/12/2026 1000",
        };
        hand.answer(&answer, slot.starts_with("Director"));
    }
    hand.state("criteria met");
    hand.submit("29/12/2026 1500", "SIN-4471");
    // Five days after Thu 24 Dec: Tue 29 Dec 17:00. Five working days after it: 29, 30, 31 Dec, 4,
    // 5 Jan (25 and 28 Dec and 1 Jan are bank holidays).
    hand.clock("DfE notification", "met", "Tue 29 Dec 2026 17:00");
    hand.clock("Panel notification", "met", "Tue 5 Jan 17:00");
    // Ten days after Tue 29 Dec: Fri 8 Jan; the working days count to Wed 13 Jan.
    hand.clock("Rapid Review Panel", "OVERDUE", "Fri 8 Jan 17:00");
    hand.arrange("Rapid Review Panel", "8/1/2027 1000", "Example House");
    hand.hold("Fri 8 Jan 2027 10:00", "");
    hand.clock("Rapid Review Panel", "met", "Fri 8 Jan 17:00");
    hand.state("Rapid Review Panel held");
    hand.answer(
        &Answer {
            slot: "Rapid Review Panel: not",
            value: 2,
            because: "Improvements are needed.",
            name: "P. Chair-Example",
            at: "8/1/2027 1200",
        },
        true,
    );
    hand.answer(
        &Answer {
            slot: "THSCP Executive Group: not",
            value: 2,
            because: "Recurrent themes.",
            name: "E. Exec-Example",
            at: "12/1/2027 1000",
        },
        true,
    );
    hand.step("Tell DfE and Panel of the final", "13/1/2027 1200", "");
    // Fifteen days after Tue 29 Dec: Wed 13 Jan 17:00.
    hand.clock("Final decision", "met", "Wed 13 Jan 17:00");
    hand.step("Initiate the child safeguarding", "12/1/2027 1100", "");
    hand.state("review running");
    // Six months after Tue 12 Jan: Mon 12 Jul.
    hand.clock("Review report", "OVERDUE", "Mon 12 Jul 23:59");
    hand.step("Appoint the reviewer", "20/1/2027", "");
    hand.step("Publish the report", "1/7/2027 1200", "");
    hand.clock("Review report", "met", "Mon 12 Jul 23:59");
    hand.state("report published");
    // The last working day of the month of Wed 13 Jan: Fri 29 Jan.
    hand.clock("Learning shared", "OVERDUE", "Fri 29 Jan 17:00");
    hand.step("Share the learning", "29/1/2027 1200", "");
    hand.clock("Learning shared", "met", "Fri 29 Jan 17:00");
    hand.step("Close the case", "2/8/2027 1000", "Everything is done.");
    hand.state("closed");
    hand.look("NEXT", "nothing is waiting to be done");
}

/// The two deciders of Tower Hamlets answer alike.
fn decide(hand: &mut Hand, value: usize, because: &str, at: &str) {
    for (slot, name) in [
        ("Head of SQA:", "H. Head-Example"),
        ("Director, Supporting Families:", "D. Director-Example"),
    ] {
        let answer = Answer {
            slot,
            value,
            because,
            name,
            at,
        };
        hand.answer(&answer, slot.starts_with("Director"));
    }
}

/// S2: not met, both reviews, learning without names, the month's audiences, closed.
#[test]
fn tower_hamlets_need_to_know_to_learning() {
    let mut hand = Hand::at(Council::TowerHamlets, LATER, WIDE, &stabbing());
    hand.step("Send the alert form", "24/12/2026 2300", "");
    // Two days after Thu 24 Dec, and five: provisional while nobody has decided (A5), but late.
    hand.clock("Need to Know, first", "OVERDUE", "Sat 26 Dec 2026 17:00");
    decide(
        &mut hand,
        3,
        "No abuse or neglect is known or suspected.",
        "25/12/2026 1000",
    );
    hand.state("Need to Know");
    hand.clock("Panel notification", "stood down", "Tue 5 Jan 17:00");
    hand.arrange("Need to Know: first", "26/12/2026 1200", "By telephone");
    hand.hold("Sat 26 Dec 2026 12:00", "");
    hand.clock("Need to Know, first", "met", "Sat 26 Dec 2026 17:00");
    hand.state("first review done");
    // Late: its target was Tue 29 Dec 17:00; the limit is five working days after the first.
    hand.step(
        "Detailed case review",
        "30/12/2026 1200",
        "The school was closed.",
    );
    hand.clock(
        "Need to Know, detailed",
        "met late",
        "Tue 29 Dec 2026 17:00",
    );
    hand.open();
    hand.tab("Tasks");
    hand.choose("Add learning");
    hand.desk.send(ENTER);
    hand.desk.see("LEARNING, WITHOUT NAMES");
    hand.desk.send("Ask Quimby's school first.");
    hand.desk.send(&ctrl('o'));
    hand.look("LEARNING", "It holds «Quimby», a name on this incident");
    hand.fill("Ask the school first.");
    hand.done();
    // The last working day of the month of Wed 30 Dec: Thu 31 Dec.
    hand.step("Share the learning", "31/12/2026 1500", "");
    hand.clock("Learning shared", "met", "Thu 31 Dec 2026 17:00");
    hand.state("learning shared");
    hand.step("Close the case", "31/12/2026 1600", "Reviewed and shared.");
    hand.state("closed");
}

/// S2, and the Panel's answer to a frequent question: not met, then met on new information, then
/// the notification is withdrawn; nothing is taken away by it.
#[test]
fn tower_hamlets_not_met_then_met_on_new_information() {
    let mut hand = Hand::at(Council::TowerHamlets, LATER, SMALL, &stabbing());
    hand.step("Send the alert form", "24/12/2026 2300", "");
    decide(
        &mut hand,
        3,
        "Not serious as far as is known.",
        "25/12/2026 1000",
    );
    hand.state("Need to Know");
    hand.step("First case review", "26/12/2026 1200", "");
    hand.clock("DfE notification", "stood down", "Tue 29 Dec 2026 17:00");
    decide(
        &mut hand,
        2,
        "The hospital reports lasting harm.",
        "4/1/2027 1000",
    );
    hand.state("criteria met");
    // What not met had stood down is due again, from the same start.
    hand.clock("DfE notification", "OVERDUE", "Tue 29 Dec 2026 17:00");
    hand.clock("Need to Know, first", "met", "Sat 26 Dec 2026 17:00");
    hand.clock(
        "Need to Know, detailed",
        "stood down",
        "Tue 29 Dec 2026 17:00",
    );
    hand.step_submitted("4/1/2027 1200", "Met only on 4 January.");
    hand.clock("DfE notification", "met late", "Tue 29 Dec 2026 17:00");
    hand.clock("Panel notification", "met", "Tue 5 Jan 17:00");
    // Ten days after Mon 4 Jan.
    hand.clock("Rapid Review Panel", "OVERDUE", "Thu 14 Jan 17:00");
    hand.record(
        "Serious incident notification withdrawn",
        "",
        "6/1/2027 0900",
        "The harm is not lasting.",
    );
    hand.state("notification withdrawn");
    hand.look(
        "Look at",
        "«Serious incident notification submitted» was taken back by",
    );
    hand.clock("Rapid Review Panel", "stood down", "Thu 14 Jan 17:00");
    decide(&mut hand, 3, "The harm is not lasting.", "6/1/2027 1000");
    hand.state("first review done");
}

/// S2 «may be triggered first but this should still be treated as a source of notification»: told
/// late, alerted late, linked and not duplicated.
#[test]
fn tower_hamlets_parallel_process_first_and_retrospective_alert() {
    let call = Call {
        happened: "10/12/2026 0900",
        told: "21/12/2026 1130",
        what: "Found collapsed at home; another review has begun.",
        people: &[("v", "L. Marsh-Example", "2/2/2015")],
    };
    // Another call of the same days, told later: of the same event, as turns out.
    let mut hand = Hand::at(Council::TowerHamlets, LATER, WIDE, &stabbing());
    hand.log_another("0002", &call);
    hand.open();
    hand.tab("Links");
    hand.choose("Child Death Review");
    hand.desk.send(ENTER);
    hand.desk.see("Where it stands");
    hand.desk.send("r");
    hand.done();
    hand.desk.see("The alert is still required");
    // 24 hours after Thu 10 Dec 09:00, and over before anybody was told on Mon 21 Dec.
    hand.clock(
        "Alert to Head of SQA",
        "overdue at receipt",
        "Fri 11 Dec 2026 09:00",
    );
    hand.step(
        "Send the alert form",
        "21/12/2026 1500",
        "Told by the child death review.",
    );
    hand.clock("Alert to Head of SQA", "met late", "Fri 11 Dec 2026 09:00");
    // Five days after Thu 10 Dec is Tue 15 Dec; five working days after Mon 21 Dec: 22, 23, 24, 29, 30.
    hand.clock(
        "DfE notification",
        "overdue at receipt",
        "Tue 15 Dec 2026 17:00",
    );
    hand.clock("Panel notification", "OVERDUE", "Wed 30 Dec 2026 17:00");
    hand.open();
    hand.tab("Links");
    hand.desk.see_no("The alert is still required");
    hand.desk.send("+");
    hand.desk.see("LINK WITH ANOTHER INCIDENT");
    hand.desk.send("0001");
    hand.desk.send(TAB);
    hand.desk.send("d");
    hand.desk.send(&ctrl('o'));
    // Told earlier than the other: merged as they stand, its clocks would count from too late.
    hand.desk.see("This one was told earlier");
    hand.desk.send(TAB);
    hand.desk.send("e");
    hand.done();
    hand.desk.see("event, the same");
}

/// What was due on a duplicate is due on the incident that it was merged into, and its own page says so.
#[test]
fn a_duplicate_says_where_its_deadlines_are_kept() {
    let mut hand = Hand::at(Council::TowerHamlets, LATER, SMALL, &stabbing());
    let again = Call {
        people: &[("v", "Not-Yet-Named Example", "")],
        ..stabbing()
    };
    hand.log_another("0002", &again);
    hand.open();
    hand.clock("Alert to Head of SQA", "OVERDUE", "Fri 25 Dec 2026 21:15");
    hand.open();
    hand.tab("Links");
    hand.desk.send("+");
    hand.desk.see("LINK WITH ANOTHER INCIDENT");
    hand.desk.send("0001");
    hand.desk.send(TAB);
    hand.desk.send("d");
    hand.desk.send(TAB);
    hand.desk.send("Two calls about one evening.");
    hand.done();
    hand.open();
    hand.desk
        .see("It was merged into TH-2027-0001: what is due, is due there.");
    hand.clock("Alert to Head of SQA", "due there", "Fri 25 Dec 2026 21:15");
    hand.desk.see_no("OVERDUE");
}
