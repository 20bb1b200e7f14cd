//! A desk's file as these tests need one: incidents in memory, read by the plainest way there is.

use std::sync::Arc;

use crate::app::message::{Effect, Reply, Rest};
use crate::domain::calendar::BankHolidays;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::domain::query::{Asked, Field, Query};
use crate::domain::similar::{KnownPerson, Probe, grouped, similar, why_known};
use crate::pack::Pack;
use crate::rules::Rules;
use crate::rules::sight::naive::Naive;
use crate::rules::sight::naive_counts::counts;
use crate::rules::sight::naive_table::{known, queues, sorted, table};
use crate::rules::sight::reports::{Gathered, RestrictedRecords};
use crate::rules::sight::table::Order;
use crate::rules::sight::{FoundAlike, FoundPeople, ReadIncident, Related, Shift, Which};

/// What is in the file.
pub(crate) struct TestFile {
    rules: Arc<Rules>,
    /// The rules of incidents that go by others.
    pub(crate) others: Vec<Arc<Rules>>,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) seen: Vec<(IncidentId, i64)>,
    /// The restricted records that are kept from whoever is at the desk.
    pub(crate) kept: Vec<IncidentId>,
    /// Who opened each incident.
    pub(crate) views: Option<Vec<crate::domain::view::View>>,
    pub(crate) rest: Rest,
    pub(crate) shift: Shift,
}

impl TestFile {
    pub(crate) fn of(pack: Pack, incidents: Vec<Incident>) -> Self {
        Self {
            rules: Arc::new(Rules {
                pack,
                holidays: BankHolidays::built_in(),
            }),
            others: Vec::new(),
            incidents,
            seen: Vec::new(),
            kept: Vec::new(),
            views: None,
            rest: Rest::default(),
            shift: Shift::default(),
        }
    }

    pub(crate) fn put(&mut self, incident: Incident) {
        self.incidents.retain(|known| known.id != incident.id);
        self.incidents.push(incident);
    }

    /// Remembers how far an incident was read.
    pub(crate) fn see(&mut self, id: IncidentId, version: i64) {
        self.seen.retain(|(known, _)| *known != id);
        self.seen.push((id, version));
    }

    /// Answers what is read; nothing where an effect reads nothing.
    pub(crate) fn answer(&self, effect: &Effect, now: Instant) -> Option<Reply> {
        let own = self
            .incidents
            .iter()
            .map(|one| (&**self.rules_of(one), one));
        let naive = || Naive::of_each(own.clone(), now);
        Some(match effect {
            Effect::Look(wanted) => Reply::Sight(Box::new(naive().sight(wanted))),
            Effect::Table(wanted) => {
                let table = table(&known(own.clone(), now), wanted);
                Reply::Table(Box::new(table))
            }
            Effect::Queues(wanted) => {
                Reply::Queues(Box::new(queues(&known(own.clone(), now), wanted)))
            }
            Effect::Counts(wanted) => {
                Reply::Counts(Box::new(counts(&known(own.clone(), now), wanted)))
            }
            Effect::Report(wanted) => {
                let (from, over) = wanted.days.edges();
                let during = Asked::During(Field::Received, Some(from), Some(over));
                let query = Query::Is(during);
                Reply::Report(Box::new(Gathered {
                    wanted: *wanted,
                    entries: sorted(&known(own.clone(), now), &query, &Order::TOLD),
                    clocks: Vec::new(),
                    learned: Vec::new(),
                    examined: Vec::new(),
                    names: Vec::new(),
                    restricted: RestrictedRecords::default(),
                }))
            }
            Effect::Load(id) if self.kept.contains(id) => Reply::Kept(*id),
            Effect::Load(id) => Reply::Incident(Box::new(self.read(*id)?)),
            Effect::LoadRest => Reply::Rest(Box::new(self.rest.clone())),
            Effect::LoadRelated(id) => {
                let others = self.incidents.iter().filter(|other| other.id != *id);
                let read = others.filter_map(|other| self.read(other.id));
                let related = Related {
                    read: read.collect(),
                    ..Related::default()
                };
                Reply::Related(*id, Box::new(related))
            }
            Effect::Find(typed) => {
                let named = self.incidents.iter();
                let named = named.filter(|incident| incident.reference.matches(typed));
                Reply::Found(named.filter_map(|one| self.read(one.id)).collect())
            }
            Effect::Alike(probe) => {
                let found = self.alike(probe, &naive());
                let is_found = |id| found.iter().any(|(listed, _)| listed.id == id);
                let on = self.incidents.iter().filter(|one| is_found(one.id));
                let people = on.flat_map(|one| &one.people);
                let names = people.map(|person| person.name.clone()).collect();
                Reply::Alike(Box::new(FoundAlike {
                    names,
                    found,
                    kept: 0,
                    is_more: false,
                }))
            }
            Effect::FindChild(probe) => Reply::People(Box::new(self.people(probe))),
            Effect::Whole(ids) => {
                let open = ids.iter().filter(|id| !self.kept.contains(id));
                Reply::Whole(Box::new(Related {
                    read: open.filter_map(|id| self.read(*id)).collect(),
                    ..Related::default()
                }))
            }
            Effect::Shift { since, until } => {
                Reply::Shift(Box::new(self.shift(*since, *until, &naive())))
            }
            _ => return None,
        })
    }

    /// Returns the rules of the edition that an incident was logged under; those of the desk where
    /// it names none that is here.
    fn rules_of(&self, incident: &Incident) -> &Arc<Rules> {
        let mut others = self.others.iter();
        let own = others.find(|rules| rules.edition() == incident.edition);
        own.unwrap_or(&self.rules)
    }

    fn read(&self, id: IncidentId) -> Option<ReadIncident> {
        let incident = self.incidents.iter().find(|incident| incident.id == id)?;
        let seen = self.seen.iter().find(|(known, _)| *known == id);
        Some(ReadIncident {
            incident: incident.clone(),
            rules: Arc::clone(self.rules_of(incident)),
            seen: seen.map_or(0, |(_, version)| *version),
            views: self.views.clone(),
        })
    }

    fn people(&self, probe: &Probe) -> FoundPeople {
        let sought: Vec<_> = probe.sought().collect();
        let (mut all, mut kept) = (Vec::new(), 0);
        for incident in &self.incidents {
            let on = incident.standing().map(|person| {
                let known = KnownPerson::of(incident, person);
                let why = sought.iter().filter_map(|one| why_known(one, &known)).min();
                (known, why)
            });
            if !self.kept.contains(&incident.id) {
                all.extend(on);
            } else if on.into_iter().any(|(_, why)| why.is_some()) {
                kept += 1;
            }
        }
        FoundPeople {
            probe: probe.clone(),
            people: grouped(all),
            kept,
            is_more: false,
        }
    }

    fn alike(
        &self,
        probe: &Probe,
        naive: &Naive,
    ) -> Vec<(crate::rules::summary::Listed, crate::domain::similar::Why)> {
        let listed = naive.listed(Which::All, "");
        let occurred = |incident: &Incident| {
            let own = listed.iter().find(|listed| listed.id == incident.id);
            own.and_then(|listed| listed.occurred_at)
        };
        let all = self.incidents.iter().map(|one| (one, occurred(one)));
        let found = similar(probe, all).into_iter();
        let with = found.filter_map(|(id, why)| {
            let listed = listed.iter().find(|listed| listed.id == id)?;
            Some((listed.clone(), why))
        });
        with.collect()
    }

    fn shift(&self, since: Instant, until: Instant, naive: &Naive) -> Shift {
        let changes = self.shift.changes.iter();
        let changes: Vec<_> = changes.filter(|(_, change)| change.at >= since).collect();
        let of = |incident: &&Incident| changes.iter().any(|(id, _)| *id == incident.id);
        let mut due = naive.open(until);
        due.retain(|due| due.line.due.is_some_and(|at| at <= until));
        let unread = naive.listed(Which::All, "").into_iter().filter(|listed| {
            let seen = self.seen.iter().find(|(known, _)| *known == listed.id);
            listed.version > seen.map_or(0, |(_, version)| *version)
        });
        Shift {
            names: Vec::new(),
            incidents: (self.incidents.iter().filter(of))
                .map(|one| (one.clone(), Some(Arc::clone(self.rules_of(one)))))
                .collect(),
            changes: changes.into_iter().cloned().collect(),
            due,
            open: naive.listed(Which::Open, ""),
            unread: unread.collect(),
            head: "5f".repeat(32),
        }
    }
}
