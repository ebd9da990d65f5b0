//! The face of a package: what it is, for whom, whole or partial, and what it does not say.

use super::markup::{Html, counted, size};
use super::paper::{LABELS, NEITHER_READINESS_NOR_OPINION, Paper, chip, meaning, moment, period};
use domain::reports::evidence::Label;
use domain::values::Lack;
use std::collections::BTreeMap;

pub(super) fn face(html: &mut Html, paper: &Paper<'_>) {
    let plan = paper.plan;
    html.raw("<header>\n<p class=\"kicker\">Audit package ").text(&paper.facts.id).raw(" · ").name(&plan.organisation);
    html.raw("</p>\n<h1>").name(&plan.title).raw("</h1>\n");
    if !plan.scope.is_empty() {
        html.raw("<p class=\"lead\">").name(&plan.scope).raw("</p>\n");
    }
    banner(html, paper);
    facts(html, paper);
    html.raw("<p class=\"aside\"><strong>").text(NEITHER_READINESS_NOR_OPINION).raw("</strong> ").text(paper.decides());
    html.raw("</p>\n</header>\n");
    legend(html, paper);
}

/// Complete, or partial with everything that is missing.
fn banner(html: &mut Html, paper: &Paper<'_>) {
    let plan = paper.plan;
    if plan.complete() {
        html.raw("<section class=\"banner\"><p><strong class=\"word\">COMPLETE</strong> Nothing is missing of what ");
        html.raw("this package has to hold. Complete speaks of its contents and of nothing else.</p></section>\n");
        return;
    }
    html.raw("<section class=\"banner partial\" id=\"missing\"><p><strong class=\"word\">PARTIAL</strong> ");
    html.raw("This package was built although it lacks ");
    html.text(&counted(plan.lacks.len(), "thing", "things")).raw(" that it has to hold. Nobody who reads it alone ");
    html.raw("sees the whole.</p>\n");
    pairs(html, &plan.lacks);
    html.raw("</section>\n");
}

/// What, and why; a reason that holds for several is said once.
pub(super) fn pairs(html: &mut Html, lacks: &[Lack]) {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    for lack in lacks {
        let at = *place.entry(&lack.why).or_insert_with(|| {
            reasons.push((&lack.why, Vec::new()));
            reasons.len() - 1
        });
        reasons[at].1.push(&lack.what);
    }
    html.raw("<ul class=\"pairs\">\n");
    for (why, whats) in reasons {
        match whats.as_slice() {
            [what] => {
                html.raw("<li><b>").name(what).raw("</b> <span>").name(why).raw("</span></li>\n");
            }
            whats => {
                html.raw("<li><b>").text(&counted(whats.len(), "thing", "things")).raw("</b> <div>").name(why);
                html.raw("<p class=\"whats\">");
                for what in whats {
                    html.raw("<span>").name(what).raw("</span> ");
                }
                html.raw("</p></div></li>\n");
            }
        }
    }
    html.raw("</ul>\n");
}

fn facts(html: &mut Html, paper: &Paper<'_>) {
    let (plan, facts) = (paper.plan, paper.facts);
    html.raw("<dl class=\"facts\">\n");
    term(html, "For");
    html.text(plan.audience().title());
    if let Some(engagement) = &plan.engagement {
        if !engagement.firm.is_empty() {
            html.raw(": ").name(&engagement.firm);
        }
        end(html, "Engagement");
        html.text(&engagement.id).raw(" ").name(&engagement.title).raw("<p class=\"hint\">SOC 2 ");
        html.text(engagement.kind.title()).raw(" · ").text(&engagement.categories.join(", ")).raw(" · ");
        html.text(&engagement.state.within()).raw("</p>");
    }
    end(html, "Window");
    html.text(&period(plan.spec.window));
    end(html, "Ordered by");
    html.name(&plan.framework.title).raw("<p class=\"hint\">Edition ").name(&plan.framework.version).raw("</p>");
    end(html, "Labels read by");
    html.name(&plan.crosswalk.title).raw("<p class=\"hint\">").name(&plan.crosswalk.version).raw("</p>");
    end(html, "Holds");
    html.text(&counted(plan.items.len(), "item of evidence", "items of evidence")).raw("<p class=\"hint\">");
    html.text(&counted(plan.files.len(), "file", "files")).raw(", ").text(&size(plan.bytes)).raw("</p>");
    end(html, "Built");
    html.text(&moment(facts.built_us)).raw("<p class=\"hint\">by ").name(paper.person(&facts.by)).raw("</p>");
    end(html, "Ledger");
    html.text(&facts.origin).raw("<p class=\"hint\">").number(facts.tree_size).raw(" entries, root <code title=\"");
    html.text(&facts.root).raw("\">").text(facts.root.get(..12).unwrap_or(&facts.root)).raw("…</code></p>");
    html.raw("</dd></div>\n</dl>\n");
}

fn term(html: &mut Html, term: &str) {
    html.raw("<div><dt>").text(term).raw("</dt><dd>");
}

fn end(html: &mut Html, next: &str) {
    html.raw("</dd></div>\n");
    term(html, next);
}

fn legend(html: &mut Html, paper: &Paper<'_>) {
    let counts = paper.plan.labels();
    html.raw("<section aria-labelledby=\"legend\"><h2 id=\"legend\">What the labels say</h2>\n");
    html.raw("<p class=\"lead\">Each item of evidence is counted once, under the best label that it has here.</p>\n");
    html.raw("<ul class=\"legend\">\n");
    for label in LABELS {
        let count = match label {
            Label::Reused => counts.reused,
            Label::Supplemented => counts.supplemented,
            Label::FrameworkOnly => counts.framework_only,
        };
        html.raw("<li><span>");
        chip(html, label);
        html.raw("</span><b>").number(count as u64).raw("</b><span>").text(meaning(label)).raw("</span></li>\n");
    }
    html.raw("</ul></section>\n");
}
