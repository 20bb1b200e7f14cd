//! A form of the pack filled in: the alert's, or another.

use super::pack_form;
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::form::{Fault, Form};
use crate::app::message::Saved;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::facts::Facts;
use crate::domain::id::IncidentId;
use crate::pack;
use crate::rules::form::Missing;

/// What is said where the pack has no alert form.
const NO_ALERT: &str = "This council's protocol has no alert form.";
/// What is said where the pack has no such form.
const NO_FORM: &str = "This protocol has no such form.";

/// Opens the alert form of an incident.
pub(crate) fn open_alert(row: &Row) -> Next {
    let id = row.incident.id;
    match row.pack().alert_form() {
        Some(_) => Next::Select(id).then(Next::form(AlertForm { id })),
        None => Next::refuse(NO_ALERT),
    }
}

/// Opens a form of the pack, the alert's or another.
pub(crate) fn open_paper(see: &See<'_>, id: IncidentId, form: &str) -> Next {
    match see.row(id) {
        Some(row) if row.pack().pack.alert_form.as_deref() == Some(form) => open_alert(row),
        _ => Next::form(Paper {
            id,
            form: form.to_owned(),
        }),
    }
}

/// A form of the pack that an incident was logged under.
struct Found<'a> {
    row: &'a Row,
    paper: &'a pack::Form,
}

impl<'a> Found<'a> {
    fn alert(see: &See<'a>, id: IncidentId) -> Option<Self> {
        let row = see.row(id)?;
        let paper = row.pack().alert_form()?;
        Some(Self { row, paper })
    }

    fn other(see: &See<'a>, id: IncidentId, form: &str) -> Option<Self> {
        let row = see.row(id)?;
        let paper = row.pack().form(form)?;
        Some(Self { row, paper })
    }

    /// Returns the form as what is recorded fills it.
    fn recorded(&self) -> Form {
        pack_form::form(self.row.pack(), self.paper, &self.row.incident)
    }

    /// Returns the same with what the pack puts into it before anybody has typed.
    fn filled(&self, see: &See<'_>) -> Form {
        let mut out = self.recorded();
        let offered = pack_form::Offered {
            pack: self.row.pack(),
            incident: &self.row.incident,
            user: see.user,
            now: see.now,
        };
        offered.fill(&mut out, self.paper);
        out
    }

    fn edits(&self, see: &See<'_>, form: &Form) -> Result<Vec<Edit>, Fault> {
        let (pack, incident) = (self.row.pack(), &self.row.incident);
        pack_form::edits(pack, self.paper, incident, form, see.now)
    }
}

/// Reads what was typed into a form as what it becomes.
fn read(see: &See<'_>, found: Option<Found<'_>>, form: &Form) -> Result<Filled, Fault> {
    let edits = match found {
        Some(found) => found.edits(see, form)?,
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
        let found = Found::alert(see, self.id).ok_or(NO_ALERT)?;
        Ok(found.filled(see))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        read(see, Found::alert(see, self.id), form)
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        Some(Found::alert(see, self.id)?.recorded())
    }

    fn facts(&self, see: &See<'_>, form: &Form) -> Option<Facts> {
        let Found { row, paper } = Found::alert(see, self.id)?;
        let (pack, incident) = (row.pack(), &row.incident);
        Some(pack_form::facts_so_far(
            pack, paper, incident, form, see.now,
        ))
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        const KEYS: &[(Action, &str)] = &[
            (Action::SendForm, "sends it"),
            (Action::Submit, "writes it"),
        ];
        Next::SayKeys("The form is saved.".to_owned(), KEYS)
    }

    fn missing(&self, see: &See<'_>, form: &Form) -> Option<Vec<Missing>> {
        let Found { row, paper } = Found::alert(see, self.id)?;
        let (pack, incident) = (row.pack(), &row.incident);
        Some(pack_form::missing_so_far(pack, paper, incident, form))
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
        let found = Found::other(see, self.id, &self.form).ok_or(NO_FORM)?;
        Ok(found.filled(see))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        read(see, Found::other(see, self.id, &self.form), form)
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        Some(Found::other(see, self.id, &self.form)?.recorded())
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("The form is saved.")
    }
}
