//! The nodes of diagrams, each there once: two that test the same thing with the same children are
//! one.
//!
//! An incident of many people has thousands, and what looking one up costs is most of what advice
//! costs. Children therefore stand in one list behind each other, and nothing is kept twice.

use super::hash::mixed;

/// A node; [`NO`] and [`YES`] are the two constants.
pub(in crate::rules) type Node = u32;
pub(in crate::rules) const NO: Node = 0;
pub(in crate::rules) const YES: Node = 1;

/// The place of an unknown in the order; smaller is asked first.
pub(in crate::rules) type Variable = u32;

/// The place in a [`Table`] where no node stands: no node that tests something has this number.
const EMPTY: Node = YES;

/// What a node tests: a variable, and where its children end; they begin where those of the node
/// before it end.
type Test = (Variable, usize);

/// Every node that tests something.
#[derive(Default)]
pub(super) struct Table {
    tests: Vec<Test>,
    kids: Vec<Node>,
    /// Nodes by what they test, the next place taken where one is: at most half are.
    places: Vec<Node>,
}

impl Table {
    /// Returns how many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.tests.len()
    }

    /// Returns the variable of a node and its children; nothing of a constant.
    pub(super) fn parts(&self, node: Node) -> Option<(Variable, &[Node])> {
        let index = usize::try_from(node.checked_sub(2)?).ok()?;
        let (variable, end) = *self.tests.get(index)?;
        let before = index.checked_sub(1).and_then(|index| self.tests.get(index));
        // Those of the first node begin the list.
        let from = before.map_or(0, |(_, end)| *end);
        Some((variable, self.kids.get(from..end)?))
    }

    /// Returns the node that tests a variable with these children, made where there is none.
    pub(super) fn node(&mut self, variable: Variable, kids: &[Node]) -> Node {
        if self.places.len() < (self.len() + 1) * 2 {
            self.grow();
        }
        let at = self.place_of(variable, kids);
        match self.places.get(at) {
            Some(&node) if node != EMPTY => node,
            _ => self.make(at, variable, kids),
        }
    }

    fn make(&mut self, at: usize, variable: Variable, kids: &[Node]) -> Node {
        let node = u32::try_from(self.len()).unwrap_or(u32::MAX - 2) + 2;
        self.kids.extend_from_slice(kids);
        self.tests.push((variable, self.kids.len()));
        if let Some(place) = self.places.get_mut(at) {
            *place = node;
        }
        node
    }

    /// Returns the place where a node stands, or would.
    fn place_of(&self, variable: Variable, kids: &[Node]) -> usize {
        // As many places as a power of two, so that the last bits are a place.
        let last = self.places.len().saturating_sub(1);
        let mut at = mixed(std::iter::once(&variable).chain(kids)) & last;
        while let Some(&node) = self.places.get(at)
            && node != EMPTY
            && self.parts(node) != Some((variable, kids))
        {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        let size = (self.places.len() * 2).max(256);
        self.places.clear();
        self.places.resize(size, EMPTY);
        let nodes = (2..).take(self.len());
        for node in nodes {
            let at = self
                .parts(node)
                .map(|(variable, kids)| self.place_of(variable, kids));
            if let Some(place) = at.and_then(|at| self.places.get_mut(at)) {
                *place = node;
            }
        }
    }
}
