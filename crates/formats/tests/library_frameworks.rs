//! Counts and correspondences of the built-in frameworks and claims.

use domain::values::{Category, Derivation, Framework, Item, ItemKind, LibraryDocument, Outcome, reference::canonical};
use formats::library::{self, builtin};
use std::collections::{BTreeMap, BTreeSet};

fn framework(id: &str) -> &'static Framework {
    builtin::framework(id).expect("a built-in framework")
}

fn count(framework: &Framework, fits: impl Fn(&&Item) -> bool) -> usize {
    framework.items.iter().filter(fits).count()
}

#[test]
fn the_built_in_documents_are_what_their_files_say_without_even_a_hint() {
    let known = builtin::all();
    assert_eq!(known.len(), 8);
    for (id, kind) in builtin::ids() {
        let (file, text) = builtin::source(id).unwrap();
        let examined = library::examine(text.as_bytes(), file, &known);
        let said: Vec<String> = examined.problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(examined.document.as_ref(), builtin::document(id), "{file}");
        assert_eq!(builtin::document(id).unwrap().id(), *id);
        let expected = match builtin::document(id).unwrap() {
            LibraryDocument::Framework(_) => "framework",
            LibraryDocument::Crosswalk(_) => "crosswalk",
            LibraryDocument::Claims(_) => "claims",
        };
        assert_eq!(kind.id(), expected);
        assert!(library::check(builtin::document(id).unwrap(), &known).is_empty());
    }
    assert!(builtin::document("iso27001-2005").is_none());
}

#[test]
fn a_document_written_out_reads_back_the_same() {
    for (id, _) in builtin::ids() {
        let document = builtin::document(id).unwrap();
        assert_eq!(library::read(library::write(document).as_bytes(), id).as_ref(), Ok(document));
    }
}

#[test]
fn r26_soc2_has_61_criteria_in_five_categories_and_ends_in_a_report() {
    let tsc = framework("soc2-tsc-2017");
    assert_eq!(tsc.outcome, Outcome::Report);
    let of = |c: Category| count(tsc, |i| i.category == Some(c));
    assert_eq!(Category::ALL.map(of), [33, 3, 2, 5, 18]);
    assert_eq!(tsc.audited(ItemKind::Criterion).count(), 61);
    let principles: Vec<u8> = tsc.items.iter().filter_map(|i| i.coso_principle).collect();
    assert_eq!(principles, [1, 2, 3, 4, 5, 13, 14, 15, 6, 7, 8, 9, 16, 17, 10, 11, 12]);
    assert!(tsc.items.iter().all(|i| i.title.split_whitespace().count() <= 8 && i.look_for.is_some()));
    assert!(tsc.items.iter().all(|i| i.group.as_deref() == i.id.split('.').next()));
}

#[test]
fn r27_r35_iso_2022_has_93_controls_in_four_themes_and_30_audited_clauses() {
    let iso = framework("iso27001-2022");
    assert_eq!(iso.outcome, Outcome::Certificate);
    let theme = |t: &str| count(iso, |i| i.group.as_deref() == Some(t));
    let themes = ["organizational", "people", "physical", "technological"];
    assert_eq!(themes.map(theme), [37, 8, 14, 34]);
    assert_eq!(iso.audited(ItemKind::Control).count(), 93);
    assert_eq!(count(iso, |i| i.kind == ItemKind::Clause), 41);
    assert_eq!(iso.audited(ItemKind::Clause).count(), 30);
    assert!(iso.audited(ItemKind::Clause).all(|i| i.stage1.is_some() && i.stage2.is_some()));
    let new: Vec<&str> = iso.items.iter().filter(|i| i.new).map(|i| i.id.as_str()).collect();
    let expected = "A.5.7 A.5.23 A.5.30 A.7.4 A.8.9 A.8.10 A.8.11 A.8.12 A.8.16 A.8.23 A.8.28";
    assert_eq!(new.join(" "), expected);
    assert!(iso.groups.iter().all(|g| !g.summary.is_empty()) && iso.groups.len() == 4);
}

#[test]
fn every_control_has_all_five_attributes_and_evidence() {
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for control in framework("iso27001-2022").audited(ItemKind::Control) {
        assert!(!control.evidence.is_empty(), "{}", control.id);
        for (name, list) in control.attributes.each() {
            assert!(!list.is_empty(), "{} has no {name}", control.id);
            values.entry(name).or_default().extend(list.iter().map(String::as_str));
        }
    }
    let counts: Vec<usize> = ["control_type", "security_properties", "cybersecurity_concepts"]
        .iter()
        .chain(&["operational_capabilities", "security_domains"])
        .map(|name| values[name].len())
        .collect();
    assert_eq!(counts, [3, 3, 5, 15, 4]);
    let words = || values.values().flatten();
    assert!(words().all(|w| *w == w.to_lowercase() && !w.contains('_')));
}

#[test]
fn the_standard_names_18_pieces_of_documented_information() {
    let iso = framework("iso27001-2022");
    let all: Vec<_> = iso.items.iter().flat_map(|i| &i.documented_information).collect();
    assert_eq!(all.len(), 18);
    let known: Vec<&str> = all.iter().filter(|d| d.soc2_equivalent).map(|d| d.name.as_str()).collect();
    assert_eq!(known.len(), 6);
    for net_new in
        ["ISMS scope", "Statement of Applicability", "Risk treatment plan", "Audit programme and audit results"]
    {
        assert!(all.iter().any(|d| d.name == net_new && !d.soc2_equivalent), "{net_new}");
    }
}

#[test]
fn r27_the_114_controls_of_2013_and_the_93_of_2022_point_at_each_other() {
    let (old, new) = (framework("iso27001-2013"), framework("iso27001-2022"));
    assert_eq!((old.items.len(), old.groups.len()), (114, 14));
    for item in &old.items {
        assert!(!item.successors.is_empty(), "{}", item.id);
        for id in &item.successors {
            assert!(new.item(id).unwrap().predecessors.contains(&item.id), "{} to {id}", item.id);
        }
    }
    for control in new.audited(ItemKind::Control) {
        assert_eq!(control.predecessors.is_empty(), control.new, "{}", control.id);
        for id in &control.predecessors {
            assert!(old.item(id).unwrap().successors.contains(&control.id), "{} from {id}", control.id);
        }
    }
    let split: Vec<&str> = old.items.iter().filter(|i| i.successors.len() > 1).map(|i| i.id.as_str()).collect();
    assert_eq!(split, ["A.18.2.3"]);
}

#[test]
fn r5_every_id_is_found_again_in_its_usual_spellings() {
    for item in framework("iso27001-2022").audited(ItemKind::Control) {
        let bare = item.id.trim_start_matches("A.");
        for spelling in [format!("A {bare}"), format!("A.{bare}"), format!("Annex A {bare}"), format!("a.{bare}")] {
            assert_eq!(canonical(&spelling), item.id, "{spelling}");
        }
    }
    for item in &framework("soc2-tsc-2017").items {
        assert_eq!(canonical(&item.id), item.id);
    }
}

#[test]
fn r34_every_document_and_claim_names_its_source() {
    let claims = builtin::claims("published-claims").unwrap();
    assert_eq!(claims.claims.len(), 112);
    let publications: BTreeSet<&str> = claims.claims.iter().map(|c| c.source.as_str()).collect();
    assert_eq!(publications.len(), 5, "{publications:?}");
    let truvo = &builtin::crosswalk("truvo-2026-05").unwrap().source;
    assert_eq!(truvo.reviewer.as_deref(), Some("Ali Aleali, CISSP, CCSP"));
    assert_eq!(truvo.reviewed_on.unwrap().to_string(), "2026-05-12");
    assert!(builtin::crosswalk("agency-domains").unwrap().source.reviewed_on.is_none());
}

#[test]
fn claims_carry_their_figures_lists_and_derivations() {
    let claims = &builtin::claims("published-claims").unwrap().claims;
    let claim = |id: &str| claims.iter().find(|c| c.id == id).unwrap();
    let figure = |id: &str| claim(id).published.as_ref().map(|p| (p.low, p.high, p.of)).unwrap();
    assert_eq!(figure("PC063"), (69, Some(69), Some(93)));
    assert_eq!(figure("PC057"), (82, Some(82), Some(93)));
    assert_eq!(figure("PC027"), (60, Some(70), None));
    assert_eq!(figure("PC102"), (6, None, None));
    assert_eq!(claim("PC057").claimed_uncovered.len(), 11);
    assert_eq!(claim("PC063").claimed_uncovered.len(), 18);
    assert!(claim("PC057").rest_is_covered && !claim("PC063").rest_is_covered);
    assert_eq!(claim("PC050").claimed_uncovered.len(), 9);
    assert_eq!(claim("PC050").derive, Some(Derivation::CriteriaWithoutReference));
    assert_eq!(claim("PC056").claimed_partial.len(), 6);
    for (theme, id) in
        [("organizational", "PC052"), ("people", "PC053"), ("physical", "PC054"), ("technological", "PC055")]
    {
        assert_eq!(claim(id).scope.theme.as_deref(), Some(theme));
        assert_eq!(claim(id).derive, Some(Derivation::CoverageCount));
        let published = claim(id).published.as_ref().unwrap();
        let uncovered = published.of.unwrap() - published.low;
        assert_eq!(claim(id).claimed_uncovered.len(), uncovered as usize, "{id}");
    }
    assert_eq!(claims.iter().filter(|c| c.derive.is_some()).count(), 27);
}

#[test]
fn r10_r11_areas_of_work_are_tags_on_both_frameworks() {
    let areas = |id: &str| -> std::collections::BTreeSet<String> {
        let framework = formats::library::builtin::framework(id).expect("a built-in framework");
        framework.items.iter().flat_map(|i| i.areas.iter().cloned()).collect()
    };
    let (iso, soc2) = (areas("iso27001-2022"), areas("soc2-tsc-2017"));
    // The seven areas of overlap, in both frameworks.
    let overlap = [
        "access control",
        "risk management",
        "incident management",
        "change management",
        "supplier management",
        "cryptography",
        "business continuity",
    ];
    for area in overlap {
        assert!(iso.contains(area) && soc2.contains(area), "{area}");
    }
    // The nine focus areas of ISO/IEC 27001.
    for area in
        ["governance", "policy", "asset management"].iter().chain(&overlap).filter(|a| **a != "change management")
    {
        assert!(iso.contains(*area), "{area}");
    }
    assert_eq!(iso.len(), 10, "one vocabulary: {iso:?}");
}
