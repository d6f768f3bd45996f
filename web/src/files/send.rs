//! 填报页: this page with the open form's rubric in it and nothing filled in, for those who are to fill it.

use gloo_file::Blob;
use scoring::rubric::Rubric;
use scoring_export::document::in_page;
use web_sys::Element;

use super::give::{copy, hand_over, named, parsed, wrong};
use crate::desk::Desk;
use crate::keep::island;
use crate::library::{self, BAKED};
use crate::look::Look;

/// Makes the page, opens it in memory again, and hands it to the browser's downloads.
pub fn send_out(desk: Desk) {
    // In a review too, what the unit fills: without the reviewer's columns.
    let Some(rubric) = desk.document().map(|document| document.rubric) else {
        return;
    };
    match page(&rubric).filter(|text| holds(text, &rubric)) {
        Some(text) => {
            let Rubric {
                region,
                year,
                title,
                ..
            } = &rubric;
            let blob = Blob::new_with_options(text.as_str(), Some("text/html"));
            hand_over(desk, &blob, &named(&[region, year, title], "填报页.html"));
        }
        None => wrong(desk, "没有下载：网页没有通过复核。请刷新本页再试。"),
    }
}

fn page(rubric: &Rubric) -> Option<String> {
    copy(|root: &Element| {
        let put = |id: &str, text: &str| {
            let element = root.query_selector(&format!("#{id}")).ok()??;
            element.set_text_content(Some(text));
            Some(())
        };
        put(island::ID, "")?;
        put(BAKED, &in_page(&format!("[{}]", rubric.to_json())))?;
        // How it looks is for each to choose.
        for look in Look::ALL {
            root.remove_attribute(look.attribute().0).ok()?;
        }
        Some(())
    })
}

/// Whether a page opens with just this rubric.
fn holds(text: &str, rubric: &Rubric) -> bool {
    let page = parsed(text);
    page.is_some_and(|page| {
        island::read_from(&page).is_none()
            && library::baked_in(&page) == std::slice::from_ref(rubric)
    })
}
