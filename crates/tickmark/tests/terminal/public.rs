//! The public statement in the terminal: shown before it is there, set, turned on and off, and what is refused.

use crate::cli::{good_in, run_in};

#[test]
fn the_public_statement_is_shown_set_and_turned_on_and_off() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let shown = good_in(at, &["public", "show"]).out;
    assert!(shown.contains("The page is off") && shown.contains("No SOC 2 report was issued"), "{shown}");
    good_in(at, &["public", "set", "--about", "We measure tides.", "--contact", "trust@acme.example"]);
    let on = good_in(at, &["public", "set", "--turn", "on", "--under-way", "yes"]).out;
    assert!(on.contains("/statement-of/acme-cloud"), "{on}");
    let json = good_in(at, &["public", "show", "--json"]).json();
    assert_eq!(
        (&json["public"]["set"]["on"], &json["public"]["set"]["about"]),
        (&true.into(), &"We measure tides.".into())
    );
    for (words, said, hint) in [
        (&["public", "set", "--about", "We are SOC 2 certified."][..], "soc 2 certified", "SOC 2 report"),
        (&["public", "set", "--document", "policy:PL-9"], "policy:PL-9 cannot be given", "in force"),
        (&["public", "set", "--document", "poem"], "poem", "policy"),
        (&["public", "set", "--turn", "perhaps"], "--turn: `perhaps` is neither on nor off", "write on or off"),
        (&["public", "set", "--turn", "on"], "what the public statement says is so already", ""),
        (&["public", "give", "DR-1"], "no request for documents is known as `DR-1`", ""),
        (&["public", "decline", "DR-1", "--reason", "x"], "DR-1", ""),
        (&["public", "take-back", "x", "--reason", "x"], "`x`", ""),
        (&["public", "link", "DR-1"], "DR-1", ""),
        (&["public", "erase", "DR-1"], "DR-1", ""),
    ] {
        run_in(at, words).refused(said, hint);
    }
    assert!(good_in(at, &["public", "requests"]).out.contains("Nobody asked for documents"));
    let off = good_in(at, &["public", "set", "--turn", "off"]).out;
    assert!(off.contains("and off"), "{off}");
}
