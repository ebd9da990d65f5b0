//! A real PostgreSQL server for one test file: made in a temporary folder, gone with the test.

use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::ordinary_user::{as_ordinary_user, is_root, nobody};

/// How often a starting server is knocked at, a tenth of a second apart.
const KNOCKS: u32 = 600;
const PASSWORD: &str = "only for this test";

/// A running server, stopped when dropped.
pub(crate) struct PostgresServer {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    process: Option<Child>,
}

impl PostgresServer {
    /// Starts a server, or says why not and answers `None`; where `CI=true` an absent PostgreSQL is a failure.
    pub(crate) fn start() -> Option<PostgresServer> {
        let Some(programs) = programs() else {
            let ci = environment("CI").is_some_and(|ci| ci == "true");
            assert!(!ci, "PostgreSQL is not installed: put `postgres` and `initdb` on the PATH");
            eprintln!("skipped: PostgreSQL is not installed (`postgres` and `initdb` on the PATH)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let password = folder.path().join("password");
        std::fs::write(&password, PASSWORD).unwrap();
        if is_root() {
            let (user, group) = nobody();
            for path in [folder.path(), &password] {
                chown(path, Some(user), Some(group)).unwrap();
            }
        }
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o700)).unwrap();
        let made = as_ordinary_user(programs.join("initdb"))
            .args(["--username=tickmark", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", "--no-instructions"])
            .arg("--pwfile")
            .arg(&password)
            .arg("--pgdata")
            .arg(folder.path().join("data"))
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut server = PostgresServer { programs, folder, port, process: None };
        server.resume();
        Some(server)
    }

    /// Where the server is reached.
    pub(crate) fn url(&self) -> String {
        let password = PASSWORD.replace(' ', "%20");
        format!("postgresql://tickmark:{password}@127.0.0.1:{}/postgres?connect_timeout=5", self.port)
    }

    /// Starts it, again if it was stopped, and waits until it answers.
    pub(crate) fn resume(&mut self) {
        let log = std::fs::File::create(self.folder.path().join("log")).unwrap();
        let process = as_ordinary_user(self.programs.join("postgres"))
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args(["-p", &self.port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"])
            .arg("-k")
            .arg(self.folder.path())
            .current_dir(self.folder.path())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        self.process = Some(process);
        for _ in 0..KNOCKS {
            if postgres::Client::connect(&self.url(), postgres::NoTls).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        panic!("PostgreSQL did not start: {log}");
    }

    /// Stops it as a failing machine would: no connection is told, nothing is tidied.
    pub(crate) fn stop(&mut self) {
        let Some(mut process) = self.process.take() else { return };
        let told = Command::new("kill").args(["-QUIT", &process.id().to_string()]).status();
        assert!(told.is_ok_and(|status| status.success()), "kill");
        process.wait().unwrap();
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The folder that holds `postgres` and `initdb`: on the PATH, else the newest of Debian's.
fn programs() -> Option<PathBuf> {
    let path = environment("PATH").unwrap_or_default();
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|list| list.filter_map(Result::ok).map(|item| item.path().join("bin")).collect())
        .unwrap_or_default();
    debian
        .sort_by_key(|bin| bin.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let both = |bin: &PathBuf| bin.join("postgres").is_file() && bin.join("initdb").is_file();
    std::env::split_paths(&path).chain(debian.into_iter().rev()).find(both)
}

#[expect(clippy::disallowed_methods, reason = "where programs lie, and whether they must, is the machine's setting")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
