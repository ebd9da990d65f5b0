//! Search through the router: what is found leads somewhere, and nothing is found that may not be seen.

use crate::web::people::tests::Firm;
use serde_json::Value;

const CONTROL: &str = "id=ZZ-7&name=Access+is+reviewed&status=in_place";

fn found(text: &str) -> Vec<(String, String)> {
    let json: Value = serde_json::from_str(text).unwrap();
    let one = |found: &Value| (found["id"].as_str().unwrap().to_owned(), found["page"].as_str().unwrap().to_owned());
    json["found"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_is_found_first_and_leads_to_its_page() {
    let firm = Firm::new();
    firm.done("", "/controls", CONTROL).await;
    let all = found(&firm.page("", "/search.json?q=zz-7").await);
    assert_eq!(all[0], ("ZZ-7".to_owned(), "/controls/ZZ-7".to_owned()));
    for (id, page) in found(&firm.page("", "/search.json?q=a.5.1").await) {
        assert!(firm.page("", &page).await.contains(&id), "{page}");
    }
    let page = firm.page("", "/search?q=zz-7").await;
    assert!(page.contains("/controls/ZZ-7") && page.contains("Control"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_shown_as_it_was_typed_and_nothing_is_found_for_nothing() {
    let firm = Firm::new();
    let page = firm.page("", "/search?q=%3Cscript%3E").await;
    assert!(
        page.contains("Nothing here has") && page.contains("&lt;script&gt;") && !page.contains("<script>"),
        "{page}"
    );
    assert!(firm.page("", "/search").await.contains("What are you looking for?"));
    assert_eq!(found(&firm.page("", "/search.json?q=").await), []);
    assert_eq!(found(&firm.page("", "/search.json?q=nowhereinit").await), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statements_and_certifications_are_found_and_their_pages_show_links_and_entries() {
    let firm = Firm::new();
    firm.done("piet-maas", "/statement", "").await;
    let body = "name=Northern+Certification&country=Sweden&markets=Sweden&plan_days=30&close_days=90";
    firm.done("piet-maas", "/certification/bodies", body).await;
    let plan = "title=First+certificate&body=CB-1&standard=&scope=Billing&markets=&stage1_days=2&stage2_days=5&people=40&owner=&engagement=&combined=";
    firm.done("piet-maas", "/certification/projects", plan).await;
    let firsts = [
        ("st-1", "ST-1", "/statement/ST-1"),
        ("northern", "CB-1", "/certification/bodies/CB-1"),
        ("ct-1", "CT-1", "/certification/projects/CT-1"),
    ];
    for (words, id, page) in firsts {
        let all = found(&firm.page("", &format!("/search.json?q={words}")).await);
        assert_eq!(all.first().map(|(id, page)| (id.as_str(), page.as_str())), Some((id, page)), "{all:?}");
        let shown = firm.page("", page).await;
        assert!(shown.contains("Links both ways") && shown.contains("Latest entries"), "{page}");
    }
    let body = firm.page("", "/certification/bodies/CB-1").await;
    assert!(body.contains("/certification/projects/CT-1"), "the project leads to its body: {body}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_control_of_annex_a_and_a_member_show_what_leads_to_them_and_their_entries() {
    let firm = Firm::new();
    firm.done("piet-maas", "/statement", "").await;
    for (page, named) in [("/items/A.5.18", "/statement/ST-1"), ("/people/demo-piet-maas", "/statement/ST-1")] {
        let shown = firm.page("", page).await;
        assert!(shown.contains("Latest entries"), "{page}: {shown}");
        let links = shown.split("Links both ways").nth(1).unwrap_or_default();
        assert!(links.contains("What leads here"), "{page}: {shown}");
        assert!(links.contains(named), "{page} is led to from {named}: {links}");
    }
}
