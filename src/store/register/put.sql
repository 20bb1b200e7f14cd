INSERT INTO register (
    id, derivation, newest, is_open, is_incoming, reference, version, occurred_at, aware_at,
    created_at, created_by, place, summary, leading, people, stage, state, state_title, has_moved,
    is_merged, decided, decided_at, notified_at, next_title, next_owner, next_how,
    waits_state, waits_due, waits_bounded, waits_only_if, clocks_open, clocks_overdue, next_change_at,
    day_and_place, is_restricted
) VALUES (
    :id, :derivation, :newest, :is_open, :is_incoming, :reference, :version, :occurred_at,
    :aware_at, :created_at, :created_by, :place, :summary, :leading, :people, :stage,
    :state, :state_title, :has_moved, :is_merged, :decided, :decided_at, :notified_at, :next_title,
    :next_owner, :next_how, :waits_state, :waits_due, :waits_bounded, :waits_only_if, :clocks_open,
    :clocks_overdue, :next_change_at, :day_and_place, :is_restricted
) ON CONFLICT (id) DO UPDATE SET
    derivation = excluded.derivation, newest = excluded.newest, is_open = excluded.is_open,
    is_incoming = excluded.is_incoming, reference = excluded.reference,
    version = excluded.version, occurred_at = excluded.occurred_at,
    aware_at = excluded.aware_at, created_at = excluded.created_at,
    created_by = excluded.created_by, place = excluded.place, summary = excluded.summary,
    leading = excluded.leading, people = excluded.people, stage = excluded.stage,
    state = excluded.state, state_title = excluded.state_title,
    has_moved = excluded.has_moved,
    is_merged = excluded.is_merged, decided = excluded.decided,
    decided_at = excluded.decided_at, notified_at = excluded.notified_at,
    next_title = excluded.next_title, next_owner = excluded.next_owner,
    next_how = excluded.next_how, waits_state = excluded.waits_state,
    waits_due = excluded.waits_due, waits_bounded = excluded.waits_bounded,
    waits_only_if = excluded.waits_only_if,
    clocks_open = excluded.clocks_open, clocks_overdue = excluded.clocks_overdue,
    next_change_at = excluded.next_change_at, day_and_place = excluded.day_and_place,
    is_restricted = excluded.is_restricted
