//! Every register that is declared is read as any other list.

mod exchanged;

use super::super::list::{List, People, plain, read_list};
use super::{ID, Listed, NOT_READ, RegisterKind};
use crate::Failure;
use domain::values::isms::{EntryRow, Value};
use std::collections::BTreeSet;

fn assets(text: &str) -> Result<List<EntryRow>, Failure> {
    let mut people = People::default();
    people.add("p1", "Ana@Example.org");
    people.add("p1", "me");
    read_list(&RegisterKind::Assets, (text.as_bytes(), "assets.csv"), None, &people)
}

#[test]
fn no_heading_of_a_register_means_two_things() {
    for kind in RegisterKind::ALL {
        let headings: Vec<String> = kind.headings().into_iter().map(plain).collect();
        assert_eq!(headings.iter().collect::<BTreeSet<_>>().len(), headings.len(), "{}: {headings:?}", kind.id());
        for field in kind.declared().fields {
            let id = plain(field.id);
            let other = headings.contains(&id) && id != plain(field.title);
            assert!(!other, "{}: the id {id} is the heading of something else", kind.id());
            assert_eq!(kind.usual(&id), (id != plain(field.title)).then_some(field.title), "{}", kind.id());
        }
        assert!(NOT_READ.iter().chain(&[ID]).all(|known| kind.usual(&plain(known)).is_none()), "{}", kind.id());
    }
}

#[test]
fn fields_are_read_by_title_and_by_id_and_people_by_their_words() {
    let list = assets("id,title,KIND,owner,held_by,State,Overdue,Colour\nast-1,Laptop,hardware,ana@example.org,me,x,,red\n,,,,,Registered,no,blue\n").unwrap();
    assert!(list.problems.is_empty(), "{:?}", list.problems);
    assert_eq!((list.numbers.as_slice(), list.unmatched.as_slice()), (&[2][..], &["Colour".to_owned()][..]));
    let row = &list.rows[0];
    assert_eq!((row.id.as_str(), row.fields.len()), ("AST-1", 4), "no state: {row:?}");
    let ana = Value::Person("p1".to_owned());
    assert_eq!((row.fields.get("owner"), row.fields.get("held_by")), (Some(&ana), Some(&ana)));
}

#[test]
fn every_problem_says_row_and_field_and_what_would_be_right() {
    let list = assets("Asset,Kind,Owner\nServer,spaceship,nobody@x.example\nMail,service,p1\n").unwrap();
    let said: Vec<String> =
        list.problems.iter().map(|p| format!("{} {}: {} ({})", p.row, p.field, p.what, p.hint)).collect();
    assert_eq!(
        said,
        [
            "2 Kind: `spaceship` is not understood (write one of information, software, hardware, service, site, people)",
            "2 Owner: `nobody@x.example` is not understood (write the e-mail address of somebody who is here)",
        ]
    );
    assert_eq!(list.numbers, [2, 3]);
    let refusal = super::super::list::sound(&list.problems).unwrap_err().to_string();
    assert!(refusal.contains("1 row is refused") && refusal.contains("row 2: Kind: `spaceship`"), "{refusal}");
}

#[test]
fn a_list_that_cannot_be_read_says_why() {
    let long = format!("Asset,Kind\n{}", "Mail,service\n".repeat(super::MAX_ENTRY_ROWS + 1));
    for (text, says) in [
        ("Asset,Where\nMail,Leith\n", "assets.csv: no column is called `Kind`; the headings are Asset, Where"),
        ("Asset,Kind,kind\nMail,service,service\n", "assets.csv: the heading `Kind` stands twice"),
        ("Asset,Kind,title\nMail,service,Disk\n", "assets.csv: two columns say the same, the second is `title`"),
        ("Id,Asset,Kind,ID\nAST-1,Mail,service,AST-2\n", "assets.csv: the heading `Id` stands twice"),
        (long.as_str(), "entries in one import"),
    ] {
        let said = assets(text).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
    }
}
