//! An organisation's own library files: checked, adopted, and a new version shown before it is adopted.

use crate::cli::{good_in, run_in};

const OWN: &str = "crosswalk/1:
  id: own-map
  title: Own mapping
  version: 'V'
  from: soc2-tsc-2017
  to: iso27001-2022
  grain: criterion
  source:
    publication: Own mapping
    reviewer: Ana
    reviewed_on: 2026-01-05
  rows:
    - {id: CC6.1, criteria: [CC6.1], written: 'A 5.15', references: [A.5.15], overlap: full}
";

#[test]
fn r26_a_new_version_is_shown_before_it_is_adopted_and_adopted_only_when_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let f = folder.path();
    let write = |name: &str, text: &str| std::fs::write(f.join(name), text).expect("a file");
    good_in(f, &["init", "Acme", "--categories", "security"]);
    write("one.yaml", &OWN.replace("'V'", "'1'"));
    assert!(good_in(f, &["library", "check", "one.yaml"]).out.contains("sound"));
    assert!(good_in(f, &["library", "adopt", "one.yaml"]).out.contains("Adopted own-map version 1"));
    good_in(f, &["control", "add", "AC-1", "--name", "Access", "--status", "in_place"]);
    good_in(f, &["control", "link", "AC-1", "CC6.1", "--reason", "access is approved"]);
    let coverage = |f: &std::path::Path| {
        good_in(f, &["coverage", "--org", "acme", "--crosswalk", "own-map", "--json"]).json()["covered"].as_u64()
    };
    assert_eq!(coverage(f), Some(1));
    let two = OWN.replace("'V'", "'2'").replace("'A 5.15'", "'A 5.15, A 5.16'").replace("[A.5.15]", "[A.5.15, A.5.16]");
    write("two.yaml", &two);
    let shown = good_in(f, &["library", "adopt", "two.yaml"]).out;
    assert!(shown.contains("version 1 to 2, 1 change") && shown.contains("Nothing was adopted"), "{shown}");
    assert_eq!(coverage(f), Some(1), "nothing was adopted");
    assert!(good_in(f, &["library", "adopt", "two.yaml", "--yes"]).out.contains("Adopted own-map version 2"));
    assert_eq!(coverage(f), Some(2));
    // The same version with other content is refused.
    write("other.yaml", &two.replace("overlap: full", "overlap: unrated"));
    run_in(f, &["library", "adopt", "other.yaml"]).refused("is adopted with other content", "a version of its own");
}
