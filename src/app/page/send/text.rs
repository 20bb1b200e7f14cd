//! The text of the mail on a page, ready to copy: over a line to another machine a file is not at
//! hand.

use crate::app::page::send::sent::unsent_of;
use crate::app::page::{Next, See};
use crate::domain::id::IncidentId;
use crate::exchange::form_text::form_text;
use crate::rules::outgoing::filing_of;
use crate::words::outgoing::with_file;

/// Opens the text of a form's mail: what is written out and not yet sent, word for word; else what
/// it would say now.
pub(super) fn open_text(see: &See<'_>, id: IncidentId, form: &str) -> Next {
    let row = see.row(id);
    let Some((row, form)) = row.and_then(|row| Some((row, row.pack().form(form)?))) else {
        return Next::refuse("The incident is no longer here.");
    };
    let unsent = unsent_of(row, &form.id);
    let written = unsent.and_then(|unsent| Some((unsent, filing_of(&row.incident, unsent)?)));
    let mut lines = Vec::new();
    let body = if let Some((unsent, filing)) = written {
        lines.push(with_file(unsent, see.now));
        let reference = row.incident.reference.short();
        lines.push(format!(
            "dutydesk form {reference} --as eml  writes the whole message out."
        ));
        lines.push(String::new());
        lines.push(format!("To: {}", filing.to.join(", ")));
        lines.push(format!("Subject: {}", filing.subject));
        filing.body.clone()
    } else {
        lines.push("Not written yet: this is what it would say now.".to_owned());
        form_text(row.pack(), form, &row.incident, see.now, see.user)
    };
    lines.push(String::new());
    lines.extend(body.lines().map(str::to_owned));
    Next::words("THE TEXT OF THE MAIL", lines)
}
