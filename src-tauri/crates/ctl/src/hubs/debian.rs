//! A PostgreSQL of our own on this machine, by the tools of Debian and its family: a cluster named `hotline`.

use super::{Stop, tell};
use crate::Line;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const CLUSTER: &str = "hotline";

/// What `pg_lsclusters` says of it.
pub struct Cluster {
    pub version: String,
    pub port: u16,
    pub online: bool,
    pub data: PathBuf,
}

/// Ours, if there is one.
pub fn cluster() -> Option<Cluster> {
    let listed = Command::new("pg_lsclusters").arg("--no-header").output().ok()?;
    String::from_utf8_lossy(&listed.stdout).lines().find_map(|row| {
        let mut cells = row.split_whitespace();
        let (version, name, port, status) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let data = PathBuf::from(cells.nth(1)?);
        let (version, online) = (version.to_string(), status.starts_with("online"));
        (name == CLUSTER).then_some(Cluster { version, port: port.parse().ok()?, online, data })
    })
}

/// Installed, made, set, running: what is there already is left as it is. Answers its port.
pub fn prepare(line: &Line, port: u16) -> Result<u16, Stop> {
    let begun = |what: &str| tell(line, &format!("step.{what}"), &json!({"step": what}));
    if !there("pg_createcluster") {
        if !there("apt-get") {
            return Err(Stop::lacking("notDebian", &[]));
        }
        begun("install");
        install()?;
    }
    let made = match cluster() {
        Some(cluster) => cluster,
        None => {
            begun("cluster");
            make(port)?;
            cluster().ok_or_else(|| Stop::lacking("noCluster", &[]))?
        }
    };
    let folder = PathBuf::from(format!("/etc/postgresql/{}/{CLUSTER}", made.version));
    if !read(&folder.join("hub.crt")).contains("CERTIFICATE") {
        begun("certificate");
        certificate(&folder)?;
    }
    let settings = settings(&folder);
    let mut changed = false;
    for (name, text) in [("conf.d/hotline.conf", settings.as_str()), ("pg_hba.conf", HBA)] {
        if read(&folder.join(name)) != text {
            write(&folder.join(name), text)?;
            changed = true;
        }
    }
    if changed || !made.online {
        begun("start");
        let act = if made.online { "restart" } else { "start" };
        done(root("pg_ctlcluster").args([&made.version, CLUSTER, act]))?;
    }
    Ok(made.port)
}

/// Over the network only with TLS and a password, only to the one database; on the machine only the system user.
const HBA: &str = "\
# Written by hotlinectl.
local   all      postgres             peer
hostssl hotline  all       0.0.0.0/0  scram-sha-256
hostssl hotline  all       ::/0       scram-sha-256
";

fn settings(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "# Written by hotlinectl.\nlisten_addresses = '*'\nmax_connections = 250\nssl = on\n\
         ssl_cert_file = '{folder}/hub.crt'\nssl_key_file = '{folder}/hub.key'\n\
         password_encryption = 'scram-sha-256'\nsynchronous_commit = on\n\
         idle_in_transaction_session_timeout = '10s'\n"
    )
}

fn install() -> Result<(), Stop> {
    let install = || {
        let mut apt = root("env");
        apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "postgresql"]);
        done(&mut apt)
    };
    // A list of packages that is old or missing is the usual reason.
    install().or_else(|_| {
        drop(done(root("apt-get").arg("update")));
        install()
    })
}

fn make(port: u16) -> Result<(), Stop> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let versions = versions.filter(|entry| entry.path().join("bin/initdb").exists());
    let versions = versions.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let newest = versions.max().ok_or_else(|| Stop::lacking("noCluster", &[]))?.to_string();
    let mut create = root("pg_createcluster");
    create.args(["--port", &port.to_string(), "--start-conf", "auto", "--locale", "C.UTF-8"]);
    create.args(["--encoding", "UTF8", &newest, CLUSTER, "--"]);
    create.args(["--data-checksums", "--auth-local=peer", "--auth-host=scram-sha-256"]);
    done(&mut create)
}

/// Signed by itself: the join code says which it is, and no authority is asked.
fn certificate(folder: &Path) -> Result<(), Stop> {
    let mut openssl = as_postgres("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]);
    openssl.args(["-days", "7300", "-subj", "/CN=hotline", "-keyout"]).arg(folder.join("hub.key"));
    done(openssl.arg("-out").arg(folder.join("hub.crt")))
}

/// Of the addresses of this machine the first that another one can reach.
pub fn address() -> Result<String, Stop> {
    let listed = Command::new("hostname").arg("-I").output().map(|it| it.stdout).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let mut listed = listed.split_whitespace();
    let first = listed.find(|it| it.contains('.')).map(String::from);
    first.ok_or_else(|| Stop::lacking("noAddress", &[]))
}

/// Free bytes where the data lies, and how much of the disk is used.
pub fn disk(cluster: &Cluster) -> Option<(u64, u8)> {
    let mut df = Command::new("df");
    let said =
        df.args(["--output=avail,pcent", "--block-size=1"]).arg(cluster.data.parent()?).output().ok()?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut cells = said.lines().nth(1)?.split_whitespace();
    Some((cells.next()?.parse().ok()?, cells.next()?.trim_end_matches('%').parse().ok()?))
}

fn there(program: &str) -> bool {
    let folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];
    folders.iter().any(|folder| Path::new(folder).join(program).exists())
}

fn is_root() -> bool {
    let me = Command::new("id").arg("-u").output().map(|it| it.stdout).unwrap_or_default();
    me.trim_ascii() == b"0"
}

/// As root; `sudo` asks on the terminal.
fn root(program: &str) -> Command {
    let mut command = if is_root() { Command::new(program) } else { Command::new("sudo") };
    if !is_root() {
        command.arg(program);
    }
    command.env("LC_ALL", "C.UTF-8").current_dir("/");
    command
}

/// As the system's user of PostgreSQL.
pub fn as_postgres(program: &str) -> Command {
    let mut command = Command::new(if is_root() { "runuser" } else { "sudo" });
    command.args(["-u", "postgres", "--", program]).current_dir("/");
    command
}

fn read(path: &Path) -> String {
    let read = root("cat").arg(path).output().map(|it| it.stdout).unwrap_or_default();
    String::from_utf8_lossy(&read).into_owned()
}

fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let mut tee = root("tee");
    let running = tee.arg(path).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
    let mut running = running.map_err(|_| Stop::lacking("noSudo", &[]))?;
    if let Some(mut stdin) = running.stdin.take() {
        drop(stdin.write_all(text.as_bytes()));
    }
    let ended = running.wait_with_output();
    judged("tee", ended)?;
    // Other users of the machine have no business in them.
    done(root("chown").arg("postgres:postgres").arg(path))?;
    done(root("chmod").arg("640").arg(path))
}

fn done(command: &mut Command) -> Result<(), Stop> {
    let name = command.get_program().to_string_lossy().into_owned();
    judged(&name, command.stdin(Stdio::inherit()).output())
}

fn judged(name: &str, ended: std::io::Result<Output>) -> Result<(), Stop> {
    match ended {
        Ok(ended) if ended.status.success() => Ok(()),
        Ok(ended) => {
            let why = String::from_utf8_lossy(&ended.stderr).trim().to_string();
            let last: Vec<&str> = why.lines().rev().take(5).collect();
            let why = last.into_iter().rev().collect::<Vec<_>>().join("\n");
            Err(Stop::lacking("program", &[("program", name), ("why", &why)]))
        }
        Err(_) => Err(Stop::lacking("noProgram", &[("program", name)])),
    }
}
