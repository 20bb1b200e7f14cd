//! A desk to be attacked, and numbers that are the same in every run.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use dutydesk::config::Places;
use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::command::{Command, NewIncident, NewPerson};
use dutydesk::domain::facts::Role;
use dutydesk::domain::incident::Detail;
use dutydesk::domain::instant::{Instant, Moment};
use dutydesk::domain::timeline::NewEvent;
use dutydesk::pack::Pack;
use dutydesk::rules::Rules;
use dutydesk::store::{SetUp, Store};
use dutydesk::vault::KdfCost;

pub(super) const PASSPHRASE: &str = "correct horse battery";

/// Returns the first where the long run is asked for, else the second.
pub(super) fn long_or<T>(long: T, short: T) -> T {
    let is_long = std::env::var("DUTYDESK_ATTACK").is_ok_and(|word| word == "long");
    if is_long { long } else { short }
}

pub(super) fn places(folder: &Path) -> Places {
    Places::find(Some(folder)).expect("its places")
}

/// The moment that everything is recorded at: what is attacked is the file, not the clock.
pub(super) fn now() -> Instant {
    Instant::parse_rfc3339("2026-11-20T21:15:00Z").expect("a time")
}

pub(super) fn make(folder: &Path) -> Store {
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "K. Duty-Example".to_owned(),
    };
    let made = Store::create(
        &places(folder),
        &set_up,
        &PASSPHRASE.into(),
        KdfCost::quick(),
        now(),
    );
    following(made.expect("a desk"))
}

pub(super) fn open(folder: &Path) -> Store {
    let opened = Store::open(&places(folder), &PASSPHRASE.into(), now());
    following(opened.expect("the desk opens"))
}

/// Gives a store its rules, as the program does.
pub(super) fn following(mut store: Store) -> Store {
    let rules = Rules {
        pack: Pack::built_in("tower-hamlets").expect("a pack"),
        holidays: BankHolidays::built_in(),
    };
    store.follow(Arc::new(rules), now()).expect("its rules");
    store
}

/// Logs an incident with these words.
pub(super) fn log(words: &str) -> Command {
    let incident = NewIncident {
        details: vec![(Detail::Narrative, words.to_owned())],
        people: vec![NewPerson {
            role: Some(Role::Victim),
            name: "M. Ahmadi-Example".to_owned(),
            ..NewPerson::default()
        }],
        events: vec![NewEvent::new("la_became_aware", Moment::exact(now()))],
        ..NewIncident::default()
    };
    Command::Log(Box::new(incident), None)
}

/// Numbers by chance, the same again from the same seed.
pub(super) struct Dice(u64);

impl Dice {
    /// Returns dice by the seed that `DUTYDESK_ATTACK_SEED` names, else by the time; says which.
    pub(super) fn thrown(what: &str) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let by_time = since.map_or(1, |since| u64::from(since.subsec_nanos()));
        let named = std::env::var("DUTYDESK_ATTACK_SEED");
        let seed = named.map_or(by_time, |seed| seed.parse().expect("a seed is a number"));
        println!("{what}: seed {seed}");
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}
