//! Why a form leaves late, before it is sent.

use super::leaving::{SendNow, question};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::REASON;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;

/// The form that asks why a form leaves late.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct LateReason {
    pub(in crate::app::page) id: IncidentId,
    /// Which form of the pack.
    pub(in crate::app::page) form: String,
}

impl Sheet for LateReason {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        Ok(late_form())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let reason = REASON.said(form, "Say why it is late")?;
        let send = SendNow {
            id: self.id,
            form: self.form.clone(),
            reason: Some((reason, form.draft_key.clone())),
        };
        let question = question(see, self.id, &self.form);
        Ok(Filled::Next(Next::ask(
            question,
            Next::Later(Box::new(send)),
        )))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::Late(self.id, self.form.clone()))
    }
}

/// Returns the form that asks why an alert leaves late.
fn late_form() -> Form {
    Form::new(
        "THE ALERT IS LATE, BECAUSE",
        "go on",
        vec![
            REASON
                .field("Because")
                .help("Kept with the alert. It can still be sent, and should be, now."),
        ],
    )
}
