//! What tests of the machine go by: a protocol of no council, so that a council may reword its own
//! and break none of them.

use std::sync::Arc;

use super::Rules;
use crate::domain::calendar::BankHolidays;
use crate::pack::Pack;

/// Its text.
const PLAIN: &str = include_str!("../../tests/packs/plain.toml");

/// Returns the protocol that has each kind of row.
pub(crate) fn plain() -> Pack {
    Pack::read(PLAIN).expect("a sound pack")
}

/// Returns its next edition: the alert is due in 12 hours, not in 24, its event has another title,
/// and its form asks otherwise.
pub(crate) fn plain_again() -> Pack {
    changed(&[
        (
            "edition = \"first edition\"",
            "edition = \"second edition\"",
        ),
        (
            "amount = 24, unit = \"hours\"",
            "amount = 12, unit = \"hours\"",
        ),
        (
            "title = \"Alert sent\", means = \"alert_sent\"",
            "title = \"Alert delivered\", means = \"alert_sent\"",
        ),
        (
            "label = \"Safety plan\"",
            "label = \"What keeps them safe\"",
        ),
    ])
}

/// Returns the protocol with some of its words changed, each of which stands in it once.
pub(crate) fn changed(words: &[(&str, &str)]) -> Pack {
    let text = words.iter().fold(PLAIN.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    });
    Pack::read(&text).expect("a sound pack")
}

/// Returns what an incident is derived by under a protocol.
pub(crate) fn by(pack: Pack) -> Arc<Rules> {
    Arc::new(Rules {
        pack,
        holidays: BankHolidays::built_in(),
    })
}
