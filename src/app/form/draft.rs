//! What is typed and not yet saved: kept as a draft, put back, and set against what somebody else
//! recorded meanwhile.

use serde::{Deserialize, Serialize};

use super::reading::typed_time;
use super::{Field, Form, Kind};
use crate::domain::instant::{Instant, Precision};
use crate::domain::when;

/// A draft's text.
#[derive(Serialize, Deserialize)]
struct Body {
    groups: Vec<(String, String)>,
    values: Vec<(String, String)>,
    /// What was recorded when it was typed: a field that still holds it was not touched.
    base: Vec<(String, String)>,
    focus: usize,
    /// When the form was begun.
    #[serde(default)]
    begun: Option<Instant>,
    /// When it was kept, so that `-2h` stays the time that it was.
    at: Instant,
}

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

/// A field that a draft's hand had touched.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedField {
    /// The field's id in its form.
    pub id: String,
    /// What was typed.
    pub value: String,
    /// What was recorded when it was typed; empty where nothing was.
    pub before: String,
}

/// Returns what was typed into the fields of a draft, as it was kept.
///
/// # Errors
/// When the draft is not one that the program wrote; the words quote nothing of it.
pub fn typed_fields(draft: &str) -> Result<Vec<TypedField>, String> {
    let body: Body = serde_json::from_str(draft)
        .map_err(|fault| format!("at its {}th letter", fault.column()))?;
    let before = |id: &str| {
        let found = body.base.iter().find(|(known, _)| known == id);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let typed = body.values.iter().map(|(id, value)| TypedField {
        id: id.clone(),
        value: value.clone(),
        before: before(id),
    });
    Ok(typed.filter(|field| field.value != field.before).collect())
}

impl Form {
    /// Returns the draft's text: every value as typed, secrets left out.
    #[must_use]
    pub fn draft(&self, now: Instant) -> String {
        let mut groups: Vec<(String, String)> = Vec::new();
        for field in &self.fields {
            if let Some(group) = &field.group {
                let entry = (field.section.clone(), group.clone());
                if !groups.contains(&entry) {
                    groups.push(entry);
                }
            }
        }
        let values = self.fields.iter().filter(|f| f.kind != Kind::Secret);
        let body = Body {
            groups,
            values: values.map(|f| (f.id.clone(), f.raw_value())).collect(),
            base: self.base_of_draft(),
            focus: self.focus,
            begun: self.begun,
            at: now,
        };
        serde_json::to_string(&body).unwrap_or_default()
    }

    /// Returns what was recorded when each field was typed: a form that is left before a conflict
    /// was looked at finds it again.
    fn base_of_draft(&self) -> Vec<(String, String)> {
        let mut base = self.base.clone();
        for (id, value) in &mut base {
            if let Some(conflict) = self.conflicts.iter().find(|one| one.field == *id) {
                value.clone_from(&conflict.before);
            }
        }
        base
    }

    /// Returns what somebody else recorded in fields that are typed into here, not looked at yet.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
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

    /// Puts back what a draft's hand had touched; what the form no longer has is left out.
    ///
    /// Returns what was touched here and recorded otherwise by somebody else since.
    pub fn restore(&mut self, draft: &str) -> Vec<Conflict> {
        let Ok(body) = serde_json::from_str::<Body>(draft) else {
            return Vec::new();
        };
        self.restore_groups(&body.groups);
        let conflicts = self.put_touched(&body.values, &body.base);
        self.freeze_all(body.at);
        self.begun = body.begun.or(self.begun);
        self.focus = body.focus.min(self.fields.len().saturating_sub(1));
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
        let values: Vec<(String, String)> = typed
            .fields
            .iter()
            .map(|field| (field.id.clone(), field.raw_value()))
            .collect();
        let found = self.put_touched(&values, &typed.base);
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

    fn put_touched(
        &mut self,
        values: &[(String, String)],
        base: &[(String, String)],
    ) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        let fresh = self.base.clone();
        let of = |pairs: &[(String, String)], id: &str| {
            let found = pairs.iter().find(|(known, _)| known == id);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        for (id, typed) in values {
            let before = of(base, id);
            let Some(field) = self.fields.iter_mut().find(|f| f.id == *id) else {
                continue;
            };
            if *typed == before {
                continue;
            }
            // What stands in a field before anybody has typed, such as who is at the desk, is not
            // recorded: nobody else has said it.
            let recorded = of(&fresh, id);
            let theirs = field.shown();
            field.set_value(typed);
            if recorded != before && recorded != *typed {
                conflicts.push(Conflict {
                    field: id.clone(),
                    label: field.label.clone(),
                    theirs,
                    ours: field.shown(),
                    before,
                });
            }
        }
        conflicts
    }

    /// Says whether anything was typed that is not recorded.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(|field| {
            let before = self.base.iter().find(|(id, _)| *id == field.id);
            before.map_or("", |(_, value)| value.as_str()) != field.raw_value()
        })
    }

    /// Writes a time such as `-2h` out as the time it is, once the hand has left it.
    pub fn freeze(&mut self, at: usize, now: Instant) {
        if let Some(field) = self.fields.get_mut(at) {
            freeze(field, now);
        }
    }

    fn freeze_all(&mut self, now: Instant) {
        for field in &mut self.fields {
            freeze(field, now);
        }
    }
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
