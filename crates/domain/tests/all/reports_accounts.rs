//! What a list of accounts comes to: the rules, each with pass, fail and what stays open, and the sentence that counts.

use domain::reports::accounts::{AccountCounts, AccountRule, SIGN_IN_DAYS, judged};
use domain::reports::findings::{rows, summary};
use domain::values::{
    AccountState, FindingResult, Findings, FindingsFormat, LastSignIn, Listed, ListedAccount, ResultCounts,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 2, 20);

fn said<T>(value: T) -> Listed<T> {
    Listed::Said { value, written: "cell".to_owned() }
}

fn account() -> ListedAccount {
    ListedAccount {
        name: "ada@example.com".to_owned(),
        state: said(AccountState::Active),
        second_factor: said(true),
        demanded: Listed::NoColumn,
        administrator: said(true),
        last_sign_in: said(LastSignIn::On(TODAY)),
    }
}

fn result(account: &ListedAccount, rule: AccountRule) -> Option<FindingResult> {
    judged(account, Some(TODAY)).into_iter().find(|found| found.id == rule.id()).map(|found| found.result)
}

#[test]
fn each_rule_passes_fails_and_stays_open() {
    use AccountRule::{Administrator, NotInUse, SecondFactor, SignIn};
    use FindingResult::{Fail, Informational, Pass, Unknown};
    let whole = account();
    let without = ListedAccount { second_factor: said(false), ..account() };
    let open = ListedAccount { second_factor: Listed::Empty, ..account() };
    let nobody = ListedAccount { administrator: said(false), ..without.clone() };
    let perhaps = ListedAccount { administrator: Listed::NoColumn, ..account() };
    let closed = ListedAccount { state: said(AccountState::Closed), ..without.clone() };
    let stateless = ListedAccount { state: Listed::NoColumn, ..account() };
    for (case, account, expected) in [
        ("whole", &whole, [Some(Pass), Some(Pass), Some(Pass), None]),
        ("no second factor", &without, [Some(Fail), Some(Fail), Some(Pass), None]),
        ("factor left open", &open, [Some(Unknown), Some(Unknown), Some(Pass), None]),
        ("no administrator", &nobody, [Some(Fail), None, Some(Pass), None]),
        ("administrator left open", &perhaps, [Some(Pass), Some(Unknown), Some(Pass), None]),
        ("closed", &closed, [None, None, None, Some(Informational)]),
        ("state left open", &stateless, [Some(Unknown), Some(Unknown), Some(Unknown), None]),
    ] {
        let found = [SecondFactor, Administrator, SignIn, NotInUse].map(|rule| result(account, rule));
        assert_eq!(found, expected, "{case}");
    }
    assert_eq!(judged(&closed, None).len(), 1, "counted once");
}

#[test]
fn ninety_days_are_counted_back_from_the_day_of_the_list() {
    use FindingResult::{Fail, Pass, Unknown};
    for (days, expected) in
        [(-2, Unknown), (-1, Pass), (0, Pass), (SIGN_IN_DAYS - 1, Pass), (SIGN_IN_DAYS, Fail), (4_000, Fail)]
    {
        let last = TODAY.checked_sub(days.days()).unwrap();
        let account = ListedAccount { last_sign_in: said(LastSignIn::On(last)), ..account() };
        assert_eq!(result(&account, AccountRule::SignIn), Some(expected), "{days} days");
        let undated = judged(&account, None).pop().unwrap();
        assert_eq!(undated.result, Unknown, "without a day nothing is counted: {}", undated.detail);
    }
    for last_sign_in in [said(LastSignIn::Never), Listed::Empty, Listed::NoColumn] {
        let account = ListedAccount { last_sign_in, ..account() };
        assert_eq!(result(&account, AccountRule::SignIn), Some(Unknown));
    }
}

#[test]
fn r185_every_rule_for_accounts_names_requirements_of_both_frameworks() {
    let lists = [account(), ListedAccount { state: said(AccountState::Pending), ..account() }];
    let found: Vec<_> = lists.iter().flat_map(|account| judged(account, Some(TODAY))).collect();
    for rule in AccountRule::ALL {
        let named = &found.iter().find(|finding| finding.id == rule.id()).unwrap().requirements;
        let of = |list: &str| named.iter().filter(|one| one.list == list).count();
        assert!(of("SOC 2") > 0 && of("ISO/IEC 27001:2022") > 0, "{}: {named:?}", rule.id());
    }
}

#[test]
fn accounts_are_counted_with_what_they_are_counted_of() {
    let mut counts = AccountCounts::default();
    let states = [said(AccountState::Active), said(AccountState::Closed), said(AccountState::Pending), Listed::Empty];
    let accounts: Vec<_> = (states.into_iter().enumerate())
        .map(|(at, state)| ListedAccount { name: format!("a{at}"), state, ..account() })
        .collect();
    accounts.iter().for_each(|account| counts.count(account));
    let perhaps = ListedAccount { administrator: Listed::Empty, ..account() };
    counts.count(&perhaps);
    assert_eq!(
        counts.in_words(),
        "Accounts in the list: 5; of these active 2, suspended or closed 1, not yet used 1, not said 1. Of the active 2: \
         administrators 1, not said 1."
    );
    let items: Vec<_> = accounts.iter().flat_map(|account| judged(account, None)).collect();
    let mut of_results = ResultCounts::default();
    items.iter().for_each(|item| of_results.count(item.result));
    let found = Findings {
        tool: "Okta".to_owned(),
        version: None,
        format: FindingsFormat::Accounts,
        began: None,
        ended: None,
        target: None,
        counts: of_results,
        items,
        notes: Vec::new(),
    };
    assert_eq!((rows(&found), found.items.len()), (4, 8), "rows are accounts");
    let text = summary(&found, "users.csv", "00");
    assert!(text.contains("Requirements that the rules of Tickmark name; they are no mapping"), "{text}");
    assert!(text.contains("A result is what a rule says of what the provider lists."), "{text}");
}
