//! The form that waits for a proof: held sealed when it is refused, sent again when the proof is there.

use super::super::sign_in::told;
use super::guard::{carry, keep};
use super::page::page;
use super::prove::prove;
use super::{Proof, Question};
use crate::serve::Doors;
use crate::web::problem::{NeedsProof, Problem};
use crate::web::reading::encode;
use crate::web::typed::sentence;
use crate::web::visitor::visitor;
use app::{Failure, Visitor};
use axum::Form;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use std::net::SocketAddr;
use std::sync::Arc;

/// Largest form that a page takes, in bytes; larger ones are files, which no question of proof holds up.
const MAX_FORM: usize = 2 * 1024 * 1024;
/// How the body of a form begins that brings a proof and a form that waited for it.
const HELD: &[u8] = b"held-form=";

pub(super) async fn asked_for_proof(doors: &Arc<Doors>, request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let form = request.method() == Method::POST && kind.starts_with("application/x-www-form-urlencoded");
    let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    if !form {
        let get = request.method() == Method::GET;
        let response = next.run(request).await;
        return match response.extensions().get::<NeedsProof>() {
            Some(_) if get => Redirect::to(&format!("/confirm?to={}", encode(&path))).into_response(),
            _ => response,
        };
    }
    let (parts, body) = request.into_parts();
    let Ok(typed) = to_bytes(body, MAX_FORM).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "The form is too large.\n").into_response();
    };
    let headers = parts.headers.clone();
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let request = |body: Bytes| {
        let mut request = Request::from_parts(parts, Body::from(body.clone()));
        request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        request
    };
    if typed.starts_with(HELD) {
        let visitor = visitor(&headers, peer, &doors.reach);
        return match again(doors, &headers, &path, &typed, &visitor).await {
            Ok((secret, form)) => {
                let mut request = request(form);
                if let Some(secret) = &secret {
                    carry(request.headers_mut(), doors.reach.session_cookie(), secret);
                }
                let mut response = next.run(request).await;
                if let Some(secret) = &secret {
                    keep(doors, response.headers_mut(), secret);
                }
                response
            }
            Err(response) => response,
        };
    }
    let response = next.run(request(typed.clone())).await;
    let Some(needs) = response.extensions().get::<NeedsProof>().cloned() else {
        return response;
    };
    let Ok(Some(who)) = doors.who(&headers) else {
        return response;
    };
    let held = tokio::task::block_in_place(|| doors.app.hold_form(&who, &path, &typed)).unwrap_or_default();
    let reason = sentence(&needs.sentence);
    let question = Question { action: &path, reason: &reason, strong: needs.strong, held: &held, to: "" };
    match page(doors, &headers, &who, &question, None) {
        Ok(page) => (StatusCode::FORBIDDEN, page).into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// Proves again for a form that waited; answers the session's new secret (none where a fresh proof was there) and the form, or what is to be shown instead.
async fn again(
    doors: &Doors,
    headers: &HeaderMap,
    path: &str,
    typed: &[u8],
    visitor: &Visitor,
) -> Result<(Option<String>, Bytes), Response> {
    let who = match doors.who(headers) {
        Ok(Some(who)) => who,
        Ok(None) => return Err(Problem::SignIn("/".to_owned()).into_response()),
        Err(fault) => return Err(Problem::from(fault).into_response()),
    };
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let proof: Proof = match request.body(Body::from(typed.to_vec())) {
        Ok(request) => read(request).await.unwrap_or_default(),
        Err(_) => Proof::default(),
    };
    let Some(form) = tokio::task::block_in_place(|| doors.app.held_form(&who, path, &proof.held)) else {
        let refusal = Refusal::NotPossible {
            sentence: "what you typed has waited too long".to_owned(),
            hint: "go back, and send it again".to_owned(),
        };
        return Err(Problem::Refused(refusal).into_response());
    };
    match prove(doors, headers, &who, &proof, visitor).await {
        Ok(secret) => Ok((secret, Bytes::from(form))),
        Err(Failure::Refused(refusal)) => {
            let strong = proof.password.is_empty();
            let question = Question { action: path, reason: "", strong, held: &proof.held, to: "" };
            let page = page(doors, headers, &who, &question, Some(&refusal));
            Err(page.map_or_else(IntoResponse::into_response, |page| told(&refusal, page)))
        }
        Err(other) => Err(Problem::from(other).into_response()),
    }
}

async fn read(request: Request) -> Option<Proof> {
    use axum::extract::FromRequest;
    Form::from_request(request, &()).await.ok().map(|Form(proof)| proof)
}
