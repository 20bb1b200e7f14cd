//! What whoever is at the desk may not do is said before anything is typed or written; the store
//! refuses it all the same, should the screen lag behind.

use super::App;
use super::message::{Effect, Outcome};
use super::page::Next;
use super::page::restricted::BreakGlass;
use crate::domain::command::Command;
use crate::domain::id::IncidentId;
use crate::domain::right::{Refusal, Right, may, needed};
use crate::domain::user::User;
use crate::rules::rights::OnFile;
use crate::words::role::refused;

impl App {
    /// Returns why whoever is at the desk may not do it, and who may; nothing where they may.
    pub(super) fn refusal(&self, right: Right) -> Option<(Right, String)> {
        if may(&self.who.roles, right) {
            return None;
        }
        let has = |user: &&User| user.is_active() && may(&user.roles, right);
        let who = self.desk.users.iter().filter(has);
        let who = who.map(|user| user.name.clone()).collect();
        let words = refused(&Refusal { right, who });
        Some((right, format!("Not done: {words}.")))
    }

    /// Returns why whoever is at the desk may not give a command.
    pub(super) fn refusal_of(&self, command: &Command) -> Option<(Right, String)> {
        let row = match command {
            Command::Revise { id, .. } => self.desk.row(*id),
            _ => None,
        };
        let on_file = OnFile {
            incident: row.map(|row| &row.incident),
            pack: Some(row.map_or(&self.desk.current, |row| row.pack())),
            name: &self.who.name,
            now: Some(self.now),
        };
        let mut needed = needed(command, &on_file).into_iter();
        needed.find_map(|right| self.refusal(right))
    }

    /// Says that whoever is at the desk may not do what takes a right, and has it journalled.
    pub(super) fn refuse_right(&mut self, (right, words): (Right, String)) -> Outcome {
        let outcome = self.notice.refuse(words);
        outcome.then(Outcome::asking(Effect::Refused(right)))
    }

    /// Takes that an incident is kept from whoever is at the desk: nothing of it stays here, and what
    /// shows it closes. What is typed in a form of it is a draft.
    pub(super) fn kept_back(&mut self, id: IncidentId) -> Outcome {
        self.keeping_choices(|app| app.desk.keep_back(id));
        let was_front = self.screens.front().incident() == Some(id);
        let was_shown = self.screens.is_shown(id);
        self.screens
            .close_where(|screen| screen.incident() == Some(id));
        match (was_front, was_shown) {
            (true, _) => self.apply(Next::form(BreakGlass { id })),
            (false, true) => self
                .notice
                .say("A record that was open here is restricted now."),
            (false, false) => Outcome::redraw(),
        }
    }
}
