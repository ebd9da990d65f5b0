//! Where a command looks: the data folder, the organisation, the day; and how typed words become what is meant.

use super::args::{PlaceArgs, ReadArgs};
use super::out::{mend, rests_on};
use app::ask::{At, Question};
use app::{App, Clock, Config, Failure, Mark, Who, library};
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::values::nearest::nearest;
use domain::values::{Categories, Category, Hosting, Mode};
use jiff::civil::Date;
use std::path::Path;

/// Opens the installation for changes.
pub(crate) fn open(place: &PlaceArgs) -> Result<App, Failure> {
    let config = Config { database: place.database.clone(), ..Config::folder(&place.data) };
    Ok(App::open(&config, Clock::system())?)
}

/// Opens the installation for reading only: it may be in use by a server at the same time.
pub(crate) fn open_to_read(place: &PlaceArgs) -> Result<App, Failure> {
    if place.database.is_none() && !place.data.exists() {
        return Err(mend(
            format!("there is no data folder {}", place.data.display()),
            "begin an organisation with `tickmark init NAME`, or name another folder with --data",
        ));
    }
    let config = Config { database: place.database.clone(), read_only: true, ..Config::folder(&place.data) };
    Ok(App::open(&config, Clock::system())?)
}

/// The organisation that a command speaks of.
pub(crate) fn organisation(app: &App, place: &PlaceArgs) -> Result<String, Failure> {
    match &place.org {
        Some(org) => Ok(org.clone()),
        None => app.only_organisation(),
    }
}

/// As of when.
pub(crate) fn at(place: &PlaceArgs) -> Result<At, Failure> {
    Ok(At {
        as_of: place.as_of.as_deref().map(|d| day(d, "--as-of")).transpose()?,
        on: place.on.as_deref().map(|d| day(d, "--on")).transpose()?,
    })
}

/// A day as typed.
pub(crate) fn day(text: &str, option: &str) -> Result<Date, Failure> {
    text.trim().parse().map_err(|_| mend(format!("{option}: `{text}` is no date"), "write it like 2026-03-31"))
}

/// Answers a question about the organisation that was named, or from the library alone when none was.
pub(crate) fn answer<Q: Question>(
    place: &PlaceArgs,
    crosswalk: Option<&str>,
    question: &Q,
) -> Result<(Q::Answer, Option<Mark>), Failure> {
    let at = at(place)?;
    if place.org.is_none() {
        if at.as_of.is_some() {
            let hint = "name an organisation with --org; the library has versions, not a history";
            return Err(mend("--as-of asks what an organisation had recorded", hint));
        }
        let on = at.on.unwrap_or_else(|| Clock::system().today());
        let catalogue = crosswalk.map_or_else(library::catalogue, library::catalogue_of);
        return Ok((library::ask(&catalogue, on, question)?, None));
    }
    let (app, who) = reader(place)?;
    let org = organisation(&app, place)?;
    let answer = app.ask(&org, &who, at, question)?;
    rests_on(&answer.mark);
    Ok((answer.value, Some(answer.mark)))
}

/// Answers a question that needs an organisation.
pub(crate) fn ask<Q: Question>(place: &PlaceArgs, question: &Q) -> Result<(Q::Answer, Mark), Failure> {
    let (app, who) = reader(place)?;
    let org = organisation(&app, place)?;
    let answer = app.ask(&org, &who, at(place)?, question)?;
    rests_on(&answer.mark);
    Ok((answer.value, answer.mark))
}

/// Opens for reading as the local operator.
pub(crate) fn reader(place: &PlaceArgs) -> Result<(App, Who), Failure> {
    let app = open_to_read(place)?;
    let who = app.local_operator("cli")?;
    Ok((app, who))
}

/// Makes a change as the local operator and says what was done.
pub(crate) fn change(place: &PlaceArgs, done: &str, command: domain::command::Command) -> super::Done {
    let app = open(place)?;
    let who = app.local_operator("cli")?;
    let org = organisation(&app, place)?;
    let receipt = app.change(&org, &who, place.request_id.as_deref(), command)?;
    super::out::receipt(place, done, &receipt)
}

/// How a crosswalk is to be read.
pub(crate) fn view(read: &ReadArgs) -> Result<View, Failure> {
    Ok(View {
        crosswalk: read.crosswalk.clone(),
        categories: read.categories.as_deref().map(categories).transpose()?,
        mode: read.mode.as_deref().map(mode).transpose()?,
        ..View::default()
    })
}

/// Categories as typed.
pub(crate) fn categories(text: &str) -> Result<Categories, Failure> {
    let set = Categories::parse(text).map_err(|word| {
        let near = nearest(&word, Category::ALL.map(Category::id)).map(str::to_owned);
        Refusal::Unknown { what: "category", id: word, nearest: near }
    })?;
    if set.is_empty() { Err(Refusal::NoCategory.into()) } else { Ok(set) }
}

/// A mode as typed.
pub(crate) fn mode(text: &str) -> Result<Mode, Failure> {
    Mode::parse(text).ok_or_else(|| {
        let near = nearest(text, ["literal", "broad"]).map(str::to_owned);
        Refusal::Unknown { what: "mode", id: text.to_owned(), nearest: near.or(Some("literal".to_owned())) }.into()
    })
}

/// Hosting as typed.
pub(crate) fn hosting(text: &str) -> Result<Hosting, Failure> {
    Hosting::parse(text).ok_or_else(|| {
        let near = nearest(text, ["cloud", "hybrid", "own_premises"]).map(str::to_owned);
        Refusal::Unknown { what: "hosting", id: text.to_owned(), nearest: near.or(Some("cloud".to_owned())) }.into()
    })
}

/// The bytes of a file, and its name without folders.
pub(crate) fn file(path: &Path) -> Result<(Vec<u8>, String), Failure> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let bytes = std::fs::read(path)
        .map_err(|e| mend(format!("{}: {e}", path.display()), "check the path and its permissions"))?;
    Ok((bytes, name))
}

/// Writes a file whole: beside its place first, then renamed, so that a half-written one is never left.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = path.with_extension("tickmark-tmp");
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).map_err(|e| {
        // What cannot be written can hardly be removed; the error itself is what matters.
        let _ = std::fs::remove_file(&beside);
        mend(format!("{}: {e}", path.display()), "check the path, its permissions and the space left")
    })
}
