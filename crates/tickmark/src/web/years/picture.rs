//! The picture of the years, and what is drawn how.

use crate::web::ui;
use app::printed::pictures;
use domain::reports::certification::Timeline;
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) fn drawn(found: &Timeline, today: Date) -> Markup {
    let name = "Both audits over the years";
    html! {
        @match pictures::calendar(name, found, today) {
            None => (ui::empty_state("Nothing lies in these years yet",
                "Plan an engagement, an internal audit or a management review, or try a day of decision.", html! {})),
            Some(chart) => {
                (ui::picture(name, &chart.svg))
                (key())
            }
        }
    }
}

/// What is drawn how; the words beside each say it too.
fn key() -> Markup {
    let sample = |class: &str| {
        html! { svg viewBox="0 0 30 18" aria-hidden="true" { rect class=(class) x="1" y="2" width="28" height="14" rx="3" {} } }
    };
    let dot = |class: &str| html! { svg viewBox="0 0 30 18" aria-hidden="true" { circle class=(class) cx="15" cy="9" r="6" {} } };
    html! {
        ul.lane-key {
            li { (sample("lane-bar fill-full")) "has begun or happened" }
            li { (sample("lane-bar fill-partial")) "the same of a SOC 2 period or an internal audit" }
            li { (sample("lane-bar fill-unrated")) "planned" }
            li { (sample("lane-bar lane-assumed")) "would follow, not planned" }
            li { (dot("lane-point lane-done")) "a day that was kept" }
            li { (dot("lane-point")) "a day to keep" }
        }
    }
}
