//! What the built-in library promises to the reports: outcomes, editions, one-sided rows, reviews.

use crate::library;
use crate::library::{TODAY, catalogue, truvo};
use domain::reports::coverage::coverage;
use domain::reports::net_new::net_new;
use domain::reports::wording;
use domain::values::{ItemKind, Outcome, Overlap};

#[test]
fn r24_r33_one_ends_in_a_report_the_other_in_a_certificate_and_guidance_in_neither() {
    let catalogue = catalogue();
    assert_eq!(catalogue.framework("soc2-tsc-2017").unwrap().outcome, Outcome::Report);
    assert_eq!(catalogue.framework("iso27001-2022").unwrap().outcome, Outcome::Certificate);
    assert!(catalogue.frameworks().all(|f| !f.id.contains("27002")), "nobody is certified to ISO/IEC 27002");
    assert!(wording::check("certified to ISO 27002")[0].why.contains("guides"));
}

#[test]
fn r26_r27_editions_are_kept_apart_and_follow_from_each_other() {
    let catalogue = catalogue();
    let (old, new) = (catalogue.framework("iso27001-2013").unwrap(), catalogue.framework("iso27001-2022").unwrap());
    assert!(catalogue.frameworks().all(|f| !f.version.is_empty()));
    let controls: Vec<_> = new.audited(ItemKind::Control).collect();
    assert_eq!((old.audited(ItemKind::Control).count(), controls.len()), (114, 93));
    assert_eq!(controls.iter().filter(|c| c.new).count(), 11);
    for control in &controls {
        assert_eq!(control.new, control.predecessors.is_empty(), "{}: new means without ancestor", control.id);
    }
    for before in old.audited(ItemKind::Control) {
        assert!(!before.successors.is_empty(), "{} goes on somewhere", before.id);
        for id in &before.successors {
            assert!(new.item(id).unwrap().predecessors.contains(&before.id), "{} and {id} name each other", before.id);
        }
    }
}

#[test]
fn r35_four_themes_with_a_description_each() {
    let catalogue = catalogue();
    let iso = catalogue.framework("iso27001-2022").unwrap();
    for (theme, word) in
        [("organizational", "suppl"), ("people", "screening"), ("physical", "perimeter"), ("technological", "crypto")]
    {
        let group = iso.groups.iter().find(|g| g.id == theme).unwrap();
        assert!(group.summary.to_lowercase().contains(word), "{theme}: {}", group.summary);
    }
}

#[test]
fn r30_processing_integrity_is_one_sided() {
    let rows = library::truvo_document().rows;
    let rows: Vec<_> = rows.iter().filter(|r| r.id.starts_with("PI")).collect();
    assert_eq!(rows.len(), 5);
    for row in rows {
        assert_eq!(row.overlap, Overlap::Partial, "{}", row.id);
        assert!(row.note.is_some() && row.supplement.is_some(), "{} says what ISO does not ask for", row.id);
    }
}

#[test]
fn r3_every_partial_row_says_its_supplement_and_no_other_row_has_one() {
    for row in library::truvo_document().rows {
        assert_eq!(row.supplement.is_some(), row.overlap == Overlap::Partial, "{}", row.id);
    }
}

#[test]
fn r23_artefacts_of_one_framework_only() {
    let catalogue = catalogue();
    let lens = truvo(&catalogue, "all");
    let artefacts = net_new(lens.reading, &coverage(&lens)).artefacts;
    for (clause, name) in
        [("4.3", "ISMS scope"), ("6.1.3", "Statement of Applicability"), ("6.1.3", "Risk treatment plan")]
    {
        assert!(artefacts.contains(&(clause.to_owned(), name.to_owned())), "{name}");
    }
    let soc2_only: Vec<_> = lens.reading.crosswalk.rows.iter().filter(|r| r.overlap == Overlap::Soc2Only).collect();
    assert_eq!(soc2_only.len(), 8);
    assert!(soc2_only.iter().all(|r| r.references.is_empty() && !r.evidence.is_empty()));
}

#[test]
fn r34_reviews_are_dated_and_none_lies_in_the_future() {
    let catalogue = catalogue();
    let sources =
        catalogue.crosswalks().map(|c| (&c.id, &c.source)).chain(catalogue.claims().map(|c| (&c.id, &c.source)));
    for (id, source) in sources {
        assert!(source.reviewed_on.is_none_or(|day| day <= TODAY), "{id}");
        assert!(source.reviewed_on.is_some() || source.note.is_some(), "{id}: undated, and says so");
    }
}
