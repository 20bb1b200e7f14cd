//! How long cases are kept: the classes of a council's retention schedule.

use serde::Deserialize;

use super::cite::Cite;
use super::condition::Condition;
use super::rows::{RowIds, row};

/// From when the years of a class are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeepFrom {
    /// The birth of the child, the youngest of several.
    Birth,
    /// The closing of the case.
    Closure,
    /// The death of the child.
    Death,
    /// The last thing that was recorded on the case.
    LastContact,
}

impl KeepFrom {
    /// Returns what people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Birth => "birth",
            Self::Closure => "closure",
            Self::Death => "death",
            Self::LastContact => "last contact",
        }
    }
}

/// How long a case is kept where the child died under 18.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiedUnder18 {
    /// The fact of a person that says they died.
    pub fact: String,
    /// For how many years from death.
    pub years: u32,
}

row! {
    /// A class of cases with how long they are kept. Nothing is ever deleted by it: past its date a
    /// case is looked at again by people.
    RetentionRow {
        /// Its id.
        id: String,
        /// What people call it.
        title: String,
        /// For how many years.
        years: u32,
        /// From when.
        from: KeepFrom,
        /// For how long instead, where the child died under 18.
        #[serde(default)]
        died_under_18: Option<DiedUnder18>,
        /// When it is proposed; absent is whenever no class before it is.
        #[serde(default)]
        when: Option<Condition>,
        /// Only a person chooses it: it is never proposed.
        #[serde(default)]
        by_hand: bool,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    fn ids(pack: &Pack) -> Vec<&str> {
        pack.retentions.iter().map(|row| row.id.as_str()).collect()
    }

    #[test]
    fn a_councils_own_schedule_takes_the_place_of_the_national_one() {
        let national = [
            "looked_after",
            "care_leaver",
            "allegation",
            "child_protection",
        ];
        let pack = Pack::built_in("tower-hamlets").expect("a pack");
        assert_eq!(ids(&pack), national);
        let own = format!(
            "{}\n[[retention]]\nid = \"all\"\ntitle = \"All cases\"\nyears = 25\nfrom = \"closure\"\n\
             basis = \"the council's schedule\"\n",
            pack.text().own
        );
        let pack = Pack::read(&own).expect("a pack");
        assert_eq!(ids(&pack), ["all"]);
        assert_eq!(
            pack.retention("all").map(|row| row.from),
            Some(KeepFrom::Closure)
        );
        let wrong = own.replace("\"closure\"", "\"whenever\"");
        assert!(Pack::read(&wrong).is_err());
    }
}
