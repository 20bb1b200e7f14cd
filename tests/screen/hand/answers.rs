//! The questions of the advice page, answered until nothing more needs asking.

use super::super::desk::{DOWN, Desk, ENTER, ESC, chosen, ctrl, said_back};
use super::Hand;

/// Answers each question by a part of its words, all others no; `tick` and a number ticks the
/// reason that stands so far down.
pub(crate) fn answer_everything(desk: &mut Desk, answers: &[(&str, &str)]) {
    for _ in 0..80 {
        let screen = desk.text();
        if screen.contains("Nothing more needs asking") {
            return;
        }
        let question = chosen(&screen).expect("a question is chosen");
        let known = answers.iter().find(|(part, _)| question.contains(part));
        let answer = known.map_or("n", |(_, answer)| *answer);
        if let Some(down) = answer.strip_prefix("tick ") {
            desk.send(ENTER);
            desk.see("none of these: each was considered");
            desk.times(down.parse().expect("a number"), DOWN);
            desk.send(" ");
            desk.see("[x]");
            desk.send(&ctrl('o'));
            desk.see("ADVICE");
        } else {
            desk.send(answer);
        }
        // A death is asked about before it is recorded, and y twice records none.
        let died = answer == "y" && question.contains("Did this person die");
        if died {
            desk.see(" QUESTION ");
            desk.send("y");
            desk.send("Y");
        }
        let now = desk.text();
        let said = if died {
            // In the form that asks when the authority learned of it: here when it became aware.
            desk.see("The authority learned of a death");
            desk.send(ESC);
            desk.see("ADVICE");
            now.contains("Did this person die? yes.")
        } else {
            said_back(&now).is_some_and(|said| Some(said) != said_back(&screen))
        };
        let now = desk.text();
        let on = now.contains("Nothing more needs asking")
            || chosen(&now).is_some_and(|line| line != question);
        assert!(said && on, "«{question}» answered {answer}:\n{now}");
    }
    panic!("the questions do not end:\n{}", desk.text());
}

impl Hand {
    /// Answers the questions of the advice page: each by a part of its words, all others no.
    pub(crate) fn facts(&mut self, answers: &[(&str, &str)]) {
        self.open();
        self.desk.send("ga");
        self.desk.see("ADVICE");
        answer_everything(&mut self.desk, answers);
    }
}
