//! The words that the indexes of words have, by which a beginning of one is asked for.
//!
//! An index gives what begins with up to three letters in its order. What begins with more it merges
//! first, every place of every such word, however few are shown: at a million incidents fifty
//! milliseconds a letter. Asked for the words themselves it reads as far as it is read.

use rusqlite::Connection;

use super::super::error::StoreError;

/// How many letters the indexes keep beginnings of.
const INDEXED: usize = 3;

/// The most words that stand for one beginning: of more, each is so rare that merging them costs less
/// than to begin with each.
#[cfg(not(test))]
const MOST: usize = 64;
/// So few that the tests go both ways.
#[cfg(test)]
const MOST: usize = 2;

/// Learns the words of what is put into an index; before it is, for an index puts what it gathered on
/// the disk whenever another table is written.
pub(super) fn learn(rows: &Connection, folded: &str) -> Result<(), StoreError> {
    let mut insert = rows.prepare_cached("INSERT OR IGNORE INTO word (word) VALUES (?1)")?;
    for word in folded.split(' ').filter(|word| word.len() > INDEXED) {
        insert.execute([word])?;
    }
    Ok(())
}

/// Returns the words with a beginning; none where an index has the beginning itself, or so many words
/// begin so that it is better asked for that.
pub(super) fn beginning_with(
    connection: &Connection,
    beginning: &str,
) -> Result<Option<Vec<String>>, StoreError> {
    if beginning.len() <= INDEXED {
        return Ok(None);
    }
    let mut query = connection
        .prepare_cached("SELECT word FROM word WHERE word >= ?1 AND word < ?2 LIMIT ?3")?;
    // A folded word has letters and digits alone, all of which sort before it.
    let end = format!("{beginning}~");
    let words = query.query_map((beginning, end, MOST + 1), |row| row.get(0))?;
    let words = words.collect::<Result<Vec<String>, _>>()?;
    Ok((words.len() <= MOST).then_some(words))
}

/// Forgets the words that no index has any more.
pub(in crate::store) fn forget_gone(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE temp.of_register USING fts5vocab(main, register_text, row);
         CREATE VIRTUAL TABLE temp.of_due USING fts5vocab(main, due_text, row);",
    )?;
    let forgot = connection.execute_batch(
        "BEGIN IMMEDIATE;
         DELETE FROM word;
         INSERT OR IGNORE INTO word SELECT term FROM temp.of_register WHERE length(term) > 3;
         INSERT OR IGNORE INTO word SELECT term FROM temp.of_due WHERE length(term) > 3;
         COMMIT;",
    );
    connection.execute_batch("DROP TABLE temp.of_register; DROP TABLE temp.of_due;")?;
    Ok(forgot?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_stands_for_its_words_while_they_are_few() {
        let rows = Connection::open_in_memory().unwrap();
        let table = "CREATE TABLE word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID";
        rows.execute_batch(table).unwrap();
        let of = |beginning: &str| beginning_with(&rows, beginning).unwrap();
        learn(&rows, "a knife was at the knight s knife9 e1").unwrap();
        assert_eq!(of("kni"), None, "the index has it");
        assert_eq!(of("knif").unwrap(), ["knife", "knife9"]);
        assert_eq!(of("knife").unwrap(), ["knife", "knife9"]);
        assert_eq!(of("knives").unwrap(), Vec::<String>::new());
        learn(&rows, "knifed knife").unwrap();
        assert_eq!(of("knif"), None, "too many to begin with each");
        assert_eq!(of("knifed").unwrap(), ["knifed"]);
    }
}
