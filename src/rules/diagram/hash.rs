//! How numbers that the program itself gave out are hashed: nobody chooses them, so that no guard
//! against chosen ones is paid for at each of thousands of look-ups.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Odd and without a pattern: the golden ratio of 2^64.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A map by numbers of the program's own.
pub(in crate::rules) type OwnMap<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// Mixes one number after another in.
#[derive(Default)]
pub(in crate::rules) struct Mixer(u64);

impl Mixer {
    fn mix(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(MIX);
    }
}

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        // What a multiplication mixes best are its first bits, and places are taken from the last.
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.mix(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }
}

/// Returns numbers mixed into one.
pub(super) fn mixed<'a>(numbers: impl Iterator<Item = &'a u32>) -> usize {
    let mut mixer = Mixer::default();
    numbers.for_each(|number| mixer.write_u32(*number));
    // As wide as a place is: what is cut off is mixed in what stays.
    usize::try_from(mixer.finish() >> 32).unwrap_or_default()
}
