//! Registers of the management system in the terminal: entries with lines and states, what is missing, lists in and out.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

/// An organisation with an asset: `AST-1`.
fn firm() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let add = ["register", "add", "assets", "--set", "title=Laptop", "--set", "kind=hardware", "--set", "owner=me"];
    assert!(good_in(at, &add).out.starts_with("Added AST-1"));
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r239_r240_r242_an_asset_is_kept_with_owner_class_and_rules() {
    let folder = firm();
    let at = folder.path();
    let one = &json(at, &["register", "show", "AST-1"])["entry"];
    assert_eq!((&one["state"], &one["title"]), (&"registered".into(), &"Laptop".into()), "{one}");
    assert_eq!(one["findings"][0]["code"], "missing", "{one}");
    run_in(at, &["register", "move", "AST-1", "classified"])
        .refused("without Classification", "record what is missing");
    let set = ["register", "set", "AST-1", "--set", "classification=internal", "--set", "acceptable_use=Work"];
    good_in(at, &set);
    good_in(at, &["register", "move", "AST-1", "classified"]);
    good_in(at, &["register", "move", "AST-1", "in_use", "--reason", "handed out"]);
    let told = good_in(at, &["register", "show", "AST-1"]).out;
    assert!(told.contains("in_use") && told.contains("Can go to"), "{told}");
    run_in(at, &["register", "set", "AST-1", "--set", "colour=red"]).refused("no field `colour`", "title, kind");
    run_in(at, &["register", "set", "AST-1", "--set", "red"]).refused("no field with a value", "FIELD=VALUE");
    run_in(at, &["register", "set", "AST-1", "--set", "kind=spaceship"])
        .refused("`spaceship` is not understood", "hardware");
    run_in(at, &["register", "show", "XX-1"]).refused("no id of an entry", "AST");
    run_in(at, &["register", "list", "assetz"]).refused("no register is known", "assets");
    run_in(at, &["register", "line", "AST-1", "--set", "on=2026-01-01"]).refused("keeps no lines", "change the fields");
    let kinds = json(at, &["register", "kinds"]);
    assert_eq!(kinds["registers"].as_array().unwrap().len(), 17, "{kinds}");
    assert!(good_in(at, &["register", "fields", "assets"]).out.contains("A.5.12"));
    let check = json(at, &["register", "check", "climate"]);
    assert_eq!(check["findings"][0]["code"], "empty", "{check}");
    good_in(at, &["register", "end", "AST-1", "--reason", "twice"]);
    assert_eq!(json(at, &["register", "list", "assets"])["entries"].as_array().unwrap().len(), 0);
    assert_eq!(json(at, &["register", "list", "assets", "--ended"])["entries"][0]["ended"], "twice");
}

#[test]
fn r69_results_are_lines_that_can_be_mended() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &["register", "add", "objectives", "--set", "title=Fast leaving"]);
    let result = ["register", "line", "OBJ-1", "--set", "on=2026-01-31", "--set", "value=3", "--set", "met=no"];
    good_in(at, &result);
    good_in(at, &["register", "line", "OBJ-1", "--number", "1", "--set", "value=2"]);
    let line = &json(at, &["register", "show", "OBJ-1"])["entry"]["lines"][0];
    assert_eq!((&line["fields"]["value"], &line["fields"]["met"]), (&2.into(), &false.into()), "{line}");
    run_in(at, &["register", "line", "OBJ-1", "--number", "7", "--set", "value=2"])
        .refused("has no result 7", "1 of them");
    run_in(at, &["register", "line", "OBJ-1", "--set", "on=2099-01-01", "--set", "value=1", "--set", "met=yes"])
        .refused("lies in the future", "really happened");
}

#[test]
fn a_register_goes_out_and_comes_in_again_without_changing_anything() {
    let folder = firm();
    let at = folder.path();
    for name in ["assets.csv", "assets.xlsx"] {
        let file = at.join(name);
        let file = file.to_str().unwrap();
        assert!(good_in(at, &["register", "export", "assets", "--out", file]).out.contains("Wrote 1 entry"));
        let again = good_in(at, &["register", "import", "assets", file]).out;
        assert!(again.contains("Nothing would change"), "{again}");
    }
    run_in(at, &["register", "export", "assets", "--out", "x.pdf"]).refused("no ending of a list", ".csv or .xlsx");
    let list = at.join("list.csv");
    let file = list.to_str().unwrap();
    std::fs::write(&list, "Asset,Kind,Owner,Acquired\nServer,spaceship,nobody@x.example,2026\n").unwrap();
    let bad = run_in(at, &["register", "import", "assets", file]);
    assert_eq!(bad.code, 2, "{}", bad.out);
    for said in ["`spaceship` is not understood", "`nobody@x.example` is not understood", "Acquired", "Owner"] {
        assert!(bad.out.contains(said), "{said}: {}", bad.out);
    }
    std::fs::write(&list, "Asset,Where\nServer,Leith\n").unwrap();
    run_in(at, &["register", "import", "assets", file]).refused("no column is called `Kind`", "the export shows");
    std::fs::write(&list, "Asset,Kind,kind\nServer,service,service\n").unwrap();
    run_in(at, &["register", "import", "assets", file]).refused("stands twice", "keep one");
    std::fs::write(&list, "Asset,Kind,Where\nServer,service,Leith\nLaptop,hardware,Leith\n").unwrap();
    assert!(good_in(at, &["register", "import", "assets", file, "--preview"]).out.contains("Preview only"));
    let done = good_in(at, &["register", "import", "assets", file]).out;
    assert!(done.contains("New 1, changed 1, as they were 0, refused 0") && done.contains("Imported."), "{done}");
    assert_eq!(json(at, &["register", "show", "AST-1"])["entry"]["fields"]["location"], "Leith");
}

#[test]
fn the_entries_about_one_object_and_any_table_as_a_workbook() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &["register", "set", "AST-1", "--set", "location=Leith"]);
    let about = json(at, &["history", "--object", "register_entry:AST-1"]);
    let events: Vec<&str> =
        about["entries"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["register_entry_changed", "register_entry_added"], "{about}");
    assert_eq!(json(at, &["history", "--object", "register_entry:AST-9"])["of"], 0);
    run_in(at, &["history", "--object", "AST-1"]).refused("`AST-1` names no object", "kind and its id");
    let item = json(at, &["links", "item", "A.5.9"]);
    assert_eq!(item["to_of"], 0, "an item of a framework is led to: {item}");

    let file = at.join("assets.xlsx");
    let words = ["register", "list", "assets", "--workbook", file.to_str().unwrap()];
    let said = good_in(at, &words).out;
    assert!(said.contains("1 row") && said.contains("assets.xlsx"), "{said}");
    assert_eq!(&std::fs::read(&file).unwrap()[..2], b"PK");
    run_in(at, &["policy", "list", "--workbook", "x.csv"]).refused("does not end in .xlsx", "ends in .xlsx");
}
