//! The page that `annals export html` writes, in headless Chromium. Where the program `chromium` is not installed,
//! these tests say so and pass.

#[path = "page/chromium.rs"]
mod chromium;
#[path = "page/looks.rs"]
mod looks;
#[path = "page/reading.rs"]
mod reading;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;
use tempfile::TempDir;

use chromium::Chromium;

/// A browser, and pages to open in it.
struct Desk {
    browser: Chromium,
    folder: TempDir,
}

/// Starts the browser, or says that a test is left out.
fn desk() -> Option<Desk> {
    let Some(mut browser) = chromium::start() else {
        eprintln!("left out: chromium is not installed");
        return None;
    };
    browser.resize(1200, 900);
    let folder = TempDir::new().expect("a folder");
    Some(Desk { browser, folder })
}

impl Desk {
    /// Exports event files of `tests/data` or, without a name, the example.
    fn export(&self, name: &str, filter: &str) -> PathBuf {
        let page = self.folder.path().join("page.html");
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command
            .args(["export", "html", "-f", filter, "-o"])
            .arg(&page);
        if !name.is_empty() {
            let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
            command.arg(data.join(name));
        }
        command
            .current_dir(self.folder.path())
            .stderr(Stdio::null());
        assert!(command.status().expect("the program runs").success());
        page
    }

    /// Exports a page and opens it.
    fn open(&mut self, name: &str) -> PathBuf {
        let page = self.export(name, "");
        self.browser.open(&page, "");
        page
    }
}

#[test]
fn a_filter_keeps_what_it_says_and_has_a_link() {
    let Some(mut desk) = desk() else { return };
    let page = desk.open("");
    let browser = &mut desk.browser;
    let shown = "[...document.querySelectorAll('.event')].filter((it) => it.getClientRects().length).length";
    let count = "document.querySelector('.count [role=status]').textContent";
    assert_eq!(browser.text(count), "All 13 events");
    browser.value("document.querySelector('[name=q]').focus()");
    browser.write("PÁRADES \"eighty years\"");
    browser.wait(&format!("{count} == '1 of 13 events'"));
    assert_eq!(browser.value(shown), json!(1));
    browser.value("document.querySelector('[type=reset]').click()");
    browser.wait(&format!("{count} == 'All 13 events'"));
    assert_eq!(browser.text("location.hash"), "");

    // The members of a group count for it.
    browser.value(
        "(() => { const field = document.querySelector('[name=actor]');
        field.value = 'china';
        field.dispatchEvent(new Event('input', { bubbles: true })); })()",
    );
    browser.wait("location.hash == '#?actor=china'");
    let kept = browser.text(count);
    let titles = browser.texts(
        "[...document.querySelectorAll('.event:not([hidden]) h4')].map((title) => title.textContent)",
    );
    assert_eq!(
        titles,
        [
            "China parades, eighty years after the war",
            "Putin, Kim and Xi together for the first time"
        ]
    );
    assert_eq!(kept, "2 of 13 events");
    let bars = browser.value(
        "['all', 'kept'].map((name) => document.querySelector('.bars .' + name).getAttribute('d'))",
    );
    assert_ne!(bars[0], bars[1]);

    // The link shows the same, and a link to what is left out shows that.
    browser.open(&page, "#?actor=china");
    assert_eq!(browser.text(count), kept);
    let hidden = browser.text("document.querySelector('.event[hidden]').id");
    browser.value(&format!("location.hash = '#{hidden}'"));
    browser.wait(&format!("!document.getElementById('{hidden}').hidden"));
    browser.open(&page, "#?q=nothing+like+it&actor=nobody&verdict=%22%3E");
    assert_eq!(browser.text(count), "0 of 13 events");
    assert_eq!(
        browser.value("document.querySelectorAll('.stretch:not([hidden])').length"),
        json!(0)
    );
    browser.assert_quiet();
}

#[test]
fn hostile_text_does_nothing() {
    let Some(mut desk) = desk() else { return };
    desk.open("hostile");
    let browser = &mut desk.browser;
    browser.value(
        "(() => { const search = document.querySelector('[name=q]');
        search.value = '<b>'; search.dispatchEvent(new Event('input', { bubbles: true })); })()",
    );
    browser.wait("location.hash.startsWith('#?q=')");
    assert_eq!(browser.value("window.pwned ?? null"), json!(null));
    assert_eq!(browser.value("document.scripts.length"), json!(1));
    let foreign = browser.texts(
        "[...document.querySelectorAll('img, iframe, base, link, object, embed, body style')].map((it) => it.outerHTML)",
    );
    assert_eq!(foreign, [""; 0]);
    let handlers = browser.texts(
        "[...document.querySelectorAll('*')].flatMap((it) => it.getAttributeNames()).filter((name) => /^on|^style$/.test(name))",
    );
    assert_eq!(handlers, [""; 0]);
    let schemes =
        browser.texts("[...new Set([...document.links].map((link) => link.protocol))].sort()");
    assert_eq!(schemes, ["file:", "http:", "https:"]);
    browser.assert_quiet();
}

#[test]
fn without_script_everything_is_shown() {
    let Some(mut desk) = desk() else { return };
    let off = json!({"value": true});
    desk.browser
        .ask("Emulation.setScriptExecutionDisabled", &off);
    desk.open("desk");
    let browser = &mut desk.browser;
    assert_eq!(
        browser.value("document.getElementById('filter').getClientRects().length"),
        json!(0)
    );
    let unseen = browser.texts(
        "[...document.querySelectorAll('.event, .passage, blockquote, .verdict')]
            .filter((it) => it.getClientRects().length === 0).map((it) => it.outerHTML)",
    );
    assert_eq!(unseen, [""; 0]);
    assert_eq!(
        browser.value("document.querySelectorAll('.event').length"),
        json!(60)
    );
    browser.assert_quiet();
}
