//! A link to another incident, and what it means that one is a duplicate.

use crate::app::desk::{Desk, Row};
use crate::app::form::handle::{Handle, OneLine, OneOf};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{NOT_HERE, draft_key};
use crate::app::page::{Filled, LooksFor, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Entry, Link, LinkField, LinkReason, NewEntry};
use crate::domain::timeline::NewEvent;
use crate::pack::Choice;
use crate::pack::{Means, Pack};

/// The other incident, by its reference.
const TO: Handle<OneLine> = Handle::new(LinkField::To.word());
/// Why they belong together.
const WHY: Handle<OneOf<LinkReason>> = Handle::new(LinkField::Why.word());
/// A note; of a duplicate, the reason.
const NOTE: Handle<OneLine> = Handle::new(LinkField::Note.word());

/// The form that links an incident with another.
#[derive(Clone, Debug)]
pub(super) struct LinkWith {
    pub(super) id: IncidentId,
    /// Which, where it was found already.
    pub(super) to: Option<IncidentId>,
}

impl Sheet for LinkWith {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        see.row(self.id).ok_or(NOT_HERE)?;
        Ok(form(see.desk, self.to))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(TO.fault(NOT_HERE));
        };
        let edits = edits(see.desk, row, form, see.now)?;
        Ok(Filled::edits(edits, "the link"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        let to = self.to.map_or(0, |to| to.0);
        Some(draft_key(self.id, &format!("link/{to}")))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }

    fn looks_for(&self, _see: &See<'_>, form: &Form) -> Option<LooksFor> {
        TO.read(form).ok().flatten().map(LooksFor::Named)
    }
}

/// Returns the reasons for a link, to choose from.
fn whys() -> Vec<Choice> {
    let choice = |reason: &LinkReason| Choice::new(reason.id(), reason.title());
    LinkReason::ALL.iter().map(choice).collect()
}

fn form(desk: &Desk, to: Option<IncidentId>) -> Form {
    let row = to.and_then(|to| desk.row(to));
    let mut form = Form::new(
        "LINK WITH ANOTHER INCIDENT",
        "link it",
        vec![
            TO.field("Reference").help("0042, or in full."),
            WHY.field("Because of", whys()),
            NOTE.field("Note").help(
                "A duplicate needs the reason. What is due on it is set aside, and goes on being due on \
                 the other, counted from the other's own times: what was done here stops nothing there. \
                 Nothing of it is lost, and it can be reopened.",
            ),
        ],
    );
    match row {
        Some(row) => {
            TO.set(&mut form, &row.incident.reference.0);
            WHY.go_to(&mut form);
        }
        None => TO.go_to(&mut form),
    }
    form
}

fn edits(desk: &Desk, row: &Row, form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let fault = |words: &str| Err(TO.fault(words));
    let typed = TO.said(form, "Say which incident: 0042, or the whole reference")?;
    let mut found = desk
        .rows()
        .filter(|other| other.incident.reference.matches(&typed));
    let (Some(other), None) = (found.next(), found.next()) else {
        return fault("No one incident has this reference: type it in full");
    };
    if other.incident.id == row.incident.id {
        return fault("This is the incident itself");
    }
    let why = WHY.said(form, "Say why they belong together")?;
    let known = desk.links(row.incident.id);
    if known
        .iter()
        .any(|(id, link)| *id == other.incident.id && link.why == Some(why))
    {
        return fault("They are linked for that reason already");
    }
    let note = NOTE.text(form)?;
    let mut edits = vec![Edit::AddEntry(NewEntry::new(Link {
        to: Some(other.incident.id),
        why: Some(why),
        note: note.clone(),
    }))];
    if why == LinkReason::Duplicate {
        if other.case.state.closed {
            return fault("That incident is closed or merged itself: reopen it first");
        }
        let (own, theirs) = (
            row.case.facts.incident.aware_at,
            other.case.facts.incident.aware_at,
        );
        if own.is_some_and(|own| theirs.is_none_or(|theirs| own < theirs)) {
            let words = "This one was told earlier: record that time on the other first, so that its clocks count from it";
            return fault(words);
        }
        if note.is_empty() {
            return Err(NOTE.fault("Say why it is a duplicate: the reason is kept"));
        }
        let merged = row.pack().event_meaning(Means::Merged);
        let mut event = NewEvent::new(merged, Moment::exact(now));
        event.reason = note;
        event.note = format!("merged into {}", other.incident.reference);
        edits.push(Edit::Event(event));
    }
    Ok(edits)
}

/// Returns what striking a duplicate's link takes with it: the case is open again.
pub(in crate::app::page) fn unmerged(
    pack: &Pack,
    entry: &Entry,
    reason: String,
    now: Instant,
) -> Option<Edit> {
    if entry.kept::<Link>()?.why != Some(LinkReason::Duplicate) {
        return None;
    }
    let mut event = NewEvent::new(pack.event_meaning(Means::Reopened), Moment::exact(now));
    event.reason = reason;
    Some(Edit::Event(event))
}
