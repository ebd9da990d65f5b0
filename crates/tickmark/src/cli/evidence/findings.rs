//! `tickmark collect import`: the findings of another tool, previewed or handed in.

use super::add::opened;
use super::said::{period, said};
use crate::cli::Done;
use crate::cli::args::{CollectArgs, CollectVerb, ImportFindingsArgs};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::Here;
use crate::cli::place::day;
use crate::words::ReceiptWords;
use crate::words::evidence::{FindingsImportWords, FindingsWords, ResultCountsWords};
use app::Failure;
use app::ask::Controls;
use app::evidence::NewEvidence;
use app::exchange::{FindingsFile, MAX_FINDINGS_FILE, described, read_findings};
use app::remote::file_name;
use app::tables::SheetOut;
use domain::values::{FindingsFormat, Status, Window};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

/// Requirements that the terminal lists; `--json` has more.
const LISTED: usize = 40;

pub(crate) fn collect(args: &CollectArgs) -> Done {
    match &args.verb {
        CollectVerb::Import(args) => import(args),
    }
}

fn import(args: &ImportFindingsArgs) -> Done {
    let bytes = whole(&args.file)?;
    let name = file_name(&args.file);
    let wanted = args.said.period.as_deref().map(period).transpose()?;
    let on = day_of(args, wanted)?;
    let findings = read_findings(&bytes, &name, on)?;
    // A list of accounts is about the day on which it was made, unless somebody says otherwise.
    let made = on.filter(|_| findings.format == FindingsFormat::Accounts);
    let wanted = wanted.or(made.map(|day| Window { from: day, until: day }));
    let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let file = FindingsFile { name, sha256, findings };
    let (words, who_names) = (FindingsWords::of(&file, None), file.findings.format.who_names());
    if args.preview {
        let tail = vec!["Preview only: nothing was handed in.".to_owned()];
        return show(&args.place, &Shown { head: head(&words), tables: tables(&words, who_names), tail }, &words);
    }
    if args.elsewhere.server.is_some() {
        return super::remote_findings::import(args, head(&words), tables(&words, who_names));
    }
    let here = Here::open(&args.place)?;
    let today = here.app.clock().today();
    let evidence = said(&args.said, Some(described(&file, wanted, today)?))?;
    let controls = controls(&here, args, evidence.period, today)?;
    let request = args.place.request_id.as_deref();
    let received = here.app.receive(&here.org, &here.who, &file.name, "", &mut Cursor::new(&bytes));
    let received = received.map_err(Failure::from)?;
    let said = (&evidence).into();
    let new = NewEvidence { evidence, uploads: vec![received.id.clone()], controls, answers: args.answers.clone() };
    let added = here.app.import_findings(&here.org, &here.who, request, new);
    let receipt = added.map_err(|trouble| {
        // What is not given up now is collected a day later.
        let _ = here.app.abandon_upload(&here.org, &here.who, &received.id);
        Failure::from(trouble)
    })?;
    let mut head = head(&words);
    head.push(format!("Handed in as {}: entry {}, root {:.16}", receipt.object, receipt.first, receipt.root));
    let tables = tables(&words, who_names);
    let json = FindingsImportWords { read: words, said, receipt: Some(ReceiptWords::from(&receipt)) };
    show(&args.place, &Shown { head, tables, ..Shown::default() }, &json)
}

/// The day of a list that does not say its own, as the import will count it.
fn day_of(args: &ImportFindingsArgs, period: Option<Window>) -> Result<Option<Date>, Failure> {
    match &args.said.captured {
        Some(typed) => day(typed, "--captured").map(Some),
        None => Ok(period.map(|period| period.until)),
    }
}

/// The file, if it is not larger than what is read.
fn whole(path: &Path) -> Result<Vec<u8>, Failure> {
    let (file, size) = opened(path)?;
    if size > MAX_FINDINGS_FILE {
        let sentence = format!("{} is larger than the {MAX_FINDINGS_FILE} bytes that are read", path.display());
        return Err(mend(sentence, "have the tool write one account, one host or one project into a file"));
    }
    let mut bytes = Vec::new();
    let unread = |e: std::io::Error| mend(format!("{}: {e}", path.display()), "check the path and its permissions");
    // It may grow while it is read.
    file.take(MAX_FINDINGS_FILE).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}

/// The controls that were named, and those that answer the criteria that were named.
fn controls(
    here: &Here<'_>,
    args: &ImportFindingsArgs,
    period: Window,
    today: Date,
) -> Result<BTreeMap<String, Date>, Failure> {
    let usual = period.until.min(today);
    let mut controls = BTreeMap::new();
    for item in &args.criteria {
        let status = Some(Status::InPlace);
        let (answer, _) = here.ask(&Controls { item: Some(item.clone()), status, ..Controls::default() })?;
        if answer.controls.is_empty() {
            let hint = "link a control to it first, or name the controls with --control";
            return Err(mend(format!("--criterion: no control in place is linked to {item}"), hint));
        }
        controls.extend(answer.controls.into_iter().map(|held| (held.control.id, usual)));
    }
    let mut named = BTreeMap::new();
    for text in &args.controls {
        let (control, ran) = match text.rsplit_once('=') {
            Some((control, ran)) => (control.trim(), day(ran, "--control")?),
            None => (text.trim(), usual),
        };
        if named.insert(control.to_owned(), ran).is_some() {
            return Err(mend(format!("--control: {control} stands twice"), "name one day for each control"));
        }
    }
    controls.extend(named);
    if controls.is_empty() {
        let hint = "name a control with --control AC-1, or those of a criterion with --criterion CC6.1";
        return Err(mend("it is not said which own control these findings are evidence of", hint));
    }
    Ok(controls)
}

fn head(words: &FindingsWords) -> Vec<String> {
    let version = words.version.as_ref().map_or_else(String::new, |version| format!(" {version}"));
    let on = words.target.as_ref().map_or_else(String::new, |target| format!(" on {target}"));
    let when = match (&words.began, &words.ended) {
        (Some(began), Some(ended)) if began != ended => format!("{began} to {ended}"),
        (Some(when), _) | (_, Some(when)) => when.clone(),
        _ => "not said".to_owned(),
    };
    let mut head = vec![
        format!("{}, {}: {}{version}{on}", words.file, words.format, words.tool),
        format!("Ran, as the file says: {when}"),
    ];
    head.extend(words.notes.iter().map(|note| format!("Note: {note}")));
    head
}

fn tables(words: &FindingsWords, who_names: &str) -> Vec<SheetOut> {
    let cells = |name: String, counts: &ResultCountsWords| -> Vec<String> {
        let numbers = [counts.pass, counts.fail, counts.unknown, counts.not_applicable, counts.informational];
        std::iter::once(name).chain(numbers.map(|n| n.to_string())).collect()
    };
    let all = cells(format!("All {}", words.of), &words.counts);
    let each = words.severities.iter().map(|line| {
        let word = line.severity.clone().unwrap_or_else(|| "not said".to_owned());
        cells(word, &line.counts)
    });
    let headers = ["Severity", "Pass", "Fail", "Unknown", "Not applicable", "Informational"];
    let mut tables = vec![table("Findings by severity", &headers, each.chain([all]))];
    if words.requirements_of > 0 {
        let title = format!(
            "Requirements that {who_names}: {} of {}",
            words.requirements.len().min(LISTED),
            words.requirements_of
        );
        let headers = ["Requirement", "Pass", "Fail", "Unknown", "Not applicable", "Informational"];
        let rows = words.requirements.iter().take(LISTED).filter_map(|line| {
            Some(cells(format!("{} {}", line.list, line.id).trim().to_owned(), line.counts.as_ref()?))
        });
        tables.push(table(&title, &headers, rows));
    }
    tables
}
