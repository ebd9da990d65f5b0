//! A crosswalk: frameworks that exist, references that lead somewhere, rows that say what their overlap promises.

use super::{Finding, Path, crosswalks, did_you_mean, duplicates, frameworks};
use domain::values::{Crosswalk, Framework, Grain, Item, ItemKind, LibraryDocument, Overlap, Reference, Row};

pub(super) fn check(crosswalk: &Crosswalk, known: Option<&[LibraryDocument]>, found: &mut Vec<Finding>) {
    duplicates("rows", "row", crosswalk.rows.iter().map(|r| r.id.as_str()), found);
    for (n, row) in crosswalk.rows.iter().enumerate() {
        promise(row, &Path::default().key("rows").index(n), found);
    }
    if crosswalk.grain == Grain::Suggestion && crosswalk.layer_on.is_none() {
        let hint = "name the crosswalk whose gaps the suggestions fill";
        found.push(Finding::error(Path::default().key("layer_on"), "suggestions need `layer_on`", hint));
    }
    if let Some(known) = known {
        layer(crosswalk, known, found);
        let from = side(&crosswalk.from, "from", known, found);
        let to = side(&crosswalk.to, "to", known, found);
        for (n, row) in crosswalk.rows.iter().enumerate() {
            let at = Path::default().key("rows").index(n);
            lead(&row.criteria, from, &at.key("criteria"), found);
            lead(&row.references, to, &at.key("references"), found);
        }
    }
}

/// A partial row says what is missing (R3), a row that counts names something, and a range runs forward (R6).
fn promise(row: &Row, at: &Path, found: &mut Vec<Finding>) {
    if row.overlap == Overlap::Partial && row.supplement.is_none() {
        let hint = "say in `supplement` what the evidence still needs";
        found.push(Finding::hint(
            at.key("supplement"),
            format!("the partial row `{}` has no supplement", row.id),
            hint,
        ));
    }
    if row.overlap.counts() && row.references.is_empty() {
        let message = format!("the row `{}` is {} but names nothing", row.id, row.overlap.id());
        found.push(Finding::error(at.key("references"), message, "add references, or use `iso_only` or `soc2_only`"));
    }
    for (field, list) in [("criteria", &row.criteria), ("references", &row.references)] {
        for (n, reference) in list.iter().enumerate() {
            let path = at.key(field).index(n);
            if list[..n].contains(reference) {
                found.push(Finding::error(
                    path.clone(),
                    format!("`{reference}` is named twice"),
                    "keep one of the two",
                ));
            }
            if let Reference::Range(low, high) = reference
                && numbers(low) > numbers(high)
            {
                let message = format!("the range `{reference}` ends before it starts");
                found.push(Finding::error(path, message, format!("did you mean `{high}-{low}`?")));
            }
        }
    }
}

/// The numbers of an id, for order inside one series: `A.8.26` gives 8, 26.
fn numbers(id: &str) -> Vec<u32> {
    id.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

fn layer(crosswalk: &Crosswalk, known: &[LibraryDocument], found: &mut Vec<Finding>) {
    let Some(base) = &crosswalk.layer_on else { return };
    if crosswalks(known).any(|c| c.id == *base) {
        return;
    }
    let hint = did_you_mean(base, crosswalks(known).map(|c| c.id.as_str()), "name a crosswalk of the library");
    found.push(Finding::error(Path::default().key("layer_on"), format!("there is no crosswalk `{base}`"), hint));
}

fn side<'k>(id: &str, field: &str, known: &'k [LibraryDocument], found: &mut Vec<Finding>) -> Option<&'k Framework> {
    let framework = frameworks(known).find(|f| f.id == id);
    if framework.is_none() {
        let ids = frameworks(known).map(|f| f.id.as_str());
        let hint = did_you_mean(id, ids, "add the framework to the library first");
        found.push(Finding::error(Path::default().key(field), format!("there is no framework `{id}`"), hint));
    }
    framework
}

/// Every reference must lead to an item of its framework.
fn lead(references: &[Reference], framework: Option<&Framework>, at: &Path, found: &mut Vec<Finding>) {
    let Some(framework) = framework else { return };
    for (n, reference) in references.iter().enumerate() {
        let mut miss = |message: String, hint: String| found.push(Finding::error(at.index(n), message, hint));
        match reference {
            Reference::Item(id) => match framework.item(id) {
                None => miss(nowhere(id, framework), nearest_item(id, framework, |i| i.kind != ItemKind::Clause)),
                Some(item) if item.kind == ItemKind::Clause => {
                    miss(format!("`{id}` is a clause of {}", framework.id), format!("write `clause {id}`"));
                }
                Some(_) => {}
            },
            Reference::Clause(id) => {
                if !framework.item(id).is_some_and(|i| i.kind == ItemKind::Clause) {
                    let hint = nearest_item(id, framework, |i| i.kind == ItemKind::Clause);
                    miss(format!("{} has no clause {id}", framework.id), hint);
                }
            }
            Reference::Range(low, high) => {
                for end in [low, high].into_iter().filter(|end| framework.item(end).is_none()) {
                    miss(nowhere(end, framework), nearest_item(end, framework, |i| i.kind != ItemKind::Clause));
                }
            }
            Reference::Broad(prefix) => {
                let under = format!("{prefix}.");
                if !framework.items.iter().any(|i| i.id.starts_with(&under)) {
                    let hint = "write the part before `.x` as in the ids of the framework, for example `A.8.x`";
                    miss(format!("{} has nothing under `{prefix}`", framework.id), hint.to_owned());
                }
            }
        }
    }
}

fn nowhere(id: &str, framework: &Framework) -> String {
    format!("{} has no item `{id}`", framework.id)
}

fn nearest_item(id: &str, framework: &Framework, fits: impl Fn(&Item) -> bool) -> String {
    let ids = framework.items.iter().filter(|i| fits(i)).map(|i| i.id.as_str());
    did_you_mean(id, ids, "name an item of the framework")
}
