//! What lists and look-ups read of an open desk, and what keeps the rows they read true.

use std::sync::Arc;

use rusqlite::TransactionBehavior;

use super::column::unread;
use super::counts::Counted;
use super::error::StoreError;
use super::followed::Followed;
use super::opened::Store;
use super::register::due::list::DueList;
use super::register::due::walk;
use super::register::list::{self, List};
use super::register::stale::{self, Part};
use super::{imports, incidents, journal, keeping, people};
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::page::Count;
use crate::domain::right::Right;
use crate::rules::Rules;
use crate::rules::sight::asked::Asked;
use crate::rules::sight::{
    Due, MOST_HANDED_OVER, ReadIncident, Shift, Sight, Tally, Wanted, Which,
};
use crate::rules::summary::Listed;

/// How many rows are derived in one write: nobody's save waits for more than that.
pub(super) const BATCH: usize = 32;

impl Store {
    /// Takes the rules that new incidents are logged under, keeps what they say, and derives what is
    /// open: each incident by the edition that it was logged under.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn follow(&mut self, rules: Arc<Rules>, now: Instant) -> Result<(), StoreError> {
        let edition = keeping::keep(self, &rules.pack, now)?;
        let followed = Followed::new(rules, edition);
        followed.learn(&self.connection)?;
        self.followed = Some(followed);
        while self.renew(Part::Open, now)? > 0 {}
        self.catch_up(now)?;
        Ok(())
    }

    /// Returns the rules that a new incident is logged under.
    ///
    /// # Errors
    /// When none were given yet.
    pub fn rules(&self) -> Result<Arc<Rules>, StoreError> {
        Ok(self.followed()?.current())
    }

    /// Returns the rules of the edition that an incident was logged under.
    ///
    /// # Errors
    /// When the desk has not that edition, or the file cannot be read.
    pub fn rules_of(&self, incident: &Incident) -> Result<Arc<Rules>, StoreError> {
        self.followed()?.of(&self.connection, incident)
    }

    /// Returns an incident with what it is read by, and how far it was read.
    ///
    /// # Errors
    /// As [`Self::rules_of`] does.
    pub fn with_rules(&self, incident: Incident) -> Result<ReadIncident, StoreError> {
        Ok(ReadIncident {
            rules: self.rules_of(&incident)?,
            seen: self.seen(incident.id)?,
            views: self.views_of(&incident)?,
            incident,
        })
    }

    fn followed(&self) -> Result<&Followed, StoreError> {
        self.followed.as_ref().ok_or(StoreError::NoRules)
    }

    /// Derives some rows again that other rules made; returns how many were.
    fn renew(&mut self, part: Part, now: Instant) -> Result<usize, StoreError> {
        let followed = self.followed.as_ref().ok_or(StoreError::NoRules)?;
        // Looked at without the lock: most of the time there is none.
        if !stale::is_any(&self.connection, followed, part)? {
            return Ok(0);
        }
        let rows = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = stale::renew(&rows, followed, part, BATCH, now)?;
        rows.commit()?;
        Ok(done)
    }

    /// Derives some of the incidents again that other rules derived; returns how many are left.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn renew_some(&mut self, now: Instant) -> Result<usize, StoreError> {
        let interrupted = imports::remove_some(self)?;
        let unlisted = self.list_imported(BATCH, now)?;
        if interrupted + unlisted == 0 && self.renew(Part::Any, now)? == 0 {
            return Ok(0);
        }
        self.stale()
    }

    /// Returns how many incidents other rules derived.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stale(&self) -> Result<usize, StoreError> {
        let stale = stale::count(&self.connection, self.followed()?)?;
        Ok(stale + imports::unlisted(&self.connection)? + imports::interrupted(self)?)
    }

    /// Marks every incident to be derived again, whatever stands in the register; returns how many.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin_rebuild(&mut self) -> Result<usize, StoreError> {
        let rows = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        stale::forget(&rows)?;
        rows.commit()?;
        self.stale()
    }

    /// Derives what time has changed by now; returns which incidents.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn catch_up(&mut self, now: Instant) -> Result<Vec<IncidentId>, StoreError> {
        let mut changed = Vec::new();
        while stale::next_change(&self.connection)?.is_some_and(|at| at <= now) {
            let followed = self.followed.as_ref().ok_or(StoreError::NoRules)?;
            let rows = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let some = stale::catch_up(&rows, followed, BATCH, now)?;
            rows.commit()?;
            // Another desk was faster.
            if some.is_empty() {
                break;
            }
            changed.extend(some);
        }
        Ok(changed)
    }

    /// Returns when time alone changes anything next.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_change(&self) -> Result<Option<Instant>, StoreError> {
        stale::next_change(&self.connection)
    }

    /// Returns what is in sight of the desk.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sight(&self, wanted: &Wanted) -> Result<Sight, StoreError> {
        self.require(Right::See)?;
        // One moment for all of it: a colleague may be writing.
        let reading = self.connection.unchecked_transaction()?;
        let words = Asked::of(&wanted.filter, wanted.groups.now).words;
        self.count_search(&words);
        let list = List::new(&reading, wanted.which, &words)?;
        let due = DueList::new(&reading, wanted)?;
        let listed = list.page(&wanted.listed, wanted.half)?;
        let elsewhere = if listed.count().is_none() && wanted.which != Which::All {
            List::new(&reading, Which::All, &words)?.with_words()?
        } else {
            Count::default()
        };
        let page = due.page(&wanted.due, wanted.half)?;
        let first = walk::next(&reading, &wanted.groups)?;
        let ids = listed.rows.iter().map(|listed| listed.id);
        let ids = ids.chain(page.rows.iter().map(|(_, due)| due.incident));
        let ids = ids.chain(first.as_ref().map(|due| due.incident));
        Ok(Sight {
            names: people::names(&reading, ids)?,
            listed,
            elsewhere,
            groups: due.counts(),
            due: page,
            owners: walk::owners(&reading)?,
            first,
            tally: self.tally()?,
            stale: self.stale()?,
        })
    }

    /// Returns how long the lists are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tally(&self) -> Result<Tally, StoreError> {
        let mut out = Tally::default();
        let mut query = self
            .connection
            .prepare_cached("SELECT name, count FROM tally")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (name, count): (String, usize) = (row.get(0)?, row.get(1)?);
            match name.as_str() {
                "all" => out.all = count,
                "open" => out.open = count,
                "incoming" => out.incoming = count,
                "due" => out.due = count,
                "overdue" => out.overdue = count,
                // How often rows were derived is no list's length.
                "turn" => {}
                _ => return Err(unread(row, 0, "a list").into()),
            }
        }
        Ok(out)
    }

    /// Returns how often rows were derived with nothing written.
    pub(super) fn turn(&self) -> Result<i64, StoreError> {
        let sql = "SELECT count FROM tally WHERE name = 'turn'";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// Returns everything that is due, most urgent first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn due(&self) -> Result<Vec<Due>, StoreError> {
        self.require_due()?;
        walk::all(&self.connection)
    }

    /// Calls with each incident that holds the words, newest trouble first; a page at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or what is called fails.
    pub fn each_listed<E: From<StoreError>>(
        &self,
        words: &str,
        mut with: impl FnMut(Listed) -> Result<(), E>,
    ) -> Result<(), E> {
        self.require(Right::See)?;
        if !words.trim().is_empty() {
            self.count(Counted::Looked("register"));
        }
        let list = List::new(&self.connection, Which::All, words)?;
        let mut from = None;
        loop {
            let rows = list.after(from, BATCH)?;
            let Some(end) = rows.last() else {
                return Ok(());
            };
            from = Some(end.order());
            for listed in rows {
                with(listed)?;
            }
        }
    }

    /// Returns what a handover is made of: what was changed since, what is due until.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shift(&self, since: Instant, until: Instant) -> Result<Shift, StoreError> {
        self.require(Right::See)?;
        let mut changes = journal::changes_from(&self.connection, since)?;
        let mut ids: Vec<IncidentId> = changes.iter().map(|(id, _)| *id).collect();
        ids.sort();
        ids.dedup();
        let mut whole = Vec::new();
        for id in &ids {
            let Some(incident) = incidents::one(&self.connection, *id)? else {
                continue;
            };
            // A handover is read by others than whoever hands over: of a restricted record it has the
            // reference and the duties alone, whoever makes it.
            if incident.is_restricted() {
                changes.retain(|(changed, _)| changed != id);
                continue;
            }
            // What happened on the others is handed over all the same.
            let rules = self
                .followed()?
                .rules(&self.connection, &incident.edition)?;
            whole.push((incident, rules));
        }
        let list = List::new(&self.connection, Which::Open, "")?;
        let due = walk::until(&self.connection, until)?;
        let open = list.after(None, MOST_HANDED_OVER)?;
        let named = open.iter().map(|listed| listed.id);
        let named = named.chain(due.iter().map(|due| due.incident));
        Ok(Shift {
            names: people::names(&self.connection, named)?,
            changes,
            incidents: whole,
            due,
            open,
            unread: list::unread(&self.connection, &self.settings.who.name, &ids)?,
            head: journal::end(&self.connection)?.hash,
        })
    }
}
