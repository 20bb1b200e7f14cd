//! What is shown of a clock: where it stands, and each of its lines.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::calendar::BankHolidays;
use crate::domain::instant::{Instant, Moment, Precision};
use crate::pack::Cite;
use crate::pack::{Pack, ReadingName, Unit};

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// Past due, and already so when the authority was told.
    OverdueAtReceipt,
    /// Past due.
    Overdue,
    /// Little is left.
    DueSoon,
    /// Running.
    Running,
    /// Running until a decision shows whether it is needed.
    Provisional,
    /// Nothing has started it, or it does not apply.
    NotStarted,
    /// Done late.
    MetLate,
    /// Done in time.
    Met,
    /// No longer needed.
    StoodDown,
}

impl ClockState {
    /// Every state, the most pressing first.
    pub const ALL: [Self; 9] = [
        Self::OverdueAtReceipt,
        Self::Overdue,
        Self::DueSoon,
        Self::Running,
        Self::Provisional,
        Self::NotStarted,
        Self::MetLate,
        Self::Met,
        Self::StoodDown,
    ];

    /// Returns the stable word.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::OverdueAtReceipt => "overdue_at_receipt",
            Self::Overdue => "overdue",
            Self::DueSoon => "due_soon",
            Self::Running => "running",
            Self::Provisional => "provisional",
            Self::NotStarted => "not_started",
            Self::MetLate => "met_late",
            Self::Met => "met",
            Self::StoodDown => "stood_down",
        }
    }

    /// Returns the state of a stable word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// Returns the word shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OverdueAtReceipt => "overdue at receipt",
            Self::Overdue => "OVERDUE",
            Self::DueSoon => "due soon",
            Self::Running => "running",
            Self::Provisional => "provisional",
            Self::NotStarted => "not started",
            Self::MetLate => "met late",
            Self::Met => "met",
            Self::StoodDown => "stood down",
        }
    }

    /// Says whether something is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::OverdueAtReceipt
                | Self::Overdue
                | Self::DueSoon
                | Self::Running
                | Self::Provisional
        )
    }

    /// Says whether its time has passed with nothing done.
    #[must_use]
    pub fn is_overdue(self) -> bool {
        matches!(self, Self::OverdueAtReceipt | Self::Overdue)
    }
}

/// One fact that explains a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explained {
    /// A bank holiday that the count passes over.
    Holiday(NaiveDate),
    /// Anything else, in words.
    Said(String),
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holiday(day) => {
                write!(
                    f,
                    "{}: bank holiday, not counted",
                    day.format("%a %-d %b %Y")
                )
            }
            Self::Said(words) => f.write_str(words),
        }
    }
}

impl Serialize for Explained {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One clock of one incident at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClockFace {
    /// Its id in the pack.
    pub id: String,
    /// What is due.
    pub title: String,
    /// The title of the role it is due from.
    pub owner: String,
    /// The event that started it.
    pub started_by: Option<String>,
    /// When it started.
    pub started_at: Option<Instant>,
    /// Where it stands.
    pub state: ClockState,
    /// When it was stopped, where that is known.
    pub stopped_at: Option<Instant>,
    /// It counts from what the true start cannot be later than: it is due at the latest then.
    pub bounded: bool,
    /// The facts that settle whether it applies at all, where that is not known.
    pub only_if: Vec<String>,
    /// It applies only if something not known is so, though no fact may settle it.
    #[serde(skip)]
    pub is_only_if: bool,
    /// When it started, as well as that is known.
    #[serde(skip)]
    pub from: Option<Moment>,
    /// When it was stopped, as well as that is known.
    #[serde(skip)]
    pub stopped: Option<Moment>,
    /// Why it stands down, a reason a line.
    #[serde(skip)]
    pub set_aside: Vec<String>,
    /// Its lines.
    pub readings: Vec<Timed>,
    /// What else should be known, one fact a line.
    pub explain: Vec<Explained>,
    /// The words it rests on.
    pub cite: Option<Cite>,
}

impl ClockFace {
    /// Says whether its time has passed with nothing done, and it is known to apply.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.state.is_overdue() && !self.is_only_if
    }

    /// Returns why it was set aside: `alert not raised; case closed`; nothing where it was not.
    #[must_use]
    pub fn why_aside(&self) -> String {
        let why = self.set_aside.iter();
        let why = why.map(|why| match why.strip_prefix("set aside: ") {
            Some(decided) => decided,
            None => why,
        });
        why.collect::<Vec<_>>().join("; ")
    }

    /// Says whether only the day of its start is known.
    #[must_use]
    pub fn is_from_day(&self) -> bool {
        self.from
            .is_some_and(|from| from.precision == Precision::Day)
    }

    /// Returns the reading that matters now: the earliest line not yet passed, else the latest.
    #[must_use]
    pub fn next_reading(&self, now: Instant) -> Option<&Timed> {
        let counted = || {
            self.readings
                .iter()
                .filter(|r| r.name != ReadingName::Early && r.due.is_some())
        };
        let overdue = counted().filter(|r| r.due.is_some_and(|due| due < now));
        overdue
            .min_by_key(|r| r.due)
            .or_else(|| counted().min_by_key(|r| r.due))
    }
}

/// What clocks are counted with.
#[derive(Clone, Copy)]
pub struct Counting<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The bank holidays.
    pub holidays: &'a BankHolidays,
    /// The desk's close of office, London time.
    pub close: chrono::NaiveTime,
}

/// Where a reading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingState {
    /// Nothing has started it.
    NotStarted,
    /// Running.
    Running,
    /// Little is left.
    DueSoon,
    /// Past due.
    Overdue,
    /// Past due, and already so when the authority was told.
    OverdueAtReceipt,
    /// Done in time.
    Met,
    /// Done late.
    MetLate,
    /// No longer needed.
    StoodDown,
}

impl ReadingState {
    /// Returns the clock state of a reading that has begun and has not ended.
    pub(super) fn running(self) -> Option<ClockState> {
        match self {
            Self::Running => Some(ClockState::Running),
            Self::DueSoon => Some(ClockState::DueSoon),
            Self::Overdue => Some(ClockState::Overdue),
            Self::OverdueAtReceipt => Some(ClockState::OverdueAtReceipt),
            _ => None,
        }
    }
}

/// One line of one clock at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timed {
    /// Which line.
    pub name: ReadingName,
    /// How many.
    pub amount: i64,
    /// Of what.
    pub unit: Unit,
    /// Whether the start's own day counts; working days only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<&'static str>,
    /// Its own start, where it differs from the clock's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_by: Option<String>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Instant>,
    /// When it is due.
    pub due: Option<Instant>,
    /// From when on little is left.
    #[serde(skip)]
    pub soon: Option<Instant>,
    /// Where it stands.
    pub state: ReadingState,
    /// It counts from a bound: it is due at the latest then.
    #[serde(skip)]
    pub bounded: bool,
    /// When what it counts from was, as well as that is known.
    #[serde(skip)]
    pub from: Option<Moment>,
    /// Set where holidays are counted: whether it lies past the last year they are known for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<bool>,
}

impl Timed {
    /// Returns what stands before a due that counts from a bound; nothing before any other.
    #[must_use]
    pub fn at_the_latest(&self) -> &'static str {
        if self.bounded { "at the latest " } else { "" }
    }
}
