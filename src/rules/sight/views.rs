//! The views of the register that come with the program: a name and a query each.

/// A query with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// What it is called.
    pub name: &'static str,
    /// What it asks.
    pub query: &'static str,
}

/// The views that come with the program.
pub const SHIPPED: [View; 9] = [
    View {
        name: "decision queue",
        query: "status:open outcome:undecided -status:incoming -status:\"not raised\"",
    },
    View {
        name: "Need to Know, 2-day review",
        query: "outcome:not-met waiting:\"need to know first\"",
    },
    View {
        name: "Need to Know, 5-day review",
        query: "outcome:not-met waiting:\"need to know detailed\"",
    },
    View {
        name: "awaiting acknowledgement",
        query: "status:open status:\"alert sent\"",
    },
    View {
        name: "awaiting panel",
        query: "status:open waiting:panel panel:none",
    },
    View {
        name: "open over 30 days",
        query: "status:open received:before-30-days-ago",
    },
    View {
        name: "this month's learning",
        query: "learning:this-month",
    },
    View {
        name: "late this quarter",
        query: "late:yes received:this-quarter",
    },
    View {
        name: "closed without a duty met",
        query: "status:closed unmet:yes",
    },
];
