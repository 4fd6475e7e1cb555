//! What a process that reads an original may use of the machine.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

/// The seconds of processor time.
pub const SECONDS: u64 = 20;

/// The bytes of memory, where the system can limit them.
pub const MEMORY: u64 = 1 << 30;

/// Gives up whatever reading bytes does not need: from here on this process opens no file and no socket, writes no
/// file, starts no process, and ends when it has used its time or its memory. Files that are open stay open.
///
/// The limit on processes counts all processes of a user, and root is exempt from it; but without files there is no
/// program to start.
///
/// # Errors
/// A limit cannot be set.
pub fn apply() -> io::Result<()> {
    // Nobody waits for the result once the caller is killed.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    // macOS knows the limit on memory and does not keep it.
    #[cfg(target_os = "linux")]
    limit(Resource::As, MEMORY, MEMORY)?;
    // The signal at the first limit says what was exceeded; the one at the second cannot be ignored.
    limit(Resource::Cpu, SECONDS, SECONDS.saturating_add(1))?;
    for resource in [
        Resource::Fsize,
        Resource::Core,
        Resource::Nofile,
        Resource::Nproc,
    ] {
        limit(resource, 0, 0)?;
    }
    Ok(())
}

fn limit(resource: Resource, current: u64, maximum: u64) -> io::Result<()> {
    let limit = Rlimit {
        current: Some(current),
        maximum: Some(maximum),
    };
    Ok(setrlimit(resource, limit)?)
}
