//! The advice page: each answer with its reasons, and the questions that could still change one.

mod answering;
mod order;
mod questions;

use super::App;
use super::action::Action;
use super::desk::{Desk, Row};
use super::forms::{Purpose, record};
use super::lists::{motion, moved};
use super::message::Outcome;
use super::screen::{AdviceScreen, Screen, Words};
use super::who::person_words;

pub use questions::{Question, questions};
use questions::{answered, settled};

/// One line of the advice page, in the order that the choice goes through them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A question asked since the page was opened: open, answered since, or needed no longer.
    Asked(Question),
    /// An advice, by its place in the case.
    Advice(usize),
    /// A question that was answered before, and can be answered otherwise.
    Answered(Question),
}

impl Desk {
    /// Returns the open questions of an incident, the most useful first.
    #[must_use]
    pub fn questions_of(&self, row: &Row) -> Vec<Question> {
        questions(&self.pack, &row.case.advice, |key| person_words(row, key))
    }

    /// Returns the lines of the advice page: what is asked, what follows, what was answered before.
    #[must_use]
    pub fn advice_lines(&self, row: &Row, screen: &AdviceScreen) -> Vec<Line> {
        let open = self.questions_of(row);
        let asked = screen.asked.iter().map(|path| {
            let found = open.iter().find(|question| question.path == *path);
            let settled = || settled(&self.pack, row, path);
            Line::Asked(found.cloned().unwrap_or_else(settled))
        });
        let advice = (0..row.case.advice.len()).map(Line::Advice);
        let known = answered(&self.pack, row)
            .into_iter()
            .filter(|question| !screen.asked.contains(&question.path))
            .map(Line::Answered);
        asked.chain(advice).chain(known).collect()
    }
}

impl App {
    pub(super) fn open_advice(&mut self) -> Outcome {
        match self.subject() {
            Some(_) if matches!(self.front(), Screen::Advice(_)) => Outcome::redraw(),
            Some(id) if self.desk.row(id).is_some() => {
                self.selected = Some(id);
                let outcome = self.push(Screen::Advice(AdviceScreen::new(id)));
                self.keep_questions(&[]);
                outcome
            }
            _ => self.say_none_chosen(),
        }
    }

    pub(super) fn act_in_advice(&mut self, action: Action) -> Outcome {
        let Some(Screen::Advice(screen)) = self.screens.last().cloned() else {
            return Outcome::redraw();
        };
        let Some(row) = self.desk.row(screen.id) else {
            return self.pop();
        };
        let lines = self.desk.advice_lines(row, &screen);
        let by = motion(action);
        if let Some(Screen::Advice(screen)) = self.screens.last_mut() {
            screen.answering = None;
            screen.at = by.map_or(screen.at, |by| moved(screen.at, by, lines.len()));
        }
        if by.is_some() {
            return Outcome::redraw();
        }
        let line = lines
            .get(screen.at.min(lines.len().saturating_sub(1)))
            .cloned();
        let question = match &line {
            Some(Line::Asked(question) | Line::Answered(question)) => Some(question.clone()),
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
