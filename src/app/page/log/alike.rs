//! The incidents that may be the one being logged, each with why: one is chosen to go on with.

use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::page::lines::Lines;
use crate::app::page::timeline::note::Note;
use crate::app::page::{Next, Screen, See};
use crate::app::screen::IncidentScreen;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::similar::Why;
use crate::report::register::RegisterRow;
use crate::rules::summary::Listed;

/// What may be the same as a call that is half taken down.
#[derive(Clone, Debug)]
pub(in crate::app::page) struct Alike {
    /// What is typed of it, as a note on another incident.
    pub(super) note: String,
    /// The call's draft, which the note takes the place of.
    pub(super) draft: Option<DraftKey>,
    /// What may be the same, the likeliest first.
    pub(super) found: Vec<(Listed, Why)>,
}

impl Lines for Alike {
    type On = IncidentId;

    fn title(&self, _see: &See<'_>) -> String {
        "MAY BE THE SAME".to_owned()
    }

    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Alike]
    }

    fn lines(&self, see: &See<'_>) -> Vec<Line<IncidentId>> {
        let mut out = vec![
            Line::read(
                "Enter goes on with one, what is typed ready as a note on it; Esc goes back to the \
                 call.",
                Tone::Faint,
            ),
            Line::blank(),
        ];
        for (listed, why) in &self.found {
            let row = RegisterRow::of(listed, false, see.now);
            let words = format!("  {}  {}", row.reference, row.what());
            out.push(Line::on(words, Tone::Plain, listed.id));
            let words = format!("      {}; told {}; {}", why.words(), row.ago, row.standing);
            out.push(Line::read(words, Tone::Strong));
        }
        out
    }

    fn act(&self, _see: &See<'_>, on: Option<IncidentId>, action: Action) -> Next {
        match (on, action) {
            // This page goes first, then the call under it.
            (Some(id), Action::Enter) => {
                Next::Back.then(go_on(id, self.note.clone(), self.draft.clone()))
            }
            _ => Next::Stay,
        }
    }
}

/// Leaves the call for an incident that was found, with what was typed ready as a note on it.
pub(super) fn go_on(id: IncidentId, typed: String, draft: Option<DraftKey>) -> Next {
    let opened = Next::Back.then(Next::open(Screen::Incident(IncidentScreen::new(id))));
    if typed.is_empty() {
        return opened;
    }
    opened.then(Next::form(Note::of(id, typed, draft)))
}
