//! Pages of collectors over a small organisation, in process: declared, tried, approved by somebody else, run, let rest and
//! removed; each kind from its form and back; what may not be done, and hostile words.

use super::check;
use crate::web::people::tests::{Firm, NOON, Said};
use crate::web::typed::Typed;
use app::collectors::{RuleOf, declare};
use axum::http::StatusCode;
use domain::command::{CollectorCommand, Command};
use domain::values::{CollectorRun, RunOutcome};

const FILE: &str = "name=Rules+of+the+firewall&kind=file_hash&path=/srv/watched/rules.conf&control=AC-1&evidence_type=system_configuration&environment=production&rhythm=weekly&time=06:30";

fn typed(text: &str) -> Typed {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), decoded(value))).collect()
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes().iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let hex: String = rest.by_ref().take(2).map(|b| char::from(*b)).collect();
                bytes.push(u8::from_str_radix(&hex, 16).unwrap());
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// What a run said, put into the ledger as the runner does.
fn ran(firm: &Firm, id: &str, outcome: RunOutcome, reason: &str, evidence: Option<&str>) {
    let registers =
        firm.doors.app.ask("firm", &firm.founder(), Default::default(), &app::ask::CollectorOf(id.to_owned()));
    let run = CollectorRun {
        outcome,
        reason: reason.to_owned(),
        started_us: NOON,
        ended_us: NOON,
        evidence: evidence.map(str::to_owned),
        by_hand: true,
        declaration: registers.unwrap().value.held.declaration,
    };
    let record = Command::Collector(CollectorCommand::RecordRun { id: id.to_owned(), run: Box::new(run) });
    firm.doors.app.change("firm", &firm.founder(), None, record).unwrap();
}

async fn declared(firm: &Firm) -> Said {
    firm.done("piet-maas", "/collectors", FILE).await
}

/// The hash that the page offers for approval.
async fn offered(firm: &Firm, who: &str) -> String {
    offered_of(firm, who, "CO-1").await
}

async fn offered_of(firm: &Firm, who: &str, id: &str) -> String {
    let page = firm.page(who, &format!("/collectors/{id}")).await;
    let (_, rest) = page.split_once("name=\"declaration\" value=\"").expect("it can be approved");
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_yet_explains_with_three_examples_and_each_kind_has_a_form() {
    let firm = Firm::new();
    let empty = firm.page("piet-maas", "/collectors").await;
    for words in [
        "No collector yet",
        "The certificate of your web site",
        "The main branch of your product",
        "A file of settings",
    ] {
        assert!(empty.contains(words), "{words}: {empty}");
    }
    let choice = firm.page("piet-maas", "/collectors/new").await;
    for (kind, field) in [
        ("command", "arguments"),
        ("git_repository", "trailers"),
        ("tls_certificate", "warn_days"),
        ("http_headers", "expect_headers"),
        ("sql_query", "max_rows"),
        ("file_hash", "expect"),
    ] {
        assert!(choice.contains(&format!("kind={kind}")), "{kind}: {choice}");
        let form = firm.page("piet-maas", &format!("/collectors/new?kind={kind}")).await;
        for name in [field, "seconds", "memory_mib", "output_mib", "rule", "control", "rhythm"] {
            assert!(form.contains(&format!("name=\"{name}\"")), "{kind} lacks {name}");
        }
        assert!(form.contains("formaction=\"/o/firm/collectors/trial\""), "{kind} can be tried");
    }
    let said = firm.get("piet-maas", "/collectors/new?kind=gossip").await;
    assert_eq!(said.status, StatusCode::NOT_FOUND, "{}", said.text);
    firm.not_offered("mina-sato", "/collectors/new", "may not").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_approved_by_somebody_else_for_exactly_what_was_read() {
    let firm = Firm::new();
    assert_eq!(declared(&firm).await.to, "/o/firm/collectors/CO-1");
    let own = firm.page("piet-maas", "/collectors/CO-1").await;
    for words in [
        "Waits for approval",
        "/srv/watched/rules.conf",
        "Mondays, 06:30 UTC",
        "package check",
        "as it comes with the kind",
    ] {
        assert!(own.contains(words), "{words}: {own}");
    }
    assert!(!own.contains("Approve what stands here") && !own.contains(">Run now<"), "{own}");
    let read = offered(&firm, "olga-berg").await;
    firm.forbidden("piet-maas", "/collectors/CO-1/approval", &format!("declaration={read}")).await;
    let changed = FILE.replace("rules.conf", "other.conf");
    firm.done("piet-maas", "/collectors/CO-1/revision", &changed).await;
    let stale = format!("declaration={read}");
    firm.refused("olga-berg", "/collectors/CO-1/approval", &stale, &["hat was read is not what CO-1 runs now"]).await;
    let read = offered(&firm, "olga-berg").await;
    firm.done("olga-berg", "/collectors/CO-1/approval", &format!("declaration={read}")).await;
    let page = firm.page("piet-maas", "/collectors/CO-1").await;
    assert!(
        page.contains("was approved by") && page.contains(">Run now<") && page.contains("Next 2026-11-23 06:30"),
        "{page}"
    );
    // Another name leaves the approval as it is; another rule voids it.
    firm.done("piet-maas", "/collectors/CO-1/revision", &changed.replace("Rules+of", "All+rules+of")).await;
    assert!(firm.page("piet-maas", "/collectors/CO-1").await.contains("was approved by"));
    firm.done(
        "piet-maas",
        "/collectors/CO-1/revision",
        &format!("{changed}&rule=package+check%0D%0Aresult+%3A%3D+%22fail%22"),
    )
    .await;
    let again = firm.page("piet-maas", "/collectors/CO-1").await;
    assert!(again.contains("Waits for approval") && again.contains("written for this collector"), "{again}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_could_not_look_is_unknown_and_hands_in_nothing() {
    let firm = Firm::new();
    declared(&firm).await;
    firm.refused("piet-maas", "/collectors/CO-1/run", "", &["was not approved yet"]).await;
    let before = firm.entries();
    let tried = firm.post("piet-maas", "/collectors/CO-1/trial", "").await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text);
    for words in ["Tried just now", "Unknown", "list of folders", "none: nothing was collected", "--collect-folder"] {
        assert!(tried.text.contains(words), "{words}: {}", tried.text);
    }
    assert_eq!(firm.entries(), before, "a try keeps nothing");
    let read = offered(&firm, "olga-berg").await;
    firm.done("olga-berg", "/collectors/CO-1/approval", &format!("declaration={read}")).await;
    let said = firm.post("piet-maas", "/collectors/CO-1/run", "").await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    assert!(said.text.contains("Unknown: ") && said.text.contains("nothing was handed in"), "{}", said.text);
    let list = firm.page("olga-berg", "/collectors").await;
    assert!(list.contains("run-mark tone-caution") && list.contains(": unknown</span>"), "{list}");
    assert!(!list.contains("Check passed"), "what could not be found out is never passed: {list}");
    let control = firm.page("olga-berg", "/controls/AC-1").await;
    assert!(control.contains("Rules of the firewall") && control.contains("Unknown"), "{control}");
    assert!(!firm.page("olga-berg", "/controls/AC-2").await.contains("Rules of the firewall"));
    assert!(firm.page("olga-berg", "/evidence").await.contains("No evidence yet"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outcomes_are_of_the_check_and_stand_in_words_beside_their_colour() {
    let firm = Firm::new();
    declared(&firm).await;
    let read = offered(&firm, "olga-berg").await;
    firm.done("olga-berg", "/collectors/CO-1/approval", &format!("declaration={read}")).await;
    ran(&firm, "CO-1", RunOutcome::Unknown, "<img src=x onerror=alert(1)>", None);
    let page = firm.page("olga-berg", "/collectors/CO-1").await;
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && !page.contains("<img src=x"), "{page}");
    assert!(page.contains("and not of the control") && page.contains("1 run, the newest first"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_rests_goes_on_and_is_removed_with_a_reason() {
    let firm = Firm::new();
    declared(&firm).await;
    firm.refused("piet-maas", "/collectors/CO-1/rest", "reason=", &["reason is empty"]).await;
    firm.done("piet-maas", "/collectors/CO-1/rest", "reason=The+machine+moves").await;
    let page = firm.page("piet-maas", "/collectors/CO-1").await;
    assert!(page.contains("The machine moves") && page.contains("Let it go on"), "{page}");
    firm.done("piet-maas", "/collectors/CO-1/resumption", "").await;
    firm.refused("piet-maas", "/collectors/CO-1/resumption", "", &["does not rest"]).await;
    firm.forbidden("mina-sato", "/collectors/CO-1/removal", "reason=x").await;
    firm.refused("piet-maas", "/collectors/CO-1/removal", "reason=", &["reason is empty"]).await;
    firm.done("piet-maas", "/collectors/CO-1/removal", "reason=Gone").await;
    assert!(firm.page("piet-maas", "/collectors").await.contains("No collector yet"));
    assert!(firm.page("piet-maas", "/collectors?removed=1").await.contains("Rules of the firewall"));
    let page = firm.page("piet-maas", "/collectors/CO-1").await;
    assert!(page.contains("Removed: it runs no more") && !page.contains(">Try it<"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_credential_is_given_and_never_shown() {
    let firm = Firm::new();
    let form = "name=Leavers&kind=sql_query&credential=database&sql=SELECT+1&control=AC-1&evidence_type=access_review&environment=production&rhythm=by_hand";
    firm.done("piet-maas", "/collectors", form).await;
    let page = firm.page("piet-maas", "/collectors/CO-1").await;
    assert!(page.contains("Not set"), "{page}");
    let secret = "postgresql://reader:canary-9x7@db.example:5432/hr";
    let given = format!("name=database&secret={}", secret.replace(':', "%3A").replace('/', "%2F").replace('@', "%40"));
    let said = firm.post("piet-maas", "/collectors/CO-1/credentials", &given).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    assert!(
        said.text.contains("The credential database is kept") && said.text.contains("Given today"),
        "{}",
        said.text
    );
    firm.refused(
        "piet-maas",
        "/collectors/CO-1/credentials",
        "name=other&secret=canary-9x7",
        &["no credential called other"],
    )
    .await;
    firm.refused("piet-maas", "/collectors/CO-1/credentials", "name=database&secret=ab", &["6 to 8192 bytes"]).await;
    firm.forbidden("mina-sato", "/collectors/CO-1/credentials", &given).await;
    firm.clock.set(NOON + 366 * 86_400_000_000);
    let old = firm.page("piet-maas", "/collectors/CO-1").await;
    assert!(old.contains("older than a year"), "{old}");
    for path in ["/collectors", "/collectors/CO-1", "/collectors/CO-1/revision", "/history", "/controls/AC-1"] {
        assert!(!firm.page("piet-maas", path).await.contains("canary-9x7"), "{path}");
    }
    assert!(!said.text.contains("canary-9x7"));
    let gone = firm.post("piet-maas", "/collectors/CO-1/credentials/removal", "name=database").await;
    assert!(gone.text.contains("is forgotten") && gone.text.contains("Not set"), "{}", gone.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_field_that_cannot_be_read_is_named_and_nothing_typed_is_lost() {
    let firm = Firm::new();
    let with = |name: &str, value: &str| {
        let kept: Vec<&str> = FILE.split('&').filter(|pair| pair.split('=').next() != Some(name)).collect();
        format!("{}&{name}={value}", kept.join("&"))
    };
    for (name, value, words) in [
        ("time", "25:00", "the time"),
        ("seconds", "many", "the seconds"),
        ("seconds", "0", "limits.seconds"),
        ("path", "rules.conf", "what.file_hash.path"),
        ("expect", "ab", "what.file_hash.expect"),
        ("rhythm", "yearly", "yearly"),
        ("evidence_type", "gossip", "gossip"),
        ("environment", "x", "environment"),
        ("name", "", "name"),
        ("kind", "gossip", "kind of check"),
    ] {
        let said = firm.post("piet-maas", "/collectors", &with(name, value)).await;
        let refused = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::NOT_FOUND].contains(&said.status);
        assert!(refused && said.text.to_lowercase().contains(words), "{name}={value}: {} {}", said.status, said.text);
        assert!(said.text.contains("AC-1"), "{name}={value} loses what was typed");
    }
    let scripted = with("name", "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    firm.done("piet-maas", "/collectors", &scripted).await;
    for path in ["/collectors", "/collectors/CO-1", "/collectors/CO-1/revision", "/controls/AC-1"] {
        assert!(!firm.page("piet-maas", path).await.contains("<script>alert"), "{path}");
    }
}

#[test]
fn each_kind_comes_back_from_its_form_as_it_was_declared() {
    let usual = "name=N&control=AC-1&evidence_type=collector_result&environment=production&rhythm=monthly&time=06:05&seconds=30";
    for (kind, fields) in [
        (
            "command",
            "program=/usr/bin/list&arguments=--from%0D%0Aa+b&environment_of=TOKEN%3Dtoken&exits=0,3&read_as=json_lines&working_folder=/srv/w",
        ),
        (
            "git_repository",
            "path=/srv/p.git&branch=main&days=interval&trailers=Reviewed-by,+Acked-by&first_parent=yes&require_signed=yes&allowed_signers=/srv/signers&protection_file=.github/p.yml",
        ),
        (
            "git_repository",
            "path=/srv/p.git&branch=main&days=named&since=2026-01-01&until=2026-03-31&gnupg_home=/srv/gpg",
        ),
        ("tls_certificate", "host=www.example.org&port=8443&warn_days=14"),
        (
            "http_headers",
            "url=https://www.example.org/&expect_headers=A+present%0D%0AB%3A+absent%0D%0AC+is+x+y%0D%0AD+contains+z",
        ),
        ("sql_query", "credential=database&sql=SELECT+1%0D%0AFROM+t&max_rows=1+000"),
        ("file_hash", "path=/etc/hosts&expect=0000000000000000000000000000000000000000000000000000000000000000"),
    ] {
        let first = declare(check::declared(&typed(&format!("{usual}&kind={kind}&{fields}"))).unwrap()).unwrap();
        assert_eq!(first.kind, kind);
        let rule = if kind == "command" { RuleOf::Nobody } else { RuleOf::Kind };
        let again = declare(check::declared(&check::fields(&first, rule)).unwrap()).unwrap();
        assert_eq!(again, first, "{kind}");
    }
}

#[test]
fn a_line_that_cannot_be_read_is_quoted() {
    let usual = "name=N&control=AC-1&evidence_type=collector_result&environment=production&rhythm=by_hand";
    for (fields, words) in [
        ("kind=http_headers&url=https://a.example/&expect_headers=X-Frame-Options+maybe", "X-Frame-Options maybe"),
        ("kind=http_headers&url=https://a.example/&expect_headers=X+is", "`X is`"),
        ("kind=command&program=/bin/x&environment_of=TOKEN", "`TOKEN` names no credential"),
        ("kind=command&program=/bin/x&exits=zero", "`zero`"),
        ("kind=tls_certificate&host=a.example&port=https", "the port"),
    ] {
        let refusal = check::declared(&typed(&format!("{usual}&{fields}"))).unwrap_err();
        assert!(refusal.to_string().contains(words), "{fields}: {refusal}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approval_by_its_author_names_the_waiver_that_allowed_it() {
    let firm = Firm::new();
    let waiver = "duty=SoD-1&person=demo-piet-maas&from=2026-11-21&until=2027-01-31&reason=One+engineer+here";
    firm.done("olga-berg", "/decisions/waivers", waiver).await;
    let page = firm.page("mina-sato", "/decisions").await;
    let (_, rest) = page.split_once("action=\"/o/firm/decisions/waivers/").expect("it waits for her");
    let id = rest.split('/').next().unwrap().to_owned();
    declared(&firm).await;
    assert!(!firm.page("piet-maas", "/collectors/CO-1").await.contains("One engineer here"), "it is not in force");
    firm.done("mina-sato", &format!("/decisions/waivers/{id}/approval"), "").await;
    let own = firm.page("piet-maas", "/collectors/CO-1").await;
    for words in
        ["SoD-1 is waived for Piet Maas until 2027-01-31", "One engineer here", &id, "Approve what stands here"]
    {
        assert!(own.contains(words), "{words}: {own}");
    }
    let read = offered(&firm, "piet-maas").await;
    firm.done("piet-maas", "/collectors/CO-1/approval", &format!("declaration={read}")).await;
    firm.done("olga-berg", &format!("/decisions/waivers/{id}/end"), "reason=Somebody+was+hired").await;
    for who in ["piet-maas", "ivan-roth"] {
        let page = firm.page(who, "/collectors/CO-1").await;
        assert!(page.contains("Approved by its author: SoD-1 was waived for Piet Maas"), "{who}: {page}");
        assert!(page.contains("One engineer here") && page.contains(&format!("/decisions#{id}")), "{who}: {page}");
    }
    firm.done("piet-maas", "/collectors", &FILE.replace("Rules+of", "Copy+of")).await;
    let read = offered_of(&firm, "olga-berg", "CO-2").await;
    firm.done("olga-berg", "/collectors/CO-2/approval", &format!("declaration={read}")).await;
    let page = firm.page("piet-maas", "/collectors/CO-2").await;
    assert!(page.contains("was approved by") && !page.contains("Approved by its author"), "{page}");
}
