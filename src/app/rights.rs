//! What whoever is at the desk may not do is said before anything is typed or written; the store
//! refuses it all the same, should the screen lag behind.

use super::App;
use crate::domain::command::Command;
use crate::domain::right::{Refusal, Right, may, needed};
use crate::domain::user::User;
use crate::rules::rights::OnFile;
use crate::words::role::refused;

impl App {
    /// Returns why whoever is at the desk may not do it, and who may; nothing where they may.
    pub(super) fn refusal(&self, right: Right) -> Option<String> {
        if may(&self.who.roles, right) {
            return None;
        }
        let has = |user: &&User| user.is_active() && may(&user.roles, right);
        let who = self.desk.users.iter().filter(has);
        let who = who.map(|user| user.name.clone()).collect();
        Some(format!("Not done: {}.", refused(&Refusal { right, who })))
    }

    /// Returns why whoever is at the desk may not give a command.
    pub(super) fn refusal_of(&self, command: &Command) -> Option<String> {
        let row = match command {
            Command::Revise { id, .. } => self.desk.row(*id),
            _ => None,
        };
        let on_file = OnFile {
            incident: row.map(|row| &row.incident),
            pack: Some(row.map_or(&self.desk.current, |row| row.pack())),
        };
        let mut needed = needed(command, &on_file).into_iter();
        needed.find_map(|right| self.refusal(right))
    }
}
