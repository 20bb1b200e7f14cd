//! The demo's story as data, and the times in it: always as long before now as they say.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime};
use serde::Deserialize;

use super::council::Council;
use crate::domain::facts::{FactValue, Role};
use crate::domain::instant::{Instant, Moment};
use crate::error::Failure;

const DESK: &str = include_str!("../../../assets/demo/desk.toml");
const INCIDENTS: &str = include_str!("../../../assets/demo/incidents.toml");
const TOWER_HAMLETS: &str = include_str!("../../../assets/demo/tower-hamlets.toml");
const BARNET: &str = include_str!("../../../assets/demo/barnet.toml");

/// How long before now the desk was set up: before its oldest incident.
const OPEN_FOR_DAYS: i64 = 184;

/// Returns the failure of a story that cannot be told; the built-in ones are read by tests.
pub(super) fn fault(why: impl Into<String>) -> Failure {
    Failure::new(
        "The demo was not made",
        why,
        "This is a fault of the program.",
    )
}

/// A whole story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    /// Who is at the desk.
    pub(super) user: String,
    /// Who holds the roles.
    pub(super) names: Vec<String>,
    /// The fields of an alert form that was begun and left.
    pub(super) begun: Vec<String>,
    /// What is typed into an alert form.
    pub(super) form: BTreeMap<String, String>,
    /// Courses that many incidents take.
    pub(super) course: BTreeMap<String, Vec<Step>>,
    /// The incidents, newest first.
    #[serde(skip)]
    pub(super) incidents: Vec<Scene>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenes {
    incident: Vec<Scene>,
}

/// One incident.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scene {
    /// When it happened.
    pub(super) happened: String,
    /// When we were told.
    pub(super) told: String,
    /// When it was logged.
    #[serde(default = "logged_soon")]
    pub(super) logged: String,
    /// Where from: the first of these that the council's list has.
    pub(super) source: Vec<String>,
    pub(super) told_by: String,
    #[serde(default)]
    pub(super) place: String,
    pub(super) what: String,
    #[serde(default)]
    pub(super) facts: BTreeMap<String, Known>,
    pub(super) people: Vec<Figure>,
    #[serde(default)]
    pub(super) courses: Vec<String>,
    #[serde(default)]
    pub(super) steps: Vec<Step>,
    /// Its alert form is half filled in.
    #[serde(default)]
    pub(super) draft: bool,
}

fn logged_soon() -> String {
    "+6m".to_owned()
}

/// One person of an incident.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    pub(super) role: Role,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) age: Option<u32>,
    /// The birthday as `MM-DD`; the year follows from the age.
    #[serde(default)]
    pub(super) born: Option<String>,
    #[serde(default)]
    pub(super) unborn: bool,
    #[serde(default)]
    pub(super) mosaic_id: String,
    #[serde(default)]
    pub(super) facts: BTreeMap<String, Known>,
}

/// A recorded fact as TOML writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Known {
    YesNo(bool),
    Word(String),
    Words(Vec<String>),
}

impl Known {
    pub(super) fn value(&self) -> FactValue {
        match self {
            Self::YesNo(yes) => FactValue::YesNo(*yes),
            Self::Word(word) => FactValue::Choice(word.clone()),
            Self::Words(words) => FactValue::Choices(words.clone()),
        }
    }
}

/// One thing done later.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) at: String,
    /// The pack it is of, when it is of one alone.
    #[serde(default)]
    pub(super) only: Option<String>,
    /// An event is recorded.
    #[serde(default)]
    pub(super) event: Option<String>,
    #[serde(default)]
    pub(super) value: Option<String>,
    /// A call is made, answered or not, ...
    #[serde(default)]
    pub(super) call: Option<String>,
    /// ... to the role at this place of the pack's list of who is told.
    #[serde(default)]
    pub(super) who: usize,
    /// The alert form is filled in and sent.
    #[serde(default)]
    pub(super) send: bool,
    /// The time of this kind of entry is corrected ...
    #[serde(default)]
    pub(super) corrects: Option<String>,
    /// ... to this.
    #[serde(default)]
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) reason: String,
}

impl Script {
    /// Reads a council's story.
    pub(super) fn of(council: Council) -> Result<Self, Failure> {
        let own = match council {
            Council::TowerHamlets => TOWER_HAMLETS,
            Council::Barnet => BARNET,
        };
        let mut script: Self = toml::from_str(DESK).map_err(|e| fault(e.to_string()))?;
        for text in [INCIDENTS, own] {
            let scenes: Scenes = toml::from_str(text).map_err(|e| fault(e.to_string()))?;
            script.incidents.extend(scenes.incident);
        }
        Ok(script)
    }
}

/// Returns when the desk was set up.
pub(super) fn began(now: Instant) -> Instant {
    now.plus(-Duration::days(OPEN_FOR_DAYS))
}

/// Returns the moment of a story's words: from `from` when they begin with `+`, else before `now`.
pub(super) fn moment(words: &str, from: Option<Instant>, now: Instant) -> Result<Moment, Failure> {
    let wrong = || fault(format!("`{words}` is not a time of the story"));
    if words == "unknown" {
        return Ok(Moment::UNKNOWN);
    }
    let (sign, rest) = words.split_at_checked(1).ok_or_else(wrong)?;
    let (base, sign) = match sign {
        "+" => (from.ok_or_else(wrong)?, 1),
        "-" => (now, -1),
        _ => return Err(wrong()),
    };
    let (day, clock) = match rest.split_once(' ') {
        Some((day, clock)) => (day, Some(clock)),
        None => (rest, None),
    };
    let Some(days) = day.strip_suffix('d') else {
        let span = span(rest).ok_or_else(wrong)?;
        return Ok(Moment::exact(base.plus(span * sign)));
    };
    let days: u64 = days.parse().map_err(|_no_number| wrong())?;
    let date = base.london_date();
    let date = if sign < 0 {
        date.checked_sub_days(Days::new(days))
    } else {
        date.checked_add_days(Days::new(days))
    };
    let date = date.ok_or_else(wrong)?;
    match clock {
        None => Ok(Moment::day(date)),
        Some(clock) => {
            let time = NaiveTime::parse_from_str(clock, "%H:%M").map_err(|_no_time| wrong())?;
            // The one hour of the year that is not there: the story says an hour later.
            let at = Instant::from_london(date, time)
                .or_else(|| Instant::from_london(date, time + Duration::hours(1)));
            at.map(Moment::exact).ok_or_else(wrong)
        }
    }
}

/// Reads `41m`, `2h`, `2h30m`.
fn span(text: &str) -> Option<Duration> {
    let (hours, minutes) = match text.split_once('h') {
        Some((hours, "")) => (hours, "0"),
        Some((hours, minutes)) => (hours, minutes.strip_suffix('m')?),
        None => ("0", text.strip_suffix('m')?),
    };
    let hours = Duration::hours(hours.parse::<u32>().ok()?.into());
    Some(hours + Duration::minutes(minutes.parse::<u32>().ok()?.into()))
}

/// Returns the birthday by which somebody is `age` on a day.
pub(super) fn born(age: u32, birthday: &str, on: NaiveDate) -> Option<NaiveDate> {
    let (month, day) = birthday.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let not_yet = i32::from((on.month(), on.day()) < (month, day));
    let year = on.year() - i32::try_from(age).ok()? - not_yet;
    NaiveDate::from_ymd_opt(year, month, day)
}
