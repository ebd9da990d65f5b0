//! What each category would add or take away.

use super::super::Done;
use super::super::args::ReadArgs;
use super::super::out::{Shown, show, table};
use super::super::place::{answer, view};
use super::{crosswalk_of, head, list};
use crate::words::WhatIfWords;
use app::ask::WhatIfOf;
use domain::reports::COVERAGE_IS_NOT_READINESS;

pub(crate) fn what_if(args: &ReadArgs) -> Done {
    let (value, mark) = answer(&args.place, crosswalk_of(args), &WhatIfOf { view: view(args)? })?;
    let mut lines = head("What each category would do", &value.read, mark.as_ref());
    lines.push(String::new());
    lines.push(format!(
        "Now {} of {} controls, {} %",
        value.coverage.covered, value.coverage.of, value.coverage.percent
    ));
    let rows = value.changes.iter().map(|c| {
        let (verb, ids) = if c.added { ("add", &c.gained) } else { ("drop", &c.lost) };
        vec![
            format!("{verb} {}", c.category),
            format!("{} of {}", c.covered, c.of),
            format!("{} %", c.percent),
            format!("{}{}", if c.added { "+" } else { "-" }, ids.len()),
            list(ids),
            list(&c.strengthened),
        ]
    });
    let headers = ["Change", "Covered", "Share", "Controls", "Gained or lost", "Strengthened"];
    let shown = Shown {
        head: lines,
        tables: vec![table("", &headers, rows)],
        tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()],
    };
    show(&args.place, &shown, &WhatIfWords::of(&value, mark.as_ref()))
}
