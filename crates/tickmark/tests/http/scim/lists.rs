//! Lists: filters, pages, chosen attributes, and what both kinds answer together.

use super::server::{Server, user, with};
use serde_json::{Value, json};

async fn three() -> (Server, Vec<String>) {
    let server = Server::start();
    let mut ids = Vec::new();
    for name in ["Ann", "Ben"] {
        ids.push(server.join(name).await);
    }
    ids.push(server.post("/Users", with(user("Cid"), "active", false)).await.id());
    (server, ids)
}

async fn names(server: &Server, query: &str) -> Vec<String> {
    let reply = server.get(&format!("/Users?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.json);
    let list = reply.json["Resources"].as_array().expect("a list").iter();
    let mut names: Vec<String> = list.map(|u| u["name"]["givenName"].as_str().unwrap_or_default().to_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn filters_choose_users() {
    let (server, ids) = three().await;
    for (filter, expected) in [
        ("userName%20eq%20%22ANN%40acme.example%22", vec!["Ann"]),
        ("externalId%20eq%20%22ext-Ben%22", vec!["Ben"]),
        ("externalId%20eq%20%22EXT-BEN%22", vec![]),
        ("emails.value%20sw%20%22c%22", vec!["Cid"]),
        ("emails%5Btype%20eq%20%22work%22%20and%20value%20co%20%22ben%22%5D", vec!["Ben"]),
        ("active%20eq%20false", vec!["Cid"]),
        ("active%20eq%20%22True%22%20and%20displayName%20co%20%22nn%22", vec!["Ann"]),
        ("userName%20eq%20%22nobody%22", vec![]),
        ("title%20pr", vec![]),
        ("externalId%20pr", vec!["Ann", "Ben", "Cid"]),
    ] {
        assert_eq!(names(&server, &format!("filter={filter}")).await, expected, "{filter}");
    }
    assert_eq!(names(&server, &format!("filter=id%20eq%20%22{}%22", ids[1])).await, ["Ben"]);
    server.get("/Users?filter=userName%20is%20%22x%22").await.refused(400, Some("invalidFilter"));
    server.get("/Users?filter=wrong%20pr").await.refused(400, Some("invalidFilter"));
}

#[tokio::test]
async fn pages_are_counted_from_one_and_capped() {
    let (server, _) = three().await;
    let mut seen = Vec::new();
    for start in 1..=3 {
        let page = server.get(&format!("/Users?startIndex={start}&count=1")).await.json;
        assert_eq!((&page["totalResults"], &page["itemsPerPage"]), (&json!(3), &json!(1)));
        assert_eq!(page["startIndex"], start);
        seen.push(page["Resources"][0]["id"].as_str().expect("an id").to_owned());
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 3, "every user stands on one page");
    for (query, shown) in
        [("count=0", 0), ("count=-3", 0), ("startIndex=-5", 3), ("startIndex=9", 0), ("count=9999", 3)]
    {
        let page = server.get(&format!("/Users?{query}")).await.json;
        assert_eq!((&page["totalResults"], &page["itemsPerPage"]), (&json!(3), &json!(shown)), "{query}");
    }
    server.get("/Users?count=many").await.refused(400, Some("invalidValue"));
}

#[tokio::test]
async fn a_page_never_has_more_than_two_hundred() {
    let server = Server::start();
    for number in 0..201 {
        let name = format!("u{number}");
        assert_eq!(server.post("/Users", with(user(&name), "active", false)).await.status, 201);
    }
    let page = server.get("/Users?count=1000").await.json;
    assert_eq!((&page["totalResults"], &page["itemsPerPage"]), (&json!(201), &json!(200)));
    let rest = server.get("/Users?startIndex=201").await.json;
    assert_eq!(rest["itemsPerPage"], 1);
}

#[tokio::test]
async fn attributes_are_chosen_and_left_out() {
    let (server, ids) = three().await;
    let keys = |value: &Value| {
        let mut keys: Vec<String> = value.as_object().expect("an object").keys().cloned().collect();
        keys.sort();
        keys
    };
    let one = server.get(&format!("/Users/{}?attributes=userName,name.givenName", ids[0])).await.json;
    assert_eq!(keys(&one), ["id", "name", "schemas", "userName"]);
    assert_eq!(one["name"], json!({ "givenName": "Ann" }));
    let without = server.get(&format!("/Users/{}?excludedAttributes=emails,meta,id", ids[0])).await.json;
    assert!(without.get("emails").is_none() && without.get("meta").is_none() && without.get("id").is_some());
    let list = server.get("/Users?attributes=active").await.json;
    assert_eq!(keys(&list["Resources"][0]), ["active", "id", "schemas"]);
    let group = server.group("Choir", &[&ids[0]]).await;
    let group = server.get(&format!("/Groups/{group}?excludedAttributes=members")).await.json;
    assert!(group.get("members").is_none() && group["displayName"] == "Choir");
}

#[tokio::test]
async fn a_search_by_post_answers_like_a_list() {
    let (server, ids) = three().await;
    server.group("Choir", &[&ids[0]]).await;
    let search = json!({ "filter": "active eq true", "attributes": ["userName"], "startIndex": 1, "count": 10 });
    let found = server.post("/Users/.search", search).await.json;
    assert_eq!(found["totalResults"], 2);
    assert!(found["Resources"][0].get("emails").is_none());
    let all = server.post("/.search", json!({})).await.json;
    assert_eq!(all["totalResults"], 4);
    let by_name = server.post("/.search", json!({ "filter": "displayName co \"o\"" })).await.json;
    assert_eq!(by_name["Resources"][0]["meta"]["resourceType"], "Group");
}

#[tokio::test]
async fn schemas_and_resource_types_name_what_is_answered() {
    let (server, ids) = three().await;
    let schemas = server.get("/Schemas").await.json;
    assert_eq!(schemas["totalResults"], 2);
    let user = schemas["Resources"].as_array().expect("schemas").iter().find(|s| s["name"] == "User").expect("users");
    let named: Vec<&str> =
        user["attributes"].as_array().expect("a list").iter().filter_map(|a| a["name"].as_str()).collect();
    let shown = server.get(&format!("/Users/{}", ids[0])).await.json;
    let common = ["id", "externalId", "schemas", "meta"];
    for name in shown.as_object().expect("a user").keys().filter(|name| !common.contains(&name.as_str())) {
        assert!(named.contains(&name.as_str()), "{name} is shown and stands in no schema");
    }
    for kind in server.get("/ResourceTypes").await.json["Resources"].as_array().expect("a list") {
        let endpoint = kind["endpoint"].as_str().expect("an endpoint");
        assert_eq!(server.get(endpoint).await.status, 200);
        assert_eq!(server.get(&format!("/Schemas/{}", kind["schema"].as_str().expect("a schema"))).await.status, 200);
        assert_eq!(
            server.get(&format!("/ResourceTypes/{}", kind["id"].as_str().expect("an id"))).await.json["id"],
            kind["id"]
        );
    }
    server.get("/Schemas/urn:nothing").await.refused(404, None);
}
