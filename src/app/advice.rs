//! The advice page: each answer with its reasons, and the questions that could still change one.

use super::App;
use super::action::Action;
use super::desk::Row;
use super::forms::{Purpose, record};
use super::lists::{motion, moved};
use super::message::Outcome;
use super::screen::{AdviceScreen, Screen, Words};
use crate::domain::command::Edit;
use crate::domain::facts::FactValue;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::protocol::advice::Advised;
use crate::protocol::case::ALERT_RAISED;
use crate::protocol::pack::{Choice, FactKind, FactOf, Pack};

/// A question whose answer could change an advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact's path: `people.p1.died`, `incident.serious_violence`.
    pub path: String,
    /// The question, with the person it is about.
    pub ask: String,
    /// The words that answer it, where it is not yes or no: `known`, `suspected`, `none`.
    pub words: Vec<Choice>,
    /// How many advices wait for it.
    pub advices: usize,
}

/// Returns the questions still open, most useful first: the first of every advice, then the
/// second of every advice, and so on.
#[must_use]
pub fn questions(pack: &Pack, advice: &[Advised], words: impl Fn(&str) -> String) -> Vec<Question> {
    let mut out: Vec<Question> = Vec::new();
    let longest = advice.iter().map(|a| a.missing.len()).max().unwrap_or(0);
    for place in 0..longest {
        for path in advice.iter().filter_map(|a| a.missing.get(place)) {
            if out.iter().any(|known| known.path == *path) {
                continue;
            }
            let waits = |a: &&Advised| a.missing.contains(path);
            out.push(Question {
                path: path.clone(),
                ask: ask(pack, path, &words),
                words: words_of(pack, path),
                advices: advice.iter().filter(waits).count(),
            });
        }
    }
    out
}

/// Returns the words that one key can answer with.
fn words_of(pack: &Pack, path: &str) -> Vec<Choice> {
    let name = path.rsplit('.').next().unwrap_or(path);
    match pack.fact(name) {
        Some(fact) if fact.kind == FactKind::Choice => pack.fact_values(fact),
        _ => Vec::new(),
    }
}

/// Returns the words of a question.
fn ask(pack: &Pack, path: &str, person: impl Fn(&str) -> String) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["people"] => "Who is it about? Put at least one person on the incident.".to_owned(),
        ["people", key, "date_of_birth"] => format!("{}: born when, or how old?", person(key)),
        ["people", key, name] => {
            let ask = pack.fact(name).map_or(*name, |row| row.ask.as_str());
            format!("{}: {ask}", person(key))
        }
        ["incident", "occurred_at"] => "When did it happen?".to_owned(),
        ["incident", name] => pack
            .fact(name)
            .map_or(*name, |row| row.ask.as_str())
            .to_owned(),
        _ => path.to_owned(),
    }
}

impl App {
    /// Returns the open questions of an incident.
    #[must_use]
    pub fn questions_of(&self, row: &Row) -> Vec<Question> {
        questions(&self.desk.pack, &row.case.advice, |key| {
            person_words(row, key)
        })
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
        let questions = self.questions_of(row);
        let count = questions.len() + row.case.advice.len();
        if let Some(by) = motion(action) {
            let at = moved(screen.at, by, count);
            if let Some(Screen::Advice(screen)) = self.screens.last_mut() {
                screen.at = at;
            }
            return Outcome::redraw();
        }
        let question = questions.get(screen.at).cloned();
        match (action, question) {
            (Action::AnswerYes, Some(question)) => {
                self.answer(&screen, &question, FactValue::YesNo(true))
            }
            (Action::AnswerNo, Some(question)) => {
                self.answer(&screen, &question, FactValue::YesNo(false))
            }
            (
                Action::AnswerFirst
                | Action::AnswerSecond
                | Action::AnswerThird
                | Action::AnswerFourth,
                Some(question),
            ) => self.answer_word(&screen, &question, action),
            (Action::AnswerUnknown, _) => self.undo_last(),
            (Action::Enter, Some(question)) => self.open_answer(&screen, &question),
            (Action::Enter, None) => self.show_words(&screen, questions.len()),
            (Action::Raised, _) => self.record_raised(&screen),
            (Action::NotRaised, _) => {
                let form = record::not_raised_form();
                self.open_form(Purpose::NotRaised(screen.id), form)
            }
            (Action::NextPane, _) => self.act_in_advice(Action::Down),
            (Action::PreviousPane, _) => self.act_in_advice(Action::Up),
            (Action::AnswerYes | Action::AnswerNo, None) => {
                self.say("Nothing more needs asking. Enter reads the source's words.")
            }
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
                self.answer(screen, question, value)
            }
            None => self.say("The question has no such word: y, n or Enter answers it."),
        }
    }

    /// Answers at once where the value is one of the fact's; anything else is asked in full.
    fn answer(&mut self, screen: &AdviceScreen, question: &Question, value: FactValue) -> Outcome {
        let name = question.path.rsplit('.').next().unwrap_or_default();
        let fact = self.desk.pack.fact(name);
        let fits = fact.is_some_and(|row| match value {
            FactValue::YesNo(_) => row.kind == FactKind::YesNo,
            _ => row.kind == FactKind::Choice,
        });
        let Some(row) = self.desk.row(screen.id) else {
            return Outcome::redraw();
        };
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
        let edit = Edit::Fact(person, name.to_owned(), Some(value));
        let words = format!("answer to «{}»", question.ask);
        self.revise(screen.id, &words, vec![edit])
    }

    fn open_answer(&mut self, screen: &AdviceScreen, question: &Question) -> Outcome {
        if question.path == "people" || question.path.starts_with("people.people.") {
            return self.open_add_person();
        }
        let form = record::answer_form(&self.desk.pack, &question.path, &question.ask, "");
        self.open_form(Purpose::Answer(screen.id, question.path.clone()), form)
    }

    fn record_raised(&mut self, screen: &AdviceScreen) -> Outcome {
        let event = NewEvent::new(ALERT_RAISED, Moment::exact(self.now));
        self.revise(screen.id, "alert raised", vec![Edit::Event(event)])
    }

    /// Shows the source's own words around what decided an answer.
    fn show_words(&mut self, screen: &AdviceScreen, questions: usize) -> Outcome {
        let place = screen.at.saturating_sub(questions);
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

/// Returns who a person is, in a few words: `p1 victim, 16`.
#[must_use]
pub fn person_words(row: &Row, key: &str) -> String {
    let Some(person) = row.incident.person_by_key(key) else {
        return key.to_owned();
    };
    let day = row.case.facts.age_date();
    let age = match (person.date_of_birth, day) {
        _ if person.unborn => ", unborn".to_owned(),
        (Some(born), Some(day)) => {
            format!(", {}", crate::domain::facts::age_on(born, day))
        }
        _ => person.age.map(|age| format!(", {age}")).unwrap_or_default(),
    };
    format!("{key} {}{age}", person.role.title())
}
