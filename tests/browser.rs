//! The review page in a real browser: Chromium, driven by chromedriver over WebDriver.
//!
//! Where one of the two is missing, the test says so and checks nothing; `.ci/run` installs them from Debian's packages.
//! `DOCPARITY_SCREENSHOTS=DIR` keeps pictures of the page, wide and narrow, light and dark.
#![expect(clippy::unwrap_used, reason = "a test that cannot drive its browser has failed")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};

#[path = "common/program.rs"]
mod program;

use program::docparity;

/// A browser with one window. Its logs hold what its console said and what it asked for.
struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    /// The browser's own profile.
    profile: tempfile::TempDir,
}

impl Browser {
    /// `None` where Chromium or its driver is not installed.
    fn start() -> Option<Self> {
        let is_there = |program: &str| {
            let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
            found.is_ok_and(|status| status.success())
        };
        if !is_there("chromedriver") || !is_there("chromium") {
            eprintln!("SKIPPED: chromium and chromedriver are not installed; the review page was not looked at.");
            return None;
        }
        let profile = tempfile::tempdir().unwrap();
        // Port 0: the driver takes a free one and says which.
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = said.by_ref().find_map(|line| {
            let line = line.unwrap();
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        // Whatever else it says is read, so that it never waits for its reader.
        thread::spawn(move || said.for_each(drop));
        let config =
            ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(120)));
        let agent: ureq::Agent = config.build().into();
        let mut browser =
            Self { driver, session: format!("http://127.0.0.1:{}/session", port.unwrap()), agent, profile };
        let made = browser.post("", &browser.capabilities());
        let id = made["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {made}")).to_owned();
        browser.session = format!("{}/{id}", browser.session);
        Some(browser)
    }

    fn capabilities(&self) -> Value {
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            "goog:chromeOptions": {"args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--window-size=1280,900", profile,
            ]},
        }}})
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let mut response = self.agent.post(format!("{}{command}", self.session)).send_json(body).unwrap();
        let mut answer: Value = response.body_mut().with_config().limit(1 << 30).read_json().unwrap();
        answer["value"].take()
    }

    /// What `script`, the body of a function, returns.
    #[track_caller]
    fn run(&self, script: &str) -> Value {
        let value = self.post("/execute/sync", &json!({"script": script, "args": []}));
        assert!(value.get("error").is_none(), "{script}\n{value:#}");
        value
    }

    fn open(&self, url: &str) {
        assert_eq!(self.post("/url", &json!({"url": url})), Value::Null);
    }

    /// Waits until `script` returns what is expected; what it returns in the end is held against it.
    #[track_caller]
    fn expect(&self, script: &str, expected: impl Into<Value>) {
        let expected = expected.into();
        for _ in 0..100 {
            if self.run(script) == expected {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(self.run(script), expected, "{script}");
    }

    /// Types keys into whatever has the focus.
    fn press(&self, keys: &str) {
        let actions: Vec<_> = keys
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key.to_string()})))
            .collect();
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        assert_eq!(self.post("/actions", &body), Value::Null);
    }

    /// The entries of a log since it was last asked for.
    fn log(&self, name: &str) -> Vec<Value> {
        self.post("/se/log", &json!({"type": name})).as_array().cloned().unwrap_or_else(|| panic!("no log `{name}`"))
    }

    /// The addresses that the page asked for.
    fn requests(&self) -> Vec<String> {
        let message = |entry: &Value| serde_json::from_str::<Value>(entry["message"].as_str().unwrap()).unwrap();
        let messages = self.log("performance").iter().map(message).collect::<Vec<_>>();
        let sent = messages.iter().filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent");
        sent.map(|entry| entry["message"]["params"]["request"]["url"].as_str().unwrap().to_owned()).collect()
    }

    /// A command of the browser's own protocol.
    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser ends with its session, the driver does not.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

const TAB: &str = "\u{E004}";
const DOWN: &str = "\u{E015}";

/// The page on the fixtures, and its address.
fn page(folder: &Path) -> String {
    let report = folder.join("report.html");
    let format = format!("html={}", report.display());
    let output =
        docparity(&["check", "fixtures/renewal", "--format", &format]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    assert_eq!(output.unwrap().status.code(), Some(1));
    format!("file://{}", report.display())
}

const COUNT: &str = "return document.getElementById('count').textContent";
const CARDS: &str = "return document.querySelectorAll('.finding').length";

#[test]
fn the_review_page_filters_links_and_stays_at_home() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let url = page(folder.path());
    // What the browser's own first page asked for does not count.
    browser.open("about:blank");
    browser.requests();
    browser.log("browser");
    browser.open(&url);
    browser.expect(COUNT, "10 findings");
    browser.expect(CARDS, 10);
    browser.expect("return document.querySelectorAll('#overview table').length", 3);
    filters_work_by_keyboard_and_live_in_the_address(&browser, &url);
    a_permalink_leads_to_its_finding(&browser, &url);
    both_sides_are_marked(&browser, &url);
    the_matrix_marks_the_odd_one_out(&browser, &url);
    narrow_pages_do_not_scroll_sideways(&browser, &url);
    let outside: Vec<_> =
        browser.requests().into_iter().filter(|asked| *asked != url && !asked.starts_with("data:")).collect();
    let outside: Vec<_> = outside.iter().filter(|asked| asked.split('#').next() != Some(&url)).collect();
    assert!(outside.is_empty(), "the page asked for {outside:?}");
    let said = browser.log("browser");
    assert!(said.is_empty(), "the console said {said:#?}");
}

#[test]
fn an_article_runs_nothing_in_the_page_and_fetches_nothing() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let payload = "</script><script>document.title='owned'</script><img src=http://evil.example/x onerror=alert(1)>";
    for (locale, length) in [("en", "13 days"), ("fr", "30 jours")] {
        fs::create_dir_all(folder.path().join(locale)).unwrap();
        let article = format!("# Plan {payload}\n\nABC `{payload}` {length} {payload}.\n");
        fs::write(folder.path().join(locale).join("a.md"), article).unwrap();
    }
    let output = docparity(&["check", ".", "--format", "html=report.html"]).current_dir(folder.path()).output();
    assert_eq!(output.unwrap().status.code(), Some(1));
    let url = format!("file://{}", folder.path().join("report.html").display());
    browser.open("about:blank");
    browser.requests();
    browser.log("browser");
    browser.open(&url);
    browser.expect(COUNT, "1 finding");
    browser.run("document.querySelector('#list h3 a').click()");
    browser.expect("return document.querySelectorAll('#matrix table').length", 1);
    browser.expect("return document.title.startsWith('docparity: ')", true);
    browser.expect("return document.querySelectorAll('img').length", 0);
    let text = browser.run("return document.getElementById('list').textContent");
    assert!(text.as_str().unwrap().contains("onerror=alert(1)"), "the words themselves are shown: {text}");
    let outside: Vec<_> = browser.requests().into_iter().filter(|asked| asked.starts_with("http")).collect();
    assert!(outside.is_empty(), "the page asked for {outside:?}");
    let said = browser.log("browser");
    assert!(said.is_empty(), "the console said {said:#?}");
}

fn filters_work_by_keyboard_and_live_in_the_address(browser: &Browser, url: &str) {
    browser.run("document.getElementById('text').focus()");
    browser.press("Acht tien");
    browser.expect(COUNT, "1 of 10 findings");
    browser.expect("return location.hash", "#text=Acht+tien");
    browser.press(TAB);
    browser.expect("return document.activeElement.id", "clear");
    browser.press(" ");
    browser.expect(COUNT, "10 findings");
    browser.expect("return document.activeElement.id", "locale");
    // The second of the options behind "all".
    browser.press(&DOWN.repeat(3));
    browser.press(TAB);
    browser.expect("return location.hash", "#locale=sv-SE");
    browser.expect(COUNT, "1 of 10 findings");
    browser.run("history.back()");
    browser.expect("return document.getElementById('locale').value !== 'sv-SE'", true);
    browser.open(&format!("{url}#severity=error&rule=relation-mismatch"));
    browser.expect(COUNT, "1 of 10 findings");
    browser.expect("return document.getElementById('severity').value", "error");
    browser.open(&format!("{url}#"));
    browser.expect(COUNT, "10 findings");
    browser.run("document.querySelector('.finding').focus()");
    browser.press("j");
    browser.expect("return [...document.querySelectorAll('.finding')].indexOf(document.activeElement)", 1);
    browser.press("k");
    browser.expect("return [...document.querySelectorAll('.finding')].indexOf(document.activeElement)", 0);
}

fn a_permalink_leads_to_its_finding(browser: &Browser, url: &str) {
    let link = browser.run("return [...document.querySelectorAll('.finding a')].at(-1).getAttribute('href')");
    let message =
        browser.run("return [...document.querySelectorAll('.finding')].at(-1).querySelector('p').textContent");
    browser.open(&format!("{url}{}", link.as_str().unwrap()));
    browser.expect(COUNT, "1 of 10 findings");
    browser.expect("return document.querySelector('.finding p').textContent", message);
    browser.run("document.querySelector('.finding button').click()");
    browser.expect("return document.querySelector('.finding button').textContent", "Copied");
}

fn both_sides_are_marked(browser: &Browser, url: &str) {
    browser.open(&format!("{url}#rule=relation-mismatch"));
    browser.expect(COUNT, "1 of 10 findings");
    browser.expect(
        "return [...document.querySelectorAll('.finding mark')].map((m) => m.textContent)",
        json!(["180 days after", "前的 180 天"]),
    );
    browser.expect(
        "return [...document.querySelectorAll('.finding blockquote')].map((q) => q.lang)",
        json!(["en", "zh-TW"]),
    );
}

fn the_matrix_marks_the_odd_one_out(browser: &Browser, url: &str) {
    browser.open(&format!("{url}#"));
    browser.expect("return document.querySelectorAll('#matrix table').length", 0);
    browser.run("document.querySelector('#list h3 a').click()");
    browser.expect("return document.querySelectorAll('#matrix thead th').length > 5", true);
    browser.expect(
        "return [...document.querySelectorAll('#matrix .odd')].every((cell) => cell.textContent.includes('◆'))",
        true,
    );
    // One invented, one before for after, and two that fr-FR, zh-CN and zh-TW have from an older English.
    browser.expect("return document.querySelectorAll('#matrix .odd').length", 8);
}

/// Also takes the pictures that are asked for.
fn narrow_pages_do_not_scroll_sideways(browser: &Browser, url: &str) {
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")] {
        let metrics = json!({"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 1000});
        browser.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        let scheme_is = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser.devtools("Emulation.setEmulatedMedia", &scheme_is);
        for (name, hash) in [("all", ""), ("article", "article=fixtures%2Frenewal%2Frenew-membership.md")] {
            browser.open(&format!("{url}#{hash}"));
            browser.expect(COUNT, "10 findings");
            browser.expect("return document.documentElement.scrollWidth <= innerWidth", true);
            keep_picture(browser, &format!("{name}-{width}-{scheme}.png"));
        }
    }
}

fn keep_picture(browser: &Browser, name: &str) {
    let Some(folder) = std::env::var_os("DOCPARITY_SCREENSHOTS") else { return };
    let picture = browser.devtools("Page.captureScreenshot", &json!({"captureBeyondViewport": true}));
    let bytes = BASE64_STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
    fs::write(Path::new(&folder).join(name), bytes).unwrap();
}
