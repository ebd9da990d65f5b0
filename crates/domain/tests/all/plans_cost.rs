//! Cost as ranges with a source for each (K8), against worked examples.

use crate::evidence::running;
use crate::library::Organisation;
use crate::people::firm;
use crate::plans::*;
use domain::command::{Command, PlanCommand};
use domain::registers::Registers;
use domain::reports::plan::cost::{CostPlan, add, comparisons, cost, extending};
use domain::reports::plan::{alternatives, side_by_side};
use domain::values::plan::{Basis, Choices, FigureUnit, OwnFigure, Range, Size};
use jiff::civil::date;
use proptest::prelude::*;

fn items(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

fn planned(registers: &Registers, choices: &Choices) -> CostPlan {
    let book = book_of(registers);
    let road = domain::reports::plan::roadmap(registers, &book, choices, START).unwrap();
    cost(registers, &book, choices, &road, START).unwrap()
}

#[test]
fn every_figure_of_the_tables_has_its_claim() {
    let book = book();
    for key in tables().keys() {
        let figure = tables().figures.iter().find(|figure| figure.key == key);
        let found = book.perhaps(key).unwrap();
        assert_eq!(found.is_none(), figure.is_some_and(|figure| figure.own_only), "{key}");
        if let Some(found) = found {
            assert!(found.range.low <= found.range.high && !found.told.words().is_empty(), "{key}");
        }
    }
    let keys: std::collections::BTreeSet<&str> = tables().keys().collect();
    assert_eq!(keys.len(), tables().keys().count(), "no key stands twice");
    for route in &tables().routes {
        assert_eq!(book.beside(&route.beside).len(), route.beside.len(), "{}", route.id);
        route.tracks.iter().for_each(|track| assert!(tables().track(&track.track).is_ok()));
    }
    for track in &tables().tracks {
        assert_eq!(book.beside(&track.beside).len(), track.beside.len(), "{}", track.id);
    }
}

#[test]
fn r300_the_parts_of_three_years_are_added_beside_the_published_sum() {
    let asked = items("iso.gap_analysis iso.consulting iso.certification_audit iso.surveillance iso.surveillance");
    let sum = add(&book(), &asked).unwrap();
    assert_eq!(sum.usd, range(50_000, 138_000));
    let (published, told) = sum.published.unwrap();
    assert_eq!((published, told.claim()), (range(50_000, 200_000), Some("PC091")));
    let each: Vec<Range> = sum.items.iter().map(|item| item.figure.range).collect();
    let once = range(10_000, 10_000);
    assert_eq!(each, [range(5_000, 8_000), range(20_000, 50_000), range(5_000, 60_000), once, once]);
    assert!(sum.warnings[0].contains("add up to 50000 to 138000; published for the same is 50000 to 200000"));
    assert!(add(&book(), &items("iso.gap_analysis")).unwrap().published.is_none());
}

#[test]
fn r299_r301_prices_by_type_and_size_and_tools() {
    let price = |item: &str| add(&book(), &items(item)).unwrap().usd;
    assert_eq!(price("soc2.type1.small.audit"), range(5_000, 12_000));
    assert_eq!(price("soc2.type1.small.all_in"), range(20_000, 60_000));
    assert_eq!(price("soc2.type1.mid.audit"), range(12_000, 20_000));
    assert_eq!(price("soc2.type1.mid.all_in"), range(30_000, 70_000));
    assert_eq!(price("soc2.type2.mid.audit"), range(15_000, 20_000));
    assert_eq!(price("soc2.type2.mid.all_in"), range(30_000, 100_000));
    assert_eq!(price("soc2.type2.larger.audit"), range(20_000, 50_000));
    assert_eq!(price("soc2.type2.larger.all_in"), range(50_000, 150_000));
    assert_eq!(price("tool.any"), range(10_000, 30_000));
    assert_eq!(price("tool.vanta.small"), range(10_000, 15_000));
    assert_eq!(price("tool.vanta.mid"), range(20_000, 40_000));
    assert_eq!(price("tool.drata.framework"), range(1_000, 7_500));
    assert_eq!(price("consulting.readiness"), range(20_000, 50_000));
    for start in ["tool.drata", "tool.secureframe"] {
        let sum = add(&book(), &items(start)).unwrap();
        assert_eq!((sum.usd, sum.warnings[0].contains("where prices start")), (range(7_500, 7_500), true), "{start}");
    }
}

#[test]
fn r302_tooling_is_not_counted_twice_and_the_reason_is_told() {
    let sum = add(&book(), &items("soc2.type1.small.all_in tool.vanta.small soc2.type1.small.audit")).unwrap();
    assert_eq!(sum.usd, range(20_000, 60_000));
    let why = |at: usize| sum.items[at].not_counted.clone();
    assert_eq!(why(0), None);
    assert_eq!(
        why(1).as_deref(),
        Some("tool.vanta.small is not counted: soc2.type1.small.all_in contains tooling already")
    );
    assert!(why(2).unwrap().contains("contains the audit already"));
    let audit = add(&book(), &items("soc2.type1.small.audit tool.vanta.small")).unwrap();
    assert_eq!(audit.usd, range(15_000, 27_000), "a platform is added to a fee alone");
    let next = add(&book(), &items("soc2.type1.small.all_in soc2.type2.mid.audit")).unwrap();
    assert_eq!(next.usd, range(35_000, 80_000), "the all-in price of a Type I pays for no Type II");
}

#[test]
fn r302_an_all_in_price_says_what_it_contains() {
    let all_in: Vec<_> = tables().items.iter().filter(|item| item.key.ends_with(".all_in")).collect();
    assert_eq!(all_in.len(), 4);
    for item in all_in {
        let audit = if item.key.contains("type1") { "soc2_type1_audit" } else { "soc2_type2_audit" };
        assert_eq!(item.contains, [audit, "readiness", "remediation", "policies", "tooling"], "{}", item.key);
    }
    let asked = items("soc2.type2.mid.all_in soc2.type2.mid.audit consulting.readiness tool.any");
    let sum = add(&book(), &asked).unwrap();
    assert_eq!(sum.usd, range(30_000, 100_000), "audit, readiness and tooling are in the price");
}

#[test]
fn sums_that_cannot_be_are_refused() {
    assert_eq!(add(&book(), &[]).unwrap_err().to_string(), "items is empty");
    let refusal = add(&book(), &items("iso.gap_analysys")).unwrap_err();
    assert_eq!(refusal.hint(), "did you mean `iso.gap_analysis`?");
    let many = vec!["iso.surveillance".to_owned(); 501];
    assert!(add(&book(), &many).unwrap_err().to_string().contains("more than 500 items"));
}

#[test]
fn r307_savings_are_ranges_with_their_source() {
    let book = book();
    assert_eq!(range(50_000, 138_000).saved(range(30, 50)), range(25_000, 96_600));
    let known = |key: &str| {
        let figure = book.of(key).unwrap();
        (figure.range, figure.told.claim().unwrap().to_owned())
    };
    assert_eq!(known("saving.second"), (range(30, 40), "PC007".to_owned()));
    assert_eq!(known("saving.dual"), (range(30, 50), "PC106".to_owned()));
    assert_eq!(known("soc2.faster"), (range(0, 40), "PC107".to_owned()), "up to so much");
}

#[test]
fn r307_a_saving_is_a_parameter_that_an_organisation_sets_with_its_source() {
    let mut firm = firm();
    let consulting = |firm: &Organisation| {
        let found = extending(&book_of(&firm.registers)).unwrap();
        found.lines.into_iter().find(|line| line.title == "Implementation consulting").unwrap()
    };
    assert_eq!(consulting(&firm).extending, range(8_000, 25_000), "as published");
    let figure =
        OwnFigure { range: range(10, 20), source: "Our adviser".into(), on: firm.today(), note: String::new() };
    let key = "saving.consulting".to_owned();
    firm.by("paul", Command::Plan(PlanCommand::SetPlanFigure { key, unit: FigureUnit::Percent, figure }));
    let own = consulting(&firm);
    assert_eq!(own.extending, range(16_000, 45_000));
    assert!(own.saving.unwrap().told.words().ends_with("Our adviser"));
}

#[test]
fn r304_r305_r306_r326_extending_is_compared_line_by_line() {
    let found = extending(&book()).unwrap();
    let line = |title: &str| found.lines.iter().find(|line| line.title == title).unwrap();
    let consulting = line("Implementation consulting");
    assert_eq!((consulting.scratch, consulting.extending), (range(20_000, 50_000), range(8_000, 25_000)));
    let effort = line("Internal effort");
    assert_eq!((effort.scratch, effort.extending, effort.unit), (range(4, 8), range(2, 4), FigureUnit::FteMonths));
    assert_eq!(effort.published.as_ref().unwrap().range, range(2, 4));
    let fees = line("Certification audit fees");
    assert_eq!((fees.scratch, fees.extending), (range(5_000, 60_000), range(5_000, 60_000)));
    assert_eq!(fees.saving.as_ref().unwrap().told.claim(), Some("PC041"));
    assert_eq!(line("Platform").extending, range(0, 0));
    let maintenance = line("Yearly maintenance");
    assert_eq!((maintenance.extending, maintenance.not_added.is_some()), (range(5_000, 6_500), true));
    let savings: Vec<(Range, &str)> = found
        .lines
        .iter()
        .filter_map(|line| line.saving.as_ref())
        .map(|saving| (saving.range, saving.told.claim().unwrap()))
        .collect();
    let published =
        [((50, 60), "PC036"), ((50, 50), "PC039"), ((100, 100), "PC040"), ((0, 0), "PC041"), ((35, 50), "PC042")];
    assert_eq!(savings, published.map(|((low, high), claim)| (range(low, high), claim)));
    let whole = &found.published.1;
    assert_eq!((whole.range, whole.told.claim()), (range(45, 55), Some("PC043")));
    assert_eq!((found.scratch, found.extending), (range(40_000, 148_000), range(18_000, 93_000)));
    assert_eq!(found.published.0, range(18_000, 81_400), "the whole by its own saving need not agree with the lines");
}

#[test]
fn r303_three_years_are_compared_like_with_like() {
    let found = comparisons(&book(), Size::Mid).unwrap();
    assert_eq!((found[0].soc2.usd, found[0].iso.usd), (range(45_000, 60_000), range(25_000, 80_000)));
    assert_eq!((found[1].soc2.usd, found[1].iso.usd), (range(90_000, 300_000), range(80_000, 228_000)));
}

#[test]
fn r324_r310_size_scope_and_platform_are_inputs_and_a_consultant_is_a_choice() {
    let none = Registers::default();
    let small = planned(&none, &Choices { size: Size::Small, ..choices("type1") });
    assert_eq!(small.bought, range(5_000, 12_000));
    let several = planned(&none, &Choices { size: Size::Mid, ..choices("type1") });
    assert_eq!(several.bought, range(12_000, 20_000), "mid-size, or several categories");
    let larger = planned(&none, &Choices { size: Size::Larger, ..choices("type2") });
    assert_eq!(larger.years, [range(20_000, 50_000); 3]);
    let tool = Some("tool.vanta.small".to_owned());
    let with = planned(&none, &Choices { size: Size::Small, tool: tool.clone(), ..choices("type1") });
    assert_eq!(with.bought, range(35_000, 57_000), "three years of the tool");
    let with = planned(&none, &Choices { size: Size::Small, consultant: true, ..choices("type1") });
    assert_eq!(with.bought, range(25_000, 62_000));
    let all_in = Choices { size: Size::Small, basis: Basis::AllIn, tool, consultant: true, ..choices("type1") };
    let all_in = planned(&none, &all_in);
    assert_eq!(all_in.bought, range(20_000, 60_000), "tool and readiness are in the price");
    assert_eq!(all_in.lines.iter().filter(|line| line.not_counted.is_some()).count(), 2);
    let type2 = planned(&none, &Choices { size: Size::Small, ..choices("type2") });
    assert_eq!(type2.years, [range(15_000, 20_000); 3]);
    assert!(type2.warnings.iter().any(|said| said.contains("no price of a Type II report was published")));
    let extension = planned(&none, &Choices { consultant: true, ..choices("extension") });
    assert_eq!(extension.years[0], range(18_000, 93_000), "a gap analysis, half the consulting, the whole fee");
}

#[test]
fn r308_r319_r179_own_work_has_lines_of_its_own() {
    let mut firm = running();
    let choices = choices("extension");
    let found = planned(&firm.registers, &choices);
    assert_eq!(found.effort.lines[0].title, "Clauses 4 to 10: the management system");
    assert_eq!(found.effort.lines[0].usd, None);
    assert!(found.warnings.iter().any(|said| said.contains("clauses 4 to 10 has no amount")));
    let today = firm.today();
    let own = |key: &str, unit, value| {
        let figure = OwnFigure { range: Range::one(value), source: "Finance".into(), on: today, note: String::new() };
        Command::Plan(PlanCommand::SetPlanFigure { key: key.to_owned(), unit, figure })
    };
    firm.by("paul", own("effort.rate", FigureUnit::Usd, 10_000));
    firm.by("paul", own("effort.minutes", FigureUnit::Minutes, 30));
    let found = planned(&firm.registers, &choices);
    let months = found.effort.tenths();
    assert_eq!(months, range(20, 40), "two to four months as published, in tenths");
    let scratch = planned(&firm.registers, &Choices { route: "iso".to_owned(), ..choices.clone() }).effort;
    assert_eq!(scratch.tenths(), range(40, 80), "four to eight: {:?}", scratch.lines);
    let usd = |line: usize| found.effort.lines[line].usd.unwrap();
    assert_eq!(usd(0).low + usd(1).low, months.low * 1_000);
    assert!(!found.warnings.iter().any(|said| said.contains("clauses 4 to 10 has no amount")));
    assert!(found.collection.controls > 0 && found.collection.runs > 0);
    let hours = found.collection.hours.unwrap();
    assert_eq!(hours, Range::one(found.collection.runs * 30).part(1, 60));
    assert_eq!(found.collection.automated.unwrap(), hours.saved(range(40, 40)));
    let cut = book().of("effort.automation").unwrap();
    assert_eq!((cut.range, cut.told.claim()), (range(40, 40), Some("PC098")), "a figure with its source");
    let tooled = Choices { tool: Some("tool.any".into()), ..choices };
    let usd = |hours: u64| Range::one(hours * 10_000).part(1, 160);
    let with = planned(&firm.registers, &tooled).collection;
    assert_eq!(found.collection.usd.unwrap(), usd(hours.low), "by hand");
    assert_eq!(with.usd.unwrap(), usd(with.automated.unwrap().low), "with a tool, of a month of 160 hours");
    assert!(with.usd.unwrap().high < found.collection.usd.unwrap().high);
    firm.by("paul", own("effort.automation", FigureUnit::Percent, 75));
    let own = planned(&firm.registers, &tooled).collection;
    assert_eq!(own.automated.unwrap(), hours.saved(range(75, 75)), "an own figure takes its place");
    assert!(own.usd.unwrap().high < with.usd.unwrap().high);
}

#[test]
fn a_quote_takes_the_place_of_the_published_range() {
    let mut firm = firm();
    let today = firm.today();
    firm.by("paul", quote("iso.certification_audit", 18_500, 18_500, today));
    let sum = add(&book_of(&firm.registers), &items("iso.certification_audit")).unwrap();
    assert_eq!((sum.usd, sum.items[0].figure.instead_of), (range(18_500, 18_500), Some(range(5_000, 60_000))));
    assert_eq!(sum.items[0].figure.told.words(), format!("own figure of {today}, Firm of auditors"));
    let mut choices = choices("extension");
    choices.consultant = true;
    firm.by("paul", quote("iso.consulting", 12_000, 12_000, today));
    let found = planned(&firm.registers, &choices);
    let consulting = found.lines.iter().find(|line| line.figure.key == "iso.consulting").unwrap();
    assert_eq!(
        (consulting.usd, consulting.saving.is_none()),
        (range(12_000, 12_000), true),
        "a quote is saved already"
    );
}

#[test]
fn a_distribution_is_the_same_for_the_same_seed() {
    let none = Registers::default();
    let one = planned(&none, &choices("extension")).distribution;
    assert_eq!(one, planned(&none, &choices("extension")).distribution);
    let other = planned(&none, &Choices { seed: 2, ..choices("extension") });
    assert_ne!(one.points, other.distribution.points);
    let total = other.total;
    assert!(other.distribution.points.iter().all(|(_, usd)| (total.low..=total.high).contains(usd)));
    assert!(other.distribution.points.is_sorted());
    // Gap analysis 6,500, audit 32,500 and twice a surveillance of 10,000 in the middle of their ranges.
    assert!(one.mean.abs_diff(59_000) < 600, "{}", one.mean);
}

#[test]
fn alternatives_stand_side_by_side() {
    let none = Registers::default();
    let all = side_by_side(&none, &book(), alternatives(&choices("soc2_then_iso"), START), START).unwrap();
    let titles: Vec<&str> = all.iter().map(|one| one.title.as_str()).collect();
    let expected =
        ["As chosen", "ISO/IEC 27001 first", "Security only, small", "Three months later", "With a consultant"];
    assert_eq!(titles, expected);
    assert_eq!(all[3].roadmap.choices.start, date(2026, 12, 7));
    assert!(all[4].cost.bought.low > all[0].cost.bought.low);
    let today = date(2027, 9, 7);
    let begun = side_by_side(&none, &book(), alternatives(&choices("type2"), today), today).unwrap();
    let starts: Vec<_> = begun.iter().map(|one| one.roadmap.choices.start).collect();
    assert_eq!(starts, [START, today, START, today, START], "what is begun instead begins today");
    assert!(begun[1].roadmap.ends.0 > today && begun[1].title == "Type I in place of Type II");
    assert_eq!(begun[3].title, "Begun today", "three months later is over as well");
    let many = vec![("One".to_owned(), choices("iso")); 7];
    assert!(side_by_side(&none, &book(), many, START).unwrap_err().to_string().contains("more than 6"));
}

proptest! {
    #[test]
    fn a_range_is_spread_without_loss(low in 0_u64..2_000, more in 0_u64..2_000, weights in proptest::collection::vec(0_u64..400, 1..9)) {
        let whole = range(low, low + more);
        let parts = whole.spread(&weights);
        let all: u64 = weights.iter().sum();
        let sum = parts.iter().copied().fold(range(0, 0), Range::plus);
        prop_assert_eq!(sum, if all == 0 { range(0, 0) } else { whole });
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(part.low <= part.high);
            if all > 0 {
                prop_assert!((part.high * all).abs_diff(whole.high * weight) < all, "less than one from its share");
            }
        }
    }

    #[test]
    fn savings_keep_the_order_of_the_ends(low in 0_u64..1_000_000, more in 0_u64..1_000_000, a in 0_u64..=100, b in 0_u64..=100) {
        let (low, high) = (low, low + more);
        let left = range(low, high).saved(range(a.min(b), a.max(b)));
        prop_assert!(left.low <= left.high && left.high <= high && left.low <= low);
    }
}
