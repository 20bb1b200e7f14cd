//! Counting the register by the marked column, and asking for what one count counts.

use super::state::{Mode, RegisterPage};
use crate::app::action::Action;
use crate::app::motion::{motion, moved};
use crate::app::page::{Next, See};
use crate::report::register::counts::lines;
use crate::rules::sight::counted::CountsWanted;

impl RegisterPage {
    pub(super) fn count_by(&mut self) -> Next {
        let column = self.marked_column();
        let Some(by) = column.counts() else {
            let title = column.title();
            return Next::say(format!(
                "The register is not counted by {title}: mark a column of times, reasons, kinds, states, \
                 decisions, teams, agencies or sources."
            ));
        };
        self.mode = Mode::Counts(0);
        Next::Counts(Box::new(CountsWanted {
            query: self.query.clone(),
            by,
        }))
    }

    pub(super) fn act_on_counts(&mut self, see: &See<'_>, at: usize, action: Action) -> Next {
        let Some(counts) = &see.desk.counts else {
            return Next::Stay;
        };
        let lines = lines(counts);
        if let (Action::Enter, Some(line)) = (action, lines.get(at)) {
            self.mode = Mode::Rows;
            return self.ask_too(&line.asks, see);
        }
        if let Some(by) = motion(action) {
            self.mode = Mode::Counts(moved(at, by, lines.len()));
        }
        Next::Stay
    }
}
