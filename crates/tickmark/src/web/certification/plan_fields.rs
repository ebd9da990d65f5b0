//! The fields of a project.

use super::{joined, listed, whole};
use crate::web::nonconformities::members;
use crate::web::people::choices;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use domain::refusal::Refusal;
use domain::registers::certification::HeldBody;
use domain::values::certification::{CertificationProject, DEFAULT_STANDARD};
use maud::{Markup, html};

/// What a form about a project begins with.
pub(super) fn begin(project: Option<&CertificationProject>) -> Typed {
    let mut typed = Typed::default();
    let Some(project) = project else {
        typed.add("standard", DEFAULT_STANDARD);
        return typed;
    };
    let days = |days: u32| if days == 0 { String::new() } else { days.to_string() };
    for (name, value) in [
        ("title", project.title.clone()),
        ("body", project.body.clone()),
        ("standard", project.standard.clone()),
        ("scope", project.scope.clone()),
        ("markets", joined(&project.markets)),
        ("stage1_days", days(project.stage1_days)),
        ("stage2_days", days(project.stage2_days)),
        ("people", project.people.map(|people| people.to_string()).unwrap_or_default()),
        ("engagement", project.engagement.clone().unwrap_or_default()),
        ("combined", project.combined.clone()),
        ("owner", project.owner.clone().unwrap_or_default()),
    ] {
        typed.add(name, &value);
    }
    typed
}

pub(super) fn fields(visit: &Visit, bodies: &[(String, HeldBody)], typed: &Typed) -> Markup {
    let chosen = typed.get("body");
    let of = |(id, held): &(String, HeldBody)| (id.clone(), format!("{id} {}", held.body.name));
    let names: Vec<(String, String)> = bodies.iter().map(of).collect();
    let bodies: Vec<Choice<'_>> =
        names.iter().map(|(id, label)| Choice::new(id.as_str(), label.as_str(), id == chosen)).collect();
    let members = members(visit);
    html! {
        div.field-row {
            (ui::text(&Field { name: "title", label: "Title", hint: "Such as First certificate.", value: typed.get("title"), required: true, ..Field::default() }))
            (ui::select(&Field { name: "body", label: "Certification body", required: true, ..Field::default() }, &bodies))
        }
        (ui::textarea(&Field { name: "scope", label: "Scope", hint: "The text as it is to stand on the certificate: what is done, where.", value: typed.get("scope"), required: true, ..Field::default() }, 3))
        div.field-row {
            (ui::text(&Field { name: "standard", label: "Standard", hint: "With its edition.", value: typed.get("standard"), ..Field::default() }))
            (ui::text(&Field { name: "markets", label: "Markets", hint: "Where it has to be recognised, with commas.", value: typed.get("markets"), ..Field::default() }))
        }
        div.field-row {
            (ui::text(&Field { name: "stage1_days", label: "Audit days, Stage 1", hint: "As agreed; empty until then.", value: typed.get("stage1_days"), ..Field::default() }))
            (ui::text(&Field { name: "stage2_days", label: "Audit days, Stage 2", hint: "As agreed; empty until then.", value: typed.get("stage2_days"), ..Field::default() }))
            (ui::text(&Field { name: "people", label: "People in the scope", value: typed.get("people"), ..Field::default() }))
        }
        (ui::select(&Field { name: "owner", label: "Answers for it", ..Field::default() }, &choices(visit, &members, "Nobody", typed.get("owner"))))
        div.field-row {
            (ui::text(&Field { name: "engagement", label: "SOC 2 engagement of the same assessor", hint: "Such as EN-1; empty when SOC 2 is examined apart.", value: typed.get("engagement"), ..Field::default() }))
        }
        (ui::textarea(&Field { name: "combined", label: "Combined audit", hint: "With an engagement: which days, interviews and evidence serve both.", value: typed.get("combined"), ..Field::default() }, 2))
    }
}

pub(super) fn read(typed: &Typed) -> Result<CertificationProject, Refusal> {
    let maybe = |name: &str| Some(typed.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let people = whole(typed, "people")?;
    Ok(CertificationProject {
        title: typed.get("title").to_owned(),
        body: typed.get("body").to_owned(),
        standard: typed.get("standard").to_owned(),
        scope: typed.get("scope").to_owned(),
        markets: listed(typed.get("markets")),
        stage1_days: whole(typed, "stage1_days")?,
        stage2_days: whole(typed, "stage2_days")?,
        people: (people > 0).then_some(people),
        engagement: maybe("engagement"),
        combined: typed.get("combined").to_owned(),
        owner: maybe("owner"),
    })
}
