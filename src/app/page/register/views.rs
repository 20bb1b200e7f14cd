//! Choosing a view of the register, and saving how it is looked at under a name.

use super::state::{Mode, RegisterPage};
use crate::app::action::Action;
use crate::app::form::handle::{Handle, OneLine, PackId};
use crate::app::form::typed::choice;
use crate::app::form::{Fault, Form};
use crate::app::message::Saved;
use crate::app::motion::{motion, moved};
use crate::app::page::{Filled, Next, See, Sheet};
use crate::app::session::undo::inverse::for_good;
use crate::app::session::waiting::Waiting;
use crate::domain::command::Command;
use crate::report::register::look::RegisterLook;
use crate::report::register::views::{ViewLine, views};

/// What the view is called.
const NAME: Handle<OneLine> = Handle::new("name");
/// Whose it is to be.
const WHOSE: Handle<PackId> = Handle::new("whose");
/// The word of a view that is one's own.
const OWN: &str = "own";
/// The word of one that everybody at the desk can choose.
const DESKS: &str = "desk";
/// The most letters of a name: a list has room for no more.
const LONGEST: usize = 40;

impl RegisterPage {
    pub(super) fn act_on_views(&mut self, see: &See<'_>, at: usize, action: Action) -> Next {
        let all = all(see);
        let chosen = all.get(at);
        match (action, chosen) {
            (Action::Enter, Some(view)) => {
                self.mode = Mode::Rows;
                self.look = view.look.clone();
                self.column = 0;
                self.ask(&view.look.query, see.desk, see.now)
            }
            (Action::TakeBack, Some(view)) => drop_view(view),
            _ => {
                if let Some(by) = motion(action) {
                    self.mode = Mode::Views(moved(at, by, all.len()));
                }
                Next::Stay
            }
        }
    }
}

fn all(see: &See<'_>) -> Vec<ViewLine> {
    views(see.current(), &see.desk.saved_views, see.user)
}

/// Asks whether a view is to be dropped; one that the protocol has stays.
fn drop_view(view: &ViewLine) -> Next {
    let Some(saved) = &view.saved else {
        return Next::say("The protocol has this view; only what was saved here is dropped.");
    };
    let whose = if saved.owner.is_some() {
        "your view"
    } else {
        "the desk's view, which others choose too,"
    };
    let words = format!("The view «{}» is dropped.", saved.name);
    let yes = Next::write(
        Command::DropView(Box::new(saved.clone())),
        Waiting::Answer(for_good("the dropped view"), words),
    );
    Next::ask(
        format!("Drop {whose} «{}»? No case is touched.", saved.name),
        yes,
    )
}

/// The form that saves how the register is looked at.
#[derive(Clone, Debug)]
pub(super) struct SaveView(pub(super) RegisterLook);

impl Sheet for SaveView {
    fn form(&self, _see: &See<'_>) -> Result<Form, String> {
        let whose = vec![choice(OWN, "me"), choice(DESKS, "everybody at this desk")];
        let mut form = Form::new(
            "SAVE THIS VIEW",
            "save it",
            vec![
                NAME.field("Name")
                    .help("What the list of views calls it; one of the same name is replaced."),
                WHOSE.field("For whom", whose),
            ],
        );
        WHOSE.set(&mut form, OWN);
        let query = match self.0.query.as_str() {
            "" => "everything",
            query => query,
        };
        form.intro = format!("It keeps the query, the order and the columns. It asks: {query}");
        Ok(form)
    }

    fn read(&self, see: &See<'_>, form: &Form) -> Result<Filled, Fault> {
        let name = NAME.said(form, "Give it a name")?;
        if name.chars().count() > LONGEST {
            return Err(NAME.fault(format!("A name has at most {LONGEST} letters")));
        }
        let owner = (WHOSE.read(form)?.as_deref() != Some(DESKS)).then_some(see.user);
        let view = self.0.named(&name, owner, see.user);
        let known = see
            .desk
            .saved_views
            .iter()
            .find(|known| known.is_same(&view));
        let question = known.map(|known| {
            let whose = match &known.owner {
                Some(_) => "You have".to_owned(),
                None => format!("The desk has, saved by {},", known.by),
            };
            format!("{whose} a view «{}» already. Replace it?", known.name)
        });
        let command = Command::SaveView(Box::new(view));
        let undo = for_good("the saved view");
        Ok(match question {
            None => Filled::Write(Box::new(command), undo),
            Some(question) => {
                let write = Next::write(command, Waiting::Form(undo));
                Filled::Next(Next::ask(question, write))
            }
        })
    }

    fn after(&self, _see: &See<'_>, _saved: &Saved, _form: &Form) -> Next {
        Next::say("The view is saved: v lists it.")
    }
}
