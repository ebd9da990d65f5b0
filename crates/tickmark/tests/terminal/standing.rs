//! The privacy criteria and the posture over time in the terminal.

use crate::cli::{good_in, run_in};

#[test]
fn r258_r259_r260_privacy_is_told_topic_by_topic_with_and_without_an_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let told = good_in(at, &["privacy"]).out;
    assert!(told.contains("18 criteria in 8 topics: 2 full, 8 partial, 0 by clauses alone, 8 without"), "{told}");
    assert!(told.contains("ISO/IEC 27701") && told.contains("Coverage is not readiness"), "{told}");
    good_in(at, &["init", "Acme Cloud"]);
    let json = good_in(at, &["privacy", "--org", "acme-cloud", "--json"]).json();
    assert_eq!((&json["criteria"], &json["none"], &json["in_scope"]), (&18.into(), &8.into(), &false.into()));
    assert_eq!(json["topics"][1]["criteria"][0]["in_place"], false);
    assert_eq!(json["matters"][0]["iso27701"][0], "7.2.3");
    assert!(good_in(at, &["privacy", "--csv"]).out.starts_with("Topic,Criterion,Title,Annex A,Controls,In place"));
    run_in(at, &["privacy", "--crosswalk", "none"]).refused("no crosswalk is known as `none`", "");
}

#[test]
fn r343_posture_has_months_once_there_is_something_to_count() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let told = good_in(at, &["posture"]).out;
    assert!(told.contains("Nothing is compared before two months are over."), "{told}");
    let raise = ["nonconformity", "raise", "--class", "minor", "--title", "Access", "--description", "Four leavers"];
    good_in(at, &raise);
    let json = good_in(at, &["posture", "--json"]).json();
    let months = json["posture"]["months"].as_array().unwrap();
    assert_eq!((months.len(), &months[0]["open_minor"], &months[0]["found"]), (1, &1.into(), &1.into()));
    assert_eq!((&months[0]["over"], &months[0]["on_time"]), (&false.into(), &serde_json::Value::Null));
    assert!(good_in(at, &["posture", "--csv"]).out.starts_with("End of,Major,Minor,Found,Closed"));
}

#[test]
fn r335_r342_value_counts_each_figure_of_its_whole_and_says_what_no_figure_says() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    run_in(at, &["value", "--org", "nobody"]).refused("no organisation is known as", "organisations");
    let told = good_in(at, &["value"]).out;
    assert!(told.contains("Markets opened") && told.contains("0 of 0") && told.contains("does not show why"), "{told}");
    let won = ["title=Tender", "customer=Kestrel", "market=europe", "asks=iso", "asked_on=2026-03-31", "required=yes"];
    let add: Vec<&str> = ["demand", "add"].into_iter().chain(won.into_iter().flat_map(|set| ["--set", set])).collect();
    good_in(at, &add);
    let json = good_in(at, &["value", "--json"]).json();
    let benefits = json["value"]["benefits"].as_array().unwrap();
    let deals = benefits.iter().find(|one| one["id"] == "deals_won").unwrap();
    assert_eq!((&deals["count"], &deals["of"], &deals["share"]), (&0.into(), &1.into(), &"0.0".into()));
    assert!(json["value"]["expected_papers"].as_array().unwrap().len() > 10);
    good_in(at, &["paper", "value", "--out", &at.join("value.xlsx").display().to_string()]);
}
