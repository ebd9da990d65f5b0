//! Commands on organisations: init, organisations, scope.

use super::Done;
use super::args::{InitArgs, PlaceArgs, ScopeArgs};
use super::out::{Shown, receipt, show, table};
use super::place::{ask, categories, change, hosting, mode, open, reader};
use crate::words::OrganisationWords;
use app::ask::ProfileOf;
use domain::command::Command;
use domain::values::Profile;

/// Begins an organisation: `Command::CreateOrganisation`, through `App::create`, which makes its ledger first.
pub(crate) fn init(args: &InitArgs) -> Done {
    let profile = Profile {
        services: args.services.clone(),
        categories: categories(&args.categories)?,
        hosting: hosting(&args.hosting)?,
        locations: args.locations.clone(),
        ..Profile::default()
    };
    // Read before anything begins: answers that cannot be kept leave no organisation behind.
    let scorecard = args.scorecard.as_deref().map(super::scorecard::from_file).transpose()?;
    let app = open(&args.place)?;
    let who = app.local_operator("cli")?;
    let slug = args.place.org.clone().unwrap_or_else(|| app::slug_of(&args.name));
    let documents = app::library::documents(app::library::STARTING);
    let done = app.create(&slug, &who, &args.name, documents, profile)?;
    if let Some(taken) = scorecard {
        app.change(&slug, &who, None, super::scorecard::take(taken))?;
    }
    receipt(&args.place, &format!("`{slug}` begins in {}", args.place.data.display()), &done)
}

pub(crate) fn list(args: &PlaceArgs) -> Done {
    let (app, who) = reader(args)?;
    let all = app.organisations(&who)?;
    let words: Vec<OrganisationWords> = all.iter().map(OrganisationWords::from).collect();
    let rows = words.iter().map(|o| vec![o.slug.clone(), o.name.clone(), o.created.clone(), o.entries.to_string()]);
    let mut shown =
        Shown { tables: vec![table("", &["Short name", "Name", "Since", "Entries"], rows)], ..Shown::default() };
    if words.is_empty() {
        shown = Shown {
            head: vec!["No organisation yet. Begin one with `tickmark init NAME`.".to_owned()],
            ..Shown::default()
        };
    }
    show(args, &shown, &words)
}

pub(crate) fn scope(args: &ScopeArgs) -> Done {
    let (now, mark) = ask(&args.place, &ProfileOf)?;
    let or = |new: &[String], old: &[String]| if new.is_empty() { old.to_vec() } else { new.to_vec() };
    let next = Profile {
        services: or(&args.services, &now.services),
        locations: or(&args.locations, &now.locations),
        categories: args.categories.as_deref().map(categories).transpose()?.unwrap_or(now.categories),
        hosting: args.hosting.as_deref().map(hosting).transpose()?.unwrap_or(now.hosting),
        crosswalk: args.crosswalk.clone().unwrap_or_else(|| now.crosswalk.clone()),
        mode: args.mode.as_deref().map(mode).transpose()?.unwrap_or(now.mode),
        isms_scope: args.isms_scope.clone().unwrap_or_else(|| now.isms_scope.clone()),
    };
    if next != now {
        return change(&args.place, "Scope set", Command::SetProfile { profile: next });
    }
    let rows = [
        ("Services", now.services.join(", ")),
        ("Categories", now.categories.names()),
        ("Hosting", now.hosting.title().to_owned()),
        ("Locations", now.locations.join(", ")),
        ("Crosswalk", now.crosswalk.clone()),
        ("Mode", now.mode.id().to_owned()),
        ("ISMS scope", now.isms_scope.clone()),
    ];
    let rows = rows.map(|(k, v)| vec![k.to_owned(), v]);
    let head = vec![format!("{} as recorded by {}", mark.name, mark.as_of)];
    show(&args.place, &Shown { head, tables: vec![table("", &["Scope", ""], rows)], ..Shown::default() }, &now)
}
