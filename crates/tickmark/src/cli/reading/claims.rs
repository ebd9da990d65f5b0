//! Published figures held against the rows.

use super::super::Done;
use super::super::args::ClaimsArgs;
use super::super::out::{Shown, show, table};
use super::super::place::{answer, mode};
use crate::words::ClaimsWords;
use app::ask::ClaimsOf;

pub(crate) fn claims(args: &ClaimsArgs) -> Done {
    let mode = args.mode.as_deref().map(mode).transpose()?.unwrap_or_default();
    let question = ClaimsOf { crosswalk: args.crosswalk.clone(), mode };
    let (value, _) = answer(&args.place, None, &question)?;
    let words = ClaimsWords::of(&value);
    if args.contradictions {
        let rows = value
            .contradictions
            .iter()
            .map(|c| vec![c.rule.title().to_owned(), c.about.join(", "), c.sentence.clone()]);
        let shown = Shown {
            head: vec![format!("{} contradictions found by rule", value.contradictions.len())],
            tables: vec![table("", &["Rule", "About", "What"], rows)],
            ..Shown::default()
        };
        return show(&args.place, &shown, &words.contradictions);
    }
    let rows = words.claims.iter().map(|c| {
        let published = match (&c.published, &c.unit) {
            (serde_json::Value::Null, _) => String::new(),
            (figure, unit) => format!("{figure} {}", unit.as_deref().unwrap_or_default().replace('_', " ")),
        };
        let differs = [&c.named_by_a_row_but_claimed_uncovered, &c.claimed_but_named_by_no_row];
        vec![
            c.id.clone(),
            c.text.clone(),
            c.scope.clone(),
            published,
            c.derived.map_or_else(String::new, |d| d.to_string()),
            c.agrees.map_or("", |a| if a { "agrees" } else { "differs" }).to_owned(),
            differs[0].join(", "),
            differs[1].join(", "),
        ]
    });
    let headers = [
        "Id",
        "Claim",
        "Scope",
        "Published",
        "From rows",
        "",
        "Named though called uncovered",
        "Claimed, named by no row",
    ];
    let shown = Shown {
        head: vec![format!("{} published claims, mode {}", words.claims.len(), mode.id())],
        tables: vec![table("", &headers, rows)],
        tail: vec!["Figures are quoted with their source; see --json for it.".to_owned()],
    };
    show(&args.place, &shown, &words.claims)
}
