//! Pages: as many rows of a long list as are wanted, and how much stands beside them.

use std::fmt;

/// The most rows that are counted beside a page: more is said to be more, for counting is reading.
pub const MOST_COUNTED: usize = 250;

/// How many rows there are; of very many only that there are more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many were counted.
    pub at_least: usize,
    /// There are more than were counted.
    pub is_more: bool,
}

impl Count {
    /// Returns an exact count.
    #[must_use]
    pub fn exactly(count: usize) -> Self {
        Self {
            at_least: count,
            is_more: false,
        }
    }

    /// Returns the count of rows of which at most [`MOST_COUNTED`] and one were counted.
    #[must_use]
    pub fn counted(count: usize) -> Self {
        Self {
            at_least: count.min(MOST_COUNTED),
            is_more: count > MOST_COUNTED,
        }
    }

    /// Says whether there are none.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.at_least == 0
    }

    /// Returns the count with as many more; of one that is not known to its end the same, so that it
    /// does not change with the part of a list that was read.
    #[must_use]
    pub fn plus(self, more: usize) -> Self {
        if self.is_more {
            return self;
        }
        Self::exactly(self.at_least + more)
    }

    /// Returns the count of both; of more than are counted only that there are more.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let sum = Self::counted(self.at_least + other.at_least);
        Self {
            is_more: sum.is_more || self.is_more || other.is_more,
            ..sum
        }
    }
}

impl fmt::Display for Count {
    /// Writes `12`, or `250+`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = if self.is_more { "+" } else { "" };
        write!(f, "{}{more}", self.at_least)
    }
}

/// Where a page of a list is cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Around<K> {
    /// From the first row on.
    #[default]
    First,
    /// Up to the last row.
    Last,
    /// With as many rows before a place in the list as after it; whether a row stands there or not.
    Place(K),
}

/// The rows of a list that were read, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the place that the page was cut around would stand among them.
    pub at: usize,
    /// How many rows of the list stand before them.
    pub above: Count,
    /// How many after them.
    pub below: Count,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            at: 0,
            above: Count::default(),
            below: Count::default(),
        }
    }
}

impl<T> Page<T> {
    /// Returns how many rows the whole list has.
    #[must_use]
    pub fn count(&self) -> Count {
        if self.above.is_more {
            return self.above;
        }
        self.below.plus(self.above.at_least).plus(self.rows.len())
    }

    /// Says whether a place among the rows is so near an end of them that more should be read,
    /// where there are more.
    #[must_use]
    pub fn is_near_end(&self, at: usize, near: usize) -> bool {
        let above = at < near && !self.above.is_none();
        let below = at + near >= self.rows.len() && !self.below.is_none();
        above || below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_is_not_known_to_its_end_stays_the_same_wherever_the_page_is_cut() {
        let page = |above: usize, below: usize| Page {
            rows: vec![(); 40],
            at: 0,
            above: Count::counted(above),
            below: Count::counted(below),
        };
        assert_eq!(page(3, 5).count().to_string(), "48");
        assert_eq!(page(200, 200).count().to_string(), "440");
        for (above, below) in [(0, 5_000), (2_000, 3_000), (4_999, 1)] {
            let page = page(above, below);
            assert_eq!(page.count().to_string(), "250+", "{above} {below}");
        }
        assert_eq!(Count::counted(251).plus(23).to_string(), "250+");
    }

    #[test]
    fn more_is_read_near_an_end_beyond_which_there_is_more() {
        let page = Page {
            rows: vec![(); 40],
            at: 20,
            above: Count::exactly(7),
            below: Count::default(),
        };
        assert!(page.is_near_end(3, 5));
        assert!(!page.is_near_end(20, 5), "in the middle");
        assert!(!page.is_near_end(39, 5), "below it is nothing");
    }
}
