//! Answering a question of the advice page: with a key, after a question of its own where a slip
//! would be grave, and what is said back.

use super::questions::{Question, value_words};
use crate::app::App;
use crate::app::action::Action;
use crate::app::desk::{Desk, Row};
use crate::app::form::Form;
use crate::app::forms::{Purpose, answer};
use crate::app::message::Outcome;
use crate::app::screen::{AdviceScreen, Asked, Confirm, Screen, Then};
use crate::app::who::{named_words, new_person_words};
use crate::domain::command::Edit;
use crate::domain::facts::FactValue;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::protocol::case::Stage;
use crate::protocol::pack::{FactKind, FactOf};
use crate::protocol::pack::{Means, Pack};

/// What is said of an answer that followed another within half a second.
const JUST_COME: &str = "Ignored: this question had only just come. Read it, and press again.";

/// Returns the fact that a question's path ends in.
fn fact_of(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// Returns whom or what a question is about, as it is said back: a person by number, role, age and
/// name.
fn about(row: &Row, path: &str) -> String {
    let key = path
        .strip_prefix("people.")
        .and_then(|rest| rest.split('.').next());
    key.map_or_else(
        || row.incident.reference.to_string(),
        |key| named_words(row, key),
    )
}

/// Returns what is said once an answer is recorded: about whom, the question, the answer.
fn said(desk: &Desk, row: &Row, path: &str, answer: &str) -> String {
    let ask = desk.pack.fact(fact_of(path)).map(|fact| fact.ask.as_str());
    let ask = ask.unwrap_or(match fact_of(path) {
        "date_of_birth" => "Born, or age:",
        _ => "When did it happen?",
    });
    format!("{}: {ask} {answer}. u undoes it.", about(row, path))
}

impl Desk {
    /// Returns what is asked before answers are recorded that would be grave if they were a slip,
    /// each person named; nothing of any other.
    pub(in crate::app) fn grave_answers(&self, row: &Row, edits: &[Edit]) -> Option<String> {
        let says = |fact: &str, value: &FactValue| match value {
            FactValue::YesNo(true) => self.pack.fact(fact)?.confirm.as_deref(),
            _ => None,
        };
        let mut asked: Vec<String> = Vec::new();
        for edit in edits {
            match edit {
                Edit::Fact(Some(id), fact, Some(value)) => {
                    let who = named_words(row, &row.incident.person_key(*id));
                    asked.extend(says(fact, value).map(|says| format!("{who} {says}")));
                }
                Edit::AddPerson(person) => {
                    let who = new_person_words(person);
                    let said = person.facts.iter();
                    let said = said.filter_map(|(fact, value)| says(fact, value));
                    asked.extend(said.map(|says| format!("{who} {says}")));
                }
                _ => {}
            }
        }
        let asked = asked.join(", and that ");
        let question = format!("Record that {asked}? Capital Y records it; y does nothing.");
        (!asked.is_empty()).then_some(question)
    }
}

impl App {
    /// Answers the chosen question with what a key stands for.
    pub(super) fn answer_with(
        &mut self,
        action: Action,
        screen: &AdviceScreen,
        question: &Question,
    ) -> Outcome {
        let answers = matches!(
            action,
            Action::AnswerYes
                | Action::AnswerNo
                | Action::AnswerUnknown
                | Action::AnswerFirst
                | Action::AnswerSecond
                | Action::AnswerThird
                | Action::AnswerFourth
        );
        if answers && self.is_blind_answer() {
            return self.refuse(JUST_COME);
        }
        match action {
            Action::AnswerYes => self.answer(screen, question, Some(FactValue::YesNo(true))),
            Action::AnswerNo => self.answer(screen, question, Some(FactValue::YesNo(false))),
            Action::AnswerUnknown if question.answer.is_none() => {
                self.say("It is not known already; u undoes the last answer.")
            }
            Action::AnswerUnknown => self.answer(screen, question, None),
            Action::AnswerFirst
            | Action::AnswerSecond
            | Action::AnswerThird
            | Action::AnswerFourth => self.answer_word(screen, question, action),
            Action::Enter => self.open_answer(screen, question),
            _ => Outcome::redraw(),
        }
    }

    /// Answers with a word of the question's list.
    fn answer_word(
        &mut self,
        screen: &AdviceScreen,
        question: &Question,
        action: Action,
    ) -> Outcome {
        let place = match action {
            Action::AnswerFirst => 0,
            Action::AnswerSecond => 1,
            Action::AnswerThird => 2,
            _ => 3,
        };
        match question.words.get(place) {
            Some(word) => {
                let value = FactValue::Choice(word.id.clone());
                self.answer(screen, question, Some(value))
            }
            None => self.say("The question has no such word: y, n or Enter answers it."),
        }
    }

    /// Answers at once where the value is one of the fact's; anything else is asked in full.
    fn answer(
        &mut self,
        screen: &AdviceScreen,
        question: &Question,
        value: Option<FactValue>,
    ) -> Outcome {
        let name = fact_of(&question.path);
        let Some(row) = self.desk.row(screen.id) else {
            return Outcome::redraw();
        };
        let fact = self.desk.pack.fact(name);
        let fits = fact.filter(|row| match value {
            None => true,
            Some(FactValue::YesNo(_)) => row.kind == FactKind::YesNo,
            Some(_) => row.kind == FactKind::Choice,
        });
        let Some(fact) = fits else {
            if question.words.is_empty() {
                return self.open_answer(screen, question);
            }
            return self.say("This question has words: a digit answers it, Enter shows them.");
        };
        let person = match fact.of {
            FactOf::Person => match person_of(row, &question.path) {
                Some(person) => Some(person),
                None => return self.open_add_person(),
            },
            FactOf::Incident => None,
        };
        let answer = value
            .as_ref()
            .map(|value| value_words(&self.desk.pack, fact, value));
        let answer = answer.unwrap_or_else(|| "not known".to_owned());
        let asked = Asked {
            id: screen.id,
            words: format!("answer to «{}»", question.ask),
            said: said(&self.desk, row, &question.path, &answer),
            edits: vec![Edit::Fact(person, name.to_owned(), value)],
        };
        let before = question.answer.as_deref();
        let grave = self.desk.grave_answers(row, &asked.edits);
        let grave = grave.filter(|_| before != Some(&answer));
        self.answering(&question.path);
        match grave {
            Some(question) => self.push(Screen::Confirm(Confirm {
                question,
                then: Then::Grave(Box::new(Then::Revise(Box::new(asked)))),
            })),
            None => self.revise_and_say(asked.id, &asked.words, asked.edits, asked.said),
        }
    }

    /// Remembers which question is answered: once it is, the choice goes on.
    fn answering(&mut self, path: &str) {
        if let Some(Screen::Advice(screen)) = self.screens.last_mut() {
            screen.answering = Some(path.to_owned());
        }
    }

    fn open_answer(&mut self, screen: &AdviceScreen, question: &Question) -> Outcome {
        if question.path == "people" {
            return self.open_add_person();
        }
        let form = answer::form(
            &self.desk.pack,
            &question.path,
            &question.ask,
            &question.typed,
        );
        self.answering(&question.path);
        self.open_form(Purpose::Answer(screen.id, question.path.clone()), form)
    }

    /// Says back what was answered in a form.
    pub(in crate::app) fn tell_answered(&mut self, id: IncidentId, path: &str, form: &Form) {
        let answer = form.field("answer").map(|field| match field.shown() {
            shown if shown.is_empty() => "not known".to_owned(),
            shown => shown,
        });
        match self.desk.row(id).zip(answer) {
            Some((row, answer)) => {
                let words = said(&self.desk, row, path, &answer);
                self.tell(words);
            }
            None => self.tell("Recorded."),
        }
    }

    /// Records that the alert is raised, once.
    pub(super) fn record_raised(&mut self, screen: &AdviceScreen) -> Outcome {
        let Some(row) = self.desk.row(screen.id) else {
            return Outcome::redraw();
        };
        if row.case.stage == Stage::Sent {
            return self.say("The alert is sent already.");
        }
        if is_raised(&self.desk.pack, row) {
            return self.say("The alert is already raised.");
        }
        let said = format!(
            "{}: the alert is raised. u undoes it.",
            row.incident.reference
        );
        let raised = self.desk.pack.event_meaning(Means::AlertRaised);
        let event = NewEvent::new(raised, Moment::exact(self.now));
        let edits = vec![Edit::Event(event)];
        self.revise_and_say(screen.id, "alert raised", edits, said)
    }
}

/// Says whether somebody raised the alert and nobody has said since that it is not raised.
fn is_raised(pack: &Pack, row: &Row) -> bool {
    let newest = |means: Means| {
        let entries = row.incident.current(pack.event_meaning(means));
        entries.map(|entry| entry.id).max()
    };
    newest(Means::AlertRaised) > newest(Means::AlertNotRaised)
}

/// Returns the person that a question is about.
fn person_of(row: &Row, path: &str) -> Option<PersonId> {
    let key = path.split('.').nth(1)?;
    row.incident.person_by_key(key).map(|person| person.id)
}
