//! The pages on those who work here, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;
use domain::command::Command;
use domain::values::{Grant, GrantKind};

/// A firm with two positions, and Lena Fischer at work for years.
async fn office() -> (Firm, String) {
    let firm = Firm::new();
    for form in [
        "id=lead&title=Lead&duties=Leads.&reports-to=",
        "id=analyst&title=Analyst&duties=Keeps+secrets.&reports-to=lead",
    ] {
        firm.done("", "/staff/positions", form).await;
    }
    let lena =
        add(&firm, "Lena Fischer", "lena@firm.example", "state=active&position=analyst&joined=2020-02-03&leaves=")
            .await;
    (firm, lena)
}

/// Adds somebody; answers the path of their page inside the organisation.
async fn add(firm: &Firm, name: &str, email: &str, rest: &str) -> String {
    let form = format!("name={}&email={email}&{rest}", name.replace(' ', "+"));
    let said = firm.done("", "/staff", &form).await;
    let path = said.to.strip_prefix("/o/firm").unwrap().to_owned();
    assert!(path.starts_with("/staff/person-"), "{path}");
    path
}

/// Puts a member of the firm into the register.
async fn employ(firm: &Firm, member: &str) {
    let form = "state=active&position=analyst&joined=2020-02-03&leaves=";
    firm.done("", &format!("/staff/demo-{member}"), form).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_register_says_what_to_do_first() {
    let firm = Firm::new();
    let page = firm.page("", "/staff").await;
    assert!(page.contains("Nobody is in the register yet") && page.contains("Describe the first position"), "{page}");
    let page = firm.page("", "/staff/new").await;
    assert!(page.contains("Positions come first"), "{page}");
    let page = firm.page("ivan-roth", "/staff").await;
    assert!(page.contains("Nobody is in the register yet") && !page.contains("Describe the first position"), "{page}");
    let page = firm.page("dora-lund", "/staff/own").await;
    assert!(page.contains("You are not in the register"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r244_checks_are_recorded_and_taken_back_on_the_page_of_the_person() {
    let (firm, lena) = office().await;
    let page = firm.page("", &lena).await;
    for missing in ["Screening", "Terms of employment", "Confidentiality agreement", "Performance review"] {
        assert!(page.contains(missing), "{missing}");
    }
    for words in ["Links both ways", "Latest entries", "object=staff:person-"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let checks = format!("{lena}/checks");
    firm.done("", &checks, "check=training&on=2026-11-02&note=autumn+course").await;
    let page = firm.page("", &lena).await;
    assert!(page.contains("autumn course") && page.contains("2027-11-02"), "the next one is due in a year");
    firm.refused("", &checks, "check=training&on=2026-11-22&note=kept+words", &["lies in the future", "kept words"])
        .await;
    firm.refused("", &checks, "check=terms&on=2026-11-02&note=&not-needed=yes", &["The note is empty"]).await;
    firm.refused("", &checks, "check=terms&on=&note=", &["The day of the check is empty"]).await;
    let back = format!("{checks}/training/withdrawal");
    firm.done("", &back, "").await;
    firm.refused("", &back, "", &["was never recorded of this person"]).await;
    let said = firm.post("", &format!("{checks}/dancing/withdrawal"), "").await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    firm.forbidden("mina-sato", &checks, "check=training&on=2026-11-02&note=").await;
    firm.forbidden("dora-lund", &checks, "check=training&on=2026-11-02&note=").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r246_a_leaver_s_page_holds_the_list_of_what_has_to_be_done() {
    let (firm, lena) = office().await;
    firm.done("", &lena, "state=notice&position=analyst&joined=2020-02-03&leaves=2026-12-31").await;
    let page = firm.page("", &lena).await;
    assert!(page.contains("The last day of work is 2026-12-31") && page.contains("to come"), "{page}");
    firm.refused("", &lena, "state=left&position=analyst&joined=2020-02-03&leaves=2026-12-31", &["lies in the future"])
        .await;
    firm.done("", &lena, "state=left&position=analyst&joined=2020-02-03&leaves=2026-11-18").await;
    firm.done("", &format!("{lena}/checks"), "check=access_removed&on=2026-11-20&note=ticket").await;
    let page = firm.page("", &lena).await;
    assert!(page.contains("2 days after the last day") && page.contains("not recorded"), "{page}");
    let list = firm.page("", "/staff?show=left").await;
    assert!(list.contains("2.0 days after the last day, on average") && list.contains("Keys revoked"), "{list}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r247_access_is_asked_for_oneself_decided_by_another_and_carried_out() {
    let (firm, _) = office().await;
    employ(&firm, "dora-lund").await;
    let ask = "back=own&kind=grant&system=GitHub&level=reader&reason=reads+the+code";
    let said = firm.done("dora-lund", "/staff/access", ask).await;
    assert_eq!(said.to, "/o/firm/staff/own");
    let own = firm.page("dora-lund", "/staff/own").await;
    assert!(own.contains("Waits for a decision") && own.contains("GitHub"), "{own}");
    firm.refused("dora-lund", "/staff/access", ask, &["A request for GitHub is open"]).await;
    let page = firm.page("mina-sato", "/staff/access").await;
    let (_, id) = page.split_once("id=\"access-").unwrap();
    let id = format!("access-{}", id.split('"').next().unwrap());
    assert!(page.contains("Approve") && page.contains("Refuse"), "{page}");
    let decide = format!("/staff/access/{id}/decision");
    firm.refused("mina-sato", &decide, "approved=yes&decision=", &["The reason is empty"]).await;
    firm.refused("mina-sato", &decide, "decision=fits", &["The decision is empty"]).await;
    firm.forbidden("dora-lund", &decide, "approved=yes&decision=mine").await;
    firm.done("mina-sato", &decide, "approved=yes&decision=fits").await;
    let done = format!("/staff/access/{id}/completion");
    firm.refused("", &done, "on=2026-11-20", &["lies before the day of the decision"]).await;
    firm.done("", &done, "on=2026-11-21").await;
    let own = firm.page("dora-lund", "/staff/own").await;
    assert!(own.contains("Carried out") && own.contains("<strong>GitHub</strong>"), "{own}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r247_nobody_is_offered_the_decision_on_what_they_asked_for() {
    let (firm, lena) = office().await;
    let person = lena.trim_start_matches("/staff/");
    let ask = format!("back=&person={person}&kind=grant&system=GitHub&level=reader&reason=reads");
    firm.done("mina-sato", "/staff/access", &ask).await;
    let page = firm.page("mina-sato", "/staff/access").await;
    assert!(page.contains("GitHub") && !page.contains(">Approve<") && page.contains("SoD-"), "{page}");
    assert!(firm.page("piet-maas", "/staff/access").await.contains(">Approve<"));
    assert!(!firm.page("ivan-roth", "/staff/access").await.contains(">Approve<"), "who audits decides nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r248_the_policy_on_remote_working_is_shown_and_taken_away() {
    let firm = Firm::new();
    for who in ["", "dora-lund", "ivan-roth"] {
        let page = firm.page(who, "/staff/remote-working").await;
        assert!(page.contains("Remote working policy of Firm &amp; Co") && page.contains("Not yet a policy"), "{page}");
    }
    let file = firm.get("dora-lund", "/staff/remote-working.md").await;
    assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "text/markdown; charset=utf-8"));
    assert!(file.text.starts_with("# Remote working policy of Firm & Co\n"), "{}", file.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r249_the_register_shows_hr_security_against_cc1_4_as_moderate() {
    let (firm, lena) = office().await;
    firm.done("", &format!("{lena}/checks"), "check=screening&on=2020-01-20&note=file").await;
    let page = firm.page("ivan-roth", "/staff").await;
    for word in ["CC1.4", "A.6.1-A.6.8", "as Moderate", "HR security", "A.6.8", "Kept elsewhere"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(page.contains("<strong>1</strong> of 1"), "one screening of one that is expected: {page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r250_positions_make_the_chart() {
    let (firm, _) = office().await;
    let page = firm.page("ivan-roth", "/staff/positions").await;
    assert!(
        page.contains("Keeps secrets.") && page.contains("Lena Fischer") && page.contains("held by nobody"),
        "{page}"
    );
    assert!(!page.contains("Add a position"), "who only reads is not offered it");
    let form = "id=lead&title=Lead&duties=Leads+on.&reports-to=analyst";
    firm.refused("", "/staff/positions", form, &["cannot report to itself", "Leads on."]).await;
    firm.refused(
        "",
        "/staff/positions",
        "id=New+One&title=x&duties=y&reports-to=",
        &["cannot be the id of a position"],
    )
    .await;
    firm.forbidden("mina-sato", "/staff/positions", "id=x&title=x&duties=y&reports-to=").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_is_closed_to_who_may_not_see_it() {
    let (firm, lena) = office().await;
    for path in ["/staff", "/staff/positions", "/staff/access", "/staff/export.csv", "/staff/export.xlsx", &lena] {
        for who in ["carl-diaz", "dora-lund"] {
            let said = firm.get(who, path).await;
            assert_eq!(said.status, StatusCode::FORBIDDEN, "{path} for {who}");
            assert!(!said.text.contains("Lena Fischer"), "{path} for {who}");
        }
    }
    assert_eq!(firm.get("ivan-roth", "/staff/new").await.status, StatusCode::FORBIDDEN, "who only reads adds nobody");
    let nobody = firm.get("", "/staff/person-0000000000000000").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let nav = firm.page("dora-lund", "/staff/own").await;
    assert!(nav.contains("Your record") && !nav.contains("\"/o/firm/staff\""), "{nav}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_in_the_register_twice_and_no_id_brings_a_stranger_in() {
    let (firm, lena) = office().await;
    let again = "name=Somebody+Else&email=LENA%40firm.example&state=active&position=lead&joined=2026-01-01&leaves=";
    firm.refused("", "/staff", again, &["Lena Fischer is in the register already", "Somebody Else"]).await;
    assert!(firm.page("", &lena).await.contains("Analyst"), "the record is as it was");
    let stranger = "state=active&position=analyst&joined=2026-01-01&leaves=";
    let said = firm.post("", "/staff/person-1f0c2a9b7d3e4f55", stranger).await;
    assert_eq!(said.status, StatusCode::NOT_FOUND, "{}", said.text);
    firm.refused("", "/staff", "name=&email=x&state=active&position=lead&joined=2026-01-01&leaves=", &["name"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_leaves_as_a_file_without_formulas() {
    let (firm, lena) = office().await;
    add(&firm, "=HYPERLINK(1)", "eve@firm.example", "state=candidate&position=analyst&joined=&leaves=").await;
    firm.done("", &format!("{lena}/checks"), "check=screening&on=2020-01-20&note=file").await;
    let file = firm.get("mina-sato", "/staff/export.csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.text.contains("Lena Fischer") && file.text.contains("2020-01-20"), "{}", file.text);
    assert!(!file.text.lines().any(|line| line.starts_with('=')), "{}", file.text);
    assert!(file.text.starts_with("Name,E-mail,Person,State,Position,First day,"), "{}", file.text);
    assert!(firm.page("", "/staff").await.contains("/staff/import"));
    assert!(firm.page("", "/staff/import").await.contains("Headings that are read"));
    firm.not_offered("mina-sato", "/staff/import", "ou may not").await;
    let book = firm.get("mina-sato", "/staff/export.xlsx").await;
    assert!(book.status == StatusCode::OK && book.text.starts_with("PK"), "{}", book.kind);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_history_tells_of_people_only_to_who_may_see_the_register() {
    let (firm, lena) = office().await;
    firm.done("", &format!("{lena}/checks"), "check=discipline&on=2026-11-02&note=warning").await;
    let page = firm.page("mina-sato", "/history").await;
    assert!(page.contains("disciplinary step") && page.contains("Lena Fischer"), "{page}");
    let last = firm.entries() - 1;
    assert!(firm.page("mina-sato", &format!("/history/{last}")).await.contains("warning"));

    // A consultant reads the history, and not the register.
    let (app, cleo) = (&firm.doors.app, firm.doors.app.demo_actor("cleo-west"));
    let today = app.clock().today();
    let grant = Grant {
        person: cleo.id().to_owned(),
        kind: GrantKind::Consultant,
        works: false,
        engagement: "Advice".to_owned(),
        from: today,
        until: today,
        reason: "engaged by contract".to_owned(),
    };
    app.change("firm", &firm.founder(), None, Command::GiveGrant { grant }).unwrap();
    app.change("firm", &cleo, None, Command::ConfirmMembership).unwrap();
    for path in ["/history".to_owned(), format!("/history/{last}")] {
        let page = firm.page("cleo-west", &path).await;
        for word in ["disciplin", "warning", "Lena Fischer", lena.trim_start_matches("/staff/")] {
            assert!(!page.contains(word), "{path} tells of {word}: {page}");
        }
        assert!(page.contains("made an entry about people at work, or about a document that is for others"), "{page}");
    }
    let entries = app.history("firm", &cleo, None, 500).unwrap().entries;
    assert!(entries.iter().filter(|e| e.closed).count() > 1 && entries.iter().all(|e| !e.closed || e.event.is_none()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_earlier_day_is_read_and_not_changed() {
    let (firm, lena) = office().await;
    firm.clock.set(firm.clock.now_us() + 2 * 1440 * crate::web::people::tests::MINUTE);
    for path in ["/staff", "/staff/positions", "/staff/access", &lena] {
        let page = firm.page("", &format!("{path}?as-of=2026-11-21")).await;
        assert!(!page.contains("method=\"post\" action=\"/o/firm/staff"), "{path}: {page}");
    }
    assert_eq!(firm.get("", "/staff/new?as-of=2026-11-21").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_words_come_back_as_words() {
    let (firm, lena) = office().await;
    let evil = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    firm.done("", "/staff/positions", &format!("id=evil&title={evil}&duties={evil}&reports-to=lead")).await;
    firm.done("", &format!("{lena}/checks"), &format!("check=terms&on=2026-11-02&note={evil}")).await;
    let person = lena.trim_start_matches("/staff/");
    let ask = format!("back=&person={person}&kind=grant&system={evil}&level={evil}&reason={evil}");
    firm.done("mina-sato", "/staff/access", &ask).await;
    for path in ["/staff", "/staff/positions", "/staff/access", "/staff/new", "/history", &lena] {
        let page = firm.page("", path).await;
        assert!(!page.contains("<script>alert"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_imported_after_a_look_and_changes_nothing_when_it_comes_again() {
    let (firm, _) = office().await;
    let send = async |name: &str, list: &str| {
        let head = format!("--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = format!("{head}{list}\r\n--b--\r\n").into_bytes();
        let said = firm.send("", "/staff/import", "multipart/form-data; boundary=b", body).await;
        let path = said.to.trim_start_matches("/o/firm").to_owned();
        assert!(path.starts_with("/staff/import/"), "{}", said.text);
        (firm.get("", &path).await.text, path)
    };
    let (wrong, path) =
        send("people.csv", "Name,E-mail,Position,First day\nMax Roe,max@firm.example,cook,2026-01-05\n").await;
    assert!(wrong.contains("1 refused") && wrong.contains("cook"), "{wrong}");
    firm.refused("", &path, "", &["cook"]).await;
    assert!(!firm.page("", "/staff?show=all").await.contains("Max Roe"), "who is refused is not known");
    let (page, path) = send(
        "people.csv",
        "Name,E-mail,Position,First day,Remote\nMax Roe,max@firm.example,Analyst,2026-01-05,\n\
        ,lena@firm.example,,,yes\n",
    )
    .await;
    assert!(page.contains("1 new, 1 changed, 0 the same, 0 refused") && page.contains("Import 2 people"), "{page}");
    assert_eq!(firm.done("", &path, "").await.to, "/o/firm/staff");
    assert!(firm.page("", "/staff").await.contains("Max Roe"));
    let history = firm.page("", "/history").await;
    assert!(history.contains("people.csv") && history.contains("1 new, 1 changed"), "{history}");
    let (again, _) = send("people.csv", &firm.get("", "/staff/export.csv").await.text).await;
    assert!(again.contains("Nothing would change"), "{again}");
    let (json, _) = send("people.json", "[{\"email\": \"max@firm.example\", \"remote\": true}]").await;
    assert!(json.contains("0 new, 1 changed"), "{json}");
}
