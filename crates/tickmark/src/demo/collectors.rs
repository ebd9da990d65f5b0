//! Three collectors of Fathom Freight that need no network: the hash of a file, a small repository, a declared command. What
//! they look at lies in a folder of the demonstration, and every run in the story is a real one.

use super::people::{ENGINEERING, SECURITY_LEAD};
use super::story::{Act, Moment, working_day};
use app::collectors::Declared;
use app::{Config, Failure, Fault};
use domain::values::{Environment, EvidenceType, Rhythm, Schedule};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder inside the data folder that collectors may read.
const WATCHED: &str = "watched";
/// Where the same things would lie on a server; named when the operator allowed no folder.
const ELSEWHERE: &str = "/srv/watched";
/// The only program that a command may name, by its usual places.
const PROGRAMS: [&str; 2] = ["/usr/bin/date", "/bin/date"];

const FIREWALL: &str = "edge-firewall.conf";
const RULES: &str = "# Edge firewall of fathom.example, approved\ndefault deny in\nallow in tcp 443 to portal\nallow in tcp 443 to freight-desk\n";
const OPENED: &str = "allow in tcp 22 to portal\n";
const REPOSITORY: &str = "portal.git";

/// The rule over the command: one line, which names the zone of the clock.
const CLOCK_RULE: &str = r#"package check

result := "pass" if input.output == ["UTC"]

result := "fail" if {
	count(input.output) > 0
	input.output != ["UTC"]
}

reason := sprintf("the server keeps its time in %s", [input.output[0]])
"#;

/// An installation in which the demonstration may let its collectors look.
pub(crate) fn config(folder: &Path) -> Config {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    Config {
        collect_folders: vec![folder.join(WATCHED)],
        collect_programs: PROGRAMS.map(PathBuf::from).to_vec(),
        ..Config::folder(folder)
    }
}

/// Declared ten weeks ago by whoever runs the programme, approved by the engineering lead, and run by the clock since.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let at = |days, by: super::people::Someone, act| Moment { on: working_day(today, days), by: by.key, act };
    let mut moments = vec![
        at(72, SECURITY_LEAD, Act::Watch(begin)),
        at(72, SECURITY_LEAD, Act::Collector("firewall", firewall)),
        at(72, SECURITY_LEAD, Act::Collector("portal", portal)),
        at(71, ENGINEERING, Act::ApproveCollector("firewall")),
        at(71, ENGINEERING, Act::ApproveCollector("portal")),
        at(44, SECURITY_LEAD, Act::Collector("clock", clock_check)),
        at(43, ENGINEERING, Act::ApproveCollector("clock")),
        // Nobody had looked whether that program is there.
        at(29, SECURITY_LEAD, Act::Collector("clock", clock)),
        at(29, ENGINEERING, Act::ApproveCollector("clock")),
        // Somebody opened a port by hand, and closed it when the check said so.
        at(31, SECURITY_LEAD, Act::Watch(open_a_port)),
        at(26, SECURITY_LEAD, Act::Watch(close_it)),
    ];
    moments
        .extend([35, 9].map(|days| at(days, ENGINEERING, Act::AcceptCollected("Read with its rule and its query."))));
    moments.extend((1..=10).map(|week| at(week * 7 - 4, SECURITY_LEAD, Act::Turn)));
    moments
}

fn declared(name: &str, check: &Value, control: &str, kind: EvidenceType, schedule: Schedule, rule: &str) -> Declared {
    Declared {
        name: name.to_owned(),
        check: check.to_string(),
        controls: [control.to_owned()].into(),
        evidence_type: kind,
        environment: Environment::Production,
        personal_data: false,
        schedule,
        rule: rule.to_owned(),
    }
}

fn place(folder: Option<&Path>, name: &str) -> String {
    folder.unwrap_or(Path::new(ELSEWHERE)).join(name).display().to_string()
}

fn firewall(folder: Option<&Path>) -> Declared {
    let expect = Sha256::digest(RULES).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let check = json!({ "what": { "file_hash": { "path": place(folder, FIREWALL), "expect": expect } } });
    let weekly = Schedule { rhythm: Rhythm::Weekly, minute: 6 * 60 + 30 };
    declared("Rules of the edge firewall", &check, "NW-01", EvidenceType::SystemConfiguration, weekly, "")
}

fn portal(folder: Option<&Path>) -> Declared {
    let git = json!({
        "path": place(folder, REPOSITORY), "branch": "main", "since": "$from", "until": "$until",
        "trailers": ["Reviewed-by"],
    });
    let monthly = Schedule { rhythm: Rhythm::Monthly, minute: 7 * 60 };
    let check = json!({ "what": { "git_repository": git } });
    declared("Changes to the portal are reviewed", &check, "SD-01", EvidenceType::ChangeRecord, monthly, "")
}

fn command(program: &str) -> Declared {
    let command = json!({ "program": program, "arguments": ["-u", "+%Z"], "read_as": "text_lines" });
    let check = json!({ "what": { "command": command }, "limits": { "seconds": 10 } });
    let weekly = Schedule { rhythm: Rhythm::Weekly, minute: 5 * 60 };
    declared("The server keeps its time in UTC", &check, "OP-01", EvidenceType::SystemConfiguration, weekly, CLOCK_RULE)
}

fn clock_check(_: Option<&Path>) -> Declared {
    command("fathom-clock-check")
}

fn clock(_: Option<&Path>) -> Declared {
    command("date")
}

/// Makes what is looked at, on the day on which the story begins to look.
fn begin(folder: &Path, on: Date) -> Result<(), Failure> {
    let wrong = |e: std::io::Error| Fault::new(format!("{}: {e}", folder.display()), "name another folder with --data");
    std::fs::create_dir_all(folder).map_err(wrong)?;
    std::fs::write(folder.join(FIREWALL), RULES).map_err(wrong)?;
    // Without git there is no repository, and the run says that it is unknown.
    let _ = repository(&folder.join(REPOSITORY), on);
    Ok(())
}

fn open_a_port(folder: &Path, _: Date) -> Result<(), Failure> {
    write(folder, &format!("{RULES}{OPENED}"))
}

fn close_it(folder: &Path, _: Date) -> Result<(), Failure> {
    write(folder, RULES)
}

fn write(folder: &Path, rules: &str) -> Result<(), Failure> {
    let wrong = |e: std::io::Error| Fault::new(format!("{}: {e}", folder.display()), "name another folder with --data");
    Ok(std::fs::write(folder.join(FIREWALL), rules).map_err(wrong)?)
}

/// A bare repository with some changes a month, from two months before a day to four months after it.
fn repository(path: &Path, on: Date) -> std::io::Result<()> {
    let quiet = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).status().map(drop);
    quiet(Command::new("git").args(["init", "--bare", "--quiet", "--initial-branch=main"]).arg(path))?;
    let mut import = Command::new("git")
        .arg("--git-dir")
        .arg(path)
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = import.stdin.take() {
        stdin.write_all(history(on).as_bytes())?;
    }
    import.wait().map(drop)
}

/// The stream of `git fast-import`: each change with its author, and with who read it. The first one of the month after the
/// one in which the story begins to look was read by nobody.
fn history(on: Date) -> String {
    const AUTHORS: [(&str, &str); 3] = [
        ("Yuki Tanabe", "yuki.tanabe@fathom.example"),
        ("Tomas Vrba", "tomas.vrba@fathom.example"),
        ("Erik Lindqvist", "erik.lindqvist@fathom.example"),
    ];
    let mut stream = String::new();
    let (first, unread) =
        (on.first_of_month().saturating_sub(2.months()), on.first_of_month().saturating_add(1.month()));
    let mut missed = false;
    for (n, days) in (0..36_usize).zip((0_i32..).step_by(5)) {
        let day = first.saturating_add(days.days());
        let Ok(at) = day.at(10, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC) else { continue };
        let (author, reader) = (AUTHORS[n % 3], AUTHORS[(n + 1) % 3]);
        let (seconds, name, address) = (at.timestamp().as_second(), author.0, author.1);
        let trailer = if day >= unread && !missed {
            missed = true;
            String::new()
        } else {
            format!("\n\nReviewed-by: {} <{}>", reader.0, reader.1)
        };
        let message = format!("Portal: change {}{trailer}\n", 1_000 + n);
        // Writing to a string cannot fail.
        let _ = write!(
            stream,
            "commit refs/heads/main\nauthor {name} <{address}> {seconds} +0000\ncommitter {name} <{address}> {seconds} +0000\ndata \
             {}\n{message}",
            message.len()
        );
    }
    stream
}
