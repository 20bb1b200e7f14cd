//! Keys that are named once a form is saved: whatever form, from whatever page, each of them is
//! bound on the page that is in front then.

use std::collections::BTreeSet;

use super::*;
use crate::app::keymap::{BINDINGS, Binding, Scope, available};
use crate::domain::id::{EntryId, Reference};
use crate::domain::incident::Incident;
use crate::domain::ledger::{Entry, Invitee, Meeting, Outgoing, Position, Record, Task as ToDo};
use crate::rules::testing::council;

/// Every form of an open desk that the walk comes to: a new one is added here.
const FORMS: [&str; 36] = [
    "AddPerson",
    "AddRecipient",
    "AgencyCheck",
    "AlertForm",
    "Answer",
    "Arrange",
    "Ask",
    "Call",
    "Cancel",
    "ChangeItem",
    "ChecklistPoint",
    "ContactForm",
    "Correct",
    "EditPerson",
    "Escalate",
    "FullAnswer",
    "Held",
    "HowChecked",
    "KeepForm",
    "LateReason",
    "LinkWith",
    "NewItem",
    "NotRaised",
    "Note",
    "Offer",
    "Outcome",
    "Paper",
    "Process",
    "QuickLog",
    "RecordEvent",
    "Resolve",
    "Restrict",
    "Submitted",
    "TakeBack",
    "TakeOff",
    "WasItSent",
];

fn entry(id: i64, of: Option<i64>, record: impl Into<Record>) -> Entry {
    Entry {
        id: EntryId(id),
        of: of.map(EntryId),
        created_at: hand::at(NIGHT),
        created_by: "k.duty-example".to_owned(),
        record: record.into(),
        struck: None,
    }
}

fn position(id: i64, slot: &str, value: &str) -> Entry {
    let position = Position {
        decision: "criteria".to_owned(),
        slot: slot.to_owned(),
        value: value.to_owned(),
        name: format!("P. {slot}-Example"),
        ..Position::default()
    };
    entry(id, None, position)
}

/// An incident with something on every page: a meeting with somebody asked, a task, the partners of
/// two minds, an alert that is past its time.
fn full() -> Incident {
    let mut incident = hand::incident();
    let panel = Meeting {
        meeting: "rapid_review_panel".to_owned(),
        title: "Rapid Review Panel".to_owned(),
        ..Meeting::default()
    };
    let asked = Invitee {
        role: "health".to_owned(),
        ..Invitee::default()
    };
    let task = ToDo {
        what: "ring the ward".to_owned(),
        ..ToDo::default()
    };
    incident.entries = vec![
        entry(7, None, panel),
        entry(8, Some(7), asked),
        entry(9, None, task),
        position(10, "partner_local_authority", "met"),
        position(11, "partner_police", "not_met"),
    ];
    incident
}

/// A page as it is come to: whose desk, what is on it, and the keys.
#[derive(Clone, Debug)]
struct Way {
    council: &'static str,
    is_written: bool,
    /// What happened on it besides.
    happened: &'static [&'static str],
    keys: Vec<Key>,
}

impl Way {
    fn walk(&self) -> Hand {
        let mut incident = full();
        if self.is_written {
            let written = Outgoing {
                form: "alert".to_owned(),
                ..Outgoing::default()
            };
            incident.entries.push(entry(12, None, written));
        }
        for (id, kind) in (100..).zip(self.happened) {
            let now = hand::at(NIGHT);
            let event = NewEvent::new(kind, Moment::exact(now));
            let event = crate::rules::form::tests::recorded(id, &event, "k.duty-example", now);
            incident.timeline.push(event);
        }
        let mut hand = Hand::by(council(self.council), vec![incident]);
        hand.confirm_every_mailbox();
        for key in &self.keys {
            hand.press(*key);
        }
        hand
    }

    fn with(&self, keys: &[Key]) -> Self {
        let keys = [&self.keys[..], keys].concat();
        Self {
            keys,
            ..self.clone()
        }
    }
}

/// Returns the pages that the walk begins on.
fn pages() -> Vec<Way> {
    let way = |council, is_written, text: &str, rights: usize| {
        let mut keys: Vec<Key> = text
            .chars()
            .map(|c| if c == '\r' { Key::Enter } else { Key::Char(c) })
            .collect();
        keys.extend(vec![Key::Right; rights]);
        Way {
            council,
            is_written,
            happened: &[],
            keys,
        }
    };
    let towers = "tower-hamlets";
    let mut out: Vec<Way> = ["1f", "2", "3", "4", "ga", "2s", "3\r", "gh", "gn", "gl"]
        .into_iter()
        .map(|text| way(towers, false, text, 0))
        .collect();
    out.extend((0..Tab::ALL.len()).map(|rights| way(towers, false, "1f\r", rights)));
    out.push(way(towers, true, "2s", 0));
    let tab = |tab: Tab| {
        let mut all = Tab::ALL.iter();
        all.position(|known| *known == tab).expect("the tab")
    };
    let barnet = way("barnet", false, "1f\r", tab(Tab::Decisions));
    out.push(Way {
        happened: &["disagreement_raised"],
        ..barnet.clone()
    });
    out.push(barnet);
    out.push(Way {
        happened: &["panel_convened", "need_to_know_first_done"],
        ..way(towers, false, "1f\r", tab(Tab::Checks))
    });
    out
}

/// Returns the keys that a line names: each begins a sentence or a part of one.
fn named(words: &str) -> Vec<String> {
    let known: BTreeSet<String> = BINDINGS.iter().map(Binding::key_words).collect();
    let parts = words.split(['.', ':', ';', ',']).map(str::trim);
    let first = parts.filter_map(|part| part.split(' ').next());
    first
        .filter(|word| known.contains(*word))
        .map(str::to_owned)
        .collect()
}

/// Does what follows a form once it is committed, and checks the keys that it names; returns which
/// form it is, and the keys.
fn saved(hand: &mut Hand, way: &Way) -> (String, Vec<String>) {
    let Screen::Form(screen) = hand.app.screens.front() else {
        panic!("no form: {way:?}");
    };
    let sheet = format!("{:?}", screen.sheet);
    let name = sheet.split([' ', '{', '(']).next().unwrap_or_default();
    let committed = match name {
        "QuickLog" => Saved::Logged(IncidentId(42), Reference::new("TH", 2026, 42)),
        "ContactForm" | "HowChecked" => Saved::Contact,
        "Offer" | "Accept" => Saved::HandedOver,
        _ => Saved::Revised(IncidentId(42)),
    };
    let next = screen
        .sheet
        .after(&hand.app.see(), &committed, &screen.form);
    let _form = hand.app.screens.pop();
    let _done = hand.app.apply(next);
    let said = hand.notice();
    let bound = available(&hand.app.screens.scopes(&hand.app.panes));
    let keys = named(&said);
    for key in &keys {
        let is_bound = bound.iter().any(|binding| binding.key_words() == *key);
        assert!(is_bound, "{name}, {way:?}: «{key}» of {said}");
    }
    (name.to_owned(), keys)
}

/// What could not be sent is said with what is done now, which has keys of its own.
#[test]
fn what_could_not_be_sent_names_keys_that_are_bound() {
    let way = Way {
        council: "tower-hamlets",
        is_written: true,
        happened: &[],
        keys: vec![Key::Char('1'), Key::Char('f'), Key::Enter, Key::Char('x')],
    };
    let mut hand = way.walk();
    while hand.focused() != "not_sent" {
        hand.press(Key::BackTab);
    }
    hand.type_text("the line is down");
    let keys = ["c", "s"].map(str::to_owned);
    assert_eq!(
        saved(&mut hand, &way),
        ("WasItSent".to_owned(), keys.to_vec())
    );
    let words = hand.notice();
    assert!(words.contains("it could not be sent"), "{words}");
}

/// Returns the keys that may open a form on a page: on its first line all of them, on others those
/// that are about a line.
fn tried(hand: &Hand, is_first: bool) -> Vec<Key> {
    let scopes = hand.app.screens.scopes(&hand.app.panes);
    let own = available(&scopes).into_iter().filter(|binding| {
        let is_list = binding.scope == Scope::List;
        let is_everywhere = binding.scope == Scope::Everywhere;
        !is_list && (!is_everywhere || binding.keys == [Key::Char('n')])
    });
    let keys = own.filter_map(|binding| match binding.keys {
        [key] => Some(*key),
        _ => None,
    });
    let of_line = [Key::Enter, Key::Char('x'), Key::Char('D'), Key::Char('+')];
    keys.filter(|key| is_first || of_line.contains(key))
        .collect()
}

#[test]
fn every_key_that_is_named_after_a_save_is_bound_on_the_page_in_front() {
    let mut forms: BTreeSet<String> = BTreeSet::new();
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let mut ways = pages();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(way) = ways.pop() {
        let mut place = None;
        for downs in 0..40 {
            let way = way.with(&vec![Key::Down; downs]);
            let hand = way.walk();
            let here = format!("{:?}", hand.app.screens.front());
            let at = (
                here.clone(),
                hand.app.panes.due.clone(),
                hand.app.panes.role.clone(),
            );
            if place.as_ref() == Some(&at) {
                break;
            }
            place = Some(at);
            for key in tried(&hand, downs == 0) {
                let way = way.with(&[key]);
                let mut hand = way.walk();
                match hand.app.screens.front() {
                    Screen::Form(_) => {
                        let (form, keys) = saved(&mut hand, &way);
                        told.extend(keys.into_iter().map(|key| (form.clone(), key)));
                        forms.insert(form);
                    }
                    Screen::Lines(page) if seen.insert(page.title(&hand.app.see())) => {
                        ways.push(way);
                    }
                    _ => {}
                }
            }
        }
    }
    let expected: BTreeSet<String> = FORMS.map(str::to_owned).into();
    let new: Vec<_> = forms.difference(&expected).collect();
    let lost: Vec<_> = expected.difference(&forms).collect();
    assert!(
        new.is_empty() && lost.is_empty(),
        "new {new:?}, lost {lost:?}"
    );
    for (form, key) in [
        ("AlertForm", "s"),
        ("ContactForm", "v"),
        ("HowChecked", "u"),
    ] {
        let known = (form.to_owned(), key.to_owned());
        assert!(told.contains(&known), "{form} names {key}: {told:?}");
    }
}
