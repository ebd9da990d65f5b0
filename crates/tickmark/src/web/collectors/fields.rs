//! The fields of a collector's form: those of every kind, and those of each kind with its help and its limits.

use super::parts::{day, lines, text};
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::Controls;
use app::collectors::Allowed;
use domain::values::{Action, Environment, EvidenceType, Rhythm};
use maud::{Markup, html};

pub(super) fn what(typed: &Typed) -> Markup {
    html! {
        fieldset.field-group {
            legend { "What it is" }
            (text(typed, "name", "Name", "What somebody would look for, such as Certificate of the portal.", true))
        }
    }
}

/// The fields of a kind.
pub(super) fn of_kind(kind: &str, typed: &Typed, allowed: &Allowed) -> Markup {
    html! {
        fieldset.field-group {
            legend { "What it looks at" }
            @match kind {
                "command" => { (command(typed)) (let_in("programs", &allowed.programs)) }
                "git_repository" => { (git(typed)) (let_in("folders", &allowed.folders)) }
                "tls_certificate" => (tls(typed)),
                "http_headers" => (headers(typed)),
                "sql_query" => (sql(typed)),
                _ => { (file(typed)) (let_in("folders", &allowed.folders)) }
            }
        }
    }
}

/// Where the operator lets collectors in.
fn let_in(what: &str, paths: &[String]) -> Markup {
    html! {
        @if paths.is_empty() {
            p.hint { "The operator has put no " (what) " on the list yet; until then a run says unknown. It is set where the server is started: " code.whole { "--collect-" (what.trim_end_matches('s')) } "." }
        } @else {
            p.hint { "On the operator's list of " (what) ": " @for path in paths { code { (path) } " " } }
        }
    }
}

fn command(typed: &Typed) -> Markup {
    let held = if typed.get("read_as").is_empty() { "json" } else { typed.get("read_as") };
    let read_as =
        [("json", "One JSON document"), ("json_lines", "A JSON document a line"), ("text_lines", "Lines of text")]
            .map(|(id, title)| Choice::new(id, title, id == held));
    html! {
        (text(typed, "program", "Program", "An absolute path, or a name that lies in the system's own folders of programs.", true))
        (lines(typed, "arguments", "Arguments", "One a line, handed over as they are: no shell reads them. At most 256.", 3, false))
        (ui::radios(&Field { name: "read_as", label: "What it writes", ..Field::default() }, &read_as))
        (lines(typed, "environment_of", "Credentials", "A line each, VARIABLE=credential. The secret itself is given on the page of the collector.", 2, false))
        (text(typed, "working_folder", "Working folder", "An absolute path on the operator's list; left empty, an empty folder that is removed afterwards.", false))
        (text(typed, "exits", "Exit codes that count", "Separated by commas; left empty, 0.", false))
    }
}

fn git(typed: &Typed) -> Markup {
    let named = typed.get("days") == "named";
    let days =
        [Choice::new("interval", "The interval before each run", !named), Choice::new("named", "These days", named)];
    let yes = |name, label| [Choice::new("yes", label, typed.get(name) == "yes")];
    html! {
        (text(typed, "path", "Folder of the repository", "An absolute path, with or without a work tree.", true))
        (text(typed, "branch", "Branch", "Such as main, or a reference that begins with refs/.", true))
        (ui::radios(&Field { name: "days", label: "Commits of", hint: "A monthly run looks at the month before, a weekly one at the week before.", ..Field::default() }, &days))
        div.field-row {
            (day(typed, "since", "First day", "Of these days alone."))
            (day(typed, "until", "Last day", "At most four years."))
        }
        (text(typed, "trailers", "Trailers", "Names of which each commit needs one that names somebody else than its author, such as Reviewed-by.", false))
        (ui::checkboxes(&Field { name: "first_parent", label: "Merges", ..Field::default() }, &yes("first_parent", "Only what was put on the branch itself, where reviews stand in the merges")))
        (ui::checkboxes(&Field { name: "require_signed", label: "Signatures", ..Field::default() }, &yes("require_signed", "Each commit needs a good signature")))
        (text(typed, "allowed_signers", "File of allowed signers", "Of ssh-keygen, an absolute path; without it an SSH signature counts as none.", false))
        (text(typed, "gnupg_home", "Home of GnuPG", "A folder with the keys whose signatures are good.", false))
        (text(typed, "protection_file", "File about the protection of the branch", "In the repository, ending in .json, .yml or .yaml; it says what is wanted, not what the server enforces.", false))
    }
}

fn tls(typed: &Typed) -> Markup {
    html! {
        (text(typed, "host", "Machine", "A name or an address, without https://. One in your own network has to be allowed by the operator.", true))
        div.field-row {
            (text(typed, "port", "Port", "Left empty, 443.", false))
            (text(typed, "warn_days", "Days before the end", "Fewer than these and the check fails; left empty, 30.", false))
        }
    }
}

fn headers(typed: &Typed) -> Markup {
    html! {
        (text(typed, "url", "Address", "It begins with https://. A redirection is not followed. Put no secret into it: it is shown.", true))
        (lines(typed, "expect_headers", "Expected headers", "A line each: Strict-Transport-Security present; X-Powered-By absent; X-Frame-Options is DENY; Content-Security-Policy contains default-src. At most 64.", 4, true))
    }
}

fn sql(typed: &Typed) -> Markup {
    html! {
        (text(typed, "credential", "Credential", "A name. It holds postgresql://user:password@host:port/database and is given on the page of the collector.", true))
        (lines(typed, "sql", "Query", "One SELECT that lists exceptions: no row passes, each row fails. It is read in a transaction that only reads.", 5, true))
        (text(typed, "max_rows", "Most rows", "More is a failure, so that no list is cut unseen; left empty, 10 000, at most 100 000.", false))
    }
}

fn file(typed: &Typed) -> Markup {
    html! {
        (text(typed, "path", "File", "An absolute path.", true))
        (text(typed, "expect", "Expected SHA-256", "64 hexadecimal digits. Left empty the hash is collected, and the check is unknown.", false))
    }
}

/// The controls that its output is evidence for.
pub(super) fn controls(visit: &Visit, typed: &Typed) -> Markup {
    let known = visit.ask(&Controls::default()).map(|answer| answer.value.controls).unwrap_or_default();
    let chosen: Vec<&str> = typed.all("control").collect();
    let may = |id: &str| visit.doors.app.may(&visit.org, &visit.who, Action::SetCollector, Some(id));
    let mut picks: Vec<_> = known.iter().map(|held| &held.control).collect();
    picks.retain(|control| chosen.contains(&control.id.as_str()) || may(&control.id));
    picks.sort_by_key(|control| !chosen.contains(&control.id.as_str()));
    let held = EvidenceType::parse(typed.get("evidence_type")).unwrap_or(EvidenceType::CollectorResult);
    let kinds = EvidenceType::ALL.map(|kind| Choice::new(kind.id(), kind.title(), kind == held));
    let environment = Environment::parse(typed.get("environment")).unwrap_or_default();
    let environments = Environment::ALL.map(|e| Choice::new(e.id(), e.title(), e == environment));
    let personal = [Choice::new("yes", "It holds personal data, because it has to", typed.get("personal") == "yes")];
    html! {
        fieldset.field-group {
            legend { "What it is evidence of" }
            p.hint { "Each run hands in one item for all controls that you choose." }
            div.picks data-picks {
                @for control in picks {
                    div.pick {
                        label.check {
                            input type="checkbox" name="control" value=(control.id) checked[chosen.contains(&control.id.as_str())];
                            span { span.id { (control.id) } " " (control.name) }
                        }
                    }
                }
            }
            (ui::select(&Field { name: "evidence_type", label: "Type of evidence", required: true, ..Field::default() }, &kinds))
            (ui::radios(&Field { name: "environment", label: "Environment", hint: "A test system shows nothing of production.", ..Field::default() }, &environments))
            (ui::checkboxes(&Field { name: "personal", label: "Personal data", ..Field::default() }, &personal))
        }
    }
}

pub(super) fn when(typed: &Typed) -> Markup {
    let held = Rhythm::parse(typed.get("rhythm")).unwrap_or_default();
    let rhythms = Rhythm::ALL.map(|rhythm| Choice::new(rhythm.id(), rhythm.title(), rhythm == held));
    html! {
        fieldset.field-group {
            legend { "When it runs" }
            (ui::radios(&Field { name: "rhythm", label: "Schedule", hint: "Weekly means Mondays, monthly the first of the month. A run that was missed while the server was down is made up once.", ..Field::default() }, &rhythms))
            (text(typed, "time", "Time, in UTC", "Like 06:30; of one that runs hourly the minutes count.", false))
        }
    }
}

/// The rule, and how far a run may go.
pub(super) fn judged(typed: &Typed, has_rule: bool) -> Markup {
    let hint = if has_rule {
        "Rego in the package check. Left empty, the rule that comes with the kind."
    } else {
        "Rego in the package check that says result := \"pass\" or \"fail\". This kind has no rule of its own: without one every run is unknown."
    };
    html! {
        fieldset.field-group {
            legend { "What passes" }
            (lines(typed, "rule", "Rule", hint, 8, false))
        }
        fieldset.field-group {
            legend { "How far it may go" }
            div.field-row {
                (text(typed, "seconds", "Seconds", "1 to 3600; left empty, 60.", false))
                (text(typed, "memory_mib", "Memory, MiB", "16 to 16384; left empty, 512.", false))
                (text(typed, "output_mib", "Output, MiB", "1 to 64; left empty, 16.", false))
            }
        }
    }
}
