//! The people of an incident: changing who they are, taking one off who was put on it by mistake.

pub mod form;

use self::form::{EditPerson, TakeOff};
use super::{Next, Revision};
use crate::app::desk::Row;
use crate::app::session::notice::UNDOES;
use crate::domain::command::Edit;
use crate::domain::incident::Person;

/// What is said where nobody is chosen.
const NOBODY: &str = "Nobody is on the incident yet; p puts somebody on it.";

fn chosen(row: &Row, at: usize) -> Option<(&Person, String)> {
    let person = row.incident.people.get(at)?;
    Some((person, row.incident.person_key(person.id)))
}

/// Opens who the chosen person is.
pub(super) fn open_edit(row: &Row, at: usize) -> Next {
    let Some((known, key)) = chosen(row, at) else {
        return Next::say(NOBODY);
    };
    if !known.stands() {
        return Next::say(format!("{key} was taken off: D puts them back."));
    }
    Next::form(EditPerson {
        id: row.incident.id,
        person: known.id,
    })
}

/// Asks why the chosen person is taken off; of one who was, whether to put them back.
pub(super) fn take_off_or_put_back(row: &Row, at: usize) -> Next {
    let Some((known, key)) = chosen(row, at) else {
        return Next::say(NOBODY);
    };
    let id = row.incident.id;
    let Some(reason) = &known.struck else {
        let person = known.id;
        return Next::form(TakeOff { id, person });
    };
    let who = row.who().named(&key);
    let question = format!("Put {who} back on the incident? Taken off: {reason}");
    let revision = Revision {
        id,
        words: format!("{key} put back"),
        said: format!("{who} is on the incident again.{UNDOES}"),
        edits: vec![Edit::StrikePerson(known.id, None)],
    };
    Next::ask(question, Next::Revise(Box::new(revision)))
}
