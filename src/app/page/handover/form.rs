//! Offering a handover and accepting one by name.

use super::shift::{since, written};
use crate::app::desk::Desk;
use crate::app::form::reading::Fault;
use crate::app::form::{Field, Form, Kind};
use crate::app::message::Saved;
use crate::app::page::{Filled, Next, See, Sheet};
use crate::app::session::undo::inverse::for_good;
use crate::domain::command::Command;
use crate::domain::draft::DraftKey;
use crate::domain::handover::Handover;
use crate::domain::id::HandoverId;
use crate::domain::text::fold;

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
        Ok(offer_form(see.desk))
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
        let by = form.value("name");
        if by.is_empty() {
            let words = "Say who you are: it is accepted by name".to_owned();
            return Err(("name".to_owned(), words));
        }
        let own = self.handover(see);
        if own.is_some_and(|handover| fold(&handover.offered_by) == fold(&by)) {
            let words = "You offered it: somebody else takes it over".to_owned();
            return Err(("name".to_owned(), words));
        }
        let command = Command::AcceptHandover {
            id: self.id,
            by,
            note: form.value("note"),
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

/// Returns the form that offers a handover, with a line for a note on each open case.
fn offer_form(desk: &Desk) -> Form {
    let mut fields = vec![
        Field::new("to", "To whom", Kind::Line).help(
            "A person or a role, such as Day duty manager. It waits until somebody accepts it.",
        ),
        Field::new("note", "Note on all of it", Kind::Text),
    ];
    for listed in &desk.shift.open {
        let reference = &listed.reference;
        let label = format!("Note on {}", reference.short());
        fields.push(
            Field::new(&format!("case/{reference}"), &label, Kind::Line).help(&listed.summary),
        );
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
    let to = form.value("to");
    if to.is_empty() {
        return Err((
            "to".to_owned(),
            "Say to whom: a person or a role".to_owned(),
        ));
    }
    let notes = form.fields.iter().filter_map(|field| {
        let reference = field.id.strip_prefix("case/")?;
        let note = field.value();
        (!note.is_empty()).then(|| (reference.to_owned(), note))
    });
    Ok((to, form.value("note"), notes.collect()))
}

/// Returns the form that accepts a handover, under whose it is.
fn accept_form(handover: &Handover, user: &str) -> Form {
    Form::new(
        &format!("ACCEPT THE HANDOVER FROM {}", handover.offered_by),
        "accept it",
        vec![
            Field::new("name", "Your name", Kind::Line)
                .with(user)
                .help("It is accepted by name: from now on these cases are on your desk."),
            Field::new("note", "Anything to say to it", Kind::Line),
        ],
    )
}
