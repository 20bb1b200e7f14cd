//! What each variable of a diagram can do to it: which of its values settles the whole, which makes a
//! difference.

use std::collections::HashSet;

use super::{Diagram, NO, Node, Variable, YES};

/// What one variable can do to a diagram.
pub(in crate::rules) struct Power {
    pub(in crate::rules) variable: Variable,
    /// What each value makes of the whole, where that alone settles it.
    settled: Vec<Option<Node>>,
    /// Which values ever lead elsewhere than the first.
    changes: Vec<bool>,
}

impl Power {
    /// Says whether one value alone settles the diagram.
    pub(in crate::rules) fn settles_alone(&self) -> bool {
        self.settled.iter().any(Option::is_some)
    }

    /// Says whether any one of these values settles the diagram, all of them the same way.
    pub(in crate::rules) fn settles(&self, values: &[usize]) -> bool {
        let of = |value: &usize| self.settled.get(*value).copied().flatten();
        let first = values.first().and_then(of);
        first.is_some() && values.iter().all(|value| of(value) == first)
    }

    /// Says whether a value ever makes another difference than the first one.
    pub(in crate::rules) fn changes(&self, value: usize) -> bool {
        self.changes.get(value).copied().unwrap_or(false)
    }
}

impl Diagram {
    /// Returns what each variable of a diagram can do to it, in their order.
    ///
    /// One walk for all of them: a value settles the whole as `c` exactly where every way to the
    /// other constant goes through the variable, and all its nodes send that value to `c`.
    pub(in crate::rules) fn powers(&self, root: Node) -> Vec<Power> {
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
