//! The scorecard in process: open to everybody, kept in an organisation, and who may answer it there.

use crate::web::people::tests::Firm;

const SOME: &str = "SQ01=yes&SQ05=no&SQ08=partly&SQ20=do_not_know&people=2";

#[tokio::test(flavor = "multi_thread")]
async fn r330_answers_are_kept_beside_what_the_registers_say() {
    let firm = Firm::new();
    let empty = firm.page("piet-maas", "/scorecard").await;
    assert!(empty.contains("No scorecard was taken yet"), "{empty}");
    let form = firm.page("piet-maas", "/scorecard/answers").await;
    assert!(form.contains("name=\"SQ01\"") && form.contains("name=\"SQ20\""), "{form}");
    firm.done("piet-maas", "/scorecard", SOME).await;
    let page = firm.page("mina-sato", "/scorecard").await;
    for words in [
        "SC-1",
        "4 of 20 questions are answered",
        "What the registers say otherwise",
        "Roadmap",
        "neither coverage",
        "Links both ways",
        "object=scorecard:SC-1",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let again = firm.page("piet-maas", "/scorecard/answers").await;
    assert!(again.contains("value=\"partly\" checked"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_answer_is_told_and_odd_answers_are_named() {
    let firm = Firm::new();
    firm.not_offered("mina-sato", "/scorecard/answers", "ou may not").await;
    firm.forbidden("mina-sato", "/scorecard", SOME).await;
    firm.refused("piet-maas", "/scorecard", "SQ01=maybe", &["maybe", "do_not_know"]).await;
    firm.refused("piet-maas", "/scorecard", "people=3", &["The list of answers is empty"]).await;
    firm.refused("piet-maas", "/scorecard", "SQ01=yes&people=0", &["people"]).await;
}
