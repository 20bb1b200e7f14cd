//! The words in which pages and forms say what is next, and what a screen knows of its page.

use super::learned::{asking, when_learned};
use super::{Confirm, Filled, FormScreen, Next, Page, Revision, Screen, See, Sheet};
use crate::app::form::Form;
use crate::app::screen::Words;
use crate::app::session::notice::UNDOES;
use crate::app::session::undo::inverse::inverse;
use crate::app::session::waiting::Waiting;
use crate::domain::command::{Command, Edit};
use crate::domain::id::IncidentId;

impl Next {
    /// Returns a line to say.
    pub fn say(words: impl Into<String>) -> Self {
        Self::Say(words.into())
    }

    /// Returns why something cannot be done.
    pub fn refuse(words: impl Into<String>) -> Self {
        Self::Refuse(words.into())
    }

    /// Returns a page to open.
    pub fn open(screen: Screen) -> Self {
        Self::Open(Box::new(screen))
    }

    /// Returns a form to open.
    pub fn form(sheet: impl Sheet + 'static) -> Self {
        Self::Form(Box::new(sheet))
    }

    /// Returns words to read.
    pub fn words(title: impl Into<String>, lines: Vec<String>) -> Self {
        Self::open(Screen::Words(Words {
            title: title.into(),
            lines,
            about: None,
            at: 0,
        }))
    }

    /// Returns a question, and what Yes does.
    pub fn ask(question: impl Into<String>, yes: Self) -> Self {
        Self::Ask(Box::new(Confirm::new(question, yes)))
    }

    /// Returns a change of an incident, said back as what undo calls it.
    pub fn revise(id: IncidentId, words: &str, edits: Vec<Edit>) -> Self {
        let said = format!("Recorded: {words}.{UNDOES}");
        Self::Revise(Box::new(Revision {
            id,
            words: words.to_owned(),
            edits,
            said,
        }))
    }

    /// Returns a write, and what follows its commit.
    pub fn write(command: Command, waiting: Waiting) -> Self {
        Self::Write(Box::new((command, waiting)))
    }

    /// Returns both, this one first.
    pub fn then(self, next: Self) -> Self {
        Self::Then(Box::new(self), Box::new(next))
    }
}

impl Revision {
    /// Returns the change of the incident at the version that is read.
    pub(crate) fn next(self, see: &See<'_>) -> Next {
        let Some(row) = see.row(self.id) else {
            return Next::refuse("The incident is no longer here.");
        };
        if self.edits.is_empty() {
            return Next::say("Nothing was changed.");
        }
        let undo = inverse(&row.incident, &self.words, &self.edits);
        let learned = when_learned(row.pack(), &self.edits);
        let command = Command::Revise {
            id: self.id,
            version: row.incident.version,
            edits: self.edits,
            draft: None,
        };
        let waiting = Waiting::Answer(undo, self.said);
        Next::write(command, asking(waiting, self.id, learned))
    }
}

impl Filled {
    /// Returns a change that nothing is asked about.
    #[must_use]
    pub fn edits(edits: Vec<Edit>, words: impl Into<String>) -> Self {
        Self::Edits {
            edits,
            words: words.into(),
            question: None,
        }
    }
}

impl Confirm {
    /// Returns a question where No does nothing.
    #[must_use]
    pub fn new(question: impl Into<String>, yes: Next) -> Self {
        Self {
            question: question.into(),
            is_grave: false,
            yes,
            no: Next::Stay,
        }
    }

    /// Returns the same question where a slip would be grave.
    #[must_use]
    pub fn gravely(self) -> Self {
        Self {
            is_grave: true,
            ..self
        }
    }
}

impl FormScreen {
    /// Returns a form in front.
    #[must_use]
    pub fn new(sheet: Box<dyn Sheet>, form: Form) -> Self {
        Self {
            sheet,
            form,
            saving: None,
            matches: Vec::new(),
            names: Vec::new(),
            is_more: false,
            kept: 0,
            probed: None,
            version: 0,
        }
    }
}

impl Screen {
    /// Returns its page, where keys are answered by one.
    #[must_use]
    pub fn page(&self) -> Option<&dyn Page> {
        Some(match self {
            Self::Incident(screen) => screen,
            Self::Advice(screen) => screen,
            Self::Explain(screen) => screen,
            Self::Send(screen) => screen,
            Self::Lines(page) => page.as_ref(),
            Self::Words(words) => words,
            Self::Register(page) => page.as_ref(),
            Self::Desk | Self::Form(_) | Self::Palette(_) | Self::Confirm(_) => return None,
        })
    }

    /// Returns its page, to answer a key.
    pub fn page_mut(&mut self) -> Option<&mut dyn Page> {
        Some(match self {
            Self::Incident(screen) => screen,
            Self::Advice(screen) => screen,
            Self::Explain(screen) => screen,
            Self::Send(screen) => screen,
            Self::Lines(page) => page.as_mut(),
            Self::Words(words) => words,
            Self::Register(page) => page.as_mut(),
            Self::Desk | Self::Form(_) | Self::Palette(_) | Self::Confirm(_) => return None,
        })
    }

    /// Returns the incident it is about.
    #[must_use]
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::Form(screen) => screen.sheet.incident(),
            _ => self.page().and_then(Page::incident),
        }
    }

    /// Returns the incident that the keys act on.
    #[must_use]
    pub fn chosen(&self) -> Option<IncidentId> {
        match self {
            Self::Form(screen) => screen.sheet.incident(),
            _ => self.page().and_then(Page::chosen),
        }
    }
}
