package io.casebook.knowledge.documents;

/**
 * One line of a page.
 *
 * @param page its page, from 1
 * @param text what stands there
 * @param size size of its letters, in points
 * @param top distance of the line from the top of the page, in points
 */
record PdfLine(int page, String text, float size, float top) {}
