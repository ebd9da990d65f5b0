//! Commands on audit packages: plan, build, list, show, save, take back. `tickmark verify FILE` checks one.

use super::Done;
use super::args::{BuildPackageArgs, PackageArgs, PackageAskArgs, PackageVerb, PlaceArgs};
use super::out::{Shown, mend, receipt, rests_on, show, table};
use super::people::{Here, recorded};
use super::place::day;
use crate::words::package::{PackagePlanWords, PackageWords};
use crate::words::{MarkWords, ReceiptWords};
use app::Failure;
use app::ask::{At, PackageOf, Packages};
use app::packages::{OpenPackage, PackageProgress, PackageStep};
use domain::refusal::Refusal;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::package::PackageAsk;
use domain::values::{Audience, Lack, counted};
use serde_json::json;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Most lacks that the terminal lists one by one; `--json` has all.
const MOST_LACKS: usize = 200;

pub(crate) fn package(args: &PackageArgs) -> Done {
    match &args.verb {
        PackageVerb::Plan(args) => plan(args),
        PackageVerb::Build(args) => build(args),
        PackageVerb::List(place) => list(place),
        PackageVerb::Show { id, place } => show_one(id, place),
        PackageVerb::Save { id, out, force, place } => {
            writable(out, *force)?;
            let here = Here::read(place)?;
            let mut open = here.app.open_package(&here.org, &here.who, id)?;
            save(&mut open, out)?;
            let head = vec![format!(
                "Wrote {}: {}, SHA-256 {}",
                out.display(),
                counted(open.size, "byte", "bytes"),
                open.sha256
            )];
            let json = json!({ "package": id, "file": out, "size": open.size, "sha256": open.sha256 });
            show(place, &Shown { head, tail: how_to_check(out), ..Shown::default() }, &json)
        }
        PackageVerb::Withdraw { id, reason, place } => {
            let here = Here::open(place)?;
            let request = place.request_id.as_deref();
            let done = here.app.withdraw_package(&here.org, &here.who, request, None, id, reason)?;
            receipt(place, &format!("Took {id} back, and its file is gone"), &done)
        }
    }
}

fn asked(args: &PackageAskArgs) -> Result<PackageAsk, Failure> {
    let audience = Audience::parse(&args.audience).ok_or_else(|| {
        let nearest = Some(if args.audience.starts_with("ce") { "certification" } else { "cpa" }.to_owned());
        Refusal::Unknown { what: "audience", id: args.audience.clone(), nearest }
    })?;
    let typed = |text: &Option<String>, option| text.as_deref().map(|text| day(text, option)).transpose();
    Ok(PackageAsk {
        audience,
        engagement: args.engagement.clone(),
        from: typed(&args.from, "--from")?,
        until: typed(&args.until, "--until")?,
        partial: args.partial,
        restricted: args.restricted,
    })
}

fn plan(args: &PackageAskArgs) -> Done {
    let here = Here::read(&args.place)?;
    let answer = here.app.plan_package(&here.org, &here.who, &asked(args)?)?;
    rests_on(&answer.mark);
    let (plan, words) = (&answer.value, PackagePlanWords::from(&answer.value));
    let labels = plan.labels();
    let rows = plan.sections.iter().map(|section| {
        let evidence: usize = section.rows.iter().map(|row| row.evidence.len()).sum();
        let controls: Vec<&str> = section.rows.iter().map(|row| row.control.as_str()).collect();
        vec![section.id.clone(), section.title.clone(), controls.join(", "), evidence.to_string()]
    });
    let head = vec![
        recorded(&answer.mark),
        plan.title.clone(),
        format!(
            "{} of evidence in {}, {}: {} reused, {} reused with a supplement, {} of this framework only",
            counted(plan.items.len(), "item", "items"),
            counted(plan.files.len(), "file", "files"),
            counted(plan.bytes, "byte", "bytes"),
            labels.reused,
            labels.supplemented,
            labels.framework_only
        ),
    ];
    let contents = table("Contents", &["Item", "Title", "Controls", "Evidence"], rows);
    let tables = vec![contents, lacking("Missing", &plan.lacks), lacking("Left out on purpose", &plan.left_out)];
    let tables = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    let tail = vec![stands(&plan.lacks), COVERAGE_IS_NOT_READINESS.to_owned()];
    let json = json!({ "plan": words, "mark": MarkWords::of(Some(&answer.mark)) });
    show(&args.place, &Shown { head, tables, tail }, &json)
}

fn stands(lacks: &[Lack]) -> String {
    match lacks.len() {
        0 => "Nothing is missing: the package would be complete.".to_owned(),
        1 => "1 thing is missing: built with --partial, the package says so on its face.".to_owned(),
        n => format!("{n} things are missing: built with --partial, the package says so on its face."),
    }
}

fn lacking(title: &str, lacks: &[Lack]) -> app::tables::SheetOut {
    let mut rows: Vec<Vec<String>> =
        lacks.iter().take(MOST_LACKS).map(|lack| vec![lack.what.clone(), lack.why.clone()]).collect();
    if lacks.len() > MOST_LACKS {
        rows.push(vec!["...".to_owned(), format!("and {} more, all of them with --json", lacks.len() - MOST_LACKS)]);
    }
    table(title, &["What", "Why"], rows)
}

/// A build ends in `PackageCommand::RecordPackage`, which judges once more what the package says of itself.
fn build(args: &BuildPackageArgs) -> Done {
    let place = &args.ask.place;
    let ask = asked(&args.ask)?;
    // Before the work begins: a package that cannot be written where it is wanted is not built first.
    args.out.as_deref().map_or(Ok(()), |out| writable(out, args.force))?;
    let here = Here::open(place)?;
    let mut shown = Told::default();
    let built = here.app.build_package(&here.org, &here.who, &ask, &mut |now| shown.tell(now))?;
    let mut head = vec![
        format!("Built {}: {}, {}", built.id, built.package.title, whole(built.package.complete())),
        format!(
            "{}, {}, {}, SHA-256 {}",
            counted(built.package.files, "file", "files"),
            counted(built.package.entries, "ledger entry", "ledger entries"),
            counted(built.package.size, "byte", "bytes"),
            built.package.sha256
        ),
        format!("Recorded as entry {}", built.receipt.first),
    ];
    let mut tail = Vec::new();
    if let Some(out) = &args.out {
        let mut open = here.app.open_package(&here.org, &here.who, &built.id)?;
        save(&mut open, out)?;
        head.push(format!("Wrote {}", out.display()));
        tail = how_to_check(out);
    }
    let held = here.app.ask(&here.org, &here.who, At::default(), &PackageOf(built.id.clone()))?.value.held;
    let json = json!({
        "package": PackageWords::of(&here.names(), &built.id, &held),
        "manifest_sha256": built.manifest,
        "file": args.out,
        "receipt": ReceiptWords::from(&built.receipt),
    });
    let tables = vec![lacking("Missing", &built.package.lacks), lacking("Left out", &built.package.left_out)];
    let tables = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    show(place, &Shown { head, tables, tail }, &json)
}

fn whole(complete: bool) -> &'static str {
    if complete { "complete" } else { "PARTIAL" }
}

/// What was told of the progress: each step once, and each tenth of the files.
#[derive(Default)]
struct Told {
    step: Option<PackageStep>,
    tenth: u64,
}

impl Told {
    fn tell(&mut self, now: PackageProgress) -> ControlFlow<()> {
        let tenth = now.percent() / 10;
        if self.step != Some(now.step) || (now.step == PackageStep::Files && tenth > self.tenth) {
            (self.step, self.tenth) = (Some(now.step), tenth);
            let files = match now.step {
                PackageStep::Files if now.files_of > 0 => format!(": {}, {} %", now.files_in_words(), now.percent()),
                PackageStep::Files => format!(": {}", now.files_in_words()),
                _ => String::new(),
            };
            // Progress that cannot be shown is no reason to stop.
            let _ = writeln!(std::io::stderr(), "{}{files}", now.step.title());
        }
        ControlFlow::Continue(())
    }
}

/// May the file be written: nothing lies there unless it is to be written over, and its folder takes a file?
fn writable(path: &Path, force: bool) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(mend(format!("{} is a folder", path.display()), "name the file, such as soc2.zip"));
    }
    if !force && path.symlink_metadata().is_ok() {
        return Err(mend(format!("{} is there already", path.display()), "name another file, or add --force"));
    }
    let beside = beside(path);
    let tried = std::fs::File::create(&beside).and_then(|_| std::fs::remove_file(&beside));
    tried.map_err(|e| {
        let hint = "name a file in a folder that is there and that you may write to";
        mend(format!("{} cannot be written: {e}", path.display()), hint)
    })
}

/// Where a package lies until it is whole.
fn beside(path: &Path) -> PathBuf {
    path.with_extension("tickmark-tmp")
}

/// Writes a package beside its place and moves it there when it is whole.
fn save(open: &mut OpenPackage, path: &Path) -> Result<(), Failure> {
    let beside = beside(path);
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| std::io::copy(open, &mut file).and_then(|_| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|e| {
        // What cannot be written can hardly be removed; the error itself is what matters.
        let _ = std::fs::remove_file(&beside);
        mend(
            format!("{}: {e}", path.display()),
            "check the path, its permissions and the space left; the package is kept",
        )
    })
}

fn how_to_check(path: &Path) -> Vec<String> {
    vec![
        "Check it, with the verifier key from elsewhere (`tickmark checkpoint --json`):".to_owned(),
        format!("  tickmark verify {} --key KEY", path.display()),
        format!("  python3 tools/verify_package.py {} --key KEY", path.display()),
    ]
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (lines, mark) = here.ask(&Packages)?;
    let words: Vec<PackageWords> =
        lines.iter().map(|line| PackageWords::of(&here.names(), &line.id, &line.held)).collect();
    let rows = words.iter().map(|one| {
        let stands = if one.withdrawn.is_some() { "taken back" } else { whole(one.complete) };
        vec![
            one.id.clone(),
            one.spec.audience.to_owned(),
            one.title.clone(),
            stands.to_owned(),
            one.files.to_string(),
            one.size.to_string(),
            one.at.clone(),
        ]
    });
    let headers = ["Id", "For", "Title", "State", "Files", "Bytes", "Built"];
    let mut tail = Vec::new();
    if lines.is_empty() {
        tail.push("See what the first would hold: `tickmark package plan --for cpa --engagement EN-1`".to_owned());
    }
    let json = json!({ "packages": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail }, &json)
}

fn show_one(id: &str, place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (line, mark) = here.ask(&PackageOf(id.to_owned()))?;
    let package = &line.held.package;
    let words = PackageWords::of(&here.names(), &line.id, &line.held);
    let mut head = vec![
        recorded(&mark),
        format!("{id}: {}, {}", package.title, whole(package.complete())),
        format!(
            "For: {}. {} to {}. {}, {} of {}, {}",
            package.spec.audience.title(),
            package.spec.window.from,
            package.spec.window.until,
            counted(package.files, "file", "files"),
            counted(package.entries, "ledger entry", "ledger entries"),
            package.tree_size,
            counted(package.size, "byte", "bytes")
        ),
        format!("SHA-256 {}", package.sha256),
        format!("Built by {} at {}, entry {}", words.by.name, words.at, line.held.entry),
    ];
    if let Some(back) = &words.withdrawn {
        head.push(format!("Taken back by {} at {}: {}", back.by.name, back.at, back.reason));
    }
    let tables = vec![lacking("Missing", &package.lacks), lacking("Left out", &package.left_out)];
    let tables = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    let json = json!({ "package": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, tail: Vec::new() }, &json)
}
