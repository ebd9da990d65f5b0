//! The rows of one SELECT on a PostgreSQL database, read through a cursor in a transaction that cannot write.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use outgoing::HostPort;
use postgres::config::{Host, SslMode};
use postgres::types::Type;
use postgres::{Client, Config, NoTls, Transaction};
use serde_json::{Value, json};

use crate::collected::Found;
use crate::failure::{Failure, printable};
use crate::means::Means;
use crate::spec::{Limits, SqlQuery};

/// The most queries that are under way at a time in this process; one that its server never answers keeps its place.
const QUERIES_MAX: usize = 8;

/// The most bytes of one row.
const ROW_BYTES_MAX: usize = 256 * 1024;

/// Rows that are fetched at a time; with the longest rows 16 MiB.
const FETCHED: u32 = 64;

/// How long a server may take to answer the first knock.
const CONNECT: Duration = Duration::from_secs(10);

static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);

/// Reads the rows: `columns` (name and type), `rows` (a list of objects), `database`.
pub(crate) fn collect(query: &SqlQuery, limits: Limits, means: &Means) -> Result<Found, Failure> {
    let name = &query.credential;
    let secret = means.credentials.get(name).ok_or_else(|| Failure::NoCredential { name: name.clone() })?;
    let config = config(secret.reveal(), name, means)?;
    let place = Place::take()?;
    let (answer, wait) = mpsc::sync_channel(1);
    let query = query.clone();
    let until = now() + limits.span();
    let work = move || {
        // Nobody waits any more once the time is over; the answer is then of no use.
        let _ = answer.send(read(&config, &query, limits, until));
        drop(place);
    };
    let failed = |error: std::io::Error| Failure::Database { why: format!("no thread for the query: {error}") };
    std::thread::Builder::new().name("collect-sql".to_owned()).spawn(work).map_err(failed)?;
    let grace = Duration::from_secs(1);
    let found = wait.recv_timeout(limits.span() + grace).map_err(|_| Failure::TooSlow { seconds: limits.seconds })?;
    // What the database said may quote the connection string.
    found.map_err(|failure| match failure {
        Failure::Database { why } => {
            let clean = means.credentials.taken_out(why.into_bytes());
            Failure::Database { why: String::from_utf8_lossy(&clean).into_owned() }
        }
        other => other,
    })
}

/// The settings of a connection to one internal target, its address checked by the rules of outgoing requests. A socket
/// in the file system is refused: behind it lies this machine, and who calls is who this process is.
fn config(url: &str, name: &str, means: &Means) -> Result<Config, Failure> {
    let wrong = |why: &str| Failure::Database { why: format!("the connection string in {name:?} {why}") };
    let mut config: Config =
        url.parse().map_err(|_| wrong("is not understood; write postgresql://user:password@host:5432/database"))?;
    let [Host::Tcp(host)] = config.get_hosts() else {
        return Err(wrong("names exactly one host, by name or address; a socket in a folder is not possible"));
    };
    if !config.get_hostaddrs().is_empty() || config.get_options().is_some() {
        return Err(wrong("has no hostaddr and no options"));
    }
    let at = HostPort::new(host, config.get_ports().first().copied().unwrap_or(5432))?;
    let addresses = means.outgoing.internal_addresses(&at)?;
    let address = addresses.first().ok_or_else(|| wrong("leads to no address"))?.ip();
    if !local(address) && config.get_ssl_mode() != SslMode::Disable {
        return Err(wrong(
            "leads to another machine, to which TLS cannot be spoken yet: use a tunnel, or write sslmode=disable if the \
             network is trusted",
        ));
    }
    config.hostaddr(address).connect_timeout(CONNECT).application_name("tickmark-collector");
    Ok(config)
}

fn local(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

fn read(config: &Config, query: &SqlQuery, limits: Limits, until: Instant) -> Result<Found, Failure> {
    let mut client = config.connect(NoTls).map_err(|error| told(&error))?;
    let mut transaction = begin(&mut client, limits)?;
    let (columns, wrapped) = shape(&mut transaction, &query.sql)?;
    let cursor = format!("DECLARE collected NO SCROLL CURSOR FOR {wrapped}");
    // Prepared, so that it can be one statement only; a cursor, so that it can be nothing but a question.
    transaction.execute(&cursor, &[]).map_err(|error| told(&error))?;
    let (mut rows, mut bytes) = (Vec::new(), 0);
    loop {
        if now() >= until {
            return Err(Failure::TooSlow { seconds: limits.seconds });
        }
        let fetched =
            transaction.query(&format!("FETCH {FETCHED} FROM collected"), &[]).map_err(|error| told(&error))?;
        if fetched.is_empty() {
            break;
        }
        for row in fetched {
            let what = || "the answer".to_owned();
            let Some(text) = row.try_get::<_, Option<String>>(0).map_err(|error| told(&error))? else {
                let what = format!("row {}", rows.len() + 1);
                return Err(Failure::TooMuch { what, max: ROW_BYTES_MAX as u64, unit: "bytes" });
            };
            bytes += text.len();
            if bytes > limits.output_bytes() {
                return Err(Failure::TooMuch { what: what(), max: limits.output_mib.into(), unit: "MiB" });
            }
            if rows.len() == query.max_rows as usize {
                return Err(Failure::TooMuch { what: what(), max: query.max_rows.into(), unit: "rows" });
            }
            let row = serde_json::from_str::<Value>(&text);
            rows.push(row.map_err(|error| Failure::Database { why: format!("row {}: {error}", rows.len() + 1) })?);
        }
    }
    let database: String = transaction
        .query_one("SELECT current_database()::text", &[])
        .and_then(|row| row.try_get(0))
        .map_err(|error| told(&error))?;
    let row_count = rows.len() as u64;
    Ok(Found { json: json!({ "database": database, "columns": columns, "rows": rows }), row_count })
}

/// A transaction that reads one state of the data, in UTC, each statement with an end.
fn begin(client: &mut Client, limits: Limits) -> Result<Transaction<'_>, Failure> {
    let millis = limits.span().as_millis();
    let settings = format!(
        "SET default_transaction_read_only TO on; SET statement_timeout TO {millis}; SET lock_timeout TO {millis};
         SET idle_in_transaction_session_timeout TO {millis}; SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO';
         SET client_min_messages TO error"
    );
    client.batch_execute(&settings).map_err(|error| told(&error))?;
    let isolated = postgres::IsolationLevel::RepeatableRead;
    client.build_transaction().isolation_level(isolated).read_only(true).start().map_err(|error| told(&error))
}

/// The columns of a query, and the query around it that makes each row one JSON text. Exact decimals become text,
/// because a JSON number would round them; so does every type that JSON has no word for.
fn shape(transaction: &mut Transaction<'_>, sql: &str) -> Result<(Vec<Value>, String), Failure> {
    // On lines of its own, so that a comment at its end comments out nothing of ours.
    let inner = format!("(\n{sql}\n) AS asked");
    let prepared = transaction.prepare(&format!("SELECT * FROM {inner}")).map_err(|error| told(&error))?;
    let mut seen = BTreeSet::new();
    let (mut columns, mut list) = (Vec::new(), Vec::new());
    for column in prepared.columns() {
        let name = column.name();
        if !seen.insert(name) {
            let why = format!("two columns are called {name:?}; give each a name of its own with AS");
            return Err(Failure::Database { why });
        }
        let quoted = format!("\"{}\"", name.replace('"', "\"\""));
        list.push(match *column.type_() {
            Type::NUMERIC | Type::MONEY => format!("asked.{quoted}::text AS {quoted}"),
            _ => format!("asked.{quoted}"),
        });
        columns.push(json!({ "name": name, "type": column.type_().name() }));
    }
    if columns.is_empty() {
        return Err(Failure::Database { why: "the query has no columns".to_owned() });
    }
    let list = list.join(", ");
    let wrapped = format!(
        "SELECT CASE WHEN octet_length(line) <= {ROW_BYTES_MAX} THEN line END FROM \
         (SELECT row_to_json(one)::text AS line FROM (SELECT {list} FROM {inner}) AS one) AS lines"
    );
    Ok((columns, wrapped))
}

/// What the database said, without the statement around the query and without values of rows.
fn told(error: &postgres::Error) -> Failure {
    let why = match error.as_db_error() {
        Some(database) => format!("{} ({})", database.message(), database.code().code()),
        None => error.to_string(),
    };
    Failure::Database { why: printable(&why, 500) }
}

/// One of the places for queries, given back when dropped.
struct Place;

impl Place {
    fn take() -> Result<Self, Failure> {
        // Counted first, so that two that come at once cannot both take the last.
        let place = Self;
        if UNDER_WAY.fetch_add(1, Ordering::SeqCst) < QUERIES_MAX {
            return Ok(place);
        }
        Err(Failure::Database { why: format!("{QUERIES_MAX} queries are under way; try again later") })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
    }
}

#[expect(clippy::disallowed_methods, reason = "it measures how long a database may take; nothing of it is kept")]
fn now() -> Instant {
    Instant::now()
}
