//! Against a bus of the test's own, with services that answer as desktops and logind do.

use super::system::hold;
use gtk::gio::prelude::*;
use gtk::gio::{
    BusNameOwnerFlags, Cancellable, DBusConnection, DBusConnectionFlags, DBusNodeInfo, UnixFDList,
};
use gtk::gio::{DBusMethodInvocation, bus_own_name_on_connection};
use gtk::glib::{MainContext, MainLoop, Variant};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

const SCREEN_SAVER: (&str, &str) = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver");
const SESSION_MANAGER: (&str, &str) = ("org.gnome.SessionManager", "/org/gnome/SessionManager");
const LOGIND: (&str, &str) = ("org.freedesktop.login1", "/org/freedesktop/login1");

const INTERFACES: &str = "<node>
    <interface name='org.freedesktop.ScreenSaver'>
      <method name='Inhibit'>
        <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='u' direction='out'/>
      </method>
      <method name='UnInhibit'><arg type='u' direction='in'/></method>
    </interface>
    <interface name='org.gnome.SessionManager'>
      <method name='Inhibit'>
        <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
        <arg type='u' direction='in'/><arg type='u' direction='out'/>
      </method>
      <method name='Uninhibit'><arg type='u' direction='in'/></method>
    </interface>
    <interface name='org.freedesktop.login1.Manager'>
      <method name='Inhibit'>
        <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
        <arg type='s' direction='in'/><arg type='h' direction='out'/>
      </method>
    </interface>
  </node>";

/// A bus that ends with the test.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Bus {
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address", "--address=unix:tmpdir=/tmp"]);
        let mut daemon =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("dbus-daemon starts");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Bus { daemon, address: address.trim().to_owned() }
    }

    fn connect(&self) -> DBusConnection {
        let flags = DBusConnectionFlags::AUTHENTICATION_CLIENT | DBusConnectionFlags::MESSAGE_BUS_CONNECTION;
        DBusConnection::for_address_sync(&self.address, flags, None, Cancellable::NONE).unwrap()
    }

    /// Has a service answer on the bus, and gives what it was asked.
    fn serve(&self, service: (&'static str, &'static str)) -> Receiver<String> {
        let (tell, told) = channel();
        let (ready, is_ready) = channel();
        let bus = self.connect();
        thread::spawn(move || {
            let context = MainContext::new();
            let run = || {
                let nodes = DBusNodeInfo::for_xml(INTERFACES).unwrap();
                let interface = [service.0, "org.freedesktop.login1.Manager"];
                let interface = interface.iter().find_map(|name| nodes.lookup_interface(name)).unwrap();
                let answer =
                    move |_: DBusConnection, _: &str, _: &str, _: &str, method: &str, arguments, call| {
                        answered(&tell, method, &arguments, call);
                    };
                let nothing = |_: DBusConnection, _: &str, _: &str, _: &str, _: &str| ().to_variant();
                let never = |_: DBusConnection, _: &str, _: &str, _: &str, _: &str, _| false;
                bus.register_object(service.1, &interface, answer, nothing, never).unwrap();
                let named = move |_: DBusConnection, _: &str| ready.send(()).unwrap();
                bus_own_name_on_connection(&bus, service.0, BusNameOwnerFlags::NONE, named, |_, _| ());
                MainLoop::new(Some(&context), false).run();
            };
            context.with_thread_default(run).unwrap();
        });
        is_ready.recv_timeout(Duration::from_secs(10)).expect("the service has its name");
        told
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.daemon.kill().ok();
        self.daemon.wait().ok();
    }
}

fn answered(tell: &Sender<String>, method: &str, arguments: &Variant, call: DBusMethodInvocation) {
    tell.send(format!("{method}{arguments}")).unwrap();
    if arguments.get::<(String, String, String, String)>().is_some() {
        // The lock of a moment ago: any descriptor will do.
        let descriptors = UnixFDList::new();
        descriptors.append(std::io::stdin()).unwrap();
        let handle = Variant::parse(None, "(handle 0,)").unwrap();
        call.return_value_with_unix_fd_list(Some(&handle), Some(&descriptors));
    } else if method == "Inhibit" {
        call.return_value(Some(&(7_u32,).to_variant()));
    } else {
        call.return_value(None);
    }
}

fn asked(told: &Receiver<String>) -> String {
    told.recv_timeout(Duration::from_secs(10)).expect("the service is asked")
}

#[test]
fn the_screen_saver_and_sleep_are_held_off_and_let_go_again() {
    let bus = Bus::start();
    let (screen, logind) = (bus.serve(SCREEN_SAVER), bus.serve(LOGIND));
    let held = hold(Some(bus.connect()), Some(bus.connect()));
    assert!(held.is_whole());
    assert_eq!(asked(&screen), "Inhibit('hotline-console', 'a session is running')");
    assert_eq!(asked(&logind), "Inhibit('sleep:idle', 'hotline-console', 'a session is running', 'block')");
    drop(held);
    assert_eq!(asked(&screen), "UnInhibit(uint32 7,)");
}

#[test]
fn a_desktop_without_that_service_is_asked_through_its_session_manager() {
    let bus = Bus::start();
    let (manager, _logind) = (bus.serve(SESSION_MANAGER), bus.serve(LOGIND));
    let held = hold(Some(bus.connect()), Some(bus.connect()));
    assert!(held.is_whole());
    assert_eq!(asked(&manager), "Inhibit('hotline-console', uint32 0, 'a session is running', uint32 12)");
    drop(held);
    assert_eq!(asked(&manager), "Uninhibit(uint32 7,)");
}

#[test]
fn what_was_refused_is_said_and_the_rest_is_held_all_the_same() {
    let bus = Bus::start();
    assert!(!hold(None, None).is_whole());
    assert!(!hold(Some(bus.connect()), Some(bus.connect())).is_whole());
    let screen = bus.serve(SCREEN_SAVER);
    let held = hold(Some(bus.connect()), Some(bus.connect()));
    assert!(!held.is_whole());
    assert!(asked(&screen).starts_with("Inhibit"));
    drop(bus);
    // The bus has gone, and letting go is nobody's failure.
    drop(held);
}
