//! Bodies, their accreditation, and what is to be certified.

use super::{Wanted, listed, on};
use crate::cli::Done;
use crate::cli::args::{CertificationPlanArgs, CertificationVerb as Verb};
use crate::cli::people::Here;
use crate::cli::place::day;
use domain::command::Command;
use domain::values::certification::{Accreditation, CertificationBody, CertificationProject};
use serde_json::json;

pub(super) fn body(verb: &Verb) -> Done {
    let Verb::Body { id, name, country, markets, plan_days, close_days, reason, place } = verb else {
        unreachable!("certification() asks for a body")
    };
    let here = Here::open(place)?;
    let body = CertificationBody {
        name: name.clone(),
        country: country.clone(),
        markets: listed(markets),
        plan_days: *plan_days,
        close_days: *close_days,
    };
    let Some(id) = id else {
        let receipt = here.change(Command::Certification(Wanted::AddCertificationBody { body }))?;
        let words = format!("Added {}", receipt.object);
        return here.once(&words, &[], Some(&receipt), json!({ "certification_body": receipt.object }));
    };
    let wanted = Wanted::ReviseCertificationBody { id: id.clone(), body, reason: reason.clone() };
    here.done(&format!("{id}: changed"), Command::Certification(wanted))
}

pub(super) fn accreditation(verb: &Verb) -> Done {
    let Verb::Accreditation { id, by, number, standards, not_iso27001, until, source, day: looked, place } = verb
    else {
        unreachable!("certification() asks for an accreditation")
    };
    super::done(place, id, "the accreditation is recorded", |here| {
        let accreditation = Accreditation {
            by: by.clone(),
            number: number.clone(),
            standards: listed(standards),
            iso27001: !not_iso27001,
            valid_until: until.as_deref().map(|text| day(text, "--until")).transpose()?,
            source: source.clone(),
            on: on(here, looked.as_deref())?,
        };
        Ok(Wanted::CheckAccreditation { id: id.clone(), accreditation })
    })
}

pub(super) fn plan(args: &CertificationPlanArgs) -> Done {
    let here = Here::open(&args.place)?;
    let project = Box::new(CertificationProject {
        title: args.title.clone(),
        body: args.body.clone(),
        standard: args.standard.clone(),
        scope: args.scope.clone(),
        markets: listed(&args.markets),
        stage1_days: args.stage1_days,
        stage2_days: args.stage2_days,
        people: args.people,
        engagement: args.engagement.clone(),
        combined: args.combined.clone(),
        owner: args.owner.as_deref().map(|owner| here.person(owner)).transpose()?,
    });
    let Some(id) = &args.id else {
        let receipt = here.change(Command::Certification(Wanted::PlanCertification { project }))?;
        let words = format!("Planned {}", receipt.object);
        return here.once(&words, &[], Some(&receipt), json!({ "certification": receipt.object }));
    };
    let wanted = Wanted::ReviseCertification { id: id.clone(), project, reason: args.reason.clone() };
    here.done(&format!("{id}: changed"), Command::Certification(wanted))
}
