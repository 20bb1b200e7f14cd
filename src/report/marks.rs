//! Bars and sparklines: marks beside a number that stands there in words.

/// The signs of a sparkline, the lowest first.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The same where only ASCII is drawn.
const PLAIN: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];

/// Returns a bar for a count among others of which the greatest is known, up to so many columns wide:
/// of what is there at least one.
#[must_use]
pub fn bar(count: usize, greatest: usize, columns: usize) -> String {
    if count == 0 || greatest == 0 {
        return String::new();
    }
    let long = (count.min(greatest) * columns).div_ceil(greatest);
    "█".repeat(long)
}

/// Returns a sign for each count, as high as it is beside the greatest.
#[must_use]
pub fn sparkline(counts: &[usize]) -> String {
    let greatest = counts.iter().copied().max().unwrap_or_default();
    let sign = |count: &usize| match (count * (LEVELS.len() - 1)).checked_div(greatest) {
        Some(level) => LEVELS.get(level).copied(),
        None => LEVELS.first().copied(),
    };
    counts.iter().filter_map(sign).collect()
}

/// Returns marks in words as ASCII.
#[must_use]
pub fn as_ascii(words: &str) -> String {
    let plain = |sign: char| {
        let level = LEVELS.iter().position(|level| *level == sign);
        level
            .and_then(|level| PLAIN.get(level))
            .copied()
            .unwrap_or(sign)
    };
    words.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_nothing_for_something() {
        assert_eq!(bar(10, 10, 20), "█".repeat(20));
        assert_eq!(bar(5, 10, 20), "█".repeat(10));
        assert_eq!(bar(1, 1000, 20), "█");
        assert_eq!(bar(0, 10, 20), "");
        assert_eq!(bar(0, 0, 20), "");
        assert_eq!(as_ascii(&bar(2, 4, 8)), "####");
    }

    #[test]
    fn a_sparkline_has_a_sign_for_each() {
        assert_eq!(sparkline(&[0, 7, 14]), "▁▄█");
        assert_eq!(sparkline(&[0, 0]), "▁▁");
        assert_eq!(sparkline(&[]), "");
        assert_eq!(as_ascii(&sparkline(&[0, 7, 14])), "_-#");
    }
}
