//! What takes something back: worked out when it is done, and read against what stands when it is
//! undone.

use crate::domain::command::{Edit, NewPerson};
use crate::domain::contact::Contact;
use crate::domain::facts::FactValue;
use crate::domain::id::{EntryId, IncidentId, PersonId};
use crate::domain::incident::{Incident, Person};
use crate::domain::ledger::{Entry, Field, Meeting, MeetingField, NewEntry};
use crate::domain::text::{clean, clean_line};
use crate::domain::timeline::NewEvent;

/// The reason kept with what undo takes back.
const UNDONE: &str = "undone";

/// Something done, with what takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// What it was, for the notice.
    pub(super) words: String,
    pub(super) way: Way,
}

/// How something is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By edits of an incident.
    Incident {
        id: IncidentId,
        steps: Vec<Step>,
        /// The newest rows before it: what it made is newer.
        before: Newest,
    },
    /// By the entry as it was, while it still is as it was saved.
    Contact {
        before: Box<Contact>,
        saved: Box<Contact>,
    },
    /// It cannot be.
    None,
}

/// The newest rows of an incident at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Newest {
    event: i64,
    entry: i64,
    person: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Sets back what was set, while that still stands.
    SetBack { set: Box<Edit>, before: Box<Edit> },
    /// Takes the event that it recorded back; it stays visible.
    Withdraw(Box<NewEvent>),
    /// Takes the entry that it made back; it stays visible.
    Strike(Box<NewEntry>),
    /// Takes the person that it put on the incident off; they stay visible.
    TakeOff(Box<NewPerson>),
    /// Makes every invitation written since one that has changed: its number never goes back.
    NextSequence(EntryId),
}

/// Returns what takes these edits back, all of them or none.
pub(crate) fn inverse(incident: &Incident, words: &str, edits: &[Edit]) -> Undo {
    let steps: Option<Vec<Step>> = edits.iter().map(|edit| step(incident, edit)).collect();
    let way = match steps {
        Some(mut steps) => {
            steps.reverse();
            Way::Incident {
                id: incident.id,
                steps,
                before: newest(incident),
            }
        }
        None => Way::None,
    };
    let words = words.to_owned();
    Undo { words, way }
}

/// Returns what takes back that an entry of the contacts was changed or confirmed.
pub(crate) fn inverse_of_contact(words: &str, before: &Contact, saved: &Contact) -> Undo {
    Undo {
        words: words.to_owned(),
        way: Way::Contact {
            before: Box::new(before.clone()),
            saved: Box::new(saved.clone()),
        },
    }
}

/// Returns something done that cannot be taken back.
pub(crate) fn for_good(words: &str) -> Undo {
    Undo {
        words: words.to_owned(),
        way: Way::None,
    }
}

fn newest(incident: &Incident) -> Newest {
    let event = incident.timeline.iter().map(|entry| entry.id.0).max();
    let entry = incident.entries.iter().map(|entry| entry.id.0).max();
    let person = incident.people.iter().map(|person| person.id.0).max();
    Newest {
        event: event.unwrap_or(0),
        entry: entry.unwrap_or(0),
        person: person.unwrap_or(0),
    }
}

/// Says whether two entries of a role say the same, whatever their versions.
pub(super) fn same_entry(one: &Contact, other: &Contact) -> bool {
    let other = Contact {
        id: one.id,
        version: one.version,
        ..other.clone()
    };
    *one == other
}

fn step(incident: &Incident, edit: &Edit) -> Option<Step> {
    Some(match edit {
        Edit::Event(event) if event.supersedes.is_none() => Step::Withdraw(Box::new(event.clone())),
        Edit::AddPerson(person) => Step::TakeOff(Box::new(person.clone())),
        Edit::AddEntry(entry) => Step::Strike(Box::new(entry.clone())),
        Edit::Entry(id, Field::Meeting(MeetingField::Sequence), _) => Step::NextSequence(*id),
        set => Step::SetBack {
            set: Box::new(set.clone()),
            before: Box::new(standing(incident, set)?),
        },
    })
}

/// Returns the edit that would set what stands now where this edit sets something; nothing of an
/// edit that adds rather than sets.
fn standing(incident: &Incident, edit: &Edit) -> Option<Edit> {
    let person = |id| incident.people.iter().find(|person| person.id == id);
    Some(match edit {
        Edit::Fact(None, fact, _) => {
            Edit::Fact(None, fact.clone(), incident.facts.get(fact).cloned())
        }
        Edit::Fact(Some(id), fact, _) => {
            let value = person(*id)?.facts.get(fact).cloned();
            Edit::Fact(Some(*id), fact.clone(), value)
        }
        Edit::Person(id, said) => Edit::Person(*id, person(*id)?.said(&said.field())),
        Edit::StrikePerson(id, _) => Edit::StrikePerson(*id, person(*id)?.struck.clone()),
        Edit::Entry(id, field, _) => {
            let value = incident.entry(*id)?.record.text(*field);
            Edit::Entry(*id, *field, value)
        }
        Edit::Form(field, _) => Edit::Form(field.clone(), incident.form.get(field).cloned()),
        Edit::Detail(word, _) => {
            let value = incident.detail(*word);
            Edit::Detail(*word, (!value.is_empty()).then(|| value.to_owned()))
        }
        Edit::Event(_)
        | Edit::AddPerson(_)
        | Edit::AddEntry(_)
        | Edit::Withdraw(..)
        | Edit::File(_)
        | Edit::Restrict(..)
        | Edit::Strike(..) => return None,
    })
}

/// Says whether what an edit set is what stands, as the store cleans what it is given.
fn is_as_set(set: &Edit, now: &Edit) -> bool {
    match (set, now) {
        (Edit::Fact(_, _, set), Edit::Fact(_, _, now)) => {
            set.as_ref().map(FactValue::to_text) == now.as_ref().map(FactValue::to_text)
        }
        (Edit::Person(_, set), Edit::Person(_, now)) => {
            stored_line(set.text().as_deref()) == stored_line(now.text().as_deref())
        }
        (Edit::StrikePerson(_, set), Edit::StrikePerson(_, now)) => {
            stored_line(set.as_deref()) == stored_line(now.as_deref())
        }
        (Edit::Entry(_, _, set), Edit::Entry(_, _, now))
        | (Edit::Form(_, set), Edit::Form(_, now))
        | (Edit::Detail(_, set), Edit::Detail(_, now)) => {
            stored(set.as_deref()) == stored(now.as_deref())
        }
        _ => false,
    }
}

fn stored(value: Option<&str>) -> Option<String> {
    value.map(clean).filter(|text| !text.is_empty())
}

fn stored_line(value: Option<&str>) -> Option<String> {
    value.map(clean_line).filter(|line| !line.is_empty())
}

/// What edits that take something back are read from.
pub(super) struct Undoing<'a> {
    pub(super) incident: &'a Incident,
    pub(super) user: &'a str,
    pub(super) before: Newest,
    /// The rows that another of the steps takes back already.
    pub(super) entries: Vec<EntryId>,
    pub(super) people: Vec<PersonId>,
}

impl Undoing<'_> {
    /// Returns the edit that takes a step back; nothing when what it made is no longer as it made
    /// it, so that nobody else's entry is ever taken for it.
    pub(super) fn edit(&mut self, step: &Step) -> Option<Edit> {
        Some(match step {
            Step::SetBack { set, before } => {
                let now = standing(self.incident, set)?;
                is_as_set(set, &now).then(|| (**before).clone())?
            }
            Step::Withdraw(event) => self.withdraw(event)?,
            Step::Strike(new) => self.strike(new)?,
            Step::TakeOff(new) => self.take_off(new)?,
            Step::NextSequence(id) => {
                let meeting = self.incident.kept::<Meeting>(*id)?;
                let next = (meeting.sequence? + 1).to_string();
                Edit::entry(*id, MeetingField::Sequence, next)
            }
        })
    }

    fn withdraw(&self, event: &NewEvent) -> Option<Edit> {
        let mut made = self.incident.current(&event.kind).filter(|entry| {
            entry.id.0 > self.before.event
                && entry.recorded_by == self.user
                && entry.at == event.at
                && entry.value == event.value
                && entry.role == event.role
        });
        match (made.next(), made.next()) {
            (Some(entry), None) => Some(Edit::Withdraw(entry.id, UNDONE.to_owned())),
            _ => None,
        }
    }

    fn strike(&mut self, new: &NewEntry) -> Option<Edit> {
        let said = new.record.fields();
        let same = |entry: &&Entry| {
            entry.kind() == new.record.kind()
                && said
                    .iter()
                    .all(|(field, text)| entry.record.text(*field) == stored(Some(text)))
        };
        let entry = self.incident.entries.iter().filter(same).find(|entry| {
            entry.is_current()
                && entry.id.0 > self.before.entry
                && entry.created_by == self.user
                && !self.entries.contains(&entry.id)
        })?;
        self.entries.push(entry.id);
        Some(Edit::Strike(entry.id, UNDONE.to_owned()))
    }

    fn take_off(&mut self, new: &NewPerson) -> Option<Edit> {
        let same = |person: &&Person| {
            person.name == clean(&new.name) && new.role.is_none_or(|role| person.role == role)
        };
        let person =
            self.incident.standing().filter(same).find(|person| {
                person.id.0 > self.before.person && !self.people.contains(&person.id)
            })?;
        self.people.push(person.id);
        Some(Edit::StrikePerson(person.id, Some(UNDONE.to_owned())))
    }
}
