//! The owner of the hub's database: scripts through `psql`, which has to be there where the server is.

use super::{Stop, debian};
use std::io::Write;
use std::process::{Command, Stdio};

pub const DATABASE: &str = "hotline";
/// Whose the schema is on a server of our own; nobody logs in as it.
pub const OWNER: &str = "hotline_owner";

pub enum Owner {
    /// The server of this machine, as its system user.
    Here { port: u16 },
    /// A URL, without its password.
    Server { url: String, password: Option<String> },
}

/// Values of a script.
pub type Sets<'a> = &'a [(&'a str, &'a str)];

impl Owner {
    /// By the URL that was given, else the server of this machine.
    pub fn find(server: Option<&str>) -> Result<Owner, Stop> {
        match server {
            Some(url) => Ok(Owner::at(url)),
            None => match debian::cluster() {
                Some(cluster) => Ok(Owner::Here { port: cluster.port }),
                None => Err(Stop::lacking("noServerHere", &[])),
            },
        }
    }

    /// A password in the URL would stand in the list of processes: it goes another way.
    pub fn at(url: &str) -> Owner {
        let (before, password, after) = split(url);
        let url = format!("{before}{after}");
        Owner::Server { url, password: password.map(decoded) }
    }

    /// Runs a script in the hub's database, all of it or nothing, and answers its rows.
    pub fn ask(&self, script: &str, sets: Sets) -> Result<Vec<Vec<String>>, Stop> {
        self.psql(DATABASE, true, script, sets)
    }

    /// In no transaction, from a database that every server has.
    pub fn outside(&self, script: &str, sets: Sets) -> Result<(), Stop> {
        self.psql("postgres", false, script, sets).map(drop)
    }

    fn psql(&self, database: &str, whole: bool, script: &str, sets: Sets) -> Result<Vec<Vec<String>>, Stop> {
        let mut psql = match self {
            Owner::Here { port } => {
                let mut psql = debian::as_postgres("psql");
                psql.args(["--port", &port.to_string(), "--dbname", database]);
                psql
            }
            Owner::Server { url, password } => {
                let mut psql = Command::new("psql");
                psql.args(["--dbname", url]);
                if let Some(password) = password {
                    psql.env("PGPASSWORD", password);
                }
                psql
            }
        };
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--field-separator=\t"]);
        psql.args(["--set", "ON_ERROR_STOP=1", "--file=-"]);
        if whole {
            psql.arg("--single-transaction");
        }
        psql.env("PGCONNECT_TIMEOUT", "5").current_dir("/");
        psql.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = psql.spawn().map_err(|_| Stop::lacking("noPsql", &[]))?;
        let said = format!("{}{script}", set(sets));
        if let Some(mut stdin) = running.stdin.take() {
            // It ends early only to say why, below.
            drop(stdin.write_all(said.as_bytes()));
        }
        let answered = running.wait_with_output().map_err(|_| Stop::lacking("noPsql", &[]))?;
        let text = String::from_utf8_lossy(&answered.stdout);
        if answered.status.success() {
            let rows = text.lines().filter(|row| !row.is_empty());
            return Ok(rows.map(|row| row.split('\t').map(String::from).collect()).collect());
        }
        let why = String::from_utf8_lossy(&answered.stderr);
        Err(Stop::lacking("psql", &[("why", why.trim())]))
    }
}

/// Values are ids, hex and verifiers; a quote or a backslash in one would be our fault, and is left out.
fn set(sets: Sets) -> String {
    let clean = |value: &str| value.replace(['\'', '\\', '\n'], "");
    sets.iter().map(|(name, value)| format!("\\set {name} '{}'\n", clean(value))).collect()
}

/// What stands before a URL's password, it, and what follows.
fn split(url: &str) -> (&str, Option<&str>, &str) {
    let begins = url.find("://").map_or(0, |at| at + 3);
    let ends = url[begins..].find(['/', '?']).map_or(url.len(), |at| begins + at);
    let Some(at) = url[begins..ends].rfind('@').map(|at| begins + at) else { return (url, None, "") };
    match url[begins..at].find(':').map(|colon| begins + colon) {
        Some(colon) => (&url[..colon], Some(&url[colon + 1..at]), &url[at..]),
        None => (url, None, ""),
    }
}

/// The hosts that a URL names, with their ports; none when it goes by a socket.
pub fn hosts(url: &str) -> Vec<(String, u16)> {
    let begins = url.find("://").map_or(0, |at| at + 3);
    let ends = url[begins..].find(['/', '?']).map_or(url.len(), |at| begins + at);
    let hosts = url[begins..ends].rsplit('@').next().unwrap_or_default();
    hosts.split(',').filter_map(|host| host_of(host, 5432)).collect()
}

/// `host`, `host:port`, `[address]:port`.
pub fn host_of(text: &str, port: u16) -> Option<(String, u16)> {
    let (host, typed) = match text.strip_prefix('[') {
        Some(inner) => inner.split_once(']').map(|(host, rest)| (host, rest.strip_prefix(':')))?,
        None => text.rsplit_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let port = typed.map_or(Some(port), |typed| typed.parse().ok())?;
    (!host.is_empty()).then(|| (host.to_string(), port))
}

fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, more)) = rest.split_first() {
        let hex = more.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = hex.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &more[2..] } else { more };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_hosts_and_its_password_stands_on_no_command_line() {
        let Owner::Server { url, password } = Owner::at("postgresql://owner:a%40b@db1:5433,db2/hotline")
        else {
            panic!()
        };
        assert_eq!(
            (url.as_str(), password.as_deref()),
            ("postgresql://owner@db1:5433,db2/hotline", Some("a@b"))
        );
        assert_eq!(hosts(&url), [("db1".to_string(), 5433), ("db2".to_string(), 5432)]);
        assert!(hosts("postgresql://owner@/hotline?host=/run/postgresql").is_empty());
        assert_eq!(host_of("[fd00::1]:6", 1), Some(("fd00::1".to_string(), 6)));
    }
}
