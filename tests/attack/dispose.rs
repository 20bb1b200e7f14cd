//! A process that disposes of a case is killed, at any moment, many times over: the case is whole after
//! it, or gone without a byte.

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use super::desk::{self, Dice, long_or};
use chrono::NaiveDate;
use dutydesk::domain::command::{Command, Edit, NewIncident, NewPerson};
use dutydesk::domain::facts::{FactValue, Role};
use dutydesk::domain::id::IncidentId;
use dutydesk::domain::incident::Detail;
use dutydesk::domain::instant::Moment;
use dutydesk::domain::ledger::{Disposal, NewEntry, Record, Retention};
use dutydesk::domain::person::Born;
use dutydesk::domain::timeline::NewEvent;
use dutydesk::domain::user::Roles;
use dutydesk::store::{Done, FirstKeys, SetUp, Store};
use dutydesk::vault::{Cipher, Claim, KdfCost};

/// What says to the program that it is a child: the desk's folder, and the case.
const FOLDER: &str = "DUTYDESK_DISPOSE_FOLDER";
const CASE: &str = "DUTYDESK_DISPOSE_CASE";

const OWNER: &str = "K. Duty-Example";
const AUDITOR: &str = "I. Audit-Example";

fn claim(name: &str) -> Claim {
    Claim::of(Some(name), desk::PASSPHRASE.into())
}

fn open(folder: &Path, name: &str) -> Store {
    let opened = Store::open(&desk::places(folder), &claim(name), desk::now());
    desk::following(opened.expect("the desk opens"))
}

/// A desk whose bytes can be read, with somebody who proposes and somebody who agrees.
fn make(folder: &Path) {
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: OWNER.to_owned(),
    };
    let passphrase = desk::PASSPHRASE.into();
    let first = FirstKeys {
        cipher: Cipher::None,
        ..FirstKeys::of(&passphrase, KdfCost::quick())
    };
    let made = Store::set_up(&desk::places(folder), &set_up, &first, desk::now());
    let mut store = made.expect("a desk");
    let every = Roles::every();
    store.set_roles(OWNER, &every, desk::now()).expect("roles");
    let auditor: Roles = "auditor".parse().expect("a role");
    let first = (&passphrase, KdfCost::quick());
    store
        .add_user(&claim(OWNER), (AUDITOR, &auditor), first, desk::now())
        .expect("added");
}

/// Logs a closed case past its review date under a name of its own, and has it proposed.
fn proposed(folder: &Path, name: &str) -> IncidentId {
    let mut store = open(folder, OWNER);
    let incident = NewIncident {
        details: vec![(Detail::Narrative, format!("{name} fell"))],
        people: vec![NewPerson {
            role: Some(Role::Victim),
            name: name.to_owned(),
            born: Born {
                date: NaiveDate::from_ymd_opt(1940, 2, 3),
                ..Born::default()
            },
            facts: vec![("looked_after".to_owned(), FactValue::YesNo(true))],
            ..NewPerson::default()
        }],
        ..NewIncident::default()
    };
    let log = Command::Log(Box::new(incident), None);
    let Ok(Done::Logged { id, .. }) = store.run(&log, desk::now()) else {
        panic!("logged");
    };
    let closed = NewEvent::new("case_closed", Moment::exact(desk::now()));
    revise(&mut store, id, vec![Edit::Event(closed)]);
    let mut auditor = open(folder, AUDITOR);
    let add = |record: Record| Edit::AddEntry(NewEntry::new(record));
    let class = Retention {
        class: "looked_after".to_owned(),
        ..Retention::default()
    };
    let edits = vec![add(class.into()), add(Disposal::default().into())];
    revise(&mut auditor, id, edits);
    id
}

fn version(store: &Store, id: IncidentId) -> i64 {
    store
        .incident(id)
        .expect("a reading")
        .expect("there")
        .version
}

fn revise(store: &mut Store, id: IncidentId, edits: Vec<Edit>) {
    let revise = Command::Revise {
        id,
        version: version(store, id),
        edits,
        draft: None,
    };
    store.run(&revise, desk::now()).expect("changed");
}

/// Says which files of the desk hold a name.
fn holding(folder: &Path, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            out.extend(holding(&path, name));
        } else {
            let bytes = std::fs::read(&path).expect("its bytes");
            if String::from_utf8_lossy(&bytes).contains(name) {
                out.push(path.display().to_string());
            }
        }
    }
    out
}

/// Not a test where nobody has started it as a child.
#[test]
fn disposes() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let id = std::env::var(CASE).expect("which case");
    let id = IncidentId(id.parse().expect("a number"));
    let mut store = open(Path::new(&folder), OWNER);
    let version = version(&store, id);
    store
        .run(&Command::Dispose { id, version }, desk::now())
        .expect("disposed of");
}

#[test]
fn a_case_is_whole_or_gone_whenever_its_disposal_is_killed() {
    let rounds = long_or(2_000, 40);
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("desk");
    make(&folder);
    let mut dice = Dice::thrown("dispose");
    let (mut whole, mut gone) = (0, 0);
    for round in 0..rounds {
        let name = format!("Gonechild{round:05}q Vanishing");
        let id = proposed(&folder, &name);
        let program = std::env::current_exe().expect("this program");
        let mut child = Process::new(program)
            .args(["attack::dispose::disposes", "--exact", "--nocapture"])
            .env(FOLDER, &folder)
            .env(CASE, id.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        let moment = Duration::from_micros(dice.below(60_000));
        // Not a wait for anything: the moment of the kill is what is tried.
        std::thread::sleep(moment);
        child.kill().expect("it is killed");
        child.wait().expect("it has ended");
        let store = open(&folder, OWNER);
        if let Some(incident) = store.incident(id).expect("a reading") {
            whole += 1;
            assert_eq!(incident.people[0].name, name);
            assert_eq!(incident.entries.len(), 2, "{name}");
            assert!(!store.changes(id).expect("its history").is_empty());
        } else {
            gone += 1;
            assert!(!store.is_unswept().expect("a reading"));
            assert_eq!(holding(&folder, &name), [""; 0]);
        }
    }
    let verdict = Store::verify(
        &desk::places(&folder),
        &claim(OWNER),
        desk::now(),
        None,
        None,
    );
    let verdict = verdict.expect("it opens");
    assert_eq!(verdict.damage, []);
    assert_eq!(verdict.disposed.len(), gone);
    println!("{rounds} disposals killed: {whole} whole, {gone} gone");
    assert!(whole > 0 && gone > 0, "{whole} whole, {gone} gone");
}
