//! `tickmark verify PACKAGE`: an audit package, checked by whoever received it.

use super::Done;
use super::args::VerifyArgs;
use super::out::{Shown, mend, show};
use super::place::file;
use app::packages::{CheckedPackage, verify_package};
use domain::values::counted;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn verify(args: &VerifyArgs, package: &Path) -> Done {
    let key = args.key.as_deref().map(key).transpose()?;
    let checked = verify_package(package, key.as_deref())?;
    let (facts, faults) = (&checked.facts, &checked.faults);
    let json =
        json!({ "intact": checked.is_intact(), "facts": facts, "faults": faults, "more_faults": checked.more_faults });
    show(&args.place, &Shown { head: lines(&checked), ..Shown::default() }, &json)?;
    Ok(if checked.is_intact() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The key as typed, or out of the file of that name: no key is a path, since its second part is eight hex digits.
pub(super) fn key(typed: &str) -> Result<String, app::Failure> {
    if typed.matches('+').count() >= 2 || !Path::new(typed).exists() {
        return Ok(typed.to_owned());
    }
    let (bytes, name) = file(Path::new(typed))?;
    String::from_utf8(bytes).map_err(|_| mend(format!("{name} is no verifier key"), "name the file with the key"))
}

fn lines(checked: &CheckedPackage) -> Vec<String> {
    let facts = &checked.facts;
    let mut lines = Vec::new();
    if !facts.log.is_empty() {
        lines.push(format!("{} ({}) of log {}", facts.title, facts.kind, facts.log));
        lines.push(format!(
            "{}, {}; {}; {}, {} with their payload",
            counted(facts.members, "member", "members"),
            counted(facts.bytes, "byte", "bytes"),
            counted(facts.files, "evidence file", "evidence files"),
            counted(facts.entries, "ledger entry", "ledger entries"),
            facts.opened
        ));
        if let Some(size) = facts.checkpoint_size {
            lines.push(format!("checkpoint: {}, root {}", counted(size, "entry", "entries"), facts.checkpoint_root));
        }
        let whole =
            if facts.complete { "It says that nothing is missing." } else { "It says that it is PARTIAL; missing:" };
        lines.push(whole.to_owned());
        lines.extend(facts.missing.iter().map(|missing| format!("  {}: {}", missing.what, missing.why)));
    }
    lines.extend(checked.told().iter().map(|fault| format!("  fault: {fault}")));
    if checked.more_faults > 0 {
        lines.push(format!("  and {} more faults", checked.more_faults));
    }
    lines.push(if checked.is_intact() {
        "INTACT: every member is the one that was signed, every proof leads to the checkpoint.".to_owned()
    } else {
        "NOT INTACT: do not rely on what is named above.".to_owned()
    });
    if facts.key_from_package {
        lines.push(
            "The key was taken from the package itself: compare it with one that you hold from elsewhere:".into(),
        );
        lines.push(format!("  {}", facts.key));
    }
    lines
}
