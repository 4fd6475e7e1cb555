//! `annals [FILE]…`

use std::path::PathBuf;
use std::sync::Arc;

use super::environment::{Environment, Outcome, Streams};
use super::input::{filter, inputs};
use super::list;
use super::print::print_all;
use crate::cli::{Browse, Theme as Choice};
use crate::export::Format;
use crate::filter::Filter;
use crate::load::{self, Loaded};
use crate::tui::app::App;
use crate::tui::theme::Theme;
use crate::tui::{self, Host};
use anyhow::{Context, Result};

/// Opens the browser, or prints the list if there is no terminal.
pub fn run(
    browse: &Browse,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    if !environment.terminal {
        return list::run(
            &browse.files,
            &browse.filter,
            Format::Table,
            environment,
            streams,
        );
    }
    let files = browse.files.clone();
    // A filter may name whom only the rest of a file names.
    let beginning = browse
        .filter
        .is_empty()
        .then(|| load::load_beginning(&files))
        .flatten();
    if let Some(loaded) = beginning {
        return open(loaded, Filter::default(), files, browse, environment);
    }
    let read = match inputs(&files, streams)? {
        Ok(read) => read,
        Err(failed) => {
            print_all(&failed, environment.colour_errors, streams.err)?;
            return Ok(Outcome::Unusable);
        }
    };
    let paths: Vec<PathBuf> = read.iter().filter_map(|input| input.path.clone()).collect();
    let loaded = match load::from_inputs(&read) {
        Ok(loaded) => loaded,
        Err(failed) => {
            print_all(&failed, environment.colour_errors, streams.err)?;
            return Ok(Outcome::Unusable);
        }
    };
    drop(read);
    let Some(filter) = filter(&browse.filter, &loaded.timeline, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    open(loaded, filter, paths, browse, environment)
}

/// Opens the browser. `paths` are the event files, none for the built-in example.
fn open(
    loaded: Loaded,
    filter: Filter,
    paths: Vec<PathBuf>,
    browse: &Browse,
    environment: &Environment,
) -> Result<Outcome> {
    let colours = browse.theme == Choice::Terminal && !environment.no_color;
    let watched = loaded.files.clone();
    let theme = Theme::new(colours, browse.ascii);
    let size = tui::screen_size().context("cannot read the size of the terminal")?;
    let mut app = App::new(loaded, filter, theme, size);
    let host = Host {
        load: Arc::new(move |progress| match paths[..] {
            [] => load::from_inputs(&[load::example()]),
            _ => load::load_with(&paths, progress),
        }),
        editor: environment.editor.as_deref().unwrap_or("vi"),
        browser: environment.browser.as_deref(),
        mouse: browse.mouse,
    };
    let ended = tui::run(&mut app, &watched, &host).context("the terminal failed")?;
    Ok(ended.map_or(Outcome::Fine, Outcome::Signal))
}
