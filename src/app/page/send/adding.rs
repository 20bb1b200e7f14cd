//! Adding somebody from Contacts to those a form goes to, and taking them off again.

use super::page::SendLine;
use crate::app::form::handle::{Handle, PackId};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form};
use crate::app::page::entry::{NOT_HERE, draft_key};
use crate::app::page::{Filled, Next, See, Sheet};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::exchange::addressees::{Why, adding, addressees, taking_off};
use crate::pack::Choice;

/// Who is added, by their role.
const ROLE: Handle<PackId> = Handle::new("role");

/// The form that adds somebody to those a form goes to.
#[derive(Clone, Debug)]
pub(super) struct AddRecipient {
    pub(super) id: IncidentId,
    /// Which form of the pack.
    pub(super) form: String,
}

impl Sheet for AddRecipient {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let form = see.pack.form(&self.form).ok_or(NOT_HERE)?;
        let there = addressees(form, &row.incident);
        let contacts = see.desk.contacts.iter();
        let others = contacts.filter(|contact| {
            let is_there = there.iter().any(|(role, _)| *role == contact.role);
            !is_there && !contact.mailbox.is_empty()
        });
        let options: Vec<Choice> = others
            .map(|contact| {
                let title = see.pack.role_title(&contact.role);
                choice(&contact.role, &format!("{title}  {}", contact.mailbox))
            })
            .collect();
        if options.is_empty() {
            return Err("Nobody else in Contacts has a mailbox: add it there first.".to_owned());
        }
        let help = "From Contacts. Whoever is sent the alert counts as told by it.";
        Ok(Form::new(
            "ALSO SENT TO",
            "add them",
            vec![ROLE.field("Who", options).help(help)],
        ))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let found = see.row(self.id).zip(see.pack.form(&self.form));
        let Some((row, paper)) = found else {
            return Err(ROLE.fault(NOT_HERE));
        };
        let role = ROLE.said(form, "Choose who receives it too")?;
        let edit = adding(paper, &row.incident, &role);
        Ok(Filled::edits(vec![edit], "the recipient"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("also_to/{}", self.form)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

/// Takes somebody off whom the desk added; whom the protocol names stays.
pub(super) fn take_off(see: &See<'_>, id: IncidentId, form: &str, line: Option<&SendLine>) -> Next {
    let found = see.row(id).zip(see.pack.form(form));
    let (Some((row, paper)), Some(line)) = (found, line) else {
        return Next::say("The form goes to nobody.");
    };
    if line.why != Why::Added {
        return Next::say("The protocol sends it to them; + adds somebody from Contacts.");
    }
    let edit = taking_off(paper, &row.incident, &line.role);
    Next::revise(id, "the recipient", vec![edit])
}
