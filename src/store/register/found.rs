//! What is found by words and by the keys of people.

use rusqlite::Connection;

use super::super::error::StoreError;
use super::known;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::text::fold;
use crate::rules::sight::Which;

/// The most incidents that are said to be like one for each reason.
pub(in crate::store) const MOST_ALIKE: usize = 20;

/// The words of a search, folded, each as what is asked for.
pub(in crate::store) struct Words(Vec<Sought>);

/// One word of a search.
enum Sought {
    /// Every word that begins so.
    Beginning(String),
    /// Any of these words: all that begin so.
    AnyOf(Vec<String>),
}

impl Words {
    pub(in crate::store) fn of(connection: &Connection, typed: &str) -> Result<Self, StoreError> {
        let folded = fold(typed);
        let words = folded.split(' ').filter(|word| !word.is_empty());
        let sought = words.map(|word| {
            Ok(match known::beginning_with(connection, word)? {
                // It is no word of any index, and so matches nothing.
                Some(words) if words.is_empty() => Sought::AnyOf(vec![word.to_owned()]),
                Some(words) => Sought::AnyOf(words),
                None => Sought::Beginning(word.to_owned()),
            })
        });
        sought.collect::<Result<_, StoreError>>().map(Self)
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the question for every word as the beginning of one in a column. A folded word has
    /// letters and digits alone: nothing of it is the index's own language.
    pub(in crate::store) fn as_match(&self, column: &str) -> String {
        let words = self.0.iter().map(|sought| match sought {
            Sought::Beginning(word) => format!("{column} : \"{word}\" *"),
            Sought::AnyOf(words) => format!("{column} : (\"{}\")", words.join("\" OR \"")),
        });
        words.collect::<Vec<_>>().join(" AND ")
    }

    /// Returns the index that has the words of what a list shows: a short one but for all.
    pub(in crate::store) fn index_of(which: Which) -> &'static str {
        match which {
            Which::Incoming | Which::Open => "open_text",
            Which::All => "register_text",
        }
    }

    /// Returns the question for the words among those that a list shows.
    pub(in crate::store) fn match_in(&self, which: Which) -> String {
        let words = self.as_match("words");
        match which {
            Which::Incoming => format!("flags : isincoming AND {words}"),
            Which::Open => format!("flags : isopen AND {words}"),
            Which::All => words,
        }
    }
}

/// Returns the incidents that somebody of a key is on, the last logged first, and whether there are more.
pub(in crate::store) fn by_key(
    connection: &Connection,
    key: &str,
    most: usize,
) -> Result<(Vec<IncidentId>, bool), StoreError> {
    let sql = "SELECT incident FROM register_person WHERE key = ?1 ORDER BY incident DESC LIMIT ?2";
    ids_of(connection, sql, key, most)
}

/// Returns the incidents that are linked with one, from either side.
pub(in crate::store) fn linked(
    connection: &Connection,
    id: IncidentId,
) -> Result<Vec<IncidentId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT target FROM register_link WHERE incident = ?1
         UNION SELECT incident FROM register_link WHERE target = ?1",
    )?;
    let rows = query.query_map([id.0], |row| Ok(IncidentId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the first few incidents of a statement, and whether there are more.
pub(super) fn ids_of(
    connection: &Connection,
    sql: &str,
    key: &str,
    most: usize,
) -> Result<(Vec<IncidentId>, bool), StoreError> {
    let mut query = connection.prepare_cached(sql)?;
    let rows = query.query_map((key, most + 1), |row| Ok(IncidentId(row.get(0)?)))?;
    let mut ids = rows.collect::<Result<Vec<_>, _>>()?;
    let is_more = ids.len() > most;
    ids.truncate(most);
    Ok((ids, is_more))
}

/// Returns what two incidents of the same day and place have alike; nothing where either is not
/// known.
pub(super) fn day_and_place(occurred: Option<Instant>, place: &str) -> Option<String> {
    let place = fold(place);
    let day = occurred.filter(|_| !place.is_empty())?.london_date();
    Some(format!("{day} {place}"))
}
