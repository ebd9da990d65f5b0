//! What follows the evidence: the index by the other framework, what has no reuse, what was left out, how to check it all.

use super::face::pairs;
use super::markup::Html;
use super::paper::{Paper, chip, group};
use domain::reports::package::{IndexLine, Served};

/// The same evidence by the items of the other framework (R175).
pub(super) fn by_other(html: &mut Html, paper: &Paper<'_>) {
    let plan = paper.plan;
    html.raw("<section id=\"other\"><h2>The same evidence by ")
        .text(paper.by_other())
        .raw("</h2>\n<p class=\"lead\">Of ");
    html.name(&plan.other.title).raw(", edition ").name(&plan.other.version).raw(", as ").name(&plan.crosswalk.title);
    html.raw(" and direct links read it.</p>\n");
    let served: Vec<&IndexLine> = plan.by_other.iter().filter(|line| !line.evidence.is_empty()).collect();
    if served.is_empty() {
        html.raw("<p class=\"none\">No item of evidence in this package serves the other framework.</p></section>\n");
        return;
    }
    html.raw(
        "<table><thead><tr><th scope=\"col\">Item</th><th scope=\"col\" class=\"wide\">Title</th><th scope=\"col\">Evidence</th>",
    );
    html.raw("<th scope=\"col\">Supplement</th></tr></thead><tbody>\n");
    for line in served {
        html.raw("<tr id=\"o-").anchor(&line.id).raw("\"><th scope=\"row\">").text(&line.id).raw("</th><td>");
        html.name(&line.title).raw("<p class=\"hint\">").name(&group(line.kind, &line.group));
        html.raw("</p></td><td class=\"ids\" data-label=\"Evidence\">");
        for label in super::paper::LABELS {
            evidence(html, line.evidence.iter().filter(|served| served.label == label).collect());
        }
        html.raw("</td><td data-label=\"Supplement\">");
        let mut said: Vec<&String> = line.evidence.iter().flat_map(|served| &served.supplements).collect();
        said.sort();
        said.dedup();
        for supplement in said {
            html.raw("<p>").name(supplement).raw("</p>");
        }
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></section>\n");
}

/// Evidence of one label.
fn evidence(html: &mut Html, served: Vec<&Served>) {
    let Some(first) = served.first() else { return };
    html.raw("<p>");
    chip(html, first.label);
    for one in served {
        html.raw(" <a href=\"#e-").anchor(&one.id).raw("\">").text(&one.id).raw("</a>");
    }
    html.raw("</p>");
}

/// Documents and records that nothing collected for SOC 2 stands in the place of (R176).
pub(super) fn no_reuse(html: &mut Html, paper: &Paper<'_>) {
    if paper.plan.no_reuse.is_empty() {
        return;
    }
    html.raw(
        "<section id=\"no-reuse\"><h2>Without an equivalent in SOC 2</h2>\n<p class=\"lead\">Documents and records ",
    );
    html.raw("that ISO/IEC 27001 names and nothing of a SOC 2 examination replaces. Evidence of the kind stands beside one, ");
    html.raw("not in its place.</p>\n<table><thead><tr><th scope=\"col\">Clause</th><th scope=\"col\">What</th>");
    html.raw("<th scope=\"col\">Evidence beside it</th></tr></thead><tbody>\n");
    for one in &paper.plan.no_reuse {
        html.raw("<tr><th scope=\"row\">").text(&one.clause).raw("</th><td>").name(&one.name);
        if one.required {
            html.raw("<p class=\"hint\">Without it a package for a certification body is partial.</p>");
        }
        html.raw("</td><td class=\"ids\" data-label=\"Evidence beside it\">");
        for id in &one.evidence {
            html.raw("<a href=\"#e-").anchor(id).raw("\">").text(id).raw("</a> ");
        }
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></section>\n");
}

/// What was left out on purpose.
pub(super) fn left_out(html: &mut Html, paper: &Paper<'_>) {
    html.raw("<section id=\"left-out\"><h2>Left out on purpose</h2>\n");
    if paper.plan.left_out.is_empty() {
        html.raw("<p class=\"lead\">Nothing.</p>");
    } else {
        html.raw(
            "<p class=\"lead\">It is there, and whoever built this package chose not to hand it out with it.</p>\n",
        );
        pairs(html, &paper.plan.left_out);
    }
    html.raw("</section>\n");
}

/// How to check the package without asking anybody.
pub(super) fn verify(html: &mut Html, paper: &Paper<'_>) {
    let facts = paper.facts;
    html.raw("<section id=\"verify\"><h2>How to check this package</h2>\n<p class=\"lead\">Either of two programs ");
    html.raw(
        "that share no code says whether every byte is the one that was signed, and names each file that is not. ",
    );
    html.raw("Neither needs a network. KEY is the verifier key that you received from the organisation by another way.</p>\n");
    html.raw("<pre>tickmark verify PACKAGE.zip --key KEY\npython3 verify_package.py PACKAGE.zip --key KEY</pre>\n");
    html.raw(
        "<p class=\"hint\">verify_package.py comes with the source of Tickmark, under tools; it needs Python 3.9 and ",
    );
    html.raw(
        "nothing else. Any program that opens ZIP files shows the contents, and the SHA-256 of a file under files/ is ",
    );
    html.raw(
        "the name of its folder.</p>\n<p>The key that this package itself names, to be compared with yours:</p>\n<pre>",
    );
    html.text(&facts.key).raw("</pre>\n<p>The checkpoint speaks of ").number(facts.tree_size).raw(" entries of ");
    html.text(&facts.origin).raw(" under the root</p>\n<pre>").text(&facts.root).raw("</pre>\n");
    html.raw("<p class=\"hint\">Checked like this, the package shows who signed it and that nothing was changed since. That ");
    html.raw("the files tell the truth, and that nothing else exists, no program can show.</p></section>\n");
}
