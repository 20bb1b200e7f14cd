//! Offering a handover and accepting one by name.

use super::shift::{report, since, written};
use crate::app::desk::Desk;
use crate::app::form::handle::{Each, Handle, OneLine, Prose};
use crate::app::form::{Fault, Form};
use crate::app::message::Saved;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::app::session::undo::inverse::for_good;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::domain::handover::Handover;
use crate::domain::id::HandoverId;
use crate::domain::text::fold;
use crate::report::handover::ShiftReport;

/// To whom it is offered.
const TO: Handle<OneLine> = Handle::new("to");
/// A note on all of it.
const NOTE: Handle<Prose> = Handle::new("note");
/// A note on one case, by its reference.
const CASE: Each<OneLine> = Each::new("case/#");
/// Who accepts it.
const NAME: Handle<OneLine> = Handle::new("name");
/// What is said to it by who accepts it.
const ANSWER: Handle<OneLine> = Handle::new("note");

/// What is said of a handover that is gone.
pub(super) const GONE: &str = "The handover is no longer there.";

/// The form that offers a handover.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Offer {
    /// The key of the draft that is gone on with: it names who typed it, who may be another.
    pub(in crate::app::page) draft: Option<DraftKey>,
}

impl Sheet for Offer {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        Ok(offer_form(&report(see), see.desk))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let (to, note, notes) = read_offer(form)?;
        let command = Command::OfferHandover {
            since: since(see),
            to,
            body: written(see, &note, &notes),
            draft: form.draft_key.clone(),
        };
        Ok(Filled::Write(
            Box::new(command),
            for_good("a handover was offered"),
        ))
    }

    fn draft_key(&self, user: &str) -> Option<DraftKey> {
        let own = || DraftKey::OfferHandover(user.to_owned());
        Some(self.draft.clone().unwrap_or_else(own))
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("Offered: it stands on both desks until it is accepted.")
    }
}

/// The form that accepts a handover by name.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Accept {
    pub(in crate::app::page) id: HandoverId,
    /// The key of the draft that is gone on with.
    pub(in crate::app::page) draft: Option<DraftKey>,
}

impl Accept {
    fn handover<'a>(&self, see: &See<'a>) -> Option<&'a Handover> {
        let mut handovers = see.desk.handovers.iter();
        handovers.find(|handover| handover.id == self.id)
    }
}

impl Sheet for Accept {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let handover = self.handover(see).ok_or(GONE)?;
        Ok(accept_form(handover, see.user))
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let by = NAME.said(form, "Say who you are: it is accepted by name")?;
        let own = self.handover(see);
        if own.is_some_and(|handover| fold(&handover.offered_by) == fold(&by)) {
            return Err(NAME.fault("You offered it: somebody else takes it over"));
        }
        let command = Command::AcceptHandover {
            id: self.id,
            by,
            note: ANSWER.text(form)?,
            draft: form.draft_key.clone(),
        };
        Ok(Filled::Write(
            Box::new(command),
            for_good("a handover was accepted"),
        ))
    }

    fn draft_key(&self, user: &str) -> Option<DraftKey> {
        let own = || DraftKey::AcceptHandover(self.id, user.to_owned());
        Some(self.draft.clone().unwrap_or_else(own))
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("Accepted.")
    }
}

/// Returns the form that offers a handover, with a line for a note on each case that it says
/// something of.
fn offer_form(report: &ShiftReport, desk: &Desk) -> Form {
    let mut fields = vec![
        TO.field("To whom").help(
            "A person or a role, such as Day duty manager. It waits until somebody accepts it.",
        ),
        NOTE.field("Note on all of it"),
    ];
    for reference in report.handed_over() {
        let label = format!("Note on {}", reference.short());
        let note = CASE.of(&reference.to_string()).field(&label);
        let mut open = desk.shift.open.iter();
        fields.push(match open.find(|listed| listed.reference == *reference) {
            Some(listed) => note.help(&listed.summary),
            None => note,
        });
    }
    Form::new("OFFER A HANDOVER", "offer it", fields)
}

/// To whom, the note on all of it, and the notes on cases by their reference.
type Offered = (String, String, Vec<(String, String)>);

/// Returns to whom, the note on all of it, and the notes on cases by their reference.
///
/// # Errors
/// When it is offered to nobody.
fn read_offer(form: &Form) -> Result<Offered, Fault> {
    let to = TO.said(form, "Say to whom: a person or a role")?;
    let notes = form.fields.iter().filter_map(|field| {
        let reference = CASE.whose(field)?;
        let note = field.value();
        (!note.is_empty()).then(|| (reference.to_owned(), note))
    });
    Ok((to, NOTE.text(form)?, notes.collect()))
}

/// Returns the form that accepts a handover, under whose it is.
fn accept_form(handover: &Handover, user: &str) -> Form {
    Form::new(
        &format!("ACCEPT THE HANDOVER FROM {}", handover.offered_by),
        "accept it",
        vec![
            NAME.field("Your name")
                .offering(user)
                .help("It is accepted by name: from now on these cases are on your desk."),
            ANSWER.field("Anything to say to it"),
        ],
    )
}
