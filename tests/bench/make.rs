//! Desks of a size: incidents with sixty words each, 2 % of them open.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant as Monotonic;

use chrono::{Duration, NaiveDate};
use dutydesk::config::Places;
use dutydesk::domain::calendar::BankHolidays;
use dutydesk::domain::command::{Command, NewIncident, NewPerson};
use dutydesk::domain::facts::{FactValue, Role};
use dutydesk::domain::incident::Detail;
use dutydesk::domain::instant::{Instant, Moment};
use dutydesk::domain::person::Born;
use dutydesk::domain::timeline::NewEvent;
use dutydesk::pack::Pack;
use dutydesk::rules::Rules;
use dutydesk::store::{SetUp, Store};
use dutydesk::vault::KdfCost;

pub(crate) const PASSPHRASE: &str = "correct horse battery";

/// How many incidents are logged in one write.
const BATCH: u64 = 250;

/// One incident in so many is open.
const OPEN: u64 = 50;

/// The moment at which the desks are looked at.
pub(crate) fn now() -> Instant {
    Instant::parse_rfc3339("2026-11-29T10:00:00Z").unwrap()
}

pub(crate) fn rules() -> Rules {
    Rules {
        pack: Pack::built_in("tower-hamlets").unwrap(),
        holidays: BankHolidays::built_in(),
    }
}

pub(crate) fn places(size: u64) -> Places {
    let folder = std::env::var("DUTYDESK_BENCH_DIR").map_or_else(
        |_| std::env::temp_dir().join("dutydesk-bench"),
        PathBuf::from,
    );
    let data = folder.join(size.to_string());
    Places {
        state: data.join("state"),
        data,
    }
}

/// Numbers that are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// Makes the desk of a size, where it is not there yet.
pub(crate) fn desk(size: u64) {
    let places = places(size);
    let done = places.data.join("made");
    if done.exists() {
        bring_up(&places);
        return;
    }
    if places.data.exists() {
        std::fs::remove_dir_all(&places.data).unwrap();
    }
    let set_up = SetUp {
        council: "tower-hamlets".to_owned(),
        user: "kduty".to_owned(),
    };
    // A day after another up to now: the newest are the open ones and those of today.
    let began = now().plus(-Duration::days(4_000));
    let step = Duration::days(4_000) / i32::try_from(size.max(1)).unwrap();
    let mut store = Store::create(
        &places,
        &set_up,
        &PASSPHRASE.into(),
        KdfCost::quick(),
        began,
    )
    .unwrap();
    store.follow(Arc::new(rules()), began).unwrap();
    let start = Monotonic::now();
    let mut number = 0;
    while number < size {
        let last = (number + BATCH).min(size);
        let at = |number: u64| began.plus(step * i32::try_from(number).unwrap());
        let commands: Vec<Command> = (number..last)
            .map(|number| Command::Log(Box::new(incident(number, at(number))), None))
            .collect();
        // Logged once all of it had happened: nothing of the old ones is still to come.
        let logged = at(last).plus(Duration::days(11)).min(now());
        store.run_all(&commands, logged).unwrap();
        number = last;
        if number.is_multiple_of(10_000) {
            println!(
                "{number} of {size} after {:.0} s",
                start.elapsed().as_secs_f64()
            );
        }
    }
    store.catch_up(now()).unwrap();
    store.fold().unwrap();
    let made = start.elapsed().as_secs_f64();
    let rate = size as f64 / made;
    let bytes = std::fs::metadata(places.desk()).unwrap().len();
    std::fs::write(done, format!("{rate:.0} {bytes}")).unwrap();
}

/// Derives again what an earlier build derived, so that nothing of it is done while it is measured.
fn bring_up(places: &Places) {
    let mut store = Store::open(places, &PASSPHRASE.into(), now()).unwrap();
    store.follow(Arc::new(rules()), now()).unwrap();
    let mut said = 0;
    loop {
        let left = store.renew_some(now()).unwrap();
        if left == 0 {
            break;
        }
        if said == 0 || left + 50_000 < said {
            println!("{left} to derive again");
            said = left;
        }
    }
    store.fold().unwrap();
}

fn incident(number: u64, told: Instant) -> NewIncident {
    let mut dice = Dice::new(number + 1);
    let mut below = |most: u64| u32::try_from(dice.below(most)).unwrap();
    let (year, month, day) = (8 + below(14), 1 + below(12), 1 + below(28));
    let born = NaiveDate::from_ymd_opt(2000 + i32::try_from(year).unwrap(), month, day);
    NewIncident {
        details: vec![
            (
                Detail::Place,
                format!("{} Example Road, E{}", dice.below(200), 1 + dice.below(20)),
            ),
            (Detail::Narrative, narrative(&mut dice)),
            (Detail::ToldBy, "A. Caller-Example".to_owned()),
        ],
        facts: vec![("police_aware".to_owned(), FactValue::YesNo(true))],
        people: vec![NewPerson {
            role: Some(Role::Victim),
            name: format!("{} {}-Example", name(&mut dice), name(&mut dice)),
            born: Born {
                date: born,
                ..Born::default()
            },
            mosaic_id: (1_000_000 + number).to_string(),
            details: Vec::new(),
            facts: vec![(
                "looked_after".to_owned(),
                FactValue::YesNo(dice.below(4) == 0),
            )],
        }],
        events: events(number, told),
    }
}

fn events(number: u64, told: Instant) -> Vec<NewEvent> {
    let after = |hours: i64| Moment::exact(told.plus(Duration::hours(hours)));
    let event = |kind: &str, hours: i64| NewEvent::new(kind, after(hours));
    let mut events = vec![event("incident_occurred", -2), event("la_became_aware", 0)];
    if number.is_multiple_of(OPEN) {
        return events;
    }
    events.push(event("alert_sent", 3));
    for (kind, hours) in [
        ("referrer_told", 20),
        ("need_to_know_first_done", 24),
        ("need_to_know_detailed_done", 72),
        ("learning_shared", 200),
        ("case_closed", 240),
    ] {
        events.push(event(kind, hours));
    }
    for event in &mut events {
        "as the protocol says".clone_into(&mut event.reason);
    }
    events
}

const SYLLABLES: [&str; 24] = [
    "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "va", "we",
    "xi", "yo", "za", "che", "sha", "tho", "ran", "mel",
];

fn name(dice: &mut Dice) -> String {
    let mut out = String::new();
    for _ in 0..3 {
        out.push_str(SYLLABLES[usize::try_from(dice.below(24)).unwrap()]);
    }
    out
}

/// Sixty words: half of them common, half of a vocabulary of fourteen thousand.
pub(crate) fn narrative(dice: &mut Dice) -> String {
    const COMMON: [&str; 20] = [
        "child", "was", "found", "by", "the", "school", "police", "mother", "hurt", "at", "home",
        "taken", "to", "hospital", "with", "a", "knife", "wound", "and", "stable",
    ];
    let mut words = vec![
        ["Stabbing", "Fall", "Burns", "Collapse"][usize::try_from(dice.below(4)).unwrap()]
            .to_owned(),
    ];
    for _ in 0..30 {
        words.push(COMMON[usize::try_from(dice.below(20)).unwrap()].to_owned());
        words.push(name(dice));
    }
    words.join(" ")
}
