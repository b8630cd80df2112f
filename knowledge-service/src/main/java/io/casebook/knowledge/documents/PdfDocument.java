package io.casebook.knowledge.documents;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** Reads PDF files. */
public final class PdfDocument {
    private static final int MAX_PAGES = 1_000;

    private PdfDocument() {}

    /**
     * Reads a document.
     *
     * @throws UnreadableDocumentException if it has no text, too much of it, or cannot be read
     */
    public static Document read(byte[] bytes) throws UnreadableDocumentException {
        var unpacking = new Unpacking();
        try (var pdf = new BoundedPdf(bytes, unpacking).parse()) {
            if (pdf.getNumberOfPages() > MAX_PAGES) {
                throw new UnreadableDocumentException(
                        "has more than " + MAX_PAGES + " pages; split it into several articles");
            }
            var html = PdfLayout.html(PdfLines.of(pdf));
            refuse(unpacking);
            if (html.isEmpty()) {
                throw new UnreadableDocumentException(
                        "has no text, only pictures of it; run text recognition on it and save it again");
            }
            return new Document(html, title(pdf), language(pdf));
        } catch (InvalidPasswordException e) {
            throw new UnreadableDocumentException("is protected by a password; save it without one");
        } catch (PdfLines.TooMuchText e) {
            throw new UnreadableDocumentException(
                    "the document has more than 1 MiB of text; split it into several articles");
        } catch (IOException | RuntimeException e) {
            refuse(unpacking);
            // The parser meets damaged files with exceptions of many kinds.
            throw new UnreadableDocumentException("is damaged or no PDF (%s); save it anew"
                    .formatted(e.getClass().getSimpleName()));
        }
    }

    private static void refuse(Unpacking unpacking) throws UnreadableDocumentException {
        var refusal = unpacking.refusal();
        if (refusal != null) {
            throw new UnreadableDocumentException(refusal);
        }
    }

    private static @Nullable String title(PDDocument pdf) {
        var title = pdf.getDocumentInformation().getTitle();
        return title == null || title.isBlank() ? null : title.strip();
    }

    private static @Nullable String language(PDDocument pdf) {
        var language = pdf.getDocumentCatalog().getLanguage();
        return language == null || language.isBlank() ? null : language.strip();
    }
}
