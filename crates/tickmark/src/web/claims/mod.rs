//! Published claims against the rows: figure by figure, control by control, and the contradictions that rules find.

mod held;

use super::problem::Problem;
use super::reading::{self, Both, Shelf, n};
use super::ui::{self, Choice, Crumb, Part, Stat, Tab};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{ClaimsAnswer, ClaimsOf, Question, Seen};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::reports::claims::{Contradiction, Held, Rule};
use domain::values::Mode;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/claims", get(page))
}

/// Claims about one crosswalk: the one asked for, else the one that speaks for the organisation; `all` for every claim.
struct Claims {
    crosswalk: Option<String>,
    mode: Option<Mode>,
}

impl Question for Claims {
    type Answer = (ClaimsAnswer, String);

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let profile = &seen.organisation()?.profile;
        let id = self.crosswalk.clone().unwrap_or_else(|| profile.crosswalk.clone());
        let crosswalk = (id != ALL).then(|| id.clone());
        let mode = self.mode.unwrap_or(profile.mode);
        Ok((ClaimsOf { crosswalk, mode }.answer(seen)?, id))
    }
}

const ALL: &str = "all";

async fn page(visit: Visit) -> Result<Response, Problem> {
    let question = Claims { crosswalk: visit.field("crosswalk"), mode: visit.view()?.mode };
    let answer = visit.ask(&Both(question, Shelf))?;
    let ((found, id), shelf) = &answer.value;
    let show = visit.field("show").unwrap_or_else(|| "differ".to_owned());
    let shown: Vec<&Held> = found.claims.iter().filter(|h| in_list(h, &show)).collect();
    let (recorded, judged) = (answer.mark.as_of.to_string(), answer.mark.on.to_string());
    let body = html! {
        (ui::heading(
            "Published claims",
            Some("What publications say, held against the rows of the crosswalks. Neither side is corrected."),
            Some(reading::days(&visit, &answer.mark)),
        ))
        (about(&visit, id, found.mode, shelf))
        (ui::scope_line(
            &[
                ("Crosswalk", id),
                ("Mode", found.mode.id()),
                ("Counts", "the crosswalk alone, in the scope of each claim"),
                ("Recorded by", &recorded),
                ("Judged on", &judged),
            ],
        ))
        (figure(&visit, &found.claims))
        (reading::not_readiness())
        (ui::section("claims", "Claim by claim", None, html! {
            (lists(&visit, &found.claims, &show))
            (held::table(&visit, &shown))
        }))
        (contradictions(&visit, &found.contradictions, id))
    };
    let crumbs = [Crumb::link("Overview", visit.href("/")), Crumb::here("Published claims")];
    Ok(visit.page(&answer.mark, "Published claims", "/claims", &crumbs, body))
}

fn about(visit: &Visit, chosen: &str, mode: Mode, shelf: &[(String, String)]) -> Markup {
    let mut crosswalks: Vec<Choice<'_>> =
        shelf.iter().map(|(id, title)| Choice::new(id.as_str(), title.as_str(), id == chosen)).collect();
    crosswalks.push(Choice::new(ALL, "Every claim, whatever it speaks of", chosen == ALL));
    let modes = [
        Choice::new("literal", "Literal: only what a row names", mode == Mode::Literal),
        Choice::new("broad", "Broad: \u{201c}A 8.x broadly\u{201d} counts its theme", mode == Mode::Broad),
    ];
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    ui::filter_bar(
        &format!("/o/{}/claims", visit.org),
        html! {
            @if let Some(show) = visit.field("show") { (ui::hidden("show", &show)) }
            @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
            (ui::inline_select("crosswalk", "Claims about", &crosswalks))
            (ui::inline_select("mode", "Broad references", &modes))
        },
        None,
    )
}

/// Does a claim belong into the list that was asked for?
fn in_list(held: &Held, list: &str) -> bool {
    match list {
        "differ" => held.agrees == Some(false) || held::differs_by_control(held),
        "agree" => held.agrees == Some(true) && !held::differs_by_control(held),
        "uncompared" => held.agrees.is_none() && !held::differs_by_control(held),
        _ => true,
    }
}

fn figure(visit: &Visit, claims: &[Held]) -> Markup {
    let count = |list: &str| claims.iter().filter(|h| in_list(h, list)).count();
    let (agree, differ) = (count("agree"), count("differ"));
    let (figure, of, share) = (agree.to_string(), (agree + differ).to_string(), reading::share(agree, agree + differ));
    let under = match count("uncompared") {
        0 => "Every claim about this crosswalk can be held against its rows".to_owned(),
        more => format!(
            "{} cannot be held against rows: months, money, statements",
            reading::counted(more, "more claim", "more claims")
        ),
    };
    let main = Stat {
        label: "Published claims that follow from the rows",
        figure: &figure,
        denominator: &of,
        percent: &share,
        under: &under,
        href: "#claims",
        ..Stat::default()
    };
    let to = |list: &str| format!("{}#claims", reading::again(visit, "/claims", &[("show", list)]));
    let parts = [
        Part::new(ui::Mark::Full, n(agree), "agree with the rows").to(to("agree")),
        Part::new(ui::Mark::Inherited, n(differ), "differ from the rows").to(to("differ")),
        Part::new(ui::Mark::None, n(count("uncompared")), "cannot be compared").to(to("uncompared")),
    ];
    ui::hero(&main, ui::stacked_bar("Claims", &parts))
}

fn lists(visit: &Visit, claims: &[Held], show: &str) -> Markup {
    let tab = |label: &'static str, list: &str| Tab {
        label: label.into(),
        href: format!("{}#claims", reading::again(visit, "/claims", &[("show", list)])).into(),
        current: show == list,
        count: Some(n(claims.iter().filter(|h| in_list(h, list)).count())),
    };
    ui::tabs(
        "Lists",
        &[tab("Differ", "differ"), tab("Agree", "agree"), tab("Not comparable", "uncompared"), tab("All", "all")],
    )
}

const RULES: [Rule; 6] = [
    Rule::NamedButUncovered,
    Rule::ClaimedButUnnamed,
    Rule::FullButPartial,
    Rule::FigureDiffers,
    Rule::FiguresDiffer,
    Rule::RowsDiffer,
];

/// The contradictions of one crosswalk by the rule that found them.
fn contradictions(visit: &Visit, all: &[Contradiction], id: &str) -> Markup {
    let of = |rule: Rule| all.iter().filter(move |c| c.rule == rule);
    let lead = if id == ALL {
        "Choose one crosswalk above: contradictions are sought between its rows and the claims about it."
    } else {
        "Found by rule, not by list, between the rows of this crosswalk and the claims about it."
    };
    ui::section(
        "contradictions",
        "Contradictions by rule",
        Some(lead),
        html! {
            @for rule in RULES {
                @let count = of(rule).count();
                @if count > 0 {
                    details.card.rule open[count <= 6] {
                        summary { h3 { (rule.title()) } span.count { (count) } }
                        ul.lines { @for c in of(rule) {
                            li {
                                p { (c.sentence) "." }
                                @if !matches!(rule, Rule::FigureDiffers | Rule::FiguresDiffer) {
                                    (reading::items(visit, &c.about))
                                }
                            }
                        } }
                    }
                }
            }
            @if all.is_empty() && id != ALL { p.aside { "No rule finds one." } }
        },
    )
}
