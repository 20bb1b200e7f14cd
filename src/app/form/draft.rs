//! What is typed and not yet saved: kept as a draft, put back, and set against what somebody else
//! recorded meanwhile.

use super::typed::typed_time;
use super::{Field, Form, Kind};
use crate::domain::draft::{DraftBody, DraftChange, DraftField, Group};
use crate::domain::instant::{Instant, Precision};
use crate::domain::when;

/// A field that was typed into here and changed by somebody else meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: String,
    /// The field's label.
    pub label: String,
    /// What is recorded now.
    pub theirs: String,
    /// What is typed here.
    pub ours: String,
    /// What was recorded when it was typed: a draft keeps it until the conflict was looked at.
    before: String,
}

impl Form {
    /// Returns what changed since a draft of the form was kept, secrets left out; without one, all
    /// that is typed.
    #[must_use]
    pub fn change_since(
        &self,
        kept: Option<&DraftBody>,
        version: i64,
        now: Instant,
    ) -> DraftChange {
        let groups = self.all_groups();
        let nothing = DraftBody::default();
        let known = kept.unwrap_or(&nothing);
        let typed = self.fields.iter().filter(|f| f.kind != Kind::Secret);
        let mut fields: Vec<DraftField> = typed
            .filter_map(|field| {
                let (before, value) = (self.recorded_before(&field.id), field.raw());
                // Of a form of which one field changed, one field is copied.
                (!known.keeps(&field.id, before, &value)).then(|| DraftField {
                    id: field.id.clone(),
                    before: before.to_owned(),
                    value: value.into_owned(),
                    at: now,
                })
            })
            .collect();
        let gone = known
            .touched()
            .filter(|field| is_of_any(field, &known.groups) && !is_of_any(field, &groups));
        // What was said of a person who was taken out again is not typed any more.
        fields.extend(gone.map(|field| DraftField {
            value: field.before.clone(),
            ..field.clone()
        }));
        DraftChange {
            version,
            begun: self.begun,
            groups: (kept.map(|kept| &kept.groups) != Some(&groups)).then_some(groups),
            focus: self
                .focused()
                .map(|field| field.id.clone())
                .unwrap_or_default(),
            fields,
        }
    }

    /// Returns the people that stand in the form, in order.
    fn all_groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for field in &self.fields {
            if let Some(group) = &field.group {
                let entry = (field.section.clone(), group.clone());
                if !groups.contains(&entry) {
                    groups.push(entry);
                }
            }
        }
        groups
    }

    /// Returns what was recorded when a field was typed: a form that is left before a conflict was
    /// looked at finds it again.
    fn recorded_before(&self, id: &str) -> &str {
        let conflict = self.conflicts.iter().find(|one| one.field == id);
        conflict.map_or_else(|| self.recorded(id), |conflict| conflict.before.as_str())
    }

    /// Returns what is recorded in a field; empty where nothing is.
    fn recorded(&self, id: &str) -> &str {
        let found = self.base.iter().find(|(known, _)| known == id);
        found.map_or("", |(_, value)| value)
    }

    /// Returns what somebody else recorded in fields that are typed into here, not looked at yet.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Takes what somebody else recorded for looked at.
    pub(crate) fn forget_conflicts(&mut self) {
        self.conflicts.clear();
    }

    /// Returns what somebody else recorded that is still otherwise than what is typed here, and
    /// takes it for looked at.
    pub fn take_conflicts(&mut self) -> Vec<Conflict> {
        let mut conflicts = std::mem::take(&mut self.conflicts);
        for conflict in &mut conflicts {
            if let Some(field) = self.field(&conflict.field) {
                conflict.ours = field.shown();
            }
        }
        conflicts.retain(|conflict| conflict.ours != conflict.theirs);
        conflicts
    }

    /// Puts back what was typed into a draft; what the form no longer has is left out.
    ///
    /// Returns what was typed here and recorded otherwise by somebody else since.
    pub fn restore(&mut self, draft: &DraftBody) -> Vec<Conflict> {
        self.restore_groups(&draft.groups);
        let conflicts = self.put_touched(draft.fields.iter().map(|field| Touched {
            id: &field.id,
            before: &field.before,
            value: &field.value,
        }));
        for kept in &draft.fields {
            if let Some(field) = self.fields.iter_mut().find(|field| field.id == kept.id) {
                freeze(field, kept.at);
            }
        }
        self.begun = draft.begun.or(self.begun);
        if let Some(at) = self.fields.iter().position(|field| field.id == draft.focus) {
            self.focus = at;
        }
        conflicts
    }

    /// Moves what was typed onto a form filled from what is recorded now, and keeps where the two
    /// differ until it is looked at.
    pub fn rebase(&mut self, fresh: Self) {
        let typed = std::mem::replace(self, fresh);
        self.columns = typed.columns;
        self.kept_at = typed.kept_at;
        let groups: Vec<(String, String)> = typed
            .fields
            .iter()
            .filter_map(|f| Some((f.section.clone(), f.group.clone()?)))
            .collect();
        self.restore_groups(&groups);
        let values: Vec<(String, String, String)> = typed
            .fields
            .iter()
            .map(|field| {
                (
                    field.id.clone(),
                    typed.recorded(&field.id).to_owned(),
                    field.raw_value(),
                )
            })
            .collect();
        let found = self.put_touched(values.iter().map(|(id, before, value)| Touched {
            id,
            before,
            value,
        }));
        self.conflicts = typed.conflicts;
        for mut conflict in found {
            let earlier = self
                .conflicts
                .iter()
                .position(|one| one.field == conflict.field);
            if let Some(earlier) = earlier.map(|at| self.conflicts.remove(at)) {
                conflict.before = earlier.before;
            }
            self.conflicts.push(conflict);
        }
        let focused = typed.fields.get(typed.focus).map(|field| field.id.clone());
        if let Some(field) = focused {
            self.go_to(&field);
        }
    }

    fn restore_groups(&mut self, groups: &[(String, String)]) {
        for (section, key) in groups {
            let known = self.groups(section).contains(key);
            let template = self.templates.iter().find(|t| t.section == *section);
            if let (false, true, Some(template)) = (known, key.starts_with('n'), template.cloned())
            {
                self.insert_group(&template, key);
            }
        }
        self.fields.retain(|field| {
            !field.group.as_ref().is_some_and(|group| {
                group.starts_with('n') && !groups.contains(&(field.section.clone(), group.clone()))
            })
        });
    }

    fn put_touched<'a>(&mut self, typed: impl Iterator<Item = Touched<'a>>) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for Touched { id, before, value } in typed {
            // What stands in a field before anybody has typed, such as who is at the desk, is not
            // recorded: nobody else has said it.
            let recorded = self.recorded(id).to_owned();
            let Some(field) = self.fields.iter_mut().find(|f| f.id == id) else {
                continue;
            };
            if value == before {
                continue;
            }
            let theirs = field.shown();
            field.set_value(value);
            if recorded != before && recorded != value {
                conflicts.push(Conflict {
                    field: id.to_owned(),
                    label: field.label.clone(),
                    theirs,
                    ours: field.shown(),
                    before: before.to_owned(),
                });
            }
        }
        conflicts
    }

    /// Says whether anything was typed that is not recorded.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| self.recorded(&field.id) != field.raw())
    }

    /// Writes a time such as `-2h` out as the time it is, once the cursor has left it.
    pub fn freeze(&mut self, at: usize, now: Instant) {
        if let Some(field) = self.fields.get_mut(at) {
            freeze(field, now);
        }
    }
}

/// A field with what was recorded when it was typed, and what was typed.
struct Touched<'a> {
    id: &'a str,
    before: &'a str,
    value: &'a str,
}

/// Says whether a field is one of these people's.
fn is_of_any(field: &DraftField, groups: &[Group]) -> bool {
    groups.iter().any(|(section, key)| {
        let rest = field.id.strip_prefix(section.as_str());
        let rest = rest.and_then(|rest| rest.strip_prefix('/')?.strip_prefix(key.as_str()));
        rest.is_some_and(|rest| rest.starts_with('/'))
    })
}

fn freeze(field: &mut Field, now: Instant) {
    let Kind::When(lean) = field.kind else { return };
    let typed = field.value();
    if typed.is_empty() || field.is_now() {
        return;
    }
    if let Ok(moment) = when::read(&typed, now, lean)
        && moment.precision != Precision::Unknown
    {
        field.set_value(&typed_time(moment));
    }
}
