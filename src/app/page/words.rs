//! Words to read: the keys that work here, an answer, a letter, what changed meanwhile.

use super::{FormScreen, Next, Page, See};
use crate::app::action::Action;
use crate::app::keymap::{Scope, available};
use crate::app::motion::{motion, moved};
use crate::app::screen::Words;

impl Page for Words {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::List, Scope::Everywhere]
    }

    fn act(&mut self, see: &See<'_>, action: Action) -> Next {
        if let Some(by) = motion(action) {
            self.at = moved(self.at, by, see.last_scroll + 1);
        }
        Next::Stay
    }
}

/// Opens every key that works on the screen in front.
///
/// Where a form is in front, the keys that answer the field the cursor is in stand first.
pub(crate) fn open_help(scopes: &[Scope], screen: Option<&FormScreen>) -> Next {
    let field = screen.and_then(|screen| screen.form.focused());
    let works = |action| screen.is_none_or(|screen| screen.has_use_for(action));
    let mut lines = Vec::new();
    if let Some((field, [keys, _, words])) =
        field.and_then(|field| Some((field, field.kind.keys()?)))
    {
        lines.push(field.label.clone());
        lines.push(format!("  {keys:<10} {words}"));
        lines.push(String::new());
    }
    for scope in scopes {
        let rows = available(scopes);
        let rows: Vec<_> = rows
            .iter()
            .filter(|row| row.scope == *scope && works(row.action))
            .collect();
        if rows.is_empty() {
            continue;
        }
        lines.push(scope.title().to_owned());
        for row in rows {
            lines.push(format!("  {:<10} {}", row.key_words(), row.words));
        }
        lines.push(String::new());
    }
    lines.push("In a danger that cannot wait ring 999 first.".to_owned());
    Next::words("KEYS", lines)
}

/// Opens what the last error came of, as far as it is known.
pub(crate) fn open_what_went_wrong(see: &See<'_>) -> Next {
    let Some(failure) = &see.desk.failure else {
        return Next::say("Nothing has gone wrong since the desk was started.");
    };
    let mut lines = vec![failure.what.clone()];
    lines.extend(failure.reasons().map(|why| format!("because: {why}")));
    lines.extend([String::new(), failure.todo.clone()]);
    Next::words("WHAT WENT WRONG", lines)
}
