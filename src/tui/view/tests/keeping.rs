//! What whoever keeps the register sees: what waits over the panes, the queues, counts, saved views.

use super::*;
use crate::domain::saved_view::SavedView;
use crate::domain::timeline::NewEvent;
use crate::domain::user::Role;

/// The desk of somebody of SQA, or of one role else, with an incident of which the alert was sent.
fn kept_by(role: Role, size: (u16, u16), pressed: &[Key]) -> String {
    let mut app = desk(size);
    app.who.roles = [role].into_iter().collect();
    let sent = sent();
    let file = TestFile::of(fixture::pack(), vec![sent]);
    let now = app.now;
    let news = Reply::Elsewhere(Box::new(Elsewhere {
        lists: true,
        views: Some(vec![SavedView {
            owner: None,
            name: "Mondays".to_owned(),
            query: "status:open".to_owned(),
            order: "told down".to_owned(),
            columns: "reference, child".to_owned(),
            by: "s.other-example".to_owned(),
        }]),
        ..Elsewhere::default()
    }));
    send_to(&mut app, Message::Reply(news), &file, now);
    for key in pressed {
        send_to(&mut app, Message::Key(*key, Pace::ByHand), &file, now);
    }
    drawn(&app, COLOUR, size).backend().to_string()
}

fn sent() -> Incident {
    let mut incident = fixture::incident();
    let event = NewEvent::new(
        "alert_sent",
        Moment::exact(fixture::at("2026-11-20T21:40:00Z")),
    );
    let now = fixture::at("2026-11-20T21:45:00Z");
    let entry = fixture::recorded(9, &event, "k.duty-example", now);
    incident.timeline.push(entry);
    incident
}

#[test]
fn what_waits_stands_over_the_panes_of_whoever_keeps_the_register_alone() {
    for size in [(80, 24), (120, 40)] {
        let line = "Queues (gq) 1 to acknowledge";
        assert!(kept_by(Role::Sqa, size, &[]).contains(line), "{size:?}");
        assert!(
            !kept_by(Role::Duty, size, &[]).contains("Queues (gq)"),
            "{size:?}"
        );
    }
    insta::assert_snapshot!("desk_of_sqa_80x24", kept_by(Role::Sqa, (80, 24), &[]));
}

#[test]
fn queues_counts_and_views() {
    let mut counted = keys("gr");
    counted.extend([Key::Right; 5]);
    counted.push(Key::Char('b'));
    for (name, pressed) in [
        ("queues", keys("gq")),
        ("register_counts", counted),
        ("register_saved_views", keys("grv")),
    ] {
        insta::assert_snapshot!(
            format!("{name}_80x24"),
            kept_by(Role::Sqa, (80, 24), &pressed)
        );
    }
}
