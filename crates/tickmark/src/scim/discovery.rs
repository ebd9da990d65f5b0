//! What this door can do (RFC 7643, section 5; RFC 7644, section 4): the same for every organisation.

use super::attributes::Kind;
use super::call::{Answered, Call, reply};
use super::list::{MAX_COUNT, list_of};
use super::problem::ScimError;
use super::schemas::schema_of;
use axum::http::StatusCode;
use serde_json::{Value, json};

const CONFIG: &str = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const RESOURCE_TYPE: &str = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const KINDS: [Kind; 2] = [Kind::User, Kind::Group];

pub(super) fn config(call: &Call) -> Answered {
    let place = call.location("ServiceProviderConfig");
    let body = json!({
        "schemas": [CONFIG],
        "patch": { "supported": true },
        "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": MAX_COUNT },
        "changePassword": { "supported": false },
        "sort": { "supported": false },
        "etag": { "supported": true },
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "Token of the directory",
            "description": "A token of kind directory that an owner of the organisation issued; sent as a bearer token.",
            "specUri": "https://www.rfc-editor.org/rfc/rfc6750",
            "primary": true,
        }],
        "meta": { "resourceType": "ServiceProviderConfig", "location": place },
    });
    Ok(reply(StatusCode::OK, &body))
}

pub(super) fn resource_types(call: &Call) -> Answered {
    let all: Vec<Value> = KINDS.into_iter().map(|kind| type_of(call, kind)).collect();
    Ok(reply(StatusCode::OK, &list_of(&all, all.len(), 1)))
}

pub(super) fn resource_type(call: &Call, name: &str) -> Answered {
    let kind = KINDS.into_iter().find(|kind| kind.name() == name);
    let kind = kind.ok_or_else(|| not_there(&format!("no resource type is known as `{name}`")))?;
    Ok(reply(StatusCode::OK, &type_of(call, kind)))
}

fn type_of(call: &Call, kind: Kind) -> Value {
    json!({
        "schemas": [RESOURCE_TYPE],
        "id": kind.name(),
        "name": kind.name(),
        "endpoint": format!("/{}", kind.endpoint()),
        "description": match kind {
            Kind::User => "A person with a membership here that follows the directory.",
            Kind::Group => "A group of the directory; an owner says which groups hold which roles.",
        },
        "schema": kind.schema(),
        "meta": { "resourceType": "ResourceType", "location": call.location(&format!("ResourceTypes/{}", kind.name())) },
    })
}

pub(super) fn schemas(call: &Call) -> Answered {
    let all: Vec<Value> = KINDS.into_iter().map(|kind| schema_of(call, kind)).collect();
    Ok(reply(StatusCode::OK, &list_of(&all, all.len(), 1)))
}

pub(super) fn schema(call: &Call, id: &str) -> Answered {
    let kind = KINDS.into_iter().find(|kind| kind.schema().eq_ignore_ascii_case(id));
    let kind = kind.ok_or_else(|| not_there(&format!("no schema is known as `{id}`")))?;
    Ok(reply(StatusCode::OK, &schema_of(call, kind)))
}

fn not_there(detail: &str) -> ScimError {
    ScimError::plain(StatusCode::NOT_FOUND, detail)
}
