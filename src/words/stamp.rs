//! What an answer to a decision is stamped with: the protocol, the advice and the facts as they
//! stood, so that it reads the same in five years.

use super::{fact, person};
use crate::domain::incident::Incident;
use crate::domain::ledger::Position;
use crate::pack::Pack;
use crate::rules::case::Case;
use crate::rules::summary::age_of;

/// Stamps an answer with the pack and its edition, the advice and the facts as they stand.
pub fn stamp(answer: &mut Position, pack: &Pack, incident: &Incident, case: &Case) {
    let header = &pack.pack;
    answer.pack = format!(
        "{} ({}), {}",
        header.title, header.edition, header.written_against
    );
    answer.advice = advice(pack, case).join("\n");
    answer.facts = facts(pack, incident, case).join("\n");
}

fn advice(pack: &Pack, case: &Case) -> Vec<String> {
    let advised = case.advice.iter().map(|advised| {
        let title = pack.advice_title(&advised.id);
        format!("{title}: {}. {}", advised.answer.word(), advised.text)
    });
    advised.collect()
}

/// Returns the recorded facts in the words of their questions; a person by key, role and age, never
/// by name.
fn facts(pack: &Pack, incident: &Incident, case: &Case) -> Vec<String> {
    let recorded = incident.facts.iter();
    let mut out: Vec<String> = recorded
        .map(|(id, value)| fact::asked(pack, id, value))
        .collect();
    for one in incident.standing() {
        let key = incident.person_key(one.id);
        let age = person::aged(age_of(one, &case.facts));
        out.push(format!("{key}: {}, {age}", one.role.title()));
        for (id, value) in &one.facts {
            out.push(format!("{key}: {}", fact::asked(pack, id, value)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::BankHolidays;
    use crate::rules::clocks::{Counting, default_close};
    use crate::rules::form::tests as fixture;
    use crate::rules::testing::plain;

    #[test]
    fn an_answer_is_stamped_with_what_stood_then() {
        let pack = plain();
        let incident = fixture::incident();
        let holidays = BankHolidays::built_in();
        let counting = Counting {
            pack: &pack,
            holidays: &holidays,
            close: default_close(),
        };
        let case = Case::of(counting, &incident, fixture::at("2026-11-21T12:00:00Z"));
        let mut stamped = Position::default();
        stamp(&mut stamped, &pack, &incident, &case);
        assert_eq!(stamped.pack, "Plain protocol (first edition), A guide");
        for (words, wanted) in [
            (&stamped.advice, "Alert: yes"),
            (&stamped.advice, "Tell the carers: not known"),
            (&stamped.facts, "p1: Was this person seriously harmed"),
            (&stamped.facts, "p1: victim, age 14"),
        ] {
            assert!(words.contains(wanted), "no «{wanted}» in\n{words}");
        }
        assert!(!stamped.facts.contains("Ahmadi"), "no name is stamped");
    }
}
