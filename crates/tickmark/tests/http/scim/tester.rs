//! The compliance tester of the SCIM community against the program itself.

use app::{App, Clock, Config};
use domain::values::{Profile, TokenKind, TokenScope};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A child process that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[expect(clippy::disallowed_methods, reason = "only a test asks where its peers lie, and whether they may be missing")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The Python that has `scim2-tester`: where `./check` put it.
fn python() -> Option<PathBuf> {
    let folder = setting("TICKMARK_PEERS").map(PathBuf::from);
    let built = Path::new(env!("CARGO_BIN_EXE_tickmark")).ancestors().nth(2).map(|target| target.join("tools/peers"));
    let has = |python: &PathBuf| {
        let modules = ["-c", "import scim2_tester, scim2_client.engines.httpx2"];
        Command::new(python).args(modules).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    folder.into_iter().chain(built).map(|folder| folder.join("bin/python")).find(has)
}

/// An organisation with a token of its directory.
fn begin(folder: &Path) -> String {
    let app = App::open(&Config::folder(folder), Clock::system()).expect("an installation");
    let owner = app.local_operator("cli").expect("the operator");
    let documents = app::library::documents(app::library::STARTING);
    app.create("acme", &owner, "Acme Cloud", documents, Profile::default()).expect("an organisation");
    let scope = TokenScope {
        name: "the directory".to_owned(),
        kind: TokenKind::Directory,
        actions: BTreeSet::new(),
        controls: BTreeSet::new(),
        until: app.clock().today().tomorrow().expect("there is a tomorrow"),
    };
    app.issue_token("acme", &owner, None, scope).expect("a token").secret
}

fn serve(folder: &Path) -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(["serve", "--port", "0", "--data"]).arg(folder);
    let mut child = Ends(command.stdout(Stdio::piped()).spawn().expect("the program starts"));
    let mut lines = BufReader::new(child.0.stdout.take().expect("its output")).lines();
    let said = |line: String| Some(line.strip_prefix("Tickmark answers at ")?.trim().to_owned());
    let address = lines.by_ref().map_while(Result::ok).find_map(said).expect("it says where it answers");
    // What it prints later is read away, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    (child, address)
}

#[test]
fn the_testers_of_others_find_no_deviation() {
    let Some(python) = python() else {
        let missing =
            "scim2-tester is missing: run ./check, which installs it, or set TICKMARK_PEERS to a venv that has it";
        assert!(setting("CI").as_deref() != Some("true"), "{missing}");
        eprintln!("not run: {missing}");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let token = begin(folder.path());
    let (_server, address) = serve(folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/scim/run.py");
    let ran =
        Command::new(python).arg(script).arg(format!("{address}/scim/v2/o/acme")).env("SCIM_TOKEN", token).output();
    let ran = ran.expect("Python runs");
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{out}\n{err}");
    assert!(out.contains(" checks, 0 wrong"), "{out}\n{err}");
}
