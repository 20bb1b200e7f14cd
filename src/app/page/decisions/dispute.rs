//! Taking a decision's disagreement to the resolution protocol, and saying how it was resolved.

use crate::app::form::handle::{Handle, Past};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{GONE, NOT_HERE, REASON, draft_key};
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::timeline::NewEvent;
use crate::pack::Decision;

/// When.
const AT: Handle<Past> = Handle::new("at");

/// What stands under what is in dispute.
const DUTY: &str = "The duty rests with the local authority; the clock still runs.";

/// What stands under how it was resolved.
const OTHERS: &str = "This disagreement alone is closed; others stay open.";

/// The form that takes a decision's disagreement further.
#[derive(Clone, Debug)]
pub(super) struct Escalate {
    pub(super) id: IncidentId,
    pub(super) decision: String,
}

/// The form that says how a decision's disagreement was resolved.
#[derive(Clone, Debug)]
pub(super) struct Resolve {
    pub(super) id: IncidentId,
    pub(super) decision: String,
}

impl Sheet for Escalate {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        see.row(self.id).ok_or(NOT_HERE)?;
        let title = "TAKE IT TO THE RESOLUTION PROTOCOL";
        Ok(form(title, "What is in dispute", DUTY))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let row = see.row(self.id).ok_or(REASON.fault(NOT_HERE))?;
        let rule = row.pack().decision(&self.decision);
        let rule = rule.and_then(|rule| Some((rule, rule.escalated.as_deref()?)));
        let unsaid = "Say what is in dispute";
        let edits = edits(rule, unsaid, form, see.now)?;
        Ok(Filled::edits(edits, "the disagreement"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("escalate/{}", self.decision)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

impl Sheet for Resolve {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let mut form = form("DISAGREEMENT RESOLVED", "How it was resolved", OTHERS);
        if let Some(rule) = row.pack().decision(&self.decision) {
            form.intro.clone_from(&rule.title);
        }
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let row = see.row(self.id).ok_or(REASON.fault(NOT_HERE))?;
        let pack = row.pack();
        let rule = pack.decision(&self.decision);
        let rule = rule.and_then(|rule| {
            let raised = pack.event(rule.escalated.as_deref()?)?;
            Some((rule, raised.withdrawn_by.as_deref()?))
        });
        let edits = edits(rule, "Say how it was resolved", form, see.now)?;
        Ok(Filled::edits(edits, "that it is resolved"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("resolve/{}", self.decision)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

fn form(title: &str, label: &str, help: &str) -> Form {
    Form::new(
        title,
        "record it",
        vec![
            REASON.field(label).help(help),
            AT.field("When").offering("now"),
        ],
    )
}

/// Returns the record of an event of a decision's disagreement, which its note names.
fn edits(
    rule: Option<(&Decision, &str)>,
    unsaid: &str,
    form: &Form,
    now: Instant,
) -> Result<Vec<Edit>, Fault> {
    let (rule, kind) = rule.ok_or_else(|| REASON.fault(GONE))?;
    let reason = REASON.said(form, unsaid)?;
    let at = AT.or_unknown(form, now)?;
    let mut event = NewEvent::new(kind, at);
    event.reason = reason;
    event.note.clone_from(&rule.title);
    Ok(vec![Edit::Event(event)])
}
