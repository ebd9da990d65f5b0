//! Library documents as JSON: counts, and items with their attributes.

use domain::values::{Crosswalk, ItemKind, LibraryDocument, Reference};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One document in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentWords {
    /// Id.
    pub id: String,
    /// `framework`, `crosswalk` or `claims`.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Version.
    pub version: String,
    /// Source, as one would cite it.
    pub source: String,
    /// When the source was last reviewed.
    pub reviewed_on: Option<String>,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// What it counts: items, rows, claims.
    pub counts: BTreeMap<String, usize>,
}

/// The library.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LibraryListWords {
    /// Its documents.
    pub documents: Vec<DocumentWords>,
}

impl DocumentWords {
    /// The words of one document.
    pub fn of(document: &LibraryDocument) -> DocumentWords {
        let (kind, title, source) = match document {
            LibraryDocument::Framework(f) => ("framework", &f.title, &f.source),
            LibraryDocument::Crosswalk(c) => ("crosswalk", &c.title, &c.source),
            LibraryDocument::Claims(c) => ("claims", &c.title, &c.source),
        };
        DocumentWords {
            id: document.id().to_owned(),
            kind,
            title: title.clone(),
            version: document.version().to_owned(),
            source: super::citation(source),
            reviewed_on: source.reviewed_on.map(|d| d.to_string()),
            reviewer: source.reviewer.clone(),
            counts: counts(document),
        }
    }
}

fn counts(document: &LibraryDocument) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let mut add = |key: &str, n: usize| *counts.entry(key.to_owned()).or_insert(0) += n;
    match document {
        LibraryDocument::Framework(f) => {
            add("items", f.items.len());
            for item in &f.items {
                match item.kind {
                    ItemKind::Criterion => add("criteria", 1),
                    ItemKind::Clause => add("clauses", 1),
                    ItemKind::Control => add("controls", 1),
                }
                if item.kind == ItemKind::Clause && !item.heading {
                    add("auditable_clauses", 1);
                }
                add("new", usize::from(item.new));
                add("documented_information", item.documented_information.len());
            }
            for group in &f.groups {
                add(
                    &format!("group_{}", group.id),
                    f.items.iter().filter(|i| i.group.as_ref() == Some(&group.id)).count(),
                );
            }
        }
        LibraryDocument::Crosswalk(c) => crosswalk_counts(c, &mut add),
        LibraryDocument::Claims(c) => {
            add("claims", c.claims.len());
            add("derivable", c.claims.iter().filter(|k| k.derive.is_some()).count());
        }
    }
    counts
}

/// Rows, and references with ranges spread out. `references` counts a row that names nothing once, as the published
/// table does; `named` leaves those out.
fn crosswalk_counts(c: &Crosswalk, add: &mut impl FnMut(&str, usize)) {
    let spread = |r: &Reference| match r {
        Reference::Range(a, b) => last_number(b).zip(last_number(a)).map_or(1, |(b, a)| b.saturating_sub(a) + 1),
        _ => 1,
    };
    let named: usize = c.rows.iter().flat_map(|r| &r.references).map(spread).sum();
    let empty = c.rows.iter().filter(|r| r.references.is_empty()).count();
    add("rows", c.rows.len());
    add("references", named + empty);
    add("named", named);
    add("rows_without_reference", empty);
    for row in &c.rows {
        add(row.overlap.id(), 1);
    }
}

fn last_number(id: &str) -> Option<usize> {
    id.rsplit('.').next()?.parse().ok()
}

/// A whole document: its counts, and everything in it.
pub fn library_document(document: &LibraryDocument) -> Value {
    let mut value = serde_json::to_value(DocumentWords::of(document)).unwrap_or_default();
    let body = match document {
        LibraryDocument::Framework(f) => json!({ "groups": f.groups, "items": f.items, "outcome": f.outcome }),
        LibraryDocument::Crosswalk(c) => {
            json!({ "rows": c.rows, "from": c.from, "to": c.to, "grain": c.grain, "layer_on": c.layer_on })
        }
        LibraryDocument::Claims(c) => json!({ "items": c.claims }),
    };
    if let (Value::Object(all), Value::Object(more)) = (&mut value, body) {
        all.extend(more);
    }
    value
}
