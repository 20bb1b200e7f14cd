//! Reduced ordered decision diagrams over what is not known.
//!
//! Three-valued logic answers "not known" too often: it does not see that two unknown parts hang
//! on the same fact. A diagram does: it is a constant exactly where every way of filling in the
//! unknowns gives the same answer, and the variables left in it are exactly the facts that can
//! still change it. Sharing keeps it small: an incident of five people has a few hundred nodes, one
//! of thirty a few thousand, as long as the order keeps together what belongs together.

use std::collections::{HashMap, HashSet};

/// A node; [`NO`] and [`YES`] are the two constants.
pub(super) type Node = u32;
pub(super) const NO: Node = 0;
pub(super) const YES: Node = 1;

/// The place of an unknown in the order; smaller is asked first.
pub(super) type Variable = u32;

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
    flipped: HashMap<Node, Node>,
}

/// What one variable can do to a diagram.
pub(super) struct Power {
    pub(super) variable: Variable,
    /// What each value makes of the whole, where that alone settles it.
    settled: Vec<Option<Node>>,
    /// Which values ever lead elsewhere than the first.
    changes: Vec<bool>,
}

impl Power {
    /// Says whether one value alone settles the diagram.
    pub(super) fn settles_alone(&self) -> bool {
        self.settled.iter().any(Option::is_some)
    }

    /// Says whether any one of these values settles the diagram, all of them the same way.
    pub(super) fn settles(&self, values: &[usize]) -> bool {
        let of = |value: &usize| self.settled.get(*value).copied().flatten();
        let first = values.first().and_then(of);
        first.is_some() && values.iter().all(|value| of(value) == first)
    }

    /// Says whether a value ever makes another difference than the first one.
    pub(super) fn changes(&self, value: usize) -> bool {
        self.changes.get(value).copied().unwrap_or(false)
    }
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
        if node <= YES {
            return YES - node;
        }
        if let Some(flipped) = self.flipped.get(&node) {
            return *flipped;
        }
        let Some((variable, kids)) = self.parts(node).map(|(v, k)| (v, k.to_vec())) else {
            return NO;
        };
        let kids = kids.into_iter().map(|kid| self.not(kid)).collect();
        let flipped = self.test(variable, kids);
        self.flipped.insert(node, flipped);
        flipped
    }

    /// Returns how many nodes there are, in all diagrams together.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Returns every node below and including this one that tests something.
    fn reachable(&self, node: Node) -> Vec<(Variable, &[Node])> {
        let mut seen = HashSet::new();
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

    /// Returns what each variable of a diagram can do to it, in their order.
    ///
    /// One walk for all of them: a value settles the whole as `c` exactly where every way to the
    /// other constant goes through the variable, and all its nodes send that value to `c`.
    pub(super) fn powers(&self, root: Node) -> Vec<Power> {
        let mut nodes = self.reachable(root);
        nodes.sort_unstable_by_key(|(variable, _)| *variable);
        let ways = self.ways(&nodes);
        nodes
            .chunk_by(|(a, _), (b, _)| a == b)
            .filter_map(|chunk| {
                let (variable, first) = *chunk.first()?;
                let all = |value: usize| chunk.iter().map(move |(_, kids)| kids.get(value));
                let settled = |value: usize| {
                    let to = *first.get(value).filter(|kid| **kid <= YES)?;
                    let same = all(value).all(|kid| kid == Some(&to));
                    (same && ways.all_pass(variable, YES - to)).then_some(to)
                };
                let changes = |value: usize| {
                    let mut kids = chunk.iter();
                    kids.any(|(_, kids)| kids.get(value) != kids.first())
                };
                Some(Power {
                    variable,
                    settled: (0..first.len()).map(settled).collect(),
                    changes: (0..first.len()).map(changes).collect(),
                })
            })
            .collect()
    }

    fn ways(&self, nodes: &[(Variable, &[Node])]) -> Ways {
        let mut ways = Ways {
            passed: HashSet::new(),
            first_no: Variable::MAX,
            first_yes: Variable::MAX,
        };
        // Nodes are in the order of their variables: `reach` is as far down as any way leads that
        // began above.
        let mut reach = 0;
        for chunk in nodes.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((variable, _)) = chunk.first() else {
                continue;
            };
            if reach > *variable {
                ways.passed.insert(*variable);
            }
            for kid in chunk.iter().flat_map(|(_, kids)| kids.iter()) {
                match self.parts(*kid) {
                    Some((below, _)) => reach = reach.max(below),
                    None if *kid == NO => ways.first_no = ways.first_no.min(*variable),
                    None => ways.first_yes = ways.first_yes.min(*variable),
                }
            }
        }
        ways
    }
}

/// Which ways through a diagram pass a variable by.
struct Ways {
    /// The variables that some way to a node below passes by; from there it may end either way.
    passed: HashSet<Variable>,
    /// The first variable from which a way ends in no.
    first_no: Variable,
    /// The first variable from which a way ends in yes.
    first_yes: Variable,
}

impl Ways {
    /// Says whether every way to a constant goes through the variable.
    fn all_pass(&self, variable: Variable, constant: Node) -> bool {
        let first = if constant == NO {
            self.first_no
        } else {
            self.first_yes
        };
        variable <= first && !self.passed.contains(&variable)
    }
}
