//! The gap analysis: a grade with its reason for each control, and the work that is new whatever the coverage.

use crate::library::{catalogue, ids, truvo};
use domain::reports::coverage::coverage;
use domain::reports::gap::{Gap, GapInput, Grade, Needs, gap};
use domain::reports::net_new::{Standing, WRAPPER};
use domain::values::{Catalogue, Hosting};

fn analysed(catalogue: &Catalogue, categories: &str, input: &GapInput) -> Gap {
    let lens = truvo(catalogue, categories);
    gap(lens.reading, coverage(&lens), input)
}

fn graded(gap: &Gap, grade: Grade) -> Vec<&str> {
    gap.controls.iter().filter(|c| c.grade == grade).map(|c| c.id.as_str()).collect()
}

#[test]
fn r38_each_control_has_one_grade_and_a_reason() {
    let catalogue = catalogue();
    let table = [
        ("security", [56, 5, 0, 32]),
        ("security,availability,confidentiality", [59, 10, 0, 24]),
        ("all", [59, 12, 0, 22]),
    ];
    for (categories, counts) in table {
        let gap = analysed(&catalogue, categories, &GapInput::default());
        assert_eq!(Grade::ALL.map(|g| gap.count(g)), counts, "{categories}");
        assert_eq!(counts.iter().sum::<usize>(), 93);
        assert_eq!(gap.percent(Grade::Fully).to_string(), if counts[0] == 56 { "60.2" } else { "63.4" });
        for control in &gap.controls {
            assert!(control.reason.len() > 20, "{}: {}", control.id, control.reason);
            let named: Vec<&str> = control
                .rows
                .iter()
                .filter(|r| Some(r.overlap) == gap.coverage.control(&control.id).unwrap().best)
                .map(|r| r.criterion.as_str())
                .collect();
            assert!(
                named.iter().all(|c| control.reason.contains(c)),
                "{}: {} names {named:?}",
                control.id,
                control.reason
            );
            assert_eq!(control.rows.is_empty(), control.grade == Grade::NotAddressed);
        }
    }
}

#[test]
fn r3_r31_partial_controls_say_which_supplement_and_full_ones_need_none() {
    let gap = analysed(&catalogue(), "security,availability,confidentiality", &GapInput::default());
    for control in &gap.controls {
        match control.grade {
            Grade::Partially => {
                assert_eq!(control.needs, Needs::Supplement, "{}", control.id);
                assert!(!control.supplements.is_empty() && !control.evidence.is_empty(), "{}", control.id);
            }
            Grade::Fully => {
                assert_eq!((control.needs, control.supplements.len()), (Needs::ThreeSteps, 0), "{}", control.id);
                assert!(!control.evidence.is_empty(), "{}", control.id);
            }
            _ => assert!(control.evidence.is_empty(), "{}", control.id),
        }
    }
}

#[test]
fn r44_organizational_controls_without_a_counterpart_and_the_one_that_a_row_names() {
    let gap = analysed(&catalogue(), "security,availability,confidentiality", &GapInput::default());
    let open = graded(&gap, Grade::NotAddressed);
    for id in ["A.5.5", "A.5.11", "A.5.31", "A.5.32"] {
        assert!(open.contains(&id), "{id}");
    }
    let named = gap.controls.iter().find(|c| c.id == "A.5.6").unwrap();
    assert_eq!((named.grade, named.rows[0].criterion.as_str()), (Grade::Partially, "CC2.3"));
}

#[test]
fn r45_what_a_saas_programme_lacks_needs_an_artefact_a_procedure_or_a_provider() {
    let catalogue = catalogue();
    let needs = |hosting, id: &str| {
        let input = GapInput { hosting, ..GapInput::default() };
        analysed(&catalogue, "security", &input).controls.iter().find(|c| c.id == id).unwrap().needs
    };
    for id in ["A.5.5", "A.5.11", "A.5.31", "A.5.32"] {
        assert_eq!(needs(Hosting::Cloud, id), Needs::NewArtefact, "{id}");
    }
    assert_eq!(needs(Hosting::Cloud, "A.5.6"), Needs::Supplement);
    for id in ["A.7.5", "A.7.11", "A.7.12", "A.7.13"] {
        assert_eq!(needs(Hosting::Cloud, id), Needs::ProviderInheritance, "{id}");
        assert_eq!(needs(Hosting::Hybrid, id), Needs::ProviderInheritance, "{id}");
        assert_eq!(needs(Hosting::OwnPremises, id), Needs::NewArtefact, "{id}: no provider on own premises, R255");
    }
    for id in ["A.7.7", "A.7.8"] {
        assert_eq!(needs(Hosting::Cloud, id), Needs::LightProcedure, "{id}");
    }
}

#[test]
fn r251_only_complete_inheritance_of_the_four_changes_a_grade() {
    let catalogue = catalogue();
    let mut input = GapInput::default();
    for id in ["A.7.5", "A.7.11", "A.7.12", "A.7.7", "A.5.5", "A.8.15"] {
        input.inherited.insert(id.into(), "Hosting Ltd".into());
    }
    input.incomplete.insert("A.7.13".into(), "a justification".into());
    let gap = analysed(&catalogue, "security,availability", &input);
    assert_eq!(graded(&gap, Grade::InheritedDocumented), ["A.7.5", "A.7.11", "A.7.12"]);
    let reached = gap.coverage.controls.iter().filter(|one| one.covered());
    let both = reached.filter(|one| ["A.7.5", "A.7.11", "A.7.12"].contains(&one.id.as_str())).count();
    let said = format!("The {} of 93 hold {both} of the 3 controls that are inherited and", gap.coverage.covered);
    assert!(gap.inherited_said().unwrap().starts_with(&said), "{said}: {:?}", gap.inherited_said());
    assert_eq!(analysed(&catalogue, "security", &GapInput::default()).inherited_said(), None);
    let grade = |id: &str| gap.controls.iter().find(|c| c.id == id).unwrap();
    assert_eq!(grade("A.7.7").grade, Grade::NotAddressed, "own desks and screens are nobody else's");
    assert_eq!(grade("A.8.15").grade, Grade::Fully);
    assert!(grade("A.7.5").reason.contains("Hosting Ltd"));
    assert!(grade("A.7.13").reason.contains("a justification"), "{}", grade("A.7.13").reason);
}

#[test]
fn r253_desks_and_screens_and_equipment_need_an_own_procedure_wherever_the_servers_stand() {
    let catalogue = catalogue();
    for hosting in [Hosting::Cloud, Hosting::Hybrid, Hosting::OwnPremises] {
        let mut input = GapInput { hosting, ..GapInput::default() };
        for id in ["A.7.7", "A.7.8"] {
            input.inherited.insert(id.into(), "Hosting Ltd".into());
        }
        let gap = analysed(&catalogue, "security", &input);
        for id in ["A.7.7", "A.7.8"] {
            let graded = gap.controls.iter().find(|c| c.id == id).unwrap();
            assert_eq!((graded.grade, graded.needs), (Grade::NotAddressed, Needs::LightProcedure), "{id}, {hosting:?}");
            assert!(graded.reason.contains("no provider can answer it"), "{}", graded.reason);
        }
    }
}

#[test]
fn r46_to_r50_remediation_families_list_what_is_open() {
    let gap = analysed(&catalogue(), "security", &GapInput::default());
    let table = [
        ("Asset management", 6, "A.5.9 A.5.10 A.5.11 A.5.12 A.5.13"),
        ("Suppliers", 5, "A.5.23"),
        ("Compliance", 6, "A.5.31 A.5.32 A.5.33 A.5.34 A.5.35 A.5.36"),
        ("Physical security", 14, "A.7.5 A.7.6 A.7.7 A.7.8 A.7.9 A.7.10 A.7.11 A.7.12 A.7.13"),
        ("Cryptography", 1, ""),
    ];
    for ((title, of, open), family) in table.into_iter().zip(&gap.families) {
        assert_eq!((family.title, family.of), (title, of));
        let expected: Vec<String> = ids(open).into_iter().filter(|id| !fully(&gap, id)).collect();
        assert_eq!(family.open, expected, "{title}");
        assert!(!family.asks.is_empty());
    }
    assert!(fully(&gap, "A.5.10"), "CC5.3 names it fully, so the family does not list it");
}

fn fully(gap: &Gap, id: &str) -> bool {
    gap.controls.iter().any(|c| c.id == id && c.grade == Grade::Fully)
}

#[test]
fn r53_r54_r55_points_to_check_explicitly() {
    let gap = analysed(&catalogue(), "all", &GapInput::default());
    let check = |id: &str| gap.controls.iter().find(|c| c.id == id).unwrap().check.join(" ");
    assert!(check("A.5.30").contains("tabletop"));
    assert!(check("A.5.13").contains("Markings"));
    assert!(check("A.8.11").contains("outside production"));
    assert!(check("A.6.7").contains("written policy"));
}

#[test]
fn r40_clauses_are_graded_apart_from_annex_a() {
    let net_new = analysed(&catalogue(), "security", &GapInput::default()).net_new;
    assert_eq!(net_new.clauses.len(), 30);
    assert!(net_new.clauses.iter().all(|c| !c.id.starts_with('A') && !c.title.is_empty() && !c.asks.is_empty()));
    assert_eq!([Standing::Extends, Standing::Touched, Standing::New].map(|s| net_new.count(s)), [2, 26, 2]);
    let standing = |id: &str| net_new.clauses.iter().find(|c| c.id == id).unwrap();
    assert_eq!(
        standing("6.1.2").rows.iter().map(|r| r.0.as_str()).collect::<Vec<_>>(),
        ["CC3.1", "CC3.2", "CC3.3", "CC3.4"]
    );
    assert_eq!(standing("6.1.3").rows.iter().map(|r| r.0.as_str()).collect::<Vec<_>>(), ["CC3.2", "CC3.4", "CC5.1"]);
    assert_eq!((standing("4.3").standing, standing("4.4").standing), (Standing::New, Standing::New));
    assert_eq!(standing("9.2.2").touches, ["CC4.1", "CC4.2"]);
}

#[test]
fn r43_r59_the_wrapper_and_the_artefacts_that_soc_2_does_not_know() {
    let net_new = analysed(&catalogue(), "all", &GapInput::default()).net_new;
    assert_eq!(
        net_new.wrapper.iter().map(|w| (w.title, w.clause)).collect::<Vec<_>>(),
        WRAPPER.map(|w| (w.title, w.clause))
    );
    assert_eq!(WRAPPER.map(|w| w.clause), ["6.1.3", "9.2.2", "9.3.2", "10.2"]);
    let artefacts: Vec<&str> = net_new.artefacts.iter().map(|(_, name)| name.as_str()).collect();
    for name in [
        "Statement of Applicability",
        "Risk treatment plan",
        "ISMS scope",
        "Audit programme and audit results",
        "Results of management reviews",
    ] {
        assert!(artefacts.contains(&name), "{name}");
    }
    assert!(!artefacts.contains(&"Evidence of competence"), "SOC 2 knows records of competence");
    assert!(artefacts.len() < net_new.artefacts_of);
}

#[test]
fn r51_r58_net_new_work_is_what_nothing_names_with_its_count() {
    let catalogue = catalogue();
    for (categories, open) in [("security", 32), ("security,availability,confidentiality", 24), ("all", 22)] {
        let gap = analysed(&catalogue, categories, &GapInput::default());
        assert_eq!(gap.net_new.controls, graded(&gap, Grade::NotAddressed), "{categories}");
        assert_eq!(gap.net_new.controls.len(), open);
    }
}

#[test]
fn r41_done_informally_is_marked_and_changes_no_grade() {
    let catalogue = catalogue();
    let input = GapInput { informal: ids("A.5.9 6.2"), ..GapInput::default() };
    let (marked, plain) =
        (analysed(&catalogue, "security", &input), analysed(&catalogue, "security", &GapInput::default()));
    assert_eq!(marked.controls.iter().filter(|c| c.informal).map(|c| c.id.as_str()).collect::<Vec<_>>(), ["A.5.9"]);
    assert_eq!(Grade::ALL.map(|g| marked.count(g)), Grade::ALL.map(|g| plain.count(g)));
}
