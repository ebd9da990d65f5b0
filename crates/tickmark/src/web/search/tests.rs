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
