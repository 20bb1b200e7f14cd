//! A filled form as plain text: what is pasted, printed and sent.

use crate::domain::incident::{Incident, Person};
use crate::domain::instant::Instant;
use crate::domain::text::{clean_line, visible, width, wrap};
use crate::pack::bind::Bind;
use crate::pack::form::FieldKind;
use crate::pack::{Form, FormField, FormSection, Means, Pack};
use crate::rules::form::{FieldValue, people_of, value};
use crate::words::person::key_and_role;
use crate::words::{MARKING, NOT_KNOWN, fact};

/// How many children one notification takes; the fifth begins another pack (A44).
pub const PACK_OF: usize = 4;
/// The widest line: fits every mail program and a quoted reply.
const WIDTH: usize = 76;

/// Returns the form as text, every section and field in the council's order.
///
/// What the rules may still ask for says `not known`; a field that only the form has is left
/// blank. Fields that the printed form lacks are marked `(added)`. Lines end in `\n` and are at
/// most 76 columns wide.
#[must_use]
pub fn form_text(pack: &Pack, form: &Form, incident: &Incident, at: Instant, by: &str) -> String {
    let mut page = Page::default();
    page.line(MARKING);
    page.blank();
    page.wrapped(&form.title, 0);
    page.wrapped(&pack.pack.council, 0);
    page.wrapped(&format!("Reference {}", incident.reference), 0);
    let by = clean_line(by);
    page.wrapped(&format!("Written out {} by {by}", at.long()), 0);
    page.wrapped("Fields marked (added) are not on the printed form.", 0);
    let in_packs = form.event.as_deref() == Some(pack.event_meaning(Means::Notified));
    for section in &form.section {
        write_section(&mut page, pack, section, incident, in_packs);
    }
    page.blank();
    page.line(&format!("End of {}. {MARKING}", incident.reference));
    page.0
}

fn write_section(
    page: &mut Page,
    pack: &Pack,
    section: &FormSection,
    incident: &Incident,
    in_packs: bool,
) {
    let fields = |page: &mut Page, person: Option<&Person>| {
        for field in &section.field {
            write_field(page, pack, field, &value(pack, field, incident, person));
        }
    };
    if section.repeats.is_none() {
        page.heading(&section.title);
        fields(page, None);
        return;
    }
    let people = people_of(pack, section, incident);
    if people.is_empty() {
        page.heading(&section.title);
        page.line("Nobody recorded.");
    }
    let packs = people.len().div_ceil(PACK_OF);
    for (place, person) in people.into_iter().enumerate() {
        if in_packs && packs > 1 && place % PACK_OF == 0 {
            page.blank();
            page.line(&format!("Pack {} of {packs}", place / PACK_OF + 1));
        }
        let title = section.title.trim_end_matches(':');
        let who = key_and_role(incident, person);
        page.heading(&format!("{title} - {who}"));
        fields(page, Some(person));
    }
}

fn write_field(page: &mut Page, pack: &Pack, field: &FormField, value: &FieldValue) {
    let added = if field.added { " (added)" } else { "" };
    let plain = field.label.trim_end_matches(':');
    // A label that asks needs no colon.
    let colon = if plain.ends_with('?') && added.is_empty() {
        ""
    } else {
        ":"
    };
    let label = format!("{plain}{added}{colon}");
    let words = match value {
        FieldValue::Absent if is_blank(field) => String::new(),
        FieldValue::Absent => NOT_KNOWN.to_owned(),
        value => fact::field(pack, field, value),
    };
    if field.kind == FieldKind::Text && !value.is_absent() {
        page.wrapped(&label, 0);
        page.wrapped(&words, 4);
    } else {
        page.wrapped(format!("{label} {words}").trim_end(), 0);
    }
}

/// Says whether a field with nothing in it is printed empty: only the form has it, or what fills it
/// has not happened.
fn is_blank(field: &FormField) -> bool {
    Bind::of(field).is_some_and(|bind| bind == Bind::Own || bind.is_derived())
}

/// Text being written line by line.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn blank(&mut self) {
        self.0.push('\n');
    }

    fn heading(&mut self, title: &str) {
        self.blank();
        let lines = folded(title);
        let widths = lines.iter().map(|line| width(line));
        let rule = widths.fold(0, usize::max);
        self.hanging(&lines, 0);
        self.line(&"-".repeat(rule));
    }

    /// Writes text wrapped and indented; the lines after the first hang by four columns, so that
    /// no line of typed words can pass for a heading or a field of the form.
    fn wrapped(&mut self, text: &str, indent: usize) {
        self.hanging(&folded(text), indent);
    }

    fn hanging(&mut self, lines: &[String], indent: usize) {
        for (number, line) in lines.iter().enumerate() {
            let hang = if number == 0 { indent } else { 4 };
            self.line(format!("{}{line}", " ".repeat(hang)).trim_end());
        }
    }
}

/// Returns text in lines that leave room for their indent.
fn folded(text: &str) -> Vec<String> {
    wrap(&visible(text), WIDTH - 4)
}

#[cfg(test)]
mod tests;
