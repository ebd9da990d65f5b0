//! The pages of packages, in process: looked at, refused, built partial, followed, downloaded, checked, withdrawn, and who
//! sees what.

use crate::web::people::tests::Firm;
use app::At;
use app::ask::Packages;
use app::evidence::NewEvidence;
use app::packages::verify_package;
use axum::http::StatusCode;
use domain::command::{Command, EvidenceCommand};
use domain::values::{
    Control, Evidence, EvidenceType, Frequency, Grant, GrantKind, Link, Overlap, Status, Target, Window,
};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::time::Duration;

const PLAN: &str = "title=Type+II+2026&category=security&from=2026-09-01&until=2027-02-28";
const CPA: &str = "for=cpa&engagement=EN-1";
/// Tries before a build is held to be lost, a twentieth of a second each.
const TRIES: u32 = 600;

/// A firm with an engagement, a control with a hostile name that answers two criteria, and evidence that was accepted.
async fn firm() -> Firm {
    let firm = Firm::new();
    let app = &firm.doors.app;
    let does = |command: Command| app.change("firm", &firm.founder(), None, command).unwrap();
    let link = Link { reason: "it does".into(), extent: Overlap::Full };
    let key = |item: &str| Target { framework: "soc2-tsc-2017".into(), item: item.to_owned() }.key();
    let control = Control {
        id: "GV-1".into(),
        name: "<b>Review</b> of accounts".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::Monthly),
        links: ["CC6.1", "CC6.2"].map(|item| (key(item), link.clone())).into(),
        ..Control::default()
    };
    does(Command::AddControl { control });
    let day = date(2026, 10, 5);
    let evidence = Evidence {
        title: "Accounts, <October>".into(),
        kind: EvidenceType::AccessReview,
        form: Default::default(),
        period: Window { from: day, until: day },
        captured: None,
        collected: None,
        source: Default::default(),
        shows: Default::default(),
        collector: None,
        classification: Default::default(),
        personal_data: false,
        note: "minutes".into(),
    };
    let controls = BTreeMap::from([("GV-1".to_owned(), day)]);
    let uploads = vec![app.receive("firm", &firm.founder(), "minutes.txt", "", &mut &b"minutes"[..]).unwrap().id];
    let new = NewEvidence { evidence, uploads, controls, answers: None };
    app.add_evidence("firm", &firm.founder(), None, new).unwrap();
    let accept = EvidenceCommand::AcceptEvidence { id: "EV-1".into(), version: 1, note: "read".into() };
    app.change("firm", &app.demo_actor("olga-berg"), None, Command::Evidence(accept)).unwrap();
    firm.done("", "/engagements", PLAN).await;
    firm
}

/// Follows a build to the package that it ends in.
async fn followed(firm: &Firm, build: &str) -> String {
    let path = build.strip_prefix("/o/firm").unwrap();
    for _ in 0..TRIES {
        let said = firm.get("", path).await;
        if said.status == StatusCode::SEE_OTHER {
            return said.to;
        }
        assert_eq!(said.status, StatusCode::OK, "{}", said.text);
        assert!(said.text.contains("A package is being built"), "{}", said.text);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the build does not end");
}

async fn built(firm: &Firm, form: &str) -> String {
    let begun = firm.done("", "/packages", form).await;
    assert!(begun.to.starts_with("/o/firm/packages/builds/"), "{}", begun.to);
    followed(firm, &begun.to).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r175_a_package_is_looked_at_before_it_is_built() {
    let firm = firm().await;
    let empty = firm.page("", "/packages").await;
    assert!(empty.contains("No package is built yet") && empty.contains("Prepare the first"), "{empty}");
    let form = firm.page("", "/packages/new").await;
    assert!(form.contains("EN-1 Type II 2026") && !form.contains("id=\"preview\""), "{form}");
    let page = firm.page("", &format!("/packages/new?{CPA}")).await;
    for words in [
        "id=\"preview\"",
        "2026-09-01",
        "aria-describedby=\"why-not-complete\"",
        "Build a partial package",
        "System description",
        "href=\"/o/firm/engagements/EN-1/description\"",
        "href=\"/o/firm/engagements/EN-1/statements\"",
        "href=\"/o/firm/items/CC7.2\"",
        "href=\"/o/firm/evidence/EV-1\"",
        "title=\"&lt;b&gt;Review&lt;/b&gt; of accounts\"",
        "coverage, not readiness",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let iso = firm.page("", "/packages/new?for=certification&from=2026-01-01&until=2026-12-31").await;
    for words in ["Without an equivalent in SOC 2", "Statement of Applicability", "A.5.15", "partial"] {
        assert!(iso.contains(words), "{words}: {iso}");
    }
    let lower = (page + &iso).to_lowercase();
    for word in ["passed", "failed", "certified", "compliant"] {
        assert!(!lower.contains(word), "{word}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_fits_no_package_is_said_beside_the_form() {
    let firm = firm().await;
    for (query, words) in [
        ("for=cpa", "engagement"),
        ("for=cpa&engagement=EN-9", "EN-9"),
        ("for=everybody", "everybody"),
        ("for=certification&from=2026-12-31&until=2026-01-01", "2026"),
        ("for=certification&from=soon&until=2026-01-01", "is no date"),
    ] {
        let said = firm.get("", &format!("/packages/new?{query}")).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}: {}", said.text);
        assert!(said.text.contains("role=\"alert\"") && said.text.contains(words), "{query}: {}", said.text);
        assert!(said.text.contains("Show what it would hold"), "{query}: the form is gone");
    }
    firm.refused("", "/packages", CPA, &["role=\"alert\"", "System description", "Build a partial package"]).await;
    assert_eq!(firm.get("", "/packages/PK-7").await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("", "/packages/builds/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partial_package_is_built_followed_downloaded_checked_and_withdrawn() {
    let firm = firm().await;
    let to = built(&firm, &format!("{CPA}&partial=yes")).await;
    assert_eq!(to, "/o/firm/packages/PK-1");
    let app = &firm.doors.app;
    let held = app.ask("firm", &firm.founder(), At::default(), &Packages).unwrap().value.remove(0).held.package;
    let page = firm.page("", "/packages/PK-1").await;
    for words in [
        held.sha256.as_str(),
        "tickmark verify firm-PK-1-cpa.zip --key KEY",
        "python3 verify_package.py firm-PK-1-cpa.zip --key KEY",
        "It was built although it lacks",
        "href=\"/o/firm/packages/PK-1/file\"",
        "Withdraw it",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let said = firm.get("", "/packages/PK-1/file").await;
    assert_eq!((said.status, said.kind.as_str()), (StatusCode::OK, "application/octet-stream"));
    let mut opened = app.open_package("firm", &firm.founder(), "PK-1").unwrap();
    assert_eq!(opened.name, "firm-PK-1-cpa.zip");
    let (mut bytes, mut file) = (Vec::new(), tempfile::NamedTempFile::new().unwrap());
    opened.read_to_end(&mut bytes).unwrap();
    assert_eq!(said.text, String::from_utf8_lossy(&bytes));
    file.write_all(&bytes).unwrap();
    let key = app.public_key().unwrap();
    let checked = verify_package(file.path(), Some(&key)).unwrap();
    assert!(checked.is_intact() && !checked.facts.complete, "{checked:?}");
    let list = firm.page("", "/packages").await;
    assert!(list.contains("id=\"PK-1\"") && list.contains("Partial"), "{list}");
    assert!(firm.page("", "/history").await.contains("href=\"/o/firm/packages#PK-1\""));

    firm.refused("", "/packages/PK-1/withdrawal", "reason=+", &["eason is empty", "Write why"]).await;
    firm.done("", "/packages/PK-1/withdrawal", "reason=the+wrong+window").await;
    let page = firm.page("", "/packages/PK-1").await;
    assert!(page.contains("the wrong window") && page.contains("its file is gone"), "{page}");
    assert!(!page.contains("/file\"") && !page.contains("Withdraw it"), "{page}");
    let gone = firm.get("", "/packages/PK-1/file").await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", gone.text);
    assert!(gone.text.contains("the wrong window"), "{}", gone.text);
    assert!(firm.page("", "/packages").await.contains("Withdrawn"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn auditors_see_and_take_the_packages_of_their_engagement_and_no_others() {
    let firm = firm().await;
    firm.done("", "/engagements", "title=Another&category=security&from=2026-09-01&until=2027-02-28").await;
    built(&firm, &format!("{CPA}&partial=yes")).await;
    built(&firm, "for=cpa&engagement=EN-2&partial=yes").await;
    built(&firm, "for=certification&from=2026-01-01&until=2026-12-31&partial=yes").await;
    let grant = Grant {
        person: "demo-eve-cole".into(),
        kind: GrantKind::ExternalAuditor,
        works: false,
        engagement: "type ii 2026".into(),
        from: date(2026, 11, 21),
        until: date(2026, 12, 21),
        reason: "engaged".into(),
    };
    let app = &firm.doors.app;
    app.change("firm", &firm.founder(), None, Command::GiveGrant { grant }).unwrap();
    app.change("firm", &app.demo_actor("eve-cole"), None, Command::ConfirmMembership).unwrap();
    let list = firm.page("eve-cole", "/packages").await;
    assert!(list.contains("id=\"PK-1\"") && !list.contains("PK-2") && !list.contains("PK-3"), "{list}");
    assert!(list.contains("href=\"/o/firm/packages\"") && !list.contains("Prepare a package"), "{list}");
    let page = firm.page("eve-cole", "/packages/PK-1").await;
    assert!(page.contains("--key KEY") && !page.contains("Withdraw it"), "{page}");
    assert_eq!(firm.get("eve-cole", "/packages/PK-1/file").await.status, StatusCode::OK);
    for path in ["/packages/PK-2", "/packages/PK-2/file", "/packages/PK-3", "/packages/PK-3/file"] {
        assert_eq!(firm.get("eve-cole", path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    firm.forbidden("eve-cole", "/packages", &format!("{CPA}&partial=yes")).await;
    firm.forbidden("eve-cole", "/packages/PK-1/withdrawal", "reason=x").await;
    for who in ["dora-lund", "carl-diaz"] {
        let page = firm.page(who, "/packages").await;
        assert!(
            !page.contains("PK-") && !page.contains("href=\"/o/firm/packages\""),
            "nothing for {who}, and no way: {page}"
        );
    }
    let only = firm.page("", "/packages?engagement=EN-1").await;
    assert!(only.contains("id=\"PK-1\"") && !only.contains("PK-2") && !only.contains("PK-3"), "{only}");
    assert!(only.contains("All packages") && only.contains("/packages/new?engagement=EN-1"), "{only}");
    let none = firm.page("", "/packages?engagement=%3Cb%3E").await;
    assert!(none.contains("No package is built for &lt;b&gt; yet"), "{none}");
    let tabs = firm.page("", "/engagements/EN-2").await;
    assert!(tabs.contains("/o/firm/packages?engagement=EN-2\""), "{tabs}");
    firm.not_offered("mina-sato", "/packages/new", "ou may not").await;
    assert_eq!(firm.get("mina-sato", "/packages/PK-3/file").await.status, StatusCode::OK, "management reads");
}
