//! Staying awake: the desktop's screen saver and the system's sleep are held off for as long as a value lives.

use std::sync::mpsc::{Sender, channel};
use std::thread;

pub struct Awake {
    /// Dropped, it lets the holding thread end.
    _release: Sender<()>,
    whole: bool,
}

impl Awake {
    pub fn hold() -> Awake {
        let (release, released) = channel::<()>();
        let (tell, told) = channel();
        // What is held belongs to one thread, which asks for it, waits, and gives it back.
        let holding = thread::Builder::new().name("awake".into()).spawn(move || {
            let held = system::here();
            tell.send(held.is_whole()).ok();
            released.recv().ok();
            drop(held);
        });
        Awake { _release: release, whole: holding.is_ok() && told.recv() == Ok(true) }
    }

    /// Nothing was refused.
    pub fn is_whole(&self) -> bool {
        self.whole
    }
}

/// Only Linux is asked; elsewhere nothing is held off, and that is what is said.
#[cfg(not(target_os = "linux"))]
mod system {
    pub struct Held;

    pub fn here() -> Held {
        Held
    }

    impl Held {
        pub fn is_whole(&self) -> bool {
            false
        }
    }
}

/// Over the D-Bus that GTK speaks already: what desktops answer to, and logind.
#[cfg(target_os = "linux")]
mod system {
    use gtk::gio::prelude::*;
    use gtk::gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, UnixFDList, bus_get_sync};
    use gtk::glib::{Error, Variant};

    const WHO: &str = "hotline-console";
    const WHY: &str = "a session is running";
    /// A service that hangs must not hang us.
    const LIMIT_MS: i32 = 2000;

    pub struct Held {
        screen: Option<Screen>,
        /// logind lets the machine sleep again when the descriptor in it is closed.
        sleep: Option<UnixFDList>,
    }

    /// On the buses that this process was given, if any.
    pub fn here() -> Held {
        hold(bus(BusType::Session), bus(BusType::System))
    }

    pub fn hold(session: Option<DBusConnection>, system: Option<DBusConnection>) -> Held {
        Held { screen: session.and_then(Screen::hold), sleep: system.and_then(|system| sleep(&system).ok()) }
    }

    impl Held {
        pub fn is_whole(&self) -> bool {
            self.screen.is_some() && self.sleep.is_some()
        }
    }

    fn bus(kind: BusType) -> Option<DBusConnection> {
        let bus = bus_get_sync(kind, Cancellable::NONE).ok()?;
        // Losing the bus must not end the console.
        bus.set_exit_on_close(false);
        Some(bus)
    }

    fn sleep(system: &DBusConnection) -> Result<UnixFDList, Error> {
        let wish = ("sleep:idle", WHO, WHY, "block").to_variant();
        let (manager, path) = ("org.freedesktop.login1", "/org/freedesktop/login1");
        let answer = system.call_with_unix_fd_list_sync(
            Some(manager),
            path,
            "org.freedesktop.login1.Manager",
            "Inhibit",
            Some(&wish),
            None,
            DBusCallFlags::NONE,
            LIMIT_MS,
            UnixFDList::NONE,
            Cancellable::NONE,
        );
        answer.map(|(_, descriptors)| descriptors)
    }

    /// What a desktop calls its service, and how it wants to be asked.
    struct Service {
        name: &'static str,
        path: &'static str,
        release: &'static str,
        wish: fn() -> Variant,
    }

    /// The common one (KDE, GNOME, Xfce, Deepin), then the session manager of GNOME's kin (MATE, UKUI, Cinnamon).
    const SERVICES: [Service; 2] = [
        Service {
            name: "org.freedesktop.ScreenSaver",
            path: "/org/freedesktop/ScreenSaver",
            release: "UnInhibit",
            wish: || (WHO, WHY).to_variant(),
        },
        Service {
            name: "org.gnome.SessionManager",
            path: "/org/gnome/SessionManager",
            release: "Uninhibit",
            // No window of ours; 4 is sleep, 8 is idle.
            wish: || (WHO, 0_u32, WHY, 4_u32 | 8).to_variant(),
        },
    ];

    struct Screen {
        session: DBusConnection,
        service: &'static Service,
        cookie: u32,
    }

    impl Screen {
        fn hold(session: DBusConnection) -> Option<Screen> {
            SERVICES.iter().find_map(|service| {
                let answer = call(&session, service, "Inhibit", &(service.wish)()).ok()?;
                let (cookie,) = answer.get()?;
                Some(Screen { session: session.clone(), service, cookie })
            })
        }
    }

    impl Drop for Screen {
        fn drop(&mut self) {
            // A desktop that has gone holds nothing off any more.
            call(&self.session, self.service, self.service.release, &(self.cookie,).to_variant()).ok();
        }
    }

    fn call(
        bus: &DBusConnection,
        service: &Service,
        method: &str,
        arguments: &Variant,
    ) -> Result<Variant, Error> {
        bus.call_sync(
            Some(service.name),
            service.path,
            service.name,
            method,
            Some(arguments),
            None,
            DBusCallFlags::NONE,
            LIMIT_MS,
            Cancellable::NONE,
        )
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
