//! Nothing of it is left in any file, the chain holds, and a loss is told from a disposal.

use super::*;
use crate::domain::draft::DraftKey;
use crate::domain::id::HandoverId;
use crate::domain::ledger::Task;
use crate::store::tests::type_into;
use crate::store::{FirstKeys, SetUp, Verdict, write};
use crate::vault::{Cipher, KdfCost};

fn verified(scratch: &Scratch) -> Verdict {
    Store::verify(&scratch.places, &claim(MANAGER), now(), None, None).unwrap()
}

#[test]
fn verify_says_disposed_of_by_whom_and_the_chain_holds() {
    let scratch = desk();
    let id = proposed(&scratch, old_case("Amina Testchild"));
    let before = verified(&scratch);
    assert_eq!((before.damage.len(), before.disposed.len()), (0, 0));
    let mut manager = open(&scratch, MANAGER, now());
    dispose(&mut manager, id).unwrap();
    assert!(!manager.is_unswept().unwrap());
    assert_eq!(manager.incident(id).unwrap(), None);
    assert_eq!(manager.changes(id).unwrap(), []);
    // The next case has the next number, not this one's.
    drop(manager);
    let mut duty = open(&scratch, "kduty", now());
    let next = log(&mut duty, old_case("Zebedee Otherchild"));
    let next = duty.incident(next).unwrap().unwrap();
    assert_eq!(next.reference.0, "TH-2026-0002");
    drop(duty);
    let after = verified(&scratch);
    assert_eq!(after.damage, []);
    assert!(after.entries > before.entries, "no entry is taken out");
    let [gone] = &after.disposed[..] else {
        panic!("one case was disposed of");
    };
    assert_eq!(gone.reference.0, "TH-2026-0001");
    let by = (gone.proposed_by.as_str(), gone.agreed_by.as_str());
    assert_eq!(by, (AUDITOR, MANAGER));
    assert_eq!(gone.agreed_at, now());
    assert_eq!(gone.class, "Looked-after child");
    let review = NaiveDate::from_ymd_opt(2025, 2, 3).unwrap();
    assert_eq!(gone.review_on, review);
    // An entry that was noted before is still there.
    let expect = Some(before.head.as_str());
    let expected = Store::verify(&scratch.places, &claim(MANAGER), now(), expect, None).unwrap();
    assert_eq!(expected.damage, []);
}

/// Whoever has the key takes history out without two people, or forges what is left of a case.
#[test]
fn a_loss_is_no_disposal() {
    for tampering in [
        // The history of one case, and its salt, as a disposal takes them.
        "INSERT INTO disposing VALUES ('incident:2');
         DELETE FROM change WHERE record = 'incident:2'; DELETE FROM salt WHERE record = 'incident:2';
         DELETE FROM disposing;",
        // A salt alone.
        "UPDATE salt SET salt = x'00' WHERE record = 'incident:2'",
        // Who agreed.
        "DROP TRIGGER disposal_kept; UPDATE disposal SET agreed_by = 'nobody'",
        // That there ever was one.
        "DROP TRIGGER disposal_stays; DELETE FROM disposal",
        // The case put back, with other words.
        "INSERT INTO incident (id, reference, year, number, version, created_at, created_by)
         VALUES (1, 'TH-2026-0001', 2026, 1, 1, '2026-11-20T20:41:00Z', 'kduty')",
    ] {
        let scratch = desk();
        let id = proposed(&scratch, old_case("Amina Testchild"));
        let mut duty = open(&scratch, "kduty", now());
        log(&mut duty, old_case("Zebedee Otherchild"));
        drop(duty);
        let mut manager = open(&scratch, MANAGER, now());
        dispose(&mut manager, id).unwrap();
        assert_eq!(verified(&scratch).damage, []);
        manager.connection.execute_batch(tampering).unwrap();
        drop(manager);
        assert_ne!(verified(&scratch).damage, [], "{tampering}");
    }
}

/// Every file under a folder.
fn files(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            out.push((path, bytes));
        }
    }
    out
}

/// Returns which words stand in which files of the desk, large and small letters alike.
fn found(scratch: &Scratch, needles: &[String]) -> Vec<String> {
    let small: Vec<String> = needles.iter().map(|needle| needle.to_lowercase()).collect();
    let mut out = Vec::new();
    for folder in [&scratch.places.data, &scratch.places.state] {
        if !folder.exists() {
            continue;
        }
        for (path, bytes) in files(folder) {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            let here = small.iter().filter(|needle| text.contains(needle.as_str()));
            out.extend(here.map(|needle| format!("{needle} in {}", path.display())));
        }
    }
    out
}

/// Returns the terms of the indexes of words that begin as a word does: they stand there compressed,
/// where no scan of bytes finds them whole.
fn terms(store: &Store, word: &str) -> Vec<String> {
    let mut out = Vec::new();
    for index in ["register_text", "open_text", "due_text"] {
        store
            .connection
            .execute_batch(&format!(
                "DROP TABLE IF EXISTS temp.terms;
                 CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {index}, row)"
            ))
            .unwrap();
        let sql = "SELECT term FROM temp.terms WHERE term LIKE ?1 || '%'";
        let mut query = store.connection.prepare(sql).unwrap();
        let rows = query.query_map([word], |row| row.get::<_, String>(0));
        out.extend(rows.unwrap().map(Result::unwrap));
    }
    out
}

/// How many children are disposed of: 100 in every run, 1,000 where an attack is asked for.
fn children() -> usize {
    if std::env::var("DUTYDESK_ATTACK").is_ok_and(|word| word == "long") {
        1000
    } else {
        100
    }
}

/// A desk that is not encrypted: what a scan of its bytes does not find is not there.
fn bare_desk() -> Scratch {
    let scratch = Scratch::new();
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "kduty".to_owned(),
    };
    let passphrase = PASSPHRASE.into();
    let first = FirstKeys {
        cipher: Cipher::None,
        ..FirstKeys::of(&passphrase, KdfCost::quick())
    };
    let mut store = Store::set_up(&scratch.places, &set_up, &first, now()).unwrap();
    add_both(&mut store);
    scratch
}

/// Logs a closed case of a child of which the words are nobody else's.
fn own_case(duty: &mut Store, own: &[String; 4]) -> IncidentId {
    let mut case = old_case(&format!("{} {}", own[0], own[1]));
    case.details = vec![
        (Detail::Place, own[2].clone()),
        (Detail::Narrative, own[3].clone()),
    ];
    case.people[0].details = vec![("address".to_owned(), format!("{} home", own[2]))];
    let id = log(duty, case);
    let task = add(Task {
        what: format!("ring {} at {}", own[0], own[2]),
        ..Task::default()
    });
    revise(duty, id, task).unwrap();
    let form = Edit::Form("medical".to_owned(), Some(own[3].clone()));
    revise(duty, id, form).unwrap();
    close(duty, id);
    id
}

/// S5: disposing of a hundred people leaves no byte of them in any file of the desk.
#[test]
fn no_byte_of_a_hundred_children_is_left() {
    let scratch = bare_desk();
    let mut duty = open(&scratch, "kduty", now());
    let kept = log(&mut duty, old_case("Keptwise Stayingchild"));
    // What every one of them has in common: a single hit is a leak.
    let needles = ["Gonechild", "Vanishing", "Gardenia Row", "the wardrobe"].map(str::to_owned);
    let mut ids = Vec::new();
    for number in 0..children() {
        let own = [
            format!("Gonechild{number:04}q"),
            format!("Vanishing{number:04}z"),
            format!("{number:04} Gardenia Row"),
            format!("the wardrobe {number:04} fell"),
        ];
        ids.push(own_case(&mut duty, &own));
    }
    let note = format!("{} called", needles[0]);
    type_into(&mut duty, &DraftKey::Note(ids[0]), &note);
    hand_over(&mut duty, &format!("TH-2026-0002  {} seen", needles[0]));
    // What was written out of it, and of a case that stays.
    let outbox = scratch.places.outbox();
    std::fs::create_dir_all(&outbox).unwrap();
    let seen = format!("TH-2026-0002  {} seen", needles[0]);
    std::fs::write(outbox.join("TH-2026-0002-alert-2.eml"), &needles[0]).unwrap();
    std::fs::write(outbox.join("handover-20261120T204100Z.txt"), seen).unwrap();
    std::fs::write(outbox.join("TH-2026-0001-alert-1.eml"), "Keptwise").unwrap();
    drop(duty);
    let mut auditor = open(&scratch, AUDITOR, now());
    for id in &ids {
        revise(&mut auditor, *id, class("looked_after")).unwrap();
        revise(&mut auditor, *id, propose()).unwrap();
    }
    drop(auditor);
    assert!(found(&scratch, &needles).len() >= needles.len());
    let mut manager = open(&scratch, MANAGER, now());
    assert_ne!(terms(&manager, "gonechild"), [""; 0]);
    let commands = ids.iter().map(|id| Command::Dispose {
        id: *id,
        version: version(&manager, *id),
    });
    let commands: Vec<Command> = commands.collect();
    manager.run_all(&commands, now()).unwrap();
    assert!(!manager.is_unswept().unwrap());
    assert_eq!(found(&scratch, &needles), [""; 0]);
    for word in ["gonechild", "vanishing", "wardrobe"] {
        assert_eq!(terms(&manager, word), [""; 0], "{word}");
    }
    // Whoever stays is whole, and is found.
    assert!(outbox.join("TH-2026-0001-alert-1.eml").exists());
    assert!(manager.incident(kept).unwrap().is_some());
    assert_ne!(terms(&manager, "keptwise"), [""; 0]);
    drop(manager);
    let verdict = verified(&scratch);
    assert_eq!(verdict.damage, []);
    assert_eq!(verdict.disposed.len(), ids.len());
}

fn offer(store: &mut Store, body: &str) -> HandoverId {
    let offer = Command::OfferHandover {
        since: now(),
        to: "the night".to_owned(),
        body: body.to_owned(),
        draft: None,
    };
    match store.run(&offer, now()) {
        Ok(Done::HandedOver(id)) => id,
        other => panic!("offered, not {other:?}"),
    }
}

fn accept(store: &mut Store, id: HandoverId) {
    let accept = Command::AcceptHandover {
        id,
        by: "N. Night".to_owned(),
        note: "read".to_owned(),
        draft: None,
    };
    store.run(&accept, now()).unwrap();
}

/// Hands over and takes over.
fn hand_over(store: &mut Store, body: &str) -> HandoverId {
    let id = offer(store, body);
    accept(store, id);
    id
}

#[test]
fn a_handover_that_waits_keeps_the_case_and_one_taken_over_says_no_more() {
    let scratch = desk();
    let id = proposed(&scratch, old_case("Amina Testchild"));
    let mut duty = open(&scratch, "kduty", now());
    let other = hand_over(&mut duty, "Nothing of that case, but of another.");
    // A name alone, in a note on all of it.
    let waiting = offer(&mut duty, "Note: amina testchild's mother rang.");
    let mut manager = open(&scratch, MANAGER, now());
    assert_eq!(why(dispose(&mut manager, id)), Hindrance::HandoverWaits);
    accept(&mut duty, waiting);
    dispose(&mut manager, id).unwrap();
    let handovers = manager.handovers().unwrap();
    let body = |wanted| {
        let mut all = handovers.iter();
        let found = all.find(|handover| handover.id == wanted).unwrap();
        (found.body.clone(), found.accepted_by.clone())
    };
    let (said, by) = body(waiting);
    assert!(!said.contains("testchild") && by == "N. Night", "{said}");
    assert_eq!(body(other).0, "Nothing of that case, but of another.");
    drop(manager);
    assert_eq!(verified(&scratch).damage, []);
}

/// Killed after the write and before the files are swept: whoever opens the desk next sweeps.
#[test]
fn what_was_not_swept_is_swept_by_whoever_opens_the_desk() {
    let scratch = bare_desk();
    let needles = vec!["Gonechild Vanishing".to_owned()];
    let id = proposed(&scratch, old_case(&needles[0]));
    let mut duty = open(&scratch, "kduty", now());
    type_into(&mut duty, &DraftKey::Note(id), &needles[0]);
    drop(duty);
    let mut manager = open(&scratch, MANAGER, now());
    let command = Command::Dispose {
        id,
        version: version(&manager, id),
    };
    // The write alone, as a program that is killed after it leaves it.
    write::record(&mut manager, &[command], now()).unwrap();
    assert!(manager.is_unswept().unwrap());
    assert_eq!(manager.incident(id).unwrap(), None);
    drop(manager);
    assert_ne!(found(&scratch, &needles), [""; 0]);
    assert_eq!(verified(&scratch).damage, []);
    let opened = open(&scratch, "kduty", now());
    assert!(!opened.is_unswept().unwrap());
    assert_eq!(found(&scratch, &needles), [""; 0]);
    assert!(opened.other_drafts().unwrap().is_empty());
}
