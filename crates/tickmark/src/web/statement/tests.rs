//! The pages of the Statement of Applicability, in process: decided a row at a time and many at once, proposed, checked,
//! approved, in force, compared; each form refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;
use domain::command::{Command, RiskCommand};
use domain::values::risk::{Risk, Treatment, TreatmentLine, TreatmentOption};
use domain::values::{Control, Overlap, Status, Target};

/// A firm with a draft.
async fn begun() -> Firm {
    let firm = Firm::new();
    firm.done("piet-maas", "/statement", "").await;
    firm
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let start = format!(r#"<input type="hidden" name="{name}" value=""#);
    let (_, rest) = page.split_once(&start).unwrap_or_else(|| panic!("no {name}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Every control of Annex A, separated by commas.
fn all() -> String {
    let of = |theme: usize, count: usize| (1..=count).map(move |n| format!("A.{theme}.{n}"));
    of(5, 37).chain(of(6, 8)).chain(of(7, 14)).chain(of(8, 34)).collect::<Vec<_>>().join(",")
}

/// Everything applicable and planned, in one change.
async fn decided(firm: &Firm) {
    let fields = format!("controls={}&decision=applicable&reason=law&words=GDPR&status=planned", all());
    let page = firm.page("piet-maas", &format!("/statement/ST-1/selected?{fields}")).await;
    assert!(page.contains("93 entries would change"), "{page}");
    let version = hidden(&page, "version");
    firm.done("piet-maas", "/statement/ST-1/selected", &format!("{fields}&version={version}")).await;
}

/// Reviewed, approved by management and in force.
async fn in_force(firm: &Firm) {
    decided(firm).await;
    let page = firm.page("piet-maas", "/statement/ST-1/approval").await;
    let sha256 = format!("sha256={}", hidden(&page, "sha256"));
    firm.done("piet-maas", "/statement/ST-1/review", &sha256).await;
    firm.done("mina-sato", "/statement/ST-1/approval", &sha256).await;
    let page = firm.page("piet-maas", "/statement/ST-1/approval").await;
    let (_, day) = page.split_once(r#"name="from" type="date" value=""#).unwrap();
    let from = format!("from={}", day.split('"').next().unwrap());
    firm.done("piet-maas", "/statement/ST-1/enforcement", &from).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_statement_says_what_to_do_first() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/statement").await;
    assert!(page.contains("No Statement of Applicability was begun yet") && page.contains("Begin a draft"), "{page}");
    let page = firm.page("ivan-roth", "/statement").await;
    assert!(page.contains("Ask ") && !page.contains(">Begin a draft<"), "{page}");
    firm.forbidden("ivan-roth", "/statement", "").await;
    assert_eq!(firm.get("dora-lund", "/statement").await.status, StatusCode::FORBIDDEN);
    assert_eq!(firm.get("piet-maas", "/statement/ST-7").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r92_each_control_of_annex_a_has_a_row_with_decision_reasons_status_and_evidence() {
    let firm = begun().await;
    let page = firm.page("piet-maas", "/statement").await;
    assert_eq!(page.matches(r#"name="controls""#).count(), 93);
    for word in ["Organizational", "People", "Physical", "Technological", "A.8.34", "In the way of an approval"] {
        assert!(page.contains(word), "{word}");
    }
    let page = firm.page("ivan-roth", "/statement").await;
    assert_eq!(page.matches(r#"name="controls""#).count(), 0, "who may not write selects nothing");
    firm.refused("piet-maas", "/statement", "", &["ST-1 is on its way"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r95_an_entry_is_saved_as_it_was_seen_and_goes_on_to_the_next() {
    let firm = begun().await;
    let place = "/statement/ST-1/entries/A.5.1";
    let page = firm.page("piet-maas", place).await;
    let seen = format!("seen={}", hidden(&page, "seen"));
    let form = format!(
        "{seen}&decision=applicable&reason=law&words-law=GDPR&status=partial&how=Written+down.&owner=demo-mina-sato\
         &references=Control%3A+AC-1%0D%0AHandbook&exclusion=&note=&then=next"
    );
    let said = firm.done("piet-maas", place, &form).await;
    assert_eq!(said.to, "/o/firm/statement/ST-1/entries/A.5.2#go-on", "where the cursor goes to the form");
    let page = firm.page("piet-maas", place).await;
    for word in ["GDPR", "Written down.", "Control: AC-1\nHandbook"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    // What was read before somebody else saved is not written over.
    let late = form.replace("Written+down.", "Late+words.");
    firm.refused("piet-maas", place, &late, &["has changed since you read it", "Late words."]).await;
    let again = format!(
        "seen={}&decision=applicable&reason=law&words-law=GDPR&status=partial&how=Written+down.\
         &owner=demo-mina-sato&references=Control%3A+AC-1%0AHandbook&then=next",
        hidden(&page, "seen")
    );
    let before = firm.entries();
    firm.done("piet-maas", place, &again).await;
    assert_eq!(firm.entries(), before, "what is saved unchanged is no entry of the ledger");
    firm.forbidden("ivan-roth", place, &form).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_ends_with_what_touched_it_and_with_nothing_that_touched_others() {
    let firm = begun().await;
    firm.done("piet-maas", "/statement/ST-1/selected", &{
        let fields = "controls=A.5.1%2CA.5.2&status=partial";
        let page = firm.page("piet-maas", &format!("/statement/ST-1/selected?{fields}")).await;
        format!("{fields}&version={}", hidden(&page, "version"))
    })
    .await;
    let end = |page: String| page[page.find("about-object").unwrap()..].to_owned();
    let touched = end(firm.page("piet-maas", "/statement/ST-1/entries/A.5.2").await);
    assert!(touched.contains("set status of 2 entries") && touched.contains("began the Statement"), "{touched}");
    assert!(
        touched.contains("history?object=statement_entry:A.5.2") && touched.contains("name=\"as_of\""),
        "{touched}"
    );
    let other = end(firm.page("piet-maas", "/statement/ST-1/entries/A.5.3").await);
    assert!(!other.contains("set status") && other.contains("began the Statement"), "{other}");
    let all = firm.page("piet-maas", "/history?object=statement_entry:A.5.2").await;
    assert!(all.contains("History of A.5.2") && all.contains("2 entries are about this statement entry"), "{all}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r97_an_exclusion_without_a_real_reason_is_refused_with_nothing_lost() {
    let firm = begun().await;
    let place = "/statement/ST-1/entries/A.8.30";
    let page = firm.page("piet-maas", &format!("{place}?decide=excluded")).await;
    assert!(page.contains(r#"value="excluded" checked"#), "the key made the decision: {page}");
    let seen = hidden(&page, "seen");
    let form = format!("seen={seen}&decision=excluded&exclusion=not+needed&how=kept+words");
    firm.refused("piet-maas", place, &form, &["and not why", "kept words"]).await;
    let form = format!("seen={seen}&decision=excluded&exclusion=No+supplier+develops+software.&then=back");
    let said = firm.done("piet-maas", place, &form).await;
    assert_eq!(said.to, "/o/firm/statement/ST-1#A.8.30");
    let page = firm.page("piet-maas", "/statement?show=excluded").await;
    assert!(page.contains("No supplier develops software.") && page.contains("1 entry"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_entries_are_changed_together_after_a_preview_and_only_as_previewed() {
    let firm = begun().await;
    let fields = "controls=A.5.1%2CA.5.2&status=partial";
    let page = firm.page("piet-maas", &format!("/statement/ST-1/selected?{fields}")).await;
    assert!(page.contains("2 entries would change"), "{page}");
    let version = hidden(&page, "version");
    decided(&firm).await;
    let stale = format!("{fields}&version={version}");
    firm.refused("piet-maas", "/statement/ST-1/selected", &stale, &["has changed since you read it"]).await;
    let page = firm.page("piet-maas", "/statement/ST-1/selected").await;
    assert!(page.contains("No row was selected"), "{page}");
    let page = firm.page("piet-maas", "/statement/ST-1/selected?controls=A.5.1&decision=perhaps").await;
    assert!(page.contains("No decision is known as"), "{page}");
    firm.not_offered("ivan-roth", "/statement/ST-1/selected?controls=A.5.1", "may not").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r99_a_proposal_is_shown_beside_the_entry_and_taken_never_over_a_person() {
    let firm = Firm::new();
    let control =
        Control { id: "AC-9".to_owned(), name: "Nine".to_owned(), status: Status::InPlace, ..Control::default() };
    let does = |command| firm.doors.app.change("firm", &firm.founder(), None, command).unwrap();
    does(Command::AddControl { control });
    for item in ["A.5.15", "A.5.16"] {
        does(Command::LinkControl {
            id: "AC-9".to_owned(),
            target: Target { framework: "iso27001-2022".to_owned(), item: item.to_owned() },
            reason: "it does".to_owned(),
            extent: Overlap::Full,
        });
    }
    firm.done("piet-maas", "/statement", "").await;
    let place = "/statement/ST-1/entries/A.5.16";
    let seen = hidden(&firm.page("piet-maas", place).await, "seen");
    firm.done("piet-maas", place, &format!("seen={seen}&how=By+hand.&decision=undecided")).await;
    let page = firm.page("piet-maas", "/statement/ST-1/entries/A.5.15").await;
    assert!(page.contains("Answered by AC-9") && page.contains("Take the proposal"), "{page}");
    let page = firm.page("piet-maas", "/statement/ST-1/proposals").await;
    assert!(page.contains("2 entries would change") && !page.contains("By hand."), "{page}");
    let form = format!("version={}&controls=", hidden(&page, "version"));
    firm.done("piet-maas", "/statement/ST-1/proposals", &form).await;
    let page = firm.page("piet-maas", "/statement").await;
    assert!(page.contains("By hand.") && page.contains("from a proposal"), "{page}");
    firm.refused("piet-maas", "/statement/ST-1/proposals", &form, &["changed since"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r94_management_approves_what_was_reviewed_by_its_hash_and_an_edit_begins_anew() {
    let firm = begun().await;
    let page = firm.page("piet-maas", "/statement/ST-1/checks").await;
    assert!(page.contains("SOA-03") && page.contains("93 in all"), "{page}");
    let sha256 = hidden(&firm.page("piet-maas", "/statement/ST-1/approval").await, "sha256");
    firm.done("piet-maas", "/statement/ST-1/review", &format!("sha256={sha256}")).await;
    let form = format!("sha256={sha256}");
    firm.refused("mina-sato", "/statement/ST-1/approval", &form, &["cannot be approved", "SOA-03"]).await;
    firm.forbidden("piet-maas", "/statement/ST-1/approval", &form).await;
    firm.refused("piet-maas", "/statement/ST-1/review", "sha256=00", &["ST-1 is reviewed"]).await;
    in_force(&firm).await;
    let page = firm.page("piet-maas", "/statement").await;
    assert!(page.contains("In force") && page.contains("Begin a draft"), "{page}");
    let place = "/statement/ST-1/entries/A.5.1";
    let page = firm.page("piet-maas", place).await;
    assert!(page.contains("it is read here and not changed") && !page.contains("Save and go on"), "{page}");
    firm.done("piet-maas", "/statement", "").await;
    let place = "/statement/ST-2/entries/A.5.1";
    let seen = hidden(&firm.page("piet-maas", place).await, "seen");
    let form = format!("seen={seen}&decision=applicable&reason=law&words-law=GDPR&status=partial&how=New+words.");
    firm.done("piet-maas", place, &form).await;
    let page = firm.page("piet-maas", "/statement/ST-2/difference").await;
    assert!(page.contains("1 entry differs") && page.contains("New words."), "{page}");
    firm.done("piet-maas", "/statement/ST-2/withdrawal", "reason=another+way").await;
    let page = firm.page("piet-maas", "/statement/versions").await;
    assert!(page.contains("Given up: another way") && page.contains("ST-1"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r100_a_necessary_control_from_outside_annex_a_stands_in_the_statement() {
    let firm = begun().await;
    firm.done("piet-maas", "/statement/ST-1/own-controls", "control=AC-1").await;
    let page = firm.page("piet-maas", "/statement").await;
    assert!(page.contains("Own controls, outside Annex A") && page.contains("Control AC-1"), "{page}");
    let page = firm.page("piet-maas", "/statement/ST-1/entries/AC-1").await;
    assert!(page.contains("Take AC-1 out of ST-1?"), "{page}");
    firm.done("piet-maas", "/statement/ST-1/own-controls/AC-1/removal", "").await;
    assert_eq!(firm.get("piet-maas", "/statement/ST-1/entries/AC-1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r93_a_version_is_printed_and_written_as_csv_and_xlsx() {
    let firm = begun().await;
    decided(&firm).await;
    let page = firm.page("ivan-roth", "/statement/ST-1/print").await;
    assert!(page.contains("SHA-256 of its entries") && page.matches("GDPR").count() == 93, "{page}");
    let csv = firm.get("ivan-roth", "/statement/ST-1/export.csv").await;
    assert!(csv.kind.starts_with("text/csv") && csv.text.contains("A.8.34") && csv.text.contains("Law: GDPR"));
    assert_eq!(csv.text.lines().count(), 94, "{}", csv.text);
    let xlsx = firm.get("ivan-roth", "/statement/ST-1/export.xlsx").await;
    assert!(xlsx.kind.contains("spreadsheetml") && xlsx.text.starts_with("PK"));
    let chains = firm.page("ivan-roth", "/statement/ST-1/chains?show=broken").await;
    assert!(chains.contains("No own control does it"), "{chains}");
}

/// Measured by hand, with the figure on the terminal: `cargo test --release -- --ignored two_hundred_risks --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes 200 risks; a measurement"]
async fn a_statement_with_two_hundred_risks_is_shown_in_time() {
    let firm = begun().await;
    let items = all();
    let items: Vec<&str> = items.split(',').collect();
    let does = |command| firm.doors.app.change("firm", &firm.doors.app.demo_actor("piet-maas"), None, command).unwrap();
    for number in 0..200 {
        let risk = Box::new(Risk { title: format!("Risk {number}"), ..Risk::default() });
        let id = does(Command::Risk(RiskCommand::RecordRisk { risk })).object;
        let controls = [items[number % items.len()].to_owned(), "AC-1".to_owned()].into();
        let line = TreatmentLine { what: "do it".to_owned(), controls, ..TreatmentLine::default() };
        let treatment = Treatment { option: TreatmentOption::Modify, reason: "it pays".to_owned(), lines: vec![line] };
        does(Command::Risk(RiskCommand::PlanTreatment { id, treatment: Box::new(treatment) }));
    }
    decided(&firm).await;
    let mut took: Vec<u128> = Vec::new();
    for n in 0..300 {
        // Another page each time, so that none is answered from memory.
        let begun = tokio::time::Instant::now();
        assert!(firm.page("piet-maas", &format!("/statement?n={n}")).await.contains("A.8.34"));
        took.push(begun.elapsed().as_micros());
    }
    took.sort_unstable();
    eprintln!("93 rows, 200 risks: p50 {} us, p99 {} us", took[150], took[297]);
}
