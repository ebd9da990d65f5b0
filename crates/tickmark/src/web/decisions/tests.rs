//! Waivers and deeds of two persons in process: proposed, approved by another, stopped, carried out after their time.

use crate::web::people::tests::{Firm, MINUTE};
use axum::http::StatusCode;

/// The id that stands behind a word in the address of a form on a page.
fn id(page: &str, kind: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("action=\"/o/firm/decisions/{kind}/")).expect("something of this kind is on the page");
    rest.split('/').next().unwrap().to_owned()
}

const WAIVER: &str = "duty=SoD-1&person=demo-piet-maas&from=2026-11-21&until=2027-01-31&reason=Kept+words";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiver_is_proposed_by_one_approved_by_management_and_ended() {
    let firm = Firm::new();
    let path = "/decisions/waivers";
    assert!(firm.page("olga-berg", "/decisions").await.contains("Nothing was decided by two persons yet"));
    let refused = [
        ("duty=SoD-1&person=&from=2026-11-21&until=2027-01-31&reason=Kept+words", "The person is empty."),
        ("duty=SoD-7&person=demo-piet-maas&from=2026-11-21&until=2027-01-31&reason=Kept+words", "cannot be waived"),
        ("duty=SoD-1&person=demo-piet-maas&from=2026-11-21&until=2028-01-31&reason=Kept+words", "at most 366 days"),
        ("duty=SoD-1&person=demo-piet-maas&from=2026-11-01&until=2027-01-31&reason=Kept+words", "does not reach back"),
    ];
    for (form, sentence) in refused {
        firm.refused("olga-berg", path, form, &[sentence, "Kept words"]).await;
    }
    firm.not_offered("mina-sato", "/decisions/waivers/new", "may not propose a waiver").await;
    firm.forbidden("mina-sato", path, WAIVER).await;
    firm.done("olga-berg", path, WAIVER).await;
    let page = firm.page("mina-sato", "/decisions").await;
    assert!(page.contains("Waiting for you") && page.contains("Approve a waiver of SoD-1 for Piet Maas"), "{page}");
    let waiver = id(&page, "waivers");
    let own = firm.page("olga-berg", "/decisions").await;
    assert!(own.contains("SoD-18") && own.contains("Ask Mina Sato") && !own.contains("/approval"), "{own}");
    firm.forbidden("olga-berg", &format!("{path}/{waiver}/approval"), "").await;
    firm.done("mina-sato", &format!("{path}/{waiver}/approval"), "").await;
    let page = firm.page("olga-berg", "/decisions").await;
    assert!(page.contains("In force") && page.contains("Mina Sato") && !page.contains("Waiting for you"), "{page}");
    // It stands on what leaves the house as well.
    let gap = firm.doors.app.ask("firm", &firm.founder(), app::At::default(), &app::ask::GapOf::default()).unwrap();
    let waived = |line: &String| line.starts_with("SoD-1 is waived for Piet Maas until 2027-01-31. The rule: ");
    for sheet in app::tables::gap_sheets(&gap.value, Some(&gap.mark)) {
        assert!(sheet.title.iter().any(waived), "{}: {:?}", sheet.name, sheet.title);
        assert!(!sheet.title.iter().any(|line| line.contains("crosswalk alone")), "{:?}", sheet.title);
    }
    let sheets = app::tables::with_waivers(Vec::new(), &gap.mark.waivers);
    let cells = format!("{:?}", sheets[0].rows);
    assert_eq!(sheets[0].name, "Waivers");
    for said in ["SoD-1", "Piet Maas", "Mina Sato", "Kept words"] {
        assert!(cells.contains(said), "{said} in {cells}");
    }
    assert!(app::tables::with_waivers(Vec::new(), &[]).is_empty(), "no sheet when no rule is waived");
    firm.refused("olga-berg", &format!("{path}/{waiver}/end"), "reason=", &["The reason is empty."]).await;
    firm.forbidden("piet-maas", &format!("{path}/{waiver}/end"), "reason=x").await;
    firm.done("olga-berg", &format!("{path}/{waiver}/end"), "reason=Hired+somebody").await;
    assert!(firm.page("ivan-roth", "/decisions").await.contains("Hired somebody"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_waits_a_day_after_a_second_person_agreed_and_is_downloaded_once() {
    let firm = Firm::new();
    let page = firm.page("olga-berg", "/ledger.tickmark").await;
    assert!(
        page.contains("This needs two persons") && page.contains("/decisions/deeds/new?kind=full_export"),
        "{page}"
    );
    firm.refused("olga-berg", "/ledger.tickmark", "", &["has not been agreed", "Propose the export"]).await;
    let path = "/decisions/deeds";
    firm.refused("olga-berg", path, "kind=full_export&reason=", &["The reason is empty."]).await;
    firm.done("olga-berg", path, "kind=full_export&reason=Year+end").await;
    firm.refused("olga-berg", path, "kind=full_export&reason=Kept+words", &["is so already", "Kept words"]).await;
    // Every owner is told on the overview, and who may approve it is asked.
    let founder = firm.page("", "/").await;
    assert!(
        founder.contains("Waiting for you") && founder.contains("Approve: export of the whole ledger"),
        "{founder}"
    );
    assert!(firm.page("olga-berg", "/").await.contains("Under way: export of the whole ledger"));
    assert!(!firm.page("piet-maas", "/").await.contains("Waiting for you"));
    let deed = id(&firm.page("mina-sato", "/decisions").await, "deeds");
    let at = |verb: &str| format!("{path}/{deed}/{verb}");
    assert!(firm.forbidden("olga-berg", &at("approval"), "").await.contains("SoD-8"));
    firm.done("mina-sato", &at("approval"), "").await;
    let page = firm.page("olga-berg", "/decisions").await;
    assert!(page.contains("Approved, waits") && page.contains("<strong>24 h</strong>"), "{page}");
    firm.refused("olga-berg", &at("carry-out"), "", &["24 hours have not passed since the approval"]).await;
    firm.clock.set(firm.clock.now_us() + (23 * 60 + 45) * MINUTE);
    let page = firm.page("olga-berg", "/decisions").await;
    assert!(page.contains("<strong>15 min</strong>") && !page.contains("/carry-out"), "{page}");
    assert!(firm.page("olga-berg", "/").await.contains("Under way: export of the whole ledger"));
    assert!(firm.page("olga-berg", "/ledger.tickmark").await.contains("It cannot be carried out yet"));
    firm.clock.set(firm.clock.now_us() + 15 * MINUTE);
    // The same pages of the same day and entry: one that was kept would still say the quarter of an hour before.
    assert!(firm.page("olga-berg", "/decisions").await.contains("/carry-out"));
    assert!(firm.page("olga-berg", "/").await.contains("Carry out: export of the whole ledger"));
    assert!(firm.page("olga-berg", "/ledger.tickmark").await.contains("Two persons agreed"));
    firm.forbidden("mina-sato", &at("carry-out"), "").await;
    let file = firm.post("olga-berg", &at("carry-out"), "").await;
    assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "application/octet-stream"), "{}", file.text);
    assert!(file.text.len() > 1_000);
    assert!(firm.page("olga-berg", "/decisions").await.contains("Carried out"));
    firm.refused("olga-berg", "/ledger.tickmark", "", &["has not been agreed"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_owner_stops_a_deed_and_who_has_no_part_in_it_cannot() {
    let firm = Firm::new();
    let path = "/decisions/deeds";
    for (form, words) in [
        ("kind=support&days=3&reason=Kept+words", "for the operator of the installation, not for a member"),
        ("kind=support&days=many&reason=Kept+words", "is no number of days"),
        ("kind=erase_person&person=demo-dora-lund&reason=Kept+words", "while the membership lasts"),
        ("kind=restore&backup=&reason=Kept+words", "what it is about is empty"),
        ("kind=shorten_retention&what=&reason=Kept+words", "what it is about is empty"),
    ] {
        let said = firm.post("", path, form).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}: {}", said.text);
        assert!(said.text.to_lowercase().contains(words) && said.text.contains("Kept words"), "{form}: {}", said.text);
    }
    for kind in ["", "?kind=full_export", "?kind=erase_person", "?kind=rotate_key", "?kind=support", "?kind=restore"] {
        firm.page("olga-berg", &format!("{path}/new{kind}")).await;
        firm.not_offered("mina-sato", &format!("{path}/new{kind}"), "may not propose").await;
    }
    firm.forbidden("mina-sato", path, "kind=rotate_key&reason=x").await;
    firm.done("olga-berg", path, "kind=rotate_key&reason=A+key+was+lost").await;
    let deed = id(&firm.page("", "/decisions").await, "deeds");
    let stop = format!("{path}/{deed}/stop");
    firm.forbidden("piet-maas", &stop, "reason=x").await;
    firm.refused("", &stop, "reason=", &["The reason is empty."]).await;
    firm.done("", &stop, "reason=It+was+found").await;
    let page = firm.page("ivan-roth", "/decisions").await;
    assert!(
        page.contains("Stopped")
            && page.contains("It was found")
            && !page.contains("method=\"post\" action=\"/o/firm/decisions")
    );
    assert_eq!(firm.get("dora-lund", "/decisions").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_left_is_erased_by_two_persons() {
    let firm = Firm::new();
    firm.post("", "/people", "name=Nora+Quist&email=nora%40example.com&roles=contributor").await;
    let list = firm.page("", "/people").await;
    let (before, _) = list.split_once("\">Nora Quist</a>").unwrap();
    let nora = before.rsplit_once("/people/").unwrap().1.to_owned();
    firm.done("", &format!("/people/{nora}/end"), "end-reason=Never+came").await;
    let form = firm.page("olga-berg", "/decisions/deeds/new?kind=erase_person").await;
    assert!(form.contains("Nora Quist") && !form.contains(">Dora Lund<"), "{form}");
    firm.done("olga-berg", "/decisions/deeds", &format!("kind=erase_person&person={nora}&reason=She+asked")).await;
    let deed = id(&firm.page("mina-sato", "/decisions").await, "deeds");
    firm.done("mina-sato", &format!("/decisions/deeds/{deed}/approval"), "").await;
    firm.clock.set(firm.clock.now_us() + 1441 * MINUTE);
    firm.done("olga-berg", &format!("/decisions/deeds/{deed}/carry-out"), "").await;
    assert!(!firm.page("", "/people?state=ended").await.contains("Nora Quist"), "only the id is left");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_alone_exports_at_once_and_is_marked_so() {
    let firm = Firm::alone();
    assert!(firm.page("", "/ledger.tickmark").await.contains("Nobody else is here to agree"));
    let file = firm.post("", "/ledger.tickmark", "").await;
    assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "application/octet-stream"), "{}", file.text);
    let page = firm.page("", "/decisions").await;
    assert!(page.contains("Carried out") && page.contains("alone"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_is_agreed_on_here_done_at_the_terminal_and_told_afterwards() {
    let (firm, folder) = (Firm::new(), tempfile::tempdir().unwrap());
    let (app, path) = (&firm.doors.app, "/decisions/deeds");
    let day_passes = || firm.clock.set(firm.clock.now_us() + 1440 * MINUTE);
    firm.done("olga-berg", path, "kind=full_export&reason=Backup").await;
    let deed = id(&firm.page("mina-sato", "/decisions").await, "deeds");
    firm.done("mina-sato", &format!("{path}/{deed}/approval"), "").await;
    day_passes();
    let bundle = folder.path().join("firm.tickmark");
    app.export_ledger("firm", &firm.founder(), &mut std::fs::File::create(&bundle).unwrap()).unwrap();
    let digest = app::App::backup_digest(&bundle).unwrap();

    let vague = "kind=restore&backup=last+Friday&reason=Kept+words";
    firm.refused("olga-berg", path, vague, &["does not say which file", "--digest", "Kept words"]).await;
    firm.done("olga-berg", path, &format!("kind=restore&backup={digest}&reason=The+import+went+wrong")).await;
    let deed = id(&firm.page("mina-sato", "/decisions").await, "deeds");
    firm.done("mina-sato", &format!("{path}/{deed}/approval"), "").await;
    day_passes();
    let page = firm.page("olga-berg", "/decisions").await;
    let command = format!("tickmark restore BUNDLE --files FOLDER --key KEY --agreed {deed}");
    assert!(page.contains(&command) && page.contains(&digest) && !page.contains("/carry-out"), "{page}");
    firm.refused("olga-berg", &format!("{path}/{deed}/carry-out"), "", &["by the operator, at the terminal"]).await;

    let key = app.public_key().unwrap();
    let ask = app::restore::RestoreAsk { bundle, key, deed: Some(deed), ..Default::default() };
    let aside = app.restore(&firm.founder(), &ask, &mut |_, _, _| {}).unwrap().now.unwrap().aside;
    let page = firm.page("olga-berg", "/decisions").await;
    assert!(page.contains("Restored from a backup") && page.contains("agreed by Olga Berg and Mina Sato"), "{page}");
    assert!(page.contains(&format!("/o/{aside}/history")), "{page}");
    let history = firm.page("olga-berg", "/history").await;
    assert!(history.contains("put a backup in place") && history.contains(&aside), "{history}");
    let before = |page: &str| format!("{}{page}", aside.strip_prefix("firm").unwrap());
    let history = firm.page("olga-berg", &before("/history")).await;
    assert!(history.contains("carried out"), "{history}");
    assert!(firm.page("olga-berg", &before("/controls")).await.contains("AC-1"));
    assert_eq!(firm.get("carl-diaz", &before("/history")).await.status, StatusCode::NOT_FOUND);
    let refused = firm.post("olga-berg", &before(path), "kind=rotate_key&reason=Kept+words").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.text.contains("is only read"), "{}", refused.text);
}
