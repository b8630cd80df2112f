package io.casebook.schemas;

import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;

/** A record that writes itself, without a look at its schema for every value. The bytes are those that Avro's own writers make. */
public interface DirectRecord extends SpecificRecord {

    /**
     * Writes the fields in the order of the schema.
     *
     * @throws IOException if the encoder cannot write
     */
    void writeTo(Encoder out) throws IOException;
}
