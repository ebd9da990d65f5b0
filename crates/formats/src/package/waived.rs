//! Rules of separation of duty that were set aside in the window or since: what was done meanwhile is read with that (SoD-18).

use super::markup::Html;
use super::paper::Paper;
use domain::registers::people::HeldWaiver;

/// The waivers; nothing when no rule was waived.
pub(super) fn waived(html: &mut Html, paper: &Paper<'_>) {
    if paper.facts.waivers.is_empty() {
        return;
    }
    html.raw("<section id=\"waivers\"><h2>Rules that were waived</h2>\n<p class=\"lead\">For one person each and for a time, ");
    html.raw(
        "approved by management. What that person did meanwhile is to be read with it.</p>\n<ul class=\"pairs\">\n",
    );
    for (id, held) in &paper.facts.waivers {
        one(html, paper, id, held);
    }
    html.raw("</ul></section>\n");
}

fn one(html: &mut Html, paper: &Paper<'_>, id: &str, held: &HeldWaiver) {
    let waiver = &held.waiver;
    html.raw("<li><b>").text(&waiver.duty.id()).raw(" for ").name(paper.person(&waiver.person)).raw("</b> <div>");
    html.text(waiver.duty.sentence()).raw(". ").name(&waiver.reason).raw("<p class=\"hint\">");
    html.text(&waiver.from.to_string()).raw(" to ").text(&waiver.until.to_string()).raw(" \u{b7} approved by ");
    html.name(held.approved_by.as_deref().map_or("", |by| paper.person(by)));
    if held.alone {
        html.raw(", with nobody else there to approve it");
    }
    html.raw(" \u{b7} ").text(id).raw("</p>");
    if let Some(why) = &held.ended {
        html.raw("<p class=\"hint\">Ended early: ").name(why).raw("</p>");
    }
    html.raw("</div></li>\n");
}
