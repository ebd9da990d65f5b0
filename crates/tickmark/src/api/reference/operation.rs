//! One operation of the reference, folded: what it takes, what it answers, and a line to try it with.

use super::{Operation, schema};
use crate::web::ui::{self, Column, Row, TableOptions};
use maud::{Markup, html};
use serde_json::Value;

/// One operation, folded.
pub(super) fn shown(document: &Value, operation: &Operation<'_>, base: &str) -> Markup {
    let said = operation.said;
    let id = said["operationId"].as_str().unwrap_or_default();
    html! {
        details.operation id={ "op-" (id) } {
            summary {
                span class={ "verb verb-" (operation.method) } { (operation.method.to_uppercase()) }
                span.operation-name {
                    code { (broken(operation.path.trim_start_matches("/api/v1"))) }
                    span.hint { (schema::sentence(said["summary"].as_str().unwrap_or_default())) }
                }
            }
            div.operation-body {
                @if let Some(more) = said["description"].as_str() { p.prose { (schema::sentence(more)) } }
                (parameters(said))
                (request_body(document, said))
                (answers(document, said))
                h4 { "Try it" }
                (ui::code(&curl(document, operation, base)))
            }
        }
    }
}

/// An address that may break after each slash, so that it fits a narrow screen.
fn broken(path: &str) -> Markup {
    html! { @for (at, part) in path.split('/').enumerate() { @if at > 0 { "/" wbr; } (part) } }
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn parameters(said: &Value) -> Markup {
    let rows: Vec<Row> = each(&said["parameters"])
        .map(|p| {
            let required = p["required"] == true;
            Row::new(vec![
                html! { code { (p["name"].as_str().unwrap_or_default()) } },
                html! { (p["in"].as_str().unwrap_or_default()) @if required { ", required" } },
                schema::words_of_parameter(&p["schema"]),
                schema::sentence(p["description"].as_str().unwrap_or_default()),
            ])
        })
        .collect();
    let columns = [Column::narrow("Name"), Column::narrow("In"), Column::narrow("Type"), Column::text("Meaning")];
    html! {
        @if !rows.is_empty() {
            h4 { "Parameters" }
            (ui::table("Parameters", &columns, &rows, TableOptions::default()))
        }
    }
}

/// The media type of a body and its schema.
fn content(of: &Value) -> Option<(&String, &Value)> {
    of["content"].as_object()?.iter().next().map(|(kind, content)| (kind, &content["schema"]))
}

fn request_body(document: &Value, said: &Value) -> Markup {
    html! {
        @if let Some((kind, shape)) = content(&said["requestBody"]) {
            h4 { "Body " span.hint { (kind) } }
            @if kind.ends_with("json") || kind.starts_with("multipart/") {
                (schema::fields_table(document, shape))
            } @else {
                p { (said["requestBody"]["description"].as_str().unwrap_or("The file itself.")) }
            }
        }
    }
}

fn answers(document: &Value, said: &Value) -> Markup {
    let statuses = said["responses"].as_object().into_iter().flatten();
    let rows: Vec<Row> = statuses
        .map(|(status, response)| {
            let response = schema::resolved(document, response);
            let shape = content(response).map(|(kind, shape)| {
                let json = kind.ends_with("json");
                html! { @if json { (schema::words(shape)) } @else { (kind) } }
            });
            let headers = response["headers"].as_object().into_iter().flatten();
            let headers: Vec<&String> = headers.map(|(name, _)| name).filter(|n| *n != "X-Request-Id").collect();
            Row::new(vec![
                html! { code { (status) } },
                schema::sentence(response["description"].as_str().unwrap_or_default()),
                shape.unwrap_or_else(ui::nothing),
                html! { @for (at, name) in headers.iter().enumerate() { @if at > 0 { ", " } code { (name) } } },
            ])
        })
        .collect();
    let columns =
        [Column::narrow("Status"), Column::text("Meaning"), Column::narrow("Answer"), Column::narrow("Headers")];
    html! {
        h4 { "Answers" }
        (ui::table("Answers", &columns, &rows, TableOptions::default()))
    }
}

/// A line for a terminal. Parts of the address are variables of the shell.
fn curl(document: &Value, operation: &Operation<'_>, base: &str) -> String {
    let said = operation.said;
    let path: Vec<String> = operation.path.split('/').map(variable).collect();
    let method = match operation.method {
        "get" => String::new(),
        other => format!(" -X {}", other.to_uppercase()),
    };
    let mut lines = vec![format!("curl{method} \"{base}{}\"", path.join("/"))];
    lines.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    for name in each(&said["parameters"]).filter(|p| p["in"] == "header").filter_map(|p| p["name"].as_str()) {
        lines.push(match name {
            "If-Match" => "-H \"If-Match: $ETAG\"".to_owned(),
            "Idempotency-Key" => "-H \"Idempotency-Key: $(uuidgen)\"".to_owned(),
            other => format!("-H \"{other}: ...\""),
        });
    }
    match content(&said["requestBody"]) {
        Some((kind, shape)) if kind.ends_with("json") => {
            let example = schema::example(document, shape).to_string().replace('\'', "'\\''");
            lines.push(format!("-H \"Content-Type: {kind}\""));
            lines.push(format!("-d '{example}'"));
        }
        Some((kind, _)) if kind.starts_with("multipart/") => lines.push("-F file=@controls.xlsx".to_owned()),
        Some((kind, _)) => {
            lines.push(format!("-H \"Content-Type: {kind}\""));
            lines.push("--data-binary @file.yaml".to_owned());
        }
        None => {}
    }
    let answer = said["responses"].as_object().into_iter().flatten().find(|(status, _)| status.starts_with('2'));
    let binary = answer.and_then(|(_, response)| content(response)).is_some_and(|(kind, _)| !kind.ends_with("json"));
    if binary {
        lines.push("-OJ".to_owned());
    }
    lines.join(" \\\n  ")
}

/// A part of an address as the shell sees it: `{person}` becomes `$PERSON`.
fn variable(part: &str) -> String {
    match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
        Some(name) => format!("${}", name.to_uppercase()),
        None => part.to_owned(),
    }
}
