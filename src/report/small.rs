//! Small numbers: which counts do not leave the desk, so that nobody is known again by one.
//!
//! Counts of two or fewer are left out, as in the national statistics. What is left of a total would
//! tell them where only one is left out, where all that are left out are nothing, or all as great as
//! they can be; then the next greater are left out too.

/// The greatest count that is left out.
pub(super) const SMALL: usize = 2;

/// Returns which counts of one whole do not leave the desk, though their sum does; none where that
/// cannot be done without leaving out the sum too.
#[must_use]
pub(super) fn hidden(counts: &[usize]) -> Option<Vec<bool>> {
    let mut hidden: Vec<bool> = counts.iter().map(|count| *count <= SMALL).collect();
    let left_out = hidden.iter().filter(|is| **is).count();
    let small = counts.iter().filter(|count| **count <= SMALL);
    let sum: usize = small.sum();
    let is_told = left_out == 1 || sum == 0 || sum == SMALL * left_out;
    if left_out == 0 || !is_told {
        return Some(hidden);
    }
    // All that are equal: which of them was taken would tell where the small one stands.
    let next = counts.iter().filter(|count| **count > SMALL).min()?;
    for (is, count) in hidden.iter_mut().zip(counts) {
        *is |= count == next;
    }
    Some(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_or_fewer_are_left_out_and_what_would_tell_them() {
        for (counts, expected) in [
            (&[5, 4, 3][..], Some("...")),
            (&[5, 1, 2], Some(".hh")),
            (&[7, 2, 4], Some(".hh")),
            (&[7, 2, 4, 4], Some(".hhh")),
            (&[7, 0, 0], Some("hhh")),
            (&[7, 9, 2, 2], Some("h.hh")),
            (&[7, 9, 1, 2], Some("..hh")),
            (&[2, 2], None),
            (&[1], None),
            (&[1, 1, 0], Some("hhh")),
        ] {
            let shown = hidden(counts).map(|hidden| {
                let sign = |is: &bool| if *is { 'h' } else { '.' };
                hidden.iter().map(sign).collect::<String>()
            });
            assert_eq!(shown.as_deref(), expected, "{counts:?}");
        }
    }

    /// What others see: the counts that are shown, and the sum.
    fn published(counts: &[usize]) -> Option<(usize, Vec<Option<usize>>)> {
        let shown = counts.iter().zip(hidden(counts)?);
        let shown = shown.map(|(count, is)| (!is).then_some(*count));
        Some((counts.iter().sum(), shown.collect()))
    }

    /// Every list of so many counts with a sum.
    fn lists(long: usize, sum: usize) -> Vec<Vec<usize>> {
        if long == 0 {
            return if sum == 0 {
                vec![Vec::new()]
            } else {
                Vec::new()
            };
        }
        let with = |first: usize| {
            let rest = lists(long - 1, sum - first).into_iter();
            rest.map(move |rest| [vec![first], rest].concat())
        };
        (0..=sum).flat_map(with).collect()
    }

    proptest! {
        #[test]
        fn of_what_is_left_out_there_is_always_another_that_looks_the_same(
            counts in prop::collection::vec(0..6usize, 1..5),
        ) {
            if let Some(seen) = published(&counts) {
                let others: Vec<Vec<usize>> = lists(counts.len(), seen.0)
                    .into_iter()
                    .filter(|other| published(other).as_ref() == Some(&seen))
                    .collect();
                for (at, shown) in seen.1.iter().enumerate() {
                    let is_told = others.iter().all(|other| other[at] == counts[at]);
                    prop_assert_eq!(is_told, shown.is_some(), "{:?} at {}", counts, at);
                }
            }
        }
    }
}
