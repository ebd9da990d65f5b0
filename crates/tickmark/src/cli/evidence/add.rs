//! Handing in from this machine's own data folder.

use super::said::{controls, said};
use crate::cli::Done;
use crate::cli::args::{AddEvidenceArgs, PlaceArgs, ReviseEvidenceArgs};
use crate::cli::import::progress;
use crate::cli::out::mend;
use crate::cli::people::Here;
use crate::words::evidence::EvidenceFileWords;
use app::Failure;
use app::ask::EvidenceOf;
use app::evidence::{FILE_MAX, NewEvidence, NewVersion, Received};
use app::remote::file_name;
use domain::values::{counted, hint_title};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Opens a file to be handed in, and tells its length.
pub(super) fn opened(path: &Path) -> Result<(File, u64), Failure> {
    let unread = |e: std::io::Error| mend(format!("{}: {e}", path.display()), "check the path and its permissions");
    let file = File::open(path).map_err(unread)?;
    let data = file.metadata().map_err(unread)?;
    if !data.is_file() {
        return Err(mend(format!("{} is no file", path.display()), "name the files one by one"));
    }
    if data.len() > FILE_MAX {
        let sentence = format!("{} has {} bytes, more than {FILE_MAX}", path.display(), data.len());
        return Err(mend(sentence, "divide it, or hand in an archive of its parts"));
    }
    Ok((file, data.len()))
}

pub(super) fn add(args: &AddEvidenceArgs) -> Done {
    let (evidence, controls) = (said(&args.said, None)?, controls(&args.controls)?);
    let here = Here::open(&args.place)?;
    let received = receive(&here, &args.files)?;
    let new = NewEvidence {
        evidence,
        uploads: received.iter().map(|one| one.id.clone()).collect(),
        controls,
        answers: args.answers.clone(),
    };
    let request = args.place.request_id.as_deref();
    let added = here.app.add_evidence(&here.org, &here.who, request, new);
    let receipt = added.map_err(|trouble| given_up(&here, &received, trouble.into()))?;
    let files: Vec<EvidenceFileWords> = received.iter().map(|one| (&one.file).into()).collect();
    let json = json!({ "evidence": receipt.object, "files": files });
    here.once(&format!("Handed in as {}", receipt.object), &lines(&files), Some(&receipt), json)
}

pub(super) fn revise(args: &ReviseEvidenceArgs) -> Done {
    let here = Here::open(&args.place)?;
    let (detail, _) = here.ask(&EvidenceOf { id: args.item.clone(), files: BTreeMap::new() })?;
    let newest = detail.held.newest();
    let evidence = said(&args.said, Some(newest.evidence.clone()))?;
    let mut keep: BTreeSet<String> = newest.files.iter().map(|file| file.name.clone()).collect();
    for name in &args.without {
        if !keep.remove(name) {
            return Err(mend(format!("--without: {} has no file {name}", args.item), "see `tickmark evidence show`"));
        }
    }
    let received = receive(&here, &args.files)?;
    let new = NewVersion { evidence, keep, uploads: received.iter().map(|one| one.id.clone()).collect() };
    let (request, version) = (args.place.request_id.as_deref(), Some(detail.version));
    let revised = here.app.revise_evidence(&here.org, &here.who, request, version, &args.item, new);
    let receipt = revised.map_err(|trouble| given_up(&here, &received, trouble.into()))?;
    let files: Vec<EvidenceFileWords> = received.iter().map(|one| (&one.file).into()).collect();
    let version = detail.held.version() + 1;
    let json = json!({ "evidence": args.item, "item_version": version, "files": files });
    here.once(&format!("Handed in version {version} of {}", args.item), &lines(&files), Some(&receipt), json)
}

fn receive(here: &Here<'_>, paths: &[PathBuf]) -> Result<Vec<Received>, Failure> {
    let bar = progress();
    let files = paths.iter().map(|path| Ok((path, opened(path)?))).collect::<Result<Vec<_>, Failure>>()?;
    bar.set_length(files.iter().map(|(_, (_, size))| size).sum());
    let mut received = Vec::new();
    for (path, (file, _)) in files {
        let name = file_name(path);
        bar.set_message(name.clone());
        let one = here.app.receive(&here.org, &here.who, &name, "", &mut bar.wrap_read(file));
        received.push(one.map_err(|trouble| given_up(here, &received, trouble.into()))?);
    }
    bar.finish_and_clear();
    Ok(received)
}

/// Gives up what came in for an item that was refused.
fn given_up(here: &Here<'_>, received: &[Received], failure: Failure) -> Failure {
    for one in received {
        // What is not given up now is collected a day later.
        let _ = here.app.abandon_upload(&here.org, &here.who, &one.id);
    }
    failure
}

/// A line for each file, and what is odd about it.
pub(super) fn lines(files: &[EvidenceFileWords]) -> Vec<String> {
    let line = |file: &EvidenceFileWords| {
        let odd = file.disagrees.iter().cloned();
        let hints = file.hints.iter().map(|(kind, times)| {
            format!("looks as if it held {}, {}", hint_title(kind), counted(*times, "time", "times"))
        });
        let odd: Vec<String> = odd.chain(hints).collect();
        let odd = if odd.is_empty() { String::new() } else { format!(" - {}", odd.join("; ")) };
        format!(
            "  {}  {}  {}  {}{odd}",
            file.name,
            counted(file.size, "byte", "bytes"),
            &file.sha256[..file.sha256.len().min(16)],
            file.media
        )
    };
    files.iter().map(line).collect()
}

/// The organisation that was named, for a call of another server.
pub(super) fn named(place: &PlaceArgs) -> Result<&str, Failure> {
    place.org.as_deref().ok_or_else(|| {
        mend("it is not said which organisation of the server is meant", "name it with --org or in TICKMARK_ORG")
    })
}
