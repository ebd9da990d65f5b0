//! A list of those who work here comes in: what is new, changed, the same or refused, all or nothing.

use crate::library::Organisation;
use crate::staff::{at_work, says, since};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::rules::Planned;
use domain::rules::staff::{MAX_ROWS, plan};
use domain::values::staff::{StaffRow, StaffState};
use domain::values::{Position, Staff};
use jiff::ToSpan;

fn list(rows: Vec<StaffRow>) -> Command {
    Command::ImportStaff { source: "people.csv".into(), rows }
}

fn row(person: &str, position: &str) -> StaffRow {
    StaffRow { person: person.into(), called: person.into(), position: position.into(), ..StaffRow::default() }
}

fn new(firm: &Organisation, person: &str) -> StaffRow {
    StaffRow { joined: Some(firm.ago(10)), ..row(person, "analyst") }
}

fn lines(firm: &Organisation, rows: &[StaffRow]) -> Vec<Planned> {
    plan(&firm.registers, rows, firm.today()).lines.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn r244_a_list_records_who_is_new_and_changes_who_is_known_and_again_it_changes_nothing() {
    let mut firm = at_work();
    firm.works("nora", 100);
    let moved = StaffRow { state: Some(StaffState::Moved), remote: Some(true), ..row("nora", "security") };
    let chosen = StaffRow { state: Some(StaffState::Candidate), ..row("nobody-else", "ceo") };
    let rows = vec![new(&firm, "ben"), moved, chosen];
    let changes = ["state", "position", "remote working"].map(str::to_owned).to_vec();
    assert_eq!(lines(&firm, &rows), [Planned::New, Planned::Changed(changes), Planned::New]);
    let events = firm.does(list(rows.clone()));
    let imported = Event::StaffImported { source: "people.csv".into(), added: 2, changed: 1, same: 0 };
    assert_eq!((&events[0], events.len()), (&imported, 4));
    let people = &firm.registers.workforce.people;
    assert_eq!(people["ben"].staff, since(firm.ago(10)), "at work, where the list says nothing else");
    let nora = Staff { state: StaffState::Moved, position: "security".into(), remote: true, ..since(firm.ago(100)) };
    assert_eq!((&people["nora"].staff, people["nora"].checks.len()), (&nora, 4), "what was left out stays");
    assert_eq!(lines(&firm, &rows), [Planned::Same, Planned::Same, Planned::Same]);
    let again = firm.refuses(list(rows));
    assert_eq!(again, Refusal::NothingToChange { what: "every one of the 3 people in people.csv".into() });
}

#[test]
fn r244_a_position_is_named_by_its_short_name_or_by_a_title_that_no_other_has() {
    let mut firm = at_work();
    let by =
        |firm: &Organisation, word: &str| lines(firm, &[StaffRow { joined: Some(firm.ago(1)), ..row("ben", word) }]);
    assert_eq!(by(&firm, " the ANALYST "), [Planned::New]);
    let unknown = Planned::Refused(Refusal::Unknown { what: "position", id: "chef".into(), nearest: None });
    assert_eq!(by(&firm, "chef"), [unknown]);
    let twin = Position { title: "The analyst".into(), duties: "As the other.".into(), reports_to: String::new() };
    firm.does(Command::SetPosition { id: "second".into(), position: twin });
    assert!(matches!(&by(&firm, "The analyst")[..], [Planned::Refused(Refusal::Unknown { .. })]), "which of the two?");
    assert_eq!(by(&firm, "second"), [Planned::New]);
}

#[test]
fn r244_one_wrong_row_stops_the_whole_list() {
    let mut firm = at_work();
    let gone = StaffRow {
        state: Some(StaffState::Left),
        leaves: Some(firm.today().saturating_add(1.days())),
        ..new(&firm, "eva")
    };
    let rows = vec![
        new(&firm, "ben"),
        StaffRow { joined: None, ..new(&firm, "cora") },
        new(&firm, "ben"),
        StaffRow { position: String::new(), ..new(&firm, "dan") },
        gone,
    ];
    let refused = firm.refuses(list(rows));
    let Refusal::ImportRefused { rows, problems } = refused else { panic!("{refused:?}") };
    assert_eq!((rows, problems.len()), (4, 4));
    assert_eq!(problems[0], "row 3 cora: the first day of work is empty");
    assert_eq!(problems[1], "row 4 ben: this person stands twice in the list");
    assert_eq!(problems[2], "row 5 dan: the position is empty");
    assert!(problems[3].starts_with("row 6 eva: the last day of work"), "{}", problems[3]);
    assert!(firm.registers.workforce.people.is_empty());
    assert_eq!(firm.refuses(list(Vec::new())).code(), "empty");
    let source = Command::ImportStaff { source: " ".into(), rows: vec![new(&firm, "ben")] };
    assert_eq!(says(&firm.refuses(source)).0, "empty");
    let many = vec![new(&firm, "ben"); MAX_ROWS + 1];
    assert_eq!(firm.refuses(list(many)), Refusal::TooMany { what: "people in one import", max: MAX_ROWS });
    for person in ["mark", "carl", "tina", "ivan", "eve"] {
        assert_eq!(firm.not_by(person, list(vec![new(&firm, "ben")])).code(), "not_allowed", "{person}");
    }
    firm.does(list(vec![new(&firm, "ben")]));
}
