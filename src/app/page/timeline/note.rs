//! A note on the timeline.

use crate::app::form::handle::{Handle, Past, Prose};
use crate::app::form::{Fault, Form};
use crate::app::page::entry::NOT_HERE;
use crate::app::page::{Filled, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::timeline::{NOTE, NewEvent};

/// The note.
const NOTE_WORDS: Handle<Prose> = Handle::new("note");
/// When.
const AT: Handle<Past> = Handle::new("at");

/// The form of a note.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Note {
    id: IncidentId,
    /// What was typed elsewhere, and is to be looked at before it is written.
    words: String,
    /// The draft that it was typed in.
    replaces: Option<DraftKey>,
}

impl Note {
    /// Returns an empty note.
    pub(in crate::app::page) fn new(id: IncidentId) -> Self {
        Self::of(id, String::new(), None)
    }

    /// Returns a note of what was typed elsewhere.
    pub(in crate::app::page) fn of(
        id: IncidentId,
        words: String,
        replaces: Option<DraftKey>,
    ) -> Self {
        Self {
            id,
            words,
            replaces,
        }
    }
}

impl Sheet for Note {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        // The incident of what was typed elsewhere may be still on its way from the file.
        if self.words.is_empty() {
            see.row(self.id).ok_or(NOT_HERE)?;
            return Ok(note_form());
        }
        let mut form = note_form();
        form.settle();
        NOTE_WORDS.set(&mut form, &self.words);
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let edit = note_edit(form, see.now)?;
        Ok(Filled::edits(vec![edit], "the note"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(DraftKey::Note(self.id))
    }

    fn replaces(&self) -> Option<&DraftKey> {
        self.replaces.as_ref()
    }
}

/// Returns the form of a note.
fn note_form() -> Form {
    Form::new(
        "NOTE",
        "write it",
        vec![NOTE_WORDS.field("Note"), AT.field("When").offering("now")],
    )
}

/// Returns the edit that writes a note.
///
/// # Errors
/// When the note is empty or the time cannot be.
fn note_edit(form: &Form, now: Instant) -> Result<Edit, Fault> {
    let note = NOTE_WORDS.said(form, "Write the note")?;
    let mut event = NewEvent::new(NOTE, AT.or_unknown(form, now)?);
    event.note = note;
    Ok(Edit::Event(event))
}
