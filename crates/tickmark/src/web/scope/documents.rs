//! The frameworks, crosswalks and claims that an organisation has adopted, and built-in ones that it could adopt.

use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{Question, Seen};
use app::library;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Catalogue, Provenance};
use maud::{Markup, html};

/// What is adopted, in short.
pub(super) struct Adopted;

/// The adopted documents.
pub(super) struct AdoptedDocuments(Vec<Short>);

/// One document without its content.
#[derive(Clone, Debug, PartialEq)]
struct Short {
    kind: Kind,
    id: String,
    title: String,
    version: String,
    source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Framework,
    Crosswalk,
    Layer,
    Claims,
}

impl Kind {
    fn title(self) -> &'static str {
        match self {
            Kind::Framework => "Framework",
            Kind::Crosswalk => "Crosswalk",
            Kind::Layer => "Suggestions",
            Kind::Claims => "Published claims",
        }
    }

    fn page(self, id: &str) -> String {
        match self {
            Kind::Framework => format!("/frameworks/{}", encode(id)),
            Kind::Crosswalk => format!("/crosswalks/{}", encode(id)),
            Kind::Layer => "/suggestions".to_owned(),
            Kind::Claims => "/claims".to_owned(),
        }
    }
}

impl Question for Adopted {
    type Answer = AdoptedDocuments;

    fn answer(&self, seen: &Seen<'_>) -> Result<AdoptedDocuments, Refusal> {
        Ok(AdoptedDocuments(short(seen.catalogue)))
    }
}

impl AdoptedDocuments {
    /// The crosswalks that can speak: id and title.
    pub(super) fn crosswalks(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter(|d| d.kind == Kind::Crosswalk).map(|d| (d.id.as_str(), d.title.as_str()))
    }
}

fn short(catalogue: &Catalogue) -> Vec<Short> {
    let one = |kind, id: &str, title: &str, version: &str, source: &Provenance| Short {
        kind,
        id: id.to_owned(),
        title: title.to_owned(),
        version: version.to_owned(),
        source: crate::words::citation(source),
    };
    let frameworks = catalogue.frameworks().map(|f| one(Kind::Framework, &f.id, &f.title, &f.version, &f.source));
    let crosswalks = catalogue.crosswalks().map(|c| {
        let kind = if c.layer_on.is_some() { Kind::Layer } else { Kind::Crosswalk };
        one(kind, &c.id, &c.title, &c.version, &c.source)
    });
    let claims = catalogue.claims().map(|c| one(Kind::Claims, &c.id, &c.title, &c.version, &c.source));
    frameworks.chain(crosswalks).chain(claims).collect()
}

pub(super) fn section(visit: &Visit, adopted: &AdoptedDocuments) -> Markup {
    let rows: Vec<Row> = adopted.0.iter().map(|d| row(visit, d, html! {})).collect();
    let columns = [Column::text("Document"), Column::narrow("Kind"), Column::text("Version"), Column::text("Source")];
    let lead =
        "They travel inside the ledger: what was assessed against a version can be read against that version for ever.";
    html! {
        (ui::section("documents", "Adopted documents", Some(lead), ui::table("Adopted documents", &columns, &rows, TableOptions::default())))
        @if !visit.in_the_past() { (offered(visit, adopted)) }
    }
}

/// Built-in documents that are not adopted, or adopted in another version.
fn offered(visit: &Visit, adopted: &AdoptedDocuments) -> Markup {
    let built_in = short(&library::catalogue());
    let known = |d: &Short| adopted.0.iter().find(|a| a.id == d.id);
    let rows: Vec<Row> = built_in
        .iter()
        .filter(|d| known(d).is_none_or(|a| a.version != d.version))
        .map(|d| {
            let other = known(d).is_some();
            row(
                visit,
                d,
                html! {
                    form method="post" action=(format!("/o/{}/documents/{}/adoption", visit.org, encode(&d.id))) {
                        button.button.quiet.small type="submit" aria-label={ "Adopt " (d.title) } { "Adopt" }
                    }
                    @if other { " " (ui::badge(Tone::Accent, "Other version")) }
                },
            )
        })
        .collect();
    let columns = [
        Column::text("Document"),
        Column::narrow("Kind"),
        Column::text("Version"),
        Column::text("Source"),
        Column::narrow(""),
    ];
    html! {
        @if !rows.is_empty() {
            (ui::section("offered", "In the library, not adopted", Some("Adopting one changes nothing that was assessed before. What a new version changes is shown by \u{201c}tickmark library diff\u{201d}."),
                ui::table("Documents that can be adopted", &columns, &rows, TableOptions::default())))
        }
    }
}

fn row(visit: &Visit, d: &Short, action: Markup) -> Row {
    Row::new(vec![
        html! { a.named href=(visit.href(&d.kind.page(&d.id))) { span.named-title { (d.title) } } p.hint { (d.id) } },
        html! { (d.kind.title()) },
        html! { (d.version) },
        html! { (d.source) },
        action,
    ])
}

pub(super) async fn adopt(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let Some(document) = library::documents([id.as_str()]).pop() else {
        return Err(Refusal::Unknown { what: "library document", id, nearest: None }.into());
    };
    let done = format!("Adopted {id}, version {}.", document.version());
    visit.change(&done, "/scope#documents", Command::AdoptDocument { document: Box::new(document) })
}
