//! A primary with streaming standbys on loopback, each of which can be killed, frozen, started again and promoted.

use crate::server::{self, DATABASE, Server, append, program, psql, serve};
use hub::Address;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// How long a server may take for what this test waits for.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Cluster {
    pub primary: Server,
    pub standbys: Vec<Standby>,
}

/// `s1`, `s2`: what `synchronous_standby_names` calls it.
pub struct Standby {
    data: PathBuf,
    sockets: PathBuf,
    port: u16,
    child: Child,
}

impl Cluster {
    /// Of so many standbys the first is synchronous, if there is a choice and it is wanted.
    pub fn start(standbys: usize, synchronous: bool) -> Cluster {
        let primary = Server::start();
        let names: Vec<String> = (1..=standbys).map(|number| format!("s{number}")).collect();
        let standbys = names.iter().map(|name| Standby::of(&primary, name)).collect();
        let cluster = Cluster { primary, standbys };
        cluster.until_streaming(names.len());
        if synchronous {
            let first = format!("FIRST 1 ({})", names.join(", "));
            cluster.primary.owner(&format!("ALTER SYSTEM SET synchronous_standby_names = '{first}'"));
            cluster.primary.owner("SELECT pg_reload_conf()");
            let sync = "SELECT application_name FROM pg_stat_replication WHERE sync_state = 'sync'";
            until("a standby is synchronous", || cluster.primary.owner(sync) == "s1");
        }
        cluster
    }

    /// Every server of it, the first primary first.
    pub fn address(&self, number: u8) -> Address {
        let mut address = self.primary.address(number);
        address.hosts.extend(self.standbys.iter().map(|it| ("127.0.0.1".to_owned(), it.port)));
        address
    }

    pub fn until_streaming(&self, count: usize) {
        let streaming = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'";
        until("the standbys stream", || self.primary.owner(streaming) == count.to_string());
    }

    /// At once, with all its backends: as when the machine loses its power.
    pub fn kill_primary(&mut self) {
        kill(&mut self.primary.child, &self.primary.folder.path().join("data"));
    }

    pub fn freeze_primary(&self) -> Frozen {
        Frozen::now(self.primary.child.id())
    }
}

impl Standby {
    fn of(primary: &Server, name: &str) -> Standby {
        let (data, sockets) = (primary.folder.path().join(name), primary.folder.path().join("sockets"));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let copied = program("pg_basebackup")
            .args(["--username=owner", "--checkpoint=fast", "--wal-method=stream", "--write-recovery-conf"])
            .args(["--port", &primary.port().to_string(), "--host"])
            .arg(&sockets)
            .arg("--pgdata")
            .arg(&data)
            .output()
            .unwrap();
        assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
        // The last word counts, and what was written here last is the copy's own.
        let follows = format!(
            "primary_conninfo = 'host={} port={} user=owner application_name={name}'\n",
            sockets.display(),
            primary.port()
        );
        append(&data.join("postgresql.auto.conf"), &format!("port = {port}\n{follows}"));
        let child = serve(&data);
        let standby = Standby { data, sockets, port, child };
        standby.until_it_answers();
        standby
    }

    pub fn kill(&mut self) {
        kill(&mut self.child, &self.data);
    }

    /// The same one again, from what it had.
    pub fn start(&mut self) {
        drop(fs::remove_file(self.data.join("postmaster.pid")));
        self.child = serve(&self.data);
        self.until_it_answers();
    }

    /// What a person or a script does who takes this one for the new primary.
    pub fn promote(&self) {
        let promoted = program("pg_ctl").args(["promote", "--wait", "--pgdata"]).arg(&self.data).output();
        let promoted = promoted.unwrap();
        assert!(promoted.status.success(), "{}", String::from_utf8_lossy(&promoted.stderr));
    }

    pub fn owner(&self, sql: &str) -> Result<String, String> {
        psql(&self.sockets, self.port, DATABASE, "owner", sql)
    }

    fn until_it_answers(&self) {
        until("the standby answers", || self.owner("SELECT 1").is_ok());
    }
}

impl Drop for Standby {
    fn drop(&mut self) {
        server::end(&mut self.child);
    }
}

#[track_caller]
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < PATIENCE, "in {PATIENCE:?} it isn't so that {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// A server and its backends, stopped in the middle of whatever they do; they go on when this is dropped.
pub struct Frozen(Vec<u32>);

impl Frozen {
    pub fn now(server: u32) -> Frozen {
        // The server first, so that it makes no other.
        signal("-STOP", &[server]);
        let all = family(server);
        signal("-STOP", &all);
        Frozen(all)
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        signal("-CONT", &self.0);
    }
}

fn kill(child: &mut Child, data: &Path) {
    kill_with_children(child.id());
    child.wait().unwrap();
    // The segment by which a server sees that it runs already outlives it; its id stands last in line 7.
    let file = fs::read_to_string(data.join("postmaster.pid")).unwrap();
    let segment = file.lines().nth(6).and_then(|line| line.split_whitespace().last()).unwrap_or_default();
    drop(Command::new("ipcrm").args(["-m", segment]).output());
}

/// Ends a process that this test started, with its children.
pub fn kill_with_children(server: u32) {
    signal("-STOP", &[server]);
    signal("-KILL", &family(server));
}

fn signal(name: &str, processes: &[u32]) {
    let ids: Vec<String> = processes.iter().map(u32::to_string).collect();
    // One that has ended meanwhile is no failure.
    drop(Command::new("kill").arg(name).args(ids).output());
}

/// A process and its children.
fn family(parent: u32) -> Vec<u32> {
    let children = fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let path = entry.ok()?.path();
        let child = path.file_name()?.to_str()?.parse().ok()?;
        (parent_of(&path)? == parent).then_some(child)
    });
    std::iter::once(parent).chain(children).collect()
}

fn parent_of(process: &Path) -> Option<u32> {
    let status = fs::read_to_string(process.join("status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
}
