//! Filters and changes by themselves: what is read, what it means, what is refused.

use super::attributes::Kind;
use super::filter::Filter;
use super::patch::apply;
use serde_json::{Map, Value, json};

fn barbara() -> Value {
    json!({
        "id": "person-1",
        "userName": "bjensen@example.com",
        "externalId": "AbC",
        "active": true,
        "name": { "familyName": "Jensen", "givenName": "Barbara" },
        "emails": [
            { "value": "bjensen@example.com", "type": "work", "primary": true },
            { "value": "babs@home.example", "type": "home" },
        ],
        "meta": { "lastModified": "2026-03-02T09:00:00Z" },
    })
}

fn holds(filter: &str) -> bool {
    Filter::parse(filter, &[Kind::User]).unwrap_or_else(|e| panic!("{filter}: {}", e.detail)).holds(&barbara())
}

#[test]
fn a_filter_means_what_the_standard_says() {
    for (filter, expected) in [
        (r#"userName eq "BJENSEN@example.com""#, true),
        (r#"USERNAME Eq "bjensen@example.com""#, true),
        (r#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "bj""#, true),
        (r#"externalId eq "abc""#, false),
        (r#"externalId eq "AbC""#, true),
        (r#"name.familyName co "ens""#, true),
        (r#"emails co "home.example""#, true),
        (r#"emails.value eq "babs@home.example""#, true),
        (r#"emails[type eq "work" and value co "home"]"#, false),
        (r#"emails[type eq "home" and value co "home"]"#, true),
        (r#"emails[type eq "work"].value eq "bjensen@example.com""#, true),
        ("active eq true", true),
        (r#"active eq "True""#, true),
        ("active ne true", false),
        ("title pr", false),
        ("externalId pr and not (displayName pr)", true),
        (r#"userName eq "x" or active eq true and userName eq "y""#, false),
        (r#"(userName eq "x" or active eq true) and userName sw "b""#, true),
        (r#"meta.lastModified ge "2026-03-01T00:00:00Z""#, true),
        (r#"meta.lastModified lt "2026-03-01T00:00:00Z""#, false),
        ("displayName eq null", true),
        (r#"userName ew ".com""#, true),
        (r#"userName eq "a \"quoted\" name""#, false),
    ] {
        assert_eq!(holds(filter), expected, "{filter}");
    }
}

#[test]
fn a_filter_that_cannot_be_read_is_refused_with_its_word() {
    let deep = format!("{}active eq true{}", "(".repeat(30), ")".repeat(30));
    let long = format!(r#"userName eq "{}""#, "a".repeat(3_000));
    let wrong = [
        "",
        "userName",
        "userName eq",
        "userName eq bjensen",
        r#"userName is "x""#,
        r#"nothingKnown eq "x""#,
        r#"userName eq "x" and"#,
        r#"(userName eq "x""#,
        r#"userName eq "x""y""#,
        r#"emails[type eq "work""#,
        r#"emails[colour eq "red"]"#,
        r#"name[familyName eq "x"]"#,
        r#"userName eq "open"#,
        "not active eq true",
        &deep,
        &long,
    ];
    for filter in wrong {
        let refused = Filter::parse(filter, &[Kind::User]).expect_err(filter);
        assert_eq!(refused.kind, Some("invalidFilter"), "{filter}");
    }
}

fn said() -> Map<String, Value> {
    match barbara() {
        Value::Object(all) => all.into_iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "meta")).collect(),
        _ => Map::new(),
    }
}

fn changed(operations: Value) -> Result<Value, &'static str> {
    let body = json!({ "Operations": operations });
    let applied = apply(Kind::User, body.as_object().expect("an object"), &said());
    applied.map(Value::Object).map_err(|e| e.kind.unwrap_or_default())
}

#[test]
fn a_change_is_made_in_every_spelling() {
    let all = changed(json!([
        { "op": "Replace", "path": "active", "value": "False" },
        { "op": "add", "value": { "displayName": "Babs", "name.givenName": "Babs", "title": "Tour guide" } },
        { "op": "REPLACE", "path": "emails[type eq \"work\"].value", "value": "b@example.com" },
        { "op": "Add", "path": "emails[type eq \"other\"].value", "value": "third@example.com" },
        { "op": "remove", "path": "emails[type eq \"home\"]" },
        { "op": "replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:name.familyName", "value": "J." },
        { "op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "R" },
        { "op": "remove", "path": "externalId" },
    ]));
    let all = all.expect("every operation is understood");
    assert_eq!(all["active"], "False");
    assert_eq!(all["displayName"], "Babs");
    assert_eq!(all["name"], json!({ "familyName": "J.", "givenName": "Babs" }));
    assert_eq!(
        all["emails"],
        json!([
            { "value": "b@example.com", "type": "work", "primary": true },
            { "value": "third@example.com", "type": "other" },
        ])
    );
    assert!(all.get("externalId").is_none() && all.get("title").is_none());
}

#[test]
fn a_new_primary_address_takes_the_place_of_the_former() {
    let new = json!([{ "op": "add", "path": "emails", "value": [{ "value": "n@example.com", "primary": true }] }]);
    let emails = changed(new).expect("an address is added")["emails"].clone();
    assert_eq!(emails[0]["primary"], false);
    assert_eq!(emails[2], json!({ "value": "n@example.com", "primary": true }));
}

#[test]
fn a_change_that_cannot_be_made_is_refused_with_its_word() {
    for (operations, word) in [
        (json!([]), "invalidSyntax"),
        (json!([{ "op": "move", "path": "active" }]), "invalidSyntax"),
        (json!([{ "op": "remove" }]), "noTarget"),
        (json!([{ "op": "remove", "path": "userName" }]), "mutability"),
        (json!([{ "op": "replace", "path": "id", "value": "x" }]), "mutability"),
        (json!([{ "op": "replace", "path": "groups", "value": [] }]), "mutability"),
        (json!([{ "op": "replace", "path": "nothingKnown", "value": "x" }]), "invalidPath"),
        (json!([{ "op": "replace", "path": "emails[type eq \"work\"", "value": "x" }]), "invalidPath"),
        (json!([{ "op": "replace", "path": "emails[type is 3].value", "value": "x" }]), "invalidFilter"),
        (json!([{ "op": "replace", "path": "emails[type sw \"x\"].value", "value": "x" }]), "noTarget"),
        (json!([{ "op": "add", "value": "x" }]), "invalidValue"),
        (json!([{ "op": "add", "path": "emails", "value": [3] }]), "invalidValue"),
    ] {
        assert_eq!(changed(operations.clone()), Err(word), "{operations}");
    }
}

#[test]
fn members_are_added_and_removed_in_every_spelling() {
    let group = json!({ "displayName": "Tour guides", "members": [{ "value": "a" }, { "value": "b" }] });
    let change = |operation: Value| {
        let body = json!({ "Operations": [operation] });
        let body = body.as_object().expect("an object");
        Value::Object(apply(Kind::Group, body, group.as_object().expect("an object")).expect("understood"))["members"]
            .as_array()
            .map(|list| list.iter().map(|m| m["value"].as_str().unwrap_or_default().to_owned()).collect::<String>())
            .unwrap_or_default()
    };
    assert_eq!(change(json!({ "op": "Add", "path": "members", "value": [{ "value": "c" }, { "value": "a" }] })), "abc");
    assert_eq!(change(json!({ "op": "Remove", "path": "members", "value": [{ "value": "a" }] })), "b");
    assert_eq!(change(json!({ "op": "remove", "path": "members[value eq \"b\"]" })), "a");
    assert_eq!(change(json!({ "op": "remove", "path": "members" })), "");
    assert_eq!(change(json!({ "op": "replace", "value": { "id": "x", "members": [{ "value": "z" }] } })), "z");
}
