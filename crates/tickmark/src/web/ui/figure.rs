//! Figures that show their denominator and lead to their reason. No figure of the product stands without either.

use super::{Icon, bar};
use maud::{Markup, html};

/// One figure. Only `figure`, `label` and `href` are needed.
#[derive(Default)]
pub(crate) struct Stat<'a> {
    /// What is counted: `Annex A controls covered`.
    pub label: &'a str,
    /// The number itself: `61`.
    pub figure: &'a str,
    /// Said after the number, small: `%`, `ms`; empty for none.
    pub unit: &'a str,
    /// The whole: `93`; empty when the figure is itself a whole.
    pub denominator: &'a str,
    /// The share, as the report rounded it: `65.6 %`.
    pub percent: &'a str,
    /// Under it: crosswalk, scope, mode, or what the figure does not say.
    pub under: &'a str,
    /// The list or explanation that the figure was counted from.
    pub href: &'a str,
    /// `value` and `of` for a bar under the figure.
    pub share: Option<(u32, u32)>,
}

/// A figure in a card that leads to its reason.
pub(crate) fn stat(stat: &Stat<'_>) -> Markup {
    html! {
        a.stat href=(stat.href) {
            span.stat-label { (stat.label) (Icon::Arrow.svg()) }
            (number(stat))
            @if let Some((value, of)) = stat.share { (bar(value, of, stat.label)) }
            @if !stat.under.is_empty() { span.stat-under { (stat.under) } }
        }
    }
}

/// Cards of figures in a row that wraps.
pub(crate) fn figures(stats: &[Stat<'_>]) -> Markup {
    html! { div.figures { @for one in stats { (stat(one)) } } }
}

/// The one figure that a page is about, large, with what explains it beside it (a donut, a stacked bar).
pub(crate) fn hero(main: &Stat<'_>, beside: Markup) -> Markup {
    html! {
        div.hero {
            div.hero-figure {
                p.hero-label { (main.label) }
                (number(main))
                @if !main.under.is_empty() { p.stat-under { (main.under) } }
                @if !main.href.is_empty() {
                    a.with-icon href=(main.href) { "How this was counted" (Icon::Arrow.svg()) }
                }
            }
            div.hero-beside { (beside) }
        }
    }
}

fn number(stat: &Stat<'_>) -> Markup {
    html! {
        span.number {
            strong { (stat.figure) @if !stat.unit.is_empty() { span.number-unit { " " (stat.unit) } } }
            @if !stat.denominator.is_empty() { span.number-of { " of " (stat.denominator) } }
            @if !stat.percent.is_empty() { span.number-percent { (stat.percent) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_shows_its_denominator_and_leads_to_its_reason() {
        let text = stat(&Stat {
            label: "Annex A covered",
            figure: "61",
            denominator: "93",
            percent: "65.6 %",
            href: "/coverage",
            share: Some((61, 93)),
            ..Stat::default()
        })
        .into_string();
        assert!(text.starts_with(r#"<a class="stat" href="/coverage">"#));
        assert!(text.contains("of 93") && text.contains("65.6 %") && text.contains("61 of 93"));
    }
}
