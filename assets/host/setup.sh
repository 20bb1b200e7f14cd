#!/bin/sh
# The desk on a host that several people reach over ssh: run once, as root, with the program at
# /usr/local/bin/dutydesk. What is there already is left as it is.
#
#   dutydesk host-setup setup.sh > setup.sh && sh setup.sh OFFICER ...
#
# Each OFFICER is an account of this host. Afterwards it has the desk and no other program.
set -eu
program=/usr/local/bin/dutydesk
desk=/srv/dutydesk

# The account that the files belong to: nobody logs in with it.
getent passwd dutydesk >/dev/null ||
    useradd --system --user-group --home-dir "$desk" --no-create-home \
        --shell /usr/sbin/nologin dutydesk
getent group dutydesk-officers >/dev/null || groupadd dutydesk-officers
for officer in "$@"; do
    usermod --append --groups dutydesk-officers "$officer"
done

# Its folder: its own alone. The program is root's, so that no officer can change it.
install -d -o dutydesk -g dutydesk -m 0700 "$desk"
chown root:root "$program"
chmod 0755 "$program"

# The rule of sudo, refused where sudo would not take it.
if [ -d /etc/sudoers.d ]; then
    "$program" host-setup sudoers >/etc/sudoers.d/dutydesk.new
    chmod 0440 /etc/sudoers.d/dutydesk.new
    visudo -cf /etc/sudoers.d/dutydesk.new
    mv /etc/sudoers.d/dutydesk.new /etc/sudoers.d/dutydesk
fi

# What sshd does with an officer.
if [ -d /etc/ssh/sshd_config.d ]; then
    "$program" host-setup sshd_config >/etc/ssh/sshd_config.d/dutydesk.conf
    sshd -t && echo "Now: systemctl reload ssh (keep this session open until a new one works)."
fi

# The copy each night.
if [ -d /etc/systemd/system ]; then
    "$program" host-setup dutydesk-backup.service >/etc/systemd/system/dutydesk-backup.service
    "$program" host-setup dutydesk-backup.timer >/etc/systemd/system/dutydesk-backup.timer
    echo "Now: edit the folder in dutydesk-backup.service, make the machine's key, and"
    echo "     systemctl daemon-reload && systemctl enable --now dutydesk-backup.timer"
fi
