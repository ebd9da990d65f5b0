//! What is known of evidence: lists, one item, checks that read every file, files saved again.

use super::said::known;
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, ReadArgs};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::{ask, view};
use crate::cli::reading::head;
use crate::words::MarkWords;
use crate::words::evidence::{
    BrokenWords, EvidenceCheckWords, EvidenceLineWords, EvidenceRequestWords, EvidenceWords, LateWords,
    ReuseRatioWords, TwiceWords,
};
use app::ask::{EvidenceList, EvidenceOf, EvidenceRequests, MAX_PAGE, ReuseRatioOf, WrongEvidence};
use app::evidence::FilePlace;
use app::{Failure, Fault};
use domain::values::{EvidenceState, EvidenceType, counted};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// How the list is cut.
pub(super) struct Filters<'a> {
    pub(super) control: &'a Option<String>,
    pub(super) state: &'a Option<String>,
    pub(super) kind: &'a Option<String>,
    pub(super) words: &'a str,
    pub(super) limit: usize,
    pub(super) after: &'a Option<String>,
}

pub(super) fn list(place: &PlaceArgs, filters: &Filters<'_>) -> Done {
    let state =
        |typed: &String| known("state", typed, EvidenceState::parse, &EvidenceState::ALL.map(EvidenceState::id));
    let kind = |typed: &String| known("kind", typed, EvidenceType::parse, &EvidenceType::ALL.map(EvidenceType::id));
    let here = Here::read(place)?;
    let (page, mark) = here.ask(&EvidenceList {
        control: filters.control.clone(),
        state: filters.state.as_ref().map(state).transpose()?,
        kind: filters.kind.as_ref().map(kind).transpose()?,
        words: filters.words.to_owned(),
        after: filters.after.clone(),
        skip: 0,
        take: filters.limit.clamp(1, MAX_PAGE),
    })?;
    let words: Vec<EvidenceLineWords> =
        page.lines.iter().map(|line| EvidenceLineWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|line| {
        let controls: Vec<&str> = line.controls.iter().map(|shows| shows.control.as_str()).collect();
        vec![
            line.id.clone(),
            line.title.clone(),
            controls.join(", "),
            format!("{} to {}", line.period.from, line.period.until),
            line.received.clone(),
            line.state.to_owned(),
            if line.broken.is_empty() { String::new() } else { format!("{} of 12", line.broken.len()) },
        ]
    });
    let headers = ["Id", "Title", "Controls", "Period", "Received", "State", "Rules broken"];
    let tail = match words.last().filter(|_| page.behind > 0) {
        Some(last) => vec![format!("{} more behind these: --after {}", page.behind, last.id)],
        None if page.of == 0 => {
            vec!["Hand in: `tickmark evidence add FILE --title ... --kind ... --period ...`".to_owned()]
        }
        None => Vec::new(),
    };
    let next = words.last().filter(|_| page.behind > 0).map(|line| line.id.clone());
    let tables = vec![table("", &headers, rows)];
    let json = json!({ "evidence": words, "matching": page.of, "next": next, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark), counted(page.of, "item", "items")], tables, tail }, &json)
}

pub(super) fn show_one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&EvidenceOf { id: id.to_owned(), files: BTreeMap::new() })?;
    let words = EvidenceWords::of(&here.names(), &detail);
    let mut head = vec![recorded(&mark)];
    if let Some(newest) = words.versions.last() {
        head.push(format!("{id} {}: {} (version {})", words.state, newest.said.title, newest.version));
        head.push(format!(
            "Covers {} to {}; received {}",
            newest.said.period.from, newest.said.period.until, newest.received
        ));
    }
    head.extend(
        words.keep_until.iter().zip(&words.kept_by).map(|(until, rule)| format!("Kept until {until} ({rule})")),
    );
    head.extend(words.hold.iter().map(|matter| format!("Under legal hold: {matter}")));
    let files = words.versions.iter().flat_map(|version| {
        version.files.iter().map(|file| {
            let fields = [version.version.to_string(), file.name.clone(), file.size.to_string()];
            fields.into_iter().chain([file.media.clone(), file.sha256.clone()]).collect()
        })
    });
    let checks = words.checks.iter().map(row);
    let iso = words.serves.iso.iter().map(|of| vec![of.item.clone(), of.label.to_owned(), of.supplements.join("; ")]);
    let tables = vec![
        table("Checks", &["Rule", "Name", "Kept", "Why"], checks),
        table("Files", &["Version", "Name", "Bytes", "Type", "SHA-256"], files),
        table("Serves", &["Control or clause", "How", "Needs besides"], iso),
    ];
    let criteria = format!("Criteria: {}", words.serves.criteria.join(", "));
    show(
        place,
        &Shown { head, tables, tail: vec![criteria] },
        &json!({ "evidence": words, "mark": MarkWords::of(Some(&mark)) }),
    )
}

fn row(check: &EvidenceCheckWords) -> Vec<String> {
    let kept = match (check.judged, check.ok) {
        (false, _) => "not judged",
        (true, true) => "yes",
        (true, false) => "no",
    };
    vec![check.rule.to_string(), check.name.to_owned(), kept.to_owned(), check.reason.clone()]
}

/// The thirteen lines of one item: twelve rules, and whether it came late.
struct Found {
    checks: Vec<EvidenceCheckWords>,
    late: LateWords,
}

impl Found {
    fn of(here: &Here<'_>, id: &str) -> Result<Found, Failure> {
        let files = here.app.check_files(&here.org, &here.who, id).map_err(Failure::from)?;
        let (detail, _) = here.ask(&EvidenceOf { id: id.to_owned(), files })?;
        let checks = detail.checks.iter().map(EvidenceCheckWords::from).collect();
        Ok(Found { checks, late: (&detail.marks).into() })
    }

    fn json(&self) -> Value {
        let rules = self.checks.iter().map(|check| json!(check));
        rules.chain([json!(self.late)]).collect()
    }

    /// Are its files what was received?
    fn sound(&self) -> bool {
        self.checks.iter().all(|check| check.rule != 4 || check.ok)
    }

    /// How many rules are kept, and how many could be judged.
    fn kept(&self) -> (usize, usize) {
        let judged = self.checks.iter().filter(|check| check.judged);
        (judged.clone().filter(|check| check.ok).count(), judged.count())
    }
}

/// Exit code 1 when a file is not what was received; a rule that is not kept is an answer, not a fault.
fn ended(sound: bool) -> ExitCode {
    if sound { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

pub(super) fn check(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let found = Found::of(&here, id)?;
    let late = &found.late;
    let kept = if late.ok { "yes" } else { "no" };
    let last = vec!["late".to_owned(), "In time".to_owned(), kept.to_owned(), late.reason.clone()];
    let rows = found.checks.iter().map(row).chain([last]);
    let (ok, judged) = found.kept();
    let judged = counted(judged, "judged rule is", "judged rules are");
    let head = vec![format!("{id}: {ok} of {judged} kept, of 12 in all; every file was read")];
    let tables = vec![table("", &["Rule", "Name", "Kept", "Why"], rows)];
    show(place, &Shown { head, tables, ..Shown::default() }, &found.json())?;
    Ok(ended(found.sound()))
}

pub(super) fn check_all(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (mut rows, mut json, mut sound, mut after) = (Vec::new(), Vec::new(), true, None);
    loop {
        let (page, _) = here.ask(&EvidenceList { after, take: MAX_PAGE, ..EvidenceList::default() })?;
        for line in &page.lines {
            let found = Found::of(&here, &line.id)?;
            sound &= found.sound();
            let names: Vec<String> =
                found.checks.iter().filter(|c| !c.ok).map(|c| format!("{}: {}", c.rule, c.reason)).collect();
            let late = if found.late.ok { String::new() } else { counted(found.late.days_after_period, "day", "days") };
            let (kept, judged) = found.kept();
            rows.push(vec![line.id.clone(), format!("{kept} of {judged}"), names.join("; "), late]);
            json.push(json!({ "evidence": line.id, "checks": found.json() }));
        }
        after = page.lines.last().map(|line| line.id.clone());
        if page.behind == 0 || after.is_none() {
            break;
        }
    }
    let head = vec![format!("{}; every file was read", counted(rows.len(), "item", "items"))];
    let tables = vec![table("", &["Id", "Kept of judged", "Broken", "Late by"], rows)];
    show(place, &Shown { head, tables, ..Shown::default() }, &json)?;
    Ok(ended(sound))
}

pub(super) fn wrong(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&WrongEvidence)?;
    let words: Vec<BrokenWords> =
        answer.broken.iter().map(|(id, title, checks)| BrokenWords::of(id, title, checks)).collect();
    let rows = words.iter().flat_map(|one| {
        one.broken.iter().map(|c| vec![one.id.clone(), one.title.clone(), c.rule.to_string(), c.reason.clone()])
    });
    let head = vec![
        recorded(&mark),
        format!("{} of {} with a broken rule", words.len(), counted(answer.items, "item", "items")),
    ];
    let tables = vec![table("", &["Id", "Title", "Rule", "Why"], rows)];
    let json = json!({ "wrong": words, "items": answer.items, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

pub(super) fn twice(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&WrongEvidence)?;
    let words: Vec<TwiceWords> = answer.twice.iter().map(TwiceWords::from).collect();
    let rows = words.iter().map(|pair| vec![pair.first.clone(), pair.second.clone(), pair.reason.clone()]);
    let tables = vec![table("", &["First", "Second", "Why"], rows)];
    let json = json!({ "twice": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

pub(super) fn reuse(args: &ReadArgs) -> Done {
    let (answer, mark) = ask(&args.place, &ReuseRatioOf(view(args)?))?;
    let words = ReuseRatioWords::of(&answer, &mark);
    let mut head = head("Reuse of evidence", &answer.read, Some(&mark));
    head.extend([
        format!(
            "Annex A: {} reused and {} with a supplement of {} ({} %)",
            words.annex_a_reused,
            words.annex_a_supplemented,
            counted(words.annex_a, "control", "controls"),
            words.annex_a_share
        ),
        format!(
            "Clauses: {} reused and {} with a supplement of {}; criteria with accepted evidence: {} of {}",
            words.clauses_reused,
            words.clauses_supplemented,
            words.clauses,
            words.criteria_with_evidence,
            words.criteria
        ),
    ]);
    let rows = words.missing.iter().map(|one| {
        vec![one.criterion.clone(), one.controls.join(", "), one.unlocks.len().to_string(), one.unlocks.join(", ")]
    });
    let tables =
        vec![table("Without accepted evidence", &["Criterion", "Own controls", "Would unlock", "Which"], rows)];
    let tail = vec!["Reuse is no readiness: it says where accepted evidence reaches, not that it suffices.".to_owned()];
    show(&args.place, &Shown { head, tables, tail }, &json!({ "reuse": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn requests(place: &PlaceArgs, open: bool) -> Done {
    let here = Here::read(place)?;
    let (lines, mark) = here.ask(&EvidenceRequests)?;
    let lines = lines.iter().filter(|line| !open || line.held.open());
    let words: Vec<EvidenceRequestWords> = lines.map(|line| EvidenceRequestWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let stands = match (one.overdue, one.open, &one.closed) {
            (true, ..) => "overdue".to_owned(),
            (_, true, _) => "open".to_owned(),
            (.., Some(reason)) => format!("closed: {reason}"),
            _ => one.answers.join(", "),
        };
        vec![one.id.clone(), one.control.clone(), one.person.name.clone(), one.due.clone(), stands, one.wanted.clone()]
    });
    let tables = vec![table("", &["Id", "Control", "Asks", "By", "Stands", "Wanted"], rows)];
    let json = json!({ "requests": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

/// Each file beside its place first and then renamed, so that none lies there that is not what was received.
pub(super) fn get(place: &PlaceArgs, id: &str, out: &Path, version: Option<u32>) -> Done {
    let here = Here::read(place)?;
    let (detail, _) = here.ask(&EvidenceOf { id: id.to_owned(), files: BTreeMap::new() })?;
    let number = version.unwrap_or(detail.held.version());
    let held = number.checked_sub(1).and_then(|n| detail.held.versions.get(usize::try_from(n).ok()?));
    let held = held.ok_or_else(|| mend(format!("{id} has no version {number}"), "see `tickmark evidence show`"))?;
    let unwritten = |e: std::io::Error| mend(format!("{}: {e}", out.display()), "check the folder and the space left");
    std::fs::create_dir_all(out).map_err(unwritten)?;
    let mut head = Vec::new();
    for (index, file) in held.files.iter().enumerate() {
        let target = out.join(&file.name);
        if target.exists() {
            return Err(mend(format!("{} is there already", target.display()), "name another folder with --out"));
        }
        let at = FilePlace { id: id.to_owned(), version: Some(number), index };
        let mut bytes = here.app.evidence_file(&here.org, &here.who, &at, None).map_err(Failure::from)?;
        let beside = out.join(format!("{}.tickmark-tmp", file.name));
        let mut written = File::create_new(&beside).map_err(unwritten)?;
        let copied = std::io::copy(&mut bytes, &mut written).and_then(|_| written.flush());
        if let Err(error) = copied.and_then(|()| std::fs::rename(&beside, &target)) {
            // What cannot be written can hardly be removed; the error itself is what matters.
            let _ = std::fs::remove_file(&beside);
            return Err(Fault::new(format!("{}: {error}", file.name), "run `tickmark verify`").into());
        }
        head.push(format!("{}  {}, unchanged", target.display(), counted(file.file.size, "byte", "bytes")));
    }
    let files: Vec<_> =
        held.files.iter().map(|file| json!({ "name": file.name, "sha256": file.file.sha256 })).collect();
    show(place, &Shown { head, ..Shown::default() }, &json!({ "evidence": id, "item_version": number, "files": files }))
}
