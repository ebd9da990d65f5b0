//! Kinds of evidence and the audit packages in which each may be used.

use super::super::Done;
use super::super::args::ReadArgs;
use super::super::out::{Shown, show, table};
use super::super::place::{answer, view};
use super::{crosswalk_of, head};
use crate::words::Echo;
use app::ask::ReuseOf;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use serde::Serialize;

/// Evidence kinds, as JSON.
#[derive(Serialize)]
struct ReuseWords {
    kinds: Vec<KindWords>,
    #[serde(flatten)]
    echo: Echo,
}

#[derive(Serialize)]
struct KindWords {
    name: String,
    package: &'static str,
    criteria: Vec<String>,
    controls: Vec<String>,
    supplements: Vec<String>,
}

pub(crate) fn reuse(args: &ReadArgs) -> Done {
    let (value, mark) = answer(&args.place, crosswalk_of(args), &ReuseOf { view: view(args)? })?;
    let rows = value.kinds.iter().map(|k| {
        let controls: Vec<&str> = k.controls.iter().map(|(id, _)| id.as_str()).collect();
        let supplements: Vec<&str> = k.supplements.iter().map(|(_, s)| s.as_str()).collect();
        vec![
            k.name.clone(),
            k.package.title().to_owned(),
            k.criteria.join(", "),
            controls.join(", "),
            supplements.join(" "),
        ]
    });
    let headers = ["Evidence", "Package", "Criteria", "Annex A", "Supplement for ISO"];
    let shown = Shown {
        head: head("Kinds of evidence and where each may be used", &value.read, mark.as_ref()),
        tables: vec![table("", &headers, rows)],
        tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()],
    };
    let kinds = value.kinds.iter().map(|k| KindWords {
        name: k.name.clone(),
        package: k.package.title(),
        criteria: k.criteria.clone(),
        controls: k.controls.iter().map(|(id, _)| id.clone()).collect(),
        supplements: k.supplements.iter().map(|(_, s)| s.clone()).collect(),
    });
    let words = ReuseWords { kinds: kinds.collect(), echo: Echo::of(&value.read, mark.as_ref()) };
    show(&args.place, &shown, &words)
}
