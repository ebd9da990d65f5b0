//! One's own new address: a link to the new one, told to the old one.

use super::relay::{Relay, header};
use super::{BASE, Firm, MINUTE};
use app::{Visitor, Who};
use serde_json::Value;

/// The founder with an account, signed in.
fn signed_in(firm: &Firm) -> Who {
    let link = firm.app.first_link().unwrap().unwrap();
    let (password, visitor) = ("correct horse battery staple 47", Visitor::default());
    let begun = firm.app.begin_first(&link, "Olga Berg", "olga@acme.example", password, &visitor).unwrap();
    firm.app.who_by_session(&begun.session).unwrap().unwrap()
}

fn secret(letter: &Value) -> String {
    let (_, rest) = letter["text"].as_str().unwrap().split_once(&format!("{BASE}/profile/address/")).unwrap();
    rest.lines().next().unwrap().trim().to_owned()
}

#[test]
fn a_new_address_is_taken_by_its_link_once_within_the_hour_and_the_old_one_is_told() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    let (app, olga, visitor) = (&firm.app, signed_in(&firm), Visitor::default());
    app.ask_new_address(&olga, "olga.berg@acme.example", BASE).unwrap();
    assert_eq!(app.email_of(olga.id()), "olga@acme.example", "asking changes nothing");
    let first = relay.taken().remove(0);
    assert_eq!(first["to"][0], "olga.berg@acme.example");
    let link = secret(&first);
    let carl = app.demo_actor("carl-diaz");
    assert!(app.open_new_address(&carl, &link).is_err(), "it is nobody else's");
    assert_eq!(app.open_new_address(&olga, &link).unwrap().email, "olga.berg@acme.example");
    app.take_new_address(&olga, &link, &visitor).unwrap();
    assert_eq!(app.email_of(olga.id()), "olga.berg@acme.example");
    let told = relay.taken().remove(1);
    assert_eq!((told["to"][0].as_str(), relay.taken().len()), (Some("olga@acme.example"), 2));
    assert!(header(&told, "Subject").contains("your address was changed"));
    assert!(app.take_new_address(&olga, &link, &visitor).is_err(), "a link is good once");
    let password = "correct horse battery staple 47";
    assert!(app.sign_in("olga@acme.example", password, &visitor).is_err(), "the old one signs nobody in");
    app.sign_in("olga.berg@acme.example", password, &visitor).unwrap();
}

#[test]
fn a_link_ends_after_an_hour_and_tells_nobody_whose_an_address_is() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    let (app, olga, visitor) = (&firm.app, signed_in(&firm), Visitor::default());
    assert!(app.ask_new_address(&olga, "olga@acme.example", BASE).is_err(), "it is the one that she has");
    assert!(app.ask_new_address(&olga, "no address", BASE).is_err());
    app.ask_new_address(&olga, "carl-diaz@acme.example", BASE).unwrap();
    assert!(relay.taken().is_empty(), "what is somebody else's gets no letter, and the answer does not say so");
    app.ask_new_address(&olga, "olga.berg@acme.example", BASE).unwrap();
    app.ask_new_address(&olga, "berg@acme.example", BASE).unwrap();
    let many = app.ask_new_address(&olga, "o.berg@acme.example", BASE).unwrap_err().to_string();
    assert!(many.contains("too many links"), "{many}");
    let link = secret(&relay.taken()[0]);
    firm.clock.set(firm.clock.now_us() + 61 * MINUTE);
    assert!(app.open_new_address(&olga, &link).is_err());
    assert!(app.take_new_address(&olga, &link, &visitor).is_err());
    let stale = app.ask_new_address(&olga, "o.berg@acme.example", BASE).unwrap_err().to_string();
    assert!(stale.contains("prove again"), "a session alone is not enough: {stale}");
    assert_eq!(app.email_of(olga.id()), "olga@acme.example");
}

#[test]
fn a_letter_proves_the_address_that_one_has_and_shows_what_others_sent_to_it() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    let (app, visitor) = (&firm.app, Visitor::default());
    let founder = firm.founder();
    let roles = || [domain::values::Role::Contributor].into();
    let first = app.invite("acme", &founder, None, "Nora", "nora@acme.example", roles()).unwrap();
    let password = "correct horse battery staple 47";
    let begun = app.accept_as_new(&first.secret, "Nora", password, &visitor).unwrap();
    let nora = app.who_by_session(&begun.session).unwrap().unwrap();
    let documents = app::library::documents(app::library::STARTING);
    app.create("beta", &founder, "Beta", documents, domain::values::Profile::default()).unwrap();
    app.invite("beta", &founder, None, "Nora", "nora@acme.example", roles()).unwrap();
    assert_eq!(app.invitation_for(&nora, "beta").unwrap(), None);
    app.ask_address_proof(&nora, BASE).unwrap();
    let letter = relay.taken().remove(0);
    assert_eq!(letter["to"][0], "nora@acme.example");
    assert_eq!(app.invitation_for(&nora, "beta").unwrap(), None, "asking proves nothing");
    app.take_new_address(&nora, &secret(&letter), &visitor).unwrap();
    assert_eq!(relay.taken().len(), 1, "nothing changed, so that no old address is told");
    assert!(app.person(nora.id()).unwrap().unwrap().is_proved());
    assert_eq!(app.invitation_for(&nora, "beta").unwrap().unwrap().organisation, "Beta");
    assert!(app.ask_address_proof(&nora, BASE).is_err(), "it is proved");
    app.accept_as(&nora, "beta").unwrap();
}
