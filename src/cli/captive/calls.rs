//! No other program, no socket, no code that was not there: seccomp, in every kernel of today.
//!
//! It is a list of what is refused and not of what is allowed: what a desk asks of the system depends
//! on the C library and the kernel, and a call that nobody thought of must not fail an officer at
//! three in the morning. What is refused answers "not permitted", as to any program without the right.

use std::collections::BTreeMap;

use libc::{c_long, c_ulong};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Is,
    SeccompCondition, SeccompFilter, SeccompRule, apply_filter,
};

use super::means::Means;

/// Calls that are refused whatever is asked by them: other programs and a look into them; sockets;
/// another root, mount or namespace; the kernel's own set-up; and what could do any of it unseen
/// (`io_uring` opens files and sockets past every filter).
const NEVER: [c_long; 48] = [
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_kcmp,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsmount,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_setns,
    libc::SYS_unshare,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_memfd_create,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
];

/// The second set of numbers that a kernel of this machine may take (`x32`), every one of which is
/// refused: its own, and those of [`NEVER`].
#[cfg(target_arch = "x86_64")]
mod other_numbers {
    use libc::c_long;

    /// The bit that marks them.
    pub(super) const MARK: c_long = 0x4000_0000;
    /// Those that the second set alone has.
    pub(super) const OWN: std::ops::RangeInclusive<c_long> = 512..=547;
    /// Processes without a thread's marks.
    pub(super) const FORKS: [c_long; 2] = [libc::SYS_fork, libc::SYS_vfork];
}

/// What is asked of a terminal to type into it, or of the console to paste (`ioctl_tty`(2)): the shell
/// of whoever sits behind the desk would read it.
const TYPING: [c_ulong; 2] = [libc::TIOCSTI, 0x541c];

/// Refuses the calls to this thread and every one that it starts.
pub(super) fn shut() -> Means {
    let filters = match filters() {
        Ok(filters) => filters,
        Err(e) => return Means::lacks(format!("no filter for this machine: {e}")),
    };
    for filter in &filters {
        if let Err(e) = apply_filter(filter) {
            return Means::lacks(format!("the kernel refused: {e}"));
        }
    }
    Means::holds("in force: no other program, no socket, no code loaded")
}

/// Says whether this kernel could, with nothing shut.
pub(super) fn possible() -> Means {
    let actions = std::fs::read_to_string("/proc/sys/kernel/seccomp/actions_avail");
    match actions {
        Ok(actions) if actions.split_whitespace().any(|action| action == "errno") => {
            Means::holds("the kernel has it; a captive desk uses it")
        }
        _ => Means::lacks("the kernel does not say that it has it (`CONFIG_SECCOMP_FILTER`)"),
    }
}

/// Returns the filters: what is refused, and a call that has to look as though it were not there.
fn filters() -> Result<[BpfProgram; 2], BackendError> {
    let mut refused: BTreeMap<i64, Vec<SeccompRule>> =
        NEVER.iter().map(|call| (*call, Vec::new())).collect();
    #[cfg(target_arch = "x86_64")]
    {
        use other_numbers::{FORKS, MARK, OWN};
        refused.extend(FORKS.map(|call| (call, Vec::new())));
        let own: Vec<c_long> = refused.keys().copied().chain(OWN).collect();
        refused.extend(own.into_iter().map(|call| (call | MARK, Vec::new())));
    }
    refused.insert(libc::SYS_clone, vec![where_not(libc::CLONE_THREAD as u64)?]);
    // Memory that is run: only what the program began with.
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        refused.insert(call, vec![where_set(2, libc::PROT_EXEC as u64)?]);
    }
    let typing = TYPING.map(|request| {
        let is = SeccompCondition::new(1, Length::Dword, Is::Eq, request)?;
        SeccompRule::new(vec![is])
    });
    let [first, second] = typing;
    refused.insert(libc::SYS_ioctl, vec![first?, second?]);
    // Its arguments stand in memory, where no filter reads: the C library goes back to the older call.
    let absent = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    Ok([
        compiled(refused, libc::EPERM)?,
        compiled(absent, libc::ENOSYS)?,
    ])
}

fn compiled(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    answer: i32,
) -> Result<BpfProgram, BackendError> {
    let answer = SeccompAction::Errno(answer.unsigned_abs());
    let machine = std::env::consts::ARCH.try_into()?;
    SeccompFilter::new(rules, SeccompAction::Allow, answer, machine)?.try_into()
}

/// Returns the rule that a call's first argument has not a bit: what it starts is no thread.
fn where_not(bit: u64) -> Result<SeccompRule, BackendError> {
    let none = SeccompCondition::new(0, Length::Dword, Is::MaskedEq(bit), 0)?;
    SeccompRule::new(vec![none])
}

/// Returns the rule that an argument has a bit.
fn where_set(argument: u8, bit: u64) -> Result<SeccompRule, BackendError> {
    let set = SeccompCondition::new(argument, Length::Dword, Is::MaskedEq(bit), bit)?;
    SeccompRule::new(vec![set])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind::PermissionDenied;

    #[test]
    fn no_memory_is_run_no_key_typed_for_others_and_no_ring_made() {
        use crate::system::calls::{ask_terminal, map, protect, ring};
        use rustix::io::Errno;
        let errno = |tried: std::io::Result<()>| tried.err().and_then(|e| e.raw_os_error());
        let run = libc::PROT_READ | libc::PROT_EXEC;
        let data = libc::PROT_READ | libc::PROT_WRITE;
        // The same asked with no fence: it is the fence that refuses.
        assert_eq!(errno(map(run)), None);
        assert_eq!(errno(protect(run)), None);
        for request in TYPING {
            assert_eq!(
                errno(ask_terminal(request)),
                Some(Errno::BADF.raw_os_error())
            );
        }
        let tried = std::thread::spawn(move || {
            let means = shut();
            let refused = [
                errno(map(run)),
                errno(map(run | libc::PROT_WRITE)),
                errno(protect(run)),
                errno(ask_terminal(TYPING[0])),
                errno(ask_terminal(TYPING[1])),
                // Above what the kernel reads of a request a filter must not be fooled.
                errno(ask_terminal(TYPING[0] | 1 << 40)),
                errno(ring()),
            ];
            let allowed = [
                errno(map(data)),
                errno(protect(data)),
                errno(ask_terminal(libc::TIOCGWINSZ)),
            ];
            (means, refused, allowed)
        });
        let (means, refused, allowed) = tried.join().unwrap();
        assert!(means.holds, "{means:?}");
        assert_eq!(refused, [Some(Errno::PERM.raw_os_error()); 7]);
        let no_terminal = Some(Errno::BADF.raw_os_error());
        assert_eq!(allowed, [None, None, no_terminal], "the desk's own go on");
    }

    /// What is taken is taken from one thread: the test's others go on.
    #[test]
    fn no_program_is_started_and_no_socket_opened_and_threads_are() {
        let tried = std::thread::spawn(|| {
            let means = shut();
            let program = std::process::Command::new("/bin/true").status();
            let socket = std::net::UdpSocket::bind("127.0.0.1:0");
            let pair = std::os::unix::net::UnixStream::pair();
            let thread = std::thread::spawn(|| std::process::Command::new("/bin/true").status());
            let inner = thread.join().unwrap();
            (
                means,
                program.map(drop).map_err(|e| e.kind()),
                socket.map(drop).map_err(|e| e.kind()),
                pair.is_ok(),
                inner.map(drop).map_err(|e| e.kind()),
            )
        });
        let (means, program, socket, pair, inner) = tried.join().unwrap();
        assert!(means.holds, "{means:?}");
        assert_eq!(program, Err(PermissionDenied));
        assert_eq!(socket, Err(PermissionDenied));
        assert!(
            pair,
            "what wakes the program on a signal is a pair of its own"
        );
        assert_eq!(
            inner,
            Err(PermissionDenied),
            "a thread of it is shut in too"
        );
        assert!(std::process::Command::new("/bin/true").status().is_ok());
    }
}
