//! The register: every incident ever, a row each, by any column, of those that a query asks for.
//!
//! The page knows the rows in sight and no others: near an end of them, and for every other order or
//! query, it asks for those around the chosen one.

mod asking;
mod counting;
pub mod query_line;
pub mod state;
mod views;

use self::query_line::QueryLine;
use self::state::{Mode, RegisterPage};
use self::views::SaveView;
use super::incident::place::record_next;
use super::restricted::not_read;
use super::{Next, Page, Screen, See, Shows};
use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::motion::{motion, moved};
use crate::app::screen::IncidentScreen;
use crate::domain::id::IncidentId;
use crate::domain::page::Around;
use crate::report::register::columns::Column;
use crate::rules::sight::table::{Entry, MOST_SORTS, Order, Sort};

impl RegisterPage {
    fn entry<'a>(&self, see: &See<'a>) -> Option<&'a Entry> {
        let table = &see.desk.table;
        table.page.rows.get(self.place(table)?)
    }

    fn read(&self) -> Next {
        Next::Table(Box::new(self.wanted(SCREEN)))
    }

    fn go(&mut self, end: Around<IncidentId>) -> Next {
        self.going = Some(end);
        self.read()
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
            self.read()
        } else {
            Next::Stay
        }
    }

    /// Sorts by the marked column alone, or by it too; by one that it is sorted by already the other way
    /// round.
    fn sort_by(&mut self, is_alone: bool) -> Next {
        let column = self.marked_column();
        let Some(by) = column.sorts() else {
            return Next::say(format!("The register is not sorted by {}.", column.title()));
        };
        let sort = Sort {
            by,
            descending: column.is_time(),
        };
        let order = match self.look.order.of(by) {
            Some((_, known)) if is_alone => Some(Order::by(Sort {
                descending: !known.descending,
                ..known
            })),
            None if is_alone => Some(Order::by(sort)),
            _ => self.look.order.then(sort),
        };
        let Some(order) = order else {
            return Next::say(format!(
                "It is sorted by {MOST_SORTS} columns already: s sorts by this one alone."
            ));
        };
        self.look.order = order;
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
                self.mode = Mode::Typing(QueryLine::new(&self.look.query));
                Next::Stay
            }
            Action::SortBy => self.sort_by(true),
            Action::SortByToo => self.sort_by(false),
            Action::FilterBy => self.filter_by(see),
            Action::CountBy => self.count_by(),
            Action::Columns => {
                self.mode = Mode::Columns(0);
                Next::Stay
            }
            Action::Views => {
                self.mode = Mode::Views(0);
                Next::Stay
            }
            Action::SaveView => Next::form(SaveView(self.look.clone())),
            Action::Done => match self.chosen.and_then(|id| see.row(id)) {
                Some(row) => record_next(see, row),
                None => not_read(see, self.chosen),
            },
            Action::Mark => {
                if let Some(id) = self.chosen
                    && !self.marked.remove(&id)
                {
                    self.marked.insert(id);
                }
                self.move_by(see, 1)
            }
            Action::ColumnRight => {
                self.column = moved(self.column, 1, self.look.columns.len());
                Next::Stay
            }
            Action::ColumnLeft => {
                self.column = moved(self.column, -1, self.look.columns.len());
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
        let place =
            column.and_then(|column| self.look.columns.iter().position(|one| *one == column));
        let to = match action {
            Action::Enter => {
                match (column, place) {
                    (Some(column), None) => self.look.columns.push(column),
                    (_, Some(place)) if place > 0 => drop(self.look.columns.remove(place)),
                    _ => {}
                }
                self.column = self.column.min(self.look.columns.len().saturating_sub(1));
                let shown = |one: &Column| Some(*one) == column;
                self.all_columns().iter().position(shown).unwrap_or(at)
            }
            Action::ColumnRight | Action::ColumnLeft => {
                let by = if action == Action::ColumnRight { 1 } else { -1 };
                let Some(place) = place.filter(|place| *place > 0) else {
                    return Next::Stay;
                };
                let to = moved(place, by, self.look.columns.len()).max(1);
                self.look.columns.swap(place, to);
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
}

/// The rows of a terminal that a page of the list is enough for: what is read reaches further.
const SCREEN: usize = 60;
/// So near to an end of what was read the rows beyond it are asked for.
const NEAR: usize = 30;

/// Opens the register as it was left last.
pub(super) fn open_register(see: &See<'_>) -> Next {
    let left = see.left_register.cloned();
    Next::open(Screen::Register(Box::new(left.unwrap_or_default())))
}

impl Page for RegisterPage {
    fn scopes(&self) -> Vec<Scope> {
        match self.mode {
            Mode::Typing(_) => vec![Scope::RegisterQuery],
            Mode::Counts(_) => vec![Scope::RegisterCounts, Scope::List],
            Mode::Columns(_) => vec![Scope::RegisterColumns, Scope::List],
            Mode::Views(_) => vec![Scope::RegisterViews, Scope::List],
            Mode::Rows => vec![Scope::Register, Scope::List, Scope::Everywhere],
        }
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        match (&self.mode, action) {
            (Mode::Typing(_), action) => self.act_on_query(see, action),
            (Mode::Counts(_) | Mode::Columns(_) | Mode::Views(_), Action::Back) => {
                self.mode = Mode::Rows;
                Next::Stay
            }
            (Mode::Counts(at), action) => self.act_on_counts(see, *at, action),
            (Mode::Columns(at), action) => self.act_on_columns(*at, action),
            (Mode::Views(at), action) => self.act_on_views(see, *at, action),
            (Mode::Rows, action) => self.act_on_rows(see, action),
        }
    }

    fn chosen(&self) -> Option<IncidentId> {
        self.chosen
    }

    fn shows(&self) -> Shows {
        Shows::Register
    }
}
