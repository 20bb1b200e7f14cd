//! Restricting a record and letting it go, each because; and opening one that is kept from oneself.

use super::entry::{NOT_HERE, REASON, reason_form};
use super::{Filled, Next, Screen, See, Sheet};
use crate::app::desk::Row;
use crate::app::form::{Fault, Form};
use crate::app::message::Saved;
use crate::app::screen::IncidentScreen;
use crate::app::session::undo::inverse::for_good;
use crate::domain::command::{Command, Edit};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::restriction::reason;
use crate::domain::right::{Known, Right};
use crate::rules::rights::OnFile;

/// What is said of a key that has no incident to act on.
pub(crate) const NONE_CHOSEN: &str = "No incident is chosen: Down chooses one, n logs a new one.";

/// Asks why a restricted record is to be opened that is kept from whoever is at the desk; else says that
/// none is chosen.
pub(super) fn not_read(see: &See<'_>, chosen: Option<IncidentId>) -> Next {
    match chosen.filter(|id| see.desk.kept.contains(id)) {
        Some(id) => Next::form(BreakGlass { id }),
        None => Next::say(NONE_CHOSEN),
    }
}

/// The form that restricts a record, or lifts that.
#[derive(Clone, Debug)]
pub(super) struct Restrict {
    pub(super) id: IncidentId,
    /// It is to be restricted.
    pub(super) stands: bool,
    /// What it takes of whoever does it.
    pub(super) right: Right,
}

/// Opens the form that restricts a record that is not, and lets one go that is.
pub(super) fn open_restrict(see: &See<'_>, row: &Row) -> Next {
    let stands = !row.incident.is_restricted();
    let on_file = OnFile {
        incident: Some(&row.incident),
        pack: Some(row.pack()),
        name: see.user,
        now: Some(see.now),
    };
    let is_own = stands && on_file.is_being_raised();
    Next::form(Restrict {
        id: row.incident.id,
        stands,
        right: if is_own {
            Right::Record
        } else {
            Right::Restrict
        },
    })
}

impl Sheet for Restrict {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let reference = row.incident.reference.short();
        let (title, done) = if self.stands {
            (format!("RESTRICT {reference}"), "restrict it")
        } else {
            (format!("LIFT THE RESTRICTION OF {reference}"), "lift it")
        };
        let mut form = reason_form(&title, done);
        if self.stands {
            "From then on lists show its reference and its times alone. SQA, the head of service, \
             signatories, and whoever raised it or answered a decision on it, read it; others say \
             why first, and that is shown here."
        } else {
            "Everybody who sees cases reads it again, and a search finds it."
        }
        .clone_into(&mut form.intro);
        Ok(form)
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let because = REASON.said(form, "Say why: it stands in the history")?;
        Ok(Filled::Edits {
            edits: vec![Edit::Restrict(self.stands, because)],
            words: if self.stands {
                "restricting it".to_owned()
            } else {
                "lifting its restriction".to_owned()
            },
            question: None,
        })
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn right(&self) -> Option<Right> {
        Some(self.right)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(super::entry::draft_key(self.id, "restrict"))
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say(if self.stands {
            "Restricted: lists show its reference alone."
        } else {
            "No longer restricted."
        })
    }
}

/// The form that opens a restricted record which is kept from whoever is at the desk.
#[derive(Clone, Debug)]
pub(crate) struct BreakGlass {
    pub(crate) id: IncidentId,
}

impl Sheet for BreakGlass {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let reference = see.desk.reference(self.id);
        let title = match reference {
            Some(reference) => format!("RESTRICTED: {}", reference.short()),
            None => "A RESTRICTED RECORD".to_owned(),
        };
        let mut form = reason_form(&title, "open it");
        "It is kept from you. Say why you must open it: whose record it is reads that, and it stays \
         in the journal. It is open to you until this desk locks or is left."
            .clone_into(&mut form.intro);
        Ok(form)
    }

    fn read(&self, _see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let because = REASON.said(form, "Say why you must open it")?;
        let because = reason(&because).map_err(|why| REASON.fault(why))?;
        let command = Command::BreakGlass {
            id: self.id,
            because,
        };
        Ok(Filled::Write(
            Box::new(command),
            for_good("a restricted record was opened"),
        ))
    }

    fn right(&self) -> Option<Right> {
        Some(Right::BreakGlass)
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::open(Screen::Incident(IncidentScreen::new(self.id)))
    }
}
