//! Handing in over the API of another machine: files in pieces that survive a cut line, then the item.

use super::add::{lines, named, opened};
use super::said::{controls, said};
use crate::cli::Done;
use crate::cli::args::{AddEvidenceArgs, ElsewhereArgs, PlaceArgs};
use crate::cli::import::progress;
use crate::cli::out::{Shown, mend, show};
use crate::words::evidence::{EvidenceFileWords, EvidenceSaidWords};
use app::remote::{PIECE, Remote, RemoteAnswer, Verb, file_name};
use app::{Failure, Fault};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// Most times that an upload is told to go on from another place than was thought.
const TURNS: u32 = 20;

/// A file that is on the server.
pub(super) struct Sent {
    pub(super) upload: String,
    file: EvidenceFileWords,
}

pub(super) fn add(args: &AddEvidenceArgs) -> Done {
    let mut words = EvidenceSaidWords::from(&said(&args.said, None)?);
    words.collector.clone_from(&args.collector);
    let controls: BTreeMap<String, String> =
        controls(&args.controls)?.into_iter().map(|(control, ran)| (control, ran.to_string())).collect();
    let (remote, base) = reached(&args.elsewhere, &args.place)?;
    let bar = progress();
    let files = args.files.iter().map(|path| Ok((path, opened(path)?))).collect::<Result<Vec<_>, Failure>>()?;
    bar.set_length(files.iter().map(|(_, (_, size))| size).sum());
    let mut sent = Vec::new();
    for (path, (file, size)) in files {
        sent.push(send(&remote, &base, path, file, size, &bar)?);
    }
    bar.finish_and_clear();
    let uploads: Vec<&String> = sent.iter().map(|one| &one.upload).collect();
    let body = json!({ "said": words, "controls": controls, "uploads": uploads, "answers": args.answers });
    let receipt = posted(&remote, &format!("{base}/evidence"), args.place.request_id.as_ref(), &body)?;
    let id = receipt["object"].as_str().unwrap_or_default();
    let mut head =
        vec![format!("Handed in as {id}: entry {}, root {:.16}", receipt["first_entry"], text(&receipt["root"]))];
    let files: Vec<EvidenceFileWords> = sent.into_iter().map(|one| one.file).collect();
    head.extend(lines(&files));
    let json = json!({ "evidence": id, "files": files, "receipt": receipt });
    show(&args.place, &Shown { head, ..Shown::default() }, &json)
}

/// The server that was named, and where the organisation lies there.
pub(super) fn reached(to: &ElsewhereArgs, place: &PlaceArgs) -> Result<(Remote, String), Failure> {
    let org = named(place)?;
    let (server, token) = (to.server.as_deref().unwrap_or_default(), to.token.as_deref().unwrap_or_default());
    Ok((Remote::new(server, token, &to.authorities)?, format!("/api/v1/o/{org}")))
}

/// Sends what is to be handed in. The same sent again after a cut line happens once.
pub(super) fn posted(remote: &Remote, path: &str, request: Option<&String>, body: &Value) -> Result<Value, Failure> {
    let bytes = body.to_string().into_bytes();
    let key = request.cloned().unwrap_or_else(|| hex(&Sha256::digest(&bytes)));
    let headers = [("content-type", "application/json".to_owned()), ("idempotency-key", key)];
    good(remote.call(Verb::Post, path, &headers, &bytes)?)
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Sends one file. Whatever the server says it has is not sent again.
pub(super) fn send(
    remote: &Remote,
    base: &str,
    path: &Path,
    mut file: File,
    size: u64,
    bar: &ProgressBar,
) -> Result<Sent, Failure> {
    let unread = |e: std::io::Error| mend(format!("{}: {e}", path.display()), "check the file, and send it again");
    bar.set_message(file_name(path));
    let begin = json!({ "name": file_name(path), "size": size, "sha256": hashed(&mut file).map_err(unread)? });
    let json_type = ("content-type", "application/json".to_owned());
    let begun =
        remote.call(Verb::Post, &format!("{base}/evidence-uploads"), &[json_type], begin.to_string().as_bytes())?;
    let begun = good(begun)?;
    let upload = text(&begun["upload"]).to_owned();
    let place = format!("{base}/evidence-uploads/{upload}");
    let (mut at, mut turns, before) = (0_u64, 0, bar.position());
    let mut piece = Vec::new();
    while at < size {
        file.seek(SeekFrom::Start(at)).map_err(unread)?;
        piece.clear();
        Read::by_ref(&mut file).take(PIECE as u64).read_to_end(&mut piece).map_err(unread)?;
        if piece.is_empty() {
            return Err(mend(format!("{} became shorter while it was sent", path.display()), "send it again"));
        }
        let headers = [("content-type", "application/octet-stream".to_owned()), ("upload-offset", at.to_string())];
        let answer = remote.call(Verb::Patch, &place, &headers, &piece)?;
        let stands = if answer.status == 409 {
            // It came in although the answer was lost, or only in part.
            turns += 1;
            if turns > TURNS {
                return Err(Fault::new(format!("{} could not be sent", path.display()), "ask again later").into());
            }
            good(remote.call(Verb::Get, &place, &[], &[])?)?
        } else {
            good(answer)?
        };
        at = stands["offset"].as_u64().unwrap_or(at);
        bar.set_position(before + at);
    }
    let done = good(remote.call(Verb::Post, &format!("{place}/finish"), &[], &[])?)?;
    let file = serde_json::from_value(done["file"].clone()).map_err(|e| {
        Fault::new(format!("the server's answer cannot be read: {e}"), "use the same version here and there")
    })?;
    Ok(Sent { upload, file })
}

fn hashed(file: &mut File) -> std::io::Result<String> {
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 256 * 1024]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => hash.update(&piece[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    file.rewind()?;
    Ok(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The answer, or why there is none: what the caller can mend is a refusal, the rest a fault.
fn good(answer: RemoteAnswer) -> Result<Value, Failure> {
    let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if (200..300).contains(&answer.status) {
        return Ok(json);
    }
    let said = json["detail"].as_str().map_or_else(|| format!("status {}", answer.status), str::to_owned);
    let sentence = format!("the server refused: {said}");
    let hint = text(&json["hint"]).to_owned();
    if (400..500).contains(&answer.status) { Err(mend(sentence, hint)) } else { Err(Fault::new(sentence, hint).into()) }
}
