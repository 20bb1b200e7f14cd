//! What the register's page remembers: how it is looked at, what is chosen, what lies over the rows.

use std::collections::BTreeSet;

use super::query_line::QueryLine;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::page::Around;
use crate::domain::query::{Query, parse};
use crate::pack::Pack;
use crate::pack::vocabulary::vocabulary;
use crate::report::register::columns::Column;
use crate::report::register::look::RegisterLook;
use crate::rules::sight::table::{Table, TableWanted};

/// What is in front on the page.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The rows.
    #[default]
    Rows,
    /// The query being typed.
    Typing(QueryLine),
    /// The counts by the marked column, one of them chosen.
    Counts(usize),
    /// The columns, one of them chosen.
    Columns(usize),
    /// The views, one of them chosen.
    Views(usize),
}

/// The register.
#[derive(Clone, Debug)]
pub struct RegisterPage {
    /// How it is looked at.
    pub look: RegisterLook,
    /// What is asked, as a tree.
    pub(super) query: Query,
    /// The chosen incident.
    pub chosen: Option<IncidentId>,
    /// The marked column, by its place.
    pub column: usize,
    /// The marked rows.
    pub marked: BTreeSet<IncidentId>,
    /// What is in front.
    pub mode: Mode,
    /// An end of the list that is gone to once it is read.
    pub(super) going: Option<Around<IncidentId>>,
}

impl RegisterPage {
    /// Returns the register, newest trouble first.
    #[must_use]
    pub fn new() -> Self {
        Self {
            look: RegisterLook::default(),
            query: Query::All(Vec::new()),
            chosen: None,
            column: 0,
            marked: BTreeSet::new(),
            mode: Mode::Rows,
            going: None,
        }
    }

    /// Returns the register with what a query asks for.
    ///
    /// # Errors
    /// When the query cannot be read.
    pub fn asked(query: &str, pack: &Pack, now: Instant) -> Result<Self, String> {
        let tree = parse(query, &vocabulary(pack), now).map_err(|fault| fault.to_string())?;
        let mut page = Self::new();
        (page.query, page.look.query) = (tree, query.to_owned());
        Ok(page)
    }

    /// Reads what is asked again, at another time: `today` is another day then. What could be read can
    /// still be; where the protocol is another and has a word no more, what was asked stays.
    pub(crate) fn ask_again(&mut self, pack: &Pack, now: Instant) {
        if self.is_typing() {
            return;
        }
        if let Ok(query) = parse(&self.look.query, &vocabulary(pack), now) {
            self.query = query;
        }
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
            order: self.look.order.clone(),
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

    /// Returns the marked column.
    #[must_use]
    pub fn marked_column(&self) -> Column {
        self.look
            .columns
            .get(self.column)
            .copied()
            .unwrap_or(Column::Reference)
    }

    /// Returns the columns shown, in their order, then those left out.
    #[must_use]
    pub fn all_columns(&self) -> Vec<Column> {
        let rest = Column::ALL
            .into_iter()
            .filter(|one| !self.look.columns.contains(one));
        self.look.columns.iter().copied().chain(rest).collect()
    }

    /// Returns the page as it was left: what lay over its rows and its marks are gone.
    #[must_use]
    pub fn left(&self) -> Self {
        Self {
            mode: Mode::Rows,
            marked: BTreeSet::new(),
            going: None,
            ..self.clone()
        }
    }
}

/// The fewest rows that are read on either side of the chosen one.
const FEWEST: usize = 60;
impl Default for RegisterPage {
    fn default() -> Self {
        Self::new()
    }
}
