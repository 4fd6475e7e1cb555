//! From an event to its quote and back, with a mouse, with the keyboard and with a screen reader.

use serde_json::json;

use crate::desk;

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
fn a_quote_lights_up_whole_where_others_overlap_it() {
    let Some(mut desk) = desk() else { return };
    desk.open("hostile");
    let browser = &mut desk.browser;
    for quote in [
        "<script>window.pwned = 14</script> & \"quotes\"",
        "window.pwned = 14",
    ] {
        browser.value(&format!(
            "[...document.querySelectorAll('.evidence > li')]
                .find((item) => item.querySelector('blockquote').textContent === '“' + {quote:?} + '”')
                .querySelector('a').click()"
        ));
        let lit =
            "[...document.querySelectorAll('mark.lit')].map((piece) => piece.textContent).join('')";
        browser.wait(&format!("{lit} === {quote:?}"));
    }
}
