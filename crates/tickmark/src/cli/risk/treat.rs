//! Planning a treatment line by line, and saying what a risk could cost.

use super::did;
use super::fields::listed;
use crate::cli::Done;
use crate::cli::args::{RiskQuantifyArgs, RiskTreatArgs};
use crate::cli::out::{known, mend};
use crate::cli::people::Here;
use crate::cli::place::day;
use app::Failure;
use domain::command::{Command, RiskCommand};
use domain::values::risk::{Estimate, Exposure, Quantity, Treatment, TreatmentLine, TreatmentOption};

pub(super) fn plan(args: &RiskTreatArgs) -> Done {
    let ids = TreatmentOption::ALL.map(TreatmentOption::id);
    let option = known("option", &args.option, TreatmentOption::parse, &ids)?;
    let here = Here::open(&args.place)?;
    let lines = args.line.iter().map(|typed| line(&here, typed)).collect::<Result<_, _>>()?;
    let treatment = Box::new(Treatment { option, reason: args.reason.clone(), lines });
    let command = RiskCommand::PlanTreatment { id: args.id.clone(), treatment };
    here.done(&format!("Planned the treatment of {}", args.id), Command::Risk(command))
}

/// A line as `L1:what|controls|owner|date`; everything but the words may be left out.
fn line(here: &Here<'_>, typed: &str) -> Result<TreatmentLine, Failure> {
    let mut parts = typed.split('|').map(str::trim);
    let first = parts.next().unwrap_or_default();
    let is_id = |id: &str| id.strip_prefix('L').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let (id, what) = match first.split_once(':') {
        Some((id, what)) if is_id(id.trim()) => (id.trim(), what.trim()),
        _ => ("", first),
    };
    let (controls, owner, due, more) = (parts.next(), parts.next(), parts.next(), parts.next());
    if more.is_some() {
        let hint = "write it like `what|AC-1,A.8.5|me|2027-01-31`";
        return Err(mend(format!("--line: `{typed}` has more than four parts"), hint));
    }
    let given = |part: Option<&str>| part.filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(TreatmentLine {
        id: id.to_owned(),
        what: what.to_owned(),
        controls: listed(controls.unwrap_or_default()),
        owner: given(owner).map(|typed| here.person(&typed)).transpose()?,
        due: given(due).map(|text| day(&text, "--line")).transpose()?,
    })
}

pub(super) fn quantify(args: &RiskQuantifyArgs) -> Done {
    let id = args.id.clone();
    if args.remove {
        let done = format!("Took back what {id} could cost");
        return did(&args.place, &done, RiskCommand::QuantifyRisk { id, quantity: None });
    }
    let range = |typed: Option<&String>, option| {
        typed.map_or_else(
            || Err(mend(format!("{option} is missing"), "write it like 50,200,500")),
            |t| estimate(t, option),
        )
    };
    let today = Exposure {
        frequency: range(args.frequency.as_ref(), "--frequency")?,
        loss: range(args.loss.as_ref(), "--loss")?,
    };
    let treated = match (&args.treated_frequency, &args.treated_loss) {
        (None, None) => None,
        (frequency, loss) => Some(Exposure {
            frequency: frequency.as_ref().map_or(Ok(today.frequency), |t| estimate(t, "--treated-frequency"))?,
            loss: loss.as_ref().map_or(Ok(today.loss), |t| estimate(t, "--treated-loss"))?,
        }),
    };
    let quantity = Some(Box::new(Quantity { today, treated, cost: args.cost, basis: args.basis.clone() }));
    did(&args.place, &format!("Recorded what {id} could cost"), RiskCommand::QuantifyRisk { id, quantity })
}

fn estimate(typed: &str, option: &str) -> Result<Estimate, Failure> {
    let numbers: Option<Vec<u64>> = typed.split(',').map(|number| number.trim().parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[min, likely, max]) => Ok(Estimate { min, likely, max }),
        _ => {
            Err(mend(format!("{option}: `{typed}` is no range"), "give least, most likely and greatest, as 50,200,500"))
        }
    }
}
