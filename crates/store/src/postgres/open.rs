//! Reading a connection string, and bringing a database up to date.

use std::path::PathBuf;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config};

use super::Fail;
use crate::{SCHEMA, StoreError};

/// How long a server may take to answer the first knock.
const CONNECT: Duration = Duration::from_secs(10);
/// `Tick`: the advisory lock under which one process at a time brings the schema up to date.
const MIGRATION_LOCK: i64 = 0x5469_636B;
/// One script for each schema number, from 1.
const MIGRATIONS: [&str; SCHEMA as usize] =
    [include_str!("../migrations/postgres/0001.sql"), include_str!("../migrations/postgres/0002.sql")];

/// The settings of a connection string, and the database's name for messages (never with the password).
pub(super) fn config(url: &str) -> Result<(Config, PathBuf), StoreError> {
    let unclear = |error| StoreError::Fault(format!("the PostgreSQL connection string is not understood: {error}"));
    let mut config: Config = url.parse().map_err(unclear)?;
    let far = config.get_hosts().iter().any(|host| matches!(host, Host::Tcp(name) if !is_local(name)))
        || config.get_hostaddrs().iter().any(|address| !address.is_loopback());
    if far && config.get_ssl_mode() != SslMode::Disable {
        return Err(StoreError::Fault(
            "PostgreSQL on another host would be spoken to without TLS, which this program cannot do yet: use a local \
             server or a tunnel, or write sslmode=disable if the network is trusted"
                .to_owned(),
        ));
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT);
    }
    config.application_name("tickmark");
    let database = config.get_dbname().or(config.get_user()).unwrap_or("of no name");
    let name = PathBuf::from(format!("PostgreSQL database {database}"));
    Ok((config, name))
}

fn is_local(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// What every connection starts with: our tables first, a commit that is on the disk, and statements that see what was
/// committed while they waited for a lock, whatever the database's own setting.
pub(super) fn prepare(client: &mut Client) -> Result<(), postgres::Error> {
    client.batch_execute(
        "SET search_path TO tickmark; SET synchronous_commit TO on; SET client_min_messages TO warning;
         SET default_transaction_isolation TO 'read committed'",
    )
}

/// Runs the scripts that are missing, in one transaction.
pub(super) fn migrate(client: &mut Client) -> Result<(), Fail> {
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK])?;
    let found = match transaction.query_one("SELECT to_regclass('tickmark.schema_version')::text", &[])?.get(0) {
        Some::<String>(_) => transaction.query_one("SELECT version FROM schema_version", &[])?.get::<_, i32>(0),
        None => 0,
    };
    let found = u32::try_from(found).map_err(|_| Fail::Damaged(format!("its schema number is {found}")))?;
    if found > SCHEMA {
        return Err(StoreError::Newer { found, known: SCHEMA }.into());
    }
    if found == SCHEMA {
        return Ok(());
    }
    if transaction.query_opt("SELECT 1 FROM pg_namespace WHERE nspname = 'tickmark'", &[])?.is_none() {
        transaction.batch_execute("CREATE SCHEMA tickmark")?;
    }
    for script in &MIGRATIONS[found as usize..] {
        transaction.batch_execute(script)?;
    }
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_host_without_tls_is_refused_unless_asked_for() {
        let near = ["postgresql://a@localhost/b", "postgresql://a@127.0.0.1/b", "host=/run/postgresql user=a dbname=b"];
        for url in near {
            assert!(config(url).is_ok(), "{url}");
        }
        assert!(config("postgresql://a@db.example.com/b?sslmode=disable").is_ok());
        for url in ["postgresql://a@db.example.com/b", "postgresql://a@10.0.0.1/b?sslmode=prefer"] {
            let told = config(url).map(|_| ()).unwrap_err().to_string();
            assert!(told.contains("sslmode=disable"), "{url}: {told}");
        }
    }

    #[test]
    fn messages_never_show_the_password() {
        let (_, name) = config("postgresql://a:geheim@localhost/b").unwrap();
        assert_eq!(name, PathBuf::from("PostgreSQL database b"));
        let told = config("postgresql://a:geheim@localhost:xx/b").map(|_| ()).unwrap_err().to_string();
        assert!(!told.contains("geheim"), "{told}");
    }
}
