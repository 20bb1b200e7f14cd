//! The columns of the register: their titles, what stands in them, what they are sorted by.

use crate::domain::instant::Instant;
use crate::rules::sight::counted::CountBy;
use crate::rules::sight::table::{Entry, SortBy};
use crate::rules::summary::RESTRICTED;
use crate::words::case;
use crate::words::time::span;

/// A column of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What people call it.
    Reference,
    /// The names of those whom it is about.
    Child,
    /// The age of the youngest of them at the incident.
    Age,
    /// When it happened.
    Happened,
    /// When the authority was told.
    Told,
    /// The reasons for the alert.
    Reason,
    /// The kind of case.
    Kind,
    /// Where the case stands.
    State,
    /// What the first decision came to, and when.
    Decision,
    /// When the next duty is due.
    Due,
    /// By how much that is late.
    Late,
    /// Whose it is.
    Owner,
    /// The team that the alert came from.
    Team,
    /// The agency that it came from.
    Agency,
    /// Where the information came from.
    Source,
    /// When it was notified.
    Notified,
    /// When the panel was held.
    Panel,
    /// What the last decision came to, and when.
    Final,
    /// When the learning was shared.
    Learning,
}

impl Column {
    /// Every column, in the order in which they stand at first.
    pub const ALL: [Self; 19] = [
        Self::Reference,
        Self::Child,
        Self::Age,
        Self::Happened,
        Self::Told,
        Self::Reason,
        Self::Kind,
        Self::State,
        Self::Decision,
        Self::Due,
        Self::Late,
        Self::Owner,
        Self::Team,
        Self::Agency,
        Self::Source,
        Self::Notified,
        Self::Panel,
        Self::Final,
        Self::Learning,
    ];

    /// Returns its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Child => "child",
            Self::Age => "age",
            Self::Happened => "happened",
            Self::Told => "told",
            Self::Reason => "reason",
            Self::Kind => "kind",
            Self::State => "state",
            Self::Decision => "decision",
            Self::Due => "next due",
            Self::Late => "late by",
            Self::Owner => "owner",
            Self::Team => "team",
            Self::Agency => "agency",
            Self::Source => "source",
            Self::Notified => "notified",
            Self::Panel => "panel",
            Self::Final => "final decision",
            Self::Learning => "learning shared",
        }
    }

    /// Returns the column of a heading.
    #[must_use]
    pub fn titled(title: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.title() == title)
    }

    /// Returns what it is sorted by; none where it is not.
    #[must_use]
    pub fn sorts(self) -> Option<SortBy> {
        Some(match self {
            Self::Reference => SortBy::Reference,
            Self::Child => SortBy::Child,
            Self::Age => SortBy::Age,
            Self::Happened => SortBy::Happened,
            Self::Told => SortBy::Told,
            Self::Reason => SortBy::Reason,
            Self::Kind => SortBy::Kind,
            Self::State => SortBy::State,
            Self::Decision => SortBy::Decided,
            Self::Due | Self::Late => SortBy::Due,
            Self::Owner => SortBy::Owner,
            Self::Team => SortBy::Team,
            Self::Notified => SortBy::Notified,
            Self::Agency | Self::Source | Self::Panel | Self::Final | Self::Learning => {
                return None;
            }
        })
    }

    /// Returns what it is counted by; none where the values of a query's terms are not its own.
    #[must_use]
    pub fn counts(self) -> Option<CountBy> {
        Some(match self {
            Self::Told => CountBy::Told,
            Self::Happened => CountBy::Happened,
            Self::Notified => CountBy::Notified,
            Self::Panel => CountBy::Panel,
            Self::Final => CountBy::Final,
            Self::Learning => CountBy::Learning,
            Self::Reason => CountBy::Reason,
            Self::Kind => CountBy::Kind,
            Self::State => CountBy::State,
            Self::Decision => CountBy::Outcome,
            Self::Team => CountBy::Team,
            Self::Agency => CountBy::Agency,
            Self::Source => CountBy::Source,
            Self::Reference | Self::Child | Self::Age | Self::Due | Self::Late | Self::Owner => {
                return None;
            }
        })
    }

    /// Says whether it is sorted by a time: the latest come first then.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(
            self,
            Self::Happened | Self::Told | Self::Decision | Self::Notified
        )
    }

    /// Returns what stands in it; of a restricted record its reference and its times alone.
    #[must_use]
    pub fn cell(self, entry: &Entry, now: Instant) -> String {
        let (listed, said) = (&entry.listed, &entry.registered);
        let day = |at: Option<Instant>| at.map_or_else(String::new, |at| at.in_a_list(now));
        let both = |value: &str, at: Option<Instant>| match at {
            Some(at) if !value.is_empty() => format!("{value}, {}", date(at)),
            _ => value.to_owned(),
        };
        if listed.is_restricted && !matches!(self, Self::Reference | Self::Due | Self::Late) {
            return match self {
                Self::Child => RESTRICTED.to_owned(),
                _ => String::new(),
            };
        }
        match self {
            Self::Reference => listed.reference.to_string(),
            Self::Child => said.child.clone(),
            Self::Age => {
                let ages = listed.leading.iter().filter_map(|person| person.age);
                let youngest = ages.min_by_key(|age| age.years());
                youngest.map_or_else(String::new, |age| age.to_string())
            }
            // Of many only the day is known: an hour would be an invented one.
            Self::Happened => listed.occurred_at.map_or_else(String::new, date),
            Self::Told => day(Some(listed.told_at())),
            Self::Reason => said.reasons.clone(),
            Self::Kind => said.kinds.clone(),
            Self::State => case::standing(listed.stage, &listed.state, false),
            Self::Decision => {
                let at = listed.decided.as_ref().and_then(|decided| decided.at);
                both(&said.outcome, at)
            }
            Self::Due => day(listed.waits.and_then(|waits| waits.due)),
            Self::Late => late(entry, now),
            Self::Owner => said.owner.clone(),
            Self::Team => said.team.clone(),
            Self::Agency => said.agency.clone(),
            Self::Source => said.source.clone(),
            Self::Notified => day(listed.notified_at),
            Self::Panel => day(said.panel_at),
            Self::Final => match &said.ended {
                Some(ended) => both(&ended.value, ended.at),
                None => String::new(),
            },
            Self::Learning => day(said.learning_at),
        }
    }

    /// Returns the query that asks for what stands in this column of a row; none where nothing can be
    /// asked by it.
    #[must_use]
    pub fn asks(self, entry: &Entry, now: Instant) -> Option<String> {
        let (listed, said) = (&entry.listed, &entry.registered);
        let words = |field: &str, text: &str| {
            let text = text.replace('"', " ");
            let text = text.split(';').next().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| format!("{field}:\"{text}\""))
        };
        let day = |field: &str, at: Option<Instant>| {
            Some(match at {
                Some(at) => format!("{field}:{}", at.london_date()),
                None => format!("{field}:none"),
            })
        };
        if listed.is_restricted {
            return None;
        }
        match self {
            Self::Reference => {
                words("", &listed.reference.0).map(|asked| asked.trim_start_matches(':').to_owned())
            }
            Self::Child => words("child", &said.child),
            Self::Age => said.age.map(|age| format!("age:{age}")),
            Self::Happened => day("incident", listed.occurred_at),
            Self::Told => day("received", Some(listed.told_at())),
            Self::Reason => words("reason", &said.reasons),
            Self::Kind => words("kind", &said.kinds),
            Self::State => words("status", &listed.state.title),
            Self::Decision => day("decided", listed.decided.as_ref().and_then(|is| is.at)),
            Self::Due => day("due", listed.waits.and_then(|waits| waits.due)),
            Self::Late if late(entry, now).is_empty() => Some("overdue:no".to_owned()),
            Self::Late => Some("overdue:yes".to_owned()),
            Self::Owner => words("owner", &said.owner),
            Self::Team => words("team", &said.team),
            Self::Agency => words("agency", &said.agency),
            Self::Source => words("source", &said.source),
            Self::Notified => day("notified", listed.notified_at),
            Self::Panel => day("panel", said.panel_at),
            Self::Final => day("final", said.ended.as_ref().and_then(|ended| ended.at)),
            Self::Learning => day("learning", said.learning_at),
        }
    }
}

fn date(at: Instant) -> String {
    at.london().format("%-d %b %Y").to_string()
}

/// Returns by how much the most urgent duty is past its time; nothing where it is not.
fn late(entry: &Entry, now: Instant) -> String {
    let waits = entry
        .listed
        .waits
        .filter(|waits| waits.state.is_overdue() && !waits.only_if);
    let due = waits.and_then(|waits| waits.due).filter(|due| *due < now);
    due.map_or_else(String::new, |due| span(now.since(due)))
}
