use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{docx, epub, odt};

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a package").into_inner()
}

fn word(body: &str, others: &[(&str, &str)]) -> String {
    let document = format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>");
    let parts = [&[("word/document.xml", document.as_str())], others].concat();
    docx(&package(&parts)).map_or_else(|refusal| format!("{refusal:?}"), |read| read.body)
}

fn open_document(body: &str) -> String {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name='H'>\
         <style:text-properties text:display='none'/></style:style></office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    odt(&package(&[("content.xml", &content)]))
        .map_or_else(|refusal| format!("{refusal:?}"), |read| read.body)
}

#[test]
fn word_documents_have_all_changes_accepted() {
    for (body, text) in [
        (
            "<w:p><w:r><w:t>so </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>it was</w:t></w:r></w:ins></w:p>",
            "so it was\n",
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>",
            "here\n",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>",
            "one two\n",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>shown</w:t></w:r></w:p>",
            "shown\n",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>shown</w:t></w:r></w:p>",
            "shown\n",
        ),
        (
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c&amp;d</w:t></w:r></w:p>",
            "a b\nc&d\n",
        ),
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>ab</w:t></w:r></w:p>",
            "ab\n",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            "7\n",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p><w:p><w:r><w:t>kept</w:t></w:r></w:p>",
            "kept\n",
        ),
        (
            "<w:p><w:r><w:t>a</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>b</w:t></w:r></w:p>",
            "ab\n\nbox\n",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fuel</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1,204</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "Fuel | 1,204\n",
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>ed</w:t></w:r></w:smartTag></w:p></w:sdtContent></w:sdt>",
            "linked\n",
        ),
        (
            "<w:p><w:r><w:sym w:char='2013'/><w:sym w:char='F0B7'/><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>",
            "–\u{2011}x\n",
        ),
    ] {
        assert_eq!(word(body, &[]), text, "{body}");
    }
}

#[test]
fn styles_can_hide_text_in_word_documents() {
    let styles = "<w:styles><w:style w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>\
                  <w:style w:styleId='I'><w:basedOn w:val='H'/></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val='I'/></w:pPr><w:r><w:t>hidden</w:t></w:r></w:p>\
                <w:p><w:r><w:rPr><w:rStyle w:val='H'/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r></w:p>";
    assert_eq!(word(body, &[("word/styles.xml", styles)]), "shown\n");
}

#[test]
fn notes_of_word_documents_come_after_their_paragraph() {
    let notes = |name: &str, text: &str| {
        format!(
            "<w:{name}s><w:{name} w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:{name}>\
             <w:{name} w:id='1'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{name}></w:{name}s>"
        )
    };
    let body = "<w:p><w:r><w:t>It</w:t></w:r><w:r><w:endnoteReference w:id='1'/></w:r><w:r><w:t> was</w:t>\
                <w:footnoteReference w:id='1'/><w:t>.</w:t></w:r></w:p><w:p><w:r><w:t>End</w:t></w:r></w:p>";
    let others = [
        ("word/footnotes.xml", notes("footnote", "Foot.")),
        ("word/endnotes.xml", notes("endnote", "Late.")),
    ];
    let others: Vec<(&str, &str)> = others
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    assert_eq!(
        word(body, &others),
        "It[1] was[2].\n\n[1] Late.\n\n[2] Foot.\n\nEnd\n"
    );
}

#[test]
fn a_document_may_have_other_names() {
    let parts = [
        (
            "_rels/.rels",
            "<Relationships><Relationship Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>",
        ),
        (
            "word/document2.xml",
            "<w:document><w:p><w:r><w:t>Hi</w:t><w:footnoteReference w:id='2'/></w:r></w:p></w:document>",
        ),
        (
            "word/_rels/document2.xml.rels",
            "<Relationships><Relationship Type='http://x/footnotes' Target='notes.xml'/></Relationships>",
        ),
        (
            "word/notes.xml",
            "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "docProps/core.xml",
            "<c><dc:title>The  harbour</dc:title><dc:creator>Ruth Lind</dc:creator><dcterms:created>2019-01-01T00:00:00Z</dcterms:created></c>",
        ),
    ];
    let read = docx(&package(&parts)).expect("a document");
    assert_eq!(read.body, "Hi[1]\n\n[1] Note\n");
    assert_eq!(read.facts.title.as_deref(), Some("The harbour"));
    assert_eq!(read.facts.author.as_deref(), Some("Ruth Lind"));
    assert_eq!(read.facts.published, None);
}

#[test]
fn open_documents_have_no_deleted_or_hidden_text() {
    for (body, text) in [
        (
            "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes><text:p>so<text:s text:c='2'/>it<text:tab/>was<text:line-break/>here</text:p>",
            "so it was\nhere\n",
        ),
        (
            "<text:p>a<office:annotation><text:p>comment</text:p></office:annotation>b<text:span text:style-name='H'>hidden</text:span></text:p>",
            "ab\n",
        ),
        (
            "<text:p text:style-name='H'>hidden</text:p><text:section text:display='none'><text:p>hidden</text:p></text:section><text:p>shown</text:p>",
            "shown\n",
        ),
        (
            "<text:p>hidden<text:hidden-paragraph text:is-hidden='true'/></text:p><text:p>shown<text:hidden-paragraph text:is-hidden='false'/></text:p>",
            "shown\n",
        ),
        (
            "<text:p>It<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So.</text:p></text:note-body></text:note> was.</text:p>",
            "It[1] was.\n\n[1] So.\n",
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>alt</svg:title></draw:frame>b</text:p><text:p><text:title>Title</text:title></text:p>",
            "ab\n\nbox\n\nTitle\n",
        ),
        (
            "<text:list><text:list-item><text:p><text:number>1.</text:number>item</text:p></text:list-item></text:list>",
            "item\n",
        ),
        (
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Fuel</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table-header-rows></table:table>",
            "Fuel | | 1\n",
        ),
    ] {
        assert_eq!(open_document(body), text, "{body}");
    }
}

#[test]
fn damaged_documents_are_read_as_far_as_possible() {
    let parts = [(
        "word/document.xml",
        "<w:document><w:p><w:r><w:t>One</w:t></w:r></w:p><w:p></w:wrong>",
    )];
    let read = docx(&package(&parts)).expect("a document");
    assert_eq!(read.body, "One\n");
    assert_eq!(read.notes.len(), 1);
}

#[test]
fn entities_are_not_expanded_and_nesting_is_limited() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><w:document><w:p><w:r><w:t>&b;&b;</w:t></w:r></w:p></w:document>";
    assert!(docx(&package(&[("word/document.xml", laughs)])).is_err());
    let deep = "<w:p>".repeat(1_000_000);
    assert!(docx(&package(&[("word/document.xml", &deep)])).is_err());
    assert!(odt(&package(&[("content.xml", &deep)])).is_err());
    for other in [&b""[..], b"PK", b"PK\x03\x04 damaged"] {
        assert!(docx(other).is_err());
    }
}

#[test]
fn chapters_of_a_book_come_in_the_order_of_its_spine() {
    let parts = [
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='OPS/b.opf'/></rootfiles></container>",
        ),
        (
            "OPS/b.opf",
            "<package><metadata><dc:title>T</dc:title><dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:language>de</dc:language><dc:date>2019-05-06T00:00:00Z</dc:date></metadata>\
          <manifest><item id='1' href='one.xhtml'/><item id='2' href='text/two%20a.xhtml'/><item id='3' href='three.xhtml'/><item id='4' href='gone.xhtml'/></manifest>\
          <spine><itemref idref='2'/><itemref idref='3' linear='no'/><itemref idref='4'/><itemref idref='1'/></spine></package>",
        ),
        (
            "OPS/one.xhtml",
            "<html><body><p>one<br>&unknown; <b>bold</p></body></html>",
        ),
        (
            "OPS/text/two a.xhtml",
            "<html><body><p>two</p></body></html>",
        ),
        ("OPS/three.xhtml", "<html><body><p>three</p></body></html>"),
    ];
    let mut steps = Vec::new();
    let read = epub(&package(&parts), &mut |done, all| steps.push((done, all))).expect("a book");
    assert_eq!(
        read.body,
        "two\n\none\n&unknown; bold\n".replace("one\n", "one ")
    );
    assert_eq!(steps, [(0, 3), (1, 3), (2, 3)]);
    assert_eq!(read.notes.len(), 2, "{:?}", read.notes);
    assert_eq!(read.facts.author.as_deref(), Some("A; B"));
    assert_eq!(read.facts.published.as_deref(), Some("2019-05-06"));
    assert_eq!(read.facts.language.as_deref(), Some("de"));
}
