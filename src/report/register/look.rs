//! How the register is looked at, and the words that a saved view keeps of it.

use super::columns::Column;
use crate::domain::saved_view::SavedView;
use crate::rules::sight::table::{Order, Sort, SortBy};

/// How the register is looked at: what is asked, in which order, with which columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLook {
    /// The query, as it was typed.
    pub query: String,
    /// The order.
    pub order: Order,
    /// The columns shown, the first of them frozen.
    pub columns: Vec<Column>,
}

impl Default for RegisterLook {
    fn default() -> Self {
        Self {
            query: String::new(),
            order: Order::default(),
            columns: Column::ALL.to_vec(),
        }
    }
}

/// What stands between the words of a list.
const COMMA: &str = ", ";
/// What stands after a column by which the greatest come first.
const DOWN: &str = " down";

impl RegisterLook {
    /// Returns it as a view to be saved.
    #[must_use]
    pub fn named(&self, name: &str, owner: Option<&str>, by: &str) -> SavedView {
        let sorts = self.order.sorts().map(|sort| {
            let way = if sort.descending { DOWN } else { "" };
            format!("{}{way}", column_of(sort.by).title())
        });
        let columns = self.columns.iter().map(|column| column.title());
        SavedView {
            owner: owner.map(str::to_owned),
            name: name.to_owned(),
            query: self.query.clone(),
            order: sorts.collect::<Vec<_>>().join(COMMA),
            columns: columns.collect::<Vec<_>>().join(COMMA),
            by: by.to_owned(),
        }
    }

    /// Returns what a saved view looks at; a column that this program does not have is left out.
    #[must_use]
    pub fn of(view: &SavedView) -> Self {
        let sort = |words: &str| {
            let (title, descending) = match words.strip_suffix(DOWN) {
                Some(title) => (title, true),
                None => (words, false),
            };
            let by = Column::titled(title)?.sorts()?;
            Some(Sort { by, descending })
        };
        let mut sorts = view.order.split(COMMA).filter_map(sort);
        let first = sorts.next().map_or_else(Order::default, Order::by);
        let order = sorts.fold(first, |order, sort| match order.then(sort) {
            Some(order) => order,
            None => order,
        });
        let columns: Vec<Column> = view
            .columns
            .split(COMMA)
            .filter_map(Column::titled)
            .collect();
        Self {
            query: view.query.clone(),
            order,
            columns: if columns.is_empty() {
                Column::ALL.to_vec()
            } else {
                columns
            },
        }
    }
}

/// Returns the column that something is sorted by.
#[must_use]
pub fn column_of(by: SortBy) -> Column {
    let mut columns = Column::ALL.into_iter();
    match columns.find(|column| column.sorts() == Some(by)) {
        Some(column) => column,
        None => Column::Told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_what_was_looked_at() {
        for by in SortBy::ALL {
            let order = Order::by(Sort {
                by,
                descending: true,
            });
            let told = Sort {
                by: SortBy::Age,
                descending: false,
            };
            let look = RegisterLook {
                query: "status:open late:yes".to_owned(),
                order: order.then(told).unwrap(),
                columns: vec![Column::Reference, Column::Final, Column::Late],
            };
            let view = look.named("Mondays", Some("s.other-example"), "s.other-example");
            assert_eq!(RegisterLook::of(&view), look, "{view:?}");
        }
    }

    #[test]
    fn it_is_kept_in_words_that_a_later_program_can_read() {
        let told = RegisterLook::default().named("all", None, "s.other-example");
        assert_eq!(told.order, "told down");
        assert!(
            told.columns
                .starts_with("reference, child, age, happened, told, ")
        );
        let unknown = SavedView {
            order: "shoe size down, age".to_owned(),
            columns: "shoe size".to_owned(),
            ..told
        };
        let look = RegisterLook::of(&unknown);
        assert_eq!(look.order.sorts().next().unwrap().by, SortBy::Age);
        assert_eq!(look.columns, Column::ALL);
    }
}
