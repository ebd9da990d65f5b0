//! The files themselves, made here: lists, settings, notes, a picture, a page of PDF. Small, and real of their kind.

use super::File;
use super::paint;
use domain::values::Window;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::fmt::Write;

/// A period as people call it: a month or a quarter.
pub(super) fn called(period: Window) -> String {
    let month = period.from.strftime("%B %Y").to_string();
    if period.from.month() == period.until.month() {
        return month;
    }
    format!("quarter {} of {}", (period.from.month() - 1) / 3 + 1, period.from.year())
}

fn csv(name: String, head: &str, rows: impl Iterator<Item = String>) -> (File, u64) {
    let mut text = format!("{head}\n");
    let mut count = 0;
    for row in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{row}");
        count += 1;
    }
    ((name, text.into_bytes()), count)
}

fn days(period: Window) -> impl Iterator<Item = Date> {
    period.from.series(1.day()).take_while(move |day| *day <= period.until)
}

fn business(day: &Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

const STAFF: [&str; 12] = [
    "erik.lindqvist",
    "yuki.tanabe",
    "daniel.weiss",
    "samira.el-amin",
    "tomas.vrba",
    "lena.fischer",
    "noor.haddad",
    "adaeze.okafor",
    "priya.raman",
    "mateus.ribeiro",
    "ingrid.solheim",
    "oskar.nyman",
];

/// Changes of a month, each with who wrote and who read it.
pub(super) fn changes(period: Window) -> (File, u64) {
    let rows = days(period).filter(business).zip(0_usize..).map(|(day, n)| {
        let (by, read) = (STAFF[n % 3], STAFF[(n + 1) % 3]);
        format!("{},{day},{by},{read},merged", 2_000 + n * 3 + usize::from(day.month().unsigned_abs()) * 90)
    });
    csv(format!("merged-{}.csv", period.from.strftime("%Y-%m")), "change,merged,author,reviewer,state", rows)
}

pub(super) fn sources(period: Window) -> (File, u64) {
    const SOURCES: [&str; 9] =
        ["edge-1", "edge-2", "freight-desk", "portal", "database", "identity", "backup", "code-host", "laptops"];
    let rows = SOURCES.iter().map(|source| format!("{source},{}T23:5{}:00Z", period.until, source.len() % 10));
    csv(format!("log-sources-{}.csv", period.until), "source,last_entry", rows)
}

pub(super) fn backups(period: Window) -> (File, u64) {
    let rows = days(period).filter(business).map(|day| format!("{day},database,ok,{} GiB", 410 + i16::from(day.day())));
    csv(format!("backups-{}.csv", period.from.strftime("%Y-%m")), "day,what,state,size", rows)
}

pub(super) fn course(period: Window) -> (File, u64) {
    let rows = STAFF
        .iter()
        .zip(0..)
        .map(|(who, n)| format!("{who},{},{}", period.from.saturating_add((n * 3).days()), 80 + n % 20));
    csv(format!("course-{}.csv", period.until), "who,passed_on,points", rows)
}

/// Accounts with the decision on each; without contractors when somebody forgot them.
pub(super) fn accounts(period: Window, contractors: bool) -> (File, u64) {
    let outside = ["k.brandt.ext", "l.moreau.ext", "p.novak.ext"].into_iter().filter(move |_| contractors);
    let rows = STAFF.into_iter().chain(outside).zip(0..).map(|(who, n)| {
        let decision = if n % 7 == 6 { "reduced" } else { "keep" };
        format!("{who},{},{decision},{}", ["dispatcher", "analyst", "administrator"][n % 3], period.until)
    });
    csv(format!("accounts-{}.csv", period.until), "account,level,decision,as_of", rows)
}

/// A text of settings as a system prints them.
pub(super) fn settings(name: &str, host: &str, on: Date, lines: &[&str]) -> File {
    let text = format!("# {host}.fathom.example, read on {on} by configuration export\n{}\n", lines.join("\n"));
    (name.to_owned(), text.into_bytes())
}

pub(super) fn note(name: &str, about: &str, on: Date) -> File {
    let text = format!(
        "Fathom Freight, {on}: {about}\n\nPresent: Erik Lindqvist, Noor Haddad\n1. Looked through line by line.\n2. Two lines were \
         corrected in the system on the same day.\n3. Nothing else was found.\n"
    );
    (name.to_owned(), text.into_bytes())
}

/// A screenshot: a window with a bar, rows and the day in its corner.
pub(super) fn screen(name: &str, on: Date, seed: u32) -> File {
    (name.to_owned(), paint::screen(&on.to_string(), seed))
}

/// One page of PDF with a heading and some lines.
pub(super) fn report(name: &str, title: &str, period: Window, on: Date) -> File {
    let lines = [
        format!("Fathom Freight: {title}"),
        format!("Period {} to {}", period.from, period.until),
        format!("Made on {on}"),
        String::new(),
        "Every finding has an owner and a day by which it is mended.".to_owned(),
        "High: 0 open. Medium: 2 open, both within their time. Low: 7.".to_owned(),
    ];
    (name.to_owned(), pdf(&lines))
}

/// A document of PDF 1.4 with one page of text (ISO 32000-1, 7.5).
fn pdf(lines: &[String]) -> Vec<u8> {
    let mut text = "BT /F1 18 Tf 60 770 Td 26 TL\n".to_owned();
    for (at, line) in lines.iter().enumerate() {
        let line = line.replace(['\\', '(', ')'], " ");
        let size = if at == 1 { "/F1 12 Tf 20 TL\n" } else { "" };
        let _ = writeln!(text, "{size}({line}) Tj T*");
    }
    text.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let (mut file, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        let _ = writeln!(file, "{number} 0 obj\n{object}\nendobj");
    }
    let table = file.len();
    let _ = writeln!(file, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = writeln!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF", objects.len() + 1);
    file.into_bytes()
}
