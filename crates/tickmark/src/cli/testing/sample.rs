//! Samples and tables of sizes in the terminal.

use super::{asked, known};
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, SampleArgs, SampleVerb};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::testing::{DrawnSampleWords, SampleRecipeWords, SamplingChoiceWords, SamplingProfileWords};
use app::Failure;
use app::ask::{At, PopulationOf, SampleOf, SamplingChoicesOf, SamplingProfilesOf};
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::testing::{DEFAULT_PROFILE, Draw, DrawMethod};
use domain::values::{SampleRule, SamplingFrequency, SamplingProfile, SamplingRisk, SamplingRow, counted};
use serde_json::json;

pub(crate) fn sample(args: &SampleArgs) -> Done {
    match &args.verb {
        SampleVerb::List { engagement, place } => list(place, engagement),
        SampleVerb::Show { id, place } => one(place, id),
        SampleVerb::Draw { .. } => draw(&args.verb),
        SampleVerb::Profiles(place) => profiles(place),
        SampleVerb::Export { id, out, place } => super::export::sample(place, id, out),
        SampleVerb::SetProfile { .. } => set_profile(&args.verb),
        SampleVerb::ChooseProfile { id, engagement, place } => choose(place, id, engagement.as_ref()),
    }
}

fn draw(verb: &SampleVerb) -> Done {
    let SampleVerb::Draw { population, profile, risk, size, reason, method, seed, item, confidence, tolerable, place } =
        verb
    else {
        unreachable!("the caller matched it")
    };
    let here = Here::open(place)?;
    let risks = SamplingRisk::ALL.map(SamplingRisk::id);
    let chosen = match profile {
        Some(id) => id.clone(),
        None => {
            here.app.ask(&here.org, &here.who, At::default(), &PopulationOf { id: population.clone() })?.value.profile
        }
    };
    let draw = Draw {
        population: population.clone(),
        profile: profile_of(&here, &chosen)?.1,
        risk: risk.as_deref().map(|typed| known("risk", typed, SamplingRisk::parse, &risks)).transpose()?,
        size: *size,
        reason: reason.clone(),
        method: known("method", method, DrawMethod::parse, &DrawMethod::ALL.map(DrawMethod::id))?,
        seed: seed.clone(),
        named: item.clone(),
        confidence: confidence.clone(),
        tolerable: tolerable.clone(),
    };
    let receipt = here.change(Command::Testing(TestingCommand::DrawSample { draw: Box::new(draw) }))?;
    let drawn = here.app.ask(&here.org, &here.who, At::default(), &SampleOf { id: receipt.object.clone() })?.value;
    let lines: Vec<String> = drawn.held.sample.items.clone();
    let words = SampleRecipeWords::of(&here.names(), &drawn);
    let done = format!("Drew {}: {} of {}", drawn.id, lines.len(), counted(drawn.held.sample.of, "item", "items"));
    here.once(&done, &lines, Some(&receipt), json!({ "sample": words }))
}

/// The own table with this id, or the library's; and whether it is the own one.
fn profile_of(here: &Here<'_>, id: &str) -> Result<(bool, SamplingProfile), Failure> {
    let all = here.app.ask(&here.org, &here.who, At::default(), &SamplingProfilesOf)?.value;
    let nearest = nearest(id, all.iter().map(|line| line.profile.id.as_str())).map(str::to_owned);
    let found = all.into_iter().find(|line| line.profile.id == id).map(|line| (line.own, line.profile));
    found.ok_or_else(|| Refusal::Unknown { what: "sampling profile", id: id.to_owned(), nearest }.into())
}

fn set_profile(verb: &SampleVerb) -> Done {
    let SampleVerb::SetProfile { id, from, row: rows, without, source, place } = verb else {
        unreachable!("the caller matched it")
    };
    let here = Here::open(place)?;
    let begins = match from {
        Some(from) => profile_of(&here, from)?,
        None => profile_of(&here, id).or_else(|_| profile_of(&here, DEFAULT_PROFILE))?,
    };
    let mut profile = SamplingProfile { id: id.clone(), ..begins.1 };
    let ids = SamplingFrequency::ALL.map(SamplingFrequency::id);
    for typed in without {
        let frequency = known("frequency", typed.trim(), SamplingFrequency::parse, &ids)?;
        profile.rows.retain(|row| row.frequency != frequency);
    }
    for typed in rows {
        let row = row(typed, source)?;
        match profile.rows.iter_mut().find(|held| held.frequency == row.frequency) {
            Some(held) => *held = SamplingRow { typical: held.typical.clone(), ..row },
            None => profile.rows.push(row),
        }
    }
    let command = TestingCommand::SetSamplingProfile { profile: Box::new(profile) };
    here.done(&format!("Set the table {id}"), Command::Testing(command))
}

fn choose(place: &PlaceArgs, id: &str, engagement: Option<&String>) -> Done {
    let here = Here::open(place)?;
    let profile = Box::new(profile_of(&here, id)?.1);
    let command = TestingCommand::ChooseSamplingProfile { engagement: engagement.cloned(), profile };
    let of = engagement.map_or("every engagement without a choice of its own", String::as_str);
    here.done(&format!("{id} is read for {of}"), Command::Testing(command))
}

/// `weekly=5,8,15`, or a rule.
fn row(typed: &str, source: &str) -> Result<SamplingRow, Failure> {
    let wrong =
        || mend(format!("--row: `{typed}` is not understood"), "write it like weekly=5,8,15 or event_driven=all");
    let (frequency, rest) = typed.split_once('=').ok_or_else(wrong)?;
    let ids = SamplingFrequency::ALL.map(SamplingFrequency::id);
    let frequency = known("frequency", frequency.trim(), SamplingFrequency::parse, &ids)?;
    let sizes: Option<Vec<u32>> = rest.split(',').map(|size| size.trim().parse().ok()).collect();
    let (sizes, rule) = match sizes.as_deref() {
        Some([low, moderate, high]) => (Some([*low, *moderate, *high]), SampleRule::Table),
        _ => (None, SampleRule::parse(rest).ok_or_else(wrong)?),
    };
    Ok(SamplingRow { frequency, typical: String::new(), sizes, rule, source: source.to_owned() })
}

fn list(place: &PlaceArgs, engagement: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = asked(&here, engagement)?;
    let words: Vec<DrawnSampleWords> = answer
        .samples
        .iter()
        .map(|(id, control, held)| DrawnSampleWords::of(&here.names(), id, control, held))
        .collect();
    let rows = words.iter().map(|one| {
        let size = format!("{} of {}", one.items.len(), one.of);
        vec![
            one.id.clone(),
            one.control.clone(),
            one.population.clone(),
            size,
            one.method.to_owned(),
            one.by.name.clone(),
        ]
    });
    let tables = vec![table("", &["Id", "Control", "Population", "Size", "Method", "Drawn by"], rows)];
    let json = json!({ "samples": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&SampleOf { id: id.to_owned() })?;
    let sample = &answer.held.sample;
    let head = vec![
        recorded(&mark),
        format!(
            "{id}: {} of {} of {}, {}",
            sample.items.len(),
            counted(sample.of, "item", "items"),
            sample.population,
            sample.method.title().to_lowercase()
        ),
    ];
    let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    let rows = answer.items.iter().map(|item| vec![item.id.clone(), item.on.to_string(), day(item.done)]);
    let tables = vec![table("", &["id", "on", "done"], rows)];
    let tail = answer.recipe.iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1)).collect();
    let json = json!({ "sample": SampleRecipeWords::of(&here.names(), &answer), "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, tail }, &json)
}

fn profiles(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&SamplingProfilesOf)?;
    let rows = answer.iter().flat_map(|line| {
        line.profile.rows.iter().map(|row| {
            let sizes = row.sizes.map_or(String::new(), |sizes| sizes.map(|size| size.to_string()).join(" / "));
            let whose = if line.own { "own" } else { "library" };
            let (id, frequency) = (line.profile.id.clone(), row.frequency.id().to_owned());
            vec![id, whose.to_owned(), frequency, sizes, row.rule.to_string(), row.source.clone()]
        })
    });
    let headers = ["Table", "Whose", "Frequency", "Low / moderate / high", "Rule", "Source"];
    let words: Vec<SamplingProfileWords> = answer.iter().map(SamplingProfileWords::from).collect();
    let (choices, _) = here.ask(&SamplingChoicesOf)?;
    let choices: Vec<SamplingChoiceWords> = choices.iter().map(SamplingChoiceWords::from).collect();
    let read = choices.iter().map(|choice| {
        let of = choice.engagement.clone().unwrap_or_else(|| "the organisation".to_owned());
        vec![of, choice.profile.clone(), if choice.own { "chosen" } else { "follows" }.to_owned()]
    });
    let tables = vec![table("", &headers, rows), table("Read when a draw names none", &["For", "Table", "Why"], read)];
    let json = json!({ "profiles": words, "choices": choices, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}
