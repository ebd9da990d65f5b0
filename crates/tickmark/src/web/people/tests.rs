//! The pages of people over a small organisation, in process: each form done, refused with nothing lost, and not offered to
//! who may not use it.

mod firm;

pub(in crate::web) use firm::{Firm, MINUTE, NOON, Said, each_id_once};

use axum::http::StatusCode;

/// The secret in the one-time link on a page.
fn secret(page: &str) -> String {
    let (_, rest) = page.split_once("http://localhost:4242/invitation#").expect("a one-time link");
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

const NEW: &str = "name=Nora+Quist&email=nora%40example.com&roles=contributor";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_listed_searched_and_chosen_by_role_and_state() {
    let firm = Firm::new();
    firm.post("", "/people", NEW).await;
    let all = firm.page("", "/people").await;
    for words in ["Olga Berg", "Mina Sato", "Internal auditor", "nora@example.com", "Invited", "Invite a person"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    let found = firm.page("", "/people?search=NORA%40").await;
    assert!(found.contains("Nora Quist") && !found.contains(">Olga Berg<"));
    let owners = firm.page("", "/people?role=owner").await;
    assert!(owners.contains(">Olga Berg<") && !owners.contains(">Dora Lund<"));
    let invited = firm.page("", "/people?state=invited").await;
    assert!(invited.contains("Nora Quist") && !invited.contains(">Olga Berg<"));
    assert!(firm.page("", "/people?search=nobody").await.contains("Nobody is like that"));
    assert!(Firm::alone().page("", "/people").await.contains("You are alone here"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_shows_its_link_once_and_a_new_one_ends_the_first() {
    let firm = Firm::new();
    let said = firm.post("olga-berg", "/people", NEW).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    let first = secret(&said.text);
    let opened = firm.doors.app.open_invitation(&first).unwrap();
    assert_eq!((opened.person.name.as_str(), opened.organisation.as_str()), ("Nora Quist", "Firm & Co"));
    let list = firm.page("olga-berg", "/people").await;
    assert!(!list.contains(&first), "the secret stands on no other page");
    let id = id_of(&firm, "Nora Quist").await;
    assert!(firm.page("olga-berg", &format!("/people/{id}")).await.contains("Make a new link"));
    let again = firm.post("olga-berg", &format!("/people/{id}/invitation"), "").await;
    let second = secret(&again.text);
    assert!(firm.doors.app.open_invitation(&first).is_err());
    assert!(firm.doors.app.open_invitation(&second).is_ok());
    let roles = "name=Kept+Words&email=kept%40example.com";
    firm.refused("olga-berg", "/people", roles, &["Kept Words", "kept@example.com", "set of roles is empty"]).await;
    let address = "name=Kept+Words&email=nowhere&roles=owner";
    firm.refused("olga-berg", "/people", address, &["Kept Words", "nowhere", "checked"]).await;
    firm.not_offered("mina-sato", "/people/new", "may not invite a person").await;
    assert!(firm.forbidden("mina-sato", "/people", NEW).await.contains("Ask "));
    assert!(!firm.page("mina-sato", "/people").await.contains("Invite a person"));
    let nora = format!("/people/{id}");
    assert!(!firm.page("mina-sato", &nora).await.contains("Make a new link"));
    firm.forbidden("mina-sato", &format!("{nora}/invitation"), "").await;
}

/// The id of somebody by the name on the list.
async fn id_of(firm: &Firm, name: &str) -> String {
    let list = firm.page("", "/people").await;
    let (before, _) = list.split_once(&format!("\">{name}</a>")).expect("the person is listed");
    before.rsplit_once("/people/").unwrap().1.to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn roles_are_set_by_an_owner_with_a_reason_and_never_ones_own() {
    let firm = Firm::new();
    let dora = "/people/demo-dora-lund";
    firm.done("olga-berg", &format!("{dora}/roles"), "roles=contributor&roles=management&roles-reason=She+joined")
        .await;
    let page = firm.page("olga-berg", dora).await;
    assert!(page.contains("Top management") && page.contains("Change roles"), "{page}");
    let kept = ["The reason is empty.", "value=\"owner\" checked"];
    firm.refused("olga-berg", &format!("{dora}/roles"), "roles=owner&roles-reason=", &kept).await;
    let both = "roles=internal_auditor&roles=programme_manager&roles-reason=Small";
    firm.refused("olga-berg", &format!("{dora}/roles"), both, &["SoD-3", "Small"]).await;
    let own = firm.page("olga-berg", "/people/demo-olga-berg").await;
    assert!(own.contains("This is you") && own.contains("SoD-7") && !own.contains("Set roles"), "{own}");
    let said = firm.forbidden("olga-berg", "/people/demo-olga-berg/roles", "roles=management&roles-reason=Me").await;
    assert!(said.contains("SoD-7") && said.contains("Ask Local operator"), "{said}");
    let page = firm.page("piet-maas", dora).await;
    assert!(page.contains("You may not set somebody's roles") && !page.contains("Set roles"), "{page}");
    firm.forbidden("piet-maas", &format!("{dora}/roles"), "roles=owner&roles-reason=Me").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_membership_is_suspended_resumed_and_ended_and_its_history_says_so() {
    let firm = Firm::new();
    let dora = "/people/demo-dora-lund";
    firm.refused("", &format!("{dora}/suspension"), "suspension-reason=", &["The reason is empty."]).await;
    firm.done("", &format!("{dora}/suspension"), "suspension-reason=On+leave").await;
    assert_eq!(firm.get("dora-lund", "/controls").await.status, StatusCode::FORBIDDEN);
    assert!(firm.page("", dora).await.contains("End the suspension"));
    firm.done("", &format!("{dora}/resumption"), "").await;
    firm.refused("", &format!("{dora}/resumption"), "", &["is so already"]).await;
    firm.refused("", &format!("{dora}/end"), "end-reason=", &["The reason is empty."]).await;
    firm.done("", &format!("{dora}/end"), "end-reason=Left+the+firm").await;
    let past = firm.page("", &format!("{dora}/history")).await;
    assert!(past.contains("5 entries are about this membership") && past.contains("Left the firm"), "{past}");
    assert!(firm.page("", dora).await.contains("Invite again"));
    let (ivan, form) = ("/people/demo-ivan-roth", "suspension-reason=x&end-reason=x");
    let page = firm.page("mina-sato", ivan).await;
    assert!(!page.contains("/suspension\"") && !page.contains("/end\""), "{page}");
    for verb in ["suspension", "resumption", "end"] {
        firm.forbidden("mina-sato", &format!("{ivan}/{verb}"), form).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outside_access_is_given_for_days_that_end_and_ended_before() {
    let firm = Firm::new();
    let form = |until: &str| {
        format!(
            "kind=external_auditor&name=Ada+Wick&email=ada%40cpa.example&engagement=Type+II&from=2026-11-21&until={until}&reason=Kept+words"
        )
    };
    let path = "/people/outside";
    assert!(firm.page("piet-maas", path).await.contains("value=\"2027-02-18\""), "90 days, the first one counted");
    firm.refused("piet-maas", path, &form("2027-02-19"), &["at most 90 days", "Kept words", "Type II"]).await;
    firm.refused("piet-maas", path, &form("2026-11-01"), &["lies before", "ada@cpa.example"]).await;
    firm.refused("piet-maas", path, &form("soon"), &["is no date"]).await;
    let said = firm.post("piet-maas", path, &form("2026-11-30")).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    secret(&said.text);
    let list = firm.page("", "/people").await;
    assert!(
        list.contains("External auditor, reads") && list.contains("9 days") && list.contains("Piet Maas"),
        "{list}"
    );
    let ada = id_of(&firm, "Ada Wick").await;
    let page = firm.page("piet-maas", &format!("/people/{ada}")).await;
    let (before, _) = page.split_once("/end\"").expect("an end is offered");
    let grant = before.rsplit_once("/grants/").unwrap().1.to_owned();
    let end = format!("/people/{ada}/grants/{grant}/end");
    firm.forbidden("mina-sato", &end, "reason=x").await;
    firm.refused("piet-maas", &end, &format!("grant={grant}&reason="), &["The reason is empty."]).await;
    firm.done("piet-maas", &end, &format!("grant={grant}&reason=Done")).await;
    assert!(firm.page("", "/people").await.contains("Ended early"));
    firm.not_offered("mina-sato", path, "may not give outside access").await;
    firm.forbidden("mina-sato", path, &form("2026-11-30")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_see_people_sees_their_own_page_names_a_deputy_by_address_and_leaves() {
    let firm = Firm::new();
    let nora = firm.post("", "/people", NEW).await;
    assert_eq!(nora.status, StatusCode::OK);
    assert_eq!(firm.get("dora-lund", "/people").await.status, StatusCode::FORBIDDEN);
    assert_eq!(firm.get("dora-lund", "/people/demo-olga-berg").await.status, StatusCode::FORBIDDEN);
    let dora = "/people/demo-dora-lund";
    let own = firm.page("dora-lund", dora).await;
    assert!(own.contains("Leave this organisation") && own.contains("The e-mail address of a colleague"), "{own}");
    assert!(!own.contains("Mina Sato"), "no name of others is told");
    let form = |who: &str, until: &str| {
        format!("deputy={who}&deputy-from=2026-11-21&deputy-until={until}&deputy-reason=Holiday")
    };
    let path = format!("{dora}/deputies");
    firm.refused("dora-lund", &path, &form("", "2026-12-01"), &["The deputy is empty.", "Holiday"]).await;
    let said = firm.post("dora-lund", &path, &form("nobody%40example.com", "2026-12-01")).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    firm.refused(
        "dora-lund",
        &path,
        &form("nora%40example.com", "2027-12-01"),
        &["at most 90 days", "nora@example.com"],
    )
    .await;
    firm.done("dora-lund", &path, &form("NORA%40example.com", "2026-12-01")).await;
    let page = firm.page("dora-lund", dora).await;
    assert!(page.contains("Nora Quist") && page.contains("In force"), "{page}");
    let (before, _) = page.split_once("/end\"").unwrap();
    let end = format!("{path}/{}/end", before.rsplit_once("/deputies/").unwrap().1);
    firm.forbidden("carl-diaz", &end, "").await;
    firm.forbidden("carl-diaz", &path, &form("nora%40example.com", "2026-12-01")).await;
    firm.done("dora-lund", &end, "").await;
    let left = firm.done("dora-lund", &format!("{dora}/end"), "end-reason=A+new+job").await;
    assert_eq!(left.to, "/");
    assert_eq!(firm.get("dora-lund", dora).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_that_look_alike_are_marked() {
    let firm = Firm::new();
    firm.post("", "/people", "name=O%6Cg%D0%B0+Berg&email=other%40example.com&roles=contributor").await;
    let list = firm.page("", "/people").await;
    assert_eq!(list.matches("Looks like").count(), 2, "{list}");
    assert!(firm.page("", "/people/demo-olga-berg").await.contains("other@example.com"));
    assert!(!firm.page("", "/people/demo-dora-lund").await.contains("Looks like"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_control_is_assigned_to_a_person_who_then_sees_it_and_no_other() {
    let firm = Firm::new();
    assert!(firm.page("carl-diaz", "/controls").await.contains("No control is assigned to you"));
    let owner = "/controls/AC-1/owner";
    firm.done("piet-maas", owner, "person=demo-carl-diaz").await;
    firm.refused("piet-maas", owner, "person=demo-ivan-roth", &["SoD-3", "AC-1"]).await;
    let page = firm.page("piet-maas", "/controls/AC-1").await;
    assert!(page.contains("href=\"/o/firm/people/demo-carl-diaz\""), "{page}");
    assert!(firm.page("mina-sato", "/controls").await.contains(">Carl Diaz</a>"));
    let list = firm.page("carl-diaz", "/controls").await;
    assert!(list.contains("AC-1") && !list.contains("AC-2") && !list.contains("New control"), "{list}");
    let own = firm.page("carl-diaz", "/controls/AC-1").await;
    assert!(own.contains("Edit") && !own.contains(owner) && !own.contains("/retirement") && !own.contains("/links\""));
    assert_eq!(firm.get("carl-diaz", "/controls/AC-2").await.status, StatusCode::FORBIDDEN);
    firm.forbidden("mina-sato", owner, "person=demo-mina-sato").await;
    for path in ["/controls/new", "/controls/AC-1/revision"] {
        assert_eq!(firm.get("mina-sato", path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(firm.get("carl-diaz", "/controls/AC-1/revision").await.status, StatusCode::OK);
    assert!(firm.page("", "/people/demo-carl-diaz").await.contains("Control AC-1"));
    firm.done("piet-maas", owner, "person=").await;
    assert_eq!(firm.get("carl-diaz", "/controls/AC-1").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_earlier_day_is_read_and_offers_no_change() {
    let firm = Firm::new();
    firm.clock.set(NOON + 3 * 1440 * MINUTE);
    for path in ["/people", "/people/demo-dora-lund", "/decisions", "/roles", "/roles?view=mine", "/controls/AC-1"] {
        let day = format!("{path}{}as-of=2026-11-22", if path.contains('?') { "&" } else { "?" });
        let page = firm.page("", &day).await;
        assert!(
            !page.contains(&format!("method=\"post\" action=\"/o/firm{}", path.split('?').next().unwrap())),
            "{day}"
        );
        assert!(!page.contains("/people/new") && !page.contains("/new\""), "{day}");
    }
    for path in ["/people/new", "/people/outside", "/decisions/waivers/new", "/decisions/deeds/new", "/ledger.tickmark"]
    {
        let said = firm.get("", &format!("{path}?as-of=2026-11-22")).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stale_proof_changes_no_rights() {
    let firm = Firm::new();
    let cookie = firm.browser("olga-berg");
    firm.clock.set(NOON + 6 * MINUTE);
    let before = firm.entries();
    let form = "roles=management&roles-reason=Kept+words";
    let said = firm.post_in(&cookie, "/people/demo-dora-lund/roles", form).await;
    assert_ne!(said.to, "/o/firm/people/demo-dora-lund", "{}", said.text);
    assert_eq!(firm.entries(), before, "nothing was changed");
    let fresh = firm.browser("olga-berg");
    assert_eq!(firm.post_in(&fresh, "/people/demo-dora-lund/roles", form).await.status, StatusCode::SEE_OTHER);
}
