//! The fields of a body and of a check of its accreditation.

use super::{joined, known, listed, whole};
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use domain::refusal::Refusal;
use domain::values::certification::{Accreditation, CertificationBody};
use maud::{Markup, html};

/// What a form about a body begins with.
pub(super) fn begin(body: Option<&CertificationBody>) -> Typed {
    let days = |days: Option<u32>, usual: u32| days.unwrap_or(usual).to_string();
    let mut typed = Typed::default();
    if let Some(body) = body {
        typed.add("name", &body.name);
        typed.add("country", &body.country);
        typed.add("markets", &joined(&body.markets));
    }
    typed.add("plan_days", &days(body.map(|body| body.plan_days), CertificationBody::PLAN_DAYS));
    typed.add("close_days", &days(body.map(|body| body.close_days), CertificationBody::CLOSE_DAYS));
    typed
}

pub(super) fn fields(typed: &Typed) -> Markup {
    html! {
        div.field-row {
            (ui::text(&Field { name: "name", label: "Name", value: typed.get("name"), required: true, ..Field::default() }))
            (ui::text(&Field { name: "country", label: "Country", value: typed.get("country"), required: true, ..Field::default() }))
        }
        (ui::text(&Field { name: "markets", label: "Recognised in", hint: "Markets with commas: United Kingdom, Germany.", value: typed.get("markets"), ..Field::default() }))
        div.field-row {
            (ui::text(&Field { name: "plan_days", label: "Days for a plan", hint: "After a visit; usual are 14 to 30.", value: typed.get("plan_days"), required: true, ..Field::default() }))
            (ui::text(&Field { name: "close_days", label: "Days for a major", hint: "After a visit; usual are 30 to 90.", value: typed.get("close_days"), required: true, ..Field::default() }))
        }
    }
}

pub(super) fn read(typed: &Typed) -> Result<CertificationBody, Refusal> {
    Ok(CertificationBody {
        name: typed.get("name").to_owned(),
        country: typed.get("country").to_owned(),
        markets: listed(typed.get("markets")),
        plan_days: whole(typed, "plan_days")?,
        close_days: whole(typed, "close_days")?,
    })
}

pub(super) fn check_fields(typed: &Typed, today: &str) -> Markup {
    let value = |name: &str, begin: &'static str| match typed.get("form") {
        "checks" => typed.get(name).to_owned(),
        _ => begin.to_owned(),
    };
    let on = if typed.get("form") == "checks" { typed.get("on").to_owned() } else { today.to_owned() };
    let scope = value("iso27001", "yes");
    let scopes = [("yes", "It names ISO/IEC 27001"), ("no", "It does not")]
        .map(|(id, label)| Choice::new(id, label, id == scope));
    html! {
        div.field-row {
            (ui::text(&Field { name: "by", label: "Accreditation body", hint: "UKAS, ANAB, DAkkS or another.", value: &value("by", ""), required: true, ..Field::default() }))
            (ui::text(&Field { name: "number", label: "Number", value: &value("number", ""), required: true, ..Field::default() }))
        }
        (ui::text(&Field { name: "standards", label: "Accredited to", hint: "With the editions, and commas between.", value: &value("standards", "ISO/IEC 17021-1:2015, ISO/IEC 27006-1:2024"), required: true, ..Field::default() }))
        (ui::radios(&Field { name: "iso27001", label: "Its scope", required: true, ..Field::default() }, &scopes))
        div.field-row {
            (ui::date_field(&Field { name: "valid_until", label: "Last day", hint: "Empty where the register names none.", value: &value("valid_until", ""), ..Field::default() }))
            (ui::date_field(&Field { name: "on", id: "checked-on", label: "Looked up on", value: &on, required: true, ..Field::default() }))
        }
        (ui::text(&Field { name: "source", label: "Where", hint: "The address of the accreditation body's register, or the paper.", value: &value("source", ""), required: true, ..Field::default() }))
    }
}

pub(super) fn read_check(typed: &Typed) -> Result<Accreditation, Refusal> {
    let valid_until = match typed.get("valid_until").trim() {
        "" => None,
        _ => Some(typed.day("valid_until", "the last day")?),
    };
    let named = |text: &str| match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Ok(Accreditation {
        by: typed.get("by").to_owned(),
        number: typed.get("number").to_owned(),
        standards: listed(typed.get("standards")),
        iso27001: known("scope of an accreditation", typed.get("iso27001"), named)?,
        valid_until,
        source: typed.get("source").to_owned(),
        on: typed.day("on", "the day on which it was looked up")?,
    })
}
