//! What words typed over what is due look for, stated by hand: what was set aside of incidents that
//! are still open, and nothing of closed ones.

use super::*;

/// Logs an incident at a place, and records this of it, a minute after each other.
fn logged_at(store: &mut Store, place: &str, events: &[&str]) -> IncidentId {
    let mut incident = an_incident();
    incident.details = vec![(Detail::Place, place.to_owned())];
    let id = log(store, incident, now());
    for (minute, kind) in (1..).zip(events) {
        let at = now().plus(chrono::Duration::minutes(minute));
        let mut event = NewEvent::new(kind, Moment::exact(at));
        event.reason = "because".to_owned();
        let revise = Command::Revise {
            id,
            version: store.incident(id).unwrap().unwrap().version,
            edits: vec![Edit::Event(event)],
            draft: None,
        };
        store.run(&revise, at).unwrap();
    }
    id
}

/// Returns the alert's line of each incident that is listed, with its group.
fn alerts(store: &Store, filter: &str) -> Vec<(IncidentId, DueGroup)> {
    let at = now().plus(chrono::Duration::hours(1));
    let wanted = Wanted {
        filter: filter.to_owned(),
        half: 50,
        ..Wanted::at(at)
    };
    let rows = store.sight(&wanted).unwrap().due.rows.into_iter();
    let alert = rows.filter(|(_, due)| due.line.title == "Alert to Head of SQA");
    alert.map(|(group, due)| (due.incident, group)).collect()
}

#[test]
fn words_find_what_was_set_aside_of_open_incidents_and_nothing_of_closed_ones() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let begun = ["la_became_aware"];
    let set_aside = ["la_became_aware", "alert_not_raised"];
    let closed = ["la_became_aware", "alert_not_raised", "case_closed"];
    let open = logged_at(&mut store, "Zebrawood Lane", &begun);
    let aside = logged_at(&mut store, "Zebrawood Close", &set_aside);
    let gone = logged_at(&mut store, "Zebrawood Court", &closed);
    logged_at(&mut store, "Rosewood Lane", &set_aside);
    let listed = alerts(&store, "");
    assert!(
        listed.contains(&(gone, DueGroup::Aside)),
        "with no words typed it is listed: {listed:?}"
    );
    assert_eq!(listed.len(), 4);
    let found = [(open, DueGroup::Tomorrow), (aside, DueGroup::Aside)];
    assert_eq!(alerts(&store, "zebrawood"), found);
    assert_eq!(alerts(&store, "zebrawood close"), found[1..]);
    assert_eq!(alerts(&store, "zebrawood court"), []);
}
