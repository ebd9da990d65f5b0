//! A list of those who work here makes its people known in one unit, and a list that is refused leaves none behind.

use super::email_of;
use crate::exchange::StaffLists;
use crate::{App, Clock, Config, Failure, Receipt, Who, library};
use domain::command::Command;
use domain::rules::staff::MAX_ROWS;
use domain::values::{Position, Profile};
use tempfile::TempDir;

/// 2026-11-21, midnight UTC.
const START_US: i64 = 1_795_219_200_000_000;

struct House {
    app: App,
    who: Who,
    _folder: TempDir,
}

impl House {
    /// Two organisations, each with one position.
    fn built() -> House {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&Config::folder(folder.path()), Clock::by_hand(START_US)).unwrap();
        let who = app.local_operator("cli").unwrap();
        let house = House { app, who, _folder: folder };
        for slug in ["acme", "birch"] {
            let documents = library::documents(library::STARTING);
            house.app.create(slug, &house.who, slug, documents, Profile::default()).unwrap();
            let (title, duties) = ("Engineer".to_owned(), "Reviews changes".to_owned());
            let position = Position { title, duties, reports_to: String::new() };
            let command = Command::SetPosition { id: "engineer".to_owned(), position };
            house.app.change(slug, &house.who, None, command).unwrap();
        }
        house
    }

    fn imports(&self, slug: &str, request: Option<&str>, csv: &str) -> Result<Receipt, Failure> {
        let file = (csv.as_bytes(), "people.csv");
        let list = self.app.read_list(slug, &self.who, &StaffLists, file, None)?;
        self.app.import_list(slug, &self.who, request, &StaffLists, list, file.0)
    }

    fn known(&self, address: &str) -> Option<String> {
        self.app.person_by_email(&email_of(address).unwrap()).unwrap()
    }
}

/// So many people, all of them new, at the same position.
fn list(of: &str, people: usize) -> String {
    let rows = (0..people).map(|at| format!("Person {at},{of}{at}@example.org,engineer,2026-11-02\n"));
    std::iter::once("Name,E-mail,Position,First day\n".to_owned()).chain(rows).collect()
}

#[test]
fn everybody_of_a_list_is_written_in_one_unit() {
    let house = House::built();
    let before = house.app.people_version();
    house.imports("acme", None, &list("p", 40)).unwrap();
    assert_eq!(house.app.people_version() - before, 1, "names and addresses were written more than once");
    for at in [0, 39] {
        let id = house.known(&format!("P{at}@example.org")).unwrap();
        assert_eq!(house.app.name_in("acme", &id), format!("Person {at}"));
    }
    // The same list elsewhere: the same people, called as it calls them, in one unit again.
    house.imports("birch", None, &list("p", 40).replace("Person 7,", "P. Seven,")).unwrap();
    assert_eq!(house.app.people_version() - before, 2);
    let seven = house.known("p7@example.org").unwrap();
    assert_eq!([house.app.name_in("acme", &seven), house.app.name_in("birch", &seven)], ["Person 7", "P. Seven"]);
}

#[test]
fn a_list_that_is_refused_after_its_people_were_written_leaves_none_behind() {
    let house = House::built();
    house.imports("acme", Some("monday"), &list("p", 3)).unwrap();
    house.imports("birch", None, &list("q", 1).replace("Person 0", "Quinn")).unwrap();
    // The rules take this list; the request was another one.
    let again = house.imports("acme", Some("monday"), &list("q", 3));
    assert!(again.is_err(), "{again:?}");
    assert_eq!([house.known("q1@example.org"), house.known("q2@example.org")], [None, None]);
    let quinn = house.known("q0@example.org").unwrap();
    assert_eq!(house.app.name_in("birch", &quinn), "Quinn", "who is known elsewhere stays");
    let kept = house.app.person(&quinn).unwrap().unwrap();
    assert_eq!(kept.invited_as.len(), 1, "the name typed by the refused list: {kept:?}");
}

#[test]
fn a_list_of_which_half_is_wrong_makes_nobody_known() {
    let house = House::built();
    let rows = list("p", 4).replace("p1@example.org,engineer", "p1@example.org,pilot").replace("p3@", "p3 at ");
    let refused = house.imports("acme", None, &rows).unwrap_err().to_string();
    assert!(refused.contains("row 5"), "{refused}");
    assert_eq!(house.known("p0@example.org"), None);
    let refused = house.imports("acme", None, &rows.replace("p3 at ", "p3@")).unwrap_err().to_string();
    assert!(refused.contains("row 3 Person 1"), "{refused}");
    assert_eq!([house.known("p0@example.org"), house.known("p2@example.org")], [None, None]);
}

#[test]
fn the_longest_list_fits_into_one_unit() {
    let house = House::built();
    let before = house.app.people_version();
    house.imports("acme", None, &list("p", MAX_ROWS)).unwrap();
    assert_eq!(house.app.people_version() - before, 1);
    assert!(house.known(&format!("p{}@example.org", MAX_ROWS - 1)).is_some());
}
