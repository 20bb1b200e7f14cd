//! Instants, kept in UTC and shown in Europe/London, and moments as well as they are known.

mod moment;
mod point;

pub use moment::{Moment, Precision, Said};
pub use point::{Instant, day_words, next_day, on_the_hour, previous_day};
