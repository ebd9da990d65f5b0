//! What was refused stands in the security log with address and browser, as a page and as lines for programs.

use super::cast::Cast;
use super::socket::{Answer, Listening};
use serde_json::Value;
use tickmark::patience::Patience;

const BROWSER: &str = "Wrongdoer/7.3 (X11; <b>bold</b>)";

/// Asks as somebody with their session, from a browser.
fn ask(server: &Listening, cast: &Cast, who: &str, browser: &str, asked: &str, form: &str) -> Answer {
    let (cookie, secret) = (&cast.cookies[who], cast.cookies[who].split_once('=').unwrap().1);
    let kind = if form.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
    let head = format!(
        "{asked} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
         Authorization: Bearer {secret}\r\nUser-Agent: {browser}\r\nContent-Type: {kind}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        form.len()
    );
    server.answer(format!("{head}{form}").as_bytes())
}

#[test]
fn what_was_refused_is_logged_with_address_and_browser() {
    let cast = Cast::gathered();
    let server = Listening::to(cast.router.clone(), Patience::default());
    let role = r#"{"roles":["owner"],"reason":"x"}"#;
    for (asked, form) in [
        ("POST /o/alpha/controls", "id=AC-9&name=Nine&status=planned"),
        ("GET /o/alpha/security-log", ""),
        ("PUT /api/v1/o/alpha/people/demo-cora-contributor/roles", role),
    ] {
        let answer = ask(&server, &cast, "cora-contributor", BROWSER, asked, form);
        assert_eq!(answer.status, 403, "{asked}: {answer:?}");
    }
    let log = ask(&server, &cast, "olga-owner", "Reader/1", "GET /o/alpha/security-log.jsonl", "");
    assert_eq!(log.status, 200, "{log:?}");
    let lines = log.body.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let refused: Vec<Value> = lines.filter(|line| line["what"] == "refused").collect();
    for act in ["add_control", "read_security_log", "set_roles"] {
        let line = refused.iter().find(|line| line["detail"] == act);
        let line = line.unwrap_or_else(|| panic!("{act} is not in the log: {refused:#?}"));
        assert_eq!(
            (&line["person"], &line["address"]),
            (&"demo-cora-contributor".into(), &"127.0.0.1".into()),
            "{line}"
        );
        assert!(line["agent"].as_str().unwrap().starts_with(BROWSER), "{line}");
    }
    let page = ask(&server, &cast, "olga-owner", "Reader/1", "GET /o/alpha/security-log?what=refused", "");
    assert_eq!(page.status, 200, "{page:?}");
    let rows: Vec<&str> = page.body.split("<tr").filter(|row| row.contains("127.0.0.1")).collect();
    for act in ["to add a control", "to read the security log", "to set somebody's roles"] {
        let own = rows.iter().find(|row| row.contains(act)).unwrap_or_else(|| panic!("{act}: {}", page.body));
        assert!(own.contains("Wrongdoer/7.3 (X11; &lt;b&gt;bold&lt;/b&gt;)"), "{own}");
    }
    assert!(!page.body.contains("<b>bold"), "what a browser calls itself is shown as text");
}
