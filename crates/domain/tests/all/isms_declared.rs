//! What is declared of the registers hangs together, and names only what the frameworks have.

use crate::library::catalogue;
use domain::values::isms::{Due, Field, FieldKind, Need, PRIVACY_SENTENCES, RegisterKind, SUGGESTED, read, shown};
use domain::values::lookup::{Lookup, lookup};
use std::collections::BTreeSet;

fn unique<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = BTreeSet::new();
    words.into_iter().all(|word| seen.insert(word.to_lowercase()))
}

#[test]
fn prefixes_fields_states_and_steps_hang_together() {
    assert!(unique(RegisterKind::ALL.into_iter().map(|kind| kind.declared().prefix)));
    for kind in RegisterKind::ALL {
        let declared = kind.declared();
        let name = kind.id();
        assert_eq!(RegisterKind::parse(name), Some(kind));
        assert_eq!(RegisterKind::of_entry(&format!("{}-7", declared.prefix)), Some(kind));
        assert!(unique(declared.fields.iter().map(|field| field.id)), "{name}");
        assert!(unique(declared.fields.iter().map(|field| field.title)), "{name}: headings of a list are told apart");
        assert!(declared.purpose.ends_with('.') && !declared.wants.is_empty(), "{name}");
        assert!(
            matches!(declared.title().kind, FieldKind::Text(_)) && declared.title().need == Need::Required,
            "{name}"
        );
        let states: BTreeSet<&str> = declared.stages.iter().map(|stage| stage.id).collect();
        for stage in declared.stages {
            assert!(stage.next.iter().all(|next| states.contains(next)), "{name} {}", stage.id);
            assert!(stage.needs.iter().all(|field| declared.field(field).is_some()), "{name} {}", stage.id);
        }
        let lines: &[Field] = declared.lines.map_or(&[], |lines| lines.fields);
        for field in declared.fields.iter().chain(lines) {
            if let Some((other, _)) = field.when {
                assert!(declared.field(other).is_some(), "{name} {} waits for {other}", field.id);
            }
        }
        for (first, second) in declared.order {
            assert!(declared.field(first).is_some() && declared.field(second).is_some(), "{name} {first} {second}");
        }
        if let Some(due) = &declared.due {
            let known = [due.on, due.last, due.every, due.done].into_iter().flatten();
            assert!(known.into_iter().all(|field| declared.field(field).is_some()), "{name}");
            assert!(due.line.is_none_or(|id| lines.iter().any(|field| field.id == id)), "{name}");
        }
    }
    assert!(Due::EVERY.iter().all(|(id, _)| Due::days_of(id).is_some()));
}

#[test]
fn what_is_wanted_and_served_is_in_the_frameworks() {
    let catalogue = catalogue();
    let known = |id: &str| {
        id.starts_with("DC ")
            || catalogue
                .frameworks()
                .any(|framework| matches!(lookup(framework, id), Lookup::Found(_) | Lookup::Either { .. }))
    };
    for kind in RegisterKind::ALL {
        let declared = kind.declared();
        for id in declared.wants.iter().map(|want| want.id).chain(declared.serves.iter().copied()) {
            assert!(known(id), "{}: {id}", kind.id());
        }
    }
}

#[test]
fn what_is_written_reads_back_and_what_is_wrong_says_what_would_be_right() {
    let field = |kind: RegisterKind, id: &str| *kind.declared().field(id).unwrap();
    let nobody = |_: &str| None;
    for (field, typed) in [
        (field(RegisterKind::Assets, "kind"), "hardware"),
        (field(RegisterKind::Assets, "controls"), "AC-1; AC-2"),
        (field(RegisterKind::Incidents, "reported_on"), "2026-03-31"),
        (field(RegisterKind::Incidents, "personal_data"), "yes"),
        (field(RegisterKind::AccessReviews, "accounts"), "12"),
    ] {
        let value = read(&field, typed, &nobody).unwrap().unwrap();
        assert_eq!(shown(&value), typed);
        assert_eq!(read(&field, &shown(&value), &nobody).unwrap(), Some(value));
    }
    let long = "x".repeat(201);
    for (field, typed, hint) in [
        (field(RegisterKind::Assets, "title"), long.as_str(), "200 characters"),
        (field(RegisterKind::Assets, "kind"), "spaceship", "information, software"),
        (field(RegisterKind::Incidents, "reported_on"), "soon", "2026-03-31"),
        (field(RegisterKind::Incidents, "personal_data"), "perhaps", "yes or no"),
        (field(RegisterKind::AccessReviews, "accounts"), "-3", "whole number"),
        (field(RegisterKind::Assets, "owner"), "nobody@example.com", "e-mail address"),
    ] {
        assert!(read(&field, typed, &nobody).unwrap_err().hint.contains(hint), "{typed}");
    }
}

#[test]
fn r261_r262_r265_r266_r267_the_sentences_on_privacy_stand_with_the_obligations() {
    let all = PRIVACY_SENTENCES.join(" ");
    for words in ["Article 32", "not a check of a law", "Europe", "P6", "does not close the privacy gap"] {
        assert!(all.contains(words), "{words}");
    }
}

#[test]
fn r263_r264_rows_to_begin_with_name_the_laws_and_the_duties() {
    let obligations = RegisterKind::Obligations.declared();
    let allows = |field: &str, word: &str| match obligations.field(field).unwrap().kind {
        FieldKind::Choice(words) => words.iter().any(|(id, _)| *id == word),
        _ => false,
    };
    for law in ["gdpr", "ccpa", "lopdp", "lgpd", "hipaa"] {
        assert!(SUGGESTED.iter().any(|row| row.law == law) && allows("law", law), "{law}");
    }
    for duty in ["consent", "subject_rights", "breach_notice", "impact_assessment"] {
        assert!(SUGGESTED.iter().any(|row| row.duty == duty) && allows("duty", duty), "{duty}");
    }
    let notice = SUGGESTED.iter().find(|row| row.law == "gdpr" && row.duty == "breach_notice").unwrap();
    assert_eq!(notice.hours, Some(72));
}
