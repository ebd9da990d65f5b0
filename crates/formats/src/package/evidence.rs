//! Every item of evidence once, under the first of its controls, with everything that is known of it, and its files with
//! their hashes whole. The controls are folded; a link to an item opens the one that it lies under.

use super::markup::{Html, counted, size};
use super::paper::{Paper, chip, link, moment, numbers, period};
use domain::reports::package::Item;
use std::collections::BTreeMap;

pub(super) fn evidence(html: &mut Html, paper: &Paper<'_>) {
    html.raw("<div class=\"evidence\" id=\"evidence\"><h2>Every item of evidence</h2>\n<p class=\"lead\">");
    html.raw(
        "By own control; what shows several stands under the first of them. Entry numbers are those of ledger/entries.jsonl in this package; the first entry of the ledger is 0.</p>\n",
    );
    if paper.plan.items.is_empty() {
        html.raw("<p class=\"none\">No item of evidence is in this package.</p>\n");
    }
    for (control, items) in by_control(paper) {
        html.raw("<section class=\"section\"><details><summary><h3>").text(control).raw("</h3> <span class=\"hint\">");
        html.text(&counted(items.len(), "item of evidence", "items of evidence")).raw("</span></summary>\n");
        for one in items {
            item(html, paper, one);
        }
        html.raw("</details></section>\n");
    }
    html.raw("</div>\n");
}

/// Each item under the first of its controls, so that it stands here once.
fn by_control<'a>(paper: &Paper<'a>) -> BTreeMap<&'a str, Vec<&'a Item>> {
    let mut groups: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for one in &paper.plan.items {
        groups.entry(one.controls.first().map_or("No own control", String::as_str)).or_default().push(one);
    }
    groups
}

fn item(html: &mut Html, paper: &Paper<'_>, item: &Item) {
    html.raw("<div class=\"control\" id=\"e-").anchor(&item.id).raw("\"><h4>").text(&item.id).raw(" ");
    html.name(&item.title).raw("</h4> ");
    chip(html, item.label);
    html.raw("\n<ul class=\"pairs\">");
    pair(html, "Type", item.kind.title());
    pair(html, "Period", &period(item.period));
    if let Some(made) = item.captured {
        pair(html, "Made on, as claimed", &made.to_string());
    }
    if !item.source.is_empty() {
        pair(html, "Source", &item.source);
    }
    let received =
        format!("{} by {}, version {}", moment(item.received_us), paper.person(&item.collected_by), item.version);
    pair(html, "Received", &received);
    pair(html, "Accepted", &format!("{} by {}", moment(item.accepted_us), paper.person(&item.accepted_by)));
    if item.late {
        pair(html, "Late", "It came more than 30 days after the end of its period.");
    }
    if !item.after_close.is_empty() {
        pair(html, "After the close", &item.after_close.join(", "));
    }
    pair(html, "Who may read it", item.classification.title());
    if item.personal_data {
        pair(html, "Personal data", "It holds some, because it has to.");
    }
    if let Some((until, rule)) = &item.keep_until {
        pair(html, "Kept until", &if rule.is_empty() { until.to_string() } else { format!("{until}, {rule}") });
    }
    pair(html, "Controls", &item.controls.join(", "));
    let entries = paper.entries(&item.id);
    pair(html, "Entries", &if entries.is_empty() { item.entry.to_string() } else { numbers(entries) });
    html.raw("</ul>\n");
    files(html, paper, item);
    html.raw("</div>\n");
}

fn pair(html: &mut Html, term: &str, value: &str) {
    html.raw("<li><b>").text(term).raw("</b> <span>").name(value).raw("</span></li>");
}

fn files(html: &mut Html, paper: &Paper<'_>, item: &Item) {
    if item.files.is_empty() {
        html.raw("<p class=\"none\">It has no file.</p>\n");
        return;
    }
    html.raw("<table><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Size</th><th scope=\"col\">SHA-256</th>");
    html.raw("<th scope=\"col\">Entries</th></tr></thead><tbody>\n");
    for file in &item.files {
        html.raw("<tr><td>");
        link(html, paper.path(&file.sha256), &file.name);
        html.raw("<p class=\"hint\">").name(&file.media).raw("</p></td><td class=\"n\" data-label=\"Size\">");
        html.text(&size(file.size)).raw("</td><td data-label=\"SHA-256\"><code>").text(&file.sha256);
        html.raw("</code></td><td data-label=\"Entries\">");
        html.text(&paper.file(&file.sha256).map(|planned| numbers(&planned.entries)).unwrap_or_default());
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table>\n");
}
