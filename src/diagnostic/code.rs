//! The codes of diagnostics. Programs read them: a name, once given, stays.

use serde::{Deserialize, Serialize};

table! {
    described:
    /// What kind of problem a diagnostic reports.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    pub enum Code {
        /// An event file cannot be opened or is not text.
        Unreadable = "unreadable",
        /// The text is not TOML, JSON or CSV.
        Syntax = "syntax",
        /// The timeline has no event.
        Empty = "empty",
        /// A key that no field has.
        UnknownKey = "unknown-key",
        /// A required key is missing.
        MissingKey = "missing-key",
        /// A value has the wrong type.
        WrongType = "wrong-type",
        /// A word that is not one of those the key takes.
        UnknownWord = "unknown-word",
        /// A row of a CSV file has more cells than the header.
        ExtraCells = "extra-cells",
        /// An id is not in kebab-case.
        BadId = "bad-id",
        /// An id is defined twice.
        DuplicateId = "duplicate-id",
        /// A date cannot be read.
        BadDate = "bad-date",
        /// An address that a browser would not open.
        BadUrl = "bad-url",
        /// An actor that the timeline does not define.
        UnknownActor = "unknown-actor",
        /// A source that the timeline does not define.
        UnknownSource = "unknown-source",
        /// An edition that the source of a citation does not have.
        UnknownEdition = "unknown-edition",
        /// An actor is a member of itself.
        CircularMembership = "circular-membership",
        /// An event without a citation.
        Uncited = "uncited",
        /// A source lies outside the folder of its event file.
        Outside = "outside",
        /// The file of a source cannot be read.
        UnreadableSource = "unreadable-source",
        /// The file of a source is of a kind that cannot be read.
        UnknownFormat = "unknown-format",
        /// A source does not have the SHA-256 that is given for it.
        ChangedSource = "changed-source",
        /// The text of a source is not in the encoding it should be in.
        Encoding = "encoding",
        /// A citation names its place in two ways that exclude each other.
        ExtraLocator = "extra-locator",
        /// The header or the marks of a text edition are not as they should be.
        Edition = "edition",
        /// A text edition was edited by hand.
        EditedEdition = "edited-edition",
        /// The original of a text edition was changed.
        ChangedOriginal = "changed-original",
        /// The lock file is broken.
        Lock = "lock",
        /// A quote stands in its source letter for letter.
        Exact = "exact",
        /// A quote stands in its source in other typography.
        Normalized = "normalized",
        /// A quote is misspelt.
        Fuzzy = "fuzzy",
        /// A quote has other words of the same meaning.
        Reworded = "reworded",
        /// A quote has another meaning than its source.
        Altered = "altered",
        /// A quote stands in several paragraphs.
        Ambiguous = "ambiguous",
        /// Brackets cut a quote into too many pieces.
        TooManyPieces = "too-many-pieces",
        /// A quote is too long to be searched for in other words.
        LongQuote = "long-quote",
        /// A quote is not in its source.
        Missing = "missing",
        /// A citation without a quote.
        Unquoted = "unquoted",
        /// A citation of a source without a text.
        NoSource = "no_source",
        /// A quote stands in another paragraph or on another page than its citation says.
        Moved = "moved",
        /// A citation gives a page, a time or a message for a place of which its source has none.
        Unplaced = "unplaced",
        /// A quote stands in the edition that is cited, and no longer in the current text.
        Gone = "gone",
        /// A quote is too short to be found again without its paragraph.
        ShortQuote = "short-quote",
        /// The source denies what a quote says, before it.
        ContextNegated = "context-negated",
        /// The source denies what a quote says, after it.
        ContextDenied = "context-denied",
        /// The source takes back what a quote says.
        ContextRetracted = "context-retracted",
        /// The source only supposes what a quote says.
        ContextHypothetical = "context-hypothetical",
        /// The source limits what a quote says.
        ContextCondition = "context-condition",
        /// A quote leaves out a condition with `[…]`.
        ContextElidedCondition = "context-elided-condition",
        /// The source asks what a quote says.
        ContextQuestion = "context-question",
        /// A quote is in a list under a head that denies it.
        ContextLeadIn = "context-lead-in",
        /// The source has what a quote says from somebody else.
        ContextAttributed = "context-attributed",
        /// The source holds possible what a quote says.
        ContextHedged = "context-hedged",
        /// The source expects what a quote says.
        ContextPlanned = "context-planned",
        /// A citation acknowledges what is not beside its quote.
        Unneeded = "unneeded",
        /// The language of a source has no lists of words that turn a quote.
        UnreadLanguage = "unread-language",
        /// A source contradicts an event, or another source of it.
        Conflict = "conflict",
        /// An event that the command line names does not exist.
        UnknownEvent = "unknown-event",
        /// A citation that the command line names does not exist.
        UnknownCitation = "unknown-citation",
        /// A quote that cannot be replaced by the text of its source.
        NotAccepted = "not-accepted",
        /// An event file that cannot be rewritten.
        NotRewritten = "not-rewritten",
        /// A file of another program was read.
        Imported = "imported",
        /// A row of it is left out.
        RefusedRow = "refused-row",
        /// A row of it is not all that it was.
        AlteredRow = "altered-row",
        /// A row of it is read in a way that it does not spell out.
        ReadAs = "read-as",
        /// A filter cannot be read.
        Filter = "filter",
        /// A place to go to cannot be found.
        Goto = "goto",
    }
}
