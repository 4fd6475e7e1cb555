//! `annals [FILE]…`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::accept::accept;
use super::environment::{Environment, Outcome, Streams};
use super::input::{event_files, filter, is_address, named, on_server, open_server};
use super::list;
use super::print::print_all;
use crate::cli::{self, Browse, Events, Theme as Choice};
use crate::clickhouse::Unopened;
use crate::diagnostic::{Code, nearest, quoted};
use crate::export::Format;
use crate::filter::Filter;
use crate::load::{self, Loaded, Loader, PIPE, Told, Until};
use crate::timeline::never_wait;
use crate::tui::app::App;
use crate::tui::theme::Theme;
use crate::tui::{self, Host, Load};
use anyhow::{Context, Result};

/// Opens the browser, or prints the list if there is no terminal.
pub fn run(
    browse: &Browse,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    if let Some(meant) = browse.files.first().and_then(|word| mistyped(word)) {
        writeln!(streams.err, "annals: {meant}")?;
        return Ok(Outcome::Unusable);
    }
    let files = event_files(&browse.files);
    let is_piped = files.iter().any(|path| path == Path::new(PIPE));
    if is_piped && environment.keyboard && environment.screen {
        let why = "annals: standard input is the keyboard; pipe events into `annals -`";
        writeln!(streams.err, "{why}")?;
        return Ok(Outcome::Unusable);
    }
    // The keys of a browser whose standard input is a pipe come from the terminal all the same.
    if !environment.screen || !(environment.keyboard || is_piped) {
        let events = Events {
            files: browse.files.clone(),
            filter: browse.filter.clone(),
        };
        return list::run(&events, Format::Table, environment, streams);
    }
    if is_address(&files) {
        return open_address(files, browse, environment, streams);
    }
    let how = Loader {
        until: if browse.follow {
            Until::LastLine
        } else {
            Until::Arrived
        },
        cache: environment.cache.clone(),
        parts: true,
    };
    // A filter may name whom only the rest of the events names.
    let has_filter = !browse.filter.is_empty();
    if !has_filter && let Some(loaded) = how.load_beginning(&files) {
        let begun = (loaded, Filter::default());
        return open(begun, (how, files), browse, environment);
    }
    let (paths, found) = match named(files, streams)? {
        Some(paths) => {
            let mut first = how.clone();
            if has_filter && is_piped {
                first.until = Until::End;
            }
            let found = first.load(&paths, &mut |_| ());
            (paths, found)
        }
        None => (Vec::new(), load::from_inputs(&[load::example()])),
    };
    let loaded = match found {
        Ok(loaded) => loaded,
        Err(failed) => {
            print_all(&failed, environment.colour_errors, streams.err)?;
            return Ok(Outcome::Unusable);
        }
    };
    let Some(filter) = filter(&browse.filter, &loaded.timeline, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    open((loaded, filter), (how, paths), browse, environment)
}

/// Returns a message if a word in the place of an event file is none, and was probably meant as a command.
pub fn mistyped(word: &Path) -> Option<String> {
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    let word = word.to_str().filter(is_word).filter(|_| !word.exists())?;
    let commands = cli::command_names();
    let near = nearest(word, commands.iter().map(String::as_str))?;
    Some(if near == word {
        format!("`{near}` is a command; write it first, as in `annals {near} …`")
    } else {
        format!(
            "no command or file {}; did you mean `annals {near}`?",
            quoted(word)
        )
    })
}

/// Opens the browser on a timeline on a server.
fn open_address(
    files: Vec<PathBuf>,
    browse: &Browse,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some(loaded) = on_server(&files, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let Some(filter) = filter(&browse.filter, &loaded.timeline, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let known = environment.clone();
    let load =
        move |_: &mut dyn FnMut(Told)| open_server(&files, &known).map_err(Unopened::diagnostics);
    show((loaded, filter), Arc::new(load), false, browse, environment)
}

/// Opens the browser. `paths` are the event files, none for the built-in example.
fn open(
    begun: (Loaded, Filter),
    (how, paths): (Loader, Vec<PathBuf>),
    browse: &Browse,
    environment: &Environment,
) -> Result<Outcome> {
    let follow = browse.follow || paths.iter().any(|path| path == Path::new(PIPE));
    let load = move |progress: &mut dyn FnMut(Told)| match paths[..] {
        [] => load::from_inputs(&[load::example()]),
        _ => how.load(&paths, progress),
    };
    show(begun, Arc::new(load), follow, browse, environment)
}

/// Shows a timeline. `load` reads it again.
fn show(
    (loaded, filter): (Loaded, Filter),
    load: Arc<Load>,
    follow: bool,
    browse: &Browse,
    environment: &Environment,
) -> Result<Outcome> {
    // Keys never wait for a server.
    never_wait();
    let colours = browse.theme == Choice::Terminal && !environment.no_color;
    let watched = loaded.files.clone();
    let mut found = loaded.diagnostics.iter();
    let imported = found.find(|it| it.code == Code::Imported);
    let imported = imported.map(|it| it.message.clone());
    let theme = Theme::new(colours, browse.ascii);
    let size = tui::screen_size().context("cannot read the size of the terminal")?;
    let mut app = App::new(loaded, filter, theme, size);
    app.follow = follow;
    if let Some(message) = imported {
        app.say(message);
    }
    // A pipe has no file either, but may have more to come.
    app.is_example = watched.is_empty() && !follow && app.timeline.is_in_files();
    let host = Host {
        load,
        editor: environment.editor.as_deref().unwrap_or("vi"),
        browser: environment.browser.as_deref(),
        mouse: browse.mouse,
        accept: &accept,
    };
    let ended = tui::run(&mut app, &watched, &host).context("the terminal failed")?;
    Ok(ended.map_or(Outcome::Fine, Outcome::Signal))
}
