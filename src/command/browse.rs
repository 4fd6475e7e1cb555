//! `annals [FILE]…`

use std::path::PathBuf;
use std::sync::Arc;

use super::environment::{Environment, Outcome, Streams};
use super::input::{filter, inputs};
use super::list;
use super::print::print_all;
use crate::cli::{Browse, Theme as Choice};
use crate::export::Format;
use crate::load;
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
    let colours = browse.theme == Choice::Terminal && !environment.no_color;
    let watched = loaded.files.clone();
    let theme = Theme::new(colours, browse.ascii);
    let size = tui::screen_size().context("cannot read the size of the terminal")?;
    let mut app = App::new(loaded, filter, theme, size);
    let host = Host {
        load: Arc::new(move || match paths[..] {
            [] => load::from_inputs(&[load::example()]),
            _ => load::load(&paths),
        }),
        editor: environment.editor.as_deref().unwrap_or("vi"),
        browser: environment.browser.as_deref(),
        mouse: browse.mouse,
    };
    let ended = tui::run(&mut app, &watched, &host).context("the terminal failed")?;
    Ok(ended.map_or(Outcome::Fine, Outcome::Signal))
}
