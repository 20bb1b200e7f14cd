//! An agency's check: when it was requested, chased and returned.

use crate::app::desk::{Desk, Row};
use crate::app::form::handle::{Handle, Past, Prose};
use crate::app::form::typed::typed;
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{GONE, NOT_HERE, draft_key, keep};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::facts::Answer;
use crate::domain::id::IncidentId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{Check, CheckField, Kept, NewEntry};
use crate::domain::timeline::NewEvent;
use crate::pack::Means;

/// When it was asked.
const REQUESTED_AT: Handle<Past> = Handle::new(CheckField::RequestedAt.word());
/// When it was asked again: one more time.
const CHASED: Handle<Past> = Handle::new(CheckField::Chased.word());
/// When it answered.
const RETURNED_AT: Handle<Past> = Handle::new(CheckField::ReturnedAt.word());
/// What came back.
const NOTE: Handle<Prose> = Handle::new(CheckField::Note.word());

/// The form of an agency's check.
#[derive(Clone, Debug)]
pub(super) struct AgencyCheck {
    pub(super) id: IncidentId,
    pub(super) agency: String,
}

impl Sheet for AgencyCheck {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        check_form(row, &self.agency).ok_or_else(|| GONE.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some(row) = see.row(self.id) else {
            return Err(REQUESTED_AT.fault(NOT_HERE));
        };
        let edits = check_edits(see.desk, row, &self.agency, form, see.now)?;
        Ok(Filled::edits(edits, "the check"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("check/{}", self.agency)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

fn check_form(row: &Row, agency: &str) -> Option<Form> {
    let known = row
        .pack()
        .agencies
        .iter()
        .find(|known| known.id == agency)?;
    let kept = check(row, agency);
    let requested = kept.map_or_else(|| "now".to_owned(), |kept| typed(kept.requested_at));
    let stands = kept.map_or_else(Check::default, |kept| kept.record.clone());
    let chased = stands.chased.len();
    let help = format!("Chased {chased} times so far; a time here is one more.");
    Some(Form::new(
        &format!("AGENCY CHECK  {}", known.title),
        "save",
        vec![
            REQUESTED_AT.field("Requested").with(&requested),
            CHASED.field("Chased again").help(&help),
            RETURNED_AT
                .field("Returned")
                .with(&typed(stands.returned_at)),
            NOTE.field("What came back").with(&stands.note),
        ],
    ))
}

fn check_edits(
    desk: &Desk,
    row: &Row,
    agency: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let unsaid = "Say when it was requested; ? when nobody knows";
    let requested = REQUESTED_AT.said(form, now, unsaid)?;
    let returned = RETURNED_AT.read(form, now)?;
    let again = CHASED.read(form, now)?;
    let known = check(row, agency);
    let mut chased = known.map_or_else(Vec::new, |known| known.chased.clone());
    chased.extend(again);
    let after = Check {
        agency: agency.to_owned(),
        requested_at: Some(requested),
        chased,
        returned_at: returned,
        note: NOTE.text(form)?,
    };
    let event = |means: Means, at: Moment| {
        let kind = row.pack().event_meaning(means);
        (!row.incident.has(kind)).then(|| Edit::Event(NewEvent::new(kind, at)))
    };
    let mut edits = keep(known.map(|known| known.entry), NewEntry::new(after));
    if known.is_none() {
        edits.extend(event(Means::ChecksRequested, requested));
    }
    if let Some(returned) = returned.filter(|_| is_last(desk, row, agency, now)) {
        edits.extend(event(Means::ChecksReturned, returned));
    }
    Ok(edits)
}

/// Returns the check of an agency that still stands.
pub(super) fn check<'a>(row: &'a Row, agency: &str) -> Option<Kept<'a, Check>> {
    let mut checks = row.incident.ledger::<Check>();
    checks.find(|check| check.agency == agency)
}

/// Says whether, with this agency's check returned, every agency that is called for or was asked has
/// returned its own.
pub(super) fn is_last(desk: &Desk, row: &Row, agency: &str, now: Instant) -> bool {
    row.pack().agencies.iter().all(|known| {
        let returned = check(row, &known.id).is_some_and(|check| check.returned_at.is_some());
        let asked = check(row, &known.id).is_some()
            || desk.asks(row, known.when.as_ref(), now) == Answer::Yes;
        known.id == agency || returned || !asked
    })
}
