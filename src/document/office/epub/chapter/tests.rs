use super::super::pages::write;
use super::*;

fn read(body: &str) -> String {
    let mut chapter = Chapter::default();
    let xml = format!("<html><head><title>t</title></head><body>{body}</body></html>");
    chapter.read("OPS/a.xhtml", &xml).expect("well-formed");
    write(&chapter.pieces)
}

#[test]
fn blocks_are_paragraphs() {
    for (body, text) in [
        (
            "<h1>A</h1><p>one\ntwo <i>three</i></p>loose<div>x<p>y</p>z</div>",
            "A\n\none two three\n\nloose\n\nx\n\ny\n\nz\n",
        ),
        (
            "<table><tr><th>Fuel</th><td><p>1</p><p>2</p></td><td/></tr></table><p>e</p>",
            "Fuel | 1 2 |\n\ne\n",
        ),
        (
            "<p>a<del>b</del><ruby>c<rt>d</rt></ruby><script>e</script><i hidden=''>f</i></p>",
            "ac\n",
        ),
        (
            "<p>caf&eacute; &amp; &#8220;so&#8221;&nbsp;&mdash; hy&shy;phen</p>",
            "café & “so” — hyphen\n",
        ),
    ] {
        assert_eq!(read(body), text, "{body}");
    }
}

#[test]
fn pages_begin_where_they_are_marked() {
    for (body, text) in [
        (
            "<p>so <span epub:type='pagebreak' title='41'/>it was</p>",
            "so\n[p. 41]\nit was\n",
        ),
        (
            "<p>Har<span role='doc-pagebreak' aria-label='Page 41'/>bour was</p>",
            "Harbour\n[p. 41]\nwas\n",
        ),
        (
            "<p>so</p><div epub:type='pagebreak'>41</div><p>it</p>",
            "so\n\n[p. 41]\n\nit\n",
        ),
        ("<p>so<span epub:type='pagebreak'/> it</p>", "so it\n"),
        (
            "<p>end<span epub:type='pagebreak' title='2'/></p><p>x</p>",
            "end\n[p. 2]\n\nx\n",
        ),
    ] {
        assert_eq!(read(body), text, "{body}");
    }
}

#[test]
fn notes_have_the_signs_that_refer_to_them() {
    for (body, text) in [
        (
            "<p>It<sup><a href='#n1'>1</a></sup> was.</p><aside id='n1'><p>So. <a role='doc-backlink' href='#r'>↩</a></p></aside>",
            "It[1] was.\n\n[1] So.\n",
        ),
        (
            "<p>It<a href='#n1'><sup>1</sup></a> was 10<sup>2</sup>.</p>",
            "It[1] was 102.\n",
        ),
        (
            "<p>It<a epub:type='noteref' href='a.xhtml#n1'>[*]</a> was.</p><ol><li id='n1'>So.</li></ol>",
            "It[*] was.\n\n[*] So.\n",
        ),
    ] {
        assert_eq!(read(body), text, "{body}");
    }
}
