//! What is done with a collector that is there: run, approve, let rest, remove, give it a credential.

use super::one::{Above, page};
use super::{outcome_tone, outcome_words, path, reason};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::ui::Tone;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{CollectorCommand, Command};
use std::time::Duration;

/// How long the page of a run waits for its end; a longer run goes on by itself.
const WAITS: Duration = Duration::from_secs(20);

type Place = Path<(String, String)>;

pub(super) async fn run(visit: Visit, Path((_, id)): Place) -> Result<Response, Problem> {
    only_today(&visit)?;
    let (doors, org, who, of) = (visit.doors.clone(), visit.org.clone(), visit.who.clone(), id.clone());
    let task = tokio::task::spawn_blocking(move || doors.app.run_collector(&org, &who, &of));
    let shown = match tokio::time::timeout(WAITS, task).await {
        Ok(Ok(Ok(ran))) => {
            let said = format!("{}: {}", outcome_words(ran.run.outcome), reason(&ran.run.reason));
            let evidence = match &ran.run.evidence {
                Some(item) => format!("What it found is handed in as {item} and waits to be judged."),
                None => "Nothing was collected, so that nothing was handed in.".to_owned(),
            };
            page(&visit, &id, Above::Said(outcome_tone(ran.run.outcome), &said, &evidence))
        }
        Ok(Ok(Err(failure))) => Err(failure.into()),
        Ok(Err(_)) => Err(app::Failure::from(app::Fault::new("the run broke off", "run it again")).into()),
        Err(_) => {
            page(&visit, &id, Above::Said(Tone::Accent, "It takes a while", "It goes on; look again for what it says."))
        }
    };
    or_again(shown, |refusal| page(&visit, &id, Above::Refused(refusal)))
}

pub(super) async fn approve(visit: Visit, Path((_, id)): Place, typed: Typed) -> Result<Response, Problem> {
    let declaration = typed.get("declaration").to_owned();
    let command = CollectorCommand::ApproveCollector { id: id.clone(), declaration };
    changed(&visit, &id, "Approved what it runs.", command)
}

pub(super) async fn pause(visit: Visit, Path((_, id)): Place, typed: Typed) -> Result<Response, Problem> {
    let reason = typed.get("reason").to_owned();
    changed(&visit, &id, "It rests.", CollectorCommand::PauseCollector { id: id.clone(), paused: true, reason })
}

pub(super) async fn resume(visit: Visit, Path((_, id)): Place) -> Result<Response, Problem> {
    let command = CollectorCommand::PauseCollector { id: id.clone(), paused: false, reason: String::new() };
    changed(&visit, &id, "It goes on.", command)
}

fn changed(visit: &Visit, id: &str, done: &str, command: CollectorCommand) -> Result<Response, Problem> {
    only_today(visit)?;
    let done = visit.change(done, &path(id), Command::Collector(command));
    or_again(done, |refusal| page(visit, id, Above::Refused(refusal)))
}

pub(super) async fn remove(visit: Visit, Path((_, id)): Place, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let (app, request) = (&visit.doors.app, visit.field("request"));
    let removed = tokio::task::block_in_place(|| {
        app.remove_collector(&visit.org, &visit.who, request.as_deref(), None, &id, typed.get("reason"))
    });
    let done = removed.map_err(Problem::from);
    let done = done.map(|receipt| visit.went(&format!("Removed {id}."), &path(&id), &receipt));
    or_again(done, |refusal| page(&visit, &id, Above::Refused(refusal)))
}

pub(super) async fn give(visit: Visit, Path((_, id)): Place, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let (app, name) = (&visit.doors.app, typed.get("name"));
    let given = tokio::task::block_in_place(|| {
        app.set_collector_credential(&visit.org, &visit.who, &id, name, typed.get("secret"))
    });
    let said = format!("The credential {name} is kept");
    let shown = given.map_err(Problem::from);
    let shown = shown.and_then(|()| page(&visit, &id, Above::Said(Tone::Good, &said, "It is never shown again.")));
    or_again(shown, |refusal| page(&visit, &id, Above::Refused(refusal)))
}

pub(super) async fn forget(visit: Visit, Path((_, id)): Place, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let (app, name) = (&visit.doors.app, typed.get("name"));
    let gone = tokio::task::block_in_place(|| app.remove_collector_credential(&visit.org, &visit.who, &id, name));
    let said = format!("The credential {name} is forgotten");
    let shown = gone.map_err(Problem::from);
    let text = "A run that needs it says unknown until it is given again.";
    let shown = shown.and_then(|()| page(&visit, &id, Above::Said(Tone::Good, &said, text)));
    or_again(shown, |refusal| page(&visit, &id, Above::Refused(refusal)))
}
