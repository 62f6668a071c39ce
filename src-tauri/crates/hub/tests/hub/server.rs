//! A PostgreSQL of the test's own: from the system's package, in a temporary folder, on loopback, with TLS.

use hub::{Address, Hub, Patience, SCHEMA, SEAT, fingerprint};
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use uuid::Uuid;

pub const HOUSE: Uuid = Uuid::from_u128(12345);
pub const DATABASE: &str = "hotline";
pub const PASSWORD: &str = "a-station-of-this-test";

pub struct Server {
    pub folder: TempDir,
    pub child: Child,
    port: u16,
    certificate: [u8; 16],
}

impl Server {
    /// A hub of [`HOUSE`], empty, with no station.
    pub fn start() -> Server {
        let server = Server::bare();
        server.found(HOUSE, &format!("sha256(uuid_send('{HOUSE}'))"));
        server
    }

    /// A hub of a house, empty, with no station; `zero` is the hash before its first row.
    #[allow(dead_code, reason = "for tests with desks, which share this file")]
    pub fn of(house: Uuid, zero: &[u8; 32]) -> Server {
        let server = Server::bare();
        server.found(house, &bytes(zero));
        server
    }

    fn found(&self, house: Uuid, zero: &str) {
        self.owner(&format!("CREATE ROLE {SEAT} NOLOGIN"));
        self.owner(&format!("BEGIN; {SCHEMA}; COMMIT;"));
        self.owner(&format!("INSERT INTO hotline.head VALUES (true, '{house}', 1, 0, {zero})"));
    }

    /// A database with nothing in it.
    pub fn bare() -> Server {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let path = folder.path().to_owned();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let sockets = path.join("sockets");
        fs::create_dir(&sockets).unwrap();
        let signed = rcgen::generate_simple_self_signed(["hub".to_owned()]).unwrap();
        fs::write(path.join("server.crt"), signed.cert.pem()).unwrap();
        fs::write(path.join("server.key"), signed.signing_key.serialize_pem()).unwrap();
        fs::set_permissions(path.join("server.key"), fs::Permissions::from_mode(0o600)).unwrap();
        if let Some((user, group)) = postgres_user() {
            for name in ["", "sockets", "server.crt", "server.key"] {
                chown(path.join(name), Some(user), Some(group)).unwrap();
            }
        }
        let data = path.join("data");
        let made = program("initdb")
            .args(["--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C"])
            .args(["--username=owner", "--pgdata"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\n\
             ssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\npassword_encryption = 'scram-sha-256'\n\
             dynamic_shared_memory_type = mmap\n",
            sockets.display(),
            path.join("server.crt").display(),
            path.join("server.key").display(),
        );
        append(&data.join("postgresql.conf"), &settings);
        let child = serve(&data);
        let certificate = fingerprint(signed.cert.der());
        let server = Server { folder, child, port, certificate };
        server.wait_until_it_answers();
        server.sql("postgres", &format!("CREATE DATABASE {DATABASE}"));
        server
    }

    /// How `psql` reaches it as the owner, over its socket.
    #[allow(dead_code, reason = "for the tests of the command line, which share this file")]
    pub fn url(&self) -> String {
        let sockets = self.folder.path().join("sockets");
        format!("postgresql://owner@/{DATABASE}?host={}&port={}", sockets.display(), self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// A station of its own role; its id is its number.
    pub fn station(&self, number: u8) -> Hub {
        self.station_with(number, Patience { connect: Duration::from_secs(3), call: Duration::from_secs(20) })
    }

    pub fn station_with(&self, number: u8, patience: Patience) -> Hub {
        self.admit(number, PASSWORD, Uuid::from_u128(number.into()));
        Hub::new(self.address(number), patience).unwrap()
    }

    /// A role for a station; the password as it is, or what the server keeps of it.
    pub fn admit(&self, number: u8, password: &str, station: Uuid) {
        let role = role(number);
        self.owner(&format!("CREATE ROLE {role} LOGIN PASSWORD '{password}' IN ROLE {SEAT}"));
        self.owner(&format!("INSERT INTO hotline.stations VALUES ('{station}', {number}, '{role}')"));
    }

    /// What a join code opens, for ever.
    #[allow(dead_code, reason = "for tests with desks, which share this file")]
    pub fn lay(&self, id: Uuid, station: Uuid, bundle: &[u8]) {
        let row = format!("'{id}', '{station}', {}, {}", bytes(bundle), i64::MAX);
        self.owner(&format!("INSERT INTO hotline.joins (id, station, bundle, expires) VALUES ({row})"));
    }

    pub fn address(&self, number: u8) -> Address {
        Address {
            hosts: vec![("127.0.0.1".to_owned(), self.port)],
            database: DATABASE.to_owned(),
            role: role(number),
            password: PASSWORD.to_owned().into(),
            certificates: vec![self.certificate],
        }
    }

    /// What the owner of the database may do over its socket; answers the first column, a line a row.
    #[track_caller]
    pub fn owner(&self, sql: &str) -> String {
        self.sql(DATABASE, sql)
    }

    /// The same; what is refused comes back as its error.
    pub fn try_owner(&self, sql: &str) -> Result<String, String> {
        self.psql(DATABASE, "owner", sql)
    }

    /// As a station that sends what it likes.
    pub fn try_station(&self, number: u8, sql: &str) -> Result<String, String> {
        self.psql(DATABASE, &role(number), sql)
    }

    #[track_caller]
    pub fn sql(&self, database: &str, sql: &str) -> String {
        self.psql(database, "owner", sql).unwrap()
    }

    fn psql(&self, database: &str, role: &str, sql: &str) -> Result<String, String> {
        psql(&self.folder.path().join("sockets"), self.port, database, role, sql)
    }

    fn wait_until_it_answers(&self) {
        let began = Instant::now();
        while self.psql("postgres", "owner", "SELECT 1").is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "the server doesn't start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Fast shutdown of a server that this test started, unless it has ended: its children end with it.
pub fn end(child: &mut Child) {
    if child.try_wait().is_ok_and(|ended| ended.is_none()) {
        drop(Command::new("kill").args(["-INT", &child.id().to_string()]).status());
        drop(child.wait());
    }
}

/// As the command line names it.
pub fn role(number: u8) -> String {
    format!("hotline_s{number:02}")
}

/// As SQL writes them.
fn bytes(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("'\\x{digits}'")
}

/// The process is the server itself: what gives up root's rights makes no other.
pub fn serve(data: &Path) -> Child {
    let log = File::options().create(true).append(true).open(data.with_extension("log")).unwrap();
    program("postgres").arg("-D").arg(data).stdout(Stdio::null()).stderr(log).spawn().unwrap()
}

pub fn psql(sockets: &Path, port: u16, database: &str, role: &str, sql: &str) -> Result<String, String> {
    let answered = program("psql")
        .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1"])
        .args(["--username", role, "--dbname", database, "--port", &port.to_string(), "--host"])
        .arg(sockets)
        .args(["--command", sql])
        .output()
        .unwrap();
    if answered.status.success() {
        Ok(String::from_utf8_lossy(&answered.stdout).trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&answered.stderr).trim().to_owned())
    }
}

pub fn append(file: &Path, text: &str) {
    let before = fs::read_to_string(file).unwrap();
    fs::write(file, before + text).unwrap();
}

/// A program of the newest PostgreSQL that is installed; the server refuses to run as root.
pub fn program(name: &str) -> Command {
    let mut found: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .expect("PostgreSQL from the system's packages: cargo xtask test installs it")
        .map(|entry| entry.unwrap().path().join("bin").join(name))
        .filter(|path| path.exists())
        .collect();
    found.sort();
    let program = found.pop().expect(name);
    match postgres_user() {
        Some(_) => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
            command.current_dir("/");
            command
        }
        None => Command::new(program),
    }
}

/// The user that the package made, when this runs as root.
fn postgres_user() -> Option<(u32, u32)> {
    let number = |option: &str, name: &str| -> u32 {
        let answered = Command::new("id").args([option, name]).output().unwrap();
        String::from_utf8_lossy(&answered.stdout).trim().parse().unwrap()
    };
    let me = Command::new("id").arg("-u").output().unwrap();
    (String::from_utf8_lossy(&me.stdout).trim() == "0")
        .then(|| (number("-u", "postgres"), number("-g", "postgres")))
}
