//! A home with a desk in it, and the program run there.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use dutydesk::clock::Clock;
use dutydesk::config::{self, Places};
use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::command::{Command, Edit, NewIncident, NewPerson};
use dutydesk::domain::contact::Contact;
use dutydesk::domain::facts::{FactValue, Role};
use dutydesk::domain::id::IncidentId;
use dutydesk::domain::incident::{Detail, Incident};
use dutydesk::domain::instant::{Instant, Moment};
use dutydesk::domain::person::Born;
use dutydesk::domain::timeline::NewEvent;
use dutydesk::rules::Rules;
use dutydesk::store::{Done, SetUp, Store};
use dutydesk::vault::{Claim, KdfCost};

pub(crate) const PASSPHRASE: &str = "correct horse battery";
/// An invented name that stands in the desk's file and must never be met where others look.
pub(crate) const NAME: &str = "Zaynab Marker-Example";
pub(crate) const MAILBOX: &str = "sqa@tower-hamlets.example";

/// An empty home.
pub(crate) struct Home {
    folder: tempfile::TempDir,
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// Checks that the command was refused: nothing said on standard output, `why` on the other.
    pub(crate) fn refused(&self, why: &str) {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        assert!(self.err.contains(why), "no «{why}» in {}", self.err);
        assert!(!self.err.contains("Marker"), "{}", self.err);
    }
}

pub(crate) fn now() -> Instant {
    Clock::system().now()
}

pub(crate) fn ago(hours: i64) -> Instant {
    now().plus(-Duration::hours(hours))
}

impl Home {
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a home"),
        }
    }

    /// A home with a desk for Tower Hamlets.
    pub(crate) fn with_desk() -> Self {
        let home = Self::empty();
        home.set_up("tower-hamlets");
        home
    }

    /// Sets a desk up for a council, or for one whose pack is a file.
    pub(crate) fn set_up(&self, council: &str) {
        let set_up = SetUp {
            council: council.to_owned(),
            user: "kduty".to_owned(),
        };
        let (passphrase, cost) = (PASSPHRASE.into(), KdfCost::quick());
        Store::create(&self.places(), &set_up, &passphrase, cost, now()).expect("a desk");
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the program keeps things in this home.
    pub(crate) fn places(&self) -> Places {
        Places {
            data: self.path().join("data/dutydesk"),
            state: self.path().join("state/dutydesk"),
        }
    }

    pub(crate) fn store(&self) -> Store {
        let mut store = Store::open(&self.places(), &PASSPHRASE.into(), now()).expect("the desk");
        let rules = Rules {
            pack: config::pack(&store.settings().council).expect("its council"),
            holidays: BankHolidays::built_in(),
        };
        store.follow(Arc::new(rules), now()).expect("its lists");
        store
    }

    /// Logs a stabbing of so many hours ago, told an hour later.
    pub(crate) fn log(&self, hours: i64, narrative: &str) -> IncidentId {
        let events = vec![
            NewEvent::new("incident_occurred", Moment::exact(ago(hours))),
            NewEvent::new("la_became_aware", Moment::exact(ago(hours - 1))),
        ];
        let incident = NewIncident {
            details: vec![
                (Detail::Place, "Example Park".to_owned()),
                (Detail::Narrative, narrative.to_owned()),
            ],
            facts: vec![(
                "triggers".to_owned(),
                FactValue::Choices(vec!["serious_injury".to_owned()]),
            )],
            people: vec![NewPerson {
                role: Some(Role::Victim),
                name: NAME.to_owned(),
                born: Born {
                    date: NaiveDate::from_ymd_opt(2011, 2, 3),
                    ..Born::default()
                },
                mosaic_id: "EX-771".to_owned(),
                details: Vec::new(),
                facts: vec![("looked_after".to_owned(), FactValue::YesNo(true))],
            }],
            events,
        };
        match self
            .store()
            .run(&Command::Log(Box::new(incident), None), now())
        {
            Ok(Done::Logged { id, .. }) => id,
            other => panic!("logged, not {other:?}"),
        }
    }

    /// Changes an incident on a desk of several people, as one of them.
    pub(crate) fn revise_as(&self, claim: &Claim, id: IncidentId, edits: Vec<Edit>) {
        let mut store = Store::open(&self.places(), claim, now()).expect("the desk");
        let pack = config::pack(&store.settings().council).expect("its council");
        let holidays = BankHolidays::built_in();
        store
            .follow(Arc::new(Rules { pack, holidays }), now())
            .expect("its lists");
        let incident = store.incident(id).expect("a reading").expect("there");
        let revise = Command::Revise {
            id,
            version: incident.version,
            edits,
            draft: None,
        };
        store.run(&revise, now()).expect("changed");
    }

    pub(crate) fn revise(&self, id: IncidentId, edits: Vec<Edit>) {
        let mut store = self.store();
        let version = store
            .incident(id)
            .expect("the desk")
            .expect("the incident")
            .version;
        let command = Command::Revise {
            id,
            version,
            edits,
            draft: None,
        };
        store.run(&command, now()).expect("revised");
    }

    pub(crate) fn incident(&self, id: IncidentId) -> Incident {
        self.store()
            .incident(id)
            .expect("the desk")
            .expect("the incident")
    }

    /// Fills in what the alert form is not sent without.
    pub(crate) fn fill(&self, id: IncidentId) {
        let form = |field: &str, value: &str| Edit::Form(field.to_owned(), Some(value.to_owned()));
        self.revise(
            id,
            vec![
                form("notifier_name", "K. Duty-Example"),
                form("safety_plan", "With a relative tonight."),
            ],
        );
    }

    /// Puts the mailbox that the alert goes to on the desk's list.
    pub(crate) fn contact(&self, confirmed: bool) {
        let contact = Contact {
            role: "hos_sqa".to_owned(),
            name: "A. Head-Example".to_owned(),
            mailbox: MAILBOX.to_owned(),
            confirmed_at: confirmed.then(now),
            confirmed_by: "kduty".to_owned(),
            ..Contact::default()
        };
        self.store()
            .run(&Command::SaveContact(Box::new(contact), None), now())
            .expect("saved");
    }

    /// Runs the program with the passphrase on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(
            arguments,
            &[("DUTYDESK_PASSPHRASE_FD", "0")],
            PASSPHRASE.as_bytes(),
        )
    }

    pub(crate) fn run_with(
        &self,
        arguments: &[&str],
        environment: &[(&str, &str)],
        input: &[u8],
    ) -> Ran {
        let mut child = Process::new(env!("CARGO_BIN_EXE_dutydesk"))
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("XDG_STATE_HOME", self.path().join("state"))
            .env("TMPDIR", self.path())
            .envs(environment.iter().copied())
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        // A program that reads nothing may have ended already.
        let _unread = child.stdin.take().expect("its input").write_all(input);
        let output = child.wait_with_output().expect("its answer");
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Returns every file of the home, by its whole path.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.path().to_owned()];
        let mut out = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    out.push(path);
                }
            }
        }
        out.sort();
        out
    }

    /// Returns what stands in the desk's outbox, by name.
    pub(crate) fn outbox(&self) -> Vec<PathBuf> {
        let mut files = self.files();
        files.retain(|path| path.starts_with(self.places().outbox()));
        files
    }
}
