package io.casebook.knowledge.documents;

import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;

/** Parses a PDF in which nothing is unpacked before {@link Unpacking} has counted what it comes to, whatever packs it. */
final class BoundedPdf extends PDFParser {
    private final Unpacking unpacking;

    BoundedPdf(byte[] pdf, Unpacking unpacking) throws IOException {
        super(new RandomAccessReadBuffer(pdf));
        this.unpacking = unpacking;
        // The parser makes a document of its own; every stream of the file is made by the document.
        document = new Counted(this);
    }

    private final class Counted extends COSDocument {
        private final BoundedPdf parser;

        private Counted(BoundedPdf parser) {
            super(parser);
            this.parser = parser;
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
            var stream = new BoundedStream(
                    unpacking,
                    IOUtils.createMemoryOnlyStreamCache().create(),
                    parser.createRandomAccessReadView(start, length));
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }
    }
}
