//! The page's JavaScript: lowered to Chromium 78, made small, and checked.

use anyhow::{Result, anyhow, bail, ensure};
use oxc::allocator::Allocator;
use oxc::ast::ast::Program;
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::diagnostics::OxcDiagnostic;
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;
use oxc::transformer::{EngineTargets, HelperLoaderMode, TransformOptions, Transformer};

/// The oldest browser that the page runs in.
const FLOOR: &str = "chrome78";

/// What must not be in the page's glue, and what it means when it is.
const GATES: [(&str, &str); 3] = [
    (
        "externref",
        "reference types came back (they need Chromium 96): see build/compile.rs and build/sections.rs",
    ),
    (
        "require(",
        "a dependency imports a Node module, which a page does not have",
    ),
    (
        "babelHelpers",
        "the glue uses syntax that can only be lowered with a helper library",
    ),
];

/// What must not be in `boot.js`: Internet Explorer has to parse it, or nobody tells its user why the page is empty.
const AFTER_ES5: [&str; 7] = ["=>", "`", "const ", "let ", "class ", "async ", "..."];

/// The glue of one part, lowered and minified. What stands under `window.pingfen.glue` makes it: a function that needs nothing
/// around it, so that its text can go to another thread.
pub fn glue(part: &str, global: &str, js: &str) -> Result<String> {
    let wrapped = format!(
        "(function () {{ var pingfen = window.pingfen = window.pingfen || {{}};\n \
         (pingfen.glue = pingfen.glue || {{}}).{part} = function () {{ {js}\n return {global}; }}; }})();"
    );
    let allocator = Allocator::default();
    let mut program = parse(&allocator, part, &wrapped)?;

    let mut options = TransformOptions::from_target(FLOOR).map_err(|message| anyhow!(message))?;
    // Written inline, such a helper is visible to the gate; as an import it would not even parse.
    options.helper_loader.mode = HelperLoaderMode::External;
    let scoping = SemanticBuilder::new()
        .build(&program)
        .semantic
        .into_scoping();
    let lowered = Transformer::new(&allocator, part.as_ref(), &options)
        .build_with_scoping(scoping, &mut program);
    no_errors(part, &lowered.diagnostics)?;

    let compress = CompressOptions {
        target: EngineTargets::from_target(FLOOR).map_err(|message| anyhow!(message))?,
        ..CompressOptions::smallest()
    };
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(compress),
        ..MinifierOptions::default()
    };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let js = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .build(&program)
        .code;

    for (found, meaning) in GATES {
        ensure!(
            !js.contains(found),
            "the glue of {part} contains `{found}`: {meaning}"
        );
    }
    ensure!(
        !has_optional_chaining(&js),
        "the glue of {part} contains `?.`, which needs Chromium 80"
    );
    Ok(js)
}

/// `boot.js` without its comments. Only that: a minifier could make it newer than ES5.
pub fn boot(js: &str) -> Result<String> {
    let allocator = Allocator::default();
    let program = parse(&allocator, "boot.js", js)?;
    let options = CodegenOptions {
        comments: CommentOptions::disabled(),
        ..CodegenOptions::default()
    };
    let js = Codegen::new().with_options(options).build(&program).code;
    for found in AFTER_ES5 {
        ensure!(
            !js.contains(found),
            "boot.js contains `{found}`: it must stay ES5, so that Internet Explorer parses it"
        );
    }
    Ok(js)
}

/// Makes a script safe between `<script>` and `</script>`.
pub fn inline(name: &str, js: &str) -> Result<String> {
    // `<!--` and `<script` switch an HTML parser into another mode; unlike `</script` they can be code, so they are not ours to rewrite.
    let lower = js.to_ascii_lowercase();
    for found in ["<!--", "<script"] {
        ensure!(
            !lower.contains(found),
            "{name} contains `{found}`, which cannot stand in an inline script"
        );
    }
    // Only a string can contain it, and there `\/` is `/`. The printer escapes it already: a second look costs nothing.
    Ok(js.replace("</script", "<\\/script"))
}

fn parse<'a>(allocator: &'a Allocator, name: &str, js: &'a str) -> Result<Program<'a>> {
    let parsed = Parser::new(allocator, js, SourceType::script()).parse();
    no_errors(name, &parsed.diagnostics)?;
    Ok(parsed.program)
}

fn no_errors(name: &str, diagnostics: &[OxcDiagnostic]) -> Result<()> {
    let Some(first) = diagnostics.first() else {
        return Ok(());
    };
    bail!("{name}: {first}")
}

/// `?.`, but not `a?.5:b`, a condition followed by a number.
fn has_optional_chaining(js: &str) -> bool {
    js.match_indices("?.")
        .any(|(at, _)| !js[at + 2..].starts_with(|next: char| next.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_is_lowered_to_the_floor() {
        let js = glue(
            "page",
            "g",
            "let g = (a) => { a.n ??= 1; return a?.b ?? a.c; };",
        )
        .unwrap();
        assert!(!js.contains("?.") && !js.contains("??"), "{js}");
        assert!(js.contains(".page="), "{js}");
    }

    #[test]
    fn glue_that_needs_more_is_refused() {
        let error = glue("page", "g", "let g = require('fs');")
            .unwrap_err()
            .to_string();
        assert!(error.contains("`require(`"), "{error}");
    }

    #[test]
    fn a_condition_is_not_optional_chaining() {
        assert!(!has_optional_chaining("a?.5:b"));
        assert!(has_optional_chaining("a?.b"));
    }

    #[test]
    fn boot_must_stay_old() {
        assert_eq!(boot("var a = 1; // why\n").unwrap(), "var a = 1;\n");
        assert!(boot("var a = () => 1;").is_err());
    }

    #[test]
    fn a_script_cannot_end_itself() {
        assert_eq!(inline("x", "a='</script>'").unwrap(), "a='<\\/script>'");
        assert!(inline("x", "a='<!--'").is_err());
    }
}
