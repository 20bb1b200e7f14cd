//! Why a typed time was refused: what was found, and what can be typed instead.

use std::fmt;

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::domain::instant::{Instant, Moment};
use crate::domain::text::visible;

/// What can be typed for a time.
const TIMES: &str = "Type now, 2115, yesterday 2115, 20/11 2115, about 2115, -2h or ?";
/// What can be typed for a date.
const DATES: &str = "Type day, month and year: 4/3/2010, 4 mar 2010 or 2010-03-04";

/// Why a typed time was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenFault {
    /// Nothing was typed for a time.
    Empty,
    /// Nothing was typed for a date.
    EmptyDate,
    /// It is not a time; holds the piece that was not understood, where it may be repeated.
    Unreadable(Option<String>),
    /// It is not a date; as [`Self::Unreadable`].
    UnreadableDate(Option<String>),
    /// There is no such day.
    NoSuchDay(String),
    /// There is no such month.
    NoSuchMonth(u32),
    /// There is no such time of day.
    NoSuchTime(String),
    /// The year is not one that can be meant.
    Year(i32),
    /// The date of birth has no year.
    NoYear,
    /// Midnight belongs to two days.
    Midnight,
    /// Tonight or last night, without a time that settles the day.
    Night,
    /// It can be read two ways; holds what was typed and what to type for each.
    TwoWays(String, String),
    /// The clocks went forward over it.
    Skipped(NaiveDate, NaiveTime),
    /// Only a past time is wanted and it has not come; the second is now.
    NotYet(Instant, Instant),
    /// The date is another day of the week.
    OtherWeekday {
        /// What was typed.
        said: Weekday,
        /// The date typed with it.
        date: NaiveDate,
    },
    /// London's clocks were not in that zone; holds the time as they showed it.
    OtherZone(Instant),
    /// Only a past time is wanted and it has not come, though its year was typed.
    Future(Moment),
    /// *About*, with no time of day.
    About,
    /// *Between*, without two times of day or two days.
    Between,
    /// The second of two times is before the first.
    Backwards(Instant, Instant),
    /// A part of a day that has no hours of its own.
    PartOfDay(&'static str),
    /// The step from now has no unit, or is too long.
    Step(String),
}

impl WhenFault {
    /// Builds the refusal of a piece of text.
    ///
    /// Words that are no part of a time are not repeated: in a hurry a name is typed into the
    /// wrong field, and a refusal may be logged.
    pub(super) fn unreadable(piece: &str) -> Self {
        Self::Unreadable(repeatable(piece))
    }

    /// As [`Self::unreadable`], where a date was wanted.
    pub(super) fn unreadable_date(piece: &str) -> Self {
        Self::UnreadableDate(repeatable(piece))
    }
}

/// Returns the piece when it is figures and signs alone.
fn repeatable(piece: &str) -> Option<String> {
    let figures = piece.chars().any(|c| c.is_ascii_digit());
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    (figures && letters <= 2 && piece.chars().count() <= 20).then(|| visible(piece))
}

impl fmt::Display for WhenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "Nothing was typed. {TIMES}."),
            Self::EmptyDate => write!(f, "Nothing was typed. {DATES}."),
            Self::Unreadable(None) => write!(f, "This is not a time. {TIMES}."),
            Self::Unreadable(Some(piece)) => write!(f, "\"{piece}\" is not a time. {TIMES}."),
            Self::UnreadableDate(None) => write!(f, "This is not a date. {DATES}."),
            Self::UnreadableDate(Some(piece)) => write!(f, "\"{piece}\" is not a date. {DATES}."),
            Self::NoSuchDay(day) => {
                write!(f, "There is no {day}. The day comes first, as in 20/11/2026.")
            }
            Self::NoSuchMonth(month) => write!(
                f,
                "There is no month {month}. The day comes first, as in 20/11/2026."
            ),
            Self::NoSuchTime(time) => write!(
                f,
                "\"{time}\" is not a time of day. Type 2115, 21:15 or 9.15pm."
            ),
            Self::Year(year) => write!(f, "The year {year} cannot be meant. Check the year."),
            Self::NoYear => write!(f, "The year is missing. {DATES}."),
            Self::Midnight => f.write_str(
                "Midnight belongs to two days. Type 00:00 with the day that begins then, as in today 00:00.",
            ),
            Self::Night => f.write_str(
                "That night has two dates. Type the day and the time, as in yesterday 2300 or today 0130.",
            ),
            Self::TwoWays(found, say) => {
                write!(f, "\"{found}\" can be read two ways. Type {say}.")
            }
            Self::Skipped(date, time) => write!(
                f,
                "There was no {} on {}: the clocks went forward. Check the time.",
                time.format("%H:%M"),
                date.format("%-d %B %Y")
            ),
            Self::NotYet(at, now) => write!(
                f,
                "{} has not come yet; it is {}. Type yesterday or last, or the date with its year.",
                at.short(*now),
                now.short(*now)
            ),
            Self::OtherWeekday { said, date } => write!(
                f,
                "{} is a {}, not a {said}. Check the day.",
                date.format("%-d %B %Y"),
                date.format("%a")
            ),
            Self::OtherZone(at) => write!(
                f,
                "London's clocks showed {} then. Type the time without GMT or BST.",
                at.long()
            ),
            Self::Future(moment) => write!(
                f,
                "{} is in the future: check the day, or type a time that has been.",
                moment.words()
            ),
            Self::About => f.write_str(
                "About goes with a time of day. Type about 2300, yesterday about 2300, or the day alone.",
            ),
            Self::Between => f.write_str(
                "Between goes with two times or two days. Type between 2100 and 2230, yesterday between 2100 and 2230, or between 25/11 2330 and 26/11 0030.",
            ),
            Self::Backwards(from, until) => write!(
                f,
                "{} is before {}. Type the earlier time first, each with its day.",
                until.long(),
                from.long()
            ),
            Self::PartOfDay(part) => write!(
                f,
                "No hours are set for {part}, only for an evening (18:00 to 23:59). Type the time, or between 0900 and 1200."
            ),
            Self::Step(step) => write!(
                f,
                "\"{step}\" is not a step from now. Type -30m, -2h, -1h30m, -2d or +2h."
            ),
        }
    }
}

impl std::error::Error for WhenFault {}
