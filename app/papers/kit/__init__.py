"""What every paper is made with: fonts, page, text, blocks, dates, saving."""
