//! The real server is asked what its OpenAPI document promises, by a generator that is not ours (schemathesis), once as
//! each role. Never a fault of the server, no status that the document does not name, no answer of another shape.
//!
//! `./check` installs the generator under `target/tools/peers`; without it the test is left out and says so, under
//! `CI=true` it fails. A longer run: `SCHEMATHESIS_EXAMPLES=50 cargo test -p tickmark --test http schemathesis`.

use app::{App, Clock, Config, Visitor, Who};
use domain::command::Command as Change;
use domain::values::{Action, Control, Grant, GrantKind, Role, Status, TokenKind, TokenScope};
use jiff::ToSpan;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const ORG: &str = "acme";
/// Examples of each operation for each role, so that all of it takes two to three minutes.
const EXAMPLES: &str = "2";

/// Ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[expect(clippy::disallowed_methods, reason = "a test has no command line of its own")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The Python of the folder into which `./check` installs the generator.
fn python() -> Option<PathBuf> {
    let told = variable("TICKMARK_PEERS").map(PathBuf::from);
    let built = Path::new(env!("CARGO_BIN_EXE_tickmark")).ancestors().nth(2).map(|target| target.join("tools/peers"));
    let found = |python: &PathBuf| python.is_file() && python.with_file_name("schemathesis").is_file();
    told.into_iter().chain(built).map(|folder| folder.join("bin/python")).find(found)
}

#[test]
fn every_role_gets_what_the_document_promises() {
    let Some(python) = python() else {
        let how =
            "run ./check, which installs it, or set TICKMARK_PEERS to a venv with crates/tickmark/tests/peers.txt";
        assert_ne!(variable("CI").as_deref(), Some("true"), "schemathesis is missing: {how}");
        eprintln!("left out: schemathesis is not installed ({how})");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let callers = prepared(folder.path());
    let list = folder.path().join("callers.json");
    std::fs::write(&list, callers.to_string()).unwrap();
    let (_server, base) = served(folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/schemathesis/run.py");
    let examples = variable("SCHEMATHESIS_EXAMPLES").unwrap_or_else(|| EXAMPLES.to_owned());
    let done = Command::new(python)
        .arg(script)
        .arg(&base)
        .arg(&list)
        .args(["--examples", &examples])
        .output()
        .expect("the generator can be started");
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &*String::from_utf8_lossy(&done.stderr);
    eprintln!("{said}");
    assert!(done.status.success(), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("ok ")).count(), 10, "every role was asked: {said}");
}

/// The program itself, on a folder and a free port.
fn served(folder: &Path) -> (Server, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .args(["serve", "--port", "0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut out = BufReader::new(child.stdout.take().expect("its output")).lines();
    let server = Server(child);
    while let Some(line) = out.next() {
        let line = line.expect("its output is text");
        if let Some(at) = line.find("http://") {
            let address: String = line[at..].chars().take_while(|c| !c.is_whitespace()).collect();
            let host = address.trim_start_matches("http://").split(['/', '#']).next().unwrap_or_default().to_owned();
            // What it prints later is read too: a program whose output nobody takes stops.
            std::thread::spawn(move || out.for_each(drop));
            return (server, format!("http://{host}"));
        }
    }
    panic!("the server printed no address");
}

/// A data folder with an organisation in which somebody holds each role, and the secret of each of them.
fn prepared(folder: &Path) -> Value {
    let app = App::open(&Config::folder(folder), Clock::system()).expect("an empty folder opens");
    let operator = app.local_operator("cli").expect("an id");
    let documents = app::library::documents(app::library::STARTING);
    app.create(ORG, &operator, "Acme Cloud", documents, domain::values::Profile::default()).expect("it begins");
    let mut ids: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for id in ["AC-1", "AC-2", "AC-3"] {
        let control = Control { id: id.into(), name: id.into(), status: Status::InPlace, ..Control::default() };
        change(&app, &operator, Change::AddControl { control });
        ids.entry("control").or_default().push(id.to_owned());
    }
    let mut callers = Map::new();
    let named = [
        ("owner", vec![Role::Owner]),
        ("programme manager", vec![Role::ProgrammeManager]),
        ("control owner", vec![Role::ControlOwner]),
        ("contributor", vec![Role::Contributor]),
        ("management", vec![Role::Management]),
        ("internal auditor", vec![Role::InternalAuditor]),
    ];
    for (role, roles) in named {
        let invited = app.invite(ORG, &operator, None, role, &email(role), roles.into_iter().collect());
        let invited = invited.expect("an invitation");
        callers.insert(role.to_owned(), accepted(&app, &invited.secret, role));
        if role == "control owner" {
            let assign = Change::AssignControl { id: "AC-1".into(), person: Some(invited.person.clone()) };
            change(&app, &operator, assign);
        }
    }
    for (role, kind) in [("external auditor", GrantKind::ExternalAuditor), ("consultant", GrantKind::Consultant)] {
        let invited =
            app.invite_outsider(ORG, &operator, None, role, &email(role), grant(&app, kind)).expect("a grant");
        callers.insert(role.to_owned(), accepted(&app, &invited.secret, role));
    }
    callers.insert("collector".to_owned(), issued(&app, &operator, TokenKind::Collector).1.into());
    // A token of the owner may what a session may only after a fresh proof.
    callers.insert("owner's token".to_owned(), issued(&app, &operator, TokenKind::Api).1.into());
    spare(&app, &operator, &mut ids);
    // The generator uses what earlier answers told it, so who can end the part of others comes after them.
    let rank = |role: &str| match role {
        "owner" => 3,
        "owner's token" => 2,
        "programme manager" => 1,
        _ => 0,
    };
    let mut callers: Vec<(String, Value)> = callers.into_iter().collect();
    callers.sort_by_key(|(role, _)| rank(role));
    let callers: Vec<Value> = callers.into_iter().map(|(role, secret)| json!([role, secret])).collect();
    json!({ "names": names(ids), "callers": callers })
}

fn change(app: &App, who: &Who, command: Change) {
    app.change(ORG, who, None, command).expect("the operator may");
}

fn email(role: &str) -> String {
    format!("{}@acme.example", role.replace(' ', "."))
}

fn grant(app: &App, kind: GrantKind) -> Grant {
    let from = app.clock().today();
    let until = from.saturating_add(20.days());
    Grant {
        person: String::new(),
        kind,
        works: true,
        engagement: "SOC 2 Type II".to_owned(),
        from,
        until,
        reason: "the engagement letter".to_owned(),
    }
}

fn accepted(app: &App, secret: &str, name: &str) -> Value {
    let visitor = Visitor { address: "192.0.2.7".to_owned(), ..Visitor::default() };
    app.accept_as_new(secret, name, "a long sentence of my own", &visitor).expect("a good password").session.into()
}

/// People, grants and tokens that nobody needs afterwards: the generator ends and revokes what it finds.
fn spare(app: &App, operator: &Who, ids: &mut BTreeMap<&str, Vec<String>>) {
    for name in ["spare one", "spare two"] {
        let invited = app.invite(ORG, operator, None, name, &email(name), [Role::Contributor].into());
        ids.entry("person").or_default().push(invited.expect("an invitation").person);
    }
    let invited = app.invite_outsider(ORG, operator, None, "spare", &email("spare"), grant(app, GrantKind::Consultant));
    ids.entry("grant").or_default().push(invited.expect("a grant").receipt.object);
    ids.entry("token").or_default().push(issued(app, operator, TokenKind::Api).0);
}

const ENDS: [Action; 2] = [Action::SuspendMember, Action::EndMembership];

fn issued(app: &App, who: &Who, kind: TokenKind) -> (String, String) {
    let scope = TokenScope {
        name: kind.id().to_owned(),
        kind,
        // What ends somebody's part would end that of a caller whose turn is still to come.
        actions: Action::ALL.into_iter().filter(|a| a.in_tokens() && !ENDS.contains(a)).collect(),
        controls: if kind == TokenKind::Collector { ["AC-2".to_owned()].into() } else { Default::default() },
        until: app.clock().today().saturating_add(20.days()),
    };
    let issued = app.issue_token(ORG, who, None, scope).expect("a token");
    (issued.id, issued.secret)
}

fn names(mut ids: BTreeMap<&str, Vec<String>>) -> Value {
    let fixed = [
        ("organisation", vec![ORG]),
        ("document", vec!["soc2-tsc-2017", "iso27001-2022", "truvo-2026-05"]),
        ("item", vec!["A.5.15", "CC6.1", "9.2.1"]),
        ("framework", vec!["soc2-tsc-2017", "iso27001-2022"]),
        ("step", vec!["review", "soa_entry", "confirmation"]),
    ];
    for (name, values) in fixed {
        ids.insert(name, values.into_iter().map(str::to_owned).collect());
    }
    // The controls of Annex A stand under the same name as those of the organisation.
    ids.entry("control").or_default().extend(["A.7.11".to_owned(), "A.5.15".to_owned()]);
    json!(ids)
}
