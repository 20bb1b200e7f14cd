//! Find a child: by a name however it is spelt, a birth, the case system's number, an address.

mod found;

use self::found::Found;
use super::lines::Listing;
use super::{Filled, Next, See, Sheet};
use crate::app::form::handle::{Handle, OneLine};
use crate::app::form::person::{Birth, born_between};
use crate::app::form::{Fault, Form};
use crate::domain::age::Age;
use crate::domain::similar::{Probe, ProbePerson, address_key};
use crate::domain::text::fold;

/// What the child is called.
const NAME: Handle<OneLine> = Handle::new("find/name");
/// When they were born.
const BORN: Handle<Birth> = Handle::new("find/born");
/// Their number in the case system.
const NUMBER: Handle<OneLine> = Handle::new("find/number");
/// Where they live.
const ADDRESS: Handle<OneLine> = Handle::new("find/address");

/// The form that asks for a child; nothing of it is kept.
#[derive(Clone, Copy, Debug)]
pub struct FindChild;

impl Sheet for FindChild {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        let fields = vec![
            NAME.field("Name").help(
                "As heard, in any order: by its sound and with a letter wrong it is found too.",
            ),
            BORN.field("Born, or age")
                .help("Beside a name: makes sure of it, and finds twins. Alone it finds nobody."),
            NUMBER
                .field("Mosaic id")
                .help("The case system's number; all of it."),
            ADDRESS.field("Address").help(
                "House and street, such as 12 Example Road: whoever lives there, siblings too.",
            ),
        ];
        let mut form = Form::new("FIND A CHILD", "find", fields);
        form.asks_at_once = true;
        "Enter asks. What is typed here is kept nowhere.".clone_into(&mut form.intro);
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let born = BORN.read(form, see.now)?;
        let person = ProbePerson {
            name: NAME.text(form)?,
            date_of_birth: born.date,
            age: born.age.map(Age::years),
            born: born_between(born, see.now),
            mosaic_id: NUMBER.text(form)?,
            address: ADDRESS.text(form)?,
        };
        if !person.says_anything() {
            return Err(
                NAME.fault("Say a name, a number or an address: a birth alone finds nobody")
            );
        }
        let is_named = !fold(&person.name).is_empty() || !fold(&person.mosaic_id).is_empty();
        if !is_named && address_key(&person.address).is_none() {
            let words = "This is no address: say house and street, such as 12 Example Road";
            return Err(ADDRESS.fault(words));
        }
        let probe = Probe {
            people: vec![person],
            ..Probe::default()
        };
        Ok(Filled::Next(Next::open(Listing::screen(Found { probe }))))
    }
}
