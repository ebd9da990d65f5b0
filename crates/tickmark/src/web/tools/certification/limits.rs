//! What is lost when a limit passes: a major of Stage 2, a recertification, an edition.

use super::PATH;
use crate::web::tools::asked::{answer, text};
use crate::web::tools::{form, typed};
use crate::web::ui::{self, Field, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{CertificationWords, certification};
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde_json::json;

pub(super) fn major(visit: &Visit) -> Result<Markup, Refusal> {
    let question = json!({
        "stage2_last_day": text(visit, "stage2"), "verified": text(visit, "verified"), "as_of": text(visit, "judged"),
    });
    let CertificationWords::Major(found) = answer(&question, certification)? else { return Ok(html! {}) };
    let (tone, title) = match found.overdue {
        true => (Tone::Danger, "The limit has passed"),
        false => (Tone::Good, "Within the limit"),
    };
    let body = html! {
        p { "The action is verified by the body by " strong { (found.limit) } "." }
        @if let Some(follows) = found.consequence { p { "What follows: " (follows) "." } }
    };
    Ok(ui::notice(tone, title, body))
}

pub(super) fn renewal(visit: &Visit) -> Result<Markup, Refusal> {
    let question = json!({ "old_expiry": text(visit, "expired"), "decision": text(visit, "renewed") });
    let CertificationWords::Renewal(found) = answer(&question, certification)? else { return Ok(html! {}) };
    let (tone, title) = match (found.restorable, found.days_without_certificate) {
        (false, _) => (Tone::Danger, "Too late to be restored"),
        (true, 0) => (Tone::Good, "Renewed without a gap"),
        (true, _) => (Tone::Caution, "Restored after a gap"),
    };
    let list = ui::definition_list(&[
        ("New expiry", html! { @match &found.new_expiry { Some(day) => { (day) }, None => { "none" } } }),
        ("Days without a certificate", html! { (found.days_without_certificate) }),
        ("Last day of restoration", html! { (found.restoration_limit) }),
        ("What follows", html! { (found.consequence.unwrap_or("nothing beside the new cycle")) }),
    ]);
    Ok(html! {
        (ui::notice(tone, title, html! {}))
        (list)
    })
}

pub(super) fn edition(visit: &Visit) -> Result<Markup, Refusal> {
    let question = json!({ "certificate_standard": text(visit, "standard"), "as_of": text(visit, "seen") });
    let CertificationWords::Edition(found) = answer(&question, certification)? else { return Ok(html! {}) };
    let (tone, title, words) = match found.current {
        true => (Tone::Good, "Current", "A certificate to this edition can be current on this day."),
        false => (Tone::Danger, "Not current", "No certificate to this edition is current on this day."),
    };
    Ok(ui::notice(tone, title, html! { p { (words) } }))
}

/// A field that has to be filled, with its label.
fn day(visit: &Visit, name: &str, label: &str) -> Markup {
    ui::date_field(&Field { name, label, value: &typed(visit, name), required: true, ..Field::default() })
}

pub(super) fn major_fields(visit: &Visit) -> Markup {
    let verified = typed(visit, "verified");
    let hint = "Empty while the body did not verify the action.";
    form(
        visit,
        PATH,
        html! {
            (day(visit, "stage2", "Last day of Stage 2"))
            (ui::date_field(&Field { name: "verified", label: "Verified on", value: &verified, hint, ..Field::default() }))
            (day(visit, "judged", "Judged on"))
        },
    )
}

pub(super) fn renewal_fields(visit: &Visit) -> Markup {
    let fields = html! {
        (day(visit, "expired", "Last day of the old certificate"))
        (day(visit, "renewed", "Decision on recertification"))
    };
    form(visit, PATH, fields)
}

pub(super) fn edition_fields(visit: &Visit) -> Markup {
    let value = visit.field("standard").unwrap_or_else(|| "ISO/IEC 27001:2022".to_owned());
    let field = Field { name: "standard", label: "Standard", value: &value, required: true, ..Field::default() };
    form(visit, PATH, html! { (ui::text(&field)) (day(visit, "seen", "Seen on")) })
}
