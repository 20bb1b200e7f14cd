//! The list of what is due, group by group, a page at a time.

use rusqlite::Connection;

use super::super::super::error::StoreError;
use super::super::found::Words;
use super::super::matched::Matched;
use super::walk::{Walk, beginning, line};
use super::{due, place_of};
use crate::domain::instant::Instant;
use crate::domain::page::{Around, Count, MOST_COUNTED, Page};
use crate::rules::sight::asked::Asked;
use crate::rules::sight::groups::{DueGroup, GroupCounts, Groups};
use crate::rules::sight::{Due, DueOrder, DuePlace, Wanted};

/// A line with its group.
type InGroup = (DueGroup, Due);

/// A line that matches words, where few do: its group, where it stands, its row.
type Few = (DueGroup, DueOrder, i64);

/// The list of what is due: all of it, or what is asked for.
pub(in crate::store) struct DueList<'a> {
    connection: &'a Connection,
    groups: Groups,
    folded: &'a [DueGroup],
    whose: Option<&'a str>,
    before: Option<Instant>,
    matched: Option<Matched>,
    /// The lines that match, where they are few.
    few: Option<Vec<Few>>,
    counts: GroupCounts,
}

impl<'a> DueList<'a> {
    pub(in crate::store) fn new(
        connection: &'a Connection,
        wanted: &'a Wanted,
    ) -> Result<Self, StoreError> {
        let asked = Asked::of(&wanted.filter, wanted.groups.now);
        let words = Words::of(connection, &asked.words)?;
        let mut list = Self {
            connection,
            groups: wanted.groups,
            folded: &wanted.folded,
            whose: wanted.whose.as_deref(),
            before: asked.before,
            matched: None,
            few: None,
            counts: GroupCounts::default(),
        };
        if !words.is_empty() {
            let matched = Matched::find(connection, &words)?;
            list.few = list.few(&matched)?;
            list.matched = Some(matched);
        }
        list.counts = list.count_groups()?;
        Ok(list)
    }

    /// Returns how long each group is, of what is asked for.
    pub(in crate::store) fn counts(&self) -> GroupCounts {
        self.counts
    }

    /// Reads a page: up to `half` lines before the place and as many from it on.
    pub(in crate::store) fn page(
        &self,
        around: &Around<DuePlace>,
        half: usize,
    ) -> Result<Page<InGroup>, StoreError> {
        let place = self.place(around)?;
        if let Some(few) = &self.few {
            return self.page_of(few, place, half);
        }
        let mut above = self.lines(place, true, half)?;
        let below = self.lines(place, false, half)?;
        above.reverse();
        let at = above.len();
        let end = |line: Option<&InGroup>| line.map(|(group, due)| (*group, due.order));
        let first = end(above.first().or(below.first()));
        let last = end(below.last().or(above.last()));
        Ok(Page {
            at,
            above: self.count_beyond(first, true)?,
            below: self.count_beyond(last, false)?,
            rows: above.into_iter().chain(below).collect(),
        })
    }

    /// Returns the place that a page is cut around; of a line that is not there any more the
    /// beginning of the list.
    fn place(&self, around: &Around<DuePlace>) -> Result<(DueGroup, DueOrder), StoreError> {
        let first = (DueGroup::Shift, beginning(i64::MIN));
        Ok(match around {
            Around::First => first,
            Around::Last => (DueGroup::Aside, beginning(i64::MAX)),
            Around::Place(DuePlace::Group(group)) => (*group, beginning(i64::MIN)),
            Around::Place(DuePlace::Line {
                incident,
                of,
                stood,
            }) => {
                let found = place_of(self.connection, *incident, of.as_ref())?;
                match found.or(*stood) {
                    Some((standing, order)) => (self.groups.of(standing, &order), order),
                    None => first,
                }
            }
        })
    }

    fn is_shown(&self, group: DueGroup) -> bool {
        !self.folded.contains(&group)
    }

    /// Returns the walk over what is asked for of a group; none where nothing of it is.
    fn walk(&self, group: DueGroup) -> Option<Walk> {
        let (from, to) = self.groups.span(group);
        let to = match self.before {
            None => to,
            Some(before) if group < DueGroup::Late => to.min(before.utc().timestamp()),
            Some(_) => return None,
        };
        (from < to).then(|| Walk {
            searched: self.matched.is_some(),
            ..Walk::over(group.standing(), (from, to))
        })
    }

    /// Reads lines from a place on, or backwards before it, over as many groups as it takes.
    fn lines(
        &self,
        (at, order): (DueGroup, DueOrder),
        backwards: bool,
        most: usize,
    ) -> Result<Vec<InGroup>, StoreError> {
        let groups = DueGroup::ALL.into_iter();
        let groups: Vec<DueGroup> = if backwards {
            groups.filter(|group| *group <= at).rev().collect()
        } else {
            groups.filter(|group| *group >= at).collect()
        };
        let mut out = Vec::new();
        let shown = groups.into_iter().filter(|group| self.is_shown(*group));
        for (group, walk) in shown.filter_map(|group| Some((group, self.walk(group)?))) {
            let from = if group == at {
                order
            } else {
                beginning(if backwards { walk.span.1 } else { walk.span.0 })
            };
            let walk = Walk {
                from: from.max(beginning(walk.span.0)),
                backwards,
                ..walk
            };
            self.read((group, walk), most, &mut out)?;
        }
        Ok(out)
    }

    /// Reads the lines of a walk, until there are so many.
    fn read(
        &self,
        (group, walk): (DueGroup, Walk),
        most: usize,
        out: &mut Vec<InGroup>,
    ) -> Result<(), StoreError> {
        if out.len() >= most {
            return Ok(());
        }
        let mut line = line(self.connection)?;
        walk.each(self.connection, self.whose, |later, number| {
            if self.is_matched(later, number) {
                out.push((group, line.query_row([number], due)?));
            }
            Ok(out.len() < most)
        })
    }

    /// Counts what stands before a place, or after it.
    fn count_beyond(
        &self,
        place: Option<(DueGroup, DueOrder)>,
        above: bool,
    ) -> Result<Count, StoreError> {
        let Some((at, order)) = place else {
            return Ok(Count::default());
        };
        let is_beyond = |group| if above { group < at } else { group > at };
        let whole = self
            .counts
            .sum(|group| is_beyond(group) && self.is_shown(group));
        let Some(walk) = self.walk(at) else {
            return Ok(whole);
        };
        // From the one after the last line on.
        let from = DueOrder {
            place: order.place + i64::from(!above),
            ..order
        };
        let rest = self.count(Walk {
            from,
            backwards: above,
            ..walk
        })?;
        Ok(whole.and(rest))
    }

    fn count_groups(&self) -> Result<GroupCounts, StoreError> {
        let mut counts = GroupCounts::default();
        for (count, group) in counts.0.iter_mut().zip(DueGroup::ALL) {
            *count = match (&self.few, self.walk(group)) {
                (_, None) => Count::default(),
                (Some(few), _) => {
                    Count::counted(few.iter().filter(|(own, ..)| *own == group).count())
                }
                (None, Some(walk)) => self.count(walk)?,
            };
        }
        Ok(counts)
    }

    /// Counts the lines of a walk, as far as they are counted.
    fn count(&self, walk: Walk) -> Result<Count, StoreError> {
        if self.matched.is_none() {
            return walk.count(self.connection, self.whose);
        }
        let mut count = 0;
        walk.each(self.connection, self.whose, |later, number| {
            count += usize::from(self.is_matched(later, number));
            Ok(count <= MOST_COUNTED)
        })?;
        Ok(Count::counted(count))
    }

    fn is_matched(&self, later: i64, number: i64) -> bool {
        let matched = self.matched.as_ref();
        matched.is_none_or(|matched| matched.has(later, number))
    }

    /// Returns the lines that match, in the order of the list, where they are few.
    fn few(&self, matched: &Matched) -> Result<Option<Vec<Few>>, StoreError> {
        let Some(lines) = matched.few(self.connection, self.whose)? else {
            return Ok(None);
        };
        let lines = lines.into_iter();
        let lines = lines.map(|(standing, order, row)| {
            let group = self.groups.of(standing, &order);
            (group, order, row)
        });
        let is_asked = |(group, order, _): &Few| {
            let walk = self.walk(*group);
            walk.is_some_and(|walk| order.urgency < walk.span.1)
        };
        let mut lines: Vec<Few> = lines.filter(is_asked).collect();
        lines.sort_unstable();
        lines.dedup();
        Ok(Some(lines))
    }

    /// Cuts a page out of few lines.
    fn page_of(
        &self,
        few: &[Few],
        place: (DueGroup, DueOrder),
        half: usize,
    ) -> Result<Page<InGroup>, StoreError> {
        let shown = few.iter().filter(|(group, ..)| self.is_shown(*group));
        let shown: Vec<&Few> = shown.collect();
        let few = shown;
        let at = few.partition_point(|(group, order, _)| (*group, *order) < place);
        let from = at.saturating_sub(half);
        let to = at.saturating_add(half).min(few.len());
        let mut line = line(self.connection)?;
        let cut = few.iter().skip(from).take(to - from);
        let rows = cut.map(|(group, _, number)| Ok((*group, line.query_row([number], due)?)));
        Ok(Page {
            rows: rows.collect::<Result<_, StoreError>>()?,
            at: at - from,
            above: Count::counted(from),
            below: Count::counted(few.len() - to),
        })
    }
}
