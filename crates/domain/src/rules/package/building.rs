//! May a package be built, and be recorded as what it says that it is?

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::package::{MAX_LACKS, plan};
use crate::rules::wording::worded;
use crate::values::{Lack, Package, PackageSpec, counted};
use std::collections::BTreeMap;

/// Most lacks that a refusal names.
const MOST_NAMED: usize = 200;

/// Agrees to a package with this title and these lacks: complete, or partial because that was asked for.
///
/// # Errors
/// [`Refusal::NotPossible`] that names the first lacks and counts the rest, or the words of a title that nobody outside
/// may be told (K14).
pub fn may_build(spec: &PackageSpec, title: &str, lacks: &[Lack]) -> Result<(), Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::Empty { field: "title", wanted: "what the package is called" });
    }
    worded("the title of the package", title)?;
    if lacks.is_empty() || spec.partial {
        return Ok(());
    }
    let more = match lacks.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let (count, things) = (lacks.len(), if lacks.len() == 1 { "thing" } else { "things" });
    Err(Refusal::NotPossible {
        sentence: format!("the package lacks {count} {things}: {}{more}", named(&lacks[..lacks.len().min(MOST_NAMED)])),
        hint: "mend them, or ask for a partial package, which says on its face what is missing".to_owned(),
    })
}

/// What is missing for the same reason stands together, so that the whole list can be read: `AC-1, AC-2: no evidence`.
fn named(lacks: &[Lack]) -> String {
    let mut whys: Vec<&str> = Vec::new();
    for lack in lacks {
        if !whys.contains(&lack.why.as_str()) {
            whys.push(&lack.why);
        }
    }
    let of = |why: &str| {
        let whats: Vec<&str> = lacks.iter().filter(|lack| lack.why == why).map(|lack| lack.what.as_str()).collect();
        format!("{}: {why}", whats.join(", "))
    };
    whys.into_iter().map(of).collect::<Vec<_>>().join("; ")
}

/// Judges what is to be recorded. A package that says that it is complete is held against what is so now.
pub(super) fn judge(registers: &Registers, package: &Package) -> Result<(), Refusal> {
    may_build(&package.spec, &package.title, &package.lacks)?;
    if package.lacks.len() > MAX_LACKS || package.left_out.len() > MAX_LACKS {
        return Err(Refusal::TooMany { what: "things that a package lacks", max: MAX_LACKS });
    }
    let hex = |text: &str| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !hex(&package.sha256) || package.size == 0 {
        return Err(Refusal::NotPossible {
            sentence: "the file of the package is not said".to_owned(),
            hint: "build it again".to_owned(),
        });
    }
    if package.tree_size == 0 || package.tree_size > registers.entries {
        return Err(Refusal::NotPossible {
            sentence: format!(
                "its checkpoint speaks of {}, and the ledger has {}",
                counted(package.tree_size, "entry", "entries"),
                registers.entries
            ),
            hint: "build it again".to_owned(),
        });
    }
    if let Some((id, _)) = registers.packages.packages.iter().find(|(_, held)| held.entry >= package.tree_size) {
        // The archive names itself by the id that was free at its checkpoint.
        return Err(Refusal::NotPossible {
            sentence: format!("{id} was recorded while this package was built, and has the id that stands in it"),
            hint: "build it again".to_owned(),
        });
    }
    let now = plan(registers, &package.spec, &BTreeMap::new())?;
    if package.complete() && !now.complete() {
        let first = now.lacks.first().map(|lack| format!("{}: {}", lack.what, lack.why)).unwrap_or_default();
        return Err(Refusal::NotPossible {
            sentence: format!(
                "the package says that it is complete, and {} things are missing: {first}",
                now.lacks.len()
            ),
            hint: "build it again".to_owned(),
        });
    }
    Ok(())
}
