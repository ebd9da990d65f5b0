//! What a link as typed points to: criteria, controls and clauses of the two frameworks.

use super::{ControlList, Sides};
use domain::values::nearest::nearest;
use domain::values::{Reference, Target};
use formats::sheet::columns::SheetLink;

impl ControlList {
    /// The items that a link as typed means: a range is spread out, a broad reference is refused.
    pub(super) fn targets(&mut self, row: u32, link: &SheetLink, sides: Sides<'_>) -> Vec<Target> {
        let field = link.field.word();
        if link.ambiguous {
            let hint = format!("write `A.{0}` for the control or `clause {0}` for the clause", link.typed);
            self.problem(row, field, format!("`{}` may be a control or a clause", link.typed), hint);
            return Vec::new();
        }
        let reference = match Reference::parse(&link.spelled()) {
            Ok(reference) => reference,
            Err(what) => {
                self.problem(row, field, what, "write for example CC6.1, A.5.7 or clause 9.2.1");
                return Vec::new();
            }
        };
        let found = resolve(&reference, sides);
        if found.is_empty() {
            let near = nearest_id(&reference, sides);
            let hint = near.map_or_else(|| "leave it out or correct it".to_owned(), |id| format!("did you mean {id}?"));
            self.problem(row, field, format!("`{}` is no criterion, control or clause", link.typed), hint);
        }
        found
    }
}

fn resolve(reference: &Reference, sides: Sides<'_>) -> Vec<Target> {
    for framework in [sides.from, sides.to].into_iter().filter_map(|id| sides.catalogue.framework(id).ok()) {
        let position = |id: &str| framework.items.iter().position(|i| i.id == *id && !i.heading);
        let span = match reference {
            Reference::Item(id) | Reference::Clause(id) => position(id).map(|p| p..=p),
            Reference::Range(a, b) => position(a).zip(position(b)).filter(|(a, b)| a <= b).map(|(a, b)| a..=b),
            Reference::Broad(_) => None,
        };
        if let Some(span) = span {
            let items = framework.items[span].iter().filter(|i| !i.heading);
            return items.map(|i| Target { framework: framework.id.clone(), item: i.id.clone() }).collect();
        }
    }
    Vec::new()
}

fn nearest_id(reference: &Reference, sides: Sides<'_>) -> Option<String> {
    let typed = match reference {
        Reference::Item(id) | Reference::Clause(id) | Reference::Broad(id) | Reference::Range(id, _) => id,
    };
    let frameworks = [sides.from, sides.to].into_iter().filter_map(|id| sides.catalogue.framework(id).ok());
    let ids: Vec<&str> = frameworks.flat_map(|f| &f.items).filter(|i| !i.heading).map(|i| i.id.as_str()).collect();
    nearest(typed, ids).map(str::to_owned)
}
