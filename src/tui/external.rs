//! Starts external programs: the editor and the web browser.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::tty;

/// Opens a file in the user's editor at a line, counted from 1, and waits for the editor to exit.
/// `editor` is a command line, as in $VISUAL and $EDITOR.
///
/// # Errors
/// Returns a message if the editor cannot be started or fails.
pub fn edit(editor: &str, path: &Path, line: usize) -> Result<(), String> {
    let (program, arguments) = split(editor, "$EDITOR")?;
    let path = unambiguous(path);
    let mut command = Command::new(&program);
    command.args(arguments);
    let name = Path::new(&program).file_name().unwrap_or_default();
    match name.to_str().unwrap_or_default() {
        "code" | "codium" | "code-insiders" => {
            command.args(["--wait", "--goto"]).arg(at(path, line))
        }
        "subl" | "zed" => command.arg("--wait").arg(at(path, line)),
        "hx" | "helix" => command.arg(at(path, line)),
        _ => command.arg(format!("+{line}")).arg(path),
    };
    if let Some(keyboard) = tty::keyboard() {
        command.stdin(keyboard);
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the editor {program} failed: {status}")),
        Err(error) => Err(format!(
            "cannot start the editor {program}: {error}; set $EDITOR"
        )),
    }
}

/// Opens a URL in the user's web browser without waiting for it. `browser` is a command line, as in
/// $BROWSER. By default the system chooses. If the browser starts but fails, calls `on_failure`
/// with a message on another thread.
///
/// # Errors
/// Returns a message if the browser cannot be started.
pub fn open_url(
    browser: Option<&str>,
    url: &str,
    on_failure: impl FnOnce(String) + Send + 'static,
) -> Result<(), String> {
    let usual = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let (program, arguments) = split(browser.unwrap_or(usual), "$BROWSER")?;
    let child = Command::new(&program)
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // In its own process group, since `^Z` would otherwise stop it as well.
        .process_group(0)
        .spawn();
    child
        .and_then(|child| reap(child, program, on_failure))
        .map_err(|_| format!("cannot start a browser (set $BROWSER): {url}"))
}

/// Waits for a program on another thread, so that it does not become a zombie.
fn reap(
    mut child: Child,
    program: String,
    on_failure: impl FnOnce(String) + Send + 'static,
) -> io::Result<()> {
    let wait = move || match child.wait() {
        Ok(status) if !status.success() => {
            on_failure(format!("the browser {program} failed: {status}"));
        }
        _ => {}
    };
    thread::Builder::new().spawn(wait).map(drop)
}

/// Splits a command line into a program and its arguments, as a shell does. Error messages name the
/// environment variable to set.
fn split(command: &str, variable: &str) -> Result<(String, Vec<String>), String> {
    let mut words = shlex::split(command)
        .ok_or_else(|| format!("unclosed quote in `{command}`; set {variable}"))?
        .into_iter();
    let program = words
        .next()
        .ok_or_else(|| format!("no program in `{command}`; set {variable}"))?;
    Ok((program, words.collect()))
}

/// Returns a path that no program mistakes for an option or a command: absolute, or beginning with
/// `./`. Vim, for example, executes an argument that begins with `+`.
fn unambiguous(path: &Path) -> PathBuf {
    if path.is_absolute() || path.starts_with(".") {
        path.to_owned()
    } else {
        Path::new(".").join(path)
    }
}

/// Returns `path:line`.
fn at(path: PathBuf, line: usize) -> OsString {
    let mut place = path.into_os_string();
    place.push(format!(":{line}"));
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_looks_like_an_option_or_a_command() {
        for (path, expected) in [
            ("events.toml", "./events.toml"),
            ("+call x|.toml", "./+call x|.toml"),
            ("-c.toml", "./-c.toml"),
            ("letters/-c.toml", "./letters/-c.toml"),
            ("../events.toml", "./../events.toml"),
            ("./events.toml", "./events.toml"),
            ("/tmp/events.toml", "/tmp/events.toml"),
        ] {
            let path = unambiguous(Path::new(path));
            assert_eq!(path.to_str(), Some(expected));
            assert_eq!(at(path, 12), OsString::from(format!("{expected}:12")));
        }
    }

    #[test]
    fn command_lines_are_split_as_a_shell_does() {
        let words = |command| {
            let (program, arguments) = split(command, "$EDITOR")?;
            Ok::<_, String>([vec![program], arguments].concat())
        };
        for (command, expected) in [
            ("vi", &["vi"][..]),
            ("  emacs -nw ", &["emacs", "-nw"]),
            (
                r#""my editor" --flag "a b""#,
                &["my editor", "--flag", "a b"],
            ),
            (r"my\ editor 'a b'", &["my editor", "a b"]),
        ] {
            assert_eq!(words(command).expect(command), expected);
        }
        let message = |command| words(command).expect_err(command);
        assert_eq!(message("vi 'x"), "unclosed quote in `vi 'x`; set $EDITOR");
        assert_eq!(message(" "), "no program in ` `; set $EDITOR");
        assert_eq!(message("# vi"), "no program in `# vi`; set $EDITOR");
    }
}
