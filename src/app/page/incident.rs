//! One incident: its tabs, each with its own lines or its own page.

pub mod place;

use self::place::{open_record, record_next, record_step};
use super::checks::Checks;
use super::decisions::Decisions;
use super::lines::Listing;
use super::links::Links;
use super::meetings::Meetings;
use super::papers::Papers;
use super::papers::paper::open_alert;
use super::people::{open_edit, take_off_or_put_back};
use super::restricted::open_restrict;
use super::seen::SeenBy;
use super::tasks::Tasks;
use super::timeline::open_correct;
use super::{Next, Page, See, Shows, contacts};
use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::keymap::Scope;
use crate::app::line::Line;
use crate::app::motion::{motion, moved};
use crate::app::screen::{IncidentScreen, Tab};
use crate::domain::id::IncidentId;
use crate::words::cite::quoted;
use crate::words::event;

impl IncidentScreen {
    /// Returns the page that the tab in front shows, where it shows one.
    #[must_use]
    fn tab_page(&self) -> Option<Box<dyn Page>> {
        let (id, at) = (self.id, self.at);
        Some(match self.tab {
            Tab::Decisions => Box::new(Listing {
                of: Decisions(id),
                at,
            }),
            Tab::Meetings => Box::new(Listing {
                of: Meetings(id),
                at,
            }),
            Tab::Checks => Box::new(Listing { of: Checks(id), at }),
            Tab::Tasks => Box::new(Listing { of: Tasks(id), at }),
            Tab::Papers => Box::new(Listing { of: Papers(id), at }),
            Tab::Links => Box::new(Listing { of: Links(id), at }),
            Tab::Seen => Box::new(Listing { of: SeenBy(id), at }),
            _ => return None,
        })
    }

    /// Returns how many lines the choice moves over; a page of text scrolls freely.
    fn count(&self, row: Option<&Row>, reach: usize) -> usize {
        let Some(row) = row else {
            return 0;
        };
        match self.tab {
            Tab::People => row.incident.people.len(),
            Tab::Timeline => row.incident.timeline.len(),
            Tab::Steps => row.case.steps.len(),
            Tab::Told => row.case.told.len(),
            _ => reach + 1,
        }
    }

    /// Moves the choice; on the tab of who is told, the role of the contacts with it.
    fn go(&mut self, see: &See<'_>, by: isize) -> Next {
        let row = see.row(self.id);
        self.at = moved(self.at, by, self.count(row, see.last_scroll));
        if self.tab != Tab::Told {
            return Next::Stay;
        }
        let face = row.and_then(|row| row.case.told.get(self.at));
        Next::SelectRole(face.map(|face| face.role.clone()))
    }

    fn turn(&mut self, by: usize) -> Next {
        self.tab = self.tab.turned(by);
        self.at = 0;
        Next::SelectRole(None)
    }
}

impl Page for IncidentScreen {
    fn scopes(&self) -> Vec<Scope> {
        let own = self.tab.scope();
        let all = [Scope::Incident, Scope::List, Scope::Everywhere];
        own.into_iter().chain(all).collect()
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn role(&self, see: &See<'_>) -> Option<String> {
        let told = &see
            .row(self.id)
            .filter(|_| self.tab == Tab::Told)?
            .case
            .told;
        told.get(self.at).map(|face| face.role.clone())
    }

    fn is_on_forms(&self) -> bool {
        self.tab == Tab::Papers
    }

    fn shows(&self) -> Shows {
        self.tab_page().map_or(Shows::Nothing, |page| page.shows())
    }

    fn rows(&self, see: &See<'_>) -> Vec<Line<()>> {
        self.tab_page().map_or_else(Vec::new, |page| page.rows(see))
    }

    fn at(&self) -> usize {
        self.at
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        match action {
            Action::NextPane => return self.turn(1),
            Action::PreviousPane => return self.turn(Tab::ALL.len() - 1),
            _ => {}
        }
        let is_own = matches!(action, Action::Record | Action::Restrict);
        let page = self.tab_page().filter(|_| !is_own);
        if let Some(mut page) = page {
            let next = page.act(see, action);
            self.at = page.at();
            return next;
        }
        if let Some(by) = motion(action) {
            return self.go(see, by);
        }
        let Some(row) = see.row(self.id) else {
            return Next::Stay;
        };
        match (action, self.tab) {
            (Action::Done, Tab::Steps) => record_step(see, row, self.at),
            (Action::Done, _) => record_next(see, row),
            (Action::Record, _) => open_record(see, row, None),
            (Action::Restrict, _) => open_restrict(see, row),
            (Action::Correct, Tab::Timeline) => open_correct(row, self.at),
            (Action::Enter, Tab::Steps) => show_step(row, self.at),
            (Action::Enter, Tab::People) => open_edit(row, self.at),
            (Action::TakeBack, Tab::People) => take_off_or_put_back(row, self.at),
            (Action::Enter, Tab::Form) => open_alert(row),
            (Action::Confirm, Tab::Told) => contacts::confirm(see, see.role),
            (Action::EditContact, Tab::Told) => contacts::open(see.role),
            _ => Next::Stay,
        }
    }
}

fn show_step(row: &Row, at: usize) -> Next {
    let Some(step) = row.case.steps.get(at) else {
        return Next::Stay;
    };
    let mut lines = vec![
        format!("{}: {}", step.state.word(), step.title),
        format!("owner  {}", step.owner),
    ];
    if !step.deputy.is_empty() {
        lines.push(format!(
            "deputy {}: in the owner's absence, say why",
            step.deputy
        ));
    }
    if let Some(done) = &step.done_by {
        lines.push(format!("done   {}", event::done(done)));
    }
    if !step.help.is_empty() {
        lines.push(step.help.clone());
    }
    let cite = step.cite.as_ref();
    lines.extend(cite.and_then(|cite| quoted(row.pack(), cite)));
    Next::words(format!("STEP  {}", step.track), lines)
}
