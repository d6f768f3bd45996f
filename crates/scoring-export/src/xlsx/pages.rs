//! Where pages end. A cell that is merged over a page's end is cut through its text, so the rows of
//! 评分表 are laid out page by page, as the official form prints them.

use rust_xlsxwriter::RowNum;

/// A4 landscape between its margins, 277 mm by 178 mm, at 96 pixels to the inch.
const WIDTH: u32 = 1046;
const HEIGHT: u32 = 672;

/// Fills pages with rows.
pub(super) struct Pages {
    /// What a page holds, in the sheet's own pixels.
    capacity: u32,
    /// The head that is printed again on each new page.
    head: u32,
    used: u32,
    breaks: Vec<RowNum>,
}

impl Pages {
    /// For a sheet that is scaled to one page's width.
    pub fn new(sheet_width: u32) -> Self {
        // One part in 32 is left free: programs scale a sheet by whole percents, and printers round.
        let capacity = HEIGHT * sheet_width.max(WIDTH) / WIDTH * 31 / 32;
        Self {
            capacity,
            head: 0,
            used: 0,
            breaks: Vec::new(),
        }
    }

    /// From here on each page begins with a head of this height.
    pub fn repeat_head(&mut self, height: u32) {
        self.head = height;
    }

    /// What is left of this page.
    pub fn room(&self) -> u32 {
        self.capacity.saturating_sub(self.used)
    }

    /// What a page has room for, below its head.
    pub fn most(&self) -> u32 {
        self.capacity.saturating_sub(self.head)
    }

    /// Puts a row here, or at the top of a new page.
    pub fn add(&mut self, row: RowNum, height: u32) {
        self.keep(row, height);
        self.used += height;
    }

    /// Starts a new page at a row where what follows would be cut.
    pub fn keep(&mut self, row: RowNum, height: u32) {
        if height > self.room() {
            self.turn(row);
        }
    }

    /// Starts a new page at a row, unless this page is still empty.
    pub fn turn(&mut self, row: RowNum) {
        if self.used > self.head {
            self.breaks.push(row);
            self.used = self.head;
        }
    }

    /// The rows that begin a page, the first page's aside.
    pub fn breaks(&self) -> &[RowNum] {
        &self.breaks
    }
}
