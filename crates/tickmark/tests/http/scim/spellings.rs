//! The spellings of the identity providers that most people have.

use super::server::Server;
use domain::values::Membership;
use serde_json::json;

#[tokio::test]
async fn entra_writes_operations_in_capitals_and_booleans_as_text() {
    let server = Server::start();
    let body = json!({
        "schemas": [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        ],
        "externalId": "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
        "userName": "test_user@acme.example",
        "active": true,
        "emails": [{ "primary": true, "type": "work", "value": "test_user@acme.example" }],
        "meta": { "resourceType": "User" },
        "name": { "formatted": "given family", "familyName": "family", "givenName": "given" },
        "roles": [],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Research" },
    });
    let id = server.post("/Users", body).await.id();
    server.accept("acme", &id);
    let path = format!("/Users/{id}");
    let reply = server
        .patch(
            &path,
            json!([
                { "op": "Replace", "path": "displayName", "value": "New Name" },
                { "op": "Add", "path": "emails[type eq \"work\"].value", "value": "renamed@acme.example" },
                { "op": "Add", "path": "title", "value": "Guide" },
                { "op": "Add",
                  "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "Sales" },
                { "op": "Replace", "value": { "name.familyName": "Changed" } },
            ]),
        )
        .await;
    assert_eq!(reply.status, 200, "{}", reply.json);
    assert_eq!(reply.json["emails"][0]["value"], "renamed@acme.example");
    assert_eq!(reply.json["name"]["familyName"], "Changed");
    let reply = server.patch(&path, json!([{ "op": "Replace", "path": "active", "value": "False" }])).await;
    assert_eq!(reply.json["active"], false, "{}", reply.json);
    assert_eq!(server.member(&id).state, Membership::Suspended);
    let group = server.group("Security", &[]).await;
    let members = json!([{ "value": id }]);
    for (op, count) in [("Add", 1), ("Remove", 0)] {
        let operation = json!([{ "op": op, "path": "members", "value": members }]);
        let reply = server.patch(&format!("/Groups/{group}"), operation).await;
        let found = reply.json["members"].as_array().map_or(0, Vec::len);
        assert_eq!((reply.status, found), (200, count), "{}", reply.json);
    }
    // The connection is tested by a name that nobody has.
    let probe = "/Users?filter=userName%20eq%20%2200aa00aa-bb11-cc22-dd33-44ee44ee44ee%22";
    assert_eq!(server.get(probe).await.json["totalResults"], 0);
}

#[tokio::test]
async fn okta_writes_values_without_a_path_and_the_whole_user() {
    let server = Server::start();
    let body = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "test.user@acme.example",
        "name": { "givenName": "Test", "familyName": "User" },
        "emails": [{ "primary": true, "value": "test.user@acme.example", "type": "work" }],
        "displayName": "Test User",
        "locale": "en-US",
        "externalId": "00ujl29u0le5T6Aj10h7",
        "groups": [],
        "password": "1mz050nq",
        "active": true,
    });
    let reply = server.post("/Users", body.clone()).await;
    let id = reply.id();
    assert!(!reply.json.to_string().contains("1mz050nq"), "a password is never kept");
    server.accept("acme", &id);
    let path = format!("/Users/{id}");
    let reply = server.patch(&path, json!([{ "op": "replace", "value": { "active": false } }])).await;
    assert_eq!(reply.json["active"], false);
    assert_eq!(server.member(&id).state, Membership::Suspended);
    let mut whole = body;
    whole["id"] = id.clone().into();
    whole["meta"] = json!({ "resourceType": "User" });
    assert_eq!(server.put(&path, whole).await.json["active"], true);
    assert_eq!(server.member(&id).state, Membership::Confirmed);
    let group = server.group("Security", &[&id]).await;
    let value = json!({ "id": group, "displayName": "Board" });
    let reply = server.patch(&format!("/Groups/{group}"), json!([{ "op": "replace", "value": value }])).await;
    assert_eq!((reply.status, &reply.json["displayName"]), (200, &json!("Board")));
    assert_eq!(server.roles(&id), ["management"]);
}

#[tokio::test]
async fn a_change_of_several_attributes_is_whole_or_not_at_all() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    let operations = json!([
        { "op": "replace", "path": "displayName", "value": "Half Done" },
        { "op": "replace", "path": "active", "value": false },
        { "op": "replace", "path": "nonsense", "value": "x" },
    ]);
    server.patch(&format!("/Users/{id}"), operations).await.refused(400, Some("invalidPath"));
    assert_eq!(server.get(&format!("/Users/{id}")).await.json["displayName"], "Barbara Jensen");
    assert_eq!(server.member(&id).state, Membership::Invited);
    server.patch("/Users/nobody", json!([{ "op": "remove", "path": "displayName" }])).await.refused(404, None);
}
