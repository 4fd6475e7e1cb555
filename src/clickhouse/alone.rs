//! Makes sure that only one push at a time goes to a database.

use std::hash::{BuildHasher, RandomState};

use super::address::Address;
use super::client::Client;
use crate::timeline::{Answer, StoreError};

/// After so many seconds without a sign of life a push has ended.
const SILENT: u32 = 120;

/// A push that is the only one: two would give the same numbers to different names.
pub struct Alone<'c> {
    client: &'c Client,
    run: u64,
}

impl<'c> Alone<'c> {
    /// Leaves a sign of life, and refuses if another push has left one lately.
    pub fn claim(client: &'c Client, address: &Address) -> Answer<Self> {
        let alone = Self {
            client,
            run: RandomState::new().hash_one(0),
        };
        alone.renew()?;
        let sql = format!(
            "toUInt64(count()) FROM (SELECT run, max(at) AS last, max(over) AS over FROM pushing \
             WHERE run != {} GROUP BY run) WHERE over = 0 AND last > now() - {SILENT}",
            alone.run
        );
        if client.number(&sql)? > 0 {
            alone.release()?;
            return Err(StoreError::failed(format!(
                "somebody is pushing to {address}; if that was ended, wait for two minutes"
            )));
        }
        Ok(alone)
    }

    /// Leaves a sign of life.
    pub fn renew(&self) -> Answer<()> {
        self.sign(0)
    }

    /// Tells that this push is over.
    pub fn release(&self) -> Answer<()> {
        self.sign(1)
    }

    fn sign(&self, over: u8) -> Answer<()> {
        let sql = format!(
            "INSERT INTO pushing SELECT toUInt64({}), now(), toUInt8({over})",
            self.run
        );
        self.client.run(&sql)
    }
}
