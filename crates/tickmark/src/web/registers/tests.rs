//! The pages of registers, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;

const ASSET: &str =
    "title=Customer+documents&kind=information&owner=demo-piet-maas&classification=confidential&location=Leith";

/// A firm with an asset: `AST-1`.
async fn firm() -> Firm {
    let firm = Firm::new();
    let said = firm.done("", "/registers/assets", ASSET).await;
    assert_eq!(said.to, "/o/firm/registers/assets/AST-1");
    firm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_overview_names_every_register_and_what_is_missing() {
    let firm = Firm::new();
    let page = firm.page("", "/registers").await;
    for kind in domain::values::isms::RegisterKind::ALL {
        assert!(page.contains(&format!("/registers/{}", kind.id())), "{}: {page}", kind.id());
    }
    assert!(page.contains("It is not determined whether climate change"), "silence is no answer: {page}");
    assert!(page.contains("People at work") && page.contains("Suppliers"), "{page}");
    let page = firm.page("", "/registers/obligations").await;
    for words in [
        "Article 32 of the GDPR",
        "not a check of a law",
        "does not close the privacy gap",
        "GDPR: notice to the authority",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let filled = firm.page("", "/registers/obligations/new?title=GDPR&law=gdpr&hours=72").await;
    assert!(filled.contains("value=\"72\"") && filled.contains("value=\"GDPR\""), "{filled}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r239_r240_r241_r242_an_asset_goes_from_the_register_to_its_disposal() {
    let firm = firm().await;
    let one = "/registers/assets/AST-1";
    let page = firm.page("piet-maas", one).await;
    for words in ["Customer documents", "Registered", "Confidential", "Missing", "What comes next"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    firm.done("piet-maas", &format!("{one}/state"), "state=classified").await;
    firm.refused("piet-maas", &format!("{one}/state"), "state=in_use", &["without Acceptable use"]).await;
    firm.done("piet-maas", &format!("{one}/revision"), &format!("{ASSET}&acceptable_use=No+copies&labelling=Footer"))
        .await;
    firm.done("piet-maas", &format!("{one}/state"), "state=in_use").await;
    firm.refused("piet-maas", &format!("{one}/state"), "state=disposed", &["Disposed on", "Disposal record"]).await;
    let gone = format!("{ASSET}&acceptable_use=No+copies&labelling=Footer&disposed_on=2026-11-20&disposal=Shredded");
    firm.done("piet-maas", &format!("{one}/revision"), &gone).await;
    firm.done("piet-maas", &format!("{one}/state"), "state=disposed").await;
    firm.refused("piet-maas", &format!("{one}/revision"), ASSET, &["stays as it is"]).await;
    assert!(firm.page("", "/history").await.contains("moved"));
    let csv = firm.get("", "/registers/assets/export.csv").await;
    assert!(csv.text.contains("AST-1,Customer documents"), "{}", csv.text);
    assert_eq!(firm.get("", "/registers/assets/export.xlsx").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_wrong_comes_back_with_what_was_typed() {
    let firm = firm().await;
    let wrong = "title=Kept+words&kind=spaceship";
    firm.refused("", "/registers/assets", wrong, &["Kept words", "spaceship", "is not understood"]).await;
    firm.refused("", "/registers/assets", "title=Kept+words", &["Kind: it is missing", "Kept words"]).await;
    let circle = format!("{ASSET}&part_of=AST-1");
    firm.refused("", "/registers/assets/AST-1/revision", &circle, &["part of itself"]).await;
    assert_eq!(firm.get("", "/registers/assets/AST-9").await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("", "/registers/incidents/AST-1").await.status, StatusCode::NOT_FOUND);
    assert!(firm.page("", "/registers/assets?show=missing").await.contains("AST-1"));
    assert!(firm.page("", "/registers/assets?search=nothing+like+it").await.contains("No entry is like that"));
    firm.done("", "/registers/assets/AST-1/ending", "reason=twice").await;
    assert!(!firm.page("", "/registers/assets").await.contains("AST-1<"));
    assert!(firm.page("", "/registers/assets?show=ended").await.contains("AST-1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_a_part_keeps_that_part_and_everybody_reports_incidents() {
    let firm = firm().await;
    assert!(firm.page("carl-diaz", "/registers/assets").await.contains("A part of the register"));
    assert!(!firm.page("carl-diaz", "/registers/assets").await.contains("Customer documents"));
    firm.forbidden("carl-diaz", "/registers/assets", ASSET).await;
    let form = firm.page("", "/registers/incidents/new").await;
    let asked = "Asked for when “System description (DC 4)” is “Belongs in it”.";
    assert!(form.contains(asked) && !form.contains("dc4 is"), "{form}");
    let report = "title=Lost+phone&description=On+the+train&reported_on=2026-11-21";
    let said = firm.done("carl-diaz", "/registers/incidents", report).await;
    assert_eq!(said.to, "/o/firm/registers/incidents/INC-1");
    assert!(firm.page("carl-diaz", "/registers/incidents/INC-1").await.contains("Lost phone"));
    let line = "on=2026-11-21&what=Phone+wiped";
    firm.done("", "/registers/incidents/INC-1/lines", line).await;
    firm.refused(
        "",
        "/registers/incidents/INC-1/lines",
        "form=lines&on=2099-01-01&what=kept+words",
        &["future", "kept words"],
    )
    .await;
    let page = firm.page("", "/registers/incidents/INC-1/lines/1").await;
    assert!(page.contains("Phone wiped"), "{page}");
    firm.done("", "/registers/incidents/INC-1/lines/1", "on=2026-11-21&what=Phone+wiped+at+noon").await;
    assert!(firm.page("", "/registers/incidents/INC-1").await.contains("Phone wiped at noon"));
    assert!(firm.page("", "/registers/assets/import").await.contains("Headings that are read"));
    firm.not_offered("mina-sato", "/registers/assets/import", "ou may not").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_imported_after_a_look_and_changes_nothing_when_it_comes_again() {
    let firm = firm().await;
    let send = async |csv: &str| {
        let head = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n";
        let body = format!("{head}{csv}\r\n--b--\r\n").into_bytes();
        let said = firm.send("", "/registers/assets/import", "multipart/form-data; boundary=b", body).await;
        let path = said.to.trim_start_matches("/o/firm").to_owned();
        assert!(path.starts_with("/registers/assets/import/"), "{}", said.text);
        (firm.get("", &path).await.text, path)
    };
    let choose = firm.page("", "/registers/assets/import").await;
    assert!(choose.contains("at most 32 MiB and 5,000 rows") && choose.contains("by “Asset”"), "{choose}");
    assert!(choose.contains("Id, Asset, Kind") && !choose.contains("Missing now"), "only what is read: {choose}");
    let (wrong, path) = send("Asset,Kind,Owner,Colour\nServer,spaceship,me,red\n").await;
    for words in ["1 refused", "“spaceship” is not understood", "Write one of information", "nothing took: Colour"]
    {
        assert!(wrong.contains(words), "{words}: {wrong}");
    }
    firm.refused("", &path, "", &["row 2: Kind: “spaceship” is not understood"]).await;
    let (missing, _) = send("Asset,Where\nServer,Leith\n").await;
    assert!(missing.contains("no column is called “Kind”"), "{missing}");
    let (page, path) = send("title,Kind,Owner\nServer,service,me\nCustomer documents,software,\n").await;
    assert!(page.contains("1 new, 1 changed, 0 as they were, 0 refused"), "{page}");
    assert!(page.contains("Import 2 entries") && page.contains("/o/firm/registers\""), "{page}");
    assert_eq!(firm.done("", &path, "").await.to, "/o/firm/registers/assets");
    assert!(firm.page("", "/registers/assets/AST-2").await.contains("Server"));
    let (again, _) = send(&firm.get("", "/registers/assets/export.csv").await.text).await;
    assert!(again.contains("Nothing would change") && again.contains("To the entries"), "{again}");
    assert_eq!(firm.get("", "/registers/nothing/import").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_leads_to_an_entry_is_told_once() {
    let firm = firm().await;
    let part = format!("{}&part_of=AST-1", ASSET.replace("Customer", "Letters+of"));
    firm.done("", "/registers/assets", &part).await;
    let page = firm.page("piet-maas", "/registers/assets/AST-1").await;
    assert_eq!(page.matches("What leads here").count(), 1, "{page}");
    assert_eq!(page.matches("/registers/assets/AST-2\"").count(), 1, "{page}");
    firm.done("", "/registers/assets/AST-1/revision", &ASSET.replace("piet-maas", "carl-diaz")).await;
    firm.done("", "/registers/assets/AST-2/revision", &part.replace("piet-maas", "carl-diaz")).await;
    let page = firm.page("carl-diaz", "/registers/assets/AST-1").await;
    assert_eq!(page.matches("What leads here").count(), 1, "who sees a part alone: {page}");
    assert!(page.contains("/registers/assets/AST-2\""), "{page}");
}
