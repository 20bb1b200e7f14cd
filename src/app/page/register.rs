//! The register: every incident ever, a row each, by any column, of those that a query asks for.
//!
//! The page knows the rows in sight and no others: near an end of them, and for every other order or
//! query, it asks for those around the chosen one.

mod asking;
pub mod query_line;

use std::collections::BTreeSet;

use self::query_line::QueryLine;
use super::{Next, Page, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::motion::{motion, moved};
use crate::app::screen::IncidentScreen;
use crate::domain::id::IncidentId;
use crate::domain::page::Around;
use crate::domain::query::{Query, parse};
use crate::report::register::columns::Column;
use crate::rules::sight::table::{Entry, Sort, Table, TableWanted};
use crate::rules::sight::views::SHIPPED;
use crate::rules::vocabulary::vocabulary;

/// What is in front on the page.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The rows.
    #[default]
    Rows,
    /// The query being typed.
    Typing(QueryLine),
    /// The columns, one of them chosen.
    Columns(usize),
    /// The views, one of them chosen.
    Views(usize),
}

/// The register.
#[derive(Clone, Debug)]
pub struct RegisterPage {
    /// The query, as it was typed.
    pub typed: String,
    /// The same as a tree.
    query: Query,
    /// The order.
    pub sort: Sort,
    /// The chosen incident.
    pub chosen: Option<IncidentId>,
    /// The columns shown, the first of them frozen.
    pub columns: Vec<Column>,
    /// The marked column, by its place.
    pub column: usize,
    /// The marked rows.
    pub marked: BTreeSet<IncidentId>,
    /// What is in front.
    pub mode: Mode,
    /// An end of the list that is gone to once it is read.
    going: Option<Around<IncidentId>>,
}

impl RegisterPage {
    /// Returns the register, newest trouble first.
    #[must_use]
    pub fn new() -> Self {
        Self {
            typed: String::new(),
            query: Query::All(Vec::new()),
            sort: Sort::default(),
            chosen: None,
            columns: Column::ALL.to_vec(),
            column: 0,
            marked: BTreeSet::new(),
            mode: Mode::Rows,
            going: None,
        }
    }

    /// Returns the register with a query asked.
    ///
    /// # Errors
    /// When it cannot be read: the words.
    pub fn asking(typed: &str, see: &See<'_>) -> Result<Self, String> {
        let query = parse(typed, &vocabulary(see.current()), see.now);
        Ok(Self {
            query: query.map_err(|fault| fault.to_string())?,
            typed: typed.trim().to_owned(),
            ..Self::new()
        })
    }

    /// Says whether a query is being typed.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self.mode, Mode::Typing(_))
    }

    /// Says whether something lies over the rows that takes the keys.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        !matches!(self.mode, Mode::Rows)
    }

    /// Returns what is to be in sight on a terminal of so many rows.
    #[must_use]
    pub fn wanted(&self, height: usize) -> TableWanted {
        TableWanted {
            query: self.query.clone(),
            sort: self.sort,
            around: match (&self.going, self.chosen) {
                (Some(going), _) => going.clone(),
                (None, Some(id)) => Around::Place(id),
                (None, None) => Around::First,
            },
            half: (height * 3 / 2).max(FEWEST),
        }
    }

    /// Takes what was read: the chosen row stays chosen, else the one in its place is.
    pub fn take(&mut self, table: &Table) {
        let page = &table.page;
        let is_there = |id: &IncidentId| page.rows.iter().any(|entry| entry.listed.id == *id);
        let chosen = match self.going.take() {
            Some(Around::First) => page.rows.first(),
            Some(Around::Last) => page.rows.last(),
            _ if self.chosen.as_ref().is_some_and(is_there) => return,
            _ => page.rows.get(page.at).or(page.rows.last()),
        };
        self.chosen = chosen.map(|entry| entry.listed.id);
    }

    /// Returns the place of the chosen row among those in sight.
    #[must_use]
    pub fn place(&self, table: &Table) -> Option<usize> {
        let rows = &table.page.rows;
        rows.iter()
            .position(|entry| Some(entry.listed.id) == self.chosen)
    }

    fn entry<'a>(&self, see: &See<'a>) -> Option<&'a Entry> {
        let table = &see.desk.table;
        table.page.rows.get(self.place(table)?)
    }

    /// Returns the marked column.
    #[must_use]
    pub fn marked_column(&self) -> Column {
        self.columns
            .get(self.column)
            .copied()
            .unwrap_or(Column::Reference)
    }

    fn look(&self) -> Next {
        Next::Table(Box::new(self.wanted(SCREEN)))
    }

    fn go(&mut self, end: Around<IncidentId>) -> Next {
        self.going = Some(end);
        self.look()
    }

    fn move_by(&mut self, see: &See<'_>, by: isize) -> Next {
        let page = &see.desk.table.page;
        let Some(at) = self.place(&see.desk.table) else {
            self.chosen = page.rows.first().map(|entry| entry.listed.id);
            return Next::Stay;
        };
        let at = moved(at, by, page.rows.len());
        self.chosen = page.rows.get(at).map(|entry| entry.listed.id);
        if page.is_near_end(at, NEAR) {
            self.look()
        } else {
            Next::Stay
        }
    }

    /// Sorts by the marked column; by the one that it is sorted by already the other way round.
    fn sort_by(&mut self) -> Next {
        let column = self.marked_column();
        let Some(by) = column.sorts() else {
            return Next::say(format!("The register is not sorted by {}.", column.title()));
        };
        self.sort = if self.sort.by == by {
            Sort {
                descending: !self.sort.descending,
                ..self.sort
            }
        } else {
            Sort {
                by,
                descending: column.is_time(),
            }
        };
        self.go(Around::First)
    }

    fn act_on_rows(&mut self, see: &See<'_>, action: Action) -> Next {
        match action {
            Action::First => self.go(Around::First),
            Action::Last => self.go(Around::Last),
            Action::Enter => match self.chosen {
                Some(id) => Next::open(Screen::Incident(IncidentScreen::new(id))),
                None => Next::say("No row is chosen."),
            },
            Action::Filter => {
                self.mode = Mode::Typing(QueryLine::new(&self.typed));
                Next::Stay
            }
            Action::SortBy => self.sort_by(),
            Action::FilterBy => self.filter_by(see),
            Action::Columns => {
                self.mode = Mode::Columns(0);
                Next::Stay
            }
            Action::Views => {
                self.mode = Mode::Views(0);
                Next::Stay
            }
            Action::Mark => {
                if let Some(id) = self.chosen
                    && !self.marked.remove(&id)
                {
                    self.marked.insert(id);
                }
                self.move_by(see, 1)
            }
            Action::ColumnRight => {
                self.column = moved(self.column, 1, self.columns.len());
                Next::Stay
            }
            Action::ColumnLeft => {
                self.column = moved(self.column, -1, self.columns.len());
                Next::Stay
            }
            _ => match motion(action) {
                Some(by) => self.move_by(see, by),
                None => Next::Stay,
            },
        }
    }

    /// Shows or leaves out the chosen column, or puts it elsewhere; the first stays the first.
    fn act_on_columns(&mut self, at: usize, action: Action) -> Next {
        let all = self.all_columns();
        let column = all.get(at).copied();
        let place = column.and_then(|column| self.columns.iter().position(|one| *one == column));
        let to = match action {
            Action::Enter => {
                match (column, place) {
                    (Some(column), None) => self.columns.push(column),
                    (_, Some(place)) if place > 0 => drop(self.columns.remove(place)),
                    _ => {}
                }
                self.column = self.column.min(self.columns.len().saturating_sub(1));
                let shown = |one: &Column| Some(*one) == column;
                self.all_columns().iter().position(shown).unwrap_or(at)
            }
            Action::ColumnRight | Action::ColumnLeft => {
                let by = if action == Action::ColumnRight { 1 } else { -1 };
                let Some(place) = place.filter(|place| *place > 0) else {
                    return Next::Stay;
                };
                let to = moved(place, by, self.columns.len()).max(1);
                self.columns.swap(place, to);
                to
            }
            _ => match motion(action) {
                Some(by) => moved(at, by, all.len()),
                None => at,
            },
        };
        self.mode = Mode::Columns(to);
        Next::Stay
    }

    /// Returns the columns shown, in their order, then those left out.
    #[must_use]
    pub fn all_columns(&self) -> Vec<Column> {
        let rest = Column::ALL
            .into_iter()
            .filter(|one| !self.columns.contains(one));
        self.columns.iter().copied().chain(rest).collect()
    }

    fn act_on_views(&mut self, see: &See<'_>, at: usize, action: Action) -> Next {
        if let (Action::Enter, Some(view)) = (action, SHIPPED.get(at)) {
            self.mode = Mode::Rows;
            return self.ask(view.query, see.desk, see.now);
        }
        if let Some(by) = motion(action) {
            self.mode = Mode::Views(moved(at, by, SHIPPED.len()));
        }
        Next::Stay
    }
}

/// The fewest rows that are read on either side of the chosen one.
const FEWEST: usize = 60;
/// The rows of a terminal that a page of the list is enough for: what is read reaches further.
const SCREEN: usize = 60;
/// So near to an end of what was read the rows beyond it are asked for.
const NEAR: usize = 30;

impl Default for RegisterPage {
    fn default() -> Self {
        Self::new()
    }
}

/// Opens the register.
pub(super) fn open_register(_see: &See<'_>) -> Next {
    Next::open(Screen::Register(Box::default()))
}

impl Page for RegisterPage {
    fn scopes(&self) -> Vec<Scope> {
        match self.mode {
            Mode::Typing(_) => vec![Scope::RegisterQuery],
            Mode::Columns(_) | Mode::Views(_) => vec![Scope::RegisterChoice, Scope::List],
            Mode::Rows => vec![Scope::Register, Scope::List, Scope::Everywhere],
        }
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        match (&self.mode, action) {
            (Mode::Typing(_), action) => self.act_on_query(see, action),
            (Mode::Columns(_) | Mode::Views(_), Action::Back) => {
                self.mode = Mode::Rows;
                Next::Stay
            }
            (Mode::Columns(at), action) => self.act_on_columns(*at, action),
            (Mode::Views(at), action) => self.act_on_views(see, *at, action),
            (Mode::Rows, action) => self.act_on_rows(see, action),
        }
    }

    fn shows(&self) -> Shows {
        Shows::Register
    }
}
