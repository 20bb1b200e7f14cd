//! What can be asked of the register, and how.

use crate::domain::query::Field;
use crate::domain::query::field::Takes;

/// Returns the language, a line each.
#[must_use]
pub fn language() -> Vec<String> {
    let mut lines: Vec<String> = [
        "Words find incidents that have every one of them, each as the beginning of a word.",
        "  stab park          both words, anywhere in what was told",
        "  \"outside the club\" these words side by side",
        "  -park              not that",
        "  stab or knife      either; brackets put together: (stab or knife) -park",
        "  field:value        what a field says; several words in quotation marks",
        "  child:~name        a name however spelt: it sounds so, or a letter of it differs",
        "  field:=\"value\"     the whole of what a field of words says, and nothing beside",
        "",
        "Fields",
    ]
    .map(str::to_owned)
    .to_vec();
    for field in Field::ALL {
        lines.push(format!(
            "  {:<14} {}",
            format!("{}:", field.word()),
            field.help()
        ));
    }
    let has_time = |field: &&Field| field.takes() == Takes::Time;
    let times: Vec<&str> = Field::ALL
        .iter()
        .filter(has_time)
        .map(|field| field.word())
        .collect();
    lines.extend([
        String::new(),
        format!("Times, for {}", times.join(", ")),
        "  2026  2026-q1  2026-01  2026-01-15  today  yesterday  last-week  this-month".to_owned(),
        "  last-quarter  this-year  30-days-ago  2026-01..2026-03  2026-01..  ..2026-03".to_owned(),
        "  before-0900  before-2026-02  after-last-month  since-yesterday".to_owned(),
        "  none: there is no such time; known: there is one".to_owned(),
        String::new(),
        "Tab completes a word or lists what it can be. The same is asked on the command line:"
            .to_owned(),
        "  dutydesk register 'status:open late:yes'".to_owned(),
    ]);
    lines
}
