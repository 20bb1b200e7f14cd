//! A form of the pack filled in: the alert's, or another.

use super::pack_form;
use crate::app::desk::Row;
use crate::app::form::{Fault, Form};
use crate::app::message::Saved;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::domain::facts::Facts;
use crate::domain::id::IncidentId;
use crate::pack;

/// What is said where the pack has no alert form.
const NO_ALERT: &str = "This council's protocol has no alert form.";
/// What is said where the pack has no such form.
const NO_FORM: &str = "This protocol has no such form.";

/// Opens the alert form of an incident.
pub(crate) fn open_alert(see: &See<'_>, row: &Row) -> Next {
    let id = row.incident.id;
    match see.pack.alert_form() {
        Some(_) => Next::Select(id).then(Next::form(AlertForm { id })),
        None => Next::refuse(NO_ALERT),
    }
}

/// Opens a form of the pack, the alert's or another.
pub(crate) fn open_paper(see: &See<'_>, id: IncidentId, form: &str) -> Next {
    let alert = see.pack.pack.alert_form.as_deref() == Some(form);
    match see.row(id) {
        Some(row) if alert => open_alert(see, row),
        _ => Next::form(Paper {
            id,
            form: form.to_owned(),
        }),
    }
}

/// Returns a form as what is recorded fills it.
fn recorded(see: &See<'_>, id: IncidentId, form: Option<&pack::Form>) -> Option<Form> {
    let row = see.row(id)?;
    Some(pack_form::form(see.pack, form?, &row.incident))
}

/// Returns the same with what the pack puts into it before anybody has typed.
fn filled(see: &See<'_>, id: IncidentId, form: Option<&pack::Form>) -> Option<Form> {
    let mut out = recorded(see, id, form)?;
    pack_form::prefill(&mut out, form?, see.user, see.now);
    Some(out)
}

fn read(
    see: &See<'_>,
    id: IncidentId,
    paper: Option<&pack::Form>,
    form: &Form,
) -> Result<Filled, Fault> {
    let found = see.row(id).zip(paper);
    let edits = match found {
        Some((row, paper)) => pack_form::edits(see.pack, paper, &row.incident, form, see.now)?,
        None => Vec::new(),
    };
    Ok(Filled::edits(edits, "the form"))
}

/// The alert form of an incident.
#[derive(Clone, Debug)]
pub(crate) struct AlertForm {
    pub(crate) id: IncidentId,
}

impl Sheet for AlertForm {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        filled(see, self.id, see.pack.alert_form()).ok_or_else(|| NO_ALERT.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        read(see, self.id, see.pack.alert_form(), form)
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        recorded(see, self.id, see.pack.alert_form())
    }

    fn facts(&self, see: &See<'_>, form: &Form) -> Option<Facts> {
        let (row, paper) = see.row(self.id).zip(see.pack.alert_form())?;
        Some(pack_form::facts_so_far(
            see.pack,
            paper,
            &row.incident,
            form,
            see.now,
        ))
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("The form is saved; s sends it.")
    }

    fn is_sent(&self) -> bool {
        true
    }
}

/// Another form of the pack than the alert's, by its id.
#[derive(Clone, Debug)]
struct Paper {
    id: IncidentId,
    form: String,
}

impl Sheet for Paper {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        filled(see, self.id, see.pack.form(&self.form)).ok_or_else(|| NO_FORM.to_owned())
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        read(see, self.id, see.pack.form(&self.form), form)
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        recorded(see, self.id, see.pack.form(&self.form))
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("The form is saved.")
    }
}
