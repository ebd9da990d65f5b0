//! The pages of rights in process: complete, made from the table, and true for whoever looks.

use crate::web::people::tests::Firm;
use crate::web::roles::{capital, parts};
use domain::values::{Action, Duty, Role};

#[test]
fn every_action_stands_in_one_part() {
    let mut all: Vec<Action> = parts().into_iter().flat_map(|(_, actions)| actions).collect();
    all.sort();
    let mut known = Action::ALL.to_vec();
    known.sort();
    assert_eq!(all, known);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_role_action_and_rule_is_on_its_page() {
    let firm = Firm::new();
    let (roles, matrix) = (firm.page("", "/roles").await, firm.page("", "/roles?view=matrix").await);
    for role in Role::ALL {
        assert!(roles.contains(&format!("id=\"{}\"", role.id())) && roles.contains(role.never()), "{role:?}");
        assert!(matrix.contains(role.title()), "{role:?}");
    }
    assert!(roles.contains("href=\"/o/firm/people/demo-olga-berg\">Olga Berg</a>"), "{roles}");
    for action in Action::ALL {
        assert!(matrix.contains(&maud::html! { (capital(action.words())) }.into_string()), "{action:?}");
    }
    let rules = firm.page("", "/roles?view=rules").await;
    for duty in Duty::ALL {
        assert!(rules.contains(&format!("id=\"{}\"", duty.id())), "{duty:?}");
    }
    assert_eq!(rules.matches("Can be waived").count(), Duty::ALL.iter().filter(|d| d.waivable()).count());
    for page in [roles, matrix, rules] {
        assert!(!page.contains("style=") && !page.contains("<style"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_see_people_sees_roles_without_names() {
    let firm = Firm::new();
    let page = firm.page("dora-lund", "/roles").await;
    assert!(page.contains("Programme manager") && !page.contains("Olga Berg") && !page.contains("Held by"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_i_do_says_why_not_and_whom_to_ask() {
    let firm = Firm::new();
    let page = firm.page("dora-lund", "/roles?view=mine").await;
    assert!(page.contains("No right for it comes with your roles."), "{page}");
    assert!(page.contains("Ask Olga Berg") && page.contains("Leave the organisation") && page.contains("Your own"));
    let auditor = firm.page("ivan-roth", "/roles?view=mine").await;
    assert!(auditor.contains("SoD-3"), "a rule is named where one denies: {auditor}");
    let before = firm.doors.app.security_log("firm", &firm.founder(), None, 50).unwrap();
    assert!(
        before.notes.iter().all(|note| note.what != "refused"),
        "looking at a page is no attempt: {:?}",
        before.notes
    );
}
