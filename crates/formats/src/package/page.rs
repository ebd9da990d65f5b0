//! The page as a whole: head, face, list of contents, the rest.

use super::markup::Html;
use super::paper::Paper;
use super::{contents, ending, evidence, face, waived};

/// The look, inside the page, which is opened from disk.
const STYLE: &str = include_str!("style.css");

/// `index.html`.
pub(super) fn page(paper: &Paper<'_>) -> Vec<u8> {
    let mut html = Html::default();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Should anything ever slip through, the browser neither runs it nor asks anybody for anything.
    html.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n",
    );
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.raw("<title>")
        .text(&paper.plan.title)
        .raw("</title>\n<style>\n")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    html.raw("<a class=\"skip\" href=\"#contents\">To the contents</a>\n<main>\n");
    face::face(&mut html, paper);
    contents::table(&mut html, paper);
    contents::contents(&mut html, paper);
    evidence::evidence(&mut html, paper);
    ending::by_other(&mut html, paper);
    ending::no_reuse(&mut html, paper);
    ending::left_out(&mut html, paper);
    waived::waived(&mut html, paper);
    ending::verify(&mut html, paper);
    html.raw("<footer class=\"foot\"><p>").text(&paper.facts.id).raw(" of ").name(&paper.plan.organisation);
    html.raw(", built by Tickmark ").text(&paper.facts.version).raw(" up to entry ").number(paper.facts.tree_size);
    html.raw(
        ". This page and index.xlsx say the same; manifest.json signs both.</p></footer>\n</main>\n</body>\n</html>\n",
    );
    html.done()
}
