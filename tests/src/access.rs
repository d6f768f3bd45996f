//! Whether everybody can use the page: what axe-core finds.

use std::{env, fs};

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::page::Page;

/// Runs axe. It looks at the document as it stands and must not fetch anything itself.
const RUN: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
    preload: false,
}).then(({violations}) => violations.map(({id, impact, nodes}) => {
    const at = nodes.slice(0, 3).map(node => node.target.join(' ')).join(', ');
    const more = nodes.length > 3 ? ` and ${nodes.length - 3} more` : '';
    const summary = nodes[0].failureSummary.split('\\n').slice(1).map(line => line.trim()).join('; ');
    return `${id} (${impact}) at ${at}${more}: ${summary}`;
}))";

impl Page {
    /// What axe-core finds wrong with the page for people with disabilities: WCAG 2.2 A and AA, and good practice. One line a
    /// rule: which, how bad, where, and what is wrong at the first place.
    ///
    /// `PINGFEN_AXE` names `axe.min.js`; `cargo xtask test` sets it.
    #[track_caller]
    pub fn axe(&mut self) -> Vec<String> {
        if self.eval("typeof axe") == "undefined" {
            let source = source();
            let source = self.check(source);
            self.run(&source, "starting axe-core");
        }
        // All of the page at once, also what is out of sight and would not be laid out until someone scrolls there.
        self.run(
            "const style = document.head.appendChild(document.createElement('style'));
             style.textContent = '* { content-visibility: visible !important }'",
            "laying out all of the page",
        );
        let found = self.eval(RUN);
        let found = found.as_array().into_iter().flatten();
        found.filter_map(Value::as_str).map(Into::into).collect()
    }
}

fn source() -> Result<String> {
    let path = env::var_os("PINGFEN_AXE").ok_or_else(|| {
        Failure::new("PINGFEN_AXE must name axe.min.js of the npm package axe-core; `cargo xtask test` sets it")
    })?;
    fs::read_to_string(&path).map_err(Failure::during(format!("reading {}", path.display())))
}
