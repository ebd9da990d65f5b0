//! People and access in the terminal, as whoever holds the data folder uses them: each verb once, and what machines read.

use crate::cli::{good_in, run_in, strings};
use app::{App, Clock, Config};
use serde_json::Value;
use tempfile::TempDir;

fn acme() -> TempDir {
    let f = tempfile::tempdir().expect("a temporary folder");
    good_in(f.path(), &["init", "Acme", "--categories", "security"]);
    f
}

fn json(f: &TempDir, words: &[&str]) -> Value {
    let mut all = words.to_vec();
    all.push("--json");
    good_in(f.path(), &all).json()
}

fn entries(f: &TempDir) -> u64 {
    json(f, &["history"])["of"].as_u64().expect("a number")
}

/// Invites Bo as management.
fn with_bo(f: &TempDir) -> Value {
    json(f, &["person", "invite", "Bo Berg", "bo@acme.example", "--role", "management"])
}

#[test]
fn who_begins_an_organisation_is_its_owner_and_invites_others_by_a_link_that_is_shown_once() {
    let f = acme();
    let invited = with_bo(&f);
    let link = invited["link"].as_str().expect("a link");
    assert!(link.starts_with("http://localhost:7390/invitation#tkm_"), "{link}");
    assert_eq!(invited["person"]["name"], "Bo Berg");
    let list = json(&f, &["person", "list"]);
    let people = list["people"].as_array().expect("a list");
    let (me, bo) = match people.as_slice() {
        [a, b] if a["email"] == "" => (a, b),
        [a, b] => (b, a),
        other => panic!("two people: {other:?}"),
    };
    assert_eq!(strings(&me["roles"]), ["owner", "programme_manager"]);
    assert_eq!((me["state"].as_str(), bo["state"].as_str()), (Some("confirmed"), Some("invited")));
    assert_eq!((bo["email"].as_str(), strings(&bo["roles"])), (Some("bo@acme.example"), vec!["management"]));
    let again = json(&f, &["person", "again", "BO@acme.example", "--address", "https://tickmark.example/"]);
    let other = again["link"].as_str().expect("a link");
    assert!(other.starts_with("https://tickmark.example/invitation#tkm_") && !other.ends_with(&link[40..]), "{other}");
    let history = good_in(f.path(), &["history"]).out;
    assert!(history.contains("person invited") && !history.contains("tkm_"), "{history}");
    assert_eq!(json(&f, &["person", "list", "--state", "invited"])["people"].as_array().map(Vec::len), Some(1));
}

#[test]
fn roles_are_set_and_a_membership_ends() {
    let f = acme();
    with_bo(&f);
    let roles =
        ["person", "roles", "bo@acme.example", "--role", "contributor,control_owner", "--reason", "changed work"];
    assert!(good_in(f.path(), &roles).out.contains("Set the roles of Bo Berg"));
    let suspended = run_in(f.path(), &["person", "suspend", "bo@acme.example", "--reason", "leave"]);
    suspended.refused("suspend a member", "");
    good_in(f.path(), &["control", "add", "AC-1", "--name", "Access", "--status", "in_place"]);
    assert!(good_in(f.path(), &["control", "assign", "AC-1", "bo@acme.example"]).out.contains("to Bo Berg"));
    let bo = json(&f, &["person", "list", "--state", "invited"])["people"][0].clone();
    assert_eq!(strings(&bo["controls"]), ["AC-1"]);
    // The person is told where nothing else is written as its owner, and what is written stays.
    assert_eq!(json(&f, &["control", "list"])["controls"][0]["owner"], "Bo Berg");
    assert_eq!(json(&f, &["control", "show", "AC-1"])["control"]["owner"], "Bo Berg");
    assert!(good_in(f.path(), &["control", "list"]).out.contains("Bo Berg"));
    good_in(f.path(), &["control", "revise", "AC-1", "--owner", "The IT desk"]);
    assert_eq!(json(&f, &["control", "show", "AC-1"])["control"]["owner"], "The IT desk");
    good_in(f.path(), &["person", "end", "bo@acme.example", "--reason", "left"]);
    let bo = json(&f, &["person", "list", "--state", "ended"])["people"][0].clone();
    assert!(strings(&bo["controls"]).is_empty(), "{bo}");
    good_in(f.path(), &["control", "assign", "AC-1", "me"]);
    good_in(f.path(), &["control", "assign", "AC-1"]);
}

#[test]
fn outside_access_and_deputies_are_dated() {
    let f = acme();
    with_bo(&f);
    let give =
        ["grant", "give", "Dov Katz", "dov@cpa.example", "--kind", "external-auditor", "--engagement", "Type II"];
    let given = json(&f, &[&give[..], &["--reason", "examination"]].concat());
    let id = given["grant"].as_str().expect("an id").to_owned();
    assert!(given["link"].as_str().is_some_and(|l| l.contains("/invitation#tkm_")), "{given}");
    let grants = json(&f, &["grant", "list"]);
    let grant = &grants["grants"][0];
    assert_eq!((grant["id"].as_str(), grant["kind"].as_str()), (Some(id.as_str()), Some("external_auditor")));
    assert_eq!(grant["in_force"], false, "nobody has accepted it");
    let table = good_in(f.path(), &["grant", "list"]).out;
    assert!(table.contains("waits: the") && table.contains("not confirmed"), "{table}");
    good_in(f.path(), &["grant", "end", &id, "--reason", "report issued"]);
    assert_eq!(json(&f, &["grant", "list"])["grants"][0]["ended"], "report issued");

    let today = grant["from"].as_str().expect("a day").to_owned();
    let named = ["deputy", "name", "me", "bo@acme.example", "--until", &today, "--reason", "holiday"];
    let deputy = json(&f, &named)["object"].as_str().expect("an id").to_owned();
    assert_eq!(json(&f, &["deputy", "list"])["deputies"][0]["deputy"]["name"], "Bo Berg");
    good_in(f.path(), &["deputy", "end", &deputy]);
    assert_eq!(json(&f, &["deputy", "list"])["deputies"][0]["ended"], true);
}

#[test]
fn a_lone_founder_waives_and_decides_alone_and_it_is_marked_so() {
    let f = acme();
    let waiver = ["waiver", "propose", "SoD-1", "me", "--reason", "nobody else is here yet", "--until"];
    let until = json(&f, &["person", "list"])["mark"]["on"].as_str().expect("a day").to_owned();
    let id = json(&f, &[&waiver[..], &[&until]].concat())["object"].as_str().expect("an id").to_owned();
    good_in(f.path(), &["waiver", "approve", &id]);
    let held = json(&f, &["waiver", "list"])["waivers"][0].clone();
    assert_eq!((held["rule"].as_str(), held["alone"].as_bool()), (Some("SoD-1"), Some(true)));
    let report = good_in(f.path(), &["coverage", "--org", "acme"]).out;
    assert!(report.contains("Waived for Local operator: SoD-1 until"), "{report}");
    let words = json(&f, &["coverage", "--org", "acme"])["waivers_in_force"][0].clone();
    assert_eq!((&words["rule"], &words["reason"]), (&"SoD-1".into(), &"nobody else is here yet".into()));
    let csv = good_in(f.path(), &["coverage", "--org", "acme", "--csv"]);
    assert!(csv.err.contains("SoD-1 is waived for Local operator until"), "{}", csv.err);
    assert!(!csv.out.contains("SoD-1"), "rows stay rows: {}", csv.out);
    good_in(f.path(), &["waiver", "end", &id, "--reason", "somebody came"]);
    assert!(!good_in(f.path(), &["coverage", "--org", "acme"]).out.contains("Waived"));

    let propose = ["deed", "propose", "rotate-key", "--reason", "a laptop was lost"];
    let id = json(&f, &propose)["object"].as_str().expect("an id").to_owned();
    good_in(f.path(), &["deed", "approve", &id]);
    good_in(f.path(), &["deed", "carry-out", &id]);
    let stopped = json(&f, &propose)["object"].as_str().expect("an id").to_owned();
    good_in(f.path(), &["deed", "withdraw", &stopped, "--reason", "it was found"]);
    let deeds = json(&f, &["deed", "list"]);
    let stages: Vec<&str> =
        deeds["deeds"].as_array().expect("a list").iter().filter_map(|d| d["stage"].as_str()).collect();
    assert!(stages.contains(&"done") && stages.contains(&"ended"), "{stages:?}");

    let before = entries(&f);
    good_in(f.path(), &["export", "ledger.tickmark"]);
    assert_eq!(entries(&f), before + 3, "proposed, approved alone, carried out");
    good_in(f.path(), &["deed", "propose", "full-export", "--reason", "a copy for the bank"]);
    let before = entries(&f);
    good_in(f.path(), &["export", "again.tickmark"]);
    assert_eq!(entries(&f), before + 2, "what was proposed already is approved alone and carried out");
    assert!(good_in(f.path(), &["verify"]).out.contains("acme: sound"));
}

#[test]
fn tokens_and_doors_are_set_and_no_secret_is_shown_twice() {
    let f = acme();
    let issued = json(&f, &["token", "issue", "Board figures", "--action", "read_programme,read-control"]);
    let secret = issued["secret"].as_str().expect("a secret").to_owned();
    assert!(secret.starts_with("tkm_"), "{secret}");
    let listed = good_in(f.path(), &["token", "list"]).out;
    assert!(listed.contains("Board figures") && !listed.contains(&secret), "{listed}");
    good_in(f.path(), &["token", "revoke", issued["id"].as_str().expect("an id")]);
    assert_eq!(json(&f, &["token", "list"])["tokens"][0]["revoked"], true);

    std::fs::write(f.path().join("secret.txt"), "a secret of the provider\n").expect("a file");
    let issuer = ["sign-on", "set", "https://id.acme.example", "--client-id", "tickmark"];
    let enforced = ["--secret-file", "secret.txt", "--enforced", "--break-glass", "me", "--link-by-email"];
    good_in(f.path(), &[&issuer[..], &enforced].concat());
    let shown = json(&f, &["sign-on", "show"]);
    assert_eq!((&shown["sign_on"]["enforced"], &shown["sign_on"]["issuer"]), (&true.into(), &issuer[2].into()));
    assert!(!shown.to_string().contains("a secret of the provider"));
    let plain = ["sign-on", "set", "http://127.0.0.1:9", "--client-id", "tickmark"];
    run_in(f.path(), &plain).refused("would never be called", "`--allow-internal 127.0.0.1:9`");
    good_in(f.path(), &[&plain[..], &["--allow-internal", "127.0.0.1:9"]].concat());
    good_in(f.path(), &["sign-on", "clear"]);
    assert!(json(&f, &["sign-on", "show"])["sign_on"].is_null());

    good_in(f.path(), &["directory", "set", "Security=programme_manager", "Staff=contributor"]);
    assert_eq!(strings(&json(&f, &["directory", "show"])["directory"]["groups"]["Security"]), ["programme_manager"]);
    good_in(f.path(), &["directory", "clear"]);

    let set = json(&f, &["webhook", "set", "https://hooks.acme.example/news", "--event", "control_added", "--off"]);
    let id = set["id"].as_str().expect("an id");
    assert!(set["secret"].as_str().is_some_and(|s| !s.is_empty()), "{set}");
    assert_eq!(json(&f, &["webhook", "list"])["webhooks"][0]["active"], false);
    good_in(f.path(), &["webhook", "remove", id]);
}

#[test]
fn the_table_of_rights_is_shown_by_role_and_by_person() {
    let f = acme();
    with_bo(&f);
    let table = json(&f, &["rights", "--role", "external auditor", "--action", "set_scope"]);
    let rules: Vec<&str> =
        table["rights"].as_array().expect("a list").iter().filter_map(|r| r["denied_by"].as_str()).collect();
    assert_eq!(rules, ["SoD-9"]);
    let bo = good_in(f.path(), &["rights", "--person", "bo@acme.example"]).out;
    assert!(bo.contains("Bo Berg: invited, no role in force"), "{bo}");
}

/// Somebody who accepts in the browser is not at the terminal: an invented person does it in process.
fn bo_does(f: &TempDir, act: impl FnOnce(&App, &app::Who)) {
    let app = App::open(&Config::folder(f.path().join("tickmark-data")), Clock::system()).expect("the folder opens");
    app.put_demo_person("demo-bo-berg", "Bo Berg", "bo@acme.example").expect("Bo is kept");
    act(&app, &app.demo_actor("bo-berg"));
}

#[test]
fn with_a_second_person_nobody_is_alone_and_a_refusal_names_who_could() {
    let f = acme();
    bo_does(&f, |_, _| {});
    with_bo(&f);
    let may = |action: &str| json(&f, &["rights", "--person", "me", "--action", action])[0].clone();
    assert_eq!(may("approve_waiver")["may"], true, "as long as Bo has not accepted");
    bo_does(&f, |app, bo| assert!(app.accept_as(bo, "acme").is_ok()));
    let no = may("approve_waiver");
    assert_eq!((&no["may"], &no["hint"]), (&false.into(), &"ask Bo Berg".into()), "{no}");

    let before = entries(&f);
    run_in(f.path(), &["export", "ledger.tickmark"])
        .refused("export of the whole ledger has not been agreed", "propose it");
    assert_eq!(entries(&f), before);
    let proposed = json(&f, &["deed", "propose", "full-export", "--reason", "the auditor keeps a copy"]);
    let id = proposed["object"].as_str().expect("an id").to_owned();
    run_in(f.path(), &["deed", "approve", &id]).refused("SoD-8", "ask Bo Berg");
    bo_does(&f, |app, bo| {
        let approve = domain::command::Command::ApproveDeed { id: id.clone() };
        assert!(app.change("acme", bo, None, approve).is_ok());
    });
    run_in(f.path(), &["export", "ledger.tickmark"])
        .refused("24 hours have not passed since the approval", "every owner can stop it");
    run_in(f.path(), &["deed", "carry-out", &id]).refused("carried out by exporting", "tickmark export");
    assert!(good_in(f.path(), &["deed", "list"]).out.contains("approved, from"));
}

#[test]
fn the_security_log_shows_what_was_refused() {
    let f = acme();
    run_in(f.path(), &["person", "roles", "me", "--role", "contributor", "--reason", "x"]).refused("SoD-7", "");
    let log = json(&f, &["security-log", "--what", "refused"]);
    assert_eq!((&log["notes"][0]["what"], &log["notes"][0]["detail"]), (&"refused".into(), &"set_roles".into()));
}
