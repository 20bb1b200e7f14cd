//! The advice page: each answer with its reasons, and the questions that could still change one.

mod questions;

use super::App;
use super::action::Action;
use super::desk::Row;
use super::forms::{Purpose, answer, record};
use super::lists::{motion, moved};
use super::message::Outcome;
use super::screen::{AdviceScreen, Screen, Words};
use crate::domain::command::Edit;
use crate::domain::facts::FactValue;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::protocol::case::ALERT_RAISED;
use crate::protocol::pack::{FactKind, FactOf};

use questions::answered;
pub use questions::{Question, person_words, questions};

/// One line of the advice page, in the order that the choice goes through them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A question still open.
    Open(Question),
    /// An advice, by its place in the case.
    Advice(usize),
    /// A question that was answered, and can be answered otherwise.
    Answered(Question),
}

impl App {
    /// Returns the open questions of an incident.
    #[must_use]
    pub fn questions_of(&self, row: &Row) -> Vec<Question> {
        questions(&self.desk.pack, &row.case.advice, |key| {
            person_words(row, key)
        })
    }

    /// Returns the lines of the advice page: what is still to be asked, what follows, what was
    /// answered.
    #[must_use]
    pub fn advice_lines(&self, row: &Row) -> Vec<Line> {
        let open = self.questions_of(row).into_iter().map(Line::Open);
        let advice = (0..row.case.advice.len()).map(Line::Advice);
        let known = answered(&self.desk.pack, row)
            .into_iter()
            .map(Line::Answered);
        open.chain(advice).chain(known).collect()
    }

    pub(super) fn open_advice(&mut self) -> Outcome {
        match self.subject() {
            Some(_) if matches!(self.front(), Screen::Advice(_)) => Outcome::redraw(),
            Some(id) if self.desk.row(id).is_some() => {
                self.selected = Some(id);
                self.push(Screen::Advice(AdviceScreen { id, at: 0 }))
            }
            _ => self.say("No incident is chosen; n logs one."),
        }
    }

    pub(super) fn act_in_advice(&mut self, action: Action) -> Outcome {
        let Some(Screen::Advice(screen)) = self.screens.last().cloned() else {
            return Outcome::redraw();
        };
        let Some(row) = self.desk.row(screen.id) else {
            return self.pop();
        };
        let lines = self.advice_lines(row);
        if let Some(by) = motion(action) {
            let at = moved(screen.at, by, lines.len());
            if let Some(Screen::Advice(screen)) = self.screens.last_mut() {
                screen.at = at;
            }
            return Outcome::redraw();
        }
        let line = lines
            .get(screen.at.min(lines.len().saturating_sub(1)))
            .cloned();
        let question = match &line {
            Some(Line::Open(question) | Line::Answered(question)) => Some(question.clone()),
            _ => None,
        };
        match (action, question) {
            (Action::Raised, _) => self.record_raised(&screen),
            (Action::NotRaised, _) => {
                let form = record::not_raised_form();
                self.open_form(Purpose::NotRaised(screen.id), form)
            }
            (Action::NextPane, _) => self.act_in_advice(Action::Down),
            (Action::PreviousPane, _) => self.act_in_advice(Action::Up),
            (action, Some(question)) => self.answer_with(action, &screen, &question),
            (Action::Enter, None) => match line {
                Some(Line::Advice(place)) => self.show_source_words(&screen, place),
                _ => Outcome::redraw(),
            },
            (Action::AnswerYes | Action::AnswerNo, None) => {
                self.say("The choice is on no question. Up goes to one; Enter reads the words.")
            }
            _ => Outcome::redraw(),
        }
    }

    /// Answers the chosen question with what a key stands for.
    fn answer_with(
        &mut self,
        action: Action,
        screen: &AdviceScreen,
        question: &Question,
    ) -> Outcome {
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
        let name = question.path.rsplit('.').next().unwrap_or_default();
        let fact = self.desk.pack.fact(name);
        let fits = fact.is_some_and(|row| match value {
            None => true,
            Some(FactValue::YesNo(_)) => row.kind == FactKind::YesNo,
            Some(_) => row.kind == FactKind::Choice,
        });
        let Some(row) = self.desk.row(screen.id) else {
            return Outcome::redraw();
        };
        if !fits && !question.words.is_empty() {
            return self.say("This question has words: a digit answers it, Enter shows them.");
        }
        if !fits {
            return self.open_answer(screen, question);
        }
        let person = match fact.map(|row| row.of) {
            Some(FactOf::Person) => {
                let key = question.path.split('.').nth(1).unwrap_or_default();
                match row.incident.person_by_key(key) {
                    Some(person) => Some(person.id),
                    None => return self.open_add_person(),
                }
            }
            _ => None,
        };
        let edit = Edit::Fact(person, name.to_owned(), value);
        let words = format!("answer to «{}»", question.ask);
        self.revise(screen.id, &words, vec![edit])
    }

    fn open_answer(&mut self, screen: &AdviceScreen, question: &Question) -> Outcome {
        if question.path == "people" || question.path.starts_with("people.people.") {
            return self.open_add_person();
        }
        let form = answer::form(
            &self.desk.pack,
            &question.path,
            &question.ask,
            &question.typed,
        );
        self.open_form(Purpose::Answer(screen.id, question.path.clone()), form)
    }

    fn record_raised(&mut self, screen: &AdviceScreen) -> Outcome {
        let event = NewEvent::new(ALERT_RAISED, Moment::exact(self.now));
        self.revise(screen.id, "alert raised", vec![Edit::Event(event)])
    }

    /// Shows the source's own words around what decided an answer.
    fn show_source_words(&mut self, screen: &AdviceScreen, place: usize) -> Outcome {
        let Some(row) = self.desk.row(screen.id) else {
            return Outcome::redraw();
        };
        let Some(advised) = row.case.advice.get(place) else {
            return Outcome::redraw();
        };
        let pack = &self.desk.pack;
        let title = pack
            .advice_row(&advised.id)
            .map_or(advised.id.clone(), |row| row.title.clone());
        let mut lines = vec![format!("{}: {}", advised.answer.word(), advised.text)];
        for because in &advised.because {
            let person = because.person.as_deref().map(|key| person_words(row, key));
            lines.push(String::new());
            lines.push(format!(
                "{} {}: {}",
                because.rule,
                person.unwrap_or_default(),
                because.value.word()
            ));
            if let Some(cite) = &because.cite {
                let document = pack.document_title(&cite.source).unwrap_or_default();
                lines.push(format!("{} «{}»", cite.source, cite.quote));
                lines.push(format!("   {document}"));
            }
        }
        self.push(Screen::Words(Words {
            title,
            lines,
            at: 0,
        }))
    }
}
