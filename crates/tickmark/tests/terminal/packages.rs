//! `tickmark verify PACKAGE`, as an auditor uses it: no data folder, one file, a key from elsewhere.

use crate::cli::{good_in, run_in};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Writes the published packages, `0.zip` the intact one and `1.zip` one with a changed file; answers the trusted key.
fn packages(folder: &Path) -> String {
    let vectors = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/vectors/package.json");
    let unpack = "import base64, json, sys\nfor n, case in enumerate(json.load(open(sys.argv[1]))[:2]):\n    \
                  open(f'{n}.zip', 'wb').write(base64.b64decode(case['package']))";
    let ran = Command::new("python3").current_dir(folder).args(["-c", unpack, vectors]).status();
    assert!(ran.is_ok_and(|status| status.success()), "python3 unpacks the vectors");
    let cases: Value = serde_json::from_slice(&std::fs::read(vectors).expect("the vectors")).expect("JSON");
    cases[0]["key"].as_str().expect("a key").to_owned()
}

#[test]
fn a_package_is_checked_without_a_data_folder_and_a_changed_file_is_named() {
    let f = tempfile::tempdir().expect("a temporary folder");
    let key = packages(f.path());
    let ran = good_in(f.path(), &["verify", "0.zip", "--key", &key]);
    assert!(ran.out.contains("INTACT") && ran.out.contains("PARTIAL"), "{}", ran.out);
    assert!(!ran.out.contains("from the package itself"), "{}", ran.out);
    std::fs::write(f.path().join("acme.pub"), format!("{key}\n")).expect("a file");
    good_in(f.path(), &["verify", "0.zip", "--key", "acme.pub"]);
    let ran = good_in(f.path(), &["verify", "0.zip"]);
    assert!(ran.out.contains("The key was taken from the package itself"), "{}", ran.out);

    let ran = run_in(f.path(), &["verify", "1.zip", "--key", &key, "--json"]);
    let answer = ran.json();
    assert_eq!((ran.code, &answer["intact"]), (1, &Value::Bool(false)));
    assert_eq!(answer["faults"][0]["kind"], "changed");
    let ran = run_in(f.path(), &["verify", "1.zip", "--key", &key]);
    assert!(ran.code == 1 && ran.out.contains("NOT INTACT") && ran.out.contains("fault: files/"), "{}", ran.out);
    assert!(!f.path().join("tickmark-data").exists());
}

#[test]
fn what_is_no_package_or_no_key_is_refused() {
    let f = tempfile::tempdir().expect("a temporary folder");
    packages(f.path());
    std::fs::write(f.path().join("acme.ledger"), "{\"format\":\"tickmark-ledger/1\"}\n").expect("a file");
    run_in(f.path(), &["verify", "acme.ledger"]).refused("this is no audit package", "verify_ledger.py");
    run_in(f.path(), &["verify", "absent.zip"]).refused("absent.zip", "check the path");
    run_in(f.path(), &["verify", "0.zip", "--key", "nonsense"])
        .refused("--key: not a verifier key", "name+hash+base64");
    assert_eq!(run_in(f.path(), &["verify", "--key", "nonsense"]).code, 2);
}
