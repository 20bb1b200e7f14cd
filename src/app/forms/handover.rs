//! Offering a handover and accepting one by name.

use crate::app::desk::Desk;
use crate::app::form::{Field, Form, Kind};
use crate::app::forms::quick_log::Fault;
use crate::domain::handover::Handover;

/// Returns the form that offers a handover, with a line for a note on each open case.
#[must_use]
pub fn offer_form(desk: &Desk) -> Form {
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
pub type Offer = (String, String, Vec<(String, String)>);

/// Returns to whom, the note on all of it, and the notes on cases by their reference.
///
/// # Errors
/// When it is offered to nobody.
pub fn read_offer(form: &Form) -> Result<Offer, Fault> {
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
#[must_use]
pub fn accept_form(handover: &Handover, user: &str) -> Form {
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
