//! The contents by the items of the framework: each with its controls, and each control with its evidence.

use super::markup::{Html, counted};
use super::paper::{Paper, chip, link, numbers, period};
use domain::reports::package::{Item, Row, Section};
use std::collections::BTreeSet;

/// The list of contents.
pub(super) fn table(html: &mut Html, paper: &Paper<'_>) {
    html.raw("<nav aria-labelledby=\"toc\"><h2 id=\"toc\">Contents</h2>\n<p class=\"lead\">By ").text(paper.by());
    html.raw(", with how many items of evidence stand under each. After them: <a href=\"#evidence\">every item of evidence</a>, ");
    html.raw("<a href=\"#other\">the index by ")
        .text(paper.by_other())
        .raw("</a>, <a href=\"#left-out\">what was left out</a>, ");
    html.raw("<a href=\"#verify\">how to check this package</a>.</p>\n");
    for (name, sections) in paper.groups() {
        html.raw("<p class=\"group\">").name(&name).raw("</p>\n<ul class=\"toc\">\n");
        for section in sections {
            html.raw("<li><a href=\"#s-").anchor(&section.id).raw("\"><b>").text(&section.id).raw("</b> ");
            html.name(&section.title)
                .raw("</a> <span class=\"count\">\u{b7} ")
                .number(counts(section) as u64)
                .raw("</span></li>\n");
        }
        html.raw("</ul>\n");
    }
    html.raw("</nav>\n");
}

/// Items of evidence under a section, each once.
fn counts(section: &Section) -> usize {
    section.rows.iter().flat_map(|row| &row.evidence).collect::<BTreeSet<_>>().len()
}

/// The contents.
pub(super) fn contents(html: &mut Html, paper: &Paper<'_>) {
    html.raw("<div class=\"contents\" id=\"contents\"><h2>By ").text(paper.by()).raw("</h2>\n");
    for (name, sections) in paper.groups() {
        html.raw("<p class=\"group\">").name(&name).raw("</p>\n");
        for one in sections {
            section(html, paper, one);
        }
    }
    html.raw("</div>\n");
}

/// One item of the framework, folded: a link to it opens it, since what it leads to lies inside.
fn section(html: &mut Html, paper: &Paper<'_>, section: &Section) {
    html.raw("<section class=\"section\"><details><summary><h3>").text(&section.id).raw(" ");
    html.name(&section.title).raw("</h3> <span class=\"hint\">");
    html.text(&counted(section.rows.len(), "own control", "own controls")).raw(", ");
    html.text(&counted(counts(section), "item of evidence", "items of evidence"))
        .raw("</span></summary>\n<div id=\"s-");
    html.anchor(&section.id).raw("\">\n");
    if section.rows.is_empty() {
        html.raw("<p class=\"none\">No control of the organisation answers it in this package.</p>\n");
    }
    for one in &section.rows {
        row(html, paper, one);
    }
    html.raw("</div></details></section>\n");
}

fn row(html: &mut Html, paper: &Paper<'_>, row: &Row) {
    html.raw("<div class=\"control\"><header><h4>").name(&row.control).raw(" ").name(&row.name).raw("</h4> ");
    if !row.evidence.is_empty() {
        chip(html, row.label);
    }
    html.raw("<span class=\"hint\">");
    if row.direct {
        html.raw("linked directly");
    } else {
        html.raw("by way of ").text(&row.via.join(", "));
    }
    if let Some(owner) = &row.owner {
        html.raw(" · owned by ").name(paper.person(owner));
    }
    let entries = paper.entries(&row.control);
    if !entries.is_empty() {
        html.raw(" · ").text(if entries.len() == 1 { "entry " } else { "entries " }).text(&numbers(entries));
    }
    html.raw("</span></header>\n");
    for supplement in &row.supplements {
        html.raw("<p class=\"supplement\">Supplement: ").name(supplement).raw("</p>\n");
    }
    if let Some(said) = &row.not_exercised {
        html.raw("<p class=\"hint\">Not exercised in the window: ").name(said).raw("</p>\n");
    }
    if let Some(note) = &row.note {
        html.raw("<p class=\"none\">").name(note).raw("</p>\n");
    }
    if !row.evidence.is_empty() {
        html.raw("<ul class=\"items\">\n");
        for one in row.evidence.iter().filter_map(|id| paper.item(id)) {
            item(html, paper, one);
        }
        html.raw("</ul>\n");
    }
    html.raw("</div>\n");
}

/// An item under a control: what it is, its files, and the way to all that is known of it.
fn item(html: &mut Html, paper: &Paper<'_>, item: &Item) {
    html.raw("<li class=\"item\"><div class=\"item-head\"><a class=\"id\" href=\"#e-").anchor(&item.id).raw("\">");
    html.text(&item.id).raw("</a><span>").name(&item.title).raw("</span><span class=\"hint\">");
    html.text(&period(item.period)).raw(" · entry ").number(item.entry).raw("</span></div>\n");
    if !item.files.is_empty() {
        html.raw("<ul class=\"files\">");
        for file in &item.files {
            html.raw("<li>");
            link(html, paper.path(&file.sha256), &file.name);
            html.raw(" <code class=\"hint\" title=\"").text(&file.sha256).raw("\">SHA-256 ");
            html.text(file.sha256.get(..12).unwrap_or(&file.sha256)).raw("…</code></li>");
        }
        html.raw("</ul>\n");
    }
    html.raw("</li>\n");
}
