//! The evidence plan in the terminal.

use crate::cli::Done;
use crate::cli::args::ReadArgs;
use crate::cli::out::{Shown, show, table};
use crate::cli::people::recorded;
use crate::cli::place::{ask, view};
use crate::words::MarkWords;
use crate::words::evidence::{EvidencePackWords, ExpectedWords, PlannedWords};
use app::ask::EvidencePlanOf;
use domain::reports::evidence::{Packed, PackedPart};
use domain::values::counted;
use serde_json::json;

pub(super) fn plan(args: &ReadArgs) -> Done {
    let (plan, mark) = ask(&args.place, &EvidencePlanOf(view(args)?))?;
    let mut head = vec![recorded(&mark)];
    head.extend(plan.kept.iter().map(|(framework, months)| {
        let (planned, of) = plan.planned(framework);
        let kept = months.map_or_else(
            || "no time is set".to_owned(),
            |months| format!("kept for {}", counted(months, "month", "months")),
        );
        format!("{framework}: {planned} of {of} have a type of evidence expected; {kept}")
    }));
    let rows = plan.items.iter().map(|one| {
        let types = one.types.iter().map(|(kind, of)| format!("{} ({} accepted)", kind.id(), of.accepted));
        let unsaid: Vec<&str> = one.unsaid.iter().map(String::as_str).collect();
        vec![
            one.framework.clone(),
            one.item.clone(),
            one.title.clone(),
            types.collect::<Vec<_>>().join(", "),
            unsaid.join(", "),
        ]
    });
    let packed = plan.packs.iter().flat_map(|packed| packed.parts.iter().map(|part| pack_row(packed, part)));
    let tables = vec![
        table("", &["Framework", "For", "Title", "Expected", "Nothing said yet by"], rows),
        table("Packs", &["Pack", "Part", "Asked for by", "Accepted items that could show it"], packed),
    ];
    let items: Vec<ExpectedWords> = plan.items.iter().map(ExpectedWords::from).collect();
    let (frameworks, mark) = (PlannedWords::of(&plan), MarkWords::of(Some(&mark)));
    let packs: Vec<EvidencePackWords> = plan.packs.iter().map(EvidencePackWords::from).collect();
    let json = json!({
        "crosswalk": plan.crosswalk, "frameworks": frameworks, "items": items, "packs": packs, "mark": mark,
    });
    show(&args.place, &Shown { head, tables, ..Shown::default() }, &json)
}

/// Items that a line of the terminal names; the JSON has more.
const NAMED: usize = 5;

fn pack_row(packed: &Packed, of: &PackedPart) -> Vec<String> {
    let named: Vec<&str> = of.items.iter().take(NAMED).map(String::as_str).collect();
    let items = match of.accepted {
        0 => "none".to_owned(),
        count if count > named.len() => format!("{} and {} more", named.join(", "), count - named.len()),
        _ => named.join(", "),
    };
    vec![packed.pack.title.to_owned(), of.part.title.to_owned(), of.part.references.join(", "), items]
}
