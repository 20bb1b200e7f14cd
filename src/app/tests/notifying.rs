//! The notification: which children are in which pack of it.

use super::*;
use crate::app::page::lines::Lines;
use crate::app::page::notification::Notification;

#[test]
fn a_fifth_child_begins_a_second_pack_and_the_lead_child_comes_first() {
    let mut incident = hand::incident();
    let first = incident.people[0].clone();
    incident.people.truncate(1);
    for number in 2..=5 {
        let mut child = first.clone();
        child.id = crate::domain::id::PersonId(number);
        child.name = format!("Child {number} Ahmadi-Example");
        incident.people.push(child);
    }
    // Nobody need be identified: the last has no name.
    incident.people[4].name.clear();
    incident
        .form
        .insert("lead_child".to_owned(), "3".to_owned());
    let id = incident.id;
    let hand = Hand::with(incident.clone());
    let lines = Notification(id).lines(&hand.app.see());
    let heads: Vec<&str> = lines
        .iter()
        .map(|line| line.words.as_str())
        .filter(|words| words.contains("pack "))
        .collect();
    assert_eq!(heads.len(), 5, "{heads:?}");
    assert!(
        heads[0].contains("pack 1 of 2, p3, the lead child"),
        "{heads:?}"
    );
    assert!(heads[3].contains("pack 1 of 2, p4"), "{heads:?}");
    assert!(heads[4].contains("pack 2 of 2, p5"), "{heads:?}");
    let pack = &hand.app.desk.current;
    let form = pack.notification_form().expect("the notification");
    let text = crate::exchange::form_text::form_text(pack, form, &incident, hand.now, "kduty");
    let second = text.find("Pack 2 of 2").expect("a second pack");
    assert!(text.find("p4 victim").is_some_and(|at| at < second));
    assert!(text.find("p5 victim").is_some_and(|at| at > second));
}
