use super::*;
use crate::domain::command::Command;
use crate::store::tests::{Scratch, now};

fn view(name: &str, query: &str, owner: Option<&str>) -> SavedView {
    SavedView {
        owner: owner.map(str::to_owned),
        name: name.to_owned(),
        query: query.to_owned(),
        order: "told down".to_owned(),
        columns: "reference, child".to_owned(),
        by: String::new(),
    }
}

fn names(store: &Store) -> Vec<String> {
    let views = store.saved_views().unwrap();
    views
        .into_iter()
        .map(|view| format!("{}: {}", view.name, view.query))
        .collect()
}

fn run(store: &mut Store, command: &Command) {
    assert_eq!(store.run(command, now()).unwrap(), Done::ViewsChanged);
}

#[test]
fn a_view_is_saved_replaced_by_its_name_and_dropped() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let me = store.settings().who.name.clone();
    let save = |one: SavedView| Command::SaveView(Box::new(one));
    run(&mut store, &save(view("Mondays", "status:open", Some(&me))));
    run(&mut store, &save(view("Late", "late:yes", None)));
    run(
        &mut store,
        &save(view("mondays", "status:open late:yes", Some(&me))),
    );
    assert_eq!(
        names(&store),
        ["Late: late:yes", "mondays: status:open late:yes"]
    );
    let saved = store.saved_views().unwrap();
    assert_eq!(saved[0].by, me, "who saved the desk's is said");
    run(&mut store, &Command::DropView(Box::new(saved[0].clone())));
    assert_eq!(names(&store), ["mondays: status:open late:yes"]);
    run(&mut store, &Command::DropView(Box::new(saved[0].clone())));
    assert_eq!(
        names(&store),
        ["mondays: status:open late:yes"],
        "it is gone already"
    );
}

#[test]
fn somebody_elses_view_is_neither_seen_nor_dropped_and_none_is_saved_for_them() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let me = store.settings().who.name.clone();
    let theirs = view("Theirs", "team:north", Some("s.other-example"));
    let rows = store.connection.transaction().unwrap();
    put(&rows, std::slice::from_ref(&theirs)).unwrap();
    rows.commit().unwrap();
    assert_eq!(names(&store), [""; 0]);
    run(&mut store, &Command::DropView(Box::new(theirs.clone())));
    assert_eq!(
        load(&store.connection).unwrap(),
        std::slice::from_ref(&theirs)
    );
    run(&mut store, &Command::SaveView(Box::new(theirs)));
    let all = load(&store.connection).unwrap();
    let owners: Vec<_> = all
        .iter()
        .map(|view| view.owner.as_deref().unwrap())
        .collect();
    assert!(
        owners.contains(&"s.other-example") && owners.contains(&&*me),
        "{owners:?}"
    );
}

#[test]
fn history_has_that_a_view_was_saved_and_not_what_it_asks() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let asked = view("Z. Marker", "child:zmarker", None);
    run(&mut store, &Command::SaveView(Box::new(asked)));
    let sql = "SELECT c.after FROM journal j JOIN change c ON c.journal = j.seq
        WHERE j.action = 'save_view'";
    let after: String = store
        .connection
        .query_row(sql, [], |row| row.get(0))
        .unwrap();
    assert_eq!(after, "saved");
    let sql = "SELECT count(*) FROM change WHERE before LIKE '%marker%' OR after LIKE '%marker%'";
    let said: i64 = store
        .connection
        .query_row(sql, [], |row| row.get(0))
        .unwrap();
    assert_eq!(said, 0);
}

#[test]
fn what_was_altered_past_the_program_is_refused_with_words() {
    let scratch = Scratch::new();
    let store = scratch.create();
    store
        .connection
        .execute("INSERT INTO setting VALUES ('register_views', '{')", [])
        .unwrap();
    let error = store.saved_views().unwrap_err();
    assert!(error.to_string().contains("saved views"), "{error}");
}

#[test]
fn what_somebody_else_saved_for_the_desk_is_replaced_and_dropped_by_sqa_alone() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let theirs = SavedView {
        by: "s.other-example".to_owned(),
        ..view("Late", "late:yes", None)
    };
    let rows = store.connection.transaction().unwrap();
    put(&rows, std::slice::from_ref(&theirs)).unwrap();
    rows.commit().unwrap();
    let mine = Command::SaveView(Box::new(view("late", "overdue:yes", None)));
    let drop = Command::DropView(Box::new(theirs.clone()));
    for command in [&mine, &drop] {
        let refused = store.run(command, now()).unwrap_err();
        assert!(
            matches!(&refused, StoreError::OthersView { by } if by == "s.other-example"),
            "{refused:?}"
        );
        assert_eq!(
            load(&store.connection).unwrap(),
            std::slice::from_ref(&theirs)
        );
    }
    store
        .set_roles("kduty", &"sqa,administrator".parse().unwrap(), now())
        .unwrap();
    let mut store = scratch.open().unwrap();
    run(&mut store, &mine);
    assert_eq!(names(&store), ["late: overdue:yes"]);
}

#[test]
fn a_colleagues_view_for_the_desk_is_news_and_their_own_is_not() {
    let scratch = Scratch::new();
    let mut store = scratch.create();
    let other = scratch.open().unwrap();
    let read = other.read_up_to().unwrap();
    let me = store.settings().who.name.clone();
    run(
        &mut store,
        &Command::SaveView(Box::new(view("Late", "late:yes", None))),
    );
    let theirs = SavedView {
        owner: Some("s.other-example".to_owned()),
        ..view("Theirs", "team:north", None)
    };
    let rows = store.connection.transaction().unwrap();
    let both = [load(&rows).unwrap(), vec![theirs]].concat();
    put(&rows, &both).unwrap();
    rows.commit().unwrap();
    let (news, _) = other.news_since(read).unwrap();
    let told = news.views.unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (told[0].name.as_str(), told[0].by.as_str()),
        ("Late", me.as_str())
    );
}
