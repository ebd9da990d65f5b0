//! A framework: ids that every reference can reach, groups that exist, links to items of other frameworks that exist.

use super::{Finding, Path, did_you_mean, duplicates, frameworks};
use domain::values::{Framework, Item, ItemKind, LibraryDocument, Reference, reference::canonical};
use std::collections::HashSet;

pub(super) fn check(framework: &Framework, known: Option<&[LibraryDocument]>, found: &mut Vec<Finding>) {
    duplicates("groups", "group", framework.groups.iter().map(|g| g.id.as_str()), found);
    duplicates("items", "item", framework.items.iter().map(|i| i.id.as_str()), found);
    for (n, item) in framework.items.iter().enumerate() {
        let at = Path::default().key("items").index(n);
        spelling(item, &at, found);
        group(framework, item, &at, found);
    }
    if let Some(known) = known {
        links(framework, known, found);
    }
}

/// An id that a reference would read as something else could never be referred to.
fn spelling(item: &Item, at: &Path, found: &mut Vec<Finding>) {
    let path = || at.key("id");
    let right = canonical(&item.id);
    if right != item.id {
        let hint = format!("references read it as `{right}`: write that");
        found.push(Finding::error(path(), format!("`{}` is not the canonical spelling of an id", item.id), hint));
    } else if item.kind != ItemKind::Clause && Reference::parse(&item.id) != Ok(Reference::Item(item.id.clone())) {
        let message = format!("`{}` would be read as a range, a broad reference or a clause", item.id);
        found.push(Finding::error(path(), message, "choose an id like `CC6.1`, `A.5.7` or `ACME4`"));
    }
}

fn group(framework: &Framework, item: &Item, at: &Path, found: &mut Vec<Finding>) {
    let Some(group) = &item.group else { return };
    if framework.groups.iter().any(|g| g.id == *group) {
        return;
    }
    let ids = framework.groups.iter().map(|g| g.id.as_str());
    let hint = did_you_mean(group, ids, "add it under `groups`, or leave `group` out");
    found.push(Finding::error(at.key("group"), format!("there is no group `{group}`"), hint));
}

/// Touchpoints, predecessors and successors must name an item of a known framework or of this one.
fn links(framework: &Framework, known: &[LibraryDocument], found: &mut Vec<Finding>) {
    let others = || frameworks(known).filter(|f| f.id != framework.id);
    let items = || others().chain([framework]).flat_map(|f| f.items.iter().map(|i| i.id.as_str()));
    let ids: HashSet<&str> = items().collect();
    for (n, item) in framework.items.iter().enumerate() {
        let lists = [
            ("touchpoints", &item.touchpoints),
            ("predecessors", &item.predecessors),
            ("successors", &item.successors),
        ];
        for (field, list) in lists {
            for (m, id) in list.iter().enumerate().filter(|(_, id)| !ids.contains(id.as_str())) {
                let path = Path::default().key("items").index(n).key(field).index(m);
                let hint = did_you_mean(id, items(), "name an item of a framework in the library");
                found.push(Finding::error(path, format!("`{id}` is an item of no known framework"), hint));
            }
        }
    }
}
