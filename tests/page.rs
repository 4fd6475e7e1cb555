//! The page that `annals export html` writes, in headless Chromium. Where the program `chromium` is not installed,
//! these tests say so and pass.

#[path = "page/chromium.rs"]
mod chromium;

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

/// Whether an element is in the window, and in what scrolls inside of it.
const IN_VIEW: &str = "const inView = (element) => {
    const box = element.getBoundingClientRect();
    const pane = element.closest('#sources')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    const top = Math.max(0, pane.top), bottom = Math.min(innerHeight, pane.bottom);
    return box.width > 0 && box.top >= top - 1 && Math.min(box.bottom, box.top + 20) <= bottom + 1;
};";

#[test]
fn every_citation_leads_to_its_quote_and_back() {
    let Some(mut desk) = desk() else { return };
    for (name, size) in [
        ("desk", (1200, 900)),
        ("desk", (360, 640)),
        ("", (1600, 900)),
    ] {
        desk.browser.resize(size.0, size.1);
        desk.open(name);
        let browser = &mut desk.browser;
        let lost = browser.texts(&format!(
            "(() => {{ {IN_VIEW}
            const lost = [];
            const plain = (text) => text.replace(/[“”]/g, '').replace(/\\s+/g, ' ');
            const links = document.querySelectorAll('.cite a:not(.web), .back a, .axis a');
            for (const link of links) {{
                if (link.getClientRects().length === 0) continue;
                link.scrollIntoView({{ block: 'center' }});
                const before = scrollY;
                link.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }}));
                const id = link.getAttribute('href').slice(1);
                const target = document.getElementById(id);
                if (!target || !inView(target)) lost.push('not in view: ' + id);
                const item = link.closest('.evidence > li');
                if (item && innerWidth > 1024 && before > 400 && scrollY !== before) lost.push(`the events move by ${{scrollY - before}}: ${{id}}`);
                if (target?.tagName === 'MARK' && item?.querySelector('.state').textContent === 'exact') {{
                    const quote = plain(item.querySelector('blockquote').textContent);
                    if (!plain(target.textContent).startsWith(quote.slice(0, 20))) lost.push('other text: ' + id);
                }}
            }}
            return lost; }})()"
        ));
        assert!(lost.is_empty(), "{name} {size:?}: {lost:#?}");
        let links = browser.value("document.querySelectorAll('.cite a:not(.web), .back a').length");
        assert!(links.as_u64() > Some(20), "{links}");
        browser.assert_quiet();
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
fn the_bars_of_all_events_are_those_of_the_program() {
    let Some(mut desk) = desk() else { return };
    for name in ["", "desk"] {
        desk.open(name);
        let differing = desk.browser.texts(
            "[...document.querySelectorAll('.bars')].map((bars) => ['all', 'kept']
                .map((name) => bars.querySelector('.' + name).getAttribute('d')))
                .filter(([all, kept]) => all !== kept || !all).map(String)",
        );
        assert_eq!(differing, [""; 0]);
    }
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

#[test]
fn text_has_enough_contrast() {
    let Some(mut desk) = desk() else { return };
    for (colours, medium) in [("light", "screen"), ("dark", "screen"), ("light", "print")] {
        desk.browser.prefer(colours, medium);
        desk.open("desk");
        let browser = &mut desk.browser;
        // A lit quote, all that is folded away, and a filter in force.
        browser.value(
            "(() => { for (const it of document.querySelectorAll('details')) it.open = true;
            document.querySelector('.cite a').click(); })()",
        );
        let weak = browser.texts(
            "(() => {
            const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
            const light = (colour) => {
                const [r, g, b] = colour.slice(0, 3).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = (element) => {
                for (let it = element; it; it = it.parentElement) {
                    const colour = parse(getComputedStyle(it).backgroundColor);
                    if (colour.length < 4 || colour[3] === 1) return colour;
                }
                return [255, 255, 255];
            };
            const weak = new Set();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            let seen = 0;
            while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || element.getClientRects().length === 0) continue;
                const style = getComputedStyle(element);
                const colour = parse(element.closest('svg') ? style.fill : style.color);
                const [one, other] = [light(colour), light(ground(element))].sort((a, b) => b - a);
                const ratio = (one + 0.05) / (other + 0.05);
                if (ratio < 4.5) weak.add(`${ratio.toFixed(2)} ${element.tagName}.${element.className}`);
                seen++;
            }
            if (seen < 500) weak.add('only ' + seen);
            return weak; })()",
        );
        assert!(weak.is_empty(), "{colours} {medium}: {weak:#?}");
    }
}

#[test]
fn no_width_needs_sideways_scrolling() {
    let Some(mut desk) = desk() else { return };
    for name in ["desk", "hostile", ""] {
        desk.open(name);
        for width in [360, 768, 1024, 1600] {
            let browser = &mut desk.browser;
            browser.resize(width, 900);
            let wide = browser.texts(&format!(
                "(() => {{ const page = document.documentElement;
                const wide = page.scrollWidth > {width} ? ['page ' + page.scrollWidth] : [];
                for (const it of document.querySelectorAll('body *:not(.unseen, .unseen *, .skip)')) {{
                    const box = it.getBoundingClientRect();
                    if (box.width > 0 && (box.right > {width} + 1 || box.left < -1))
                        wide.push(it.tagName + '.' + it.getAttribute('class') + ' ' + box.right);
                }}
                return wide; }})()"
            ));
            assert!(wide.is_empty(), "{name} at {width}: {wide:#?}");
        }
    }
}

#[test]
fn the_keyboard_is_enough() {
    let Some(mut desk) = desk() else { return };
    desk.open("");
    let browser = &mut desk.browser;
    let here = "document.activeElement";
    browser.press("Tab");
    assert_eq!(browser.text(&format!("{here}.className")), "skip");
    assert!(browser.value(&format!("{here}.getBoundingClientRect().top >= 0")) == json!(true));
    browser.press("Enter");
    browser.wait(&format!("{here}.id == 'timeline'"));
    for name in ["q", "actor", "verdict"] {
        browser.press("Tab");
        assert_eq!(browser.text(&format!("{here}.name")), name);
    }
    browser.press("Tab");
    assert_eq!(browser.text(&format!("{here}.parentElement.tagName")), "H4");
    assert_eq!(
        browser.text(&format!("getComputedStyle({here}).outlineStyle")),
        "solid"
    );
    browser.press("Tab");
    let href = browser.text(&format!("{here}.getAttribute('href')"));
    assert!(href.starts_with("#s."), "{href}");
    browser.press("Enter");
    browser.wait(&format!("location.hash == '{href}'"));
    browser.wait(&format!(
        "(() => {{ {IN_VIEW} return inView(document.querySelector('mark:target')); }})()"
    ));
    // From the quote, the next stop leads back.
    browser.press("Tab");
    assert_eq!(
        browser.text(&format!("{here}.closest('ul').className")),
        "back"
    );
    browser.press("Enter");
    browser.wait("document.querySelector('.event:target') !== null");
    browser.value("document.querySelector('.event').focus()");
    browser.press("j");
    browser.press("j");
    browser.press("k");
    assert_eq!(
        browser.value(&format!(
            "[...document.querySelectorAll('.event')].indexOf({here})"
        )),
        json!(1)
    );
    browser.assert_quiet();
}

#[test]
fn every_control_and_landmark_has_a_name() {
    let Some(mut desk) = desk() else { return };
    desk.open("desk");
    let tree = desk.browser.ask("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().expect("nodes");
    let is = |role: &str| {
        let of_role = nodes
            .iter()
            .filter(|node| node["role"]["value"] == role && node["ignored"] == false);
        let names = of_role.map(|node| {
            node["name"]["value"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        });
        names.collect::<Vec<_>>()
    };
    for (role, least) in [
        ("link", 60),
        ("heading", 60),
        ("region", 2),
        ("combobox", 2),
        ("searchbox", 1),
        ("navigation", 1),
    ] {
        let names = is(role);
        let all_named = names.iter().all(|name| !name.trim().is_empty());
        assert!(all_named && names.len() >= least, "{role}: {names:?}");
    }
    assert_eq!((is("main").len(), is("search").len()), (1, 1));
    assert_eq!(is("article").len(), 60 + 4);
    let marks = nodes.iter().filter(|node| node["role"]["value"] == "mark");
    let marks = marks.count();
    let written = desk
        .browser
        .value("document.querySelectorAll('mark').length");
    assert_eq!(json!(marks), written);
}

#[test]
fn paper_cuts_no_quote() {
    let Some(mut desk) = desk() else { return };
    desk.open("desk");
    let browser = &mut desk.browser;
    // Inches, and the width and height inside of the margins in pixels.
    for (name, paper, [width, height]) in [
        ("A4", [8.27, 11.69], [672, 986]),
        ("Letter", [8.5, 11.0], [695, 919]),
    ] {
        browser.prefer("dark", "print");
        browser.resize(width, height);
        let wrong = browser.texts(&format!(
            "(() => {{ const wrong = [];
            for (const it of document.querySelectorAll('blockquote, .passage, .event')) {{
                if (getComputedStyle(it).breakInside !== 'avoid') wrong.push('may be cut: ' + it.className);
                if (it.tagName !== 'ARTICLE' && it.offsetHeight > {height}) wrong.push('too high: ' + it.className);
            }}
            if (document.documentElement.scrollWidth > {width}) wrong.push('too wide');
            for (const it of document.querySelectorAll('input, select, button, .skip'))
                if (it.offsetHeight > 0) wrong.push('of no use: ' + it.outerHTML);
            for (const it of document.querySelectorAll('.back'))
                if (it.offsetHeight === 0) wrong.push('folded away: ' + it.textContent);
            return wrong; }})()"
        ));
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        browser.prefer("light", "");
        let print =
            json!({"paperWidth": paper[0], "paperHeight": paper[1], "preferCSSPageSize": false});
        let pdf = browser.ask("Page.printToPDF", &print);
        assert!(
            pdf["data"].as_str().is_some_and(|data| data.len() > 10_000),
            "{name}"
        );
    }
}
