package io.casebook.knowledge.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Documents as office programs make them, and some that nobody should make. */
public final class Documents {
    private static final float BODY = 11;
    private static final float HEADING = 16;

    /** Id of the footnote in {@link #wordWith}. */
    public static final int FOOTNOTE = 1;

    private Documents() {}

    /** A page with a title of its own, two headings and a paragraph below each, one of them over two lines with a hyphen. */
    public static byte[] pdf() throws IOException {
        try (var pdf = new PDDocument()) {
            pdf.getDocumentInformation().setTitle("Returns handbook");
            var page = page(pdf);
            try (var text = new PDPageContentStream(pdf, page)) {
                line(text, HEADING, 700, "How long?");
                line(text, BODY, 680, "You can return an order within thirty days of de-");
                line(text, BODY, 667, "livery.");
                line(text, HEADING, 620, "Who pays?");
                line(text, BODY, 600, "We pay for the way back.");
            }
            return bytes(pdf);
        }
    }

    /** Pages with a running foot line. */
    public static byte[] pdfOfPages(int pages, String foot) throws IOException {
        try (var pdf = new PDDocument()) {
            for (var number = 1; number <= pages; number++) {
                var page = page(pdf);
                try (var text = new PDPageContentStream(pdf, page)) {
                    line(text, BODY, 700, "Leaf " + "abcdefgh".charAt(number) + " begins here,");
                    line(text, BODY, 687, "goes on for a while,");
                    line(text, BODY, 674, "and ends.");
                    line(text, BODY, 40, foot + " " + number + " of " + pages);
                }
            }
            return bytes(pdf);
        }
    }

    public static byte[] emptyPdf() throws IOException {
        try (var pdf = new PDDocument()) {
            page(pdf);
            return bytes(pdf);
        }
    }

    public static byte[] lockedPdf() throws IOException {
        try (var pdf = new PDDocument()) {
            page(pdf);
            pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            return bytes(pdf);
        }
    }

    /** A page whose text is a stream of so many megabytes, packed by these filters, the last one first; encrypted where wanted. */
    public static byte[] pdfBomb(int megabytes, boolean encrypted, COSName... filters) throws IOException {
        try (var pdf = new PDDocument()) {
            pdf.setVersion(1.7f);
            var page = page(pdf);
            var stream = pdf.getDocument().createCOSStream();
            try (var out = stream.createOutputStream(new COSArray(List.of(filters)))) {
                zeros(out, megabytes);
            }
            page.getCOSObject().setItem(COSName.CONTENTS, stream);
            if (encrypted) {
                pdf.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            }
            return bytes(pdf);
        }
    }

    /** A page whose text is a stream of so many megabytes, packed by LZW: each code stands for one byte more than the one before. */
    public static byte[] pdfOfLzw(int megabytes) throws IOException {
        var bits = new StringBuilder();
        for (long written = 0; written < (long) megabytes << 20; ) {
            code(bits, 256, written == 0 ? 9 : 12);
            code(bits, 0, 9);
            for (var next = 258; next < 4_094; next++) {
                code(bits, next, next + 1 >= 2_048 ? 12 : next + 1 >= 1_024 ? 11 : next + 1 >= 512 ? 10 : 9);
                written += next - 256;
            }
        }
        try (var pdf = new PDDocument()) {
            var stream = pdf.getDocument().createCOSStream();
            stream.setItem(COSName.FILTER, COSName.LZW_DECODE);
            try (var out = stream.createRawOutputStream()) {
                for (var at = 0; at + 8 <= bits.length(); at += 8) {
                    out.write(Integer.parseInt(bits.substring(at, at + 8), 2));
                }
            }
            page(pdf).getCOSObject().setItem(COSName.CONTENTS, stream);
            return bytes(pdf);
        }
    }

    private static void code(StringBuilder bits, int code, int width) {
        bits.append(Integer.toBinaryString((1 << width) | code), 1, width + 1);
    }

    /** A page that is drawn by forms that draw ten forms each, five levels deep: a few kilobytes to be read a hundred thousand times. */
    public static byte[] pdfOfForms() throws IOException {
        try (var pdf = new PDDocument()) {
            var page = page(pdf);
            var inner = form(pdf, null);
            for (var level = 0; level < 5; level++) {
                inner = form(pdf, inner);
            }
            page.getResources().put(COSName.getPDFName("F"), inner);
            var content = pdf.getDocument().createCOSStream();
            try (var out = content.createOutputStream()) {
                out.write("/F Do ".repeat(10).getBytes(StandardCharsets.US_ASCII));
            }
            page.getCOSObject().setItem(COSName.CONTENTS, content);
            return bytes(pdf);
        }
    }

    private static PDFormXObject form(PDDocument pdf, @Nullable PDFormXObject inner) throws IOException {
        var form = new PDFormXObject(pdf);
        form.setBBox(new PDRectangle(100, 100));
        form.setResources(new PDResources());
        try (var out = form.getStream().createOutputStream()) {
            if (inner != null) {
                form.getResources().put(COSName.getPDFName("F"), inner);
                out.write("/F Do ".repeat(10).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return form;
    }

    /** A page with text, encrypted so that everybody may read it and nobody change it. */
    public static byte[] pdfForReading() throws IOException {
        try (var pdf = org.apache.pdfbox.Loader.loadPDF(pdf())) {
            pdf.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            return bytes(pdf);
        }
    }

    /** Title, headings, a numbered list, a table, and a remark in hidden letters. */
    public static byte[] word() throws IOException {
        try (var word = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            word.getProperties().getCoreProperties().setTitle("Fees");
            style(word, "berschrift1", "heading 1");
            heading(word, "Express");
            paragraph(word, "Two days & no more:");
            item(word, "Order by noon");
            item(word, "Pay at once");
            var hidden = word.createParagraph().createRun();
            hidden.setText("This is our margin.");
            hidden.setVanish(true);
            heading(word, "Prices");
            var table = word.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Country");
            table.getRow(0).getCell(1).setText("Price");
            table.getRow(1).getCell(0).setText("Austria");
            table.getRow(1).getCell(1).setText("EUR 9.90");
            word.write(out);
            return out.toByteArray();
        }
    }

    /** A document with this markup in front of its text, and a footnote. */
    public static byte[] wordWith(String markup) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var word = new XWPFDocument(new java.io.ByteArrayInputStream(word()));
                var whole = new ByteArrayOutputStream()) {
            word.createFootnotes();
            var note = word.createFootnote();
            note.createParagraph().createRun().setText("Except gift cards.");
            if (note.getId().intValue() != FOOTNOTE) {
                throw new IllegalStateException("the footnote has the id " + note.getId());
            }
            word.write(whole);
            try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(whole.toByteArray()));
                    var zip = new ZipOutputStream(out)) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    var part = in.readAllBytes();
                    if (entry.getName().equals("word/document.xml")) {
                        var text = new String(part, StandardCharsets.UTF_8);
                        part = text.replace("<w:body>", "<w:body>" + markup).getBytes(StandardCharsets.UTF_8);
                    }
                    zip.write(part);
                }
            }
        }
        return out.toByteArray();
    }

    /** A document with so many more parts of so many megabytes, whose names end like this. */
    public static byte[] wordBomb(int parts, int megabytes, String ending) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(word()));
                var zip = new ZipOutputStream(out)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(zip);
            }
            for (var part = 0; part < parts; part++) {
                zip.putNextEntry(new ZipEntry("word/part" + part + ending));
                zeros(zip, megabytes);
            }
        }
        return out.toByteArray();
    }

    private static void zeros(java.io.OutputStream out, int megabytes) throws IOException {
        var block = new byte[1 << 20];
        for (var count = 0; count < megabytes; count++) {
            out.write(block);
        }
    }

    private static PDPage page(PDDocument pdf) {
        var page = new PDPage();
        page.setResources(new PDResources());
        pdf.addPage(page);
        return page;
    }

    private static void line(PDPageContentStream text, float size, float height, String words) throws IOException {
        text.beginText();
        text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), size);
        text.newLineAtOffset(70, height);
        text.showText(words);
        text.endText();
    }

    private static byte[] bytes(PDDocument pdf) throws IOException {
        var out = new ByteArrayOutputStream();
        pdf.save(out);
        return out.toByteArray();
    }

    private static void style(XWPFDocument word, String id, String name) {
        var style = CTStyle.Factory.newInstance();
        style.setStyleId(id);
        style.addNewName().setVal(name);
        style.setType(STStyleType.PARAGRAPH);
        word.createStyles().addStyle(new XWPFStyle(style));
    }

    private static void heading(XWPFDocument word, String text) {
        var paragraph = word.createParagraph();
        paragraph.setStyle("berschrift1");
        paragraph.createRun().setText(text);
    }

    private static void paragraph(XWPFDocument word, String text) {
        word.createParagraph().createRun().setText(text);
    }

    private static void item(XWPFDocument word, String text) {
        var numbering = word.createNumbering();
        if (numbering.getAbstractNum(BigInteger.ONE) == null) {
            var list = CTAbstractNum.Factory.newInstance();
            list.setAbstractNumId(BigInteger.ONE);
            var level = list.addNewLvl();
            level.setIlvl(BigInteger.ZERO);
            level.addNewNumFmt().setVal(STNumberFormat.DECIMAL);
            numbering.addAbstractNum(new org.apache.poi.xwpf.usermodel.XWPFAbstractNum(list));
            numbering.addNum(BigInteger.ONE, BigInteger.ONE);
        }
        var paragraph = word.createParagraph();
        paragraph.setNumID(BigInteger.ONE);
        paragraph.setNumILvl(BigInteger.ZERO);
        paragraph.createRun().setText(text);
    }
}
