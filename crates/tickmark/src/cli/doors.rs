//! Commands on how people and programs come in: tokens, single sign-on, the directory, webhooks.

use super::Done;
use super::args::{
    DirectoryArgs, DirectoryVerb, InsideArgs, PlaceArgs, SignOnArgs, SignOnVerb, TokenArgs, TokenVerb, WebhookArgs,
    WebhookVerb,
};
use super::out::{Shown, mend, show, table};
use super::people::{Here, recorded, roles};
use super::place::day;
use super::rights::action;
use crate::words::{DirectoryWords, MarkWords, SignOnWords, TokenWords, WebhookWords};
use app::ask::TheDoors;
use app::{App, Clock, Config, Failure};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::doors::TOKEN_DAYS;
use domain::values::nearest::nearest;
use domain::values::{Directory, SignOn, TokenKind, TokenScope, Webhook};
use jiff::ToSpan;
use serde_json::json;
use std::io::Read;
use std::path::Path;

/// Longest secret that is read from a file, in bytes.
const MAX_SECRET: u64 = 4_096;

pub(crate) fn token(args: &TokenArgs) -> Done {
    match &args.verb {
        TokenVerb::List(place) => list_tokens(place),
        TokenVerb::Issue { name, kind, actions, controls, until, place } => {
            let here = Here::open(place)?;
            let kind = TokenKind::parse(kind).ok_or_else(|| {
                let nearest = nearest(kind, ["api", "collector", "directory"]).or(Some("api")).map(str::to_owned);
                Refusal::Unknown { what: "kind of token", id: kind.clone(), nearest }
            })?;
            let until = match until {
                Some(typed) => day(typed, "--until")?,
                None => here.app.clock().today().saturating_add((TOKEN_DAYS - 1).days()),
            };
            let words = actions.iter().flat_map(|a| a.split(',')).filter(|a| !a.trim().is_empty());
            let actions = words.map(action).collect::<Result<_, Failure>>()?;
            let controls = controls.iter().map(|c| c.trim().to_owned()).collect();
            let scope = TokenScope { name: name.clone(), kind, actions, controls, until };
            let issued = here.app.issue_token(&here.org, &here.who, place.request_id.as_deref(), scope)?;
            let then = "This secret is shown only now, and kept nowhere. Whoever has it may what the token may.";
            let lines = [String::new(), format!("  {}", issued.secret), String::new(), then.to_owned()];
            let json = json!({ "id": issued.id, "secret": issued.secret, "until": until.to_string() });
            here.once(&format!("Issued {} until {until}", issued.id), &lines, Some(&issued.receipt), json)
        }
        TokenVerb::Revoke { id, place } => {
            let here = Here::open(place)?;
            let receipt = here.app.revoke_token(&here.org, &here.who, place.request_id.as_deref(), id)?;
            super::out::receipt(place, &format!("Revoked {id}"), &receipt)
        }
    }
}

fn list_tokens(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (doors, mark) = here.ask(&TheDoors)?;
    let mut tokens: Vec<_> = doors.tokens.iter().collect();
    tokens.sort_by_key(|(_, held)| std::cmp::Reverse(held.issued_us));
    let words: Vec<TokenWords> =
        tokens.into_iter().map(|(id, held)| TokenWords::of(&here.names(), id, held, mark.on)).collect();
    let rows = words.iter().map(|t| {
        let state = match (t.revoked, t.in_force) {
            (true, _) => "revoked",
            (false, true) => "in force",
            (false, false) => "over",
        };
        let may = if t.controls.is_empty() {
            t.actions.join(", ")
        } else {
            format!("{} on {}", t.actions.join(", "), t.controls.join(", "))
        };
        let (kind, state) = (t.kind.to_owned(), state.to_owned());
        vec![t.id.clone(), t.name.clone(), kind, may, t.owner.name.clone(), t.until.clone(), state]
    });
    let headers = ["Id", "Name", "Kind", "May", "Owner", "Last day", "State"];
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json!({ "tokens": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(crate) fn sign_on(args: &SignOnArgs) -> Done {
    match &args.verb {
        SignOnVerb::Show(place) => {
            let here = Here::read(place)?;
            let (doors, mark) = here.ask(&TheDoors)?;
            let words = doors.sign_on.as_ref().map(|s| SignOnWords::of(&here.names(), s));
            let mut shown = Shown { head: vec![recorded(&mark)], ..Shown::default() };
            match &words {
                None => shown.head.push("No single sign-on: people come in with local accounts.".to_owned()),
                Some(s) => shown.tables.push(table("", &["Single sign-on", ""], sign_on_rows(s))),
            }
            show(place, &shown, &json!({ "sign_on": words, "mark": MarkWords::of(Some(&mark)) }))
        }
        SignOnVerb::Set { issuer, client_id, secret_file, enforced, break_glass, link_by_email, inside, place } => {
            let here = Here::of(reaching(place, inside)?, place)?;
            let sign_on = SignOn {
                issuer: issuer.clone(),
                client_id: client_id.clone(),
                enforced: *enforced,
                break_glass: break_glass.as_deref().map(|typed| here.person(typed)).transpose()?,
                link_by_email: *link_by_email,
            };
            let secret = secret_file.as_deref().map(secret_of).transpose()?;
            let request = place.request_id.as_deref();
            let set = here.app.set_sign_on(&here.org, &here.who, request, Some(sign_on), secret.as_deref())?;
            super::out::receipt(place, "Set single sign-on", &set)
        }
        SignOnVerb::Clear(place) => {
            let here = Here::open(place)?;
            let set = here.app.set_sign_on(&here.org, &here.who, place.request_id.as_deref(), None, None)?;
            super::out::receipt(place, "Took single sign-on away", &set)
        }
        SignOnVerb::Test { inside, place } => {
            let here = Here::of(reaching(place, inside)?, place)?;
            let found = here.app.test_sign_on(&here.org, &here.who)?;
            show(place, &Shown { head: vec![found.clone()], ..Shown::default() }, &json!({ "found": found }))
        }
    }
}

/// Opens for changes, with what the operator lets be called inside their own network.
fn reaching(place: &PlaceArgs, inside: &InsideArgs) -> Result<App, Failure> {
    let config = Config {
        database: place.database.clone(),
        internal: inside.allow_internal.clone(),
        authorities: inside.authority.clone(),
        ..Config::folder(&place.data)
    };
    Ok(App::open(&config, Clock::system())?)
}

fn sign_on_rows(words: &SignOnWords) -> [Vec<String>; 5] {
    let yes = |so: bool| if so { "yes" } else { "no" }.to_owned();
    let sealed = words.break_glass.as_ref().map_or_else(String::new, |p| p.name.clone());
    let rows = [
        ("Issuer", words.issuer.clone()),
        ("Our id there", words.client_id.clone()),
        ("Members must come this way", yes(words.enforced)),
        ("Sealed account", sealed),
        ("Verified addresses are linked", yes(words.link_by_email)),
    ];
    rows.map(|(what, text)| vec![what.to_owned(), text])
}

/// A secret from a file, or from standard input, so that it stands in no list of processes.
fn secret_of(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(MAX_SECRET).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MAX_SECRET).read_to_string(&mut text))
    };
    read.map_err(|e| mend(format!("{}: {e}", path.display()), "name a file that holds the secret and nothing else"))?;
    match text.trim() {
        "" => Err(mend(format!("{} holds no secret", path.display()), "leave it out to keep the secret as it is")),
        secret => Ok(secret.to_owned()),
    }
}

pub(crate) fn directory(args: &DirectoryArgs) -> Done {
    match &args.verb {
        DirectoryVerb::Show(place) => {
            let here = Here::read(place)?;
            let (doors, mark) = here.ask(&TheDoors)?;
            let words = doors.directory.as_ref().map(DirectoryWords::of);
            let groups = words.iter().flat_map(|d| &d.groups);
            let rows = groups.map(|(group, roles)| vec![group.clone(), roles.join(", ")]);
            let mut shown = Shown { head: vec![recorded(&mark)], ..Shown::default() };
            match &words {
                None => shown.head.push("No directory: people are invited by hand.".to_owned()),
                Some(_) => shown.tables.push(table("", &["Group", "Roles"], rows)),
            }
            show(place, &shown, &json!({ "directory": words, "mark": MarkWords::of(Some(&mark)) }))
        }
        DirectoryVerb::Set { groups, place } => {
            let groups = groups.iter().map(|typed| {
                let Some((group, held)) = typed.split_once('=') else {
                    let hint = "write it like security=programme_manager,control_owner";
                    return Err(mend(format!("`{typed}` names no roles"), hint));
                };
                Ok((group.trim().to_owned(), roles(&[held.to_owned()])?))
            });
            let groups = groups.collect::<Result<_, Failure>>()?;
            let command = Command::SetDirectory { directory: Some(Directory { groups }) };
            Here::open(place)?.done("Set the groups of the directory", command)
        }
        DirectoryVerb::Clear(place) => {
            Here::open(place)?.done("Took the directory away", Command::SetDirectory { directory: None })
        }
    }
}

/// Sends `Command::SetWebhook` and `Command::RemoveWebhook` through `App`, which keeps the secret that goes with them.
pub(crate) fn webhook(args: &WebhookArgs) -> Done {
    match &args.verb {
        WebhookVerb::List(place) => {
            let here = Here::read(place)?;
            let (doors, mark) = here.ask(&TheDoors)?;
            let words: Vec<WebhookWords> = doors.webhooks.iter().map(|(id, w)| WebhookWords::of(id, w)).collect();
            let rows = words.iter().map(|w| {
                let events = if w.events.is_empty() { "all".to_owned() } else { w.events.join(", ") };
                let state = if w.active { "in use" } else { "not in use" };
                vec![w.id.clone(), w.url.clone(), events, state.to_owned()]
            });
            let tables = vec![table("", &["Id", "Address", "Events", "State"], rows)];
            let shown = Shown { head: vec![recorded(&mark)], tables, ..Shown::default() };
            show(place, &shown, &json!({ "webhooks": words, "mark": MarkWords::of(Some(&mark)) }))
        }
        WebhookVerb::Set { url, id, events, off, place } => {
            let here = Here::open(place)?;
            let webhook = Webhook { url: url.clone(), events: events.iter().cloned().collect(), active: !off };
            let request = place.request_id.as_deref();
            let set = here.app.set_webhook(&here.org, &here.who, request, id.as_deref(), webhook)?;
            let secret = set.secret.iter().flat_map(|secret| {
                let then = "Deliveries are signed with this secret; it is shown only now.";
                [String::new(), format!("  {secret}"), String::new(), then.to_owned()]
            });
            let lines: Vec<String> = secret.collect();
            let json = json!({ "id": set.id, "secret": set.secret });
            here.once(&format!("Set {}", set.id), &lines, Some(&set.receipt), json)
        }
        WebhookVerb::Remove { id, place } => {
            let here = Here::open(place)?;
            let receipt = here.app.remove_webhook(&here.org, &here.who, place.request_id.as_deref(), id)?;
            super::out::receipt(place, &format!("Removed {id}"), &receipt)
        }
    }
}
