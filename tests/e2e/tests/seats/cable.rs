//! A network cable: a relay on loopback that can be pulled and put back.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub struct Cable {
    port: u16,
    pulled: Arc<AtomicBool>,
    ends: Arc<Mutex<Vec<TcpStream>>>,
}

impl Cable {
    pub fn to(server: u16) -> Cable {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (pulled, ends) = (Arc::new(AtomicBool::new(false)), Arc::<Mutex<Vec<TcpStream>>>::default());
        let (is_pulled, all) = (pulled.clone(), ends.clone());
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                // Accepted and dropped: the other side sees a connection that ends.
                let Some(far) = TcpStream::connect(("127.0.0.1", server)).ok() else { continue };
                if is_pulled.load(Ordering::SeqCst) {
                    continue;
                }
                let mut ends = all.lock().unwrap_or_else(PoisonError::into_inner);
                ends.extend([near.try_clone().unwrap(), far.try_clone().unwrap()]);
                drop(ends);
                let (near_too, far_too) = (near.try_clone().unwrap(), far.try_clone().unwrap());
                thread::spawn(move || carry(near, far));
                thread::spawn(move || carry(far_too, near_too));
            }
        });
        Cable { port, pulled, ends }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn pull(&self) {
        self.pulled.store(true, Ordering::SeqCst);
        for end in self.ends.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            drop(end.shutdown(Shutdown::Both));
        }
    }

    pub fn put_back(&self) {
        self.pulled.store(false, Ordering::SeqCst);
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count) = from.read(&mut bytes) {
        if count == 0 || to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    drop(to.shutdown(Shutdown::Both));
}
