//! Steps from now: `-2h`, `-1h30m`, `2 hours ago`, `+2h`.

use chrono::Duration;

use super::fault::WhenFault;
use crate::domain::instant::{Instant, Moment};

/// The longest step: further off, a date is meant.
const LONGEST_DAYS: i64 = 3660;

/// Reads a step from now; `None` when the text is not one.
///
/// Whole days are known to the day: somebody who says "two days ago" has not said the minute.
pub(super) fn read(text: &str, now: Instant) -> Option<Result<Moment, WhenFault>> {
    let (sign, steps) = if let Some(steps) = text.strip_prefix('-') {
        (-1, steps)
    } else if let Some(steps) = text.strip_prefix('+') {
        (1, steps)
    } else {
        (-1, text.strip_suffix(" ago")?)
    };
    let Some((elapsed, days_alone)) = total(steps) else {
        let shown: String = text
            .chars()
            .filter(|c| c.is_ascii_digit() || "+-".contains(*c))
            .take(12)
            .collect();
        return Some(Err(WhenFault::Step(shown)));
    };
    let at = now.plus(elapsed * sign);
    Some(Ok(if days_alone {
        let days = elapsed.num_days() * i64::from(sign);
        let date = now.london_date();
        Moment::day(
            date.checked_add_signed(Duration::days(days))
                .unwrap_or(date),
        )
    } else {
        Moment::exact(at)
    }))
}

/// Adds up `1h30m`; a last number without a unit after hours is minutes. The second value says
/// whether there were only days and weeks.
fn total(steps: &str) -> Option<(Duration, bool)> {
    let mut sum = Duration::zero();
    let mut days_alone = true;
    let mut last_minutes = i64::MAX;
    let mut rest: String = steps.chars().filter(|c| !c.is_whitespace()).collect();
    while !rest.is_empty() {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let unit: String = rest
            .chars()
            .skip(number.len())
            .take_while(|c| !c.is_ascii_digit())
            .collect();
        rest = rest
            .chars()
            .skip(number.len() + unit.chars().count())
            .collect();
        let minutes = match unit.as_str() {
            "w" | "week" | "weeks" => 7 * 24 * 60,
            "d" | "day" | "days" => 24 * 60,
            "h" | "hr" | "hrs" | "hour" | "hours" => 60,
            "m" | "min" | "mins" | "minute" | "minutes" => 1,
            "" if last_minutes == 60 => 1,
            _ => return None,
        };
        // Each unit once, the longer first: 30m2h is more likely a slip than a sum.
        if minutes >= last_minutes || number.len() > 6 {
            return None;
        }
        last_minutes = minutes;
        days_alone &= minutes >= 24 * 60;
        sum += Duration::minutes(number.parse::<i64>().ok()? * minutes);
    }
    (last_minutes != i64::MAX && sum.num_days() <= LONGEST_DAYS).then_some((sum, days_alone))
}
