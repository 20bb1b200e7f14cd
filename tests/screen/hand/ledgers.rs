//! Decisions, meetings and the notification, as a hand records them.

use super::super::desk::{ENTER, RIGHT, TAB, ctrl};
use super::Hand;

/// Somebody's answer to a decision: the place as the page shows it, how many times Right goes to
/// the value, the reasons, who answers, when.
pub(crate) struct Answer<'a> {
    pub(crate) slot: &'a str,
    pub(crate) value: usize,
    pub(crate) because: &'a str,
    pub(crate) name: &'a str,
    pub(crate) at: &'a str,
}

impl Hand {
    /// Ends an answer that makes a decision, or leaves it open.
    fn decided(&mut self, made: bool) {
        if made {
            self.desk.send(&ctrl('o'));
            self.desk.see(" QUESTION ");
            self.desk.see_wrapped("It opens:");
            self.desk.send("y");
            self.desk.see("Recorded.");
        } else {
            self.done();
        }
    }

    /// Answers a decision in one of its places; `made` when that makes it.
    pub(crate) fn answer(&mut self, answer: &Answer<'_>, made: bool) {
        self.open();
        self.tab("Decisions");
        self.choose(answer.slot);
        self.desk.send("x");
        self.desk.see("Because");
        self.desk.times(answer.value, RIGHT);
        self.desk.send(TAB);
        self.desk.send(answer.because);
        self.desk.send(TAB);
        self.fill(answer.name);
        self.told_by_telephone();
        self.fill(answer.at);
        self.decided(made);
    }

    /// Records whose authority the duty officer acts on, who has not the role that decides.
    fn told_by_telephone(&mut self) {
        self.desk.send(TAB);
        self.desk.send("As told by telephone");
        self.desk.send(TAB);
    }

    /// Signs in a partner's place of the decision under a heading; `made` when that makes it.
    pub(crate) fn answer_under(&mut self, heading: &str, slot: &str, name: &str, made: bool) {
        self.open();
        self.tab("Decisions");
        self.choose_under(heading, slot);
        self.desk.send("x");
        self.desk.see("Because");
        self.desk.times(2, RIGHT);
        self.desk.times(2, TAB);
        self.fill(name);
        self.told_by_telephone();
        self.fill("13/1/2027 1300");
        self.decided(made);
    }

    /// Arranges a meeting at a time and a place.
    pub(crate) fn arrange(&mut self, meeting: &str, at: &str, place: &str) {
        self.open();
        self.tab("Meetings");
        self.choose_under(meeting, "Arrange it");
        self.desk.send(ENTER);
        self.desk.see("ARRANGE");
        self.fill(at);
        self.desk.times(2, TAB);
        self.desk.send(place);
        self.done();
    }

    /// Records the meeting that is arranged and chosen as held at the time it was arranged for.
    pub(crate) fn hold(&mut self, meeting_line: &str, why: &str) {
        self.open();
        self.tab("Meetings");
        self.choose(meeting_line);
        self.desk.send("x");
        self.desk.see("When was it held");
        if !why.is_empty() {
            self.desk.times(3, TAB);
            self.desk.send(why);
        }
        self.done();
    }

    /// Records the notification as submitted.
    pub(crate) fn submit(&mut self, at: &str, reference: &str) {
        self.open();
        self.desk.send("gn");
        self.desk.see("NOTIFICATION");
        self.choose("Record it as submitted");
        self.desk.send(ENTER);
        self.desk.see("Submitted at");
        self.fill(at);
        self.desk.times(2, TAB);
        self.desk.send(reference);
        self.done();
    }

    /// Records the notification as submitted late, from the step that asks for it.
    pub(crate) fn step_submitted(&mut self, at: &str, why: &str) {
        self.open();
        self.tab("Steps");
        self.choose("Notify the DfE");
        self.desk.send("x");
        self.desk.see("Submitted at");
        self.fill(at);
        self.desk.times(4, TAB);
        self.desk.send(why);
        self.done();
    }
}
