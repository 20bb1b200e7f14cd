//! What the system is asked for that Rust cannot check: the one file with `unsafe` in it.
//!
//! Each use has its reason beside it. Every other module forbids it (`lib.rs`), and a test looks.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Result;
use std::os::fd::{BorrowedFd, OwnedFd, RawFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use signal_hook::consts::{SIGABRT, SIGXFSZ};
use signal_hook::low_level;

/// Whether the system refused memory.
static REFUSED: AtomicBool = AtomicBool::new(false);

/// The system's allocator, which remembers that memory was refused: whoever asked may be able to
/// do without, and if not the program is aborted and [`on_abort`] says why.
struct Remembering;

#[global_allocator]
static MEMORY: Remembering = Remembering;

impl Remembering {
    fn note(got: *mut u8) -> *mut u8 {
        if got.is_null() {
            REFUSED.store(true, Ordering::Relaxed);
        }
        got
    }
}

// SAFETY: every call is handed on as it came to the system's allocator, which keeps the contract;
// noting a null neither allocates nor panics.
unsafe impl GlobalAlloc for Remembering {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise is passed on.
        Self::note(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise is passed on.
        Self::note(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise is passed on.
        Self::note(unsafe { System.realloc(block, layout, size) })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(block, layout) }
    }
}

/// Variables that name code, or files that are read as though they were this program's own: of
/// OpenSSL, of the system's library and of the database. What is loaded before `main` is not stopped
/// by it.
const FOREIGN: [&str; 10] = [
    "OPENSSL_MODULES",
    "OPENSSL_ENGINES",
    "OPENSSL_CONF_INCLUDE",
    "RANDFILE",
    "SSLKEYLOGFILE",
    "GCONV_PATH",
    "LOCPATH",
    "NLSPATH",
    "SQLITE_TMPDIR",
    "SQLITE_HISTORY",
];

/// Has a write that goes past the size allowed to a file fail as a write, and not end the program.
///
/// # Errors
/// When the system refuses the handler.
pub fn fail_writes_past_the_limit() -> Result<()> {
    // Nobody reads the flag: that there is a handler is enough.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(drop)
}

/// Keeps the memory of this process, in which names stand, out of core files and away from other
/// processes of the same user.
pub fn keep_no_core() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Neither is refused to a process for itself; where one were, the other still holds.
    let _limited = setrlimit(Resource::Core, none);
    let _closed = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Keeps OpenSSL from its configuration, which can name code to be loaded into this process: what
/// a variable names, and what stands where OpenSSL was built to look.
///
/// To be called first thing, while this process has one thread.
pub fn refuse_foreign_code() {
    // SAFETY: no other thread runs yet that could read the environment meanwhile.
    unsafe {
        // An empty name is "no file"; no name at all would be the built-in one.
        std::env::set_var("OPENSSL_CONF", "");
        for name in FOREIGN {
            std::env::remove_var(name);
        }
    }
}

/// Forgets every variable of the environment but those named.
///
/// To be called first thing, while this process has one thread.
pub fn keep_variables(names: &[&str]) {
    let is_kept = |name: &std::ffi::OsString| names.iter().any(|kept| name == kept);
    let others: Vec<_> = std::env::vars_os().map(|(name, _)| name).collect();
    for name in others.iter().filter(|name| !is_kept(name)) {
        // SAFETY: no other thread runs yet that could read the environment meanwhile.
        unsafe { std::env::remove_var(name) };
    }
}

/// Asks that the memory of a secret is not swapped out and not written to a core file; says whether
/// the system will do so. Where it will not (most systems let a user lock 8 MiB, some 64 KiB) the
/// secret stands in memory like everything else.
///
/// Pages are never let go again: another secret may stand in the same one, and a page that was freed
/// is soon the next secret's.
#[must_use]
pub fn keep_resident(secret: &[u8]) -> bool {
    let page = rustix::param::page_size();
    let start = secret.as_ptr().addr() / page * page;
    let length = secret.as_ptr().addr() + secret.len() - start;
    let whole = secret.as_ptr().with_addr(start).cast_mut().cast();
    // SAFETY: both calls look at no byte of the memory and change none; they say how the pages that
    // hold the secret are to be treated.
    unsafe {
        let locked = rustix::mm::mlock(whole, length);
        let undumped = rustix::mm::madvise(whole, length, rustix::mm::Advice::LinuxDontDump);
        locked.is_ok() && undumped.is_ok()
    }
}

/// Has the program say why when it is aborted, after `restore` gave the terminal back.
///
/// # Errors
/// When the system refuses the handler.
pub fn on_abort(restore: fn()) -> Result<()> {
    let say = move || {
        restore();
        let words: &[u8] = if REFUSED.load(Ordering::Relaxed) {
            b"dutydesk: there is not enough memory.\n\
              What was saved is saved, and what was typed is kept as a draft. Close other programs \
              and start it again.\n"
        } else {
            b"dutydesk: it was aborted by a fault.\n\
              What was saved is saved, and what was typed is kept as a draft. Start it again.\n"
        };
        let _written = rustix::io::write(rustix::stdio::stderr(), words);
        low_level::exit(70);
    };
    // SAFETY: a signal handler may allocate nothing and take no lock. `say` loads an atomic, makes
    // system calls and ends the process; `restore` is one that keeps to this.
    unsafe { low_level::register(SIGABRT, say) }.map(drop)
}

/// Returns a copy of a file descriptor that the caller of the program holds open.
///
/// It is copied and not opened again by its name under `/dev/fd`: that asks for the right to open
/// the file, which whoever handed it on may have and this process not.
///
/// # Errors
/// When no such descriptor is open.
pub fn descriptor(number: u32) -> Result<OwnedFd> {
    let number = RawFd::try_from(number)
        .map_err(|_too_large| std::io::Error::from(rustix::io::Errno::BADF))?;
    // SAFETY: it is only copied, which the system refuses for one that is not open, and this
    // process closes none of those it was given.
    let given = unsafe { BorrowedFd::borrow_raw(number) };
    Ok(rustix::io::fcntl_dupfd_cloexec(given, 3)?)
}

/// What tests of the fence ask of the kernel past every library.
#[cfg(test)]
pub(crate) mod calls {
    use std::io::{Error, Result};

    use libc::{c_long, syscall};

    /// Memory that is run and mapped anew.
    pub(crate) fn map(protection: i32) -> Result<()> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        // SAFETY: a new page of the kernel's choice, that nothing in the program knows of.
        answer(unsafe { syscall(libc::SYS_mmap, 0usize, 4096usize, protection, flags, -1, 0) })
    }

    /// Memory that is there and becomes run: none, of no length.
    pub(crate) fn protect(protection: i32) -> Result<()> {
        // SAFETY: no bytes at no address are changed in nothing.
        answer(unsafe { syscall(libc::SYS_mprotect, 0usize, 0usize, protection) })
    }

    /// A request to no terminal at all: a descriptor that is not open.
    pub(crate) fn ask_terminal(request: u64) -> Result<()> {
        // SAFETY: the kernel looks for the descriptor first, and there is none.
        answer(unsafe { syscall(libc::SYS_ioctl, -1, request, 0usize) })
    }

    /// A ring of calls that the kernel reads from memory; with no place to put it.
    pub(crate) fn ring() -> Result<()> {
        // SAFETY: where its settings stand is nowhere, which the kernel refuses.
        answer(unsafe { syscall(libc::SYS_io_uring_setup, 1, 0usize) })
    }

    fn answer(result: c_long) -> Result<()> {
        if result == -1 {
            return Err(Error::last_os_error());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::fd::AsRawFd;

    #[test]
    fn a_descriptor_is_read_from_where_its_owner_left_it() {
        let (reading, writing) = std::io::pipe().unwrap();
        drop(writing);
        let number = u32::try_from(reading.as_raw_fd()).unwrap();
        let mut copy = std::fs::File::from(descriptor(number).unwrap());
        assert_eq!(copy.read(&mut [0; 8]).unwrap(), 0);
        assert!(descriptor(9999).is_err());
        assert!(descriptor(u32::MAX).is_err());
    }

    #[test]
    fn no_core_is_written() {
        keep_no_core();
        let limit = rustix::process::getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        assert_eq!(
            rustix::process::dumpable_behavior().unwrap(),
            DumpableBehavior::NotDumpable
        );
    }

    /// Returns the flags of the mapping that an address stands in, as the system lists them.
    fn flags_at(address: usize) -> Vec<String> {
        let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
        let mut is_own = false;
        for line in maps.lines() {
            let span = line
                .split_once(' ')
                .and_then(|(span, _)| span.split_once('-'));
            let number = |text: &str| usize::from_str_radix(text, 16).ok();
            if let Some((from, to)) = span.and_then(|(from, to)| Some((number(from)?, number(to)?)))
            {
                is_own = (from..to).contains(&address);
            } else if let (true, Some(flags)) = (is_own, line.strip_prefix("VmFlags:")) {
                return flags.split_whitespace().map(str::to_owned).collect();
            }
        }
        Vec::new()
    }

    #[test]
    fn the_memory_of_a_secret_is_locked_and_not_dumped() {
        // Ten pages, of which this is the first to ask.
        let secret = vec![7; 10 * rustix::param::page_size()];
        if keep_resident(&secret) {
            let flags = flags_at(secret.as_ptr().addr());
            // Locked, and left out of core files (proc(5)).
            for wanted in ["lo", "dd"] {
                assert!(
                    flags.iter().any(|flag| flag == wanted),
                    "{wanted}: {flags:?}"
                );
            }
        } else {
            // A system that lets nobody lock memory says so, and nothing is changed by it.
            let limit = rustix::process::getrlimit(Resource::Memlock).current;
            assert!(limit.is_some_and(|limit| limit < 64 * 1024));
        }
    }

    #[test]
    fn refused_memory_is_told_to_who_can_do_without() {
        let mut much: Vec<u8> = Vec::new();
        assert!(much.try_reserve_exact(usize::MAX / 4).is_err());
        assert!(REFUSED.load(Ordering::Relaxed));
    }
}
