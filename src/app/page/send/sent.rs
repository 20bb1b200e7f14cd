//! Whether the mail program sent what was written out, and when: only then has it left.

use crate::app::action::Action;
use crate::app::desk::Row;
use crate::app::form::handle::{Handle, OneLine, Past};
use crate::app::form::{Fault, Field, Form};
use crate::app::message::Saved;
use crate::app::page::entry::{NOT_HERE, draft_key};
use crate::app::page::{Filled, Next, See, Sheet};
use crate::domain::command::Edit;
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::instant::Instant;
use crate::domain::ledger::OutgoingField;
use crate::rules::outgoing::Unsent;
use crate::words::outgoing::with_file;

/// Why it could not be sent.
const NOT_SENT: Handle<OneLine> = Handle::new("not_sent");
/// Why it left late.
const REASON: Handle<OneLine> = Handle::new("reason");
/// When it was sent: the last field, in which the form begins, so that Enter says *now*.
const AT: Handle<Past> = Handle::new("at");

/// What is said where nothing waits to be confirmed.
const NONE_WRITTEN: &str = "Nothing of it is written and not confirmed: s shows what there is.";

/// Before the id of the form, in the key of its draft.
pub(in crate::app::page) const SENT: &str = "sent/";

/// The form that asks whether the mail program sent a form that was written out, and when.
#[derive(Clone, Debug)]
pub(in crate::app) struct WasItSent {
    pub(in crate::app) id: IncidentId,
    /// Which form of the pack.
    pub(in crate::app) form: String,
}

/// Returns the form of an incident's that is written out and not confirmed as sent.
pub(in crate::app) fn unsent_of<'a>(row: &'a Row, form: &str) -> Option<&'a Unsent> {
    row.case.unsent.iter().rfind(|unsent| unsent.form == form)
}

impl WasItSent {
    fn unsent<'a>(&self, see: &See<'a>) -> Option<(&'a Row, &'a Unsent)> {
        let row = see.row(self.id)?;
        Some((row, unsent_of(row, &self.form)?))
    }
}

impl Sheet for WasItSent {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        // It opens as the draft is written, before what is on file is read again.
        let found = self.unsent(see);
        let where_it_is = found.map(|(_, unsent)| with_file(unsent, see.now));
        let where_it_is = where_it_is.unwrap_or_else(|| "It is written.".to_owned());
        let mut form = Form::new(
            "HAS YOUR MAIL PROGRAM SENT IT, AND WHEN?",
            "record it",
            vec![
                NOT_SENT
                    .field("It could not be sent, because")
                    .help("The clock runs on. Telephone, and send it in another way."),
                REASON
                    .field("Late, because")
                    .help("Asked for when a clock is past its time."),
                AT.field("It was sent")
                    .offering("now")
                    .help("Enter says now. Esc leaves it written, not confirmed sent."),
            ],
        );
        form.intro = where_it_is;
        AT.go_to(&mut form);
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let Some((row, unsent)) = self.unsent(see) else {
            let there = see.row(self.id).is_some();
            return Err(AT.fault(if there { NONE_WRITTEN } else { NOT_HERE }));
        };
        let why = NOT_SENT.text(form)?;
        if why.is_empty() {
            let edits = sent(row, unsent, form, see.now)?;
            return Ok(Filled::edits(edits, "that it was sent"));
        }
        let at = AT.find(form);
        if at.is_some_and(|at| !at.offered && !at.is_empty()) {
            return Err(AT.fault("Say one of the two: when it was sent, or why it could not be"));
        }
        let edits = vec![Edit::entry(unsent.entry, OutgoingField::NotSent, why)];
        Ok(Filled::edits(edits, "why it could not be sent"))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        Some(draft_key(self.id, &format!("{SENT}{}", self.form)))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, form: &Form) -> Next {
        let is_sent = NOT_SENT.find(form).is_none_or(Field::is_empty);
        if is_sent {
            return Next::say("Recorded as sent. u undoes it.");
        }
        Next::SayKeys(
            "Recorded: it could not be sent, and the clock runs on. Ring them now, and send the \
             file from another machine."
                .to_owned(),
            &[
                (Action::Call, "records the call"),
                (Action::SendForm, "shows it again"),
            ],
        )
    }
}

/// Returns the record of its having been sent when the form says.
fn sent(row: &Row, unsent: &Unsent, form: &Form, now: Instant) -> Result<Vec<Edit>, Fault> {
    let at = AT.said(form, now, "Say when it was sent: now, or 22:40")?;
    unsent.check(at, now).map_err(|words| AT.fault(words))?;
    let typed = REASON.text(form)?;
    let reason = if typed.is_empty() {
        &unsent.reason
    } else {
        &typed
    };
    if reason.is_empty() && row.case.is_sent_late(row.pack(), unsent, at) {
        return Err(REASON.fault("It was sent late: say why"));
    }
    Ok(unsent.sent(row.pack(), &row.incident, at, reason))
}
