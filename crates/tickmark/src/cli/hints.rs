//! What a refusal names as the place to look is there: each command, each page.

use crate::cli::args::Cli;
use clap::CommandFactory;
use domain::refusal::{LISTED, Refusal};

#[test]
fn every_command_and_page_that_a_hint_names_is_there() {
    let pages = [include_str!("../web/visit.rs"), include_str!("../web/testing/plan.rs")].concat();
    for (kind, command, page) in LISTED {
        let mut at = Cli::command();
        for word in command.split(' ').skip(1).filter(|word| !word.contains("20")) {
            at = at.find_subcommand(word).unwrap_or_else(|| panic!("{kind}: `{command}` has no `{word}`")).clone();
        }
        assert!(!at.has_subcommands(), "{kind}: `{command}` is no whole command");
        assert!(pages.contains(&format!("\"{page}\"")), "{kind}: no page is called {page}");
    }
    let told = Refusal::Unknown { what: "risk", id: "RI-9".to_owned(), nearest: None };
    assert_eq!(told.hint(), "see what there is with `tickmark risk list`, or on the page Risks");
    let word = Refusal::Unknown { what: "hosting", id: "moon".to_owned(), nearest: None };
    assert!(word.hint().contains("help of the command"), "{}", word.hint());
    let mut kinds: Vec<&str> = LISTED.iter().map(|(kind, ..)| *kind).collect();
    kinds.dedup();
    assert!(kinds.is_sorted() && kinds.len() == LISTED.len(), "by name, each once");
}
