//! Files that come in as documents, and starter texts.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::Here;
use crate::cli::place::file;
use crate::words::ReceiptWords;
use crate::words::policy::PolicyImportWords;
use app::Failure;
use app::ask::PreviewPolicies;
use app::exchange::{MAX_DOCX_BYTES, POLICY_ENDINGS, PolicyFile, PolicyList, STARTERS, starter};
use domain::rules::policy::MAX_DOCUMENTS;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn import(place: &PlaceArgs, path: &Path, preview: bool) -> Done {
    let files = files(path)?;
    let here = if preview { Here::read(place)? } else { Here::open(place)? };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let list = here.app.read_policies(&here.org, &here.who, &name, &files)?;
    take(place, &here, list, preview)
}

fn take(place: &PlaceArgs, here: &Here<'_>, list: PolicyList, preview: bool) -> Done {
    let (plan, _) = here.ask(&PreviewPolicies(&list.documents))?;
    let mut words = PolicyImportWords::of(&list, &plan);
    let refuse = !words.problems.is_empty();
    if !preview && !refuse && words.new + words.changed > 0 {
        let request = place.request_id.as_deref();
        let receipt = here.app.import_policies(&here.org, &here.who, request, list)?;
        words.receipt = Some(ReceiptWords::from(&receipt));
    }
    let rows = words.problems.iter().map(|p| {
        let line = if p.line == 0 { String::new() } else { p.line.to_string() };
        vec![p.file.clone(), line, p.field.clone(), p.what.clone(), p.hint.clone()]
    });
    let all = words.files.iter().map(|f| vec![f.file.clone(), f.number.clone(), f.title.clone(), f.what.to_owned()]);
    let tables = match refuse {
        true => vec![table("", &["File", "Line", "Field", "What", "Right would be"], rows)],
        false => vec![table("", &["File", "Number", "Title", "What"], all)],
    };
    show(place, &Shown { head: head(&words, preview), tables, ..Shown::default() }, &words)?;
    Ok(if refuse { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn head(words: &PolicyImportWords, preview: bool) -> Vec<String> {
    let mut head = vec![words.source.clone()];
    head.extend(words.notes.iter().map(|note| format!("Note: {note}")));
    head.push(format!(
        "New {}, with another text {}, known already {}, refused {}",
        words.new, words.changed, words.same, words.refused
    ));
    head.push(match &words.receipt {
        Some(_) => "Imported as drafts.".to_owned(),
        None if words.refused > 0 => "Nothing was imported: mend what stands below and import again.".to_owned(),
        None if preview => "Preview only: nothing was changed.".to_owned(),
        None => "Nothing would change.".to_owned(),
    });
    head
}

/// The files of a folder in the order of their names, without those in folders below; or one file.
fn files(path: &Path) -> Result<Vec<PolicyFile>, Failure> {
    let unread = |error: std::io::Error| mend(format!("{} cannot be read: {error}", path.display()), "name a folder");
    if !path.is_dir() {
        return one(path).map(|file| vec![file]);
    }
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if path.is_file() && ending.is_some_and(|ending| POLICY_ENDINGS.contains(&ending.as_str())) {
            paths.push(path);
        }
        if paths.len() > MAX_DOCUMENTS {
            let sentence = format!("{} has more than {MAX_DOCUMENTS} documents", path_of(&paths));
            return Err(mend(sentence, "import it in parts"));
        }
    }
    if paths.is_empty() {
        let hint = format!("name a folder with files that end in {}", POLICY_ENDINGS.join(", "));
        return Err(mend(format!("{} has no documents", path.display()), hint));
    }
    paths.sort();
    paths.iter().map(|path| one(path)).collect()
}

fn path_of(paths: &[std::path::PathBuf]) -> String {
    paths.first().and_then(|path| path.parent()).map(|parent| parent.display().to_string()).unwrap_or_default()
}

fn one(path: &Path) -> Result<PolicyFile, Failure> {
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    if size > MAX_DOCX_BYTES as u64 {
        let sentence = format!("{} has more than {} MiB", path.display(), MAX_DOCX_BYTES / 1024 / 1024);
        return Err(mend(sentence, "take pictures out of it, or save the text as Markdown"));
    }
    let (bytes, name) = file(path)?;
    Ok(PolicyFile { name, bytes })
}

pub(super) fn start(place: &PlaceArgs, id: Option<&str>) -> Done {
    let Some(id) = id else {
        let rows = STARTERS.iter().map(|one| vec![one.id.to_owned(), one.title.to_owned()]);
        let tail = vec!["Begin with one: `tickmark policy start backup`".to_owned()];
        let words: Vec<_> = STARTERS.iter().map(|one| json!({ "id": one.id, "title": one.title })).collect();
        let shown = Shown { tables: vec![table("", &["Id", "Title"], rows)], tail, ..Shown::default() };
        return show(place, &shown, &json!({ "starters": words }));
    };
    let document = starter(id)?;
    let here = Here::open(place)?;
    let list = PolicyList { source: "Starter texts".to_owned(), documents: vec![document], ..PolicyList::default() };
    take(place, &here, list, false)
}
