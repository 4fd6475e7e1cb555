//! The command line, as a user runs it: exact output and exit status.

mod cli {
    mod bench;
    mod cache;
    mod check;
    mod context;
    mod coverage;
    mod dates;
    mod drafts;
    mod editions;
    mod export;
    mod fix;
    mod fix_killed;
    mod hostile;
    mod html;
    mod import;
    mod input;
    mod list;
    mod lock;
    mod markup;
    mod named;
    mod pages;
    mod pipes;
    mod read;
    mod sarif;
    mod schema;
    mod server;
    mod source;
    mod source_refresh;
}
