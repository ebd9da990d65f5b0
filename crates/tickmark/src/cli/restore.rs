//! `tickmark restore BUNDLE`: a backup in place of a ledger, by whoever holds the data folder and with what two persons agreed.

use super::Done;
use super::args::RestoreArgs;
use super::import::progress;
use super::out::{Shown, show};
use super::place::{open, reader};
use super::verify_package::key;
use app::restore::{RestoreAsk, RestoreNow, RestorePlan, RestoreStep};
use app::{App, clock};
use domain::values::counted;
use indicatif::ProgressBar;
use serde_json::{Value, json};

/// Most missing files that the terminal lists one by one; `--json` has all.
const MOST_MISSING: usize = 50;

pub(crate) fn restore(args: &RestoreArgs) -> Done {
    let place = &args.place;
    if args.digest {
        let digest = App::backup_digest(&args.bundle)?;
        return show(place, &Shown { head: vec![digest.clone()], ..Shown::default() }, &json!({ "backup": digest }));
    }
    let ask = RestoreAsk {
        bundle: args.bundle.clone(),
        key: key(args.key.as_deref().unwrap_or_default())?,
        files: args.files.clone(),
        org: place.org.clone(),
        deed: args.agreed.clone(),
        partial: args.partial,
    };
    let bar = progress();
    let mut tell = |step, done, of| told(&bar, step, done, of);
    if args.preview {
        let (app, who) = reader(place)?;
        let plan = app.preview_restore(&who, &ask, &mut tell);
        bar.finish_and_clear();
        let plan = plan?;
        return show(place, &Shown { head: preview(&plan), ..Shown::default() }, &words(&plan, false));
    }
    let app = open(place)?;
    let who = app.local_operator("cli")?;
    let plan = app.restore(&who, &ask, &mut tell);
    bar.finish_and_clear();
    let plan = plan?;
    let shown = Shown { head: done(&plan), tail: next(&plan), ..Shown::default() };
    show(place, &shown, &words(&plan, true))
}

fn told(bar: &ProgressBar, step: RestoreStep, done: u64, of: u64) {
    bar.set_message(match step {
        RestoreStep::Entries => "checking entries",
        RestoreStep::Files => "hashing files",
        RestoreStep::Copies => "copying files",
    });
    bar.set_length(of.max(1));
    bar.set_position(if of == 0 { 1 } else { done });
}

fn preview(plan: &RestorePlan) -> Vec<String> {
    let until = clock::minute_of(plan.last_us);
    let mut lines = vec![
        format!("{} (`{}`), ledger {}", plan.organisation, plan.slug, plan.log),
        format!("Backup: {}", plan.digest),
        format!("In the backup: {}, the last of {until}", counted(plan.entries, "entry", "entries")),
    ];
    match &plan.now {
        None => {
            lines.push("Here: nothing of this organisation; it would be put beside the others, by you alone".to_owned())
        }
        Some(now) => lines.extend(here(plan, now)),
    }
    lines.push(format!(
        "Files: {} here, {} would be copied, {}",
        plan.here,
        plan.copied,
        if plan.missing.is_empty() { "none missing".to_owned() } else { format!("{} MISSING", plan.missing.len()) }
    ));
    lines.extend(plan.missing.iter().take(MOST_MISSING).map(|name| format!("  missing: {name}")));
    if plan.missing.len() > MOST_MISSING {
        lines.push(format!("  and {} more, all of them with --json", plan.missing.len() - MOST_MISSING));
    }
    lines.push("Nothing was changed.".to_owned());
    lines
}

fn here(plan: &RestorePlan, now: &RestoreNow) -> Vec<String> {
    let entries = counted(now.entries, "entry", "entries");
    let Some(at) = now.first_difference else {
        return vec![format!("Here: {entries}, the same as in the backup: there is nothing to restore")];
    };
    let mut lines = vec![
        format!("Here: {entries}; the first that is not the same in both is entry {at}"),
        format!("What is here would be kept as `{}`, to be read and checked", now.aside),
    ];
    lines.extend(now.deeds.iter().map(|(id, stands)| format!("Agreement: {id}, {stands}")));
    if now.deeds.is_empty() {
        let propose = format!("tickmark deed propose restore --what {} --reason ...", plan.digest);
        lines.push(format!("Agreement: none yet. Two persons are needed, and a day: {propose}"));
    }
    lines
}

fn done(plan: &RestorePlan) -> Vec<String> {
    let mut lines = vec![
        format!("Restored {} (`{}`) from {}", plan.organisation, plan.slug, plan.digest),
        format!("{}, root {}", counted(plan.entries, "entry", "entries"), plan.root),
    ];
    if let Some(now) = &plan.now {
        lines.push(format!("What was here is kept as `{}`: tickmark history --org {}", now.aside, now.aside));
    }
    let files = counted(plan.here + plan.copied, "file", "files");
    lines.push(format!("{files} there, {} copied, {} missing", plan.copied, plan.missing.len()));
    lines
}

/// What somebody should look at now.
fn next(plan: &RestorePlan) -> Vec<String> {
    let (org, day) = (&plan.slug, clock::day_of(plan.last_us));
    let mut lines = vec![
        format!("Rights stand as they did on {day}: who left or lost a role since has them again."),
        format!("Look at them now: tickmark person list --org {org}, grant list, token list"),
        "Check all of it: tickmark verify".to_owned(),
    ];
    if plan.now.is_none() {
        lines.push(
            "You are an owner here: none of its members has an account in this installation. Invite them.".to_owned(),
        );
    }
    lines
}

fn words(plan: &RestorePlan, done: bool) -> Value {
    let now = plan.now.as_ref().map(|now| {
        let deeds: Vec<Value> = now.deeds.iter().map(|(id, stands)| json!({ "id": id, "stands": stands })).collect();
        json!({
            "entries": now.entries, "first_difference": now.first_difference, "moved_aside": now.aside, "deeds": deeds,
        })
    });
    json!({
        "restored": done, "organisation": plan.slug, "name": plan.organisation, "log": plan.log, "backup": plan.digest,
        "entries": plan.entries, "root": plan.root, "last": clock::minute_of(plan.last_us), "here": now,
        "files": { "here": plan.here, "copied": plan.copied, "missing": plan.missing },
    })
}
