//! The command line, run as a user would: exact output and exit status.

mod cli {
    mod bench;
    mod check;
    mod coverage;
    mod dates;
    mod hostile;
    mod input;
    mod list;
    mod lock;
}
