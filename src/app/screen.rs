//! What each page remembers that is drawn in a way of its own.

use super::action::Action;
use super::keymap::Scope;
use crate::domain::id::IncidentId;

/// The four panes of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    /// Incidents that wait for their alert.
    Incoming,
    /// The chosen incident's alert form.
    Form,
    /// Everything that is due.
    Deadlines,
    /// Who is told, and how to reach them.
    Contacts,
}

impl Pane {
    /// Every pane, by its digit.
    pub const ALL: [Self; 4] = [Self::Incoming, Self::Form, Self::Deadlines, Self::Contacts];

    /// Returns the pane's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Incoming => "Incoming",
            Self::Form => "Alert form",
            Self::Deadlines => "Deadlines",
            Self::Contacts => "Contacts",
        }
    }

    /// Returns the pane that a key goes to.
    pub(super) fn gone_to(action: Action) -> Option<Self> {
        match action {
            Action::GoIncoming => Some(Self::Incoming),
            Action::GoForm => Some(Self::Form),
            Action::GoDeadlines => Some(Self::Deadlines),
            Action::GoContacts => Some(Self::Contacts),
            _ => None,
        }
    }

    /// Returns the pane's keys.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Incoming => Scope::Incoming,
            Self::Form => Scope::FormPane,
            Self::Deadlines => Scope::Deadlines,
            Self::Contacts => Scope::Contacts,
        }
    }

    /// Returns the pane `by` further round.
    #[must_use]
    pub fn turned(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        Self::ALL
            .get((at + by) % Self::ALL.len())
            .copied()
            .unwrap_or(self)
    }
}

/// The tabs of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What, who, where it stands.
    Summary,
    /// The alert form as it will be sent.
    Form,
    /// Who is on it.
    People,
    /// What happened, corrections visible.
    Timeline,
    /// What is to be done.
    Steps,
    /// Who decides, and what was decided.
    Decisions,
    /// The meetings called for and arranged.
    Meetings,
    /// Agency checks and checklists.
    Checks,
    /// Tasks, actions and learning.
    Tasks,
    /// Who was told.
    Told,
    /// Forms and letters.
    Papers,
    /// Linked incidents and parallel processes.
    Links,
    /// Who opened it.
    Seen,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Self; 13] = [
        Self::Summary,
        Self::Form,
        Self::People,
        Self::Timeline,
        Self::Steps,
        Self::Decisions,
        Self::Meetings,
        Self::Checks,
        Self::Tasks,
        Self::Told,
        Self::Papers,
        Self::Links,
        Self::Seen,
    ];

    /// Returns the tab's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Form => "Form",
            Self::People => "People",
            Self::Timeline => "Timeline",
            Self::Steps => "Steps",
            Self::Decisions => "Decisions",
            Self::Meetings => "Meetings",
            Self::Checks => "Checks",
            Self::Tasks => "Tasks",
            Self::Told => "Told",
            Self::Papers => "Papers",
            Self::Links => "Links",
            Self::Seen => "Seen by",
        }
    }

    /// Returns the tab's own keys.
    #[must_use]
    pub fn scope(self) -> Option<Scope> {
        match self {
            Self::People => Some(Scope::People),
            Self::Timeline => Some(Scope::Timeline),
            Self::Told => Some(Scope::Contacts),
            Self::Steps => Some(Scope::Steps),
            Self::Form => Some(Scope::FormPane),
            Self::Summary => None,
            _ => Some(Scope::Ledger),
        }
    }

    /// Says whether it is a page of lines.
    #[must_use]
    pub fn is_lines(self) -> bool {
        self.scope() == Some(Scope::Ledger)
    }

    /// Returns the tab `by` further round.
    #[must_use]
    pub fn turned(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        Self::ALL
            .get((at + by) % Self::ALL.len())
            .copied()
            .unwrap_or(self)
    }
}

/// One incident.
#[derive(Clone, Debug)]
pub struct IncidentScreen {
    /// Which.
    pub id: IncidentId,
    /// The tab in front.
    pub tab: Tab,
    /// The chosen line of the tab, or how far it is scrolled.
    pub at: usize,
}

impl IncidentScreen {
    /// Returns the page of an incident, with its first tab in front.
    #[must_use]
    pub fn new(id: IncidentId) -> Self {
        Self {
            id,
            tab: Tab::Summary,
            at: 0,
        }
    }
}

/// What the protocol says of one incident.
#[derive(Clone, Debug)]
pub struct AdviceScreen {
    /// Which.
    pub id: IncidentId,
    /// The chosen line.
    pub at: usize,
    /// The questions asked since the page was opened, by path: they keep their places until it is
    /// left, so that a key never answers another than the one that was read.
    pub asked: Vec<String>,
    /// The question being answered: once it is, the choice goes on to the next open one.
    pub answering: Option<String>,
}

impl AdviceScreen {
    /// Returns the page of an incident, nothing asked yet.
    #[must_use]
    pub fn new(id: IncidentId) -> Self {
        Self {
            id,
            at: 0,
            asked: Vec::new(),
            answering: None,
        }
    }
}

/// A clock explained.
#[derive(Clone, Debug)]
pub struct ExplainScreen {
    /// Whose.
    pub id: IncidentId,
    /// Which clock.
    pub clock: String,
    /// How far it is scrolled.
    pub at: usize,
}

/// The page before an alert leaves.
#[derive(Clone, Debug)]
pub struct SendScreen {
    /// Which incident's.
    pub id: IncidentId,
    /// Which form of the pack.
    pub form: String,
    /// The chosen line.
    pub at: usize,
}

/// Words to read.
#[derive(Clone, Debug)]
pub struct Words {
    /// The heading.
    pub title: String,
    /// The lines, wrapped when drawn.
    pub lines: Vec<String>,
    /// The incident that the page under them was on when they were opened: it may be on another since.
    pub about: Option<IncidentId>,
    /// How far it is scrolled.
    pub at: usize,
}

/// Finding a command by its words.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// What was typed.
    pub typed: String,
    /// The chosen row.
    pub at: usize,
}

impl Words {
    /// The heading over what somebody else changed.
    pub const MEANWHILE: &'static str = "CHANGED MEANWHILE";
}

/// Returns the columns that several-line text is wrapped at: the form stands beside the deadlines
/// in a wide terminal.
#[must_use]
pub fn form_columns(size: (u16, u16)) -> usize {
    let columns = usize::from(size.0);
    let form = if columns >= WIDE {
        columns * 3 / 5
    } else {
        columns
    };
    form.saturating_sub(LABEL + 4).max(10)
}

/// The columns of a field's label; what is in the field stands beside it.
pub const LABEL: usize = 24;

/// From this many columns the four panes stand side by side.
pub const WIDE: usize = 110;
