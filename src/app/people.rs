//! The people of an incident: changing who they are, taking one off who was put on it by mistake.

use super::App;
use super::forms::{Purpose, person};
use super::message::Outcome;
use super::screen::{Asked, Confirm, Screen, Then};
use super::who::named_words;
use crate::domain::command::Edit;
use crate::domain::id::IncidentId;

/// What is said where nobody is chosen.
const NOBODY: &str = "Nobody is on the incident yet; p puts somebody on it.";

impl App {
    pub(super) fn open_edit_person(&mut self, id: IncidentId, at: usize) -> Outcome {
        let row = self.desk.row(id);
        let Some((row, known)) = row.and_then(|row| Some((row, row.incident.people.get(at)?)))
        else {
            return self.say(NOBODY);
        };
        let key = row.incident.person_key(known.id);
        if !known.stands() {
            return self.say(format!("{key} was taken off: D puts them back."));
        }
        let (person_id, mut form) = (known.id, person::known_form(known));
        form.title = format!("{}  {key}", form.title);
        self.open_form(Purpose::EditPerson(id, person_id), form)
    }

    /// Asks why the chosen person is taken off; of one who was, whether to put them back.
    pub(super) fn take_off_or_put_back(&mut self, id: IncidentId, at: usize) -> Outcome {
        let row = self.desk.row(id);
        let Some((row, known)) = row.and_then(|row| Some((row, row.incident.people.get(at)?)))
        else {
            return self.say(NOBODY);
        };
        let key = row.incident.person_key(known.id);
        let who = named_words(row, &key);
        let Some(reason) = &known.struck else {
            let (person_id, mut form) = (known.id, person::take_off_form(&who));
            form.title = format!("{}  {key}", form.title);
            return self.open_form(Purpose::TakeOff(id, person_id), form);
        };
        let question = format!("Put {who} back on the incident? Taken off: {reason}");
        let asked = Asked {
            id,
            words: format!("{key} put back"),
            said: format!("{who} is on the incident again. u undoes it."),
            edits: vec![Edit::StrikePerson(known.id, None)],
        };
        self.push(Screen::Confirm(Confirm {
            question,
            then: Then::Revise(Box::new(asked)),
        }))
    }
}
