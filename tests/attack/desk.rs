//! A desk to be attacked, and numbers that are the same in every run.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use dutydesk::config::Places;
use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::command::{Command, NewIncident, NewPerson};
use dutydesk::domain::facts::Role;
use dutydesk::domain::id::IncidentId;
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
    make_at(folder, KdfCost::quick())
}

/// Makes a desk whose passphrase costs so much to guess.
pub(super) fn make_at(folder: &Path, cost: KdfCost) -> Store {
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "K. Duty-Example".to_owned(),
    };
    let made = Store::create(&places(folder), &set_up, &PASSPHRASE.into(), cost, now());
    following(made.expect("a desk"))
}

pub(super) fn open(folder: &Path) -> Store {
    let opened = Store::open(&places(folder), &PASSPHRASE.into(), now());
    following(opened.expect("the desk opens"))
}

/// Returns the rules that the program follows.
pub(super) fn rules() -> Arc<Rules> {
    Arc::new(Rules {
        pack: Pack::built_in("tower-hamlets").expect("a pack"),
        holidays: BankHolidays::built_in(),
    })
}

/// Gives a store its rules, as the program does.
pub(super) fn following(mut store: Store) -> Store {
    store.follow(rules(), now()).expect("its rules");
    store
}

/// Returns what is not as it was written in a desk that opens, or why it does not open.
pub(super) fn damage(folder: &Path) -> String {
    match Store::verify(&places(folder), &PASSPHRASE.into(), now(), None, None) {
        Ok(verdict) if verdict.damage.is_empty() => String::new(),
        Ok(verdict) => format!("{:?}", verdict.damage),
        Err(error) => error.to_string(),
    }
}

/// Checks that a desk opens as it was written, and that every save that was acknowledged is in it once.
pub(super) fn check_holds(folder: &Path, saved: &[String], what: &str) {
    assert_eq!(damage(folder), "", "{what}");
    let store = open(folder);
    let all = store.tally().expect("a count").all;
    let words: Vec<String> = (1..=all + 2)
        .filter_map(|id| {
            let id = IncidentId(i64::try_from(id).expect("few"));
            store.incident(id).expect("a reading")
        })
        .map(|incident| incident.narrative)
        .collect();
    for one in saved {
        let count = words.iter().filter(|words| *words == one).count();
        assert_eq!(count, 1, "{what}: «{one}» in {words:?}");
    }
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
