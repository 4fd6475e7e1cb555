//! The address of a database: `clickhouse://user@host:8123/database`.

use std::fmt;

/// The beginning of an address.
pub const SCHEME: &str = "clickhouse://";

/// Where a timeline is on a ClickHouse server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Hosts with their ports. The first one is asked; tables are made on all of them.
    pub hosts: Vec<String>,
    /// The database.
    pub database: String,
    /// Who asks.
    pub user: String,
    /// The cluster over which the events are spread, if it is given.
    pub cluster: Option<String>,
}

const PORT: &str = "8123";

impl Address {
    /// Returns whether a text is meant as an address.
    pub fn is_one(text: &str) -> bool {
        text.starts_with(SCHEME)
    }

    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rest = text.strip_prefix(SCHEME).unwrap_or(text);
        let (rest, options) = rest.split_once('?').unwrap_or((rest, ""));
        let (hosts, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, hosts) = hosts.rsplit_once('@').unwrap_or(("default", hosts));
        if user.contains(':') {
            return Err(
                "a password in an address can be seen by others: put it into $ANNALS_PASSWORD"
                    .to_owned(),
            );
        }
        let with_port = |host: &str| {
            let port = host.rsplit_once(':').map(|(_, port)| port);
            let has_port = port.is_some_and(|port| !port.contains(']'));
            if has_port {
                host.to_owned()
            } else {
                format!("{host}:{PORT}")
            }
        };
        let hosts: Vec<String> = hosts.split(',').map(with_port).collect();
        if hosts.iter().any(|host| !is_host(host)) {
            return Err(format!(
                "an address has the form {SCHEME}host:{PORT}/database"
            ));
        }
        let mut address = Self {
            hosts,
            database: if database.is_empty() {
                "default"
            } else {
                database
            }
            .to_owned(),
            user: user.to_owned(),
            cluster: None,
        };
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("cluster", name)) => address.cluster = Some(name.to_owned()),
                _ => {
                    return Err(format!(
                        "unknown option `{option}`: an address may end with `?cluster=name`"
                    ));
                }
            }
        }
        let names = [&address.database, &address.user];
        for name in names.into_iter().chain(&address.cluster) {
            if !is_name(name) {
                return Err(format!(
                    "`{name}` is not a name: names have letters, digits, `_` and `-`"
                ));
            }
        }
        Ok(address)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.hosts.first().map_or("", |host| host);
        write!(f, "{SCHEME}{host}/{}", self.database)
    }
}

/// Names of databases, users and clusters become part of queries.
fn is_name(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    !text.is_empty() && text.chars().all(is_plain)
}

fn is_host(text: &str) -> bool {
    let (host, port) = text.rsplit_once(':').unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_[]:".contains(c);
    !host.is_empty() && host.chars().all(is_plain) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_a_database_and_a_user() {
        let read = |text: &str| {
            let address = Address::parse(text).expect("an address");
            let Address {
                hosts,
                database,
                user,
                cluster,
            } = address;
            format!(
                "{} {database} {user} {}",
                hosts.join(","),
                cluster.unwrap_or_default()
            )
        };
        for (text, wanted) in [
            ("clickhouse://localhost", "localhost:8123 default default "),
            ("clickhouse://h:9/db", "h:9 db default "),
            ("clickhouse://desk@h/db", "h:8123 db desk "),
            ("clickhouse://[::1]/db", "[::1]:8123 db default "),
            (
                "clickhouse://a:1,b:2/db?cluster=two",
                "a:1,b:2 db default two",
            ),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_said() {
        for (text, wanted) in [
            ("clickhouse://", "the form"),
            ("clickhouse://h:0/db", "the form"),
            ("clickhouse://h:99999/db", "the form"),
            ("clickhouse://h/db'; DROP TABLE ev", "is not a name"),
            ("clickhouse://h/db`", "is not a name"),
            ("clickhouse://me:secret@h/db", "$ANNALS_PASSWORD"),
            ("clickhouse://h/db?x=1", "unknown option `x=1`"),
            ("clickhouse://h/db?cluster=a'b", "is not a name"),
            ("clickhouse://h\r\nX: y/db", "the form"),
        ] {
            let error = Address::parse(text).expect_err(text);
            assert!(error.contains(wanted), "{text}: {error}");
            assert!(!error.contains("secret"));
        }
    }
}
