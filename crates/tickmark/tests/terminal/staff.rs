//! Those who work here in the terminal: recorded, checked, with positions and requests for access; and every clear refusal.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

const LENA: &str = "lena@example.com";

fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    good_in(folder.path(), &["init", "Acme Cloud"]);
    folder
}

/// An organisation with a position and Lena Fischer in it.
fn office() -> TempDir {
    let folder = begun();
    let at = folder.path();
    good_in(at, &["staff", "position", "analyst", "--title", "Analyst", "--duties", "Handles data by its class."]);
    let added = ["staff", "record", LENA, "--name", "Lena Fischer", "--position", "analyst", "--joined", "2026-03-02"];
    assert!(good_in(at, &added).out.starts_with("Added Lena Fischer: at work: entry "));
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r244_checks_are_recorded_listed_and_taken_back() {
    let folder = office();
    let at = folder.path();
    good_in(at, &["staff", "check", LENA, "screening", "--done-on", "2026-02-20", "--note", "personnel file"]);
    good_in(at, &["staff", "check", "Lena@Example.com", "training", "--done-on", "2026-03-02"]);
    let listed = json(at, &["staff", "list", "--lacking", "--on", "2026-03-05"]);
    let lena = &listed["people"][0];
    assert_eq!(lena["checks"][0]["note"], "personnel file", "{lena}");
    assert_eq!((&listed["figures"]["trained"], &listed["figures"]["at_work"]), (&1.into(), &1.into()), "{listed}");
    good_in(at, &["staff", "check", LENA, "training", "--take-back"]);
    let listed = json(at, &["staff", "list", "--state", "active", "--on", "2026-03-05"]);
    assert_eq!(listed["figures"]["trained"], 0, "{listed}");
    assert!(good_in(at, &["staff", "list", "--csv"]).out.contains("Lena Fischer,lena@example.com,Analyst,active"));
}

#[test]
fn r246_a_leaver_keeps_what_was_recorded_and_shows_what_is_missing() {
    let folder = office();
    let at = folder.path();
    run_in(at, &["staff", "record", LENA, "--state", "left"]).refused("the last day of work is empty", "leave");
    good_in(at, &["staff", "record", LENA, "--state", "left", "--leaves", "2026-05-29"]);
    good_in(at, &["staff", "check", LENA, "access_removed", "--done-on", "2026-05-31"]);
    let listed = json(at, &["staff", "list", "--state", "left"]);
    assert_eq!(listed["figures"]["mean_days_until_removed"], "2.0", "{listed}");
    assert_eq!(listed["people"][0]["joined"], "2026-03-02", "what was left out stays as it is: {listed}");
    let missing = listed["people"][0]["missing"].as_array().expect("a list");
    let missing: Vec<&str> = missing.iter().filter_map(|one| one["check"].as_str()).collect();
    assert_eq!(missing, ["assets_returned", "keys_revoked", "duties_after"], "{listed}");
}

#[test]
fn a_refusal_speaks_of_people_by_name() {
    let folder = office();
    let at = folder.path();
    good_in(at, &["staff", "record", LENA, "--state", "left", "--leaves", "2026-05-29"]);
    let server = ["register", "add", "assets", "--set", "title=Server", "--set", "kind=hardware", "--set"];
    let owned: Vec<&str> = server.into_iter().chain(["owner=lena@example.com"]).collect();
    run_in(at, &owned).refused("Lena Fischer has left", "somebody who still has a part");
}

#[test]
fn r247_whoever_asked_does_not_decide() {
    let folder = office();
    let at = folder.path();
    let asked =
        json(at, &["staff", "access", "ask", LENA, "GitHub", "--level", "reader", "--reason", "reads the code"]);
    let id = asked["request"].as_str().unwrap();
    run_in(at, &["staff", "access", "decide", id, "--reason", "fits"])
        .refused("SoD-1", "programme manager or management");
    run_in(at, &["staff", "access", "done", id]).refused("is not approved", "after the decision");
    let waiting = json(at, &["staff", "access", "list", "--stage", "asked"]);
    assert_eq!(waiting["requests"][0]["system"], "GitHub", "{waiting}");
}

#[test]
fn r248_the_policy_on_remote_working_names_the_organisation() {
    let folder = begun();
    let policy = good_in(folder.path(), &["staff", "policy"]).out;
    assert!(policy.starts_with("# Remote working policy of Acme Cloud\n"), "{policy}");
    assert!(policy.contains("only when management has read it"), "{policy}");
}

#[test]
fn r250_the_chart_is_drawn_from_the_top() {
    let folder = office();
    let at = folder.path();
    good_in(at, &["staff", "position", "lead", "--title", "Lead", "--duties", "Leads."]);
    let below =
        ["staff", "position", "analyst", "--title", "Analyst", "--duties", "Handles data.", "--reports-to", "lead"];
    good_in(at, &below);
    let chart = json(at, &["staff", "positions"]);
    assert_eq!((&chart["positions"][0]["id"], &chart["positions"][1]["depth"]), (&"lead".into(), &1.into()), "{chart}");
    let looped = ["staff", "position", "lead", "--title", "Lead", "--duties", "Leads.", "--reports-to", "analyst"];
    run_in(at, &looped).refused("cannot report to itself", "does not report to this one");
}

#[test]
fn what_is_mistyped_is_refused_with_the_nearest_word() {
    let folder = office();
    let at = folder.path();
    run_in(at, &["staff", "check", LENA, "trainin"]).refused("no check is known as `trainin`", "`training`");
    run_in(at, &["staff", "check", "lena@example.co", "training"]).refused("lena@example.co", "`lena@example.com`");
    run_in(at, &["staff", "check", LENA, "training", "--done-on", "soon"]).refused("`soon` is no date", "2026-03-31");
    run_in(at, &["staff", "record", LENA, "--state", "gone"])
        .refused("no state is known as `gone`", "write one of candidate, active");
    run_in(at, &["staff", "record", LENA, "--remote", "maybe"]).refused("neither yes nor no", "write yes or no");
    run_in(at, &["staff", "record", "x@example.com", "--name", "X", "--joined", "2026-03-02"])
        .refused("the position is missing", "--position");
    run_in(at, &["staff", "record", LENA, "--name", "Lena", "--position", "analyst", "--joined", "2026-03-02"])
        .refused("Lena Fischer is in the register already", "change it there");
    run_in(at, &["staff", "access", "ask", LENA, "GitHub", "--reason", "x"])
        .refused("the level is empty", "role or level");
    run_in(at, &["staff", "access", "done", "access-none"]).refused("access-none", "tickmark staff access list");
}

#[test]
fn r244_the_register_goes_out_and_comes_in_again_without_changing_anything() {
    let folder = office();
    let at = folder.path();
    good_in(at, &["staff", "check", LENA, "training", "--done-on", "2026-03-02"]);
    for name in ["people.csv", "people.xlsx"] {
        let file = at.join(name);
        let file = file.to_str().unwrap();
        assert!(good_in(at, &["staff", "export", "--out", file]).out.contains("Wrote 1 person"));
        assert!(good_in(at, &["staff", "import", file]).out.contains("Nothing would change"));
    }
    let listed = at.join("people.json");
    std::fs::write(&listed, good_in(at, &["staff", "list", "--json"]).out).unwrap();
    assert!(good_in(at, &["staff", "import", listed.to_str().unwrap()]).out.contains("Nothing would change"));
    run_in(at, &["staff", "export", "people.pdf"]).refused("no ending of a list", ".csv or .xlsx");
}

#[test]
fn r244_a_list_of_people_is_taken_whole_or_not_at_all() {
    let folder = office();
    let at = folder.path();
    let list = at.join("people.csv");
    let file = list.to_str().unwrap();
    std::fs::write(
        &list,
        "Name,E-mail,State,Position,First day\nMax Roe,max@example.com,,analyst,2026-04-01\n,eva@example.com,,analyst,soon\n\
         Lena Fischer,Lena@Example.com,at home,chef,\nNo One,not an address,,analyst,2026-04-01\n",
    )
    .unwrap();
    let bad = run_in(at, &["staff", "import", file]);
    assert_eq!(bad.code, 2, "{}", bad.out);
    let said = ["the name is empty", "`soon` is not understood", "`at home` is not understood", "name@domain.example"];
    for said in said {
        assert!(bad.out.contains(said), "{said}: {}", bad.out);
    }
    assert_eq!(json(at, &["staff", "list"])["figures"]["people"], 1, "nothing of it was taken");
    std::fs::write(&list, "Name,Position\nMax Roe,analyst\n").unwrap();
    run_in(at, &["staff", "import", file]).refused("no column is called `E-mail`", "the export shows");
    std::fs::write(
        &list,
        "Name,Email,Position,First day,Remote\nMax Roe,max@example.com,Analyst,2026-04-01,yes\n,lena@example.com,,,yes\n",
    )
    .unwrap();
    assert!(good_in(at, &["staff", "import", file, "--preview"]).out.contains("New 1, changed 1, same 0, refused 0"));
    assert_eq!(json(at, &["staff", "list"])["figures"]["people"], 1, "a preview makes nobody known");
    let taken = json(at, &["staff", "import", file]);
    assert_eq!((&taken["new"], &taken["changed"]), (&1.into(), &1.into()), "{taken}");
    let people = json(at, &["staff", "list"])["people"].clone();
    let told = |at: usize| ["name", "email", "state", "position", "joined", "remote"].map(|of| people[at][of].clone());
    let lena = serde_json::json!(["Lena Fischer", LENA, "active", "analyst", "2026-03-02", true]);
    let max = serde_json::json!(["Max Roe", "max@example.com", "active", "analyst", "2026-04-01", true]);
    assert_eq!(serde_json::json!([told(0), told(1)]), serde_json::json!([lena, max]), "{people}");
    let id = people[1]["id"].as_str().unwrap();
    std::fs::write(&list, format!("Person,E-mail\n{id},lena@example.com\nperson-0000000000000000,\n")).unwrap();
    let other = run_in(at, &["staff", "import", file]);
    assert!(other.out.contains("`lena@example.com` is not the address of this"), "{}", other.out);
    assert!(other.out.contains("nobody here is known as `person-0000000000000000`"), "{}", other.out);
}
