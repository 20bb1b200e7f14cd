//! Whole cases of Barnet, from the call to the last duty; the dates are worked out by hand from the
//! documents.

use dutydesk::cli::demo::Council;

use super::desk::{DOWN, ENTER, SMALL, TAB, WIDE};
use super::hand::{Answer, Call, Hand};
use super::tower_hamlets::{LATER, stabbing};

fn answer_as(hand: &mut Hand, slot: &str, name: &str, value: usize, at: &str, made: bool) {
    let answer = Answer {
        slot,
        value,
        because: "As said at the meeting.",
        name,
        at,
    };
    hand.answer(&answer, made);
}

/// S0: a child dies of serious violence; the SIRM is combined with CDOP, which takes precedence.
#[test]
fn barnet_sirm_with_a_childs_death() {
    let mut hand = Hand::at(Council::Barnet, LATER, SMALL, &stabbing());
    hand.facts(&[
        ("abuse or neglect", "5"),
        ("an incident of serious violence", "y"),
        ("Did this person die", "y"),
        ("Does this person live in", "y"),
        ("Which reasons for an alert", "tick 1"),
        ("another agency's review", "tick 0"),
    ]);
    hand.advised("SIRM combined with the Child Death");
    // S0: within 24 hours of 21:15, and up to 48 where it is combined.
    hand.clock("SIRM held", "OVERDUE", "Fri 25 Dec 2026 21:15");
    hand.clock("SIRM combined", "OVERDUE", "Sat 26 Dec 2026 21:15");
    hand.step("Contact the Designated Doctor", "24/12/2026 2230", "");
    hand.record(
        "SIRM combined with the CDOP meeting",
        "yes",
        "25/12/2026 0900",
        "",
    );
    // The combined meeting's line takes the place of the other; a person has said so (A34).
    hand.clock("SIRM held", "stood down", "Fri 25 Dec 2026 21:15");
    hand.open();
    hand.tab("Meetings");
    hand.desk.see("chair: Designated Doctor for Child Deaths");
    hand.arrange(
        "SIRM combined with CDOP",
        "26/12/2026 1000",
        "Example Hospital",
    );
    hand.state("SIRM arranged");
    hand.hold("Sat 26 Dec 2026 10:00", "");
    hand.clock("SIRM combined", "met", "Sat 26 Dec 2026 21:15");
    hand.state("SIRM held");
    // The death is also for the three partners to consider: the duty to notify runs beside it.
    hand.clock("Panel notification", "OVERDUE", "Tue 5 Jan 17:00");
}

/// S1 «A unanimous decision must be reached by Partners»: it is not; the local authority notifies
/// with the dissent on record; the review is signed off by all three, to the report.
#[test]
fn barnet_not_unanimous_and_then_unanimous() {
    let mut hand = Hand::at(Council::Barnet, LATER, SMALL, &stabbing());
    hand.facts(&[
        ("abuse or neglect", "5"),
        ("Was this person seriously harmed", "y"),
        ("Does this person live in", "y"),
        ("Which reasons for an alert", "tick 3"),
        ("another agency's review", "tick 0"),
    ]);
    hand.step("Bring the three partners together", "29/12/2026 1000", "");
    let partners = [
        ("Local authority (partner):", "L. Local-Example", 2),
        ("Police (partner):", "P. Police-Example", 3),
        ("Integrated care board", "I. Health-Example", 2),
    ];
    for (slot, name, value) in partners {
        answer_as(&mut hand, slot, name, value, "29/12/2026 1100", false);
    }
    hand.open();
    hand.tab("Decisions");
    hand.desk.see("answers differ");
    // The authority that each was recorded on stands with it, and takes lines: what follows is below.
    for _ in 0..5 {
        hand.desk.send(DOWN);
    }
    hand.desk
        .see("The duty rests with the local authority; the clock still runs.");
    hand.choose("Take the disagreement to the resolution protocol");
    hand.desk.send(ENTER);
    hand.desk.see("What is in dispute");
    hand.desk.send("Whether the harm is serious.");
    hand.desk.send(TAB);
    hand.fill("29/12/2026 1130");
    hand.done();
    hand.clock("Panel notification", "OVERDUE", "Tue 5 Jan 17:00");
    answer_as(
        &mut hand,
        "despite dissent:",
        "L. Local-Example",
        2,
        "30/12/2026 0900",
        true,
    );
    hand.open();
    hand.tab("Decisions");
    hand.look("Case for Consideration", "decided, with dissent");
    hand.state("criteria met");
    hand.submit("30/12/2026 1200", "SIN-4480");
    hand.clock("Panel notification", "met", "Tue 5 Jan 17:00");
    // S1 «within 15 days»: Thu 14 Jan; the working days count to Thu 21 Jan.
    hand.clock("Rapid Review", "OVERDUE", "Thu 14 Jan 17:00");
    // The police come round: now it is unanimous, and the dissent stays on record.
    answer_as(
        &mut hand,
        "Police (partner):",
        "P. Police-Example",
        2,
        "31/12/2026 0900",
        false,
    );
    hand.open();
    hand.tab("Decisions");
    hand.desk.see("decided: met");
    hand.arrange("Rapid Review", "13/1/2027 1000", "Example House");
    hand.hold("Wed 13 Jan 2027 10:00", "");
    hand.clock("Rapid Review", "met", "Thu 14 Jan 17:00");
    answer_as(
        &mut hand,
        "Learning and Thematic Review Group: not",
        "G. Chair-Example",
        3,
        "13/1/2027 1200",
        true,
    );
    for (slot, name, _) in partners {
        let last = slot.starts_with("Integrated");
        hand.answer_under("Sign-off of the Rapid Review", slot, name, last);
    }
    hand.state("signed off by the three partners");
}

/// S2 Appendix 1 «whether or not abuse or neglect is known or suspected»: told to the Secretary of
/// State and Ofsted, and no rapid review follows from it (A55).
#[test]
fn barnet_looked_after_death_without_abuse() {
    let call = Call {
        happened: "24/12/2026 2115",
        told: "24/12/2026 2210",
        what: "Died of a long illness in hospital.",
        people: &[("v", "J. Fern-Example", "1/6/2017")],
    };
    let mut hand = Hand::at(Council::Barnet, LATER, WIDE, &call);
    hand.facts(&[
        ("abuse or neglect", "7"),
        ("Did this person die", "y"),
        ("looked-after child", "y"),
        ("Does this person live in", "y"),
        ("Which reasons for an alert", "tick 1"),
        ("another agency's review", "tick 0"),
    ]);
    hand.advised("YES Death of a looked-after child");
    hand.clock("Looked-after child's death", "OVERDUE", "Tue 5 Jan 17:00");
    for (slot, name) in [
        ("Local authority (partner):", "L. Local-Example"),
        ("Police (partner):", "P. Police-Example"),
        ("Integrated care board", "I. Health-Example"),
    ] {
        let last = slot.starts_with("Integrated");
        answer_as(&mut hand, slot, name, 3, "28/12/2026 1000", last);
    }
    hand.state("criteria not met");
    hand.clock("Panel notification", "stood down", "Tue 5 Jan 17:00");
    // Not stood down by it: the death of a looked-after child is told whatever was decided.
    hand.clock("Looked-after child's death", "OVERDUE", "Tue 5 Jan 17:00");
    hand.step(
        "Tell the Secretary of State and Ofsted",
        "30/12/2026 1000",
        "",
    );
    hand.clock("Looked-after child's death", "met", "Tue 5 Jan 17:00");
    hand.open();
    hand.tab("Meetings");
    hand.look("Not called for now", "Rapid Review");
    hand.step("Close the case", "2/8/2027 1000", "Everything is done.");
    hand.state("closed");
}

/// Working Together 2023: a care leaver of 24 dies; the person turns 25 before the case is entered.
#[test]
fn barnet_care_leaver_of_24() {
    let call = Call {
        happened: "24/12/2026 2115",
        told: "24/12/2026 2210",
        what: "Found dead at home; no cause known.",
        people: &[("v", "T. Reed-Example", "4/3/2002")],
    };
    let mut hand = Hand::at(Council::Barnet, LATER, WIDE, &call);
    hand.facts(&[
        ("abuse or neglect", "7"),
        ("Did this person die", "y"),
        ("care leaver", "y"),
        ("Does this person live in", "y"),
        ("Which reasons for an alert", "tick 1"),
        ("another agency's review", "tick 0"),
    ]);
    hand.advised("YES Death of a care leaver");
    hand.open();
    hand.look("Look at", "p1 turned 25 on 4 Mar 2027, after the incident");
    hand.clock("Care leaver's death", "OVERDUE", "Tue 5 Jan 17:00");
    // Past the limit: late, because; the clock says met late and keeps the reason.
    hand.step(
        "Tell the Secretary of State and Ofsted",
        "6/1/2027 1000",
        "Not known to us until then.",
    );
    hand.clock("Care leaver's death", "met late", "Tue 5 Jan 17:00");
}
