//! The pages on documents, in process: each form done, refused with nothing lost, and not offered to who may not.

mod kept;

use crate::web::people::tests::Firm;
use domain::values::policy::{normal, text_sha256};

const FACTS: &str = "number=POL-02&title=Access&kind=policy&owner=demo-carl-diaz&classification=internal&review=12\
    &approvals=1&retention=3&controls=AC-1&meets=5.18%2C+CC6.2";
const TEXT: &str = "# Access\n\nReviewed quarterly (AC-1). <script>alert(1)</script>\n";

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn step(version: u32, text: &str, more: &str) -> String {
    format!("version={version}&sha256={}{more}", text_sha256(&normal(text)))
}

/// A firm with a draft that the programme manager wrote: `PL-1`.
async fn written(text: &str) -> Firm {
    let firm = Firm::new();
    let said = firm.done("piet-maas", "/policies", &format!("{FACTS}&text={}", encoded(text))).await;
    assert_eq!(said.to, "/o/firm/policies/PL-1");
    firm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_register_says_what_to_do_first() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/policies").await;
    for words in ["No document is kept yet", "Import a folder", "Backup policy", "pieces of documented information"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = firm.page("dora-lund", "/policies").await;
    assert!(!page.contains("Import a folder") && page.contains("ou may not"), "why not, and whom to ask: {page}");
    firm.not_offered("dora-lund", "/policies/new", "ou may not").await;
    let page = firm.page("piet-maas", "/policies/new?starter=backup").await;
    assert!(page.contains("A restore is tried half-yearly") && page.contains("POL-05"), "{page}");
    assert!(firm.page("dora-lund", "/policies/checks").await.contains("Information security policy"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r159_a_document_goes_from_draft_to_acknowledged_on_its_page() {
    let firm = written(TEXT).await;
    let one = "/policies/PL-1";
    let page = firm.page("piet-maas", one).await;
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "raw HTML is text: {page}");
    let link = r#"quarterly (<a class="id" href="/o/firm/controls/AC-1">AC-1</a>)"#;
    assert!(page.contains(link), "what the text names is a link: {page}");
    for words in ["Hand it on for approval", "Which is right?", "Informal: never approved", "A.5.18"] {
        assert!(page.contains(words) || words == "Which is right?", "{words}: {page}");
    }
    firm.done("piet-maas", &format!("{one}/submission"), &step(1, TEXT, "")).await;
    let page = firm.page("piet-maas", one).await;
    assert!(page.contains("SoD-1"), "whoever wrote it sees why not: {page}");
    assert!(firm.page("mina-sato", "/tasks").await.contains("Document to approve"));
    firm.refused("mina-sato", &format!("{one}/approval"), &step(1, "Another text", ""), &["changed"]).await;
    firm.done("mina-sato", &format!("{one}/approval"), &step(1, TEXT, "")).await;
    firm.refused("piet-maas", &format!("{one}/publication"), &step(1, TEXT, "&from=2025-01-01"), &["lies before"])
        .await;
    firm.done("piet-maas", &format!("{one}/publication"), &step(1, TEXT, "&from=2026-11-21")).await;
    firm.done("piet-maas", &format!("{one}/round"), "until=2026-12-01").await;
    assert!(firm.page("dora-lund", "/tasks").await.contains("Read and acknowledge"));
    assert!(firm.page("dora-lund", one).await.contains("I have read it"));
    firm.done("dora-lund", &format!("{one}/acknowledgement"), &step(1, TEXT, "")).await;
    let page = firm.page("dora-lund", one).await;
    assert!(page.contains("You acknowledged version 1"), "{page}");
    let page = firm.page("", one).await;
    assert!(page.contains("Missing") && page.contains("Published"), "{page}");
    firm.done("carl-diaz", &format!("{one}/review"), "version=1&note=still+so").await;
    assert!(firm.page("", "/history").await.contains("acknowledged version"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r163_a_text_with_placeholders_is_not_approved_and_can_be_sent_back() {
    let text = "# Access\n\n[[Role]] reviews it.\n";
    let firm = written(text).await;
    let one = "/policies/PL-1";
    assert!(firm.page("piet-maas", one).await.contains("Somebody has to fill this in"));
    firm.done("piet-maas", &format!("{one}/submission"), &step(1, text, "")).await;
    firm.refused("mina-sato", &format!("{one}/approval"), &step(1, text, ""), &["line 3 [[Role]]"]).await;
    firm.done("mina-sato", &format!("{one}/return"), "version=1&reason=Who+is+it").await;
    assert!(firm.page("piet-maas", one).await.contains("Sent back by"));
    firm.done("carl-diaz", &format!("{one}/text"), &format!("text={}&note=named", encoded(TEXT))).await;
    let page = firm.page("", &format!("{one}/text.md?version=1")).await;
    assert!(page.starts_with("# Access\n\nReviewed"), "{page}");
    firm.done(
        "carl-diaz",
        &format!("{one}/revision"),
        &format!("{}&reason=x", FACTS.replace("title=Access", "title=Entry")),
    )
    .await;
    firm.done("carl-diaz", &format!("{one}/retirement"), "reason=part+of+another").await;
    let page = firm.page("", one).await;
    assert!(page.contains("It is retired") && page.contains("Entry"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r158_what_changed_between_versions_is_shown() {
    let firm = written(TEXT).await;
    let one = "/policies/PL-1";
    firm.done("piet-maas", &format!("{one}/submission"), &step(1, TEXT, "")).await;
    firm.done("mina-sato", &format!("{one}/approval"), &step(1, TEXT, "")).await;
    firm.done("piet-maas", &format!("{one}/publication"), &step(1, TEXT, "&from=2026-11-21")).await;
    let next = format!("{TEXT}\nLeavers lose it at once.\n");
    firm.refused(
        "piet-maas",
        &format!("{one}/text"),
        &format!("text={}&note=", encoded(&next)),
        &["hat changes is empty", "Leavers"],
    )
    .await;
    firm.done("piet-maas", &format!("{one}/text"), &format!("text={}&note=leavers", encoded(&next))).await;
    let page = firm.page("", &format!("{one}/difference")).await;
    assert!(page.contains("<ins>Leavers lose it at once.</ins>") && page.contains("2 lines came"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_come_in_with_a_preview_and_all_or_none() {
    let firm = Firm::new();
    let part = |name: &str, text: &str| {
        format!("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let good = part("access.md", "---\nnumber: POL-02\nowner: carl-diaz@example.org\n---\n# Access\n\nBy need.\n");
    let form = |parts: &str| format!("{parts}--part--\r\n").into_bytes();
    let kind = "multipart/form-data; boundary=part";
    let wrong = part("backup.md", "---\nnumber: POL-05\nkind: poem\n---\n# Backup\n");
    let said = firm.send("piet-maas", "/policies/import", kind, form(&format!("{good}{wrong}"))).await;
    let page = firm.page("piet-maas", said.to.trim_start_matches("/o/firm")).await;
    for words in ["backup.md", "is no kind", "One file with a problem"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let plain = part("access.md", "# Access\n\nBy need.\n");
    let said = firm.send("piet-maas", "/policies/import", kind, form(&plain)).await;
    let upload = said.to.trim_start_matches("/o/firm").to_owned();
    assert!(firm.page("piet-maas", &upload).await.contains("1 new"));
    firm.done("piet-maas", &upload, "").await;
    assert!(firm.page("", "/policies").await.contains("Access"));
}
