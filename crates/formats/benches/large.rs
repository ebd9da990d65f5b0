//! Large papers: the index of an audit package of some 300 pages as PDF, and a workbook of 50,000 rows, with the memory that
//! each takes.
//!
//! `cargo bench -p formats --bench large`. The best of some runs, since the machine is shared.

#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads a clock and its own process")]

use domain::registers::package::HeldPackage;
use domain::reports::evidence::Label;
use domain::reports::package::{FrameworkName, Item, ItemFile, PackagePlan, PlannedFile, Row, Section};
use domain::values::{Audience, Classification, EvidenceType, ItemKind, Package, PackageSpec, Window};
use formats::papers::{Face, IndexPaper, index};
use formats::sheet::out::{Badge, CellOut, SheetOut, WorkbookOut, to_xlsx};
use jiff::civil::date;
use press::{Fonts, pdf};
use std::time::Instant;

/// The best of so many.
const TIMES: usize = 3;
/// Items of evidence, three files each: some 300 pages.
const ITEMS: usize = 1_200;
const ROWS: usize = 50_000;

/// Largest resident memory of this process so far, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn measure(what: &str, mut run: impl FnMut() -> String) {
    let (mut best, mut said) = (f64::MAX, String::new());
    let before = peak();
    for _ in 0..TIMES {
        let start = Instant::now();
        said = run();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{what:40} {best:6.2} s; {said}; memory at most {before} MiB before, {} MiB after", peak());
}

fn face() -> Face {
    Face {
        organisation: "Larkspur Analytics, Inc.".to_owned(),
        classification: "Confidential".to_owned(),
        as_of: date(2026, 3, 31),
        on: date(2026, 3, 31),
        entry: 4_120,
        root: "9f".repeat(32),
        waivers: Vec::new(),
    }
}

fn item(at: usize) -> Item {
    let window = Window { from: date(2026, 1, 1), until: date(2026, 3, 31) };
    let file = |number: usize| ItemFile {
        name: format!("review of access to the customer portal {at}-{number}.pdf"),
        sha256: format!("{:064x}", at * 7 + number),
        size: 123_456,
        media: "application/pdf".to_owned(),
    };
    Item {
        id: format!("EV-{at}"),
        title: format!("Review of access to the customer portal, team {at}"),
        kind: EvidenceType::AccessReview,
        period: window,
        captured: None,
        source: "Identity provider".to_owned(),
        classification: Classification::Confidential,
        personal_data: false,
        version: 1,
        collected_by: "ada".to_owned(),
        received_us: 1_770_000_000_000_000,
        late: false,
        after_close: Vec::new(),
        accepted_by: "grace".to_owned(),
        accepted_us: 1_770_500_000_000_000,
        keep_until: None,
        controls: vec![format!("AC-{}", at % 120)],
        label: if at.is_multiple_of(3) { Label::Supplemented } else { Label::Reused },
        files: (1..=3).map(file).collect(),
        entry: 400 + at as u64,
    }
}

fn plan() -> PackagePlan {
    let items: Vec<Item> = (1..=ITEMS).map(item).collect();
    let name = |id: &str, title: &str| FrameworkName {
        id: id.to_owned(),
        title: title.to_owned(),
        version: "2022".to_owned(),
    };
    let section = |at: usize| Section {
        id: format!("CC{}.{}", 1 + at / 8, 1 + at % 8),
        title: "Access is granted, changed and removed by roles, and looked at again".to_owned(),
        kind: ItemKind::Criterion,
        group: "Logical access".to_owned(),
        rows: (0..12).map(|row| of(at * 12 + row)).collect(),
    };
    let files = items.iter().flat_map(|item| &item.files).map(|file| PlannedFile {
        name: file.name.clone(),
        sha256: file.sha256.clone(),
        size: file.size,
        items: Vec::new(),
        entries: Vec::new(),
    });
    PackagePlan {
        spec: spec(),
        title: "SOC 2 Type II 2026".to_owned(),
        organisation: "Larkspur Analytics, Inc.".to_owned(),
        scope: "The analytics service".to_owned(),
        framework: name("soc2-tsc-2017", "SOC 2 criteria"),
        other: name("iso27001-2022", "ISO/IEC 27001"),
        crosswalk: name("crosswalk", "Crosswalk"),
        engagement: None,
        sections: (0..61).map(section).collect(),
        by_other: Vec::new(),
        no_reuse: Vec::new(),
        files: files.collect(),
        bytes: 296_294_400,
        items,
        lacks: Vec::new(),
        left_out: Vec::new(),
    }
}

fn of(at: usize) -> Row {
    Row {
        control: format!("AC-{}", at % 120),
        name: "Managers look at the access of their people each quarter".to_owned(),
        owner: Some("ada".to_owned()),
        direct: true,
        via: Vec::new(),
        label: Label::Reused,
        supplements: vec!["The owner of the asset agrees as well.".to_owned()],
        evidence: (0..6).map(|number| format!("EV-{}", (at * 6 + number) % ITEMS + 1)).collect(),
        not_exercised: None,
        note: None,
    }
}

fn spec() -> PackageSpec {
    PackageSpec {
        audience: Audience::CertificationBody,
        engagement: None,
        window: Window { from: date(2026, 1, 1), until: date(2026, 3, 31) },
        partial: false,
        restricted: false,
    }
}

fn held(plan: &PackagePlan) -> HeldPackage {
    HeldPackage {
        package: Package {
            spec: spec(),
            title: plan.title.clone(),
            lacks: Vec::new(),
            left_out: Vec::new(),
            sha256: "ab".repeat(32),
            size: 300_000_000,
            files: plan.files.len() as u64,
            entries: 4_000,
            tree_size: 4_120,
        },
        by: "ada".to_owned(),
        at_us: 1_770_600_000_000_000,
        entry: 4_119,
        withdrawn: None,
    }
}

fn workbook() -> WorkbookOut {
    let row = |at: usize| {
        vec![
            CellOut::text(format!("EV-{at}")),
            CellOut::text(format!("Review of access to the customer portal, team {at}")),
            CellOut::Date(date(2026, 3, 31)),
            CellOut::Int(at as i64),
            CellOut::Badge(Badge::Good, "Accepted".to_owned()),
            CellOut::text("Identity provider"),
            CellOut::text(format!("{at:064x}")),
            CellOut::Empty,
        ]
    };
    let titles = ["Evidence", "Title", "Until", "Bytes", "State", "Source", "SHA-256", "Note"];
    let sheet = SheetOut {
        name: "Evidence".to_owned(),
        title: vec!["Evidence".to_owned()],
        headers: titles.map(str::to_owned).to_vec(),
        widths: vec![10, 60, 12, 12, 14, 20, 66, 20],
        rows: (1..=ROWS).map(row).collect(),
        notes: Vec::new(),
    };
    WorkbookOut {
        title: "Evidence".to_owned(),
        subject: "A measurement".to_owned(),
        created: jiff::Timestamp::UNIX_EPOCH,
        sheets: vec![sheet],
    }
}

fn main() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load {}", load.trim());
    let book = workbook();
    measure("XLSX of 50,000 rows and 8 columns", || format!("{} bytes", to_xlsx(&book).unwrap().len()));
    drop(book);
    let plan = plan();
    let held = held(&plan);
    let names = |id: &str| id.to_owned();
    measure("index of an audit package as PDF", || {
        let paper = index(&face(), &names, &IndexPaper { id: "PK-1", held: &held, plan: &plan, tests: None });
        let printed = pdf(&paper, Fonts::embedded()).unwrap();
        format!("{} pages, {} bytes", printed.pages, printed.bytes.len())
    });
}
