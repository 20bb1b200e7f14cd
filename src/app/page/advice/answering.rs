//! Answering a question of the advice page: with a key, after a question of its own where a slip
//! would be grave, and what is said back.

use super::full_answer::FullAnswer;
use super::questions::Question;
use super::said::{fact_of, said};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::page::people::form::AddPerson;
use crate::app::page::{Confirm, Next, Revision, See};
use crate::app::screen::AdviceScreen;
use crate::app::session::notice::UNDOES;
use crate::domain::command::Edit;
use crate::domain::facts::FactValue;
use crate::domain::id::PersonId;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::pack::{FactKind, FactOf};
use crate::pack::{Means, Pack};
use crate::rules::case::Stage;
use crate::words::person::new_person;
use crate::words::{self, NOT_KNOWN};

/// What is said of an answer that followed another within half a second.
const JUST_COME: &str = "Ignored: this question had only just come. Read it, and press again.";

/// Returns what is asked before answers are recorded that would be grave if they were a slip, each
/// person named; nothing of any other.
#[must_use]
pub fn grave_answers(row: &Row, edits: &[Edit]) -> Option<String> {
    let says = |fact: &str, value: &FactValue| match value {
        FactValue::YesNo(true) => row.pack().fact(fact)?.confirm.as_deref(),
        _ => None,
    };
    let mut asked: Vec<String> = Vec::new();
    for edit in edits {
        match edit {
            Edit::Fact(Some(id), fact, Some(value)) => {
                let who = row.who().named(&row.incident.person_key(*id));
                asked.extend(says(fact, value).map(|says| format!("{who} {says}")));
            }
            Edit::AddPerson(person) => {
                let who = new_person(person);
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

/// A question of the page about to be answered.
pub(super) struct Answering<'a> {
    pub(super) see: &'a See<'a>,
    pub(super) row: &'a Row,
    pub(super) question: &'a Question,
    /// The page it stands on: once it is answered, the choice goes on.
    pub(super) page: &'a mut AdviceScreen,
}

impl Answering<'_> {
    /// Answers with what a key stands for.
    pub(super) fn answer_with(self, action: Action) -> Next {
        let place = match action {
            Action::Enter => return self.open_in_full(),
            Action::AnswerYes | Action::AnswerNo | Action::AnswerUnknown => None,
            Action::AnswerFirst => Some(0),
            Action::AnswerSecond => Some(1),
            Action::AnswerThird => Some(2),
            Action::AnswerFourth => Some(3),
            _ => return Next::Stay,
        };
        let next = match (action, place) {
            _ if self.see.is_blind => Next::refuse(JUST_COME),
            (_, Some(place)) => self.answer_word(place),
            (Action::AnswerYes, _) => self.answer(Some(FactValue::YesNo(true))),
            (Action::AnswerNo, _) => self.answer(Some(FactValue::YesNo(false))),
            _ if self.question.answer.is_none() => {
                Next::say("It is not known already; u undoes the last answer.")
            }
            _ => self.answer(None),
        };
        Next::Answered(Box::new(next))
    }

    /// Answers with a word of the question's list.
    fn answer_word(self, place: usize) -> Next {
        match self.question.words.get(place) {
            Some(word) => {
                let value = FactValue::Choice(word.id.clone());
                self.answer(Some(value))
            }
            None => Next::say("The question has no such word: y, n or Enter answers it."),
        }
    }

    /// Answers at once where the value is one of the fact's; anything else is asked in full.
    fn answer(self, value: Option<FactValue>) -> Next {
        let (row, path) = (self.row, &self.question.path);
        let name = fact_of(path);
        let fits = row.pack().fact(name).filter(|fact| match value {
            None => true,
            Some(FactValue::YesNo(_)) => fact.kind == FactKind::YesNo,
            Some(_) => fact.kind == FactKind::Choice,
        });
        let Some(fact) = fits else {
            if self.question.words.is_empty() {
                return self.open_in_full();
            }
            return Next::say("This question has words: 5 to 8 answer it, Enter shows them.");
        };
        let person = match (fact.of, person_of(row, path)) {
            (FactOf::Person, None) => return self.add_person(),
            (FactOf::Person, person) => person,
            (FactOf::Incident, _) => None,
        };
        let answer = match &value {
            Some(value) => words::fact::value(row.pack(), name, value),
            None => NOT_KNOWN.to_owned(),
        };
        let revision = Revision {
            id: self.page.id,
            words: format!("answer to «{}»", self.question.ask),
            said: said(row, path, &answer),
            edits: vec![Edit::Fact(person, name.to_owned(), value)],
        };
        let before = self.question.answer.as_deref();
        let grave = grave_answers(row, &revision.edits);
        let grave = grave.filter(|_| before != Some(&answer));
        self.page.answering = Some(path.clone());
        let revise = Next::Revise(Box::new(revision));
        match grave {
            Some(question) => Next::Ask(Box::new(Confirm::new(question, revise).gravely())),
            None => revise,
        }
    }

    fn open_in_full(self) -> Next {
        if self.question.path == "people" {
            return self.add_person();
        }
        self.page.answering = Some(self.question.path.clone());
        Next::form(FullAnswer {
            id: self.page.id,
            path: self.question.path.clone(),
            ask: self.question.ask.clone(),
            typed: self.question.typed.clone(),
        })
    }

    fn add_person(self) -> Next {
        Next::form(AddPerson { id: self.page.id })
    }
}

/// Records that the alert is raised, once.
pub(super) fn record_raised(see: &See<'_>, row: &Row) -> Next {
    if row.case.stage == Stage::Sent {
        return Next::say("The alert is sent already.");
    }
    if is_raised(row.pack(), row) {
        return Next::say("The alert is already raised.");
    }
    let raised = row.pack().event_meaning(Means::AlertRaised);
    let event = NewEvent::new(raised, Moment::exact(see.now));
    Next::Revise(Box::new(Revision {
        id: row.incident.id,
        words: "alert raised".to_owned(),
        said: format!("{}: the alert is raised.{UNDOES}", row.incident.reference),
        edits: vec![Edit::Event(event)],
    }))
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
