package io.casebook.knowledge.documents;

import java.io.IOException;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessStreamCache;

/** A stream of a PDF that is counted each time before it is unpacked. */
final class BoundedStream extends COSStream {
    private final Unpacking unpacking;
    private long size = Unpacking.UNKNOWN;

    BoundedStream(Unpacking unpacking, RandomAccessStreamCache cache, RandomAccessReadView raw) throws IOException {
        super(cache, raw);
        this.unpacking = unpacking;
    }

    @Override
    public COSInputStream createInputStream() throws IOException {
        return createInputStream(DecodeOptions.DEFAULT);
    }

    @Override
    public COSInputStream createInputStream(DecodeOptions options) throws IOException {
        size = unpacking.count(this, size);
        return super.createInputStream(options);
    }

    @Override
    public RandomAccessRead createView() throws IOException {
        size = unpacking.count(this, size);
        return super.createView();
    }
}
