//! The papers of an audit package: what they say, what they never say, and that nothing in them acts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "package_papers/made.rs"]
mod made;

use calamine::{Data, Reader, Xlsx};
use domain::registers::package::HeldPackage;
use domain::reports::package::{PackageFacts, PackagePlan};
use domain::reports::wording;
use domain::values::{Audience, Lack, Package};
use formats::package::render;
use formats::papers::{Face, IndexPaper, index, words};
use made::{EVIL, facts, plan};
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

fn page(plan: &PackagePlan, facts: &PackageFacts) -> String {
    String::from_utf8(render(plan, facts).unwrap().html).unwrap()
}

/// The page without its tags and its style, as somebody reads it.
fn read(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn r175_the_page_shows_controls_evidence_labels_files_hashes_and_entries() {
    let (plan, facts) = (plan("Access"), facts("Ida Lind"));
    let page = page(&plan, &facts);
    let text = read(&page);
    // Long lists are folded; what a link leads to lies inside, so that following it opens the fold.
    for inside in ["id=\"s-CC6.1\"", "id=\"e-EV-1\""] {
        let (before, _) = page.split_once(inside).unwrap();
        assert_eq!(before.matches("<details>").count(), before.matches("</details>").count() + 1, "{inside}");
        assert!(before.rfind("<summary>") < before.rfind("</summary>"), "{inside} is no part of what is in sight");
    }
    assert!(!page.contains("<details open"), "{page}");
    for words in [
        "Audit package PK-1 · Harbour",
        "For CPA firm: Whitfield & Lowe".replace('&', "&amp;").as_str(),
        "EN-1 Type II 2026",
        "2026-01-01 to 2026-06-30",
        "COMPLETE",
        "Built 2026-11-21 12:00 UTC by Ida Lind",
        "tickmark/org-1 40 entries",
        "CC6.1 Logical access",
        "AC-1 Access Reused with supplement linked directly · owned by Olga Berg · entries 3, 9",
        "Supplement: Add the Statement of Applicability.",
        "EV-1 Access 2026-01-01 to 2026-03-31 · entry 12",
        "Reused with supplement 1 The same evidence",
        "Annex A: Organizational",
        "It came more than 30 days",
        "Nothing.",
        "tickmark verify PACKAGE.zip --key KEY python3 verify_package.py PACKAGE.zip --key KEY",
        "it is not readiness, it is no opinion",
        "CPA firm's alone".replace('\'', "&#39;").as_str(),
    ] {
        assert!(text.contains(words), "{words:?} in {text}");
    }
    let path = &facts.paths[&plan.files[0].sha256];
    assert!(page.contains(&format!("<a href=\"{path}\">")), "{page}");
    assert_eq!(text.matches(&plan.files[0].sha256).count(), 1, "whole once, in the register");
    for anchor in ["id=\"s-CC6.1\"", "href=\"#s-CC6.1\"", "id=\"e-EV-1\"", "href=\"#e-EV-1\"", "id=\"o-A.5.15\""] {
        assert!(page.contains(anchor), "{anchor}");
    }
}

#[test]
fn a_waiver_of_the_window_stands_on_both_papers() {
    let mut facts = facts("Ida Lind");
    let rendered = render(&plan("Access"), &facts).unwrap();
    let text = read(&String::from_utf8(rendered.html).unwrap());
    for words in
        ["Rules that were waived", "SoD-1 for Ida Lind", "2026-02-01 to 2026-12-31 · approved by Olga Berg · waiver-1"]
    {
        assert!(text.contains(words), "{words:?} in {text}");
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&rendered.xlsx[..])).unwrap();
    let sheet = book.worksheet_range("Waivers").unwrap();
    let cells: Vec<String> = sheet.used_cells().map(|(.., cell)| cell.to_string()).collect();
    for said in ["SoD-1", "Ida Lind", "Olga Berg", "waiver-1"] {
        assert!(cells.iter().any(|cell| cell == said), "{said} in {cells:?}");
    }
    facts.waivers.clear();
    let rendered = render(&plan("Access"), &facts).unwrap();
    assert!(!read(&String::from_utf8(rendered.html).unwrap()).contains("waived"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&rendered.xlsx[..])).unwrap();
    assert!(book.worksheet_range("Waivers").is_err(), "no sheet where nothing was waived");
}

#[test]
fn a_partial_package_says_so_on_its_face_before_anything_else() {
    let mut plan = plan("Access");
    plan.lacks = vec![Lack { what: "CC7.2".into(), why: "no own control answers it".into() }];
    plan.left_out = vec![Lack { what: "EV-9".into(), why: "it is restricted".into() }];
    plan.spec.audience = Audience::CertificationBody;
    plan.engagement = None;
    let text = read(&page(&plan, &facts("Ida")));
    let partial = text.find("PARTIAL This package was built although it lacks 1 thing").unwrap();
    assert!(partial < text.find("Contents").unwrap(), "{text}");
    for words in ["CC7.2 no own control answers it", "EV-9 it is restricted", "for the certification body alone"] {
        assert!(text.contains(words), "{words:?} in {text}");
    }
    assert!(!text.contains("COMPLETE Nothing"));
    let same = |what: &str| Lack { what: what.into(), why: "no own control answers it".into() };
    plan.lacks = vec![same("CC7.2"), same("CC7.3")];
    let text = read(&page(&plan, &facts("Ida")));
    assert!(text.contains("2 things no own control answers it CC7.2 CC7.3"), "{text}");
}

/// R203 and R209, for what leaves the house with a package.
#[test]
fn no_paper_says_that_anybody_is_certified_or_passes() {
    for audience in [Audience::CpaFirm, Audience::CertificationBody] {
        for lacks in [Vec::new(), vec![Lack { what: "A.5.1".into(), why: "no evidence".into() }]] {
            let mut plan = plan("Access");
            (plan.spec.audience, plan.lacks) = (audience, lacks);
            let rendered = render(&plan, &facts("Ida")).unwrap();
            let mut texts = vec![read(&String::from_utf8(rendered.html).unwrap())];
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&rendered.xlsx[..])).unwrap();
            for (_, range) in book.worksheets() {
                texts.extend(range.used_cells().map(|(.., cell)| cell.to_string()));
            }
            for text in texts {
                assert!(wording::hits(&text).is_empty(), "{:?}", wording::hits(&text));
                let words: Vec<String> =
                    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
                for wrong in
                    ["certified", "certifies", "compliant", "pass", "passed", "passes", "fail", "failed", "fails"]
                {
                    assert!(!words.iter().any(|word| word == wrong), "{wrong:?} in {text}");
                }
            }
        }
    }
}

#[test]
fn hostile_names_stay_names_and_nothing_on_the_page_acts() {
    for evil in EVIL {
        let page = page(&plan(evil), &facts(evil));
        let lower = page.to_lowercase();
        for act in ["<script", "<img", "<iframe", "<svg", "<base", "<link", "<object", "<form", "<style>@"] {
            assert!(!lower.contains(act), "{act} by {evil:?}");
        }
        for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
            let attributes = tag.split('"').step_by(2).collect::<String>().to_lowercase();
            assert!(!attributes.contains(" on") && !attributes.contains("src="), "{tag} by {evil:?}");
        }
        for href in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(href.starts_with('#') || href.starts_with("files/"), "{href} by {evil:?}");
        }
        assert!(!page.contains('\u{202e}') && !page.contains('\0'));
        assert_eq!(page.matches("<html").count() + page.matches("</html>").count(), 2);
    }
}

#[test]
fn the_page_asks_for_nothing_and_runs_nothing() {
    let page = page(&plan("Access"), &facts("Ida"));
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
    let lower = page.to_lowercase();
    for remote in ["http://", "https://", "url(", "@import", "javascript:", "data:"] {
        assert!(!lower.contains(remote), "{remote}");
    }
    assert!(page.contains("@media print") && page.contains("prefers-color-scheme: dark"));
}

#[test]
fn a_file_that_a_browser_would_run_is_named_and_not_linked() {
    let mut facts = facts("Ida");
    let plan = plan("Access");
    for path in facts.paths.values_mut() {
        *path = path.replace(".pdf", ".SVG");
    }
    let page = page(&plan, &facts);
    assert!(!page.contains("href=\"files/") && page.contains("Not linked"), "{page}");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let (plan, facts) = (plan("Access"), facts("Ida"));
    assert_eq!(render(&plan, &facts).unwrap(), render(&plan, &facts).unwrap());
}

#[test]
fn the_workbook_has_the_same_rows_and_no_cell_that_computes() {
    for evil in EVIL.iter().chain(["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0"].iter()) {
        let (plan, facts) = (plan(evil), facts(evil));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render(&plan, &facts).unwrap().xlsx)).unwrap();
        let names = book.sheet_names();
        assert_eq!(
            names,
            ["Read me", "Contents", "Controls", "Evidence", "Files", "By the other framework", "Missing", "Waivers"]
        );
        for name in &names {
            assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name} with {evil:?}");
        }
        let files = book.worksheet_range("Files").unwrap();
        assert_eq!(files.get_value((4, 3)), Some(&Data::String(plan.files[0].sha256.clone())));
        assert_eq!(files.get_value((4, 2)), Some(&Data::Float(plan.files[0].size as f64)));
    }
}

#[test]
fn what_a_body_cannot_do_without_is_missing_only_where_the_package_lacks_it() {
    let told = |plan: &PackagePlan| -> Vec<String> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render(plan, &facts("Ida")).unwrap().xlsx)).unwrap();
        let sheet = book.worksheet_range("Missing").unwrap();
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")).collect()
    };
    let named =
        |told: &[String], word: &str| told.iter().filter(|row| row.starts_with(word)).cloned().collect::<Vec<_>>();
    let mut plan = plan("Access");
    let cpa = named(&told(&plan), "No equivalent");
    assert!(
        cpa.len() == 1 && cpa[0].ends_with("nothing collected for SOC 2 stands in its place; beside it: EV-1"),
        "{cpa:?}"
    );
    plan.spec.audience = Audience::CertificationBody;
    assert!(named(&told(&plan), "No equivalent").is_empty(), "the package holds it");
    plan.lacks = vec![Lack { what: plan.no_reuse[0].name.clone(), why: "no version is approved".into() }];
    assert_eq!((named(&told(&plan), "Missing Access").len(), named(&told(&plan), "No equivalent").len()), (1, 1));
}

#[test]
fn another_program_reads_the_workbook() {
    let present = Command::new("python3").args(["-c", "import openpyxl"]).stderr(Stdio::null()).status();
    if !present.is_ok_and(|s| s.success()) {
        eprintln!("skipped: python3 with openpyxl is not here");
        return;
    }
    let mut plan = plan("=HYPERLINK(\"http://evil.example\")");
    plan.lacks = vec![Lack { what: "CC7.2".into(), why: "=1+1".into() }];
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&render(&plan, &facts("Ida")).unwrap().xlsx).unwrap();
    let script = "import sys, openpyxl\n\
        book = openpyxl.load_workbook(open(sys.argv[1], 'rb'))\n\
        cells = [c for s in book for r in s.iter_rows() for c in r if c.value is not None]\n\
        print(sorted({c.data_type for c in cells}), [c.hyperlink for c in cells if c.hyperlink], \
        [s.max_row for s in book], book['Missing']['C5'].value, book['Contents']['D5'].value, \
        book['Evidence']['E5'].value.date())";
    let output = Command::new("python3").arg("-c").arg(script).arg(file.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("['d', 'n', 's'] [] ["), "{said} {wrong}");
    assert!(said.ends_with("] =1+1 AC-1 2026-01-01"), "{said} {wrong}");
}

#[test]
fn the_index_on_paper_has_every_control_item_and_file_with_its_hash() {
    let plan = plan("Access <b>");
    let held = HeldPackage {
        package: Package {
            spec: plan.spec.clone(),
            title: plan.title.clone(),
            lacks: plan.lacks.clone(),
            left_out: plan.left_out.clone(),
            sha256: "cd".repeat(32),
            size: 9_000,
            files: plan.files.len() as u64,
            entries: 4,
            tree_size: 40,
        },
        by: "ida".to_owned(),
        at_us: 1_770_600_000_000_000,
        entry: 39,
        withdrawn: None,
    };
    let face = Face {
        organisation: "Larkspur".to_owned(),
        classification: "Confidential".to_owned(),
        as_of: jiff::civil::date(2026, 3, 31),
        on: jiff::civil::date(2026, 3, 31),
        entry: 41,
        root: "ab".repeat(32),
        waivers: Vec::new(),
    };
    let tests = [("TE-1".to_owned(), "AC-1".to_owned(), "Tested".to_owned())];
    let names = |id: &str| id.to_owned();
    let of = |held| index(&face, &names, &IndexPaper { id: "PK-3", held, plan: &plan, tests: Some(&tests) });
    let paper = of(&held);
    let said = words(&paper);
    for row in plan.sections.iter().flat_map(|section| &section.rows) {
        assert!(said.contains(&row.control), "{}: {said}", row.control);
    }
    for file in plan.items.iter().flat_map(|item| &item.files) {
        assert!(said.contains(&file.sha256) && said.contains(&file.name), "{}: {said}", file.name);
    }
    assert!(
        said.contains("TE-1") && said.contains(&"cd".repeat(32)) && !said.contains("Not as it was built"),
        "{said}"
    );
    assert_eq!(wording::hits(&said), Vec::new());
    assert!(press::pdf(&paper, press::Fonts::embedded()).unwrap().warnings.is_empty());
    let other = HeldPackage { package: Package { files: 99, ..held.package.clone() }, ..held.clone() };
    let said = words(&of(&other));
    assert!(said.contains("holds 99 files; by what is recorded now it would hold"), "{said}");
}
