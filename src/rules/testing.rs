//! What tests of the machine go by: a protocol of no council, so that a council may reword its own
//! and break none of them.

use std::sync::Arc;

use super::Rules;
use super::case::Case;
use super::clocks::{Counting, default_close};
use super::form::tests as fixture;
use crate::domain::calendar::BankHolidays;
use crate::domain::incident::Incident;
use crate::domain::instant::Moment;
use crate::domain::timeline::NewEvent;
use crate::pack::Pack;

/// Its text.
const PLAIN: &str = include_str!("../../tests/packs/plain.toml");

/// What its next edition says otherwise.
const NEXT: [(&str, &str); 4] = include!("../../tests/packs/next_edition.in");

/// Returns the protocol that has each kind of row.
pub(crate) fn plain() -> Pack {
    Pack::read(PLAIN).expect("a sound pack")
}

/// Returns its next edition: the alert is due in 12 hours, not in 24, its event has another title,
/// and its form asks otherwise.
pub(crate) fn plain_again() -> Pack {
    changed(&NEXT)
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

/// Returns a council's own protocol, for what its documents say.
pub(crate) fn council(id: &str) -> Pack {
    Pack::built_in(id).expect("the pack")
}

/// Returns an incident as the protocol sees it at the end of January 2027.
pub(crate) fn case(pack: &Pack, incident: &Incident) -> Case {
    let holidays = BankHolidays::built_in();
    let counting = Counting {
        pack,
        holidays: &holidays,
        close: default_close(),
    };
    Case::of(counting, incident, fixture::at("2027-01-31T12:00:00Z"))
}

/// Records an event of January 2027, after all that is on record: `04T10:00`.
pub(crate) fn happened(incident: &mut Incident, kind: &str, value: Option<&str>, at: &str) {
    let id = i64::try_from(incident.timeline.len()).unwrap_or(0) + 100;
    let at = fixture::at(&format!("2027-01-{at}:00Z"));
    let mut event = NewEvent::new(kind, Moment::exact(at));
    event.value = value.map(str::to_owned);
    let recorded = fixture::recorded(id, &event, "k.duty-example", at);
    incident.timeline.push(recorded);
}
