//! Reduced ordered decision diagrams over what is not known.
//!
//! Three-valued logic answers "not known" too often: it does not see that two unknown parts hang
//! on the same fact. A diagram does: it is a constant exactly where every way of filling in the
//! unknowns gives the same answer, and the variables left in it are exactly the facts that can
//! still change it. Sharing keeps it small: an incident of five people has a few hundred nodes.

use std::collections::HashMap;

/// A node; [`NO`] and [`YES`] are the two constants.
pub(super) type Node = u32;
pub(super) const NO: Node = 0;
pub(super) const YES: Node = 1;

/// The place of an unknown in the order; smaller is asked first.
pub(super) type Variable = u16;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Operation {
    And,
    Or,
}

#[derive(Default)]
pub(super) struct Diagram {
    /// Variable and children of each node; the two constants have no entry here.
    nodes: Vec<(Variable, Box<[Node]>)>,
    unique: HashMap<(Variable, Box<[Node]>), Node>,
    memo: HashMap<(Operation, Node, Node), Node>,
}

impl Diagram {
    fn parts(&self, node: Node) -> Option<(Variable, &[Node])> {
        let index = usize::try_from(node.checked_sub(2)?).ok()?;
        self.nodes.get(index).map(|(v, kids)| (*v, kids.as_ref()))
    }

    /// Returns the node that tests one variable, one child per value.
    pub(super) fn test(&mut self, variable: Variable, kids: Vec<Node>) -> Node {
        match kids.first() {
            Some(first) if kids.iter().all(|kid| kid == first) => return *first,
            None => return NO,
            Some(_) => {}
        }
        let key = (variable, kids.into_boxed_slice());
        if let Some(node) = self.unique.get(&key) {
            return *node;
        }
        let node = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX - 2) + 2;
        self.nodes.push(key.clone());
        self.unique.insert(key, node);
        node
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
        let pick = |kids: &[Node], own: Variable, node: Node, i: usize| {
            if own == top {
                kids.get(i).copied().unwrap_or(node)
            } else {
                node
            }
        };
        let pairs: Vec<(Node, Node)> = (0..width)
            .map(|i| (pick(kids_a, va, a, i), pick(kids_b, vb, b, i)))
            .collect();
        let kids = pairs
            .into_iter()
            .map(|(x, y)| match operation {
                Operation::And => self.and(x, y),
                Operation::Or => self.or(x, y),
            })
            .collect();
        let node = self.test(top, kids);
        self.memo.insert(key, node);
        node
    }

    pub(super) fn not(&mut self, node: Node) -> Node {
        let mut done = HashMap::new();
        self.flip(node, &mut done)
    }

    fn flip(&mut self, node: Node, done: &mut HashMap<Node, Node>) -> Node {
        if node <= YES {
            return YES - node;
        }
        if let Some(flipped) = done.get(&node) {
            return *flipped;
        }
        let Some((variable, kids)) = self.parts(node).map(|(v, k)| (v, k.to_vec())) else {
            return NO;
        };
        let kids = kids.into_iter().map(|kid| self.flip(kid, done)).collect();
        let flipped = self.test(variable, kids);
        done.insert(node, flipped);
        flipped
    }

    /// Returns every node below and including this one that tests something.
    pub(super) fn reachable(&self, node: Node) -> Vec<(Variable, &[Node])> {
        let mut seen = std::collections::HashSet::new();
        let mut stack = vec![node];
        let mut out = Vec::new();
        while let Some(node) = stack.pop() {
            if !seen.insert(node) {
                continue;
            }
            if let Some((variable, kids)) = self.parts(node) {
                out.push((variable, kids));
                stack.extend_from_slice(kids);
            }
        }
        out
    }

    /// Returns the variables that the node depends on, in order.
    pub(super) fn support(&self, node: Node) -> Vec<Variable> {
        let mut all: Vec<_> = self.reachable(node).into_iter().map(|(v, _)| v).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Says whether the node becomes a constant when a variable takes any one of `values`, the
    /// same constant for all of them.
    pub(super) fn settled_by(&self, node: Node, variable: Variable, values: &[usize]) -> bool {
        let mut seen = None;
        let mut stack = vec![node];
        let mut visited = std::collections::HashSet::new();
        while let Some(node) = stack.pop() {
            if !visited.insert(node) {
                continue;
            }
            match self.parts(node) {
                None => {
                    if seen.is_some_and(|constant| constant != node) {
                        return false;
                    }
                    seen = Some(node);
                }
                Some((own, kids)) if own == variable => {
                    stack.extend(values.iter().filter_map(|v| kids.get(*v)).copied());
                }
                Some((_, kids)) => stack.extend_from_slice(kids),
            }
        }
        seen.is_some()
    }
}
