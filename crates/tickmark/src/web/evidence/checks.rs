//! The twelve rules on one item: a calm list, each with its reason.

use crate::web::typed::sentence;
use crate::web::ui::Icon;
use domain::reports::evidence::Check;
use maud::{Markup, html};

/// All twelve; broken ones say so with a sign and a word, not with colour alone.
pub(super) fn list(checks: &[Check]) -> Markup {
    html! {
        ol.rules {
            @for check in checks {
                li.rule.broken[!check.ok] id={ "rule-" (check.rule) } {
                    span.rule-sign { @if check.ok { (Icon::Check.svg()) } @else { (Icon::Alert.svg()) } }
                    div {
                        p.rule-name { span.rule-number { (check.rule) } " " (check.name()) @if !check.ok { span.sr-only { " (broken)" } } }
                        p.hint { (sentence(&check.reason)) }
                    }
                }
            }
        }
    }
}
