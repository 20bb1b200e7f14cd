//! Where a binding holds.

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Every screen where plain keys are not typing.
    Everywhere,
    /// A page over the passphrase: nothing of the desk can be reached from it.
    BeforeOpen,
    /// Any list of the desk or of an incident.
    List,
    /// The list of incidents.
    Incoming,
    /// The alert form's pane.
    FormPane,
    /// The list of what is due.
    Deadlines,
    /// Who is told, and how to reach them.
    Contacts,
    /// One incident.
    Incident,
    /// The people of one incident.
    People,
    /// The timeline of one incident.
    Timeline,
    /// The steps of one incident.
    Steps,
    /// The advice page.
    Advice,
    /// The ledgers of one incident: decisions, meetings, checks, tasks, papers, links.
    Ledger,
    /// One meeting.
    Meeting,
    /// What one shift hands to the next.
    Handover,
    /// What waits for whoever keeps the register.
    Queues,
    /// Every incident, by any column.
    Register,
    /// How many of the register are of each month, team or reason.
    RegisterCounts,
    /// Choosing columns or a view of the register.
    RegisterColumns,
    /// The views of the register.
    RegisterViews,
    /// Asking the register.
    RegisterQuery,
    /// A report of some days.
    Reports,
    /// What may be the same as a call that is half taken down.
    Alike,
    /// Who may be a child that is looked for.
    FoundPeople,
    /// What happened to somebody over their incidents.
    Chronology,
    /// What programs that ended left half typed.
    LeftBehind,
    /// The page before an alert leaves.
    Send,
    /// A clock explained.
    Explain,
    /// Filling in a form.
    Form,
    /// Typing a filter.
    Filter,
    /// The palette.
    Palette,
    /// A question with yes and no.
    Question,
    /// A question whose Yes would be grave if it were a slip.
    GraveQuestion,
}

impl Scope {
    /// Returns the heading of the `?` page.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::BeforeOpen => "Before the desk is open",
            Self::List => "In any list",
            Self::Incoming => "Incoming",
            Self::FormPane => "Alert form, on the desk",
            Self::Deadlines => "Deadlines",
            Self::Contacts => "Contacts",
            Self::Incident => "Incident",
            Self::People => "People",
            Self::Timeline => "Timeline",
            Self::Steps => "Steps",
            Self::Advice => "Advice",
            Self::Ledger => "Decisions, meetings, checks, tasks, papers, links",
            Self::Meeting => "One meeting",
            Self::Handover => "Handover",
            Self::Queues => "Queues",
            Self::Register => "Register",
            Self::RegisterCounts => "Counts of the register",
            Self::RegisterColumns => "Columns of the register",
            Self::RegisterViews => "Views of the register",
            Self::RegisterQuery => "Asking the register",
            Self::Reports => "Reports",
            Self::Alike => "May be the same",
            Self::FoundPeople => "Find a child",
            Self::Chronology => "Chronology",
            Self::LeftBehind => "Left behind",
            Self::Send => "Sending a form",
            Self::Explain => "A clock explained",
            Self::Form => "Filling in a form",
            Self::Filter => "Filter",
            Self::Palette => "Palette",
            Self::Question => "Questions",
            Self::GraveQuestion => "Questions where a slip would be grave",
        }
    }

    /// Every scope, in the order of the `?` page.
    pub const ALL: [Self; 33] = [
        Self::Everywhere,
        Self::BeforeOpen,
        Self::List,
        Self::Incoming,
        Self::FormPane,
        Self::Deadlines,
        Self::Contacts,
        Self::Incident,
        Self::People,
        Self::Timeline,
        Self::Steps,
        Self::Ledger,
        Self::Meeting,
        Self::Handover,
        Self::Queues,
        Self::Register,
        Self::RegisterCounts,
        Self::RegisterColumns,
        Self::RegisterViews,
        Self::RegisterQuery,
        Self::Reports,
        Self::Alike,
        Self::FoundPeople,
        Self::Chronology,
        Self::LeftBehind,
        Self::Advice,
        Self::Send,
        Self::Explain,
        Self::Form,
        Self::Filter,
        Self::Palette,
        Self::Question,
        Self::GraveQuestion,
    ];
}
