//! Two desks in one form, killed at every point.
//!
//! A script of steps, each one command at one of two desks on the same folder. It is run up to every
//! step, and there both programs are killed: the files are copied as they stand, with logs that nobody
//! folds in and locks that nobody holds any more. A step that records is also cut in its middle, with
//! the record on the disk and its draft not dropped.

use std::collections::BTreeMap;
use std::fs;

use super::*;
use crate::domain::incident::Detail;
use crate::store::tests::{incidents, typed};
use crate::store::write;

/// Who does a step.
const A: usize = 0;
const B: usize = 1;

enum Step {
    /// Types a text into a field of a form.
    Type(DraftKey, &'static str, &'static str),
    /// Logs the call of that number, whose words are these.
    Log(DraftKey, &'static str),
    /// Throws a draft away.
    Drop(DraftKey),
}

fn steps() -> Vec<(usize, Step)> {
    let (call, second) = (DraftKey::New(1), DraftKey::New(2));
    vec![
        (A, Step::Type(call.clone(), "narrative", "A: baby")),
        (B, Step::Type(call.clone(), "narrative", "B: boy")),
        (A, Step::Type(alert(), "safety_plan", "A: on the ward")),
        (B, Step::Type(alert(), "safety_plan", "B: at home")),
        (A, Step::Type(call.clone(), "place", "A: park")),
        (A, Step::Type(second.clone(), "narrative", "A: another")),
        (B, Step::Type(alert(), "reason", "B: serious")),
        (A, Step::Log(call.clone(), "A: baby")),
        (B, Step::Type(call.clone(), "narrative", "B: boy stabbed")),
        (A, Step::Type(call.clone(), "narrative", "A: a third")),
        (B, Step::Log(call, "B: boy stabbed")),
        (B, Step::Drop(alert())),
        (A, Step::Type(alert(), "reason", "A: harm")),
        (A, Step::Log(second, "A: another")),
    ]
}

/// What the desks must hold, whatever happens to the programs.
#[derive(Default)]
struct Expected {
    /// The texts of each draft by who typed it and its key, each field's last.
    drafts: BTreeMap<(usize, String), BTreeMap<&'static str, &'static str>>,
    /// What was logged, in order.
    logged: Vec<&'static str>,
}

impl Expected {
    fn after(&mut self, (who, step): &(usize, Step)) {
        match step {
            Step::Type(key, field, text) => {
                let draft = self.drafts.entry((*who, key.to_string())).or_default();
                draft.insert(field, text);
            }
            Step::Log(key, words) => {
                self.drafts.remove(&(*who, key.to_string()));
                self.logged.push(words);
            }
            Step::Drop(key) => {
                self.drafts.remove(&(*who, key.to_string()));
            }
        }
    }
}

fn command(step: &Step) -> Command {
    match step {
        Step::Type(key, field, text) => Command::SaveDraft {
            key: key.clone(),
            change: typed(field, text),
        },
        Step::Log(key, words) => {
            let mut incident = an_incident();
            incident.details = vec![(Detail::Narrative, (*words).to_owned())];
            Command::Log(Box::new(incident), Some(key.clone()))
        }
        Step::Drop(key) => Command::DropDraft(key.clone()),
    }
}

/// Returns the desk as it is found after both programs were killed.
fn killed(scratch: &Scratch) -> Scratch {
    let copy = Scratch::new();
    copy_folder(&scratch.places.data, &copy.places.data);
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else if path.extension().is_none_or(|end| end != "db-shm") {
            // The memory that programs shared is gone with them.
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// Reads the desk again, and says whether it holds what it must, no less and no more.
fn check(scratch: &Scratch, expected: &Expected, at: &str) {
    let mut store = scratch.open().unwrap();
    assert_eq!(store.findings(), [], "{at}");
    let found: Vec<String> = incidents(&store)
        .into_iter()
        .rev()
        .map(|incident| incident.narrative)
        .collect();
    assert_eq!(found, expected.logged, "{at}: what was logged");
    let others = store.other_drafts().unwrap();
    let mut drafts: Vec<(String, BTreeMap<String, String>)> = others
        .iter()
        .map(|draft| {
            let Some(Left::Body(body)) = &draft.left else {
                panic!("{at}: {:?}", draft.left);
            };
            let fields = body.fields.iter();
            let fields: BTreeMap<String, String> = fields
                .map(|field| (field.id.clone(), field.value.clone()))
                .collect();
            // Nobody's words are among another's.
            let whose = |text: &String| text.chars().next();
            let mut who = fields.values().map(whose);
            let first = who.next();
            assert!(who.all(|one| Some(one) == first), "{at}: {fields:?}");
            (draft.key.to_string(), fields)
        })
        .collect();
    let mut wanted: Vec<(String, BTreeMap<String, String>)> = expected
        .drafts
        .iter()
        .map(|((_, key), fields)| {
            let owned = |(id, text): (&&str, &&str)| ((*id).to_owned(), (*text).to_owned());
            (key.clone(), fields.iter().map(owned).collect())
        })
        .collect();
    drafts.sort();
    wanted.sort();
    assert_eq!(drafts, wanted, "{at}: what is offered");
    // And each can be gone on with, once.
    let taken = DraftKey::Alert(IncidentId(1));
    for draft in others.iter().filter(|draft| draft.key != taken) {
        let take = Command::TakeUpDraft(draft.id.clone());
        store.run(&take, now()).unwrap();
        assert!(store.run(&take, now()).is_err(), "{at}: taken up twice");
    }
}

/// Runs the first steps, one desk for each of the two, and returns what must be there then.
fn run(scratch: &Scratch, steps: &[(usize, Step)]) -> ([Store; 2], Expected) {
    let mut desks = [scratch.create(), scratch.open().unwrap()];
    let mut expected = Expected::default();
    for step in steps {
        desks[step.0].run(&command(&step.1), now()).unwrap();
        expected.after(step);
    }
    (desks, expected)
}

#[test]
fn two_desks_in_one_form_killed_after_every_step_lose_and_double_nothing() {
    let steps = steps();
    for count in 0..=steps.len() {
        let scratch = Scratch::new();
        let (desks, expected) = run(&scratch, &steps[..count]);
        let found = killed(&scratch);
        check(&found, &expected, &format!("after {count} steps"));
        // An orderly end leaves the same.
        drop(desks);
        check(&scratch, &expected, &format!("ended after {count} steps"));
    }
}

#[test]
fn a_kill_between_a_record_and_the_end_of_its_draft_offers_nothing_twice() {
    let steps = steps();
    let records = (0..steps.len()).filter(|at| matches!(steps[*at].1, Step::Log(..)));
    for at in records {
        let scratch = Scratch::new();
        let (mut desks, mut expected) = run(&scratch, &steps[..at]);
        let (who, step) = &steps[at];
        write::record(&mut desks[*who], &[command(step)], now()).unwrap();
        expected.after(&steps[at]);
        // The other desk sees the record, and no draft of it, before anybody opens the desk again.
        let other = &desks[1 - who];
        let begun = other.other_drafts().unwrap();
        let live = |(by, _): &&(usize, String)| *by == *who;
        assert_eq!(begun.len(), expected.drafts.keys().filter(live).count());
        check(&killed(&scratch), &expected, &format!("within step {at}"));
    }
}

#[test]
fn what_is_typed_after_a_record_whose_draft_is_left_is_no_part_of_that_draft() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    type_into(&mut store, &CALL, "caller A");
    // The draft could not be dropped, and the program goes on.
    write::record(&mut store, &[log(an_incident())], now()).unwrap();
    assert!(store.drafts().unwrap().is_empty());
    type_field(&mut store, &CALL, "place", "caller B");
    assert_eq!(own(&store), ["caller B"]);
    drop(store);
    assert_eq!(left_in(&other(&scratch.open().unwrap())), "caller B");
}
