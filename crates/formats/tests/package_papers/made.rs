//! A small plan with one criterion, one control, one item and one file, in which every name is the one given.

use domain::registers::people::HeldWaiver;
use domain::reports::evidence::Label;
use domain::reports::package::{
    EngagementFace, FrameworkName, IndexLine, Item, ItemFile, NoReuse, PackageFacts, PackagePlan, PlannedFile, Row,
    Section, Served,
};
use domain::values::{
    Audience, Classification, Duty, EngagementState, EvidenceType, Examination, ItemKind, PackageSpec, Stage, Waiver,
    Window,
};
use jiff::civil::date;

/// Names that want to be more than names.
pub(crate) const EVIL: [&str; 10] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "<!-- <svg/onload=alert(1)>",
    "javascript:alert(1)",
    "a\u{202e}fdp.exe",
    "\u{0}\u{7}\u{1b}[31mred",
    "</bdi></main></body></html><base href=//evil.example>",
    "&lt;script&gt;",
];

fn sha() -> String {
    "f52b23db0a1e".repeat(6)[..64].to_owned()
}

fn window() -> Window {
    Window { from: date(2026, 1, 1), until: date(2026, 6, 30) }
}

fn framework(id: &str, title: &str, name: &str) -> FrameworkName {
    let title = if name == "Access" { title } else { name };
    FrameworkName { id: id.into(), title: title.into(), version: "2022".into() }
}

pub(crate) fn plan(name: &str) -> PackagePlan {
    PackagePlan {
        spec: PackageSpec {
            audience: Audience::CpaFirm,
            engagement: Some("EN-1".into()),
            window: window(),
            partial: false,
            restricted: false,
        },
        title: if name == "Access" { "Evidence for the CPA firm".into() } else { name.into() },
        organisation: if name == "Access" { "Harbour".into() } else { name.into() },
        scope: name.into(),
        framework: framework("soc2-tsc-2017", "Trust Services Criteria", name),
        other: framework("iso27001-2022", "ISO/IEC 27001", name),
        crosswalk: framework("truvo-2026-05", "Crosswalk", name),
        engagement: Some(EngagementFace {
            id: "EN-1".into(),
            title: if name == "Access" { "Type II 2026".into() } else { name.into() },
            kind: Examination::Type2 { window: window() },
            state: EngagementState::WindowClosed,
            firm: if name == "Access" { "Whitfield & Lowe".into() } else { name.into() },
            categories: vec!["Security"],
        }),
        sections: vec![section(name), Section { id: "CC9.9".into(), rows: Vec::new(), ..section(name) }],
        by_other: vec![IndexLine {
            id: "A.5.15".into(),
            title: name.into(),
            kind: ItemKind::Control,
            group: "Organizational".into(),
            evidence: vec![Served {
                id: "EV-1".into(),
                controls: vec!["AC-1".into()],
                label: Label::Supplemented,
                supplements: vec![name.into()],
            }],
        }],
        no_reuse: vec![NoReuse {
            clause: "9.2".into(),
            name: name.into(),
            required: true,
            evidence: vec!["EV-1".into()],
        }],
        items: vec![item(name)],
        files: vec![PlannedFile {
            name: name.into(),
            sha256: sha(),
            size: 1_536,
            items: vec!["EV-1".into()],
            entries: vec![12],
        }],
        bytes: 1_536,
        lacks: Vec::new(),
        left_out: Vec::new(),
    }
}

fn section(name: &str) -> Section {
    Section {
        id: "CC6.1".into(),
        title: if name == "Access" { "Logical access".into() } else { name.into() },
        kind: ItemKind::Criterion,
        group: name.into(),
        rows: vec![Row {
            control: "AC-1".into(),
            name: name.into(),
            owner: Some("p-2".into()),
            direct: true,
            via: Vec::new(),
            label: Label::Supplemented,
            supplements: vec![if name == "Access" {
                "Add the Statement of Applicability.".into()
            } else {
                name.into()
            }],
            evidence: vec!["EV-1".into()],
            not_exercised: Some(name.into()),
            note: Some(name.into()),
        }],
    }
}

fn item(name: &str) -> Item {
    Item {
        id: "EV-1".into(),
        title: name.into(),
        kind: EvidenceType::AccessReview,
        period: Window { from: date(2026, 1, 1), until: date(2026, 3, 31) },
        captured: Some(date(2026, 4, 1)),
        source: name.into(),
        classification: Classification::Confidential,
        personal_data: true,
        version: 1,
        collected_by: "p-1".into(),
        received_us: 1_795_262_400_000_000,
        late: true,
        after_close: vec!["EN-1".into()],
        accepted_by: "p-2".into(),
        accepted_us: 1_795_262_400_000_000,
        keep_until: Some((date(2033, 12, 31), name.into())),
        controls: vec!["AC-1".into()],
        label: Label::Supplemented,
        files: vec![ItemFile { name: name.into(), sha256: sha(), size: 1_536, media: "application/pdf".into() }],
        entry: 12,
    }
}

pub(crate) fn facts(name: &str) -> PackageFacts {
    PackageFacts {
        id: "PK-1".into(),
        built_us: 1_795_262_400_000_000,
        by: "p-1".into(),
        log: "org-1".into(),
        origin: "tickmark/org-1".into(),
        tree_size: 40,
        root: "ab".repeat(32),
        key: "tickmark/org-1+a0ea1723+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs".into(),
        version: "0.5.0".into(),
        paths: [(sha(), format!("files/{}/review.pdf", sha()))].into(),
        entries: [("AC-1".to_owned(), vec![3, 9]), ("EV-1".to_owned(), vec![12, 14])].into(),
        names: [("p-1".to_owned(), name.to_owned()), ("p-2".to_owned(), "Olga Berg".to_owned())].into(),
        waivers: vec![("waiver-1".to_owned(), waived(name))],
    }
}

fn waived(reason: &str) -> HeldWaiver {
    HeldWaiver {
        waiver: Waiver {
            duty: Duty::AuthorApproves,
            person: "p-1".into(),
            reason: reason.into(),
            from: date(2026, 2, 1),
            until: date(2026, 12, 31),
        },
        stage: Stage::Approved,
        proposed_by: "p-1".into(),
        approved_by: Some("p-2".into()),
        alone: false,
        ended: None,
    }
}
