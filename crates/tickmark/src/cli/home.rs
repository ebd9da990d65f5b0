//! What to do next, both audits over the years, and what hangs together with one object.

use super::Done;
use super::args::{CertificationCalendarArgs, LinksArgs, NextArgs};
use super::out::{Shown, mend, rests_on, show, table};
use super::people::{Here, recorded};
use super::place::{at, day};
use crate::words::home::{AuditYearsWords, LinksWords, NextStepsWords};
use crate::words::search::ThingWords;
use app::ask::{NextOf, TimelineOf};
use domain::reports::certification::Basis;
use domain::reports::search::FoundKind;
use domain::values::counted;

pub(crate) fn certification_calendar(args: &CertificationCalendarArgs) -> Done {
    let trial = args.decision.as_deref().map(|text| day(text, "--decision")).transpose()?;
    let here = Here::read(&args.place)?;
    let (found, mark) = here.ask(&TimelineOf { trial })?;
    let words = AuditYearsWords::of(&found, &mark);
    let rows = found.happenings.iter().map(|one| {
        let until = if one.until == one.from { String::new() } else { one.until.to_string() };
        let (part, sure) = (one.lane.title().to_owned(), one.told(mark.on).title().to_owned());
        vec![one.from.to_string(), until, part, one.what.clone(), sure]
    });
    let tables = vec![table("", &["From", "Until", "Part", "What", "How sure"], rows)];
    let basis = match found.basis {
        Basis::Decision(day) => format!("The certificate was decided on {day}."),
        Basis::Planned(day) => {
            format!("No decision yet; drawn as if it fell on {day}, the last agreed day of Stage 2.")
        }
        Basis::Trial(day) => format!("A trial: as if the decision fell on {day}. Nothing of it is recorded."),
        Basis::None => "No certification is planned; --decision DAY draws a cycle as a trial.".to_owned(),
    };
    let tail = (words.left_out > 0)
        .then(|| format!("{} not shown.", counted(words.left_out, "later line is", "later lines are")));
    show(&args.place, &Shown { head: vec![recorded(&mark), basis], tables, tail: tail.into_iter().collect() }, &words)
}

pub(crate) fn next(args: &NextArgs) -> Done {
    let here = Here::read(&args.place)?;
    let person = match args.person.as_deref() {
        Some(typed) => here.person(typed)?,
        None => here.who.id().to_owned(),
    };
    let (found, mark) = here.ask(&NextOf { person })?;
    let words = NextStepsWords::of(&found, &mark);
    let rows = words.next.iter().map(|one| {
        vec![one.due.clone().unwrap_or_default(), one.urgency.to_owned(), one.what.clone(), one.why.clone()]
    });
    let tables = vec![table("", &["Due", "Urgency", "What", "About"], rows)];
    let tail = match words.next.len() {
        0 => vec!["Nothing presses.".to_owned()],
        _ if words.left_out > 0 => vec![format!("{} more; `tickmark tasks` has all of them.", words.left_out)],
        _ => Vec::new(),
    };
    show(&args.place, &Shown { head: vec![recorded(&mark)], tables, tail }, &words)
}

pub(crate) fn links(args: &LinksArgs) -> Done {
    let kind = FoundKind::parse(&args.kind).ok_or_else(|| {
        let all = FoundKind::ALL.map(FoundKind::id).join(", ");
        mend(format!("`{}` is no kind of object", args.kind), format!("one of {all}"))
    })?;
    let here = Here::read(&args.place)?;
    let answer = here.app.links(&here.org, &here.who, at(&args.place)?, (kind, &args.id))?;
    rests_on(&answer.mark);
    let words = LinksWords::of((kind, &args.id), &answer.value, &answer.mark);
    let row = |one: &ThingWords| vec![one.kind_title.to_owned(), one.id.clone(), one.title.clone()];
    let columns = ["Kind", "Id", "Title"];
    let tables = vec![
        table(&format!("Leads to {}", words.to_of), &columns, words.to.iter().map(row)),
        table(&format!("{} lead here", words.from_of), &columns, words.from.iter().map(row)),
    ];
    show(&args.place, &Shown { head: vec![recorded(&answer.mark)], tables, tail: Vec::new() }, &words)
}
