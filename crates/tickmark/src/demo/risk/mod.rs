//! What could happen to Fathom Freight: a method that management approved, fourteen risks of one workshop, their treatment, and
//! what is not yet right: one above the appetite, one review overdue, one signature that holds no more.

mod workshop;

use super::people::{CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, SECURITY_LEAD, Someone};
use super::story::{Moment, working_day};
use domain::command::{Command, RiskCommand};
use domain::values::risk::{
    Acceptance, Estimate, Exposure, LineState, LineStep, Quantity, RatingKind, Risk, RiskTrigger, Simulation,
    Treatment, TreatmentLine, TreatmentOption, proposed_method,
};
use jiff::civil::Date;
use std::collections::BTreeSet;
use workshop::{Line, TOLD, Told};

const NOOR: &str = SECURITY_LEAD.key;
/// Days before today on which things happened to every risk.
const RECORDED: i32 = 140;
const RATED: i32 = 139;
const PLANNED: i32 = 130;
const APPROVED: i32 = 125;
const REMAINS: i32 = 120;
const DONE: i32 = 60;
const ACCEPTED: i32 = 55;

/// Everything that happens with risks, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let method = proposed_method();
    let sha256 = method.sha256();
    let mut moments = vec![
        did(today, 146, NOOR, RiskCommand::WriteRiskMethod { method: Box::new(method) }),
        did(today, 144, CHIEF_EXECUTIVE.key, RiskCommand::ApproveRiskMethod { version: 1, sha256 }),
    ];
    for told in TOLD {
        moments.push(did(today, RECORDED, NOOR, RiskCommand::RecordRisk { risk: Box::new(told.risk()) }));
    }
    for (told, number) in TOLD.iter().zip(1..) {
        moments.extend(told.followed(today, &format!("RI-{number}")));
    }
    moments.extend(later(today));
    moments.extend(costs(today));
    moments
}

fn did(today: Date, days: i32, by: &'static str, command: RiskCommand) -> Moment {
    Moment::new(today, days, by, Command::Risk(command))
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

impl Told {
    fn risk(&self) -> Risk {
        let (title, category, owner) = self.risk;
        let [cause, event, consequence] = self.scenario.map(str::to_owned);
        Risk {
            title: title.to_owned(),
            cause,
            event,
            consequence,
            properties: self.properties.iter().copied().collect(),
            source: if self.scenario[0].is_empty() { String::new() } else { "Risk workshop of the year".to_owned() },
            category,
            owner: owner.map(Someone::id),
            controls: set(self.links[0]),
            assets: set(self.links[1]),
            suppliers: set(self.links[2]),
            ..Risk::default()
        }
    }

    /// What happened to it after the workshop.
    fn followed(&self, today: Date, id: &str) -> Vec<Moment> {
        let mut moments = Vec::new();
        let kinds = [(RatingKind::Inherent, RATED), (RatingKind::Current, RATED), (RatingKind::Residual, REMAINS)];
        let ratings = kinds.into_iter().zip(self.grades).filter_map(|((kind, days), grades)| {
            let next = self.review.map(|days| working_day(today, days));
            Some(did(today, days, NOOR, rated(id, kind, grades?, reason(kind), next)))
        });
        moments.extend(ratings);
        let Some((option, reason, lines)) = self.plan else {
            return moments;
        };
        let treatment = treatment(today, option, reason, lines);
        let mut written = treatment.clone();
        written.lines.iter_mut().for_each(|line| line.id.clear());
        moments.push(did(
            today,
            PLANNED,
            NOOR,
            RiskCommand::PlanTreatment { id: id.to_owned(), treatment: Box::new(written) },
        ));
        let Some(owner) = self.risk.2.filter(|_| self.approved) else {
            return moments;
        };
        let sha256 = treatment.sha256(id);
        let approve = RiskCommand::ApproveTreatment { id: id.to_owned(), version: 1, sha256 };
        moments.push(did(today, APPROVED, owner.key, approve));
        moments.extend(lines.iter().zip(1..).flat_map(|(line, number)| steps(today, id, number, line)));
        if self.accepted {
            moments.extend(accepted(today, id, owner));
        }
        moments
    }
}

fn reason(kind: RatingKind) -> &'static str {
    match kind {
        RatingKind::Inherent => "As if nothing were done: judged by two people of the workshop.",
        RatingKind::Current => "With the controls as they run, by incidents here and at comparable firms.",
        RatingKind::Residual => "With every line of the plan carried out.",
    }
}

fn rated(id: &str, kind: RatingKind, grades: (u8, u8), reason: &str, next_review: Option<Date>) -> RiskCommand {
    let (likelihood, impact) = grades;
    RiskCommand::RateRisk { id: id.to_owned(), kind, likelihood, impact, reason: reason.to_owned(), next_review }
}

/// The plan as the register holds it, each line with its id.
fn treatment(today: Date, option: TreatmentOption, reason: &str, lines: &[Line]) -> Treatment {
    let lines = lines.iter().zip(1..).map(|((what, controls, who, due, _), number)| TreatmentLine {
        id: format!("L{number}"),
        what: (*what).to_owned(),
        controls: set(controls),
        owner: Some(who.id()),
        due: Some(working_day(today, *due)),
    });
    Treatment { option, reason: reason.to_owned(), lines: lines.collect() }
}

/// The steps of a line up to where it stands; somebody else than who did it verifies it.
fn steps(today: Date, id: &str, number: i32, line: &Line) -> Vec<Moment> {
    let (what, _, who, _, state) = line;
    let step = |to, note: String| RiskCommand::MoveTreatmentLine {
        id: id.to_owned(),
        line: format!("L{number}"),
        step: LineStep { to, note, evidence: BTreeSet::new() },
    };
    let mut moments = Vec::new();
    if *state == LineState::InProgress {
        moments.push(did(today, DONE, who.key, step(LineState::InProgress, "Begun.".to_owned())));
    }
    if *state >= LineState::Done {
        moments.push(did(today, DONE, who.key, step(LineState::Done, format!("{what}: in place."))));
    }
    if *state == LineState::Verified {
        let note = "Looked at three examples with the team.".to_owned();
        moments.push(did(today, DONE - 2, NOOR, step(LineState::Verified, note)));
    }
    moments
}

/// Its owner accepts what remains; what lies above the appetite is signed by the chief executive as well.
fn accepted(today: Date, id: &str, owner: Someone) -> Vec<Moment> {
    let above = owner == CHIEF_TECHNOLOGY;
    let acceptance = Acceptance {
        plan: 1,
        rating: 3,
        reason: if above {
            "A loss of the region stays severe until the second one has taken over once.".into()
        } else {
            String::new()
        },
        until: above.then(|| working_day(today, -120)),
    };
    let mut moments = vec![did(today, ACCEPTED, owner.key, RiskCommand::AcceptRisk { id: id.to_owned(), acceptance })];
    if above {
        let note = "Until the exercise of the second region.".to_owned();
        let sign = RiskCommand::CountersignRisk { id: id.to_owned(), acceptance: 1, note };
        moments.push(did(today, ACCEPTED - 3, CHIEF_EXECUTIVE.key, sign));
    }
    moments
}

/// What changed since: a theft, a change of the host, a server that was switched off.
fn later(today: Date) -> Vec<Moment> {
    let theft = "Two laptops were stolen in one month.";
    let vendor = "SU-3 moves storage to a company below it that we do not know.";
    vec![
        did(today, 26, NOOR, rated("RI-8", RatingKind::Current, (5, 2), theft, None)),
        did(
            today,
            24,
            NOOR,
            RiskCommand::ReopenRisk { id: "RI-5".into(), trigger: RiskTrigger::VendorChange, note: vendor.into() },
        ),
        did(
            today,
            40,
            NOOR,
            RiskCommand::CloseRisk {
                id: "RI-14".into(),
                reason: "The server was switched off; drafts lie in the cloud.".into(),
            },
        ),
    ]
}

/// What some of them could cost.
fn costs(today: Date) -> Vec<Moment> {
    let range = |[min, likely, max]: [u64; 3]| Estimate { min, likely, max };
    let cost = |id: &str, often: [u64; 3], loss: [u64; 3], then: [u64; 3], cost| {
        let (frequency, loss) = (range(often), range(loss));
        let treated = Some(Exposure { frequency: range(then), loss });
        let today_ = Exposure { frequency, loss };
        let basis = "Own incidents of three years, and reports of two insurers.".to_owned();
        let quantity = Some(Box::new(Quantity { today: today_, treated, cost, basis }));
        did(today, 48, NOOR, RiskCommand::QuantifyRisk { id: id.to_owned(), quantity })
    };
    let simulation = Simulation { seed: 2_027, trials: 20_000, currency: "EUR".to_owned() };
    vec![
        did(today, 48, NOOR, RiskCommand::SetSimulation { simulation }),
        cost("RI-1", [80, 200, 500], [40_000, 150_000, 900_000], [20, 60, 150], 14_000),
        cost("RI-2", [20, 60, 150], [200_000, 600_000, 2_500_000], [10, 30, 80], 60_000),
        cost("RI-4", [200, 500, 1_200], [2_000, 12_000, 90_000], [50, 120, 300], 3_000),
        cost("RI-6", [60, 180, 400], [150_000, 700_000, 4_000_000], [20, 60, 150], 45_000),
        cost("RI-8", [500, 1_200, 3_000], [1_500, 4_000, 30_000], [500, 1_200, 3_000], 6_000),
    ]
}
