//! What a page and a form are, and what they answer.
//!
//! Both see the desk and change nothing of it: a page answers a key, a form says what it asks, what
//! it becomes and what follows, and each answers with a [`Next`] that the session alone turns into
//! effects. These words stand in one file because each names the others: a page opens a form, what
//! follows a form opens a page, a question holds what either would do.
//!
//! Everything of a page, its rows, its keys and its forms, is in the folder of its name.

pub mod advice;
pub mod anywhere;
pub mod checks;
pub mod chronology;
pub mod contacts;
pub mod decisions;
pub mod desk;
pub mod entry;
pub mod explain;
pub mod filling;
pub mod find_child;
pub mod handover;
pub mod incident;
pub mod learned;
pub mod ledger;
pub mod left_behind;
pub mod lines;
pub mod links;
pub mod log;
mod making;
pub mod meeting;
pub mod meetings;
pub mod notification;
pub mod own_passphrase;
pub mod papers;
mod parts;
pub mod people;
pub mod queues;
pub mod register;
pub mod reports;
pub mod restricted;
pub mod seen;
pub mod send;
pub mod start;
pub mod take_back;
pub mod tasks;
pub mod timeline;
pub mod told;
pub mod words;

use std::fmt;

pub use parts::{Enter, Fill, LooksFor, Revision, Shows};
pub use register::state::RegisterPage;

use super::action::Action;
use super::form::{Fault, Form};
use super::keymap::Scope;
use super::line::Line;
use super::message::{OutFile, Saved, Ticket};
use super::screen::{AdviceScreen, ExplainScreen, IncidentScreen, Palette, SendScreen, Tab, Words};
pub use super::see::See;
use super::session::undo::inverse::Undo;
use super::session::waiting::{Leaving, Waiting};
use crate::domain::command::{Command, Edit};
use crate::domain::draft::DraftKey;
use crate::domain::facts::Facts;
use crate::domain::id::IncidentId;
use crate::domain::right::Right;
use crate::domain::similar::{Probe, Why};
use crate::rules::form::Missing;
use crate::rules::sight::counted::CountsWanted;
use crate::rules::sight::queues::Queues;
use crate::rules::sight::reports::ReportWanted;
use crate::rules::sight::table::TableWanted;
use crate::rules::summary::Listed;

/// A page in front of the desk.
pub trait Page: fmt::Debug {
    /// Returns where its keys hold, innermost first.
    fn scopes(&self) -> Vec<Scope>;

    /// Returns the incident it is about.
    fn incident(&self) -> Option<IncidentId> {
        None
    }

    /// Returns the incident that the keys act on: what it is about, else its chosen line.
    fn chosen(&self) -> Option<IncidentId> {
        self.incident()
    }

    /// Answers a key.
    fn act(&mut self, see: &See<'_>, action: Action) -> Next;

    /// Returns its heading, where it is a page of lines.
    fn title(&self, _see: &See<'_>) -> String {
        String::new()
    }

    /// Returns its lines, where it is a page of lines.
    fn rows(&self, _see: &See<'_>) -> Vec<Line<()>> {
        Vec::new()
    }

    /// Returns the chosen line, counted over those that can be chosen.
    fn at(&self) -> usize {
        0
    }

    /// Returns what it shows beside the incident it is about.
    fn shows(&self) -> Shows {
        Shows::Nothing
    }

    /// Returns the role that is marked on it.
    fn role(&self, _see: &See<'_>) -> Option<String> {
        None
    }

    /// Says whether the keys that fill in and send a form are about its chosen line.
    fn is_on_forms(&self) -> bool {
        false
    }

    /// Says whether there is nothing left on it, so that it closes of itself.
    fn is_over(&self, _see: &See<'_>) -> bool {
        false
    }

    /// Returns the child it looks for.
    fn sought(&self) -> Option<&Probe> {
        None
    }

    /// Returns the incidents that its chronology is over.
    fn over(&self) -> Vec<IncidentId> {
        Vec::new()
    }

    /// Takes the queues as they were read, where it shows them.
    fn take_queues(&mut self, _queues: &Queues) {}
}

/// A form: what it asks, what it becomes, what follows.
pub trait Sheet: fmt::Debug {
    /// Returns what it asks, filled from what is recorded.
    ///
    /// # Errors
    /// When it asks about what is not there; the words are said to the person.
    fn form(&self, see: &See<'_>) -> Result<Form, String>;

    /// Reads what was typed as what it becomes.
    ///
    /// # Errors
    /// When something needed is missing or cannot be: the field and the words; nothing is written.
    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault>;

    /// Returns the incident it is about.
    fn incident(&self) -> Option<IncidentId> {
        None
    }

    /// Returns what it takes, where that is another right than the key of its draft says.
    fn right(&self) -> Option<Right> {
        None
    }

    /// Returns the key under which what is typed is kept, for a form that names none itself.
    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        None
    }

    /// Returns the form as what is recorded now would fill it, where that may be another than when
    /// it was opened: what others recorded comes into view and what was typed stays.
    fn again(&self, _see: &See<'_>) -> Option<Form> {
        None
    }

    /// Returns the facts as they would be with what is typed so far, where it changes any.
    fn facts(&self, _see: &See<'_>, _form: &Form) -> Option<Facts> {
        None
    }

    /// Returns what is looked for among the incidents while it is typed.
    fn looks_for(&self, _see: &See<'_>, _form: &Form) -> Option<LooksFor> {
        None
    }

    /// Returns what follows once it is committed.
    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("Recorded.")
    }

    /// Takes up what was typed of it before, once it is in front.
    fn opened(&self, _see: &See<'_>, _form: &mut Form) -> Next {
        Next::Stay
    }

    /// Carries on what was typed in a field that the cursor has left.
    fn left(&self, _form: &mut Form, _field: &str) {}

    /// Returns what goes on with what was found while it was typed, the likeliest first.
    fn go_on_with(&self, _see: &See<'_>, _form: &Form, _found: &[(Listed, Why)]) -> Next {
        Next::say("No other incident is looked for in this form.")
    }

    /// Returns what is asked before it is written, for what was found while it was typed.
    fn asks_first(&self, _found: &[(Listed, Why)]) -> Option<String> {
        None
    }

    /// Returns the draft of another form that saving this one takes the place of.
    fn replaces(&self) -> Option<&DraftKey> {
        None
    }

    /// Says whether it stands before the desk is open: it is alone on the screen and leaving it
    /// leaves the desk.
    fn opens_desk(&self) -> bool {
        false
    }

    /// Returns what is missing of it as it is typed so far, where it is sent once it is filled in.
    fn missing(&self, _see: &See<'_>, _form: &Form) -> Option<Vec<Missing>> {
        None
    }

    /// Returns why the person it is about cannot be taken out of it.
    fn keeps_person(&self) -> Option<&'static str> {
        None
    }
}

/// What a form that is done becomes.
#[derive(Debug)]
pub enum Filled {
    /// A change of the incident it is about.
    Edits {
        /// The change; none where the form says what is on file.
        edits: Vec<Edit>,
        /// What undo calls it.
        words: String,
        /// What is asked before it is recorded.
        question: Option<String>,
    },
    /// Another write.
    Write(Box<Command>, Undo),
    /// The desk is made or opened.
    Enter(Enter),
    /// Nothing is written yet.
    Next(Next),
}

/// What a page or a form answers. One that is thrown away is something that never happens, and does
/// not compile.
#[must_use]
#[derive(Debug)]
pub enum Next {
    /// Nothing more.
    Stay,
    /// A line is said.
    Say(String),
    /// A line is said, with what follows and its key, for each that the page in front has.
    SayKeys(String, &'static [(Action, &'static str)]),
    /// It cannot be done, and why.
    Refuse(String),
    /// The page in front closes.
    Back,
    /// Every page over the desk closes.
    Home,
    /// A page opens.
    Open(Box<Screen>),
    /// A tab of an incident opens, in its page if that is in front already.
    Tab(IncidentId, Tab),
    /// A form opens.
    Form(Box<dyn Sheet>),
    /// The form in front is changed for the person.
    Fill(Fill),
    /// A question is asked.
    Ask(Box<Confirm>),
    /// Something is worked out on the desk as it is then.
    Later(Box<dyn Later>),
    /// An incident is the one that the panes are about.
    Select(IncidentId),
    /// An incident just logged is chosen in every pane: whatever filter would hide it goes.
    SelectLogged(IncidentId),
    /// A role of the contacts is chosen.
    SelectRole(Option<String>),
    /// An incident is changed, at the version that is read, undoable where it can be.
    Revise(Box<Revision>),
    /// Something is written, and what follows its commit.
    Write(Box<(Command, Waiting)>),
    /// The register is counted.
    Counts(Box<CountsWanted>),
    /// What of the register is to be in sight is read.
    Table(Box<TableWanted>),
    /// What a report is made of is read.
    Report(ReportWanted),
    /// Files are written, then the record of them.
    Files(Vec<OutFile>, Box<Leaving>),
    /// Files are written that nothing is recorded of; and what they are.
    Out(Vec<OutFile>, &'static str),
    /// A question of a page is answered: the next answer that comes too soon is none.
    Answered(Box<Next>),
    /// What was typed in the form in front is kept.
    KeepDraft,
    /// A draft is thrown away with the form in front that it is of.
    DropDraft(DraftKey),
    /// The last thing done here is taken back.
    Undo,
    /// The clock is right, though it is behind the record.
    ConfirmClock,
    /// The desk is left.
    Quit,
    /// One after the other.
    Then(Box<Next>, Box<Next>),
}

/// What is only worked out when it is come to: an answer may be given long after its question.
pub trait Later: fmt::Debug {
    /// Returns what is next on the desk as it is.
    fn next(&self, see: &See<'_>) -> Next;
}

/// A question, answered No unless somebody says Yes.
#[derive(Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    /// A slip would be grave: another key says Yes than the one that answers, and a key pressed
    /// twice, or held, does not.
    pub is_grave: bool,
    /// What Yes does.
    pub yes: Next,
    /// What anything else does.
    pub no: Next,
}

/// A form being filled in.
#[derive(Debug)]
pub struct FormScreen {
    /// What it is for.
    pub sheet: Box<dyn Sheet>,
    /// What is typed.
    pub form: Form,
    /// The write that was asked for and is not yet committed.
    pub saving: Option<Ticket>,
    /// What may be the same incident, for the quick log.
    pub matches: Vec<(Listed, Why)>,
    /// The names of everybody on those, where the screen hides them.
    pub names: Vec<String>,
    /// There are more than those.
    pub is_more: bool,
    /// How many restricted records may be the same: which, is not said.
    pub kept: usize,
    /// What was last looked for.
    pub probed: Option<Probe>,
    /// The incident's version that the form was filled from.
    pub version: i64,
}

/// A screen. What is drawn in a way of its own has a kind of its own; every other page is lines.
#[derive(Debug)]
pub enum Screen {
    /// The four panes.
    Desk,
    /// One incident.
    Incident(IncidentScreen),
    /// Advice on one incident.
    Advice(AdviceScreen),
    /// A form.
    Form(Box<FormScreen>),
    /// A clock explained.
    Explain(ExplainScreen),
    /// Before an alert leaves.
    Send(SendScreen),
    /// A page of lines.
    Lines(Box<dyn Page>),
    /// The register.
    Register(Box<RegisterPage>),
    /// Words to read.
    Words(Words),
    /// The palette.
    Palette(Palette),
    /// A question.
    Confirm(Box<Confirm>),
}
