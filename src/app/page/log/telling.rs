//! When the council was told of a call: now, until somebody types another time; of a call taken up
//! again, when it was begun, unless a person says that it was later. The law counts from it.

use super::fields::AWARE;
use super::said::begun_untold;
use crate::app::form::Form;
use crate::app::form::typed::typed_time;
use crate::app::page::{Confirm, Fill, Next, See};
use crate::domain::instant::{Instant, Moment};

/// Asks, of a call taken up again, whether the council was told only now; nothing where it was begun
/// this minute, where a time was typed, or where nothing but the search was.
pub(super) fn ask_when_told(see: &See<'_>, form: &mut Form) -> Next {
    let now = see.now;
    let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
    let begun = begun_untold(form).filter(|begun| minute(*begun) != minute(now));
    let Some(begun) = begun else {
        form.begun = Some(now);
        return Next::Stay;
    };
    // The earlier time stands until somebody says otherwise: no slip loses a true one.
    let earlier = typed_time(Moment::exact(begun));
    AWARE.set(form, &earlier);
    let question = format!(
        "This call was begun {}. Were we told only now, {}? No keeps {}: the law counts from the \
         earlier time.",
        begun.short(now),
        now.clock(),
        begun.clock()
    );
    let yes = Next::Fill(Fill::set(&AWARE, "now"))
        .then(Next::Fill(Fill::Begin))
        .then(Next::KeepDraft)
        .then(Next::say("When we were told is now."));
    let kept = format!("When we were told stays {earlier}.");
    let no = Next::KeepDraft.then(Next::say(kept));
    let mut question = Confirm::new(question, yes);
    question.no = no;
    Next::Ask(Box::new(question))
}
