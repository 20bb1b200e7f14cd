//! Taking a decision's disagreement to the resolution protocol.

use crate::app::desk::Desk;
use crate::app::form::handle::{Handle, Past};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{NOT_HERE, REASON, draft_key};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;

/// When.
const AT: Handle<Past> = Handle::new("at");

/// The form that takes a decision's disagreement further.
#[derive(Clone, Debug)]
pub(super) struct Escalate {
    pub(super) id: IncidentId,
    pub(super) decision: String,
}

impl Sheet for Escalate {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        see.row(self.id).ok_or(NOT_HERE)?;
        Ok(form())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let edits = edits(see.desk, &self.decision, form, see.now)?;
        Ok(Filled::edits(edits, "the disagreement"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("escalate/{}", self.decision)))
    }

    fn again(&self, _see: &See<'_>) -> Option<Form> {
        Some(form())
    }
}

fn form() -> Form {
    Form::new(
        "TAKE IT TO THE RESOLUTION PROTOCOL",
        "record it",
        vec![
            REASON
                .field("What is in dispute")
                .help("The duty rests with the local authority; the clock still runs."),
            AT.field("When").offering("now"),
        ],
    )
}

fn edits(desk: &Desk, decision: &str, form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let rule = desk.pack.decision(decision);
    let Some((rule, kind)) = rule.and_then(|rule| Some((rule, rule.escalated.as_deref()?))) else {
        return Ok(Vec::new());
    };
    let reason = REASON.said(form, "Say what is in dispute")?;
    let at = AT.or_unknown(form, now)?;
    let mut event = NewEvent::new(kind, at);
    event.reason = reason;
    event.note.clone_from(&rule.title);
    Ok(vec![Edit::Event(event)])
}
