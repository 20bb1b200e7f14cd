//! What is said back of an answer: about whom, the question, the answer.

use crate::app::desk::Row;
use crate::app::session::notice::UNDOES;

/// Returns the fact that a question's path ends in.
pub(super) fn fact_of(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((_, fact)) => fact,
        None => path,
    }
}

/// Returns whom or what a question is about, as it is said back: a person by number, role, age and
/// name.
fn about(row: &Row, path: &str) -> String {
    let key = path
        .strip_prefix("people.")
        .and_then(|rest| rest.split('.').next());
    key.map_or_else(
        || row.incident.reference.to_string(),
        |key| row.who().named(key),
    )
}

/// Returns what is said once an answer is recorded: about whom, the question, the answer.
pub(super) fn said(row: &Row, path: &str, answer: &str) -> String {
    let ask = row.pack().fact(fact_of(path)).map(|fact| fact.ask.as_str());
    let ask = ask.unwrap_or(match fact_of(path) {
        "date_of_birth" => "Born, or age:",
        _ => "When did it happen?",
    });
    format!("{}: {ask} {answer}.{UNDOES}", about(row, path))
}
