//! What the register of demand says: who asks for what by when, in which market, for how much revenue, and what the want of a
//! report or certificate has cost (R268, R312, R314, R315, R316, R321, R322).

use crate::registers::Registers;
use crate::registers::engagement::HeldAsked;
use crate::registers::isms::HeldEntry;
use crate::values::isms::{RegisterKind, Value};
use crate::values::sequence::{AnsweredBy, Answers, Goal, Market};
use crate::values::{Artefact, Category};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Deals that are counted, with their revenue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub deals: u32,
    /// Their annual revenue together, as far as it was recorded, in whole US dollars.
    pub usd: i64,
    /// How many of them have no revenue recorded.
    pub without: u32,
}

impl Counted {
    fn add(&mut self, usd: Option<i64>) {
        self.deals += 1;
        match usd {
            Some(usd) => self.usd = self.usd.saturating_add(usd),
            None => self.without += 1,
        }
    }
}

/// A request as the register holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandLine {
    /// Its id: `DMD-3`, or `AS-2` for one that was recorded with the engagements.
    pub id: String,
    /// Who asks.
    pub customer: String,
    /// Where they are; `None` where it was not recorded.
    pub market: Option<Market>,
    /// What they ask for by name; empty for a questionnaire that names neither.
    pub asks: BTreeSet<Goal>,
    /// What answers them: what they named, else what their market expects (R322).
    pub answered_by: AnsweredBy,
    /// The day of the request.
    pub asked_on: Option<Date>,
    /// By which day they want it.
    pub needed_by: Option<Date>,
    /// The contract or regulator that requires it by name.
    pub required_by: Option<String>,
    /// Annual revenue, in whole US dollars.
    pub usd: Option<i64>,
    /// Categories that they ask for.
    pub categories: BTreeSet<Category>,
    /// Why these categories.
    pub category_why: String,
    /// Does somebody still wait?
    pub open: bool,
    /// Was it lost?
    pub lost: bool,
    /// Was it won?
    pub won: bool,
    /// Weeks that it was slowed by.
    pub weeks: i64,
    /// Was it lost or slowed for want of a report or certificate?
    pub for_want: bool,
}

/// What it cost to have no report and no certificate (R315).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoReport {
    /// Deals that were lost for want of one.
    pub lost: Counted,
    /// Deals that were slowed for want of one.
    pub slowed: Counted,
    /// Weeks that these were slowed by, all together.
    pub weeks: i64,
    /// All of them, by id.
    pub ids: Vec<String>,
}

/// The demand that is recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// Every request, the oldest first.
    pub lines: Vec<DemandLine>,
    /// What is asked for by name, and by whom.
    pub asked: BTreeMap<Goal, Vec<String>>,
    /// The earliest day by which somebody who still waits wants it, and who.
    pub dates: BTreeMap<Goal, (Date, String)>,
    /// Contracts and regulators that require ISO/IEC 27001 by name, and in which request.
    pub required: Vec<(String, String)>,
    /// Markets, and the requests from there.
    pub markets: BTreeMap<Market, Vec<String>>,
    /// Requests that are open or won by market and by what answers them, with their revenue (R268).
    pub pipeline: BTreeMap<(Option<Market>, AnsweredBy), Counted>,
    /// Categories, and the requests behind each (R321).
    pub categories: BTreeMap<Category, Vec<String>>,
    /// The cost of having neither.
    pub no_report: NoReport,
}

/// What answers a buyer: what was named, else what the market expects; both for the whole world, and either for Latin America
/// (R322).
pub fn artefact(market: Option<Market>, asks: &BTreeSet<Goal>) -> AnsweredBy {
    match (asks.first(), market) {
        (Some(_), _) if asks.len() == Goal::ALL.len() => AnsweredBy::Both,
        (Some(Goal::Soc2), _) | (None, Some(Market::NorthAmerica)) => AnsweredBy::Soc2,
        (Some(Goal::Iso), _) | (None, Some(Market::Europe | Market::AsiaPacific | Market::MiddleEast)) => {
            AnsweredBy::Iso
        }
        (None, Some(Market::Global)) => AnsweredBy::Both,
        (None, Some(Market::LatinAmerica)) => AnsweredBy::Either,
        (None, None) => AnsweredBy::Open,
    }
}

/// The demand of an organisation: its register, and what customers asked for under the engagements.
pub fn demand(registers: &Registers) -> Demand {
    let entries = registers.isms.of(RegisterKind::Demand).filter(|held| held.there()).map(of_entry);
    let asked = registers.engagements.asked.iter().filter(|(_, held)| held.closed.is_none());
    let mut lines: Vec<DemandLine> = entries.chain(asked.filter_map(|(id, held)| of_asked(id, held))).collect();
    lines.sort_by(|a, b| (a.asked_on, a.id.len(), &a.id).cmp(&(b.asked_on, b.id.len(), &b.id)));
    let mut all = Demand::default();
    for line in &lines {
        count(&mut all, line);
    }
    all.lines = lines;
    all
}

fn of_entry(held: &HeldEntry) -> DemandLine {
    let word = |field: &str| held.word(field).unwrap_or_default().to_owned();
    let yes = |field: &str| held.fields.get(field).and_then(Value::yes) == Some(true);
    let day = |field: &str| held.fields.get(field).and_then(Value::day);
    let number = |field: &str| held.fields.get(field).and_then(Value::number);
    let market = held.word("market").and_then(Market::parse);
    let asks: BTreeSet<Goal> = match held.word("asks") {
        Some("both") => Goal::ALL.into(),
        Some(word) => Goal::read(word).into_iter().collect(),
        None => BTreeSet::new(),
    };
    let categories = Category::ALL.into_iter().filter(|category| yes(&format!("asks_{}", category.id())));
    let named = word("required_by");
    DemandLine {
        id: held.id.clone(),
        customer: word("customer"),
        market,
        answered_by: artefact(market, &asks),
        asks,
        asked_on: day("asked_on"),
        needed_by: day("needed_by"),
        required_by: yes("required").then(|| if named.is_empty() { word("title") } else { named }),
        usd: number("revenue"),
        categories: categories.collect(),
        category_why: word("category_why"),
        open: held.live(),
        lost: held.state == "lost",
        won: held.state == "won",
        weeks: number("slowed_weeks").unwrap_or_default(),
        for_want: yes("for_want"),
    }
}

/// A request that was recorded with the engagements; one for something else than a report or certificate is none.
fn of_asked(id: &str, held: &HeldAsked) -> Option<DemandLine> {
    let goal = match held.asked.wants {
        Artefact::Soc2Type1 | Artefact::Soc2Type2 => Goal::Soc2,
        Artefact::IsoCertificate => Goal::Iso,
        Artefact::BridgeLetter | Artefact::Other => return None,
    };
    Some(DemandLine {
        id: id.to_owned(),
        customer: held.asked.customer.clone(),
        market: None,
        asks: [goal].into(),
        answered_by: artefact(None, &[goal].into()),
        asked_on: Some(held.asked.on),
        needed_by: held.asked.due,
        required_by: None,
        usd: None,
        categories: held.asked.categories.iter().collect(),
        category_why: String::new(),
        open: held.open(),
        lost: false,
        won: false,
        weeks: 0,
        for_want: false,
    })
}

fn count(all: &mut Demand, line: &DemandLine) {
    let id = || line.id.clone();
    if line.for_want && (line.lost || line.weeks > 0) {
        all.no_report.ids.push(id());
        if line.lost {
            all.no_report.lost.add(line.usd);
        } else {
            all.no_report.slowed.add(line.usd);
            all.no_report.weeks = all.no_report.weeks.saturating_add(line.weeks);
        }
    }
    if line.lost {
        return;
    }
    for goal in &line.asks {
        all.asked.entry(*goal).or_default().push(id());
        if let Some(day) = line.needed_by.filter(|_| line.open) {
            let earliest = all.dates.entry(*goal).or_insert_with(|| (day, id()));
            if day < earliest.0 {
                *earliest = (day, id());
            }
        }
    }
    if let Some(name) = line.required_by.as_ref().filter(|_| line.asks.contains(&Goal::Iso)) {
        all.required.push((name.clone(), id()));
    }
    if let Some(market) = line.market {
        all.markets.entry(market).or_default().push(id());
    }
    for category in &line.categories {
        all.categories.entry(*category).or_default().push(id());
    }
    if line.open || line.won {
        all.pipeline.entry((line.market, line.answered_by)).or_default().add(line.usd);
    }
}

impl Demand {
    /// Answers with what the register says in place of what was typed: who asked for what by when, what is required, and the
    /// markets that requests come from beside those that were named. An empty register says nothing.
    pub fn into_answers(&self, typed: &Answers) -> Answers {
        if self.lines.is_empty() {
            return typed.clone();
        }
        Answers {
            markets: typed.markets.iter().chain(self.markets.keys()).copied().collect(),
            asked: self.asked.keys().copied().collect(),
            request_dates: self.dates.iter().map(|(goal, (day, _))| (*goal, *day)).collect(),
            regulator_requires_iso: match self.required.is_empty() {
                true => typed.regulator_requires_iso,
                false => Some(true),
            },
            enterprise_prospects: match self.lines.iter().any(|line| line.open) {
                true => Some(true),
                false => typed.enterprise_prospects,
            },
            ..typed.clone()
        }
    }
}
