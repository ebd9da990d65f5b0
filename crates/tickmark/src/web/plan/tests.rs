//! The pages of the plan through the router.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;

const EXTENSION: &str = "route=extension&start=2026-09-07&window=6&size=mid&basis=audit&tool=none&in-use=no&consultant=no&maturity=100&seed=1";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r287_r292_r297_r318_the_roadmap_is_drawn_before_anybody_sets_one_and_can_be_tried_out() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/plan").await;
    assert!(page.contains("No plan is set yet") && page.contains("role=\"img\""), "{page}");
    let page = firm.page("piet-maas", "/plan?route=extension&start=2026-09-07").await;
    for said in [
        "A trial",
        "2027-02-21",
        "ISMS foundation",
        "PC030",
        "What binds it",
        "Published beside it",
        "Weeks of the plan in which two steps of one track run: 8 to 10, 14 to 16, 20.",
        "certification takes four to six months",
        "PC001",
        "three months against nine",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains(" style=") && !page.contains("<script>"), "{page}");
    let said = firm.get("piet-maas", "/plan?start=soon").await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    assert!(said.text.contains("“soon” is no day"), "{}", said.text);
    let said = firm.get("piet-maas", "/plan?route=extention").await;
    assert!(said.text.contains("extension"), "the nearest is named: {}", said.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_set_kept_as_a_baseline_and_reported_on() {
    let firm = Firm::new();
    let said = firm.post("piet-maas", "/plan", EXTENSION).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let said = firm.post("piet-maas", "/plan/baselines", "reason=approved+by+the+board").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let report = "step=extension%2Fgap_analysis&started=2026-09-07&ended=2026-10-06";
    let said = firm.post("piet-maas", "/plan/steps", report).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let page = firm.page("piet-maas", "/plan").await;
    for said in ["Baseline 1: approved by the board", "ended 2026-10-06", "+2"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let said = firm.post("piet-maas", "/plan/steps", "step=extension%2Ffoundation&started=&ended=2026-10-06").await;
    assert!(said.text.contains("a step that ended has begun"), "{}", said.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r302_r310_r324_cost_names_sources_and_a_tool_beside_an_all_in_price_is_refused() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/plan/cost?route=type1&size=small&consultant=yes").await;
    for said in ["PC078", "PC112", "25,000 to 62,000", "Three years of both frameworks", "Nothing is saved on the fee"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    // A bar says to a screen reader what the table says, in US dollars.
    let bars: Vec<&str> = page.split("per cent of the trials, US dollars: ").skip(1).collect();
    assert!(!bars.is_empty(), "{page}");
    for bar in &bars {
        let said: u64 = bar.split(' ').next().unwrap().parse().unwrap();
        assert!(page.contains(&domain::values::grouped(said)), "{said}");
    }
    let choices = firm.page("piet-maas", "/plan/choices").await;
    assert!(choices.contains("when nobody here has been through an engagement before"), "{choices}");
    let twice = "route=type2&start=2026-09-07&window=6&size=mid&basis=all_in&tool=tool.any&in-use=no&consultant=no&maturity=100&seed=1";
    let said = firm.post("piet-maas", "/plan", twice).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    assert!(said.text.contains("contains tooling already"), "{}", said.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r298_r317_r318_people_stand_at_steps_and_what_explains_the_difference_beside_them() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/plan?route=extension&start=2026-09-07").await;
    let row =
        |step: &str| page.split("<tr").find(|row| row.contains(&format!("<strong>{step}</strong>"))).expect("a step");
    for (step, who) in [
        ("Gap remediation", &["Control owner", "Carl Diaz", "full-time months"][..]),
        ("Pre-certification", &["Internal auditor", "Ivan Roth", "Management", "Mina Sato"]),
        ("Certification audit", &["certification body"]),
    ] {
        assert!(who.iter().all(|said| row(step).contains(said)), "{step}, {who:?}: {}", row(step));
    }
    for said in ["The audit itself takes days: Stage 1 1 to 2 days", "Stage 2 3 to 8 days", "PC034", "PC035"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let (_, beside) = page.split_once("id=\"published\"").expect("what was published");
    for said in [
        "three months instead of nine",
        "the management system is not",
        "href=\"/o/firm/gap\"",
        "clauses, artefacts and controls",
    ] {
        assert!(beside.contains(said), "{said}: {beside}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_month_of_the_roadmap_runs_over_its_edge() {
    let firm = Firm::new();
    let mut named = 0;
    for (route, month) in ["type1", "type2", "extension"].iter().flat_map(|route| (1..=12).map(move |m| (route, m))) {
        let page = firm.page("piet-maas", &format!("/plan?route={route}&start=2026-{month:02}-03")).await;
        for tick in page.split("<text class=\"lane-tick\"").skip(1) {
            let (look, x) = tick.split_once(" x=\"").expect("a place");
            if look.contains("text-anchor") {
                continue;
            }
            let x: u32 = x.split('"').next().and_then(|x| x.parse().ok()).expect("a number");
            // The line lies 5 before, and eight letters of 13 take some 58.
            assert!(x + 58 <= 1_000, "{route} from month {month}: {}", &tick[..tick.len().min(120)]);
            named += 1;
        }
    }
    assert!(named > 36 * 3, "{named}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r320_what_soc_2_does_not_address_is_read_before_the_first_day_is_set() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/plan/choices").await;
    let (before, form) = page.split_once("<form class=\"form\"").expect("the form of the choices");
    assert!(form.contains("name=\"start\""), "{form}");
    for said in [
        "What SOC 2 does not address",
        "is not automatic",
        "clause 6.1.3",
        "clause 9.2",
        "clause 9.3",
        "A.5.31",
        "A.5.21",
    ] {
        assert!(before.contains(said), "{said}: {before}");
    }
    for said in ["readiness, remediation, policy writing, tooling and audit", "Stack, size of the team, budget."] {
        assert!(form.contains(said), "R302 and R311, {said}: {form}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quote_takes_the_place_of_a_published_range_and_goes_again() {
    let firm = Firm::new();
    let quote = "key=iso.certification_audit&low=18%2C500&high=&source=Firm+of+auditors&on=2026-03-01";
    let said = firm.post("piet-maas", "/plan/figures", quote).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let page = firm.page("piet-maas", "/plan/figures").await;
    assert!(page.contains("Firm of auditors") && page.contains("in place of 5,000 to 60,000"), "{page}");
    let said = firm.post("piet-maas", "/plan/figures", "key=iso.surveillance&low=many&source=x&on=2026-03-01").await;
    assert!(said.text.contains("“many” is no whole number"), "{}", said.text);
    let gone = "key=iso.certification_audit&reason=the+offer+ran+out";
    let said = firm.post("piet-maas", "/plan/figures/removal", gone).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alternatives_stand_side_by_side_and_the_days_can_be_taken_away() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/plan/what-if?route=soc2_then_iso").await;
    assert!(page.contains("ISO/IEC 27001 first") && page.contains("With a consultant"), "{page}");
    let said = firm.get("piet-maas", "/plan.ics?route=extension&start=2026-09-07").await;
    assert!(said.kind.starts_with("text/calendar"), "{}", said.kind);
    assert!(
        said.text.contains("VALUE=DATE:20260907") && said.text.contains("First day: Gap analysis"),
        "{}",
        said.text
    );
    let said = firm.get("carl-diaz", "/plan").await;
    assert_eq!(said.status, StatusCode::FORBIDDEN);
}
