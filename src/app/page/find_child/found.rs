//! Who may be the child: each person with why, and on how many incidents they are.

use crate::app::action::Action;
use crate::app::keymap::Scope;
use crate::app::line::{Line, Tone};
use crate::app::page::chronology::Chronology;
use crate::app::page::lines::{Lines, Listing};
use crate::app::page::{Next, See, Shows};
use crate::domain::age::Age;
use crate::domain::id::{IncidentId, PersonId};
use crate::domain::instant::day_words;
use crate::domain::similar::{FoundPerson, KnownPerson, Probe};
use crate::rules::sight::FoundPeople;
use crate::words::person::aged;

/// The people found for what was asked.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What was asked.
    pub(super) probe: Probe,
}

impl Found {
    /// Returns what was found; none while it is looked for.
    fn found<'a>(&self, see: &See<'a>) -> Option<&'a FoundPeople> {
        Some(&see.desk.found).filter(|found| found.probe == self.probe)
    }
}

impl Lines for Found {
    /// Somebody, by the incident they were on last.
    type On = (IncidentId, PersonId);

    fn title(&self, _see: &See<'_>) -> String {
        "FIND A CHILD".to_owned()
    }

    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::FoundPeople]
    }

    fn lines(&self, see: &See<'_>) -> Vec<Line<Self::On>> {
        let Some(found) = self.found(see) else {
            return vec![Line::read("  Looking ...", Tone::Faint)];
        };
        let mut out = Vec::new();
        out.extend(kept_words(found.kept).map(|words| Line::read(words, Tone::Strong)));
        if found.is_more {
            let words = "  There may be more: of very many who are alike the newest are looked at. Esc \
                         goes back, to say more of the child.";
            out.push(Line::read(words, Tone::Wrong));
        }
        if found.people.is_empty() {
            let words = "  Nobody on this desk is like that. Esc goes back: say less, or spell it as it \
                         sounds.";
            out.push(Line::read(words, Tone::Faint));
        }
        for person in &found.people {
            let Some(newest) = person.on.first() else {
                continue;
            };
            let on = (newest.incident, newest.person);
            out.push(Line::on(format!("  {}", whose(person)), Tone::Plain, on));
            let words = format!(
                "      {}; {}",
                person.why.words(),
                incidents(person, newest)
            );
            out.push(Line::read(words, Tone::Strong));
        }
        out
    }

    fn act(&self, see: &See<'_>, on: Option<Self::On>, action: Action) -> Next {
        let people = self.found(see).map(|found| &found.people);
        let chosen = on.and_then(|on| {
            let mut people = people?.iter();
            people.find(|person| {
                let newest = person.on.first();
                newest.map(|known| (known.incident, known.person)) == Some(on)
            })
        });
        match (chosen, action) {
            (Some(person), Action::Enter) => Next::open(Listing::screen(Chronology {
                whose: whose(person),
                on: person
                    .on
                    .iter()
                    .map(|known| (known.incident, known.person))
                    .collect(),
            })),
            (None, Action::Enter) => Next::say("Nobody is chosen."),
            _ => Next::Stay,
        }
    }

    fn shows(&self) -> Shows {
        Shows::People
    }

    fn sought(&self) -> Option<&Probe> {
        Some(&self.probe)
    }
}

/// Returns who somebody is by what was last said of them: name, birth or age, number.
fn whose(person: &FoundPerson) -> String {
    let text = |said: fn(&KnownPerson) -> &String| {
        person.newest(|known| Some(said(known)).filter(|text| !text.is_empty()))
    };
    let mut words = match text(|known| &known.name) {
        Some(name) => name.clone(),
        None => "name not known".to_owned(),
    };
    let born = person.newest(|known| known.date_of_birth);
    let age = person.newest(|known| Some((known.age?, known.reference.short())));
    let born = match (born, age) {
        (Some(born), _) => format!("born {}", day_words(born)),
        (None, Some((age, reference))) => format!("{} on {reference}", aged(Some(age))),
        (None, None) => aged(None::<Age>),
    };
    words.push_str(", ");
    words.push_str(&born);
    if let Some(id) = text(|known| &known.mosaic_id) {
        words.push_str(", id ");
        words.push_str(id);
    }
    words
}

fn incidents(person: &FoundPerson, newest: &KnownPerson) -> String {
    let mut ids: Vec<IncidentId> = person.on.iter().map(|known| known.incident).collect();
    ids.dedup();
    match ids.len() {
        1 => format!("on {}", newest.reference),
        several => format!("on {several} incidents, the newest {}", newest.reference),
    }
}

/// Says that restricted records may be of the child: not which.
fn kept_words(kept: usize) -> Option<String> {
    match kept {
        0 => None,
        1 => {
            Some("  A restricted record may match: ask safeguarding quality assurance.".to_owned())
        }
        more => Some(format!(
            "  {more} restricted records may match: ask safeguarding quality assurance."
        )),
    }
}
