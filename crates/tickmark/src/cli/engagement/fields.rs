//! What is engaged, as typed: over nothing for a plan, over what is so for a change.

use crate::cli::args::EngagementFields;
use crate::cli::out::mend;
use crate::cli::place::{categories, day};
use crate::words::engagement::{bare, examination, method};
use app::Failure;
use domain::values::{Categories, Engagement, Subservice};
use jiff::civil::Date;

pub(super) fn planned(title: &str, fields: &EngagementFields) -> Result<Engagement, Failure> {
    let kind = examination(on(fields)?, maybe(&fields.from, "--from")?, maybe(&fields.until, "--until")?)?;
    over(bare(title, kind, Categories::SECURITY), fields)
}

pub(super) fn revised(
    mut now: Engagement,
    title: Option<&str>,
    fields: &EngagementFields,
) -> Result<Engagement, Failure> {
    if let Some(title) = title {
        title.clone_into(&mut now.title);
    }
    let (from, until) = (maybe(&fields.from, "--from")?, maybe(&fields.until, "--until")?);
    match (on(fields)?, now.kind.window()) {
        (None, _) if from.is_none() && until.is_none() => {}
        (None, Some(window)) => {
            now.kind = examination(None, from.or(Some(window.from)), until.or(Some(window.until)))?;
        }
        (on, _) => now.kind = examination(on, from, until)?,
    }
    over(now, fields)
}

fn on(fields: &EngagementFields) -> Result<Option<Date>, Failure> {
    maybe(&fields.on_day, "--on-day")
}

fn maybe(typed: &Option<String>, option: &str) -> Result<Option<Date>, Failure> {
    typed.as_deref().map(|text| day(text, option)).transpose()
}

fn over(mut engagement: Engagement, fields: &EngagementFields) -> Result<Engagement, Failure> {
    if let Some(typed) = &fields.categories {
        engagement.categories = categories(typed)?;
    }
    for (typed, held) in [
        (&fields.services, &mut engagement.services),
        (&fields.systems, &mut engagement.systems),
        (&fields.locations, &mut engagement.locations),
    ] {
        if !typed.is_empty() {
            held.clone_from(typed);
        }
    }
    for (typed, held) in [
        (&fields.firm, &mut engagement.firm.name),
        (&fields.licence, &mut engagement.firm.licence),
        (&fields.independence, &mut engagement.firm.independence),
        (&fields.commitments, &mut engagement.commitments),
        (&fields.no_subservice, &mut engagement.no_subservice),
    ] {
        if let Some(typed) = typed {
            held.clone_from(typed);
        }
    }
    if let Some(letter) = maybe(&fields.letter, "--letter")? {
        engagement.letter = Some(letter);
    }
    if let Some(end) = maybe(&fields.minimum_end, "--minimum-end")? {
        engagement.minimum_end = Some(end);
    }
    if !fields.subservice.is_empty() {
        engagement.subservice = fields.subservice.iter().map(|typed| subservice(typed)).collect::<Result<_, _>>()?;
    }
    if fields.follows.is_some() {
        engagement.follows.clone_from(&fields.follows);
    }
    Ok(engagement)
}

fn subservice(typed: &str) -> Result<Subservice, Failure> {
    let (who, word) = typed.split_once('=').unwrap_or((typed, ""));
    let method = method(word).ok_or_else(|| {
        mend(format!("--subservice: `{word}` is no method"), "write NAME=carve_out or NAME=inclusive")
    })?;
    Ok(Subservice { who: who.trim().to_owned(), method })
}
