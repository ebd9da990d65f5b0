//! The public statement in process: off it is nobody's, on it shows what is held and nothing else; documents are asked for,
//! given for a time, marked, and taken back.

use crate::web::people::tests::{Firm, MINUTE, Said};
use axum::http::StatusCode;
use domain::values::policy::{normal, text_sha256};

const HERE: &str = "/statement-of/firm";
const SET: &str = "/public-statement";
const ONE: &str = "/public-statement/requests/DR-1";
const TEXT: &str = "# Access\n\nReviewed quarterly (AC-1).\n";
/// A visitor's form.
const WHO: &str =
    "name=Ada+Byron&company=Analytical+GmbH&email=ada%40analytical.example&purpose=a+contract&accepted=yes";
const WANTS: &str = "documents=policy%3APL-1";

/// A firm with one document in force, `PL-1`.
async fn firm() -> Firm {
    let firm = Firm::new();
    let encoded: String = TEXT.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let facts = "number=POL-02&title=Access&kind=policy&owner=demo-carl-diaz&classification=internal&review=12&approvals=1\
        &retention=3&controls=AC-1&meets=5.18";
    firm.done("piet-maas", "/policies", &format!("{facts}&text={encoded}")).await;
    let step = format!("version=1&sha256={}", text_sha256(&normal(TEXT)));
    firm.done("piet-maas", "/policies/PL-1/submission", &step).await;
    firm.done("mina-sato", "/policies/PL-1/approval", &step).await;
    firm.done("piet-maas", "/policies/PL-1/publication", &format!("{step}&from=2026-11-21")).await;
    firm
}

/// With its page on, and the document offered.
async fn shown() -> Firm {
    let firm = firm().await;
    let form = format!("on=yes&about=We+measure+tides.&contact=trust%40firm.example&{WANTS}");
    firm.done("piet-maas", SET, &form).await;
    firm
}

/// The secret of the link on a page.
fn secret(page: &str) -> String {
    let (_, rest) = page.split_once("http://localhost:4242/shared#").expect("a link");
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

async fn given(firm: &Firm) -> String {
    let said = firm.knock(HERE, &format!("{WHO}&{WANTS}")).await;
    assert_eq!((said.status, said.to.as_str()), (StatusCode::SEE_OTHER, "/statement-of/firm?asked=yes#documents"));
    let said = firm.post("mina-sato", &format!("{ONE}/giving"), &format!("{WANTS}&days=14")).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    secret(&said.text)
}

fn same(one: &Said, other: &Said) {
    assert_eq!((one.status, &one.text, &one.kind), (other.status, &other.text, &other.kind));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn off_it_is_answered_as_though_there_were_no_such_organisation() {
    let firm = firm().await;
    let (off, none) = (firm.outside(HERE).await, firm.outside("/statement-of/nobody").await);
    assert_eq!(off.status, StatusCode::NOT_FOUND);
    same(&off, &none);
    let form = format!("{WHO}&{WANTS}");
    same(&firm.knock(HERE, &form).await, &firm.knock("/statement-of/nobody", &form).await);
    // Seen before it is on, by who reads the programme; set by who runs it or answers for it.
    let page = firm.page("ivan-roth", SET).await;
    for words in ["The page is off", "What visitors would see", "No SOC 2 report was issued", "ou may not"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for who in ["ivan-roth", "dora-lund", "carl-diaz"] {
        firm.forbidden(who, SET, "on=yes").await;
    }
    firm.done("mina-sato", SET, "on=yes").await;
    assert_eq!(firm.outside(HERE).await.status, StatusCode::OK);
    firm.done("piet-maas", SET, "on=").await;
    same(&firm.outside(HERE).await, &none);
    assert!(firm.page("", "/history").await.contains("public statement"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_it_shows_what_was_set_and_names_nobody_inside() {
    let firm = shown().await;
    let page = firm.outside(HERE).await.text;
    for words in ["Firm &amp; Co", "We measure tides.", "trust@firm.example", "Access, version 1", "Analytical"] {
        assert_eq!(page.contains(words), words != "Analytical", "{words}: {page}");
    }
    for inside in ["piet", "Piet", "Olga", "demo-", "POL-02", "AC-1", "/o/firm", "person-", "Reviewed quarterly"] {
        assert!(!page.contains(inside), "{inside}: {page}");
    }
    // Every way on the page leads to the page itself or to the looks of the program.
    for part in page.split("href=\"").skip(1).chain(page.split("action=\"").skip(1)) {
        let to = part.split('"').next().unwrap();
        assert!(to.starts_with('#') || to.starts_with("/assets/") || to == HERE, "{to}");
    }
    let wrong = "on=yes&about=We+are+SOC+2+certified.";
    firm.refused("piet-maas", SET, wrong, &["SOC 2 report", "We are SOC 2 certified."]).await;
    firm.refused("piet-maas", SET, "on=yes&documents=policy%3APL-9", &["cannot be given"]).await;
    firm.refused("piet-maas", SET, "on=yes&documents=report%3AEN-1", &["report:EN-1"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r341_what_visitors_read_says_what_it_does_not_prove() {
    let firm = shown().await;
    let page = firm.outside(HERE).await.text;
    for said in ["Neither proves that nothing will happen", "a law is complied with", "This page is neither of the two"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_says_what_is_missing_and_too_many_have_to_wait() {
    let firm = shown().await;
    for (form, says) in [
        (format!("{}&{WANTS}", WHO.replace("&accepted=yes", "")), "Confidentiality was not accepted"),
        (WHO.to_owned(), "The list of documents is empty"),
        (format!("{WHO}&documents=policy%3APL-9"), "not offered any more"),
        (format!("{}&{WANTS}", WHO.replace("ada%40analytical.example", "ada")), "e-mail address"),
        (format!("{}&{WANTS}", WHO.replace("Analytical+GmbH", "+")), "The company is empty"),
        (format!("{}&{WANTS}", WHO.replace("a+contract", &"x".repeat(1_001))), "longer than 1000"),
    ] {
        let said = firm.knock(HERE, &form).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}: {}", said.text);
        assert!(said.text.contains(says) && said.text.contains("Ada Byron"), "{says}: {}", said.text);
    }
    assert!(firm.page("mina-sato", "/public-statement/requests").await.contains("Nobody asked for documents yet"));
    let mut paused = None;
    for _ in 0..12 {
        let said = firm.knock(HERE, &format!("{WHO}&{WANTS}")).await;
        if said.status == StatusCode::TOO_MANY_REQUESTS {
            paused = Some(said.text);
            break;
        }
    }
    assert!(paused.is_some_and(|text| text.contains("oo many attempts") && text.contains("Ada Byron")));
    let list = firm.page("mina-sato", "/public-statement/requests").await;
    assert!(list.contains("DR-1") && list.contains("Ada Byron") && list.contains("Analytical GmbH"), "{list}");
    for who in ["olga-berg", "ivan-roth", "carl-diaz", "dora-lund"] {
        assert_eq!(firm.get(who, "/public-statement/requests").await.status, StatusCode::FORBIDDEN, "{who}");
        assert_eq!(firm.get(who, ONE).await.status, StatusCode::FORBIDDEN, "{who}");
        firm.forbidden(who, &format!("{ONE}/giving"), &format!("{WANTS}&days=14")).await;
    }
    // The ledger knows a number and no name.
    assert!(!firm.page("", "/history").await.contains("Ada"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_is_marked_noted_and_over_after_its_last_day() {
    let firm = shown().await;
    let secret = given(&firm).await;
    assert!(!firm.page("mina-sato", ONE).await.contains(&secret), "the link stands on no other page");
    let page = firm.knock("/shared", &format!("secret={secret}")).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in
        ["Firm &amp; Co", "2026-12-05", "Access, version 1", "Ada Byron, Analytical GmbH, 2026-11-21, request DR-1"]
    {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let fetch = format!("secret={secret}&document=policy%3APL-1");
    let file = firm.knock("/shared", &fetch).await;
    assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "application/pdf"));
    assert!(file.text.starts_with("%PDF-1.7"));
    for (form, says) in [
        (format!("secret={secret}&document=statement"), "not given by this link"),
        (format!("secret={secret}&document=../x"), "../x"),
        ("secret=tkm_d1".to_owned(), "not known"),
        (String::new(), "not known"),
    ] {
        let said = firm.knock("/shared", &form).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(said.text.contains(says), "{says}: {}", said.text);
    }
    let page = firm.page("mina-sato", ONE).await;
    assert_eq!(page.matches("policy:PL-1").count(), 2, "given once and fetched once: {page}");
    assert!(firm.page("", "/history").await.contains("gave policy:PL-1 to"));
    firm.clock.set(firm.clock.now_us() + 15 * 1440 * MINUTE);
    let late = firm.knock("/shared", &fetch).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("is over") && firm.page("mina-sato", ONE).await.contains("Over"), "{}", late.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_given_is_taken_back_linked_again_and_erased() {
    let firm = shown().await;
    let first = given(&firm).await;
    let opens = |secret: String| {
        let firm = &firm;
        async move { firm.knock("/shared", &format!("secret={secret}")).await.status == StatusCode::OK }
    };
    let again = firm.post("piet-maas", &format!("{ONE}/link"), "").await;
    let second = secret(&again.text);
    assert!(!opens(first).await && opens(second.clone()).await, "the one before ended");
    firm.refused("piet-maas", &format!("{ONE}/giving"), &format!("{WANTS}&days=14"), &["decided on already"]).await;
    firm.refused("piet-maas", &format!("{ONE}/withdrawal"), "reason=", &["The reason is empty"]).await;
    firm.done("piet-maas", &format!("{ONE}/withdrawal"), "reason=sent+to+the+wrong+address").await;
    assert!(!opens(second).await);
    firm.refused("piet-maas", &format!("{ONE}/link"), "", &["othing can be fetched"]).await;
    assert!(firm.page("piet-maas", ONE).await.contains("Taken back"));
    firm.done("piet-maas", &format!("{ONE}/erasure"), "").await;
    assert_eq!(firm.get("piet-maas", ONE).await.status, StatusCode::NOT_FOUND);
    // The next one has a number of its own, and is declined.
    firm.knock(HERE, &format!("{WHO}&{WANTS}")).await;
    let two = ONE.replace("DR-1", "DR-2");
    firm.refused("piet-maas", &format!("{two}/giving"), &format!("{WANTS}&days=91"), &["too long"]).await;
    firm.refused("piet-maas", &format!("{two}/giving"), &format!("{WANTS}&days=soon"), &["soon"]).await;
    firm.refused("piet-maas", &format!("{two}/decline"), "reason=", &["The reason is empty"]).await;
    firm.done("piet-maas", &format!("{two}/decline"), "reason=no+contract+is+planned").await;
    let page = firm.page("piet-maas", &two).await;
    assert!(page.contains("Declined: no contract is planned") && page.contains("Nothing was fetched yet"), "{page}");
    assert!(!firm.page("", "/history").await.contains("no contract"));
}

/// R209: the text of a policy that is given to others is read before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_with_a_refused_wording_is_not_given() {
    let firm = shown().await;
    let text = format!("# Access\n\nWe are SOC 2 {}.\n", "certified");
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    firm.done("piet-maas", "/policies/PL-1/text", &format!("text={encoded}&note=x")).await;
    let step = format!("version=2&sha256={}", text_sha256(&normal(&text)));
    firm.done("piet-maas", "/policies/PL-1/submission", &step).await;
    firm.done("mina-sato", "/policies/PL-1/approval", &step).await;
    firm.done("piet-maas", "/policies/PL-1/publication", &format!("{step}&from=2026-11-22")).await;
    firm.clock.set(firm.clock.now_us() + 1440 * MINUTE);
    firm.knock(HERE, &format!("{WHO}&{WANTS}")).await;
    firm.refused("mina-sato", &format!("{ONE}/giving"), &format!("{WANTS}&days=14"), &["SOC 2 report", "policy:PL-1"])
        .await;
    assert!(firm.page("mina-sato", ONE).await.contains("Waits"));
}
