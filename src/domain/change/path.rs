//! Which field a change is of: a path of stable words, written and read in one place.
//!
//! `place`, `fact.F`, `p1` (put on the incident, with the role), `p1.name`, `p1.fact.F`, `form.F`,
//! `event.KIND`, `filing.FORM`, `meeting.7` (made, or taken back), `meeting.7.place`; the fields of a
//! contact, of a handover and of an edition by their name. The words are a record's history, and are never renamed.

use std::fmt;
use std::str::FromStr;

use crate::domain::contact::ContactField;
use crate::domain::handover::HandoverField;
use crate::domain::id::EntryId;
use crate::domain::incident::Detail;
use crate::domain::ledger::{EntryKind, Field};
use crate::domain::person::PersonField;

/// The word of an incident's reference.
const REFERENCE: &str = "reference";
/// The word of the edition that an incident was logged under.
const EDITION: &str = "edition";
/// The word of what an edition says, by its digest.
const EDITION_TEXT: &str = "edition_text";
/// The word of a record's rows that are not as they were left.
pub const ALTERED: &str = "altered";
/// The word of how many wrong passphrases were tried.
const WRONG_PASSPHRASES: &str = "wrong_passphrases";
/// The word of a desk's key, which says that there is another.
const DATA_KEY: &str = "data_key";
/// The word of what came in of the old register.
const IMPORT: &str = "import";
/// The word of the row that an incident came in as.
const ORIGINAL: &str = "original";
/// The word of the folder that the desk was copied to.
const BACKUP_FOLDER: &str = "backup_folder";
/// The word of the council that a desk was made for.
const COUNCIL: &str = "council";
/// The word of what was gathered, marked or released of what is held of somebody.
const SUBJECT_ACCESS: &str = "subject_access";
/// The word of what was written out of the register.
const EXPORT: &str = "export";
/// The word of a view of the register.
const REGISTER_VIEW: &str = "register_view";
/// The word of whether an incident is kept from most.
const RESTRICTION: &str = "restriction";
/// The word of why it is, or is no more.
const RESTRICTION_BECAUSE: &str = "restriction_because";
/// The word of why somebody opened a restricted record.
pub const GLASS: &str = "glass";
/// The word of how often something was done that is journalled as one entry.
pub const TIMES: &str = "times";
/// The first word of a field of somebody who may be at the desk.
const USER: &str = "user";
/// The word that says why a person was taken off.
const STRUCK: &str = "struck";

/// Which field a change is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Path {
    /// An incident's reference, which it has from its first version on.
    Reference,
    /// The edition of the protocol: that an incident was logged under, or that the desk keeps.
    Edition,
    /// The digest of an edition's text.
    EditionText,
    /// One of an incident's own details.
    Detail(Detail),
    /// A fact of an incident.
    Fact(String),
    /// A person, by the number on the incident: put on it, with the role.
    Person(u32),
    /// A field of a person.
    PersonField(u32, PersonField),
    /// Why a person was taken off the incident.
    PersonStruck(u32),
    /// A fact of a person.
    PersonFact(u32, String),
    /// A form's own field.
    Form(String),
    /// Something that happened, by its kind.
    Event(String),
    /// Something that was sent, by its form.
    Filing(String),
    /// A ledger's entry: made, or taken back.
    Entry(EntryKind, EntryId),
    /// A field of a ledger's entry.
    EntryField(EntryId, Field),
    /// A field of a contact.
    Contact(ContactField),
    /// A field of a handover.
    Handover(HandoverField),
    /// A field of somebody who may be at the desk.
    User(UserField),
    /// How many wrong passphrases were tried before somebody opened the desk.
    WrongPassphrases,
    /// The council that the desk was made for, by its pack.
    Council,
    /// What was gathered, marked or released for somebody who asked: a digest and counts.
    SubjectAccess,
    /// The folder that the desk was copied to.
    BackupFolder,
    /// What was written out of the register: how many rows, as what.
    Export,
    /// A view of the register was saved or dropped; not what it asks.
    RegisterView,
    /// What came in of the old register: how many rows.
    Import,
    /// The row of the old register that an incident came in as.
    Original,
    /// The key of the desk's files: another than before. What it is stands nowhere.
    DataKey,
    /// Whether an incident is kept from most of those who see cases.
    Restriction,
    /// Why it is, or is no more.
    RestrictionBecause,
    /// Why somebody opened a restricted record that was not theirs to read.
    Glass,
    /// How often something was done that is journalled as one entry.
    Times,
    /// The record's rows, found otherwise than its last entry in the journal left them.
    Altered,
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference => f.write_str(REFERENCE),
            Self::Edition => f.write_str(EDITION),
            Self::EditionText => f.write_str(EDITION_TEXT),
            Self::Detail(detail) => f.write_str(detail.word()),
            Self::Fact(fact) => write!(f, "fact.{fact}"),
            Self::Person(number) => write!(f, "p{number}"),
            Self::PersonField(number, field) => write!(f, "p{number}.{}", field.word()),
            Self::PersonStruck(number) => write!(f, "p{number}.{STRUCK}"),
            Self::PersonFact(number, fact) => write!(f, "p{number}.fact.{fact}"),
            Self::Form(field) => write!(f, "form.{field}"),
            Self::Event(kind) => write!(f, "event.{kind}"),
            Self::Filing(form) => write!(f, "filing.{form}"),
            Self::Entry(kind, id) => write!(f, "{}.{id}", kind.id()),
            Self::EntryField(id, field) => write!(f, "{}.{id}.{}", field.kind().id(), field.word()),
            Self::Contact(field) => f.write_str(field.word()),
            Self::Handover(field) => f.write_str(field.word()),
            Self::User(field) => write!(f, "{USER}.{}", field.word()),
            Self::WrongPassphrases => f.write_str(WRONG_PASSPHRASES),
            Self::DataKey => f.write_str(DATA_KEY),
            Self::Council => f.write_str(COUNCIL),
            Self::SubjectAccess => f.write_str(SUBJECT_ACCESS),
            Self::BackupFolder => f.write_str(BACKUP_FOLDER),
            Self::Export => f.write_str(EXPORT),
            Self::RegisterView => f.write_str(REGISTER_VIEW),
            Self::Import => f.write_str(IMPORT),
            Self::Original => f.write_str(ORIGINAL),
            Self::Restriction => f.write_str(RESTRICTION),
            Self::RestrictionBecause => f.write_str(RESTRICTION_BECAUSE),
            Self::Glass => f.write_str(GLASS),
            Self::Times => f.write_str(TIMES),
            Self::Altered => f.write_str(ALTERED),
        }
    }
}

/// A field of somebody who may be at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UserField {
    /// The name as it is signed.
    Name,
    /// What they may be asked for.
    Roles,
    /// Since when they may no longer open the desk.
    Disabled,
    /// That they have another passphrase; never which.
    Passphrase,
}

impl UserField {
    /// Every field.
    pub const ALL: [Self; 4] = [Self::Name, Self::Roles, Self::Disabled, Self::Passphrase];

    /// Returns the word that the history has for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Roles => "roles",
            Self::Disabled => "disabled",
            Self::Passphrase => "passphrase",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
}

/// A path that is none of this program's. Never quotes what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathFault;

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the field that changed is none that the program writes")
    }
}

impl std::error::Error for PathFault {}

impl FromStr for Path {
    type Err = PathFault;

    fn from_str(text: &str) -> Result<Self, PathFault> {
        let read = match text.split_once('.') {
            None => word(text),
            Some((first, rest)) => dotted(first, rest),
        };
        // Only what would be written so again is read: no two texts are one path.
        read.filter(|path| path.to_string() == text)
            .ok_or(PathFault)
    }
}

/// Reads a path of one word.
fn word(text: &str) -> Option<Path> {
    match text {
        REFERENCE => return Some(Path::Reference),
        EDITION => return Some(Path::Edition),
        EDITION_TEXT => return Some(Path::EditionText),
        ALTERED => return Some(Path::Altered),
        WRONG_PASSPHRASES => return Some(Path::WrongPassphrases),
        DATA_KEY => return Some(Path::DataKey),
        COUNCIL => return Some(Path::Council),
        SUBJECT_ACCESS => return Some(Path::SubjectAccess),
        BACKUP_FOLDER => return Some(Path::BackupFolder),
        EXPORT => return Some(Path::Export),
        REGISTER_VIEW => return Some(Path::RegisterView),
        IMPORT => return Some(Path::Import),
        ORIGINAL => return Some(Path::Original),
        RESTRICTION => return Some(Path::Restriction),
        RESTRICTION_BECAUSE => return Some(Path::RestrictionBecause),
        GLASS => return Some(Path::Glass),
        TIMES => return Some(Path::Times),
        _ => {}
    }
    let detail = Detail::of_word(text).map(Path::Detail);
    detail
        .or_else(|| person(text).map(Path::Person))
        .or_else(|| ContactField::of_word(text).map(Path::Contact))
        .or_else(|| HandoverField::of_word(text).map(Path::Handover))
}

/// Reads a path by its first word and what follows it.
fn dotted(first: &str, rest: &str) -> Option<Path> {
    let own = || rest.to_owned();
    Some(match first {
        USER => Path::User(UserField::of_word(rest)?),
        "fact" => Path::Fact(own()),
        "form" => Path::Form(own()),
        "event" => Path::Event(own()),
        "filing" => Path::Filing(own()),
        _ => match (person(first), rest.strip_prefix("fact.")) {
            (Some(number), Some(fact)) => Path::PersonFact(number, fact.to_owned()),
            (Some(number), None) if rest == STRUCK => Path::PersonStruck(number),
            (Some(number), None) => Path::PersonField(number, PersonField::of_word(rest)),
            (None, _) => entry(EntryKind::from_id(first)?, rest)?,
        },
    })
}

/// Reads an entry of a ledger, or a field of one.
fn entry(kind: EntryKind, rest: &str) -> Option<Path> {
    let (id, word) = match rest.split_once('.') {
        Some((id, word)) => (id, Some(word)),
        None => (rest, None),
    };
    let id = EntryId(id.parse().ok()?);
    let Some(word) = word else {
        return Some(Path::Entry(kind, id));
    };
    let fields = Field::all(kind).into_iter();
    let field = fields.into_iter().find(|field| field.word() == word)?;
    Some(Path::EntryField(id, field))
}

/// Reads the number of a person such as `p1`.
fn person(text: &str) -> Option<u32> {
    text.strip_prefix('p')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn a_path() -> impl Strategy<Value = Path> {
        let word = "[a-z][a-z0-9_]{0,12}";
        let kind = (0..EntryKind::ALL.len()).prop_map(|at| EntryKind::ALL[at]);
        let field = kind.clone().prop_flat_map(|kind| {
            let fields = Field::all(kind);
            (0..fields.len()).prop_map(move |at| fields[at])
        });
        let detail = (0..Detail::ALL.len()).prop_map(|at| Detail::ALL[at]);
        let contact = (0..ContactField::ALL.len()).prop_map(|at| ContactField::ALL[at]);
        let handover = (0..HandoverField::ALL.len()).prop_map(|at| HandoverField::ALL[at]);
        let person_field = prop_oneof![
            (0..PersonField::OWN.len()).prop_map(|at| PersonField::OWN[at].clone()),
            word.prop_filter("why a person was taken off is no detail", |word| word
                != STRUCK)
                .prop_map(|word| PersonField::of_word(&word)),
        ];
        prop_oneof![
            Just(Path::Reference),
            Just(Path::Edition),
            Just(Path::EditionText),
            Just(Path::Altered),
            Just(Path::WrongPassphrases),
            Just(Path::DataKey),
            Just(Path::Council),
            Just(Path::SubjectAccess),
            Just(Path::BackupFolder),
            Just(Path::Export),
            Just(Path::RegisterView),
            Just(Path::Restriction),
            Just(Path::RestrictionBecause),
            Just(Path::Glass),
            Just(Path::Times),
            (0..UserField::ALL.len()).prop_map(|at| Path::User(UserField::ALL[at])),
            detail.prop_map(Path::Detail),
            word.prop_map(Path::Fact),
            any::<u32>().prop_map(Path::Person),
            (any::<u32>(), person_field).prop_map(|(n, field)| Path::PersonField(n, field)),
            any::<u32>().prop_map(Path::PersonStruck),
            (any::<u32>(), word).prop_map(|(n, fact)| Path::PersonFact(n, fact)),
            word.prop_map(Path::Form),
            word.prop_map(Path::Event),
            word.prop_map(Path::Filing),
            (kind, any::<i64>()).prop_map(|(kind, id)| Path::Entry(kind, EntryId(id))),
            (any::<i64>(), field).prop_map(|(id, field)| Path::EntryField(EntryId(id), field)),
            contact.prop_map(Path::Contact),
            handover.prop_map(Path::Handover),
        ]
    }

    proptest! {
        #[test]
        fn every_path_is_read_as_it_was_written(path in a_path()) {
            prop_assert_eq!(path.to_string().parse(), Ok(path));
        }

        #[test]
        fn what_is_read_would_be_written_so_again(text in "[a-z.0-9_]{0,24}") {
            if let Ok(path) = text.parse::<Path>() {
                prop_assert_eq!(path.to_string(), text);
            }
        }
    }

    #[test]
    fn the_words_of_a_history_are_those_of_every_release() {
        for (path, text) in [
            (Path::Edition, "edition"),
            (Path::User(UserField::Disabled), "user.disabled"),
            (Path::WrongPassphrases, "wrong_passphrases"),
            (Path::EditionText, "edition_text"),
            (Path::Restriction, "restriction"),
            (Path::RestrictionBecause, "restriction_because"),
            (Path::Glass, "glass"),
            (Path::Times, "times"),
            (Path::Detail(Detail::ToldBy), "told_by"),
            (
                Path::PersonField(2, PersonField::DateOfBirth),
                "p2.date_of_birth",
            ),
            (Path::PersonStruck(1), "p1.struck"),
            (Path::PersonFact(1, "died".to_owned()), "p1.fact.died"),
            (Path::Entry(EntryKind::Parallel, EntryId(3)), "parallel.3"),
            (Path::Contact(ContactField::PhoneDay), "phone_day"),
            (Path::Handover(HandoverField::AcceptedNote), "accepted_note"),
        ] {
            assert_eq!(path.to_string(), text);
        }
    }

    #[test]
    fn a_word_that_nothing_writes_is_a_fault() {
        for text in [
            "",
            "p",
            "p01",
            "meeting.x",
            "meeting.7.colour",
            "meeting.07.place",
            "notes",
        ] {
            assert_eq!(text.parse::<Path>(), Err(PathFault), "{text}");
        }
    }
}
