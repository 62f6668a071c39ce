//! One connection: made when it is needed, dropped at the first doubt, and watched for what the server says unasked.

use crate::error::Error;
use crate::pin;
use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::timeout;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};
use tokio_postgres::types::ToSql;
use tokio_postgres::{AsyncMessage, Client, Config, NoTls, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;
use zeroize::Zeroizing;

/// Where the hub is, and as whom a station logs in.
#[derive(Clone)]
pub struct Address {
    /// Names or addresses with their ports; of several the first that takes writes.
    pub hosts: Vec<(String, u16)>,
    pub database: String,
    /// The station's own role.
    pub role: String,
    pub password: Zeroizing<String>,
    /// [`crate::fingerprint`] of each server's certificate. None: only over the socket of the same machine, which needs no TLS.
    pub certificates: Vec<[u8; 16]>,
}

/// How long a call may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For each host that is tried.
    pub connect: Duration,
    /// From sending to the last byte of the answer; with a standby that is slow it is reached.
    pub call: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { connect: Duration::from_secs(3), call: Duration::from_secs(10) }
    }
}

pub(crate) struct Link {
    pub client: Client,
    statements: HashMap<&'static str, Statement>,
    /// The server has committed without its standby, whatever it answered.
    alone: Arc<AtomicBool>,
}

impl Link {
    /// The first host that takes writes. Each has its own time: one that is frozen takes the call and never answers, and
    /// those behind it are asked all the same.
    pub async fn open(address: &Address, patience: Patience, woken: Arc<Notify>) -> Result<Link, Error> {
        let mut failed = Error::Away(None);
        for host in &address.hosts {
            match Link::open_one(address, host, patience, woken.clone()).await {
                Ok(link) => return Ok(link),
                // What a server has said is worth more than that another one is away.
                Err(error) if matches!(failed, Error::Away(_)) => failed = error,
                Err(_) => {}
            }
        }
        Err(failed)
    }

    async fn open_one(
        address: &Address,
        (host, port): &(String, u16),
        patience: Patience,
        woken: Arc<Notify>,
    ) -> Result<Link, Error> {
        let mut config = Config::new();
        config
            .host(host)
            .port(*port)
            .dbname(&address.database)
            .user(&address.role)
            .password(address.password.as_bytes())
            .application_name("hotline")
            .connect_timeout(patience.connect)
            .tcp_user_timeout(patience.connect)
            .keepalives_idle(patience.connect)
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        let limit = patience.connect * 2;
        let alone = Arc::new(AtomicBool::new(false));
        let seen = alone.clone();
        let client = if address.certificates.is_empty() {
            let (client, connection) = within(limit, config.connect(NoTls)).await?;
            tokio::spawn(watched(connection, seen, woken));
            client
        } else {
            let tls = pin::client(address.certificates.clone())
                .map_err(|error| Error::Away(Some(Box::new(error))))?;
            config.ssl_mode(SslMode::Require);
            let (client, connection) = within(limit, config.connect(MakeRustlsConnect::new(tls))).await?;
            tokio::spawn(watched(connection, seen, woken));
            client
        };
        Ok(Link { client, statements: HashMap::new(), alone })
    }

    /// Prepared at its first use on this connection: one way there and back for each call after that.
    pub async fn query(
        &mut self,
        sql: &'static str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, tokio_postgres::Error> {
        if !self.statements.contains_key(sql) {
            self.statements.insert(sql, self.client.prepare(sql).await?);
        }
        self.client.query(&self.statements[sql], parameters).await
    }

    /// Whether what was answered since the last question is less than certain.
    pub fn committed_alone(&self) -> bool {
        self.alone.swap(false, Ordering::SeqCst)
    }
}

async fn within<T>(
    limit: Duration,
    connecting: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, Error> {
    match timeout(limit, connecting).await {
        Ok(connected) => connected.map_err(Error::of_connecting),
        Err(late) => Err(Error::Away(Some(Box::new(late)))),
    }
}

/// Reads the connection to its end. Messages come in the order in which the server sent them, so the warning of a
/// commit is seen before the answer to it is whole.
async fn watched<S, T>(
    mut connection: tokio_postgres::Connection<S, T>,
    alone: Arc<AtomicBool>,
    woken: Arc<Notify>,
) where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        match message {
            // 01000 "committed locally, but might not have been replicated": any plain warning counts.
            AsyncMessage::Notice(notice) if notice.code().code() == "01000" => {
                alone.store(true, Ordering::SeqCst)
            }
            AsyncMessage::Notification(_) => woken.notify_one(),
            AsyncMessage::Notice(_) | _ => {}
        }
    }
    // Whoever waits looks for himself, and finds the connection gone.
    woken.notify_one();
}
