//! Which rows' criteria are unfolded, remembered in the browser for each rubric.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Desk;
use crate::keep::local;

const KEY: &str = "pingfen.unfolded.";

impl Desk {
    fn unfolded_key(&self) -> Option<String> {
        Some(format!("{KEY}{}", self.scorer()?.rubric().id))
    }

    /// Unfolds what was unfolded the last time a form of this rubric was open.
    pub(super) fn remember_unfolded(&self) {
        let kept = self
            .unfolded_key()
            .zip(local::storage())
            .and_then(|(key, store)| store.get_item(&key).ok()?);
        let ids = kept.unwrap_or_default();
        self.unfolded
            .set(ids.split_whitespace().map(str::to_owned).collect());
    }

    /// Unfolds or folds the criteria of a row.
    pub fn unfold(&self, id: String, open: bool) {
        if self.unfolded.with_untracked(|ids| ids.contains(&id)) != open {
            self.unfolded.update(|ids| {
                match open {
                    true => ids.insert(id),
                    false => ids.remove(&id),
                };
            });
            self.keep_unfolded();
        }
    }

    /// Unfolds or folds the criteria of all rows.
    pub fn unfold_all(&self, open: bool) {
        let all = self.scorer().filter(|_| open).map(|scorer| {
            let ids = scorer.lines().iter().map(|line| line.id.clone());
            ids.collect::<BTreeSet<_>>()
        });
        self.unfolded.set(all.unwrap_or_default());
        self.keep_unfolded();
    }

    fn keep_unfolded(&self) {
        if let Some((key, store)) = self.unfolded_key().zip(local::storage()) {
            let ids: Vec<_> = self.unfolded.get_untracked().into_iter().collect();
            // A convenience: where it cannot be kept, it is not.
            store.set_item(&key, &ids.join(" ")).ok();
        }
    }
}
