//! What the register is asked: a page of it in sight, or all that a query asks for.

use super::counts::Counted;
use super::error::StoreError;
use super::lists::BATCH;
use super::opened::Store;
use super::people;
use super::register::counts::counts;
use super::register::table::RegisterTable;
use crate::domain::page::Count;
use crate::domain::query::Query;
use crate::domain::right::Right;
use crate::rules::sight::counted::{Counts, CountsWanted};
use crate::rules::sight::queues::{MOST_QUEUED, Queue, QueueWanted, Queues};
use crate::rules::sight::table::{Entry, MOST_MATCHING, Order, Table, TableWanted};

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
            matching: table
                .matching(MOST_MATCHING)?
                .unwrap_or(Count::exactly(all)),
            all,
            page,
        })
    }

    /// Returns how many incidents of a query are of each month, team or reason.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn counted_by(&self, wanted: &CountsWanted) -> Result<Counts, StoreError> {
        self.require(Right::See)?;
        self.count(Counted::Looked("register"));
        counts(&self.connection, wanted)
    }

    /// Returns what waits for whoever keeps the register.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn queues(&self, wanted: &[QueueWanted]) -> Result<Queues, StoreError> {
        self.require(Right::See)?;
        let reading = self.connection.unchecked_transaction()?;
        let mut all = Vec::new();
        for QueueWanted { view, query } in wanted {
            let told = Order::TOLD;
            let counted = RegisterTable::new(&reading, query, &told);
            let waiting = counted.matching(MOST_QUEUED)?.unwrap_or_default();
            // Of very many no order but that of the index: nobody works through them from here.
            let order = if waiting.is_more {
                Order::TOLD
            } else {
                Order::DUE
            };
            let rows = RegisterTable::new(&reading, query, &order).after(None, MOST_QUEUED)?;
            all.push(Queue {
                view: view.clone(),
                waiting,
                rows,
            });
        }
        let ids = all.iter().flat_map(|queue| &queue.rows);
        let names = people::names(&reading, ids.map(|entry| entry.listed.id))?;
        Ok(Queues { all, names })
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
