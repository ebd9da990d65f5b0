//! Importing findings: choose the file of a scanner, a linter, a benchmark, or a list of accounts, see what it says, name the
//! controls, hand in.

use super::{add, fields, found, meant, multipart, path, picked, refused as troubled, tabs};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field, Step, Tone};
use crate::web::visit::Visit;
use app::ask::EvidenceRequests;
use app::evidence::NewEvidence;
use app::exchange::{FindingsFile, described};
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use domain::reports::findings::counts_in_words;
use domain::values::{Evidence, FindingsFormat, Form, Window};
use jiff::civil::Date;
use maud::{Markup, html};

/// Findings that the preview lists; the counts above them speak of all.
const SHOWN: usize = 50;

/// A format with a tool that writes it, and how.
const TOOLS: [(&str, &str); 6] = [
    ("OCSF", "prowler aws --output-formats json-ocsf"),
    ("SARIF", "semgrep scan --sarif --output findings.sarif"),
    ("CycloneDX", "cyclonedx-py environment --output-format JSON"),
    ("Lynis", "lynis audit system, then its lynis-report.dat"),
    ("XCCDF", "oscap xccdf eval --results results.xml"),
    ("Accounts", "users of Google Workspace, Entra ID, Okta, as CSV or XLSX"),
];

fn stepper(current: usize, file: &str) -> Markup {
    let steps = [
        Step { label: "Choose", under: file },
        Step { label: "Check", under: "findings and controls" },
        Step { label: "Hand in", under: "somebody else accepts it" },
    ];
    ui::stepper("Import findings", &steps, current)
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    choose(&visit, None)
}

fn choose(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&EvidenceRequests)?.mark;
    let missing = match visit.doors.app.may_hand_in(&visit.org, &visit.who) {
        true => None,
        false => why_not(visit, &add::nothing(mark.as_of)),
    };
    let file = Field {
        name: "file",
        label: "File of findings, or list of accounts",
        hint: "OCSF, SARIF, CycloneDX as JSON, lynis-report.dat, XCCDF, or accounts as CSV or XLSX. Up to 40 MiB here, 64 MiB from a terminal.",
        required: true,
        ..Field::default()
    };
    let body = html! {
        (ui::heading("Import findings", Some("What a scanner, a linter or a benchmark wrote, or the accounts that a provider lists, as evidence: the file as it came, a summary, and every finding on the page of the item."), None))
        (tabs(visit, ""))
        (stepper(0, ""))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::columns(
                ui::upload_form(&format!("/o/{}/evidence/import", visit.org), html! {
                    (ui::file_drop(&file, ".json,.jsonl,.ndjson,.sarif,.dat,.xml,.txt,.csv,.tsv,.xlsx"))
                    div.actions { (ui::button("Check this file")) (ui::quiet_link("Cancel", &visit.href("/evidence"), None)) }
                }),
                advice(),
            )),
        }
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Import findings")];
    Ok(form_page(visit.page(&mark, "Import findings", "/evidence", &crumbs, body), missing.as_ref()))
}

fn advice() -> Markup {
    html! {
        (ui::card(html! {
            h3 { "Formats that are read" }
            (ui::definition_list(&TOOLS.map(|(format, how)| (format, html! { code { (how) } }))))
            p.hint { "The format is recognised by its content, whatever the file is called." }
        }))
        (ui::notice(Tone::Neutral, "A tool's pass is the tool's word", html! {
            "It is an observation of what the tool looked at. It accepts no evidence and changes no judgement of a control."
        }))
        (ui::notice(Tone::Neutral, "A list of accounts judges nothing", html! {
            "Its findings come from rules: an active account has a second factor, an administrator above all, and signed in within 90 days. What the list leaves open stays open."
        }))
    }
}

pub(super) async fn upload(visit: Visit, form: Multipart) -> Result<Response, Problem> {
    only_today(&visit)?;
    or_again(take(&visit, form).await, |refusal| choose(&visit, Some(refusal)))
}

async fn take(visit: &Visit, form: Multipart) -> Result<Response, Problem> {
    let typed = multipart::read(visit, form).await?;
    let uploads = meant::uploads(&typed);
    let [upload] = uploads.as_slice() else {
        return Err(Refusal::Empty { field: "the file", wanted: "or drop one file of findings" }.into());
    };
    // Read before it is shown, so that a file of another kind comes back to the form that it was chosen on.
    read(visit, upload, None).inspect_err(|_| {
        // What is not given up now is collected a day later.
        let _ = tokio::task::block_in_place(|| visit.doors.app.abandon_upload(&visit.org, &visit.who, upload));
    })?;
    Ok(Redirect::to(&format!("/o/{}/evidence/import/{upload}", visit.org)).into_response())
}

/// The file; `on` is the day of a list that does not say its own.
fn read(visit: &Visit, upload: &str, on: Option<Date>) -> Result<FindingsFile, Problem> {
    let (app, org, who) = (&visit.doors.app, &visit.org, &visit.who);
    tokio::task::block_in_place(|| app.findings_of_upload(org, who, upload, on)).map_err(super::trouble)
}

pub(super) async fn check(visit: Visit, Path((_, upload)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let looked = |on: Option<Date>, refusal: Option<&Refusal>| {
        let file = read(&visit, &upload, on)?;
        preview(&visit, &upload, &file, &suggested(&visit, &file, on)?, refusal)
    };
    let on = day_of_list(&visit).map_err(Problem::from);
    or_again(on.and_then(|on| looked(on, None)), |refusal| looked(None, Some(refusal)))
}

/// The day of a list that does not say its own, as the address has it.
fn day_of_list(visit: &Visit) -> Result<Option<Date>, Refusal> {
    let typed = visit.field("day").map(|text| Typed::of([("day", &text)]).day("day", "the day of the export"));
    let (day, today) = (typed.transpose()?, visit.doors.app.clock().today());
    match day {
        Some(day) if day > today => Err(Refusal::NotPossible {
            sentence: format!("the day of the export, {day}, has not come yet"),
            hint: "give the day on which the provider wrote the list".to_owned(),
        }),
        day => Ok(day),
    }
}

/// The fields as the file fills them; days that it does not name are left to whoever imports it.
fn suggested(visit: &Visit, file: &FindingsFile, on: Option<Date>) -> Result<Typed, Refusal> {
    let today = visit.doors.app.clock().today();
    if let Ok(evidence) = described(file, on.map(|day| Window { from: day, until: day }), today) {
        let captured = evidence.captured.or(on);
        return Ok(fields::of(&Evidence { captured, ..evidence }));
    }
    let evidence = described(file, Some(Window { from: today, until: today }), today)?;
    Ok(Typed::of([("from", ""), ("until", "")]).and(fields::pairs(&evidence)))
}

fn preview(
    visit: &Visit,
    upload: &str,
    file: &FindingsFile,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let mark = visit.ask(&EvidenceRequests)?.mark;
    let picks = picked::picks(visit, None);
    let counts = &file.findings.counts;
    let all = file.findings.items.len();
    let lead = format!("{}: {}.", counted(all, "finding", "findings"), counts_in_words(counts));
    let accounts = file.findings.format == FindingsFormat::Accounts;
    let title = if accounts { "What the list comes to" } else { "What the tool says" };
    let body = html! {
        (ui::heading("Check the findings", Some("This is what the file says. Nothing is handed in yet."), None))
        (stepper(1, &file.name))
        (refused(refusal))
        (ui::columns(
            html! {
                (ui::section("counts", title, Some(&lead), html! {
                    (found::severities(file))
                    (found::requirements(file))
                    @if accounts { (day_form(visit, upload, typed)) }
                }))
                (form(visit, upload, typed, &picks))
                (ui::section("findings", "Findings", None, html! {
                    p.count-line { (counted(all.min(SHOWN), "finding", "findings")) @if all > SHOWN { " of " (all) ", the first in the file" } }
                    (found::table(file.findings.items.iter().take(SHOWN)))
                }))
            },
            ui::card(found::about(file)),
        ))
    };
    let crumbs = [
        Crumb::link("Evidence", visit.href("/evidence")),
        Crumb::link("Import findings", visit.href("/evidence/import")),
        Crumb::here("Check"),
    ];
    Ok(visit.page(&mark, "Check the findings", "/evidence", &crumbs, body))
}

/// Asks for the day from which the days of a list are counted back.
fn day_form(visit: &Visit, upload: &str, typed: &Typed) -> Markup {
    let value = [typed.get("captured"), typed.get("until")].into_iter().find(|day| !day.is_empty()).unwrap_or_default();
    let field = Field { name: "day", label: "Day of the export", value, required: true, ..Field::default() };
    html! {
        form.inline-form method="get" action={ "/o/" (visit.org) "/evidence/import/" (upload) } {
            (ui::date_field(&field))
            button.button type="submit" { "Count from this day" }
        }
        p.hint { "The list does not say it. Days without a sign-in are counted back from it." }
    }
}

fn form(visit: &Visit, upload: &str, typed: &Typed, picks: &[picked::Pick]) -> Markup {
    html! {
        (ui::section("hand-in", "What it is evidence of", None, html! {
            form.form.wide method="post" action={ "/o/" (visit.org) "/evidence/import/" (upload) } data-guard {
                (fields::what_of_findings(typed))
                (fields::when(typed))
                (fields::made_by(typed))
                fieldset.field-group {
                    legend { "Which controls it shows" }
                    p.hint { "You choose them: what a tool names is not a link. With the day on which each ran; left empty, the last day of the period." }
                    (picked::fields(picks, typed))
                }
                (fields::handling(typed))
                div.actions { (ui::button("Hand in")) (ui::quiet_link("Choose another file", &visit.href("/evidence/import"), None)) }
            }
        }))
    }
}

pub(super) async fn confirm(
    visit: Visit,
    Path((_, upload)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let day = |name: &str| typed.get(name).trim().parse::<Date>().ok();
    let file = read(&visit, &upload, day("captured").or_else(|| day("until")))?;
    or_again(hand_in(&visit, &upload, &typed), |refusal| preview(&visit, &upload, &file, &typed, Some(refusal)))
}

fn hand_in(visit: &Visit, upload: &str, typed: &Typed) -> Result<Response, Problem> {
    let app = &visit.doors.app;
    // The form is that of a list; how many findings there are is counted, not typed.
    let new = meant::new(&Typed::of([("form", Form::List.id())]).and(typed.pairs()), app.clock().today())?;
    let title = new.evidence.title.clone();
    let new = NewEvidence { uploads: vec![upload.to_owned()], ..new };
    let added = tokio::task::block_in_place(|| {
        // The id of the upload is the id of the request: asked twice, it happens once.
        app.import_findings(&visit.org, &visit.who, Some(upload), new)
    });
    let receipt = added.map_err(troubled)?;
    Ok(visit.went(&format!("Handed in {title} as {}.", receipt.object), &path(&receipt.object), &receipt))
}
