//! What the register says of an incident beside what every list does.

use super::due::{DueLine, Standing};
use super::listed::{Decided, age_of, is_leading};
use crate::domain::facts::FactValue;
use crate::domain::incident::Incident;
use crate::domain::instant::Instant;
use crate::pack::{ListedAs, Pack};
use crate::rules::case::Case;

/// The list of a pack that reasons for an alert are of.
const TRIGGERS: &str = "@trigger";

/// What the register says of an incident beside what every list does; of a restricted record nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// The names of those whom it is about, `;` between them; empty where none is known.
    pub child: String,
    /// The age in years of the youngest of them.
    pub age: Option<u32>,
    /// The reasons for the alert, in the pack's words, `;` between them.
    pub reasons: String,
    /// The team that the alert came from.
    pub team: String,
    /// The agency that it came from.
    pub agency: String,
    /// Where the information came from, in the pack's words.
    pub source: String,
    /// What kinds of case it is, in the pack's words, `;` between them.
    pub kinds: String,
    /// What the pack's first decision came to, in its words.
    pub outcome: String,
    /// When the panel was held.
    pub panel_at: Option<Instant>,
    /// What the pack's last decision came to, in its words.
    pub ended: Option<Decided>,
    /// When what was learned was last shared.
    pub learning_at: Option<Instant>,
    /// Whose the most urgent of what is to be done is.
    pub owner: String,
}

impl Registered {
    /// Returns what the register says of a case.
    #[must_use]
    pub fn of(pack: &Pack, incident: &Incident, case: &Case, due: &[DueLine]) -> Self {
        let leading = || incident.standing().filter(|person| is_leading(person));
        let ages = leading().filter_map(|person| age_of(person, &case.facts));
        let names = leading().map(|person| person.name.trim());
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        let first = pack.decisions.iter().find(|row| row.event.is_some());
        let last = pack.decisions.iter().rfind(|row| row.event.is_some());
        let came_to = |row: Option<&crate::pack::Decision>| {
            let row = row?;
            let entry = incident.current(row.event.as_deref()?).last()?;
            Some(Decided {
                value: pack.decided_title(&row.id, entry.value.as_deref()?),
                at: entry.at.as_start(),
            })
        };
        Self {
            child: names.join("; "),
            age: ages.map(crate::domain::age::Age::years).min(),
            reasons: reasons(pack, incident).join("; "),
            team: form_value(pack, incident, ListedAs::Team),
            agency: form_value(pack, incident, ListedAs::Agency),
            source: match pack.source(&incident.source) {
                Some(row) => row.title.clone(),
                None => incident.source.clone(),
            },
            kinds: case.kinds.join("; "),
            outcome: came_to(first).map_or_else(String::new, |decided| decided.value),
            panel_at: panel(pack, incident),
            ended: came_to(last),
            learning_at: pack
                .learning_shared()
                .and_then(|event| latest(incident, event)),
            owner: first_owner(due),
        }
    }
}

/// Returns the reasons for the alert that were ticked, in the pack's words.
fn reasons(pack: &Pack, incident: &Incident) -> Vec<String> {
    let row = pack.facts.iter().find(|row| row.values == [TRIGGERS]);
    let Some((row, FactValue::Choices(ticked))) =
        row.and_then(|row| Some((row, incident.facts.get(&row.id)?)))
    else {
        return Vec::new();
    };
    let known = pack.fact_values(row).into_iter();
    let known = known.filter(|choice| ticked.contains(&choice.id));
    known.map(|choice| choice.title).collect()
}

/// Returns what the alert form says that the register says too.
fn form_value(pack: &Pack, incident: &Incident, listed: ListedAs) -> String {
    let fields = pack.alert_form().into_iter().flat_map(|form| &form.section);
    let mut fields = fields.flat_map(|section| &section.field);
    let field = fields.find(|field| field.lists.contains(&listed));
    let value = field.and_then(|field| incident.form.get(&field.id));
    value.map_or_else(String::new, |value| value.trim().to_owned())
}

/// Returns when the panel was first held.
fn panel(pack: &Pack, incident: &Incident) -> Option<Instant> {
    let row = pack.meetings.iter().find(|row| row.panel)?;
    incident.earliest(row.held.as_deref()?)
}

fn latest(incident: &Incident, event: &str) -> Option<Instant> {
    let all = incident.current(event);
    all.filter_map(|entry| entry.at.as_start()).max()
}

fn first_owner(due: &[DueLine]) -> String {
    let open = due.iter().filter(|line| line.standing == Standing::Open);
    let open = open.filter(|line| !line.only_if);
    let first = open.min_by_key(|line| (line.due.is_none(), line.due, line.place));
    first.map_or_else(String::new, |line| line.owner.clone())
}
