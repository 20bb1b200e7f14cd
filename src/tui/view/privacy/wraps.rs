//! Where a phrase goes on in the next line: its last word on one and its first on the other are no
//! two words together on either.

use super::word::Word;

/// Covers what is not to be read of phrases that go over the end of a line.
///
/// A text that wraps goes on at the left of its own column, no further right than its last word.
pub(super) fn cover_wrapped(lines: &[Vec<Word>], phrases: &[Vec<String>], flags: &mut [Vec<bool>]) {
    for at in 1..lines.len() {
        let [above, below] = [at - 1, at].map(|at| lines.get(at).map(Vec::as_slice));
        let (Some(above), Some(below)) = (above, below) else {
            continue;
        };
        for (last, word) in above.iter().enumerate().filter(|(_, word)| word.ends()) {
            let goes_on = |(_, next): &(usize, &Word)| next.begins() && next.from <= word.from;
            for (first, _) in below.iter().enumerate().filter(goes_on) {
                let Some((before, after)) = split(phrases, (above, last), (below, first)) else {
                    continue;
                };
                set(flags.get_mut(at - 1), last + 1 - before, before);
                set(flags.get_mut(at), first, after);
            }
        }
    }
}

fn set(flags: Option<&mut Vec<bool>>, from: usize, count: usize) {
    let flags = flags.into_iter().flatten();
    flags.skip(from).take(count).for_each(|flag| *flag = true);
}

/// Returns how many words up to the end of one line and from the beginning of the next are of one
/// phrase; the most of them where several phrases go over it.
fn split(
    phrases: &[Vec<String>],
    (above, last): (&[Word], usize),
    (below, first): (&[Word], usize),
) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    let is = |(part, word): &(&String, &Word)| **part == word.text;
    for phrase in phrases {
        for at in 1..phrase.len() {
            let (head, tail) = phrase.split_at(at);
            let ended = above.iter().take(last + 1).rev();
            let before = head.iter().rev().zip(ended).take_while(is).count();
            let after = tail
                .iter()
                .zip(below.iter().skip(first))
                .take_while(is)
                .count();
            if before > 0 && after > 0 {
                let (most, more) = found.unwrap_or_default();
                found = Some((most.max(before), more.max(after)));
            }
        }
    }
    found
}
