//! The pages on risks, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;
use domain::values::risk::proposed_method;
use std::collections::BTreeMap;

const RISK: &str = "title=Shipment+data+leaks&cause=A+shared+password&event=An+outsider+signs+in+as+support\
    &consequence=Data+of+customers+is+copied&properties=confidentiality&category=access&owner=demo-carl-diaz\
    &controls=AC-1%2C+A.8.5&assets=Portal&suppliers=&links=&source=Workshop&enterprise=&next-review=";

const PLAN: &str = "form=treatment&option=modify&reason=It+costs+little&line-id=&what=Second+factor&controls=A.8.5\
    &line-owner=demo-carl-diaz&due=2027-01-31&line-id=&what=&controls=&line-owner=&due=";

/// A firm whose method management approved.
async fn with_method() -> Firm {
    let firm = Firm::new();
    let method = proposed_method();
    let lines = |grades: &[domain::values::risk::Grade]| {
        grades.iter().map(|g| format!("{} | {} | {}", g.word, g.meaning, g.example)).collect::<Vec<_>>().join("\n")
    };
    let levels: Vec<String> =
        method.levels.iter().map(|l| format!("{} | {} | {}", l.word, l.demands, l.decides)).collect();
    let matrix: Vec<String> =
        method.matrix.iter().map(|row| row.iter().map(u8::to_string).collect::<Vec<_>>().join(" ")).collect();
    let fields = [
        ("title", method.title.clone()),
        ("basis", "scenario".to_owned()),
        ("likelihood", lines(&method.likelihood)),
        ("impact", lines(&method.impact)),
        ("levels", levels.join("\n")),
        ("matrix", matrix.join("\n")),
        ("appetite", "2".to_owned()),
        ("months", "12".to_owned()),
        ("consistency", method.consistency.clone()),
        ("triggers", method.triggers.join("\n")),
    ];
    let form: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", super::encode(value))).collect();
    firm.done("piet-maas", "/risks/method", &form.join("&")).await;
    let page = firm.page("mina-sato", "/risks/method").await;
    assert!(page.contains("Version 1, a draft") && page.contains("Approve version 1"), "{page}");
    let approval = format!("version=1&sha256={}", method.sha256());
    firm.forbidden("piet-maas", "/risks/method/approval", &approval).await;
    firm.refused("mina-sato", "/risks/method/approval", "version=1&sha256=00", &["version 1"]).await;
    firm.done("mina-sato", "/risks/method/approval", &approval).await;
    firm
}

/// The letters of a picture of risks lie within it and beside each other, in the size of a narrow screen: there a letter is
/// taken as 10.5 units wide.
fn letters_fit(page: &str) {
    let pictures = page.split("<figure class=\"risk-picture\">").skip(1).filter_map(|rest| rest.split("</svg>").next());
    for picture in pictures {
        let mut lines: BTreeMap<String, Vec<(f64, f64, String)>> = BTreeMap::new();
        for text in picture.split("<text ").skip(1).filter_map(|rest| rest.split("</text>").next()) {
            let (head, words) = text.split_once('>').unwrap();
            let said = |name: &str| head.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            let x: f64 = said("x").unwrap().parse().unwrap();
            let wide = words.chars().map(|_| 10.5).sum::<f64>();
            let left = match said("text-anchor") {
                Some("end") => x - wide,
                Some("middle") => x - wide / 2.0,
                _ => x,
            };
            assert!(left >= 0.0 && left + wide <= 600.0, "`{words}` is cut off: {left} to {}", left + wide);
            let line = lines.entry(said("y").unwrap().to_owned()).or_default();
            let beside = line.iter().find(|(from, until, _)| left < *until && *from < left + wide);
            assert!(beside.is_none(), "`{words}` runs into {beside:?}");
            line.push((left, left + wide, words.to_owned()));
        }
        assert!(!lines.is_empty(), "a picture has its words");
    }
}

fn rating(kind: &str, likelihood: u8, impact: u8) -> String {
    format!("form=rating&kind={kind}&likelihood={likelihood}&impact={impact}&reason=Judged+by+two&next-review=")
}

/// A firm with a risk of carl's that is rated: `RI-1`.
async fn rated() -> Firm {
    let firm = with_method().await;
    let said = firm.done("piet-maas", "/risks", RISK).await;
    assert_eq!(said.to, "/o/firm/risks/RI-1");
    for (kind, grades) in [("inherent", (4, 4)), ("current", (3, 4))] {
        firm.done("piet-maas", "/risks/RI-1/ratings", &rating(kind, grades.0, grades.1)).await;
    }
    firm
}

/// The hash that the form of approval on the page of a risk carries.
fn hash_on(page: &str) -> String {
    let from = page.split("name=\"sha256\" value=\"").nth(1).unwrap();
    from.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_register_says_what_to_do_first() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/risks").await;
    assert!(page.contains("No risk is recorded yet") && page.contains("Record the first risk"), "{page}");
    assert!(page.contains("No method is approved yet") && page.contains("Start from the proposal"), "{page}");
    let page = firm.page("ivan-roth", "/risks").await;
    assert!(page.contains("No risk is recorded yet") && !page.contains("Record the first risk"), "{page}");
    let page = firm.page("piet-maas", "/risks/method").await;
    assert!(page.contains("A proposal to start from") && page.contains("almost certain"), "{page}");
    let page = firm.page("piet-maas", "/risks/exposure").await;
    assert!(page.contains("No risk has ranges yet"), "{page}");
    let page = firm.page("piet-maas", "/risks/chain").await;
    assert!(page.contains("The chain holds"), "{page}");
    assert!(firm.page("piet-maas", "/risks/new").await.contains("What could bring it about"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r106_r117_the_method_page_shows_scales_versions_and_both_opinions() {
    let firm = with_method().await;
    let page = firm.page("ivan-roth", "/risks/method").await;
    for shown in
        ["Version 1, in force", "Expected once in one to three years", "How results stay consistent", "Appetite"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("How large is the step from SOC 2?"), "{page}");
    assert!(page.contains("The step is smaller than it looks") && page.contains("The step is large"), "{page}");
    assert!(page.contains("Truvo Cyber") && page.contains("Agency"), "{page}");
    let odd = "title=M&basis=scenario&likelihood=a+%7C+b&impact=a+%7C+b&levels=a+%7C+b+%7C+c&matrix=1+x&appetite=1\
        &months=12&consistency=kept+words&triggers=";
    firm.refused("piet-maas", "/risks/method", odd, &["is no whole number", "kept words"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r109_r110_a_risk_is_recorded_and_rated_and_stands_in_the_heat_map() {
    let firm = rated().await;
    let page = firm.page("piet-maas", "/risks").await;
    for shown in ["Shipment data leaks", "Heat map", "Above the appetite", "almost certain", "RI-1"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let in_cell = firm.page("piet-maas", "/risks?kind=current&likelihood=3&impact=4").await;
    assert!(in_cell.contains("1 risk, the highest"), "{in_cell}");
    let elsewhere = firm.page("piet-maas", "/risks?kind=inherent&likelihood=3&impact=4").await;
    assert!(elsewhere.contains("No risk is like that"), "{elsewhere}");
    let one = firm.page("piet-maas", "/risks/RI-1").await;
    for shown in ["A shared password", "Levels over time", "Judged by two", "Confidentiality", "AC-1"] {
        assert!(one.contains(shown), "{shown}: {one}");
    }
    firm.refused("piet-maas", "/risks/RI-1/ratings", &rating("current", 9, 4), &["not on the scale", "Judged by two"])
        .await;
    let bare = RISK.replace("Shipment+data+leaks", "");
    firm.refused("piet-maas", "/risks/RI-1", &format!("form=fields&{bare}"), &["title", "A shared password"]).await;
    firm.done("piet-maas", "/risks/RI-1", &RISK.replace("Portal", "Portal%2C+Archive")).await;
    firm.forbidden("ivan-roth", "/risks", RISK).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r121_r122_a_plan_is_approved_carried_out_and_what_remains_accepted_by_its_owner() {
    let firm = rated().await;
    let one = "/risks/RI-1";
    firm.refused(
        "piet-maas",
        "/risks/RI-1/treatment",
        &PLAN.replace("option=modify", "option="),
        &["What is done about it is empty", "Second factor"],
    )
    .await;
    firm.done("piet-maas", "/risks/RI-1/treatment", PLAN).await;
    let page = firm.page("carl-diaz", one).await;
    assert!(page.contains("Approve version 1"), "{page}");
    let approval = format!("form=approval&version=1&sha256={}", hash_on(&page));
    firm.forbidden("piet-maas", "/risks/RI-1/treatment/approval", &approval).await;
    firm.done("carl-diaz", "/risks/RI-1/treatment/approval", &approval).await;
    let page = firm.page("carl-diaz", one).await;
    assert!(page.contains("rate the residual risk"), "{page}");
    firm.done("piet-maas", "/risks/RI-1/ratings", &rating("residual", 3, 4)).await;
    let page = firm.page("carl-diaz", one).await;
    assert!(page.contains("Above the appetite") && page.contains("Accept what remains"), "{page}");
    let accept = "form=acceptance&plan=1&rating=3&reason=&until=";
    firm.refused("carl-diaz", "/risks/RI-1/acceptances", accept, &["reason is empty"]).await;
    let accept = "form=acceptance&plan=1&rating=3&reason=Until+the+new+portal&until=2027-05-31";
    firm.done("carl-diaz", "/risks/RI-1/acceptances", accept).await;
    let page = firm.page("mina-sato", one).await;
    assert!(page.contains("Waits for the next level") && page.contains("Sign as the next level"), "{page}");
    firm.done("mina-sato", "/risks/RI-1/countersignature", "form=countersignature&acceptance=1&note=agreed").await;
    let step = "form=step&line=L1&to=done&note=Rolled+out&evidence=";
    firm.done("carl-diaz", "/risks/RI-1/treatment/lines/L1", step).await;
    let verify = "form=step&line=L1&to=verified&note=&evidence=";
    firm.refused("piet-maas", "/risks/RI-1/treatment/lines/L1", verify, &["note"]).await;
    firm.done("piet-maas", "/risks/RI-1/treatment/lines/L1", &verify.replace("note=", "note=Seen")).await;
    let page = firm.page("ivan-roth", one).await;
    assert!(page.contains("Monitored") && page.contains("Verified") && page.contains("next level: "), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r113_r115_what_is_wrong_leads_to_where_it_is_mended_and_a_change_opens_a_risk_again() {
    let firm = rated().await;
    let bare = "title=Data+breach&cause=&event=&consequence=&category=other&owner=&controls=&assets=&suppliers=&links=&source=&enterprise=&next-review=";
    firm.done("piet-maas", "/risks", bare).await;
    let page = firm.page("ivan-roth", "/risks/wrong").await;
    for shown in ["No owner", "No scenario", "No risk of fraud", "Generic words", "/risks/RI-2#scenario"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let cut = firm.page("ivan-roth", "/risks/wrong?problem=no_fraud").await;
    assert!(cut.contains("1 finding") && !cut.contains("/risks/RI-2#"), "{cut}");
    let reopening = "form=reopening&trigger=incident&note=";
    firm.refused("piet-maas", "/risks/RI-1/reopening", reopening, &["What happened is empty"]).await;
    firm.done("piet-maas", "/risks/RI-1/reopening", &format!("{reopening}INC-12")).await;
    let page = firm.page("piet-maas", "/risks/RI-1").await;
    assert!(page.contains("Opened again: incident") && page.contains("before it was opened again"), "{page}");
    firm.done("piet-maas", "/risks/RI-2/closing", "form=closing&reason=It+is+RI-1").await;
    let page = firm.page("piet-maas", "/risks?view=closed").await;
    assert!(page.contains("Data breach"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_risks_could_cost_is_given_played_through_and_taken_back() {
    let firm = rated().await;
    let ranges = "form=quantity&frequency=50%2C+200%2C+500&loss=10000%2C+60000%2C+400000&treated-frequency=10%2C50%2C100\
        &treated-loss=&cost=8000&basis=Two+incidents";
    let odd = ranges.replace("50%2C+200%2C+500", "50%2C+200");
    firm.refused("piet-maas", "/risks/RI-1/quantity", &odd, &["is no range", "Two incidents"]).await;
    firm.done("piet-maas", "/risks/RI-1/quantity", ranges).await;
    let page = firm.page("ivan-roth", "/risks/exposure").await;
    // (50 + 200 + 500) / 3000 occurrences of (10000 + 60000 + 400000) / 3 each.
    assert!(page.contains("39,167"), "{page}");
    assert!(page.contains("Loss exceedance curve") && page.contains("line-residual"), "{page}");
    assert!(page.contains(">1\u{a0}M</text>") && page.contains(">100 %</text>"), "{page}");
    letters_fit(&page);
    letters_fit(&firm.page("ivan-roth", "/risks/RI-1").await);
    firm.refused("piet-maas", "/risks/exposure", "form=simulation&seed=7&trials=5&currency=EUR", &["5 trials"]).await;
    firm.done("piet-maas", "/risks/exposure", "form=simulation&seed=7&trials=2000&currency=CHF").await;
    assert!(firm.page("ivan-roth", "/risks/exposure").await.contains("CHF"));
    let empty = "form=quantity&frequency=&loss=&treated-frequency=&treated-loss=&cost=&basis=";
    firm.done("piet-maas", "/risks/RI-1/quantity", empty).await;
    assert!(firm.page("ivan-roth", "/risks/exposure").await.contains("No risk has ranges yet"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_owns_a_risk_sees_it_and_no_other() {
    let firm = rated().await;
    firm.done("piet-maas", "/risks", &RISK.replace("Shipment+data+leaks", "Another").replace("demo-carl-diaz", ""))
        .await;
    let page = firm.page("carl-diaz", "/risks").await;
    assert!(page.contains("A part of the register") && page.contains("Shipment data leaks"), "{page}");
    assert!(!page.contains("RI-2"), "{page}");
    assert_eq!(firm.get("carl-diaz", "/risks/RI-2").await.status, axum::http::StatusCode::NOT_FOUND);
    assert_eq!(firm.get("carl-diaz", "/risks/chain").await.status, axum::http::StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r116_a_soc_2_list_is_imported_after_a_look_and_shows_what_is_missing() {
    let firm = with_method().await;
    let send = async |csv: &str| {
        let body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"soc2.csv\"\r\n\r\n{csv}\r\n--b--\r\n"
        );
        firm.send("piet-maas", "/risks/import", "multipart/form-data; boundary=b", body.into_bytes()).await
    };
    let said =
        send("Risk,Description,Likelihood,Impact,Response\nPower is lost,The hall has no power,3,,accept\n").await;
    let page = firm.page("piet-maas", said.to.trim_start_matches("/o/firm")).await;
    assert!(page.contains("1 refused") && page.contains("One grade of the rating is missing"), "{page}");
    let said =
        send("Risk,Description,Likelihood,Impact,Response\nPower is lost,The hall has no power,3,3,accept\n").await;
    let path = said.to.trim_start_matches("/o/firm").to_owned();
    let page = firm.page("piet-maas", &path).await;
    assert!(page.contains("1 new, 0 changed") && page.contains("Import 1 risk"), "{page}");
    firm.done("piet-maas", &path, "").await;
    let page = firm.page("piet-maas", "/risks/RI-1").await;
    assert!(page.contains("The hall has no power") && page.contains("Retain (accept)"), "{page}");
    assert!(page.contains("owner; scenario; confidentiality, integrity or availability"), "{page}");
    let csv = firm.get("piet-maas", "/risks/export.csv").await;
    assert!(csv.kind.starts_with("text/csv") && csv.text.contains("RI-1,Power is lost"), "{}", csv.text);
    let again = send(&csv.text).await;
    let page = firm.page("piet-maas", again.to.trim_start_matches("/o/firm")).await;
    assert!(page.contains("Nothing would change"), "{page}");
    assert!(firm.get("piet-maas", "/risks/export.xlsx").await.kind.contains("spreadsheetml"));
}
