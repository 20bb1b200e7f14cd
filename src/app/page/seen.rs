//! Who opened an incident, and when: the rows of `dutydesk who-saw`.

use super::ledger::Ledger;
use super::{Next, See};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::line::{Line, Tone};
use crate::domain::id::IncidentId;
use crate::words::view::glass;

/// Who opened an incident.
#[derive(Clone, Debug)]
pub struct SeenBy(pub IncidentId);

/// What is said to whoever may not know it.
const NOT_TOLD: &str = "Who opened it is told to whoever logged it, to those who restrict records, and \
                        to those who check the record.";

impl Ledger for SeenBy {
    type On = ();

    const TITLE: &'static str = "SEEN BY";

    fn of(&self) -> IncidentId {
        self.0
    }

    fn lines_of(&self, _see: &See<'_>, row: &Row) -> Vec<Line<()>> {
        let Some(views) = &row.views else {
            return vec![Line::read(NOT_TOLD, Tone::Faint)];
        };
        let mut out = vec![Line::heading(
            "Who opened it, a line an hour for one person",
        )];
        if views.is_empty() {
            out.push(Line::read("  Nobody yet.", Tone::Faint));
        }
        for view in views {
            let words = format!("  {}  {}", view.at.long(), view.by);
            out.push(Line::on(words, Tone::Plain, ()));
            if view.glass.is_some() {
                out.push(Line::read(format!("      {}", glass(view)), Tone::Wrong));
            }
        }
        out
    }

    fn act_on(&self, _see: &See<'_>, _row: &Row, _on: (), _action: Action) -> Next {
        Next::Stay
    }

    fn add(&self) -> Next {
        Next::say("Each opening is written down by itself.")
    }
}
