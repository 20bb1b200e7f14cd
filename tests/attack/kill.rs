//! R1: processes that save are killed, at any moment, many times over on one file.

use std::collections::HashMap;
use std::time::Duration;

use super::child::Saver;
use super::desk::{self, Dice, long_or};
use dutydesk::domain::id::IncidentId;
use dutydesk::store::Store;

/// How many save at once.
const AT_ONCE: usize = 6;
/// How far apart the saves of one begin: about every second kill falls into one.
const APART: Duration = Duration::from_millis(10);

/// Every save that was acknowledged is there, under the number that was said; at most one more of each
/// process that was killed; and the whole is as it was written.
#[test]
fn no_acknowledged_save_is_lost_however_often_processes_are_killed() {
    let cycles = long_or(50_000, 600);
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("desk");
    drop(desk::make(&folder));
    let mut dice = Dice::thrown("kill");
    let mut acknowledged: HashMap<i64, String> = HashMap::new();
    for round in 0..cycles / AT_ONCE {
        let start = |place: usize| {
            let words = format!("round {round}, process {place}");
            Saver::start(&folder, &words, u64::MAX, APART)
        };
        let mut savers: Vec<Saver> = (0..AT_ONCE).map(start).collect();
        for saver in &mut savers {
            // Killed somewhere in a later save, or while it opens the desk.
            for _ in 0..dice.below(4) {
                note(saver.next(), &mut acknowledged);
            }
            let moment = Duration::from_micros(dice.below(20_000));
            // Not a wait for anything: the moment of the kill is what is tried.
            std::thread::sleep(moment);
            saver.process.kill().expect("it is killed");
        }
        for saver in &mut savers {
            while let Some(said) = saver.next() {
                note(Some(said), &mut acknowledged);
            }
            saver.process.wait().expect("it has ended");
        }
    }
    let store = desk::open(&folder);
    assert_eq!(store.findings(), [], "nothing is found on opening");
    for (id, words) in &acknowledged {
        let incident = store.incident(IncidentId(*id)).expect("a reading");
        let incident = incident.unwrap_or_else(|| panic!("«{words}» is lost"));
        assert_eq!(incident.narrative, *words);
    }
    let all = store.tally().expect("a count").all;
    drop(store);
    let verdict = Store::verify(
        &desk::places(&folder),
        &desk::PASSPHRASE.into(),
        desk::now(),
        None,
        None,
    );
    let verdict = verdict.expect("it opens");
    assert_eq!(verdict.damage, []);
    let extra = all - acknowledged.len();
    println!(
        "kill: {cycles} processes killed, {} saves acknowledged, 0 lost, {extra} more committed",
        acknowledged.len()
    );
    assert!(extra <= cycles, "at most one a process");
    assert!(!acknowledged.is_empty());
}

fn note(said: Option<String>, acknowledged: &mut HashMap<i64, String>) {
    let Some(said) = said else { return };
    let mut parts = said.splitn(3, ' ');
    let (id, _took, words) = (parts.next(), parts.next(), parts.next());
    let id = id.and_then(|id| id.parse().ok()).expect("a number");
    let before = acknowledged.insert(id, words.expect("its words").to_owned());
    assert_eq!(before, None, "a number is given once");
}
