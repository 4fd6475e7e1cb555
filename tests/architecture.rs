//! Checks which modules may use which others, by reading their source code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use annals::diagnostic;

/// A source file: its path below `src/`, and its code without comments and tests.
struct Code {
    path: String,
    text: String,
}

fn sources() -> Vec<Code> {
    let mut found = Vec::new();
    collect(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        "",
        &mut found,
    );
    assert!(found.len() > 50, "only {} files", found.len());
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Code>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        let path = format!("{prefix}{name}");
        if entry.file_type().expect("a type").is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else if name != "tests.rs" {
            let text = fs::read_to_string(entry.path()).expect("text");
            let text = text.split("#[cfg(test)]\nmod tests {").next();
            let lines = text.unwrap_or_default().lines();
            let code: Vec<&str> = lines
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            found.push(Code {
                path,
                text: code.join("\n"),
            });
        }
    }
}

/// Asserts that only the allowed files contain a word, and that each of them does.
fn only(word: &str, allowed: &[&str]) {
    for code in sources() {
        let may = allowed.iter().any(|prefix| code.path.starts_with(prefix));
        assert!(
            may || !code.text.contains(word),
            "src/{} names {word}",
            code.path
        );
    }
    for prefix in allowed {
        let used = sources()
            .iter()
            .any(|code| code.path.starts_with(prefix) && code.text.contains(word));
        assert!(used, "src/{prefix} need not be allowed {word}");
    }
}

#[test]
fn crate_imports_are_not_grouped() {
    // The other tests look for `crate::name`, and would miss names in a group.
    only("crate::{", &[]);
    only("crate::*", &[]);
}

#[test]
fn only_tui_uses_the_terminal_libraries() {
    only("ratatui", &["tui/"]);
    only(
        "crossterm",
        &[
            "tui/session.rs",
            "tui/input",
            "tui/terminal.rs",
            "tui/keymap.rs",
            "tui/update.rs",
        ],
    );
    for file in ["tui/keymap.rs", "tui/update.rs"] {
        let all = sources();
        let code = all.iter().find(|code| code.path == file).expect(file);
        let uses = code.text.lines().filter(|line| line.contains("crossterm"));
        for line in uses {
            assert!(line.contains("crossterm::event::"), "{file}: {line}");
        }
    }
}

#[test]
fn only_the_edges_access_files() {
    let edges = [
        "load/body.rs",
        "load/cache.rs",
        "load/input.rs",
        "load/named.rs",
        "load/source_root.rs",
        "load/spool.rs",
        "command/",
        "tui/watch.rs",
        "tui/tty.rs",
    ];
    only("fs::", &edges);
    only("std::env", &["main.rs"]);
    only(
        "std::process",
        &["main.rs", "tui/external.rs", "command/source/"],
    );
    only("ureq", &["clickhouse/client.rs", "command/source/fetch.rs"]);
}

#[test]
fn nothing_decides_on_the_words_of_a_message() {
    for question in ["contains(", "starts_with(", "ends_with("] {
        only(&format!("message.{question}"), &[]);
    }
    only("contains(&fault.message", &[]);
}

#[test]
fn every_code_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = diagnostic::Code::ALL
        .iter()
        .map(|code| code.name())
        .collect();
    assert_eq!(names.len(), diagnostic::Code::ALL.len());
    for name in names {
        // The one that is not in kebab-case is the name of a state as well.
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(name == "no_source" || name.chars().all(plain), "{name}");
    }
}

/// Modules by their paths, as in `crate::timeline::query`, with their code.
struct Modules(BTreeMap<String, String>);

impl Modules {
    fn read() -> Self {
        let named = sources().into_iter().filter_map(|code| {
            let path = code.path.strip_suffix(".rs")?.replace('/', "::");
            let name = match path.as_str() {
                "main" => return None,
                "lib" => "crate".to_owned(),
                path => format!("crate::{path}"),
            };
            Some((name, without_tests(&code.text)))
        });
        Self(named.collect())
    }

    /// Every path that a module names, from `crate` on.
    fn paths(&self, module: &str) -> Vec<String> {
        let text = &self.0[module];
        let mut paths = Vec::new();
        for statement in text.split("use ").skip(1) {
            let statement = statement.split(';').next().unwrap_or_default();
            let words: String = statement.split_whitespace().collect::<Vec<_>>().join(" ");
            expand("", &words, &mut paths);
        }
        for start in ["crate::", "super::"] {
            for (at, _) in text.match_indices(start) {
                let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                let end = text[at..]
                    .find(|c| !word(c))
                    .map_or(text.len(), |len| at + len);
                // A group of a `use` is written out above; a visibility imports nothing.
                if !text[..end].ends_with(':') && !text[..at].ends_with("(in ") {
                    paths.push(text[at..end].to_owned());
                }
            }
        }
        // A module inside of this one needs no `use`.
        let inside = format!("{module}::");
        let children = self.0.keys().filter_map(|name| name.strip_prefix(&inside));
        for child in children.filter(|child| !child.contains("::")) {
            let named = text.match_indices(&format!("{child}::")).any(|(at, _)| {
                !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            });
            paths.extend(named.then(|| format!("self::{child}")));
        }
        let absolute = paths.iter().filter_map(|path| self.absolute(module, path));
        absolute.collect()
    }

    fn absolute(&self, module: &str, path: &str) -> Option<String> {
        let (mut base, mut rest) = (module.to_owned(), path);
        if let Some(after) = path.strip_prefix("crate::") {
            return Some(format!("crate::{after}"));
        }
        while let Some(after) = rest.strip_prefix("super::") {
            base = base.rsplit_once("::")?.0.to_owned();
            rest = after;
        }
        let own = rest.strip_prefix("self::").unwrap_or(rest);
        let first = own.split("::").next()?;
        let is_own = own.len() < path.len() || self.0.contains_key(&format!("{base}::{first}"));
        is_own.then(|| format!("{base}::{own}"))
    }

    /// The module in which what a path names is defined, through re-exports.
    fn definition(&self, path: &str, depth: usize) -> Option<String> {
        let mut module = "crate".to_owned();
        for name in path.split("::").skip(1) {
            let inner = format!("{module}::{name}");
            if self.0.contains_key(&inner) {
                module = inner;
                continue;
            }
            let ends = format!("::{name}");
            let imported = self
                .uses(&module)
                .into_iter()
                .find(|path| path.ends_with(&ends));
            return match imported {
                Some(path) if depth < 9 => self.definition(&path, depth + 1).or(Some(module)),
                _ => Some(module),
            };
        }
        Some(module)
    }

    fn uses(&self, module: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for statement in self.0[module].split("use ").skip(1) {
            let statement = statement.split(';').next().unwrap_or_default();
            let words: String = statement.split_whitespace().collect::<Vec<_>>().join(" ");
            expand("", &words, &mut paths);
        }
        let absolute = paths.iter().filter_map(|path| self.absolute(module, path));
        absolute.collect()
    }
}

/// Leaves out the items that are compiled for tests alone.
fn without_tests(text: &str) -> String {
    let pieces: Vec<&str> = text.split("#[cfg(test)]\n").collect();
    let mut kept = pieces.first().copied().unwrap_or_default().to_owned();
    for piece in &pieces[1.min(pieces.len())..] {
        // The item ends with its line: `mod tests;`, `use …;`.
        kept.push_str(piece.split_once('\n').map_or("", |(_, rest)| rest));
    }
    kept
}

/// Writes the paths of a `use` out: `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expand(before: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let group = group.rsplit_once('}').map_or(group, |(group, _)| group);
        let (mut depth, mut start) = (0, 0);
        for (at, c) in group.char_indices().chain([(group.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&format!("{before}{head}"), &group[start..at], paths);
                    start = at + 1;
                }
                _ => {}
            }
        }
    } else if !tree.is_empty() {
        let path = tree.split(" as ").next().unwrap_or_default();
        let path = format!("{before}{path}");
        paths.push(path.strip_suffix("::self").unwrap_or(&path).to_owned());
    }
}

#[test]
fn no_two_files_import_each_other() {
    let modules = Modules::read();
    let mut imports: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for module in modules.0.keys() {
        let paths = modules.paths(module).into_iter();
        let targets = paths.filter_map(|path| modules.definition(&path, 0));
        let others = targets.filter(|target| target != module);
        imports.insert(module, others.collect());
    }
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 300);
    let circles = imports.keys().filter(|module| {
        let (mut open, mut seen) = (vec![**module], BTreeSet::new());
        while let Some(next) = open.pop() {
            for target in imports.get(next).into_iter().flatten() {
                if target == *module {
                    return true;
                }
                if seen.insert(target) {
                    open.push(target);
                }
            }
        }
        false
    });
    let circles: Vec<String> = circles
        .map(|module| {
            let targets: Vec<&str> = imports[module].iter().map(String::as_str).collect();
            format!("{module} -> {}", targets.join(" "))
        })
        .collect();
    assert!(circles.is_empty(), "circles among:\n{}", circles.join("\n"));
}
