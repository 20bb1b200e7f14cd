//! Where the cursor stops in the list of what is due: its lines, and the headings of folded groups.

use crate::domain::id::IncidentId;
use crate::domain::page::Count;
use crate::rules::sight::groups::DueGroup;
use crate::rules::sight::{Due, Sight};
use crate::rules::summary::DueOf;

/// What is chosen of what is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueChoice {
    /// A line of an incident; its most urgent one while absent.
    Line(IncidentId, Option<DueOf>),
    /// The heading of a folded group.
    Group(DueGroup),
}

impl DueChoice {
    /// Returns the incident that it is of.
    #[must_use]
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::Line(id, _) => Some(*id),
            Self::Group(_) => None,
        }
    }
}

/// A row that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueStop<'a> {
    /// A line.
    Line(&'a Due),
    /// The heading of a folded group, and how many lines it has.
    Group(DueGroup, Count),
}

impl DueStop<'_> {
    /// Returns what is chosen with it.
    #[must_use]
    pub fn choice(self) -> DueChoice {
        match self {
            Self::Line(due) => DueChoice::Line(due.incident, Some(due.line.of.clone())),
            Self::Group(group, _) => DueChoice::Group(group),
        }
    }

    /// Says whether it is what was chosen.
    #[must_use]
    pub fn is(self, choice: &DueChoice) -> bool {
        match (self, choice) {
            (Self::Line(due), DueChoice::Line(incident, Some(of))) => {
                due.incident == *incident && due.line.of == *of
            }
            (Self::Group(group, _), DueChoice::Group(chosen)) => group == *chosen,
            _ => false,
        }
    }
}

/// Returns the rows in sight that can be chosen, each with its group, in the order of the list.
///
/// A page is a stretch of the list: of the folded groups those stand in it that lie between its
/// lines, and those before its first or after its last where nothing else of the list does.
#[must_use]
pub fn stops<'a>(sight: &'a Sight, folded: &[DueGroup]) -> Vec<(DueGroup, DueStop<'a>)> {
    let due = &sight.due;
    let first = due.rows.first().map(|(group, _)| *group);
    let last = due.rows.last().map(|(group, _)| *group);
    let is_in_page = |group: DueGroup| {
        let is_after = due.above.is_none() || first.is_some_and(|first| group > first);
        let is_before = due.below.is_none() || last.is_some_and(|last| group < last);
        is_after && is_before
    };
    let mut out = Vec::new();
    for (group, count) in sight.groups.each() {
        if folded.contains(&group) {
            out.extend(is_in_page(group).then_some((group, DueStop::Group(group, count))));
        } else {
            let own = due.rows.iter().filter(|(own, _)| *own == group);
            out.extend(own.map(|(group, due)| (*group, DueStop::Line(due))));
        }
    }
    out
}
