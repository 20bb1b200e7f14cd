//! What killed demos left in the temporary folder: nothing opens it, and it takes room.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::domain::instant::Instant;

/// What the name of a demo's folder begins with.
pub(super) const PREFIX: &str = "dutydesk-demo-";

/// How old a folder is before it can be one that was left: a demo that starts has locked its own by then.
const YOUNG: Duration = Duration::from_mins(1);

/// Holds a demo's folder as long as its program runs; none where the system locks no folder.
pub(super) fn hold(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.try_lock().ok()?;
    Some(folder)
}

/// Removes the folders of demos whose programs were killed, of this account alone. One that cannot be
/// removed keeps nobody from a demo.
pub(super) fn clear(temporary: &Path, now: Instant) {
    let now = SystemTime::from(now.utc());
    let Ok(entries) = fs::read_dir(temporary) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().and_then(|name| name.to_str());
        if name.is_some_and(|name| name.starts_with(PREFIX))
            && is_left(&path, now)
            && let Some(_held) = hold(&path)
        {
            let _removed = fs::remove_dir_all(&path);
        }
    }
}

/// Says whether a folder is this account's own, and old enough.
fn is_left(path: &Path, now: SystemTime) -> bool {
    let Ok(found) = fs::symlink_metadata(path) else {
        return false;
    };
    let age = found
        .modified()
        .ok()
        .and_then(|at| now.duration_since(at).ok());
    found.is_dir()
        && found.uid() == rustix::process::geteuid().as_raw()
        && age.is_some_and(|age| age > YOUNG)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn what_a_killed_demo_left_goes_and_a_running_ones_stays() {
        let home = tempfile::tempdir().unwrap();
        let of = |name: &str| home.path().join(format!("{PREFIX}{name}"));
        for name in ["killed", "running"] {
            fs::create_dir_all(of(name).join("desk")).unwrap();
            fs::write(of(name).join("desk/desk.db"), "x").unwrap();
        }
        fs::create_dir(home.path().join("another")).unwrap();
        std::os::unix::fs::symlink(home.path().join("another"), of("link")).unwrap();
        let running = hold(&of("running")).unwrap();
        let soon = Clock::system().now();
        clear(home.path(), soon);
        assert!(of("killed").exists(), "it may be just starting");
        let later = soon.plus(chrono::Duration::minutes(2));
        clear(home.path(), later);
        assert!(!of("killed").exists());
        assert!(of("running").join("desk/desk.db").exists());
        assert!(home.path().join("another").exists() && of("link").is_symlink());
        drop(running);
        clear(home.path(), later);
        assert!(!of("running").exists());
    }
}
