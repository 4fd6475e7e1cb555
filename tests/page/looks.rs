//! Colours, widths, paper and the bars.

use serde_json::json;

use crate::desk;

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
