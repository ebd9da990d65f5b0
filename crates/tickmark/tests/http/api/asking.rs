//! What can be asked without an organisation: the library alone speaks.

use super::server::Server;

/// One address for each operation, and what must stand in its answer.
#[tokio::test(flavor = "multi_thread")]
async fn the_library_answers() {
    let server = Server::start().await;
    let coverage =
        server.get("/api/v1/library/coverage?crosswalk=truvo-2026-05&categories=security&mode=literal").await;
    assert_eq!((&coverage.json["covered"], &coverage.json["of"]), (&61.into(), &93.into()));
    assert_eq!(coverage.json["percent"], 65.6);
    assert_eq!(coverage.json["organisation"], serde_json::Value::Null);
    let added = server.get("/api/v1/library/coverage?add=availability").await;
    assert_eq!(added.json["covered"], 65);
    assert_eq!(added.words("gained").len(), 4);
    let without = server.get("/api/v1/library/coverage?without=CC6.1").await;
    assert!(!without.words("lost").is_empty());

    let reverse = server.get("/api/v1/library/reverse?categories=all").await;
    assert_eq!((&reverse.json["criteria"], &reverse.json["with_annex_a"]), (&61.into(), &50.into()));
    let what_if = server.get("/api/v1/library/what-if").await;
    assert_eq!(what_if.json["changes"].as_array().unwrap().len(), 5);
    let gap = server.get("/api/v1/library/gap?hosting=own_premises").await;
    assert_eq!((&gap.json["of"], &gap.json["hosting"]), (&93.into(), &"own_premises".into()));
    let claims = server.get("/api/v1/library/claims?crosswalk=truvo-2026-05").await;
    assert!(claims.json["claims"].as_array().unwrap().iter().any(|c| c["id"] == "PC057"));
    let item = server.get("/api/v1/library/items/A%205.4").await;
    assert_eq!(item.json["id"], "A.5.4");
    assert!(!item.json["rows"].as_array().unwrap().is_empty());
    let criterion = server.get("/api/v1/library/items/CC6.1").await;
    assert!(!criterion.json["rows"][0]["references"].as_array().unwrap().is_empty());
    let clause = server.get("/api/v1/library/items/clause%209.2.1").await;
    assert_eq!(clause.json["id"], "9.2.1");
    let compared = server.get("/api/v1/library/comparison?crosswalks=truvo-2026-05,agency-domains").await;
    assert_eq!(compared.json["crosswalks"].as_array().unwrap().len(), 2);
    let reuse = server.get("/api/v1/library/reuse").await;
    assert!(!reuse.json["kinds"].as_array().unwrap().is_empty());
    let privacy = server.get("/api/v1/library/privacy").await;
    assert_eq!((&privacy.json["criteria"], &privacy.json["none"]), (&18.into(), &8.into()));
    let suggestions = server.get("/api/v1/library/suggestions").await;
    assert!(suggestions.json["suggestions"].as_array().unwrap().iter().all(|s| s["decision"].is_null()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_shows_its_documents() {
    let server = Server::start().await;
    let list = server.get("/api/v1/library/documents").await;
    for document in list.json["documents"].as_array().unwrap() {
        let id = document["id"].as_str().unwrap();
        let whole = server.get(&format!("/api/v1/library/documents/{id}")).await;
        assert_eq!((&whole.json["id"], &whole.json["counts"]), (&document["id"], &document["counts"]));
        let file = server.get(&format!("/api/v1/library/documents/{id}/file")).await;
        assert!(String::from_utf8(file.bytes).unwrap().contains(id));
    }
    let iso = server.get("/api/v1/library/documents/iso27001-2022").await;
    assert_eq!((&iso.json["counts"]["controls"], &iso.json["counts"]["new"]), (&93.into(), &11.into()));
    let refused = server.get("/api/v1/library/documents/iso27001-202").await;
    assert_eq!(refused.refused(404), "unknown");
    assert_eq!(refused.json["hint"], "did you mean `iso27001-2022`?");
    assert_eq!(server.get("/api/v1/library/documents/none/file").await.refused(404), "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_checks_a_file_of_ones_own() {
    let server = Server::start().await;
    let file = server.get("/api/v1/library/documents/agency-domains/file").await.bytes;
    let text = String::from_utf8(file).unwrap();
    let (checks, differences) = ("/api/v1/library/document-checks", "/api/v1/library/document-differences");
    let sound = server.send_file(checks, "application/yaml", text.clone()).await;
    assert_eq!((&sound.json["sound"], &sound.json["id"]), (&true.into(), &"agency-domains".into()));
    let same = server.send_file(differences, "application/yaml", text.clone()).await;
    assert_eq!(same.json["changes"].as_array().unwrap().len(), 0);

    let broken = text.replace("overlap: unrated", "overlap: unratet");
    let found = server.send_file(checks, "application/yaml", broken.clone()).await;
    assert_eq!((found.status, &found.json["sound"]), (200, &false.into()));
    assert!(found.json["problems"].as_array().unwrap().iter().any(|p| p["line"].as_u64() > Some(1)));
    let refused = server.send_file(differences, "application/yaml", broken).await;
    assert_eq!(refused.refused(422), "not_sound");
    assert!(!refused.json["problems"].as_array().unwrap().is_empty());
    assert_eq!(server.send_file(checks, "text/plain", text).await.refused(415), "not_yaml");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_controls_is_analysed_and_kept_nowhere() {
    let server = Server::start().await;
    let list = b"Ref,Name,Criteria\nAC-1,Access reviews,CC6.1\nAC-2,Joiners and leavers,\"CC6.2, CC6.3\"\n";
    let path = "/api/v1/library/gap-of-file?categories=security";
    let gap = server.send_form(path, ("controls.csv", list), &[("map", "id=Ref")]).await;
    assert_eq!((gap.status, &gap.json["of"]), (200, &93.into()), "{}", gap.json);
    assert_eq!(gap.json["basis"], "organisation");
    let wrong = b"Ref,Name,Criteria\nAC-1,Access reviews,CC66.1\n";
    let refused = server.send_form(path, ("controls.csv", wrong), &[("map", "id=Ref")]).await;
    assert_eq!(refused.refused(422), "import_refused");
    assert_eq!(refused.json["problems"][0]["row"], 2);
    let fields = [("map", "id=Ref"), ("ignore_unknown", "true")];
    assert_eq!(server.send_form(path, ("controls.csv", wrong), &fields).await.status, 200);
    assert_eq!(server.get("/api/v1/organisations").await.json["organisations"].as_array().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_files_to_keep() {
    let server = Server::with_acme().await;
    for path in ["/api/v1/library/gap.xlsx", "/api/v1/o/acme/gap.xlsx"] {
        let book = server.get(path).await;
        assert_eq!((book.status, book.bytes.get(..2)), (200, Some(b"PK".as_slice())));
        assert!(book.header("content-disposition").starts_with("attachment; filename=\"gap"));
    }
    for path in ["/api/v1/library/gap.csv", "/api/v1/o/acme/gap.csv"] {
        let table = String::from_utf8(server.get(path).await.bytes).unwrap();
        assert_eq!(table.lines().filter(|line| line.starts_with("A.")).count(), 93, "{path}");
    }
    assert_eq!(server.get("/api/v1/o/acme/gap.csv?mode=wide").await.refused(422), "unknown");
}

/// A word that is not known is refused with the nearest right one; nothing is guessed.
#[tokio::test(flavor = "multi_thread")]
async fn unknown_words_are_refused() {
    let server = Server::start().await;
    let cases = [
        ("coverage?categories=securty", 422, "unknown", "did you mean `security`?"),
        ("coverage?mode=litteral", 422, "unknown", "did you mean `literal`?"),
        ("coverage?crosswalk=truvo-2026-06", 404, "unknown", "did you mean `truvo-2026-05`?"),
        ("coverage?without=CC6.11", 404, "unknown", ""),
        ("reverse?mode=x", 422, "unknown", ""),
        ("what-if?categories=x", 422, "unknown", ""),
        ("gap?hosting=cluod", 422, "unknown", "did you mean `cloud`?"),
        ("gap.xlsx?mode=x", 422, "unknown", ""),
        ("gap.csv?mode=x", 422, "unknown", ""),
        ("claims?crosswalk=x", 404, "unknown", ""),
        ("items/A.5.99", 404, "unknown", ""),
        ("comparison?crosswalks=x", 404, "unknown", ""),
        ("reuse?mode=x", 422, "unknown", ""),
        ("coverage?catgories=all", 400, "unreadable", "did you mean `categories`?"),
        ("coverage?mode=broad&mode=literal", 400, "unreadable", "name it once"),
        ("coverage?as-of=2026-03-01", 400, "unreadable", ""),
        ("documents/soc2-tsc-2017?mode=literal", 400, "unreadable", "this operation takes no query"),
    ];
    for (path, status, code, hint) in cases {
        let reply = server.get(&format!("/api/v1/library/{path}")).await;
        assert_eq!(reply.refused(status), code, "{path}");
        assert!(hint.is_empty() || reply.json["hint"] == hint, "{path}: {}", reply.json["hint"]);
    }
}
