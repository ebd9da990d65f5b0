//! Names whose addresses lie, change, or never come.

use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use outgoing::{HostPort, Names, Outgoing, Refused, Request, Rules};

use crate::server::{Door, Server, timed};

/// A name server that answers the first time this, and every time after that. It counts.
pub(crate) struct Told {
    first: Vec<IpAddr>,
    then: Vec<IpAddr>,
    asked: AtomicUsize,
}

impl Told {
    pub(crate) fn always(addresses: &[&str]) -> Self {
        Self::changing(addresses, addresses)
    }

    fn changing(first: &[&str], then: &[&str]) -> Self {
        let read = |addresses: &[&str]| addresses.iter().map(|address| address.parse().unwrap()).collect();
        Self { first: read(first), then: read(then), asked: AtomicUsize::new(0) }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Names for Told {
    fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let first = self.asked.fetch_add(1, Ordering::SeqCst) == 0;
        Ok(if first { self.first.clone() } else { self.then.clone() })
    }
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

#[test]
fn a_name_is_asked_once_and_what_it_answers_later_does_not_matter() {
    let server = Server::saying(OK);
    let names = Arc::new(Told::changing(&["127.0.0.1"], &["169.254.169.254"]));
    let internal = vec![HostPort::new("sso.corp.test", server.at.port()).unwrap()];
    let client = Outgoing::with_names(Rules { internal, ..Rules::default() }, names.clone()).unwrap();
    let url = format!("http://sso.corp.test:{}/", server.at.port());
    assert_eq!(client.send(&Request::get(&url)).unwrap().body, b"ok");
    assert_eq!(names.asked(), 1);
    assert!(server.asked()[0].to_lowercase().contains(&format!("\r\nhost: sso.corp.test:{}\r\n", server.at.port())));
    let refused = client.send(&Request::get(&url)).unwrap_err();
    assert!(matches!(refused, Refused::Forbidden { range: "link-local", .. }), "{refused}");
    assert_eq!((names.asked(), server.asked().len()), (2, 1), "each request asks again, and keeps no connection");
}

#[test]
fn a_name_is_passed_on_in_its_one_spelling() {
    let server = Server::saying(OK);
    let internal = vec![HostPort::new("sso.corp.test", server.at.port()).unwrap()];
    let names = Arc::new(Told::always(&["127.0.0.1"]));
    let client = Outgoing::with_names(Rules { internal, ..Rules::default() }, names).unwrap();
    client.send(&Request::get(&format!("http://SSO.Corp.test.:{}/", server.at.port()))).unwrap();
    let host = format!("\r\nhost: sso.corp.test:{}\r\n", server.at.port());
    assert!(server.asked()[0].replace("Host: ", "host: ").contains(&host), "{}", server.asked()[0]);
}

#[test]
fn a_name_that_turned_inwards_after_the_check_is_refused() {
    let names = Arc::new(Told::changing(&["93.184.215.14"], &["127.0.0.1"]));
    let client = Outgoing::with_names(Rules::default(), names.clone()).unwrap();
    let url = "https://rebind.test:8443/";
    assert_eq!(client.check(url), Ok(()));
    let refused = client.send(&Request::get(url)).unwrap_err();
    assert!(matches!(refused, Refused::Forbidden { range: "loopback", .. }), "{refused}");
    assert_eq!(names.asked(), 2);
}

#[test]
fn one_bad_address_among_good_ones_closes_the_name() {
    for bad in ["10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00:ec2::254"] {
        for addresses in [["93.184.215.14", bad], [bad, "93.184.215.14"]] {
            let client = Outgoing::with_names(Rules::default(), Arc::new(Told::always(&addresses))).unwrap();
            match client.send(&Request::get("https://mixed.test/")) {
                Err(Refused::Forbidden { host, address, .. }) => {
                    assert_eq!((host.as_str(), address), ("mixed.test", bad.parse().unwrap()));
                }
                other => panic!("{bad}: {other:?}"),
            }
        }
    }
    let many: Vec<String> = (0..40).map(|last| format!("93.184.215.{last}")).collect();
    let mut many: Vec<&str> = many.iter().map(String::as_str).collect();
    many.push("10.0.0.1");
    let client = Outgoing::with_names(Rules::default(), Arc::new(Told::always(&many))).unwrap();
    let refused = client.check("https://many.test/").unwrap_err();
    assert!(matches!(refused, Refused::Forbidden { range: "private", .. }), "the forty-first counts: {refused}");
}

#[test]
fn a_listed_name_may_not_lead_to_the_metadata_of_the_machine() {
    let internal = vec![HostPort::new("sso.corp.test", 443).unwrap()];
    let rules = Rules { internal, ..Rules::default() };
    let client = Outgoing::with_names(rules, Arc::new(Told::always(&["10.0.0.5", "169.254.169.254"]))).unwrap();
    let refused = client.check("https://sso.corp.test/").unwrap_err();
    assert!(matches!(refused, Refused::Forbidden { range: "link-local", .. }), "{refused}");
}

#[test]
fn a_name_without_an_address_is_said_to_have_none() {
    struct Unknown;
    impl Names for Unknown {
        fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
            Err(io::Error::other("no such name"))
        }
    }
    let none = Refused::NotResolved { host: "nowhere.test".to_owned() };
    for names in [Arc::new(Unknown) as Arc<dyn Names>, Arc::new(Told::always(&[]))] {
        let client = Outgoing::with_names(Rules::default(), names).unwrap();
        assert_eq!(client.check("https://nowhere.test/"), Err(none.clone()));
        assert_eq!(client.send(&Request::get("https://nowhere.test/")), Err(none.clone()));
    }
}

#[test]
fn the_operating_system_knows_this_machine_and_is_not_believed() {
    let door = Door::new();
    let client = Outgoing::new(Rules::default()).unwrap();
    let refused = client.send(&Request::get("https://localhost:8443/")).unwrap_err();
    assert!(matches!(refused, Refused::Forbidden { range: "loopback", .. }), "{refused}");
    let internal = vec![HostPort::new("localhost", door.port()).unwrap()];
    let client = client.with_rules(Rules { internal, ..Rules::default() }).unwrap();
    assert_eq!(client.check(&format!("https://localhost:{}/", door.port())), Ok(()));
    assert!(!door.knocked(), "a check sends nothing");
}

/// A name server that answers nobody until it is told to.
#[derive(Default)]
struct Stuck {
    asked: AtomicUsize,
    free: Mutex<bool>,
    told: Condvar,
}

impl Names for Stuck {
    fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        drop(self.told.wait_while(self.free.lock().unwrap(), |free| !*free).unwrap());
        Ok(vec!["93.184.215.14".parse().unwrap()])
    }
}

#[test]
fn a_name_server_that_never_answers_costs_one_deadline_and_few_threads() {
    let names = Arc::new(Stuck::default());
    let timeout = Duration::from_millis(200);
    let client = Outgoing::with_names(Rules { timeout, ..Rules::default() }, names.clone()).unwrap();
    let (refused, took) = timed(|| client.send(&Request::get("https://slow.test/")).unwrap_err());
    assert_eq!(refused, Refused::Timeout { after: timeout });
    assert!(took >= timeout && took < timeout * 50, "{took:?}");
    let callers: Vec<_> = (0..60)
        .map(|_| {
            let client = client.with_rules(Rules { timeout, ..Rules::default() }).unwrap();
            thread::spawn(move || client.check("https://slow.test/").unwrap_err())
        })
        .collect();
    let refused: Vec<Refused> = callers.into_iter().map(|caller| caller.join().unwrap()).collect();
    // Whoever waits for an answer may be given up before the thread that asks for it has had its turn.
    let asked = || names.asked.load(Ordering::SeqCst);
    let tried = (0..500).take_while(|_| asked() < 32).inspect(|_| thread::sleep(Duration::from_millis(20))).count();
    assert_eq!((asked(), tried < 500), (32, true), "no more than that at a time, over all rules together");
    assert_eq!(refused.iter().filter(|refused| matches!(refused, Refused::Timeout { .. })).count(), 31);
    assert_eq!(refused.iter().filter(|refused| matches!(refused, Refused::Failed { .. })).count(), 29);
    *names.free.lock().unwrap() = true;
    names.told.notify_all();
    let recovered = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(20));
        client.check("https://slow.test/").is_ok()
    });
    assert!(recovered, "places are given back");
}
