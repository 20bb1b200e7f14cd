g.id, g.reference, g.version, g.occurred_at, g.aware_at, g.created_at, g.created_by,
g.place, g.summary, g.leading, g.people, g.stage, g.state, g.state_title, g.has_moved, g.is_open,
g.is_merged, g.decided, g.decided_at, g.notified_at, g.next_title, g.next_owner, g.next_how,
g.waits_state, g.waits_due, g.waits_bounded, g.waits_only_if, g.clocks_open, g.clocks_overdue,
g.next_change_at, g.is_restricted
