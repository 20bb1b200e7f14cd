//! The advice page: each answer with its reasons, and the questions that could still change one.

mod answering;
mod full_answer;
pub mod not_raised;
pub mod order;
pub mod questions;
mod said;

pub use answering::grave_answers;

use self::answering::{Answering, record_raised};
use self::not_raised::NotRaised;
use self::order::{Line, advice_lines};
use super::{Next, Page, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::keymap::Scope;
use crate::app::motion::{motion, moved};
use crate::app::screen::AdviceScreen;
use crate::domain::id::IncidentId;
use crate::words::cite::quoted;

impl Page for AdviceScreen {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Advice, Scope::List, Scope::Everywhere]
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        let Some(row) = see.row(self.id) else {
            return Next::Back;
        };
        let lines = advice_lines(row, self);
        self.answering = None;
        let by = match action {
            Action::NextPane => motion(Action::Down),
            Action::PreviousPane => motion(Action::Up),
            action => motion(action),
        };
        if let Some(by) = by {
            self.at = moved(self.at, by, lines.len());
            return Next::Stay;
        }
        let line = lines.get(self.at.min(lines.len().saturating_sub(1)));
        match (action, line) {
            (Action::Raised, _) => record_raised(see, row),
            (Action::NotRaised, _) => Next::form(NotRaised { id: self.id }),
            (action, Some(Line::Asked(question) | Line::Answered(question))) => Answering {
                see,
                row,
                question,
                page: self,
            }
            .answer_with(action),
            (Action::Enter, Some(Line::Advice(place))) => show_source_words(row, *place),
            (Action::AnswerYes | Action::AnswerNo, _) => {
                Next::say("The choice is on no question. Up goes to one; Enter reads the words.")
            }
            _ => Next::Stay,
        }
    }
}

/// Shows the source's own words around what decided an answer.
fn show_source_words(row: &Row, place: usize) -> Next {
    let Some(advised) = row.case.advice.get(place) else {
        return Next::Stay;
    };
    let pack = row.pack();
    let title = pack.advice_title(&advised.id).to_owned();
    let mut lines = vec![format!("{}: {}", advised.answer.word(), advised.text)];
    for because in &advised.because {
        let person = because.person.as_deref().map(|key| row.who().person(key));
        lines.push(String::new());
        lines.push(format!(
            "{}: {}",
            person.as_deref().unwrap_or("the incident"),
            because.value.word()
        ));
        if let Some(cite) = &because.cite {
            lines.extend(quoted(pack, cite));
        }
    }
    Next::words(title, lines)
}
