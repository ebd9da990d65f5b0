//! The fields of an item: files, what, when, where from, and what its form asks for besides.

use super::size;
use super::uploads::odd;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field, Icon};
use crate::web::visit::Visit;
use app::evidence::{FILE_MAX, Upload};
use domain::values::{Classification, Environment, Evidence, EvidenceType, Form, Shown};
use maud::{Markup, html};

/// The fields of an item as they stand in it, for a form that begins with what is there.
pub(super) fn of(evidence: &Evidence) -> Typed {
    pairs(evidence).into_iter().collect()
}

/// Name and value of each field of an item.
pub(super) fn pairs(evidence: &Evidence) -> Vec<(String, String)> {
    let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let source = &evidence.source;
    let fields = [
        ("title", evidence.title.clone()),
        ("kind", evidence.kind.id().to_owned()),
        ("form", evidence.form.id().to_owned()),
        ("from", evidence.period.from.to_string()),
        ("until", evidence.period.until.to_string()),
        ("captured", day(evidence.captured)),
        ("collected", day(evidence.collected)),
        ("system", source.system.clone()),
        ("environment", source.environment.id().to_owned()),
        ("query", source.query.clone()),
        ("rows", source.rows.map(|rows| rows.to_string()).unwrap_or_default()),
        ("completeness", source.completeness.clone()),
        ("accuracy", source.accuracy.clone()),
        ("classification", evidence.classification.id().to_owned()),
        ("personal", if evidence.personal_data { "yes".to_owned() } else { String::new() }),
        ("note", evidence.note.clone()),
    ];
    let shows = evidence.shows.iter().map(|shown| ("shows", shown.id().to_owned()));
    fields.into_iter().chain(shows).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The files: dropped, chosen or pasted. Those that were received already stand in the list with the ids they wait under.
pub(super) fn files(visit: &Visit, typed: &Typed) -> Markup {
    let wanted: Vec<&str> = typed.all("upload").collect();
    let waiting = match wanted.is_empty() {
        true => Vec::new(),
        false => {
            tokio::task::block_in_place(|| visit.doors.app.own_uploads(&visit.org, &visit.who)).unwrap_or_default()
        }
    };
    let here: Vec<&Upload> = waiting.iter().filter(|upload| wanted.contains(&upload.id.as_str())).collect();
    html! {
        fieldset.field-group {
            legend { "Files" }
            div.drop.many data-evidence-drop data-uploads={ "/o/" (visit.org) "/evidence/uploads" } data-most=(FILE_MAX) {
                (Icon::Upload.svg())
                p.drop-name { "Drop files here, or choose them." }
                p.hint id="files-hint" data-paste-hint hidden { "A screenshot can be pasted: Ctrl+V, or Cmd+V on a Mac." }
                label.sr-only for="files" { "Files" }
                input id="files" name="file" type="file" multiple aria-describedby="files-hint";
            }
            ul.uploads data-uploads-list aria-live="polite" {
                @for upload in here { (received(upload)) }
            }
            p.hint { "Kept as they are and never opened here; read back, each is checked against its hash. Up to " (size(FILE_MAX)) " each with script, 40 MiB together without." }
        }
    }
}

/// A file that waits.
fn received(upload: &Upload) -> Markup {
    html! {
        li.upload.done {
            (ui::hidden("upload", &upload.id))
            div.upload-line { strong.upload-name { (upload.name) } span.hint { (size(upload.size)) } span.upload-state { (Icon::Check.svg()) "Received" } }
            @if let Some(file) = &upload.file {
                p.hint { (file.media) " · " code { (file.file.sha256.get(..12).unwrap_or_default()) "…" } }
                @for one in odd(file) { p.upload-odd { (one) } }
            }
        }
    }
}

fn text(typed: &Typed, name: &'static str, label: &'static str, hint: &'static str, required: bool) -> Markup {
    ui::text(&Field { name, label, hint, value: typed.get(name), required, ..Field::default() })
}

fn lines(typed: &Typed, name: &'static str, label: &'static str, hint: &'static str) -> Markup {
    ui::textarea(&Field { name, label, hint, value: typed.get(name), ..Field::default() }, 2)
}

fn day(typed: &Typed, name: &'static str, label: &'static str, hint: &'static str, required: bool) -> Markup {
    ui::date_field(&Field { name, label, hint, value: typed.get(name), required, ..Field::default() })
}

fn kind(typed: &Typed) -> Markup {
    let held = typed.get("kind");
    let kinds: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose a type", held.is_empty()))
        .chain(EvidenceType::ALL.into_iter().map(|k| Choice::new(k.id(), k.title(), k.id() == held)))
        .collect();
    ui::select(&Field { name: "kind", label: "Type", required: true, ..Field::default() }, &kinds)
}

pub(super) fn what(typed: &Typed) -> Markup {
    let form = Form::parse(typed.get("form")).unwrap_or_default();
    let forms = Form::ALL.map(|f| Choice::new(f.id(), f.title(), f == form));
    html! {
        fieldset.field-group {
            legend { "What it is" }
            (text(typed, "title", "Title", "What somebody else would look for, such as Access review, third quarter.", true))
            (kind(typed))
            (ui::radios(&Field { name: "form", label: "Form", hint: "Lists and screenshots have to say more.", ..Field::default() }, &forms))
        }
    }
}

/// What findings of another tool are; their form is a list.
pub(super) fn what_of_findings(typed: &Typed) -> Markup {
    html! {
        fieldset.field-group {
            legend { "What it is" }
            (text(typed, "title", "Title", "What somebody else would look for.", true))
            (kind(typed))
        }
    }
}

/// Where findings of another tool come from, and how the list was made. Their number is counted.
pub(super) fn made_by(typed: &Typed) -> Markup {
    html! {
        fieldset.field-group {
            legend { "Where from" }
            (text(typed, "system", "Tool, and what it looked at", "As the file says it.", false))
            (environment(typed))
        }
        fieldset.field-group {
            legend { "How the list was made" }
            (lines(typed, "query", "Command or profile", "What the tool was asked, word for word."))
            (lines(typed, "completeness", "How you saw that it is complete", "Such as: every account of the organisation is in it."))
            (lines(typed, "accuracy", "How you saw that it is right", "Such as: three findings compared with the system."))
        }
    }
}

pub(super) fn when(typed: &Typed) -> Markup {
    html! {
        fieldset.field-group {
            legend { "When" }
            div.field-row {
                (day(typed, "from", "Period from", "First day that it covers.", true))
                (day(typed, "until", "Period until", "Last day that it covers.", true))
            }
            div.field-row {
                (day(typed, "captured", "Made on", "When the file was made, as you know it.", false))
                (day(typed, "collected", "Collected on", "The day on which you took it.", false))
            }
        }
    }
}

fn environment(typed: &Typed) -> Markup {
    let held = Environment::parse(typed.get("environment")).unwrap_or_default();
    let environments = Environment::ALL.map(|e| Choice::new(e.id(), e.title(), e == held));
    let hint = "A test system shows nothing of production.";
    ui::radios(&Field { name: "environment", label: "Environment", hint, ..Field::default() }, &environments)
}

pub(super) fn from_where(typed: &Typed) -> Markup {
    html! {
        fieldset.field-group {
            legend { "Where from" }
            (text(typed, "system", "System, or person", "Such as Okta, AWS account 4711, payroll; the person where there is no system.", false))
            (environment(typed))
        }
        (list(typed))
        (screenshot(typed))
    }
}

/// What a list says besides. Script shows it for lists alone.
fn list(typed: &Typed) -> Markup {
    html! {
        fieldset.field-group data-for-form=(Form::List.id()) {
            legend { "Of a list" }
            (lines(typed, "query", "Query, filter or command", "What the system was asked, word for word."))
            (text(typed, "rows", "Number of rows", "Counted where it was made.", false))
            (lines(typed, "completeness", "How you saw that it is complete", "Such as: total equals the licence count."))
            (lines(typed, "accuracy", "How you saw that it is right", "Such as: five rows compared with the system."))
        }
    }
}

/// What a screenshot shows besides.
fn screenshot(typed: &Typed) -> Markup {
    let chosen: Vec<&str> = typed.all("shows").collect();
    let shown = Shown::ALL.map(|s| Choice::new(s.id(), s.title(), chosen.contains(&s.id())));
    html! {
        fieldset.field-group data-for-form=(Form::Screenshot.id()) {
            legend { "Of a screenshot" }
            (ui::checkboxes(&Field { name: "shows", label: "It shows", hint: "Without these three it does not stand by itself.", ..Field::default() }, &shown))
        }
    }
}

pub(super) fn handling(typed: &Typed) -> Markup {
    let held = Classification::parse(typed.get("classification")).unwrap_or_default();
    let classes = Classification::ALL.map(|c| Choice::new(c.id(), c.title(), c == held));
    let personal = [Choice::new("yes", "It holds personal data, because it has to", typed.get("personal") == "yes")];
    html! {
        fieldset.field-group {
            legend { "How to handle it" }
            (ui::radios(&Field { name: "classification", label: "Who may read it", ..Field::default() }, &classes))
            (ui::checkboxes(&Field { name: "personal", label: "Personal data", ..Field::default() }, &personal))
            (lines(typed, "note", "Note", "What whoever judges it should know; it takes the place of no file."))
        }
    }
}
