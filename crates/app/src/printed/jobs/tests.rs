//! The same paper is printed once, few at a time, and what is over is forgotten.

use super::*;

fn print(id: &str, of: &str, began_us: i64) -> Print {
    let asked = PaperAsked::read("document", Some(of), None).unwrap();
    let (ending, at, state) = (Ending::Pdf, At::default(), PrintState::LayingOut);
    Print { id: id.to_owned(), asked, ending, at, rows: LARGE, began_us, state }
}

fn whose(person: &str) -> Whose {
    ("acme".to_owned(), person.to_owned())
}

#[test]
fn the_same_paper_is_printed_once_and_few_at_a_time() {
    let prints = Prints::default();
    for (at, of) in ["PL-1", "PL-2", "PL-3"].into_iter().enumerate() {
        assert_eq!(prints.begin(whose("ana"), print(&at.to_string(), of, 0)).unwrap(), None);
    }
    assert_eq!(prints.begin(whose("ana"), print("x", "PL-2", 5)).unwrap().as_deref(), Some("1"));
    let refused = prints.begin(whose("ana"), print("x", "PL-4", 5)).unwrap_err();
    assert_eq!(refused.to_string(), "3 papers are being printed for you already");
    assert_eq!(prints.begin(whose("ben"), print("b", "PL-2", 5)).unwrap(), None, "another person has their own");
    let fault = Fault::new("it broke".to_owned(), "ask again");
    prints.end("0", PrintState::Failed(fault.into()));
    assert_eq!(prints.begin(whose("ana"), print("y", "PL-4", 6)).unwrap(), None);
    assert_eq!(prints.all().len(), 5);
    assert_eq!(prints.begin(whose("eve"), print("z", "PL-4", KEPT_US + 1)).unwrap(), None);
    assert!(!prints.all().contains_key("0"), "what is over is forgotten after a while");
    assert_eq!(prints.all().len(), 5);
}
