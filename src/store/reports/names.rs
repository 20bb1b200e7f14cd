//! Words of a text that may be somebody's name: of anybody on the case, and of anybody whom the
//! register finds by it.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::incident::Incident;
use crate::domain::text::fold;
use crate::store::error::StoreError;

/// The shortest word that is taken for a name.
const SHORTEST: usize = 3;

/// Returns the words of a text that may be names, each once, in their order. Elsewhere than on its own
/// case only a word with a capital is one: names that are words too would else be found everywhere.
pub(super) fn of(
    reading: &Connection,
    incident: &Incident,
    text: &str,
) -> Result<Vec<String>, StoreError> {
    let mut out: Vec<String> = Vec::new();
    // Split before folding, so that the name in «Quimby's» is found.
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let is_long = word.chars().count() >= SHORTEST;
        if !is_long || out.iter().any(|known| known == word) {
            continue;
        }
        let is_capital = word.chars().next().is_some_and(char::is_uppercase);
        if incident.name_in(word).is_some() || (is_capital && is_known(reading, word)?) {
            out.push(word.to_owned());
        }
    }
    Ok(out)
}

/// Says whether the register finds anybody by a word of their name.
fn is_known(reading: &Connection, word: &str) -> Result<bool, StoreError> {
    // A folded word has letters and digits alone: nothing of it is the index's own language.
    let folded = fold(word);
    if folded.is_empty() || folded.contains(' ') {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM register_text WHERE register_text MATCH ?1 LIMIT 1";
    let mut query = reading.prepare_cached(sql)?;
    let asked = format!("names : \"{folded}\"");
    Ok(query.query_row([asked], |_| Ok(())).optional()?.is_some())
}
