//! Everything that the desk holds of an incident, an item each.

use crate::domain::change::Change;
use crate::domain::handover::Handover;
use crate::domain::incident::{Detail, Incident, Person};
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, EntryKind};
use crate::domain::person::PersonField;
use crate::domain::text::spaced;
use crate::pack::Pack;
use crate::words::{event, fact};

/// One thing that the desk holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which, by its incident and place there: `TH-2026-0042/p1/name`.
    pub id: String,
    /// What it is, and when and by whom it was recorded where that is known.
    pub what: String,
    /// What it says, word for word.
    pub text: String,
}

/// Returns everything that is held of an incident, in a fixed order: what was said, who is on it, what
/// happened, the form, the ledgers, what was sent, what stood there before, handovers that tell of it.
///
/// What serves the keeping of the case alone (its class, holds, a proposal to dispose of it) is the
/// desk's own and no item.
#[must_use]
pub fn items_of(
    pack: &Pack,
    incident: &Incident,
    changes: &[Change],
    handovers: &[Handover],
) -> Vec<Item> {
    let mut items = Items {
        reference: &incident.reference.0,
        out: Vec::new(),
    };
    for detail in Detail::ALL {
        items.add(
            detail.word(),
            spaced(detail.word()),
            incident.detail(detail),
        );
    }
    for (id, value) in &incident.facts {
        let asked = fact::asked(pack, id, value);
        items.add(
            &format!("fact/{id}"),
            "known of the incident".to_owned(),
            &asked,
        );
    }
    for person in &incident.people {
        items.person(pack, incident, person);
    }
    for entry in &incident.timeline {
        let at = entry.at.words();
        let mut text = format!("{at}  {}", event::what(pack, entry));
        for more in [entry.note.as_str(), entry.reason.as_str()] {
            if !more.is_empty() {
                text.push('\n');
                text.push_str(more);
            }
        }
        let what = recorded("timeline", &entry.recorded_by, entry.recorded_at);
        items.add(&format!("timeline/{}", entry.id), what, &text);
    }
    for (field, value) in &incident.form {
        items.add(
            &format!("form/{field}"),
            format!("form, {}", spaced(field)),
            value,
        );
    }
    for entry in incident.entries.iter().filter(|entry| is_of_case(entry)) {
        items.entry(entry);
    }
    for filing in &incident.filings {
        let what = recorded("sent", &filing.by, filing.at);
        let text = format!(
            "To: {}\n{}\n\n{}",
            filing.to.join(", "),
            filing.subject,
            filing.body
        );
        items.add(&format!("sent/{}", filing.id), what, &text);
    }
    if let Some(imported) = &incident.imported {
        let what = recorded("row of the old register", &imported.by, imported.at);
        let lines = imported.original.iter();
        let lines: Vec<String> = lines
            .map(|(header, value)| format!("{header}: {value}"))
            .collect();
        items.add("original", what, &lines.join("\n"));
    }
    items.earlier(changes);
    for handover in handovers {
        let what = recorded("handover", &handover.offered_by, handover.offered_at);
        let text = format!("{}\n{}", handover.body, handover.accepted_note);
        items.add(&format!("handover/{}", handover.id), what, &text);
    }
    items.out
}

fn is_of_case(entry: &Entry) -> bool {
    !matches!(
        entry.kind(),
        EntryKind::Retention | EntryKind::Hold | EntryKind::Disposal
    )
}

fn recorded(what: &str, by: &str, at: Instant) -> String {
    format!("{what}, recorded by {by}, {}", at.long())
}

struct Items<'a> {
    reference: &'a str,
    out: Vec<Item>,
}

impl Items<'_> {
    /// Adds an item; what says nothing is none.
    fn add(&mut self, place: &str, what: String, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.out.push(Item {
                id: format!("{}/{place}", self.reference),
                what,
                text: text.to_owned(),
            });
        }
    }

    fn person(&mut self, pack: &Pack, incident: &Incident, person: &Person) {
        let key = incident.person_key(person.id);
        let details = person.details.keys().cloned().map(PersonField::Detail);
        for field in PersonField::OWN.into_iter().chain(details) {
            if let Some(text) = person.said(&field).text() {
                let word = field.word();
                self.add(
                    &format!("{key}/{word}"),
                    format!("{key}, {}", spaced(word)),
                    &text,
                );
            }
        }
        for (id, value) in &person.facts {
            let asked = fact::asked(pack, id, value);
            self.add(&format!("{key}/fact/{id}"), format!("{key}, known"), &asked);
        }
        if let Some(why) = &person.struck {
            self.add(
                &format!("{key}/struck"),
                format!("{key}, taken off because"),
                why,
            );
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let what = recorded(entry.kind().title(), &entry.created_by, entry.created_at);
        let fields = entry.record.fields().into_iter();
        let lines = fields.map(|(field, value)| {
            let value = match Moment::from_text(&value).filter(|_| field.is_time()) {
                Some(moment) => moment.words(),
                None => value,
            };
            format!("{}: {value}", spaced(field.word()))
        });
        let struck = entry.struck.iter().map(|why| format!("taken back: {why}"));
        let lines: Vec<String> = lines.chain(struck).collect();
        let place = format!("{}/{}", entry.kind().id(), entry.id);
        self.add(&place, what, &lines.join("\n"));
    }

    /// Adds what stood somewhere before it was changed: it is held as well.
    fn earlier(&mut self, changes: &[Change]) {
        for (number, change) in changes.iter().enumerate() {
            if let Some(before) = &change.before {
                let what = format!(
                    "what stood before in {}, changed by {}, {}",
                    change.what,
                    change.by,
                    change.at.long()
                );
                self.add(&format!("before/{number}"), what, before);
            }
        }
    }
}
