//! The pages of the auditor's room, in process: a full round of one request, who sees what, sealed notes, readings, hostile
//! words, and the line under every page of an external auditor.

mod asked;
mod firm;

use super::super::people::tests::{Firm, MINUTE, NOON};
use axum::http::StatusCode;
use firm::{audited, count};

const REQUEST: &str =
    "title=Leavers+of+the+window&text=With+their+last+day&about=control%2FCH-1&due=2026-12-04&reference=A-01&to=";
const HOSTILE: &str = "%3Cscript%3Ewindow.hostile%3D1%3C%2Fscript%3E";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_request_from_the_question_to_its_acceptance() {
    let firm = audited();
    let asked = firm.done("eve-stone", "/room/EN-1/requests", REQUEST).await;
    assert_eq!(asked.to, "/o/firm/room/EN-1");
    let page = firm.page("carl-diaz", "/requests/AQ-1").await;
    for shown in ["Leavers of the window", "With their last day", "2026-12-04", "A-01", "Eve Stone", "Send the answer"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    firm.refused("carl-diaz", "/requests/AQ-1/answer", "text=&more-evidence=EV-9", &["EV-9"]).await;
    firm.refused("carl-diaz", "/requests/AQ-1/answer", "text=+", &["The answer is empty"]).await;
    firm.done("carl-diaz", "/requests/AQ-1/answer", "text=Nobody+left").await;
    let page = firm.page("", "/requests/AQ-1").await;
    assert!(page.contains("Nobody left") && page.contains("With the auditor"), "{page}");
    assert!(!page.contains("Accept the answer") && page.contains("waits for an auditor of the engagement"), "{page}");
    firm.forbidden("piet-maas", "/requests/AQ-1/acceptance", "").await;
    firm.refused("eve-stone", "/requests/AQ-1/return", "return-reason=", &["The reason is empty"]).await;
    firm.done("eve-stone", "/requests/AQ-1/return", "return-reason=Which+list+says+so%3F").await;
    let page = firm.page("carl-diaz", "/requests/AQ-1").await;
    assert!(page.contains("Which list says so?") && page.contains("Answer it again"), "{page}");
    firm.done("carl-diaz", "/requests/AQ-1/answer", "text=The+register+of+staff").await;
    firm.done("eve-stone", "/requests/AQ-1/acceptance", "").await;
    let page = firm.page("eve-stone", "/requests/AQ-1").await;
    for shown in ["Nobody left", "Which list says so?", "The register of staff", "accepted it", "Accepted"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let said = firm.post("carl-diaz", "/requests/AQ-1/answer", "text=more").await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    assert!(firm.page("", "/history").await.contains("accepted the answer to the request"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_day_is_proposed_and_decided_and_what_is_late_stands_out() {
    let firm = audited();
    firm.done("eve-stone", "/room/EN-1/requests", REQUEST).await;
    firm.refused("piet-maas", "/requests/AQ-1/due-proposal", "due=soon&due-reason=x", &["is no date"]).await;
    firm.done("piet-maas", "/requests/AQ-1/due-proposal", "due=2026-12-11&due-reason=Holidays").await;
    let page = firm.page("", "/requests/AQ-1").await;
    assert!(page.contains("Until then <time>2026-12-04</time> stands") && !page.contains("Agree to"), "{page}");
    let page = firm.page("eve-stone", "/requests/AQ-1").await;
    assert!(page.contains("Agree to 2026-12-11") && page.contains("Holidays"), "{page}");
    firm.done("eve-stone", "/requests/AQ-1/due-decision", "agreed=yes").await;
    assert!(firm.page("", "/requests/AQ-1").await.contains("2026-12-11"));
    assert!(!firm.page("", "/room/EN-1").await.contains("overdue</span>"));
    firm.clock.set(NOON + 22 * 1440 * MINUTE);
    let page = firm.page("", "/room/EN-1").await;
    assert!(page.contains("2 days overdue") && page.contains("1 of them is overdue"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_new_is_asked_in_the_room_of_an_engagement_that_is_over() {
    let firm = audited();
    assert!(firm.page("", "/room/EN-1").await.contains("New request"));
    firm.done("", "/engagements/EN-1/move", "to=withdrawn&note=the+firm+merges").await;
    assert!(!firm.page("", "/room/EN-1").await.contains("New request"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_read_an_older_version_is_refused_and_keeps_its_words() {
    let firm = audited();
    firm.done("eve-stone", "/room/EN-1/requests", REQUEST).await;
    let page = firm.page("eve-stone", "/requests/AQ-1/revision").await;
    let (_, version) = page.split_once("name=\"version\" value=\"").unwrap();
    let version = version.split('"').next().unwrap().to_owned();
    let change = |title: &str| format!("version={version}&{}", REQUEST.replace("Leavers+of+the+window", title));
    firm.done("eve-stone", "/requests/AQ-1/revision", &change("Leavers")).await;
    firm.refused("eve-stone", "/requests/AQ-1/revision", &change("Kept+words"), &["Kept words"]).await;
    let hidden = firm.post("dora-lund", "/requests/AQ-1/revision", &change("x")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "who is not asked does not see that it is there");
    let taken = firm.post("piet-maas", "/requests/AQ-1/withdrawal", "withdrawal-reason=x").await;
    assert_ne!(taken.status, StatusCode::SEE_OTHER, "what the auditor asked, the auditor takes back");
    firm.done("eve-stone", "/requests/AQ-1/withdrawal", "withdrawal-reason=Asked+twice").await;
    assert!(firm.page("", "/requests/AQ-1").await.contains("Asked twice"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_prepared_by_the_organisation_and_found_by_the_auditor() {
    let firm = audited();
    let page = firm.page("", "/room/EN-1").await;
    assert!(page.contains("Nothing is asked for yet") && page.contains("New request"), "{page}");
    assert!(firm.page("eve-stone", "/room/EN-1").await.contains("You have asked for nothing yet"));
    firm.refused(
        "piet-maas",
        "/room/EN-1/requests",
        "title=&due=2026-12-04&text=kept",
        &["The title is empty", "kept"],
    )
    .await;
    firm.done(
        "piet-maas",
        "/room/EN-1/requests",
        "title=Chart&due=2026-12-04&to=demo-mina-sato&about=criterion%2FCC6.1",
    )
    .await;
    let page = firm.page("eve-stone", "/room/EN-1").await;
    assert!(page.contains("Prepared by the organisation") && page.contains("CC6.1"), "{page}");
    let csv = async |who: &str| firm.get(who, "/room/EN-1/requests/export.csv").await.text;
    assert!(csv("").await.contains("mina-sato") && !csv("eve-stone").await.contains("mina-sato"), "no address for her");
    let own = firm.page("carl-diaz", "/room").await;
    assert!(own.contains("No auditor asks you for anything"), "{own}");
    firm.not_offered("mina-sato", "/room/EN-1/requests/new", "may not ask the audited").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_auditor_enters_the_own_room_first_and_no_other() {
    let firm = audited();
    for (path, to) in [("", "/o/firm/room"), ("/", "/o/firm/room"), ("/room", "/o/firm/room/EN-1")] {
        let said = firm.get("eve-stone", path).await;
        assert_eq!((said.status, said.to.as_str()), (StatusCode::SEE_OTHER, to), "{path}");
    }
    let overview = firm.get("eve-stone", "/?page=overview").await;
    assert_eq!((overview.status, overview.to.as_str()), (StatusCode::SEE_OTHER, "/o/firm/room"), "no way around it");
    assert_eq!(firm.get("", "/").await.status, StatusCode::OK, "an owner begins at the overview");
    let page = firm.page("otto-lang", "/room").await;
    assert!(page.contains("Your access opens no room yet") && page.contains("Ask whoever invited you"), "{page}");
    firm.done("eve-stone", "/room/EN-1/requests", REQUEST).await;
    for path in ["/room/EN-1", "/requests/AQ-1", "/engagements/EN-1/readings", "/room/EN-1/notes"] {
        assert_ne!(firm.get("otto-lang", path).await.status, StatusCode::OK, "{path}");
        assert_ne!(firm.get("dora-lund", path).await.status, StatusCode::OK, "{path}");
    }
    firm.clock.set(NOON + 60 * 1440 * MINUTE);
    assert_ne!(firm.get("eve-stone", "/room/EN-1").await.status, StatusCode::OK, "the access is over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_an_external_auditor_says_whom_it_was_shown_to_and_when() {
    let firm = audited();
    let line = "Shown to Eve Stone on 2026-11-21, 12:00 UTC. Each reading is recorded.";
    for path in [
        "/room/EN-1",
        "/engagements",
        "/engagements/EN-1",
        "/controls",
        "/evidence",
        "/suppliers",
        "/frameworks",
        "/roles",
    ] {
        let page = firm.page("eve-stone", path).await;
        assert_eq!(count(&page, line), 1, "{path}: {page}");
        // What is kept of the same page for somebody else has no such line, and is not what the auditor gets.
        assert_eq!(count(&firm.page("", path).await, "Shown to"), 0, "{path}");
        assert_eq!(count(&firm.page("", path).await, "Shown to"), 0, "{path}, from memory");
    }
    firm.clock.set(NOON + 7 * MINUTE);
    assert_eq!(count(&firm.page("eve-stone", "/controls").await, "2026-11-21, 12:07 UTC"), 1, "of this minute");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notes_are_read_by_the_auditors_of_the_engagement_and_by_nobody_else() {
    let firm = audited();
    let secret = "Ask+for+a+second+draw";
    firm.refused("eve-stone", "/room/EN-1/notes", "text=&about=control%2FCH-1", &["The note is empty"]).await;
    firm.done("eve-stone", "/room/EN-1/notes", &format!("text={secret}&about=control%2FCH-1")).await;
    let page = firm.page("eve-stone", "/room/EN-1/notes").await;
    assert!(page.contains("Ask for a second draw") && page.contains("NT-1") && page.contains("CH-1"), "{page}");
    for who in ["", "olga-berg", "piet-maas", "mina-sato", "ivan-roth", "carl-diaz", "otto-lang"] {
        for path in ["/room/EN-1/notes", "/room/EN-1", "/history", "/engagements/EN-1/readings"] {
            let said = firm.get(who, path).await;
            assert!(!said.text.contains("second draw"), "{path} for {who}: {}", said.text);
        }
        let said = firm.get(who, "/room/EN-1/notes").await;
        assert_eq!(said.status, StatusCode::FORBIDDEN, "{who}: {}", said.text);
    }
    let page = firm.get("", "/room/EN-1/notes").await.text;
    assert!(page.contains("Sealed from the organisation") && page.contains("whoever runs this installation"), "{page}");
    firm.forbidden("", "/room/EN-1/notes", "text=x").await;
    firm.done("eve-stone", "/room/EN-1/notes/NT-1/removal", "").await;
    let page = firm.page("eve-stone", "/room/EN-1/notes").await;
    assert!(!page.contains("second draw") && page.contains("1 thrown away"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_read_is_shown_to_the_organisation() {
    let firm = audited();
    let page = firm.page("", "/engagements/EN-1/readings").await;
    assert!(page.contains("Nothing was read yet"), "{page}");
    firm.page("eve-stone", "/engagements/EN-1").await;
    firm.page("", "/engagements/EN-1").await;
    firm.doors.app.flush_readings().unwrap();
    let page = firm.page("", "/engagements/EN-1/readings").await;
    assert!(page.contains("Eve Stone") && page.contains("2026-11-21 12:00") && page.contains("EN-1"), "{page}");
    assert_eq!(count(&page, "data-label=\"Who\""), 1, "the owner's own reading is not noted: {page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_words_stay_words_wherever_both_sides_read_them() {
    let firm = audited();
    let request = REQUEST.replace("Leavers+of+the+window", HOSTILE).replace("With+their+last+day", HOSTILE);
    firm.done("eve-stone", "/room/EN-1/requests", &request.replace("A-01", HOSTILE)).await;
    firm.done("carl-diaz", "/requests/AQ-1/answer", &format!("text={HOSTILE}")).await;
    firm.done("eve-stone", "/requests/AQ-1/return", &format!("return-reason={HOSTILE}")).await;
    firm.done("piet-maas", "/requests/AQ-1/due-proposal", &format!("due=2026-12-11&due-reason={HOSTILE}")).await;
    firm.done("eve-stone", "/requests/AQ-1/comments", &format!("comment={HOSTILE}")).await;
    firm.done("piet-maas", "/room/EN-1/comments", &format!("comment={HOSTILE}")).await;
    firm.done("eve-stone", "/room/EN-1/notes", &format!("text={HOSTILE}")).await;
    for (who, path) in [
        ("", "/room/EN-1"),
        ("", "/room"),
        ("", "/requests/AQ-1"),
        ("eve-stone", "/requests/AQ-1/revision"),
        ("eve-stone", "/room/EN-1"),
        ("eve-stone", "/room/EN-1/notes"),
        ("eve-stone", "/room/EN-1/notes?about=%22%3E%3Cscript%3E/x"),
        ("", "/history"),
    ] {
        let page = firm.page(who, path).await;
        assert!(!page.contains("<script>window") && !page.contains("\"><script>"), "{path} for {who}");
    }
    assert!(
        firm.page("", "/room/EN-1").await.contains("&lt;script&gt;window.hostile=1"),
        "it is shown as it was written"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outside_access_is_given_for_an_engagement_that_is_chosen() {
    let firm = audited();
    let page = firm.page("", "/people/outside").await;
    assert!(page.contains("<option value=\"EN-1\" selected>EN-1 Type II 2026</option>"), "{page}");
    let form = "name=Ada+Wick&email=ada%40cpa.example&kind=external_auditor&room=EN-1&engagement=&from=2026-11-21&until=2026-12-20&reason=audit";
    assert_eq!(firm.post("", "/people/outside", form).await.status, StatusCode::OK);
    assert!(firm.page("", "/people").await.contains(">EN-1</"), "the access names the engagement");
    let consultant = form.replace("external_auditor", "consultant").replace("ada", "bea").replace("Ada", "Bea");
    firm.refused("", "/people/outside", &consultant, &["The engagement is empty"]).await;
    let eve = firm.page("", "/people/demo-eve-stone").await;
    assert!(!eve.contains("Change roles") && eve.contains("Outside access is not a role"), "{eve}");
    assert!(firm.page("", "/people/demo-dora-lund").await.contains("Change roles"));
    let bare = Firm::new();
    assert!(bare.page("", "/people/outside").await.contains("No engagement is planned yet"));
}

/// A form with one file, as a browser sends it.
fn file(name: &str, content: &str) -> (String, Vec<u8>) {
    let body = format!(
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n--line--\r\n"
    );
    ("multipart/form-data; boundary=line".to_owned(), body.into_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_checked_row_by_row_and_taken_whole_or_not_at_all() {
    let firm = audited();
    let import = "/room/EN-1/requests/import";
    assert!(firm.page("eve-stone", import).await.contains("Reference, Title, Text, Criterion, Control, Due, To"));
    firm.not_offered("mina-sato", import, "may not ask the audited").await;
    let send = async |who: &str, content: &str| {
        let (kind, body) = file("list.csv", content);
        firm.send(who, import, &kind, body).await
    };
    let before = firm.entries();
    let bad = send("eve-stone", "Reference,Title,Control,Due\nA-1,Leavers,CH-1,2026-12-04\nA-2,,CH-9,soon\n").await;
    assert_eq!(bad.status, StatusCode::SEE_OTHER, "{}", bad.text);
    let check = bad.to.strip_prefix("/o/firm").unwrap().to_owned();
    let page = firm.page("eve-stone", &check).await;
    for shown in ["1 row cannot be taken", "The title is empty", "is no day", "New request", "list.csv"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    firm.refused("eve-stone", &check, "", &["1 row"]).await;
    assert_ne!(firm.get("piet-maas", &check).await.status, StatusCode::OK, "an upload is of who sent it");
    let none = send("eve-stone", "Name,Day\nx,y\n").await;
    let page = firm.get("eve-stone", none.to.strip_prefix("/o/firm").unwrap()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    assert_eq!(firm.entries(), before, "nothing was changed");
    let good =
        send("eve-stone", "Reference,Title,Control,Due\nA-1,Leavers,CH-1,2026-12-04\nA-2,Joiners,,2026-12-05\n").await;
    let check = good.to.strip_prefix("/o/firm").unwrap().to_owned();
    assert!(firm.page("eve-stone", &check).await.contains("2 requests would be put on the list"));
    firm.done("eve-stone", &check, "").await;
    let page = firm.page("", "/room/EN-1").await;
    assert!(page.contains("AQ-1") && page.contains("Joiners") && page.contains("A-2"), "{page}");
    let csv = firm.get("", "/room/EN-1/requests/export.csv").await;
    assert!(csv.kind.starts_with("text/csv") && csv.text.contains("A-1,Leavers"), "{}", csv.text);
    let forbidden = send("dora-lund", "Title,Due\nx,2026-12-04\n").await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN, "{}", forbidden.text);
}
