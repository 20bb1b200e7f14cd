//! `dutydesk host-setup`: the files by which a host gives several people one desk and no other program.

use super::io::print;
use crate::domain::text::{nearest, visible};
use crate::error::{Exit, Failure};

/// A file of the set-up, as it comes with the program.
struct Sample {
    name: &'static str,
    /// What it is for.
    words: &'static str,
    text: &'static str,
}

const SAMPLES: [Sample; 5] = [
    Sample {
        name: "setup.sh",
        words: "makes the account, the folder and their rights, and puts the files below in place",
        text: include_str!("../../assets/host/setup.sh"),
    },
    Sample {
        name: "sudoers",
        words: "lets officers run the captive desk as the account that owns it, and nothing else",
        text: include_str!("../../assets/host/sudoers"),
    },
    Sample {
        name: "sshd_config",
        words: "puts an officer who logs in at the desk: ForceCommand, no forwarding, no variables",
        text: include_str!("../../assets/host/sshd_config"),
    },
    Sample {
        name: "dutydesk-backup.service",
        words: "makes one verified copy, by the machine's own key",
        text: include_str!("../../assets/host/dutydesk-backup.service"),
    },
    Sample {
        name: "dutydesk-backup.timer",
        words: "makes it each night",
        text: include_str!("../../assets/host/dutydesk-backup.timer"),
    },
];

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Which file to print; without one, what there is
    file: Option<String>,
}

/// Prints a file of the set-up, or which there are.
///
/// # Errors
/// When there is no such file.
pub(super) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let Some(name) = &arguments.file else {
        let lines = SAMPLES.map(|sample| format!("{:<24} {}\n", sample.name, sample.words));
        print(&lines.concat())?;
        print("\nPrint one with `dutydesk host-setup NAME`; read it before you run it as root.\n")?;
        return Ok(Exit::Done);
    };
    let Some(sample) = SAMPLES.iter().find(|sample| sample.name == name) else {
        let near = nearest(name, SAMPLES.iter().map(|sample| sample.name));
        return Err(Failure::new(
            "There is no such file of the set-up",
            format!("`{}` is none", visible(name)),
            near.map_or("`dutydesk host-setup` lists them.".to_owned(), |near| {
                format!("Did you mean `{near}`?")
            }),
        ));
    };
    print(sample.text)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The commands of a file, its continued lines joined and its comments left out.
    fn lines(name: &str) -> Vec<String> {
        let sample = SAMPLES.iter().find(|sample| sample.name == name).unwrap();
        let joined = sample.text.replace("\\\n", " ");
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = joined.lines().map(words);
        lines.filter(|line| !line.starts_with('#')).collect()
    }

    /// `sshd_config`(5) and `sudoers`(5): what sshd starts is what sudo lets through, word for word.
    #[test]
    fn what_sshd_starts_is_what_sudo_allows() {
        let sshd = lines("sshd_config");
        let forced = sshd
            .iter()
            .find_map(|line| line.strip_prefix("ForceCommand "));
        let asked = forced
            .unwrap()
            .strip_prefix("/usr/bin/sudo -n -u dutydesk ")
            .unwrap();
        assert_eq!(
            asked,
            "/usr/local/bin/dutydesk --captive --home /srv/dutydesk"
        );
        let sudoers = lines("sudoers");
        let allowed = sudoers
            .iter()
            .find_map(|line| line.strip_prefix("Cmnd_Alias DUTYDESK = "));
        let allowed: Vec<&str> = allowed.unwrap().split(", ").collect();
        assert_eq!(allowed, [asked, &format!("{asked} doctor")]);
        assert!(
            allowed
                .iter()
                .all(|command| command.contains(" --captive "))
        );
        for line in [
            "DisableForwarding yes",
            "PermitUserRC no",
            "PermitUserEnvironment no",
        ] {
            assert!(sshd.iter().any(|found| found == line), "{line}");
        }
    }

    #[test]
    fn the_script_is_one_that_a_shell_reads() {
        let script = SAMPLES[0].text;
        let checked = std::process::Command::new("sh")
            .args(["-n", "-c", script])
            .output();
        let checked = checked.unwrap();
        assert!(checked.status.success(), "{checked:?}");
        // What it puts in place is what the program prints.
        let printed = script.split("host-setup ").skip(1);
        let names = printed.filter_map(|rest| rest.split_whitespace().next());
        let known = |name: &&str| SAMPLES.iter().any(|sample| sample.name == *name);
        let all: Vec<&str> = names.collect();
        assert!(all.len() >= 5 && all.iter().all(known), "{all:?}");
    }

    #[test]
    fn sudo_keeps_the_variables_that_a_captive_desk_reads() {
        let sudoers = lines("sudoers");
        let kept = sudoers
            .iter()
            .find_map(|line| line.split_once("env_keep = "))
            .unwrap()
            .1;
        let kept: Vec<&str> = kept.trim_matches('"').split(' ').collect();
        let read = super::super::captive::VARIABLES;
        // The account behind it sudo itself says.
        let read: Vec<&str> = read
            .into_iter()
            .filter(|name| *name != "SUDO_UID")
            .collect();
        assert_eq!(kept, read);
    }
}
