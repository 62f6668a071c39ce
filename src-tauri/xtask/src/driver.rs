//! Just enough WebDriver to open the console, wait for its page, and take a picture.

use crate::display::Display;
use crate::tools::Outcome;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A slow machine in a cold start; more than that is a fault.
const PATIENCE: Duration = Duration::from_secs(60);

/// The console, open under WebKit's driver. Dropping it ends both.
pub struct Console {
    driver: Child,
    port: u16,
    session: String,
}

impl Console {
    /// Starts `app`, and returns when its page shows words.
    pub fn open(
        app: &Path,
        arguments: &[&str],
        home: Option<&Path>,
        display: Option<&Display>,
    ) -> Outcome<Console> {
        let port = free_port()?;
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM", "WebKitWebDriver", &format!("--port={port}")]);
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        // With it WebKit never draws the frame that a picture waits for.
        command.env_remove("WEBKIT_DISABLE_COMPOSITING_MODE");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(home) = home {
            command.env("HOTLINE_HOME", home);
        }
        if let Some(display) = display {
            display.hold(&mut command);
        }
        let driver = command.spawn().map_err(|error| format!("WebKitWebDriver can't be started: {error}"))?;
        let mut console = Console { driver, port, session: String::new() };
        console.listen()?;
        let arguments: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
        let answer = console.ask(
            "POST",
            "/session",
            &format!(
                r#"{{"capabilities":{{"alwaysMatch":{{"webkitgtk:browserOptions":{{"binary":{},"args":[{}]}}}}}}}}"#,
                quoted(&app.to_string_lossy()),
                arguments.join(",")
            ),
        )?;
        console.session = text_after(&answer, "\"sessionId\":\"")
            .ok_or_else(|| format!("the console doesn't open under WebDriver: {answer}"))?
            .to_owned();
        console.wait_for_words()?;
        Ok(console)
    }

    pub fn title(&self) -> Outcome<String> {
        let answer = self.ask("GET", &self.path("title"), "")?;
        Ok(text_after(&answer, "\"value\":\"").unwrap_or_default().to_owned())
    }

    /// Writes what the window shows to `file`, as PNG.
    pub fn picture(&self, file: &Path) -> Outcome {
        let answer = self.ask("GET", &self.path("screenshot"), "")?;
        let encoded = text_after(&answer, "\"value\":\"").ok_or("the window gives no picture")?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(crate::tools::at("making", folder))?;
        }
        std::fs::write(file, decoded(encoded)).map_err(crate::tools::at("writing", file))
    }

    fn path(&self, what: &str) -> String {
        format!("/session/{}/{what}", self.session)
    }

    fn listen(&mut self) -> Outcome {
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if Instant::now() > end || !matches!(self.driver.try_wait(), Ok(None)) {
                return Err("WebKitWebDriver doesn't answer".into());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn wait_for_words(&self) -> Outcome {
        let question = r#"{"script":"return document.readyState === 'complete' && document.body.innerText.trim() !== ''","args":[]}"#;
        let end = Instant::now() + PATIENCE;
        while !self.ask("POST", &self.path("execute/sync"), question)?.contains("\"value\":true") {
            if Instant::now() > end {
                return Err("the window stays empty".into());
            }
            sleep(Duration::from_millis(100));
        }
        // Fonts and the first answers of the desk follow the first words.
        sleep(Duration::from_millis(1500));
        Ok(())
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Outcome<String> {
        exchange(self.port, method, path, body)
            .map_err(|error| format!("WebDriver, {method} {path}: {error}"))
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.ask("DELETE", &format!("/session/{}", self.session), "").ok();
        }
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("no free port: {error}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
}

fn exchange(port: u16, method: &str, path: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    Ok(answer.split_once("\r\n\r\n").map_or_else(String::new, |(_, body)| body.to_owned()))
}

/// What stands between `mark` and the next quote: enough for ids, titles and base64, which hold no escapes.
fn text_after<'a>(answer: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = answer.split_once(mark)?;
    rest.split_once('"').map(|(text, _)| text)
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\0'..='\x1f' => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Base64 with the standard alphabet; line ends (also escaped ones) and padding are passed over.
fn decoded(text: &str) -> Vec<u8> {
    let text = text.replace("\\n", "").replace("\\/", "/");
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() * 3 / 4), 0_u32, 0);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{decoded, quoted, text_after};

    #[test]
    fn a_picture_is_decoded_whole() {
        assert_eq!(decoded("aGVsbG8="), b"hello");
        assert_eq!(decoded("aGVs\\nbG8h"), b"hello!");
        assert_eq!(decoded("+\\/8="), [0xfb, 0xff]);
    }

    #[test]
    fn a_path_with_a_quote_stays_one_string() {
        assert_eq!(quoted("a\"b\\c\n"), r#""a\"b\\c\u000a""#);
    }

    #[test]
    fn an_answer_is_read_by_its_mark() {
        assert_eq!(text_after(r#"{"value":{"sessionId":"ab"}}"#, "\"sessionId\":\""), Some("ab"));
        assert_eq!(text_after(r#"{"value":null}"#, "\"value\":\""), None);
    }
}
