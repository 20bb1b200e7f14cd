//! What was done on a case on a shift, in plain words: told by whom it concerns and at what time,
//! counted where it is many, and nothing left out.

use std::collections::BTreeSet;

use crate::domain::change::Change;
use crate::domain::change::path::Path;
use crate::domain::id::EntryId;
use crate::domain::incident::Incident;
use crate::domain::instant::{Instant, Moment};
use crate::domain::ledger::{
    ActionField, Attendance, CheckField, EntryKind, Field, MeetingField, PointField, PositionField,
    Record, TaskField,
};
use crate::domain::text::fit;
use crate::domain::timeline::{CALL_MADE, NOTE, TimelineEvent};
use crate::pack::Pack;
use crate::rules::outgoing::{CHECK, unsent};
use crate::rules::told::NO_ANSWER;
use crate::words::outgoing::with_file;
use crate::words::{event, time};

/// How a change says that what stood there was taken back.
const TAKEN_BACK: &str = "taken back";
/// The most columns that a note takes: more of it stands in the timeline.
const NOTE_COLUMNS: usize = 80;

/// A case with what was changed of it on a shift.
pub(super) struct OnShift<'a> {
    pub(super) pack: &'a Pack,
    pub(super) incident: &'a Incident,
    /// What was changed, oldest first.
    pub(super) changes: &'a [&'a Change],
    /// When the shift began.
    pub(super) since: Instant,
}

impl OnShift<'_> {
    /// Returns what was done, a thing each: `logged 22:10`, `Alert sent 22:41`,
    /// `told: Head of Service 22:50`, `8 agency checks, 2 returned`.
    pub(super) fn done(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.incident.created_at >= self.since {
            out.push(format!("logged {}", self.incident.created_at.clock()));
        }
        self.events(&mut out);
        for unsent in unsent(self.pack, self.incident) {
            let words = with_file(&unsent, self.since);
            out.push(format!("{}: {words}", unsent.title));
        }
        // A form that was written out is told by what became of it.
        let kinds = EntryKind::ALL.into_iter();
        for kind in kinds.filter(|kind| *kind != EntryKind::Outgoing) {
            out.extend(self.entries(kind));
        }
        self.rest(&mut out);
        out
    }

    /// Adds what happened and was recorded; what came with the first record of the incident is in
    /// the word `logged`.
    fn events(&self, out: &mut Vec<String>) {
        let recorded = |entry: &&TimelineEvent| {
            entry.is_current()
                && entry.recorded_at >= self.since
                && entry.recorded_at != self.incident.created_at
        };
        let mut entries: Vec<_> = self.incident.timeline.iter().filter(recorded).collect();
        entries.sort_by_key(|entry| (entry.at.as_start().is_none(), entry.at.as_start()));
        let (calls, others): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|entry| entry.kind == CALL_MADE);
        for entry in others {
            out.push(if entry.kind == NOTE {
                format!("note: {}", fit(&entry.note, NOTE_COLUMNS))
            } else {
                self.at(&event::what(self.pack, entry), entry.at)
            });
        }
        let (tried, told): (Vec<_>, Vec<_>) = calls
            .into_iter()
            .partition(|entry| entry.value.as_deref() == Some(NO_ANSWER));
        // Who was told in the end is not among those that nobody reached.
        let is_told = |entry: &&TimelineEvent| told.iter().any(|told| told.role == entry.role);
        let tried: Vec<_> = tried.into_iter().filter(|entry| !is_told(entry)).collect();
        out.extend(self.calls("told", &told));
        out.extend(self.calls("no answer", &tried));
    }

    /// Returns the calls of one outcome together: `told: Director 22:50, Ofsted 22:58`.
    fn calls(&self, outcome: &str, calls: &[&TimelineEvent]) -> Option<String> {
        let each = calls.iter().map(|entry| {
            let role = entry.role.as_deref().map(|role| self.pack.role_title(role));
            self.at(role.unwrap_or(&entry.note), entry.at)
        });
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| format!("{outcome}: {}", each.join(", ")))
    }

    /// Returns words with the time of day, or the day too where it was before the shift.
    fn at(&self, words: &str, at: Moment) -> String {
        match at.as_start() {
            Some(start) if at == Moment::exact(start) && start >= self.since => {
                format!("{words} {}", start.clock())
            }
            Some(_) => format!("{words} {}", time::short(at, self.since)),
            None => words.to_owned(),
        }
    }

    /// Returns what became of the entries of one ledger: one by its words, of many how many.
    fn entries(&self, kind: EntryKind) -> Option<String> {
        let mut met: Vec<EntryId> = Vec::new();
        let mut gone = BTreeSet::new();
        let mut states: Vec<(&str, BTreeSet<EntryId>)> = Vec::new();
        for change in self.changes {
            let (id, state) = match &change.what {
                Path::Entry(own, id) if *own == kind => (*id, None),
                Path::EntryField(id, field) if field.kind() == kind => {
                    (*id, self.state_word(*id, *field))
                }
                _ => continue,
            };
            if is_taken_back(change) {
                gone.insert(id);
            }
            if !met.contains(&id) {
                met.push(id);
            }
            let Some(state) = state else { continue };
            match states.iter_mut().find(|(known, _)| *known == state) {
                Some((_, ids)) => drop(ids.insert(id)),
                None => states.push((state, BTreeSet::from([id]))),
            }
        }
        let mut words = match met.as_slice() {
            [] => return None,
            [one] => entry_words(self.pack, self.incident, *one)?,
            many => format!("{} {}", many.len(), kind.plural()),
        };
        let is_one = met.len() == 1;
        let mut add = |count: usize, state: &str| {
            words.push_str(", ");
            if !is_one {
                words.push_str(&count.to_string());
                words.push(' ');
            }
            words.push_str(state);
        };
        for (state, ids) in &states {
            add(ids.difference(&gone).count(), state);
        }
        if !gone.is_empty() {
            add(gone.len(), "TAKEN BACK");
        }
        Some(words)
    }

    /// Returns what became of an entry with a field; nothing where the field only says more of it.
    fn state_word(&self, id: EntryId, field: Field) -> Option<&'static str> {
        match field {
            Field::Task(TaskField::DoneAt) | Field::Action(ActionField::DoneAt) => Some("done"),
            Field::Check(CheckField::ReturnedAt) => Some("returned"),
            Field::Meeting(MeetingField::HeldAt) => Some("held"),
            Field::Meeting(MeetingField::Cancelled) => Some("CANCELLED"),
            Field::Position(PositionField::Answer) | Field::Point(PointField::Answer) => {
                Some("answered")
            }
            Field::Invitee(_) => match &self.incident.entry(id)?.record {
                // Only what they said is said: to be asked is no answer.
                Record::Invitee(invitee) => match invitee.attendance() {
                    Attendance::Invited => None,
                    answer => Some(answer.title()),
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// Adds what else was changed, each once.
    fn rest(&self, out: &mut Vec<String>) {
        let mut added = 0;
        for change in self.changes {
            // What came with the first record of the incident is in the word `logged`.
            if change.at == self.incident.created_at {
                continue;
            }
            let words = match &change.what {
                Path::Event(kind) if is_taken_back(change) => {
                    format!("{} TAKEN BACK", event::title(self.pack, kind))
                }
                // The checks are told with the agencies' ledger.
                Path::Filing(form) if form.starts_with(CHECK) => continue,
                Path::Filing(form) => {
                    // What no form of the pack was written out of is an invitation.
                    let title = match self.pack.form(form) {
                        Some(form) => &form.title,
                        None => "an invitation",
                    };
                    format!("written out: {title}")
                }
                Path::Form(_) => "form filled in".to_owned(),
                Path::Fact(_) | Path::PersonFact(..) => "questions answered".to_owned(),
                Path::Person(_) => {
                    added += 1;
                    continue;
                }
                Path::PersonStruck(number) if change.after.is_none() => {
                    format!("p{number} put back")
                }
                Path::PersonStruck(number) => format!("p{number} TAKEN OFF"),
                Path::PersonField(..) => "what is known of people changed".to_owned(),
                Path::Detail(_) => "details changed".to_owned(),
                Path::Altered => "found ALTERED outside the desk".to_owned(),
                Path::Restriction => "its restriction changed".to_owned(),
                // Said above, or of no incident.
                Path::Reference
                | Path::RestrictionBecause
                | Path::Glass
                | Path::Times
                | Path::Event(_)
                | Path::Entry(..)
                | Path::EntryField(..)
                | Path::Edition
                | Path::EditionText
                | Path::Contact(_)
                | Path::Handover(_)
                | Path::User(_)
                | Path::WrongPassphrases
                | Path::Council
                | Path::SubjectAccess
                | Path::BackupFolder
                | Path::Export
                | Path::RegisterView
                | Path::Import
                | Path::Original
                | Path::DataKey => continue,
            };
            if !out.contains(&words) {
                out.push(words);
            }
        }
        match added {
            0 => {}
            1 => out.push("1 person added".to_owned()),
            more => out.push(format!("{more} people added")),
        }
    }
}

fn is_taken_back(change: &Change) -> bool {
    let after = change.after.as_deref();
    after.is_some_and(|after| after.starts_with(TAKEN_BACK))
}

/// Returns an entry of a ledger in words.
fn entry_words(pack: &Pack, incident: &Incident, id: EntryId) -> Option<String> {
    let entry = incident.entry(id)?;
    let kind = entry.kind();
    let what = match &entry.record {
        Record::Position(answer) => {
            let row = pack.decision(&answer.decision);
            row.map(|row| row.title.as_str())
        }
        Record::Check(check) => {
            let known = pack.agencies.iter().find(|row| row.id == check.agency);
            known.map(|row| row.title.as_str())
        }
        Record::Parallel(parallel) => {
            let mut rows = pack.parallels.iter();
            let known = rows.find(|row| row.id == parallel.process);
            known.map(|row| row.title.as_str())
        }
        Record::Invitee(invitee) => Some(pack.role_title(&invitee.role)),
        Record::Meeting(meeting) => Some(meeting.title.as_str()),
        Record::Task(task) => Some(task.what.as_str()),
        Record::Action(action) => Some(action.what.as_str()),
        Record::Point(_)
        | Record::Link(_)
        | Record::Learning(_)
        | Record::Outgoing(_)
        | Record::Retention(_)
        | Record::Hold(_)
        | Record::Disposal(_) => None,
    };
    Some(match what.filter(|what| !what.is_empty()) {
        Some(what) => format!("{}: {what}", kind.title()),
        None => kind.title().to_owned(),
    })
}
