//! Boards: the pages of a case's ledgers, as lines that are read and chosen.
//!
//! Every ledger has the same hand: a line is chosen, Enter opens or changes it, `x` records it
//! done, `+` adds one, `D` takes it back. What stands on each board and what its lines mean is in
//! the file of its name.

mod checks;
mod decisions;
mod handover;
mod left_behind;
mod links;
mod meeting;
mod meetings;
pub mod page;
mod papers;
mod tasks;

use self::page::{Board, BoardScreen};
use super::App;
use super::action::Action;
use super::desk::Row;
use super::forms::Purpose;
use super::forms::ledger::{self, Page};
use super::lists::{motion, moved};
use super::message::Outcome;
use super::screen::{Screen, Tab, Words};
use crate::domain::draft::DraftKey;
use crate::domain::id::{DraftId, EntryId, HandoverId, IncidentId, PersonId};
use crate::domain::ledger::Meeting;

/// What is said where nothing on the chosen line can be taken back.
const NOTHING_TO_TAKE_BACK: &str = "Nothing can be taken back on this line.";

pub(super) use checks::{check, is_last, point};
pub(super) use handover::since as handover_since;
pub use handover::{span as handover_span, text as handover_text};
pub use left_behind::{typing_line, typing_words};
pub(super) use links::{parallel, whys};

/// How a line is drawn; its words say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// What is to be done.
    Strong,
    /// What is not asked now.
    Faint,
    /// Late, or in dispute.
    Late,
    /// Done.
    Well,
    /// Words of a document.
    Quote,
}

/// What a line stands for, where it can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A decider's place in a decision.
    Slot(String, String),
    /// One answer in a decider's place.
    Given(EntryId),
    /// Taking a decision's disagreement to the resolution protocol.
    Escalate(String),
    /// A meeting of the pack, to be arranged.
    ToArrange(String),
    /// A meeting that is arranged.
    Meeting(EntryId),
    /// Somebody asked to it.
    Invitee(EntryId),
    /// Asking somebody more.
    AddInvitee,
    /// Changing when, where, or what is discussed.
    ChangeMeeting,
    /// Writing the invitations.
    WriteInvitations,
    /// Recording it as held.
    Hold,
    /// Cancelling it.
    Cancel,
    /// An agency's check.
    Check(String),
    /// Asking every agency that is called for.
    RequestAll,
    /// A point of a checklist.
    Point(String, String),
    /// An outcome that is recorded.
    Outcome(String),
    /// A task, an action, or learning.
    Entry(EntryId),
    /// Adding an action.
    AddAction,
    /// Adding learning.
    AddLearning,
    /// A form of the pack.
    Form(String),
    /// A letter of the pack.
    Letter(String),
    /// The notification's page.
    Notification,
    /// Writing the page out as text.
    WriteOut,
    /// Filling the page in.
    FillIn,
    /// One answer of the page, by its field in the form.
    Answer(String),
    /// Recording the notification as submitted.
    Submitted,
    /// Recording the notification as withdrawn.
    Withdrawn,
    /// Another agency's process.
    Parallel(String),
    /// A linked incident, by the entry that links it.
    Linked(IncidentId, EntryId),
    /// An incident that may belong with this one.
    Likely(IncidentId),
    /// The chronology of a person over the linked incidents.
    Chronology(PersonId),
    /// A handover.
    Handover(HandoverId),
    /// Offering this one.
    Offer,
    /// An incident named in the handover.
    Incident(IncidentId),
    /// A draft left behind.
    Left(DraftId),
    /// A call that is half logged here.
    HalfLogged(DraftKey),
    /// One more call.
    NewCall,
}

/// A line of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub words: String,
    /// By how many columns what does not fit on the first row hangs.
    pub hang: usize,
    /// How it is drawn.
    pub tone: Tone,
    /// What it stands for, where it can be chosen.
    pub on: Option<On>,
}

impl Line {
    /// Returns a line that is only read.
    #[must_use]
    pub fn read(words: impl Into<String>, tone: Tone) -> Self {
        let words = words.into();
        let hang = words.len() - words.trim_start().len() + 2;
        Self {
            words,
            hang: hang.min(16),
            tone,
            on: None,
        }
    }

    /// Returns a heading.
    #[must_use]
    pub fn heading(words: impl Into<String>) -> Self {
        Self::read(words, Tone::Heading)
    }

    /// Returns a line that can be chosen.
    #[must_use]
    pub fn on(words: impl Into<String>, tone: Tone, on: On) -> Self {
        Self {
            on: Some(on),
            ..Self::read(words, tone)
        }
    }

    /// Returns an empty line.
    #[must_use]
    pub fn blank() -> Self {
        Self::read("", Tone::Plain)
    }
}

/// Returns what the line at a place stands for, counted over those that can be chosen.
#[must_use]
pub fn chosen(lines: &[Line], at: usize) -> Option<On> {
    lines.iter().filter_map(|line| line.on.clone()).nth(at)
}

impl App {
    /// Returns the lines of a board; none when its incident is gone.
    #[must_use]
    pub fn board_lines(&self, board: &Board, id: Option<IncidentId>) -> Vec<Line> {
        match board {
            Board::Handover => return handover::lines(self),
            Board::LeftBehind => return left_behind::lines(self),
            _ => {}
        }
        let Some(row) = id.and_then(|id| self.desk.row(id)) else {
            return Vec::new();
        };
        match board {
            Board::Decisions => decisions::lines(self, row),
            Board::Meetings => meetings::lines(self, row),
            Board::Meeting(entry) => meeting::lines(self, row, *entry),
            Board::Checks => checks::lines(self, row),
            Board::Tasks => tasks::lines(self, row),
            Board::Papers => papers::lines(self, row),
            Board::Notification => papers::notification_lines(self, row),
            Board::Links => links::lines(self, row),
            Board::Handover | Board::LeftBehind => Vec::new(),
        }
    }

    /// Returns the heading of a board that is a screen of its own.
    #[must_use]
    pub fn board_title(&self, screen: &BoardScreen) -> String {
        let row = screen.id.and_then(|id| self.desk.row(id));
        match &screen.board {
            Board::Meeting(entry) => {
                let meeting = row.and_then(|row| row.incident.kept::<Meeting>(*entry));
                meeting.map_or_else(|| "MEETING".to_owned(), |meeting| meeting.title.clone())
            }
            Board::Notification => "NOTIFICATION".to_owned(),
            Board::Handover => "HANDOVER".to_owned(),
            Board::LeftBehind => "LEFT BEHIND".to_owned(),
            Board::Decisions => "DECISIONS".to_owned(),
            Board::Meetings => "MEETINGS".to_owned(),
            Board::Checks => "CHECKS".to_owned(),
            Board::Tasks => "TASKS".to_owned(),
            Board::Papers => "PAPERS".to_owned(),
            Board::Links => "LINKS".to_owned(),
        }
    }

    pub(super) fn open_board(&mut self, board: Board, id: Option<IncidentId>) -> Outcome {
        self.push(Screen::Board(BoardScreen { board, id, at: 0 }))
    }

    /// Opens the handover on what is in the file now: others write it too.
    pub(super) fn open_handover(&mut self) -> Outcome {
        let outcome = self.open_board(Board::Handover, None);
        outcome.then(self.read_shift())
    }

    pub(super) fn act_on_board_screen(&mut self, action: Action) -> Outcome {
        let Some(Screen::Board(screen)) = self.screens.last().cloned() else {
            return Outcome::redraw();
        };
        if let Some(by) = motion(action) {
            let count = self.board_count(&screen.board, screen.id);
            if let Some(Screen::Board(screen)) = self.screens.last_mut() {
                screen.at = moved(screen.at, by, count);
            }
            return Outcome::redraw();
        }
        self.act_on_board(&screen.board, screen.id, screen.at, action)
    }

    /// Returns how many lines of a board can be chosen.
    #[must_use]
    pub fn board_count(&self, board: &Board, id: Option<IncidentId>) -> usize {
        let lines = self.board_lines(board, id);
        lines.iter().filter(|line| line.on.is_some()).count()
    }

    /// Does what was asked for on the chosen line of a board.
    pub(super) fn act_on_board(
        &mut self,
        board: &Board,
        id: Option<IncidentId>,
        at: usize,
        action: Action,
    ) -> Outcome {
        let on = chosen(&self.board_lines(board, id), at);
        if *board == Board::Handover {
            return self.act_on_handover(on, action);
        }
        if *board == Board::LeftBehind {
            return self.act_on_left_behind(on, action);
        }
        let Some(id) = id.filter(|id| self.desk.row(*id).is_some()) else {
            return self.say("The incident is no longer here: Esc goes back.");
        };
        if action == Action::Add {
            return self.add_to_board(board, id);
        }
        let Some(on) = on else {
            return self.say("Nothing is chosen here.");
        };
        match on {
            On::Slot(..) | On::Given(_) | On::Escalate(_) => self.act_on_decision(id, on, action),
            On::ToArrange(_) | On::Meeting(_) => self.act_on_meetings(id, on, action),
            On::Invitee(_)
            | On::AddInvitee
            | On::ChangeMeeting
            | On::WriteInvitations
            | On::Hold
            | On::Cancel => match board {
                Board::Meeting(entry) => self.act_on_meeting(id, *entry, &on, action),
                _ => Outcome::redraw(),
            },
            On::Check(_) | On::RequestAll | On::Point(..) | On::Outcome(_) => {
                self.act_on_checks(id, on, action)
            }
            On::Entry(_) | On::AddAction | On::AddLearning => self.act_on_tasks(id, on, action),
            On::Form(_)
            | On::Letter(_)
            | On::Notification
            | On::WriteOut
            | On::FillIn
            | On::Answer(_)
            | On::Submitted
            | On::Withdrawn => self.act_on_papers(id, on, action),
            On::Chronology(person) if *board == Board::Notification => match action {
                Action::Done => self.make_lead(id, person),
                _ => Outcome::redraw(),
            },
            On::Parallel(_) | On::Linked(..) | On::Likely(_) | On::Chronology(_) => {
                self.act_on_links(id, on, action)
            }
            On::Handover(_)
            | On::Offer
            | On::Incident(_)
            | On::Left(_)
            | On::HalfLogged(_)
            | On::NewCall => Outcome::redraw(),
        }
    }

    fn add_to_board(&mut self, board: &Board, id: IncidentId) -> Outcome {
        match board {
            Board::Tasks => self.open_ledger(id, Page::task()),
            Board::Links => self.open_ledger(id, Page::Link { to: None }),
            Board::Meeting(entry) => self.open_ledger(
                id,
                Page::Invitee {
                    meeting: *entry,
                    entry: None,
                },
            ),
            _ => self.say("Nothing can be added here: choose a line and press Enter."),
        }
    }

    /// Says whether the chosen line is a form of the pack, which `e` and `s` are then about.
    pub(super) fn is_on_papers(&self) -> bool {
        matches!(self.front(), Screen::Incident(screen) if screen.tab == Tab::Papers)
            || matches!(self.front(), Screen::Send(_))
    }

    /// Opens a form of a ledger of the incident in front or chosen.
    pub(super) fn open_about_ledger(&mut self, page: Page) -> Outcome {
        match self.subject() {
            Some(id) => self.open_ledger(id, page),
            None => self.say_none_chosen(),
        }
    }

    /// Opens the notification of the incident in front or chosen.
    pub(super) fn open_notification(&mut self) -> Outcome {
        match self.subject().filter(|id| self.desk.row(*id).is_some()) {
            Some(id) => self.open_board(Board::Notification, Some(id)),
            None => self.say_none_chosen(),
        }
    }

    /// Opens a form of a ledger.
    pub(super) fn open_ledger(&mut self, id: IncidentId, page: Page) -> Outcome {
        let Some(row) = self.desk.row(id) else {
            return self.refuse("The incident is no longer here.");
        };
        match ledger::form(&self.desk, row, &page, &self.user, self.now) {
            Some(form) => self.open_form(Purpose::Ledger(id, page), form),
            None => self.refuse("It is no longer there: somebody took it back."),
        }
    }

    /// Shows words to read.
    pub(super) fn show_words(&mut self, title: impl Into<String>, lines: Vec<String>) -> Outcome {
        self.push(Screen::Words(Words {
            title: title.into(),
            lines,
            at: 0,
        }))
    }

    /// Opens a tab of an incident, over the incident if it is in front already.
    pub(super) fn open_tab(&mut self, id: IncidentId, tab: Tab) -> Outcome {
        let is_in_front =
            matches!(self.screens.last(), Some(Screen::Incident(screen)) if screen.id == id);
        let opened = if is_in_front {
            Outcome::redraw()
        } else {
            self.open_incident_at(id)
        };
        if let Some(Screen::Incident(screen)) = self.screens.last_mut() {
            screen.tab = tab;
            screen.at = 0;
        }
        opened
    }
}

/// Returns when and by whom an entry was made, for the end of a line.
fn made(row: &Row, entry: EntryId, app: &App) -> String {
    row.incident.entry(entry).map_or_else(String::new, |entry| {
        format!("{}, {}", entry.created_by, entry.created_at.short(app.now))
    })
}
