//! Reduced ordered decision diagrams over what is not known.
//!
//! Three-valued logic answers "not known" too often: it does not see that two unknown parts hang
//! on the same fact. A diagram does: it is a constant exactly where every way of filling in the
//! unknowns gives the same answer, and the variables left in it are exactly the facts that can
//! still change it. Sharing keeps it small: an incident of five people has a few hundred nodes, one
//! of thirty a few thousand, as long as the order keeps together what belongs together.

pub(super) mod hash;
mod powers;
mod table;

use hash::OwnMap;
pub(super) use powers::Power;
use table::Table;
pub(super) use table::{NO, Node, Variable, YES};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
enum Operation {
    And,
    Or,
}

#[derive(Default)]
pub(super) struct Diagram {
    nodes: Table,
    memo: OwnMap<(Operation, Node, Node), Node>,
    flipped: OwnMap<Node, Node>,
    /// The children of the nodes that are being made, the last begun behind the others.
    under_way: Vec<Node>,
}

impl Diagram {
    fn parts(&self, node: Node) -> Option<(Variable, &[Node])> {
        self.nodes.parts(node)
    }

    /// Returns the node that tests one variable, one child per value.
    pub(super) fn test(&mut self, variable: Variable, kids: &[Node]) -> Node {
        match kids.split_first() {
            Some((first, rest)) if rest.iter().all(|kid| kid == first) => *first,
            Some(_) => self.nodes.node(variable, kids),
            None => NO,
        }
    }

    pub(super) fn and(&mut self, a: Node, b: Node) -> Node {
        match (a, b) {
            (NO, _) | (_, NO) => NO,
            (YES, other) | (other, YES) => other,
            _ if a == b => a,
            _ => self.combine(Operation::And, a, b),
        }
    }

    pub(super) fn or(&mut self, a: Node, b: Node) -> Node {
        match (a, b) {
            (YES, _) | (_, YES) => YES,
            (NO, other) | (other, NO) => other,
            _ if a == b => a,
            _ => self.combine(Operation::Or, a, b),
        }
    }

    fn combine(&mut self, operation: Operation, a: Node, b: Node) -> Node {
        let key = (operation, a.min(b), a.max(b));
        if let Some(node) = self.memo.get(&key) {
            return *node;
        }
        let (Some((va, kids_a)), Some((vb, kids_b))) = (self.parts(a), self.parts(b)) else {
            return NO; // constants never reach here: `and` and `or` settle them
        };
        let top = va.min(vb);
        let width = if va <= vb { kids_a.len() } else { kids_b.len() };
        let begun = self.under_way.len();
        for value in 0..width {
            let (a, b) = (self.below(a, top, value), self.below(b, top, value));
            let kid = match operation {
                Operation::And => self.and(a, b),
                Operation::Or => self.or(a, b),
            };
            self.under_way.push(kid);
        }
        let node = self.made(top, begun);
        self.memo.insert(key, node);
        node
    }

    /// Returns where a value of a variable leads from a node: to the node itself where it tests what
    /// comes later.
    fn below(&self, node: Node, variable: Variable, value: usize) -> Node {
        match self.parts(node) {
            Some((own, kids)) if own == variable => kids.get(value).copied().unwrap_or(node),
            _ => node,
        }
    }

    /// Returns the node of the children that were made since, and clears them away.
    fn made(&mut self, variable: Variable, since: usize) -> Node {
        let mut under_way = std::mem::take(&mut self.under_way);
        let node = self.test(variable, under_way.get(since..).unwrap_or(&[]));
        under_way.truncate(since);
        self.under_way = under_way;
        node
    }

    pub(super) fn not(&mut self, node: Node) -> Node {
        if node <= YES {
            return YES - node;
        }
        if let Some(flipped) = self.flipped.get(&node) {
            return *flipped;
        }
        let Some((variable, width)) = self.parts(node).map(|(v, kids)| (v, kids.len())) else {
            return NO;
        };
        let begun = self.under_way.len();
        for value in 0..width {
            let kid = self.not(self.below(node, variable, value));
            self.under_way.push(kid);
        }
        let flipped = self.made(variable, begun);
        self.flipped.insert(node, flipped);
        flipped
    }

    /// Returns how many nodes there are, in all diagrams together.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Calls with every node below and including this one that tests something, each once, until
    /// it is told that this is enough; says whether it was.
    fn reach<'a>(
        &'a self,
        node: Node,
        mut is_enough: impl FnMut(Variable, &'a [Node]) -> bool,
    ) -> bool {
        // A child is made before what leads to it: none has a greater number than the root.
        let most = usize::try_from(node).map_or(0, |node| node + 1);
        let mut seen = vec![false; most];
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            let place = usize::try_from(node).ok();
            let seen = place.and_then(|place| seen.get_mut(place));
            if seen.is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            if let Some((variable, kids)) = self.parts(node) {
                if is_enough(variable, kids) {
                    return true;
                }
                stack.extend_from_slice(kids);
            }
        }
        false
    }

    /// Returns every node below and including this one that tests something.
    fn reachable(&self, node: Node) -> Vec<(Variable, &[Node])> {
        let mut out = Vec::new();
        self.reach(node, |variable, kids| {
            out.push((variable, kids));
            false
        });
        out
    }

    /// Says whether the node depends on any of some variables, which are in order.
    pub(super) fn hangs_on(&self, node: Node, variables: &[Variable]) -> bool {
        self.reach(node, |variable, _| {
            variables.binary_search(&variable).is_ok()
        })
    }

    /// Returns the variables that the node depends on, in order.
    pub(super) fn support(&self, node: Node) -> Vec<Variable> {
        let mut all: Vec<_> = self.reachable(node).into_iter().map(|(v, _)| v).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
