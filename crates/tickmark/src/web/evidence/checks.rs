//! The twelve rules on one item: a calm list, each with its reason.

use crate::web::typed::sentence;
use crate::web::ui::Icon;
use domain::reports::evidence::{Check, kept_of_judged};
use domain::values::counted;
use maud::{Markup, html};
use std::fmt::Write;

/// How many of those that could be judged are kept, and which could not be.
pub(super) fn lead(checks: &[Check]) -> String {
    let (kept, judged) = kept_of_judged(checks);
    let open: Vec<String> =
        checks.iter().filter(|check| !check.judged).map(|check| format!("{} ({})", check.rule, check.reason)).collect();
    let mut lead = match judged - kept {
        0 => format!("{kept} of {} kept.", counted(judged, "judged rule is", "judged rules are")),
        broken => format!(
            "{kept} of {} kept, {broken} broken. Nothing is hidden by it: whoever judges the item reads why.",
            counted(judged, "judged rule is", "judged rules are")
        ),
    };
    if !open.is_empty() {
        // Writing into a string cannot fail.
        let _ = write!(lead, " Not judged: {}.", open.join(", "));
    }
    lead
}

/// All twelve; broken ones and those that are not judged say so with a sign and a word, not with colour alone.
pub(super) fn list(checks: &[Check]) -> Markup {
    html! {
        ol.rules {
            @for check in checks {
                li.rule.broken[!check.ok].unjudged[!check.judged] id={ "rule-" (check.rule) } {
                    span.rule-sign {
                        @if !check.judged { span aria-hidden="true" { "\u{2013}" } }
                        @else if check.ok { (Icon::Check.svg()) }
                        @else { (Icon::Alert.svg()) }
                    }
                    div {
                        p.rule-name { span.rule-number { (check.rule) } " " (check.name()) @if !check.ok { span.sr-only { " (broken)" } } @if !check.judged { span.sr-only { " (not judged)" } } }
                        p.hint { (sentence(&check.reason)) }
                    }
                }
            }
        }
    }
}
