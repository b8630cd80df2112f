package io.casebook.knowledge.gaps;

/**
 * An article that a model wrote from what people replied.
 *
 * @param model the model
 * @param title its title
 * @param body its text, Markdown
 * @param taken how many pieces of personal data were taken out of what the model wrote
 * @param from what people replied
 */
public record Draft(String model, String title, String body, int taken, Replies from) {

    /** What a model wrote, without what belongs to one person: what it read had none, and that is not relied on. */
    public static Draft of(String model, String title, String body, Replies from) {
        var names = from.names();
        var maskedTitle = PersonalData.mask(title.strip(), names);
        var maskedBody = PersonalData.mask(body.strip(), names);
        return new Draft(model, maskedTitle.text(), maskedBody.text(), maskedTitle.taken() + maskedBody.taken(), from);
    }
}
