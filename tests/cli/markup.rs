//! A page as a parser of HTML reads it, and whether every element ends where it should.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements without an end.
const VOID: [&str; 2] = ["meta", "input"];

/// The names and values of attributes.
pub type Attributes = Vec<(String, String)>;

/// What a page consists of.
#[derive(Default)]
pub struct Page {
    /// The elements that are open.
    open: RefCell<Vec<String>>,
    /// What is wrong with it.
    pub wrong: RefCell<Vec<String>>,
    /// Every element with its attributes.
    pub elements: RefCell<Vec<(String, Attributes)>>,
    pub text: RefCell<String>,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::ParseError(why) => self.wrong.borrow_mut().push(format!("line {line}: {why}")),
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::CommentToken(text) => self.wrong.borrow_mut().push(format!("a comment: {text}")),
            Token::TagToken(tag) => return self.tag(&tag, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    /// Reads a page.
    pub fn read(text: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(text));
        let tokenizer = Tokenizer::new(
            Self::default(),
            TokenizerOpts {
                exact_errors: true,
                ..Default::default()
            },
        );
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let page = tokenizer.sink;
        let open = page.open.borrow().join(" ");
        if !open.is_empty() {
            page.wrong
                .borrow_mut()
                .push(format!("open at the end: {open}"));
        }
        page
    }

    fn tag(&self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        let mut open = self.open.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let last = open.pop();
            if last.as_ref() != Some(&name) {
                let wrong = format!("line {line}: </{name}> ends {last:?}");
                self.wrong.borrow_mut().push(wrong);
            }
            return TokenSinkResult::Continue;
        }
        let attributes = tag.attrs.iter();
        let attributes = attributes.map(|it| (it.name.local.to_string(), it.value.to_string()));
        self.elements
            .borrow_mut()
            .push((name.clone(), attributes.collect()));
        if !tag.self_closing && !VOID.contains(&name.as_str()) {
            open.push(name.clone());
        }
        match name.as_str() {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Returns the values of an attribute.
    pub fn values(&self, attribute: &str) -> Vec<String> {
        let elements = self.elements.borrow();
        let attributes = elements.iter().flat_map(|(_, attributes)| attributes);
        let of_name = attributes.filter(|(name, _)| name == attribute);
        of_name.map(|(_, value)| value.clone()).collect()
    }

    /// Returns the number of elements with a name.
    pub fn count(&self, element: &str) -> usize {
        self.elements
            .borrow()
            .iter()
            .filter(|(name, _)| name == element)
            .count()
    }
}
