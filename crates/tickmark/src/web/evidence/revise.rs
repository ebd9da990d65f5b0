//! A new version: what changed of the item and its files; whatever was accepted before has to be accepted again.

use super::{action, fields, href, item, meant, multipart, path, refused, size};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused as refusal_notice};
use crate::web::ui::{self, Choice, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::EvidenceDetail;
use app::evidence::NewVersion;
use axum::extract::{Multipart, Path};
use axum::response::Response;
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use maud::{Markup, html};

pub(super) async fn begin(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let detail = item::detail(&visit, &id)?.value;
    let newest = detail.held.newest();
    let keep = newest.files.iter().map(|file| ("keep".to_owned(), file.name.clone()));
    let typed = fields::of(&newest.evidence).and(keep);
    page(&visit, &id, &typed, None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = item::detail(visit, id)?;
    let detail = &answer.value;
    let newest = detail.held.newest();
    let (evidence, files) = (newest.evidence.clone(), newest.files.clone());
    let command = EvidenceCommand::ReviseEvidence { id: id.to_owned(), evidence, files };
    let missing = why_not(visit, &Command::Evidence(command));
    let title = format!("New version of {id}");
    let body = html! {
        (ui::heading(&title, Some(&newest.evidence.title), None))
        (refusal_notice(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => {
                (ui::notice(Tone::Neutral, "Earlier versions stay", html! { "The new one is the one that counts, and has to be accepted by somebody else." }))
                (form(visit, detail, typed))
            },
        }
        script type="module" src="/assets/evidence.js" {}
    };
    let crumbs = [
        Crumb::link("Evidence", visit.href("/evidence")),
        Crumb::link(id, href(visit, id)),
        Crumb::here("New version"),
    ];
    Ok(form_page(visit.page(&answer.mark, &title, "/evidence", &crumbs, body), missing.as_ref()))
}

fn form(visit: &Visit, detail: &EvidenceDetail, typed: &Typed) -> Markup {
    let kept: Vec<&str> = typed.all("keep").collect();
    let stay: Vec<Choice<'_>> = detail
        .held
        .newest()
        .files
        .iter()
        .map(|f| {
            Choice::new(f.name.as_str(), format!("{}, {}", f.name, size(f.file.size)), kept.contains(&f.name.as_str()))
        })
        .collect();
    html! {
        form.form.wide method="post" action=(action(visit, &detail.id, "revision")) enctype="multipart/form-data" data-guard data-evidence {
            (ui::hidden("version", &detail.version.to_string()))
            @if !stay.is_empty() {
                (ui::checkboxes(&Field { name: "keep", label: "Files that stay", hint: "Without its tick a file is not part of the new version.", ..Field::default() }, &stay))
            }
            (fields::files(visit, typed))
            (fields::what(typed))
            (fields::when(typed))
            (fields::from_where(typed))
            (fields::handling(typed))
            div.actions { (ui::button("Hand in the new version")) (ui::quiet_link("Cancel", &href(visit, &detail.id), None)) }
        }
    }
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let typed = match multipart::read(&visit, form).await {
        Ok(typed) => typed,
        Err(problem) => return or_again(Err(problem), |refusal| page(&visit, &id, &Typed::default(), Some(refusal))),
    };
    or_again(hand_in(&visit, &id, &typed), |refusal| page(&visit, &id, &typed, Some(refusal)))
}

fn hand_in(visit: &Visit, id: &str, typed: &Typed) -> Result<Response, Problem> {
    let new = NewVersion {
        evidence: meant::evidence(typed)?,
        keep: typed.all("keep").map(str::to_owned).collect(),
        uploads: meant::uploads(typed),
    };
    let version: Option<u64> = typed.get("version").trim().parse().ok();
    let (app, request) = (&visit.doors.app, visit.field("request"));
    let revised = tokio::task::block_in_place(|| {
        app.revise_evidence(&visit.org, &visit.who, request.as_deref(), version, id, new)
    });
    let receipt = revised.map_err(refused)?;
    Ok(visit.went(&format!("Handed in a new version of {id}."), &path(id), &receipt))
}
