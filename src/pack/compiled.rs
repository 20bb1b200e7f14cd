//! What is looked up once, as a pack is loaded: the rows that the program recognises.

use super::file::PackFile;
use super::means::{FactMeans, Means, StartMeans};

/// The ids of the rows that the program recognises, looked up once when a pack is loaded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meanings {
    /// By the place of each in [`Means::ALL`].
    events: Vec<String>,
    awareness: Vec<String>,
    happened_in_area: String,
    looked_after: Option<String>,
    learning_shared: Option<String>,
}

/// A meaning that no row of a pack declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDeclared {
    /// The kind of row that it is said of.
    pub kind: &'static str,
    /// The word that packs write.
    pub means: &'static str,
}

impl std::fmt::Display for NotDeclared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no {} says `means = \"{}\"`", self.kind, self.means)
    }
}

impl std::error::Error for NotDeclared {}

impl Meanings {
    /// Finds the row of each meaning.
    pub(super) fn of(file: &PackFile) -> Result<Self, NotDeclared> {
        let missing = |kind, means| NotDeclared { kind, means };
        let event = |wanted: &Means| {
            let row = file.events.iter().find(|row| row.means == Some(*wanted));
            row.map(|row| row.id.clone())
                .ok_or(missing("event", wanted.word()))
        };
        let learning = Some(Means::LearningShared);
        let learning = file.events.iter().find(|row| row.means == learning);
        let needed = Means::ALL.iter().filter(|means| means.is_needed());
        let start = StartMeans::Awareness;
        let awareness = file.starts.iter().find(|row| row.means == Some(start));
        let fact = |wanted: FactMeans| {
            let row = file.facts.iter().find(|row| row.means == Some(wanted));
            row.map(|row| row.id.clone())
        };
        let in_area = FactMeans::HappenedInArea;
        Ok(Self {
            events: needed.map(event).collect::<Result<_, _>>()?,
            awareness: awareness
                .map(|row| row.earliest.clone())
                .ok_or(missing("start", start.word()))?,
            happened_in_area: fact(in_area).ok_or(missing("fact", in_area.word()))?,
            looked_after: fact(FactMeans::LookedAfter),
            learning_shared: learning.map(|row| row.id.clone()),
        })
    }

    /// Returns the id of the event of a meaning: every one has its place, or there is no pack.
    pub(super) fn event(&self, means: Means) -> &str {
        &self.events[means as usize]
    }

    /// Returns the events of which the earliest is the authority's awareness.
    pub(super) fn awareness(&self) -> &[String] {
        &self.awareness
    }

    /// Returns the id of the fact that it happened in the authority's area.
    pub(super) fn happened_in_area(&self) -> &str {
        &self.happened_in_area
    }

    /// Returns the id of the fact that a person is looked after, where the pack declares one.
    pub(super) fn looked_after(&self) -> Option<&str> {
        self.looked_after.as_deref()
    }

    /// Returns the id of the event of sharing what was learned, where the pack declares one.
    pub(super) fn learning_shared(&self) -> Option<&str> {
        self.learning_shared.as_deref()
    }
}
