//! What the register is asked: a page of it in sight, or all that a query asks for.

use super::counts::Counted;
use super::error::StoreError;
use super::lists::BATCH;
use super::opened::Store;
use super::people;
use super::register::table::RegisterTable;
use crate::domain::page::Count;
use crate::domain::query::Query;
use crate::domain::right::Right;
use crate::rules::sight::table::{Entry, Order, Table, TableWanted};

impl Store {
    /// Returns what of the register is in sight.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn table(&self, wanted: &TableWanted) -> Result<Table, StoreError> {
        self.require(Right::See)?;
        let reading = self.connection.unchecked_transaction()?;
        if wanted.query != Query::All(Vec::new()) {
            self.count(Counted::Looked("register"));
        }
        let table = RegisterTable::new(&reading, &wanted.query, &wanted.order);
        let page = table.page(wanted)?;
        let all = self.tally()?.all;
        let ids = page.rows.iter().map(|entry| entry.listed.id);
        Ok(Table {
            names: people::names(&reading, ids)?,
            matching: table.matching()?.unwrap_or(Count::exactly(all)),
            all,
            page,
        })
    }

    /// Calls with each incident that a query asks for, in an order; a page at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or what is called fails.
    pub fn each_entry<E: From<StoreError>>(
        &self,
        query: &Query,
        order: &Order,
        mut with: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        self.require(Right::See)?;
        if *query != Query::All(Vec::new()) {
            self.count(Counted::Looked("register"));
        }
        let table = RegisterTable::new(&self.connection, query, order);
        let mut from = None;
        loop {
            let rows = table.after(from, BATCH)?;
            let Some(end) = rows.last() else {
                return Ok(());
            };
            from = Some(end.listed.id);
            for entry in rows {
                with(entry)?;
            }
        }
    }
}
