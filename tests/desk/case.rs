//! Whole cases, from the call to the last duty, in a real terminal; the dates are worked out by
//! hand from the documents.

use super::hand::{Answer, Call, Hand};

/// Mon 2 Aug 2027, 11:00 London time: everything below has happened by then.
const LATER: &str = "2027-08-02T10:00:00Z";

fn stabbing() -> Call<'static> {
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
    let mut hand = Hand::at("tower-hamlets", LATER, (80, 24), &stabbing());
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
    hand.clock("Review report published", "OVERDUE", "Mon 12 Jul 23:59");
    hand.step("Appoint the reviewer", "20/1/2027", "");
    hand.step("Publish the report", "1/7/2027 1200", "");
    hand.clock("Review report published", "met", "Mon 12 Jul 23:59");
    hand.state("report published");
    // The last working day of the month of Wed 13 Jan: Fri 29 Jan.
    hand.clock("Learning shared", "OVERDUE", "Fri 29 Jan 17:00");
    hand.step("Share the learning", "29/1/2027 1200", "");
    hand.clock("Learning shared", "met", "Fri 29 Jan 17:00");
    hand.step("Close the case", "2/8/2027 1000", "Everything is done.");
    hand.state("closed");
    hand.look("NEXT", "nothing is waiting to be done");
}
