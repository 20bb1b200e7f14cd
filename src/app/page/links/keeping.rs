//! How long the case is kept: its class, legal holds, and that it is disposed of by two people.

use crate::app::desk::Row;
use crate::app::form::handle::{Handle, PackId, Past};
use crate::app::form::typed::{choice, typed};
use crate::app::form::{Fault, Form};
use crate::app::line::Tone;
use crate::app::page::entry::{NOT_HERE, REASON, draft_key, reason_form};
use crate::app::page::{Confirm, Filled, Next, See, Sheet};
use crate::app::session::waiting::Waiting;
use crate::domain::command::{Command, Edit};
use crate::domain::draft::DraftKey;
use crate::domain::id::IncidentId;
use crate::domain::ledger::{Disposal, Hold, HoldField, NewEntry, Retention, RetentionField};
use crate::rules::retention::Keeping;
use crate::words::keeping;

/// The class.
const CLASS: Handle<PackId> = Handle::new(RetentionField::Class.word());
/// From which day its years are counted.
const FROM: Handle<Past> = Handle::new(RetentionField::From.word());

/// What is kept or let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The class.
    Class,
    /// A legal hold, set or lifted.
    Hold,
    /// A disposal, proposed or agreed to.
    Disposal,
}

/// Returns how a case is kept.
fn kept<'a>(see: &See<'a>, row: &'a Row) -> Keeping<'a> {
    Keeping::of(&see.desk.current, &row.incident)
}

/// Returns the lines of how a case is kept, each with what Enter does on it.
pub(super) fn lines(see: &See<'_>, row: &Row) -> Vec<(String, Tone, Keep)> {
    let kept = kept(see, row);
    let until = keeping::review(&kept, see.now);
    let hold = kept.hold.as_ref().map(|hold| {
        format!(
            "  LEGAL HOLD by {}: {}. Enter lifts it",
            hold.entry.created_by, hold.reason
        )
    });
    let disposal = match &kept.proposal {
        Some(proposal) => {
            let by = &proposal.entry.created_by;
            let what = &proposal.reason;
            format!("  DISPOSAL PROPOSED by {by}: {what}. Enter agrees")
        }
        None => "  Propose to dispose of it".to_owned(),
    };
    let tone = |stands: bool| if stands { Tone::Wrong } else { Tone::Plain };
    vec![
        (
            format!("  {}; kept until: {until}", keeping::class(&kept)),
            tone(kept.is_past(see.now)),
            Keep::Class,
        ),
        (
            hold.clone()
                .unwrap_or_else(|| "  No legal hold; Enter sets one".to_owned()),
            tone(hold.is_some()),
            Keep::Hold,
        ),
        (disposal, tone(kept.proposal.is_some()), Keep::Disposal),
    ]
}

/// Opens the form of what is kept or let go; of a disposal that somebody else proposed, the question.
pub(super) fn open(see: &See<'_>, row: &Row, what: Keep) -> Next {
    let kept = kept(see, row);
    let id = row.incident.id;
    let is_open = !row.case.state.closed;
    if what == Keep::Disposal {
        if kept.proposal.is_some() {
            return agree(see, row, &kept);
        }
        if let Some(why) = kept.hinders_any(is_open, see.now) {
            return Next::say(format!("Not disposed of: {why}."));
        }
    }
    Next::form(KeepForm { id, what })
}

/// Asks whoever agrees; a slip would be grave.
fn agree(see: &See<'_>, row: &Row, kept: &Keeping<'_>) -> Next {
    let is_open = !row.case.state.closed;
    if let Some(why) = kept.hindrance(is_open, &see.who.name, see.now) {
        return Next::say(format!("Not disposed of: {why}."));
    }
    let (id, version) = (row.incident.id, row.incident.version);
    let question = format!(
        "{}, {}. Dispose of it for good? Nothing of it can be had again.",
        row.incident.reference,
        keeping::review(kept, see.now)
    );
    let dispose = Next::write(Command::Dispose { id, version }, Waiting::Disposed);
    Next::Ask(Box::new(Confirm::new(question, dispose).gravely()))
}

/// The form of a class, a hold or a proposal.
#[derive(Clone, Debug)]
pub(super) struct KeepForm {
    id: IncidentId,
    what: Keep,
}

impl Sheet for KeepForm {
    fn form(&self, see: &See<'_>) -> Result<Form, String> {
        let row = see.row(self.id).ok_or(NOT_HERE)?;
        let kept = kept(see, row);
        Ok(match (self.what, kept.hold.is_some()) {
            (Keep::Class, _) => class_form(see, &kept),
            (Keep::Hold, false) => reason_form("LEGAL HOLD: IT IS NOT DISPOSED OF", "set it"),
            (Keep::Hold, true) => reason_form("LIFT THE LEGAL HOLD", "lift it"),
            (Keep::Disposal, _) => {
                reason_form("PROPOSE TO DISPOSE OF IT; ANOTHER AGREES", "propose it")
            }
        })
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let row = see.row(self.id).ok_or_else(|| REASON.fault(NOT_HERE))?;
        let kept = kept(see, row);
        let because = || REASON.said(form, "Say why: it stays visible with the reason");
        let (edit, words) = match (self.what, &kept.hold) {
            (Keep::Class, _) => (class(see, form)?, "the retention class"),
            (Keep::Hold, Some(hold)) => {
                let lifted = Edit::entry(hold.entry.id, HoldField::Lifted, because()?);
                (lifted, "lifting the legal hold")
            }
            (Keep::Hold, None) => {
                let reason = because()?;
                let hold = Hold {
                    reason,
                    ..Hold::default()
                };
                (Edit::AddEntry(NewEntry::new(hold)), "the legal hold")
            }
            (Keep::Disposal, _) => {
                let disposal = Disposal { reason: because()? };
                (Edit::AddEntry(NewEntry::new(disposal)), "the proposal")
            }
        };
        Ok(Filled::edits(vec![edit], words))
    }

    fn incident(&self) -> Option<IncidentId> {
        Some(self.id)
    }

    fn draft_key(&self, _user: &str) -> Option<DraftKey> {
        let what = match self.what {
            Keep::Class => "retention",
            Keep::Hold => "hold",
            Keep::Disposal => "disposal",
        };
        Some(draft_key(self.id, &format!("{what}/new")))
    }

    fn again(&self, see: &See<'_>) -> Option<Form> {
        self.form(see).ok()
    }
}

fn class_form(see: &See<'_>, kept: &Keeping<'_>) -> Form {
    let rows = see.desk.current.retentions.iter();
    let classes = rows
        .map(|row| choice(&row.id, &keeping::row(row)))
        .collect();
    let stands = kept.class.map_or("", |class| class.id.as_str());
    let from = kept.chosen.and_then(|chosen| chosen.from);
    Form::new(
        "HOW LONG IT IS KEPT",
        "save",
        vec![
            CLASS.field("Class", classes).with(stands),
            FROM.field("Counted from")
                .with(&typed(from))
                .help("Only where the case does not say it: the day of a death."),
            REASON.field("Because"),
        ],
    )
}

fn class(see: &See<'_>, form: &Form) -> Result<Edit, Fault> {
    let retention = Retention {
        class: CLASS.said(form, "Choose a class")?,
        from: FROM.read(form, see.now)?,
        reason: REASON.text(form)?,
    };
    Ok(Edit::AddEntry(NewEntry::new(retention)))
}
