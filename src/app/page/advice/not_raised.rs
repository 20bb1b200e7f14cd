//! Recording that the alert is not raised, because.

use crate::app::form::{Fault, Form};
use crate::app::page::entry::{NOT_HERE, REASON};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::{Instant, Moment};
use crate::domain::timeline::NewEvent;
use crate::pack::{Means, Pack};

/// The form that says why the alert is not raised.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct NotRaised {
    pub(in crate::app::page) id: IncidentId,
}

impl Sheet for NotRaised {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        Ok(not_raised_form())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let row = see.row(self.id).ok_or(REASON.fault(NOT_HERE))?;
        let edit = not_raised_edit(row.pack(), form, see.now)?;
        Ok(Filled::edits(vec![edit], "alert not raised"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::NotRaised(self.id))
    }
}

/// Returns the form that asks why an alert is not raised.
fn not_raised_form() -> Form {
    Form::new(
        "ALERT NOT RAISED, BECAUSE",
        "record it",
        vec![
            REASON
                .field("Because")
                .help("Kept with who decided and when. If in doubt, alert."),
        ],
    )
}

/// Returns the edit that records that an alert is not raised.
///
/// # Errors
/// When no reason is given.
fn not_raised_edit(pack: &Pack, form: &Form, now: Instant) -> Result<Edit, Fault> {
    let reason = REASON.said(form, "Say why it is not raised")?;
    let mut event = NewEvent::new(
        pack.event_meaning(Means::AlertNotRaised),
        Moment::exact(now),
    );
    event.reason = reason;
    Ok(Edit::Event(event))
}
